//! `khabar dict ignore`: a name that is to be left alone.

use super::own::Own;
use super::preview::Preview;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure};
use crate::lexicon::edit::ignore;

/// Leave a name alone: it is nobody's, and hides the shorter names in it
#[derive(clap::Args)]
pub struct Args {
    /// The name, as news writes it
    text: String,
    /// Why
    #[arg(long)]
    why: Option<String>,
    /// Who decided
    #[arg(long)]
    by: Option<String>,
    #[command(flatten)]
    preview: Preview,
    #[command(flatten)]
    layers: Layers,
}

/// Adds an [[ignore]] entry to the own layer.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let own = Own::open(sources)?;
    let today = jiff::ZonedDateTime::now().date();
    let path = own.file_with(|text| text.contains("[[ignore]]"))?;
    let (why, by) = (args.why.as_deref(), args.by.as_deref());
    own.change(path, &args.preview, console, |text| ignore(text, &args.text, why, by, today))?;
    Ok(Exit::Done)
}
