//! Shared rules that are lost (D014) or can never match (D015).

use super::Lints;
use crate::lexicon::Rules;
use crate::lexicon::fault::{Severity, Source};
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a verb's particle can be, besides prepositions.
const PARTICLES: &[&str] =
    &["apart", "around", "aside", "away", "back", "down", "forth", "forward", "off", "out", "up"];

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

fn ids(source: &Source) -> BTreeSet<String> {
    let (rules, _) = Rules::parse(&source.file, &source.text);
    let status = rules.status.iter().map(|rule| rule.id.to_string());
    let light = rules.light_verbs.iter().map(|rule| rule.id.to_string());
    status.chain(light).chain(rules.retype.iter().map(|rule| rule.id.to_string())).collect()
}

fn lost(lints: &mut Lints, earlier: &Source, later: &Source) {
    let (before, after) = (ids(earlier), ids(later));
    let lost: Vec<&str> = before.difference(&after).map(String::as_str).collect();
    let Some(first) = lost.first() else { return };
    let message = match lost.len() {
        1 => format!("this file takes the place of the earlier layer's whole; its rule `{first}` is gone"),
        n => format!(
            "this file takes the place of the earlier layer's whole; `{first}` and {} of its rules are gone",
            n - 1
        ),
    };
    let help = Some("begin from a copy of that file (khabar init), or leave this one out".to_owned());
    lints.found.push(later.fault("D014", 0, message, help).rated(Severity::Warning));
}

fn unmatched(lints: &mut Lints, source: &Source) {
    let (table, _) = DeTable::parse_recoverable(&source.text);
    let mut phrases = Vec::new();
    table.get_ref().iter().for_each(|(key, value)| collect(key.get_ref(), value, &mut phrases));
    for (list, at, phrase) in phrases {
        let particle = phrase.split_once(' ').map_or("", |(_, rest)| rest);
        let known = lints.lexicon.rules.words.prepositions.contains(particle) || PARTICLES.contains(&particle);
        if !(TAKE_PARTICLES.contains(&list.as_str()) && known) {
            let help = Some("write one word, or a verb and its particle where the list takes verbs".to_owned());
            let fault = source.fault("D015", at, format!("`{phrase}` in `{list}` can never match"), help);
            lints.found.push(fault.rated(Severity::Warning));
        }
    }
}

/// Lists whose words are compared with a verb and its particle.
const TAKE_PARTICLES: &[&str] =
    &["verbs", "words", "reporting", "object_control", "bring_about", "occur", "dead", "injured", "arrested"];

/// Every text of several words in a list.
fn collect(list: &str, value: &Spanned<DeValue>, phrases: &mut Vec<(String, usize, String)>) {
    match value.get_ref() {
        DeValue::Array(items) => {
            for item in items.iter() {
                match item.get_ref().as_str() {
                    Some(text) if text.contains(' ') => {
                        phrases.push((list.to_owned(), item.span().start, text.to_owned()));
                    }
                    _ => collect(list, item, phrases),
                }
            }
        }
        DeValue::Table(table) => table.iter().for_each(|(key, value)| collect(key.get_ref(), value, phrases)),
        _ => {}
    }
}
