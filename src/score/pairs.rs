//! Gold events and the program's, side by side: sentence by sentence, type by type.

use super::gold::{Gold, GoldEvent};
use super::locate::Located;
use super::output::EventRow;
use super::parties::{Rules, fits, role_fits};

/// A gold event with the program's of the same type, or one of them alone.
pub(super) struct Pair<'a> {
    /// Index of the gold file's sentence; `None`: outside all of them.
    pub sentence: Option<usize>,
    pub gold: Option<&'a GoldEvent>,
    pub row: Option<&'a EventRow>,
    /// What is right, where both are there.
    pub right: Right,
}

/// What a program got right of an event whose type it got right.
#[derive(Clone, Copy, Default)]
pub(super) struct Right {
    pub who: bool,
    pub whom: bool,
    pub status: bool,
    pub date: bool,
    pub place: bool,
    pub dead: bool,
    pub injured: bool,
    /// How many gold codes some party satisfies.
    codes: usize,
}

impl Right {
    /// What decides between several of the same type.
    fn rank(&self) -> (bool, u8, usize, bool) {
        (self.who && self.whom, u8::from(self.who) + u8::from(self.whom), self.codes, self.status)
    }
}

/// Pairs the events of an article. Each gold event in turn takes the best of the same type that is left in its sentence.
pub(super) fn pairs<'a>(gold: &'a Gold, located: &Located, rows: &'a [EventRow], rules: Rules) -> Vec<Pair<'a>> {
    let mut left: Vec<Vec<&EventRow>> = gold.sentences.iter().map(|_| Vec::new()).collect();
    let mut pairs = Vec::new();
    for row in rows {
        match located.sentence(row.start) {
            Some(sentence) => left[sentence].push(row),
            None => pairs.push(Pair { sentence: None, gold: None, row: Some(row), right: Right::default() }),
        }
    }
    for event in &gold.events {
        let left = &mut left[event.s];
        let mut best: Option<(usize, Right)> = None;
        for (i, row) in left.iter().enumerate().filter(|(_, row)| row.event == event.event) {
            let right = compare(event, row, gold.is_late(), rules);
            if best.is_none_or(|(_, known)| right.rank() > known.rank()) {
                best = Some((i, right));
            }
        }
        let (row, right) = best.map_or((None, Right::default()), |(i, right)| (Some(left.remove(i)), right));
        pairs.push(Pair { sentence: Some(event.s), gold: Some(event), row, right });
    }
    for (sentence, rows) in left.into_iter().enumerate() {
        let alone = |row| Pair { sentence: Some(sentence), gold: None, row: Some(row), right: Right::default() };
        pairs.extend(rows.into_iter().map(alone));
    }
    pairs
}

fn compare(gold: &GoldEvent, row: &EventRow, late: bool, rules: Rules) -> Right {
    let met = |codes: &[String], parties: &[_]| {
        codes.iter().filter(|code| parties.iter().any(|party| fits(code, party, late, rules))).count()
    };
    Right {
        who: role_fits(&gold.actor, &row.actor, late, rules),
        whom: role_fits(&gold.recipient, &row.recipient, late, rules),
        status: gold.status == row.status,
        date: gold.date == row.date,
        place: gold.place.as_ref().is_some_and(|place| row.place.contains(&place.to_lowercase())),
        dead: gold.dead == row.dead,
        injured: gold.injured == row.injured,
        codes: met(&gold.actor, &row.actor) + met(&gold.recipient, &row.recipient),
    }
}
