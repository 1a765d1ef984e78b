//! `khabar dict export`: dictionaries as a workbook, as CSV, or as patterns for spaCy.

use crate::cli::dictionaries::{load, shown, stack};
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, Level};
use crate::lexicon::Layer;
use crate::lexicon::export::{Rows, csv, rows, spacy};
use clap::ValueEnum;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// Write dictionaries as a spreadsheet that `khabar dict import` reads back, or in the form of another tool
#[derive(clap::Args)]
#[command(after_help = "khabar dict export names.xlsx       a workbook, to edit and to import again\n\
                        khabar dict export tables           a folder of CSV files, one a sheet\n\
                        khabar dict export patterns.jsonl   patterns of spaCy's EntityRuler\n\n\
                        Your own folder is written, the last of -d or khabar.toml; where there is none, the defaults.")]
pub struct Args {
    /// File or folder to write
    out: PathBuf,
    /// Form; without this the name's ending says it: .xlsx, .jsonl, and csv for a folder
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// All dictionary folders, not only the last; what is edited goes back to the folder that it came from
    #[arg(long)]
    all: bool,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    layers: Layers,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A workbook with lists to choose from
    Xlsx,
    /// A folder with a table for each sheet
    Csv,
    /// A pattern a name
    Spacy,
}

/// Writes the layers of the settings.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let layers = sources.resolve::<Layers>()?;
    let format = args.format.unwrap_or_else(|| format_of(&args.out));
    if format == Format::Spacy {
        let (text, left_out) = spacy(&load(&layers, console)?.lexicon);
        write(&args.out, text.as_bytes(), args.force)?;
        let names = text.lines().count();
        let told = format!("{names} names in {}; {left_out} left out, which only a context settles", shown(&args.out));
        console.say(Level::Normal, &told, json!({ "names": names, "left_out": left_out }));
        return Ok(Exit::Done);
    }
    let rows = all_rows(&stack(&layers)?, args.all)?;
    rows.left_out.iter().for_each(|what| console.warn(&format!("not in the sheets: {what}")));
    let files = match format {
        Format::Csv => csv(&rows).map_err(Failure::new)?,
        _ => vec![(String::new(), workbook(&rows)?)],
    };
    for (name, bytes) in files {
        let path = if name.is_empty() { args.out.clone() } else { args.out.join(name) };
        write(&path, &bytes, args.force)?;
    }
    let (all, out) = (rows.rows.len(), shown(&args.out));
    let next = format!("{all} rows in {out}\nnext  edit it, then: khabar dict import {out} --dry-run");
    console.say(Level::Normal, &next, json!({ "rows": all }));
    Ok(Exit::Done)
}

fn format_of(out: &Path) -> Format {
    match out.extension().and_then(|ending| ending.to_str()) {
        Some("xlsx") => Format::Xlsx,
        Some("jsonl") => Format::Spacy,
        _ => Format::Csv,
    }
}

/// The rows of the last folder or of all; where there are none, of the defaults.
fn all_rows(layers: &[Layer], every: bool) -> Result<Rows, Failure> {
    let folders: Vec<&Layer> = layers.iter().filter(|layer| matches!(layer, Layer::Folder(_))).collect();
    let chosen = match folders.as_slice() {
        [] => layers.iter().collect(),
        [.., last] if !every => vec![*last],
        _ => folders,
    };
    let mut all = Rows::default();
    for (at, layer) in chosen.iter().enumerate() {
        all.extend(rows(chosen.len() - 1 - at, &layer.files().map_err(Failure::new)?));
    }
    Ok(all)
}

#[cfg(feature = "xlsx")]
fn workbook(rows: &Rows) -> Result<Vec<u8>, Failure> {
    crate::lexicon::export::xlsx(rows).map_err(Failure::new)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &Rows) -> Result<Vec<u8>, Failure> {
    Err(Failure::new("this khabar was built without spreadsheets; write CSV instead (--format csv)"))
}

fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    if path.exists() && !force {
        let way = "take another name, or write over it with --force";
        return Err(Failure::new(format!("{} is there already; {way}", shown(path))));
    }
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| Failure::new(format!("cannot write {}: {error}", shown(path))))
}
