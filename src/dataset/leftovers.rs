//! What was seen and not understood, put together over a dataset.

use super::lines::{Lines, Sighting, split};
use super::record::LeftoverRecord;
use crate::ledger::Spool;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io;
use std::path::Path;

/// Sightings put together by kind and text. Their rows, with the sentences, lie on the disk.
pub struct Leftovers {
    by_text: HashMap<Name, Box<Known>>,
    rows: Spool,
    /// Sources by name, numbered.
    sources: HashMap<String, u32>,
    articles: u64,
    /// Sightings given up to bound memory.
    unlisted: u64,
}

/// Kind and text with a line's end between them: one string takes less room than two.
type Name = Box<str>;

/// A name seen before, and the number of the article that had it last.
struct Known {
    count: u64,
    docs: u64,
    actor_missing: u64,
    article: u64,
    /// Sources, sorted: a name may have thousands. All articles that name none are one together.
    sources: Vec<Option<u32>>,
    /// Where the rows of the first sightings lie, and how long they are.
    first: [(u64, u32); EXAMPLES],
}

const EXAMPLES: usize = 3;
/// Names that are kept at a time; a large newspaper archive has more, most of them seen once.
const LIMIT: usize = 200_000;

impl Leftovers {
    /// Before the first article; a file lies in `folder` for as long as this is in use.
    pub fn new(folder: &Path) -> Leftovers {
        Leftovers {
            by_text: HashMap::new(),
            rows: Spool::new(&folder.join("sightings")),
            sources: HashMap::new(),
            articles: 0,
            unlisted: 0,
        }
    }

    /// Adds the sightings of one article; articles come in order of `doc`.
    pub fn add(&mut self, article: &Lines) -> io::Result<()> {
        self.articles += 1;
        let source = article.head.source.as_deref().map(|source| self.number(source));
        for (sighting, row) in article.head.sightings.iter().zip(split(&article.leftovers)) {
            self.see(sighting, row, source)?;
        }
        let mut rare = 1;
        while self.by_text.len() > LIMIT {
            self.forget(rare);
            rare *= 2;
        }
        Ok(())
    }

    fn number(&mut self, source: &str) -> u32 {
        let next = self.sources.len() as u32;
        match self.sources.get(source) {
            Some(number) => *number,
            None => *self.sources.entry(source.to_owned()).or_insert(next),
        }
    }

    fn see(&mut self, sighting: &Sighting, row: &[u8], source: Option<u32>) -> io::Result<()> {
        let name = format!("{}\n{}", sighting.kind, sighting.text).into_boxed_str();
        let known = self.by_text.entry(name).or_insert_with(|| Box::new(Known::new()));
        if let Some(place) = known.first.get_mut(known.count as usize) {
            *place = (self.rows.put(row)?, row.len() as u32);
        }
        known.count += 1;
        known.actor_missing += sighting.actor_missing;
        known.docs += u64::from(known.article != self.articles);
        known.article = self.articles;
        if let Err(place) = known.sources.binary_search(&source) {
            known.sources.insert(place, source);
        }
        Ok(())
    }

    fn forget(&mut self, rare: u64) {
        let unlisted = &mut self.unlisted;
        self.by_text.retain(|_, known| {
            let keep = known.count > rare;
            *unlisted += if keep { 0 } else { known.count };
            keep
        });
    }

    /// Gives the rows to `each`, the most frequent of each kind first; returns how many sightings no row counts.
    pub fn finish(&mut self, mut each: impl FnMut(&LeftoverRecord) -> io::Result<()>) -> io::Result<u64> {
        let mut all: Vec<_> = std::mem::take(&mut self.by_text).into_iter().collect();
        all.sort_unstable_by(|one, other| order(one).cmp(&order(other)));
        all.iter().try_for_each(|(_, known)| each(&known.row(&self.rows)?))?;
        Ok(self.unlisted)
    }
}

/// The most frequent of each kind first.
fn order((name, known): &(Name, Box<Known>)) -> (&str, Reverse<u64>, &str) {
    let (kind, text) = name.split_once('\n').unwrap_or_default();
    (kind, Reverse(known.count), text)
}

impl Known {
    fn new() -> Known {
        // Most names have one source.
        let sources = Vec::with_capacity(1);
        Known { count: 0, docs: 0, actor_missing: 0, article: 0, sources, first: [(0, 0); EXAMPLES] }
    }

    /// The row of the first sighting, with the counts and examples of all.
    fn row(&self, rows: &Spool) -> io::Result<LeftoverRecord> {
        let read = |(at, length): &(u64, u32)| -> io::Result<LeftoverRecord> {
            Ok(serde_json::from_slice(&rows.read(*at, *length as usize)?)?)
        };
        let mut sightings = self.first.iter().take(self.count as usize).map(read);
        let mut row = sightings.next().ok_or(io::ErrorKind::InvalidData)??;
        for sighting in sightings {
            row.examples.extend(sighting?.examples);
        }
        (row.count, row.docs, row.actor_missing) = (self.count, self.docs, self.actor_missing);
        row.sources = self.sources.len() as u64;
        Ok(row)
    }
}
