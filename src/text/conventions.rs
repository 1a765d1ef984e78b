//! What the text layer needs to know of a language's habits; read from `dictionaries/text/`.

use regex::RegexSet;
use std::collections::HashSet;

/// Abbreviations and boilerplate patterns, compiled by the lexicon from `dictionaries/text/*.toml`.
#[derive(Clone, Debug, Default)]
pub struct Conventions {
    /// Abbreviations that never end a sentence (`Lt`, `Gen`, `Mr`), without their full stop, as written.
    pub titles: HashSet<String>,
    /// Abbreviations that may end one (`U.S`, `p.m`, `Inc`), without their last full stop.
    pub abbreviations: HashSet<String>,
    /// Those that stand before a number (`No`, `Oct`, `Art`), without their full stop.
    pub before_number: HashSet<String>,
    /// Whole lines that are not the article. Matched against the trimmed line.
    pub boilerplate: RegexSet,
    /// Lines after which all the rest is boilerplate ("Related Articles", "Leave a comment").
    pub tail: RegexSet,
}

impl Conventions {
    /// Whether a full stop right after `word` belongs to it, as far as the word itself and what follows the stop tell.
    ///
    /// `after` is the text behind the stop, white space included.
    pub fn takes_stop(&self, word: &str, after: &str) -> bool {
        if self.titles.contains(word) || self.abbreviations.contains(word) || is_dotted_letters(word) {
            return true;
        }
        let mut rest = after.trim_start().chars();
        match rest.next() {
            Some(next) if next.is_ascii_digit() => self.before_number.contains(word) || is_initial(word),
            // A lone capital at the end of a sentence is a name ("Plan B."), before more words an initial.
            Some(_) => is_initial(word),
            None => false,
        }
    }
}

/// `U.S`, `p.m`, `J.R.R`: single letters with stops between them.
pub(super) fn is_dotted_letters(word: &str) -> bool {
    word.len() > 2
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

/// A single capital letter.
pub(super) fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}
