//! The function words in `rules.toml`: what small words tell of the words around them.

use crate::lexicon::Slot;
use rustc_hash::FxHashSet as HashSet;
use serde::Deserialize;
use std::sync::Arc;

/// Places in the grammar around a word, in the order in which they are tried.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Slots(Vec<Slot>);

impl Slots {
    pub fn iter(&self) -> std::slice::Iter<'_, Slot> {
        self.0.iter()
    }

    /// Whether the word (lower case) is one of its prepositions.
    pub fn has(&self, word: &str) -> bool {
        self.prepositions().any(|preposition| preposition == word)
    }

    pub fn prepositions(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|slot| if let Slot::Prep(word) = slot { Some(&**word) } else { None })
    }
}

impl From<Vec<String>> for Slots {
    fn from(words: Vec<String>) -> Slots {
        Slots(words.iter().map(|word| Slot::named(word)).collect())
    }
}

/// Function words by what they do in a sentence.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grammar {
    /// `dozens of people`, `the death of two men`: what a noun counts, concerns or belongs to.
    pub genitive: Slots,
    /// `attacked by rebels`: who does what a passive says.
    pub passive_agent: Slots,
    /// `came under attack`, `went on strike`: prepositions by which a light verb carries its noun.
    pub light_prepositions: Slots,
    /// `put pressure on Kabul to act`: prepositions by which a verb hands somebody on as the subject of an infinitive.
    pub control_prepositions: Slots,
    /// `appealed to Kabul to act`: prepositions before whom an order or a plea is put to.
    pub addressing: Slots,
    /// `Sudan severs ties after drones hit port`: before a headline's clause of time or reason.
    pub headline_breaks: HashSet<Arc<str>>,
    /// `jailed a man for insulting him`: before what the object did.
    pub reasons: HashSet<Arc<str>>,
    /// `charged with murder`: between who is accused and the deed, beside reasons and `of`.
    pub charging: HashSet<Arc<str>>,
    /// `a warrant for the general`, `charges against him`: before whom a writ names.
    pub warranting: Slots,
    /// `went to war with India`: before the other side, which is no place.
    pub opponents: HashSet<Arc<str>>,
    /// `was behind the attack`: before the deed of whoever is.
    pub behind: HashSet<Arc<str>>,
    /// `is going to attack`: forms that do an auxiliary's work; `had to attack` tells that they did.
    pub quasi_auxiliaries: HashSet<Arc<str>>,
    /// `five others detained`: those of whom a passive before is told too.
    pub others: HashSet<Arc<str>>,
    /// `a role in the attack`: between somebody's part and the deed.
    pub part_links: HashSet<Arc<str>>,
    /// `four men martyred in ambush`: past forms of what is done to somebody.
    pub done_to: HashSet<Arc<str>>,
    /// `along with Mali`, `together with Mali`: before who does the same.
    pub accompanying: HashSet<Arc<str>>,
    /// `accompanied by two generals`: participles before who comes with the subject.
    pub accompanied: HashSet<Arc<str>>,
    /// `neighbouring Benin`: participles that only ever describe what stands behind.
    pub adjectives: HashSet<Arc<str>>,
    /// `fired on Palestinians`: before people whom force hits.
    pub hit: HashSet<Arc<str>>,
    /// `arrested ten after using tear gas`: before what the subject did besides.
    pub adjuncts: HashSet<Arc<str>>,
    /// `clashes between A and B`: the word before two sides, and the one between them.
    pub between: Slots,
    pub between_links: HashSet<Arc<str>>,
    /// `the claim that`: conjunctions that stand for the noun before them where they are a verb's subject.
    pub relative_conjunctions: HashSet<Arc<str>>,
    /// `militants who killed ten`: relative pronouns that stand for people.
    pub relative_persons: HashSet<Arc<str>>,
    /// Forms of the verb that makes the perfect: a participle under one is no passive.
    pub perfect: HashSet<Arc<str>>,
    /// `they'd attacked`: what stands for `had` before a participle and else for `would`.
    pub contracted_had: HashSet<Arc<str>>,
    /// `a war`: articles that point to no event in particular.
    pub indefinite: HashSet<Arc<str>>,
    /// `a war would hurt both`: auxiliaries of what is only imagined.
    pub irrealis: HashSet<Arc<str>>,
    /// `the first country to recognise it`: modifiers of a noun whose infinitive tells what it did.
    pub firsts: HashSet<Arc<str>>,
    /// `took two officers hostage`: what a verb makes of its object.
    pub captives: HashSet<Arc<str>>,
    /// Forms of the verbs that do.
    pub captors: HashSet<Arc<str>>,
    /// `shot five dead`: adjectives of what a verb makes of those whom it counts.
    pub outcomes: HashSet<Arc<str>>,
    /// Forms of the verbs that make it of them.
    pub leaving: HashSet<Arc<str>>,
    /// `gave Israel bombs to attack Iran`: forms of verbs whose receiver does what the infinitive behind their object says.
    pub giving: HashSet<Arc<str>>,
    /// Words that deny the verb they hang on.
    pub negators: HashSet<Arc<str>>,
    /// Forms of the verb that says what its subject is: `the plan is to attack`.
    pub copulas: HashSet<Arc<str>>,
    /// Subjects that mean nobody before a copula and an infinitive: `it is dangerous to leave`.
    pub expletives: HashSet<Arc<str>>,
    /// Forms of verbs, besides the third person, whose subject is one.
    pub singular_verbs: HashSet<Arc<str>>,
    /// `called off the protest`: particles that pass for prepositions of the object.
    pub shifted_particles: HashSet<Arc<str>>,
    /// What a verb's particle can be, besides prepositions.
    pub particles: HashSet<Arc<str>>,
    /// `claim of responsibility`: prepositions before which the noun of a trigger's phrase stands.
    pub noun_links: HashSet<Arc<str>>,
    /// `the`: words before a name that leave it where it is.
    pub articles: HashSet<Arc<str>>,
}

/// Negations besides those that hang on a word as such.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Negation {
    /// `no attack`, `never attacked`, `neither attacked`: determiners and adverbs.
    pub beside: HashSet<Arc<str>>,
    /// `nobody attacked`: subjects.
    pub subjects: HashSet<Arc<str>>,
    /// `no group claimed it`: determiners of a subject or object.
    pub determiners: HashSet<Arc<str>>,
}

/// Words that make a second trigger a part of the first one's event.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OneEvent {
    /// `killed in an attack`: before the noun that names what the verb tells.
    pub setting: HashSet<Arc<str>>,
    /// `claimed responsibility for the blast`: before the noun that the verb's object only carries.
    pub carried: HashSet<Arc<str>>,
    /// `Two were killed when police opened fire`: before the clause that tells how.
    pub how: HashSet<Arc<str>>,
    /// `with two officers wounded`: before victims and a participle.
    pub outcome: HashSet<Arc<str>>,
    /// `talks on the war`: before what is spoken about.
    pub topic: HashSet<Arc<str>>,
    /// `withdrew under an accord`: before what an event rests on.
    pub basis: HashSet<Arc<str>>,
}

/// Prepositions that tell whose the people of a phrase are.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Belonging {
    /// `the government of Kenya`, `troops from Chad`, `rebels in Mali`.
    pub owner: Slots,
    /// `Colombian rebels of the ELN`: the body that is theirs before their country.
    pub body: Slots,
    /// `a camp for refugees`, `the leader of militants`: those in it or under him.
    pub people: Slots,
    /// `the regime in Tehran`: the state where those who govern are.
    pub seat: Slots,
    /// `targets in Jericho`: the town whose country is hit.
    pub ground: Slots,
}
