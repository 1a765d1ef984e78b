//! Sentences already passed, kept unparsed for what later ones may ask of them: whom "they" means, and where the paragraph
//! is set. Most are never asked.

use super::clause::Clause;
use super::reference;
use std::collections::VecDeque;

/// How many sentences wait to be asked; who waits longer answers unasked, so that no text fills the memory.
const WAITING: usize = 64;

/// Sentences in order.
#[derive(Default)]
pub(super) struct Passed<'a> {
    waiting: VecDeque<Waiting<'a>>,
}

/// A sentence and what has not been asked of it yet.
pub(super) struct Waiting<'a> {
    pub clause: Clause<'a>,
    pub block: u32,
    pub subjects: bool,
    pub places: bool,
}

impl<'a> Passed<'a> {
    /// Adds a sentence; gives the one that has waited too long.
    pub fn push(&mut self, sentence: Waiting<'a>) -> Option<Waiting<'a>> {
        self.waiting.push_back(sentence);
        if self.waiting.len() > WAITING { self.waiting.pop_front() } else { None }
    }

    /// The sentences that wait, in order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause<'a>> {
        self.waiting.iter().map(|one| &one.clause)
    }

    /// The sentences whose subjects the words of one that comes now may mean, in order: those from the first that it can
    /// mean, and before each that refers back itself those before it.
    pub fn before(&mut self, mut first: u32) -> impl Iterator<Item = &mut Waiting<'a>> {
        let near = |one: &&Waiting| {
            let near = one.clause.sentence >= first;
            if near && one.subjects && one.clause.refers_back() {
                first = first.min(reference::reach(one.clause.sentence));
            }
            near
        };
        let far = self.waiting.len() - self.waiting.iter().rev().take_while(near).count();
        self.waiting.iter_mut().skip(far)
    }

    /// The sentences of a block, the last first.
    pub fn of_block(&self, block: u32) -> impl Iterator<Item = &Waiting<'a>> {
        self.waiting.iter().rev().take_while(move |one| one.block == block)
    }

    /// Where the paragraph is set is known: of those before nobody needs to ask it any more.
    pub fn places_told(&mut self) {
        self.waiting.iter_mut().for_each(|one| one.places = false);
    }
}
