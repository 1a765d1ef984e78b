//! `khabar run`: code a folder of articles.

use super::settings::{Settings, Sources};
use super::{Console, Exit, Failure};
use std::path::PathBuf;

/// Code articles: read files and folders, write a dataset
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders to read
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Say what would be read and written, and stop
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    settings: Settings,
}

pub fn main(_args: &Args, sources: &Sources, _console: &Console) -> Result<Exit, Failure> {
    let _settings = sources.resolve::<Settings>()?;
    Ok(Exit::Done)
}
