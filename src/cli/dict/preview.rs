//! What a change would do to a dataset, shown before it is written.

use super::Format;
use super::articles::Articles;
use super::asked::{Answer, Offer, ask};
use super::change::Options;
use super::decided::People;
use super::impact::{Listing, tell};
use crate::cli::settings::{DecisionsFile, Sources};
use crate::cli::{Console, Failure};
use crate::dataset::read_run;
use crate::lexicon::Lexicon;
#[cfg(feature = "review")]
use std::path::Path;
use std::path::PathBuf;

/// What commands that change an entry take.
#[derive(clap::Args, Clone)]
pub struct Preview {
    #[command(flatten)]
    pub options: Options,
    #[command(flatten)]
    decisions: DecisionsFile,
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
    /// Whether to show what the dictionaries would do without the decisions of people. Those hold all the same, and would
    /// hide what an entry does that says the same as they.
    #[arg(skip)]
    without_people: bool,
}

impl Preview {
    /// What a change that people's decisions suggest does to this dataset, shown before it is written.
    #[cfg(feature = "review")]
    pub fn of(out: &Path, texts: &[PathBuf], options: Options, yes: bool) -> Preview {
        let (impact, texts) = (Some(out.to_owned()), texts.to_vec());
        let decisions = DecisionsFile { decisions: None };
        Preview { options, decisions, impact, yes, texts, all: false, format: Format::Text, without_people: true }
    }

    /// Tells what the change from the one lexicon to the other does, if that is wanted, and asks what to do with it.
    pub fn answer(
        &self,
        lexicons: (&Lexicon, &Lexicon),
        offer: Offer,
        sources: &Sources,
        console: &Console,
    ) -> Result<Answer, Failure> {
        let Some(out) = &self.impact else { return Ok(Answer::Yes) };
        let manifest = read_run(out).map_err(Failure::new)?;
        let articles = Articles::of(out, &manifest, &self.texts)?;
        let people = if self.without_people { People::nobody() } else { People::of(sources)? };
        let told = tell(out, &articles, lexicons, &people)?;
        Listing { all: self.all, format: self.format }.print(&told, console)?;
        if self.options.dry_run || self.yes { Ok(Answer::Yes) } else { ask(offer) }
    }

    /// Whether the change is to be shown as a diff; where a program reads along, it gets the one JSON value.
    pub fn shows_diff(&self) -> bool {
        self.options.dry_run && self.format == Format::Text
    }
}
