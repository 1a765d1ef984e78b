//! `khabar dict`: what people do with dictionaries, one file a command.

mod add;
mod change;
mod check;
mod edit;
mod export;
mod fmt;
mod ignore;
mod import;
mod log;
mod own;
mod show;
mod test;

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
    Add(add::Args),
    Check(check::Args),
    Edit(edit::Args),
    Export(export::Args),
    Fmt(fmt::Args),
    Ignore(ignore::Args),
    Import(import::Args),
    Log(log::Args),
    Show(show::Args),
    Test(test::Args),
}

/// Does one of them.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    match &args.command {
        Dict::Add(args) => add::main(args, sources, console),
        Dict::Check(args) => check::main(args, sources, console),
        Dict::Edit(args) => edit::main(args, sources, console),
        Dict::Export(args) => export::main(args, sources, console),
        Dict::Fmt(args) => fmt::main(args, sources, console),
        Dict::Ignore(args) => ignore::main(args, sources, console),
        Dict::Import(args) => import::main(args, sources, console),
        Dict::Log(args) => log::main(args, sources, console),
        Dict::Show(args) => show::main(args, sources, console),
        Dict::Test(args) => test::main(args, sources, console),
    }
}
