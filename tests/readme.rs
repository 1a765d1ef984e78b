//! The README tells the truth: its commands are those that CI runs, and its lists of fields are the records'.

use khabar::dataset::schemas;
use std::fs;
use std::path::Path;

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Words in backquotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn ci_runs_the_commands_of_the_readme() {
    let readme = file("README.md");
    let section = readme.split("## Two commands").nth(1).unwrap();
    let block = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let commands: Vec<&str> = block.lines().collect();
    assert_eq!(commands.len(), 2, "two commands: {commands:?}");
    let ci = file(".ci/run");
    for command in commands {
        // CI writes to a folder of its own.
        let line = command.trim_end_matches(" --out out");
        let runs = ci.lines().any(|ran| ran == command || ran.starts_with(&format!("{line} ")));
        assert!(runs, "`{command}` is not in .ci/run");
    }
}

#[test]
fn the_readme_lists_the_fields_of_every_record() {
    let readme = file("README.md");
    for (name, schema) in schemas() {
        let value = schema.to_value();
        let mut fields: Vec<String> = value["properties"].as_object().unwrap().keys().cloned().collect();
        let row = readme.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap();
        let mut listed = quoted(row)[1..].to_vec();
        fields.sort();
        listed.sort();
        assert_eq!(listed, fields, "fields of {name}");
    }
}

#[test]
fn the_readme_lists_the_fields_of_parties_and_places() {
    let readme = file("README.md");
    let (_, schema) = schemas().into_iter().find(|(name, _)| *name == "events.jsonl").unwrap();
    let value = schema.to_value();
    for (definition, start, names) in
        [("PartyRecord", "- `actor` and `recipient`", 2), ("LocationRecord", "- `event_loc`", 1)]
    {
        let mut fields: Vec<String> =
            value["$defs"][definition]["properties"].as_object().unwrap().keys().cloned().collect();
        let line = readme.lines().find(|line| line.starts_with(start)).unwrap();
        let mut listed = quoted(line)[names..].to_vec();
        fields.sort();
        listed.sort();
        assert_eq!(listed, fields, "fields of {definition}");
    }
}

#[test]
fn the_readme_names_every_command_and_exit_code() {
    let readme = file("README.md");
    let help = assert_cmd::Command::cargo_bin("khabar").unwrap().arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Where the terminal is narrow, what a command does goes on in a line that is indented farther.
    let commands = commands.filter(|line| !line.starts_with("   "));
    for command in commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        assert!(readme.contains(&format!("khabar {command}")), "README lacks `khabar {command}`");
    }
    for code in [0, 1, 2, 3, 130] {
        assert!(readme.contains(&format!("\n| {code} |")), "README lacks exit code {code}");
    }
}

#[test]
fn every_library_is_named_with_its_licence() {
    let manifest: toml::Table = file("Cargo.toml").parse().unwrap();
    let listed = file("THIRD-PARTY.md");
    for name in manifest["dependencies"].as_table().unwrap().keys() {
        assert!(listed.contains(&format!("| {name} |")), "THIRD-PARTY.md lacks {name}");
    }
}
