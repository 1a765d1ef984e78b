//! Lines that web pages and wires leave around an article, told by patterns.

use crate::origin::Origin;
use regex::bytes::{RegexSet, RegexSetBuilder};
use regex::{Regex, RegexBuilder};
use std::borrow::Cow;

/// Patterns for lines that are not prose, with lines that show what they are for.
#[derive(Clone, Debug)]
pub struct LinePatterns {
    pub id: String,
    pub origin: Origin,
    pub reach: Reach,
    /// Regular expressions for the whole trimmed line; case is ignored. Save for metadata they are matched against the
    /// line in ASCII: curly marks are straight, dashes hyphens, other letters `x`.
    pub patterns: Vec<String>,
    /// Lines that one of the patterns must match.
    pub examples: Vec<String>,
    /// Lines that none may match.
    pub not: Vec<String>,
}

/// How far a matching line's verdict reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The line itself is boilerplate.
    Line,
    /// It and the short lines after it, until the article's prose goes on.
    Teasers,
    /// It and all that follows.
    Tail,
    /// The line itself, which tells something about the article.
    Metadata,
}

/// All boilerplate patterns as one automaton.
#[derive(Clone, Debug, Default)]
pub struct Residue {
    set: RegexSet,
    /// Of the patterns in `set`.
    reach: Vec<Reach>,
}

/// Longer lines are prose, whatever they begin with. Bytes.
const LONGEST: usize = 400;

impl Residue {
    /// Compiles the patterns of all kinds but metadata. Those that are no regular expressions are left out.
    pub(super) fn new(lines: &[LinePatterns]) -> Residue {
        let lines = lines.iter().filter(|lines| lines.reach != Reach::Metadata);
        let all = lines.flat_map(|lines| lines.patterns.iter().map(|pattern| (whole_line(pattern), lines.reach)));
        let mut all: Vec<_> = all.collect();
        let set = ascii_set(all.iter().map(|(pattern, _)| pattern)).unwrap_or_else(|_| {
            all.retain(|(pattern, _)| ascii_set([pattern]).is_ok());
            ascii_set(all.iter().map(|(pattern, _)| pattern)).unwrap_or_default()
        });
        Residue { set, reach: all.into_iter().map(|(_, reach)| reach).collect() }
    }

    /// Whether a trimmed line is residue, and how far that reaches.
    pub fn reach(&self, line: &str) -> Option<Reach> {
        if line.len() > LONGEST {
            return None;
        }
        let line = in_ascii(line);
        self.set.matches(line.as_bytes()).iter().filter_map(|index| self.reach.get(index)).copied().max()
    }
}

impl LinePatterns {
    /// Patterns that are no regular expressions, and what the examples say against the others; in words.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for pattern in &self.patterns {
            let error = match self.reach {
                Reach::Metadata => regex(pattern).err(),
                _ => ascii_set([&whole_line(pattern)]).err(),
            };
            faults.extend(error.map(|error| format!("`{pattern}` is no regular expression: {error}")));
        }
        let metadata: Vec<_> = self.patterns.iter().filter_map(|pattern| regex(pattern).ok()).collect();
        let residue = Residue::new(std::slice::from_ref(self));
        let matches = |line: &&String| match self.reach {
            Reach::Metadata => metadata.iter().any(|pattern| pattern.is_match(line)),
            _ => residue.reach(line).is_some(),
        };
        faults.extend(self.examples.iter().filter(|line| !matches(line)).map(|line| format!("does not match: {line}")));
        faults.extend(self.not.iter().filter(matches).map(|line| format!("matches what it should not: {line}")));
        faults
    }
}

/// A metadata pattern, anchored to the whole line.
pub(super) fn regex(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&whole_line(pattern)).case_insensitive(true).build()
}

/// Without Unicode's classes the automaton is a tenth as large, and every line can be run through it.
fn ascii_set<'a>(patterns: impl IntoIterator<Item = &'a String>) -> Result<RegexSet, regex::Error> {
    RegexSetBuilder::new(patterns).unicode(false).case_insensitive(true).dfa_size_limit(16 << 20).build()
}

fn whole_line(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

/// The line with every other character as the ASCII one it stands for, or `x`.
fn in_ascii(line: &str) -> Cow<'_, str> {
    if line.is_ascii() {
        return Cow::Borrowed(line);
    }
    let fold = |c: char| match c {
        '\0'..='\x7f' => c,
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' | '«' | '»' | '›' | '‹' => '"',
        '‐'..='―' | '−' => '-',
        '•' | '·' | '▪' | '●' => '*',
        '…' => '.',
        '©' => '@',
        c if c.is_whitespace() => ' ',
        c if c.is_uppercase() => 'X',
        _ => 'x',
    };
    Cow::Owned(line.chars().map(fold).collect())
}
