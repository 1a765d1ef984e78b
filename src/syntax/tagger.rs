//! Tags words from left to right: a table of words with one tag only, and a linear model for the rest.

use super::hash::{key1, key2, key3, pack};
use super::word::Word;

/// Features of one word.
pub const FEATURES: usize = 21;

/// Key of a word in the table of words that have one tag only.
pub fn lone_key(word: &Word) -> u64 {
    key1(99, word.form)
}

/// The keys of the word at `i`, given the two tags before it.
pub fn keys(words: &[Word], i: usize, before: u8, before2: u8) -> [u64; FEATURES] {
    let at = |k: isize| i.checked_add_signed(k).and_then(|j| words.get(j)).copied().unwrap_or_default();
    let (w, l, l2, r, r2) = (at(0), at(-1), at(-2), at(1), at(2));
    let [end1, end2, end3] = w.endings.map(u64::from);
    let shape = u64::from(w.shape);
    let t1 = u64::from(before).wrapping_add(1);
    let t21 = pack([before2, before]);
    [
        key1(1, w.low),
        key2(2, w.low, shape),
        key2(3, w.low, t1),
        key2(4, w.low, t21),
        key2(5, w.low, l.low),
        key2(6, w.low, r.low),
        key2(7, t1, r.low),
        key1(8, l.low),
        key1(9, r.low),
        key1(10, l2.low),
        key1(11, r2.low),
        key2(12, end3, shape),
        key2(13, end2, t1),
        key3(14, end3, t21, u64::from(r.endings[1])),
        key2(15, u64::from(w.beginning), end1),
        key2(16, end3, u64::from(r.endings[2])),
        key2(17, pack([before2, before, w.shape]), 0),
        key1(18, pack([l.shape, w.shape, r.shape])),
        key3(19, end3, l.low, t1),
        key3(20, u64::from(r.endings[2]), u64::from(r2.endings[1]), t1),
        key2(21, u64::from(l.endings[2]), end3),
    ]
}
