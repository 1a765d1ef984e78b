//! `khabar report`: a dataset as a page that opens from disk, with its codebook beside it.

mod command;
mod files;
mod judged;
mod texts;

use super::settings::{DecisionsFile, Sources};
use super::{Console, Exit, Failure, Level, browser, diff, snapshot};
use crate::dataset::Dataset;
use crate::report::{self, Beside, Texts};
use clap::ValueEnum;
use command::command;
use diff::Compared;
use files::{cannot_write, put, put_folder};
use judged::judged;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use texts::left_out;
pub use texts::{read_some, read_texts};

/// Write report.html, CODEBOOK.md and datapackage.json into a dataset's folder
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// Write the page to this file; else OUT/report.html, or OUT/brief.html with --brief
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A few pages to print or pass on: the figures and charts, without articles and lists
    #[arg(long)]
    brief: bool,
    /// Folder of an earlier dataset: the page tells what changed since, as `khabar diff` does
    #[arg(long, value_name = "OLD")]
    against: Option<PathBuf>,
    #[command(flatten)]
    decisions: DecisionsFile,
    /// Folder of the articles, where they were moved; else the inputs that OUT/run.json records
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// Where the articles go
    #[arg(long, value_enum, value_name = "WHERE", default_value_t = ArticleText::Auto, conflicts_with = "brief")]
    article_text: ArticleText,
    /// Size of the page above which `--article-text auto` puts the articles beside it
    #[arg(long, value_name = "MB", default_value_t = MAX_MB)]
    max_size: u32,
    /// Show it in the browser
    #[arg(long)]
    open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ArticleText {
    /// Into the page while it stays below --max-size, else beside it
    Auto,
    /// Into the page
    Embed,
    /// Into a folder beside the page, which reads them from there as they are opened
    Chunks,
    /// Nowhere: for articles that may not be passed on
    None,
}

/// So that the page opens in about a second, and can be sent by mail.
const MAX_MB: u32 = 8;

/// Writes the report and says where it is.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let path = write(args, &args.decisions.path(sources)?, console)?;
    console.data(&format!("{}\n", path.display()))?;
    if args.open {
        browser::open(&path, console);
    }
    Ok(Exit::Done)
}

/// Whether there is a folder for a page, before a run that may take long.
pub fn check_place<'a>(pages: impl IntoIterator<Item = &'a PathBuf>) -> Result<(), Failure> {
    let missing = |page: &&PathBuf| page.parent().is_some_and(|folder| folder != Path::new("") && !folder.is_dir());
    match pages.into_iter().find(missing) {
        Some(page) => {
            Err(Failure::new(format!("there is no folder for the report `{}`; make it first", page.display())))
        }
        None => Ok(()),
    }
}

/// The report of a run that has just ended; at a place of its own, where one is named.
pub fn after_run(out: &Path, output: Option<&Path>, console: &Console) -> Result<(), Failure> {
    let args = Args { output: output.map(Path::to_owned), ..Args::plain(out) };
    write(&args, Path::new(""), console).map(|_| ())
}

/// The page of a dataset that tells what changed since an earlier one, as one file.
pub fn of_changes(out: &Path, compared: Compared, console: &Console) -> Result<String, Failure> {
    let args = Args { article_text: ArticleText::Embed, ..Args::plain(out) };
    let changes = diff::brief(&compared);
    let dataset = compared.into_dataset();
    let file = args.file();
    let beside = Beside { files: false, ..beside(&args, &dataset, Some(changes), &file, console) };
    Ok(Written::of(&dataset, beside, &args, &file, console)?.page)
}

fn write(args: &Args, decisions: &Path, console: &Console) -> Result<PathBuf, Failure> {
    let out = &args.out;
    let dataset = Dataset::read(out).map_err(Failure::new)?;
    let (dataset, changes) = match &args.against {
        None => (dataset, None),
        Some(old) => {
            let compared = diff::compare(old, (out, dataset), decisions, console)?;
            let changes = diff::brief(&compared);
            (compared.into_dataset(), Some(changes))
        }
    };
    let file = args.file();
    let beside = beside(args, &dataset, changes, &file, console);
    let written = Written::of(&dataset, beside, args, &file, console)?;
    put(&out.join("CODEBOOK.md"), &report::codebook(&dataset.run))?;
    put(&out.join("datapackage.json"), &format!("{:#}\n", report::package(&dataset.run, &name(out))))?;
    put_folder(&chunks_of(&file), &written.chunks)?;
    put(&file, &written.page)?;
    written.say(&file, console);
    Ok(file)
}

/// What the page shows beside the rows.
fn beside(args: &Args, dataset: &Dataset, changes: Option<Value>, file: &Path, console: &Console) -> Beside {
    let out = &args.out;
    let missing = "the page shows no roles over time, no wholes and no advice on unknown names";
    let known = snapshot::lexicon(out, &dataset.run, missing, console);
    let known = known.map(|lexicon| snapshot::known(dataset, &lexicon));
    Beside {
        changes,
        known,
        quality: judged(out, console),
        command: command(&dataset.run),
        folder: out.display().to_string(),
        files: same_folder(file, out),
        brief: args.brief,
        ..Beside::default()
    }
}

impl Args {
    /// The dataset's page as it is without any flag.
    fn plain(out: &Path) -> Args {
        Args {
            out: out.to_owned(),
            output: None,
            brief: false,
            against: None,
            decisions: DecisionsFile { decisions: None },
            texts: None,
            article_text: ArticleText::Auto,
            max_size: MAX_MB,
            open: false,
        }
    }

    /// Where the page goes.
    fn file(&self) -> PathBuf {
        let name = if self.brief { "brief.html" } else { "report.html" };
        self.output.clone().unwrap_or_else(|| self.out.join(name))
    }
}

/// Whether a file lies in a folder, by whatever way that is named.
fn same_folder(file: &Path, folder: &Path) -> bool {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    parent.canonicalize().is_ok_and(|parent| folder.canonicalize().is_ok_and(|folder| parent == folder))
}

/// The folder of a page's articles: `report_text` beside `report.html`.
fn chunks_of(page: &Path) -> PathBuf {
    let stem = page.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    page.with_file_name(format!("{stem}_text"))
}

/// A page and what lies in the folder of its articles.
struct Written {
    page: String,
    chunks: Vec<(String, String)>,
}

impl Written {
    /// The page with its articles in it, beside it or left out, as wanted.
    fn of(dataset: &Dataset, beside: Beside, args: &Args, file: &Path, console: &Console) -> Result<Written, Failure> {
        let name = name(&args.out);
        let failed = |error| cannot_write(file, &error);
        let page = |texts: Texts, chunks: Option<String>| {
            let beside = Beside { texts, chunks, ..beside.clone() };
            Ok(Written {
                page: report::page(dataset, &beside, &name).map_err(failed)?,
                chunks: report::chunks(dataset, &beside).map_err(failed)?,
            })
        };
        let texts = || read_texts(&args.out, dataset, args.texts.as_deref());
        let folder = chunks_of(file).file_name().map(|name| name.to_string_lossy().into_owned());
        match args.article_text {
            _ if args.brief => page(left_out(dataset), None),
            ArticleText::None => page(left_out(dataset), None),
            ArticleText::Embed => page(texts()?, None),
            ArticleText::Chunks => page(texts()?, folder),
            ArticleText::Auto => {
                let texts = texts()?;
                let whole = page(texts.clone(), None)?;
                if whole.page.len() as f64 <= f64::from(args.max_size) * 1e6 {
                    return Ok(whole);
                }
                too_large(whole.page.len(), args.max_size, &chunks_of(file), console);
                page(texts, folder)
            }
        }
    }

    fn say(&self, file: &Path, console: &Console) {
        let figures =
            json!({ "report": file.display().to_string(), "bytes": self.page.len(), "chunks": self.chunks.len() });
        let articles = match self.chunks.len() {
            0 => String::new(),
            _ => format!(" and its articles in {}", chunks_of(file).display()),
        };
        let size = self.page.len() as f64 / 1e6;
        let message = format!("wrote {} ({size:.1} MB){articles}; open it in a browser", file.display());
        console.say(Level::Normal, &message, figures);
    }
}

fn too_large(bytes: usize, max_mb: u32, folder: &Path, console: &Console) {
    console.warn(&format!(
        "with its articles the page would have {:.1} MB, more than --max-size {max_mb}, so they lie beside it in {}: keep \
         both together, or put all into one file with --article-text embed",
        bytes as f64 / 1e6,
        folder.display()
    ));
}

/// What the dataset is called: its folder's name.
pub fn name(out: &Path) -> String {
    let full = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    full.file_name().map_or_else(|| "dataset".to_owned(), |name| name.to_string_lossy().into_owned())
}
