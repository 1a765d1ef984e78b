//! `datapackage.json`: the dataset as replication archives and table readers describe one (Data Package, version 2).

use super::codebook::about;
use crate::dataset::{RunRecord, schemas};
use serde_json::{Value, json};

/// The description of the folder's files: each column with its type and meaning, and how rows refer to one another.
pub fn datapackage(run: &RunRecord) -> Value {
    let resources: Vec<Value> = schemas().iter().map(|(file, schema)| resource(file, schema.as_value())).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "khabar-dataset",
        "title": "Events coded from news articles",
        "description": "Who did what to whom, when and where. CODEBOOK.md says what each column means.",
        "version": run.schema_version,
        "created": run.started,
        "resources": resources,
    })
}

fn resource(file: &str, schema: &Value) -> Value {
    let (name, format) = file.rsplit_once('.').unwrap_or((file, ""));
    let mut resource = json!({
        "name": name,
        "path": file,
        "description": about(schema),
        "format": format,
        "encoding": "utf-8",
    });
    // The manifest is one object, not a table.
    if format == "jsonl" {
        resource["type"] = json!("table");
        resource["mediatype"] = json!("application/jsonl");
        resource["schema"] = table(name, schema);
    }
    resource
}

fn table(name: &str, schema: &Value) -> Value {
    let properties = schema.get("properties").and_then(Value::as_object);
    let fields: Vec<Value> = properties.into_iter().flatten().map(|(name, schema)| field(name, schema)).collect();
    let mut table = json!({ "fields": fields });
    if let Some(key) = primary_key(name) {
        table["primaryKey"] = json!([key]);
    }
    let references: Vec<Value> = references(name).iter().map(reference).collect();
    if !references.is_empty() {
        table["foreignKeys"] = json!(references);
    }
    table
}

fn field(name: &str, schema: &Value) -> Value {
    let (kind, required) = kind(schema);
    json!({ "name": name, "type": kind, "description": about(schema), "constraints": { "required": required } })
}

/// A type of Table Schema, and whether each row has the field.
fn kind(schema: &Value) -> (&str, bool) {
    let null = |kind: &Value| kind == "null";
    if let Some(either) = schema.get("anyOf").and_then(Value::as_array) {
        let one = either.iter().find(|one| !one.get("type").is_some_and(null));
        return (one.map_or("any", |one| kind(one).0), false);
    }
    match schema.get("type") {
        Some(Value::String(word)) => (word, true),
        Some(Value::Array(words)) => {
            let one = words.iter().filter(|word| !null(word)).find_map(Value::as_str);
            (one.unwrap_or("any"), !words.iter().any(null))
        }
        _ if schema.get("$ref").is_some() => ("object", true),
        _ => ("any", false),
    }
}

fn primary_key(table: &str) -> Option<&'static str> {
    match table {
        "articles" => Some("doc"),
        "events" => Some("id"),
        _ => None,
    }
}

/// Field, and the table (empty for the same one) and field that it points to.
type Reference = (&'static str, &'static str, &'static str);

fn references(table: &str) -> &'static [Reference] {
    match table {
        "articles" => &[("duplicate_of", "", "doc")],
        "mentions" => &[("doc", "articles", "doc")],
        "events" => &[("doc", "articles", "doc"), ("link", "", "id")],
        _ => &[],
    }
}

fn reference((field, table, to): &Reference) -> Value {
    json!({ "fields": [field], "reference": { "resource": table, "fields": [to] } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> Vec<Value> {
        schemas().iter().map(|(file, schema)| resource(file, schema.as_value())).collect()
    }

    fn fields(table: &Value) -> Vec<&Value> {
        table["schema"]["fields"].as_array().into_iter().flatten().collect()
    }

    #[test]
    fn every_table_has_its_columns_with_types_of_table_schema() {
        let types = ["string", "integer", "number", "boolean", "array", "object"];
        for table in tables().iter().filter(|table| table["path"] != "run.json") {
            assert!(fields(table).len() >= 3, "{table}");
            for field in fields(table) {
                assert!(types.contains(&field["type"].as_str().unwrap()), "{field}");
            }
        }
    }

    #[test]
    fn what_may_be_empty_is_not_required() {
        let tables = tables();
        let events = tables.iter().find(|table| table["name"] == "events").unwrap();
        let wanted = [
            ("id", "string", true),
            ("dead", "integer", false),
            ("event_loc", "object", false),
            ("actor", "array", true),
        ];
        for (name, kind, required) in wanted {
            let field = fields(events).into_iter().find(|field| field["name"] == name).unwrap();
            assert_eq!(
                (field["type"].as_str(), &field["constraints"]["required"]),
                (Some(kind), &json!(required)),
                "{name}"
            );
        }
    }

    #[test]
    fn keys_name_fields_that_are_there() {
        let tables = tables();
        let has = |table: &Value, name: &Value| fields(table).iter().any(|field| &field["name"] == name);
        for table in &tables {
            for key in table["schema"]["primaryKey"].as_array().into_iter().flatten() {
                assert!(has(table, key), "{key}");
            }
            for key in table["schema"]["foreignKeys"].as_array().into_iter().flatten() {
                let to = key["reference"]["resource"].as_str().unwrap();
                let other =
                    if to.is_empty() { table } else { tables.iter().find(|table| table["name"] == to).unwrap() };
                assert!(has(table, &key["fields"][0]) && has(other, &key["reference"]["fields"][0]), "{key}");
            }
        }
    }
}
