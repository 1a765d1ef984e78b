//! Reads `rules.toml`: the shape of its TOML, and what could not be read.

use super::{
    Absorb, Counts, Dates, Fill, FillFrom, LightSubject, LightVerb, Lone, Position, Reference, Retype, Rules,
    RulesFault, Side, StatusRule,
};
use crate::origin::Origin;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;

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
    lone: Vec<RawLone>,
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
    under: Vec<String>,
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
struct RawLone {
    id: Spanned<String>,
    events: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFill {
    id: Spanned<String>,
    role: Side,
    from: FillFrom,
    #[serde(default)]
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
    leading: Vec<String>,
    through: Vec<String>,
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
    presupposing: Vec<String>,
    utterances: Vec<String>,
    complement_prepositions: Vec<String>,
    settings: Vec<String>,
    ditransitive: Vec<String>,
    goal_prepositions: Vec<String>,
    place_nouns: Vec<String>,
    place_qualifiers: Vec<String>,
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
            lone: raw.lone.into_iter().map(|rule| reader.lone(rule)).collect(),
            absorb: raw.absorb.into_iter().map(|rule| reader.absorb(rule)).collect(),
            fill: raw.fill.into_iter().map(|rule| reader.fill(rule)).collect(),
            reference: Reference {
                group_nouns: set(raw.reference.group_nouns),
                state_nouns: set(raw.reference.state_nouns),
                person_nouns: set(raw.reference.person_nouns),
                pair_nouns: set(raw.reference.pair_nouns),
                former: set(raw.reference.former),
                through: set(raw.reference.through),
                leading: set(raw.reference.leading),
                including: set(raw.reference.including),
            },
            reporting: set(raw.words.reporting),
            object_control: set(raw.words.object_control),
            transparent: set(raw.words.transparent),
            bring_about: set(raw.words.bring_about),
            occur: set(raw.words.occur),
            presupposing: set(raw.words.presupposing),
            utterances: set(raw.words.utterances),
            complement_prepositions: set(raw.words.complement_prepositions),
            settings: set(raw.words.settings),
            ditransitive: set(raw.words.ditransitive),
            goal_prepositions: set(raw.words.goal_prepositions),
            place_nouns: set(raw.words.place_nouns),
            place_qualifiers: set(raw.words.place_qualifiers),
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
            under: set(raw.under),
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

    fn lone(&mut self, raw: RawLone) -> Lone {
        let origin = self.origin(raw.id.span().start);
        Lone { id: raw.id.into_inner().into(), events: self.words(&raw.events), origin }
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
