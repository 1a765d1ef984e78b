//! In which fields a row is otherwise: what they were and what they are.

use crate::compare::Change;
use serde::Serialize;
use serde_json::{Map, Value};

/// A field in which two rows differ.
pub struct Field {
    pub name: String,
    old: Value,
    new: Value,
}

/// The fields in which a row is otherwise, other than those that say where it stands and why.
pub fn fields<T: Serialize>(change: &Change<T>) -> Vec<Field> {
    let value = |row: &Option<T>| row.as_ref().and_then(|row| serde_json::to_value(row).ok());
    match (value(&change.old), value(&change.new)) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => differing("", &old, &new),
        _ => Vec::new(),
    }
}

/// A line on what was and is in each field; empty where a row is gained or lost.
pub fn otherwise(fields: &[Field]) -> String {
    let said: Vec<String> = fields
        .iter()
        .flat_map(within)
        .map(|Field { name, old, new }| format!("{name} {} → {}", in_words(&old), in_words(&new)))
        .collect();
    if said.is_empty() { String::new() } else { format!("    otherwise in  {}\n", said.join(" · ")) }
}

fn differing(prefix: &str, old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<Field> {
    const BESIDE: [&str; 4] = ["id", "doc", "link", "trace"];
    let names = old.keys().filter(|name| !BESIDE.contains(&name.as_str()) && old.get(*name) != new.get(*name));
    let field = |name: &String| Field {
        name: format!("{prefix}{name}"),
        old: old.get(name).cloned().unwrap_or_default(),
        new: new.get(name).cloned().unwrap_or_default(),
    };
    names.map(field).collect()
}

/// The fields of a party or a place that differ, where the same one is meant; else the whole.
fn within(field: &Field) -> Vec<Field> {
    let same = |old: &Map<String, Value>, new: &Map<String, Value>| {
        ["actor_id", "entity_text", "resolved_place"].iter().all(|name| old.get(*name) == new.get(*name))
    };
    let whole = || vec![Field { name: field.name.clone(), old: field.old.clone(), new: field.new.clone() }];
    let (old, new) = match (&field.old, &field.new) {
        (Value::Array(old), Value::Array(new)) => (old.as_slice(), new.as_slice()),
        (old, new) => (std::slice::from_ref(old), std::slice::from_ref(new)),
    };
    let pairs: Option<Vec<_>> =
        old.iter().zip(new).map(|(old, new)| Some((old.as_object()?, new.as_object()?))).collect();
    match pairs {
        Some(pairs) if old.len() == new.len() && pairs.iter().all(|(old, new)| same(old, new)) => {
            let prefix = format!("{}.", field.name);
            pairs.into_iter().flat_map(|(old, new)| differing(&prefix, old, new)).collect()
        }
        _ => whole(),
    }
}

/// A value as people read it: a party or a place by its name.
fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(all) if all.is_empty() => "-".to_owned(),
        Value::Array(all) if all.iter().all(Value::is_object) => {
            all.iter().map(in_words).collect::<Vec<_>>().join(", ")
        }
        Value::Array(all) => all.iter().map(in_words).collect::<Vec<_>>().join(" "),
        Value::Object(fields) => {
            let named =
                ["actor_id", "resolved_place", "entity_text"].iter().find_map(|name| fields.get(*name)?.as_str());
            named.unwrap_or("-").to_owned()
        }
        other => other.to_string(),
    }
}
