//! What a move costs: how many of the gold arcs still possible it makes impossible.

use khabar::syntax::state::{Move, State};

/// A sentence's gold tree, for asking.
pub struct Gold {
    /// The root's head is the sentence's length.
    pub heads: Vec<usize>,
    pub labels: Vec<u8>,
    dependents: Vec<Vec<usize>>,
}

impl Gold {
    /// From projective heads, the root's its own.
    pub fn new(heads: &[u16], labels: &[u8]) -> Gold {
        let n = heads.len();
        let heads: Vec<usize> =
            heads.iter().enumerate().map(|(i, &h)| if usize::from(h) == i { n } else { usize::from(h) }).collect();
        let mut dependents = vec![Vec::new(); n + 1];
        for (i, &head) in heads.iter().enumerate() {
            dependents[head].push(i);
        }
        Gold { heads, labels: labels.to_vec(), dependents }
    }

    /// The cost of an allowed move.
    pub fn cost(&self, state: &State, next: Move) -> usize {
        let ahead = state.next();
        match next {
            Move::Shift => {
                let [.., _] = state.stacked() else { return 0 };
                let below = state.stacked().iter().rev().skip(1).any(|&i| usize::from(i) == self.heads[ahead]);
                let orphans = self.dependents[ahead].iter().filter(|&&d| state.stacked().contains(&(d as u16)));
                usize::from(below) + orphans.count()
            }
            Move::Left => {
                let Some(top) = state.stack(0) else { return 0 };
                let head = self.heads[top];
                let lost = head > ahead || state.stack(1) == Some(head);
                usize::from(lost) + self.waiting(top, ahead)
            }
            Move::Right => {
                let Some(top) = state.stack(0) else { return 0 };
                usize::from(self.heads[top] >= ahead) + self.waiting(top, ahead)
            }
        }
    }

    /// Dependents of `head` not yet reached.
    fn waiting(&self, head: usize, ahead: usize) -> usize {
        self.dependents[head].iter().filter(|&&d| d >= ahead).count()
    }
}
