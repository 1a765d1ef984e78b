//! An output folder read again: its manifest, its rows, its dictionaries.

use super::manifest::RunRecord;
use serde::de::DeserializeOwned;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Why an output folder cannot be read.
#[derive(Debug)]
pub struct ReadFault(String);

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ReadFault {}

/// The manifest.
///
/// # Errors
/// Where the folder is no dataset of khabar's, or not whole.
pub fn read_run(out: &Path) -> Result<RunRecord, ReadFault> {
    let shown = out.display();
    let text = fs::read_to_string(out.join("run.json")).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            ReadFault(format!("`{shown}` is no dataset: it has no run.json; give a folder that `khabar run` wrote"))
        }
        _ => ReadFault(format!("cannot read {shown}/run.json: {error}")),
    })?;
    serde_json::from_str(&text).map_err(|error| {
        ReadFault(format!("{shown}/run.json is not as this version writes it ({error}); run `khabar run` again"))
    })
}

/// Calls `each` with every row of a file, in order.
///
/// # Errors
/// Where the file cannot be read or a line is no such row.
pub fn read_rows<T: DeserializeOwned>(out: &Path, name: &str, mut each: impl FnMut(T)) -> Result<(), ReadFault> {
    let path = out.join(name);
    let fault = |why: &dyn fmt::Display| ReadFault(format!("cannot read {}: {why}", path.display()));
    let file = File::open(&path).map_err(|error| fault(&error))?;
    for (line, number) in BufReader::with_capacity(1 << 16, file).lines().zip(1..) {
        let line = line.map_err(|error| fault(&error))?;
        each(serde_json::from_str(&line).map_err(|error| fault(&format!("line {number}: {error}")))?);
    }
    Ok(())
}

/// The dictionaries that coded the dataset: a folder for each layer, in order.
///
/// # Errors
/// Where one of them is missing.
pub fn snapshot_layers(out: &Path, run: &RunRecord) -> Result<Vec<PathBuf>, ReadFault> {
    let root = out.join(super::folder::SNAPSHOT);
    let names = fs::read_dir(&root).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    let layer = |index: usize| {
        let found = names.iter().find(|name| name.split('-').next() == Some(index.to_string().as_str()));
        found.map(|name| root.join(name)).ok_or_else(|| {
            ReadFault(format!("{} lacks the dictionaries that coded it; run `khabar run` again", root.display()))
        })
    };
    (0..run.dictionaries.layers.len()).map(layer).collect()
}
