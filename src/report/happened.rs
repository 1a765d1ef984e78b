//! The events that a page counts unless its reader asks for others; `assets/state.js` chooses the same.

use crate::dataset::{Dataset, EventRecord};
use std::collections::HashSet;

/// What happened, as far as texts say, each time once: neither in copies of an article nor as a further report, and neither
/// planned nor denied nor only supposed.
pub(super) fn happened(dataset: &Dataset) -> impl Iterator<Item = &EventRecord> {
    let copies = dataset.articles.iter().filter(|row| row.duplicate_of.is_some());
    let copies: HashSet<&str> = copies.map(|row| row.doc.as_str()).collect();
    dataset.events.iter().filter(move |row| {
        let told = row.status == "asserted" || row.status == "claimed";
        told && row.link.is_none() && !copies.contains(row.doc.as_str())
    })
}
