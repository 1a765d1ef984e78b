//! `khabar init`: the default dictionaries and a configuration, to edit.

use super::console::Level;
use super::{Console, Exit, Failure};
use crate::lexicon::default_files;
use serde_json::json;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Write the default dictionaries, a folder for one's own and a khabar.toml into a folder; nothing is overwritten
#[derive(clap::Args)]
pub struct Args {
    /// Folder to write to
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// The defaults are copied whole, so that they are left out of runs that use the copy. Changes go to the last folder.
const CONFIG: &str = "\
# Settings of `khabar run` and `khabar explain` in this folder and below; `khabar config --show-origin` lists all.
dictionaries = [\"dictionaries\", \"own\"]
no-defaults = true
# out = \"out\"
# since = 2024-01-01
# fail-on = [\"skipped\", \"undated\"]
";

/// Where `khabar dict add` and the other commands write.
const OWN: &str = "\
# Scope: this project's own names and roles, over those in dictionaries/. `khabar dict add` and `khabar dict edit` write here.
# An entry with the id of one in dictionaries/ takes its place; with extends = true it adds to it; with off = true it switches it off.

schema = 1
default_source = \"desk\"
";

/// Writes what is not there yet.
pub fn main(args: &Args, console: &Console) -> Result<Exit, Failure> {
    let own = Path::new("own").join("actors").join("own.toml");
    let config = [(Path::new("khabar.toml").to_owned(), CONFIG.as_bytes()), (own, OWN.as_bytes())];
    let dictionaries = default_files().into_iter().map(|(name, bytes)| (Path::new("dictionaries").join(name), bytes));
    let (mut written, mut kept) = (0, Vec::new());
    for (name, bytes) in config.into_iter().chain(dictionaries) {
        let path = args.dir.join(&name);
        match write_new(&path, bytes) {
            Ok(()) => written += 1,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => kept.push(name.display().to_string()),
            Err(error) => return Err(Failure::new(format!("cannot write {}: {error}", path.display()))),
        }
    }
    let dir = args.dir.display();
    let mut message = format!("wrote {written} files to {dir}");
    match kept.as_slice() {
        [] => {}
        [only] => message.push_str(&format!("; {only} was there and is as it was")),
        [first, ..] => {
            message.push_str(&format!("; {first} and {} others were there and are as they were", kept.len() - 1));
        }
    }
    message
        .push_str("\nnext  from that folder: khabar run INPUT; khabar dict --help changes what it knows (dictionaries/README.md says how)");
    console.say(Level::Normal, &message, json!({ "written": written, "kept": kept }));
    Ok(Exit::Done)
}

/// Writes a file that must not exist.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}
