//! Decisions of reviewers: kept beside the project, applied by every run after.

use super::Desk;
use serde_json::{Value, json};

const RAID: &str =
    "Raid\n21 November 2025\n\nFighters of the Grey Column attacked an army convoy near Wana, police said.\n";
const GREY: &str =
    "[[actor]]\nid = \"GREY\"\nname = \"Grey Column Front\"\nkind = \"group\"\ncountry = \"PAK\"\nsector = [\"REB\"]\n";

fn desk() -> Desk {
    let desk = Desk::with(&[("news/a.txt", RAID), ("own/actors/own.toml", GREY)]);
    desk.run(&["run", "news", "-d", "own"]).says(0, &[]);
    desk
}

/// A decision about the first place of some words in the article.
fn decision(desk: &Desk, words: &str, more: Value) -> String {
    let article = &desk.rows("out/articles.jsonl")[0];
    let start = RAID.find(words).unwrap();
    let key = json!({ "article": article["sha256"], "start": start, "end": start + words.len(), "text": words });
    let mut line = json!({ "v": 1, "id": words, "at": "2025-11-22T10:00:00Z", "by": "nk", "key": key, "doc": "a.txt", "quote": "" });
    for (name, value) in more.as_object().unwrap() {
        match name.as_str() {
            "event" => line["key"]["event"] = value.clone(),
            _ => line[name] = value.clone(),
        }
    }
    format!("{line}\n")
}

#[test]
fn a_run_applies_decisions_and_says_so_in_rows_trace_and_counts() {
    let desk = desk();
    assert!(!desk.rows("out/events.jsonl").iter().any(|row| row["actor"][0]["actor_id"] == "GREY"));
    let name = decision(&desk, "Grey Column", json!({ "answer": "other", "actor": "GREY" }));
    let raid = decision(
        &desk,
        "attacked",
        json!({ "event": "ASSAULT", "answer": "wrong", "wrong": ["status"], "right": { "status": "claimed" } }),
    );
    desk.write("decisions.jsonl", format!("{name}{raid}{{\"torn").as_bytes());
    let ran = desk.run(&["run", "news", "-d", "own"]);
    ran.says(0, &["Decisions  2 of reviewers applied\n"]);
    let mention = desk.rows("out/mentions.jsonl").into_iter().find(|row| row["actor"] == "GREY").unwrap();
    assert_eq!(
        (&mention["how"], &mention["trace"][0], &mention["code"]),
        (&json!("decision"), &json!("decisions.jsonl:1"), &json!("PAK"))
    );
    let event = desk.rows("out/events.jsonl").into_iter().find(|row| row["event_text"] == "attacked").unwrap();
    assert_eq!(event["status"], "claimed");
    assert_eq!(event["actor"][0]["actor_id"], "GREY", "grammar uses the name that a person settled");
    assert_eq!(event["trace"][0], "decisions.jsonl:2 wrong status by nk");
    let run: Value = serde_json::from_str(&desk.read("out/run.json")).unwrap();
    assert_eq!(run["counts"]["decisions"], json!({ "applied": 2, "look_again": 0, "elsewhere": 0 }));
}

#[test]
fn decisions_follow_a_moved_file_and_wait_for_a_changed_one() {
    let desk = desk();
    let name = decision(&desk, "Grey Column", json!({ "answer": "other", "actor": "GREY" }));
    desk.write("kept/all.jsonl", name.as_bytes());
    let counts = |desk: &Desk| {
        desk.run(&["run", "news", "-d", "own", "-o", "new", "--decisions", "kept/all.jsonl"]).says(0, &[]);
        serde_json::from_str::<Value>(&desk.read("new/run.json")).unwrap()["counts"]["decisions"].clone()
    };
    std::fs::rename(desk.path().join("news/a.txt"), desk.path().join("news/moved.txt")).unwrap();
    assert_eq!(counts(&desk), json!({ "applied": 1, "look_again": 0, "elsewhere": 0 }));
    std::fs::remove_file(desk.path().join("news/moved.txt")).unwrap();
    desk.write("news/a.txt", RAID.replace("Wana", "Bannu").as_bytes());
    assert_eq!(counts(&desk), json!({ "applied": 0, "look_again": 1, "elsewhere": 0 }));
    desk.write("news/b.txt", RAID.replace("Wana", "Quetta").as_bytes());
    std::fs::remove_file(desk.path().join("news/a.txt")).unwrap();
    assert_eq!(counts(&desk), json!({ "applied": 0, "look_again": 0, "elsewhere": 1 }));
}

#[test]
fn decisions_lie_beside_the_configuration_and_a_faulty_file_stops_the_run() {
    let desk = desk();
    desk.write("khabar.toml", b"decisions = \"desk/ours.jsonl\"\n");
    desk.run(&["run", "news", "-d", "own"]).says(0, &[]);
    desk.write("desk/ours.jsonl", b"<<<<<<< ours\n");
    desk.run(&["run", "news", "-d", "own"]).says(2, &["desk/ours.jsonl:1: this is no decision (not JSON)"]);
    desk.run(&["run", "news", "--decisions", "nowhere.jsonl"])
        .says(2, &["there is no file of decisions `nowhere.jsonl`"]);
}
