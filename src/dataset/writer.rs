//! Articles in, in order of `doc`; a whole dataset out.

use super::cache::{self, ROWS, Recalled, Seal};
use super::csv::{Table, export};
use super::folder::{Folder, MANIFEST};
use super::leftovers::Leftovers;
use super::lines::{Head, Lines};
use super::link::Links;
use super::manifest::{Counts, Only, RunRecord};
use super::record::{ArticleRecord, EventRecord, MentionRecord, SkippedRecord};
use super::rows::rows;
use super::words::{self, Held, Stamp, WORDS};
use crate::annotation::Extraction;
use crate::text::Article;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

/// A form that rows are written in besides JSON Lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    #[cfg(feature = "parquet")]
    Parquet,
}

/// An article coded, as one thread hands it to the writer.
pub struct Coded {
    lines: Lines,
    words: Option<Held>,
    /// The rows as the next run finds them.
    kept: Vec<u8>,
    /// Whether an earlier run coded it.
    recalled: bool,
}

/// Whose text an article carries that shares it with others; known when all articles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Its index among those coded.
    pub article: usize,
    /// Index of the first article with this text, if it is not this one.
    pub of: Option<usize>,
    /// How many different sources carry it.
    pub n_sources: u32,
}

impl Coded {
    /// Writes down an article; all that can be done without knowing the others.
    pub fn new(article: &Article, extraction: &Extraction, keep_text: bool) -> Coded {
        let lines = Lines::new(&rows(article, extraction, keep_text));
        Coded { lines, words: None, kept: Vec::new(), recalled: false }
    }

    /// An article that an earlier run coded, from a file that now has this stamp.
    pub fn again(recalled: Recalled, stamp: Option<Stamp>) -> Coded {
        let Recalled { held, lines, print, entry } = recalled;
        let kept = entry.unwrap_or_else(|| cache::entry(&lines, &print));
        Coded { lines, words: Some(held.stamped(stamp)), kept, recalled: true }
    }

    /// Adds the article's words, for a writer that keeps them; `stamp` is that of its file.
    pub fn with_words(self, article: &Article, stamp: Option<Stamp>) -> Coded {
        Coded { words: Some(Held::new(article, stamp)), ..self }
    }

    /// Keeps its rows for the next run, by the seal of its file, and what the caller wants beside them.
    pub fn kept(mut self, seal: Seal, print: &[u8]) -> Coded {
        self.kept = cache::entry(&self.lines, print);
        self.words.iter_mut().for_each(|held| held.seal = Some(seal));
        self
    }
}

/// A dataset being written. Dropped before [`Writer::finish`], it leaves the folder as it was.
pub struct Writer {
    articles: BufWriter<File>,
    mentions: BufWriter<File>,
    /// None where events were not asked for.
    events: Option<BufWriter<File>>,
    skipped: BufWriter<File>,
    /// None where words are not kept.
    words: Option<BufWriter<File>>,
    /// The rows for the next run and how long the file is; none where they are not kept.
    kept: Option<(BufWriter<File>, u64)>,
    links: Links,
    leftovers: Leftovers,
    actors: HashSet<String>,
    counts: Counts,
    /// Last, as fields are dropped in their order: nothing in it is open when it is cleared.
    folder: Folder,
}

impl Writer {
    /// Opens the files of all that was asked for, so that a disk that cannot be written to is known before the first
    /// article.
    pub fn create(mut folder: Folder, only: Option<Only>) -> io::Result<Writer> {
        let scratch = folder.scratch();
        Ok(Writer {
            articles: folder.create("articles.jsonl")?,
            mentions: folder.create("mentions.jsonl")?,
            events: only.is_none().then(|| folder.create("events.jsonl")).transpose()?,
            skipped: folder.create("skipped.jsonl")?,
            words: None,
            kept: None,
            links: Links::new(&scratch),
            leftovers: Leftovers::new(&scratch),
            actors: HashSet::new(),
            counts: Counts::default(),
            folder,
        })
    }

    /// Also keeps the words of each article that comes with them, before the first is added.
    pub fn keep_words(mut self) -> io::Result<Writer> {
        let mut file = self.folder.create(WORDS)?;
        words::write_header(&mut file)?;
        Ok(Writer { words: Some(file), ..self })
    }

    /// Also keeps the rows of each article for the next run with the same key, before the first is added.
    pub fn keep_rows(mut self, key: &str) -> io::Result<Writer> {
        let mut file = self.folder.create(ROWS)?;
        let length = cache::write_header(key, &mut file)?;
        Ok(Writer { kept: Some((file, length)), ..self })
    }

    /// Adds the next article in order of `doc`.
    pub fn add(&mut self, coded: Coded) -> io::Result<()> {
        let Coded { lines, mut words, kept, recalled } = coded;
        self.counts.recalled += u64::from(recalled);
        let links = self.links.join(&lines.head.reports)?;
        self.count(&lines.head, &links);
        self.articles.write_all(&lines.article)?;
        self.mentions.write_all(&lines.mentions)?;
        if let Some(file) = &mut self.events {
            lines.write_events(&links, file)?;
        }
        self.leftovers.add(&lines)?;
        let (Some(file), Some(held)) = (&mut self.words, &mut words) else { return Ok(()) };
        held.rows = None;
        if let (Some((file, length)), false) = (&mut self.kept, kept.is_empty()) {
            file.write_all(&kept)?;
            held.rows = u32::try_from(kept.len()).ok().map(|bytes| (*length, bytes));
            *length += kept.len() as u64;
        }
        words::write(held, file)
    }

    /// A folder for files that are of use only until the dataset is whole.
    pub fn scratch(&self) -> PathBuf {
        self.folder.scratch()
    }

    /// Adds an input that was not coded, in its place in the order of `doc`.
    pub fn skip(&mut self, row: &SkippedRecord) -> io::Result<()> {
        self.counts.inputs += 1;
        *match row.reason.as_str() {
            NO_TEXT => &mut self.counts.no_text,
            OUTSIDE_DATES => &mut self.counts.outside_dates,
            _ => &mut self.counts.skipped,
        } += 1;
        line(&mut self.skipped, row)
    }

    /// What was counted so far.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Ends the dataset and gives it its names; `run` writes the manifest around the final counts.
    pub fn finish(
        mut self,
        copies: &[Copy],
        formats: &[Format],
        dictionaries: &[(String, Vec<u8>)],
        run: impl FnOnce(Counts) -> RunRecord,
    ) -> io::Result<RunRecord> {
        self.articles.flush()?;
        self.mentions.flush()?;
        self.events.as_mut().map_or(Ok(()), Write::flush)?;
        self.skipped.flush()?;
        self.counts.duplicates = copies.iter().filter(|copy| copy.of.is_some()).count() as u64;
        if self.counts.duplicates > 0 {
            self.mark_copies(copies)?;
        }
        self.write_leftovers()?;
        self.counts.actors = self.actors.len() as u64;
        if formats.contains(&Format::Csv) {
            self.table::<ArticleRecord>("articles.jsonl", "articles.csv")?;
            self.table::<MentionRecord>("mentions.jsonl", "mentions.csv")?;
            if self.events.is_some() {
                self.table::<EventRecord>("events.jsonl", "events.csv")?;
            }
        }
        #[cfg(feature = "parquet")]
        if formats.contains(&Format::Parquet) {
            self.columns::<ArticleRecord>("articles.jsonl", "articles.parquet")?;
            self.columns::<MentionRecord>("mentions.jsonl", "mentions.parquet")?;
            if self.events.is_some() {
                self.columns::<EventRecord>("events.jsonl", "events.parquet")?;
            }
        }
        self.folder.snapshot(dictionaries)?;
        let run = run(std::mem::take(&mut self.counts));
        self.write_manifest(&run)?;
        self.closed().commit()?;
        Ok(run)
    }

    /// The folder, with every file in it closed: some systems neither rename nor remove one that is open.
    fn closed(self) -> Folder {
        self.folder
    }

    /// Writes `run.json`, and in what is kept for the next run that it belongs to it.
    fn write_manifest(&mut self, run: &RunRecord) -> io::Result<()> {
        let mut bytes = serde_json::to_vec_pretty(run)?;
        bytes.push(b'\n');
        let mut file = self.folder.create(MANIFEST)?;
        file.write_all(&bytes)?;
        file.flush()?;
        let seal = cache::seal(&bytes);
        if let Some(file) = &mut self.words {
            words::write_run(seal, file)?;
            file.flush()?;
        }
        if let Some((file, _)) = &mut self.kept {
            cache::write_run(seal, file)?;
            file.flush()?;
        }
        Ok(())
    }

    fn table<T: Table>(&mut self, jsonl: &str, name: &'static str) -> io::Result<()> {
        let file = self.folder.create(name)?;
        export::<T>(&self.folder.part(jsonl), file)
    }

    #[cfg(feature = "parquet")]
    fn columns<T: Table>(&mut self, jsonl: &str, name: &'static str) -> io::Result<()> {
        let file = self.folder.create(name)?;
        super::columns::export::<T>(&self.folder.part(jsonl), file)
    }

    fn write_leftovers(&mut self) -> io::Result<()> {
        let mut file = self.folder.create("leftovers.jsonl")?;
        let counts = &mut self.counts;
        counts.leftovers_unlisted = self.leftovers.finish(|row| {
            counts.leftovers += 1;
            counts.unknown_names += u64::from(row.kind == "unknown-name" && row.count >= 3);
            line(&mut file, row)
        })?;
        file.flush()
    }

    /// Second pass over the articles: only now is it known who else carries a text.
    fn mark_copies(&mut self, copies: &[Copy]) -> io::Result<()> {
        let part = self.folder.part("articles.jsonl");
        let first = self.folder.part("articles.first");
        std::fs::rename(&part, &first)?;
        let mut docs = HashMap::new();
        let mut out = BufWriter::new(File::create(&part)?);
        let mut copies = copies.iter().peekable();
        for (index, read) in BufReader::new(File::open(&first)?).lines().enumerate() {
            let read = read?;
            let Some(copy) = copies.next_if(|copy| copy.article == index) else {
                out.write_all(read.as_bytes())?;
                out.write_all(b"\n")?;
                continue;
            };
            let mut row: ArticleRecord = serde_json::from_str(&read)?;
            row.duplicate_of = copy.of.and_then(|original| docs.get(&original).cloned());
            row.n_sources = copy.n_sources;
            line(&mut out, &row)?;
            if copy.of.is_none() {
                docs.insert(index, row.doc);
            }
        }
        out.flush()
    }

    fn count(&mut self, head: &Head, links: &[Option<u64>]) {
        let counts = &mut self.counts;
        counts.inputs += 1;
        counts.coded += 1;
        counts.mentions += head.mentions;
        counts.events += head.reports.len() as u64;
        counts.linked += links.iter().flatten().count() as u64;
        counts.articles_with_events += u64::from(!head.reports.is_empty());
        match &head.published_from {
            Some(from) => *counts.published_from.entry(from.clone()).or_default() += 1,
            None => counts.undated += 1,
        }
        counts.ambiguous += head.sightings.iter().filter(|seen| seen.kind == "ambiguous-name").count() as u64;
        for actor in &head.actors {
            if !self.actors.contains(actor) {
                self.actors.insert(actor.clone());
            }
        }
    }
}

/// The reason of an input without a word.
pub const NO_TEXT: &str = "no-text";
/// The reason of an input that `--since` and `--until` leave out.
pub const OUTSIDE_DATES: &str = "outside-dates";

fn line<T: Serialize>(out: &mut impl Write, row: &T) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}
