//! What a run leaves behind.

use super::{ARTICLE, Desk};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

const FILES: [&str; 5] = ["articles.jsonl", "mentions.jsonl", "events.jsonl", "leftovers.jsonl", "skipped.jsonl"];

#[test]
fn stdout_carries_the_folder_and_nothing_else() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    let ran = desk.run(&["run", "news", "--out", "results"]);
    ran.says(0, &["1 inputs = 1 coded + 0 no text + 0 skipped"]);
    assert_eq!(ran.out, "results\n");
    let quiet = desk.run(&["run", "news", "--out", "results", "-q"]);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("results\n", ""));
}

#[test]
fn an_attack_is_found_with_its_parties() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news"]).says(0, &[]);
    let events = desk.rows("out/events.jsonl");
    let attack = events.iter().find(|row| row["event"] == "ASSAULT").unwrap();
    assert_eq!(attack["actor"][0]["actor_id"], "TTP");
    assert_eq!(attack["recipient"][0]["sector"][0], "MIL");
    assert_eq!(attack["date"], "2025-11-21");
}

#[test]
fn every_row_is_as_the_schema_says() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE), ("news/b.txt", ARTICLE), ("news/empty.txt", "")]);
    desk.run(&["run", "news", "--keep-text"]).says(0, &[]);
    let schemas: Value = serde_json::from_str(&desk.run(&["schema"]).out).unwrap();
    for name in FILES {
        let schema = &schemas["files"][name];
        desk.rows(&format!("out/{name}")).iter().for_each(|row| fits(row, schema, schema, name));
    }
    let run: Value = serde_json::from_str(&desk.read("out/run.json")).unwrap();
    fits(&run, &schemas["files"]["run.json"], &schemas["files"]["run.json"], "run.json");
    assert_eq!(run["schema_version"], schemas["schema_version"]);
}

/// As much of JSON Schema as the records use.
fn fits(value: &Value, schema: &Value, root: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        return fits(value, &root["$defs"][name.trim_start_matches("#/$defs/")], root, at);
    }
    if let Some(either) = schema["anyOf"].as_array() {
        // Only `a record or null` occurs.
        let other = either.iter().find(|one| one["type"] != "null").unwrap();
        return if value.is_null() {
        } else {
            fits(value, other, root, at)
        };
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    let own = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() || number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.contains(&own) || own == "integer" && types.contains(&"number"), "{at}: {value} is no {types:?}");
    if let (Value::Array(items), Some(schema)) = (value, schema.get("items")) {
        items.iter().for_each(|item| fits(item, schema, root, at));
    }
    if let (Value::Object(fields), Some(properties)) = (value, schema["properties"].as_object()) {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        required.iter().for_each(|name| assert!(fields.contains_key(name.as_str().unwrap()), "{at}: no {name}"));
        for (name, value) in fields {
            let schema = properties.get(name).unwrap_or_else(|| panic!("{at}: {name} is not in the schema"));
            fits(value, schema, root, &format!("{at}.{name}"));
        }
    }
}

#[test]
fn counts_add_up() {
    let desk = Desk::with(&[
        ("news/a.txt", ARTICLE),
        ("news/copy.txt", ARTICLE),
        ("news/empty.txt", ""),
        ("news/old.txt", "Old news\n3 May 2011\n\nThe army attacked a village near Wana.\n"),
    ]);
    desk.write("news/binary.txt", b"\0\x01\x02\0\0\xff\0");
    desk.run(&["run", "news", "--since", "2020-01-01"])
        .says(3, &["5 inputs = 2 coded (of these 1 duplicates) + 1 no text + 1 outside dates + 1 skipped"]);
    let run: Value = serde_json::from_str(&desk.read("out/run.json")).unwrap();
    let count = |name: &str| run["counts"][name].as_u64().unwrap();
    assert_eq!(count("inputs"), count("coded") + count("no_text") + count("outside_dates") + count("skipped"));
    assert_eq!(count("coded") as usize, desk.rows("out/articles.jsonl").len());
    assert_eq!(count("events") as usize, desk.rows("out/events.jsonl").len());
    assert_eq!(count("mentions") as usize, desk.rows("out/mentions.jsonl").len());
    assert_eq!(count("leftovers") as usize, desk.rows("out/leftovers.jsonl").len());
    assert_eq!(desk.rows("out/articles.jsonl")[1]["duplicate_of"], "a.txt");
}

#[test]
fn lines_are_sorted_by_doc_and_offset() {
    let desk = Desk::with(&[("news/a/x.txt", ARTICLE), ("news/a-b.txt", ARTICLE), ("news/B.txt", ARTICLE)]);
    desk.run(&["run", "news"]).says(0, &[]);
    for name in ["articles.jsonl", "mentions.jsonl", "events.jsonl"] {
        let keys: Vec<_> = desk
            .rows(&format!("out/{name}"))
            .iter()
            .map(|row| (row["doc"].as_str().unwrap().to_owned(), row["start"].as_u64()))
            .collect();
        assert!(keys.is_sorted(), "{name}: {keys:?}");
    }
    assert_eq!(desk.rows("out/articles.jsonl")[1]["doc"], "a-b.txt");
}

#[test]
fn with_several_inputs_each_roots_name_leads() {
    let desk = Desk::with(&[("one/a.txt", ARTICLE), ("two/a.txt", ARTICLE)]);
    desk.run(&["run", "one", "two"]).says(0, &[]);
    let docs: Vec<_> = desk.rows("out/articles.jsonl").iter().map(|row| row["doc"].clone()).collect();
    assert_eq!(docs, ["one/a.txt", "two/a.txt"]);
}

#[test]
fn the_output_within_the_input_is_not_read() {
    let desk = Desk::with(&[("a.txt", ARTICLE)]);
    desk.run(&["run", "."]).says(0, &[]);
    fs::write(desk.path().join("out/note.txt"), "a note").unwrap();
    desk.run(&["run", "."]).says(0, &["1 inputs = 1 coded"]);
}

#[test]
fn a_second_run_replaces_the_first() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news"]).says(0, &[]);
    let before: BTreeMap<_, _> = FILES.iter().map(|name| (name, desk.read(&format!("out/{name}")))).collect();
    desk.run(&["run", "news"]).says(0, &[]);
    for name in FILES {
        assert_eq!(before[&name], desk.read(&format!("out/{name}")));
    }
    assert!(fs::read_dir(desk.path().join("out/dictionaries")).unwrap().count() > 0);
}

#[test]
fn gates_fail_the_run_and_leave_the_dataset() {
    let desk = Desk::with(&[("news/a.txt", "The army attacked a village near Wana.\n")]);
    desk.run(&["run", "news", "--fail-on", "undated"]).says(1, &["--fail-on", "1 articles without a date"]);
    assert_eq!(desk.rows("out/articles.jsonl")[0]["published"], Value::Null);
    desk.run(&["run", "news", "--fail-on", "undated", "--date", "2025-11-21"]).says(0, &[]);
    assert_eq!(desk.rows("out/articles.jsonl")[0]["published_from"], "--date");
}

#[test]
fn a_dry_run_lists_and_writes_nothing() {
    let desk = Desk::with(&[("news/b.txt", ARTICLE), ("news/a.txt", ARTICLE)]);
    let ran = desk.run(&["run", "news", "--dry-run"]);
    ran.says(0, &["would read 2 inputs"]);
    assert_eq!(ran.out, "a.txt\nb.txt\n");
    assert!(!desk.path().join("out").exists());
}

#[test]
fn messages_can_be_json() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    let ran = desk.run(&["run", "news", "--log-format", "json"]);
    let lines: Vec<Value> = ran.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["data"]["coded"], 1);
    let ran = desk.run(&["run", "nowhere", "--log-format", "json"]);
    let line: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!((&line["level"], &line["data"]["exit"]), (&"error".into(), &2.into()));
}

#[test]
fn colours_only_where_wanted() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    assert!(!desk.run(&["run", "news"]).err.contains('\x1b'));
    assert!(desk.run(&["run", "news", "--color", "always"]).err.contains('\x1b'));
}
