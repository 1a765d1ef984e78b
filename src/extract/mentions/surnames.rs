//! Persons named in full, and the surnames that refer to them afterwards.

use super::around::{self, Neighbour};
use super::context::Context;
use crate::lexicon::Lexicon;
use crate::text::Span;

/// A person named in full.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub actor: u32,
    /// Where the full name ends.
    pub at: u32,
}

/// A surname that stands by itself for a person of the article.
#[derive(Clone, Copy, Debug)]
pub struct Short {
    pub span: Span,
    pub sentence: u32,
    pub actor: u32,
}

/// Every surname that refers to one of `named`, in order of the text.
///
/// It means the person of that name who was named last before; one that stands before all full names, the only one who
/// bears it.
pub fn surnames(context: &Context, named: &[Named]) -> Vec<Short> {
    let mut all = Vec::new();
    if named.is_empty() {
        return all;
    }
    let bearers: Vec<(&str, Named)> = named
        .iter()
        .filter_map(|&person| Some((context.lexicon.actors.get(person.actor as usize)?.surname.as_deref()?, person)))
        .collect();
    for (index, sentence) in context.sentences.iter().enumerate() {
        let part = sentence.span.of(context.text);
        let mut seen: Vec<&str> = Vec::new();
        for &(surname, _) in &bearers {
            if seen.contains(&surname) {
                continue;
            }
            seen.push(surname);
            for (at, _) in part.match_indices(surname) {
                let start = sentence.span.start as usize + at;
                let span = Span::new(start, start + surname.len());
                if stands_alone(context, sentence.span, span)
                    && let Some(actor) = bearer(&bearers, surname, span.start)
                {
                    all.push(Short { span, sentence: index as u32, actor });
                }
            }
        }
    }
    all.sort_by_key(|short| (short.span.start, std::cmp::Reverse(short.span.end)));
    all.dedup_by(|next, kept| kept.span.overlaps(next.span));
    all
}

fn bearer(bearers: &[(&str, Named)], surname: &str, at: u32) -> Option<u32> {
    let of = bearers.iter().filter(|(name, _)| *name == surname).map(|(_, person)| person);
    if let Some(last) = of.clone().filter(|person| person.at <= at).max_by_key(|person| person.at) {
        return Some(last.actor);
    }
    let first = of.clone().next()?.actor;
    of.map(|person| person.actor).all(|actor| actor == first).then_some(first)
}

/// Whole words, and no part of the name of somebody else.
fn stands_alone(context: &Context, sentence: Span, span: Span) -> bool {
    let left = around::before(context.text, sentence.start, span.start);
    let right = around::after(context.text, span.end, sentence.end);
    let touches = |side: &Neighbour| side.gap.is_empty() || matches!(side.gap, "-" | "\u{2010}" | "\u{2011}");
    if context.text.get(..span.start as usize).is_some_and(|text| text.ends_with(char::is_alphanumeric))
        || context.text.get(span.end as usize..).is_some_and(|text| text.starts_with(char::is_alphanumeric))
    {
        return false;
    }
    let lists = &context.lexicon.metonymy;
    let stranger = |left: &Neighbour| {
        let word = left.word.to_lowercase();
        let no_name = [&lists.titles, &lists.kept_titles, &lists.not_names].into_iter().any(|list| list.has(&word));
        let opens = left.span.start == sentence.start && is_plain_word(context.lexicon, &word);
        let known = context.found.iter().any(|name| name.span.end == left.span.end);
        left.is_capitalised() && left.adjoins() && !no_name && !opens && !known
    };
    let longer = |right: &Neighbour| {
        let word = right.word.to_lowercase();
        right.is_capitalised()
            && right.adjoins()
            && !lists.not_names.has(&word)
            && !is_plain_word(context.lexicon, &word)
    };
    !left.is_some_and(|left| touches(&left) || stranger(&left))
        && !right.is_some_and(|right| right.gap.is_empty() || longer(&right))
}

/// Whether a word that begins a sentence is capitalised for that alone.
fn is_plain_word(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.metonymy.openers.has(word) || !lexicon.lemmas_of(word).is_empty()
}
