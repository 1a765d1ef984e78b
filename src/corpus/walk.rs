//! Lists the inputs below files and folders, in an order that does not depend on the disk.

use super::listing::Listing;
use super::{NoSuchInput, SkipReason, Skipped};
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// All files below `inputs`, sorted by the bytes of `doc`. Hidden files and folders are passed over.
///
/// With one folder `doc` is the path below it; with several inputs the name of each leads.
pub fn walk(inputs: &[PathBuf]) -> Result<Listing, NoSuchInput> {
    walk_outside(inputs, None)
}

/// The same without what lies in a folder, whichever way leads there: a folder of output may lie among the inputs.
pub fn walk_outside(inputs: &[PathBuf], outside: Option<&Path>) -> Result<Listing, NoSuchInput> {
    let outside = outside.and_then(|folder| folder.canonicalize().ok());
    let is_wanted = |path: &Path| match &outside {
        Some(folder) => path.canonicalize().map_or(true, |path| !path.starts_with(folder)),
        None => true,
    };
    let mut listing = Listing::default();
    let mut names = HashSet::new();
    let mut roots = HashSet::new();
    for root in inputs {
        let real = root.canonicalize().map_err(|_| NoSuchInput(root.clone()))?;
        let name = free_name(&name(&real), &names);
        if !roots.insert(real) {
            listing.skip(Skipped { doc: name.clone(), reason: SkipReason::GivenTwice });
        } else if root.is_dir() {
            let prefix = if inputs.len() > 1 { format!("{name}/") } else { String::new() };
            list_folder(root, &prefix, is_wanted, &mut listing);
        } else if !root.is_file() {
            listing.skip(Skipped { doc: name.clone(), reason: SkipReason::SpecialFile });
        } else if is_wanted(root) {
            listing.add_alone(&name, root);
        }
        names.insert(name);
    }
    listing.sort();
    Ok(listing)
}

/// Refuses files whose extension says that they are no plain text.
pub(super) fn check_extension(path: &Path) -> Result<(), SkipReason> {
    const TEXT: [&str; 6] = ["txt", "text", "md", "markdown", "asc", "utf8"];
    match path.extension().map(|extension| extension.to_string_lossy().to_lowercase()) {
        Some(extension) if !TEXT.contains(&extension.as_str()) => Err(SkipReason::NotText(format!(".{extension}"))),
        _ => Ok(()),
    }
}

/// Paths are asked for one by one only where a folder or a link leads elsewhere: all else lies where its folder does.
fn list_folder(root: &Path, prefix: &str, is_wanted: impl Fn(&Path) -> bool, listing: &mut Listing) {
    let leads_elsewhere = |entry: &DirEntry| entry.file_type().is_dir() || entry.path_is_symlink();
    let entries = WalkDir::new(root).follow_links(true).into_iter();
    let entries =
        entries.filter_entry(|entry| !is_hidden(entry) && (!leads_elsewhere(entry) || is_wanted(entry.path())));
    let mut folders: HashMap<PathBuf, u32> = HashMap::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => {
                let path = entry.path().parent().unwrap_or(root);
                let number = folders.get(path).copied().unwrap_or_else(|| {
                    let number = listing.add_folder(path.to_owned(), below(root, prefix, path));
                    folders.insert(path.to_owned(), number);
                    number
                });
                listing.add(number, entry.file_name());
            }
            Ok(entry) => {
                let doc = doc(root, prefix, entry.path());
                listing.skip(Skipped { doc, reason: SkipReason::SpecialFile });
            }
            Err(error) => {
                let doc = error.path().map_or_else(|| prefix.to_owned(), |path| doc(root, prefix, path));
                listing.skip(Skipped { doc, reason: reason(&error) });
            }
        }
    }
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

/// The path below the root, with `/`.
fn doc(root: &Path, prefix: &str, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = below.iter().map(written).collect();
    format!("{prefix}{}", parts.join("/"))
}

/// What the `doc` of all files of a folder begins with.
fn below(root: &Path, prefix: &str, folder: &Path) -> String {
    let doc = doc(root, prefix, folder);
    if doc == prefix { doc } else { doc + "/" }
}

/// A file's name; bytes that are no UTF-8 as `\xff`, and a `\` that would read as the first of these as `\x5c`, so that
/// two names stay two.
pub(super) fn written(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        let mut parts = chunk.valid().split('\\');
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            text.push_str(if looks_escaped(part) { "\\x5c" } else { "\\" });
            text.push_str(part);
        }
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    text
}

/// Whether it goes on after a `\` as [`written`] does.
fn looks_escaped(rest: &str) -> bool {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    matches!(rest.as_bytes(), [b'x', high, low, ..] if is_digit(high) && is_digit(low))
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
    use super::super::Found;
    use super::*;
    use std::fs;

    fn docs(found: &Listing) -> Vec<String> {
        let show = |one: Found| match one {
            Found::Input(input) => {
                assert!(input.path.is_file(), "{}", input.path.display());
                input.doc
            }
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
        let found = walk(&[path("one"), path("one/news")]).unwrap();
        assert_eq!(docs(&found), ["news/a.txt", "one/news/a.txt"]);
    }

    #[test]
    fn what_is_not_there() {
        let gone = PathBuf::from("no/such/folder");
        assert_eq!(walk(std::slice::from_ref(&gone)).err(), Some(NoSuchInput(gone)));
        let dir = tempfile::tempdir().unwrap();
        assert!(walk(&[dir.path().to_owned()]).unwrap().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_unicode() {
        use std::os::unix::ffi::OsStrExt;
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join(OsStr::from_bytes(b"caf\xe9"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(OsStr::from_bytes(b"\xff.txt")), "x").unwrap();
        fs::write(folder.join("a.txt"), "x").unwrap();
        let found = walk(&[dir.path().to_owned()]).unwrap();
        assert_eq!(docs(&found), ["caf\\xe9/\\xff.txt", "caf\\xe9/a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_would_be_written_alike_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let dir = tempfile::tempdir().unwrap();
        let names: [&[u8]; 6] = [b"\xff", b"\\xff", b"\\x5cxff", b"\\\xff", b"a\\b", b"\\xFF"];
        for name in names {
            fs::write(dir.path().join(OsStr::from_bytes(name)), name).unwrap();
        }
        let found = walk(&[dir.path().to_owned()]).unwrap();
        assert_eq!(docs(&found), [r"\\xff", r"\x5cx5cxff", r"\x5cxff", r"\xFF", r"\xff", r"a\b"]);
        let mut read: Vec<_> = found.files().map(|input| fs::read(input.path).unwrap()).collect();
        read.sort();
        let mut written = names.to_vec();
        written.sort();
        assert_eq!(read, written);
    }

    #[cfg(unix)]
    #[test]
    fn what_lies_in_a_folder_is_left_out_by_every_way() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        fs::create_dir_all(path("news/out")).unwrap();
        fs::create_dir_all(path("news/outer")).unwrap();
        for name in ["news/a.txt", "news/out/b.txt", "news/outer/c.txt"] {
            fs::write(path(name), "x").unwrap();
        }
        symlink("out", path("news/way")).unwrap();
        symlink("out/b.txt", path("news/d.txt")).unwrap();
        let left = |inputs: &[&str]| {
            let inputs: Vec<_> = inputs.iter().map(|name| path(name)).collect();
            docs(&walk_outside(&inputs, Some(&path("news/out"))).unwrap())
        };
        assert_eq!(left(&["news"]), ["a.txt", "outer/c.txt"]);
        assert_eq!(left(&["news/out", "news/out/b.txt", "news/outer"]), ["outer/c.txt"]);
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
