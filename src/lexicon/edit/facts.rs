//! A file's entries as single statements, which two versions of it can be compared by.

use std::collections::BTreeSet;
use toml_edit::{Document, Item, Table, Value};

/// Entry and statement: `("NRF", "aliases \"National Resistance\"")`.
pub type Facts = BTreeSet<(String, String)>;

/// What the entries of a file say, without comments and layout; nothing of a text that is no TOML.
pub fn facts(text: &str) -> Facts {
    let Ok(document) = Document::parse(text) else { return Facts::new() };
    let mut all = Facts::new();
    for (list, item) in document.iter() {
        for entry in item.as_array_of_tables().into_iter().flatten() {
            let name = ["id", "text"].iter().find_map(|key| entry.get(key).and_then(Item::as_str)).unwrap_or(list);
            all.extend(statements(entry).map(|statement| (name.to_owned(), statement)));
        }
    }
    all
}

fn statements(entry: &Table) -> impl Iterator<Item = String> {
    entry.iter().flat_map(|(key, item)| {
        let values: Vec<String> = match item.as_value() {
            Some(Value::Array(list)) => list.iter().map(plain).collect(),
            Some(value) => vec![plain(value)],
            None => Vec::new(),
        };
        values.into_iter().map(move |value| format!("{key} {value}"))
    })
}

fn plain(value: &Value) -> String {
    value.clone().decorated("", "").to_string()
}
