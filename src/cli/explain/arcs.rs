//! How a party hangs on its trigger in the parse: `fighters <nsubj- ambushed`.

use crate::dataset::{EventRecord, Offsets, PartyRecord};
use crate::syntax::{Label, Parse};
use crate::text::Token;

/// A sentence as events are read from it.
pub struct Tree<'a> {
    pub tokens: &'a [Token],
    pub words: Vec<&'a str>,
    pub parse: &'a Parse,
    pub offsets: &'a Offsets<'a>,
}

impl Tree<'_> {
    /// For each actor and then each recipient of an event, the way through the arcs; empty where there is none.
    pub fn ways(&self, event: &EventRecord) -> Vec<String> {
        let parties = event.actor.iter().chain(&event.recipient);
        parties.map(|party| self.way(party, event).unwrap_or_default()).collect()
    }

    /// From the party's head up to the trigger, or to the word above both and down again.
    fn way(&self, party: &PartyRecord, event: &EventRecord) -> Option<String> {
        let up = self.chain(self.head(party.start, party.end)?);
        let down = self.chain(self.head(event.start, event.end)?);
        let top = up.iter().position(|token| down.contains(token))?;
        let turn = down.iter().position(|token| *token == up[top])?;
        let mut way = String::new();
        for pair in up[..=top].windows(2) {
            way.push_str(&format!("{} <{}- ", self.words.get(pair[0])?, self.label(pair[0])));
        }
        way.push_str(self.words.get(up[top])?);
        for &token in down[..turn].iter().rev() {
            way.push_str(&format!(" -{}> {}", self.label(token), self.words.get(token)?));
        }
        Some(way)
    }

    /// The first token of a stretch whose head lies outside it.
    fn head(&self, start: u32, end: u32) -> Option<usize> {
        let inside = |index: usize| {
            let token = self.tokens.get(index);
            token.is_some_and(|token| {
                let (from, to) = self.offsets.span(token.span);
                from < end && start < to
            })
        };
        let above = |index: usize| self.parse.heads.get(index).map(|head| usize::from(*head));
        (0..self.tokens.len()).filter(|&i| inside(i)).find(|&i| above(i).is_none_or(|head| head == i || !inside(head)))
    }

    /// A token and all above it.
    fn chain(&self, from: usize) -> Vec<usize> {
        let mut chain = vec![from];
        while let Some(&head) = chain.last().and_then(|last| self.parse.heads.get(*last)) {
            if chain.contains(&usize::from(head)) {
                break;
            }
            chain.push(usize::from(head));
        }
        chain
    }

    fn label(&self, token: usize) -> &'static str {
        self.parse.labels.get(token).map_or("", |label: &Label| label.as_str())
    }
}
