//! `khabar report`: a dataset as a page that opens from disk, with its codebook beside it.

use super::{Console, Exit, Failure, Level};
use crate::corpus::{self, Found, ReadOptions};
use crate::dataset::{ArticleRecord, Dataset, in_words};
use crate::report::{self, Text, Texts};
use crate::text::Conventions;
use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Write report.html, CODEBOOK.md and datapackage.json into a dataset's folder
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// Folder of the articles, where they were moved; else the inputs that OUT/run.json records
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// Whether the page carries the articles, or only the sentences with events
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ArticleText::Auto)]
    article_text: ArticleText,
    /// Size of the page above which `--article-text auto` leaves the articles out
    #[arg(long, value_name = "MB", default_value_t = MAX_MB)]
    max_size: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ArticleText {
    /// While the page stays below --max-size
    Auto,
    Embed,
    /// For articles that may not be passed on
    None,
}

/// So that the page opens in about a second, and can be sent by mail.
const MAX_MB: u32 = 8;

/// Writes the report and says where it is.
pub fn main(args: &Args, console: &Console) -> Result<Exit, Failure> {
    let path = write(&args.out, args.texts.as_deref(), args.article_text, args.max_size, console)?;
    console.data(&format!("{}\n", path.display()))?;
    Ok(Exit::Done)
}

/// The report of a run that has just ended.
pub fn after_run(out: &Path, console: &Console) -> Result<(), Failure> {
    write(out, None, ArticleText::Auto, MAX_MB, console).map(|_| ())
}

fn write(
    out: &Path,
    moved: Option<&Path>,
    wanted: ArticleText,
    max_mb: u32,
    console: &Console,
) -> Result<PathBuf, Failure> {
    let dataset = Dataset::read(out).map_err(Failure::new)?;
    let page = |texts: &Texts| report::page(&dataset, texts, &name(out)).map_err(|error| cannot_write(out, &error));
    let page = match wanted {
        ArticleText::None => page(&left_out(&dataset))?,
        ArticleText::Embed => page(&read_texts(&dataset, moved)?)?,
        ArticleText::Auto => {
            let whole = page(&read_texts(&dataset, moved)?)?;
            if whole.len() as f64 <= f64::from(max_mb) * 1e6 {
                whole
            } else {
                too_large(whole.len(), max_mb, console);
                page(&left_out(&dataset))?
            }
        }
    };
    put(out, "CODEBOOK.md", &report::codebook(&dataset.run))?;
    put(out, "datapackage.json", &format!("{:#}\n", report::package(&dataset.run, &name(out))))?;
    let path = put(out, "report.html", &page)?;
    let figures = json!({ "report": path.display().to_string(), "bytes": page.len() });
    let message = format!("wrote {} ({:.1} MB); open it in a browser", path.display(), page.len() as f64 / 1e6);
    console.say(Level::Normal, &message, figures);
    Ok(path)
}

fn too_large(bytes: usize, max_mb: u32, console: &Console) {
    console.warn(&format!(
        "with its articles the page would have {:.1} MB, more than --max-size {max_mb}, so it has their coded sentences \
         only; --article-text embed puts all in",
        bytes as f64 / 1e6
    ));
}

fn left_out(dataset: &Dataset) -> Texts {
    dataset.articles.iter().map(|row| (row.doc.clone(), Text::LeftOut)).collect()
}

/// Each article's text: from its row, else from the input, if that still reads as it was coded.
pub fn read_texts(dataset: &Dataset, moved: Option<&Path>) -> Result<Texts, Failure> {
    if dataset.articles.iter().all(|row| row.text.is_some()) {
        return Ok(dataset.articles.iter().map(|row| (row.doc.clone(), text(row, &HashMap::new()))).collect());
    }
    let roots: Vec<PathBuf> = match moved {
        Some(folder) => vec![folder.to_owned()],
        // An input that is gone is no failure: the page says so at its articles.
        None => dataset.run.inputs.iter().map(PathBuf::from).filter(|path| path.exists()).collect(),
    };
    let found = corpus::walk(&roots).map_err(Failure::new)?;
    let inputs = found.into_iter().filter_map(|found| match found {
        Found::Input(input) => Some((input.doc.clone(), input)),
        Found::Skipped(_) => None,
    });
    let inputs = inputs.collect();
    Ok(dataset.articles.iter().map(|row| (row.doc.clone(), text(row, &inputs))).collect())
}

fn text(row: &ArticleRecord, inputs: &HashMap<String, corpus::Input>) -> Text {
    if let Some(text) = &row.text {
        return Text::Same(text.clone());
    }
    let Some(input) = inputs.get(&row.doc) else { return Text::Missing };
    // Only the text is wanted, and it does not depend on what is known of dates and boilerplate.
    let options = ReadOptions { today: Date::MAX, published: None, day_order: None, max_bytes: u64::MAX };
    match corpus::load(input, &options, &Conventions::default()) {
        Ok(loaded) if loaded.article.sha256 == row.sha256 => Text::Same(loaded.article.text),
        Ok(_) => Text::Changed,
        Err(_) => Text::Missing,
    }
}

/// What the dataset is called: its folder's name.
pub fn name(out: &Path) -> String {
    let full = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    full.file_name().map_or_else(|| "dataset".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Writes a file of the dataset's folder, whole or not at all.
fn put(out: &Path, name: &str, text: &str) -> Result<PathBuf, Failure> {
    let (path, part) = (out.join(name), out.join(format!(".khabar-{name}")));
    let written = fs::write(&part, text).and_then(|()| fs::rename(&part, &path));
    written.map_err(|error| {
        // What is half written helps nobody; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&part);
        cannot_write(&path, &error)
    })?;
    Ok(path)
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot write `{}`: {}", path.display(), in_words(error)))
}
