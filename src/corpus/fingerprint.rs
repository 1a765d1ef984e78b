//! What is compared of an article instead of its text.

use super::words::{HASHES, Words, hash, mix};
use crate::text::{Article, BlockKind};

/// What is compared of an article: 280 bytes, however long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// First half of the SHA-256 of the words; 0 where there are none.
    words: u128,
    /// A hash of the source of the article; 0 where it names none.
    source: u64,
    /// For each hash function its least value over all runs of words; zeros for texts too short to judge.
    least: [u32; HASHES],
}

/// 16 bands of 4 hash functions. Two texts with half their runs in common meet in a band 2 times in 3, with seven tenths 99
/// times in 100.
const BAND: usize = 4;
/// Bytes of a fingerprint.
pub(super) const LENGTH: usize = 16 + 8 + 4 * HASHES;

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
            words.add(article.text.get(start as usize..block.span.end as usize).unwrap_or_default());
        }
        let source = article.source.as_ref().map_or(0, |source| mix(hash(source.as_bytes())).max(1));
        let least = words.least().unwrap_or([0; HASHES]);
        Fingerprint { words: words.digest().unwrap_or_default(), source, least }
    }

    /// What stands for the words, if there are any.
    pub(super) fn words(&self) -> Option<u128> {
        Some(self.words).filter(|words| *words != 0)
    }

    /// What stands for the source, if it is named.
    pub(super) fn source(&self) -> Option<u64> {
        Some(self.source).filter(|source| *source != 0)
    }

    /// Numbers of which texts that are alike have one in common, if the text is long enough to judge.
    pub(super) fn bands(&self) -> impl Iterator<Item = u64> {
        let bands = self.least.chunks(BAND).zip(1..).filter(|_| self.least != [0; HASHES]);
        bands.map(|(band, number)| band.iter().fold(number, |sum, least| mix(sum ^ u64::from(*least))))
    }

    /// The fingerprint as bytes, for [`Fingerprint::from_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend(self.words.to_le_bytes());
        bytes.extend(self.source.to_le_bytes());
        bytes.extend(self.least.iter().flat_map(|least| least.to_le_bytes()));
        bytes
    }

    /// The reverse of [`Fingerprint::to_bytes`]; none where the bytes are no fingerprint.
    pub fn from_bytes(bytes: &[u8]) -> Option<Fingerprint> {
        let (words, rest) = bytes.split_first_chunk()?;
        let (source, rest) = rest.split_first_chunk()?;
        let (values, []) = rest.as_chunks() else { return None };
        let least: Vec<u32> = values.iter().map(|value| u32::from_le_bytes(*value)).collect();
        let (words, source) = (u128::from_le_bytes(*words), u64::from_le_bytes(*source));
        Some(Fingerprint { words, source, least: least.try_into().ok()? })
    }

    /// Estimated share of runs in common, of 100.
    pub(super) fn likeness(&self, other: &Fingerprint) -> usize {
        let same = self.least.iter().zip(&other.least).filter(|(a, b)| a == b).count();
        same * 100 / HASHES
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn fingerprint(words: &[String], source: &str) -> Fingerprint {
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

    pub fn words(from: usize, to: usize) -> Vec<String> {
        (from..to).map(|number| format!("w{}", mix(number as u64) % 5000)).collect()
    }

    #[test]
    fn likeness_estimates_the_share_of_common_runs() {
        // 200 of 400 runs in common is a third of the union; 300 of 320 nearly all.
        for (from, to, low, high) in [(200, 600, 20, 48), (20, 420, 80, 98), (0, 400, 100, 100)] {
            let likeness = fingerprint(&words(0, 400), "").likeness(&fingerprint(&words(from, to), ""));
            assert!((low..=high).contains(&likeness), "{from}..{to}: {likeness}");
        }
    }

    #[test]
    fn a_fingerprint_read_back_is_the_same() {
        for print in [fingerprint(&words(0, 40), "A"), fingerprint(&words(0, 3), ""), fingerprint(&[], "A")] {
            assert_eq!(Fingerprint::from_bytes(&print.to_bytes()), Some(print.clone()));
            assert_eq!(Fingerprint::from_bytes(&print.to_bytes()[1..]), None);
            assert!(print.to_bytes().len() == LENGTH && print.bands().count() % 16 == 0);
        }
    }
}
