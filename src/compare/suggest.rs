//! Names that a dataset holds and the dictionaries don't know, the most wanted first, ready to be entered.

use super::guess::{Guess, Guessed, Guesser};
use super::spelling::key;
use crate::dataset::{LeftoverExample, LeftoverRecord};
use crate::extract::expansion;
use crate::lexicon::{Alias, Lexicon, distance, fold};
use crate::ontology::Kind;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// An unknown name in all its spellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Its spellings and acronyms with how often each was seen; the first is the name.
    pub spellings: Vec<(String, u64)>,
    /// Acronyms, of which some text says that they stand for it.
    pub acronyms: Vec<(String, u64)>,
    pub count: u64,
    /// Articles and sources of the spelling that has most.
    pub docs: u64,
    pub sources: u64,
    /// How often it stood where an actor of an event is missing.
    pub actor_missing: u64,
    pub examples: Vec<LeftoverExample>,
    /// The known name that it may be a spelling of.
    pub near: Option<Near>,
    /// What sort of name it seems to be, and why.
    pub guessed: Guessed,
}

/// A known name and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    pub actor: String,
    pub alias: String,
}

/// Shorter keys and names meet by chance.
const TELLING: usize = 4;
/// Letters in which a name may differ from a known one to be told as near, for each letter of it.
const DIFFERENT: usize = 6;

/// The unknown names among a dataset's leftovers: first those that stand most often where an actor of an event is
/// missing, then the most frequent, then those that most sources have; what seems to be a place or of the page comes after
/// all that may be actors. At most `limit`.
pub fn suggest(leftovers: Vec<LeftoverRecord>, lexicon: &Lexicon, limit: usize) -> Vec<Suggestion> {
    // The dictionaries may have learnt a name since the dataset was coded.
    let learnt: HashSet<String> = lexicon.aliases.iter().map(|alias| fold(&alias.text)).collect();
    let rows = leftovers.into_iter().filter(|row| row.kind == "unknown-name" && !learnt.contains(&fold(&row.text)));
    let (acronyms, names): (Vec<_>, Vec<_>) = rows.partition(|row| is_acronym(&row.text));
    let mut all = by_spelling(names);
    let at: HashMap<String, usize> = all.iter().enumerate().map(|(at, one)| (group(one.name()), at)).collect();
    for row in acronyms {
        let meaning = row.examples.iter().find_map(|example| meaning(&example.text, &row.text));
        match meaning.as_deref().and_then(|meaning| at.get(&group(meaning))).and_then(|&at| all.get_mut(at)) {
            Some(known) => {
                known.acronyms.push((row.text.clone(), row.count));
                known.take(&row);
            }
            None => all.push(Suggestion::of_acronym(row, meaning)),
        }
    }
    let guesser = Guesser::new(lexicon);
    for one in &mut all {
        one.guessed = one.guess(&guesser);
    }
    all.sort_by(|a, b| {
        let rank = |one: &Suggestion| (one.is_no_actor(), Reverse((one.actor_missing, one.count, one.sources)));
        rank(a).cmp(&rank(b)).then_with(|| a.name().cmp(b.name()))
    });
    all.truncate(limit);
    let known = Known::new(lexicon);
    for one in &mut all {
        one.near = known.near(one.name());
    }
    all
}

impl Suggestion {
    /// The spelling seen most.
    pub fn name(&self) -> &str {
        self.spellings.first().map_or("", |(name, _)| name)
    }

    fn of_name(row: LeftoverRecord) -> Suggestion {
        Suggestion {
            spellings: vec![(row.text, row.count)],
            acronyms: Vec::new(),
            count: row.count,
            docs: row.docs,
            sources: row.sources,
            actor_missing: row.actor_missing,
            examples: row.examples,
            near: None,
            guessed: Guessed { guess: Guess::Group, evidence: Vec::new() },
        }
    }

    /// An acronym whose full name, if a text tells it, was not itself left over.
    fn of_acronym(row: LeftoverRecord, meaning: Option<String>) -> Suggestion {
        let acronym = (row.text.clone(), row.count);
        let mut one = Suggestion::of_name(row);
        if let Some(meaning) = meaning {
            one.spellings = vec![(meaning, 0)];
            one.acronyms = vec![acronym];
        }
        one
    }

    fn take(&mut self, row: &LeftoverRecord) {
        self.count += row.count;
        self.docs = self.docs.max(row.docs);
        self.sources = self.sources.max(row.sources);
        self.actor_missing += row.actor_missing;
    }

    /// A name whose acronym a text gives is a group's.
    fn guess(&self, guesser: &Guesser) -> Guessed {
        if let Some((acronym, _)) = self.acronyms.first() {
            return Guessed { guess: Guess::Group, evidence: vec![format!("{acronym} stands for it")] };
        }
        let spellings: Vec<&str> = self.spellings.iter().map(|(name, _)| name.as_str()).collect();
        guesser.guess(&spellings, &self.examples)
    }

    /// Whether it seems to be a name, but nobody's who acts.
    pub fn is_no_actor(&self) -> bool {
        matches!(self.guessed.guess, Guess::Place | Guess::Page)
    }

    /// The kind that its entry gets.
    pub fn kind(&self) -> Kind {
        if self.is_person() { Kind::Person } else { Kind::Group }
    }

    /// Whether it seems to be a person.
    pub fn is_person(&self) -> bool {
        self.guessed.guess == Guess::Person
    }
}

/// Names put together that are spellings of one, the one seen most first.
fn by_spelling(mut names: Vec<LeftoverRecord>) -> Vec<Suggestion> {
    names.sort_by(|a, b| (Reverse(a.count), &a.text).cmp(&(Reverse(b.count), &b.text)));
    let mut all: Vec<Suggestion> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for row in names {
        let group = group(&row.text);
        match at.get(&group).and_then(|&at| all.get_mut(at)) {
            Some(known) => {
                known.spellings.push((row.text.clone(), row.count));
                known.take(&row);
            }
            None => {
                at.insert(group, all.len());
                all.push(Suggestion::of_name(row));
            }
        }
    }
    all
}

/// What spellings of a name share: its key, or where that tells too little the name itself.
fn group(name: &str) -> String {
    let key = key(name);
    if key.len() >= TELLING { key } else { fold(name) }
}

fn is_acronym(name: &str) -> bool {
    !name.contains(char::is_whitespace) && !name.contains(char::is_lowercase)
}

/// The full name before an acronym in brackets.
fn meaning(sentence: &str, acronym: &str) -> Option<String> {
    let (before, _) = sentence.split_once(&format!("({acronym})"))?;
    let full = expansion(before, acronym)?;
    let full = full.strip_prefix("the ").or_else(|| full.strip_prefix("The ")).unwrap_or(full);
    full.starts_with(char::is_uppercase).then(|| full.to_owned())
}

/// The names of the dictionaries, by their keys.
struct Known<'a> {
    lexicon: &'a Lexicon,
    by_key: HashMap<String, Vec<&'a Alias>>,
}

impl<'a> Known<'a> {
    fn new(lexicon: &'a Lexicon) -> Self {
        let mut by_key: HashMap<String, Vec<&Alias>> = HashMap::new();
        for alias in lexicon.aliases.iter().filter(|alias| alias.actor != Alias::NOBODY) {
            by_key.entry(key(&alias.text)).or_default().push(alias);
        }
        Known { lexicon, by_key }
    }

    /// The known name with the same key that differs in fewest letters, else any that differs in very few.
    fn near(&self, name: &str) -> Option<Near> {
        let (folded, key) = (fold(name), key(name));
        let apart = |alias: &&Alias| distance(&folded, &fold(&alias.text));
        let same = self.by_key.get(&key).filter(|_| key.len() >= TELLING).into_iter().flatten().copied();
        // Of the same consonants, but "Mana Kalay" is no spelling of "Mongolia".
        let alike = |alias: &&Alias| apart(alias) * 2 <= folded.chars().count();
        let alias = same.filter(alike).min_by_key(apart).or_else(|| {
            let most = folded.chars().count() / DIFFERENT;
            let length = |alias: &&Alias| alias.text.chars().count().abs_diff(folded.chars().count()) <= most;
            let aliases = self.lexicon.aliases.iter().filter(|alias| alias.actor != Alias::NOBODY).filter(length);
            aliases
                .map(|alias| (apart(&alias), alias))
                .filter(|(apart, _)| *apart <= most)
                .min_by_key(|(a, _)| *a)
                .map(|(_, alias)| alias)
        })?;
        let actor = self.lexicon.actors.get(alias.actor as usize)?;
        Some(Near { actor: actor.id.to_string(), alias: alias.text.to_string() })
    }
}
