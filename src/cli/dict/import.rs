//! `khabar dict import`: dictionaries of other tools and edited tables, into the project's own dictionaries.

mod files;

use super::change::{Change, Options};
use super::own::Own;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, Level};
use crate::lexicon::edit::{actor_ids, entries, format};
use crate::lexicon::import::{Counts, Findings, Plan, Tally, Unsaid, apply, plan};
use crate::lexicon::{Layer, fold};
use crate::ontology::{Kind, Sector};
use clap::ValueEnum;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Take over names, roles and nouns from a table or another tool's dictionary; what contradicts yours is told and left
#[derive(clap::Args)]
#[command(after_help = "khabar dict import names.xlsx --dry-run      an edited export: shows what would change\n\
                        khabar dict import names.csv                 columns id, name, kind, country, sector, aliases\n\
                        khabar dict import Countries.actors.txt      PETRARCH's actors and agents\n\
                        khabar dict import patterns.jsonl            patterns of spaCy's EntityRuler\n\
                        khabar dict import lists.def                 GATE's gazetteers\n\n\
                        Ends with code 3 where a line was not taken; each is told with its reason.")]
pub struct Args {
    /// Files to read
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Form; without this the name's ending and the text say it
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Kind of actors of which the file does not tell it
    #[arg(long)]
    kind: Option<Kind>,
    /// Their country: ISO 3166 alpha-3, or IGO, NGO, MNC, IMG, ISM
    #[arg(long)]
    country: Option<String>,
    /// Their PLOVER sectors
    #[arg(long, value_delimiter = ',')]
    sector: Vec<Sector>,
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    layers: Layers,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    PetrarchActors,
    PetrarchAgents,
    Spacy,
    Gate,
    Csv,
    Xlsx,
}

/// Reads all files, lays them over the dictionaries, and writes what is new.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let own = Own::open(sources)?;
    let unsaid = Unsaid { kind: args.kind, country: args.country.clone(), sector: args.sector.clone() };
    let mut read = Vec::new();
    for file in &args.files {
        read.extend(files::read(file, args.format, &unsaid)?);
    }
    let (labels, mut findings): (Vec<String>, Vec<Findings>) = read.into_iter().unzip();
    let new_file = new_file(args.files.first().map_or(Path::new(""), PathBuf::as_path));
    let (texts, mut tally) = rows(&own, &mut findings, &new_file)?;
    let plan = plan(own.lexicon(), &mut findings);
    tally += plan.tally;
    let changes = changes(&own, plan, texts, &new_file)?;
    own.change_all(&changes, &args.options, console)?;
    let whole = tell(&labels, &findings, console);
    summary(tally, args.options.dry_run, console);
    Ok(if whole { Exit::Done } else { Exit::SomeSkipped })
}

/// Where new entries go: a file of the own folder named after the one that is read.
fn new_file(from: &Path) -> String {
    let stem = from.file_stem().unwrap_or_default().to_string_lossy();
    let words = fold(&stem).replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    let name = words.split_whitespace().collect::<Vec<_>>().join("-");
    format!("imported/{}.toml", if name.is_empty() { "names" } else { &name })
}

/// Texts of files that rows of tables change, by path.
type Texts = BTreeMap<PathBuf, String>;

/// What edited rows make of the files that they came from.
fn rows(own: &Own, findings: &mut [Findings], new_file: &str) -> Result<(Texts, Tally), Failure> {
    let folders = own.folders();
    let mut files = Vec::new();
    for folder in &folders {
        files.push(Layer::Folder((*folder).clone()).files().map_err(Failure::new)?);
    }
    let (changed, tally) = apply(&files, findings, new_file).map_err(Failure::new)?;
    let path = |from_last: usize, file: &str| {
        let folder = folders.len().checked_sub(1 + from_last).and_then(|at| folders.get(at));
        folder.map(|folder| folder.join(file))
    };
    let texts = changed.into_iter().filter_map(|(folder, file, text)| Some((path(folder, &file)?, text)));
    Ok((texts.collect(), tally))
}

/// One change a file. Additions to an actor go where the own layer has its entry.
fn changes(own: &Own, plan: Plan, mut texts: Texts, new_file: &str) -> Result<Vec<Change>, Failure> {
    let files = Layer::Folder(own.folder.clone()).files().map_err(Failure::new)?;
    let homes = homes(&files);
    let mut by_file: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for actor in plan.actors {
        let home = homes.get(&actor.id).filter(|_| actor.new.is_none()).map_or(new_file, |at| files[*at].0.as_str());
        by_file.entry(home.to_owned()).or_default().push(actor);
    }
    if !plan.agents.is_empty() {
        by_file.entry(new_file.to_owned()).or_default();
    }
    for (file, actors) in by_file {
        let path = own.folder.join(&file);
        let agents = if file == new_file { plan.agents.as_slice() } else { &[] };
        let there = texts.get(&path).or_else(|| files.iter().find(|(name, _)| *name == file).map(|(_, text)| text));
        let text = there.cloned().unwrap_or_else(|| HEADER.to_owned());
        let after =
            entries(&text, &actors, agents).and_then(|after| if there.is_some() { Ok(after) } else { format(&after) });
        let after = after.map_err(|wrong| Failure::new(format!("{file}: {wrong}")))?;
        texts.insert(path, after);
    }
    texts.into_iter().map(|(path, text)| Change::of(path, |_| Ok(text))).collect()
}

/// A file of imported entries begins so.
const HEADER: &str = "# Scope: entries taken over by khabar dict import. Kinds are as the codes let one think; check them, and the names.\n\nschema = 1\n";

/// In which file the own layer has an actor's entry.
fn homes(files: &[(String, String)]) -> BTreeMap<String, usize> {
    let mut homes = BTreeMap::new();
    for (at, (_, text)) in files.iter().enumerate() {
        homes.extend(actor_ids(text).into_iter().map(|id| (id, at)));
    }
    homes
}

/// Tells each line that was not taken; whether there was none.
fn tell(labels: &[String], findings: &[Findings], console: &Console) -> bool {
    let mut whole = true;
    for (label, found) in labels.iter().zip(findings) {
        for (line, reason) in found.account.refused() {
            whole = false;
            console.say(
                Level::Normal,
                &format!("{label}:{line}: {reason}"),
                json!({ "file": label, "line": line, "reason": reason }),
            );
        }
    }
    for (label, found) in labels.iter().zip(findings) {
        let Counts { lines, taken, in_part, comments, not_taken } = found.account.counts();
        let told = format!(
            "{label}: {lines} lines = {taken} taken + {in_part} taken in part + {comments} comments and blank + {not_taken} not taken"
        );
        let figures = json!({ "file": label, "lines": lines, "taken": taken, "in_part": in_part, "comments": comments, "not_taken": not_taken });
        console.say(Level::Normal, &told, figures);
    }
    whole
}

fn summary(tally: Tally, dry_run: bool, console: &Console) {
    let Tally { new, changed, same, conflicting } = tally;
    let would = if dry_run { "; nothing was written (--dry-run)" } else { "" };
    let told = format!("entries and rows: {new} new, {changed} changed, {same} same, {conflicting} conflicting{would}");
    console.say(
        Level::Normal,
        &told,
        json!({ "new": new, "changed": changed, "same": same, "conflicting": conflicting }),
    );
    if !dry_run && new + changed > 0 {
        console.say(Level::Normal, "next  khabar dict check", json!({}));
    }
}
