//! `khabar dict impact`, `suggest`, `unused`, `stale` and `coverage`.

use super::{Desk, Ran};
use serde_json::{Value, json};
use std::fs;
use std::process::Command;

const GREY: &str =
    "[[actor]]\nid = \"GREY\"\nname = \"Grey Column\"\nkind = \"group\"\ncountry = \"PAK\"\nsector = [\"REB\"]\n";

fn attack(day: &str, who: &str) -> String {
    format!(
        "Convoy hit\n{day} November 2025\n\nFighters of the {who} attacked an army convoy near Wana, police said.\n"
    )
}

/// Three articles that name somebody whom no dictionary knows, one that does not, and the dataset of them.
fn desk(more: &[&str]) -> Desk {
    let desk = Desk::with(&[
        ("news/a.txt", &attack("21", "Grey Column")),
        ("news/b.txt", &attack("22", "Grey Column")),
        ("news/c.txt", &attack("23", "Grey Kolumn")),
        ("news/d.txt", "Rain\n24 November 2025\n\nPakistan condemned an attack on India after rain in Lahore.\n"),
        ("grey/actors/own.toml", GREY),
        ("none/actors/own.toml", ""),
    ]);
    desk.run(&[&["run", "news", "-d", "none"], more].concat()).says(0, &[]);
    desk
}

fn as_json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:#?}"))
}

#[test]
fn impact_tells_what_a_new_actor_changes() {
    let desk = desk(&[]);
    let before = fs::read(desk.path().join("out/run.json")).unwrap();
    let ran = desk.run(&["dict", "impact", "out", "-d", "grey"]);
    ran.says(0, &[]);
    for words in
        ["4 articles, 2 coded again", "+ 2 mentions gained: GREY 2", "the [Grey Column] attacked", "a.txt, sentence 2"]
    {
        assert!(ran.out.contains(words), "no `{words}` in: {}", ran.out);
    }
    let told = as_json(&desk.run(&["dict", "impact", "out", "-d", "grey", "--format", "json"]));
    assert_eq!((&told["mentions"]["gained"], &told["events"]["recoded"]), (&2.into(), &2.into()));
    let event = told["changes"].as_array().unwrap().iter().find(|change| change["what"] == "event").unwrap();
    assert_eq!(event["new"]["actor"][0]["actor_id"], "GREY");
    assert_eq!(event["old"]["actor"][0]["actor_id"], Value::Null);
    // The dataset stays as it is, and a run with the new dictionaries gives what was told.
    assert_eq!(fs::read(desk.path().join("out/run.json")).unwrap(), before);
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let named = desk.rows("new/mentions.jsonl").iter().filter(|row| row["actor"] == "GREY").count();
    assert_eq!(named, 2);
    // The dictionaries that coded it change nothing.
    assert!(desk.run(&["dict", "impact", "new", "-d", "grey"]).out.contains("nothing would be coded otherwise"));
}

#[test]
fn impact_without_index_codes_all_and_says_so() {
    let desk = desk(&["--no-cache"]);
    let ran = desk.run(&["dict", "impact", "out", "-d", "grey"]);
    ran.says(0, &["--no-cache"]);
    assert!(ran.out.contains("4 articles, 4 coded again") && ran.out.contains("+ 2 mentions gained"), "{}", ran.out);
}

#[test]
fn impact_says_what_moved_or_changed() {
    let desk = desk(&[]);
    fs::remove_file(desk.path().join("news/a.txt")).unwrap();
    desk.write("news/b.txt", attack("22", "Grey Column of the hills").as_bytes());
    // Not touched by the change, and told all the same.
    desk.write("news/d.txt", b"Rain\n24 November 2025\n\nSun.\n");
    // Written to, with the same text.
    desk.write("news/c.txt", attack("23", "Grey Kolumn").as_bytes());
    let ran = desk.run(&["dict", "impact", "out", "-d", "grey"]);
    ran.says(3, &["a.txt is no longer where it was", "b.txt has changed", "d.txt has changed"]);
    assert!(!ran.err.contains("c.txt"), "{}", ran.err);
    fs::rename(desk.path().join("news"), desk.path().join("moved")).unwrap();
    desk.run(&["dict", "impact", "out", "-d", "grey"]).says(2, &["--texts"]);
    desk.run(&["dict", "impact", "out", "-d", "grey", "--texts", "moved"]).says(3, &["d.txt has changed"]);
}

#[test]
fn impact_needs_no_inputs_where_the_dataset_keeps_the_texts() {
    let desk = desk(&["--keep-text"]);
    fs::remove_dir_all(desk.path().join("news")).unwrap();
    let ran = desk.run(&["dict", "impact", "out", "-d", "grey"]);
    ran.says(0, &[]);
    assert!(ran.out.contains("+ 2 mentions gained"), "{}", ran.out);
}

#[test]
fn impact_since_a_git_revision() {
    let desk = desk(&[]);
    let git = |args: &[&str]| {
        let ran = Command::new("git").current_dir(desk.path()).args(args).output().unwrap();
        assert!(ran.status.success(), "{ran:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "grey"]);
    git(&["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "Grey"]);
    desk.write("grey/actors/own.toml", GREY.replace("Column", "Kolumn").as_bytes());
    let ran = desk.run(&["dict", "impact", "out", "-d", "grey", "--since", "HEAD"]);
    ran.says(0, &[]);
    assert!(ran.out.contains("+ 1 mentions gained: GREY 1") && ran.out.contains("− 2 mentions lost"), "{}", ran.out);
    desk.run(&["dict", "impact", "out", "-d", "grey", "--since", "nothing"]).says(2, &["nothing"]);
}

#[test]
fn a_change_can_be_looked_at_before_it_is_written() {
    let desk = desk(&[]);
    let base = ["dict", "add", "GREY", "Grey Kolumn", "-d", "grey", "--impact", "out"];
    let add = |more: &[&str]| desk.run(&[&base, more].concat());
    // Nobody is there to say yes.
    let ran = add(&[]);
    ran.says(1, &["nothing was changed", "--yes"]);
    assert!(ran.out.contains("+ 1 mentions gained: GREY 1") && ran.out.contains("[Grey Kolumn]"), "{}", ran.out);
    assert_eq!(desk.read("grey/actors/own.toml"), GREY);
    let ran = add(&["--dry-run"]);
    ran.says(0, &[]);
    assert!(ran.out.contains("+aliases = [\"Grey Kolumn\"]") && ran.out.contains("gained: GREY 1"), "{}", ran.out);
    let told = as_json(&add(&["--dry-run", "--format", "json"]));
    assert_eq!((&told["mentions"]["gained"], &told["events"]["recoded"]), (&1.into(), &1.into()));
    assert_eq!(desk.read("grey/actors/own.toml"), GREY);
    add(&["--yes"]).says(0, &["changed grey/actors/own.toml", "is a name of GREY"]);
    assert!(desk.read("grey/actors/own.toml").contains("Grey Kolumn"));
    // Where a longer name wins, it is said so.
    let ran = desk.run(&["dict", "add", "GREY", "Grey", "-d", "grey", "--impact", "out", "--dry-run"]);
    ran.says(0, &[]);
    assert!(ran.out.contains("= 3 times a new name stands within a longer one"), "{}", ran.out);
    // Only the edit is told, not how the dictionaries differ from those of the run.
    let role = ["--role", "MIL", "--from", "2020-01-01"];
    let ran =
        desk.run(&[&["dict", "edit", "GREY"], &role[..], &["-d", "grey", "--impact", "out", "--dry-run"]].concat());
    ran.says(0, &[]);
    assert!(ran.out.contains("~ 3 mentions recoded: GREY 3") && !ran.out.contains("gained"), "{}", ran.out);
    let ran = desk.run(&["dict", "ignore", "the Grey Column", "-d", "grey", "--impact", "out"]);
    ran.says(1, &["nothing was changed"]);
    assert!(ran.out.contains("lost"), "{}", ran.out);
}

/// A line of `decisions.jsonl` on a row of the dataset, or on words of an article.
fn decided(desk: &Desk, row: &Value, event: Option<&str>, answer: Value) -> String {
    let article = desk.rows("out/articles.jsonl").into_iter().find(|one| one["doc"] == row["doc"]).unwrap();
    let text = if event.is_some() { &row["event_text"] } else { &row["text"] };
    let mut key = json!({ "article": article["sha256"], "start": row["start"], "end": row["end"], "text": text });
    if let Some(event) = event {
        key["event"] = event.into();
    }
    let mut line = json!({ "v": 1, "id": format!("{}{text}", row["doc"]), "at": "2025-11-25T10:00:00Z", "by": "nk" });
    line["key"] = key;
    line["doc"] = row["doc"].clone();
    line["quote"] = "".into();
    line.as_object_mut().unwrap().extend(answer.as_object().unwrap().clone());
    format!("{line}\n")
}

#[test]
fn what_people_decided_comes_first_and_stands() {
    let desk = desk(&[]);
    let told = as_json(&desk.run(&["dict", "impact", "out", "-d", "grey", "--format", "json"]));
    let new = |what: &str, doc: &str| {
        let all = told["changes"].as_array().unwrap();
        all.iter().find(|one| one["what"] == what && one["doc"] == doc).unwrap()["new"].clone()
    };
    let lines = [
        decided(&desk, &new("mention", "a.txt"), None, json!({ "answer": "not-an-actor" })),
        decided(&desk, &new("event", "b.txt"), Some("ASSAULT"), json!({ "answer": "right" })),
    ];
    desk.write("decisions.jsonl", lines.concat().as_bytes());
    let ran = desk.run(&["dict", "impact", "out", "-d", "grey"]);
    ran.says(0, &[]);
    for words in [
        "+ 1 mentions gained: GREY 1",
        "! 2 decided otherwise by people, shown first",
        "decided: not an actor, by nk; and stays so",
    ] {
        assert!(ran.out.contains(words), "no `{words}` in: {}", ran.out);
    }
    let listed = ran.out.split_once("\n\n").unwrap().1;
    assert!(listed.starts_with("! + GREY"), "{listed}");
    assert!(listed.contains("otherwise in  actor Fighters → GREY"), "{listed}");
    let told = as_json(&desk.run(&["dict", "impact", "out", "-d", "grey", "--format", "json"]));
    let against = told["decided_otherwise"].as_array().unwrap();
    let said: Vec<_> = against.iter().map(|one| (&one["doc"], &one["decided"], &one["stays"])).collect();
    assert_eq!(
        said,
        [(&"a.txt".into(), &"not an actor".into(), &true.into()), (&"b.txt".into(), &"right".into(), &false.into())]
    );
    // A run says the same.
    desk.run(&["run", "news", "-d", "grey", "-o", "new"]).says(0, &[]);
    let named: Vec<_> = desk.rows("new/mentions.jsonl").into_iter().filter(|row| row["actor"] == "GREY").collect();
    assert_eq!((named.len(), &named[0]["doc"]), (1, &"b.txt".into()));
}

#[test]
fn an_actor_that_only_people_named_changes_too() {
    let desk = desk(&[]);
    let text = desk.read("news/c.txt");
    let start = text.find("Grey Kolumn").unwrap();
    let words = json!({ "doc": "c.txt", "start": start, "end": start + "Grey Kolumn".len(), "text": "Grey Kolumn" });
    let line = decided(&desk, &words, None, json!({ "answer": "other", "actor": "GREY" }));
    desk.write("decisions.jsonl", line.as_bytes());
    desk.run(&["run", "news", "-d", "grey"]).says(0, &[]);
    let edit = ["dict", "edit", "GREY", "--role", "MIL", "--from", "2020-01-01", "-d", "grey", "--impact", "out"];
    let ran = desk.run(&[&edit[..], &["--dry-run"]].concat());
    assert!(ran.out.contains("~ 3 mentions recoded: GREY 3") && ran.out.contains("sector REB → MIL"), "{}", ran.out);
}

#[test]
fn a_check_against_a_dataset_tells_what_it_has_of_the_names() {
    let desk = desk(&[]);
    desk.write(
        "odd/actors/own.toml",
        (GREY.to_owned() + "aliases = [\"Grey Men\", \"GC\"]\n").replace("Grey Column", "Grey").as_bytes(),
    );
    let other = "[[actor]]\nid = \"COL\"\nname = \"Grey Column\"\nkind = \"group\"\n";
    desk.write("odd/actors/others.toml", (other.to_owned() + "aliases = [\"Hill Column\"]\n").as_bytes());
    let third = "[[actor]]\nid = \"KOL\"\nname = \"Third Force\"\nkind = \"group\"\naliases = [\"Grey Column\"]\n";
    desk.write("odd/actors/third.toml", third.as_bytes());
    let check = |more: &[&str]| desk.run(&[&["dict", "check", "-d", "odd", "--against", "out"], more].concat());
    let ran = check(&[]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let note =
        "note: seen 2 times in 2 articles of out; KOL has another name in 0 of them, COL has another name in 0 of them";
    assert!(ran.out.contains("error[D001]") && ran.out.contains(note), "{}", ran.out);
    let told = as_json(&check(&["--format", "json"]));
    let of = |code: &str| -> Vec<String> {
        let all = told.as_array().unwrap().iter().filter(|fault| fault["code"] == code);
        all.map(|fault| fault["message"].as_str().unwrap().to_owned()).collect()
    };
    assert!(of("D012").contains(&"GREY is never named in out".to_owned()), "{:?}", of("D012"));
    // One of three is by itself: "Grey Kolumn".
    assert!(!of("D002").iter().any(|message| message.contains("never alone")), "{:?}", of("D002"));
    fs::remove_file(desk.path().join("news/c.txt")).unwrap();
    desk.write("news/e.txt", attack("25", "Grey Column").as_bytes());
    desk.run(&["run", "news", "-d", "none", "-o", "out"]).says(0, &[]);
    let ran = check(&[]);
    assert!(ran.out.contains("`Grey` is never alone in out: 3 times within longer names"), "{}", ran.out);
}

#[test]
fn suggestions_are_entries_that_work() {
    let desk = desk(&[]);
    let ran = desk.run(&["dict", "suggest", "out"]);
    ran.says(0, &[]);
    for words in ["Grey Column   seen 3 times", "3 where an actor is missing", "also written  Grey Kolumn 1"] {
        assert!(ran.out.contains(words), "no `{words}` in: {}", ran.out);
    }
    let entries = desk.run(&["dict", "suggest", "out", "--format", "toml"]).out;
    desk.write("new/actors/own.toml", entries.as_bytes());
    desk.run(&["run", "news", "-d", "new", "-o", "again"]).says(0, &[]);
    let named = desk.rows("again/mentions.jsonl").iter().filter(|row| row["actor"] == "GREY-COLUMN").count();
    assert_eq!(named, 3, "{entries}");
    let none = desk.run(&["dict", "suggest", "again"]).out;
    assert!(!none.contains("Grey"), "{none}");
}

#[test]
fn suggestions_know_variants_and_acronyms() {
    let front =
        "Raid\n21 November 2025\n\nThe Northern Hills Front (NHF) attacked a post near Wana. The NHF said so.\n";
    let desk = Desk::with(&[("news/a.txt", &attack("21", "Haqani Netwark")), ("news/b.txt", front)]);
    desk.run(&["run", "news"]).says(0, &[]);
    let told = as_json(&desk.run(&["dict", "suggest", "out", "--format", "json"]));
    let find = |name: &str| told.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap_or(&Value::Null);
    let near = find("Haqani Netwark");
    assert_eq!(near["near"]["actor"], "HQN", "{told:#}");
    assert!(near["entry"].as_str().unwrap().contains("id = \"HQN\"\nextends = true\n"));
    let front = find("Northern Hills Front");
    assert_eq!(front["acronyms"][0]["text"], "NHF", "{told:#}");
    assert!(front["entry"].as_str().unwrap().contains("id = \"NHF\""));
}

#[test]
fn unused_names_have_their_lines() {
    let desk = desk(&[]);
    let own = format!(
        "{GREY}aliases = [\"Column of Grey\"]\n[[actor]]\nid = \"RED\"\nname = \"Red Column\"\nkind = \"group\"\n"
    );
    desk.write("own/actors/own.toml", own.as_bytes());
    desk.run(&["run", "news", "-d", "own"]).says(0, &[]);
    let ran = desk.run(&["dict", "unused", "out", "-d", "own"]);
    ran.says(0, &[]);
    assert!(ran.out.contains("actors/own.toml:9  RED  Red Column\n"), "{}", ran.out);
    assert!(ran.out.contains("actors/own.toml:7  GREY  \"Column of Grey\"\n") && !ran.out.contains("\"Grey Column\""));
    let told = as_json(&desk.run(&["dict", "unused", "out", "-d", "own", "--format", "json"]));
    assert!(told["actors"].as_array().unwrap().iter().any(|one| one["actor"] == "RED"));
    assert!(!told["actors"].as_array().unwrap().iter().any(|one| one["actor"] == "PAK"));
}

#[test]
fn stale_roles_as_of_a_day() {
    let person = |id: &str, roles: &str| {
        format!("[[actor]]\nid = \"{id}\"\nname = \"{id} Person\"\nkind = \"person\"\nroles = [{roles}]\n")
    };
    let office = |from: &str, more: &str| {
        format!("{{ code = \"XKX\", sector = [\"GOV\"], office = \"mayor\", from = {from}{more} }}")
    };
    let own = [
        person("one-a", &office("2010-01-01", ", until = 2015-01-01")),
        person("two-b", &office("2015-01-01", "")),
        person("three-c", &office("2020-01-01", "")),
    ];
    let desk = Desk::with(&[("own/actors/own.toml", &own.concat())]);
    let told = |day: &str| as_json(&desk.run(&["dict", "stale", "-d", "own", "--on", day, "--format", "json"]));
    let names = |told: &Value, list: &str| -> Vec<String> {
        let ids = told[list].as_array().unwrap().iter().filter(|row| row["code"] == "XKX" && row["office"] == "mayor");
        ids.map(|row| row["actor"].as_str().unwrap().to_owned()).collect()
    };
    let now = told("2021-01-01");
    assert_eq!(
        (names(&now, "ended"), names(&now, "without_end")),
        (vec!["one-a".into()], vec!["two-b".into(), "three-c".into()])
    );
    let shared = now["without_end"].as_array().unwrap().iter().find(|row| row["actor"] == "two-b").unwrap();
    assert_eq!(shared["also_held_by"][0], "three-c");
    let then = told("2012-01-01");
    assert_eq!((names(&then, "ended").len(), names(&then, "without_end").len()), (0, 0));
    let ran = desk.run(&["dict", "stale", "-d", "own", "--on", "2021-01-01", "--all"]);
    assert!(ran.out.contains("one-a  mayor (XKX GOV) until 2015-01-01"), "{}", ran.out);
    desk.run(&["dict", "stale", "--on", "yesterday"]).says(2, &["yesterday"]);
}

#[test]
fn coverage_by_month_and_the_share_known() {
    let desk = desk(&[]);
    let told = as_json(&desk.run(&["dict", "coverage", "out", "--format", "json"]));
    assert_eq!((&told["unknown"], &told["months"][0]), (&3.into(), &"2025-11".into()));
    let pakistan = told["actors"].as_array().unwrap().iter().find(|one| one["actor"] == "PAK").unwrap();
    assert_eq!(pakistan["months"]["2025-11"], 1);
    let ran = desk.run(&["dict", "coverage", "out"]);
    assert!(ran.out.contains("% of names that are no places are known") && ran.out.contains("PAK "), "{}", ran.out);
}

#[test]
fn a_folder_that_is_no_dataset() {
    let desk = Desk::with(&[("out/notes.txt", "x")]);
    for command in ["impact", "suggest", "unused", "coverage"] {
        desk.run(&["dict", command, "out"]).says(2, &["is no dataset", "khabar run"]);
    }
}
