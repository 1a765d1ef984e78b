//! Where dictionaries come from: the program's own, a folder of the user's, or text in hand.

use super::fault::{Source, Text};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use walkdir::WalkDir;

static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/dictionaries");
/// The same TOML files, laid down by `build.rs`.
static LAID: Dir = include_dir!("$OUT_DIR/laid");

/// One layer of dictionaries; later layers add to, replace or switch off the entries of earlier ones.
#[derive(Clone, Debug)]
pub enum Layer {
    /// The dictionaries that travel inside the program.
    Default,
    /// A folder of the same shape.
    Folder(PathBuf),
    /// Files by name and text.
    Texts(Vec<(String, String)>),
}

impl Layer {
    /// The layer's TOML files, sorted by name.
    ///
    /// # Errors
    /// Where a folder or file cannot be read, or a file is not UTF-8.
    pub fn files(&self) -> io::Result<Vec<(String, String)>> {
        let mut files = match self {
            Layer::Default => embedded(&DEFAULT).map(|(name, text)| (name, text.to_owned())).collect(),
            Layer::Folder(folder) => folder_files(folder)?,
            Layer::Texts(texts) => texts.clone(),
        };
        files.sort();
        Ok(files)
    }

    /// The same files for reading, as the layer of this number.
    pub(super) fn sources(&self, number: usize) -> io::Result<Vec<Source>> {
        if let Layer::Default = self {
            let mut files: Vec<_> = embedded(&DEFAULT).collect();
            files.sort();
            let laid = |name: &str| LAID.get_file(name).map_or(&[][..], |file| file.contents());
            let source = |(name, text): (String, &'static str)| {
                let text = Text::Built { text, laid: laid(&name) };
                Source::new(number, &name, text)
            };
            return Ok(files.into_iter().map(source).collect());
        }
        let read = |(name, text): (String, String)| Source::new(number, &name, Text::Read(text.into()));
        Ok(self.files()?.into_iter().map(read).collect())
    }
}

/// Every file of the default dictionaries, notices included, as `khabar init` writes them.
pub fn default_files() -> Vec<(&'static str, &'static [u8])> {
    fn collect(dir: &'static Dir, all: &mut Vec<(&'static str, &'static [u8])>) {
        all.extend(dir.files().filter_map(|file| Some((file.path().to_str()?, file.contents()))));
        dir.dirs().for_each(|inner| collect(inner, all));
    }
    let mut all = Vec::new();
    collect(&DEFAULT, &mut all);
    all.sort_unstable_by_key(|(name, _)| *name);
    all
}

/// The TOML files of the default dictionaries, in no order.
fn embedded(dir: &'static Dir) -> impl Iterator<Item = (String, &'static str)> {
    let files = dir.files().filter(|file| is_toml(file.path()));
    let own = files.filter_map(|file| Some((file.path().to_str()?.replace('\\', "/"), file.contents_utf8()?)));
    let inner: Box<dyn Iterator<Item = _>> = Box::new(dir.dirs().flat_map(embedded));
    own.chain(inner)
}

fn folder_files(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() && is_toml(entry.path()) {
            let name = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            let bytes = std::fs::read(entry.path())?;
            let text = String::from_utf8(bytes)
                .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, format!("{name} is not UTF-8")))?;
            files.push((name, text));
        }
    }
    Ok(files)
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// The files of all layers as they were read, and their hashes for those who ask: most commands do not.
pub(super) struct Files {
    sources: Vec<Source>,
    hash: OnceLock<String>,
    shared: OnceLock<Vec<(&'static str, String)>>,
}

impl Files {
    pub fn new(sources: &[Source]) -> Files {
        Files { sources: sources.to_vec(), hash: OnceLock::new(), shared: OnceLock::new() }
    }

    /// SHA-256 over names and texts of all files, lower-case hex.
    pub fn hash(&self) -> &str {
        self.hash.get_or_init(|| match is_default(&self.sources) {
            true => env!("DICTIONARIES_SHA256").to_owned(),
            false => hash(self.sources.iter()),
        })
    }

    /// What every article is read with, whatever it says: its name in a dictionary folder, and a hash over its files.
    pub fn shared(&self) -> &[(&'static str, String)] {
        self.shared.get_or_init(|| {
            let of = |name| (name, hash(self.sources.iter().filter(|source| source.file.starts_with(name))));
            ["rules.toml", "places", "text/"].map(of).to_vec()
        })
    }
}

/// Whether these are the files that are built in, and no others: their hash is known.
fn is_default(sources: &[Source]) -> bool {
    !sources.is_empty() && sources.iter().all(|source| source.is_built_in() && source.layer == 0)
}

fn hash<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    let mut hasher = Sha256::new();
    for source in sources {
        for part in [&*source.file, &*source.text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_what_is_built_in_is_that_of_the_same_files() {
        let sources = Layer::Default.sources(0).unwrap();
        assert!(is_default(&sources));
        assert_eq!(Files::new(&sources).hash(), hash(sources.iter()));
        let twice: Vec<_> = sources.iter().cloned().chain(Layer::Default.sources(1).unwrap()).collect();
        assert!(!is_default(&twice) && !is_default(&[]));
    }
}
