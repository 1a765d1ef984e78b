//! `khabar dict`: dictionaries checked, shown and changed.

use super::{Desk, Ran};
use serde_json::Value;

/// A project of one's own, over a small dictionary.
fn project() -> Desk {
    Desk::with(&[
        ("khabar.toml", "dictionaries = [\"base\", \"own\"]\nno-defaults = true\n"),
        ("base/actors/hills.toml", BASE),
        ("own/actors/own.toml", "# Ours.\nschema = 1\n"),
    ])
}

const BASE: &str = r#"schema = 1

[[actor]]
id = "RED"
name = "Red Hills Movement"
kind = "group"
country = "PAK"
parent = [{ id = "BLU", until = 2020-01-01 }]
aliases = ["Hill-Men", "Men of the Hills"]
roles = [
  { sector = ["OPP"], from = 2010-01-01, until = 2021-06-01, office = "Opposition" },
  { sector = ["REB"], from = 2021-06-01 },
]

[[actor]]
id = "BLU"
name = "Blue Force"
kind = "group"
country = "PAK"
sector = ["REB"]
"#;

impl Desk {
    fn own(&self) -> String {
        self.read("own/actors/own.toml")
    }

    /// Runs `khabar dict ARGS...`.
    fn dict(&self, args: &[&str]) -> Ran {
        self.run(&[&["dict"], args].concat())
    }
}

#[test]
fn check_tells_each_fault_with_its_line_and_a_way_out() {
    let desk = project();
    desk.dict(&["check"]).says(0, &["0 errors, 0 warnings in 2 actors"]);
    desk.write(
        "own/actors/own.toml",
        b"[[actor]]\nid = \"GRN\"\nname = \"Red Hills Movement\"\nkind = \"grup\"\naliases = [\"Gr_een\"]\n",
    );
    let ran = desk.dict(&["check"]);
    ran.says(1, &["3 errors"]);
    for words in
        ["error[D000]: `grup` is no", "own/actors/own.toml:4:8", "did you mean `group`?", "error[D001]", "error[D009]"]
    {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    let ran = desk.dict(&["check", "--format", "json"]);
    let faults: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ran.code, 1);
    let told = |code: &str| faults.iter().find(|fault| fault["code"] == code).unwrap();
    assert_eq!(told("D009")["line"], 5);
    assert_eq!(told("D009")["fixable"], true);
    assert_eq!(told("D001")["file"], "own/actors/own.toml");
}

#[test]
fn each_lint_bites() {
    for (code, own) in [
        ("D002", "aliases = [\"Green Men\", \"Green-Men\"]"),
        ("D004", "aliases = [\"GM\"]"),
        (
            "D005",
            "roles = [{ sector = [\"REB\"], from = 2001-01-01, until = 2002-01-01 }, { sector = [\"GOV\"], from = 2003-01-01 }]",
        ),
        ("D007", "roles = [{ sector = [\"REB\"], from = 2001-01-01, until = 2002-01-01 }]"),
        ("D008", "aliases = [\"Redtown\"]"),
        ("D010", "country = \"PAK\"\naliases = [\"Greens\"]"),
        ("D013", "aliases = [{ text = \"Blue Force\", case = \"exact\", from = 2030-01-01 }]"),
    ] {
        let name = if code == "D010" { "Blue Fource" } else { "Green Men Front" };
        let desk = project();
        let base = BASE
            .replace("id = \"BLU\"\nname = \"Blue Force\"", "id = \"BLU\"\nname = \"Blue Force\"\nacronyms = [\"BF\"]");
        let base = if code == "D013" {
            base.replace(
                "name = \"Blue Force\"",
                "name = \"Blue Force\"\naliases = [{ text = \"Blue Force\", until = 2030-01-01 }]",
            )
        } else {
            base
        };
        desk.write("base/actors/hills.toml", base.as_bytes());
        desk.write(
            "base/places.toml",
            b"schema = 1\nrows = [\n[\"Redtown\", \"PAK\", \"\", \"\", 0, 0, \"PPLC\", 500000],\n]\n",
        );
        desk.write(
            "own/actors/own.toml",
            format!("[[actor]]\nid = \"GRN\"\nname = \"{name}\"\nkind = \"group\"\n{own}\n").as_bytes(),
        );
        let ran = desk.dict(&["check"]);
        ran.says(0, &["0 errors"]);
        assert!(ran.out.contains(&format!("warning[{code}]")), "{code}: {ran:#?}");
    }
}

#[test]
fn check_runs_the_examples_and_test_runs_only_them() {
    let desk = project();
    let own = "[[actor]]\nid = \"RED\"\nextends = true\nexamples = [\n  { text = \"The Hill Men left.\", expect = \"Hill Men\" },\n  { text = \"The Blue Force left.\", expect_not = \"BLU\" },\n]\n";
    desk.write("own/actors/own.toml", own.as_bytes());
    let ran = desk.dict(&["check"]);
    ran.says(1, &["1 error"]);
    assert!(
        ran.out.contains("error[D003]: example fails: BLU is found") && ran.out.contains("own.toml:6"),
        "{}",
        ran.out
    );
    let ran = desk.dict(&["test"]);
    ran.says(1, &["1 of 2 examples hold"]);
    assert!(ran.out.contains("actors/own.toml:6"), "{}", ran.out);
    desk.dict(&["test", "Hill Men"]).says(0, &["1 of 1 examples hold"]);
}

#[test]
fn fix_mends_what_is_certain() {
    let desk = project();
    let own = "# Ours.\n[[actor]]\nid = \"GRN\"\nname = \"Green Men\"\nkind = \"group\"\naliases = [\"Green-Men\", \"Gr\u{200b}eens\", \"GM\"] # all\n";
    desk.write("own/actors/own.toml", own.as_bytes());
    let ran = desk.dict(&["check", "--fix", "--dry-run"]);
    assert!(ran.out.contains("+aliases = [\"Greens\", "), "{}", ran.out);
    assert_eq!(desk.own(), own);
    desk.dict(&["check", "--fix"]).says(0, &["0 errors, 0 warnings"]);
    let mended = "# Ours.\n[[actor]]\nid = \"GRN\"\nname = \"Green Men\"\nkind = \"group\"\naliases = [\"Greens\", { text = \"GM\", case = \"exact\" }] # all\n";
    assert_eq!(desk.own(), mended);
}

#[test]
fn a_name_is_added_to_the_own_layer() {
    let desk = project();
    let ran = desk.dict(&["add", "RED", "Hill Brigade", "--dry-run"]);
    assert!(ran.out.contains("+aliases = [\"Hill Brigade\"]"), "{}", ran.out);
    assert_eq!(desk.own(), "# Ours.\nschema = 1\n");
    desk.dict(&["add", "RED", "Hill Brigade"]).says(0, &["own/actors/own.toml"]);
    desk.dict(&["add", "RED", "HBM"]).says(0, &[]);
    let entry = "# Ours.\nschema = 1\n\n[[actor]]\nid = \"RED\"\nextends = true\naliases = [\"Hill Brigade\"]\nacronyms = [\"HBM\"]\n";
    assert_eq!(desk.own(), entry);
    assert_eq!(desk.read("base/actors/hills.toml"), BASE);
    desk.dict(&["add", "REED", "Reeds"]).says(2, &["did you mean `RED`?", "--kind"]);
    desk.dict(&["add", "GRN", "Green Men", "--kind", "group", "--country", "PAK", "--sector", "REB"]).says(0, &[]);
    assert!(desk.own().ends_with(
        "[[actor]]\nid = \"GRN\"\nname = \"Green Men\"\nkind = \"group\"\ncountry = \"PAK\"\nsector = [\"REB\"]\n"
    ));
}

#[test]
fn what_would_be_a_fault_is_not_written() {
    let desk = project();
    desk.dict(&["add", "RED", "Blue Force"]).says(2, &["nothing was changed", "D001", "khabar dict edit --ambiguous"]);
    desk.dict(&["add", "GRN", "Green", "--kind", "group", "--country", "PAS"]).says(2, &["`PAS` is no country code"]);
    desk.dict(&["add", "RED", "Hill-Men"]).says(2, &["is a name of RED already, at actors/hills.toml:9"]);
    desk.dict(&["add", "A GRN", "Green", "--kind", "group"]).says(2, &["nothing was changed", "write \"A-GRN\""]);
    assert_eq!(desk.own(), "# Ours.\nschema = 1\n");
    desk.dict(&["edit", "--ambiguous", "Blue Force", "--pick", "RED=hills,@RED", "--otherwise", "BLU"]).says(0, &[]);
    desk.dict(&["add", "RED", "Blue Force"]).says(0, &[]);
    desk.dict(&["check"]).says(0, &["0 errors"]);
}

#[test]
fn where_there_is_no_own_layer_the_way_to_one_is_told() {
    let desk = Desk::new();
    for args in [&["add", "IEA", "x"][..], &["edit", "IEA", "--off"], &["ignore", "x"], &["fmt"], &["log"]] {
        desk.dict(args).says(2, &["khabar init mine"]);
    }
}

#[test]
fn roles_end_and_begin() {
    let desk = project();
    desk.dict(&["edit", "RED", "--role", "GOV", "--from", "2025-02-01", "--office", "Government"]).says(0, &[]);
    let roles = "roles = [\n  { sector = [\"REB\"], from = 2021-06-01, until = 2025-02-01 },\n  \
                 { code = \"PAK\", sector = [\"GOV\"], from = 2025-02-01, office = \"Government\" },\n]\n";
    assert!(desk.own().contains(roles), "{}", desk.own());
    desk.dict(&["edit", "RED", "--end-role", "2026-01-01"]).says(0, &[]);
    assert!(desk.own().contains("from = 2025-02-01, office = \"Government\", until = 2026-01-01 }"), "{}", desk.own());
    desk.dict(&["edit", "RED", "--end-role", "1999-01-01"]).says(2, &["no role on 1998-12-31"]);
    let shown = desk.dict(&["show", "RED"]).out;
    assert!(shown.contains("2010 ──OPP── 2021 ──REB── 2025 ──GOV── 2026"), "{shown}");
}

#[test]
fn names_parents_and_actors_are_switched_off_and_on() {
    let desk = project();
    desk.dict(&["edit", "RED", "--without", "Hill-Men"]).says(0, &[]);
    let shown = desk.dict(&["show", "RED"]).out;
    assert!(!shown.contains("Hill-Men") && shown.contains("Men of the Hills"), "{shown}");
    desk.dict(&["edit", "RED", "--without", "Nobody"]).says(2, &["no earlier layer has the name `Nobody`"]);
    desk.dict(&["edit", "BLU", "--parent", "RED", "--from", "2021-01-01"]).says(2, &["part of itself"]);
    desk.dict(&["edit", "BLU", "--off"]).says(0, &[]);
    desk.dict(&["show", "BLU"]).says(2, &["no actor has the id or name `BLU`"]);
    desk.dict(&["ignore", "Men of the Hills Hotel", "--why", "a hotel", "--by", "nk"]).says(0, &[]);
    assert!(
        desk.own().contains("[[ignore]]\ntext = \"Men of the Hills Hotel\"\nwhy = \"a hotel\"\nby = \"nk\"\non = ")
    );
    desk.dict(&["show", "Men of the Hills Hotel"]).says(2, &["left alone: actors/own.toml:"]);
    desk.dict(&["edit"]).says(2, &["--ambiguous"]);
    desk.dict(&["edit", "RED"]).says(2, &["editor"]);
}

#[test]
fn show_counts_in_a_dataset_and_rolls_parts_up() {
    let desk = project();
    // The defaults read dates.
    desk.write("khabar.toml", b"dictionaries = [\"base\", \"own\"]\n");
    desk.write("news/a.txt", b"A\n3 May 2019\n\nThe Hill Men left. The Blue Force stayed.\n");
    desk.write("news/b.txt", b"B\n3 May 2023\n\nThe Hill Men came back.\n");
    desk.run(&["run", "news"]).says(0, &[]);
    let shown =
        |id: &str| serde_json::from_str::<Value>(&desk.dict(&["show", id, "out", "--format", "json"]).out).unwrap();
    let blue = &shown("BLU")[0];
    // In 2023 the Red Hills are no part of it any more.
    assert_eq!((&blue["mentions"], &blue["mentions_with_parts"]), (&1.into(), &2.into()));
    let red = &shown("hill men")[0];
    assert_eq!(red["mentions"], 2);
    assert_eq!(red["names"][1]["mentions"], 2);
    assert_eq!(red["part_of"][0]["id"], "BLU");
    assert_eq!(red["names"][1]["variants"], serde_json::json!(["Hill Men", "HILL-MEN", "Hill-Men's"]));
    let text = desk.dict(&["show", "RED", "out"]).out;
    assert!(text.contains("1            1   mentions") && text.contains("BLU  Blue Force until 2020-01-01"), "{text}");
}

#[test]
fn fmt_puts_keys_in_order_and_keeps_comments() {
    let desk = project();
    desk.write(
        "own/actors/own.toml",
        b"schema = 1\n[[actor]]\nkind=\"group\" # a group\nid = \"GRN\"\nname = \"Green\"\n",
    );
    desk.dict(&["fmt", "--check"]).says(1, &["own/actors/own.toml"]);
    desk.dict(&["fmt"]).says(0, &[]);
    assert_eq!(desk.own(), "schema = 1\n\n[[actor]]\nid = \"GRN\"\nname = \"Green\"\nkind = \"group\"  # a group\n");
    desk.dict(&["fmt", "--check"]).says(0, &[]);
}

#[test]
fn the_default_dictionaries_are_in_canonical_form() {
    let defaults = concat!(env!("CARGO_MANIFEST_DIR"), "/dictionaries");
    Desk::new().run(&["dict", "fmt", "--check", "--no-defaults", "-d", defaults]).says(0, &[]);
}

#[test]
fn log_tells_who_changed_what() {
    let desk = project();
    desk.dict(&["log"]).says(2, &["git init"]);
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=nk", "-c", "user.email=nk@example.org", "-c", "commit.gpgsign=false"];
        let ran =
            std::process::Command::new("git").current_dir(desk.path()).args(identity).args(args).output().unwrap();
        assert!(ran.status.success(), "{ran:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "Begin"]);
    desk.dict(&["add", "RED", "Hill Brigade"]).says(0, &[]);
    git(&["commit", "-qam", "The press calls them a brigade"]);
    let log = desk.dict(&["log"]).out;
    assert!(log.contains("nk  The press calls them a brigade"), "{log}");
    assert!(log.contains("RED  + aliases \"Hill Brigade\""), "{log}");
    assert_eq!(desk.dict(&["log", "BLU"]).out, "");
}

#[test]
fn a_new_project_learns_a_name_and_the_next_run_uses_it() {
    let desk = Desk::new();
    desk.run(&["init", "mine"]).says(0, &[]);
    desk.write(
        "mine/news/a.txt",
        b"Valley\n3 May 2024\n\nThe National Resistance attacked a Taliban post in Panjshir.\n",
    );
    let khabar = |args: &[&str]| {
        let output = desk.khabar(args).current_dir(desk.path().join("mine")).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    };
    let actors = || -> Vec<String> {
        desk.rows("mine/out/mentions.jsonl").iter().map(|row| row["actor"].as_str().unwrap().to_owned()).collect()
    };
    khabar(&["run", "news"]);
    assert_eq!(actors(), ["IEA"]);
    khabar(&["dict", "add", "NRF", "National Resistance"]);
    khabar(&["run", "news"]);
    assert_eq!(actors(), ["NRF", "IEA"]);
    assert_eq!(desk.rows("mine/out/events.jsonl")[0]["actor"][0]["actor_id"], "NRF");
    assert!(
        desk.read("mine/own/actors/own.toml")
            .ends_with("id = \"NRF\"\nextends = true\naliases = [\"National Resistance\"]\n")
    );
}

#[test]
fn explain_tells_what_a_code_means() {
    let desk = Desk::new();
    for n in 0..=15 {
        let ran = desk.run(&["explain", &format!("D{n:03}")]);
        assert!(ran.code == 0 && ran.out.starts_with(&format!("D{n:03} ")), "{ran:?}");
    }
    desk.run(&["explain", "D099"]).says(2, &["no D099: its codes are D000, D001"]);
    desk.run(&["explain", "."]).says(2, &["`.` is a folder", "khabar run ."]);
}

#[test]
fn names_an_entry_needs_stay_and_editors_are_found() {
    let desk = project();
    desk.dict(&["add", "GRN", "Green", "--kind", "group"]).says(0, &[]);
    desk.dict(&["edit", "GRN", "--without", "Green"]).says(2, &["what the entry calls the actor"]);
    desk.dict(&["edit", "GRN", "--without", "Blue"]).says(2, &["has no name `Blue`"]);
    let edit =
        |visual: &str, editor: &str| desk.run_with(&[("VISUAL", visual), ("EDITOR", editor)], &["dict", "edit", "GRN"]);
    edit("", "").says(2, &["no editor is set", "own/actors/own.toml:4"]);
    edit(" ", "no-such-editor --wait").says(2, &["cannot run the editor `no-such-editor --wait`"]);
}
