//! Sources that begin or end within the time of a dataset: what rises or falls with them may be their doing.

use super::Warning;
use crate::dataset::Dataset;
use crate::report::thousands;
use std::collections::BTreeMap;

/// With fewer articles nothing can be told.
const FEWEST: usize = 10;
/// Chances below this, times the number of sources, are none.
const CHANCE: f64 = 0.001;

/// Every source whose first or last article comes later or earlier than chance would have it, if it had published as the
/// others did: with `q` the share of theirs from its first day on, all `n` of its own come so late by chance in `q^n`.
pub fn comings_and_goings(dataset: &Dataset) -> Vec<Warning> {
    let mut sources: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &dataset.articles {
        if let (Some(source), Some(day)) = (&row.source, row.published.as_deref().filter(|day| day.len() == DAY)) {
            sources.entry(source).or_default().push(day);
        }
    }
    let tested = sources.values().filter(|days| days.len() >= FEWEST).count() as f64;
    let mut warnings = Vec::new();
    for (source, days) in sources.iter().filter(|(_, days)| days.len() >= FEWEST) {
        let others: Vec<&str> =
            sources.iter().filter(|(other, _)| *other != source).flat_map(|(_, days)| days).copied().collect();
        let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else { continue };
        let by_chance = |within: usize| {
            others.is_empty() || (within as f64 / others.len() as f64).powf(days.len() as f64) * tested * 2.0 >= CHANCE
        };
        let articles = thousands(days.len() as u64);
        if !by_chance(others.iter().filter(|day| *day >= first).count()) {
            warnings.push(warning(format!(
                "Source {source} begins on {first}, later than chance would have it ({articles} articles from then on): what rises then \
                 may be the source, not the events."
            )));
        }
        if !by_chance(others.iter().filter(|day| *day <= last).count()) {
            warnings.push(warning(format!(
                "Source {source} ends on {last}, earlier than chance would have it ({articles} articles until then): what falls then may \
                 be the source, not the events."
            )));
        }
    }
    warnings
}

const DAY: usize = "2025-11-21".len();

fn warning(words: String) -> Warning {
    Warning { section: "timeline", words }
}
