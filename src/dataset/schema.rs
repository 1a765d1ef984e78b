//! The JSON Schema of every record, made from the records themselves.

use super::manifest::RunRecord;
use super::record::{ArticleRecord, EventRecord, LeftoverRecord, MentionRecord, SkippedRecord};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

/// Each output file and the schema of one of its lines (of the whole file for `run.json`).
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("articles.jsonl", schema::<ArticleRecord>()),
        ("mentions.jsonl", schema::<MentionRecord>()),
        ("events.jsonl", schema::<EventRecord>()),
        ("leftovers.jsonl", schema::<LeftoverRecord>()),
        ("skipped.jsonl", schema::<SkippedRecord>()),
        ("run.json", schema::<RunRecord>()),
    ]
}

fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
