//! `khabar dict`: what people do with dictionaries, one file a command.

mod change;
mod check;

use super::settings::Sources;
use super::{Console, Exit, Failure};
use clap::Subcommand;

/// Check, show, change and compare the dictionaries
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Dict,
}

#[derive(Subcommand)]
enum Dict {
    Check(check::Args),
}

/// Does one of them.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    match &args.command {
        Dict::Check(args) => check::main(args, sources, console),
    }
}
