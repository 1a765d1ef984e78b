//! `khabar score`: figures over a run's rows, the texts that it recorded, and what is missing.

use super::Desk;

const GOLD: &str = r#"{"doc": "a.txt", "published": "2024-03-05",
    "sentences": ["Soldiers of Zembla attacked a village near Onhava on Monday."], "boilerplate": [],
    "mentions": [{"s": 0, "text": "Zembla", "n": 1, "actor": "ZEM"}],
    "events": [{"s": 0, "trigger": "attacked", "event": "ASSAULT", "mode": null, "actor": ["ZEM MIL"], "recipient": ["CVL"],
                "status": "asserted", "date": null, "place": null}]}"#;

#[test]
fn figures_errors_and_what_is_missing() {
    let text = "Soldiers of Zembla attacked a village near Onhava on Monday.\n";
    let event = r#"{"doc": "a.txt", "start": 19, "event": "ASSAULT", "event_text": "attacked", "status": "asserted", "recipient": [],
        "actor": [{"actor_id": null, "entity_text": "Soldiers", "code": "ZEM", "sector": ["MIL"]}]}"#;
    let files = [
        ("in/a.txt", text),
        ("out/mentions.jsonl", r#"{"doc": "a.txt", "start": 12, "end": 18, "actor": "ZEM"}"#),
        ("out/events.jsonl", &event.replace('\n', " ")),
        ("gold/a.gold.json", GOLD),
    ];
    let desk = Desk::with(&files);
    let table = desk.run(&["score", "out", "gold", "--texts", "in"]);
    assert_eq!(table.code, 0);
    assert!(table.out.contains("events: type") && table.out.contains("1.000"), "{}", table.out);
    assert!(desk.run(&["score", "out", "gold", "--texts", "in", "--errors"]).out.contains("(not: recipient)"));
    let shown = desk.run(&["score", "out", "gold", "--texts", "in", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown["strict"]["event_type"]["f1"], 1.0);
    assert_eq!(shown["strict"]["given_type"]["both"], 0.0);
    desk.run(&["score", "out", "gold"]).says(2, &["run.json", "--texts"]);
    desk.run(&["score", "out", "in", "--texts", "in"]).says(2, &["NAME.gold.json"]);
    desk.run(&["score", "out", "gold", "--texts", "out"]).says(2, &["a.gold.json wants a.txt"]);
    desk.run(&["score", "in", "gold", "--texts", "in"]).says(2, &["mentions.jsonl"]);
}
