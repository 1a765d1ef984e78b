//! What is no fault and yet not as it should be.
//!
//! D000, D001, D006 and D009 are faults and come of reading and compiling; D003 runs examples and D012 reads a dataset.

mod codes;
mod identity;
mod names;
mod roles;
mod rules;

pub use codes::{Lint, codes, lint};

use super::fault::{Fault, Severity};
use super::parse::Entries;
use super::{At, Lexicon};

/// Everything odd in the dictionaries.
pub(super) fn lints(entries: &Entries, lexicon: &Lexicon) -> Vec<Fault> {
    let mut lints = Lints { entries, lexicon, found: Vec::new() };
    names::lint(&mut lints);
    roles::lint(&mut lints);
    identity::lint(&mut lints);
    rules::lint(&mut lints);
    lints.found
}

/// What lints look at, and what they found.
struct Lints<'a> {
    entries: &'a Entries,
    lexicon: &'a Lexicon,
    found: Vec<Fault>,
}

impl Lints<'_> {
    fn warn(&mut self, code: &'static str, at: &At, message: String, help: &str) {
        self.say(Severity::Warning, code, at, message, help);
    }

    fn say(&mut self, severity: Severity, code: &'static str, at: &At, message: String, help: &str) {
        let help = Some(help.to_owned()).filter(|help| !help.is_empty());
        let Some(source) = self.entries.sources.get(at.source as usize) else { return };
        self.found.push(source.fault(code, at.offset as usize, message, help).rated(severity));
    }
}
