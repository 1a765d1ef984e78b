//! Which words each article holds: from it is told, without the texts, which articles a change of the dictionaries touches.
//!
//! It lies beside the rows in `.khabar/words`: a header with the seal of its `run.json`, then each coded article in order of `doc`. A word is 24 bits of
//! its hash, so that an article of 500 words takes some 700 bytes. An article may seem to hold a word that it does not,
//! one in fifty thousand for each word asked for, and is then coded for nothing; none that holds it is ever passed over.

use super::cache::{Seal, run_seal};
use crate::lexicon::held_words;
use crate::text::Article;
use std::collections::{BTreeSet, HashMap};
use std::fs::{File, Metadata};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// An article, the file that it was read from, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub doc: String,
    /// Of the text, as in `articles.jsonl`.
    pub sha256: String,
    /// None where it could not be told, or tells too little.
    pub stamp: Option<Stamp>,
    /// Of the file's bytes, where rows are kept.
    pub seal: Option<Seal>,
    /// Where in the kept rows its own stand, and how many bytes they are.
    pub(super) rows: Option<(u64, u32)>,
    /// Sorted, each once.
    words: Vec<Word>,
}

/// By what a file shows, without being read, that it is the one that was read before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    /// When it was written or put there, whichever is later, in nanoseconds since 1970.
    modified: u64,
}

/// When the file was last put in its place or written, where the system says so: no program can set that back, as unpacking
/// and copying do with the time of writing.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    u64::try_from(metadata.ctime()).unwrap_or(0).saturating_mul(1_000_000_000) + metadata.ctime_nsec() as u64
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> u64 {
    0
}

type Word = [u8; 3];

impl Stamp {
    /// The file's as it is now.
    pub fn of(path: &Path) -> Option<Stamp> {
        let metadata = path.metadata().ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Stamp { bytes: metadata.len(), modified: (modified.as_nanos() as u64).max(changed(&metadata)) })
    }

    /// Whether a later change of the file is sure to give it another: clocks of file systems tick slowly, the slowest
    /// every two seconds.
    pub fn is_settled(self) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_nanos() as u64);
        self.modified.saturating_add(2_000_000_000) < now
    }
}

/// Where it lies in an output folder.
pub const WORDS: &str = ".khabar/words";
const HEADER: &[u8; 15] = b"khabar words 3\n";
/// Longer fields are no file of ours.
const LONGEST: u32 = 1 << 28;

impl Held {
    /// The words of an article, whether or not they are content.
    pub fn new(article: &Article, stamp: Option<Stamp>) -> Held {
        let mut words = Vec::new();
        held_words(&article.text, |word| words.push(hash(word)));
        words.sort_unstable();
        words.dedup();
        Held { doc: article.doc.clone(), sha256: article.sha256.clone(), stamp, seal: None, rows: None, words }
    }

    /// The same of a file that now has this stamp.
    pub(super) fn stamped(self, stamp: Option<Stamp>) -> Held {
        Held { stamp, ..self }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let stamp = self.stamp.unwrap_or(Stamp { bytes: 0, modified: 0 });
        for field in [self.doc.as_bytes(), self.sha256.as_bytes(), self.words.as_flattened()] {
            write_field(field, out)?;
        }
        out.write_all(&stamp.bytes.to_le_bytes())?;
        out.write_all(&stamp.modified.to_le_bytes())?;
        out.write_all(&self.seal.unwrap_or_default())?;
        let (at, length) = self.rows.unwrap_or_default();
        out.write_all(&at.to_le_bytes())?;
        out.write_all(&length.to_le_bytes())
    }

    /// Bytes that it takes when written.
    fn length(&self) -> u32 {
        (self.doc.len() + self.sha256.len() + 3 * self.words.len() + 3 * 4 + 16 + 16 + 8 + 4) as u32
    }

    pub(super) fn read(file: &mut impl Read) -> io::Result<Held> {
        let (doc, sha256, words) = (field(file)?, field(file)?, field(file)?);
        let text = |bytes| String::from_utf8(bytes).map_err(io::Error::other);
        let words = words.as_chunks().0.to_vec();
        let stamp = Stamp { bytes: u64::from_le_bytes(number(file)?), modified: u64::from_le_bytes(number(file)?) };
        let stamp = Some(stamp).filter(|stamp| stamp.modified > 0);
        let seal = Some(number(file)?).filter(|seal| *seal != Seal::default());
        let (at, length) = (u64::from_le_bytes(number(file)?), u32::from_le_bytes(number(file)?));
        let rows = Some((at, length)).filter(|_| length > 0);
        Ok(Held { doc: text(doc)?, sha256: text(sha256)?, stamp, seal, rows, words })
    }
}

/// Writes a length and as many bytes.
pub(super) fn write_field(field: &[u8], out: &mut impl Write) -> io::Result<()> {
    out.write_all(&(field.len() as u32).to_le_bytes())?;
    out.write_all(field)
}

/// A length and as many bytes.
pub(super) fn field(file: &mut impl Read) -> io::Result<Vec<u8>> {
    let length = u32::from_le_bytes(number(file)?);
    let mut bytes = Vec::new();
    file.take(u64::from(length.min(LONGEST))).read_to_end(&mut bytes)?;
    if bytes.len() == length as usize { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

pub(super) fn number<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes).map(|()| bytes)
}

/// FNV-1a, folded to 24 bits: the same on every machine and in every version.
fn hash(word: &str) -> Word {
    let all = word
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
    let [_, a, b, c, ..] = (all ^ all >> 32).to_be_bytes().map(|byte| byte ^ (all >> 56) as u8);
    [a, b, c]
}

/// Begins a file of words; articles follow in order of `doc`.
pub(super) fn write_header(out: &mut impl Write) -> io::Result<()> {
    out.write_all(HEADER)?;
    out.write_all(&Seal::default())
}

/// Says of a file of words which manifest it belongs to, when that is known.
pub(super) fn write_run(run: Seal, out: &mut (impl Write + Seek)) -> io::Result<()> {
    out.seek(SeekFrom::Start(HEADER.len() as u64))?;
    out.write_all(&run)
}

/// Adds an article.
pub(super) fn write(held: &Held, out: &mut impl Write) -> io::Result<()> {
    held.write(out)
}

/// Calls `each` with every coded article of an output folder, and where its entry stands and how long it is; gives false
/// where its run kept no words.
///
/// # Errors
/// Where the file cannot be read or is damaged.
pub fn read_words(out: &Path, mut each: impl FnMut(Held, (u64, u32))) -> io::Result<bool> {
    let file = match File::open(out.join(WORDS)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len();
    let mut file = BufReader::with_capacity(1 << 16, file);
    let mut at = (HEADER.len() + Seal::default().len()) as u64;
    if length < at || number(&mut file)? != *HEADER || Some(number(&mut file)?) != run_seal(out) {
        // Of another version or another run: as if there were none.
        return Ok(false);
    }
    while at < length {
        let held = Held::read(&mut file)?;
        let entry = (at, held.length());
        at += u64::from(held.length());
        each(held, entry);
    }
    Ok(true)
}

/// Sets of words of which an article is to hold one, whole.
pub struct Wanted {
    /// For each word whether it leads a set.
    leads: Vec<bool>,
    /// Sets by the word that leads them: the longest, which few articles hold.
    sets: HashMap<Word, Vec<Vec<Word>>>,
    /// Whether a set is empty, which every article holds.
    any: bool,
}

impl Wanted {
    /// Sets of words as [`held_words`] cuts them.
    pub fn new(sets: &BTreeSet<Vec<String>>) -> Wanted {
        let mut wanted = Wanted { leads: vec![false; 1 << 24], sets: HashMap::new(), any: false };
        for set in sets {
            let Some(longest) = set.iter().max_by_key(|word| word.len()) else {
                wanted.any = true;
                continue;
            };
            if let Some(leads) = wanted.leads.get_mut(index(hash(longest))) {
                *leads = true;
            }
            wanted.sets.entry(hash(longest)).or_default().push(set.iter().map(|word| hash(word)).collect());
        }
        wanted
    }

    /// Whether the article holds a set.
    pub fn is_held_by(&self, held: &Held) -> bool {
        let whole = |set: &Vec<Word>| set.iter().all(|word| held.words.binary_search(word).is_ok());
        let leads = |word: &&Word| self.leads.get(index(**word)) == Some(&true);
        let mut leading = held.words.iter().filter(leads).filter_map(|word| self.sets.get(word));
        self.any || leading.any(|sets| sets.iter().any(whole))
    }
}

fn index([a, b, c]: Word) -> usize {
    u32::from_be_bytes([0, a, b, c]) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(doc: &str, text: &str) -> Held {
        let blocks = Vec::new();
        let (doc, text, sha256) = (doc.to_owned(), text.to_owned(), "00ff".to_owned());
        let article = Article {
            doc,
            text,
            blocks,
            title: None,
            published: None,
            published_from: None,
            source: None,
            url: None,
            lang: None,
            dateline: None,
            sha256,
        };
        Held::new(&article, Some(Stamp { bytes: 7, modified: 9 }))
    }

    fn wanted(sets: &[&str]) -> Wanted {
        Wanted::new(&sets.iter().map(|set| set.split(' ').map(str::to_owned).collect()).collect())
    }

    #[test]
    fn a_set_is_held_whole() {
        let article = held("a", "Fighters of the al-Qaeda\nnetwork didn't surrender.");
        for sets in [&["al qaeda"][..], &["nobody", "qaeda al"], &["did"], &["surrender"]] {
            assert!(wanted(sets).is_held_by(&article), "{sets:?}");
        }
        for sets in [&["al shabaab"][..], &["qaed"], &["surrendered"], &[]] {
            assert!(!wanted(sets).is_held_by(&article), "{sets:?}");
        }
        assert!(Wanted::new(&BTreeSet::from([Vec::new()])).is_held_by(&article));
    }

    #[test]
    fn what_is_written_is_read_and_damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let articles = [held("a", "One two."), held("b", ""), held("c", "Émigrés")];
        let mut bytes = Vec::new();
        write_header(&mut bytes).unwrap();
        articles.iter().for_each(|held| write(held, &mut bytes).unwrap());
        std::fs::write(folder.path().join("run.json"), "{}").unwrap();
        write_run(run_seal(folder.path()).unwrap(), &mut std::io::Cursor::new(&mut bytes)).unwrap();
        let path = folder.path().join(WORDS);
        let read = || {
            let mut all = Vec::new();
            read_words(folder.path(), |held, _| all.push(held)).map(|kept| (kept, all))
        };
        assert!(!read().unwrap().0);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(read().unwrap(), (true, articles.to_vec()));
        std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
        assert!(read().is_err());
        std::fs::write(&path, b"something else altogether").unwrap();
        assert!(!read().unwrap().0);
    }
}
