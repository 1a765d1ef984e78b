//! Actors that are counted otherwise than before, and actors coded by what the dictionaries last knew of them.

use super::Warning;
use super::chance::binomial;
use crate::dataset::{Dataset, EventRecord};
use crate::report::happened::happened;
use crate::report::{Known, thousands};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Actors of fewer articles are not tested.
const FEWEST: usize = 10;
/// Chances below this, times the number of actors tested (Bonferroni), are none.
const CHANCE: f64 = 0.05;
/// Actors that are told one by one.
const TOLD: usize = 3;

/// Actors that are in more or fewer articles of the later half than chance would have it.
///
/// Articles with events are put into halves by the day in their middle; copies don't count. An actor of `n` articles has
/// those of the later half as if each of the `n` fell there with the share of all that do: the exact binomial test.
pub fn shifts(dataset: &Dataset) -> Vec<Warning> {
    let Halves { day, later, articles } = match Halves::of(dataset) {
        Some(halves) => halves,
        None => return Vec::new(),
    };
    let share = later.len() as f64 / articles.len() as f64;
    let mut actors: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in dataset.events.iter().filter(|row| articles.contains(row.doc.as_str())) {
        for id in actor_ids(row) {
            actors.entry(id).or_default().insert(&row.doc);
        }
    }
    actors.retain(|_, docs| docs.len() >= FEWEST);
    let tested = actors.len();
    let mut shifted: Vec<_> = actors
        .into_iter()
        .map(|(actor, docs)| {
            let after = docs.iter().filter(|doc| later.contains(*doc)).count();
            (binomial(after, docs.len(), share) * tested as f64, actor, after, docs.len())
        })
        .filter(|(chance, ..)| *chance < CHANCE)
        .collect();
    shifted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    let mut warnings: Vec<Warning> = shifted
        .iter()
        .take(TOLD)
        .map(|(chance, actor, after, all)| {
            let expected = *all as f64 * share;
            warning(format!(
                "{actor} is in {} articles with events before {day} and in {after} from then on, where {expected:.0} would be expected: \
                 more than chance (exact binomial test, p × {tested} actors tested = {}).",
                all - after,
                small(*chance)
            ))
        })
        .collect();
    if shifted.len() > TOLD {
        let others: Vec<&str> = shifted.iter().skip(TOLD).map(|(_, actor, ..)| *actor).collect();
        warnings.push(warning(format!(
            "The articles of {} more actors shift over time by more than chance: {}.",
            others.len(),
            others.join(", ")
        )));
    }
    warnings
}

/// Articles with events whose day is known, and which of them are of the later half.
struct Halves<'a> {
    /// The first of the later half.
    day: &'a str,
    later: HashSet<&'a str>,
    articles: HashSet<&'a str>,
}

impl<'a> Halves<'a> {
    fn of(dataset: &'a Dataset) -> Option<Halves<'a>> {
        let telling: HashSet<&str> = dataset.events.iter().map(|row| row.doc.as_str()).collect();
        let rows =
            dataset.articles.iter().filter(|row| row.duplicate_of.is_none() && telling.contains(row.doc.as_str()));
        let dated = rows.filter_map(|row| Some((row.published.as_deref().filter(|day| day.len() == DAY)?, &*row.doc)));
        let mut dated: Vec<(&str, &str)> = dated.collect();
        dated.sort_unstable();
        let (day, _) = *dated.get(dated.len() / 2)?;
        let later: HashSet<&str> = dated.iter().filter(|(own, _)| *own >= day).map(|(_, doc)| *doc).collect();
        let articles: HashSet<&str> = dated.iter().map(|(_, doc)| *doc).collect();
        (later.len() < articles.len()).then_some(Halves { day, later, articles })
    }
}

const DAY: usize = "2025-11-21".len();

/// Events of actors whose last role had ended by then, so that they count as something that they may no longer be.
pub fn stale(dataset: &Dataset, known: Option<&Known>) -> Option<Warning> {
    let ends: HashMap<&str, &str> = known?
        .actors
        .iter()
        .filter_map(|(id, standing)| Some((id.as_str(), standing.roles.last()?.until.as_deref()?)))
        .collect();
    let mut after: BTreeMap<&str, u64> = BTreeMap::new();
    let mut events = 0;
    for row in happened(dataset) {
        let past = |id: &&str| ends.get(id).zip(row.date.as_deref()).is_some_and(|(end, date)| date >= *end);
        let ended: Vec<&str> = actor_ids(row).into_iter().filter(past).collect();
        events += u64::from(!ended.is_empty());
        ended.into_iter().for_each(|id| *after.entry(id).or_default() += 1);
    }
    let mut after: Vec<_> = after.into_iter().collect();
    after.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    let most: Vec<String> = after.iter().take(TOLD).map(|(id, count)| format!("{id} {}", thousands(*count))).collect();
    let what = if events == 1 { "event falls" } else { "events fall" };
    (events > 0).then(|| {
        warning(format!(
            "{} {what} after the last role that the dictionaries know of {} of their actors ({}{}); khabar dict stale lists such roles.",
            thousands(events),
            after.len(),
            most.join(", "),
            if after.len() > TOLD { ", …" } else { "" }
        ))
    })
}

fn actor_ids(row: &EventRecord) -> BTreeSet<&str> {
    row.actor.iter().chain(&row.recipient).filter_map(|party| party.actor_id.as_deref()).collect()
}

fn warning(words: String) -> Warning {
    Warning { section: "actors", words }
}

/// A small number as one reads it.
fn small(chance: f64) -> String {
    if chance < 0.0001 { "less than 0.0001".to_owned() } else { format!("{chance:.4}") }
}
