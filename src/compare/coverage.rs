//! How much of what a dataset's articles name the dictionaries know, and when.

use crate::dataset::{ArticleRecord, LeftoverRecord, MentionRecord};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Names counted, row by row.
#[derive(Default)]
pub struct Coverage {
    /// Month of publication of each article (`2025-11`), by `doc`; of those whose month is known.
    months: HashMap<String, String>,
    /// Mentions by actor and month; those without a month under the empty one.
    actors: BTreeMap<String, BTreeMap<String, u64>>,
    pub known: u64,
    pub unknown: u64,
    pub ambiguous: u64,
}

impl Coverage {
    /// Adds an article; all come before the first mention.
    pub fn article(&mut self, row: ArticleRecord) {
        let month = row.published.and_then(|date| date.get(.."2025-11".len()).map(str::to_owned));
        self.months.extend(month.map(|month| (row.doc, month)));
    }

    /// Adds a mention.
    pub fn mention(&mut self, row: MentionRecord) {
        self.known += 1;
        let month = self.months.get(&row.doc).cloned().unwrap_or_default();
        *self.actors.entry(row.actor).or_default().entry(month).or_default() += 1;
    }

    /// Adds what was left over.
    pub fn leftover(&mut self, row: &LeftoverRecord) {
        match row.kind.as_str() {
            "unknown-name" => self.unknown += row.count,
            "ambiguous-name" => self.ambiguous += row.count,
            _ => {}
        }
    }

    /// Of the names in capitals that are no places the share that is known; none where there are none.
    pub fn share(&self) -> Option<f64> {
        let all = self.known + self.unknown + self.ambiguous;
        (all > 0).then(|| self.known as f64 / all as f64)
    }

    /// Every month from the first to the last of an article, in order.
    pub fn months(&self) -> Vec<String> {
        let (Some(first), Some(last)) = (self.months.values().min(), self.months.values().max()) else {
            return Vec::new();
        };
        let mut months = Vec::new();
        let (mut year, mut month) = number(first);
        while (year, month) <= number(last) {
            months.push(format!("{year:04}-{month:02}"));
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        months
    }

    /// Mentions of each actor by month, the most frequent first; those of articles without a month under the empty one.
    pub fn actors(&self) -> Vec<(&str, &BTreeMap<String, u64>)> {
        let mut actors: Vec<_> = self.actors.iter().map(|(actor, months)| (actor.as_str(), months)).collect();
        actors.sort_by_key(|(_, months)| Reverse(months.values().sum::<u64>()));
        actors
    }
}

fn number(month: &str) -> (u32, u32) {
    let (year, month) = month.split_once('-').unwrap_or((month, "1"));
    (year.parse().unwrap_or(0), month.parse().unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(doc: &str, published: Option<&str>) -> ArticleRecord {
        ArticleRecord {
            doc: doc.to_owned(),
            title: None,
            published: published.map(str::to_owned),
            published_from: None,
            source: None,
            url: None,
            lang: None,
            sha256: String::new(),
            sentences: 1,
            duplicate_of: None,
            n_sources: 1,
            text: None,
        }
    }

    fn mention(doc: &str, actor: &str) -> MentionRecord {
        MentionRecord {
            doc: doc.to_owned(),
            sentence: 0,
            start: 0,
            end: 1,
            text: actor.to_owned(),
            actor: actor.to_owned(),
            kind: "group".to_owned(),
            code: None,
            sector: Vec::new(),
            how: "alias".to_owned(),
            trace: Vec::new(),
        }
    }

    #[test]
    fn months_go_on_over_the_year_and_actors_come_by_frequency() {
        let mut coverage = Coverage::default();
        assert_eq!((coverage.share(), coverage.months().len()), (None, 0));
        coverage.article(article("a", Some("2024-11-30")));
        coverage.article(article("b", Some("2025-02")));
        coverage.article(article("c", None));
        coverage.article(article("d", Some("2019")));
        for (doc, actor) in [("a", "RED"), ("b", "GREY"), ("b", "GREY"), ("c", "GREY")] {
            coverage.mention(mention(doc, actor));
        }
        assert_eq!(coverage.months(), ["2024-11", "2024-12", "2025-01", "2025-02"]);
        let actors = coverage.actors();
        assert_eq!(actors[0].0, "GREY");
        assert_eq!((actors[0].1["2025-02"], actors[0].1[""], actors[1].1["2024-11"]), (2, 1, 1));
        assert_eq!(coverage.share(), Some(1.0));
    }
}
