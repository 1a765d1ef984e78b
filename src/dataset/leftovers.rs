//! What was seen and not understood, put together over a dataset.

use super::record::LeftoverRecord;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Sightings put together by kind and text.
#[derive(Default)]
pub struct Leftovers {
    by_text: HashMap<(String, String), Known>,
    articles: u64,
    /// Sightings given up to bound memory.
    unlisted: u64,
}

/// A name seen before, and the number of the article that had it last.
struct Known {
    row: LeftoverRecord,
    article: u64,
}

const EXAMPLES: usize = 3;
/// Names that are kept at a time; a large newspaper archive has more, most of them seen once.
const LIMIT: usize = 200_000;

impl Leftovers {
    /// Adds one article's sightings; articles come in order of `doc`.
    pub fn add(&mut self, sightings: Vec<LeftoverRecord>) {
        self.articles += 1;
        for row in sightings {
            let article = self.articles;
            match self.by_text.get_mut(&(row.kind.clone(), row.text.clone())) {
                Some(known) => known.add(row, article),
                None => {
                    self.by_text.insert((row.kind.clone(), row.text.clone()), Known { row, article });
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
    fn add(&mut self, sighting: LeftoverRecord, article: u64) {
        self.row.count += sighting.count;
        self.row.docs += u64::from(self.article != article);
        self.article = article;
        self.row.examples.extend(sighting.examples);
        self.row.examples.truncate(EXAMPLES);
    }
}
