//! Dictionaries, read, checked and compiled. A *dictionary* is the file people edit, a *lexicon* what it compiles to.

mod actor;
mod ambiguity;
mod beside;
mod check;
mod choice;
mod company;
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
mod gazetteer;
pub mod import;
mod inflect;
mod laid;
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
mod touched;
mod trigger;

use crate::origin::Origin;
use crate::text::{Conventions, Span};
use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

pub use actor::{Actor, Alias, AliasSort, At, Case, Period, Role};
pub use ambiguity::{Ambiguity, ContextRule, Otherwise, Window};
pub use check::contested;
pub use compile::{Checked, check, load, load_with_examples};
pub use conventions::{ConventionFault, parse_conventions};
pub use country::is_country;
pub use entry::EventExample;
pub use example::{Example, Expectation};
pub use fault::{Fault, Mend, Quoted, Severity};
pub use fold::fold;
pub use forms::{AgentForm, TriggerForm};
pub use gazetteer::PlaceForm;
pub use inflect::Forms;
pub use layer::{Layer, default_files};
pub use lint::{Lint, codes, lint};
pub use metonymy::{Metonymy, WordList};
pub use nearest::{distance, nearest};
pub use parse::holds_entries;
pub use rules::{
    Absorb, AcledRule, Belonging, Content, ContentAt, Counts, DateUnit, Dates, EventSorts, Fill, FillFrom, Grammar,
    LightSubject, LightVerb, Negation, OneEvent, Position, Reference, Retype, Rules, Side, Slots, StatusRule, Words,
};
pub use scan::Scratch;
pub use touched::{Lines, Touched, changed_actors, compared, held_words, touched};
pub use trigger::{Agent, COUNTRY, Need, PEOPLE, PLACE, Part, Slot, Trigger};

/// The dictionaries, compiled, read-only, shared by all threads.
pub struct Lexicon {
    pub actors: Vec<Actor>,
    pub aliases: Vec<Alias>,
    /// By the index in [`Ambiguity::surface`] order; found through [`Alias::ambiguity`].
    pub ambiguities: Vec<Ambiguity>,
    pub agents: Vec<Agent>,
    pub triggers: Vec<Trigger>,
    pub rules: Rules,
    pub metonymy: Metonymy,
    pub conventions: Conventions,
    /// The sentences that entries carry; of those that are built in only where they were asked for.
    pub examples: Vec<Example>,
    files: layer::Files,
    ids: HashMap<Arc<str>, u32>,
    /// Names of states and of capitals that stand for governments, folded; indices of aliases.
    states: HashMap<String, Vec<u32>>,
    index: forms::FormIndex,
    gazetteer: gazetteer::Gazetteer,
    company: company::Company,
    scanner: scan::Scanner,
}

impl Lexicon {
    /// SHA-256 over all dictionary files, names and bytes, in name order; lower-case hex.
    pub fn hash(&self) -> &str {
        self.files.hash()
    }

    /// The actor with this id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.get(self.index_of(id)? as usize)
    }

    /// The alias by which a state or its capital is called so on the day; without a day the last that holds. Of several states the
    /// one that the ambiguous name means where no rule settles it.
    pub fn state_called(&self, name: &str, day: Option<Date>) -> Option<&Alias> {
        let known = self.states.get(fold::fold(name).as_str())?;
        let aliases = || known.iter().filter_map(|&alias| self.aliases.get(alias as usize));
        let is_meant = |alias: &&Alias| {
            self.ambiguity_of(alias)
                .zip(self.actor_of(alias))
                .is_some_and(|(ambiguity, actor)| ambiguity.otherwise.as_str() == &*actor.id)
        };
        match day {
            Some(day) => {
                let mut held = aliases().filter(|alias| alias.period.holds(day));
                held.clone().find(is_meant).or_else(|| held.next())
            }
            None => aliases().max_by_key(|alias| (is_meant(alias), alias.period.from)),
        }
    }

    /// What settles the name, where it has several holders or is an ordinary word.
    pub fn ambiguity_of(&self, alias: &Alias) -> Option<&Ambiguity> {
        self.ambiguities.get(alias.ambiguity? as usize)
    }

    /// Whose name it is; nobody's where it only hides shorter ones.
    pub fn actor_of(&self, alias: &Alias) -> Option<&Actor> {
        self.actors.get(alias.actor as usize)
    }

    /// All that the actor is part of on the day, the nearest first; without a day at any time.
    pub fn wholes(&self, id: &str, day: Option<Date>) -> Vec<Arc<str>> {
        let mut wholes: Vec<Arc<str>> = Vec::new();
        for (whole, period) in self.memberships(id) {
            if day.is_none_or(|day| period.holds(day)) && !wholes.contains(&whole) {
                wholes.push(whole);
            }
        }
        wholes
    }

    /// All that the actor is ever part of, and when, the nearest first. What is part of something else on the way is so
    /// only while both hold.
    pub fn memberships(&self, id: &str) -> Vec<(Arc<str>, Period)> {
        let mut found: Vec<(Arc<str>, Period)> = Vec::new();
        let mut at = 0;
        let mut next = Some((Arc::<str>::from(id), Period { from: None, until: None }));
        while let Some((part, while_part)) = next {
            let parents = self.actor(&part).map_or(&[][..], |actor| &actor.parents);
            for (parent, period) in parents {
                let membership = period.and(while_part).map(|period| (parent.clone(), period));
                found.extend(membership.filter(|membership| !found.contains(membership)));
            }
            next = found.get(at).cloned();
            at += 1;
        }
        found
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

    /// The numbers of the words of a sentence that follow the heads of triggers, sorted; `words` are in lower case.
    pub fn followers<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<u32> {
        let mut held: Vec<u32> = words.filter_map(|word| self.index.followers.get(word).copied()).collect();
        held.sort_unstable();
        held
    }

    /// The words and phrases that conditions of triggers name and a sentence holds, by number; `word` gives the sentence's
    /// words in lower case, and nothing beyond the last.
    pub fn held<'w>(&self, length: usize, word: impl Fn(usize) -> &'w str) -> Vec<u32> {
        self.company.held(length, word)
    }

    /// Whether a sentence that holds these has the words without which the trigger never fits.
    pub fn suits(&self, trigger: u32, held: &[u32]) -> bool {
        self.company.suits(trigger, held)
    }

    /// The agents whose noun may have this form (lower case).
    pub fn agents_of(&self, word: &str) -> &[AgentForm] {
        self.index.agents.get(word).map_or(&[], Vec::as_slice)
    }

    /// The places whose name begins with this word (lower case), longest names first.
    pub fn places_of(&self, word: &str) -> &[PlaceForm] {
        self.gazetteer.beginning(word, &self.conventions)
    }

    /// The place that a [`PlaceForm`] names.
    pub fn place(&self, place: u32) -> Option<&Place> {
        self.gazetteer.place(place)
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

impl Place {
    /// Whether it is a country as a whole: GeoNames' "independent political entity".
    pub fn is_country(&self) -> bool {
        &*self.feature == "PCLI"
    }
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
