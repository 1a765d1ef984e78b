//! The rows of an output folder, as far as scoring needs them: any program's that writes `mentions.jsonl` and `events.jsonl`.

use super::ScoreFault;
use crate::ontology::EventType;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// An output folder's rows, by the name of their article's file.
#[derive(Debug, Default)]
pub struct Output {
    mentions: HashMap<String, Vec<MentionRow>>,
    events: HashMap<String, Vec<EventRow>>,
    /// Texts that stand in `articles.jsonl`.
    pub texts: HashMap<String, String>,
    /// The input roots of the run; empty where `run.json` does not tell.
    pub inputs: Vec<PathBuf>,
}

#[derive(Debug, Deserialize)]
pub(super) struct MentionRow {
    pub start: u32,
    pub end: u32,
    pub actor: Option<String>,
}

#[derive(Debug)]
pub(super) struct EventRow {
    pub start: u32,
    pub event: EventType,
    pub words: String,
    pub actor: Vec<PartyRow>,
    pub recipient: Vec<PartyRow>,
    pub status: Option<String>,
    pub date: Option<String>,
    /// As written and as the dictionary names it, lower case.
    pub place: Vec<String>,
    pub dead: Option<f64>,
    pub injured: Option<f64>,
    pub trace: Vec<String>,
}

/// One side of an event; what is not there is empty.
#[derive(Debug, Default)]
pub(super) struct PartyRow {
    pub actor: String,
    pub code: String,
    pub words: String,
    pub sector: Vec<String>,
}

impl Output {
    pub(super) fn mentions(&self, name: &str) -> &[MentionRow] {
        self.mentions.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn events(&self, name: &str) -> &[EventRow] {
        self.events.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Reads an output folder.
pub fn read_output(folder: &Path) -> Result<Output, ScoreFault> {
    if !folder.is_dir() {
        return Err(ScoreFault::new(folder, "no such folder"));
    }
    let mut output = Output { inputs: inputs(&folder.join("run.json")), ..Output::default() };
    let path = folder.join("mentions.jsonl");
    for (line, row) in rows::<RawMention>(&path)? {
        let lacks = |field| ScoreFault::at(&path, line, format!("this row has no `{field}`"));
        let doc = row.doc.ok_or_else(|| lacks("doc"))?;
        let (start, end) = (row.start.ok_or_else(|| lacks("start"))?, row.end.ok_or_else(|| lacks("end"))?);
        output.mentions.entry(name(&doc)).or_default().push(MentionRow { start, end, actor: row.actor });
    }
    let path = folder.join("events.jsonl");
    for (line, row) in rows::<RawEvent>(&path)? {
        let lacks = |field| ScoreFault::at(&path, line, format!("this row has no `{field}`"));
        let doc = row.doc.as_deref().ok_or_else(|| lacks("doc"))?;
        let start = row.start.ok_or_else(|| lacks("start"))?;
        let word = row.event.as_ref().and_then(Words::first).ok_or_else(|| lacks("event"))?;
        let event = word.parse().map_err(|unknown| ScoreFault::at(&path, line, unknown))?;
        output.events.entry(name(doc)).or_default().push(row.into_row(start, event));
    }
    let path = folder.join("articles.jsonl");
    if path.exists() {
        let texts = rows::<RawArticle>(&path)?.into_iter().filter_map(|(_, row)| Some((name(&row.doc?), row.text?)));
        output.texts.extend(texts);
    }
    Ok(output)
}

#[derive(Deserialize)]
struct RawArticle {
    doc: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct RawMention {
    doc: Option<String>,
    start: Option<u32>,
    end: Option<u32>,
    actor: Option<String>,
}

#[derive(Deserialize)]
struct RawEvent {
    doc: Option<String>,
    start: Option<u32>,
    /// One word, or a list of which the first counts.
    event: Option<Words>,
    event_text: Option<String>,
    actor: Option<Vec<Option<RawParty>>>,
    recipient: Option<Vec<Option<RawParty>>>,
    status: Option<String>,
    date: Option<String>,
    event_loc: Option<RawPlace>,
    dead: Option<f64>,
    injured: Option<f64>,
    #[serde(default)]
    trace: Vec<String>,
}

#[derive(Deserialize)]
struct RawParty {
    actor_id: Option<String>,
    code: Option<String>,
    entity_text: Option<String>,
    sector: Option<Words>,
}

#[derive(Deserialize)]
struct RawPlace {
    extracted_place: Option<String>,
    resolved_place: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

impl Words {
    fn first(&self) -> Option<&str> {
        match self {
            Words::One(word) => Some(word),
            Words::Many(words) => words.first().map(String::as_str),
        }
    }

    fn into_vec(self) -> Vec<String> {
        match self {
            Words::One(word) => vec![word],
            Words::Many(words) => words,
        }
    }
}

impl RawEvent {
    fn into_row(self, start: u32, event: EventType) -> EventRow {
        let place = self.event_loc.map(|place| [place.extracted_place, place.resolved_place]);
        EventRow {
            start,
            event,
            words: self.event_text.unwrap_or_default(),
            actor: parties(self.actor),
            recipient: parties(self.recipient),
            status: self.status,
            date: self.date,
            place: place.into_iter().flatten().flatten().map(|name| name.to_lowercase()).collect(),
            dead: self.dead,
            injured: self.injured,
            trace: self.trace,
        }
    }
}

fn parties(raw: Option<Vec<Option<RawParty>>>) -> Vec<PartyRow> {
    let parties = raw.into_iter().flatten().flatten();
    parties
        .map(|party| PartyRow {
            actor: party.actor_id.unwrap_or_default(),
            code: party.code.unwrap_or_default(),
            words: party.entity_text.unwrap_or_default(),
            sector: party.sector.map(Words::into_vec).unwrap_or_default(),
        })
        .collect()
}

/// The lines of a JSONL file with their numbers; blank ones are passed over.
fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<(usize, T)>, ScoreFault> {
    let text = fs::read_to_string(path).map_err(|error| ScoreFault::io(path, &error))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            let row = serde_json::from_str(line).map_err(|error| ScoreFault::at(path, i + 1, error))?;
            Ok((i + 1, row))
        })
        .collect()
}

/// The input roots that `run.json` records.
fn inputs(path: &Path) -> Vec<PathBuf> {
    #[derive(Deserialize)]
    struct Manifest {
        inputs: Vec<PathBuf>,
    }
    let manifest = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    manifest.map(|manifest| manifest.inputs).unwrap_or_default()
}

/// A path without its folders.
fn name(doc: &str) -> String {
    doc.rsplit('/').next().unwrap_or(doc).to_owned()
}
