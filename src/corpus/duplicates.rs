//! Finds the same report printed twice: word for word, or nearly so.

use super::fingerprint::{Fingerprint, LENGTH};
use crate::ledger::{Ledger, Spool};
use std::collections::HashMap;
use std::io;
use std::path::Path;

/// How alike two texts must be to count as one report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dedupe {
    Off,
    /// The same words, whatever the marks, case and layout.
    Exact,
    /// Most of the same runs of five words.
    #[default]
    Near,
}

/// An article's place among those that report the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Index of the article.
    pub article: usize,
    /// Index of the first article with this text, if it is not this one.
    pub duplicate_of: Option<usize>,
    /// Number of different sources that carry the text; articles without a source count as one each.
    pub n_sources: u32,
}

/// Compares each article with all before it. What is compared lies on the disk.
pub struct Duplicates {
    dedupe: Dedupe,
    articles: usize,
    /// The originals: each one's index, and its print.
    originals: Spool,
    /// Where in these an original lies, by its words and by each of its bands.
    known: Ledger<1>,
    copies: Vec<(usize, usize)>,
    /// By the index of an original that has copies: who carries the text.
    carriers: HashMap<usize, Carriers>,
}

#[derive(Default)]
struct Carriers {
    named: Vec<u64>,
    unnamed: u32,
}

/// An article that is no copy.
struct Original {
    article: usize,
    print: Fingerprint,
}

/// Share of runs in common, of 100, from which two texts are one report.
const ALIKE: usize = 70;

impl Duplicates {
    /// Before the first article; files lie in `folder` for as long as this is in use.
    pub fn new(folder: &Path, dedupe: Dedupe) -> Duplicates {
        Duplicates {
            dedupe,
            articles: 0,
            originals: Spool::new(&folder.join("originals")),
            known: Ledger::new(folder, "prints"),
            copies: Vec::new(),
            carriers: HashMap::new(),
        }
    }

    /// Compares the next article; the first of several is the original.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn add(&mut self, print: &Fingerprint) -> io::Result<()> {
        let article = self.articles;
        self.articles += 1;
        match self.original(print)? {
            Some(original) => {
                let carriers = self.carriers.entry(original.article).or_default();
                if carriers.count() == 0 {
                    carriers.add(original.print.source());
                }
                carriers.add(print.source());
                self.copies.push((article, original.article));
                Ok(())
            }
            None => self.remember(article, print),
        }
    }

    /// The originals that have copies and the copies, in the order of articles; every other article stands alone.
    pub fn standings(self) -> Vec<Standing> {
        let sources = |original: &usize| self.carriers.get(original).map_or(1, Carriers::count);
        let copies = self.copies.iter().map(|(article, original)| Standing {
            article: *article,
            duplicate_of: Some(*original),
            n_sources: sources(original),
        });
        let originals = self.carriers.keys().map(|original| Standing {
            article: *original,
            duplicate_of: None,
            n_sources: sources(original),
        });
        let mut standings: Vec<_> = copies.chain(originals).collect();
        standings.sort_unstable_by_key(|standing| standing.article);
        standings
    }

    /// The one with the same words, or else the first that is alike enough.
    fn original(&self, print: &Fingerprint) -> io::Result<Option<Original>> {
        if let Some(words) = print.words().filter(|_| self.dedupe != Dedupe::Off) {
            for [place] in self.known.notes(words as u64)? {
                let original = self.read(place)?;
                if original.print.words() == Some(words) {
                    return Ok(Some(original));
                }
            }
        }
        if self.dedupe == Dedupe::Near { self.nearest(print) } else { Ok(None) }
    }

    fn nearest(&self, print: &Fingerprint) -> io::Result<Option<Original>> {
        let mut met = print.bands().map(|band| self.known.notes(band)).collect::<io::Result<Vec<_>>>()?.concat();
        met.sort_unstable();
        met.dedup();
        for [place] in met {
            let original = self.read(place)?;
            if original.print.likeness(print) >= ALIKE {
                return Ok(Some(original));
            }
        }
        Ok(None)
    }

    fn remember(&mut self, article: usize, print: &Fingerprint) -> io::Result<()> {
        let words = print.words().filter(|_| self.dedupe != Dedupe::Off).map(|words| words as u64);
        let bands = print.bands().filter(|_| self.dedupe == Dedupe::Near);
        let mut keys = words.into_iter().chain(bands).peekable();
        if keys.peek().is_none() {
            return Ok(());
        }
        let piece = [(article as u64).to_le_bytes().as_slice(), &print.to_bytes()].concat();
        let place = self.originals.put(&piece)?;
        keys.try_for_each(|key| self.known.note(key, [place]))
    }

    fn read(&self, place: u64) -> io::Result<Original> {
        let piece = self.originals.read(place, 8 + LENGTH)?;
        let read = piece.split_first_chunk().and_then(|(article, print)| {
            Some(Original { article: u64::from_le_bytes(*article) as usize, print: Fingerprint::from_bytes(print)? })
        });
        read.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

impl Carriers {
    fn add(&mut self, source: Option<u64>) {
        match source {
            None => self.unnamed += 1,
            Some(source) if self.named.contains(&source) => {}
            Some(source) => self.named.push(source),
        }
    }

    fn count(&self) -> u32 {
        self.named.len() as u32 + self.unnamed
    }
}

#[cfg(test)]
mod tests {
    use super::super::fingerprint::tests::{fingerprint, words};
    use super::*;
    use proptest::prelude::*;

    /// How each article stands.
    fn standings(all: &[Fingerprint], dedupe: Dedupe) -> Vec<Standing> {
        let folder = tempfile::tempdir().unwrap();
        let mut duplicates = Duplicates::new(folder.path(), dedupe);
        all.iter().for_each(|print| duplicates.add(print).unwrap());
        let mut standings: Vec<_> =
            (0..all.len()).map(|article| Standing { article, duplicate_of: None, n_sources: 1 }).collect();
        duplicates.standings().into_iter().for_each(|standing| standings[standing.article] = standing);
        standings
    }

    fn originals(all: &[Fingerprint], dedupe: Dedupe) -> Vec<Option<usize>> {
        standings(all, dedupe).iter().map(|standing| standing.duplicate_of).collect()
    }

    proptest! {
        #[test]
        fn each_is_compared_with_all_originals_before_it(cuts in proptest::collection::vec((0..60usize, 0..80usize), 0..40)) {
            let all: Vec<_> = cuts.iter().map(|(from, length)| fingerprint(&words(*from, from + length), "")).collect();
            let mut told: Vec<Option<usize>> = Vec::new();
            for (index, print) in all.iter().enumerate() {
                let originals: Vec<_> = (0..index).filter(|original| told[*original].is_none()).collect();
                let meets = |original: &&usize| {
                    let bands: Vec<_> = all[**original].bands().collect();
                    print.bands().any(|band| bands.contains(&band)) && all[**original].likeness(print) >= ALIKE
                };
                let same = originals.iter().find(|original| print.words().is_some() && all[**original].words() == print.words());
                told.push(same.or_else(|| originals.iter().find(meets)).copied());
            }
            prop_assert_eq!(super::tests::originals(&all, Dedupe::Near), told);
        }
    }

    #[test]
    fn exact_and_near() {
        let shouted: Vec<_> = words(0, 300).iter().map(|word| format!("{},", word.to_uppercase())).collect();
        let cut = words(0, 280);
        let all = [
            fingerprint(&words(0, 300), "A"),
            fingerprint(&words(1000, 1300), ""),
            fingerprint(&shouted, "B"),
            fingerprint(&cut, "A"),
            fingerprint(&words(150, 450), ""),
        ];
        assert_eq!(originals(&all, Dedupe::Off), [None; 5]);
        assert_eq!(originals(&all, Dedupe::Exact), [None, None, Some(0), None, None]);
        assert_eq!(originals(&all, Dedupe::Near), [None, None, Some(0), Some(0), None]);
        let sources: Vec<_> = standings(&all, Dedupe::Near).iter().map(|standing| standing.n_sources).collect();
        assert_eq!(sources, [2, 1, 2, 2, 1]);
    }

    #[test]
    fn texts_without_words_are_no_duplicates() {
        let all = [fingerprint(&[], ""), fingerprint(&[], "")];
        assert_eq!(originals(&all, Dedupe::Near), [None, None]);
    }
}
