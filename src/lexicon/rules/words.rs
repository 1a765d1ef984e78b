//! The lists of words in `rules.toml`, table by table.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;
use std::sync::Arc;

/// Words by what they do to others.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Verbs whose subject is who says so (`said`, `according to`).
    pub reporting: HashSet<Arc<str>>,
    /// Verbs that hand their object on as the subject of an infinitive: `urged Kabul to act`.
    pub object_control: HashSet<Arc<str>>,
    /// Verbs that keep an object in the passive: `men given medals`.
    pub ditransitive: HashSet<Arc<str>>,
    /// Nouns that name what an event did, not who did it: `number of`, `series of`, `wave of`.
    pub transparent: HashSet<Arc<str>>,
    /// Verbs and nouns whose negation and mood are the event's: `may spark clashes`, `no plan to attack`.
    pub bring_about: HashSet<Arc<str>>,
    /// Verbs by which an event that is their subject takes place: `talks may resume`.
    pub occur: HashSet<Arc<str>>,
    /// Verbs that take for granted that what they act on has happened: `protest the killing`.
    pub presupposing: HashSet<Arc<str>>,
    /// Nouns of something said, by whoever utters it: `a statement accusing the army`.
    pub utterances: HashSet<Arc<str>>,
    /// Prepositions that tie an event to the word before them: `plan for`, `accused of`; others only set it beside.
    pub complement_prepositions: HashSet<Arc<str>>,
    /// Prepositions that can be slots of a trigger; empty accepts any word.
    pub prepositions: HashSet<Arc<str>>,
    /// Prepositions and adverbs that place an event: `in`, `at`, `near`.
    pub place_prepositions: HashSet<Arc<str>>,
    /// Heads that a place or body possesses without being party: `in Kabul's outskirts`.
    pub settings: HashSet<Arc<str>>,
    /// Prepositions whose object something is done or given to: `strikes on Kherson`, `aid to Gaza`.
    pub goal_prepositions: HashSet<Arc<str>>,
    /// Nouns that make the name beside them a place, known or not: `the village of X`, `X district`.
    pub place_nouns: HashSet<Arc<str>>,
    /// Capitalised words with which a place's name is another's: `Northern Samar`.
    pub place_qualifiers: HashSet<Arc<str>>,
}

/// Words that refer back.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reference {
    /// `the group`, `the outfit`: nouns that refer to an organisation named before.
    pub group_nouns: HashSet<Arc<str>>,
    /// `the country`, `the government`: nouns that refer to a state named before.
    pub state_nouns: HashSet<Arc<str>>,
    /// `the president`, `the minister`: nouns that refer to a person named before.
    pub person_nouns: HashSet<Arc<str>>,
    /// `the two countries`, `both sides`: nouns that refer to the two named before.
    pub pair_nouns: HashSet<Arc<str>>,
    /// `each other`: objects that make an event mutual.
    pub reciprocal: HashSet<Arc<str>>,
    /// `former`, `ex`: words before a title that say that it is held no more.
    pub former: HashSet<Arc<str>>,
    /// `through`: prepositions before those who act for somebody.
    pub through: HashSet<Arc<str>>,
    /// `-led`: endings that make a country the one behind a force: `US-led coalition`.
    pub leading: HashSet<Arc<str>>,
    /// `including`: prepositions after which the members of a group are named.
    pub including: HashSet<Arc<str>>,
}

/// Words around numbers of people.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counts {
    /// Number words and their values.
    pub words: HashMap<Arc<str>, u32>,
    pub dead: HashSet<Arc<str>>,
    pub injured: HashSet<Arc<str>>,
    pub arrested: HashSet<Arc<str>>,
    /// Nouns that are people when counted.
    pub people: HashSet<Arc<str>>,
    /// Nouns that are never people: `days`, `percent`.
    pub not_people: HashSet<Arc<str>>,
}

/// The words of time expressions, lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dates {
    /// 1 to 12.
    pub months: HashMap<Arc<str>, i8>,
    /// 1 (Monday) to 7.
    pub weekdays: HashMap<Arc<str>, i8>,
    /// Days from the day of publication: `yesterday` is -1.
    pub days: HashMap<Arc<str>, i32>,
    /// Words that point to the span before (`last`), this one (`this`) or the one after (`next`): -1, 0, 1.
    pub turns: HashMap<Arc<str>, i32>,
    /// Words that a time expression after them bounds but does not date: `since`, `until`.
    pub bounds: HashSet<Arc<str>>,
}
