//! Files of a report, each written whole or not at all.

use crate::cli::Failure;
use crate::dataset::in_words;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Writes a file.
pub fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let part = beside(path);
    let written = fs::write(&part, text).and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        // What is half written helps nobody; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&part);
        cannot_write(path, &error)
    })
}

/// Writes a folder of files by name, in the place of one that is there; with none, takes that away.
pub fn put_folder(path: &Path, files: &[(String, String)]) -> Result<(), Failure> {
    let part = beside(path);
    let written = || -> io::Result<()> {
        remove(&part)?;
        if !files.is_empty() {
            fs::create_dir_all(&part)?;
        }
        files.iter().try_for_each(|(name, text)| fs::write(part.join(name), text))?;
        remove(path)?;
        if files.is_empty() { Ok(()) } else { fs::rename(&part, path) }
    };
    written().map_err(|error| {
        let _ = remove(&part);
        cannot_write(path, &error)
    })
}

/// That a file or folder cannot be written, and why.
pub fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot write `{}`: {}", path.display(), in_words(error)))
}

/// Where something lies until it is whole.
fn beside(path: &Path) -> std::path::PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".khabar-{name}"))
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
