//! Lines that web pages and wires leave around an article, told by patterns.

use super::begins::{begins, fits};
use regex::bytes::{RegexSet, RegexSetBuilder};
use regex::{Captures, Regex, RegexBuilder};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

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

/// A pattern for lines that tell something about the article. One that is built in is compiled when a line first begins
/// as it must.
#[derive(Clone, Debug)]
pub struct LinePattern {
    pattern: String,
    begins: &'static [&'static [u8]],
    regex: OnceLock<Option<Regex>>,
}

/// What begins every line.
const ANY: &[&[u8]] = &[b""];

impl LinePattern {
    pub(super) fn new(pattern: &str) -> Result<LinePattern, regex::Error> {
        let known = begins(pattern);
        let regex = match known {
            Some(_) => OnceLock::new(),
            None => Some(regex(pattern)?).into(),
        };
        Ok(LinePattern { pattern: pattern.to_owned(), begins: known.unwrap_or(ANY), regex })
    }

    /// What the groups of the pattern stand for in a line, if it fits.
    pub fn captures<'l>(&self, line: &'l str) -> Option<Captures<'l>> {
        if !fits(line, self.begins) {
            return None;
        }
        self.regex.get_or_init(|| regex(&self.pattern).ok()).as_ref()?.captures(line)
    }
}

/// All boilerplate patterns.
#[derive(Clone, Debug, Default)]
pub struct Residue {
    groups: Vec<Group>,
}

/// Patterns as one automaton, which is built when a line first begins as one of them may.
#[derive(Clone, Debug, Default)]
struct Group {
    begins: Vec<&'static [u8]>,
    patterns: Vec<String>,
    /// Of each pattern.
    reach: Vec<Reach>,
    set: OnceLock<RegexSet>,
}

impl Group {
    fn of(pattern: &str, begins: &[&'static [u8]], reach: Reach) -> Group {
        let mut group = Group::default();
        group.add(pattern, begins, reach);
        group
    }

    fn add(&mut self, pattern: &str, begins: &[&'static [u8]], reach: Reach) {
        self.begins.extend(begins);
        self.patterns.push(whole_line(pattern));
        self.reach.push(reach);
    }

    fn set(&self) -> &RegexSet {
        self.set.get_or_init(|| ascii_set(&self.patterns).unwrap_or_default())
    }

    /// How far the verdict of the patterns that fit the line reaches.
    fn reach(&self, line: &str) -> Option<Reach> {
        if !fits(line, &self.begins) {
            return None;
        }
        // To know whether any matches takes a third of the time of knowing which, and most lines match none.
        if !self.set().is_match(line.as_bytes()) {
            return None;
        }
        self.set().matches(line.as_bytes()).iter().filter_map(|index| self.reach.get(index)).copied().max()
    }
}

/// Longer lines are prose, whatever they begin with. Bytes.
const LONGEST: usize = 400;

impl Residue {
    /// Compiles the patterns of all kinds but metadata, if they are sound.
    pub(super) fn new(lines: &[LinePatterns]) -> Result<Residue, regex::Error> {
        // What any line may begin with, or any line of letters, is tried on nearly all of them: together, as that costs no
        // more than one.
        let mut any = Group::default();
        let mut all_known = true;
        let mut groups = Vec::new();
        for lines in lines.iter().filter(|lines| lines.reach != Reach::Metadata) {
            for pattern in &lines.patterns {
                let known = begins(pattern);
                all_known &= known.is_some();
                match known.filter(|begins| !begin_most(begins)) {
                    // By itself: a line that begins as one of its alternatives may is no reason to compile others.
                    Some(begins) => groups.push(Group::of(pattern, begins, lines.reach)),
                    None => any.add(pattern, ANY, lines.reach),
                }
            }
        }
        if !all_known {
            any.set = ascii_set(&any.patterns)?.into();
        }
        groups.push(any);
        Ok(Residue { groups })
    }

    /// Builds what every line is compared with, so that the first need not wait for it.
    pub fn prepare(&self) {
        self.groups.iter().filter(|group| group.begins.contains(&&b""[..])).for_each(|group| {
            group.set();
        });
    }

    /// Whether a trimmed line is residue, and how far that reaches.
    pub fn reach(&self, line: &str) -> Option<Reach> {
        if line.len() > LONGEST {
            return None;
        }
        let line = in_ascii(line);
        self.groups.iter().filter_map(|group| group.reach(&line)).max()
    }
}

/// Whether lines begin so whatever letter they begin with.
fn begin_most(begins: &[&[u8]]) -> bool {
    (b'a'..=b'z').all(|letter| begins.iter().any(|begin| begin.first().is_none_or(|&first| first == letter)))
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
