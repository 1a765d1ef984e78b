//! One pass of one automaton over a sentence: every name and every word that can carry an event.
//!
//! Matches overlap and are checked against exact word boundaries one by one; a leftmost-longest search with a check
//! afterwards would lose "attack on" in "attack one".

use super::fold::{Folded, fold_marks};
use super::{Alias, Case, Found, Hit};
use crate::text::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

thread_local! {
    static FOLDED: RefCell<Folded> = RefCell::default();
}

/// The automaton and what each of its patterns means.
pub(super) struct Scanner {
    automaton: Option<AhoCorasick>,
    /// For each pattern what it may be.
    meanings: Vec<Vec<Found>>,
}

impl Scanner {
    /// Builds the automaton over folded surfaces.
    pub fn new(surfaces: impl Iterator<Item = (String, Found)>) -> Scanner {
        let mut index: HashMap<String, usize> = HashMap::new();
        let mut meanings: Vec<Vec<Found>> = Vec::new();
        let mut patterns: Vec<String> = Vec::new();
        for (surface, found) in surfaces.filter(|(surface, _)| !surface.is_empty()) {
            let at = *index.entry(surface.clone()).or_insert_with(|| {
                patterns.push(surface);
                meanings.push(Vec::new());
                meanings.len() - 1
            });
            if !meanings[at].contains(&found) {
                meanings[at].push(found);
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .ok();
        Scanner { automaton, meanings }
    }

    /// Appends every hit in `text[span]` to `hits`, in the order of their ends.
    pub fn scan(&self, text: &str, span: Span, aliases: &[Alias], hits: &mut Vec<Hit>) {
        let Some(automaton) = &self.automaton else { return };
        let part = span.of(text);
        FOLDED.with_borrow_mut(|folded| {
            folded.fold(part);
            for found in automaton.find_overlapping_iter(&folded.text) {
                let (start, end) = (found.start(), found.end());
                if !is_whole(&folded.text, start, end) {
                    continue;
                }
                let (from, to) = folded.original(start, end);
                let at = Span::new(span.start as usize + from, span.start as usize + to);
                for &what in self.meanings.get(found.pattern().as_usize()).into_iter().flatten() {
                    let fits = match what {
                        Found::Trigger => true,
                        Found::Alias(alias) => aliases.get(alias as usize).is_some_and(|alias| {
                            case_fits(alias, at.of(text)) && neighbours_fit(alias, &folded.text, start, end)
                        }),
                    };
                    if fits {
                        hits.push(Hit { span: at, what });
                    }
                }
            }
        });
    }
}

/// Whether no letter or digit touches the stretch.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return false };
    !before.chars().next_back().is_some_and(char::is_alphanumeric)
        && !after.chars().next().is_some_and(char::is_alphanumeric)
}

fn case_fits(alias: &Alias, written: &str) -> bool {
    match alias.case {
        Case::Any => true,
        Case::Exact => fold_marks(written) == fold_marks(&alias.text),
        Case::Name => {
            let (alias, written) = (fold_marks(&alias.text), fold_marks(written));
            alias
                .split(' ')
                .zip(written.split(' '))
                .all(|(want, is)| !want.starts_with(char::is_uppercase) || is.starts_with(char::is_uppercase))
        }
    }
}

fn neighbours_fit(alias: &Alias, text: &str, start: usize, end: usize) -> bool {
    let left = || text.get(..start).unwrap_or_default().trim_end_matches([' ', ',', '"', '“', '(']);
    let right = || text.get(end..).unwrap_or_default().trim_start_matches([' ', ',', '"', '”', '(']);
    !alias.unless_left.iter().any(|word| ends_with_word(left(), word))
        && !alias.unless_right.iter().any(|word| starts_with_word(right(), word))
}

/// Whether the text ends with the word, whole.
pub(super) fn ends_with_word(text: &str, word: &Arc<str>) -> bool {
    text.strip_suffix(&**word).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// Whether the text begins with the word, whole.
pub(super) fn starts_with_word(text: &str, word: &Arc<str>) -> bool {
    text.strip_prefix(&**word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}
