//! Gold files: one JSON object an article, `NAME.gold.json`.

use super::ScoreFault;
use crate::ontology::EventType;
use serde::{Deserialize, Deserializer};
use std::fs;
use std::path::{Path, PathBuf};

/// What a careful analyst would extract from one article.
#[derive(Debug, Deserialize)]
pub struct Gold {
    /// The article's file.
    pub doc: String,
    #[serde(default)]
    pub published: Option<String>,
    /// In order, each copied exactly from the text.
    pub(super) sentences: Vec<String>,
    #[serde(default)]
    pub(super) boilerplate: Vec<String>,
    pub(super) mentions: Vec<GoldMention>,
    pub(super) events: Vec<GoldEvent>,
    /// Where it was read.
    #[serde(skip)]
    pub path: PathBuf,
}

/// A named actor: by sentence, words and their occurrence, or by `start` and `end` in code points of the article's text.
#[derive(Debug, Deserialize)]
pub(super) struct GoldMention {
    pub s: Option<usize>,
    pub text: Option<String>,
    /// Which occurrence of the words in the sentence, from 1.
    pub n: Option<usize>,
    pub start: Option<u32>,
    pub end: Option<u32>,
    /// `None` where the acronym means somebody else.
    #[serde(deserialize_with = "present")]
    pub actor: Option<String>,
}

/// An event that a sentence reports.
#[derive(Debug, Deserialize)]
pub(super) struct GoldEvent {
    /// Index of the sentence.
    pub s: usize,
    #[serde(default)]
    pub trigger: String,
    #[serde(deserialize_with = "event_type")]
    pub event: EventType,
    pub actor: Vec<String>,
    pub recipient: Vec<String>,
    #[serde(default)]
    pub status: Option<String>,
    #[serde(default)]
    pub date: Option<String>,
    #[serde(default)]
    pub place: Option<String>,
    #[serde(default)]
    pub dead: Option<f64>,
    #[serde(default)]
    pub injured: Option<f64>,
}

impl Gold {
    /// The article's file without its folders.
    pub fn name(&self) -> &str {
        self.doc.rsplit('/').next().unwrap_or(&self.doc)
    }

    /// Whether the article is of August 2021 or after, or of no known day: then AFG and IEA are one party.
    pub(super) fn is_late(&self) -> bool {
        self.published.as_deref().filter(|day| !day.is_empty()).is_none_or(|day| day >= "2021-08")
    }
}

/// Reads all `*.gold.json` of a folder, in order of their names. A folder that has none but has a folder `gold` means that.
pub fn read_gold(folder: &Path) -> Result<Vec<Gold>, ScoreFault> {
    let mut paths = gold_files(folder)?;
    if paths.is_empty() && folder.join("gold").is_dir() {
        paths = gold_files(&folder.join("gold"))?;
    }
    if paths.is_empty() {
        return Err(ScoreFault::new(folder, "no file NAME.gold.json in this folder"));
    }
    paths.into_iter().map(read_one).collect()
}

fn gold_files(folder: &Path) -> Result<Vec<PathBuf>, ScoreFault> {
    let entries = fs::read_dir(folder).map_err(|error| ScoreFault::io(folder, &error))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
    paths.sort();
    Ok(paths)
}

fn read_one(path: PathBuf) -> Result<Gold, ScoreFault> {
    let bytes = fs::read(&path).map_err(|error| ScoreFault::io(&path, &error))?;
    let mut gold: Gold = serde_json::from_slice(&bytes).map_err(|error| ScoreFault::at(&path, error.line(), &error))?;
    gold.path = path;
    if let Some(event) = gold.events.iter().find(|event| event.s >= gold.sentences.len()) {
        let message = format!("event `{}`: there is no sentence {}", event.trigger, event.s);
        return Err(ScoreFault::new(&gold.path, message));
    }
    Ok(gold)
}

/// A field that may be null but not absent.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer)
}

fn event_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EventType, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}
