//! The parser's state: an arc-hybrid transition system over one sentence.

use super::Label;
use super::word::Word;

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
    pub word: u64,
    pub tag: u8,
    pub label: u8,
    head: u16,
    /// Outermost dependents, and the last but one on the right; the sentence's length where there is none.
    pub left: u16,
    pub right: u16,
    pub right2: u16,
    pub lefts: u8,
    pub rights: u8,
    /// Which kinds of dependents it has.
    pub kinds: u16,
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
        self.nodes.extend(words.iter().zip(tags).map(|(word, tag)| Node { word: word.low, tag: tag + 1, ..blank }));
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

    /// How many words the sentence has; it stands for a word that is not there.
    pub fn words(&self) -> usize {
        self.len
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
    pub fn node(&self, i: usize) -> Node {
        self.nodes.get(i.min(self.len)).copied().unwrap_or_default()
    }
}

/// How far apart two words are, coarsely.
pub fn distance(a: usize, b: usize) -> u8 {
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
