//! One pass of one automaton over a sentence: every name and every word that can carry an event.
//!
//! Matches overlap and are checked against exact word boundaries one by one; a leftmost-longest search with a check
//! afterwards would lose "attack on" in "attack one".

use super::fold::{Folded, fold_marks};
use super::{Alias, Case, Found, Hit};
use crate::text::Span;
use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use std::collections::HashMap;
use std::sync::Arc;

/// Buffers that scans reuse; one a thread or article.
#[derive(Debug, Default)]
pub struct Scratch {
    folded: Folded,
    written: String,
}

/// The automaton and what each of its patterns means.
pub(super) struct Scanner {
    automaton: Option<AhoCorasick>,
    /// For each pattern what it may be.
    meanings: Vec<Vec<Found>>,
    /// Each alias with its marks folded, in its own case.
    names: Vec<Box<str>>,
}

impl Scanner {
    /// Builds the automaton over folded surfaces.
    pub fn new(surfaces: impl Iterator<Item = (String, Found)>, aliases: &[Alias]) -> Scanner {
        let mut index: HashMap<String, usize> = HashMap::new();
        let mut meanings: Vec<Vec<Found>> = Vec::new();
        for (surface, found) in surfaces.filter(|(surface, _)| !surface.is_empty()) {
            let at = *index.entry(surface).or_insert_with(|| {
                meanings.push(Vec::new());
                meanings.len() - 1
            });
            if !meanings[at].contains(&found) {
                meanings[at].push(found);
            }
        }
        let mut patterns = vec![String::new(); meanings.len()];
        for (surface, at) in index {
            patterns[at] = surface;
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .ok();
        Scanner { automaton, meanings, names: aliases.iter().map(|alias| marked(&alias.text)).collect() }
    }

    /// Appends every hit in `text[span]` to `hits`, in the order of their ends.
    pub fn scan(&self, text: &str, span: Span, aliases: &[Alias], scratch: &mut Scratch, hits: &mut Vec<Hit>) {
        let Some(automaton) = &self.automaton else { return };
        let Scratch { folded, written } = scratch;
        folded.fold(span.of(text));
        let mut state = OverlappingState::start();
        loop {
            automaton.find_overlapping(Input::new(&folded.text), &mut state);
            let Some(found) = state.get_match() else { return };
            let (start, end) = (found.start(), found.end());
            if !is_whole(&folded.text, start, end) {
                continue;
            }
            let (from, to) = folded.original(start, end);
            let at = Span::new(span.start as usize + from, span.start as usize + to);
            for &what in self.meanings.get(found.pattern().as_usize()).into_iter().flatten() {
                let fits = match what {
                    Found::Trigger => true,
                    Found::Alias(index) => aliases.get(index as usize).is_some_and(|alias| {
                        self.case_fits(index, alias.case, at.of(text), written)
                            && neighbours_fit(alias, &folded.text, start, end)
                    }),
                };
                if fits {
                    hits.push(Hit { span: at, what });
                }
            }
        }
    }

    fn case_fits(&self, alias: u32, case: Case, text: &str, written: &mut String) -> bool {
        if case == Case::Any {
            return true;
        }
        let Some(name) = self.names.get(alias as usize) else { return false };
        written.clear();
        fold_marks(text, written);
        match case {
            Case::Exact => **name == *written,
            _ => name.split(' ').zip(written.split(' ')).all(|(want, is)| capitals_fit(want, is)),
        }
    }
}

/// A capital wants a capital; a word in capitals wants all of them ("UN" is not "Un").
fn capitals_fit(want: &str, is: &str) -> bool {
    let capitals = |word: &str| !word.contains(char::is_lowercase);
    let long = want.chars().nth(1).is_some();
    !want.starts_with(char::is_uppercase)
        || (is.starts_with(char::is_uppercase) && (!long || !capitals(want) || capitals(is)))
}

fn marked(name: &str) -> Box<str> {
    let mut out = String::with_capacity(name.len());
    fold_marks(name, &mut out);
    out.into()
}

/// Whether no letter or digit touches the stretch, and it is no part of a web address or handle.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return false };
    !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '@'))
        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && !is_domain(after)
}

/// ".com" and the like, directly after a word.
fn is_domain(after: &str) -> bool {
    ["com", "org", "net", "gov", "edu", "info", "co"].iter().any(|domain| {
        let rest = after.strip_prefix('.').and_then(|after| after.strip_prefix(domain));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

fn neighbours_fit(alias: &Alias, text: &str, start: usize, end: usize) -> bool {
    let left = || text.get(..start).unwrap_or_default().trim_end_matches([' ', '"', '“']);
    let right = || text.get(end..).unwrap_or_default().trim_start_matches([' ', '"', '”']);
    !alias.unless_left.iter().any(|word| ends_with_word(left(), word))
        && !alias.unless_right.iter().any(|word| starts_with_word(right(), word))
}

/// Whether the text ends with the word, whole.
fn ends_with_word(text: &str, word: &Arc<str>) -> bool {
    text.strip_suffix(&**word).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// Whether the text begins with the word, whole.
fn starts_with_word(text: &str, word: &Arc<str>) -> bool {
    text.strip_prefix(&**word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}
