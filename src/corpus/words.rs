//! The words of an article as numbers, by which texts are compared.

use crate::text::{is_alphanumeric, run_end, sort};
use fearless_simd::{Level, dispatch};
use sha2::{Digest, Sha256};

/// Words in the order of a text.
#[derive(Default)]
pub(super) struct Words {
    /// In lower case, a zero behind each.
    lower: Vec<u8>,
    hashes: Vec<u64>,
}

/// How many hash functions there are.
pub(super) const HASHES: usize = 64;
/// Words in a run.
const RUN: usize = 5;

impl Words {
    /// Adds the words of a stretch of the text.
    pub fn add(&mut self, text: &str) {
        // All at once: words are short.
        let text = text.to_ascii_lowercase();
        let mut at = 0;
        loop {
            let start = run_end(&text, at, !sort::ALPHANUMERIC, |c| !is_alphanumeric(c));
            at = run_end(&text, start, sort::ALPHANUMERIC, is_alphanumeric);
            let Some(word) = text.get(start..at).filter(|word| !word.is_empty()) else { return };
            let from = self.lower.len();
            match word.is_ascii() {
                true => self.lower.extend_from_slice(word.as_bytes()),
                false => self.lower.extend_from_slice(word.to_lowercase().as_bytes()),
            }
            self.hashes.push(hash(self.lower.get(from..).unwrap_or_default()));
            self.lower.push(0);
        }
    }

    /// First half of the SHA-256 of the words, where there are any.
    pub fn digest(&self) -> Option<u128> {
        let half = |digest: &[u8]| digest.iter().take(16).fold(0, |sum, byte| (sum << 8) | u128::from(*byte));
        (!self.hashes.is_empty()).then(|| half(&Sha256::digest(&self.lower)))
    }

    /// The least value of every hash function over all runs of words, where there is a run.
    pub fn least(&self) -> Option<[u32; HASHES]> {
        let mut least = [u32::MAX; HASHES];
        if self.hashes.len() < RUN {
            return None;
        }
        // A processor that can takes several hash functions at once.
        dispatch!(Level::new(), _ => lower_all(&self.hashes, &mut least));
        Some(least)
    }
}

/// Lowers each value to the least that its function has for a run of these words.
#[inline(always)]
fn lower_all(hashes: &[u64], least: &mut [u32; HASHES]) {
    for run in hashes.windows(RUN) {
        let run = run.iter().fold(0u64, |sum, word| mix(sum.rotate_left(7) ^ word));
        for number in 0..HASHES {
            least[number] = least[number].min((run.wrapping_mul(FACTORS[number]) >> 32) as u32);
        }
    }
}

/// An odd factor for each function, which permutes the values.
const FACTORS: [u64; HASHES] = {
    let mut factors = [0; HASHES];
    let mut number = 0;
    while number < HASHES {
        let spread = (number as u64) << 33 | (number as u64) << 9 | 1;
        factors[number] = spread.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        number += 1;
    }
    factors
};

/// FNV-1a.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The finaliser of SplitMix64: spreads every bit over all.
pub(super) fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_processor_finds_the_same() {
        let mut words = Words::default();
        words.add("A long text, or one long enough; with marks, CAPITALS and ÉMIGRÉS.");
        let mut least = [u32::MAX; HASHES];
        lower_all(&words.hashes, &mut least);
        assert_eq!(words.least(), Some(least));
        assert_eq!(words.hashes.len(), 12);
        assert!(words.lower.ends_with("émigrés\0".as_bytes()));
    }

    #[test]
    fn marks_and_layout_make_no_difference() {
        let (mut one, mut other, mut none) = (Words::default(), Words::default(), Words::default());
        one.add("one two, three four");
        one.add("five");
        other.add("ONE  two three-four\nfive!");
        none.add(" — ");
        assert_eq!((one.digest(), one.least()), (other.digest(), other.least()));
        assert_eq!((none.digest(), none.least()), (None, None));
    }
}
