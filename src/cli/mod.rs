//! The command line: one file a command, and what they share.

mod browser;
mod changes;
mod completions;
mod config;
mod console;
mod dict;
mod dictionaries;
mod diff;
mod exit;
mod explain;
mod export;
mod fields;
mod init;
mod man;
mod parse;
mod progress;
mod report;
#[cfg(feature = "review")]
mod review;
mod run;
mod schema;
mod score;
mod settings;
mod snapshot;
mod summary;

pub use console::{Console, Level};
pub use exit::{Exit, Failure};

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;

/// Reads a folder of news articles and writes down who did what to whom, when and where.
#[derive(Parser)]
#[command(name = "khabar", version, max_term_width = 110, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done · 1 a gate failed (--fail-on) · 2 could not run · 3 done, some inputs \
                        skipped · 130 interrupted")]
pub struct Cli {
    #[command(flatten)]
    console: console::Args,
    /// Configuration file; else `khabar.toml` is looked for from the working directory upward
    #[arg(long, global = true, value_name = "FILE", env = "KHABAR_CONFIG", help_heading = "Global options")]
    config: Option<std::path::PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Args),
    Report(report::Args),
    Diff(diff::Args),
    #[cfg(feature = "review")]
    Review(review::Args),
    Export(export::Args),
    Dict(dict::Args),
    Explain(explain::Args),
    Parse(parse::Args),
    Init(init::Args),
    Config(config::Args),
    Score(score::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Does what the command line says; all failures end here, in words and an exit code.
pub fn main(args: impl IntoIterator<Item = OsString>) -> Exit {
    let parsed = Cli::command().try_get_matches_from(args).and_then(|matches| {
        let cli = Cli::from_arg_matches(&matches)?;
        Ok((cli, matches))
    });
    let (cli, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error),
    };
    let console = Console::new(&cli.console);
    match dispatch(&cli, &matches, &console) {
        Ok(exit) => exit,
        Err(failure) => {
            console.error(&failure);
            failure.exit
        }
    }
}

fn dispatch(cli: &Cli, matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let own = std::iter::successors(Some(matches), |outer| outer.subcommand().map(|(_, inner)| inner)).last();
    let own = own.unwrap_or(matches);
    let settings = settings::Sources { given: own, config: cli.config.as_deref() };
    match &cli.command {
        Command::Run(args) => run::main(args, &settings, console),
        Command::Report(args) => report::main(args, &settings, console),
        Command::Diff(args) => diff::main(args, &settings, console),
        #[cfg(feature = "review")]
        Command::Review(args) => review::main(args, &settings, console),
        Command::Export(args) => export::main(args, console),
        Command::Dict(args) => dict::main(args, &settings, console),
        Command::Explain(args) => explain::main(args, &settings, console),
        Command::Parse(args) => parse::main(args, &settings, console),
        Command::Init(args) => init::main(args, console),
        Command::Config(args) => config::main(args, &settings, console),
        Command::Score(args) => score::main(args, console),
        Command::Schema(args) => schema::main(args, console),
        Command::Completions(args) => completions::main(args, console),
        Command::Man(args) => man::main(args, console),
    }
}

/// `--help` and `--version` are no failures; all else that clap says is.
fn usage(error: &clap::Error) -> Exit {
    // Where even the error stream is closed there is nobody to tell.
    let _ = error.print();
    if error.use_stderr() { Exit::CouldNotRun } else { Exit::Done }
}
