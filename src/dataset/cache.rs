//! What a run leaves for the next one over the same folder: each article's rows as they were before articles were put
//! together, so that only what has changed is coded again.
//!
//! It lies in `.khabar/rows`; `.khabar/words` says where in it an article's rows are. Both say which `run.json` they belong
//! to: a power cut may leave those of an earlier run beside it. A cache that is damaged, or not of this run, this program
//! and these options, is as none: nothing but time depends on it.

use super::folder::{MANIFEST, is_ours};
use super::lines::{Head, Lines};
use super::words::{Held, WORDS, field, number, read_words, write_field};
use rustc_hash::FxBuildHasher;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Where it lies in an output folder.
pub(super) const ROWS: &str = ".khabar/rows";
const HEADER: &[u8; 14] = b"khabar rows 3\n";

/// A hash over a file's bytes.
pub type Seal = [u8; 16];

/// The seal of a file with these bytes.
pub fn seal(bytes: &[u8]) -> Seal {
    let mut seal = Seal::default();
    seal.iter_mut().zip(Sha256::digest(bytes)).for_each(|(byte, hashed)| *byte = hashed);
    seal
}

/// The seal of the manifest in an output folder.
pub(super) fn run_seal(out: &Path) -> Option<Seal> {
    Some(seal(&fs::read(out.join(MANIFEST)).ok()?))
}

/// Where dictionary lines have moved to, as `file:line`; none where they are no longer one line.
pub type Moved = HashMap<String, Option<String>>;

/// The articles of an earlier run that are still coded as they were.
pub struct Cache {
    words: Mutex<File>,
    rows: Mutex<File>,
    /// By the hash of `doc`, sorted, where in the words its entry stands and how long it is.
    articles: Vec<(u64, u64, u32)>,
    moved: Moved,
}

/// An article as an earlier run coded it.
pub struct Recalled {
    pub held: Held,
    pub(super) lines: Lines,
    /// What the caller kept beside the rows.
    pub print: Vec<u8>,
    /// The entry as it was, where nothing of it is otherwise.
    pub(super) entry: Option<Vec<u8>>,
}

impl Cache {
    /// Opens what an earlier run with the same key left in an output folder, as far as `holds` says of an article that
    /// it is coded as it was; `moved` tells where dictionary lines stand now.
    pub fn open(out: &Path, key: &str, moved: Moved, holds: impl Fn(&Held) -> bool) -> Option<Cache> {
        if !is_ours(out) {
            return None;
        }
        let mut rows = File::open(out.join(ROWS)).ok()?;
        let ours = number(&mut rows).ok()? == *HEADER && number(&mut rows).ok()? == run_seal(out)?;
        if !ours || field(&mut rows).ok()? != key.as_bytes() {
            return None;
        }
        let mut articles = Vec::new();
        let whole = read_words(out, |held, (at, length)| {
            if held.rows.is_some() && holds(&held) {
                articles.push((hash(&held.doc), at, length));
            }
        });
        articles.sort_unstable();
        let words = File::open(out.join(WORDS)).ok()?;
        whole.ok()?.then_some(Cache { words: Mutex::new(words), rows: Mutex::new(rows), articles, moved })
    }

    /// What is known of an article, whatever its file is now.
    pub fn find(&self, doc: &str) -> Option<Held> {
        let hash = hash(doc);
        let index = self.articles.partition_point(|(other, ..)| *other < hash);
        let (_, at, length) = *self.articles.get(index)?;
        let bytes = read_at(&self.words, (at, length))?;
        // Should another have the same hash, the article is coded again.
        Held::read(&mut bytes.as_slice()).ok().filter(|held| held.doc == doc)
    }

    /// The article as it was coded.
    pub fn recall(&self, held: Held) -> Option<Recalled> {
        let entry = read_at(&self.rows, held.rows?)?;
        let (mut lines, print) = read_entry(&entry)?;
        if lines.head.doc != held.doc || lines.head.sha256 != held.sha256 {
            return None;
        }
        if self.moved.is_empty() {
            return Some(Recalled { held, lines, print, entry: Some(entry) });
        }
        let mut rows = lines.rows()?;
        if !rows.traces().all(|trace| retrace(trace, &self.moved)) {
            return None;
        }
        lines = Lines::new(&rows);
        Some(Recalled { held, lines, print, entry: None })
    }
}

fn hash(doc: &str) -> u64 {
    FxBuildHasher.hash_one(doc)
}

fn read_at(file: &Mutex<File>, (at, length): (u64, u32)) -> Option<Vec<u8>> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(at)).ok()?;
    let mut bytes = Vec::with_capacity(length as usize);
    Read::by_ref(&mut *file).take(u64::from(length)).read_to_end(&mut bytes).ok()?;
    (bytes.len() == length as usize).then_some(bytes)
}

/// Writes the line of a trace anew; gives false where it is not known.
fn retrace(trace: &mut String, moved: &Moved) -> bool {
    let (origin, what) = trace.split_once(' ').map_or((trace.as_str(), None), |(origin, what)| (origin, Some(what)));
    match moved.get(origin) {
        None => true,
        Some(None) => false,
        Some(Some(now)) => {
            *trace = what.map_or_else(|| now.clone(), |what| format!("{now} {what}"));
            true
        }
    }
}

/// An article's rows as bytes, with what the caller keeps beside them.
///
/// They lead with a checksum: nobody waits until they are on the disk, and what a power cut left of them is no entry.
pub(super) fn entry(lines: &Lines, print: &[u8]) -> Vec<u8> {
    // Memory takes all, and records have no keys but names.
    let head = serde_json::to_vec(&lines.head).unwrap_or_default();
    let fields = [print, &head, &lines.article, &lines.mentions, &lines.events, &lines.leftovers];
    // Not compressed: that took a fifth of the time of coding and half as much memory again.
    let mut out = Vec::with_capacity(4 + fields.iter().map(|field| 4 + field.len()).sum::<usize>());
    out.extend([0; 4]);
    let _ = fields.iter().try_for_each(|field| write_field(field, &mut out));
    if let Some((sum, rest)) = out.split_first_chunk_mut() {
        *sum = crc32fast::hash(rest).to_le_bytes();
    }
    out
}

/// The reverse of [`entry`].
fn read_entry(entry: &[u8]) -> Option<(Lines, Vec<u8>)> {
    let (sum, mut rest) = entry.split_first_chunk()?;
    if crc32fast::hash(rest) != u32::from_le_bytes(*sum) {
        return None;
    }
    let mut next = || field(&mut rest).ok();
    let print = next()?;
    let head: Head = serde_json::from_slice(&next()?).ok()?;
    let lines = Lines { head, article: next()?, mentions: next()?, events: next()?, leftovers: next()? };
    Some((lines, print))
}

/// Begins a file of rows; gives its length so far.
pub(super) fn write_header(key: &str, out: &mut impl Write) -> io::Result<u64> {
    out.write_all(HEADER)?;
    out.write_all(&Seal::default())?;
    write_field(key.as_bytes(), out)?;
    Ok((HEADER.len() + Seal::default().len() + 4 + key.len()) as u64)
}

/// Says of a file of rows which manifest it belongs to, when that is known.
pub(super) fn write_run(run: Seal, out: &mut (impl Write + Seek)) -> io::Result<()> {
    out.seek(SeekFrom::Start(HEADER.len() as u64))?;
    out.write_all(&run)
}
