//! A dataset read back: every record of a folder, strictly, as the contract says.

use super::folder::in_words;
use super::manifest::RunRecord;
use super::record::{ArticleRecord, EventRecord, LeftoverRecord, MentionRecord, SkippedRecord};
use serde::de::DeserializeOwned;
use std::fmt;
use std::fs::File;
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
        }
    }
}

impl std::error::Error for ReadFault {}

impl Dataset {
    /// Reads a folder that [`super::Writer`] filled.
    pub fn read(root: &Path) -> Result<Dataset, ReadFault> {
        if !super::is_ours(root) {
            return Err(ReadFault::NoDataset(root.to_owned()));
        }
        Ok(Dataset {
            run: manifest(&root.join("run.json"))?,
            articles: rows(&root.join("articles.jsonl"))?,
            mentions: rows(&root.join("mentions.jsonl"))?,
            events: rows(&root.join("events.jsonl"))?,
            leftovers: rows(&root.join("leftovers.jsonl"))?,
            skipped: rows(&root.join("skipped.jsonl"))?,
        })
    }
}

fn manifest(path: &Path) -> Result<RunRecord, ReadFault> {
    serde_json::from_reader(open(path)?).map_err(|error| {
        let line = error.line();
        ReadFault::Row { path: path.to_owned(), line, error }
    })
}

fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, ReadFault> {
    let row = |(index, line): (usize, io::Result<String>)| {
        let line = line.map_err(|error| ReadFault::Io { path: path.to_owned(), error })?;
        serde_json::from_str(&line).map_err(|error| ReadFault::Row { path: path.to_owned(), line: index + 1, error })
    };
    open(path)?.lines().enumerate().map(row).collect()
}

fn open(path: &Path) -> Result<BufReader<File>, ReadFault> {
    let file = File::open(path).map_err(|error| ReadFault::Io { path: path.to_owned(), error })?;
    Ok(BufReader::new(file))
}
