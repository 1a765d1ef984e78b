//! A change to a dictionary file: shown as a diff, or written whole.

use crate::cli::dictionaries::shown;
use crate::cli::{Console, Failure, Level};
use serde_json::json;
use similar::TextDiff;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// What all commands that change dictionaries take.
#[derive(clap::Args, Clone)]
pub struct Options {
    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// A file before and after.
pub struct Change {
    pub path: PathBuf,
    pub before: String,
    pub after: String,
}

impl Change {
    /// What an edit makes of a file; one that is not there yet is empty.
    pub fn of(path: PathBuf, edit: impl FnOnce(&str) -> Result<String, String>) -> Result<Change, Failure> {
        let before = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::new(format!("cannot read {}: {error}", path.display()))),
        };
        let after = edit(&before).map_err(|wrong| Failure::new(format!("{}: {wrong}", path.display())))?;
        Ok(Change { path, before, after })
    }

    /// Writes the file, or on a dry run prints the diff.
    pub fn write(&self, options: &Options, console: &Console) -> Result<(), Failure> {
        if options.dry_run {
            return console.data(&self.diff(console));
        }
        if self.before == self.after {
            return Ok(());
        }
        let failed = |error: io::Error| Failure::new(format!("cannot write {}: {error}", shown(&self.path)));
        self.path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
        // Beside the file first, so that a full disk leaves what was there.
        let beside = self.path.with_extension("toml.new");
        fs::write(&beside, &self.after).and_then(|()| fs::rename(&beside, &self.path)).map_err(failed)?;
        let name = shown(&self.path);
        console.say(Level::Normal, &format!("changed {name}"), json!({ "file": name }));
        Ok(())
    }

    /// As `diff -u` shows it.
    fn diff(&self, console: &Console) -> String {
        let (name, paint) = (shown(&self.path), console.stdout_paint());
        let diff = TextDiff::from_lines(&self.before, &self.after);
        let text = diff.unified_diff().context_radius(3).header(&name, &name).to_string();
        let color = |line: &str| match line.chars().next() {
            Some('+') => paint.green(line),
            Some('-') => paint.red(line),
            Some('@') => paint.cyan(line),
            _ => line.to_owned(),
        };
        text.lines().map(|line| color(line) + "\n").collect()
    }
}
