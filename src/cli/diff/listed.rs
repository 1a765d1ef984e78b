//! Changes of mentions and of events in one list, and which of them a reader is shown first.

use super::super::changes::{self, Shown, label};
use super::super::console::Paint;
use super::super::fields::{fields, otherwise};
use super::Compared;
use crate::compare::{Cause, Sort, Told};
use crate::dataset::{EventRecord, MentionRecord, PartyRecord};
use serde::Serialize;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A change of either sort of row.
#[derive(Clone, Copy)]
pub enum Listed<'a> {
    Event(&'a Told<EventRecord>),
    Mention(&'a Told<MentionRecord>),
}

/// All changes, events first, in order of their articles.
pub fn all(compared: &Compared) -> Vec<Listed<'_>> {
    let events = compared.diff.events.told.iter().map(Listed::Event);
    events.chain(compared.diff.mentions.told.iter().map(Listed::Mention)).collect()
}

/// The first of a cause: events before mentions, and the most frequent kinds of change in turn, so that one kind does not
/// hide the others.
pub fn first<'a>(all: &[Listed<'a>], cause: Cause, limit: usize) -> Vec<Listed<'a>> {
    let mut sizes: HashMap<(bool, Sort, String), usize> = HashMap::new();
    let mut ranked = Vec::new();
    for one in all.iter().filter(|one| one.cause() == cause) {
        let kind = (one.is_event(), one.sort(), one.head());
        let size = sizes.entry(kind.clone()).or_default();
        *size += 1;
        ranked.push((*one, kind, *size));
    }
    ranked.sort_by_key(|(one, kind, rank)| (!one.is_event(), *rank, Reverse(sizes.get(kind))));
    ranked.into_iter().take(limit).map(|(one, ..)| one).collect()
}

impl Listed<'_> {
    pub fn is_event(self) -> bool {
        matches!(self, Listed::Event(_))
    }

    pub fn cause(self) -> Cause {
        match self {
            Listed::Event(told) => told.cause,
            Listed::Mention(told) => told.cause,
        }
    }

    pub fn sort(self) -> Sort {
        match self {
            Listed::Event(told) => told.change.sort(),
            Listed::Mention(told) => told.change.sort(),
        }
    }

    /// What it is about: an actor, or a type of event.
    pub fn head(self) -> String {
        match self {
            Listed::Event(told) => label(&told.change, Shown::head),
            Listed::Mention(told) => label(&told.change, Shown::head),
        }
    }

    /// The article.
    pub fn doc(&self) -> &str {
        match self {
            Listed::Event(told) => &told.doc,
            Listed::Mention(told) => &told.doc,
        }
    }

    /// The actors that it concerns, before and after.
    pub fn actors(self) -> Vec<String> {
        let mut actors: Vec<String> = match self {
            Listed::Event(told) => {
                let rows = told.change.old.iter().chain(&told.change.new);
                let parties = rows.flat_map(|row| row.actor.iter().chain(&row.recipient));
                parties.filter_map(|PartyRecord { actor_id, .. }| actor_id.clone()).collect()
            }
            Listed::Mention(told) => {
                told.change.old.iter().chain(&told.change.new).map(|row| row.actor.clone()).collect()
            }
        };
        actors.sort();
        actors.dedup();
        actors
    }

    /// As a row of JSON.
    pub fn to_json(self) -> Value {
        match self {
            Listed::Event(told) => as_json(told, "event"),
            Listed::Mention(told) => as_json(told, "mention"),
        }
    }

    /// As lines of text: what it was and is, its words, and the dictionary lines behind both.
    pub fn to_text(self, paint: Paint) -> String {
        match self {
            Listed::Event(told) => as_text(told, |row| &row.trace, paint),
            Listed::Mention(told) => as_text(told, |row| &row.trace, paint),
        }
    }
}

fn as_json<T: Serialize>(told: &Told<T>, what: &str) -> Value {
    let Told { cause, doc, change } = told;
    let names: Vec<String> = fields(change).into_iter().map(|field| field.name).collect();
    json!({
        "cause": cause.as_str(), "what": what, "change": change.sort().as_str(), "doc": doc, "sentence": change.sentence,
        "fields": names, "old": change.old, "new": change.new,
    })
}

fn as_text<T: Shown + Serialize>(told: &Told<T>, trace: fn(&T) -> &Vec<String>, paint: Paint) -> String {
    let Told { doc, change, .. } = told;
    let mut text = changes::line(doc, change, paint);
    text.push_str(&otherwise(&fields(change)));
    for (when, row) in [("was because of", &change.old), ("is because of ", &change.new)] {
        if let Some(row) = row {
            text.push_str(&format!("    {}  {}\n", paint.dim(when), trace(row).join("  ")));
        }
    }
    text
}
