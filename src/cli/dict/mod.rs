//! `khabar dict`: what people do with dictionaries, one file a command.

mod add;
mod against;
pub(super) mod articles;
mod asked;
pub(super) mod change;
mod check;
mod coverage;
mod decided;
mod edit;
mod export;
mod fmt;
mod ignore;
mod impact;
mod import;
mod log;
mod own;
pub(super) mod preview;
#[cfg(feature = "review")]
pub(super) mod propose;
mod show;
mod shown;
mod stale;
mod suggest;
mod test;
mod unused;

pub(super) use suggest::free_id;

use super::settings::Sources;
use super::{Console, Exit, Failure};
use crate::dataset::Only;
use clap::{Subcommand, ValueEnum};

/// Check, show, change and compare the dictionaries
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Dict,
}

#[derive(Subcommand)]
enum Dict {
    Add(add::Args),
    Check(check::Args),
    Coverage(coverage::Args),
    Edit(edit::Args),
    Export(export::Args),
    Fmt(fmt::Args),
    Ignore(ignore::Args),
    Impact(impact::Args),
    Import(import::Args),
    Log(log::Args),
    Show(show::Args),
    Stale(stale::Args),
    Suggest(suggest::Args),
    Test(test::Args),
    Unused(unused::Args),
}

/// How something is shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Lines that are listed of each sort unless all are wanted.
const LISTED: usize = 30;

/// The first lines, and how many more there are.
fn first(lines: impl ExactSizeIterator<Item = String>, all: bool) -> String {
    let (count, limit) = (lines.len(), if all { usize::MAX } else { LISTED });
    let mut text: String = lines.take(limit).collect();
    if count > limit {
        text.push_str(&format!("… {} more (--all)\n", count - limit));
    }
    text
}

/// Warns of a dataset that was not asked for events; `so` is what that leaves open.
fn warn_without_events(only: Option<Only>, so: &str, console: &Console) {
    match only {
        Some(Only::Mentions) => console.warn(&format!("the run was asked for mentions only, so {so}")),
        None => {}
    }
}

/// Does one of them.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    match &args.command {
        Dict::Add(args) => add::main(args, sources, console),
        Dict::Check(args) => check::main(args, sources, console),
        Dict::Coverage(args) => coverage::main(args, console),
        Dict::Edit(args) => edit::main(args, sources, console),
        Dict::Export(args) => export::main(args, sources, console),
        Dict::Fmt(args) => fmt::main(args, sources, console),
        Dict::Ignore(args) => ignore::main(args, sources, console),
        Dict::Impact(args) => impact::main(args, sources, console),
        Dict::Import(args) => import::main(args, sources, console),
        Dict::Log(args) => log::main(args, sources, console),
        Dict::Show(args) => show::main(args, sources, console),
        Dict::Stale(args) => stale::main(args, sources, console),
        Dict::Suggest(args) => suggest::main(args, sources, console),
        Dict::Test(args) => test::main(args, sources, console),
        Dict::Unused(args) => unused::main(args, sources, console),
    }
}
