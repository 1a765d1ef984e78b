//! From an article and a lexicon to everything said of it. Pure and infallible: same input, same output.

mod acled;
mod clause;
mod content;
mod countries;
mod counts;
mod dates;
mod draft;
mod events;
mod examples;
mod fill;
mod homes;
mod link;
mod mentions;
mod particular;
mod parties;
mod passed;
mod places;
mod protested;
mod reference;
mod repair;
mod roles;
mod status;
mod strangers;
mod triggers;

pub use examples::failure;
pub use parties::role_on;

use self::clause::Clause;
use crate::annotation::{Extraction, Leftover, Mention};
use crate::lexicon::{Hit, Lexicon, Scratch};
use crate::syntax::{Model, Parse, Parser};
use crate::text::{Article, Sentence, Span, Token, segment};

/// How many events or names back anybody looks: a bound for texts that are one endless list.
const LOOK_BACK: usize = 2000;

/// Everything the lexicon lets us say about one article.
pub fn extract(article: &Article, lexicon: &Lexicon, model: &Model) -> Extraction {
    extract_with(article, lexicon, model, |_, _, _| {})
}

/// The same, where `settle` has the last word on who is named, before events are made of the names. It gets the sentences
/// and keeps the mentions in order.
pub fn extract_with(
    article: &Article,
    lexicon: &Lexicon,
    model: &Model,
    settle: impl FnOnce(&[Span], &mut Vec<Mention>, &mut Vec<Leftover>),
) -> Extraction {
    let (mut found, sentences, hits) = named(article, lexicon, settle);
    let told = events::events(article, &sentences, &hits, &found, lexicon, model);
    found.events = told.events;
    found.parsed = told.parsed;
    found.leftovers.extend(told.leftovers);
    found.leftovers.sort_by_key(|leftover| leftover.span);
    found
}

/// Only who is named, which asks no grammar: the mentions are those of [`extract_with`], and events are not looked for.
pub fn names_with(
    article: &Article,
    lexicon: &Lexicon,
    settle: impl FnOnce(&[Span], &mut Vec<Mention>, &mut Vec<Leftover>),
) -> Extraction {
    named(article, lexicon, settle).0
}

/// The tokens and arcs of a sentence as events are read from them, mended where grammar settles what the parser erred in;
/// `mentions` are those of the article.
pub fn arcs(
    article: &Article,
    sentence: Span,
    mentions: &[Mention],
    lexicon: &Lexicon,
    parser: &Parser,
) -> (Vec<Token>, Parse) {
    let clause = |span| Clause::new(&article.text, 0, span, mentions, lexicon, parser);
    let whole = clause(sentence);
    events::behind_label(article, &whole).map_or(whole, clause).into_arcs()
}

/// Who is named, with the sentences and what the dictionaries have in each.
fn named(
    article: &Article,
    lexicon: &Lexicon,
    settle: impl FnOnce(&[Span], &mut Vec<Mention>, &mut Vec<Leftover>),
) -> (Extraction, Vec<Sentence>, Vec<Vec<Hit>>) {
    let sentences = segment(article, &lexicon.conventions);
    let mut scratch = Scratch::default();
    let hits: Vec<Vec<Hit>> = sentences.iter().map(|sentence| scan(article, sentence, lexicon, &mut scratch)).collect();
    let spans: Vec<Span> = sentences.iter().map(|sentence| sentence.span).collect();
    let (mut mentions, mut leftovers) = mentions::mentions(article, &sentences, &hits, lexicon);
    settle(&spans, &mut mentions, &mut leftovers);
    (Extraction { sentences: spans, mentions, leftovers, ..Extraction::default() }, sentences, hits)
}

/// The words at the end of a text whose letters an acronym stands for.
pub fn expansion<'a>(text: &'a str, acronym: &str) -> Option<&'a str> {
    mentions::expansion(text, acronym)
}

fn scan(article: &Article, sentence: &Sentence, lexicon: &Lexicon, scratch: &mut Scratch) -> Vec<Hit> {
    let mut hits = Vec::new();
    lexicon.scan(&article.text, sentence.span, scratch, &mut hits);
    hits
}
