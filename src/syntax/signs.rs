//! What the parser's network sees of a state: the words that matter most, and rows for everything else.

use super::hash::{key1, key2, pack};
use super::state::{Node, State, distance};
use super::word::Word;

/// Words whose surroundings the network sees whole.
pub const SLOTS: usize = 4;
/// Rows that speak of one state.
pub const SIGNS: usize = 29;
/// Rows that speak of one word.
pub const LOOKS: usize = 5;

/// Binary logarithms of how many values each sign has, in the order of [`signs`].
const BITS: [u32; SIGNS] =
    [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5, 5, 5, 6, 10, 10, 10, 12, 12, 12, 12, 12, 12];

/// How many rows there are for all signs together.
pub const SIGN_ROWS: usize = {
    let (mut all, mut i) = (0, 0);
    while i < SIGNS {
        all += 1 << BITS[i];
        i += 1;
    }
    all
};

/// The words in the slots; the sentence's length where there is none.
pub fn slots(state: &State) -> [usize; SLOTS] {
    let top = |k: usize| state.stack(k).unwrap_or(state.words());
    [top(0), top(1), top(2), state.next()]
}

/// The rows that speak of a state.
pub fn signs(state: &State) -> [u32; SIGNS] {
    let [i0, i1, i2, next] = slots(state);
    let (s0, s1, s2) = (state.node(i0), state.node(i1), state.node(i2));
    let at = |k: usize| state.node(next + k);
    let (b0, b1, b2) = (at(0), at(1), at(2));
    let child = |i: u16| state.node(i as usize);
    let (s0l, s0r, s0r2) = (child(s0.left), child(s0.right), child(s0.right2));
    let (s1l, s1r, b0l) = (child(s1.left), child(s1.right), child(b0.left));
    let hashed = |value: u64| (key1(1, value) >> 32) as u32;
    let pair = |a: u8, b: u8| u32::from(a) << 6 | u32::from(b);
    let word = |node: Node, of: u8| (key2(2, node.word, u64::from(of)) >> 32) as u32;
    let kinds = |node: Node| hashed(u64::from(node.kinds));
    let (near, far) = (distance(i0, next), distance(i1, i0));
    let values = [
        s0.tag.into(),
        s1.tag.into(),
        s2.tag.into(),
        b0.tag.into(),
        b1.tag.into(),
        b2.tag.into(),
        s0l.label.into(),
        s0r.label.into(),
        s0r2.label.into(),
        s1l.label.into(),
        s1r.label.into(),
        b0l.label.into(),
        s0l.tag.into(),
        s0r.tag.into(),
        s1r.tag.into(),
        b0l.tag.into(),
        u32::from(s0.lefts) * 5 + u32::from(s0.rights),
        u32::from(s1.lefts) * 5 + u32::from(s1.rights),
        b0.lefts.into(),
        u32::from(near) << 3 | u32::from(far),
        kinds(s0),
        kinds(s1),
        kinds(b0),
        pair(s0.tag, b0.tag),
        pair(s1.tag, s0.tag),
        hashed(pack([s0.tag, b0.tag, b1.tag])),
        word(s0r, s0.tag),
        word(s1r, s1.tag),
        word(s0l, s0.tag),
    ];
    let mut start = 0;
    let mut rows = [0; SIGNS];
    for ((row, value), bits) in rows.iter_mut().zip(values).zip(BITS) {
        *row = start + (value & ((1 << bits) - 1));
        start += 1 << bits;
    }
    rows
}

/// The keys of the rows that speak of a word.
pub fn looks(word: &Word) -> [u64; LOOKS] {
    let [end2, end3] = word.endings.map(u64::from);
    [
        key1(81, word.low),
        key1(82, end3),
        key1(83, end2),
        key1(84, u64::from(word.beginning)),
        key1(85, u64::from(word.shape)),
    ]
}
