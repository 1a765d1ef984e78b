//! Names that no dictionary knows: left over, for a person to decide.
//!
//! A known name within a longer one is told apart by what the longer one calls itself: the "Popular Front of Mali" is somebody
//! else than Mali, and "US Senator Smith" is not.

use super::around::{self, Neighbour};
use super::context::Context;
use crate::annotation::{Leftover, LeftoverKind};
use crate::text::Span;

/// Capitalised names of two words and more and acronyms that stand in running text and overlap none of `taken` (sorted), or
/// hold some of those within the name of an organisation.
pub fn unknown_names(context: &Context, taken: &[Span]) -> Vec<Leftover> {
    let mut all = Vec::new();
    let (mut words, mut run) = (Vec::new(), Run::default());
    for (index, sentence) in context.sentences.iter().enumerate() {
        words.clear();
        words.extend(around::words(context.text, sentence.span));
        if is_title_case(&words) {
            continue;
        }
        for &word in &words {
            let fits = is_name_word(context, sentence.span, &word);
            let goes_on = word.gap == " " || word.adjoins() && word.gap.chars().count() <= 1;
            if !goes_on {
                run.close(context, index as u32, taken, &mut all);
            }
            match fits {
                true => {
                    let owner = owner(&word);
                    run.add(owner.unwrap_or(word.span));
                    // What somebody owns is another name.
                    if owner.is_some() {
                        run.close(context, index as u32, taken, &mut all);
                    }
                }
                false if run.is_empty() => {}
                false if context.lexicon.metonymy.name_links.has(word.word) => run.bridge(),
                false => run.close(context, index as u32, taken, &mut all),
            }
        }
        run.close(context, index as u32, taken, &mut all);
    }
    all
}

/// A word without the possessive 's that it ends with.
fn owner(word: &Neighbour) -> Option<Span> {
    let bare = ["'s", "’s", "'S", "’S"].iter().find_map(|tail| word.word.strip_suffix(tail))?;
    Some(Span::new(word.span.start as usize, word.span.start as usize + bare.len()))
}

/// Capitalised words in a row.
#[derive(Default)]
struct Run {
    words: Vec<Span>,
    bridged: bool,
}

impl Run {
    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn add(&mut self, word: Span) {
        self.bridged = false;
        self.words.push(word);
    }

    /// A small word within a name: it counts only if a capitalised one follows.
    fn bridge(&mut self) {
        if self.bridged {
            self.words.clear();
        }
        self.bridged = true;
    }

    /// Ends the row: what it holds is a name, if it is one.
    fn close(&mut self, context: &Context, sentence: u32, taken: &[Span], all: &mut Vec<Leftover>) {
        all.extend(self.unknown(context, sentence, taken));
        self.words.clear();
        self.bridged = false;
    }

    fn unknown(&self, context: &Context, sentence: u32, taken: &[Span]) -> Option<Leftover> {
        let words = &self.words;
        let (first, last) = words.first().zip(words.last())?;
        let span = first.join(*last);
        let written = span.of(context.text);
        let acronym =
            words.len() == 1 && (2..=6).contains(&written.len()) && written.bytes().all(|b| b.is_ascii_uppercase());
        let at = taken.partition_point(|other| other.end <= span.start);
        let within: Vec<Span> = taken.iter().skip(at).copied().take_while(|other| other.start < span.end).collect();
        let free = || within.is_empty() || calls_itself(context, words, &within);
        let unknown = (words.len() > 1 || acronym) && free() && !is_place(context, written);
        unknown.then(|| Leftover { span, sentence, why: LeftoverKind::UnknownName, trace: Vec::new() })
    }
}

/// Whether the words are one organisation's name of which known names (`within`) are only a part: neither what it calls
/// itself nor all that stands beside that.
fn calls_itself(context: &Context, words: &[Span], within: &[Span]) -> bool {
    let text = context.text;
    let lists = &context.lexicon.metonymy;
    let between = |one: &Span, next: &Span| text.get(one.end as usize..next.start as usize).unwrap_or_default().trim();
    let links: Vec<&str> = words.iter().zip(words.iter().skip(1)).map(|(one, next)| between(one, next)).collect();
    let last = words.len().saturating_sub(1);
    let head = links.iter().position(|link| lists.body_links.has(link)).unwrap_or(last);
    let known = |word: &Span| within.iter().any(|other| other.overlaps(*word));
    let qualified = words.iter().enumerate().any(|(at, word)| at != head && !known(word));
    let named = words.get(head).is_some_and(|word| lists.bodies.has(word.of(text)) && !known(word));
    let whole = words.first().zip(words.last()).map(|(first, last)| first.join(*last));
    let inside = within.iter().all(|other| whole.is_some_and(|whole| whole.join(*other) == whole));
    named && qualified && inside && !links.iter().any(|link| lists.links.has(link))
}

/// A capitalised word that is no title and not merely the first of its sentence.
fn is_name_word(context: &Context, sentence: Span, word: &Neighbour) -> bool {
    let lists = &context.lexicon.metonymy;
    if !(word.is_capitalised() || lists.behind_article(word.word).is_some()) {
        return false;
    }
    let lower = word.word.to_lowercase();
    let first = word.span.start == sentence.start || word.gap.contains(['"', '“', '‘', ':']);
    let opener = first && (lists.openers.has(&lower) || !context.lexicon.lemmas_of(&lower).is_empty());
    !opener && !lists.titles.has(&lower) && !lists.not_names.has(&lower)
}

fn is_place(context: &Context, written: &str) -> bool {
    let lower = written.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let known =
        |word: &str| context.lexicon.places_of(word).iter().any(|place| place.words().eq(words.iter().copied()));
    words.first().is_some_and(|first| known(first))
}

/// Whether nearly all longer words are capitalised, so that capitals tell nothing.
fn is_title_case(words: &[Neighbour]) -> bool {
    let (mut capital, mut small) = (0, 0);
    for word in words.iter().filter(|word| word.word.len() > 4) {
        if word.is_capitalised() { capital += 1 } else { small += 1 }
    }
    capital >= 3 && small * 3 < capital
}
