//! Events counted: actors or pairs by day, week or month, a column a type or quad class, zeros where nothing happened.

use super::{Known, party};
use crate::dataset::{Dataset, EventRecord};
use crate::ontology::EventType;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use std::collections::{BTreeMap, BTreeSet};

/// Whose events a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Those that an actor did.
    Actor,
    /// Those that an actor did to a recipient.
    Dyad,
}

/// How long a row's time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Day,
    /// From Monday, and named by it.
    Week,
    /// Named by its first day.
    Month,
}

/// What has a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// PLOVER's sixteen types.
    Type,
    /// Its four quad classes.
    Quad,
}

/// What is counted, and how.
#[derive(Clone, Debug)]
pub struct Selection {
    pub unit: Unit,
    pub period: Period,
    pub by: By,
    /// Statuses that count.
    pub statuses: Vec<String>,
    /// Whether later reports of an event and copies of an article count too.
    pub duplicates: bool,
    /// Count an actor as what it is part of on the day, as far as this knows.
    pub roll_up: Option<Known>,
}

/// The table, and what is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// RFC 4180, with a header.
    pub csv: String,
    /// Events that were to be counted and have no date as precise as the period.
    pub undated: u64,
    /// Events left out for their status.
    pub other_status: u64,
    /// Events left out as later reports.
    pub repeated: u64,
}

/// Counts a dataset's events. A row for every unit that occurs and every period from the first to the last.
pub fn counts(dataset: &Dataset, selection: &Selection) -> csv::Result<Counted> {
    let copies: BTreeSet<&str> =
        dataset.articles.iter().filter(|row| row.duplicate_of.is_some()).map(|row| row.doc.as_str()).collect();
    let mut counted = Counted { csv: String::new(), undated: 0, other_status: 0, repeated: 0 };
    let mut cells: BTreeMap<(Date, Vec<String>), Vec<u64>> = BTreeMap::new();
    for event in &dataset.events {
        if !selection.statuses.contains(&event.status) {
            counted.other_status += 1;
        } else if !selection.duplicates && (event.link.is_some() || copies.contains(event.doc.as_str())) {
            counted.repeated += 1;
        } else if let Some(period) = selection.period.of(event.date.as_deref()) {
            for unit in selection.unit.of(event, selection.roll_up.as_ref()) {
                let row = cells.entry((period, unit)).or_insert_with(|| vec![0; selection.by.columns().len()]);
                if let Some(cell) = selection.by.column(event).and_then(|column| row.get_mut(column)) {
                    *cell += 1;
                }
            }
        } else {
            counted.undated += 1;
        }
    }
    counted.csv = table(&cells, selection)?;
    Ok(counted)
}

fn table(cells: &BTreeMap<(Date, Vec<String>), Vec<u64>>, selection: &Selection) -> csv::Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let columns = selection.by.columns();
    let unit: &[&str] = match selection.unit {
        Unit::Actor => &["actor"],
        Unit::Dyad => &["actor", "recipient"],
    };
    let head = ["period"].iter().chain(unit).map(|name| (*name).to_owned());
    out.write_record(head.chain(columns.iter().cloned()).chain(["total".to_owned()]))?;
    let units: BTreeSet<&Vec<String>> = cells.keys().map(|(_, unit)| unit).collect();
    let none = vec![0; columns.len()];
    for period in periods(cells, selection.period) {
        for &unit in &units {
            let row = cells.get(&(period, unit.clone())).unwrap_or(&none);
            let figures = row.iter().chain([&row.iter().sum()]).map(u64::to_string).collect::<Vec<_>>();
            out.write_record([period.to_string()].iter().chain(unit).chain(&figures))?;
        }
    }
    let bytes = out.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Every period from the first to the last, those without an event too.
fn periods(cells: &BTreeMap<(Date, Vec<String>), Vec<u64>>, period: Period) -> Vec<Date> {
    let first = cells.keys().next().map(|(date, _)| *date);
    let last = cells.keys().next_back().map(|(date, _)| *date);
    let next = |date: &Date| date.checked_add(period.step()).ok().filter(|next| last.is_some_and(|last| *next <= last));
    std::iter::successors(first, next).collect()
}

impl Unit {
    fn of(self, event: &EventRecord, wholes: Option<&Known>) -> Vec<Vec<String>> {
        let keys = |side| party::keys(side, event.date.as_deref(), wholes);
        let actors = keys(&event.actor);
        match self {
            Unit::Actor => actors.into_iter().map(|actor| vec![actor]).collect(),
            Unit::Dyad => {
                let recipients = keys(&event.recipient);
                let pair =
                    |actor: &String| recipients.iter().map(|to| vec![actor.clone(), to.clone()]).collect::<Vec<_>>();
                actors.iter().flat_map(pair).collect()
            }
        }
    }
}

impl Period {
    fn step(self) -> Span {
        match self {
            Period::Day => 1.day(),
            Period::Week => 1.week(),
            Period::Month => 1.month(),
        }
    }

    /// The period of an ISO 8601 date; none where the date is not as precise.
    fn of(self, date: Option<&str>) -> Option<Date> {
        let date = date?;
        match self {
            Period::Month => format!("{}-01", date.get(..7)?).parse().ok(),
            Period::Day => date.parse().ok(),
            Period::Week => {
                let day: Date = date.parse().ok()?;
                let since_monday = i64::from(day.weekday().since(Weekday::Monday));
                day.checked_sub(since_monday.days()).ok()
            }
        }
    }
}

impl By {
    fn columns(self) -> Vec<String> {
        match self {
            By::Type => EventType::WORDS.iter().map(|word| (*word).to_owned()).collect(),
            By::Quad => (1..=4).map(|quad| format!("quad_{quad}")).collect(),
        }
    }

    fn column(self, event: &EventRecord) -> Option<usize> {
        match self {
            By::Type => EventType::WORDS.iter().position(|word| *word == event.event),
            By::Quad => usize::from(event.quad_code).checked_sub(1),
        }
    }
}
