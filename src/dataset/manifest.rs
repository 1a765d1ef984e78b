//! `run.json`: what ran, on what, with what, and counts that add up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `run.json`. The one file whose bytes differ from run to run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunRecord {
    /// `khabar`.
    pub program: String,
    pub version: String,
    /// Of the records.
    pub schema_version: String,
    pub dictionaries: DictionariesRecord,
    /// What alone was asked for, if not everything. Counts of what was not asked for are 0 and say nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub only: Option<Only>,
    /// As given.
    pub inputs: Vec<String>,
    /// Every setting that has a bearing on the rows, with its value.
    pub options: BTreeMap<String, serde_json::Value>,
    pub counts: Counts,
    /// RFC 3339, UTC.
    pub started: String,
    pub seconds: f64,
    pub threads: usize,
}

/// What a run may be asked for alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Only {
    /// Who is named: there is no `events.jsonl`.
    Mentions,
}

/// What the articles were coded with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DictionariesRecord {
    /// SHA-256 over all files, lower-case hex.
    pub hash: String,
    /// Layers in order, `default` for those in the program; the snapshot has a folder for each.
    pub layers: Vec<String>,
}

/// What became of every input. `inputs = coded + no_text + outside_dates + skipped`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    pub inputs: u64,
    /// Rows of `articles.jsonl`.
    pub coded: u64,
    /// Of those coded: taken over from an earlier run.
    #[serde(default)]
    pub recalled: u64,
    /// Of those coded: with the text of an earlier one.
    pub duplicates: u64,
    /// Inputs without a word.
    pub no_text: u64,
    /// Inputs that `--since` and `--until` leave out.
    pub outside_dates: u64,
    /// Inputs that could not be read.
    pub skipped: u64,
    pub mentions: u64,
    /// Different actors among the mentions.
    pub actors: u64,
    pub events: u64,
    /// Of those: later reports of an event already counted.
    pub linked: u64,
    pub articles_with_events: u64,
    /// Articles by where their date was found.
    pub published_from: BTreeMap<String, u64>,
    /// Articles without a date.
    pub undated: u64,
    /// Names with several holders: those that an entry's default settled, and those that nothing did.
    pub ambiguous: u64,
    /// Rows of `leftovers.jsonl`.
    pub leftovers: u64,
    /// Unknown names seen at least three times.
    pub unknown_names: u64,
    /// Sightings of rare leftovers that are in no row.
    pub leftovers_unlisted: u64,
    /// What came of reviewers' decisions, where there are any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decisions: Option<DecisionCounts>,
}

/// What came of reviewers' decisions, one for each place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecisionCounts {
    /// They hold in the rows.
    pub applied: u64,
    /// Of an article that reads otherwise now, disputed, or no longer borne out by the dictionaries.
    pub look_again: u64,
    /// About texts that are not among the inputs.
    pub elsewhere: u64,
}

impl Counts {
    /// Whether every input is accounted for.
    pub fn add_up(&self) -> bool {
        self.inputs == self.coded + self.no_text + self.outside_dates + self.skipped
    }
}
