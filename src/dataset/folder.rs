//! The output folder: opened with care, filled under temporary names, renamed when whole.

use super::cache::ROWS;
use super::words::WORDS;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// An output folder that this process alone writes to.
///
/// Dropped without [`Folder::commit`] it leaves what was there before.
pub struct Folder {
    root: PathBuf,
    /// Held for as long as the folder is open.
    _lock: File,
    /// Whether this run made the folder.
    made: bool,
    /// Final names of what has been written, in order.
    written: Vec<&'static str>,
}

/// Why an output folder cannot be used.
#[derive(Debug)]
pub enum FolderFault {
    /// There is a file of that name.
    NotAFolder(PathBuf),
    /// Not empty, and not written by khabar.
    HoldsOther {
        root: PathBuf,
        example: String,
    },
    /// Another run has it open.
    Busy(PathBuf),
    Io {
        root: PathBuf,
        error: io::Error,
    },
}

impl fmt::Display for FolderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FolderFault::NotAFolder(root) => write!(f, "output `{}` is a file, not a folder", root.display()),
            FolderFault::HoldsOther { root, example } => write!(
                f,
                "output folder `{}` holds something else (`{example}`, and no run.json of khabar's); \
                 name an empty or a new folder",
                root.display()
            ),
            FolderFault::Busy(root) => write!(f, "another run is writing to `{}`", root.display()),
            FolderFault::Io { root, error } => {
                write!(f, "cannot write to output folder `{}`: {}", root.display(), in_words(error))
            }
        }
    }
}

impl std::error::Error for FolderFault {}

/// An error of the operating system, said plainly.
pub fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission".to_owned(),
        io::ErrorKind::NotFound => "no such path".to_owned(),
        io::ErrorKind::FileTooLarge => "a file would grow beyond what this system allows".to_owned(),
        _ => error.to_string(),
    }
}

/// Everything that a run may leave; what this run does not write is of an earlier one and goes.
const FILES: &[&str] = &[
    "articles.jsonl",
    "mentions.jsonl",
    "events.jsonl",
    "leftovers.jsonl",
    "skipped.jsonl",
    "articles.csv",
    "mentions.csv",
    "events.csv",
    "articles.parquet",
    "mentions.parquet",
    "events.parquet",
    // Made from the rows after a run; of other rows they would tell another story.
    "report.html",
    "brief.html",
    "CODEBOOK.md",
    "datapackage.json",
    "audit.json",
    MANIFEST,
    WORDS,
    ROWS,
];
/// Whoever finds it knows that the dataset is whole.
pub(super) const MANIFEST: &str = "run.json";
pub(super) const SNAPSHOT: &str = "dictionaries";
const OWN: &str = ".khabar";
/// Folders made from the rows after a run.
const MADE: &[&str] = &["report_text"];

impl Folder {
    /// Opens a folder for writing: a new one, an empty one or one that khabar wrote.
    pub fn open(root: &Path) -> Result<Folder, FolderFault> {
        refuse_other(root)?;
        let made = !root.exists();
        let fault = |error| FolderFault::Io { root: root.to_owned(), error };
        fs::create_dir_all(root.join(OWN)).map_err(fault)?;
        let lock = File::create(root.join(OWN).join("lock")).map_err(fault)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(FolderFault::Busy(root.to_owned())),
            // File systems without locks are trusted to have one writer.
            Err(fs::TryLockError::Error(_)) => {}
        }
        let folder = Folder { root: root.to_owned(), _lock: lock, made, written: Vec::new() };
        folder.clear().map_err(fault)?;
        fs::create_dir_all(folder.parts()).map_err(fault)?;
        Ok(folder)
    }

    /// The folder's path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Opens a file that gets its name when all are whole.
    pub fn create(&mut self, name: &'static str) -> io::Result<BufWriter<File>> {
        let file = File::create(self.part(name))?;
        self.written.push(name);
        Ok(BufWriter::with_capacity(1 << 16, file))
    }

    /// Where a file lies until then.
    pub fn part(&self, name: &str) -> PathBuf {
        // The words lie in the folder that the parts lie in.
        self.parts().join(name.trim_start_matches(OWN).trim_start_matches('/'))
    }

    /// Writes the dictionaries that coded the dataset.
    pub fn snapshot(&self, files: &[(String, Vec<u8>)]) -> io::Result<()> {
        fs::create_dir_all(self.part(SNAPSHOT))?;
        for (path, bytes) in files {
            let path = self.part(SNAPSHOT).join(path);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// Gives every file its final name; `run.json` last, as the sign that all is there. Rows are on the disk before that
    /// sign is, so that it does not lie after a power cut. What is kept for the next run may lag: it says itself which
    /// `run.json` it belongs to, and kept rows carry their sums.
    pub fn commit(self) -> io::Result<()> {
        self.written
            .iter()
            .filter(|name| **name != ROWS)
            .try_for_each(|name| File::options().append(true).open(self.part(name))?.sync_all())?;
        // Whoever finds the folder without its manifest knows that it is not whole.
        remove(fs::remove_file(self.root.join(MANIFEST)))?;
        for name in FILES.iter().filter(|name| !self.written.contains(name)) {
            remove(fs::remove_file(self.root.join(name)))?;
        }
        for folder in MADE.iter().chain([&SNAPSHOT]) {
            remove(fs::remove_dir_all(self.root.join(folder)))?;
        }
        if self.part(SNAPSHOT).exists() {
            fs::rename(self.part(SNAPSHOT), self.root.join(SNAPSHOT))?;
        }
        for name in &self.written {
            if *name == MANIFEST {
                sync_names(&self.root);
            }
            fs::rename(self.part(name), self.root.join(name))?;
        }
        sync_names(&self.root);
        Ok(())
    }

    /// Where files lie that are gone when the folder is given its names.
    pub fn scratch(&self) -> PathBuf {
        self.parts()
    }

    fn parts(&self) -> PathBuf {
        self.root.join(OWN).join("part")
    }

    fn clear(&self) -> io::Result<()> {
        remove(fs::remove_dir_all(self.parts()))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing can be done about errors here, and temporary files harm nobody.
        let _ = self.clear();
        if self.made && self.written.iter().all(|name| !self.root.join(name).exists()) {
            let _ = fs::remove_file(self.root.join(OWN).join("lock"));
            let _ = fs::remove_dir(self.root.join(OWN));
            let _ = fs::remove_dir(&self.root);
        }
    }
}

/// Puts the names of a folder on the disk, where systems can.
fn sync_names(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// What was not there need not be removed.
fn remove(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn refuse_other(root: &Path) -> Result<(), FolderFault> {
    if root.exists() && !root.is_dir() {
        return Err(FolderFault::NotAFolder(root.to_owned()));
    }
    let Ok(entries) = fs::read_dir(root) else { return Ok(()) };
    let mut names: Vec<_> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(|n| n != OWN).collect();
    names.sort();
    match names.into_iter().next() {
        // Without `run.json` it is what a run left that was cut short.
        Some(example) if !is_ours(root) && !root.join(OWN).join("lock").exists() => {
            Err(FolderFault::HoldsOther { root: root.to_owned(), example })
        }
        _ => Ok(()),
    }
}

/// Whether the folder is a dataset of khabar's.
pub fn is_ours(root: &Path) -> bool {
    let manifest = fs::read(root.join(MANIFEST)).ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    manifest.is_some_and(|manifest| manifest.get("program").is_some_and(|program| program == "khabar"))
}
