//! `khabar dict unused`: actors and names that a dataset never shows.

use super::super::settings::{Layers, Sources};
use super::super::{Console, Exit, Failure, dictionaries};
use super::Format;
use crate::compare::Seen;
use crate::dataset::{read_rows, read_run};
use serde_json::json;
use std::path::PathBuf;

/// List actors that a dataset never names, and names of others that it never has
///
/// Nationalities and capitals are left out: they also serve to find places and countries.
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// How to show them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    layers: Layers,
}

/// Lists them, each with its line.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    read_run(&args.out).map_err(Failure::new)?;
    let lexicon = dictionaries::load(&sources.resolve::<Layers>()?, console)?.lexicon;
    let mut seen = Seen::default();
    read_rows(&args.out, "mentions.jsonl", |row| seen.mention(row)).map_err(Failure::new)?;
    read_rows(&args.out, "events.jsonl", |row| seen.event(row)).map_err(Failure::new)?;
    let unused = seen.unused(&lexicon);
    console.data(&match args.format {
        Format::Text => {
            let actors = unused.actors.iter().map(|actor| format!("{}  {}  {}\n", actor.at.origin, actor.id, actor.name));
            let aliases = unused.aliases.iter();
            let aliases = aliases.map(|(actor, alias)| format!("{}  {}  \"{}\"\n", alias.at.origin, actor.id, alias.text));
            let (all, named) = (lexicon.actors.len(), unused.aliases.len());
            let head =
                format!("{} of {all} actors are never named; of the others {named} names\n", unused.actors.len());
            std::iter::once(head).chain(actors).chain(aliases).collect()
        }
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
