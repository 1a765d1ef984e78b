//! `khabar dict fmt`: the project's own files in canonical form.

use super::change::{Change, Options};
use super::own::Own;
use crate::cli::dictionaries::shown;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, Level};
use crate::lexicon::edit::format;
use crate::lexicon::{Layer, holds_entries};
use serde_json::json;

/// Write the project's own dictionaries in canonical order and spacing; comments are kept
#[derive(clap::Args)]
pub struct Args {
    /// Change nothing; end with code 1 where a file would change
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    layers: Layers,
}

/// Formats every file of entries; rules, places and text conventions keep their own layout.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let own = Own::open(sources)?;
    let files = Layer::Folder(own.folder.clone()).files().map_err(Failure::new)?;
    let (mut other, all) = (Vec::new(), files.len());
    for (name, _) in files.iter().filter(|(name, _)| holds_entries(name)) {
        let change = Change::of(own.folder.join(name), format)?;
        if change.before != change.after {
            other.push(shown(&change.path));
            if !args.check {
                change.write(&args.options, console)?;
            }
        }
    }
    if args.check && !other.is_empty() {
        let message = format!("not in canonical form: {}", other.join(", "));
        return Err(Failure { exit: Exit::GateFailed, message });
    }
    let message = format!("{} of {all} files were not in canonical form", other.len());
    console.say(Level::Normal, &message, json!({ "files": other }));
    Ok(Exit::Done)
}
