//! The program as a user meets it: commands, output, exit codes.

mod bad_input;
mod commands;
mod dict;
mod dict_compare;
mod dict_exchange;
mod diff;
mod explain;
mod only;
mod output;
mod parse;
mod report;
mod review;
mod score;
mod settings;

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder to work in, and the program started from it.
struct Desk {
    root: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { root: tempfile::tempdir().unwrap() }
    }

    /// The same, with files in it.
    fn with(files: &[(&str, &str)]) -> Desk {
        let desk = Desk::new();
        files.iter().for_each(|(name, text)| desk.write(name, text.as_bytes()));
        desk
    }

    fn path(&self) -> &Path {
        self.root.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn rows(&self, name: &str) -> Vec<serde_json::Value> {
        self.read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The `doc` and `reason` of every input that was not coded.
    fn skipped(&self) -> Vec<(String, String)> {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        self.rows("out/skipped.jsonl").iter().map(|row| (text(&row["doc"]), text(&row["reason"]))).collect()
    }

    /// `khabar ARGS...`, free of the environment's settings.
    fn khabar(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("khabar").unwrap();
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("KHABAR_")) {
            command.env_remove(name);
        }
        command.current_dir(self.path()).args(args);
        command
    }

    /// Runs it and gives exit code, stdout and stderr.
    fn run(&self, args: &[&str]) -> Ran {
        self.run_with(&[], args)
    }

    /// The same with these variables set.
    fn run_with(&self, variables: &[(&str, &str)], args: &[&str]) -> Ran {
        let output = self.khabar(args).envs(variables.iter().copied()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// How a command went.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// Ended with this code, and said these words on stderr.
    #[track_caller]
    fn says(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{self:#?}");
        for word in words {
            assert!(self.err.contains(word), "no `{word}` in: {}", self.err);
        }
    }
}

/// An article with an event that the default dictionaries know.
const ARTICLE: &str = "Convoy hit\n21 November 2025\n\nTehrik-e-Taliban Pakistan fighters attacked an army convoy near Wana \
                       on Friday, police said.\n";
