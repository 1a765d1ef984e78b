//! `khabar diff`: datasets of real runs, told apart by cause.

use super::{Desk, Ran};
use serde_json::Value;
use std::fs;

const GREY: &str =
    "[[actor]]\nid = \"GREY\"\nname = \"Grey Column\"\nkind = \"group\"\ncountry = \"PAK\"\nsector = [\"REB\"]\n";

fn attack(day: &str, who: &str) -> String {
    format!(
        "Convoy hit\n{day} November 2025\n\nFighters of the {who} attacked an army convoy near Wana, police said.\n"
    )
}

const RAIN: &str = "Rain\n24 November 2025\n\nPakistan condemned an attack on India after rain in Lahore.\n";

/// Two articles that name somebody whom no dictionary knows, one that does not, and the dataset of them.
fn desk() -> Desk {
    let desk = Desk::with(&[
        ("news/a.txt", &attack("21", "Grey Column")),
        ("news/b.txt", &attack("22", "Grey Column")),
        ("news/d.txt", RAIN),
        ("grey/actors/own.toml", GREY),
        ("none/actors/own.toml", ""),
    ]);
    desk.run(&["run", "news", "-d", "none", "-o", "old"]).says(0, &[]);
    desk
}

fn told(desk: &Desk) -> Value {
    let ran = desk.run(&["diff", "old", "new", "--format", "json"]);
    ran.says(0, &[]);
    let told = json(&ran);
    assert_sums(&told);
    told
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:#?}"))
}

/// What holds for every comparison: sums add up, causes add up to the sums, and every change is listed.
fn assert_sums(told: &Value) {
    for (side, what) in [("mentions", "mention"), ("events", "event")] {
        let figures = &told[side];
        let n = |name: &str| figures[name].as_u64().unwrap();
        assert_eq!(n("old") - n("lost") + n("gained"), n("new"), "{side}");
        for sort in ["lost", "gained", "recoded"] {
            let causes = figures["by_cause"].as_object().unwrap().values();
            assert_eq!(causes.map(|cause| cause[sort].as_u64().unwrap()).sum::<u64>(), n(sort), "{side} {sort}");
            let listed = told["changes"].as_array().unwrap().iter();
            let listed = listed.filter(|change| change["what"] == what && change["change"] == sort);
            assert_eq!(listed.count() as u64, n(sort), "{side} {sort}");
        }
    }
}

/// How many changes there are of each sort and cause, as `event recoded dictionary`.
fn kinds(told: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let kind = |one: &Value| format!("{} {} {}", text(&one["what"]), text(&one["change"]), text(&one["cause"]));
    let mut kinds: Vec<String> = told["changes"].as_array().unwrap().iter().map(kind).collect();
    kinds.sort();
    kinds
}

/// Rewrites the rows of a file.
fn patch(desk: &Desk, name: &str, change: impl Fn(&mut Value)) {
    let rows = desk.rows(name).into_iter().map(|mut row| {
        change(&mut row);
        format!("{row}\n")
    });
    desk.write(name, rows.collect::<String>().as_bytes());
}

fn set_version(desk: &Desk, out: &str, version: &str) {
    let path = format!("{out}/run.json");
    let mut run: Value = serde_json::from_str(&desk.read(&path)).unwrap();
    run["version"] = version.into();
    desk.write(&path, run.to_string().as_bytes());
}

#[test]
fn the_same_articles_and_dictionaries_give_no_change() {
    let desk = desk();
    desk.run(&["run", "news", "-d", "none", "-o", "new", "--keep-text"]).says(0, &[]);
    assert_eq!(kinds(&told(&desk)), [""; 0]);
    let ran = desk.run(&["diff", "old", "new"]);
    assert!(ran.out.contains("no mention and no event is otherwise"), "{}", ran.out);
    assert!(!ran.out.contains("keep-text"), "it has no bearing on rows: {}", ran.out);
}

#[test]
fn an_entry_is_the_cause_of_what_it_changes() {
    let desk = desk();
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let told = told(&desk);
    let (event, mention) = ("event recoded dictionary", "mention gained dictionary");
    assert_eq!(kinds(&told), [event, event, mention, mention]);
    assert_eq!(told["dictionaries"], serde_json::json!(["actors/own.toml"]));
    let event = told["changes"].as_array().unwrap().iter().find(|change| change["what"] == "event").unwrap();
    assert_eq!(event["fields"], serde_json::json!(["actor"]));
    assert_eq!(event["new"]["actor"][0]["actor_id"], "GREY");
    assert!(event["old"]["trace"].is_array() && event["new"]["trace"].is_array());
    let ran = desk.run(&["diff", "old", "new"]);
    for words in [
        "2 coded otherwise",
        "because of the dictionaries",
        "~ ASSAULT PAK REB → PAK MIL (asserted, 2025-11-21, Wana) ⇒ ASSAULT GREY → PAK MIL",
        "[attacked]",
        "otherwise in  actor",
        "was because of",
        "actors/own.toml:3",
    ] {
        assert!(ran.out.contains(words), "no `{words}` in: {}", ran.out);
    }
}

#[test]
fn articles_are_the_cause_where_they_are_new_gone_rewritten_or_dated_otherwise() {
    let desk = desk();
    fs::rename(desk.path().join("news/a.txt"), desk.path().join("news/moved.txt")).unwrap();
    fs::remove_file(desk.path().join("news/d.txt")).unwrap();
    desk.write("news/b.txt", (attack("22", "Grey Column") + "\nIran expelled a diplomat of Iraq.\n").as_bytes());
    desk.write("news/e.txt", b"Talks\n25 November 2025\n\nPakistani officials met Afghan Taliban envoys in Doha.\n");
    desk.run(&["run", "news", "-d", "none", "-o", "new"]).says(0, &[]);
    let told = told(&desk);
    let articles = &told["articles"];
    assert_eq!(articles["moved"], serde_json::json!([{ "old": "a.txt", "new": "moved.txt" }]));
    for (what, doc) in [("added", "e.txt"), ("removed", "d.txt"), ("rewritten", "b.txt")] {
        assert_eq!(articles[what], serde_json::json!([doc]), "{what}");
    }
    let kinds = kinds(&told);
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| kind.ends_with(" articles")), "{kinds:?}");
    let of = |doc: &str| -> Vec<&Value> {
        told["changes"].as_array().unwrap().iter().filter(|change| change["doc"] == doc).collect()
    };
    // What stands in the new text as it stood in the old one is no change, nor is a new name of the file.
    assert!(of("b.txt").iter().all(|change| change["change"] == "gained"), "{:#?}", of("b.txt"));
    assert_eq!(of("moved.txt").len(), 0);
    desk.run(&["run", "news", "-d", "none", "-o", "old"]).says(0, &[]);
    desk.run(&["run", "news", "-d", "none", "-o", "new", "--date", "2025-11-30"]).says(0, &[]);
    let told = self::told(&desk);
    assert_eq!(told["articles"]["redated"].as_array().unwrap().len(), 3);
    assert!(self::kinds(&told).iter().all(|kind| kind.ends_with(" recoded articles")), "{:?}", self::kinds(&told));
    assert_eq!(told["settings"][0]["name"], "date");
}

#[test]
fn what_neither_articles_nor_dictionaries_can_have_done_the_program_did() {
    let desk = desk();
    desk.run(&["run", "news", "-d", "none", "-o", "new"]).says(0, &[]);
    patch(&desk, "old/events.jsonl", |row| row["status"] = "claimed".into());
    let events = desk.rows("new/events.jsonl").len();
    assert_eq!(kinds(&told(&desk)), vec!["event recoded program"; events]);
    // The dictionaries differ too: an article that the edit cannot reach was changed by the program, whatever its version.
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let causes = |told: &Value, doc: &str| -> Vec<String> {
        let all = told["changes"].as_array().unwrap().iter().filter(|change| change["doc"] == doc);
        let mut causes: Vec<String> = all.map(|change| change["cause"].as_str().unwrap().to_owned()).collect();
        causes.dedup();
        causes
    };
    assert_eq!(
        (causes(&told(&desk), "d.txt"), causes(&told(&desk), "a.txt")),
        (vec!["program".into()], vec!["dictionary".into()])
    );
    set_version(&desk, "old", "0.0.9");
    let told = told(&desk);
    assert_eq!((causes(&told, "d.txt"), causes(&told, "a.txt")), (vec!["program".into()], vec!["dictionary".into()]));
    assert_eq!(told["old"]["version"], "0.0.9");
}

#[test]
fn with_another_program_an_edit_is_the_cause_only_of_what_it_can_have_changed() {
    let desk = Desk::with(&[
        ("news/a.txt", &format!("{}\nIran condemned Iraq on Monday.\n", attack("21", "Grey Column"))),
        ("grey/actors/own.toml", GREY),
        ("none/actors/own.toml", ""),
    ]);
    desk.run(&["run", "news", "-d", "none", "-o", "old"]).says(0, &[]);
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    patch(&desk, "old/events.jsonl", |row| row["status"] = "claimed".into());
    set_version(&desk, "old", "0.0.9");
    let told = told(&desk);
    let cause = |words: &str| -> Vec<&str> {
        let all = told["changes"].as_array().unwrap().iter();
        let all = all.filter(|one| one["what"] == "event" && one["new"]["event_text"] == words);
        all.map(|one| one["cause"].as_str().unwrap()).collect()
    };
    assert_eq!((cause("attacked"), cause("condemned")), (vec!["dictionary"], vec!["program"]));
}

#[test]
fn a_reviewer_is_the_cause_of_mentions_and_of_the_events_of_their_actors() {
    let desk = desk();
    desk.run(&["run", "news", "-d", "grey", "-o", "old"]).says(0, &[]);
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let is_a = |row: &Value| row["doc"] == "a.txt";
    patch(&desk, "new/mentions.jsonl", |row| {
        if is_a(row) && row["actor"] == "GREY" {
            row["actor"] = "TTP".into();
            row["how"] = "decision".into();
        }
    });
    patch(&desk, "new/events.jsonl", |row| {
        if is_a(row) && row["event"] == "ASSAULT" {
            row["actor"][0]["actor_id"] = "TTP".into();
        }
    });
    assert_eq!(kinds(&told(&desk)), ["event recoded decisions", "mention recoded decisions"]);
    // A decision that stands in both datasets changed nothing between them.
    let decided = |row: &mut Value| {
        row["trace"].as_array_mut().unwrap().insert(0, "decisions.jsonl:1 TTP by nk".into());
        row["how"] = "decision".into();
    };
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    patch(&desk, "old/mentions.jsonl", decided);
    patch(&desk, "new/mentions.jsonl", |row| {
        decided(row);
        row["sector"] = serde_json::json!(["MIL"]);
    });
    let kinds = kinds(&told(&desk));
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| kind == "mention recoded program"), "{kinds:?}");
}

#[test]
fn what_a_decision_takes_away_is_a_reviewers_doing() {
    let desk = desk();
    desk.run(&["run", "news", "-d", "grey", "-o", "old"]).says(0, &[]);
    let mention = desk.rows("old/mentions.jsonl").into_iter().find(|row| row["actor"] == "GREY").unwrap();
    let article = desk.rows("old/articles.jsonl").into_iter().find(|row| row["doc"] == mention["doc"]).unwrap();
    let decision = serde_json::json!({
        "v": 1, "id": "1", "at": "2025-11-22T00:00:00Z", "by": "nk", "answer": "not-an-actor", "doc": mention["doc"], "quote": "",
        "key": { "article": article["sha256"], "start": mention["start"], "end": mention["end"], "text": mention["text"] },
    });
    desk.write("said.jsonl", format!("{decision}\n").as_bytes());
    desk.run(&["run", "news", "-d", "grey", "-o", "new", "--decisions", "said.jsonl"]).says(0, &[]);
    let diff = |more: &[&str]| desk.run(&[&["diff", "old", "new", "--format", "json"], more].concat());
    let ran = diff(&["--decisions", "said.jsonl"]);
    ran.says(0, &[]);
    let told = json(&ran);
    assert_sums(&told);
    assert!(kinds(&told).contains(&"mention lost decisions".to_owned()), "{:?}", kinds(&told));
    assert!(kinds(&told).iter().all(|kind| kind.ends_with(" decisions")), "{:?}", kinds(&told));
    diff(&[]).says(0, &["a run applied decisions that are not in `decisions.jsonl`", "--decisions says where"]);
}

#[test]
fn figures_by_actor_and_lists_by_sort() {
    let desk = desk();
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let ran = desk.run(&["diff", "old", "new", "--by", "actor", "--only", "gained"]);
    ran.says(0, &[]);
    let row = ran.out.lines().find(|line| line.starts_with("GREY ")).unwrap_or_else(|| panic!("{}", ran.out));
    assert_eq!(row.split_whitespace().skip(1).collect::<Vec<_>>(), ["0", "2", "0", "0", "0", "2"]);
    assert!(ran.out.contains("\n+ GREY") && !ran.out.contains("\n~ "), "{}", ran.out);
    let told = json(&desk.run(&["diff", "old", "new", "--only", "recoded", "--format", "json"]));
    assert!(kinds(&told).iter().all(|kind| kind.contains("recoded")));
    assert_eq!(told["mentions"]["gained"], 2, "figures are of all");
}

#[test]
fn dictionaries_that_this_version_cannot_read_leave_the_lines_to_tell() {
    let desk = desk();
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let snapshot = "old/dictionaries/1-none/actors/own.toml";
    assert!(desk.path().join(snapshot).exists());
    desk.write(snapshot, b"[[actor]]\nid = 7\n");
    let ran = desk.run(&["diff", "old", "new", "--format", "json"]);
    ran.says(0, &["does not read the dictionaries of one dataset", "told from their lines alone"]);
    assert!(kinds(&json(&ran)).iter().all(|kind| kind.ends_with(" dictionary")), "{}", ran.out);
}

#[test]
fn what_is_no_dataset_is_said() {
    let desk = desk();
    desk.run(&["diff", "old", "news"]).says(2, &["`news` is no dataset of khabar's"]);
    desk.run(&["report", "old", "--against", "gone"]).says(2, &["`gone` is no dataset of khabar's"]);
}

#[test]
fn the_report_tells_what_changed_when_asked() {
    let desk = desk();
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let words = "Since old 0 events are lost, 0 gained and 2 coded otherwise.";
    desk.run(&["report", "new"]).says(0, &[]);
    assert!(!desk.read("new/report.html").contains("Since old"));
    desk.run(&["report", "new", "--against", "old"]).says(0, &[]);
    assert!(desk.read("new/report.html").contains(words));
}

#[test]
fn a_mention_beside_no_event_is_shown_in_its_line_and_a_page_can_be_had() {
    let desk = Desk::with(&[
        ("news/a.txt", "Rain\n24 November 2025\n\nThere was rain, and the Grey Column of old was a song in Lahore.\n"),
        ("grey/actors/own.toml", GREY),
        ("none/actors/own.toml", ""),
    ]);
    desk.run(&["run", "news", "-d", "none", "-o", "old"]).says(0, &[]);
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let ran = desk.run(&["diff", "old", "new"]);
    assert!(ran.out.contains("and the [Grey Column] of old was a song"), "{}", ran.out);
    assert!(!ran.out.contains("Z\n") && ran.out.contains(" UTC\n"), "{}", ran.out);
    let page = desk.run(&["diff", "old", "new", "--format", "html"]);
    page.says(0, &[]);
    assert!(page.out.starts_with("<!doctype html>") && page.out.contains("<title>new · khabar report</title>"));
}
