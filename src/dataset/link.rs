//! Which records of different articles report the same event.

use super::record::{EventRecord, PartyRecord};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What earlier articles reported, in a few bytes an event.
#[derive(Default)]
pub struct Links {
    reports: HashMap<u128, Vec<Report>>,
    /// By sentence and trigger: a sentence that is printed again reports what it reported.
    sentences: HashMap<u128, u64>,
}

/// A report that later ones may be linked to.
struct Report {
    /// The first record of the event; ids are 64 bits wide.
    id: u64,
    place: Option<u64>,
    dead: Option<u32>,
}

impl Links {
    /// Links an article's events to those of the articles before it, and remembers them for the ones after it.
    ///
    /// Two records are the same event where type, parties and day agree and neither place nor number of dead differ, or
    /// where the same words of the same sentence report it: reprints may be dated by the day of printing.
    /// Records linked within the article follow their first one. The first record in order of `doc` is the one that
    /// all others name.
    pub fn join(&mut self, events: &mut [EventRecord]) {
        let firsts: Vec<String> = events.iter().map(|event| event.link.as_ref().unwrap_or(&event.id).clone()).collect();
        let mut target: HashMap<&str, u64> = HashMap::new();
        for (event, first) in events.iter().zip(&firsts) {
            if let Some(id) = self.find(event) {
                target.entry(first).or_insert(id);
            }
        }
        for (event, first) in events.iter_mut().zip(&firsts) {
            let id = target.get(first.as_str()).map_or_else(|| first.clone(), |id| format!("{id:016x}"));
            self.remember(event, &id);
            event.link = Some(id).filter(|id| *id != event.id);
        }
    }

    fn find(&self, event: &EventRecord) -> Option<u64> {
        let printed = printed(event).and_then(|key| self.sentences.get(&key).copied());
        printed.or_else(|| self.find_by_parties(event))
    }

    fn find_by_parties(&self, event: &EventRecord) -> Option<u64> {
        let (place, dead) = (place(event), event.dead);
        let mut reports = self.reports.get(&key(event)?)?.iter();
        reports.find(|report| agree(report.place, place) && agree(report.dead, dead)).map(|report| report.id)
    }

    fn remember(&mut self, event: &EventRecord, id: &str) {
        let Ok(id) = u64::from_str_radix(id, 16) else { return };
        if let Some(printed) = printed(event) {
            self.sentences.entry(printed).or_insert(id);
        }
        let Some(key) = key(event) else { return };
        let report = Report { id, place: place(event), dead: event.dead };
        let known = self.reports.entry(key).or_default();
        if !known.iter().any(|other| other.place == report.place && other.dead == report.dead) {
            known.push(report);
        }
    }
}

fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// The sentence, if it is long enough to be nobody else's, and what it is said to report.
fn printed(event: &EventRecord) -> Option<u128> {
    const LONG: usize = 60;
    let words = format!("{}|{}|{}|{}", event.text, event.event_text, event.event, event.status);
    (event.text.chars().count() >= LONG).then(|| u128::from_be_bytes(first_bytes(&words)))
}

/// Type, parties and day; none where these are too vague to tell one event from another.
fn key(event: &EventRecord) -> Option<u128> {
    let day = event.date.as_deref().filter(|date| date.len() == "2025-10-09".len())?;
    let telling = !event.actor.is_empty() && !event.recipient.is_empty() || place(event).is_some();
    let happened = matches!(event.status.as_str(), "asserted" | "claimed");
    if !telling || !happened || event.actor.len() + event.recipient.len() == 0 {
        return None;
    }
    let words = format!("{}|{}|{}|{day}", event.event, side(&event.actor), side(&event.recipient));
    Some(u128::from_be_bytes(first_bytes(&words)))
}

/// A side's parties in an order of their own: symmetric events name them in any.
fn side(parties: &[PartyRecord]) -> String {
    let mut names: Vec<String> = parties.iter().map(name).collect();
    names.sort();
    names.dedup();
    names.join(",")
}

fn name(party: &PartyRecord) -> String {
    match &party.actor_id {
        Some(id) => id.clone(),
        None => format!("{} {}", party.code.as_deref().unwrap_or("-"), party.sector.join("+")),
    }
}

/// A place that is more exact than a country.
fn place(event: &EventRecord) -> Option<u64> {
    let place = event.event_loc.as_ref().filter(|place| place.feature_code.as_deref() != Some("PCLI"))?;
    let words = format!("{:?}|{}", place.country_code, place.resolved_place);
    Some(u64::from_be_bytes(first_bytes(&words)))
}

fn first_bytes<const N: usize>(words: &str) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.iter_mut().zip(Sha256::digest(words.as_bytes())).for_each(|(byte, hashed)| *byte = hashed);
    bytes
}
