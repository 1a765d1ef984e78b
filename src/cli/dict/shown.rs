//! The impact of a change, as text and as JSON.

use super::super::changes::{Shown, label, line, sign};
use super::super::console::Paint;
use super::super::fields::{fields, otherwise};
use super::decided::{Against, Row};
use super::impact::Told;
use crate::compare::{Change, Sort};
use crate::dataset::{EventRecord, MentionRecord};
use serde::Serialize;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Changes that are listed unless all are wanted.
const LISTED: usize = 20;

/// Figures, then the sentences: first those of which people decided otherwise, then in the order of the texts.
pub fn to_text(told: &Told, all: bool, paint: Paint) -> String {
    let (mentions, events) = (mentions(told), events(told));
    let mut text = head(told, &mentions, &events, paint);
    if mentions.is_empty() && events.is_empty() {
        text.push_str("nothing would be coded otherwise\n");
    }
    let mut lines: Vec<(&str, u32, String)> = Vec::new();
    lines.extend(mentions.iter().map(|(doc, change)| (*doc, change.start, whole(doc, change, paint))));
    lines.extend(events.iter().map(|(doc, change)| (*doc, change.start, whole(doc, change, paint))));
    lines.sort_by_key(|(doc, start, _)| (*doc, *start));
    let decided = told.against.iter().map(|(doc, one)| against(doc, one, paint));
    let lines: Vec<String> = decided.chain(lines.into_iter().map(|(.., line)| line)).collect();
    let limit = if all { lines.len() } else { LISTED };
    if !lines.is_empty() {
        text.push('\n');
    }
    text.extend(lines.iter().take(limit).map(String::as_str));
    if lines.len() > limit {
        text.push_str(&format!("… {} more (--all)\n", lines.len() - limit));
    }
    text
}

fn head(told: &Told, mentions: &Listed<MentionRecord>, events: &Listed<EventRecord>, paint: Paint) -> String {
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
    for sort in Sort::ALL {
        text.push_str(&total("mentions", sort, counts(mentions, sort), paint));
        text.push_str(&total("events", sort, counts(events, sort), paint));
    }
    if !told.against.is_empty() {
        let (sign, count) = (paint.red("!"), told.against.len());
        text.push_str(&format!("  {sign} {count} decided otherwise by people, shown first\n"));
    }
    text
}

/// A change with what was and is in each field.
fn whole<T: Shown + Serialize>(doc: &str, change: &Change<T>, paint: Paint) -> String {
    line(doc, change, paint) + &otherwise(&fields(change))
}

/// What the dictionaries would say, and what people did.
fn against(doc: &str, one: &Against, paint: Paint) -> String {
    let line = match &one.row {
        Row::Mention(change) => line(doc, change, paint),
        Row::Event(change) => line(doc, change, paint),
    };
    let then = if one.stays { "and stays so" } else { "the next run has it otherwise" };
    format!("{} {line}    decided: {}, by {}; {then}\n", paint.red("!"), one.answer, one.by)
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
        "decided_otherwise": told.against.iter().map(|(doc, one)| against_json(doc, one)).collect::<Vec<_>>(),
        "mentions": figures(&mentions),
        "events": told.only.is_none().then(|| figures(&events)),
        "changes": changes,
        "left_out": told.selection.lost.iter().map(|(doc, why)| json!({ "doc": doc, "why": why })).collect::<Vec<_>>(),
    })
}

fn against_json(doc: &str, one: &Against) -> Value {
    let mut row = match &one.row {
        Row::Mention(change) => as_json(doc, "mention", change),
        Row::Event(change) => as_json(doc, "event", change),
    };
    row["decided"] = json!(one.answer);
    row["by"] = json!(one.by);
    row["stays"] = json!(one.stays);
    row
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
    let fields: Vec<String> = fields(change).into_iter().map(|field| field.name).collect();
    json!({
        "doc": doc, "what": what, "change": change.sort().as_str(), "sentence": sentence, "fields": fields, "old": old,
        "new": new,
    })
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
