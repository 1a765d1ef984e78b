//! `khabar dict impact`: what a change of the dictionaries would do to a dataset.

use super::super::dictionaries::{load_stack, stack};
use super::super::settings::{DecisionsFile, Layers, Sources};
use super::super::{Console, Exit, Failure, run};
use super::articles::{Articles, Selection, Wanting};
use super::decided::{Against, People};
use super::{Format, shown, warn_without_events};
use crate::compare::{Impact, Sightings, new_names};
use crate::dataset::{Only, read_run, snapshot_layers};
use crate::lexicon::{Layer, Lexicon, Touched, touched};
use crate::run::{both, each};
use crate::syntax::Model;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Show what a change of the dictionaries would do to a dataset: mentions and events gained, lost and re-coded
///
/// Compares the dictionaries as they are now (or others, with -d) with those that coded OUT, or with --since with those
/// of a git revision. Only articles that the change can touch are coded again; OUT stays as it is.
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// Compare with the project's dictionary folders as they were at this git revision
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Files and folders of the articles; else the inputs that OUT/run.json records
    #[arg(long, value_name = "INPUT")]
    texts: Vec<PathBuf>,
    /// List all changes, not the first twenty
    #[arg(long)]
    all: bool,
    /// How to show it; JSON always lists all
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    decisions: DecisionsFile,
    #[command(flatten)]
    layers: Layers,
}

/// Everything that is told of a change.
pub struct Told {
    pub selection: Selection,
    /// What alone the dataset is of.
    pub only: Option<Only>,
    /// What of the dictionaries bears on every article.
    pub everything: Vec<&'static str>,
    /// How often a new name stands within a longer one, and changes nothing there.
    pub covered: u64,
    /// What the dictionaries would have otherwise than people decided, with the article's `doc`.
    pub against: Vec<(String, Against)>,
    /// One for each article that is coded otherwise, with its `doc`.
    pub impacts: Vec<(String, Impact)>,
}

/// Tells what the change does.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let layers = stack(&sources.resolve::<Layers>()?)?;
    let manifest = read_run(&args.out).map_err(Failure::new)?;
    let before = match &args.since {
        Some(revision) => layers.iter().map(|layer| at_revision(layer, revision)).collect::<Result<_, _>>()?,
        None => snapshot_layers(&args.out, &manifest).map_err(Failure::new)?.into_iter().map(Layer::Folder).collect(),
    };
    let (old, new) = both(|| load_stack(before, console), || load_stack(layers, console));
    let (old, new) = (old?, new?);
    let articles = Articles::of(&args.out, &manifest, &args.texts)?;
    let told = tell(&args.out, &articles, (&old.lexicon, &new.lexicon), &People::of(sources)?)?;
    Listing { all: args.all, format: args.format }.print(&told, console)?;
    Ok(if told.selection.lost.is_empty() { Exit::Done } else { Exit::SomeSkipped })
}

/// How much of a change is shown, and in which form.
pub struct Listing {
    pub all: bool,
    pub format: Format,
}

impl Listing {
    /// Shows what the change does, and warns of what cannot be told.
    pub fn print(&self, told: &Told, console: &Console) -> Result<(), Failure> {
        for (doc, why) in &told.selection.lost {
            console.warn(&format!("{doc} {why}; what the change does to it is not known"));
        }
        if !told.selection.indexed {
            console.warn(
                "there is no index of words of this run (--no-cache, or a power cut), so every article was coded again",
            );
        }
        warn_without_events(told.only, "what becomes of events is not told", console);
        console.data(&match self.format {
            Format::Text => shown::to_text(told, self.all, console.stdout_paint()),
            Format::Json => format!("{:#}\n", shown::to_json(told)),
        })
    }
}

/// Codes again what the change from the one lexicon to the other can touch.
pub fn tell(
    out: &Path,
    articles: &Articles,
    (old, new): (&Lexicon, &Lexicon),
    people: &People,
) -> Result<Told, Failure> {
    let touched = touched(old, new);
    let mut selection = articles.select(out, &touched, &people.texts_with_changed(old, new))?;
    let names = new_names(old, new);
    let model = articles.only.is_none().then(Model::shipped);
    let code = |article: &_| {
        let before = articles.open(article, &old.conventions)?;
        let after = articles.open(article, &new.conventions)?;
        let covered = if names.is_empty() { 0 } else { Sightings::of(&after, new).covered(&names) };
        let coded = (people.extract(&before, old, model), people.extract(&after, new, model));
        let against = people.against((&before, old), (&after, new), model);
        Ok((Impact::of((&before, &coded.0), (&after, &coded.1)), against, covered))
    };
    let coded = each(&selection.touched, run::threads(0), code).map_err(Failure::new)?;
    let (mut impacts, mut against, mut covered) = (Vec::new(), Vec::new(), 0);
    for (Wanting { doc, .. }, told) in selection.touched.iter().zip(coded) {
        match told {
            Ok((impact, decided, times)) => {
                covered += times;
                against.extend(decided.into_iter().map(|one| (doc.clone(), one)));
                impacts.extend((!impact.is_empty()).then(|| (doc.clone(), impact)));
            }
            Err(why) => selection.lost.push((doc.clone(), why)),
        }
    }
    selection.lost.sort();
    let everything = match touched {
        Touched::All(what) => what,
        Touched::Holding(_) => Vec::new(),
    };
    Ok(Told { selection, only: articles.only, everything, covered, against, impacts })
}

/// A folder's dictionaries as git knows them at a revision.
fn at_revision(layer: &Layer, revision: &str) -> Result<Layer, Failure> {
    let Layer::Folder(folder) = layer else { return Ok(layer.clone()) };
    let git = |args: &[&str]| -> Result<String, Failure> {
        let shown = folder.display();
        let ran = Command::new("git").arg("-C").arg(folder).args(args).output();
        let ran = ran.map_err(|error| Failure::new(format!("cannot run git for --since: {error}")))?;
        match ran.status.success() {
            true => String::from_utf8(ran.stdout)
                .map_err(|_| Failure::new(format!("a dictionary of {shown} at {revision} is not UTF-8"))),
            false => Err(Failure::new(format!(
                "git does not give `{shown}` at {revision}: {}",
                String::from_utf8_lossy(&ran.stderr).trim()
            ))),
        }
    };
    let listed = git(&["ls-tree", "-r", "-z", "--name-only", "--end-of-options", revision, "."])?;
    let files = listed.split('\0').filter(|name| name.ends_with(".toml"));
    let texts =
        files.map(|name| Ok((name.to_owned(), git(&["show", "--end-of-options", &format!("{revision}:./{name}")])?)));
    Ok(Layer::Texts(texts.collect::<Result<_, Failure>>()?))
}
