//! `khabar score`: an output folder against gold annotations.

use super::{Console, Exit, Failure};
use crate::corpus::{self, Input, ReadOptions};
use crate::dataset::{ReadFault, read_run, read_whole_run, recorded_inputs};
use crate::ontology::EventType;
use crate::score::{self, Gold, Output, Rules};
use crate::text::Conventions;
use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Compare an output folder with gold annotations: precision, recall, F1
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// Folder of NAME.gold.json files
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// Folder of the articles; else the inputs that OUT/run.json records
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// How to show the figures
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// In --errors, let a sector without a country pass for one with a country
    #[arg(long, requires = "errors")]
    lenient: bool,
    /// Also list which type became which
    #[arg(long)]
    confusion: bool,
    /// Instead of the figures, list missed, surplus and half-right events, gold left and output right
    #[arg(long, conflicts_with = "confusion")]
    errors: bool,
    /// Table whose first column lists the organisations that count; others are left out of the mention figures
    #[arg(long, value_name = "FILE")]
    ids: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Prints the figures or the errors.
pub fn main(args: &Args, console: &Console) -> Result<Exit, Failure> {
    // Output of other programs has no manifest.
    if let Err(fault @ ReadFault::NoEvents(_)) = read_whole_run(&args.out) {
        return Err(Failure::new(fault));
    }
    let gold = score::read_gold(&args.gold).map_err(Failure::new)?;
    let mut output = score::read_output(&args.out).map_err(Failure::new)?;
    let ids = args.ids.as_deref().map(read_ids).transpose()?;
    let texts = Texts::of(args, &mut output)?;
    let texts = gold.iter().map(|gold| texts.read(gold)).collect::<Result<Vec<_>, _>>()?;
    let articles = gold.iter().zip(&texts).map(|(gold, text)| score::annotated(gold, text));
    let articles = articles.collect::<Result<Vec<_>, _>>().map_err(Failure::new)?;
    if args.errors {
        let rules = if args.lenient { Rules::Lenient } else { Rules::Strict };
        console.data(&score::errors(&articles, &output, rules))?;
        return Ok(Exit::Done);
    }
    let strict = score::score(&articles, &output, Rules::Strict, ids.as_ref());
    let lenient = score::score(&articles, &output, Rules::Lenient, ids.as_ref());
    let confusion = args.confusion.then(|| score::confusion(&articles, &output));
    let shown = match args.format {
        Format::Text => {
            let table = score::to_text(&strict, &lenient, articles.len(), true);
            let rows = confusion.into_iter().flatten();
            rows.fold(table, |text, (gold, out, n)| format!("{text}\n{n:5}  {} -> {}", word(gold), word(out)))
        }
        Format::Json => {
            let mut value = score::to_json(&strict, &lenient, articles.len());
            if let Some(rows) = confusion {
                let rows = rows.into_iter().map(|(gold, out, n)| {
                    json!({ "gold": gold.map(EventType::as_str), "out": out.map(EventType::as_str), "n": n })
                });
                value["confusion"] = rows.collect();
            }
            format!("{value:#}")
        }
    };
    console.data(&format!("{}\n", shown.trim_end()))?;
    Ok(Exit::Done)
}

fn word(event: Option<EventType>) -> &'static str {
    event.map_or("nothing", EventType::as_str)
}

/// Where the articles' texts are.
struct Texts {
    /// By the name of the article's file.
    recorded: HashMap<String, String>,
    inputs: HashMap<String, Input>,
    roots: Vec<PathBuf>,
}

impl Texts {
    fn of(args: &Args, output: &mut Output) -> Result<Texts, Failure> {
        let (recorded, roots) = match &args.texts {
            Some(folder) => (HashMap::new(), vec![folder.clone()]),
            None => (std::mem::take(&mut output.texts), recorded(&args.out, output)),
        };
        if roots.is_empty() && recorded.is_empty() {
            let manifest = args.out.join("run.json");
            let message = format!("{} does not say where the articles are; give --texts DIR", manifest.display());
            return Err(Failure::new(message));
        }
        let found = corpus::walk(&roots).map_err(Failure::new)?;
        let inputs = found.files().map(|input| (file_name(&input.doc).to_owned(), input));
        Ok(Texts { recorded, inputs: inputs.collect(), roots })
    }

    /// The text that offsets point into.
    fn read(&self, gold: &Gold) -> Result<String, Failure> {
        if let Some(text) = self.recorded.get(gold.name()) {
            return Ok(text.clone());
        }
        let wanted = gold.path.display();
        let Some(input) = self.inputs.get(gold.name()) else {
            let roots: Vec<_> = self.roots.iter().map(|root| root.display().to_string()).collect();
            let (name, roots) = (gold.name(), roots.join(", "));
            return Err(Failure::new(format!("{wanted} wants {name}, which is not in {roots}; give --texts DIR")));
        };
        // Only the text is wanted, and it does not depend on what is known of dates and boilerplate.
        let options =
            ReadOptions { today: || Date::MAX, published: None, day_order: None, max_bytes: corpus::DEFAULT_MAX_BYTES };
        match corpus::load(input, &options, &Conventions::default()) {
            Ok(loaded) => Ok(loaded.article.text),
            Err(reason) => Err(Failure::new(format!("{wanted}: cannot read {}: {reason}", input.path.display()))),
        }
    }
}

/// Files that other programs write have no manifest that tells more than the inputs.
fn recorded(out: &Path, output: &mut Output) -> Vec<PathBuf> {
    let manifest = read_run(out).ok();
    manifest.map_or_else(|| std::mem::take(&mut output.inputs), |run| recorded_inputs(out, &run))
}

fn file_name(doc: &str) -> &str {
    doc.rsplit('/').next().unwrap_or(doc)
}

/// The first column of a tab-separated table.
fn read_ids(path: &Path) -> Result<HashSet<String>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    Ok(text.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect())
}
