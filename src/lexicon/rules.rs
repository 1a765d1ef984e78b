//! `rules.toml`: what light verbs, negation, the future, reporting and conditionals do to an event.

use crate::ontology::{EventType, Mode, Sector, Status};
use crate::origin::Origin;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use toml::Spanned;

/// The grammar rules that all events share, compiled.
#[derive(Debug, Default)]
pub struct Rules {
    pub light_verbs: Vec<LightVerb>,
    /// In order of precedence: the first that applies gives the status.
    pub status: Vec<StatusRule>,
    pub retype: Vec<Retype>,
    pub absorb: Vec<Absorb>,
    pub fill: Vec<Fill>,
    pub reference: Reference,
    /// Verbs whose subject is who says so (`said`, `according to`).
    pub reporting: HashSet<Arc<str>>,
    /// Verbs that hand their object on as the subject of an infinitive: `urged Kabul to act`.
    pub object_control: HashSet<Arc<str>>,
    /// Nouns that name what an event did, not who did it: `number of`, `series of`, `wave of`.
    pub transparent: HashSet<Arc<str>>,
    /// Verbs and nouns whose negation and mood are the event's: `may spark clashes`, `no plan to attack`.
    pub bring_about: HashSet<Arc<str>>,
    /// Verbs by which an event that is their subject takes place: `talks may resume`.
    pub occur: HashSet<Arc<str>>,
    /// Prepositions that tie an event to the word before them: `plan for`, `accused of`; others only set it beside.
    pub complement_prepositions: HashSet<Arc<str>>,
    pub counts: Counts,
    pub dates: Dates,
    /// Prepositions that can be slots of a trigger; empty accepts any word.
    pub prepositions: HashSet<Arc<str>>,
    /// Prepositions and adverbs that place an event: `in`, `at`, `near`.
    pub place_prepositions: HashSet<Arc<str>>,
    /// Heads that a place or body possesses without being party: `in Kabul's outskirts`.
    pub settings: HashSet<Arc<str>>,
}

/// A verb that only carries its noun: `carried out an attack`.
#[derive(Debug)]
pub struct LightVerb {
    pub id: Arc<str>,
    /// Base forms; the second word of a phrasal verb after a space.
    pub verbs: HashSet<Arc<str>>,
    /// Which role the verb's subject fills.
    pub subject: LightSubject,
    pub origin: Origin,
}

/// The role that a light verb's subject fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LightSubject {
    Actor,
    Recipient,
}

/// One way in which a text can withhold that something happened.
#[derive(Debug)]
pub struct StatusRule {
    pub id: Arc<str>,
    pub status: Status,
    pub at: Position,
    pub words: HashSet<Arc<str>>,
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
    /// A noun that governs it: `threat of attack`, `plan to attack`, `reports of an attack`.
    GovernorNoun,
    /// A preposition that governs it: `without attacking`, `instead of attacking`.
    GovernorPreposition,
    /// A governing verb that is an infinitive itself: `to prevent attacks`.
    Infinitive,
    /// An infinitive that no verb governs: `talks to end the war`.
    Purpose,
    /// The mark of a question that asks whether it is so: `Did Iran attack?`.
    Question,
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
    pub origin: Origin,
}

/// Whom a role that the sentence leaves open means, where the article makes it clear (codebook, decision 23).
#[derive(Debug)]
pub struct Fill {
    pub id: Arc<str>,
    pub role: Side,
    pub from: FillFrom,
    pub events: Vec<EventType>,
    /// Modes of which the event must have one; empty for any.
    pub modes: Vec<Mode>,
    /// Ids of the entries that it touches; empty for all of those types.
    pub entries: HashSet<Arc<str>>,
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
    /// The two states or groups named last.
    Pair,
    /// The only other state or group that the sentence names.
    Sentence,
    /// The other side of the last event in which the known side took part.
    Counterpart,
    /// The government of the country where it happened, else of the known side's.
    Government,
    /// The people of the known side's country.
    People,
}

/// Words that refer back.
#[derive(Debug, Default)]
pub struct Reference {
    /// `the group`, `the outfit`: nouns that refer to an organisation named before.
    pub group_nouns: HashSet<Arc<str>>,
    /// `the country`, `the government`: nouns that refer to a state named before.
    pub state_nouns: HashSet<Arc<str>>,
    /// `the president`, `the minister`: nouns that refer to a person named before.
    pub person_nouns: HashSet<Arc<str>>,
    /// `the two countries`, `both sides`: nouns that refer to the two named before.
    pub pair_nouns: HashSet<Arc<str>>,
    /// `former`, `ex`: words before a title that say that it is held no more.
    pub former: HashSet<Arc<str>>,
    /// `including`: prepositions after which the members of a group are named.
    pub including: HashSet<Arc<str>>,
}

/// Words around numbers of people.
#[derive(Debug, Default)]
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
#[derive(Debug, Default)]
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

/// A fault in `rules.toml`: byte offset and message.
pub type RulesFault = (usize, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: u32,
    #[serde(default, rename = "as_of")]
    _as_of: Option<toml::value::Datetime>,
    #[serde(default, rename = "default_source")]
    _default_source: Option<String>,
    #[serde(default)]
    light_verb: Vec<RawLightVerb>,
    #[serde(default)]
    status: Vec<RawStatus>,
    #[serde(default)]
    retype: Vec<RawRetype>,
    #[serde(default)]
    absorb: Vec<RawAbsorb>,
    #[serde(default)]
    fill: Vec<RawFill>,
    #[serde(default)]
    reference: RawReference,
    #[serde(default)]
    words: RawWords,
    #[serde(default)]
    counts: RawCounts,
    #[serde(default)]
    dates: RawDates,
    /// Read by the mention rules.
    #[serde(default, rename = "metonymy")]
    _metonymy: Option<toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLightVerb {
    id: Spanned<String>,
    verbs: Vec<String>,
    subject: LightSubject,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStatus {
    id: Spanned<String>,
    status: Spanned<String>,
    at: Position,
    words: Vec<String>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRetype {
    id: Spanned<String>,
    from: Vec<Spanned<String>>,
    #[serde(default)]
    after: Vec<Spanned<String>>,
    #[serde(default)]
    entries: Vec<String>,
    #[serde(default)]
    recipient: Vec<Spanned<String>>,
    to: Spanned<String>,
    status: Option<Spanned<String>>,
    mode: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAbsorb {
    id: Spanned<String>,
    under: Vec<Spanned<String>>,
    events: Vec<Spanned<String>>,
    status: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFill {
    id: Spanned<String>,
    role: Side,
    from: FillFrom,
    events: Vec<Spanned<String>>,
    #[serde(default)]
    modes: Vec<Spanned<String>>,
    #[serde(default)]
    entries: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawReference {
    group_nouns: Vec<String>,
    state_nouns: Vec<String>,
    person_nouns: Vec<String>,
    pair_nouns: Vec<String>,
    former: Vec<String>,
    including: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawWords {
    reporting: Vec<String>,
    object_control: Vec<String>,
    transparent: Vec<String>,
    bring_about: Vec<String>,
    occur: Vec<String>,
    complement_prepositions: Vec<String>,
    settings: Vec<String>,
    prepositions: Vec<String>,
    place_prepositions: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawDates {
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    days: BTreeMap<String, i32>,
    turns: BTreeMap<String, i32>,
    bounds: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawCounts {
    words: BTreeMap<String, u32>,
    dead: Vec<String>,
    injured: Vec<String>,
    arrested: Vec<String>,
    people: Vec<String>,
    not_people: Vec<String>,
}

impl Rules {
    /// Reads `rules.toml`. Every fault is returned with its byte offset; what could be read is returned beside them.
    pub fn parse(file: &Arc<str>, text: &str) -> (Rules, Vec<RulesFault>) {
        let raw: File = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return (Rules::default(), vec![(at, error.message().to_owned())]);
            }
        };
        let mut reader = Reader { file, text, faults: Vec::new() };
        let mut rules = Rules {
            light_verbs: raw.light_verb.into_iter().map(|verb| reader.light_verb(verb)).collect(),
            status: raw.status.into_iter().filter_map(|rule| reader.status(rule)).collect(),
            retype: Vec::new(),
            absorb: raw.absorb.into_iter().map(|rule| reader.absorb(rule)).collect(),
            fill: raw.fill.into_iter().map(|rule| reader.fill(rule)).collect(),
            reference: Reference {
                group_nouns: set(raw.reference.group_nouns),
                state_nouns: set(raw.reference.state_nouns),
                person_nouns: set(raw.reference.person_nouns),
                pair_nouns: set(raw.reference.pair_nouns),
                former: set(raw.reference.former),
                including: set(raw.reference.including),
            },
            reporting: set(raw.words.reporting),
            object_control: set(raw.words.object_control),
            transparent: set(raw.words.transparent),
            bring_about: set(raw.words.bring_about),
            occur: set(raw.words.occur),
            complement_prepositions: set(raw.words.complement_prepositions),
            settings: set(raw.words.settings),
            prepositions: set(raw.words.prepositions),
            place_prepositions: set(raw.words.place_prepositions),
            dates: Dates {
                months: map(raw.dates.months),
                weekdays: map(raw.dates.weekdays),
                days: map(raw.dates.days),
                turns: map(raw.dates.turns),
                bounds: set(raw.dates.bounds),
            },
            counts: Counts {
                words: map(raw.counts.words),
                dead: set(raw.counts.dead),
                injured: set(raw.counts.injured),
                arrested: set(raw.counts.arrested),
                people: set(raw.counts.people),
                not_people: set(raw.counts.not_people),
            },
        };
        reader.in_range("months", &rules.dates.months, 1..=12);
        reader.in_range("weekdays", &rules.dates.weekdays, 1..=7);
        reader.in_range("days", &rules.dates.days, -366..=366);
        reader.in_range("turns", &rules.dates.turns, -1..=1);
        let known: HashSet<Arc<str>> = rules.status.iter().map(|rule| rule.id.clone()).collect();
        rules.retype = raw.retype.into_iter().filter_map(|rule| reader.retype(rule, &known)).collect();
        (rules, reader.faults)
    }
}

fn set(words: Vec<String>) -> HashSet<Arc<str>> {
    words.into_iter().map(Arc::from).collect()
}

fn map<T>(words: BTreeMap<String, T>) -> HashMap<Arc<str>, T> {
    words.into_iter().map(|(word, value)| (Arc::from(word), value)).collect()
}

struct Reader<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    faults: Vec<RulesFault>,
}

impl Reader<'_> {
    fn origin(&self, at: usize) -> Origin {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let line = 1 + memchr::memchr_iter(b'\n', before).count() as u32;
        Origin { file: self.file.clone(), line }
    }

    /// Numbers that the calendar can take.
    fn in_range<T: PartialOrd + std::fmt::Display>(
        &mut self,
        list: &str,
        words: &HashMap<Arc<str>, T>,
        range: std::ops::RangeInclusive<T>,
    ) {
        let at = self.text.find(&format!("{list} =")).unwrap_or(0);
        let mut wrong: Vec<&Arc<str>> =
            words.iter().filter(|(_, n)| !range.contains(n)).map(|(word, _)| word).collect();
        wrong.sort();
        let message = |word: &Arc<str>| format!("`{word}` of {list} lies outside {} to {}", range.start(), range.end());
        self.faults.extend(wrong.into_iter().map(|word| (at, message(word))));
    }

    fn word<T: std::str::FromStr<Err = crate::ontology::Unknown>>(&mut self, word: &Spanned<String>) -> Option<T> {
        match word.get_ref().parse() {
            Ok(value) => Some(value),
            Err(unknown) => {
                self.faults.push((word.span().start, unknown.to_string()));
                None
            }
        }
    }

    fn words<T: std::str::FromStr<Err = crate::ontology::Unknown>>(&mut self, words: &[Spanned<String>]) -> Vec<T> {
        words.iter().filter_map(|word| self.word(word)).collect()
    }

    fn light_verb(&mut self, raw: RawLightVerb) -> LightVerb {
        let origin = self.origin(raw.id.span().start);
        LightVerb { id: raw.id.into_inner().into(), verbs: set(raw.verbs), subject: raw.subject, origin }
    }

    fn status(&mut self, raw: RawStatus) -> Option<StatusRule> {
        let origin = self.origin(raw.id.span().start);
        Some(StatusRule {
            id: raw.id.get_ref().as_str().into(),
            status: self.word(&raw.status)?,
            at: raw.at,
            words: set(raw.words),
            except: self.words(&raw.except),
            origin,
        })
    }

    fn retype(&mut self, raw: RawRetype, known: &HashSet<Arc<str>>) -> Option<Retype> {
        let origin = self.origin(raw.id.span().start);
        for after in &raw.after {
            if !known.contains(after.get_ref().as_str()) {
                self.faults.push((after.span().start, format!("no [[status]] rule has the id `{}`", after.get_ref())));
            }
        }
        Some(Retype {
            id: raw.id.get_ref().as_str().into(),
            from: self.words(&raw.from),
            after: raw.after.iter().map(|id| Arc::from(id.get_ref().as_str())).collect(),
            entries: set(raw.entries),
            recipient: self.words(&raw.recipient),
            to: self.word(&raw.to)?,
            status: raw.status.as_ref().and_then(|status| self.word(status)),
            mode: raw.mode.as_ref().and_then(|mode| self.word(mode)),
            origin,
        })
    }

    fn absorb(&mut self, raw: RawAbsorb) -> Absorb {
        let origin = self.origin(raw.id.span().start);
        Absorb {
            id: raw.id.into_inner().into(),
            under: self.words(&raw.under),
            events: self.words(&raw.events),
            status: self.words(&raw.status),
            origin,
        }
    }

    fn fill(&mut self, raw: RawFill) -> Fill {
        let origin = self.origin(raw.id.span().start);
        Fill {
            id: raw.id.into_inner().into(),
            role: raw.role,
            from: raw.from,
            events: self.words(&raw.events),
            modes: self.words(&raw.modes),
            entries: set(raw.entries),
            origin,
        }
    }
}
