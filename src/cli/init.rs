//! `khabar init`: the default dictionaries and a configuration, to edit.

use super::{Console, Exit, Failure};
use std::path::PathBuf;

/// Write the default dictionaries and a khabar.toml into a folder, to edit; nothing is overwritten
#[derive(clap::Args)]
pub struct Args {
    /// Folder to write to
    #[arg(default_value = ".")]
    dir: PathBuf,
}

pub fn main(_args: &Args, _console: &Console) -> Result<Exit, Failure> {
    Ok(Exit::Done)
}
