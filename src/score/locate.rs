//! Where a gold file's sentences and mentions stand in the article's text, in code points.

use super::ScoreFault;
use super::gold::{Gold, GoldMention};
use crate::dataset::Offsets;
use crate::text::Span;

/// Half-open, in code points.
pub(super) type Range = (u32, u32);

/// Where, the words, whom; `None`: somebody else of the same name.
pub(super) type Named<'a> = (Range, &'a str, Option<&'a str>);

/// A gold file's annotation with offsets.
pub(super) struct Located<'a> {
    /// One for each sentence of the gold file.
    pub sentences: Vec<Range>,
    pub boilerplate: Vec<Range>,
    /// One for each place.
    pub mentions: Vec<Named<'a>>,
}

impl Located<'_> {
    /// Index of the first sentence that this offset lies in.
    pub fn sentence(&self, at: u32) -> Option<usize> {
        self.sentences.iter().position(|&(start, end)| start <= at && at < end)
    }

    /// Whether it lies in a line of boilerplate.
    pub fn in_boilerplate(&self, at: u32) -> bool {
        self.boilerplate.iter().any(|&(start, end)| start <= at && at < end)
    }
}

/// Finds everything, or says what is not there.
pub(super) fn locate<'a>(gold: &'a Gold, text: &'a str) -> Result<Located<'a>, ScoreFault> {
    let offsets = Offsets::new(text);
    let range = |(start, end): (usize, usize)| offsets.span(Span { start: start as u32, end: end as u32 });
    let missing = |sort: &str, words: &str| {
        let start: String = words.chars().take(60).collect();
        ScoreFault::new(&gold.path, format!("this {sort} is not in the text of {}: `{start}`", gold.name()))
    };
    let sentences = find_all(text, &gold.sentences).map_err(|words| missing("sentence", words))?;
    let boilerplate = find_all(text, &gold.boilerplate).map_err(|words| missing("line of boilerplate", words))?;
    let mut located = Located {
        sentences: sentences.iter().copied().map(range).collect(),
        boilerplate: boilerplate.into_iter().map(range).collect(),
        mentions: Vec::with_capacity(gold.mentions.len()),
    };
    for mention in &gold.mentions {
        let (place, words) = match (mention.start, mention.end) {
            (Some(start), Some(end)) => ((start, end), code_points(text, start, end)),
            _ => {
                let words = mention.text.as_deref().unwrap_or_default();
                let bytes = in_sentence(text, mention, &sentences).ok_or_else(|| missing("mention", words))?;
                (range(bytes), words)
            }
        };
        let actor = mention.actor.as_deref();
        match located.mentions.iter_mut().find(|(known, ..)| *known == place) {
            Some(known) => known.2 = actor,
            None => located.mentions.push((place, words, actor)),
        }
    }
    Ok(located)
}

/// Byte ranges of pieces that follow one another; one that is not found further on may stand before.
fn find_all<'p>(text: &str, pieces: &'p [String]) -> Result<Vec<(usize, usize)>, &'p str> {
    let mut at = 0;
    let place = |piece: &'p String| {
        let later = text.get(at..).and_then(|rest| rest.find(piece.as_str())).map(|found| at + found);
        let start = later.or_else(|| text.find(piece.as_str())).ok_or(piece.as_str())?;
        at = start + piece.len();
        Ok((start, at))
    };
    pieces.iter().map(place).collect()
}

/// The byte range of the n-th occurrence of a mention's words in its sentence; occurrences may overlap.
fn in_sentence(text: &str, mention: &GoldMention, sentences: &[(usize, usize)]) -> Option<(usize, usize)> {
    let &(from, to) = sentences.get(mention.s?)?;
    let (sentence, words) = (text.get(from..to)?, mention.text.as_deref().filter(|words| !words.is_empty())?);
    let starts = sentence.char_indices().map(|(i, _)| i).filter(|&i| sentence[i..].starts_with(words));
    let start = from + starts.into_iter().nth(mention.n.unwrap_or(1).checked_sub(1)?)?;
    Some((start, start + words.len()))
}

/// The text between two offsets in code points.
fn code_points(text: &str, start: u32, end: u32) -> &str {
    let byte = |at: u32| text.char_indices().nth(at as usize).map_or(text.len(), |(i, _)| i);
    text.get(byte(start)..byte(end)).unwrap_or_default()
}
