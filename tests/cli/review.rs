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
    decision_at(desk, RAID.find(words).unwrap(), words, more)
}

/// That the words which stand where the raiders are named in [`RAID`] are GREY's and not the actor's they were coded as.
fn is_grey(desk: &Desk, words: &str, coded: &str) -> String {
    let more = json!({ "answer": "other", "actor": "GREY", "coded": coded });
    decision_at(desk, RAID.find("Grey Column").unwrap(), words, more)
}

fn decision_at(desk: &Desk, start: usize, words: &str, more: Value) -> String {
    let article = &desk.rows("out/articles.jsonl")[0];
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

#[test]
fn an_audit_prints_how_often_rows_are_right_keeps_it_and_a_new_run_takes_it_away() {
    let desk = desk();
    let events = desk.rows("out/events.jsonl");
    assert_eq!(events.len(), 1);
    let sides = |actor: &[&str]| json!({ "id": actor.join("+"), "event": "ASSAULT", "answer": "coded", "status": "asserted", "recipient": ["PAK MIL"], "actor": actor });
    let coded = |by: &str, actor: &[&str]| {
        let mut more = sides(actor);
        more["by"] = json!(by);
        // The type that was coded stands in the answer; that of the row in the key.
        decision(&desk, "attacked", more).replace("\"answer\":\"coded\"", "\"answer\":\"coded\",\"event\":\"ASSAULT\"")
    };
    let (one, other) = (coded("A", &["REB"]), coded("B", &["GREY"]));
    desk.write("decisions.jsonl", format!("{one}{other}").as_bytes());
    let audit = |coder: &[&str]| desk.run(&[&["review", "out", "--sample", "9", "--seed", "7"], coder].concat());
    let ran = audit(&["--coder", "A"]);
    ran.says(0, &[]);
    assert!(ran.out.starts_with("precision of types     1.00 (95 % 0.21\u{2013}1.00), n = 1\n"), "{}", ran.out);
    let kept: Value = serde_json::from_str(&desk.read("out/audit.json")).unwrap();
    assert_eq!(
        (&kept["fields"]["type"]["right"], &kept["sample"]["seed"], &kept["coded"]),
        (&json!(1), &json!(7), &json!(1))
    );
    let settled = coded("C", &["GREY"]).replace("\"v\":1", "\"v\":1,\"adjudicated\":true");
    desk.write("decisions.jsonl", format!("{one}{other}{settled}").as_bytes());
    let ran = audit(&["--adjudicate", "A", "B", "--format", "json"]);
    ran.says(0, &[]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let actor = &told["agreement"]["fields"]["actor"];
    assert_eq!(
        (&actor["exact"], &actor["of"], &told["agreement"]["coders"]),
        (&json!(0), &json!(1), &json!(["A", "B"]))
    );
    assert_eq!(told["fields"]["type"]["right"], 1);
    desk.run(&["run", "news", "-d", "own"]).says(0, &[]);
    assert!(!desk.path().join("out/audit.json").exists());
}

#[test]
fn what_was_reviewed_whole_becomes_gold_that_score_reads() {
    let desk = desk();
    let export = || desk.run(&["review", "out", "--export-gold", "gold"]);
    let name = decision(&desk, "Grey Column", json!({ "answer": "other", "actor": "GREY" }));
    desk.write("decisions.jsonl", name.as_bytes());
    export().says(0, &["wrote 0 gold files to gold; 1 articles are reviewed in part only"]);
    let right = json!({ "event": "ASSAULT", "answer": "wrong", "wrong": ["actor"], "right": { "actor": ["GREY"] } });
    let raid = decision(&desk, "attacked", right);
    desk.write("decisions.jsonl", format!("{name}{raid}").as_bytes());
    export().says(0, &["wrote 1 gold files to gold\n"]);
    let gold: Value = serde_json::from_str(&desk.read("gold/a.gold.json")).unwrap();
    assert_eq!(gold["mentions"], json!([{ "s": 1, "text": "Grey Column", "n": 1, "actor": "GREY" }]));
    assert_eq!((&gold["events"][0]["actor"], &gold["events"][0]["s"]), (&json!(["GREY"]), &json!(1)));
    let score = |out: &str| {
        let ran = desk.run(&["score", out, "gold", "--format", "json"]);
        ran.says(0, &[]);
        serde_json::from_str::<Value>(&ran.out).unwrap()
    };
    let full = |out: &str| score(out)["strict"]["event_full"]["f1"].clone();
    assert_eq!(full("out"), json!(0.0));
    desk.run(&["run", "news", "-d", "own", "-o", "after"]).says(0, &[]);
    assert_eq!(full("after"), json!(1.0));
}

#[test]
fn decisions_become_edits_one_by_one_each_with_its_impact_and_only_after_a_yes() {
    let desk = desk();
    let name = decision(&desk, "Grey Column", json!({ "answer": "other", "actor": "GREY" }));
    let wana = decision(&desk, "Wana", json!({ "answer": "not-an-actor" }));
    desk.write("decisions.jsonl", format!("{name}{wana}").as_bytes());
    let apply = |more: &[&str]| desk.run(&[&["review", "out", "--apply", "-d", "own"], more].concat());
    let own = || desk.read("own/actors/own.toml");
    let before = own();
    let asked = apply(&[]);
    asked.says(
        1,
        &["1 of 2  \"Grey Column\" is a name of GREY: decided so at 1 places in 1 articles, by nk", "nobody to ask"],
    );
    let shown = apply(&["--dry-run"]);
    shown.says(0, &["2 of 2  \"Wana\" is nobody's name", "2 proposals, 0 written"]);
    assert!(shown.out.contains("+aliases = [\"Grey Column\"]"), "{}", shown.out);
    assert!(shown.out.contains("1 mentions gained: GREY 1"), "{}", shown.out);
    assert_eq!(own(), before);
    apply(&["--yes"]).says(0, &["2 proposals, 2 written"]);
    assert!(
        own().contains("aliases = [\"Grey Column\"]") && own().contains("[[ignore]]\ntext = \"Wana\""),
        "{}",
        own()
    );
    apply(&["--yes"]).says(0, &["the dictionaries say already what was decided"]);
    std::fs::remove_file(desk.path().join("decisions.jsonl")).unwrap();
    desk.run(&["run", "news", "-d", "own"]).says(0, &[]);
    let mention = desk.rows("out/mentions.jsonl").into_iter().find(|row| row["actor"] == "GREY").unwrap();
    assert_eq!(mention["how"], "alias");
}

#[test]
fn a_name_moves_to_the_actor_that_everybody_said_it_is() {
    let desk = Desk::with(&[("news/a.txt", &RAID.replace("Grey Column", "TTP")), ("own/actors/own.toml", GREY)]);
    desk.run(&["run", "news", "-d", "own"]).says(0, &[]);
    desk.write("decisions.jsonl", is_grey(&desk, "TTP", "TTP").as_bytes());
    let ran = desk.run(&["review", "out", "--apply", "-d", "own", "--yes"]);
    ran.says(0, &["\"TTP\" is a name of GREY, not of TTP", "1 proposals, 1 written"]);
    let own = desk.read("own/actors/own.toml");
    assert!(own.contains("acronyms = [\"TTP\"]") && own.contains("without = [\"TTP\"]"), "{own}");
}

#[test]
fn a_slip_in_what_is_asked_for_is_told_and_no_empty_queue() {
    let desk = desk();
    let review = |more: &[&str]| desk.run(&[&["review", "out", "--no-open"], more].concat());
    review(&["--actor", "GREYY"]).says(2, &["no dictionary has an actor `GREYY`; did you mean `GREY`?"]);
    review(&["--actor", "GREY"]).says(2, &["Grey Column Front (GREY) is named nowhere in this dataset"]);
    review(&["--doc", "b.txt"]).says(2, &["the dataset has no article `b.txt`; did you mean `a.txt`?"]);
    review(&["--doc", "elsewhere"]).says(2, &["no article `elsewhere`; articles are called as in `a.txt`"]);
    review(&["--sample", "0"]).says(2, &["--sample"]);
    review(&["--keys", "skip=a"]).says(2, &["keys (command line): `a` is the key of `accept` and of `skip`"]);
    let both = ["--sample", "5", "--adjudicate", "A", "B"];
    review(&both).says(2, &["`A` has coded no sample in decisions.jsonl; nobody has coded a sample yet"]);
    let coded = json!({ "answer": "coded", "event": "ASSAULT", "by": "A" });
    desk.write("decisions.jsonl", decision(&desk, "attacked", coded).as_bytes());
    review(&both).says(2, &["`B` has coded no sample", "those who have are A"]);
}

#[test]
fn keys_stand_in_the_settings_as_a_table_or_a_list() {
    let desk = Desk::with(&[("khabar.toml", "[keys]\nskip = \"k\"\nundo = \"z\"\n")]);
    assert!(desk.run(&["config"]).out.contains("keys = [\"skip=k\",\"undo=z\"]\n"));
    desk.write("khabar.toml", b"keys = [\"skip=k\"]\n");
    assert!(desk.run(&["config"]).out.contains("keys = [\"skip=k\"]\n"));
    desk.write("khabar.toml", b"[out]\nskip = \"k\"\n");
    desk.run(&["config"]).says(2, &["khabar.toml:1: `out` takes no table"]);
}

#[test]
fn the_name_that_an_entry_is_listed_under_does_not_move_and_the_way_out_is_said() {
    let own =
        format!("{GREY}[[actor]]\nid = \"PWK\"\nname = \"Pine Wood Guard\"\nkind = \"group\"\ncountry = \"PAK\"\n");
    let desk =
        Desk::with(&[("news/a.txt", &RAID.replace("Grey Column", "Pine Wood Guard")), ("own/actors/own.toml", &own)]);
    desk.run(&["run", "news", "-d", "own"]).says(0, &[]);
    desk.write("decisions.jsonl", is_grey(&desk, "Pine Wood Guard", "PWK").as_bytes());
    let ran = desk.run(&["review", "out", "--apply", "-d", "own", "--yes"]);
    ran.says(
        0,
        &[
            "\"Pine Wood Guard\" is the name that the entry of PWK itself has (actors/own.toml:",
            "khabar dict edit --ambiguous \"Pine Wood Guard\" --otherwise GREY",
            "1 proposals, 0 written",
        ],
    );
    assert_eq!(desk.read("own/actors/own.toml"), own);
}
