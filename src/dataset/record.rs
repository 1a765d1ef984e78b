//! The output contract, field by field. Within a major `SCHEMA_VERSION` fields are only added.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the records below, as `run.json` states it.
pub const SCHEMA_VERSION: &str = "1.0";

/// A line of `articles.jsonl`: an article that was coded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleRecord {
    /// Path below the input folder, with `/`; `path#member` in a container.
    pub doc: String,
    pub title: Option<String>,
    /// ISO 8601, as precise as it is known.
    pub published: Option<String>,
    /// Where the publication date was found.
    pub published_from: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    /// BCP 47.
    pub lang: Option<String>,
    /// Of the text, lower-case hex.
    pub sha256: String,
    /// How many sentences were read.
    pub sentences: u32,
    /// `doc` of the first article with the same text.
    pub duplicate_of: Option<String>,
    /// How many different sources carry the text, this one included; those without a name count as one each.
    pub n_sources: u32,
    /// The text that the offsets point into; left out where it is the input file itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}

/// A line of `mentions.jsonl`: an actor named in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MentionRecord {
    pub doc: String,
    /// From 0.
    pub sentence: u32,
    /// Offsets in code points into the article's text, end exclusive.
    pub start: u32,
    pub end: u32,
    pub text: String,
    /// Canonical id.
    pub actor: String,
    pub kind: String,
    /// ISO 3166 alpha-3 or PLOVER's IGO, NGO, MNC, IMG, ISM.
    pub code: Option<String>,
    pub sector: Vec<String>,
    /// How the name was settled on the actor.
    pub how: String,
    /// Dictionary lines behind it.
    pub trace: Vec<String>,
}

/// A line of `events.jsonl`: who did what to whom, when and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventRecord {
    /// Hash of content; unique in a dataset, the same in every run.
    pub id: String,
    pub doc: String,
    pub sentence: u32,
    /// The trigger, in code points.
    pub start: u32,
    pub end: u32,
    /// The sentence.
    pub text: String,
    pub event_text: String,
    /// One of PLOVER's sixteen types.
    pub event: String,
    pub mode: Vec<String>,
    pub context: Vec<String>,
    pub quad_code: u8,
    /// -10 (conflict) to 10 (cooperation).
    pub event_scale: f32,
    pub cameo: Option<String>,
    pub acled: Option<String>,
    pub status: String,
    pub actor: Vec<PartyRecord>,
    pub recipient: Vec<PartyRecord>,
    /// ISO 8601, as precise as the text allows.
    pub date: Option<String>,
    pub date_to: Option<String>,
    pub date_text: Option<String>,
    /// `text` or `published`.
    pub date_from: Option<String>,
    pub event_loc: Option<LocationRecord>,
    pub dead: Option<u32>,
    pub injured: Option<u32>,
    pub arrested: Option<u32>,
    /// Number of people that took part.
    pub size: Option<u32>,
    /// Who says so.
    pub attribution: Option<AttributionRecord>,
    /// `id` of the first record that reports the same event.
    pub link: Option<String>,
    pub trace: Vec<String>,
}

/// One side of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartyRecord {
    /// Canonical id of `mentions.jsonl`, where an actor of the dictionaries is meant.
    pub actor_id: Option<String>,
    /// Wikidata id, where the dictionary has a verified one.
    pub identifier_id: Option<String>,
    /// The actor's name in the dictionary.
    pub identifier_text: Option<String>,
    pub entity_text: String,
    pub code: Option<String>,
    pub sector: Vec<String>,
    pub start: u32,
    pub end: u32,
}

/// Where an event happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LocationRecord {
    /// As written.
    pub extracted_place: String,
    /// As the dictionary names it.
    pub resolved_place: String,
    /// ISO 3166 alpha-3.
    pub country_code: Option<String>,
    pub province: Option<String>,
    pub district: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// GeoNames feature code.
    pub feature_code: Option<String>,
    /// `clause`, `sentence`, `paragraph`, `dateline` or `article`.
    pub place_from: String,
}

/// Who is said to have said it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AttributionRecord {
    pub entity_text: String,
    pub start: u32,
    pub end: u32,
}

/// A line of `leftovers.jsonl`: something seen and not understood, over the whole dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LeftoverRecord {
    /// `unknown-name`, `ambiguous-name` or `trigger-without-actor`.
    pub kind: String,
    /// As written where it was first seen.
    pub text: String,
    /// How often it was seen.
    pub count: u64,
    /// In how many articles.
    pub docs: u64,
    /// In how many sources; articles that name none count as one together.
    #[serde(default)]
    pub sources: u64,
    /// How often an unknown name stood where an actor of an event is missing: beside a party that is nobody of
    /// the dictionaries, or in the sentence of an event without actor.
    #[serde(default)]
    pub actor_missing: u64,
    /// The first three, in order of `doc`.
    pub examples: Vec<LeftoverExample>,
    /// Dictionary lines concerned.
    pub trace: Vec<String>,
}

/// Where something left over was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LeftoverExample {
    pub doc: String,
    pub sentence: u32,
    pub start: u32,
    pub end: u32,
    /// The sentence.
    pub text: String,
}

/// A line of `skipped.jsonl`: an input that was not coded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkippedRecord {
    pub doc: String,
    /// A word to count by; `no-text` and `outside-dates` are no failures.
    pub reason: String,
    /// In words.
    pub detail: String,
}
