//! Names with several holders, settled by the `[[ambiguous]]` blocks of the dictionaries.

use super::around;
use super::candidates::Candidate;
use crate::lexicon::{Ambiguity, ContextRule, Lexicon, Otherwise, Window, fold};
use crate::origin::Origin;
use crate::text::{Sentence, Span};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

/// What a block makes of a name.
pub enum Verdict {
    /// This actor, and the rule's id and place.
    Actor(u32, Arc<str>, Origin),
    /// This actor, for want of a rule that fires.
    Default(u32),
    /// Nobody of ours.
    Nobody,
    /// No rule fires: for a person to decide.
    Open,
}

/// The article, as far as rules look.
pub struct Context<'a> {
    pub text: &'a str,
    pub sentences: &'a [Sentence],
    pub found: &'a [Candidate],
    pub lexicon: &'a Lexicon,
    folded: OnceCell<FoldedText>,
    /// For each word of a rule the sentences that hold it: looked up once an article.
    holders: RefCell<HashMap<Arc<str>, Vec<usize>>>,
}

/// How many bytes beside a name the words of a rule may take.
const BESIDE: usize = 128;

impl<'a> Context<'a> {
    pub fn new(text: &'a str, sentences: &'a [Sentence], found: &'a [Candidate], lexicon: &'a Lexicon) -> Self {
        Context { text, sentences, found, lexicon, folded: OnceCell::new(), holders: RefCell::default() }
    }

    /// The first rule of the block that fires, else its `otherwise`.
    pub fn settle(&self, name: &Candidate, block: &Ambiguity) -> Verdict {
        let fired = block.rules.iter().find(|rule| self.fires(name, block, rule));
        match (fired, &block.otherwise) {
            (Some(rule), _) => match rule.pick.as_ref().map(|id| self.lexicon.index_of(id)) {
                Some(Some(actor)) => Verdict::Actor(actor, rule.id.clone(), rule.origin.clone()),
                _ => Verdict::Nobody,
            },
            (None, Otherwise::Ask) => Verdict::Open,
            (None, Otherwise::Drop) => Verdict::Nobody,
            (None, Otherwise::Actor(id)) => self.lexicon.index_of(id).map_or(Verdict::Nobody, Verdict::Default),
        }
    }

    /// Every condition that the rule states must hold; of a list one word is enough.
    fn fires(&self, name: &Candidate, block: &Ambiguity, rule: &ContextRule) -> bool {
        let beside = |words: &[Arc<str>], side: fn(&Self, &Candidate, &str) -> bool| {
            words.is_empty() || words.iter().any(|word| side(self, name, word))
        };
        let states =
            rule.when_full_name || !rule.near_any.is_empty() || !rule.left_any.is_empty() || !rule.right_any.is_empty();
        states
            && (!rule.when_full_name || self.full_name_stands(name, rule))
            && beside(&rule.left_any, Self::stands_left)
            && beside(&rule.right_any, Self::stands_right)
            && (rule.near_any.is_empty() || rule.near_any.iter().any(|word| self.is_near(name, block.window, word)))
    }

    fn full_name_stands(&self, name: &Candidate, rule: &ContextRule) -> bool {
        let Some(pick) = rule.pick.as_ref().and_then(|id| self.lexicon.index_of(id)) else { return false };
        let aliases = self.found.iter().flat_map(|other| &other.aliases);
        let aliases = aliases.filter_map(|&alias| self.lexicon.aliases.get(alias as usize));
        let mut own = aliases.filter(|alias| alias.actor == pick && alias.ambiguity.is_none()).peekable();
        own.peek().is_some() && {
            let surface = fold(name.span.of(self.text));
            own.any(|alias| alias.text.len() > surface.len())
        }
    }

    fn stands_left(&self, name: &Candidate, word: &str) -> bool {
        let end = name.span.start as usize;
        let start = self.text.ceil_char_boundary(end.saturating_sub(BESIDE)).max(self.sentence(name).start as usize);
        let left = fold(self.text.get(start..end).unwrap_or_default());
        left.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    }

    fn stands_right(&self, name: &Candidate, word: &str) -> bool {
        let start = name.span.end as usize;
        let end = self.text.floor_char_boundary(start + BESIDE).min(self.sentence(name).end as usize);
        let right = fold(self.text.get(start..end).unwrap_or_default());
        let right = right.trim_start_matches("'s ").trim_start();
        right.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    }

    fn is_near(&self, name: &Candidate, window: Window, word: &Arc<str>) -> bool {
        let block = self.sentences.get(name.sentence as usize).map(|sentence| sentence.block);
        let inside = |index: usize| match window {
            Window::Sentence => index == name.sentence as usize,
            Window::Paragraph => self.sentences.get(index).map(|sentence| sentence.block) == block,
            Window::Article => true,
        };
        if let Some(id) = word.strip_prefix('@') {
            let Some(actor) = self.lexicon.index_of(id) else { return false };
            return self.found.iter().any(|other| {
                other.span != name.span && inside(other.sentence as usize) && self.may_mean(other, actor, name)
            });
        }
        let mut holders = self.holders.borrow_mut();
        let holding = holders.entry(word.clone()).or_insert_with(|| self.sentences_with(word));
        holding.iter().any(|&index| inside(index))
    }

    fn sentences_with(&self, word: &str) -> Vec<usize> {
        let sentences = || self.sentences.iter().map(|sentence| sentence.span.of(self.text));
        self.folded.get_or_init(|| FoldedText::new(sentences())).holding(word)
    }

    /// Whether `other` is a name of the actor that is not itself the ambiguous one.
    fn may_mean(&self, other: &Candidate, actor: u32, name: &Candidate) -> bool {
        let surface = name.span.of(self.text);
        let mut aliases = other.aliases.iter().chain(&other.dated_out);
        other.span.of(self.text) != surface
            && aliases.any(|&alias| self.lexicon.aliases.get(alias as usize).is_some_and(|alias| alias.actor == actor))
    }

    /// The span of the name's sentence.
    pub fn sentence(&self, name: &Candidate) -> Span {
        self.sentences.get(name.sentence as usize).map_or(name.span, |sentence| sentence.span)
    }

    /// The word before the name, in its sentence.
    pub fn before(&self, name: &Candidate) -> Option<around::Neighbour<'a>> {
        around::before(self.text, self.sentence(name).start, name.span.start)
    }

    /// The word after the name, in its sentence.
    pub fn after(&self, name: &Candidate) -> Option<around::Neighbour<'a>> {
        around::after(self.text, name.span.end, self.sentence(name).end)
    }
}

/// Sentences in folded form, one a line, so that one search goes through all.
struct FoldedText {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl FoldedText {
    fn new<'t>(sentences: impl Iterator<Item = &'t str>) -> FoldedText {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for sentence in sentences {
            // No folded text has a line break in it.
            text.push_str(&fold(sentence));
            text.push('\n');
            ends.push(text.len());
        }
        FoldedText { text, ends }
    }

    /// Indices of the sentences in which these words stand whole, in order.
    fn holding(&self, words: &str) -> Vec<usize> {
        let mut holding = Vec::new();
        for at in memchr::memmem::find_iter(self.text.as_bytes(), words.as_bytes()) {
            let (left, right) = (self.text.get(..at), self.text.get(at + words.len()..));
            let whole = !left.is_some_and(|left| left.ends_with(char::is_alphanumeric))
                && !right.is_some_and(|right| right.starts_with(char::is_alphanumeric));
            let sentence = self.ends.partition_point(|end| *end <= at);
            if whole && holding.last() != Some(&sentence) {
                holding.push(sentence);
            }
        }
        holding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_whole_and_within_one_sentence() {
        let text = FoldedText::new(["Oil prices, oil.", "The Oily", "", "Kabul oil", "prices"].into_iter());
        assert_eq!(text.holding("oil"), [0, 3]);
        assert_eq!(text.holding("oil prices"), [0]);
        assert_eq!(text.holding("prices"), [0, 4]);
        assert_eq!(text.holding("gas"), [0; 0]);
    }
}
