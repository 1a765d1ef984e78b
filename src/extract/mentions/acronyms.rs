//! Acronyms that the article itself defines: "Full Name (ACR)", "ACR (Full Name)", "Full Name, or ACR".

use super::around::{after, before};
use super::candidates::Candidate;
use crate::lexicon::{AliasSort, Lexicon, fold};
use crate::text::{Sentence, Span};

/// An acronym bound for the article from here on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub acronym: String,
    /// Where the acronym stands when it is defined.
    pub span: Span,
    /// Index of the actor; none where it means something that the dictionaries don't know.
    pub actor: Option<u32>,
}

/// What an acronym at `at` means: its last definition before, else its first.
pub fn meaning<'a>(definitions: &'a [Definition], acronym: &str, at: u32) -> Option<&'a Definition> {
    let mut of = definitions.iter().filter(|definition| definition.acronym == acronym);
    let first = of.clone().next();
    of.rfind(|definition| definition.span.start <= at).or(first)
}

/// Every definition in the article, in order.
pub fn definitions(text: &str, sentences: &[Sentence], found: &[Candidate], lexicon: &Lexicon) -> Vec<Definition> {
    let view = View { text, found, lexicon };
    let mut all: Vec<Definition> = sentences.iter().flat_map(|sentence| view.bracketed(sentence.span)).collect();
    all.extend(found.iter().filter_map(|name| view.or_acronym(name)));
    all.sort_by_key(|definition| definition.span);
    all
}

struct View<'a> {
    text: &'a str,
    found: &'a [Candidate],
    lexicon: &'a Lexicon,
}

impl View<'_> {
    fn bracketed(&self, sentence: Span) -> Vec<Definition> {
        let part = sentence.of(self.text);
        let base = sentence.start as usize;
        part.match_indices('(')
            .filter_map(|(open, _)| {
                let close = open + part.get(open..)?.find(')')?;
                let inner = Span::new(base + open + 1, base + close);
                self.acronym_inside(sentence, inner).or_else(|| self.acronym_before(sentence, inner))
            })
            .collect()
    }

    /// "Full Name (ACR)".
    fn acronym_inside(&self, sentence: Span, inner: Span) -> Option<Definition> {
        let span = self.only_acronym(inner)?;
        let acronym = span.of(self.text);
        let open = inner.start.saturating_sub(1);
        let known = self.actor_ending(sentence, open, acronym);
        let spelt = || spelt_out(self.text.get(sentence.start as usize..open as usize)?, acronym);
        match known {
            Some(actor) => Some(Definition { acronym: acronym.to_owned(), span, actor: Some(actor) }),
            None => spelt().map(|_| Definition { acronym: acronym.to_owned(), span, actor: None }),
        }
    }

    /// "ACR (Full Name)".
    fn acronym_before(&self, sentence: Span, inner: Span) -> Option<Definition> {
        let left = before(self.text, sentence.start, inner.start.saturating_sub(1))?;
        let acronym = left.word;
        if !left.adjoins() || !is_acronym(acronym) {
            return None;
        }
        let content = inner.of(self.text).trim().trim_end_matches(['.', ',', ';']);
        let actor = self.found.iter().filter(|name| inner.contains(name.span)).find_map(|name| {
            let rest = content.len().abs_diff(name.span.len());
            (rest <= 4).then(|| self.owner(name, acronym)).flatten()
        });
        let spelt = spelt_out(content, acronym).is_some_and(|start| start <= 4);
        (actor.is_some() || spelt).then(|| Definition { acronym: acronym.to_owned(), span: left.span, actor })
    }

    /// "Full Name, or ACR,".
    fn or_acronym(&self, name: &Candidate) -> Option<Definition> {
        let end = name.span.end;
        let rest = self.text.get(end as usize..)?;
        let links = self.lexicon.metonymy.acronym_links.words.iter();
        let gap = links.filter(|gap| rest.starts_with(&***gap)).max_by_key(|gap| gap.len())?;
        let word = after(
            self.text,
            end + gap.len() as u32,
            self.text.floor_char_boundary(end as usize + gap.len() + 12) as u32,
        )
        .filter(|word| word.gap.is_empty() && is_acronym(word.word))?;
        let actor = self.owner(name, word.word)?;
        Some(Definition { acronym: word.word.to_owned(), span: word.span, actor: Some(actor) })
    }

    /// The acronym that is all there is in the brackets, save "or", "the" and quotation marks.
    fn only_acronym(&self, inner: Span) -> Option<Span> {
        let mut at = inner.start;
        for _ in 0..4 {
            let word = after(self.text, at, inner.end)?;
            at = word.span.end;
            if is_acronym(word.word) {
                let rest = self.text.get(at as usize..inner.end as usize)?.trim_start_matches(['"', '”', '’', '\'']);
                return (rest.is_empty() || rest.starts_with([',', ';', '/', ' '])).then_some(word.span);
            }
            if !self.lexicon.metonymy.acronym_words.has(&word.word.to_lowercase()) {
                return None;
            }
        }
        None
    }

    /// The actor whose name ends at `open`, with at most two more words between ("... Intelligence agency (ISI)").
    fn actor_ending(&self, sentence: Span, open: u32, acronym: &str) -> Option<u32> {
        let upto = self.found.partition_point(|name| name.span.start < open);
        let name = self.found.get(..upto)?.last().filter(|name| sentence.contains(name.span))?;
        let between = self.text.get(name.span.end as usize..open as usize)?;
        let near = between.split_whitespace().count() <= 2 && !between.contains(['.', ';', '(', ':', ',']);
        near.then(|| self.owner(name, acronym)).flatten()
    }

    /// The one holder of the name that may be abbreviated so: by its dictionary entry, or letter by letter.
    fn owner(&self, name: &Candidate, acronym: &str) -> Option<u32> {
        let aliases = &self.lexicon.aliases;
        let mut owners = name.aliases.iter().filter_map(|&alias| {
            let alias = aliases.get(alias as usize)?;
            let actor = self.lexicon.actors.get(alias.actor as usize)?;
            let listed = || {
                aliases.iter().any(|other| {
                    other.actor == alias.actor && other.sort == AliasSort::Acronym && &*other.text == acronym
                })
            };
            let spelt = || spelt_out(name.span.of(self.text), acronym) == Some(0);
            let named = alias.sort == AliasSort::Name && fold(&alias.text) != fold(acronym);
            let person = actor.kind == crate::ontology::Kind::Person;
            (named && !person && (listed() || spelt())).then_some(alias.actor)
        });
        let owner = owners.next()?;
        owners.all(|other| other == owner).then_some(owner)
    }
}

/// Two to ten characters, the first a capital, most of them capitals or digits.
pub fn is_acronym(word: &str) -> bool {
    let count = |test: fn(char) -> bool| word.chars().filter(|&c| test(c)).count();
    let (length, signs) = (word.chars().count(), count(char::is_uppercase) + count(char::is_numeric));
    (2..=10).contains(&length) && signs >= 2 && word.starts_with(char::is_uppercase) && signs * 2 > length
}

/// Where the words that an acronym abbreviates begin at the end of `text`: each letter in order, the first at the
/// beginning of a word (Schwartz and Hearst, 2003).
pub fn spelt_out(text: &str, acronym: &str) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let most_words = (letters.len() + 5).min(letters.len() * 2);
    let text = text.trim_end();
    let from = text.rmatch_indices(char::is_whitespace).nth(most_words - 1).map_or(0, |(at, _)| at + 1);
    let mut wanted = letters.iter().rev().peekable();
    let mut characters = text.get(from..)?.char_indices().rev().peekable();
    let mut start = None;
    while let Some((at, c)) = characters.next() {
        let Some(&&letter) = wanted.peek() else { break };
        let begins = characters.peek().is_none_or(|(_, left)| !left.is_alphanumeric());
        let last = wanted.len() == 1;
        if c.to_lowercase().eq(std::iter::once(letter)) && (begins || !last) {
            wanted.next();
            start = Some(from + at);
        }
    }
    let words = text.get(start?..)?.split_whitespace().count();
    (wanted.peek().is_none() && words > 1).then_some(start?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lead_back_to_their_words() {
        for (text, acronym, from) in [
            ("the tactics, techniques and procedures ", "TTP", "tactics, techniques and procedures"),
            ("a biologics licence application", "BLA", "biologics licence application"),
            ("the Food and Agriculture Organization", "FAO", "Food and Agriculture Organization"),
        ] {
            let start = spelt_out(text, acronym).unwrap();
            assert_eq!(text[start..].trim(), from);
        }
        assert_eq!(spelt_out("a spokesman for the group", "TTP"), None);
        assert_eq!(spelt_out("", "TTP"), None);
    }

    #[test]
    fn acronyms_are_mostly_capitals() {
        for yes in ["TTP", "ISKP", "M23", "IS-K", "NRFs"] {
            assert!(is_acronym(yes), "{yes}");
        }
        for no in ["A", "Kabul", "2021", "McDonald", "ttp", ""] {
            assert!(!is_acronym(no), "{no}");
        }
    }
}
