//! `rules.toml`: what light verbs, negation, the future, reporting and conditionals do to an event.

mod grammar;
mod read;
mod words;

pub use grammar::{Belonging, Grammar, Negation, OneEvent, Slots};
pub use words::{Counts, DateUnit, Dates, Reference, Words};

use super::Slot;
use crate::ontology::{EventType, Kind, Mode, Sector, Status};
use crate::origin::Origin;
use rustc_hash::FxHashSet as HashSet;
use serde::Deserialize;
use std::sync::Arc;

/// The grammar rules that all events share, compiled.
#[derive(Debug, Default)]
pub struct Rules {
    pub light_verbs: Vec<LightVerb>,
    /// In order of precedence: the first that applies gives the status.
    pub status: Vec<StatusRule>,
    pub retype: Vec<Retype>,
    pub absorb: Vec<Absorb>,
    pub fill: Vec<Fill>,
    pub acled: Vec<AcledRule>,
    pub reference: Reference,
    pub words: Words,
    pub grammar: Grammar,
    pub negation: Negation,
    pub one_event: OneEvent,
    pub belonging: Belonging,
    pub content: Content,
    pub events: EventSorts,
    pub counts: Counts,
    pub dates: Dates,
}

impl Rules {
    /// The slot's preposition, where it is none of the listed ones.
    pub(super) fn unknown_preposition<'s>(&self, slot: &'s Slot) -> Option<&'s str> {
        let known = &self.words.prepositions;
        match slot {
            Slot::Prep(word) if !known.is_empty() && !known.contains(word) => Some(word),
            _ => None,
        }
    }
}

/// A verb that only carries its noun: `carried out an attack`.
#[derive(Debug)]
pub struct LightVerb {
    pub id: Arc<str>,
    /// Base forms; the second word of a phrasal verb after a space.
    pub verbs: HashSet<Arc<str>>,
    /// Prepositions by which they carry the noun, where these are others than those of the grammar: `responded with strikes`.
    pub prepositions: HashSet<Arc<str>>,
    /// Which role the verb's subject fills.
    pub subject: LightSubject,
    /// What they make of an event that is told as happened: `claimed attacks`.
    pub status: Option<Status>,
    pub origin: Origin,
}

/// The role that a light verb's subject fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LightSubject {
    Actor,
    Recipient,
    /// Neither: who acts stands behind a preposition of control, as in `blamed the attack on the rebels`.
    Accuser,
}

/// One way in which a text can withhold that something happened.
#[derive(Debug)]
pub struct StatusRule {
    pub id: Arc<str>,
    pub status: Status,
    pub at: Position,
    pub words: HashSet<Arc<str>>,
    /// Verbs of which one must govern the event besides; empty for any sentence.
    pub under: HashSet<Arc<str>>,
    /// Sectors of which who speaks must have one; empty for anybody.
    pub speaker: Vec<Sector>,
    /// Event types it does not touch (speech acts are asserted when they are reported).
    pub except: Vec<EventType>,
    pub origin: Origin,
}

/// Where in the grammar around a trigger a status word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// A negation of the trigger: `did not attack`, `no attack`.
    Negation,
    /// An auxiliary: `will attack`, `may attack`.
    Auxiliary,
    /// What does an auxiliary's work before an infinitive: `is going to attack`, `has to attack`.
    QuasiAuxiliary,
    /// An auxiliary of a clause whose own subject speaks: `said it would attack`.
    Said,
    /// An auxiliary of a clause that somebody else speaks: `said that Sudan must return it`.
    Demanded,
    /// The conjunction that opens the trigger's clause: `if`, `unless`.
    Marker,
    /// An adverb or adjective of the trigger: `allegedly`, `planned attack`.
    Modifier,
    /// A verb or adjective that governs it: `plans to attack`, `denied attacking`, `ready to talk`.
    Governor,
    /// The same, where the governing verb's subject is the event's own actor: `vowed to attack`.
    OwnGovernor,
    /// A passive verb of whose subject it is told: `is said to have attacked`.
    Hearsay,
    /// An adjective of what may never happen: `is unlikely to attack`.
    Disposition,
    /// What governs it as an infinitive and is no verb of its own: `reason to attack`, `the rebels are to disarm`.
    NounInfinitive,
    /// A noun that governs it: `threat of attack`, `plan to attack`, `reports of an attack`.
    GovernorNoun,
    /// A noun that it describes: `allegations implicating France`, but `an order barring police` is no plan.
    DescribedNoun,
    /// A preposition that governs it: `without attacking`, `instead of attacking`.
    GovernorPreposition,
    /// A governing verb that is an infinitive itself: `to prevent attacks`.
    Infinitive,
    /// An infinitive that no verb governs: `talks to end the war`.
    Purpose,
    /// The verb of a sentence that tells somebody to do it: `Carry out strikes`.
    Imperative,
    /// A verb of which it is the subject, told of no event in particular: `military action risks a war`.
    SubjectOf,
    /// The mark of a question that asks whether it is so: `Did Iran attack?`.
    Question,
    /// Who says so, and did it: `the rebels said they had shot down a drone`.
    OwnWord,
    /// Who says so, and did it not: `rights groups said police had shot protesters`.
    OthersWord,
    /// Who says so first, of a state that suffered what another did: `Baku said Armenian troops had opened fire`.
    AdversaryWord,
}

/// What a status makes of a type: future cooperation is AGREE, refused cooperation REJECT, announced violence THREATEN.
#[derive(Debug)]
pub struct Retype {
    pub id: Arc<str>,
    pub from: Vec<EventType>,
    /// Ids of the status rules of which one must have applied; empty for any status.
    pub after: Vec<Arc<str>>,
    /// Ids of the entries that it touches; empty for all of those types.
    pub entries: HashSet<Arc<str>>,
    /// Sectors of which the recipient must have one; empty for any recipient.
    pub recipient: Vec<Sector>,
    /// Only where states act.
    pub by_state: bool,
    pub to: EventType,
    /// None keeps the status.
    pub status: Option<Status>,
    pub mode: Option<Mode>,
    pub origin: Origin,
}

/// What is promised is no event beside the promise (codebook, decision 17).
#[derive(Debug)]
pub struct Absorb {
    pub id: Arc<str>,
    /// Types of the event above.
    pub under: Vec<EventType>,
    /// Types and statuses of the content that has no record of its own.
    pub events: Vec<EventType>,
    pub status: Vec<Status>,
    /// Ids of the entries of which one must have made the event above; empty for all of those types.
    pub entries: HashSet<Arc<str>>,
    /// How the content hangs on the act.
    pub at: ContentAt,
    pub origin: Origin,
}

/// Where in the grammar of an act its content stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContentAt {
    /// Anywhere below the act, but for clauses set beside it: `agreed to hold talks`.
    #[default]
    Below,
    /// What the act acts on: `ended cooperation`.
    Object,
    /// What the act's object is about: `vetoed a resolution condemning the raid`.
    Within,
    /// What the act is done for, by those who do it: `marched to demand reforms`.
    Purpose,
    /// What the act is about, where nobody is told to have done it: `talks on the fight against smugglers`.
    Topic,
    /// A participle that says of those who take part what nobody is told to say: `detained men accused of spying`.
    Description,
}

/// Whom an act without a recipient concerns by what it is about.
#[derive(Debug, Default)]
pub struct Content {
    /// Acts towards who did the deed that is their object: `condemned the Taliban's attack`.
    pub of_deeds: Vec<EventType>,
    /// Acts towards whom their content concerns: `promised to send aid to Mozambique`.
    pub passed_on: Vec<EventType>,
    /// Entries whose content concerns nobody whom the act concerns: `denied having armed the rebels`.
    pub denials: Vec<String>,
    /// Acts towards whom their purpose concerns: `fired to disperse protesters`.
    pub by_purpose: Vec<EventType>,
    /// Acts that several do among themselves: `the two agreed to free prisoners`.
    pub mutual: Vec<EventType>,
    /// Refusals, and what is refused to somebody else than it would hit: `refused to strike the rebels`.
    pub refusals: Vec<EventType>,
    pub refused_to_others: Vec<EventType>,
    /// Where a verb that is no event names whom it concerns.
    pub concerned: Slots,
    /// Where a protest itself names whom it is against.
    pub against: Slots,
    /// Where shouts, feelings and calls for somebody to go name him.
    pub shouted_at: Slots,
    pub felt_at: Slots,
    pub called_for: Slots,
    /// Before whose doors it is: `outside the Saudi embassy`.
    pub gathered_at: Slots,
}

/// Event types by what holds of all such events.
#[derive(Debug, Default)]
pub struct EventSorts {
    /// Force done to somebody.
    pub force: Vec<EventType>,
    /// Told by their place alone, without anybody named.
    pub told_by_place: Vec<EventType>,
    /// Told alone by a noun whose own phrase says which it was.
    pub told_by_name: Vec<EventType>,
    /// Words right before a noun of force that do not tell it from another.
    pub says_nothing: HashSet<Arc<str>>,
    /// Words right before a noun that tell it as having happened.
    pub recent: HashSet<Arc<str>>,
    /// What happens on the ground, and so where its sentence, paragraph or dateline says.
    pub on_the_ground: Vec<EventType>,
    /// Told in a report's first sentence, they happen where its dateline says.
    pub in_the_lead: Vec<EventType>,
    /// They happen where somebody leaves: `withdrew from Syria`.
    pub left: Vec<EventType>,
    pub left_by: Vec<Mode>,
    /// How many took part is told.
    pub gatherings: Vec<EventType>,
    /// Who has no country of his own in it is of the country where it happens.
    pub among_locals: Vec<EventType>,
    /// Held in places that say nothing of who takes part.
    pub at_venues: Vec<EventType>,
    /// `the talks` tells of them again by itself, soon after they were told.
    pub pointed_back_to: Vec<EventType>,
    /// What a state does to people of its own.
    pub by_the_state: Vec<EventType>,
    /// What a state's people do, where only the state is named: `Kenya's protests`.
    pub of_the_people: Vec<EventType>,
    /// What is done with one's own things against others: `closed its embassy in Kabul`.
    pub against_others: Vec<EventType>,
    /// Modes of force by which one who is only "a man" shows himself an unknown armed person.
    pub armed: Vec<Mode>,
    pub plain_people: HashSet<Arc<str>>,
    /// What befalls those "along with" whom others are told: `arrested the leader along with ten supporters`.
    pub done_to: Vec<EventType>,
}

/// Whom a role that the sentence leaves open means, where the article makes it clear (codebook, decision 23).
#[derive(Debug)]
pub struct Fill {
    pub id: Arc<str>,
    pub role: Side,
    pub from: FillFrom,
    /// Empty for all types.
    pub events: Vec<EventType>,
    /// Modes of which the event must have one; empty for any.
    pub modes: Vec<Mode>,
    /// Ids of the entries that it touches; empty for all of those types.
    pub entries: HashSet<Arc<str>>,
    /// Whether a noun without an article and a gerund point back too: `destabilising Libya`.
    pub bare: bool,
    /// Kinds of which the known side must be one; empty for any.
    pub known: Vec<Kind>,
    /// Types of what the event undoes.
    pub undoes: Vec<EventType>,
    pub origin: Origin,
}

/// What ACLED's sub-type becomes by who takes part (ACLED codebook: whether the victims of force are armed makes it a battle or
/// violence against civilians).
#[derive(Debug)]
pub struct AcledRule {
    pub id: Arc<str>,
    pub was: Arc<str>,
    pub becomes: Arc<str>,
    /// Sectors of which every actor, and every recipient, must have one; empty for any, and for nobody.
    pub actor: Vec<Sector>,
    pub recipient: Vec<Sector>,
    pub origin: Origin,
}

/// A side of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Actor,
    Recipient,
    /// Both sides of what is symmetric: talks, clashes, a war.
    Both,
}

/// Where an open role is read off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FillFrom {
    /// The last event of the type: `the attack`, `the talks`.
    Earlier,
    /// Who attacked in the sentence before, where this one counts victims.
    Attacker,
    /// Both sides of the last deed of the kind, where the article tells of one only: `Friday's shooting`.
    DeedTold,
    /// The two states or groups named last.
    Pair,
    /// The only other state or group that the sentence names.
    Sentence,
    /// The other side of the last event in which the known side took part.
    Counterpart,
    /// Who did what the event is about: `condemned the bombing`.
    Deed,
    /// Who suffered the last event of the types that it undoes: `sanctions were lifted`.
    Undone,
    /// Who last accused them: `denied the allegations`.
    Accuser,
    /// The government of the country where it happened, else of the known side's.
    Government,
    /// The courts of that country.
    Courts,
    /// The police of the country where it happened; where no place is told, of the article's.
    Police,
    /// The government of the country of a place that the clause tells.
    Holder,
    /// Rebels of the only state that is told.
    Rebels,
    /// The people of the country where it happened, else of the known side's, else of the article's.
    People,
}

/// A fault in `rules.toml`: byte offset and message.
pub type RulesFault = (usize, String);
