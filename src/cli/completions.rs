//! `khabar completions`: what a shell completes.

use super::{Cli, Console, Exit, Failure};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print a completion script, to be sourced by the shell
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub fn main(args: &Args, console: &Console) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "khabar", &mut script);
    console.data(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
