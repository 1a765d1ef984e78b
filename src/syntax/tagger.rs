//! Tags words: a table of words with one tag only, and two linear models for the rest. The first goes from left to
//! right; the second goes once more and sees the first one's tags on both sides ("killed" before or after the verb).

use super::Tag;
use super::hash::{key1, key2, key3, pack};
use super::model::Tables;
use super::word::Word;

/// Features of one word at the first pass, and at the second.
pub const FEATURES: usize = 21;
pub const SECOND_FEATURES: usize = 28;

/// What the second pass sees of the first.
#[derive(Clone, Debug, Default)]
pub struct Tagging {
    /// The tags, as indices into [`Tag::ALL`].
    pub tags: Vec<u8>,
    lone: Vec<bool>,
    /// The verb nearest to each word on either side.
    left: Vec<u8>,
    right: Vec<u8>,
}

/// Tags a sentence in both passes.
pub fn tag(tables: &Tables<'_>, words: &[Word], tagging: &mut Tagging) {
    let Tagging { tags, lone, left, right } = tagging;
    tags.clear();
    lone.clear();
    let (mut before, mut before2) = (0xff, 0xff);
    for (i, word) in words.iter().enumerate() {
        let only = tables.lone_tag(word);
        let tag = only.unwrap_or_else(|| tables.first_tag(words, i, before, before2));
        tags.push(tag);
        lone.push(only.is_some());
        (before2, before) = (before, tag);
    }
    verbs_around(tags, left, right);
    for i in 0..words.len() {
        if let (Some(false), Some(&left), Some(&right)) = (lone.get(i), left.get(i), right.get(i)) {
            let tag = tables.second_tag(words, i, tags, (left, right));
            tags[i] = tag;
        }
    }
}

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

/// The verbs nearest to each word, as tags: to the left and to the right; 0 where there is none.
pub fn verbs_around(tags: &[u8], left: &mut Vec<u8>, right: &mut Vec<u8>) {
    let verbal = |tag: u8| {
        let found = Tag::ALL.get(usize::from(tag));
        found.is_some_and(|tag| matches!(tag, Tag::Md) || (Tag::Vb..=Tag::Vbz).contains(tag))
    };
    left.clear();
    right.clear();
    let mut last = 0;
    for &tag in tags {
        left.push(last);
        last = if verbal(tag) { tag } else { last };
    }
    last = 0;
    for &tag in tags.iter().rev() {
        right.push(last);
        last = if verbal(tag) { tag } else { last };
    }
    right.reverse();
}

/// The keys of the word at `i` at the second pass. `tags` are the second pass's before `i`, the first one's from there on.
pub fn second_keys(words: &[Word], i: usize, tags: &[u8], verbs: (u8, u8)) -> [u64; SECOND_FEATURES] {
    let at = |k: isize| i.checked_add_signed(k).and_then(|j| words.get(j)).copied().unwrap_or_default();
    let tag = |k: isize| i.checked_add_signed(k).and_then(|j| tags.get(j)).copied().unwrap_or(0xff);
    let (w, l, r) = (at(0), at(-1), at(1));
    let (t0, l1, l2, r1, r2, r3) = (tag(0), tag(-1), tag(-2), tag(1), tag(2), tag(3));
    let [_, end2, end3] = w.endings.map(u64::from);
    let (left, right) = verbs;
    let around = pack([l1, r1]);
    [
        key2(31, w.low, u64::from(w.shape)),
        key2(32, w.low, u64::from(t0)),
        key2(33, w.low, u64::from(l1)),
        key2(34, w.low, u64::from(r1)),
        key2(35, w.low, around),
        key2(36, w.low, pack([r1, r2])),
        key2(37, w.low, pack([l2, l1])),
        key1(38, pack([l2, l1, t0])),
        key1(39, pack([l1, t0, r1])),
        key1(40, pack([t0, r1, r2])),
        key1(41, pack([l2, l1, r1, r2])),
        key2(42, l.low, w.low),
        key2(43, w.low, r.low),
        key2(44, l.low, pack([t0, r1])),
        key2(45, r.low, pack([t0, l1])),
        key2(46, end3, around),
        key2(47, end3, u64::from(w.shape)),
        key2(48, w.low, pack([left, right])),
        key2(49, end2, pack([left, right, t0])),
        key2(50, end2, pack([left, l1, r1, t0])),
        key2(51, end2, pack([right, l1, r1, t0])),
        key2(52, w.low, u64::from(right)),
        key2(53, w.low, u64::from(left)),
        key2(54, at(2).low, pack([t0, r1])),
        key2(55, at(-2).low, pack([t0, l1])),
        key1(56, pack([r1, r2, r3, t0])),
        key3(57, l.low, r.low, u64::from(t0)),
        key1(58, pack([l.shape, w.shape, r.shape, t0])),
    ]
}
