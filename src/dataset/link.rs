//! Which records of different articles report the same event.

use super::record::{EventRecord, PartyRecord};
use crate::ledger::Ledger;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io;
use std::path::Path;

/// By what a record is told to be of an event that other articles report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Of the record; ids are 64 bits wide.
    id: u64,
    /// Of the first record of its article that reports the event.
    first: u64,
    /// The sentence and what it is said to report.
    printed: Option<u64>,
    /// Type, parties and day.
    parties: Option<u64>,
    place: Option<u64>,
    dead: Option<u32>,
}

impl Report {
    /// Reads it off a record that is linked within its article only.
    pub fn of(event: &EventRecord) -> Report {
        let number = |id: &str| u64::from_str_radix(id, 16).unwrap_or_default();
        let id = number(&event.id);
        Report {
            id,
            first: event.link.as_deref().map_or(id, number),
            printed: printed(event),
            parties: parties(event),
            place: place(event),
            dead: event.dead,
        }
    }
}

/// What earlier articles reported. It lies on the disk.
pub struct Links {
    /// By type, parties and day: id, place and dead, 0 for none.
    reports: Ledger<3>,
    /// By sentence: a sentence that is printed again reports what it reported.
    sentences: Ledger<1>,
}

impl Links {
    /// Before the first article; files lie in `folder` for as long as this is in use.
    pub fn new(folder: &Path) -> Links {
        Links { reports: Ledger::new(folder, "reports"), sentences: Ledger::new(folder, "sentences") }
    }

    /// Links an article's reports to those of the articles before it, and remembers them for the ones after it. Gives
    /// each one's link.
    ///
    /// Two records are the same event where type, parties and day agree and neither place nor number of dead differ, or
    /// where the same words of the same sentence report it: reprints may be dated by the day of printing.
    /// Records linked within the article follow their first one. The first record in order of `doc` is the one that
    /// all others name.
    pub fn join(&mut self, reports: &[Report]) -> io::Result<Vec<Option<u64>>> {
        let mut targets: HashMap<u64, u64> = HashMap::new();
        for report in reports {
            if let Some(id) = self.find(report)? {
                targets.entry(report.first).or_insert(id);
            }
        }
        let link = |report: &Report| {
            let id = targets.get(&report.first).copied().unwrap_or(report.first);
            self.remember(report, id)?;
            Ok(Some(id).filter(|id| *id != report.id))
        };
        reports.iter().map(link).collect()
    }

    fn find(&self, report: &Report) -> io::Result<Option<u64>> {
        let printed = report.printed.map_or(Ok(Vec::new()), |key| self.sentences.notes(key))?;
        match printed.first() {
            Some([id]) => Ok(Some(*id)),
            None => self.find_by_parties(report),
        }
    }

    fn find_by_parties(&self, report: &Report) -> io::Result<Option<u64>> {
        let Some(key) = report.parties else { return Ok(None) };
        let own = noted(report, 0);
        let agree = |one: u64, other: u64| one == 0 || other == 0 || one == other;
        let known = self.reports.notes(key)?;
        let same = known.iter().find(|[_, place, dead]| agree(*place, own[1]) && agree(*dead, own[2]));
        Ok(same.map(|[id, ..]| *id))
    }

    fn remember(&mut self, report: &Report, id: u64) -> io::Result<()> {
        if let Some(key) = report.printed
            && self.sentences.notes(key)?.is_empty()
        {
            self.sentences.note(key, [id])?;
        }
        let Some(key) = report.parties else { return Ok(()) };
        let note = noted(report, id);
        let known = self.reports.notes(key)?;
        if known.iter().any(|other| other[1..] == note[1..]) { Ok(()) } else { self.reports.note(key, note) }
    }
}

/// What is kept of a report of the event with this id.
fn noted(report: &Report, id: u64) -> [u64; 3] {
    [id, report.place.unwrap_or(0), report.dead.map_or(0, |dead| u64::from(dead) + 1)]
}

/// The sentence, if it is long enough to be nobody else's, and what it is said to report.
fn printed(event: &EventRecord) -> Option<u64> {
    const LONG: usize = 60;
    let words = || format!("{}|{}|{}|{}", event.text, event.event_text, event.event, event.status);
    (event.text.chars().count() >= LONG).then(|| hash(&words()))
}

/// Type, parties and day; none where these are too vague to tell one event from another.
fn parties(event: &EventRecord) -> Option<u64> {
    let day = event.date.as_deref().filter(|date| date.len() == "2025-10-09".len())?;
    let telling = !event.actor.is_empty() && !event.recipient.is_empty() || place(event).is_some();
    let happened = matches!(event.status.as_str(), "asserted" | "claimed");
    if !telling || !happened || event.actor.len() + event.recipient.len() == 0 {
        return None;
    }
    Some(hash(&format!("{}|{}|{}|{day}", event.event, side(&event.actor), side(&event.recipient))))
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
    Some(hash(&format!("{:?}|{}", place.country_code, place.resolved_place)))
}

/// 64 bits tell apart more sentences than can be read: among ten million, two meet by chance once in 300,000 corpora.
pub(super) fn hash(words: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(Sha256::digest(words.as_bytes())).for_each(|(byte, hashed)| *byte = hashed);
    u64::from_be_bytes(bytes)
}
