//! `khabar dict check`: everything that is wrong in the dictionaries, with the line and the mend.

use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, dictionaries};

/// Show everything that is wrong in the dictionaries
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    layers: Layers,
}

/// Ends with code 1 where there are faults.
pub fn main(_: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let layers = sources.resolve::<Layers>()?;
    dictionaries::load(&layers, console).map_err(|failure| Failure { exit: Exit::GateFailed, ..failure })?;
    Ok(Exit::Done)
}
