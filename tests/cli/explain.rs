//! `explain` lists exactly what `run` found, and says why nothing was.

use super::{ARTICLE, Desk};
use serde_json::Value;

fn explained(desk: &Desk, args: &[&str]) -> Value {
    let ran = desk.run(&[&["explain", "--format", "json"], args].concat());
    ran.says(0, &[]);
    serde_json::from_str(&ran.out).unwrap()
}

/// What a sentence by sentence explanation lists of a sort, in order.
fn all(explanation: &Value, sort: &str) -> Vec<Value> {
    let sentences = explanation["sentences"].as_array().unwrap();
    sentences.iter().flat_map(|sentence| sentence[sort].as_array().unwrap().clone()).collect()
}

#[test]
fn it_lists_exactly_what_a_run_finds() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news"]).says(0, &[]);
    let explanation = explained(&desk, &["news/a.txt"]);
    assert_eq!(all(&explanation, "mentions"), desk.rows("out/mentions.jsonl"));
    assert_eq!(all(&explanation, "events"), desk.rows("out/events.jsonl"));
    let leftovers: usize =
        desk.rows("out/leftovers.jsonl").iter().map(|row| row["count"].as_u64().unwrap() as usize).sum();
    assert_eq!(all(&explanation, "leftovers").len(), leftovers);
    assert_eq!(explanation["published"], "2025-11-21");
}

#[test]
fn a_text_needs_no_file() {
    let desk = Desk::new();
    let text = "Tehrik-e-Taliban Pakistan fighters attacked an army convoy near Wana on Friday.";
    let ran = desk.run(&["explain", "--date", "2025-11-21", "--text", text]);
    ran.says(0, &[]);
    for words in ["TTP", "ASSAULT", "events/assault.toml:", "actors/", "=====", "^^^", "2025-11-21"] {
        assert!(ran.out.contains(words), "no `{words}` in:\n{}", ran.out);
    }
}

/// The parser hangs "villagers" on "hostage".
#[test]
fn the_way_to_a_party_is_the_one_that_was_read() {
    let ran = Desk::new().run(&["explain", "--text", "Rebels held 40 villagers hostage for days."]);
    assert!(ran.out.contains("villagers <dobj- held"), "{}", ran.out);
}

#[test]
fn one_line_of_a_file() {
    let desk = Desk::with(&[("a.txt", ARTICLE)]);
    let explanation = explained(&desk, &["a.txt:4"]);
    let sentences = explanation["sentences"].as_array().unwrap();
    assert!(sentences.iter().all(|sentence| sentence["line"] == 4) && !sentences.is_empty());
    desk.run(&["explain", "a.txt:99"]).says(2, &["a.txt", "99"]);
    desk.run(&["explain", "b.txt:4"]).says(2, &["b.txt"]);
}

#[test]
fn what_was_not_coded_has_its_reason() {
    let desk = Desk::new();
    let why = |text: &str| explained(&desk, &["--text", text])["sentences"][0]["why_not"].to_string();
    assert!(why("The hills are green and the lake is blue.").contains("no word of it is the trigger"));
    assert!(why("A heart attack.").contains("attack"), "{}", why("A heart attack."));
    assert_eq!(why("The Pakistani Taliban attacked an army convoy."), "[]");
}
