//! `khabar run --only mentions`: the mentions of a full run, and nobody who takes the lack of events for none.

use super::{ARTICLE, Desk};
use serde_json::Value;

/// A dataset of mentions alone.
fn desk() -> Desk {
    let grey = "[[actor]]\nid = \"GREY\"\nname = \"Grey Column\"\nkind = \"group\"\n";
    let other = ARTICLE.replace("Tehrik-e-Taliban Pakistan", "Grey Column");
    let desk = Desk::with(&[("news/a.txt", ARTICLE), ("news/b.txt", &other), ("grey/actors/own.toml", grey)]);
    let ran = desk.run(&["run", "news", "--only", "mentions"]);
    ran.says(0, &["not asked for (--only mentions)"]);
    assert!(!ran.err.contains("0 in 0 articles"), "{}", ran.err);
    desk
}

#[test]
fn mentions_are_those_of_a_full_run() {
    let desk = Desk::new();
    let inputs =
        ["clean", "odd", "encodings", "wire"].map(|name| format!("{}/corpus/{name}", env!("CARGO_MANIFEST_DIR")));
    let run = |more: &[&str]| {
        let inputs = inputs.iter().map(String::as_str);
        let args: Vec<&str> = ["run", "--no-cache"].into_iter().chain(inputs).chain(more.iter().copied()).collect();
        desk.run(&args).says(0, &[]);
    };
    run(&["--out", "full"]);
    run(&["--out", "only", "--only", "mentions"]);
    for name in ["mentions.jsonl", "articles.jsonl", "skipped.jsonl"] {
        assert!(desk.read(&format!("only/{name}")) == desk.read(&format!("full/{name}")), "{name} differs");
    }
    // Which event lacks an actor is not known without events; the names are.
    let names = |out: &str| -> Vec<(Value, Value, Value)> {
        let rows = desk.rows(&format!("{out}/leftovers.jsonl")).into_iter();
        let named = rows.filter(|row| row["kind"] != "trigger-without-actor");
        named.map(|row| (row["text"].clone(), row["count"].clone(), row["examples"].clone())).collect()
    };
    assert_eq!(names("only"), names("full"));
    assert!(!names("only").is_empty());
}

#[test]
fn the_manifest_says_so_and_there_is_no_file_of_events() {
    let desk = desk();
    let run: Value = serde_json::from_str(&desk.read("out/run.json")).unwrap();
    assert_eq!((&run["only"], &run["options"]["only"]), (&"mentions".into(), &"mentions".into()));
    assert!(!desk.path().join("out/events.jsonl").exists());
    // A full run into the same folder takes nothing over, and has no such mark.
    desk.run(&["run", "news"]).says(0, &["Events"]);
    let run: Value = serde_json::from_str(&desk.read("out/run.json")).unwrap();
    assert_eq!((run.get("only"), &run["counts"]["recalled"]), (None, &0.into()));
    assert!(!desk.rows("out/events.jsonl").is_empty());
    // And the other way round the events of before are gone.
    desk.run(&["run", "news", "--only", "mentions", "--format", "csv"]).says(0, &[]);
    assert!(desk.path().join("out/mentions.csv").exists());
    assert!(!desk.path().join("out/events.jsonl").exists() && !desk.path().join("out/events.csv").exists());
}

#[test]
fn who_needs_events_says_so() {
    let desk = desk();
    desk.run(&["run", "news", "-o", "full"]).says(0, &[]);
    for command in [
        &["report", "out"][..],
        &["report", "full", "--against", "out"],
        &["review", "out"],
        &["diff", "full", "out"],
        &["diff", "out", "full"],
        &["export", "out", "--to", "counts"],
        &["score", "out", "gold"],
    ] {
        desk.run(command).says(2, &["`out` holds mentions only", "without `--only`"]);
    }
    desk.run(&["run", "news", "--only", "mentions", "--report"]).says(2, &["a report is about events"]);
}

#[test]
fn what_is_about_names_works() {
    let desk = desk();
    let ran = desk.run(&["dict", "impact", "out", "-d", "grey", "--format", "json"]);
    ran.says(0, &["what becomes of events is not told"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&told["mentions"]["gained"], &told["events"]), (&1.into(), &Value::Null));
    let ran = desk.run(&["dict", "unused", "out", "--format", "json"]);
    let untold = "mentions only, so actors whom events alone show count as never named";
    ran.says(0, &[untold]);
    desk.run(&["dict", "check", "--against", "out"]).says(0, &[untold]);
    let unused: Value = serde_json::from_str(&ran.out).unwrap();
    let never = |id: &str| unused["actors"].as_array().unwrap().iter().any(|actor| actor["actor"] == id);
    assert!(never("ISKP") && !never("TTP"));
    assert!(desk.run(&["dict", "suggest", "out"]).out.contains("Grey Column"));
}
