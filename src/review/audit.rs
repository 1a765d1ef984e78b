//! A blind audit: a random sample of events that people code without seeing the row, and how often the row says the same.

use super::decision::{Answer, Coding, Decision, Key};
use super::material::{Hit, Material};
use super::queue::{Class, Group, Rank, shuffled};
use super::settled::Decisions;
use crate::dataset::{EventRecord, PartyRecord};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Which events are drawn, and what is done with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    pub size: usize,
    pub seed: u64,
    /// Two coders whose differences are to be settled.
    pub adjudicate: Option<(String, String)>,
}

/// A part of a coding that may agree with another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Type,
    Status,
    Actor,
    Recipient,
    Date,
    Place,
}

impl Field {
    pub const ALL: [Field; 6] = [Field::Type, Field::Status, Field::Actor, Field::Recipient, Field::Date, Field::Place];

    /// As it is written for people and programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Type => "type",
            Field::Status => "status",
            Field::Actor => "actor",
            Field::Recipient => "recipient",
            Field::Date => "date",
            Field::Place => "place",
        }
    }
}

/// How often rows are as people coded them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Precision {
    /// Events drawn, and how many of them are coded.
    pub drawn: usize,
    pub coded: usize,
    /// Rows whose type, status and both sides are right.
    pub whole: usize,
    /// By field, how many rows are right, of those where there is something to compare: status and sides where the type
    /// is right, date and place where the coder said one.
    pub fields: BTreeMap<Field, (usize, usize)>,
}

/// A place, whatever the dictionaries code there: a coder sees no type.
pub(super) type Place<'a> = (&'a str, u32, u32);

pub(super) fn place(key: &Key) -> Place<'_> {
    (&key.article, key.start, key.end)
}

/// The events drawn: the same for the same seed and dataset, and most of the same when the dataset grows.
pub(super) fn sample(material: &Material, audit: &Audit) -> Vec<usize> {
    let events = material.hits.iter().enumerate().filter(|(_, hit)| material.event(hit).is_some());
    let mut drawn: Vec<(u64, usize)> = events
        .map(|(at, hit)| {
            let (article, start, end) = place(&hit.key);
            (shuffled(&format!("{article} {start} {end}"), audit.seed), at)
        })
        .collect();
    drawn.sort_unstable();
    drawn.into_iter().take(audit.size).map(|(_, at)| at).collect()
}

/// What each coder said last of each place.
pub(super) fn codings(decisions: &Decisions) -> HashMap<Place<'_>, BTreeMap<&str, &Decision>> {
    let mut all: HashMap<Place, BTreeMap<&str, &Decision>> = HashMap::new();
    let coded = decisions.all().filter(|decision| matches!(decision.answer, Answer::Coded(_)));
    for decision in coded {
        let by = all.entry(place(&decision.key)).or_default();
        let known = by.get(decision.by.as_str()).is_some_and(|known| known.at > decision.at);
        if !known {
            by.insert(&decision.by, decision);
        }
    }
    all
}

/// What is left to code, or to settle between two coders.
pub(super) fn queue(material: &Material, decisions: &Decisions, coder: &str, audit: &Audit) -> Vec<Group> {
    let all = codings(decisions);
    let none = BTreeMap::new();
    let asked = sample(material, audit).into_iter().filter_map(|at| {
        let hit = material.hits.get(at)?;
        let by = all.get(&place(&hit.key)).unwrap_or(&none);
        let class = match &audit.adjudicate {
            None if !by.contains_key(coder) => Class::Audit,
            Some((one, other)) if differ(by, one, other) => Class::Adjudicate,
            _ => return None,
        };
        let (article, start, end) = place(&hit.key);
        Some(Group {
            id: format!("{:016x}", shuffled(&format!("{}\n{article} {start} {end}", class.as_str()), 0)),
            class,
            surface: hit.key.text.clone(),
            proposal: None,
            how: "audit".to_owned(),
            earlier: Vec::new(),
            hits: vec![at],
            rank: Rank::default(),
        })
    });
    asked.collect()
}

/// Whether two coders differ on a place and nobody has settled it.
fn differ(by: &BTreeMap<&str, &Decision>, one: &str, other: &str) -> bool {
    let of = |coder: &str| by.get(coder).and_then(|decision| coding(decision));
    let settled = by.values().any(|decision| decision.adjudicated);
    match (of(one), of(other)) {
        (Some(one), Some(other)) if !settled => {
            Field::ALL.into_iter().any(|field| value(one, field) != value(other, field))
        }
        _ => false,
    }
}

pub(super) fn coding(decision: &Decision) -> Option<&Coding> {
    match &decision.answer {
        Answer::Coded(coding) => Some(coding),
        _ => None,
    }
}

/// A field in a form that is equal where coders mean the same. Fields of what is no event are empty.
pub(super) fn value(coding: &Coding, field: Field) -> String {
    let list = |codes: &[String]| {
        codes.iter().map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
    };
    let Some(kind) = coding.event else { return String::new() };
    match field {
        Field::Type => kind.to_string(),
        Field::Status => coding.status.map(|status| status.to_string()).unwrap_or_default(),
        Field::Actor => list(&coding.actor),
        Field::Recipient => list(&coding.recipient),
        Field::Date => coding.date.clone().unwrap_or_default(),
        Field::Place => coding.place.as_deref().unwrap_or_default().to_lowercase(),
    }
}

/// Compares the rows of the sample with what the coder said; where two differed, with what settled it.
pub fn precision(material: &Material, decisions: &Decisions, coder: &str, audit: &Audit) -> Precision {
    let all = codings(decisions);
    let drawn = sample(material, audit);
    let mut found = Precision { drawn: drawn.len(), ..Precision::default() };
    for hit in drawn.into_iter().filter_map(|at| material.hits.get(at)) {
        let said = all.get(&place(&hit.key)).and_then(|by| {
            let settled = by.values().find(|decision| decision.adjudicated);
            settled.or_else(|| by.get(coder)).and_then(|decision| coding(decision))
        });
        if let (Some(said), Some(row)) = (said, material.event(hit)) {
            found.add(said, row);
        }
    }
    found
}

impl Precision {
    fn add(&mut self, said: &Coding, row: &EventRecord) {
        self.coded += 1;
        let right = |field: Field| is_right(said, row, field);
        let kind = right(Field::Type);
        self.count(Field::Type, kind);
        if !kind {
            return;
        }
        let core = [Field::Status, Field::Actor, Field::Recipient];
        core.into_iter().for_each(|field| self.count(field, right(field)));
        self.whole += usize::from(core.into_iter().all(right));
        for field in [Field::Date, Field::Place].into_iter().filter(|field| !value(said, *field).is_empty()) {
            self.count(field, right(field));
        }
    }

    fn count(&mut self, field: Field, right: bool) {
        let (hits, of) = self.fields.entry(field).or_default();
        *hits += usize::from(right);
        *of += 1;
    }
}

fn is_right(said: &Coding, row: &EventRecord, field: Field) -> bool {
    let codes = |side: &[PartyRecord]| side.iter().map(super::view::code).collect::<BTreeSet<String>>();
    let named = |codes: &[String]| codes.iter().cloned().collect::<BTreeSet<String>>();
    match field {
        Field::Type => said.event.is_some_and(|kind| kind.as_str() == row.event),
        Field::Status => said.status.is_some_and(|status| status.as_str() == row.status),
        Field::Actor => named(&said.actor) == codes(&row.actor),
        Field::Recipient => named(&said.recipient) == codes(&row.recipient),
        Field::Date => said.date == row.date,
        Field::Place => row.event_loc.as_ref().is_some_and(|place| {
            let said = value(said, Field::Place);
            [&place.resolved_place, &place.extracted_place].iter().any(|name| name.to_lowercase() == said)
        }),
    }
}

/// The codings of two coders side by side, for every event of the sample that both coded.
pub fn both(
    material: &Material,
    decisions: &Decisions,
    audit: &Audit,
    (one, other): (&str, &str),
) -> Vec<(Coding, Coding)> {
    let all = codings(decisions);
    let of = |hit: &Hit| {
        let by = all.get(&place(&hit.key))?;
        Some((coding(by.get(one)?)?.clone(), coding(by.get(other)?)?.clone()))
    };
    sample(material, audit).into_iter().filter_map(|at| of(material.hits.get(at)?)).collect()
}
