//! Event words and agents, compiled.

use crate::ontology::{Context, EventType, Kind, Mode, Sector, Status};
use crate::origin::Origin;
use std::sync::Arc;

/// A common noun that acts for a sector: soldiers, police, villagers.
pub struct Agent {
    pub id: Arc<str>,
    pub sector: Vec<Sector>,
    /// Set where the noun itself says so (`peacekeeper` -> IGO).
    pub code: Option<Arc<str>>,
    /// Never acts, only suffers: schools, markets, posts.
    pub passive: bool,
    /// What belongs to them does not stand for them: `student loans` are no students.
    pub people_only: bool,
    /// The noun means them only with a capital inside a sentence, and not in a longer name: `the House`, but not `Waffle House`.
    pub capital: bool,
    /// What those are who belong to a state, where they are nothing otherwise: its spokesmen are its government.
    pub of_state: Vec<Sector>,
    /// The same of a person's, and where nobody is told whose they are: a politician's supporters are people.
    pub of_person: Vec<Sector>,
    pub origin: Origin,
}

impl Agent {
    /// Whether the noun only points to whom it belongs to: "spokesman", "leader".
    pub fn stands_for_owner(&self) -> bool {
        self.sector.is_empty() && self.code.is_none()
    }
}

/// The word by which entries ask for people of any kind, nations by their names included.
pub const PEOPLE: &str = "people";

/// The word by which entries ask for a place, by its name too.
pub const PLACE: &str = "place";

/// The word by which entries ask for a country, by its name too.
pub const COUNTRY: &str = "country";

/// A verb or noun that carries an event.
pub struct Trigger {
    /// `ambush.v`
    pub id: Arc<str>,
    pub part: Part,
    pub event: EventType,
    pub mode: Vec<Mode>,
    pub context: Vec<Context>,
    pub cameo: Option<Arc<str>>,
    pub acled: Option<Arc<str>>,
    /// What fills the actor, in order of preference.
    pub actor: Vec<Slot>,
    pub recipient: Vec<Slot>,
    /// All sides are actors: talks, clashes.
    pub symmetric: bool,
    /// The object must be one of these nouns (any inflected form, lower case).
    pub object: Vec<Arc<str>>,
    /// The object must not be one of these.
    pub not_object: Vec<Arc<str>>,
    /// The same of the subject.
    pub subject: Vec<Arc<str>>,
    pub not_subject: Vec<Arc<str>>,
    /// One of these words or phrases must stand in the sentence; none of those may (any form, lower case).
    pub near: Vec<Arc<str>>,
    pub not_near: Vec<Arc<str>>,
    /// Prepositions of which one must be there.
    pub requires: Vec<Arc<str>>,
    /// An infinitive must follow: `told Ottawa to withdraw`.
    pub infinitive: bool,
    pub needs: Vec<Need>,
    /// The sorts of names before it that suffer it, and do not act: "the Russia investigation".
    pub named_after: Vec<Kind>,
    /// What it makes of civilians whom it befalls: those who flee are refugees.
    pub recipient_sector: Option<Sector>,
    /// For triggers that say so themselves (`averted`, `plot`).
    pub status: Option<Status>,
    pub origin: Origin,
}

impl Trigger {
    /// Whether it is done by saying it: "said the raid was a mistake".
    pub fn is_of_the_speaker(&self) -> bool {
        self.actor == [Slot::Speaker]
    }
}

/// Verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Verb,
    Noun,
}

/// A place in the grammar around a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Grammatical subject; of a noun: the subject of its light verb.
    Subject,
    Object,
    /// Second object, or `to` with verbs of giving.
    Dative,
    /// `X's attack`, `its attack`.
    Possessor,
    /// `TTP attacks`, `Pakistani strikes`.
    Premodifier,
    /// Subject of the clause that the verb takes: `urged Kabul to act` -> Kabul.
    Complement,
    /// Who says what the trigger stands in: `said the raid was a mistake`.
    Speaker,
    /// Object of this preposition; `by` is also the passive's agent.
    Prep(Arc<str>),
}

impl Slot {
    /// The slot that dictionaries call so; any other word is a preposition.
    pub fn named(word: &str) -> Slot {
        match word {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "dative" => Slot::Dative,
            "possessor" => Slot::Possessor,
            "premodifier" => Slot::Premodifier,
            "complement" => Slot::Complement,
            "speaker" => Slot::Speaker,
            preposition => Slot::Prep(preposition.into()),
        }
    }
}

/// What must be there for a trigger to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Actor,
    Recipient,
    /// An actor and a recipient.
    Both,
    /// Actor or recipient.
    Either,
    /// Nobody: the event is told without parties too.
    Nobody,
    /// An event of the type told shortly before, to which the trigger points back.
    Known,
    /// Actor or recipient, or an event of the type told before in the article.
    Told,
    /// An event of the type, with somebody in it, that an earlier sentence told.
    Earlier,
}
