//! Notes under 64-bit keys, in the order in which they were made: as many as the disk holds, in little memory.
//!
//! The latest are held; when these are many they go to the disk as a [`run::Run`], sorted by key. Runs of about one size
//! are put together, so that there are few of them, and each has a filter of ten bits a note that tells for nearly every
//! key that it is not there.

mod run;
mod spool;

pub use spool::Spool;

use run::{Record, Run};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Notes of `N` numbers each. Its files go when it does.
pub struct Ledger<const N: usize> {
    /// Where its files lie and how their names begin.
    folder: PathBuf,
    name: &'static str,
    /// How many notes are held at a time.
    held: usize,
    /// The latest notes, by key and by how many were made before.
    recent: BTreeMap<(u64, u64), [u64; N]>,
    noted: u64,
    /// The notes before them, the oldest run first.
    runs: Vec<Run<N>>,
    /// Files begun, by which they are named.
    files: u64,
}

/// Some 4 MB of notes.
const HELD: usize = 1 << 16;
/// Runs of one size that are put together.
const SHARE: usize = 8;

impl<const N: usize> Ledger<N> {
    /// An empty one, whose files will lie in `folder` under names that begin with `name`.
    pub fn new(folder: &Path, name: &'static str) -> Ledger<N> {
        Ledger::holding(HELD, folder, name)
    }

    fn holding(held: usize, folder: &Path, name: &'static str) -> Ledger<N> {
        let (recent, runs) = (BTreeMap::new(), Vec::new());
        Ledger { folder: folder.to_owned(), name, held, recent, noted: 0, runs, files: 0 }
    }

    /// Adds a note.
    ///
    /// # Errors
    /// Where the disk takes no more.
    pub fn note(&mut self, key: u64, note: [u64; N]) -> io::Result<()> {
        self.recent.insert((key, self.noted), note);
        self.noted += 1;
        if self.recent.len() >= self.held { self.put_away() } else { Ok(()) }
    }

    /// All notes under a key, the oldest first.
    ///
    /// # Errors
    /// Where the disk does not give back what it took.
    pub fn notes(&self, key: u64) -> io::Result<Vec<[u64; N]>> {
        let mut notes = Vec::new();
        self.runs.iter().try_for_each(|run| run.find(key, &mut notes))?;
        notes.extend(self.recent.range((key, 0)..=(key, u64::MAX)).map(|(_, note)| *note));
        Ok(notes)
    }

    /// Makes a run of what is held, and one of several runs.
    fn put_away(&mut self) -> io::Result<()> {
        let recent = std::mem::take(&mut self.recent);
        let count = recent.len() as u64;
        let records = recent.into_iter().map(|((key, _), note)| Ok(Record { key, note }));
        let path = self.next_file();
        self.runs.push(Run::write(path, count, records)?);
        while let Some(from) = self.of_one_size() {
            let path = self.next_file();
            let merged = Run::merge(path, self.runs.get(from..).unwrap_or_default())?;
            self.runs.truncate(from);
            self.runs.push(merged);
        }
        Ok(())
    }

    /// Where the last runs begin, if they are enough of about one size to be put together.
    fn of_one_size(&self) -> Option<usize> {
        let from = self.runs.len().checked_sub(SHARE)?;
        let last = self.runs.get(from..)?;
        (last.first()?.len() < last.last()?.len() * SHARE as u64).then_some(from)
    }

    fn next_file(&mut self) -> PathBuf {
        self.files += 1;
        self.folder.join(format!("{}-{}", self.name, self.files))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn what_was_noted_is_found_in_its_order(keys in proptest::collection::vec(0..40u64, 0..400), held in 1..9usize) {
            let folder = tempfile::tempdir().unwrap();
            let mut ledger = Ledger::holding(held, folder.path(), "notes");
            let mut all: HashMap<u64, Vec<[u64; 2]>> = HashMap::new();
            for (number, key) in keys.iter().map(|key| key << 58 | key).enumerate() {
                let note = [number as u64, key];
                prop_assert_eq!(&ledger.notes(key).unwrap(), all.entry(key).or_default());
                ledger.note(key, note).unwrap();
                all.entry(key).or_default().push(note);
            }
            for key in (0..41).map(|key| key << 58 | key) {
                prop_assert_eq!(ledger.notes(key).unwrap(), all.remove(&key).unwrap_or_default());
            }
            prop_assert!(ledger.runs.len() <= 4 * SHARE);
            drop(ledger);
            prop_assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn many_notes_under_one_key_lie_in_many_blocks() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::holding(1000, folder.path(), "notes");
        for number in 0..1000 {
            ledger.note(if number % 2 == 0 { 7 } else { number << 32 }, [number]).unwrap();
        }
        assert_eq!(ledger.runs.len(), 1);
        let even: Vec<_> = (0..500).map(|half| [2 * half]).collect();
        assert_eq!(ledger.notes(7).unwrap(), even);
        assert_eq!(ledger.notes(999 << 32).unwrap(), [[999]]);
        assert!(ledger.notes(8).unwrap().is_empty());
    }
}
