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
    /// Nearly all names are seen once, and are to take little room.
    once: HashMap<Name, (Sight, Place)>,
    often: HashMap<Name, Sights>,
    rows: Spool,
    /// Sources by name, numbered.
    sources: HashMap<String, u32>,
    articles: u64,
    /// Sightings given up to bound memory.
    unlisted: u64,
}

/// Kind and text with a line's end between them: one string takes less room than two.
type Name = Box<str>;

/// One sighting of a name.
#[derive(Clone, Copy)]
struct Sight {
    actor_missing: u64,
    /// The number of the article.
    article: u64,
    /// All articles that name none are one together.
    source: Option<u32>,
}

/// Where a row lies, and how long it is.
type Place = (u64, u32);

/// All sightings of a name, and the number of the article that had it last.
#[derive(Default)]
struct Sights {
    count: u64,
    docs: u64,
    actor_missing: u64,
    article: u64,
    /// Sorted: a name may have thousands.
    sources: Vec<Option<u32>>,
    /// The rows of the first sightings.
    first: Vec<Place>,
}

const EXAMPLES: usize = 3;
/// Names that are kept at a time; a large newspaper archive has more, most of them seen once.
const LIMIT: usize = 200_000;

impl Leftovers {
    /// Before the first article; a file lies in `folder` for as long as this is in use.
    pub fn new(folder: &Path) -> Leftovers {
        Leftovers {
            once: HashMap::new(),
            often: HashMap::new(),
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
        while self.once.len() + self.often.len() > LIMIT {
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
        let sight = Sight { actor_missing: sighting.actor_missing, article: self.articles, source };
        let rows = &mut self.rows;
        let mut place = || -> io::Result<Place> { Ok((rows.put(row)?, row.len() as u32)) };
        if let Some(sights) = self.often.get_mut(&name) {
            if sights.first.len() < EXAMPLES {
                sights.first.push(place()?);
            }
            sights.add(sight);
            return Ok(());
        }
        match self.once.remove(&name) {
            None => _ = self.once.insert(name, (sight, place()?)),
            Some((before, its_place)) => {
                let mut sights = Sights { first: vec![its_place, place()?], ..Sights::default() };
                sights.add(before);
                sights.add(sight);
                self.often.insert(name, sights);
            }
        }
        Ok(())
    }

    fn forget(&mut self, rare: u64) {
        self.unlisted += self.once.drain().count() as u64;
        let unlisted = &mut self.unlisted;
        self.often.retain(|_, sights| {
            let keep = sights.count > rare;
            *unlisted += if keep { 0 } else { sights.count };
            keep
        });
    }

    /// Gives the rows to `each`, the most frequent of each kind first; returns how many sightings no row counts.
    pub fn finish(&mut self, mut each: impl FnMut(&LeftoverRecord) -> io::Result<()>) -> io::Result<u64> {
        let often = self.often.iter().map(|(name, sights)| (name, sights.count));
        let mut all: Vec<_> = self.once.keys().map(|name| (name, 1)).chain(often).collect();
        all.sort_unstable_by(|one, other| order(one).cmp(&order(other)));
        for (name, _) in all {
            match (self.often.get(name), self.once.get(name)) {
                (Some(sights), _) => each(&sights.row(&self.rows)?)?,
                (None, Some((sight, place))) => {
                    let mut sights = Sights { first: vec![*place], ..Sights::default() };
                    sights.add(*sight);
                    each(&sights.row(&self.rows)?)?;
                }
                (None, None) => {}
            }
        }
        Ok(self.unlisted)
    }
}

/// The most frequent of each kind first.
fn order<'n>((name, count): &(&'n Name, u64)) -> (&'n str, Reverse<u64>, &'n str) {
    let (kind, text) = name.split_once('\n').unwrap_or_default();
    (kind, Reverse(*count), text)
}

impl Sights {
    fn add(&mut self, sight: Sight) {
        self.count += 1;
        self.actor_missing += sight.actor_missing;
        self.docs += u64::from(self.article != sight.article);
        self.article = sight.article;
        if let Err(place) = self.sources.binary_search(&sight.source) {
            self.sources.insert(place, sight.source);
        }
    }

    /// The row of the first sighting, with the counts and examples of all.
    fn row(&self, rows: &Spool) -> io::Result<LeftoverRecord> {
        let read = |(at, length): &Place| -> io::Result<LeftoverRecord> {
            Ok(serde_json::from_slice(&rows.read(*at, *length as usize)?)?)
        };
        let mut sightings = self.first.iter().map(read);
        let mut row = sightings.next().ok_or(io::ErrorKind::InvalidData)??;
        for sighting in sightings {
            row.examples.extend(sighting?.examples);
        }
        (row.count, row.docs, row.actor_missing) = (self.count, self.docs, self.actor_missing);
        row.sources = self.sources.len() as u64;
        Ok(row)
    }
}
