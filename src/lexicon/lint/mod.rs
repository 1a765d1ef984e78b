//! What is no fault and yet not as it should be.

use super::Lexicon;
use super::fault::Fault;
use super::parse::Entries;

/// Everything odd in the dictionaries.
pub(super) fn lints(entries: &Entries, lexicon: &Lexicon) -> Vec<Fault> {
    let _ = (entries, lexicon);
    Vec::new()
}
