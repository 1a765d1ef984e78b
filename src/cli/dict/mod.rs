//! `khabar dict`: what people do with dictionaries, one file a command.

mod articles;
mod impact;
mod shown;

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
    Impact(impact::Args),
}

/// Does one of them.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    match &args.command {
        Dict::Impact(args) => impact::main(args, sources, console),
    }
}
