//! Which articles carry the same text: wire copies, reprints, files saved twice.

use crate::text::Article;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How alike two texts must be to count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dedupe {
    Off,
    /// The same words in the same order.
    Exact,
    /// Nine in ten runs of four words in common, or thereabouts.
    Near,
}

/// What a text is known by, in under 200 bytes; none of its words are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Fingerprint {
    /// Of all words.
    words: [u64; 2],
    /// The least hash in each of `BINS` classes of runs of four words; empty for texts too short to be told apart.
    least: Vec<u32>,
    source: Option<u64>,
}

const BINS: usize = 32;
/// How many bins stand together in the index: two texts meet if they agree in all of one group.
const GROUP: usize = 4;
const SHINGLE: usize = 4;
/// Texts of fewer words are only compared whole.
const SHORT: usize = 60;
/// Bins in which near duplicates agree, of those that either fills.
const ALIKE: f64 = 0.8;

/// Reads a text's words; boilerplate and metadata don't count.
pub fn fingerprint(article: &Article) -> Fingerprint {
    let blocks = article.blocks.iter().filter(|block| block.kind.is_content());
    let words: Vec<u64> = blocks
        .flat_map(|block| block.span.of(&article.text).split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(|word| hash(&word.to_lowercase()))
        .collect();
    let least = if words.len() < SHORT { Vec::new() } else { least(&words) };
    let source = article.source.as_ref().map(hash);
    Fingerprint { words: [hash(&words), hash(&(1, &words))], least, source }
}

/// One-permutation min-hashing.
fn least(words: &[u64]) -> Vec<u32> {
    let mut least = vec![u32::MAX; BINS];
    for run in words.windows(SHINGLE) {
        let hashed = hash(run);
        let bin = &mut least[hashed as usize % BINS];
        *bin = (*bin).min((hashed >> 32) as u32);
    }
    least
}

/// The standard library's hasher with its fixed key: the same in every run of one build.
fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The texts seen so far.
pub struct Duplicates {
    dedupe: Dedupe,
    exact: HashMap<[u64; 2], usize>,
    /// Texts by a group of their bins.
    groups: HashMap<(usize, [u32; GROUP]), Vec<usize>>,
    /// Bins of each text that is no duplicate.
    firsts: Vec<First>,
    /// For each article, the text it carries.
    carried: Vec<usize>,
}

/// A text where it was first seen.
struct First {
    doc: String,
    least: Vec<u32>,
    sources: HashSet<Option<u64>>,
}

impl Duplicates {
    /// None seen yet.
    pub fn new(dedupe: Dedupe) -> Duplicates {
        let (exact, groups) = Default::default();
        Duplicates { dedupe, exact, groups, firsts: Vec::new(), carried: Vec::new() }
    }

    /// Adds the next article in order of `doc`; gives the `doc` of the first with the same text.
    pub fn add(&mut self, doc: &str, print: &Fingerprint) -> Option<&str> {
        if let Some(first) = self.find(print) {
            self.firsts[first].sources.insert(print.source);
            self.carried.push(first);
            return Some(&self.firsts[first].doc);
        }
        let index = self.firsts.len();
        let sources = HashSet::from([print.source]);
        self.firsts.push(First { doc: doc.to_owned(), least: print.least.clone(), sources });
        self.carried.push(index);
        self.exact.insert(print.words, index);
        for key in groups(&print.least) {
            self.groups.entry(key).or_default().push(index);
        }
        None
    }

    /// For the n-th article added, how many different sources carry its text.
    pub fn sources(&self, article: usize) -> u32 {
        self.carried.get(article).map_or(1, |&first| self.firsts[first].sources.len() as u32)
    }

    fn find(&self, print: &Fingerprint) -> Option<usize> {
        match self.dedupe {
            Dedupe::Off => None,
            Dedupe::Exact => self.exact.get(&print.words).copied(),
            Dedupe::Near => self.exact.get(&print.words).copied().or_else(|| self.near(&print.least)),
        }
    }

    /// The earliest text that is alike.
    fn near(&self, least: &[u32]) -> Option<usize> {
        let met = groups(least).filter_map(|key| self.groups.get(&key)).flatten().copied();
        met.filter(|&other| alike(&self.firsts[other].least, least)).min()
    }
}

fn groups(least: &[u32]) -> impl Iterator<Item = (usize, [u32; GROUP])> + '_ {
    let (groups, _) = least.as_chunks::<GROUP>();
    groups.iter().copied().enumerate().filter(|(_, bins)| !bins.contains(&u32::MAX))
}

fn alike(one: &[u32], other: &[u32]) -> bool {
    let filled = one.iter().zip(other).filter(|(a, b)| **a != u32::MAX || **b != u32::MAX);
    let (mut all, mut same) = (0, 0);
    for (a, b) in filled {
        all += 1;
        same += u32::from(a == b);
    }
    all > 0 && f64::from(same) >= ALIKE * f64::from(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind, Span};

    fn article(text: &str, source: Option<&str>) -> Article {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        Article {
            doc: String::new(),
            text: text.to_owned(),
            blocks: vec![block],
            title: None,
            published: None,
            published_from: None,
            source: source.map(str::to_owned),
            url: None,
            lang: None,
            dateline: None,
            sha256: String::new(),
        }
    }

    fn long(from: usize, to: usize) -> String {
        (from..to).map(|i| format!("word{i} ")).collect()
    }

    #[test]
    fn a_text_with_other_white_space_is_the_same() {
        let mut seen = Duplicates::new(Dedupe::Exact);
        assert_eq!(seen.add("a", &fingerprint(&article("One,  two\r\nthree.", None))), None);
        assert_eq!(seen.add("b", &fingerprint(&article("One, two\nThree.", Some("Wire")))), Some("a"));
        assert_eq!(seen.add("c", &fingerprint(&article("One, two", None))), None);
        assert_eq!([seen.sources(0), seen.sources(1), seen.sources(2)], [2, 2, 1]);
    }

    #[test]
    fn a_text_with_a_line_added_is_near() {
        let (copy, added, half) = (long(0, 300), long(0, 300) + "Reporting by our staff.", long(150, 450));
        let found = |dedupe, other: &str| {
            let mut seen = Duplicates::new(dedupe);
            seen.add("a", &fingerprint(&article(&copy, None)));
            seen.add("b", &fingerprint(&article(other, None))).is_some()
        };
        assert!(found(Dedupe::Near, &added));
        assert!(!found(Dedupe::Exact, &added));
        assert!(!found(Dedupe::Near, &half));
        assert!(!found(Dedupe::Off, &copy));
    }
}
