//! The report in a browser: `tests/browser/report.mjs` uses it as a reader would, on a plain and on a hostile dataset.
//!
//! Without Chromium, Node or the driver the test says so and passes; in CI it fails. `tests/browser/install.sh` gets them.

#[path = "browser/tools.rs"]
mod tools;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use tools::{browser, chromium, khabar, patch, write};

const SAMPLE: &[(&str, &str)] = &[
    (
        "ambush.txt",
        "Title: Ambush near Wana\nSource: Valley Monitor\nDate: 4 March 2025\n\nTehrik-e-Taliban Pakistan fighters attacked \
         an army convoy near Wana on Tuesday, police said. The TTP claimed the ambush. Pakistan condemned the attack.\n",
    ),
    (
        "talks.txt",
        "Title: Envoys meet in Doha\nSource: Hill Post\nDate: 9 June 2025\n\nPakistani officials met Afghan Taliban envoys in \
         Doha on Monday. Pakistan accused the Taliban of sheltering the garrison's attackers. Both may meet again.\n",
    ),
    (
        "march.txt",
        "Title: March in Quetta\nSource: Hill Post\nDate: 20 May 2025\n\nHundreds of residents marched in Quetta to protest \
         against the arrest of teachers by police. Police arrested two men in Quetta.\n",
    ),
    (
        "changed.txt",
        "Title: Raid in Bannu\nDate: 2 April 2025\n\nPakistani police raided a house in Bannu and arrested three TTP fighters.\n",
    ),
    (
        "moved.txt",
        "Title: Blast in Kabul\nDate: 3 April 2025\n\nISKP fighters bombed a checkpoint of the Taliban in Kabul on Thursday.\n",
    ),
    ("older.txt", "Title: Older news\nDate: 12 January 2025\n\nIran expelled two diplomats of Azerbaijan on Sunday.\n"),
    (
        "kabul.txt",
        "Title: کابل میں مذاکرات\nDate: 5 April 2025\n\nPakistani officials met Taliban envoys in Kabul on Friday.\n",
    ),
    (
        "front.txt",
        "Title: Post hit\nDate: 6 April 2025\n\nThe Sarbaz Front attacked a post of the Pakistani police near Wana on Friday.\n",
    ),
    ("empty.txt", ""),
];

#[test]
fn a_reader_can_use_the_report() {
    let Some(chromium) = chromium() else { return };
    let desk = tempfile::tempdir().unwrap();
    let plain = sample(&desk.path().join("plain"));
    let hostile = hostile(&desk.path().join("hostile"));
    let chunked = chunked(&desk.path().join("plain"));
    let files = [&chromium, &plain, &hostile, &browser("payloads.txt"), &chunked];
    let output = Program::new("node").arg("report.mjs").args(files).current_dir(browser("")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// A few articles; since the run one has changed and one has gone.
fn sample(desk: &Path) -> PathBuf {
    SAMPLE.iter().for_each(|(name, text)| write(&desk.join("news").join(name), text));
    khabar(desk, &["run", "news"]);
    write(&desk.join("news/changed.txt"), "Another text altogether.\n");
    fs::remove_file(desk.join("news/moved.txt")).unwrap();
    khabar(desk, &["report", "out"]);
    desk.join("out/report.html")
}

/// The same articles beside their page, which tells what changed since a run on fewer; a copy of the page has lost them.
fn chunked(desk: &Path) -> PathBuf {
    SAMPLE.iter().skip(2).for_each(|(name, text)| write(&desk.join("fewer").join(name), text));
    khabar(desk, &["run", "fewer", "-o", "before"]);
    SAMPLE.iter().for_each(|(name, text)| write(&desk.join("fewer").join(name), text));
    khabar(desk, &["run", "fewer", "-o", "after"]);
    let audit = r#"{"n":100,"right":91,"precision":0.91,"low":0.84,"high":0.95,"seed":7,"coder":"nk","at":"2035-01-01T00:00:00Z"}"#;
    write(&desk.join("after/audit.json"), audit);
    let rate = r#"{"p":0.8,"r":0.5,"f1":0.62,"right":16,"out":20,"gold":32,"p_95":[0.6,0.9],"r_95":[0.3,0.7]}"#;
    write(&desk.join("after/score.json"), &format!("{{\"articles\":3,\"strict\":{{\"event_type\":{rate}}}}}"));
    khabar(desk, &["report", "after", "--against", "before", "--article-text", "chunks"]);
    fs::create_dir_all(desk.join("alone")).unwrap();
    fs::copy(desk.join("after/report.html"), desk.join("alone/report.html")).unwrap();
    khabar(desk, &["report", "after", "--brief", "-o", "alone/brief.html"]);
    desk.join("after/report.html")
}

/// Every payload as title, text, source and file name, and as the name of an actor, a place, a speaker and a leftover.
fn hostile(desk: &Path) -> PathBuf {
    let payloads = fs::read_to_string(browser("payloads.txt")).unwrap();
    let payloads: Vec<&str> = payloads.lines().collect();
    for (i, payload) in payloads.iter().enumerate() {
        let name: String = payload.replace('/', "\u{2215}").chars().take(60).collect();
        let text = "TTP fighters attacked an army convoy near Wana on Tuesday.";
        let article = format!("Date: 4 March 2025\n\n{text}\n\n{payload} was painted on the wall of house {i}.\n");
        write(&desk.join("news").join(format!("{i:02} {name}.txt")), &article);
    }
    khabar(desk, &["run", "news", "--keep-text", "--dedupe", "off"]);
    khabar(desk, &["run", "news", "--keep-text", "--dedupe", "off", "-o", "before"]);
    // What dictionaries and metadata would hold is put into the rows: their own checks are not what is tested here.
    patch(desk, "articles.jsonl", |i, row| {
        for field in ["title", "source", "url"] {
            row[field] = payloads[i % payloads.len()].into();
        }
    });
    patch(desk, "events.jsonl", |i, row| {
        let payload = payloads[i % payloads.len()];
        row["actor"] = serde_json::json!([{ "actor_id": payload, "identifier_id": payload, "identifier_text": payload,
            "entity_text": payload, "code": payload, "sector": [payload], "start": 0, "end": 3 }]);
        row["event_loc"] = serde_json::json!({ "extracted_place": payload, "resolved_place": payload, "country_code": payload,
            "province": payload, "district": payload, "lat": 30.0, "lon": 70.0, "feature_code": payload, "place_from": payload });
        row["attribution"] = serde_json::json!({ "entity_text": payload, "start": 0, "end": 3 });
        row["trace"] = serde_json::json!([payload]);
        row["link"] = Value::Null;
    });
    let example = serde_json::json!({ "doc": "", "sentence": 0, "start": 0, "end": 1, "text": payloads[0] });
    let leftover = |payload: &&str| {
        serde_json::json!({ "kind": "unknown-name", "text": payload, "count": 9, "docs": 9, "examples": [example], "trace": [payload] })
            .to_string()
    };
    let leftovers: Vec<String> = payloads.iter().map(leftover).collect();
    write(&desk.join("out/leftovers.jsonl"), &format!("{}\n", leftovers.join("\n")));
    let audit = serde_json::json!({ "n": 1, "right": 1, "precision": 1, "low": 0, "high": 1, "seed": payloads[1], "coder": payloads[0], "at": "" });
    write(&desk.join("out/audit.json"), &audit.to_string());
    khabar(desk, &["report", "out", "--against", "before"]);
    desk.join("out/report.html")
}
