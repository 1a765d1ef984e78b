//! One pass of one automaton over a sentence: every name and every word that can carry an event.
//!
//! Matches overlap and are checked against exact word boundaries one by one; a leftmost-longest search with a check
//! afterwards would lose "attack on" in "attack one". The automaton knows the beginnings of surfaces only, which are compared to
//! their end where one is met: so it is small and quickly built, however many names there are.

use super::fold::{Folded, fold_marks};
use super::{Alias, Case, Found, Hit};
use crate::text::Span;
use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use rustc_hash::FxHashMap as HashMap;
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
    /// For each pattern the surfaces that begin so.
    surfaces: Vec<Vec<Surface>>,
    /// Each alias with its marks folded, in its own case.
    names: Vec<Box<str>>,
}

/// What follows the beginning of a surface, and what the whole may be.
struct Surface {
    rest: Box<str>,
    meanings: Vec<Found>,
}

/// Surfaces are told apart by this many characters first.
const BEGINNING: usize = 12;

impl Scanner {
    /// Builds the automaton over folded surfaces.
    pub fn new(surfaces: impl Iterator<Item = (String, Found)>, aliases: &[Alias]) -> Scanner {
        let mut known: HashMap<String, (usize, usize)> = HashMap::default();
        let mut patterns: HashMap<String, usize> = HashMap::default();
        let mut all: Vec<Vec<Surface>> = Vec::new();
        for (surface, found) in surfaces.filter(|(surface, _)| !surface.is_empty()) {
            let (pattern, at) = *known.entry(surface).or_insert_with_key(|surface| {
                let cut = surface.char_indices().nth(BEGINNING).map_or(surface.len(), |(at, _)| at);
                let (beginning, rest) = surface.split_at(cut);
                let pattern = *patterns.entry(beginning.to_owned()).or_insert_with(|| {
                    all.push(Vec::new());
                    all.len() - 1
                });
                all[pattern].push(Surface { rest: rest.into(), meanings: Vec::new() });
                (pattern, all[pattern].len() - 1)
            });
            let meanings = &mut all[pattern][at].meanings;
            if !meanings.contains(&found) {
                meanings.push(found);
            }
        }
        let mut beginnings = vec![String::new(); all.len()];
        for (beginning, at) in patterns {
            beginnings[at] = beginning;
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&beginnings)
            .ok();
        Scanner { automaton, surfaces: all, names: aliases.iter().map(|alias| marked(&alias.text)).collect() }
    }

    /// Appends every hit in `text[span]` to `hits`, in the order of their ends.
    pub fn scan(&self, text: &str, span: Span, aliases: &[Alias], scratch: &mut Scratch, hits: &mut Vec<Hit>) {
        let Some(automaton) = &self.automaton else { return };
        let Scratch { folded, written } = scratch;
        folded.fold(span.of(text));
        let first = hits.len();
        let mut state = OverlappingState::start();
        loop {
            automaton.find_overlapping(Input::new(&folded.text), &mut state);
            let Some(found) = state.get_match() else { break };
            let after = folded.text.get(found.end()..).unwrap_or_default();
            for surface in self.surfaces.get(found.pattern().as_usize()).into_iter().flatten() {
                let (start, end) = (found.start(), found.end() + surface.rest.len());
                if !after.starts_with(&*surface.rest) || !is_whole(&folded.text, start, end) {
                    continue;
                }
                let (from, to) = folded.original(start, end);
                let at = Span::new(span.start as usize + from, span.start as usize + to);
                for &what in &surface.meanings {
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
        // Beginnings are met in another order than ends.
        if let Some(new) = hits.get_mut(first..) {
            new.sort_by_key(|hit| (hit.span.end, hit.span.start));
        }
    }

    fn case_fits(&self, alias: u32, case: Case, text: &str, written: &mut String) -> bool {
        if case == Case::Any {
            return true;
        }
        let Some(name) = self.names.get(alias as usize) else { return false };
        written.clear();
        fold_marks(text, written);
        is_written(name, case, written)
    }
}

/// Whether some text is found as either of two names, which are the same once case is folded.
pub(super) fn can_meet(a: &Alias, b: &Alias) -> bool {
    let (name, other) = (marked(&a.text), marked(&b.text));
    (a.case != Case::Exact || is_written(&other, b.case, &name))
        && (b.case != Case::Exact || is_written(&name, a.case, &other))
}

/// Whether a text has the capitals that a name wants.
fn is_written(name: &str, case: Case, written: &str) -> bool {
    match case {
        Case::Any => true,
        Case::Exact => name == written,
        Case::Name => name.split(' ').zip(written.split(' ')).all(|(want, is)| capitals_fit(want, is)),
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
