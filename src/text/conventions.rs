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
