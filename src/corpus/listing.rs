//! What stands below the inputs, a few bytes an entry: a corpus may have millions of files.

use super::Skipped;
use super::walk::written;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// As in [`crate::text::Article::doc`].
    pub doc: String,
    pub path: PathBuf,
}

/// One thing that stands below the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Input(Input),
    Skipped(Skipped),
}

impl Found {
    /// Its path in the output.
    pub fn doc(&self) -> &str {
        match self {
            Found::Input(input) => &input.doc,
            Found::Skipped(skipped) => &skipped.doc,
        }
    }
}

/// All that stands below the inputs, in order of `doc`.
#[derive(Debug, Default)]
pub struct Listing {
    entries: Vec<Entry>,
    folders: Vec<Folder>,
    /// Names of the files, as `doc` has them, each with the `/` that no name holds.
    names: String,
    /// Files whose paths their names do not give, by where these begin.
    paths: HashMap<usize, PathBuf>,
    skipped: Vec<Skipped>,
}

#[derive(Clone, Copy, Debug)]
enum Entry {
    /// Where its name begins.
    File { folder: u32, name: usize },
    /// Its place among those skipped.
    Skipped(usize),
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// What the `doc` of its files begins with.
    doc: String,
}

impl Listing {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// One of them.
    pub fn get(&self, index: usize) -> Option<Found> {
        self.entries.get(index).and_then(|entry| self.found(*entry))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Found> {
        self.entries.iter().filter_map(|entry| self.found(*entry))
    }

    /// Those that are to be read.
    pub fn files(&self) -> impl Iterator<Item = Input> {
        self.iter().filter_map(|found| match found {
            Found::Input(input) => Some(input),
            Found::Skipped(_) => None,
        })
    }

    /// Adds a folder, of which `doc` is what the `doc` of all its files begins with; gives its number.
    pub(super) fn add_folder(&mut self, path: PathBuf, doc: String) -> u32 {
        self.folders.push(Folder { path, doc });
        self.folders.len() as u32 - 1
    }

    /// Adds a file of the folder with this number.
    pub(super) fn add(&mut self, folder: u32, name: &OsStr) {
        let shown = written(name);
        if name != OsStr::new(&shown)
            && let Some(folder) = self.folders.get(folder as usize)
        {
            self.paths.insert(self.names.len(), folder.path.join(name));
        }
        self.add_file(folder, &shown);
    }

    /// Adds a file that was given by itself.
    pub(super) fn add_alone(&mut self, doc: &str, path: &Path) {
        let number = self.add_folder(PathBuf::new(), String::new());
        self.paths.insert(self.names.len(), path.to_owned());
        self.add_file(number, doc);
    }

    pub(super) fn skip(&mut self, skipped: Skipped) {
        self.entries.push(Entry::Skipped(self.skipped.len()));
        self.skipped.push(skipped);
    }

    /// Puts all in order; of two with one `doc` the one that was found last stays.
    pub(super) fn sort(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_by(|one, other| self.compare(*one, *other));
        entries.dedup_by(|later, earlier| {
            let same = self.compare(*later, *earlier) == Ordering::Equal;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        self.entries = entries;
    }

    fn add_file(&mut self, folder: u32, name: &str) {
        self.entries.push(Entry::File { folder, name: self.names.len() });
        self.names.push_str(name);
        self.names.push('/');
    }

    fn compare(&self, one: Entry, other: Entry) -> Ordering {
        let ((folder, name), (other_folder, other_name)) = (self.doc(one), self.doc(other));
        if folder == other_folder {
            return name.cmp(other_name);
        }
        folder.bytes().chain(name.bytes()).cmp(other_folder.bytes().chain(other_name.bytes()))
    }

    /// Both parts of a `doc`.
    fn doc(&self, entry: Entry) -> (&str, &str) {
        match entry {
            Entry::File { folder, name } => {
                let folder = self.folders.get(folder as usize).map_or("", |folder| &folder.doc);
                let names = self.names.get(name..).unwrap_or_default();
                (folder, names.split_once('/').map_or("", |(name, _)| name))
            }
            Entry::Skipped(index) => (self.skipped.get(index).map_or("", |skipped| &skipped.doc), ""),
        }
    }

    fn found(&self, entry: Entry) -> Option<Found> {
        match entry {
            Entry::Skipped(index) => self.skipped.get(index).cloned().map(Found::Skipped),
            Entry::File { folder, name: place } => {
                let (below, name) = self.doc(entry);
                let path = match self.paths.get(&place) {
                    Some(path) => path.clone(),
                    None => self.folders.get(folder as usize)?.path.join(name),
                };
                Some(Found::Input(Input { doc: format!("{below}{name}"), path }))
            }
        }
    }
}
