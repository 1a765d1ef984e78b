//! Finds the same report printed twice: word for word, or nearly so.

use super::words::{HASHES, Words};
use crate::text::{Article, BlockKind};
use std::collections::{HashMap, HashSet};

/// How alike two texts must be to count as one report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dedupe {
    Off,
    /// The same words, whatever the marks, case and layout.
    Exact,
    /// Most of the same runs of five words.
    #[default]
    Near,
}

/// What is compared of an article instead of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// First half of the SHA-256 of the words, where there are any.
    words: Option<u128>,
    /// For each hash function its least value over all runs of words; empty for texts too short to judge.
    least: Vec<u32>,
    /// Source of the article, or empty.
    source: String,
}

/// An article's place among those that report the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Index of the first article with this text, if it is not this one.
    pub duplicate_of: Option<usize>,
    /// Number of different sources that carry the text; articles without a source count as one each.
    pub n_sources: u32,
}

/// 16 bands of 4 hash functions. Two texts with half their runs in common meet in a band 2 times in 3, with seven tenths 99
/// times in 100.
const BAND: usize = 4;
/// Share of runs in common, of 100, from which two texts are one report.
const ALIKE: usize = 70;

impl Fingerprint {
    /// The fingerprint of an article's content blocks, its title left out: papers give wire copy their own.
    pub fn of(article: &Article) -> Fingerprint {
        let mut words = Words::default();
        let body = article.blocks.iter().filter(|block| block.kind.is_content() && block.kind != BlockKind::Title);
        for block in body {
            // The dateline names the paper's own agency.
            let start = article
                .dateline
                .as_ref()
                .map_or(0, |dateline| dateline.span.end)
                .clamp(block.span.start, block.span.end);
            let text = article.text.get(start as usize..block.span.end as usize).unwrap_or_default();
            words.add(text);
        }
        let least = words.least().map_or_else(Vec::new, Vec::from);
        Fingerprint { words: words.digest(), least, source: article.source.clone().unwrap_or_default() }
    }

    /// The fingerprint as bytes, for [`Fingerprint::from_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let words = self.words.map(u128::to_le_bytes);
        let least = self.least.iter().flat_map(|least| least.to_le_bytes());
        let lengths = [u8::from(words.is_some()), self.least.len() as u8];
        lengths.into_iter().chain(words.into_iter().flatten()).chain(least).chain(self.source.bytes()).collect()
    }

    /// The reverse of [`Fingerprint::to_bytes`]; none where the bytes are no fingerprint.
    pub fn from_bytes(bytes: &[u8]) -> Option<Fingerprint> {
        let ([has_words, length], rest) = bytes.split_first_chunk()?;
        let (words, rest) = match has_words {
            0 => (None, rest),
            _ => rest.split_first_chunk().map(|(words, rest)| (Some(u128::from_le_bytes(*words)), rest))?,
        };
        let (least, source) = rest.split_at_checked(4 * usize::from(*length))?;
        let least = least.as_chunks().0.iter().map(|least| u32::from_le_bytes(*least)).collect();
        Some(Fingerprint { words, least, source: String::from_utf8(source.to_vec()).ok()? })
    }

    /// Estimated share of runs in common, of 100.
    fn likeness(&self, other: &Fingerprint) -> usize {
        let same = self.least.iter().zip(&other.least).filter(|(a, b)| a == b).count();
        same * 100 / HASHES
    }
}

/// The standing of every article, in their order; the first of several is the original.
pub fn duplicates(articles: &[&Fingerprint], dedupe: Dedupe) -> Vec<Standing> {
    let mut originals: HashMap<u128, usize> = HashMap::new();
    let mut bands: HashMap<(usize, &[u32]), Vec<usize>> = HashMap::new();
    let mut original_of: Vec<usize> = Vec::with_capacity(articles.len());
    for (index, article) in articles.iter().enumerate() {
        let exact =
            (dedupe != Dedupe::Off).then_some(article.words).flatten().and_then(|words| originals.get(&words)).copied();
        let near = || (dedupe == Dedupe::Near).then(|| nearest(articles, article, &bands)).flatten();
        let original = exact.or_else(near).unwrap_or(index);
        original_of.push(original);
        if original == index {
            if let Some(words) = article.words {
                originals.insert(words, index);
            }
            for band in article.least.chunks(BAND).enumerate() {
                bands.entry(band).or_default().push(index);
            }
        }
    }
    standings(articles, &original_of)
}

/// The first original that is alike enough.
fn nearest(
    articles: &[&Fingerprint],
    article: &Fingerprint,
    bands: &HashMap<(usize, &[u32]), Vec<usize>>,
) -> Option<usize> {
    let met = article.least.chunks(BAND).enumerate().filter_map(|band| bands.get(&band)).flatten();
    met.copied().filter(|&other| article.likeness(articles[other]) >= ALIKE).min()
}

fn standings(articles: &[&Fingerprint], original_of: &[usize]) -> Vec<Standing> {
    let mut named: HashMap<usize, HashSet<&str>> = HashMap::new();
    let mut unnamed: HashMap<usize, u32> = HashMap::new();
    for (article, &original) in articles.iter().zip(original_of) {
        if article.source.is_empty() {
            *unnamed.entry(original).or_default() += 1;
        } else {
            named.entry(original).or_default().insert(&article.source);
        }
    }
    let sources = |original: &usize| {
        let named = named.get(original).map_or(0, |sources| sources.len() as u32);
        named + unnamed.get(original).copied().unwrap_or(0)
    };
    let standing = |(index, original): (usize, &usize)| Standing {
        duplicate_of: (*original != index).then_some(*original),
        n_sources: sources(original),
    };
    original_of.iter().enumerate().map(standing).collect()
}

#[cfg(test)]
mod tests {
    use super::super::words::mix;
    use super::*;

    fn fingerprint(words: &[String], source: &str) -> Fingerprint {
        let text = words.join(" ");
        let span = crate::text::Span::new(0, text.len());
        Fingerprint::of(&Article {
            doc: String::new(),
            blocks: vec![crate::text::Block { span, kind: BlockKind::Paragraph }],
            text,
            title: None,
            published: None,
            published_from: None,
            source: (!source.is_empty()).then(|| source.to_owned()),
            url: None,
            lang: None,
            dateline: None,
            sha256: String::new(),
        })
    }

    fn words(from: usize, to: usize) -> Vec<String> {
        (from..to).map(|number| format!("w{}", mix(number as u64) % 5000)).collect()
    }

    fn originals(all: &[Fingerprint], dedupe: Dedupe) -> Vec<Option<usize>> {
        let all: Vec<_> = all.iter().collect();
        duplicates(&all, dedupe).iter().map(|standing| standing.duplicate_of).collect()
    }

    #[test]
    fn exact_and_near() {
        let shouted: Vec<_> = words(0, 300).iter().map(|word| format!("{},", word.to_uppercase())).collect();
        let cut = words(0, 280);
        let all = [
            fingerprint(&words(0, 300), "A"),
            fingerprint(&words(1000, 1300), ""),
            fingerprint(&shouted, "B"),
            fingerprint(&cut, "A"),
            fingerprint(&words(150, 450), ""),
        ];
        assert_eq!(originals(&all, Dedupe::Off), [None; 5]);
        assert_eq!(originals(&all, Dedupe::Exact), [None, None, Some(0), None, None]);
        assert_eq!(originals(&all, Dedupe::Near), [None, None, Some(0), Some(0), None]);
        let all: Vec<_> = all.iter().collect();
        let sources: Vec<_> = duplicates(&all, Dedupe::Near).iter().map(|standing| standing.n_sources).collect();
        assert_eq!(sources, [2, 1, 2, 2, 1]);
    }

    #[test]
    fn texts_without_words_are_no_duplicates() {
        let all = [fingerprint(&[], ""), fingerprint(&[], "")];
        assert_eq!(originals(&all, Dedupe::Near), [None, None]);
    }

    #[test]
    fn likeness_estimates_the_share_of_common_runs() {
        // 200 of 400 runs in common is a third of the union; 300 of 320 nearly all.
        for (from, to, low, high) in [(200, 600, 20, 48), (20, 420, 80, 98), (0, 400, 100, 100)] {
            let likeness = fingerprint(&words(0, 400), "").likeness(&fingerprint(&words(from, to), ""));
            assert!((low..=high).contains(&likeness), "{from}..{to}: {likeness}");
        }
    }
}
