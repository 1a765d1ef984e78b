//! Counts, and the rates that come of them.

use super::pairs::Pair;
use crate::ontology::EventType;
use std::collections::BTreeMap;

/// Precision and recall as counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Right ones.
    pub hits: usize,
    /// What the program put out.
    pub out: usize,
    /// What the gold has.
    pub gold: usize,
}

impl Rate {
    /// Share of the output that is right.
    pub fn precision(self) -> Share {
        Share { hits: self.hits, of: self.out }
    }

    /// Share of the gold that was found.
    pub fn recall(self) -> Share {
        Share { hits: self.hits, of: self.gold }
    }

    /// Harmonic mean of the two; 0 where nothing is right.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision().value().unwrap_or(0.0), self.recall().value().unwrap_or(0.0));
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn add(&mut self, other: Rate) {
        self.hits += other.hits;
        self.out += other.out;
        self.gold += other.gold;
    }
}

/// A share of something that was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub hits: usize,
    pub of: usize,
}

impl Share {
    /// From 0 to 1; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }

    /// Wilson's 95 % interval; `None` of nothing.
    pub fn interval(self) -> Option<(f64, f64)> {
        wilson(self.hits, self.of)
    }

    fn count(&mut self, right: bool) {
        self.hits += usize::from(right);
        self.of += 1;
    }
}

/// Wilson's score interval for a share, at 95 %: it stays between 0 and 1 and holds for small numbers.
///
/// E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
pub fn wilson(hits: usize, of: usize) -> Option<(f64, f64)> {
    if of == 0 {
        return None;
    }
    const Z: f64 = 1.959_963_984_540_054;
    let (n, p) = (of as f64, hits as f64 / of as f64);
    let middle = p + Z * Z / (2.0 * n);
    let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Some((((middle - reach) / scale).max(0.0), ((middle + reach) / scale).min(1.0)))
}

/// Counts of one article's mentions.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MentionCounts {
    pub named: Rate,
    pub persons: Rate,
    /// Named ones of the gold that a mention of the same actor overlaps.
    pub overlapping: usize,
    /// Acronyms that mean somebody else, and those of them that were tagged all the same.
    pub friends: usize,
    pub friends_tagged: usize,
    pub in_boilerplate: usize,
}

/// All figures of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub named: Rate,
    pub named_overlap: Share,
    pub persons: Rate,
    /// Acronyms that mean somebody else; the hits are those tagged as the usual holder.
    pub false_friends: Share,
    pub in_boilerplate: usize,
    pub event_type: Rate,
    /// Type and both parties.
    pub event_full: Rate,
    /// Events outside all gold sentences.
    pub outside: usize,
    pub both: Share,
    pub who: Share,
    pub whom: Share,
    pub status: Share,
    pub counts: Share,
    pub date: Share,
    pub place: Share,
    /// Roles that the gold leaves open; the hits are those that the program filled.
    pub open_filled: Share,
    pub by_type: BTreeMap<EventType, Rate>,
}

impl Figures {
    pub(super) fn add_mentions(&mut self, counts: &MentionCounts) {
        self.named.add(counts.named);
        self.persons.add(counts.persons);
        self.named_overlap.hits += counts.overlapping;
        self.named_overlap.of += counts.named.gold;
        self.false_friends.hits += counts.friends_tagged;
        self.false_friends.of += counts.friends;
        self.in_boilerplate += counts.in_boilerplate;
    }

    pub(super) fn add_pair(&mut self, pair: &Pair) {
        let one = Rate {
            hits: usize::from(pair.gold.is_some() && pair.row.is_some()),
            out: usize::from(pair.row.is_some()),
            gold: usize::from(pair.gold.is_some()),
        };
        let full = usize::from(pair.right.who && pair.right.whom);
        self.event_type.add(one);
        self.event_full.add(Rate { hits: one.hits * full, ..one });
        self.outside += usize::from(pair.sentence.is_none());
        if let Some(event) = pair.gold.map(|gold| gold.event).or(pair.row.map(|row| row.event)) {
            self.by_type.entry(event).or_default().add(one);
        }
        self.add_details(pair);
    }

    /// What is right given the type; each of those that the gold knows.
    fn add_details(&mut self, pair: &Pair) {
        let (Some(gold), Some(row)) = (pair.gold, pair.row) else { return };
        let right = pair.right;
        self.both.count(right.who && right.whom);
        let roles = [
            (&gold.actor, &row.actor, right.who, &mut self.who),
            (&gold.recipient, &row.recipient, right.whom, &mut self.whom),
        ];
        for (codes, parties, right, share) in roles {
            if codes.is_empty() {
                self.open_filled.count(!parties.is_empty());
            } else {
                share.count(right);
            }
        }
        let details = [
            (gold.status.is_some(), right.status, &mut self.status),
            (gold.date.as_ref().is_some_and(|date| !date.is_empty()), right.date, &mut self.date),
            (gold.place.as_ref().is_some_and(|place| !place.is_empty()), right.place, &mut self.place),
        ];
        for (known, right, share) in details {
            if known {
                share.count(right);
            }
        }
        for (number, right) in [(gold.dead, right.dead), (gold.injured, right.injured)] {
            if number.is_some() {
                self.counts.count(right);
            }
        }
    }
}
