//! What each file and each of its fields means, from the records themselves.

use crate::dataset::{RunRecord, schemas};
use crate::ontology::{Context, EventType, Mode, Sector, Status};
use serde_json::{Value, json};
use std::fmt::Write;

/// A file of the dataset, or a record inside another.
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: String,
    pub about: String,
    pub fields: Vec<Field>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    /// As `text`, `whole number, may be empty`, `list of text`.
    pub kind: String,
    pub about: String,
}

/// Every file, then every record that stands inside one.
pub fn entries() -> Vec<Entry> {
    let mut files = Vec::new();
    let mut inner: Vec<Entry> = Vec::new();
    for (name, schema) in schemas() {
        let schema = schema.to_value();
        files.push(entry(name, &schema));
        for (name, schema) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
            if inner.iter().all(|known| known.name != plain(name)) {
                inner.push(entry(plain(name), schema));
            }
        }
    }
    files.into_iter().chain(inner).collect()
}

fn plain(name: &str) -> &str {
    name.strip_suffix("Record").unwrap_or(name)
}

fn entry(name: &str, schema: &Value) -> Entry {
    let properties = schema.get("properties").and_then(Value::as_object);
    let field =
        |(name, schema): (&String, &Value)| Field { name: name.clone(), kind: kind(schema), about: about(schema) };
    Entry { name: name.to_owned(), about: about(schema), fields: properties.into_iter().flatten().map(field).collect() }
}

fn about(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ")
}

/// A type of JSON Schema in words.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return plain(name.rsplit('/').next().unwrap_or(name)).to_owned();
    }
    if let Some(either) = schema.get("anyOf").and_then(Value::as_array) {
        let one = either.iter().find(|one| one.get("type").is_none_or(|kind| kind != "null"));
        return format!("{}, may be empty", one.map(kind).unwrap_or_default());
    }
    match schema.get("type") {
        Some(Value::String(word)) if word == "array" => {
            format!("list of {}", schema.get("items").map(kind).unwrap_or_default())
        }
        Some(Value::String(word)) => in_words(word).to_owned(),
        Some(Value::Array(words)) => {
            let one = words.iter().filter_map(Value::as_str).find(|word| *word != "null").unwrap_or_default();
            format!("{}, may be empty", in_words(one))
        }
        _ => "anything".to_owned(),
    }
}

fn in_words(kind: &str) -> &str {
    match kind {
        "string" => "text",
        "integer" => "whole number",
        "number" => "number",
        "boolean" => "yes or no",
        "object" => "names and values",
        other => other,
    }
}

/// What figures made from news can and cannot say; the page shows the same.
pub const LIMITS: &[&str] = &[
    "Counts follow reporting, not events: where fewer journalists are, fewer events are told.",
    "An event that several articles tell has a record for each of them; `link` names the first, and counts take that one alone unless asked otherwise.",
    "`status` says what the text says of an event's having happened. Planned, denied and hypothetical events stand in the rows and are not counted unless asked for.",
    "A name that no dictionary knows is no actor. leftovers.jsonl lists such names; read them before you read a zero as peace.",
    "Coding follows fixed rules and dictionaries: the same input and dictionaries give the same rows. Each row's `trace` names the dictionary lines behind it.",
    "Offsets are Unicode code points into the decoded text, end exclusive.",
];

/// `CODEBOOK.md` of a dataset.
pub fn codebook(run: &RunRecord) -> String {
    let mut out = String::from("# Codebook\n\n");
    let RunRecord { version, schema_version, dictionaries, .. } = run;
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "Written by khabar {version}, schema {schema_version}, dictionaries `{}` ({}).\n",
        dictionaries.hash,
        dictionaries.layers.join(", ")
    );
    out.push_str("## How to read the figures\n\n");
    LIMITS.iter().for_each(|limit| out.push_str(&format!("- {limit}\n")));
    for entry in entries() {
        let _ = write!(out, "\n## {}\n\n{}\n\n| field | type | meaning |\n|---|---|---|\n", entry.name, entry.about);
        for Field { name, kind, about } in &entry.fields {
            let _ = writeln!(out, "| `{name}` | {kind} | {} |", about.replace('|', "\\|"));
        }
    }
    out.push_str("\n## Closed sets\n\nNames are PLOVER's (Open Event Data Alliance, 2021, CC BY-SA 4.0).\n\n");
    out.push_str("| type | quad class | modes |\n|---|---|---|\n");
    for &event in EventType::ALL {
        let modes: Vec<_> = Mode::of(event).iter().map(|mode| mode.as_str()).collect();
        let _ = writeln!(out, "| {event} | {} {} | {} |", event.quad_code(), quad(event.quad_code()), modes.join(", "));
    }
    let sets = [("Contexts", Context::WORDS), ("Sectors", Sector::WORDS), ("Statuses", Status::WORDS)];
    sets.iter().for_each(|(name, words)| out.push_str(&format!("\n{name}: {}.\n", words.join(", "))));
    out
}

/// `datapackage.json` of a dataset: its files and their fields as Frictionless Data describes them.
pub fn package(run: &RunRecord, name: &str) -> Value {
    let rows = entries().into_iter().filter(|entry| entry.name.ends_with(".jsonl"));
    let resource = |entry: Entry| {
        let field = |field: &Field| json!({ "name": field.name, "type": frictionless(&field.kind), "description": field.about });
        json!({
            "name": entry.name.trim_end_matches(".jsonl"),
            "path": entry.name,
            "description": entry.about,
            "format": "jsonl",
            "mediatype": "application/jsonl",
            "encoding": "utf-8",
            "schema": { "fields": entry.fields.iter().map(field).collect::<Value>() },
        })
    };
    json!({
        "title": name,
        "description": LIMITS.join(" "),
        "created": run.started,
        "version": run.schema_version,
        "resources": rows.map(resource).collect::<Value>(),
    })
}

/// A type in words as Table Schema calls it.
fn frictionless(kind: &str) -> &'static str {
    match kind.trim_end_matches(", may be empty") {
        "text" => "string",
        "whole number" => "integer",
        "number" => "number",
        "yes or no" => "boolean",
        list if list.starts_with("list of ") => "array",
        _ => "object",
    }
}

fn quad(code: u8) -> &'static str {
    match code {
        1 => "verbal cooperation",
        2 => "material cooperation",
        3 => "verbal conflict",
        _ => "material conflict",
    }
}
