//! The impact of a change, as text and as JSON.

use super::super::changes::{Shown, label, line, sign};
use super::super::console::Paint;
use super::impact::Told;
use crate::compare::{Change, Sort};
use crate::dataset::{EventRecord, MentionRecord};
use serde::Serialize;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Changes that are listed unless all are wanted.
const LISTED: usize = 20;

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
    for sort in Sort::ALL {
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
    format!("  {} {total} {what} {}: {}\n", sign(sort, paint), sort.as_str(), most.join(", "))
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
    json!({ "doc": doc, "what": what, "change": change.sort().as_str(), "sentence": sentence, "old": old, "new": new })
}

fn figures<T>(changes: &Listed<T>) -> Value {
    let count = |sort| changes.iter().filter(|(_, change)| change.sort() == sort).count();
    Sort::ALL
        .iter()
        .map(|&sort| (sort.as_str().to_owned(), json!(count(sort))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// How often what became what, the most frequent first.
fn counts<T: Shown>(changes: &Listed<T>, sort: Sort) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, change) in changes.iter().filter(|(_, change)| change.sort() == sort) {
        *counts.entry(label(change, T::head)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| Reverse(*n));
    counts
}
