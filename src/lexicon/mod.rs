//! Dictionaries, read, checked and compiled. A *dictionary* is the file people edit, a *lexicon* what it compiles to.

mod check;
mod choice;
mod compile;
mod conventions;
mod country;
pub mod edit;
mod entry;
mod example;
pub mod export;
mod fault;
mod fold;
mod forms;
pub mod import;
mod inflect;
mod layer;
mod lint;
mod metonymy;
mod nearest;
mod parse;
mod places;
mod rules;
mod scan;
pub mod sheet;
mod spelling;

use crate::ontology::{Context, EventType, Kind, Mode, Sector, Status};
use crate::origin::Origin;
use crate::text::{Conventions, Span};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

pub use compile::{Checked, check, load};
pub use conventions::{ConventionFault, parse_conventions};
pub use entry::EventExample;
pub use example::{Example, Expectation};
pub use fault::{Fault, Mend, Severity};
pub use fold::fold;
pub use forms::{AgentForm, PlaceForm, TriggerForm};
pub use inflect::Forms;
pub use layer::{Layer, default_files};
pub use lint::{Lint, lint};
pub use metonymy::{Metonymy, WordList};
pub use parse::holds_entries;
pub use rules::{
    Absorb, Counts, Dates, Fill, FillFrom, LightSubject, LightVerb, Position, Reference, Retype, Rules, Side,
    StatusRule,
};
pub use scan::Scratch;

/// The dictionaries, compiled, read-only, shared by all threads.
pub struct Lexicon {
    pub actors: Vec<Actor>,
    pub aliases: Vec<Alias>,
    /// By the index in [`Ambiguity::surface`] order; found through [`Alias::ambiguity`].
    pub ambiguities: Vec<Ambiguity>,
    pub agents: Vec<Agent>,
    pub triggers: Vec<Trigger>,
    pub places: Vec<Place>,
    pub rules: Rules,
    pub metonymy: Metonymy,
    pub conventions: Conventions,
    /// The sentences that entries carry.
    pub examples: Vec<Example>,
    /// SHA-256 over all dictionary files, names and bytes, in name order; lower-case hex.
    pub hash: String,
    ids: HashMap<Arc<str>, u32>,
    index: forms::FormIndex,
    scanner: scan::Scanner,
}

impl Lexicon {
    /// The actor with this id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.get(self.index_of(id)? as usize)
    }

    /// The alias by which a state or its capital is called so on the day; without a day the last that holds.
    pub fn state_called(&self, name: &str, day: Option<Date>) -> Option<&Alias> {
        let known = self.index.states.get(fold::fold(name).as_str())?;
        let aliases = || known.iter().filter_map(|&alias| self.aliases.get(alias as usize));
        match day {
            Some(day) => aliases().find(|alias| alias.period.holds(day)),
            None => aliases().max_by_key(|alias| alias.period.from),
        }
    }

    /// Whose name it is; nobody's where it only hides shorter ones.
    pub fn actor_of(&self, alias: &Alias) -> Option<&Actor> {
        self.actors.get(alias.actor as usize)
    }

    /// All that the actor is part of on the day, the nearest first; without a day at any time.
    pub fn wholes(&self, id: &str, day: Option<Date>) -> Vec<Arc<str>> {
        let mut wholes: Vec<Arc<str>> = Vec::new();
        let mut next = vec![Arc::<str>::from(id)];
        while let Some(part) = next.pop() {
            let parents = self.actor(&part).map_or(&[][..], |actor| &actor.parents);
            let holding = parents.iter().filter(|(_, period)| day.is_none_or(|day| period.holds(day)));
            for (parent, _) in holding {
                if !wholes.contains(parent) {
                    wholes.push(parent.clone());
                    next.push(parent.clone());
                }
            }
        }
        wholes
    }

    /// The id that a misspelt one may mean.
    pub fn nearest_id(&self, id: &str) -> Option<&str> {
        nearest::nearest(id, self.actors.iter().map(|actor| &*actor.id))
    }

    /// Where in `actors` the actor with this id stands.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// Appends every name and trigger word in `text[span]` to `hits`: all that match, nested ones included.
    pub fn scan(&self, text: &str, span: Span, scratch: &mut Scratch, hits: &mut Vec<Hit>) {
        self.scanner.scan(text, span, &self.aliases, scratch, hits);
    }

    /// The triggers whose head word may have this form (lower case).
    pub fn triggers_of(&self, word: &str) -> &[TriggerForm] {
        self.index.triggers.get(word).map_or(&[], Vec::as_slice)
    }

    /// The agents whose noun may have this form (lower case).
    pub fn agents_of(&self, word: &str) -> &[AgentForm] {
        self.index.agents.get(word).map_or(&[], Vec::as_slice)
    }

    /// The places whose name begins with this word (lower case), longest names first.
    pub fn places_of(&self, word: &str) -> &[PlaceForm] {
        self.index.places.get(word).map_or(&[], Vec::as_slice)
    }

    /// The phrases that hide the triggers in them, by their last word (lower case): the words before it.
    pub fn hidden_by(&self, word: &str) -> &[Box<[Arc<str>]>] {
        self.index.hidden.get(word).map_or(&[], Vec::as_slice)
    }

    /// The base forms that a word (lower case) may be an inflection of, among the words that dictionaries name.
    pub fn lemmas_of(&self, word: &str) -> &[(Arc<str>, Part)] {
        self.index.lemmas.get(word).map_or(&[], Vec::as_slice)
    }
}

/// A named actor.
pub struct Actor {
    pub id: Arc<str>,
    pub name: Arc<str>,
    pub kind: Kind,
    /// What a person is called by alone.
    pub surname: Option<Arc<str>>,
    pub wikidata: Option<Arc<str>>,
    /// ISO 3166 alpha-3 or one of IGO, NGO, MNC, IMG, ISM.
    pub country: Option<Arc<str>>,
    /// Used where no role holds.
    pub sector: Vec<Sector>,
    /// In order of `from`; half-open.
    pub roles: Vec<Role>,
    /// Ids of the actors this one is part of.
    pub parents: Vec<(Arc<str>, Period)>,
    pub at: At,
}

/// What an actor is for a time.
pub struct Role {
    pub code: Option<Arc<str>>,
    pub sector: Vec<Sector>,
    pub office: Option<Arc<str>>,
    pub period: Period,
    /// Whether a note stands with it.
    pub noted: bool,
    pub at: At,
}

/// Half-open `[from, until)`; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Period {
    /// Whether the day lies in it.
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// One way of writing an actor's name.
pub struct Alias {
    pub text: Arc<str>,
    /// Index into `actors`; [`Alias::NOBODY`] for a name that only hides shorter ones.
    pub actor: u32,
    pub sort: AliasSort,
    pub case: Case,
    /// No match directly after one of these words (lower case).
    pub unless_left: Vec<Arc<str>>,
    /// No match directly before one of these words (lower case).
    pub unless_right: Vec<Arc<str>>,
    pub period: Period,
    /// Index into `ambiguities`, where the surface form is shared.
    pub ambiguity: Option<u32>,
    pub at: At,
}

/// Where something is written: for people, and for finding it again in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    pub origin: Origin,
    /// Index of the file, over all layers.
    source: u32,
    /// In bytes.
    offset: u32,
}

impl Alias {
    /// The actor of names that are to be left alone.
    pub const NOBODY: u32 = u32::MAX;

    fn ignored(text: &str, at: At) -> Alias {
        Alias {
            text: text.into(),
            actor: Alias::NOBODY,
            sort: AliasSort::Name,
            case: Case::Name,
            unless_left: Vec::new(),
            unless_right: Vec::new(),
            period: Period { from: None, until: None },
            ambiguity: None,
            at,
        }
    }
}

/// What sort of name an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AliasSort {
    Name,
    Acronym,
    /// Nationality adjective or noun: `Afghan`, `Afghans`.
    Demonym,
    /// A capital or seat that may stand for its government.
    Capital,
}

/// How case counts in a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// At least each word that is capitalised in the alias is capitalised in the text, or all is in capitals.
    Name,
    /// Letter for letter.
    Exact,
    /// Any.
    Any,
}

impl Case {
    /// As dictionaries write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Case::Name => "name",
            Case::Exact => "exact",
            Case::Any => "any",
        }
    }
}

/// A surface form with several holders, and what settles it.
pub struct Ambiguity {
    pub surface: Arc<str>,
    pub window: Window,
    pub rules: Vec<ContextRule>,
    pub otherwise: Otherwise,
    pub at: At,
}

/// How far a context rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    Sentence,
    Paragraph,
    Article,
}

/// One rule of an ambiguity; the first that fires wins.
pub struct ContextRule {
    pub id: Arc<str>,
    /// Actor id, or `None` for "nobody of ours".
    pub pick: Option<Arc<str>>,
    /// Fires where the pick's full name (another alias, not an acronym) stands in the article.
    pub when_full_name: bool,
    /// Fires where one of these words or phrases (lower case) stands in the window; `@AFG` is any alias of that actor.
    pub near_any: Vec<Arc<str>>,
    /// The words directly after or before, lower case.
    pub right_any: Vec<Arc<str>>,
    pub left_any: Vec<Arc<str>>,
    pub origin: Origin,
}

/// What becomes of an ambiguous name that no rule settles.
pub enum Otherwise {
    /// A leftover, for review.
    Ask,
    Drop,
    Actor(Arc<str>),
}

impl Otherwise {
    /// As dictionaries write it.
    pub fn as_str(&self) -> &str {
        match self {
            Otherwise::Ask => "ask",
            Otherwise::Drop => "drop",
            Otherwise::Actor(id) => id,
        }
    }
}

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
    pub origin: Origin,
}

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
    pub needs: Vec<Need>,
    /// For triggers that say so themselves (`averted`, `plot`).
    pub status: Option<Status>,
    pub origin: Origin,
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
    /// Object of this preposition; `by` is also the passive's agent.
    Prep(Arc<str>),
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
}

/// A place that dictionaries know.
pub struct Place {
    pub name: Arc<str>,
    /// ISO 3166 alpha-3.
    pub country: Arc<str>,
    pub province: Option<Arc<str>>,
    pub district: Option<Arc<str>>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// GeoNames feature code (`PPL`, `PPLC`, `ADM1`, `PCLI`).
    pub feature: Arc<str>,
    pub population: u32,
    pub origin: Origin,
}

/// Something the dictionaries know, found in a text by [`Lexicon::scan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub span: Span,
    pub what: Found,
}

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Index into `aliases`. A surface with several holders gives one hit for each.
    Alias(u32),
    /// Some form of some trigger's head word.
    Trigger,
}
