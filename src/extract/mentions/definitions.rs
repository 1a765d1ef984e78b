//! Acronyms that an article introduces: "Tehrik-e-Taliban Pakistan (TTP)", "TTP (Tehrik-e-Taliban Pakistan)", and those
//! that it introduces as something else: "tactics, techniques and procedures (TTP)".

use super::{Names, Scene, trace_of};
use crate::annotation::Trace;
use crate::lexicon::AliasSort;
use std::collections::HashMap;

/// What each introduced acronym stands for in this article; `None` is somebody whom no dictionary knows.
pub(super) struct Definitions {
    bound: HashMap<String, Option<Bound>>,
}

/// Whom an acronym stands for, and the line of the full name.
pub(super) struct Bound {
    pub actor: u32,
    pub trace: Vec<Trace>,
}

impl Definitions {
    /// Reads every "(ACR)" of the article; the first that says something decides.
    pub fn find(scene: &Scene) -> Definitions {
        let mut bound = HashMap::new();
        for sentence in scene.sentences {
            let text = sentence.span.of(&scene.article.text);
            for (open, _) in text.match_indices('(') {
                let Some(close) = text[open..].find(')').map(|at| open + at) else { continue };
                let inside = text[open + 1..close].trim_matches(|c: char| c.is_whitespace() || "‘’“”'\"".contains(c));
                let start = sentence.span.start as usize;
                if is_acronym(inside) {
                    let holder = full_name_before(scene, start + open);
                    let spelt = || spells(&text[..open], inside);
                    if holder.is_some() || spelt() {
                        bound.entry(inside.to_owned()).or_insert(holder);
                    }
                } else if let Some(acronym) =
                    text[..open].split_whitespace().next_back().filter(|word| is_acronym(word))
                {
                    let holder = full_name_within(scene, start + open + 1, start + close);
                    if holder.is_some() || spells(inside, acronym) {
                        bound.entry(acronym.to_owned()).or_insert(holder);
                    }
                }
            }
        }
        Definitions { bound }
    }

    /// What the article says of an acronym: nothing, somebody, or nobody of ours.
    pub fn of(&self, acronym: &str) -> Option<Option<&Bound>> {
        self.bound.get(acronym).map(Option::as_ref)
    }
}

/// Two to eight characters, most of them capitals: "TTP", "IS-K", "PkMAP".
fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '&'));
    (2..=8).contains(&word.chars().count()) && plain && capitals >= 2 && capitals * 2 > word.chars().count()
}

fn full_name_before(scene: &Scene, at: usize) -> Option<Bound> {
    let before = scene.names.partition_point(|names| (names.span.end as usize) <= at);
    let names = scene.names.get(before.checked_sub(1)?)?;
    let between = scene.article.text.get(names.span.end as usize..at)?;
    let close = between.chars().all(|c| c.is_whitespace() || "‘’“”'\"".contains(c));
    close.then(|| bound(scene, names)).flatten()
}

fn full_name_within(scene: &Scene, from: usize, to: usize) -> Option<Bound> {
    let at = scene.names.partition_point(|names| (names.span.start as usize) < from);
    let names = scene.names.get(at).filter(|names| names.span.end as usize <= to)?;
    bound(scene, names)
}

fn bound(scene: &Scene, names: &Names) -> Option<Bound> {
    let aliases: Vec<_> = names.aliases.iter().filter_map(|&alias| scene.lexicon.aliases.get(alias as usize)).collect();
    let alias = aliases.iter().find(|alias| alias.sort == AliasSort::Name && alias.ambiguity.is_none())?;
    Some(Bound { actor: alias.actor, trace: trace_of(scene.lexicon, &aliases, alias.actor) })
}

/// Whether the last words before an acronym begin with its letters, small words left out or counted.
fn spells(before: &str, acronym: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let words: Vec<char> = before
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/'))
        .filter_map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    let small: Vec<char> = before
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && !matches!(*word, "and" | "of" | "the" | "for" | "in" | "on" | "to" | "&"))
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    words.ends_with(&letters) || small.ends_with(&letters)
}
