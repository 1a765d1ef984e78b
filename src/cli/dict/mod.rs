//! `khabar dict`: what people do with dictionaries, one file a command.

mod articles;
mod coverage;
mod impact;
mod shown;
mod stale;
mod suggest;
mod unused;

use super::settings::Sources;
use super::{Console, Exit, Failure};
use clap::{Subcommand, ValueEnum};

/// Check, show, change and compare the dictionaries
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Dict,
}

#[derive(Subcommand)]
enum Dict {
    Coverage(coverage::Args),
    Impact(impact::Args),
    Stale(stale::Args),
    Suggest(suggest::Args),
    Unused(unused::Args),
}

/// How something is shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Does one of them.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    match &args.command {
        Dict::Coverage(args) => coverage::main(args, console),
        Dict::Impact(args) => impact::main(args, sources, console),
        Dict::Stale(args) => stale::main(args, sources, console),
        Dict::Suggest(args) => suggest::main(args, sources, console),
        Dict::Unused(args) => unused::main(args, sources, console),
    }
}
