//! Lists the inputs below files and folders, in an order that does not depend on the disk.

use super::{NoSuchInput, SkipReason, Skipped};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// As in [`crate::text::Article::doc`].
    pub doc: String,
    pub path: PathBuf,
}

/// One thing that stands below the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Input(Input),
    Skipped(Skipped),
}

impl Found {
    /// Its path in the output.
    pub fn doc(&self) -> &str {
        match self {
            Found::Input(input) => &input.doc,
            Found::Skipped(skipped) => &skipped.doc,
        }
    }
}

/// All files below `inputs`, sorted by the bytes of `doc`. Hidden files and folders are passed over.
///
/// With one folder `doc` is the path below it; with several inputs the name of each leads.
pub fn walk(inputs: &[PathBuf]) -> Result<Vec<Found>, NoSuchInput> {
    let mut found = BTreeMap::new();
    let mut names = HashSet::new();
    let mut roots = HashSet::new();
    for root in inputs {
        let real = root.canonicalize().map_err(|_| NoSuchInput(root.clone()))?;
        let name = free_name(&name(&real), &names);
        if !roots.insert(real) {
            let doc = name.clone();
            found.insert(doc.clone(), Found::Skipped(Skipped { doc, reason: SkipReason::GivenTwice }));
        } else if root.is_dir() {
            let prefix = if inputs.len() > 1 { format!("{name}/") } else { String::new() };
            found.extend(folder(root, &prefix).map(|one| (one.doc().to_owned(), one)));
        } else {
            let one = if root.is_file() {
                Found::Input(Input { doc: name.clone(), path: root.clone() })
            } else {
                Found::Skipped(Skipped { doc: name.clone(), reason: SkipReason::SpecialFile })
            };
            found.insert(name.clone(), one);
        }
        names.insert(name);
    }
    Ok(found.into_values().collect())
}

/// Refuses files whose extension says that they are no plain text.
pub(super) fn check_extension(path: &Path) -> Result<(), SkipReason> {
    const TEXT: [&str; 6] = ["txt", "text", "md", "markdown", "asc", "utf8"];
    match path.extension().map(|extension| extension.to_string_lossy().to_lowercase()) {
        Some(extension) if !TEXT.contains(&extension.as_str()) => Err(SkipReason::NotText(format!(".{extension}"))),
        _ => Ok(()),
    }
}

fn folder(root: &Path, prefix: &str) -> impl Iterator<Item = Found> {
    let entries = WalkDir::new(root).follow_links(true).into_iter().filter_entry(|entry| !is_hidden(entry));
    entries.filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) => {
            let doc = doc(root, prefix, entry.path());
            Some(if entry.file_type().is_file() {
                Found::Input(Input { doc, path: entry.into_path() })
            } else {
                Found::Skipped(Skipped { doc, reason: SkipReason::SpecialFile })
            })
        }
        Err(error) => {
            let doc = error.path().map_or_else(|| prefix.to_owned(), |path| doc(root, prefix, path));
            Some(Found::Skipped(Skipped { doc, reason: reason(&error) }))
        }
    })
}

fn reason(error: &walkdir::Error) -> SkipReason {
    if error.loop_ancestor().is_some() {
        return SkipReason::SymlinkLoop;
    }
    if error.path().is_some_and(Path::is_symlink) {
        return SkipReason::Unreadable("a symbolic link that leads nowhere".to_owned());
    }
    error.io_error().map_or_else(|| SkipReason::Unreadable(error.to_string()), SkipReason::io)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

/// The path below the root, with `/`. What is not Unicode in a name reads as U+FFFD.
fn doc(root: &Path, prefix: &str, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = below.iter().map(written).collect();
    format!("{prefix}{}", parts.join("/"))
}

/// A file's name; bytes that are no UTF-8 as `\xff`, so that two names stay two.
fn written(name: &std::ffi::OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    text
}

/// The last part of a real path; the root of the disk has none.
fn name(real: &Path) -> String {
    real.file_name().map_or_else(|| "input".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// `news`, and for a second input of that name `news~2`.
fn free_name(name: &str, taken: &HashSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while taken.contains(&free) {
        free = format!("{name}~{number}");
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn docs(found: &[Found]) -> Vec<String> {
        let show = |one: &Found| match one {
            Found::Input(input) => input.doc.clone(),
            Found::Skipped(skipped) => format!("{}: {}", skipped.doc, skipped.reason.code()),
        };
        found.iter().map(show).collect()
    }

    #[test]
    fn sorted_by_bytes_below_the_root() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("a/b")).unwrap();
        for name in ["a.txt", "a/z.txt", "a/b/é.txt", "B.txt", ".hidden", "a-1.txt"] {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        let found = walk(&[dir.path().to_owned()]).unwrap();
        assert_eq!(docs(&found), ["B.txt", "a-1.txt", "a.txt", "a/b/é.txt", "a/z.txt"]);
    }

    #[test]
    fn several_inputs_lead_with_their_names() {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["one/news", "two/news"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
            fs::write(dir.path().join(folder).join("a.txt"), "x").unwrap();
        }
        let path = |name: &str| dir.path().join(name);
        let found = walk(&[path("one/news"), path("two/news"), path("one/news"), path("one/news/a.txt")]).unwrap();
        assert_eq!(docs(&found), ["a.txt", "news/a.txt", "news~2/a.txt", "news~3: given-twice"]);
    }

    #[test]
    fn what_is_not_there() {
        let gone = PathBuf::from("no/such/folder");
        assert_eq!(walk(std::slice::from_ref(&gone)), Err(NoSuchInput(gone)));
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(walk(&[dir.path().to_owned()]), Ok(Vec::new()));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_go_round_or_nowhere() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("sub")).unwrap();
        symlink("..", dir.path().join("sub/up")).unwrap();
        symlink("nothing.txt", dir.path().join("gone.txt")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket")).unwrap();
        let found = walk(&[dir.path().to_owned()]).unwrap();
        assert_eq!(docs(&found), ["gone.txt: unreadable", "socket: special-file", "sub/up: symlink-loop"]);
    }

    #[test]
    fn extensions() {
        for name in ["a", "a.txt", "b.TXT", "c.md", "d.asc"] {
            assert_eq!(check_extension(Path::new(name)), Ok(()), "{name}");
        }
        assert_eq!(check_extension(Path::new("a.pdf")), Err(SkipReason::NotText(".pdf".to_owned())));
    }
}
