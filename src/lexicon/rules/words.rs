//! The lists of words in `rules.toml`, table by table.

use super::grammar::Slots;
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
    /// Verbs between what moves and those aboard: `a boat carrying refugees`.
    pub carrying: HashSet<Arc<str>>,
    /// Verbs that act against what others do: `foiled a plot to kill him`.
    pub opposing: HashSet<Arc<str>>,
    /// Nouns of somebody's part in a deed: `denied any role in the attack`.
    pub parts: HashSet<Arc<str>>,
    /// Verbs that lay a deed at somebody's door: `blamed Turkey for the attack`.
    pub accusing: HashSet<Arc<str>>,
    /// Those of them by which nobody vouches for it: `blamed Turkey`, which no court has convicted.
    pub alleging: HashSet<Arc<str>>,
    /// Nouns of what somebody is charged with: `arrested on charges of bombing a mosque`.
    pub charges: HashSet<Arc<str>>,
    /// Nouns without a plural that go on about what was told: `amid fighting`.
    pub mass_nouns: HashSet<Arc<str>>,
    /// Wars that are not only the state's in which they are fought: `Syria's civil war`.
    pub civil_wars: Vec<Arc<str>>,
    /// Verbs of what a speaker does besides saying something: `and offered talks`.
    pub speech: HashSet<Arc<str>>,
    /// Adjectives of who did it: `held Russia responsible for the attack`.
    pub responsible: HashSet<Arc<str>>,
    /// Verbs that keep an object in the passive: `men given medals`.
    pub ditransitive: HashSet<Arc<str>>,
    /// Verbs that have no passive: "protesters marched".
    pub intransitive: HashSet<Arc<str>>,
    /// Nouns that name what an event did, not who did it: `number of`, `series of`, `wave of`.
    pub transparent: HashSet<Arc<str>>,
    /// Verbs and nouns whose negation and mood are the event's: `may spark clashes`, `no plan to attack`.
    pub bring_about: HashSet<Arc<str>>,
    /// Whoever is moved by them does what follows: `extradited him to face charges`.
    pub delivering: HashSet<Arc<str>>,
    /// What is said of a deed and of nobody who does it: `it is dangerous to leave`, `it is time to talk`.
    pub judging: HashSet<Arc<str>>,
    /// Verbs by which an event that is their subject takes place: `talks may resume`.
    pub occur: HashSet<Arc<str>>,
    /// Adjectives of what may never happen: `is unlikely to attack`.
    pub disposed: HashSet<Arc<str>>,
    /// Those among them that in the past mean that it happened: `was able to land`.
    pub managing: HashSet<Arc<str>>,
    /// Nouns of what somebody is given to act by: `gave police permission to enter`.
    pub permissions: HashSet<Arc<str>>,
    /// Verbs by which somebody makes a demand his own: `backed a call to leave`.
    pub seconding: HashSet<Arc<str>>,
    /// Verbs by which a right or power is used, and not only held: `exercised its right to expel him`.
    pub exercising: HashSet<Arc<str>>,
    /// Nouns of what others are to do: `rejected calls to resign`.
    pub demands: HashSet<Arc<str>>,
    /// What protesters do aloud, and to whom: `chanting against the president`, `jeering the generals`.
    pub shouting: HashSet<Arc<str>>,
    pub jeering: HashSet<Arc<str>>,
    /// `to demand that the president step down`.
    pub insisting: HashSet<Arc<str>>,
    /// What they feel: `in anger at the government`.
    pub feelings: HashSet<Arc<str>>,
    /// What they call for: `shouting for his resignation`.
    pub removals: HashSet<Arc<str>>,
    /// `in front of the embassy`: what stands between two prepositions of place.
    pub fronts: HashSet<Arc<str>>,
    /// `from Syria`, `out of Tehran`: before what somebody leaves.
    pub leaving: HashSet<Arc<str>>,
    /// `there`: the place told of before.
    pub pointing: HashSet<Arc<str>>,
    /// What is done with weapons: `bombs dropped by warplanes`.
    pub launching: HashSet<Arc<str>>,
    /// Verbs that put it to somebody to do something: `called upon Kabul to act`.
    pub pleading: HashSet<Arc<str>>,
    /// Nouns of what is laid on somebody for what he did: `imposed sanctions on Turkey for detaining him`.
    pub penalties: HashSet<Arc<str>>,
    /// Nouns of what many do, who suffer the force that is used on it: `fired on a protest`.
    pub protests: HashSet<Arc<str>>,
    /// Nouns of what somebody does, by which he is judged: `criticised the conduct of the police`.
    pub conduct: HashSet<Arc<str>>,
    /// Verbs whose passive subject does not do what follows: `Afghan soil was used to attack Pakistan`.
    pub using: HashSet<Arc<str>>,
    /// Verbs of ending: what is said not to end goes on (`has not stopped shelling`).
    pub ending: HashSet<Arc<str>>,
    /// Words of whoever does not manage to: `failed to prevent the attack`.
    pub failing: HashSet<Arc<str>>,
    /// Buildings and bases that before the noun of a deed suffer it: `the embassy attack`.
    pub targets: HashSet<Arc<str>>,
    /// What the departments of states are called by: `Treasury officials`.
    pub departments: HashSet<Arc<str>>,
    /// Verbs that give their object a name: `called the strikes a crime` is no call for a strike.
    pub naming: HashSet<Arc<str>>,
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
    /// Those of them that are within a region: "the West Bank village of Beita".
    pub settlement_nouns: HashSet<Arc<str>>,
    /// Capitalised words with which a place's name is another's: `Northern Samar`.
    pub place_qualifiers: HashSet<Arc<str>>,
    /// Words and marks that may stand between a preposition of place and its name: `in the Wana area`.
    pub place_gaps: HashSet<Arc<str>>,
    /// Adverbs before the one who says so: `according to the police`.
    pub attribution: HashSet<Arc<str>>,
}

/// Words that refer back.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reference {
    /// `the group`, `the outfit`: nouns that refer to an organisation named before.
    pub group_nouns: HashSet<Arc<str>>,
    /// Those of them that bear arms: `the militia`.
    pub armed_nouns: HashSet<Arc<str>>,
    /// Those of them that states make up: `the bloc`; no such body is "the group".
    pub union_nouns: HashSet<Arc<str>>,
    /// `its men`: those who serve whoever they belong to.
    pub followers: HashSet<Arc<str>>,
    /// `its neighbour`: another state.
    pub neighbours: HashSet<Arc<str>>,
    /// `the rebels`: people who may be those of the one armed group that an article names.
    pub rebel_nouns: HashSet<Arc<str>>,
    /// Those of them who need have no state against them: `the militants`.
    pub stateless_nouns: HashSet<Arc<str>>,
    /// Ends of words that call a person by his age: `the 44-year-old`.
    pub ages: Vec<Arc<str>>,
    /// Bodies of any kind, rebels where they use force: `groups that have attacked Pakistan`.
    pub armed_bodies: HashSet<Arc<str>>,
    /// Words before people of a nation whose name has no plural: `most Sudanese`.
    pub some_of_many: HashSet<Arc<str>>,
    /// `the country`, `the government`: nouns that refer to a state named before.
    pub state_nouns: HashSet<Arc<str>>,
    /// `the president`, `the minister`: nouns that refer to a person named before.
    pub person_nouns: HashSet<Arc<str>>,
    pub offices: HashSet<Arc<str>>,
    pub surnames_too: HashSet<Arc<str>>,
    pub deputies: HashSet<Arc<str>>,
    /// `the two countries`, `both sides`: nouns that refer to the two named before.
    pub pair_nouns: HashSet<Arc<str>>,
    /// `foreign troops`: of another state, which is not named.
    pub foreign: HashSet<Arc<str>>,
    /// Nouns of those who are never at home where they are: embassies, envoys, migrants.
    pub abroad: HashSet<Arc<str>>,
    /// Prepositions of nouns whose other side is the verb's subject: `arrived for talks with officials`.
    pub sides_around: HashSet<Arc<str>>,
    /// Of these those by which he takes part whomever the verb acts on: `in a call with his colleague, urged Islamabad`.
    pub sides_during: HashSet<Arc<str>>,
    /// `at war with the army`: likewise for what is done by force.
    pub sides_at: HashSet<Arc<str>>,
    /// `Kurdish forces`: peoples that have no state of the name; where they are says whose country it is.
    pub peoples: HashSet<Arc<str>>,
    /// `its neighbour`: somebody else than whose neighbour it is.
    pub others: HashSet<Arc<str>>,
    /// `each other`: objects that make an event mutual, by what stands before them.
    pub reciprocal: HashMap<Arc<str>, Arc<str>>,
    /// `he`, `him`: pronouns of a man.
    pub male: HashSet<Arc<str>>,
    /// Of a woman.
    pub female: HashSet<Arc<str>>,
    /// Of a state, group or body.
    pub body: HashSet<Arc<str>>,
    /// Of several people, or of a body.
    pub several: HashSet<Arc<str>>,
    /// Nouns that only some states are: `the kingdom`.
    pub state_sorts: HashMap<Arc<str>, Vec<Arc<str>>>,
    /// Nouns that are two without a number: `the neighbours`.
    pub pairs_alone: HashSet<Arc<str>>,
    /// Nouns of two persons: `the two ministers`.
    pub person_pairs: HashSet<Arc<str>>,
    /// Nouns of two that are states: `the two countries`.
    pub state_pairs: HashSet<Arc<str>>,
    /// `we will strike`: pronouns of who speaks.
    pub first_person: HashSet<Arc<str>>,
    /// `our forces`.
    pub first_possessive: HashSet<Arc<str>>,
    /// "R-Ind.": the country whose press puts such marks behind the names of politicians, by the mark's first part.
    pub party_marks: HashMap<Arc<str>, Arc<str>>,
    /// "I": one who speaks of himself alone.
    pub first_singular: HashSet<Arc<str>>,
    /// Sectors of people whose `we` is nobody's in particular.
    pub private: HashSet<Arc<str>>,
    /// `he said he would attack`: pronouns by which a speaker means himself.
    pub speaker: HashSet<Arc<str>>,
    /// `the group`, `this attack`: determiners by which a noun points back.
    pub definite: HashSet<Arc<str>>,
    /// `both sides`, `the two countries`: words for a pair.
    pub both: HashSet<Arc<str>>,
    /// `former`, `ex`: words before a title that say that it is held no more.
    pub former: HashSet<Arc<str>>,
    /// `through`: prepositions before those who act for somebody.
    pub through: Slots,
    /// `-led`: endings that make a country the one behind a force: `US-led coalition`.
    pub leading: HashSet<Arc<str>>,
    /// `including`, `such as`: prepositions and phrases after which the members of a group are named.
    pub including: HashSet<Arc<str>>,
}

impl Reference {
    /// Whether the word stands for somebody told before.
    pub fn is_pronoun(&self, word: &str) -> bool {
        [&self.male, &self.female, &self.body, &self.several, &self.first_person]
            .into_iter()
            .any(|words| words.contains(word))
    }
}

/// Words around numbers of people.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counts {
    /// Number words and their values.
    pub words: HashMap<Arc<str>, u32>,
    /// Those of them that count only with a number before them: `two dozen`.
    pub counted: HashSet<Arc<str>>,
    /// `half a dozen`.
    pub half: HashSet<Arc<str>>,
    pub dead: HashSet<Arc<str>>,
    pub injured: HashSet<Arc<str>>,
    pub arrested: HashSet<Arc<str>>,
    /// `shot`, `charged`: verbs whose objects are people though nobody is counted.
    pub harmed: HashSet<Arc<str>>,
    /// `fatally wounded`: adverbs that make the hurt dead.
    pub fatally: HashSet<Arc<str>>,
    /// `lost their lives`, `sustained injuries`: verbs whose subject is counted.
    pub undergoing: HashSet<Arc<str>>,
    /// `stabbed to death`, `left with wounds`: prepositions before the noun of a fate.
    pub to_death: HashSet<Arc<str>>,
    pub with_wounds: HashSet<Arc<str>>,
    /// Verbs before the first of them: `stabbed`, but not `sentenced`.
    pub deadly: HashSet<Arc<str>>,
    /// Nouns that are hurts behind the second only: `with fractures`.
    pub wounds: HashSet<Arc<str>>,
    /// Verbs that leave people dead or hurt: `left ten wounded`.
    pub leaving: HashSet<Arc<str>>,
    /// Verbs of killing and wounding by which nothing suffers that does not live.
    pub of_the_living: HashSet<Arc<str>>,
    /// `cost ten lives`: the noun, and verbs before it.
    pub lives: HashSet<Arc<str>>,
    pub taking: HashSet<Arc<str>>,
    /// `a soldier`: articles that count one.
    pub one: HashSet<Arc<str>>,
    /// Nouns that are people when counted.
    pub people: HashSet<Arc<str>>,
    /// Nouns of one form that are many: `his family`, `the crew`.
    pub several: HashSet<Arc<str>>,
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
    /// Parts of a day, by the turn with which they date: `last night` is -1, `this morning` 0.
    pub parts_of_day: HashMap<Arc<str>, i32>,
    /// `that evening`, `the same day`: words before a part of the day told of before, and what else they stand before.
    pub pointers: HashSet<Arc<str>>,
    pub pointing: HashSet<Arc<str>>,
    /// `this week`, `last month`.
    pub units: HashMap<Arc<str>, DateUnit>,
    /// `three days ago`: units after a number, and the word after them.
    pub counted_units: HashMap<Arc<str>, DateUnit>,
    pub ago: HashSet<Arc<str>>,
    /// `a week after they fled`: words behind a span of time, by whether what follows them was earlier (-1) or later.
    pub apart: HashMap<Arc<str>, i32>,
    /// `the following year`: words that move the date told before by one.
    pub following: HashSet<Arc<str>>,
    /// `two days later`: words that move the date told before, on (1) or back.
    pub later: HashMap<Arc<str>, i32>,
    /// `11 to 12 October`: words and marks between two days.
    pub day_links: HashSet<Arc<str>>,
    /// `2022-2024`, `from May 2021 to June 2022`: words and marks between the ends of a period, which dates nothing.
    pub period_links: HashSet<Arc<str>>,
    /// `9th`: endings of a day's number.
    pub ordinals: Vec<Arc<str>>,
    /// Words that a time expression after them bounds but does not date: `since`, `until`.
    pub bounds: HashSet<Arc<str>>,
}

/// A span of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateUnit {
    Day,
    Week,
    Month,
    Year,
}
