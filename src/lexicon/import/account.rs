//! What became of each line of an imported file: the counts add up, and nothing is lost silently.

use std::collections::{BTreeMap, BTreeSet};

/// The lines of a file, and what became of them.
#[derive(Clone, Debug, Default)]
pub struct Account {
    total: u32,
    comments: BTreeSet<u32>,
    used: BTreeSet<u32>,
    refused: BTreeMap<u32, Vec<String>>,
}

/// Lines by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub lines: u32,
    pub taken: u32,
    /// Lines of which something was taken and something was not.
    pub in_part: u32,
    /// Comments, blank lines, headers.
    pub comments: u32,
    pub not_taken: u32,
}

impl Account {
    /// Of a file with this many lines.
    pub fn of(lines: u32) -> Account {
        Account { total: lines, ..Account::default() }
    }

    /// Nothing stands on the line that could be taken.
    pub fn comment(&mut self, line: u32) {
        self.comments.insert(line);
    }

    /// Something of the line is in the dictionaries, now or before.
    pub fn take(&mut self, line: u32) {
        self.used.insert(line);
    }

    /// Something of the line is not taken, because of this.
    pub fn refuse(&mut self, line: u32, reason: impl Into<String>) {
        self.comments.remove(&line);
        let (reason, reasons) = (reason.into(), self.refused.entry(line).or_default());
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }

    /// Nothing of the line is taken after all.
    pub fn give_up(&mut self, line: u32, reason: impl Into<String>) {
        self.used.remove(&line);
        self.refuse(line, reason);
    }

    /// Every line of which not all is taken, and why.
    pub fn refused(&self) -> impl Iterator<Item = (u32, String)> {
        self.refused.iter().map(|(line, reasons)| (*line, reasons.join("; ")))
    }

    /// The counts; they add up to `lines`.
    pub fn counts(&self) -> Counts {
        let in_part = self.refused.keys().filter(|line| self.used.contains(line)).count() as u32;
        let (used, refused) = (self.used.len() as u32, self.refused.len() as u32);
        Counts {
            lines: self.total,
            taken: used - in_part,
            in_part,
            not_taken: refused - in_part,
            comments: self.comments.len() as u32,
        }
    }
}
