//! One sentence with everything known of it: tokens, tags, arcs, and which tokens name an actor.

use super::repair;
use crate::annotation::Mention;
use crate::lexicon::{Lexicon, Part};
use crate::syntax::{Label, Model, Parse, Tag};
use crate::text::{Span, Token, TokenKind, tokenize};
use std::collections::HashSet;
use std::sync::Arc;

/// A parsed sentence. Tokens are addressed by their index.
pub(super) struct Clause<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    /// Index of the sentence in the article.
    pub sentence: u32,
    pub span: Span,
    pub tokens: Vec<Token>,
    lower: Vec<String>,
    parse: Parse,
    /// Dependents of each token, in order: `dependents[first[i]..first[i + 1]]`.
    dependents: Vec<u32>,
    first: Vec<u32>,
    /// For each token the index of the article's mention that covers it.
    mentions: Vec<Option<u32>>,
}

impl<'a> Clause<'a> {
    /// Tokenises and parses a sentence; `mentions` are those of the article, sorted, with the index of the first that may
    /// lie in this sentence.
    pub fn new(
        text: &'a str,
        sentence: u32,
        span: Span,
        mentions: &[Mention],
        lexicon: &'a Lexicon,
        model: &Model,
    ) -> Clause<'a> {
        let mut tokens = Vec::new();
        tokenize(text, span, &lexicon.conventions, &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
        let mut parse = Parse::default();
        model.parse(&words, &mut parse);
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase().replace('’', "'")).collect();
        let ditransitive = |token: usize| {
            let words = &lexicon.rules.ditransitive;
            lower.get(token).is_some_and(|word| lexicon.lemmas_of(word).iter().any(|(lemma, _)| words.contains(lemma)))
        };
        repair::repair(&mut parse, &lower, ditransitive);
        let covering = tokens.iter().map(|token| covering(mentions, token.span)).collect();
        let (dependents, first) = dependents(&parse);
        Clause { text, lexicon, sentence, span, tokens, lower, parse, dependents, first, mentions: covering }
    }

    pub fn len(&self) -> usize {
        self.tokens.len().min(self.parse.tags.len())
    }

    /// The token in lower case, with straight apostrophes.
    pub fn lower(&self, i: usize) -> &str {
        self.lower.get(i).map_or("", String::as_str)
    }

    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |token| token.span.of(self.text))
    }

    pub fn tag(&self, i: usize) -> Tag {
        self.parse.tags.get(i).copied().unwrap_or(Tag::Xx)
    }

    pub fn label(&self, i: usize) -> Label {
        self.parse.labels.get(i).copied().unwrap_or(Label::Dep)
    }

    /// The token's head; none for the root.
    pub fn head(&self, i: usize) -> Option<usize> {
        let head = *self.parse.heads.get(i)? as usize;
        (head != i).then_some(head)
    }

    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let from = self.first.get(i).copied().unwrap_or(0) as usize;
        let to = self.first.get(i + 1).copied().unwrap_or(0) as usize;
        self.dependents.get(from..to).unwrap_or_default().iter().map(|&child| child as usize)
    }

    /// The first dependent with this label.
    pub fn child(&self, i: usize, label: Label) -> Option<usize> {
        self.children(i).find(|&child| self.label(child) == label)
    }

    /// First and last token of the phrase that `i` heads.
    pub fn phrase(&self, i: usize) -> (usize, usize) {
        let mut bounds = (i, i);
        let mut stack = vec![i];
        while let Some(token) = stack.pop() {
            bounds = (bounds.0.min(token), bounds.1.max(token));
            stack.extend(self.children(token));
        }
        bounds
    }

    /// The bytes from token `from` to token `to`, both included.
    pub fn stretch(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), self.tokens.get(to)) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => self.span,
        }
    }

    /// Index of the mention that covers the token.
    pub fn mention(&self, i: usize) -> Option<usize> {
        self.mentions.get(i).copied().flatten().map(|mention| mention as usize)
    }

    pub fn is_verb(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    pub fn is_noun(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    pub fn is_plural(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::Nns | Tag::Nnps)
    }

    pub fn is_number(&self, i: usize) -> bool {
        self.tag(i) == Tag::Cd || self.tokens.get(i).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether some base form of the token, with the particle of a phrasal verb, is in the set.
    pub fn is_one_of(&self, i: usize, words: &HashSet<Arc<str>>) -> bool {
        let word = self.lower(i);
        if words.contains(word) {
            return true;
        }
        let particle = self.particle(i);
        self.lexicon.lemmas_of(word).iter().any(|(lemma, _)| {
            words.contains(lemma)
                || particle.is_some_and(|p| words.contains(format!("{lemma} {}", self.lower(p)).as_str()))
        })
    }

    /// Whether the token is a form of the lemma.
    pub fn is_form_of(&self, i: usize, lemma: &str, part: Part) -> bool {
        self.lower(i) == lemma || self.lexicon.lemmas_of(self.lower(i)).iter().any(|(l, p)| &**l == lemma && *p == part)
    }

    /// Whether most of its longer words are capitalised, as in headlines.
    pub fn is_title_case(&self) -> bool {
        let long = || (0..self.len()).map(|i| self.word(i)).filter(|word| word.chars().count() > 3);
        let capital = long().filter(|word| word.starts_with(char::is_uppercase)).count();
        capital * 5 > long().count() * 3
    }

    /// Whether the word or phrase (lower case) stands in the sentence, whole.
    pub fn holds(&self, phrase: &str) -> bool {
        let mut words = phrase.split(' ');
        let Some(first) = words.next() else { return false };
        let rest: Vec<&str> = words.collect();
        (0..self.len())
            .any(|i| self.lower(i) == first && rest.iter().enumerate().all(|(k, word)| self.lower(i + 1 + k) == *word))
    }

    /// The particle of a phrasal verb: a `prt` dependent, or the adverb or preposition right after it.
    fn particle(&self, i: usize) -> Option<usize> {
        self.child(i, Label::Prt).or_else(|| {
            (self.is_verb(i) && i + 1 < self.len() && matches!(self.tag(i + 1), Tag::Rp | Tag::In | Tag::Rb))
                .then_some(i + 1)
        })
    }

    /// Whether a verb stands in the passive: it has a passive auxiliary or subject, or is a bare participle that
    /// modifies its noun (`forces backed by Iran`).
    pub fn is_passive(&self, i: usize) -> bool {
        if self.tag(i) != Tag::Vbn && self.tag(i) != Tag::Vbd {
            return false;
        }
        let marked = self.children(i).any(|child| {
            matches!(self.label(child), Label::AuxPass | Label::NsubjPass | Label::CsubjPass | Label::Agent)
        });
        if marked || self.tag(i) == Tag::Vbd {
            return marked;
        }
        if self.label(i) == Label::Conj && self.child(i, Label::Aux).is_none() {
            return self.child(i, Label::Dobj).is_none() && self.head(i).is_some_and(|head| self.is_passive(head));
        }
        let perfect = self.children(i).any(|child| {
            self.label(child) == Label::Aux && self.is_form_of(child, "have", Part::Verb)
                || matches!(self.lower(child), "have" | "has" | "had" | "having" | "'ve")
        });
        // A participle with a subject of its own is a past tense mistaken: "students demonstrated".
        let own_subject = self.child(i, Label::Nsubj).is_some();
        !perfect && !own_subject && self.child(i, Label::Dobj).is_none()
    }

    /// Whether a token belongs to a clause of its own below what `other` is part of: "the men who raided a mall in
    /// May" tells no date of what befell the men.
    pub fn is_beside(&self, i: usize, other: usize) -> bool {
        let mut at = i;
        for _ in 0..self.len() {
            if at == other {
                return false;
            }
            if self.label(at) == Label::Relcl {
                return !self.is_under(other, at);
            }
            match self.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }

    /// Whether a token is `above` or hangs on it, however far down.
    fn is_under(&self, i: usize, above: usize) -> bool {
        let mut at = Some(i);
        for _ in 0..self.len() {
            match at {
                Some(token) if token == above => return true,
                Some(token) => at = self.head(token),
                None => return false,
            }
        }
        false
    }

    /// The tokens joined to `i` by "and", "or" or commas, `i` first.
    pub fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut all = vec![i];
        let mut at = 0;
        while at < all.len() {
            all.extend(self.children(all[at]).filter(|&child| self.label(child) == Label::Conj));
            at += 1;
        }
        all.sort_unstable();
        all
    }
}

/// The mention that holds the whole token: in "US-backed" nobody is named who could act.
fn covering(mentions: &[Mention], span: Span) -> Option<u32> {
    let at = mentions.partition_point(|mention| mention.span.end <= span.start);
    let mention = mentions.get(at)?;
    mention.span.contains(span).then_some(at as u32)
}

fn dependents(parse: &Parse) -> (Vec<u32>, Vec<u32>) {
    let n = parse.heads.len();
    let mut first = vec![0u32; n + 1];
    let arcs = || parse.heads.iter().enumerate().filter(|&(i, &head)| head as usize != i && (head as usize) < n);
    for (_, &head) in arcs() {
        first[head as usize + 1] += 1;
    }
    for i in 0..n {
        first[i + 1] += first[i];
    }
    let mut next = first.clone();
    let mut dependents = vec![0u32; first[n] as usize];
    for (i, &head) in arcs() {
        dependents[next[head as usize] as usize] = i as u32;
        next[head as usize] += 1;
    }
    (dependents, first)
}
