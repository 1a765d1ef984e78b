//! Lines that web pages and wires leave around an article, told by patterns.

use regex::bytes::{RegexSet, RegexSetBuilder};
use regex::{Regex, RegexBuilder};
use std::borrow::Cow;
use std::sync::Arc;

/// Patterns for lines that are not prose, with lines that show what they are for.
#[derive(Clone, Debug)]
pub struct LinePatterns {
    pub id: String,
    /// The dictionary file and the line in it, from 1.
    pub file: Arc<str>,
    pub line: u32,
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

/// All boilerplate patterns as two automata: those that a first word can rule out, and those that may begin with anything,
/// which read every line to its end.
#[derive(Clone, Debug, Default)]
pub struct Residue {
    worded: Patterns,
    open: Patterns,
}

/// Patterns in one automaton, and how far each reaches.
#[derive(Clone, Debug, Default)]
struct Patterns {
    set: RegexSet,
    reach: Vec<Reach>,
}

/// Longer lines are prose, whatever they begin with. Bytes.
const LONGEST: usize = 400;

impl Residue {
    /// Compiles the patterns of all kinds but metadata, if they are sound.
    pub(super) fn new(lines: &[LinePatterns]) -> Result<Residue, regex::Error> {
        let lines = lines.iter().filter(|lines| lines.reach != Reach::Metadata);
        let all = lines.flat_map(|lines| lines.patterns.iter().map(|pattern| (pattern.as_str(), lines.reach)));
        let (open, worded) = all.partition(|(pattern, _)| pattern.starts_with('.'));
        Ok(Residue { worded: Patterns::new(worded)?, open: Patterns::new(open)? })
    }

    /// Whether a trimmed line is residue, and how far that reaches.
    pub fn reach(&self, line: &str) -> Option<Reach> {
        if line.len() > LONGEST {
            return None;
        }
        let line = in_ascii(line);
        self.worded.reach(&line).max(self.open.reach(&line))
    }
}

impl Patterns {
    fn new(all: Vec<(&str, Reach)>) -> Result<Patterns, regex::Error> {
        let patterns: Vec<String> = all.iter().map(|(pattern, _)| whole_line(pattern)).collect();
        Ok(Patterns { set: ascii_set(&patterns)?, reach: all.into_iter().map(|(_, reach)| reach).collect() })
    }

    /// The furthest that a matching pattern reaches.
    fn reach(&self, line: &str) -> Option<Reach> {
        // To know whether any matches takes a third of the time of knowing which, and most lines match none.
        if !self.set.is_match(line.as_bytes()) {
            return None;
        }
        self.set.matches(line.as_bytes()).iter().filter_map(|index| self.reach.get(index)).copied().max()
    }
}

impl LinePatterns {
    /// Patterns that are no regular expressions, in words.
    pub fn faults(&self) -> Vec<String> {
        let error = |pattern: &String| match self.reach {
            Reach::Metadata => regex(pattern).err(),
            _ => ascii_set(&[whole_line(pattern)]).err(),
        };
        let say = |pattern: &String| Some(format!("`{pattern}` is no regular expression: {}", error(pattern)?));
        self.patterns.iter().filter_map(say).collect()
    }

    /// What the examples say against the patterns, in words. It compiles them anew and takes its time.
    pub fn contradictions(&self) -> Vec<String> {
        let metadata: Vec<_> = self.patterns.iter().filter_map(|pattern| regex(pattern).ok()).collect();
        let residue = Residue::new(std::slice::from_ref(self)).unwrap_or_default();
        let matches = |line: &&String| match self.reach {
            Reach::Metadata => metadata.iter().any(|pattern| pattern.is_match(line)),
            _ => residue.reach(line).is_some(),
        };
        let missed = self.examples.iter().filter(|line| !matches(line)).map(|line| format!("does not match: {line}"));
        let wrong = self.not.iter().filter(matches).map(|line| format!("matches what it should not: {line}"));
        missed.chain(wrong).collect()
    }
}

/// A metadata pattern, anchored to the whole line.
pub(super) fn regex(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&whole_line(pattern)).case_insensitive(true).build()
}

/// Without Unicode's classes the automaton is a tenth as large, and every line can be run through it.
fn ascii_set(patterns: &[String]) -> Result<RegexSet, regex::Error> {
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
    let mut ascii = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (plain, other) = rest.split_at(at);
        ascii.push_str(plain);
        let mut characters = other.chars();
        ascii.extend(characters.next().map(fold));
        rest = characters.as_str();
    }
    ascii.push_str(rest);
    Cow::Owned(ascii)
}
