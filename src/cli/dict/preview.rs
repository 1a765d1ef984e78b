//! What a change would do to a dataset, shown before it is written.

use super::Format;
use super::articles::Articles;
use super::change::Options;
use super::impact::{Listing, tell};
use crate::cli::{Console, Exit, Failure};
use crate::dataset::read_run;
use crate::lexicon::Lexicon;
use std::io::{self, BufRead, IsTerminal, Write};
#[cfg(feature = "review")]
use std::path::Path;
use std::path::PathBuf;

/// What commands that change an entry take.
#[derive(clap::Args, Clone)]
pub struct Preview {
    #[command(flatten)]
    pub options: Options,
    /// Show first what the change would do to this dataset, and ask whether to write it
    #[arg(long, value_name = "OUT")]
    impact: Option<PathBuf>,
    /// Write it without asking
    #[arg(long, requires = "impact", conflicts_with = "dry_run")]
    yes: bool,
    /// Files and folders of the dataset's articles; else the inputs that OUT/run.json records
    #[arg(long, value_name = "INPUT", requires = "impact")]
    texts: Vec<PathBuf>,
    /// List all that the change does, not the first twenty
    #[arg(long, requires = "impact")]
    all: bool,
    /// How to show what the change does; JSON always lists all
    #[arg(long, value_enum, default_value_t = Format::Text, requires = "impact")]
    format: Format,
}

impl Preview {
    /// What a change does to this dataset, shown before it is written.
    #[cfg(feature = "review")]
    pub fn of(out: &Path, texts: &[PathBuf], options: Options, yes: bool) -> Preview {
        let (impact, texts) = (Some(out.to_owned()), texts.to_vec());
        Preview { options, impact, yes, texts, all: false, format: Format::Text }
    }

    /// Tells what the change from the one lexicon to the other does, if that is wanted; whether to go on with it.
    pub fn agrees(&self, old: &Lexicon, new: &Lexicon, console: &Console) -> Result<bool, Failure> {
        let Some(out) = &self.impact else { return Ok(true) };
        let manifest = read_run(out).map_err(Failure::new)?;
        let articles = Articles::of(out, &manifest, &self.texts)?;
        Listing { all: self.all, format: self.format }.print(&tell(out, &articles, old, new)?, console)?;
        if self.options.dry_run || self.yes { Ok(true) } else { ask() }
    }

    /// Whether the change is to be shown as a diff; where a program reads along, it gets the one JSON value.
    pub fn shows_diff(&self) -> bool {
        self.options.dry_run && self.format == Format::Text
    }
}

/// A person answers; where there is none nothing is done unasked.
fn ask() -> Result<bool, Failure> {
    let (stdin, mut stderr) = (io::stdin(), io::stderr());
    if !stdin.is_terminal() {
        let message =
            "nothing was changed: there is nobody to ask; add --yes to write it, or --dry-run to see the diff";
        return Err(Failure { exit: Exit::GateFailed, message: message.to_owned() });
    }
    // A terminal that cannot be written to cannot be asked, which reads as "no".
    let _ = write!(stderr, "Write it? [y] yes  [n] no  › ").and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = stdin.lock().read_line(&mut answer);
    read.map_err(|error| Failure::new(format!("cannot read the answer: {error}")))?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
