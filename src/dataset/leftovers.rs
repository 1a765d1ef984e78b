//! What was seen and not understood, put together over a dataset.

use super::record::LeftoverRecord;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Sightings put together by kind and text.
#[derive(Default)]
pub struct Leftovers {
    by_text: HashMap<(String, String), Known>,
    /// Sources by name, numbered.
    sources: HashMap<String, u32>,
    articles: u64,
    /// Sightings given up to bound memory.
    unlisted: u64,
}

/// A name seen before, and the number of the article that had it last.
struct Known {
    row: LeftoverRecord,
    article: u64,
    /// Sources; all articles that name none are one together.
    sources: Vec<Option<u32>>,
}

const EXAMPLES: usize = 3;
/// Names that are kept at a time; a large newspaper archive has more, most of them seen once.
const LIMIT: usize = 200_000;

impl Leftovers {
    /// Adds the sightings of one article of a source; articles come in order of `doc`.
    pub fn add(&mut self, sightings: Vec<LeftoverRecord>, source: Option<&str>) {
        self.articles += 1;
        let next = self.sources.len() as u32;
        let source = source.map(|source| *self.sources.entry(source.to_owned()).or_insert(next));
        for row in sightings {
            let article = self.articles;
            match self.by_text.get_mut(&(row.kind.clone(), row.text.clone())) {
                Some(known) => known.add(row, article, source),
                None => {
                    let known = Known { row, article, sources: vec![source] };
                    self.by_text.insert((known.row.kind.clone(), known.row.text.clone()), known);
                }
            }
        }
        let mut rare = 1;
        while self.by_text.len() > LIMIT {
            self.forget(rare);
            rare *= 2;
        }
    }

    fn forget(&mut self, rare: u64) {
        let unlisted = &mut self.unlisted;
        self.by_text.retain(|_, known| {
            let keep = known.row.count > rare;
            *unlisted += if keep { 0 } else { known.row.count };
            keep
        });
    }

    /// The rows, the most frequent of each kind first, and the sightings that no row counts.
    pub fn finish(self) -> (Vec<LeftoverRecord>, u64) {
        let mut rows: Vec<_> = self.by_text.into_values().map(|known| known.row).collect();
        rows.sort_by(|a, b| (&a.kind, Reverse(a.count), &a.text).cmp(&(&b.kind, Reverse(b.count), &b.text)));
        (rows, self.unlisted)
    }
}

impl Known {
    fn add(&mut self, sighting: LeftoverRecord, article: u64, source: Option<u32>) {
        self.row.count += sighting.count;
        self.row.actor_missing += sighting.actor_missing;
        let other_article = self.article != article;
        self.row.docs += u64::from(other_article);
        if !self.sources.contains(&source) {
            self.sources.push(source);
            self.row.sources += 1;
        }
        self.article = article;
        self.row.examples.extend(sighting.examples);
        self.row.examples.truncate(EXAMPLES);
    }
}
