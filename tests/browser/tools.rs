//! What tests in a browser share: the browser, and the program in a folder of its own.
#![allow(dead_code, reason = "each test uses a part of it")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Chromium, where all that the test needs is here.
pub fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let chromium = names.iter().find_map(|name| on_path(name));
    let missing = match &chromium {
        None => "Chromium",
        Some(_) if on_path("node").is_none() => "Node",
        Some(_) if !browser("node_modules/playwright-core").exists() => "playwright-core",
        Some(_) => return chromium,
    };
    let needed = ["CI", "KHABAR_BROWSER_TESTS"].iter().any(|name| std::env::var_os(name).is_some());
    assert!(!needed, "{missing} is missing; run tests/browser/install.sh");
    println!("skipped: {missing} is missing; tests/browser/install.sh gets it");
    None
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

pub fn browser(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(name)
}

pub fn khabar(desk: &Path, args: &[&str]) {
    let ended = program(desk, args).status().unwrap();
    assert!(ended.success(), "{args:?}: {ended}");
}

/// The program, started in a folder, without the settings of whoever runs the tests.
pub fn program(desk: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("KHABAR_")) {
        command.env_remove(name);
    }
    command.current_dir(desk).args(args).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Rewrites each row of a file.
pub fn patch(desk: &Path, name: &str, change: impl Fn(usize, &mut Value)) {
    let path = desk.join("out").join(name);
    let text = fs::read_to_string(&path).unwrap();
    let rows = text.lines().enumerate().map(|(i, line)| {
        let mut row: Value = serde_json::from_str(line).unwrap();
        change(i, &mut row);
        format!("{row}\n")
    });
    fs::write(&path, rows.collect::<String>()).unwrap();
}
