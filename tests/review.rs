//! The review in a browser: `tests/browser/review.mjs` uses it as a reviewer would, on a plain and on a hostile dataset.
//!
//! Without Chromium, Node or the driver the test says so and passes; in CI it fails. `tests/browser/install.sh` gets them.

#[path = "browser/tools.rs"]
mod tools;

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tools::{browser, chromium, khabar, patch, program, write};

/// A review that listens; it is killed when it goes out of scope.
struct Review {
    process: Child,
    address: String,
}

impl Review {
    fn of(desk: &Path, args: &[&str]) -> Review {
        let args = [&["review", "out", "--no-open", "--texts", "news"], args].concat();
        let mut process = program(desk, &args).env("USER", "nk").stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Review { process, address: address.trim().to_owned() }
    }
}

impl Drop for Review {
    /// As hard as it goes: what was answered must be on the disk.
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn lines(desk: &Path) -> Vec<Value> {
    let text = fs::read_to_string(desk.join("decisions.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Runs the checks of `review.mjs` that have this name.
fn act(part: &str, review: &Review, chromium: &Path) {
    let payloads = browser("payloads.txt");
    let mut node = Command::new("node");
    node.arg("review.mjs").arg(chromium).args([part, &review.address]).arg(payloads).current_dir(browser(""));
    let output = node.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// Twelve articles about one name in two companies, an unknown name, and events.
fn sample(desk: &Path) {
    for n in 0..6 {
        let text = format!(
            "Date: {} March 2025\nSource: Valley Monitor\n\nThe GCF fought Pakistan near Wana, the army said.\n",
            n + 3
        );
        write(&desk.join(format!("news/a{n}.txt")), &text);
    }
    let bonds = "Date: 9 March 2025\nSource: Money Post\n\nThe GCF sold bonds in London on Friday.\n";
    write(&desk.join("news/b.txt"), bonds);
    for n in 0..3 {
        let text = format!("Date: {} March 2025\n\nFighters of the Hill Guard attacked a convoy near Wana.\n", n + 12);
        write(&desk.join(format!("news/c{n}.txt")), &text);
    }
    write(&desk.join("own/actors/own.toml"), OWN);
    khabar(desk, &["run", "news", "-d", "own", "--dedupe", "off"]);
}

/// A name with two holders.
const OWN: &str = r#"
        [[actor]]
        id = "GCF"
        name = "Grey Column Front"
        kind = "group"
        country = "PAK"
        sector = ["REB"]
        acronyms = ["GCF"]
        [[actor]]
        id = "GCF-FUND"
        name = "Gulf Coast Fund"
        kind = "organisation"
        acronyms = ["GCF"]
        [[ambiguous]]
        text = "GCF"
        otherwise = "GCF"
    "#;

#[test]
fn a_reviewer_can_use_the_page_and_a_kill_loses_nothing_that_was_answered() {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path();
    sample(desk);
    act("plain", &Review::of(desk, &[]), &chromium);
    let before = lines(desk);
    let of = |answer: &str| before.iter().filter(|line| line["answer"] == answer).count();
    assert!(of("accept") >= 6 && of("other") >= 1 && of("wrong") >= 2, "{before:#?}");
    assert!(before.iter().any(|line| line["undo"].is_string()));
    assert!(before.iter().any(|line| line["near"] == json!(["convoy"])));
    act("again", &Review::of(desk, &[]), &chromium);
    assert_eq!(lines(desk)[..before.len()], before[..], "nothing but appended");
    khabar(desk, &["run", "news", "-d", "own", "--dedupe", "off"]);
    let mentions = fs::read_to_string(desk.join("out/mentions.jsonl")).unwrap();
    let bonds = mentions.lines().find(|line| line.contains("\"b.txt\"") && line.contains("\"GCF\"")).unwrap();
    let bonds: Value = serde_json::from_str(bonds).unwrap();
    assert_eq!((&bonds["actor"], &bonds["how"]), (&json!("GCF-FUND"), &json!("decision")));
}

#[test]
fn an_audit_is_blind() {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path();
    sample(desk);
    act("audit", &Review::of(desk, &["--sample", "3", "--coder", "A"]), &chromium);
    let lines = lines(desk);
    assert_eq!((lines.len(), &lines[0]["event"], &lines[1]["event"]), (3, &json!("ASSAULT"), &Value::Null));
    assert!(lines.iter().all(|line| line["answer"] == "coded" && line["by"] == "A"));
}

#[test]
fn keys_are_the_projects_to_change() {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path();
    sample(desk);
    write(&desk.join("khabar.toml"), "[keys]\nskip = \"k\"\naccept = \"y\"\n");
    act("remapped", &Review::of(desk, &[]), &chromium);
}

#[test]
fn a_large_group_comes_in_parts() {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path();
    for n in 0..13 {
        write(&desk.join(format!("news/{n:02}.txt")), &format!("{n}. {}\n", "The GCF met again. ".repeat(10)));
    }
    write(&desk.join("own/actors/own.toml"), OWN);
    khabar(desk, &["run", "news", "-d", "own", "--dedupe", "off"]);
    act("large", &Review::of(desk, &[]), &chromium);
    assert_eq!(lines(desk).len(), 129);
}

#[test]
fn nothing_that_an_article_or_a_decision_says_becomes_more_than_words() {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path();
    hostile(desk);
    act("hostile", &Review::of(desk, &[]), &chromium);
}

/// Every payload as title, source, file name, text, name, actor, party, place, trace, note and earlier coder.
fn hostile(desk: &Path) {
    let payloads = fs::read_to_string(browser("payloads.txt")).unwrap();
    let payloads: Vec<&str> = payloads.lines().collect();
    for (i, payload) in payloads.iter().enumerate() {
        let name: String = payload.replace('/', "\u{2215}").chars().take(60).collect();
        let text = format!("TTP fighters attacked an army convoy near Wana on Tuesday. {payload} was painted on it.\n");
        write(&desk.join(format!("news/{i:02} {name}.txt")), &text);
    }
    khabar(desk, &["run", "news", "--keep-text", "--dedupe", "off"]);
    patch(desk, "articles.jsonl", |i, row| {
        for field in ["title", "source"] {
            row[field] = payloads[i % payloads.len()].into();
        }
    });
    patch(desk, "mentions.jsonl", |i, row| {
        let payload = payloads[i % payloads.len()];
        for field in ["text", "actor"] {
            row[field] = payload.into();
        }
        row["how"] = "context".into();
        row["trace"] = json!([payload]);
    });
    patch(desk, "events.jsonl", |i, row| {
        let payload = payloads[i % payloads.len()];
        let party = json!([{ "actor_id": payload, "identifier_id": payload, "identifier_text": payload,
            "entity_text": payload, "code": payload, "sector": [payload], "start": 0, "end": 3 }]);
        row["actor"] = party.clone();
        row["recipient"] = party;
        row["event_text"] = payload.into();
        row["attribution"] = json!({ "entity_text": payload, "start": 0, "end": 3 });
        row["trace"] = json!([payload]);
    });
    // A dispute of two coders on each mention, who are called like the payloads and left notes of them.
    let articles = fs::read_to_string(desk.join("out/articles.jsonl")).unwrap();
    let articles: Vec<Value> = articles.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mentions = fs::read_to_string(desk.join("out/mentions.jsonl")).unwrap();
    let mut decisions = String::new();
    for (i, line) in mentions.lines().enumerate() {
        let row: Value = serde_json::from_str(line).unwrap();
        let sha256 = &articles.iter().find(|article| article["doc"] == row["doc"]).unwrap()["sha256"];
        let key = json!({ "article": sha256, "start": row["start"], "end": row["end"], "text": row["text"] });
        let payload = payloads[i % payloads.len()];
        for (by, answer) in [(format!("{payload} 1"), payload), (format!("{payload} 2"), "other")] {
            let line = json!({ "v": 1, "id": format!("{i}{by}"), "at": "2025-01-01T00:00:00Z", "by": by, "key": key,
                "answer": "other", "actor": answer, "doc": row["doc"], "quote": payload, "note": payload });
            decisions.push_str(&format!("{line}\n"));
        }
    }
    write(&desk.join("decisions.jsonl"), &decisions);
}
