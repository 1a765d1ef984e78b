//! Shared rules that are lost (D014) or can never match (D015).

use super::Lints;
use crate::lexicon::Part;
use crate::lexicon::fault::{Severity, Source};
use rustc_hash::FxHashSet as HashSet;
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub fn lint(lints: &mut Lints) {
    let files: Vec<&Source> = lints.entries.rules.iter().filter_map(|&i| lints.entries.sources.get(i)).collect();
    for pair in files.windows(2) {
        if let [earlier, later] = pair {
            lost(lints, earlier, later);
        }
    }
    for source in files {
        unmatched(lints, source);
    }
}

/// The ids of a file's rules, and its lists as `table.list`.
fn stated(source: &Source) -> BTreeSet<String> {
    let (table, _) = DeTable::parse_recoverable(&source.text);
    let mut all = BTreeSet::new();
    for (name, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Array(rules) => {
                let id = |rule: &Spanned<DeValue>| Some(rule.get_ref().get("id")?.get_ref().as_str()?.to_owned());
                all.extend(rules.iter().filter_map(id));
            }
            DeValue::Table(lists) => {
                all.extend(lists.keys().map(|list| format!("{}.{}", name.get_ref(), list.get_ref())));
            }
            _ => {}
        }
    }
    all
}

fn lost(lints: &mut Lints, earlier: &Source, later: &Source) {
    let (before, after) = (stated(earlier), stated(later));
    let lost: Vec<&str> = before.difference(&after).map(String::as_str).collect();
    let Some(first) = lost.first() else { return };
    let message = match lost.len() {
        1 => format!("this file takes the place of the earlier layer's whole; its `{first}` is gone"),
        n => format!(
            "this file takes the place of the earlier layer's whole; `{first}` and {} more of its rules and lists are gone",
            n - 1
        ),
    };
    let help = Some("begin from a copy of that file (khabar init), or leave this one out".to_owned());
    lints.found.push(later.fault("D014", 0, message, help).rated(Severity::Warning));
}

fn unmatched(lints: &mut Lints, source: &Source) {
    let (table, _) = DeTable::parse_recoverable(&source.text);
    let mut texts = Vec::new();
    table.get_ref().iter().for_each(|(key, value)| collect(key.get_ref(), value, &mut texts));
    let rules = &lints.lexicon.rules;
    let mark = |part: Part| if part == Part::Verb { "v" } else { "n" };
    // Those that are switched off are entries too.
    let entries = lints.entries.triggers().map(|placed| format!("{}.{}", placed.entry.id.get_ref(), mark(placed.part)));
    let known: HashSet<String> = entries.collect();
    let (ids, phrases): (Vec<_>, Vec<_>) =
        texts.into_iter().partition(|(list, ..)| OF_ENTRIES.contains(&list.as_str()));
    for (list, at, id) in ids.into_iter().filter(|(.., id)| !known.contains(id)) {
        let help = Some("name an entry of an event file, with `.v` or `.n` behind its id".to_owned());
        let fault = source.fault("D015", at, format!("`{id}` in `{list}` is the id of no entry"), help);
        lints.found.push(fault.rated(Severity::Warning));
    }
    let phrases = phrases.into_iter().filter(|(.., phrase)| phrase.contains(' '));
    for (list, at, phrase) in phrases.filter(|(list, ..)| !OF_PHRASES.contains(&list.as_str())) {
        let particle = phrase.split_once(' ').map_or("", |(_, rest)| rest);
        // A file that lists no particles takes any word for one.
        let unlisted = rules.grammar.particles.is_empty() && !particle.contains(' ');
        let known =
            unlisted || rules.words.prepositions.contains(particle) || rules.grammar.particles.contains(particle);
        if !(TAKE_PARTICLES.contains(&list.as_str()) && known) {
            let help = Some("write one word, or a verb and its particle where the list takes verbs".to_owned());
            let fault = source.fault("D015", at, format!("`{phrase}` in `{list}` can never match"), help);
            lints.found.push(fault.rated(Severity::Warning));
        }
    }
}

/// Lists whose words are compared with a verb and its particle.
const TAKE_PARTICLES: &[&str] = &[
    "verbs",
    "words",
    "reporting",
    "object_control",
    "bring_about",
    "occur",
    "dead",
    "injured",
    "arrested",
    "harmed",
    "of_the_living",
];

/// Lists whose phrases are compared as they stand.
const OF_PHRASES: &[&str] = &["including", "acronym_links", "civil_wars"];

/// Lists of ids of event entries.
const OF_ENTRIES: &[&str] = &["entries", "denials"];

/// Every text of a list, with the list's name and where it stands.
fn collect(list: &str, value: &Spanned<DeValue>, texts: &mut Vec<(String, usize, String)>) {
    match value.get_ref() {
        DeValue::Array(items) => {
            for item in items.iter() {
                match item.get_ref().as_str() {
                    Some(text) => texts.push((list.to_owned(), item.span().start, text.to_owned())),
                    None => collect(list, item, texts),
                }
            }
        }
        DeValue::Table(table) => table.iter().for_each(|(key, value)| collect(key.get_ref(), value, texts)),
        _ => {}
    }
}
