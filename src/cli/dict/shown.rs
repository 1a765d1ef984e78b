//! The impact of a change, as text and as JSON.

use super::super::console::Paint;
use super::impact::Told;
use crate::compare::Change;
use crate::dataset::{EventRecord, MentionRecord, PartyRecord};
use serde::Serialize;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Changes that are listed unless all are wanted.
const LISTED: usize = 20;
/// Characters of a sentence to either side of the words that count.
const AROUND: usize = 50;

/// Gained, lost or coded otherwise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Gained,
    Lost,
    Recoded,
}

impl Sort {
    fn of<T>(change: &Change<T>) -> Sort {
        match (&change.old, &change.new) {
            (None, _) => Sort::Gained,
            (_, None) => Sort::Lost,
            _ => Sort::Recoded,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Sort::Gained => "gained",
            Sort::Lost => "lost",
            Sort::Recoded => "recoded",
        }
    }

    fn sign(self, paint: Paint) -> String {
        match self {
            Sort::Gained => paint.green("+"),
            Sort::Lost => paint.red("−"),
            Sort::Recoded => paint.yellow("~"),
        }
    }
}

const SORTS: [Sort; 3] = [Sort::Gained, Sort::Lost, Sort::Recoded];

/// Figures, then the sentences.
pub fn to_text(told: &Told, all: bool, paint: Paint) -> String {
    let (mentions, events) = (mentions(told), events(told));
    let selection = &told.selection;
    let mut text = format!("{} articles, {} coded again", selection.articles, selection.touched.len());
    if !told.everything.is_empty() {
        text.push_str(&format!(" (every article is read with {}, which changed)", told.everything.join(" and ")));
    }
    text.push('\n');
    if told.covered > 0 {
        let times = told.covered;
        text.push_str(&format!(
            "  = {times} times a new name stands within a longer one, and all stays as it is there\n"
        ));
    }
    if mentions.is_empty() && events.is_empty() {
        text.push_str("nothing would be coded otherwise\n");
        return text;
    }
    for sort in SORTS {
        text.push_str(&total("mentions", sort, counts(&mentions, sort), paint));
        text.push_str(&total("events", sort, counts(&events, sort), paint));
    }
    let mut lines: Vec<(&str, u32, String)> = Vec::new();
    lines.extend(mentions.iter().map(|(doc, change)| (*doc, change.start, line(doc, change, paint))));
    lines.extend(events.iter().map(|(doc, change)| (*doc, change.start, line(doc, change, paint))));
    lines.sort_by_key(|(doc, start, _)| (*doc, *start));
    let limit = if all { lines.len() } else { LISTED };
    text.push('\n');
    lines.iter().take(limit).for_each(|(_, _, line)| text.push_str(line));
    if lines.len() > limit {
        text.push_str(&format!("… {} more (--all)\n", lines.len() - limit));
    }
    text
}

/// How many there are of a sort, and of whom or what most.
fn total(what: &str, sort: Sort, counts: Vec<(String, usize)>, paint: Paint) -> String {
    let total: usize = counts.iter().map(|(_, n)| n).sum();
    if total == 0 {
        return String::new();
    }
    let most: Vec<String> = counts.iter().take(5).map(|(name, n)| format!("{name} {n}")).collect();
    format!("  {} {total} {what} {}: {}\n", sort.sign(paint), sort.word(), most.join(", "))
}

/// All changes, with the figures.
pub fn to_json(told: &Told) -> Value {
    let (mentions, events) = (mentions(told), events(told));
    let mut changes: Vec<Value> = mentions.iter().map(|(doc, change)| as_json(doc, "mention", *change)).collect();
    changes.extend(events.iter().map(|(doc, change)| as_json(doc, "event", *change)));
    json!({
        "articles": told.selection.articles,
        "coded_again": told.selection.touched.len(),
        "all_because_of": told.everything,
        "covered": told.covered,
        "mentions": figures(&mentions),
        "events": figures(&events),
        "changes": changes,
        "left_out": told.selection.lost.iter().map(|(doc, why)| json!({ "doc": doc, "why": why })).collect::<Vec<_>>(),
    })
}

type Listed<'a, T> = Vec<(&'a str, &'a Change<T>)>;

fn mentions(told: &Told) -> Listed<'_, MentionRecord> {
    told.impacts.iter().flat_map(|(doc, impact)| impact.mentions.iter().map(move |change| (&**doc, change))).collect()
}

fn events(told: &Told) -> Listed<'_, EventRecord> {
    told.impacts.iter().flat_map(|(doc, impact)| impact.events.iter().map(move |change| (&**doc, change))).collect()
}

fn as_json<T: Serialize>(doc: &str, what: &str, change: &Change<T>) -> Value {
    let Change { sentence, start: _, old, new } = change;
    json!({ "doc": doc, "what": what, "change": Sort::of(change).word(), "sentence": sentence, "old": old, "new": new })
}

fn figures<T>(changes: &Listed<T>) -> Value {
    let count = |sort| changes.iter().filter(|(_, change)| Sort::of(change) == sort).count();
    SORTS.iter().map(|&sort| (sort.word().to_owned(), json!(count(sort)))).collect::<serde_json::Map<_, _>>().into()
}

/// How often what became what, the most frequent first.
fn counts<T: Shown>(changes: &Listed<T>, sort: Sort) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, change) in changes.iter().filter(|(_, change)| Sort::of(change) == sort) {
        *counts.entry(label(change, T::head)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| Reverse(*n));
    counts
}

/// What a row was, what it is, or both.
fn label<T>(change: &Change<T>, say: impl Fn(&T) -> String) -> String {
    match (change.old.as_ref().map(&say), change.new.as_ref().map(&say)) {
        (Some(old), Some(new)) if old != new => format!("{old} ⇒ {new}"),
        (old, new) => new.or(old).unwrap_or_default(),
    }
}

fn line<T: Shown>(doc: &str, change: &Change<T>, paint: Paint) -> String {
    let Some(row) = change.new.as_ref().or(change.old.as_ref()) else { return String::new() };
    let (start, end, sentence) = row.place();
    let quote = quote(&change.sentence, start.saturating_sub(change.start), end.saturating_sub(change.start), paint);
    let sign = Sort::of(change).sign(paint);
    let place = paint.dim(&format!("{doc}, sentence {}", sentence + 1));
    format!("{sign} {}   {place}\n    {quote}\n", paint.bold(&label(change, T::whole)))
}

/// A row as a line says it.
trait Shown {
    /// In a word.
    fn head(&self) -> String;
    /// With all that can have changed.
    fn whole(&self) -> String;
    /// First and last code point and the sentence.
    fn place(&self) -> (u32, u32, u32);
}

impl Shown for MentionRecord {
    fn head(&self) -> String {
        self.actor.clone()
    }

    fn whole(&self) -> String {
        let code = self.code.as_deref().unwrap_or("-");
        format!("{} ({}, by {})", self.actor, [&[code.to_owned()], &self.sector[..]].concat().join(" "), self.how)
    }

    fn place(&self) -> (u32, u32, u32) {
        (self.start, self.end, self.sentence)
    }
}

impl Shown for EventRecord {
    fn head(&self) -> String {
        self.event.clone()
    }

    fn whole(&self) -> String {
        let date = self.date.as_deref().unwrap_or("no date");
        let place = self.event_loc.as_ref().map_or("no place", |place| &place.resolved_place);
        let sides = format!("{} → {}", parties(&self.actor), parties(&self.recipient));
        format!("{} {sides} ({}, {date}, {place})", self.event, self.status)
    }

    fn place(&self) -> (u32, u32, u32) {
        (self.start, self.end, self.sentence)
    }
}

fn parties(parties: &[PartyRecord]) -> String {
    let one = |party: &PartyRecord| match (&party.actor_id, &party.code) {
        (Some(id), _) => id.clone(),
        (None, code) => [&[code.clone().unwrap_or_else(|| "-".to_owned())], &party.sector[..]].concat().join(" "),
    };
    if parties.is_empty() { "-".to_owned() } else { parties.iter().map(one).collect::<Vec<_>>().join(", ") }
}

/// The words of a sentence that count, in brackets, with some to either side.
pub fn quote(sentence: &str, start: u32, end: u32, paint: Paint) -> String {
    let letters: Vec<char> = sentence.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let (start, end) = ((start as usize).min(letters.len()), (end as usize).min(letters.len()));
    let (from, to) = (start.saturating_sub(AROUND), (end + AROUND).min(letters.len()));
    let part = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let (left, right) = (if from > 0 { "… " } else { "" }, if to < letters.len() { " …" } else { "" });
    let words = paint.cyan(&format!("[{}]", part(start, end.max(start))));
    format!("{left}{}{words}{}{right}", part(from, start), part(end.max(start), to))
}
