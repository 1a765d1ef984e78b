//! The rules of the house: who may import whom, who may print, and what no code here does.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms by layer: each may know the layers below it, and none of its own.
const LAYERS: &[&[&str]] = &[
    &["text", "ontology", "origin", "ledger"],
    &["lexicon", "annotation", "syntax"],
    &["corpus", "extract", "dataset"],
    &["report", "review", "score", "compare"],
    &["cli", "run"],
];
/// Nothing but their arguments bears on what these say.
const PURE: &[&str] = &["text", "annotation", "syntax", "extract", "ontology", "origin"];

/// A source file: its room, and its code without comments and tests.
struct Source {
    path: PathBuf,
    room: String,
    code: Vec<(usize, String)>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let below = path.strip_prefix(&root).unwrap();
        let room = below.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        let test_file = below.ends_with("tests.rs");
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().enumerate().map(|(i, line)| (i + 1, line.to_owned()));
        let code = lines
            .take_while(|(_, line)| !test_file && !line.trim_start().starts_with("#[cfg(test)]"))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .collect();
        Source { path: below.to_owned(), room, code }
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect(&path, files),
            false if path.extension().is_some_and(|e| e == "rs") => files.push(path),
            false => {}
        }
    }
}

/// Every line that holds one of these, in the rooms that `rooms` picks.
fn lines_with(words: &[&str], rooms: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| rooms(&source.room)) {
        for (number, line) in &source.code {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number}: {}", source.path.display(), line.trim()));
            }
        }
    }
    found
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|rooms| rooms.contains(&room))
}

/// The room that a line names as `crate::room`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""))
}

#[test]
fn every_room_is_on_the_plan() {
    let unknown: Vec<_> = sources()
        .into_iter()
        .filter(|source| !["lib", "main"].contains(&source.room.as_str()) && layer(&source.room).is_none())
        .map(|source| source.path)
        .collect();
    assert!(unknown.is_empty(), "no layer for {unknown:?}");
}

#[test]
fn rooms_know_only_the_layers_below_them() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = layer(&source.room) else { continue };
        for (number, line) in &source.code {
            for other in named(line).filter(|other| *other != source.room) {
                let allowed = match (own, layer(other)) {
                    (4, _) => true,
                    // A line of a file that knows nothing: what a text layer reads from dictionaries has one too.
                    _ if other == "origin" => true,
                    // The third layer reads datasets; only a comparison of dictionaries codes again.
                    (3, Some(2)) => other == "dataset" || source.room == "compare" && other == "extract",
                    (3, Some(1)) => {
                        other == "annotation" || source.room == "compare" && ["lexicon", "syntax"].contains(&other)
                    }
                    (own, Some(other)) => other < own,
                    (_, None) => false,
                };
                if !allowed {
                    wrong.push(format!("{}:{number}: {} may not know {other}", source.path.display(), source.room));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_prints() {
    let words = ["println!", "eprintln!", "print!(", "dbg!", "io::stdout", "io::stderr", "stdout()", "stderr()"];
    let found = lines_with(&words, |room| !["cli", "run", "main"].contains(&room));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nothing_panics_on_purpose() {
    let words = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!(", "unsafe "];
    let found = lines_with(&words, |_| true);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn pure_rooms_touch_nothing_outside() {
    let words =
        ["std::fs", "std::env", "std::io", "std::time", "std::thread", "std::net", "std::process", "static mut"];
    let found = lines_with(&words, |room| PURE.contains(&room));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_allow_has_its_reason() {
    let found: Vec<_> = lines_with(&["allow("], |_| true).into_iter().filter(|line| !line.contains("reason")).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn main_is_short() {
    let main = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs")).unwrap();
    assert!(main.lines().count() <= 40);
}
