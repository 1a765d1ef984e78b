//! Why a word that can carry an event carries none here: the first step of its entry that said no.

use super::Explained;
use super::arcs::Tree;
use crate::dataset::Offsets;
use crate::lexicon::{Lexicon, Part, Trigger, TriggerForm};
use crate::text::Token;
use std::fmt::Write;
use std::sync::Arc;

/// Entries that are named for one word; common words have dozens.
const ENTRIES: usize = 3;

/// A reason for each word of the sentence that a trigger begins from and no event or leftover covers, or the one reason
/// that there is no such word.
pub fn why_not(tree: &Tree, explained: &Explained, lexicon: &Lexicon) -> Vec<String> {
    let Tree { tokens, words, parse, offsets } = tree;
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut reasons = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let forms: Vec<&TriggerForm> =
            lexicon.triggers_of(&lower[index]).iter().filter(|form| whole(form, &lower, index)).collect();
        if !forms.is_empty() && !covered(explained, token, offsets) {
            let tag = parse.tags.get(index).map_or("", |tag| tag.as_str());
            reasons.push(reason(words[index], tag, &forms, lexicon));
        }
    }
    if reasons.is_empty() && explained.events.is_empty() && explained.leftovers.is_empty() {
        reasons.push("no event: no word of it is the trigger of an event in the dictionaries".to_owned());
    }
    reasons
}

/// Whether the other words of a trigger of several words stand around its head.
fn whole(form: &TriggerForm, lower: &[String], index: usize) -> bool {
    let is = |at: usize, word: &Arc<str>| lower.get(at).is_some_and(|other| **other == **word);
    let before = index.checked_sub(form.before.len());
    before.is_some_and(|start| form.before.iter().enumerate().all(|(i, word)| is(start + i, word)))
        && form.after.iter().all(|word| lower.iter().skip(index + 1).any(|other| **other == **word))
}

fn covered(explained: &Explained, token: &Token, offsets: &Offsets) -> bool {
    let (start, end) = offsets.span(token.span);
    let meets = |from: u32, to: u32| from < end && start < to;
    explained.events.iter().any(|row| meets(row.start, row.end))
        || explained.leftovers.iter().flat_map(|row| &row.examples).any(|example| meets(example.start, example.end))
}

fn reason(word: &str, tag: &str, forms: &[&TriggerForm], lexicon: &Lexicon) -> String {
    let triggers = forms.iter().filter_map(|form| lexicon.triggers.get(form.trigger as usize));
    let said: Vec<String> = triggers.take(ENTRIES).map(|trigger| said_no(trigger, tag)).collect();
    let more = forms.len().saturating_sub(said.len());
    let more = if more > 0 { format!("; and {more} more entries") } else { String::new() };
    format!("no event at “{word}” ({tag}): {}{more}", said.join("; "))
}

/// What an entry asks for that was not there; part of speech comes first.
fn said_no(trigger: &Trigger, tag: &str) -> String {
    let entry = format!("{} {}", trigger.origin, trigger.id);
    match trigger.part {
        Part::Verb if !tag.starts_with("VB") => return format!("{entry} is a verb"),
        Part::Noun if !tag.starts_with("NN") => return format!("{entry} is a noun"),
        _ => {}
    }
    let mut asks = String::new();
    let lists = [
        ("an object among", &trigger.object),
        ("no object among", &trigger.not_object),
        ("a subject among", &trigger.subject),
        ("no subject among", &trigger.not_subject),
        ("one of these near it:", &trigger.near),
        ("none of these near it:", &trigger.not_near),
        ("one of the prepositions", &trigger.requires),
    ];
    for (what, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let shown: Vec<&str> = list.iter().take(4).map(|word| &**word).collect();
        let dots = if list.len() > shown.len() { ", …" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(asks, "{}{what} {}{dots}", if asks.is_empty() { "" } else { ", " }, shown.join(", "));
    }
    match asks.is_empty() {
        true => format!("{entry} was outweighed by another reading"),
        false => format!("{entry} asks for {asks}"),
    }
}
