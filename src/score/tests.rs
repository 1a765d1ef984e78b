//! A small article whose figures were worked out by hand, and the laws of the interval.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fs;

const TEXT: &str = "Lakeside \u{2013} Rebels strike\r\n\
    Fighters of the Hill Front attacked two posts near Oldfort on Monday, killing three soldiers.\r\n\
    The Hill Front denied it. Its rival HF, a hockey club, was not asked.\r\n\
    Police arrested Omar Vale and a driver.\r\nShare this story about the Hill Front";

fn gold() -> Value {
    json!({
        "doc": "lakeside.txt", "published": "2019-05-07",
        "sentences": [
            "Fighters of the Hill Front attacked two posts near Oldfort on Monday, killing three soldiers.",
            "The Hill Front denied it.",
            "Its rival HF, a hockey club, was not asked.",
            "Police arrested Omar Vale and a driver.",
        ],
        "boilerplate": ["Share this story about the Hill Front"],
        "mentions": [
            {"s": 0, "text": "Hill Front", "n": 1, "actor": "HF"},
            {"s": 1, "text": "Hill Front", "n": 1, "actor": "HF"},
            {"s": 2, "text": "HF", "n": 1, "actor": null, "means": "hockey club"},
            {"s": 3, "text": "Omar Vale", "n": 1, "actor": "vale-omar"},
        ],
        "events": [
            {"s": 0, "trigger": "attacked", "event": "ASSAULT", "mode": null, "actor": ["HF"], "recipient": ["XYZ MIL"],
             "status": "asserted", "date": "2019-05-06", "place": "Oldfort", "dead": 3},
            {"s": 1, "trigger": "denied", "event": "REJECT", "mode": null, "actor": ["HF"], "recipient": [],
             "status": "asserted", "date": null, "place": null},
            {"s": 3, "trigger": "arrested", "event": "COERCE", "mode": null, "actor": ["COP"],
             "recipient": ["vale-omar", "CVL"], "status": "asserted", "date": null, "place": null},
        ],
    })
}

fn at(words: &str) -> usize {
    TEXT.chars().collect::<String>().find(words).map(|byte| TEXT[..byte].chars().count()).unwrap()
}

fn mention(words: &str, nth: usize, actor: &str) -> Value {
    let byte = TEXT.match_indices(words).nth(nth).unwrap().0;
    let start = TEXT[..byte].chars().count();
    json!({"doc": "in/lakeside.txt", "start": start, "end": start + words.chars().count(), "actor": actor})
}

fn event(words: &str, event: &str, actor: Value, recipient: Value) -> Value {
    json!({"doc": "in/lakeside.txt", "start": at(words), "event": event, "event_text": words, "status": "asserted",
           "actor": actor, "recipient": recipient, "dead": 3, "date": "2019-05-06",
           "event_loc": {"extracted_place": "Oldfort", "resolved_place": "Old Fort"}})
}

/// The figures of these rows, strict and lenient, and the list of errors.
fn figures(mentions: &[Value], events: &[Value]) -> (Figures, Figures, String) {
    let folder = tempfile::tempdir().unwrap();
    let lines = |rows: &[Value]| rows.iter().map(|row| format!("{row}\n")).collect::<String>();
    fs::write(folder.path().join("mentions.jsonl"), lines(mentions)).unwrap();
    fs::write(folder.path().join("events.jsonl"), lines(events)).unwrap();
    fs::write(folder.path().join("lakeside.gold.json"), gold().to_string()).unwrap();
    let gold = read_gold(folder.path()).unwrap();
    let output = read_output(folder.path()).unwrap();
    let articles = [annotated(&gold[0], TEXT).unwrap()];
    let of = |rules| score(&articles, &output, rules, None);
    (of(Rules::Strict), of(Rules::Lenient), errors(&articles, &output, Rules::Strict))
}

#[test]
fn worked_out_by_hand() {
    let front = json!([{"actor_id": "HF", "entity_text": "Hill Front", "code": "XYZ", "sector": ["REB"]}]);
    let soldiers = json!([{"actor_id": null, "entity_text": "soldiers", "code": null, "sector": ["MIL"]}]);
    let police = json!([{"actor_id": null, "entity_text": "Police", "code": "XYZ", "sector": ["COP"]}]);
    // A person is right by surname; the driver is missing.
    let vale = json!([{"actor_id": null, "entity_text": "Omar Vale", "code": null, "sector": []}]);
    let mentions = [
        mention("Hill Front", 0, "HF"),
        // One character too long: wrong exactly, right by overlap.
        mention("The Hill Front", 0, "HF"),
        // The hockey club: an error.
        mention("HF", 0, "HF"),
        mention("Omar Vale", 0, "vale-o"),
        mention("Hill Front", 2, "HF"),
        // Neither in a sentence nor in boilerplate of the gold file: not counted.
        mention("Lakeside", 0, "LAK"),
    ];
    let events = [
        event("strike", "ASSAULT", json!([]), json!([])),
        event("attacked", "ASSAULT", front.clone(), soldiers),
        event("killing", "ASSAULT", json!([]), json!([])),
        event("arrested", "COERCE", police, vale),
        // What the gold leaves open may be filled.
        event("denied", "REJECT", front.clone(), front),
        event("asked", "REQUEST", json!([]), json!([])),
    ];
    let (strict, lenient, errors) = figures(&mentions, &events);
    assert_eq!(strict.named, Rate { hits: 1, out: 4, gold: 2 });
    assert_eq!(strict.named_overlap, Share { hits: 2, of: 2 });
    assert_eq!(strict.persons, Rate { hits: 1, out: 1, gold: 1 });
    assert_eq!(strict.false_friends, Share { hits: 1, of: 1 });
    assert_eq!(strict.in_boilerplate, 1);
    assert_eq!(strict.event_type, Rate { hits: 3, out: 6, gold: 3 });
    assert_eq!(strict.outside, 1);
    // XYZ MIL is not MIL, except leniently; of Vale and the driver only one is there.
    assert_eq!((strict.event_full.hits, lenient.event_full.hits), (1, 2));
    assert_eq!((strict.both, lenient.both), (Share { hits: 1, of: 3 }, Share { hits: 2, of: 3 }));
    assert_eq!(strict.who, Share { hits: 3, of: 3 });
    assert_eq!((strict.whom, lenient.whom), (Share { hits: 0, of: 2 }, Share { hits: 1, of: 2 }));
    assert_eq!(strict.open_filled, Share { hits: 1, of: 1 });
    assert_eq!(strict.status, Share { hits: 3, of: 3 });
    assert_eq!(
        (strict.date, strict.place, strict.counts),
        (Share { hits: 1, of: 1 }, Share { hits: 1, of: 1 }, Share { hits: 1, of: 1 })
    );
    let json = to_json(&strict, &lenient, 1);
    assert_eq!(json["strict"]["event_type"]["f1"], 0.667);
    assert_eq!(json["strict"]["by_type"]["ASSAULT"]["p"], 0.333);
    assert!(to_text(&strict, &lenient, 1, true).contains("ASSAULT"));
    assert_eq!(errors.lines().filter(|line| line.contains(" > ")).count(), 3, "{errors}");
    assert_eq!(errors.lines().filter(|line| line.contains(" ~ ")).count(), 2, "{errors}");
    assert!(errors.contains("(not: recipient)"), "{errors}");
}

#[test]
fn silence_scores_nothing() {
    let (strict, ..) = figures(&[], &[]);
    assert_eq!((strict.event_type, strict.event_type.f1()), (Rate { hits: 0, out: 0, gold: 3 }, 0.0));
    assert_eq!((strict.both.value(), strict.both.interval()), (None, None));
}

#[test]
fn faults_name_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("mentions.jsonl", "{\"doc\": \"a.txt\", \"start\": 1, \"end\": 2}\n\n{\"doc\": \"a.txt\", \"start\": 1}\n");
    let fault = read_output(folder.path()).unwrap_err().to_string();
    assert!(fault.ends_with("mentions.jsonl:3: this row has no `end`"), "{fault}");
    write("mentions.jsonl", "");
    let fault = read_output(folder.path()).unwrap_err().to_string();
    assert!(fault.ends_with("events.jsonl: no such path"), "{fault}");
    write("events.jsonl", "{\"doc\": \"a.txt\", \"start\": 1, \"event\": \"PARTY\"}\n");
    let fault = read_output(folder.path()).unwrap_err().to_string();
    assert!(fault.contains("events.jsonl:1: `PARTY` is no"), "{fault}");
    assert!(read_gold(folder.path()).unwrap_err().to_string().contains("NAME.gold.json"));
    write("a.gold.json", &gold().to_string().replace("Its rival", "Her rival"));
    let gold = read_gold(folder.path()).unwrap();
    let fault = annotated(&gold[0], TEXT).err().unwrap().to_string();
    assert!(fault.contains("is not in the text of lakeside.txt: `Her rival HF"), "{fault}");
}

#[test]
fn the_interval_of_wilson() {
    // 8 of 10: Wilson 1927's formula by hand.
    let (low, high) = wilson(8, 10).unwrap();
    assert!((low - 0.490_2).abs() < 1e-4 && (high - 0.943_3).abs() < 1e-4, "{low} {high}");
    assert_eq!(wilson(0, 0), None);
}

proptest! {
    #[test]
    fn an_interval_holds_its_share(of in 1usize..5000, part in 0.0f64..=1.0) {
        let hits = (of as f64 * part) as usize;
        let (low, high) = wilson(hits, of).unwrap();
        let share = hits as f64 / of as f64;
        prop_assert!(0.0 <= low && low <= share + 1e-12 && share - 1e-12 <= high && high <= 1.0);
    }
}
