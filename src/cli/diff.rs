//! `khabar diff`: what is otherwise in a dataset than in another, and why.

mod json;
mod listed;
mod surround;
mod text;

pub use json::brief;

use super::dictionaries::load_stack;
use super::settings::{DecisionsFile, Sources};
use super::{Console, Exit, Failure, report, snapshot};
use crate::compare::{Diff, Edits, Files, Place, Sort};
use crate::dataset::{Dataset, in_words, read_words};
use crate::lexicon::{Layer, Touched, touched};
use crate::review::{self, Line};
use crate::run::both;
use clap::ValueEnum;
use serde_json::Value;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use surround::surround;

/// Tell two datasets apart: mentions and events gained, lost and coded otherwise, each with its cause
///
/// The cause is the articles (added, removed, rewritten, dated otherwise), the dictionaries (told from their snapshots),
/// a reviewer's decision, or else the program. Articles are known again by their text, also under another name. Where both
/// dictionaries and program differ, the dictionaries count as the cause of a row if a line behind it was edited, or a word
/// of its sentence is one by which an edit reaches articles.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of the earlier dataset
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// Folder of the later dataset
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[command(flatten)]
    decisions: DecisionsFile,
    /// What a row of the figures is; an event counts for each of its actors
    #[arg(long, value_enum, default_value_t = By::Cause)]
    by: By,
    /// List only these sorts of changes; figures are of all
    #[arg(long, value_enum, value_name = "SORT", value_delimiter = ',')]
    only: Vec<Only>,
    /// List all changes, not the first twenty of each cause
    #[arg(long)]
    all: bool,
    /// How to show it; JSON always lists all
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Cause,
    Actor,
    Event,
    Source,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    Gained,
    Lost,
    #[value(alias = "changed")]
    Recoded,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// The report of NEW with what changed in it, as one page; `khabar report NEW --against OLD` writes it to a file
    Html,
}

/// Two datasets and what is otherwise between them.
pub struct Compared {
    old: (PathBuf, Dataset),
    new: (PathBuf, Dataset),
    /// Names of the dictionary files that differ.
    files: Vec<String>,
    diff: Diff,
}

/// Prints the comparison.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let read = |path: &PathBuf| Dataset::read(path).map_err(Failure::new);
    let decisions = args.decisions.path(sources)?;
    let compared = compare(&args.old, (&args.new, read(&args.new)?), &decisions, console)?;
    console.data(&match args.format {
        Format::Text => text::shown(&compared, args, console.stdout_paint()),
        Format::Json => format!("{:#}\n", json::whole(&compared, |change| args.wants(change))),
        Format::Html => report::of_changes(&args.new, compared, console)?,
    })?;
    Ok(Exit::Done)
}

/// Compares a dataset, as it was read from its folder, with an earlier one; `decisions` is the file of what was decided of
/// either.
pub fn compare(old: &Path, new: (&Path, Dataset), decisions: &Path, console: &Console) -> Result<Compared, Failure> {
    let (old, new) = ((old.to_owned(), Dataset::read(old).map_err(Failure::new)?), (new.0.to_owned(), new.1));
    let edits = edits(&old, &new, console)?;
    let mut diff = Diff::of(&old.1, &new.1, edits.as_ref(), &judged(&old.1, &new.1, decisions, console)?);
    surround(&mut diff.mentions.told, (&old.0, &old.1), (&new.0, &new.1))?;
    let files = edits.map(|edits| edits.files).unwrap_or_default();
    Ok(Compared { old, new, files, diff })
}

impl Args {
    fn wants(&self, sort: Sort) -> bool {
        let asked = |only: &Only| match only {
            Only::Gained => sort == Sort::Gained,
            Only::Lost => sort == Sort::Lost,
            Only::Recoded => sort == Sort::Recoded,
        };
        self.only.is_empty() || self.only.iter().any(asked)
    }
}

impl Compared {
    /// The later dataset.
    pub fn into_dataset(self) -> Dataset {
        self.new.1
    }

    /// Settings that differ, with both values; those that have no bearing on rows are left out.
    fn settings(&self) -> Vec<(&str, Value, Value)> {
        let (old, new) = (&self.old.1.run.options, &self.new.1.run.options);
        let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
        let value =
            |run: &std::collections::BTreeMap<String, Value>, name| run.get(name).cloned().unwrap_or(Value::Null);
        let both = names.map(|name| (name.as_str(), value(old, name), value(new, name)));
        both.filter(|(name, old, new)| !SIDE.contains(name) && old != new).collect()
    }
}

/// Settings that say where and how rows are written, not which.
const SIDE: &[&str] = &["out", "format", "keep-text", "no-cache", "fail-on", "threads"];

/// Every place of which a reviewer decided something, also what was taken back: what a decision takes away leaves no row.
fn judged(old: &Dataset, new: &Dataset, file: &Path, console: &Console) -> Result<HashSet<Place>, Failure> {
    if old.run.counts.decisions.is_none() && new.run.counts.decisions.is_none() {
        return Ok(HashSet::new());
    }
    if !file.exists() {
        console.warn(&format!(
            "a run applied decisions that are not in `{}`, so rows that they took away count as changed by the program; \
             --decisions says where they are",
            file.display()
        ));
    }
    let place = |line| match line {
        Line::Decision(decision) => Some((decision.key.article, decision.key.start, decision.key.end)),
        Line::Undo(_) => None,
    };
    Ok(review::read(file).map_err(Failure::new)?.into_iter().filter_map(|(_, line)| place(line)).collect())
}

/// How the dictionaries differ; none where they are the same.
fn edits(old: &(PathBuf, Dataset), new: &(PathBuf, Dataset), console: &Console) -> Result<Option<Edits>, Failure> {
    if old.1.run.dictionaries.hash == new.1.run.dictionaries.hash {
        return Ok(None);
    }
    let layers = |(root, dataset): &(PathBuf, Dataset)| snapshot::layers(root, &dataset.run).map_err(Failure::new);
    let (old_layers, new_layers) = (layers(old)?, layers(new)?);
    let (old_files, new_files) = (files(&old_layers)?, files(&new_layers)?);
    let (before, after) = both(|| load_stack(old_layers, console), || load_stack(new_layers, console));
    let touched = match (before, after) {
        (Ok(before), Ok(after)) => touched(&before.lexicon, &after.lexicon),
        (Err(failure), _) | (_, Err(failure)) => {
            let first = failure.message.lines().find(|line| line.starts_with("error")).unwrap_or_default().to_owned();
            console.warn(&format!(
                "this version of khabar does not read the dictionaries of one dataset ({first}); the cause of what they \
                 can have changed is told from their lines alone"
            ));
            Touched::All(Vec::new())
        }
    };
    let mut edits = Edits::new(&old_files, &new_files, touched);
    match read_words(&new.0, |held, _| edits.held(held)) {
        Ok(true) => {}
        Ok(false) => console.warn(&format!(
            "{} has no index of words of its run (--no-cache, or a power cut), so a change that the dictionaries \
             cannot have made may be put down to them",
            new.0.display()
        )),
        Err(error) => {
            let out = new.0.display();
            return Err(Failure::new(format!("cannot read the index of words of {out}: {}", in_words(&error))));
        }
    }
    Ok(Some(edits))
}

fn files(layers: &[Layer]) -> Result<Files, Failure> {
    let read = |layer: &Layer| layer.files().map_err(|error| Failure::new(format!("cannot read a snapshot: {error}")));
    Ok(layers.iter().map(read).collect::<Result<Vec<_>, Failure>>()?.into_iter().flatten().collect())
}
