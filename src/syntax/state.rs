//! The parser's state: an arc-hybrid transition system over one sentence, and the keys of what it sees there.

use super::Label;
use super::hash::{key1, key2, key3, pack};
use super::word::Word;

/// Features of a move.
pub const MOVE_FEATURES: usize = 44;
/// Features of an arc's label.
pub const LABEL_FEATURES: usize = 24;

/// What the parser may do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next word goes on the stack.
    Shift,
    /// The stack's top gets the next word as its head.
    Left,
    /// The stack's top gets the word below it as its head.
    Right,
}

/// A token as it stands in the growing tree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Node {
    word: u64,
    low3: u32,
    tag: u8,
    label: u8,
    head: u16,
    /// Outermost dependents, and the last but one on the right; the sentence's length where there is none.
    left: u16,
    right: u16,
    right2: u16,
    lefts: u8,
    rights: u8,
    /// Which kinds of dependents it has.
    kinds: u16,
}

/// A sentence being parsed. Buffers are reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct State {
    nodes: Vec<Node>,
    stack: Vec<u16>,
    next: usize,
    len: usize,
}

impl State {
    /// Starts on a sentence of at most 65,534 words.
    pub fn start(&mut self, words: &[Word], tags: impl Iterator<Item = u8>) {
        self.len = words.len();
        self.next = 0;
        self.stack.clear();
        self.nodes.clear();
        let none = words.len() as u16;
        let blank = Node { left: none, right: none, right2: none, head: none, ..Node::default() };
        self.nodes.extend(words.iter().zip(tags).map(|(word, tag)| Node {
            word: word.low,
            low3: word.endings[2],
            tag: tag + 1,
            ..blank
        }));
        // Stands for every word that is not there.
        self.nodes.push(blank);
    }

    /// Whether one word is left, the root.
    pub fn done(&self) -> bool {
        self.next >= self.len && self.stack.len() < 2
    }

    /// The `k`th word of the stack from its top.
    pub fn stack(&self, k: usize) -> Option<usize> {
        self.stack.len().checked_sub(k + 1).and_then(|i| self.stack.get(i)).map(|&i| i as usize)
    }

    /// All of the stack, top last.
    pub fn stacked(&self) -> &[u16] {
        &self.stack
    }

    /// The next word.
    pub fn next(&self) -> usize {
        self.next
    }

    /// Whether a move can be made; one of them always can until [`Self::done`].
    pub fn allows(&self, next: Move) -> bool {
        match next {
            Move::Shift => self.next < self.len,
            Move::Left => self.next < self.len && !self.stack.is_empty(),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The arc that a move would draw: dependent and head.
    pub fn arc(&self, next: Move) -> Option<(usize, usize)> {
        match next {
            Move::Shift => None,
            Move::Left => Some((self.stack(0)?, self.next)),
            Move::Right => Some((self.stack(0)?, self.stack(1)?)),
        }
    }

    /// Makes an allowed move.
    pub fn go(&mut self, next: Move, label: u8) {
        let Some((dependent, head)) = self.arc(next) else {
            self.stack.push(self.next as u16);
            self.next += 1;
            return;
        };
        self.stack.pop();
        let index = dependent as u16;
        if let Some(node) = self.nodes.get_mut(dependent) {
            node.head = head as u16;
            node.label = label + 1;
        }
        if let Some(node) = self.nodes.get_mut(head) {
            node.kinds |= kind(label);
            if dependent < head {
                // The stack yields a head's left dependents from the nearest outwards.
                node.left = index;
                node.lefts = node.lefts.saturating_add(1).min(4);
            } else {
                node.right2 = node.right;
                node.right = index;
                node.rights = node.rights.saturating_add(1).min(4);
            }
        }
    }

    /// Head and label of a word, once it has them.
    pub fn found(&self, i: usize) -> Option<(u16, u8)> {
        let node = self.nodes.get(i)?;
        (node.label > 0).then(|| (node.head, node.label - 1))
    }

    #[inline]
    fn node(&self, i: usize) -> Node {
        self.nodes.get(i.min(self.len)).copied().unwrap_or_default()
    }

    /// The keys by which the next move is chosen.
    pub fn move_keys(&self) -> [u64; MOVE_FEATURES] {
        let top = |k: usize| self.stack(k).unwrap_or(self.len);
        let (i0, i1, i2) = (top(0), top(1), top(2));
        let (s0, s1, s2) = (self.node(i0), self.node(i1), self.node(i2));
        let at = |k: usize| self.node(self.next + k);
        let (b0, b1, b2) = (at(0), at(1), at(2));
        let child = |i: u16| self.node(i as usize);
        let (s0l, s0r, s0r2) = (child(s0.left), child(s0.right), child(s0.right2));
        let (s1l, s1r, b0l) = (child(s1.left), child(s1.right), child(b0.left));
        let near = distance(i0, self.next);
        let far = distance(i1, i0);
        let tags = pack([s0.tag, b0.tag]);
        let tags1 = pack([s1.tag, s0.tag, b0.tag]);
        let under = pack([s1.tag, s0.tag]);
        let (t0, t1, u0, u1) = (u64::from(s0.tag), u64::from(s1.tag), u64::from(b0.tag), u64::from(b1.tag));
        [
            key2(1, s0.word, t0),
            key2(2, b0.word, u0),
            key2(3, s1.word, t1),
            key2(4, b1.word, u1),
            key2(5, s0.word, b0.word),
            key2(6, s0.word, tags),
            key2(7, b0.word, tags),
            key1(8, pack([s0.tag, b0.tag, near])),
            key1(9, pack([s0.tag, b0.tag, b1.tag])),
            key1(10, tags1),
            key1(11, pack([s2.tag, s1.tag, s0.tag, b0.tag])),
            key1(12, pack([s1.tag, s0.tag, far])),
            key2(13, s1.word, s0.word),
            key2(14, s1.word, under),
            key2(15, s0.word, under),
            key2(16, s0.word, tags1),
            key1(17, pack([b0.tag, b1.tag, b2.tag])),
            key2(18, tags, u64::from(s0l.tag)),
            key2(19, tags, u64::from(s0r.tag)),
            key2(20, tags, pack([b0l.tag, b0l.label])),
            key2(21, tags, pack([s0l.label, s0r.label])),
            key2(22, s0.word, pack([s0.lefts, s0.rights, b0.tag])),
            key2(23, tags, pack([s0.lefts, s0.rights])),
            key2(24, tags, pack([b0.lefts, s1.tag])),
            key2(25, b0.word, pack([b0.lefts, s0.tag])),
            key2(26, s0.word, pack([near, b0.tag])),
            key2(27, tags1, pack([s1r.label, s1l.label])),
            key2(28, s1.word, pack([s1r.label, s1.rights, s0.tag])),
            key2(29, s0.word, pack([s0r.label, b0.tag])),
            key2(30, s1.word, pack([far, s0.tag, b0.tag])),
            key2(31, tags1, pack([far, near])),
            key2(32, b0.word, pack([s0.tag, b1.tag])),
            key2(33, s0.word, pack([b0.tag, b1.tag])),
            key2(34, tags, u64::from(s0.kinds)),
            key2(35, tags1, u64::from(s1.kinds)),
            key3(36, tags, u64::from(b0.kinds), u64::from(s0.kinds)),
            key3(37, s1.word, b0.word, t0),
            key2(38, b1.word, tags),
            key2(39, tags, pack([s0r.label, s0r2.label, s1.tag])),
            key2(40, tags1, pack([b1.tag, b2.tag])),
            key3(41, s0.word, s0r.word, t1),
            key3(42, s1.word, s0.word, s0r.word),
            key3(43, tags1, u64::from(s0.kinds), u64::from(s1.kinds)),
            key3(44, b0.word, b1.word, t0),
        ]
    }

    /// The keys by which an arc is labelled.
    pub fn label_keys(&self, dependent: usize, head: usize) -> [u64; LABEL_FEATURES] {
        let (d, h) = (self.node(dependent), self.node(head));
        let side = u8::from(dependent < head);
        let around = |i: usize, k: isize| i.checked_add_signed(k).map_or_else(Node::default, |j| self.node(j));
        let (dp, dn) = (around(dependent, -1), around(dependent, 1));
        let (hp, hn) = (around(head, -1), around(head, 1));
        let child = |i: u16| self.node(i as usize);
        let (dl, dr, hl, hr) = (child(d.left), child(d.right), child(h.left), child(h.right));
        let near = distance(dependent.min(head), dependent.max(head));
        let tags = pack([d.tag, h.tag, side]);
        [
            key2(51, d.word, u64::from(side)),
            key2(52, d.word, tags),
            key2(53, h.word, tags),
            key2(54, h.word, d.word),
            key1(55, pack([d.tag, h.tag, side, near])),
            key2(56, tags, pack([dp.tag, dn.tag])),
            key2(57, tags, pack([hp.tag, hn.tag])),
            key2(58, tags, pack([dl.label, dr.label])),
            key2(59, tags, pack([hl.label, hr.label])),
            key2(60, tags, u64::from(d.kinds)),
            key2(61, tags, u64::from(h.kinds)),
            key3(62, h.word, u64::from(h.kinds), u64::from(d.tag)),
            key2(63, d.word, pack([dl.label, dr.label, h.tag])),
            key3(64, d.word, dr.word, u64::from(h.tag)),
            key2(65, dl.word, tags),
            key2(66, dp.word, tags),
            key2(67, dn.word, tags),
            key2(68, u64::from(d.low3), tags),
            key2(69, u64::from(h.low3), tags),
            key3(70, tags, u64::from(d.kinds), u64::from(h.kinds)),
            key2(71, hl.word, tags),
            key2(72, hr.word, tags),
            key2(73, tags, pack([h.lefts, h.rights, near])),
            key2(74, d.word, pack([dp.tag, h.tag, near])),
        ]
    }
}

/// How far apart two words are, coarsely.
fn distance(a: usize, b: usize) -> u8 {
    match b.saturating_sub(a) {
        n @ 0..=4 => n as u8,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// The bit by which a head remembers a dependent's label.
fn kind(label: u8) -> u16 {
    use Label::*;
    let Some(label) = Label::ALL.get(label as usize) else { return 0 };
    let bit = match label {
        Nsubj | Csubj => 0,
        NsubjPass | CsubjPass => 1,
        Dobj => 2,
        Attr | Acomp | Oprd => 3,
        Aux => 4,
        AuxPass => 5,
        Mark => 6,
        Prep | Agent => 7,
        Pobj | Pcomp => 8,
        Det | Poss => 9,
        Conj => 10,
        Cc => 11,
        Ccomp | Xcomp => 12,
        Relcl | Acl => 13,
        Advcl | Advmod => 14,
        Punct => 15,
        _ => return 0,
    };
    1 << bit
}
