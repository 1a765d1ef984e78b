//! `khabar dict unused`: actors and names that a dataset never shows.

use super::super::settings::{Layers, Sources};
use super::super::{Console, Exit, Failure, dictionaries};
use super::{Format, first, warn_without_events};
use crate::compare::{Seen, Unused};
use crate::dataset::{RunRecord, read_events, read_rows, read_run};
use serde_json::json;
use std::path::{Path, PathBuf};

/// List actors that a dataset never names, and names of others that it never has
///
/// Nationalities and capitals are left out: they also serve to find places and countries.
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// List all, not the first thirty of each sort
    #[arg(long)]
    all: bool,
    /// How to show them; JSON always lists all
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    layers: Layers,
}

/// Lists them, each with its line.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let run = read_run(&args.out).map_err(Failure::new)?;
    let lexicon = dictionaries::load(&sources.resolve::<Layers>()?, console)?.lexicon;
    let seen = seen(&args.out, &run, console)?;
    let unused = seen.unused(&lexicon);
    console.data(&match args.format {
        Format::Text => to_text(&unused, lexicon.actors.len(), args.all),
        Format::Json => {
            let actors: Vec<_> = unused
                .actors
                .iter()
                .map(|actor| json!({ "actor": *actor.id, "line": actor.at.origin.to_string() }))
                .collect();
            let aliases = unused.aliases.iter().map(
                |(actor, alias)| json!({ "actor": *actor.id, "alias": *alias.text, "line": alias.at.origin.to_string() }),
            );
            format!("{:#}\n", json!({ "actors": actors, "aliases": aliases.collect::<Vec<_>>() }))
        }
    })?;
    Ok(Exit::Done)
}

/// Everybody whom a dataset names; warns where events, which name some by their nationality alone, are missing.
pub fn seen(out: &Path, run: &RunRecord, console: &Console) -> Result<Seen, Failure> {
    let mut seen = Seen::default();
    read_rows(out, "mentions.jsonl", |row| seen.mention(row)).map_err(Failure::new)?;
    read_events(out, run, |row| seen.event(row)).map_err(Failure::new)?;
    warn_without_events(run.only, "actors whom events alone show count as never named", console);
    Ok(seen)
}

/// Names of actors that are seen come first: they are the ones to look at.
fn to_text(unused: &Unused, actors: usize, all: bool) -> String {
    let names = unused.aliases.iter();
    let names = names.map(|(actor, alias)| format!("{}  {}  \"{}\"\n", alias.at.origin, actor.id, alias.text));
    let never = unused.actors.iter().map(|actor| format!("{}  {}  {}\n", actor.at.origin, actor.id, actor.name));
    format!(
        "{} names of actors that are named otherwise:\n{}\n{} of {actors} actors are never named:\n{}",
        unused.aliases.len(),
        first(names, all),
        unused.actors.len(),
        first(never, all)
    )
}
