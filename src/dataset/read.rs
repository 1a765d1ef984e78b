//! A dataset read back: every record of a folder, strictly, as the contract says.

use super::folder::in_words;
use super::manifest::RunRecord;
use super::record::{ArticleRecord, EventRecord, LeftoverRecord, MentionRecord, SkippedRecord};
use serde::de::DeserializeOwned;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// All rows of a dataset, in the order of their files.
#[derive(Clone, Debug)]
pub struct Dataset {
    pub run: RunRecord,
    pub articles: Vec<ArticleRecord>,
    pub mentions: Vec<MentionRecord>,
    pub events: Vec<EventRecord>,
    pub leftovers: Vec<LeftoverRecord>,
    pub skipped: Vec<SkippedRecord>,
}

/// Why a folder could not be read as a dataset.
#[derive(Debug)]
pub enum ReadFault {
    /// There is no whole dataset in the folder.
    NoDataset(PathBuf),
    Io {
        path: PathBuf,
        error: io::Error,
    },
    /// A line, from 1, that is no record.
    Row {
        path: PathBuf,
        line: usize,
        error: serde_json::Error,
    },
    /// The run was asked for mentions alone.
    NoEvents(PathBuf),
    /// The snapshot lacks a layer.
    NoDictionaries(PathBuf),
}

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadFault::NoDataset(root) => write!(
                f,
                "`{}` is no dataset of khabar's (it has no run.json); name the folder that `khabar run` wrote",
                root.display()
            ),
            ReadFault::Io { path, error } => write!(f, "cannot read `{}`: {}", path.display(), in_words(error)),
            ReadFault::Row { path, line, error } => {
                write!(f, "{}:{line}: {error}; run `khabar run` again to write the dataset anew", path.display())
            }
            ReadFault::NoEvents(root) => write!(
                f,
                "`{}` holds mentions only: its run was not asked for events (`--only mentions`); run `khabar run` without \
                 `--only` to have them",
                root.display()
            ),
            ReadFault::NoDictionaries(root) => {
                write!(f, "`{}` lacks the dictionaries that coded it; run `khabar run` again", root.display())
            }
        }
    }
}

impl std::error::Error for ReadFault {}

impl Dataset {
    /// Reads a folder that [`super::Writer`] filled.
    ///
    /// # Errors
    /// Where the folder is no dataset of khabar's, not whole, or without events.
    pub fn read(root: &Path) -> Result<Dataset, ReadFault> {
        Ok(Dataset {
            run: read_whole_run(root)?,
            articles: rows(root, "articles.jsonl")?,
            mentions: rows(root, "mentions.jsonl")?,
            events: rows(root, "events.jsonl")?,
            leftovers: rows(root, "leftovers.jsonl")?,
            skipped: rows(root, "skipped.jsonl")?,
        })
    }
}

/// The manifest.
///
/// # Errors
/// Where the folder is no dataset of khabar's, or not whole.
pub fn read_run(root: &Path) -> Result<RunRecord, ReadFault> {
    if !super::is_ours(root) {
        return Err(ReadFault::NoDataset(root.to_owned()));
    }
    let path = root.join("run.json");
    serde_json::from_reader(open(&path)?).map_err(|error| ReadFault::Row { line: error.line(), path, error })
}

/// The manifest of a dataset that has events.
///
/// # Errors
/// Where the folder is no dataset of khabar's, not whole, or without events.
pub fn read_whole_run(root: &Path) -> Result<RunRecord, ReadFault> {
    let run = read_run(root)?;
    if run.only.is_some() { Err(ReadFault::NoEvents(root.to_owned())) } else { Ok(run) }
}

/// Calls `each` with every row of a file, in order.
///
/// # Errors
/// Where the file cannot be read or a line is no such row.
pub fn read_rows<T: DeserializeOwned>(root: &Path, name: &str, mut each: impl FnMut(T)) -> Result<(), ReadFault> {
    let path = root.join(name);
    for (line, number) in open(&path)?.lines().zip(1..) {
        let line = line.map_err(|error| ReadFault::Io { path: path.clone(), error })?;
        let row = serde_json::from_str(&line);
        each(row.map_err(|error| ReadFault::Row { path: path.clone(), line: number, error })?);
    }
    Ok(())
}

/// Calls `each` with every row of `events.jsonl`, in order; there is none where the run was not asked for events.
///
/// # Errors
/// Where the file cannot be read or a line is no event.
pub fn read_events(root: &Path, run: &RunRecord, each: impl FnMut(EventRecord)) -> Result<(), ReadFault> {
    if run.only.is_some() { Ok(()) } else { read_rows(root, "events.jsonl", each) }
}

/// The dictionaries that coded the dataset: a folder for each layer, in order.
///
/// # Errors
/// Where one of them is missing.
pub fn snapshot_layers(root: &Path, run: &RunRecord) -> Result<Vec<PathBuf>, ReadFault> {
    let snapshot = root.join(super::folder::SNAPSHOT);
    let names = fs::read_dir(&snapshot).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    let layer = |index: usize| {
        let found = names.iter().find(|name| name.split('-').next() == Some(index.to_string().as_str()));
        found.map(|name| snapshot.join(name)).ok_or_else(|| ReadFault::NoDictionaries(snapshot.clone()))
    };
    (0..run.dictionaries.layers.len()).map(layer).collect()
}

fn rows<T: DeserializeOwned>(root: &Path, name: &str) -> Result<Vec<T>, ReadFault> {
    let mut all = Vec::new();
    read_rows(root, name, |row| all.push(row))?;
    Ok(all)
}

fn open(path: &Path) -> Result<BufReader<File>, ReadFault> {
    let file = File::open(path).map_err(|error| ReadFault::Io { path: path.to_owned(), error })?;
    Ok(BufReader::with_capacity(1 << 16, file))
}
