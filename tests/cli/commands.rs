//! The small commands.

use super::Desk;
use std::fs;

#[test]
fn usage_faults_end_with_2_and_help_with_0() {
    let desk = Desk::new();
    desk.run(&["run"]).says(2, &["INPUT"]);
    desk.run(&["frobnicate"]).says(2, &["frobnicate"]);
    assert_eq!(desk.run(&["--help"]).code, 0);
    assert_eq!(desk.run(&["--version"]).out, format!("khabar {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn init_writes_dictionaries_that_work_and_overwrites_nothing() {
    let desk = Desk::with(&[("news/a.txt", super::ARTICLE)]);
    desk.run(&["init", "mine"]).says(0, &["mine"]);
    assert!(desk.path().join("mine/dictionaries/README.md").exists());
    desk.write("mine/khabar.toml", b"# my own\n");
    fs::remove_file(desk.path().join("mine/dictionaries/rules.toml")).unwrap();
    desk.run(&["init", "mine"]).says(0, &["khabar.toml"]);
    assert_eq!(desk.read("mine/khabar.toml"), "# my own\n");
    assert!(desk.path().join("mine/dictionaries/rules.toml").exists());
    desk.run(&["run", "news", "--out", "one"]).says(0, &[]);
    desk.run(&["run", "news", "--out", "two", "-d", "mine/dictionaries", "--no-defaults"]).says(0, &[]);
    assert_eq!(desk.read("one/events.jsonl"), desk.read("two/events.jsonl"));
}

#[test]
fn completions_and_manual_name_the_commands() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(desk.run(&["completions", shell]).out.contains("explain"), "{shell}");
    }
    let manual = desk.run(&["man"]).out;
    assert!(manual.contains("KHABAR EXPLAIN") && manual.contains("keep\\-text"));
}

#[test]
fn a_schema_for_one_file() {
    let desk = Desk::new();
    let schema: serde_json::Value = serde_json::from_str(&desk.run(&["schema", "events.jsonl"]).out).unwrap();
    assert!(schema["properties"]["event_scale"].is_object());
    desk.run(&["schema", "nothing.jsonl"]).says(2, &["events.jsonl"]);
}
