//! `khabar review`: a person decides what the dictionaries could not, and every run after knows.

mod figures;
mod gold;
#[cfg(feature = "tui")]
mod terminal;
mod wanted;

use super::dict::change::Options;
use super::dict::preview::Preview;
use super::dict::propose::propose;
use super::report::read_texts;
use super::settings::{DecisionsFile, KeySettings, Layers, Sources};
use super::{Console, Exit, Failure, Level, browser, dictionaries, snapshot};
use crate::compare::suggest;
use crate::dataset::Dataset;
use crate::lexicon::Lexicon;
use crate::ontology::EventType;
use crate::report::{Text, thousands};
use crate::review::{self, Closing, Coder, Decisions, Desk, Keys, Log, Material, Named, Page, Setting};
use clap::ValueEnum;
use serde_json::json;
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Decide, in the browser, what a dataset leaves open: names, and events
///
/// Asks first what earlier decisions contradict, then ambiguous names, then names that no dictionary knows, then events and
/// all other names in random order. Answers are kept in decisions.jsonl; the next `khabar run` applies them.
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    #[command(flatten)]
    decisions: DecisionsFile,
    #[command(flatten)]
    keys: KeySettings,
    /// Ask only about these; may be given more than once
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    only: Vec<Asked>,
    /// Ask only about this actor
    #[arg(long, value_name = "ID")]
    actor: Option<String>,
    /// Ask only about this article, about all of it
    #[arg(long, value_name = "DOC")]
    doc: Option<String>,
    /// Ask only about events of this PLOVER type
    #[arg(long, value_name = "TYPE")]
    event: Option<EventType>,
    /// Code under this name and without sight of others' answers; else the name is $KHABAR_CODER or the user's
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// What the random order is made from
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Blind audit: code this many random events without seeing the rows; prints and keeps how often the rows are right
    #[arg(long, value_name = "N", conflicts_with_all = ["only", "actor", "event"])]
    sample: Option<NonZeroUsize>,
    /// Of that sample, settle what these two coders coded differently; prints and keeps how far they agree
    #[arg(long, num_args = 2, value_names = ["A", "B"], requires = "sample", conflicts_with = "coder")]
    adjudicate: Vec<String>,
    /// Ask nothing; write the articles of which every row was decided as gold files for `khabar score`
    #[arg(long, value_name = "DIR", conflicts_with_all = ["sample", "only"])]
    export_gold: Option<PathBuf>,
    /// Ask nothing; propose, one by one, changes of the project's own dictionaries that say what was decided
    #[arg(long, conflicts_with_all = ["sample", "only", "export_gold"])]
    apply: bool,
    /// With --apply: write them without asking
    #[arg(long, requires = "apply", conflicts_with = "dry_run")]
    yes: bool,
    /// With --apply: show what would change, and change nothing
    #[arg(long, requires = "apply")]
    dry_run: bool,
    #[command(flatten)]
    layers: Layers,
    /// How to show the figures of an audit
    #[arg(long, value_enum, default_value_t = figures::Format::Text)]
    format: figures::Format,
    /// Port to listen on, on this machine only; 0 for a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// Print the address and open no browser
    #[arg(long)]
    no_open: bool,
    /// Ask in the terminal instead of a browser, with the same keys
    #[cfg(feature = "tui")]
    #[arg(long, conflicts_with_all = ["port", "no_open"])]
    tui: bool,
    /// Folder of the articles, where they were moved; else the inputs that OUT/run.json records
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Asked {
    /// Names with several holders
    Ambiguous,
    /// Names that no dictionary knows
    Unknown,
    /// Names about which nothing was ever decided
    New,
    /// Decisions that are disputed, contradicted, or about an article that has changed
    Changed,
    Events,
}

/// Reviews until the reader has had enough, then says what comes next.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let file = sources.resolve::<DecisionsFile>()?.path(sources)?;
    let keys = wanted::keys(sources)?;
    if args.apply {
        let decisions = Decisions::new(review::read(&file).map_err(Failure::new)?);
        let texts: Vec<PathBuf> = args.texts.iter().cloned().collect();
        let preview = Preview::of(&args.out, &texts, Options { dry_run: args.dry_run }, args.yes);
        return propose(&decisions, sources, &preview, console);
    }
    let dataset = Dataset::read(&args.out).map_err(Failure::new)?;
    let layers = snapshot::layers(&args.out, &dataset.run).map_err(Failure::new)?;
    let lexicon = dictionaries::load_stack(layers, console)?.lexicon;
    let wanted = wanted::wanted(args, &dataset, &lexicon)?;
    if let Some(folder) = &args.export_gold {
        let decisions = Decisions::new(review::read(&file).map_err(Failure::new)?);
        return gold::export(&args.out, folder, args.texts.as_deref(), (&dataset, &lexicon, &decisions), console);
    }
    let material = material(dataset, &lexicon, args, console)?;
    let (log, lines) = Log::open(&file).map_err(Failure::new)?;
    let coder = Coder {
        name: coder(args.coder.as_deref()),
        alone: args.coder.is_some() || args.sample.is_some() && args.adjudicate.is_empty(),
    };
    let desk = Desk::new(material, lines, coder, wanted);
    wanted::known_coders(args, &desk, &file)?;
    let desk = match desk.audit().is_some() && desk.open().next().is_none() {
        // All is coded: only the figures are wanted.
        true => desk,
        false => serve(args, desk, log, keys, console)?,
    };
    if desk.audit().is_some() {
        return figures::show(&args.out, &desk, &args.adjudicate, args.format, console);
    }
    let (given, holding) = desk.answered();
    let message = format!(
        "{} answers now, {} in all, in {}\nnext  khabar run applies them",
        thousands(given as u64),
        thousands(holding as u64),
        file.display()
    );
    console.say(Level::Normal, &message, json!({ "given": given, "holding": holding, "file": file }));
    Ok(Exit::Done)
}

fn serve(args: &Args, desk: Desk, log: Log, keys: Keys, console: &Console) -> Result<Desk, Failure> {
    let name = super::report::name(&args.out);
    #[cfg(feature = "tui")]
    if args.tui {
        return terminal::review(desk, log, &name, &keys);
    }
    let failed = |error| Failure::new(format!("cannot serve the page on port {}: {error}", args.port));
    let page = Page::bind(args.port).map_err(failed)?;
    let address = page.address();
    let open = desk.open().count();
    let message =
        format!("{} questions; open this once in a browser on this machine, Ctrl-C ends it", thousands(open as u64));
    console.say(Level::Normal, &message, json!({ "questions": open }));
    console.data(&format!("{address}\n"))?;
    end_on_interrupt(page.closing());
    if !args.no_open {
        browser::open(Path::new(&address), console);
    }
    page.serve(desk, log, Setting { name, keys, figures: figures::lines }).map_err(failed)
}

/// Every answer is on the disk when it is given, so that nothing is lost where no handler can be set.
fn end_on_interrupt(closing: Closing) {
    let _ = ctrlc::set_handler(move || closing.close());
}

/// The dataset with its texts, and the actors of the dictionaries that coded it.
fn material(dataset: Dataset, lexicon: &Lexicon, args: &Args, console: &Console) -> Result<Material, Failure> {
    let texts = read_texts(&args.out, &dataset, args.texts.as_deref())?;
    let away = texts.values().filter(|text| !matches!(text, Text::Same(_))).count();
    if away > 0 {
        console.warn(&format!(
            "{} articles are not as they were or not where they were; of these only coded sentences are shown",
            thousands(away as u64)
        ));
    }
    let texts = texts.into_iter().filter_map(|(doc, text)| match text {
        Text::Same(text) => Some((doc, text)),
        _ => None,
    });
    let near = near(&dataset, lexicon);
    Ok(Material::new(dataset, texts.collect(), actors(lexicon), near))
}

fn actors(lexicon: &Lexicon) -> Vec<Named> {
    let named = |actor: &crate::lexicon::Actor| Named {
        id: actor.id.to_string(),
        name: actor.name.to_string(),
        kind: actor.kind.to_string(),
        names: vec![actor.name.to_string()],
    };
    let mut actors: Vec<Named> = lexicon.actors.iter().map(named).collect();
    for alias in &lexicon.aliases {
        if let Some(actor) = actors.get_mut(alias.actor as usize) {
            actor.names.push(alias.text.to_string());
        }
    }
    actors
}

/// By unknown name, the known actor that it looks like.
fn near(dataset: &Dataset, lexicon: &Lexicon) -> HashMap<String, Vec<String>> {
    let mut near: HashMap<String, Vec<String>> = HashMap::new();
    for one in suggest(dataset.leftovers.clone(), lexicon, MOST) {
        let Some(known) = one.near else { continue };
        for (spelling, _) in one.spellings.iter().chain(&one.acronyms) {
            near.entry(spelling.clone()).or_default().push(known.actor.clone());
        }
    }
    near
}

/// Nobody decides on more names at a sitting.
const MOST: usize = 500;

fn coder(given: Option<&str>) -> String {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let named =
        given.map(str::to_owned).or_else(|| ["KHABAR_CODER", "USER", "USERNAME"].into_iter().find_map(variable));
    named.unwrap_or_else(|| "reviewer".to_owned())
}
