//! The names that stand in the text, longest first: who may be meant is settled later.

use crate::lexicon::{Alias, Found, Hit, Lexicon};
use crate::text::Span;
use jiff::civil::Date;

/// A stretch that is some actor's name.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub span: Span,
    pub sentence: u32,
    /// Indices of the aliases that hold on the day of publication; never empty.
    pub aliases: Vec<u32>,
    /// Indices of those that would on another day.
    pub dated_out: Vec<u32>,
}

/// The longest names of every sentence (`hits` are the sentences'), in order of the text, none overlapping another.
pub fn candidates(hits: &[Vec<Hit>], lexicon: &Lexicon, day: Option<Date>) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (index, hits) in hits.iter().enumerate() {
        let from = all.len();
        for (alias, span) in hits.iter().filter_map(name) {
            add(&mut all, from, index as u32, span, alias, lexicon, day);
        }
        keep_longest(&mut all, from);
    }
    all
}

fn name(hit: &Hit) -> Option<(u32, Span)> {
    match hit.what {
        Found::Alias(alias) => Some((alias, hit.span)),
        Found::Trigger => None,
    }
}

fn add(
    all: &mut Vec<Candidate>,
    from: usize,
    sentence: u32,
    span: Span,
    alias: u32,
    lexicon: &Lexicon,
    day: Option<Date>,
) {
    let at = all.iter().skip(from).position(|candidate| candidate.span == span).unwrap_or(all.len() - from) + from;
    if at == all.len() {
        all.push(Candidate { span, sentence, aliases: Vec::new(), dated_out: Vec::new() });
    }
    let Some(candidate) = all.get_mut(at) else { return };
    let holds = lexicon.aliases.get(alias as usize).is_some_and(|alias| holds(alias, day));
    if holds { candidate.aliases.push(alias) } else { candidate.dated_out.push(alias) }
}

/// Whether the alias is in use on the day. An article without a date may be of any day.
fn holds(alias: &Alias, day: Option<Date>) -> bool {
    day.is_none_or(|day| alias.period.holds(day))
}

/// Longest wins, leftmost among equals.
fn keep_longest(all: &mut Vec<Candidate>, from: usize) {
    let mut found: Vec<Candidate> = all.drain(from..).filter(|candidate| !candidate.aliases.is_empty()).collect();
    found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.span.len()), candidate.span.start));
    for candidate in found {
        if !all.iter().skip(from).any(|longer| longer.span.overlaps(candidate.span)) {
            all.push(candidate);
        }
    }
    if let Some(new) = all.get_mut(from..) {
        new.sort_by_key(|candidate| candidate.span);
    }
}
