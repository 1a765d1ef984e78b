//! `khabar man`: the manual page.

use super::{Cli, Console, Exit, Failure};
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::io;

/// Print the manual page, in roff: `khabar man | man -l -`
#[derive(clap::Args)]
pub struct Args {}

/// Prints the program's page and, below it, those of its commands.
pub fn main(_: &Args, console: &Console) -> Result<Exit, Failure> {
    let page = page(Cli::command()).map_err(Failure::new)?;
    console.data(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Done)
}

fn page(mut command: Command) -> io::Result<Vec<u8>> {
    command.build();
    let mut roff = Vec::new();
    Man::new(command.clone()).render(&mut roff)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let man = Man::new(sub.clone());
        roff.extend(format!(".SH \"KHABAR {}\"\n", sub.get_name().to_uppercase()).bytes());
        man.render_description_section(&mut roff)?;
        man.render_synopsis_section(&mut roff)?;
        man.render_options_section(&mut roff)?;
    }
    Ok(roff)
}
