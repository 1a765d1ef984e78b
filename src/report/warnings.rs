//! What a reader should know before the first figure, the gravest first.

mod actors;
mod chance;
mod sources;

use super::happened::happened;
use super::{Beside, Text, thousands};
use crate::dataset::Dataset;
use serde_json::Value;
use std::collections::HashMap;

/// A warning and the section of the page that shows what is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Its id in the page.
    pub section: &'static str,
    /// A sentence.
    pub words: String,
}

/// More than this share of all events from one article is worth a look, in percent.
const LOUD: usize = 20;

/// All that holds for a dataset, in order of weight.
pub fn warnings(dataset: &Dataset, beside: &Beside) -> Vec<Warning> {
    let counts = &dataset.run.counts;
    let state = |text: &Text| beside.texts.values().filter(|one| *one == text).count() as u64;
    let defaults = dataset.mentions.iter().filter(|row| row.how == "default").count() as u64;
    let undated = happened(dataset).filter(|row| row.date.is_none()).count() as u64;
    let placeless = happened(dataset).filter(|row| row.event_loc.is_none()).count() as u64;
    let graver = [
        (counts.skipped, "skipped", "that could not be read: missing from every figure", "input", "inputs"),
        (state(&Text::Changed), "reading", "changed since the run: the text is not shown", "article", "articles"),
        (
            state(&Text::Missing),
            "reading",
            "gone or moved since the run: only coded sentences are shown",
            "article",
            "articles",
        ),
        (
            counts.undated,
            "accounting",
            "without a known date: events are in no timeline unless the text gives a day",
            "article",
            "articles",
        ),
        (undated, "timeline", "without a date: in tables, not in the timeline", "event", "events"),
        (
            counts.ambiguous,
            "ambiguities",
            "that no rule settled: several actors bear them",
            "ambiguous name",
            "ambiguous names",
        ),
        (
            defaults,
            "ambiguities",
            "settled on the holder that the dictionary takes when nothing else decides",
            "ambiguous mention",
            "ambiguous mentions",
        ),
    ];
    let lighter = [
        (counts.unknown_names, "unknown", "seen three times or more", "unknown name", "unknown names"),
        (
            counts.duplicates,
            "accounting",
            "with the text of an earlier one: events count once unless you ask for every report",
            "article",
            "articles",
        ),
        (counts.no_text, "skipped", "without a word of text", "input", "inputs"),
        (placeless, "places", "without a place: in tables, not on the map", "event", "events"),
    ];
    let mut warnings = counted(&graver);
    warnings.extend(sources::comings_and_goings(dataset));
    warnings.extend(actors::stale(dataset, beside.known.as_ref()));
    warnings.extend(counted(&lighter));
    warnings.extend(actors::shifts(dataset));
    warnings.extend(loud(dataset));
    warnings.extend(beside.changes.as_ref().and_then(changed));
    warnings
}

/// A count, the section that shows what is counted, what is to be known of it, and what one and several are called.
type Line = (u64, &'static str, &'static str, &'static str, &'static str);

/// What there is at all.
fn counted(lines: &[Line]) -> Vec<Warning> {
    let some = lines.iter().filter(|(count, ..)| *count > 0);
    let warning = |(count, section, what, one, many): &Line| {
        let noun = if *count == 1 { one } else { many };
        Warning { section, words: format!("{} {noun} {what}.", thousands(*count)) }
    };
    some.map(warning).collect()
}

/// The article that tells more than its share.
fn loud(dataset: &Dataset) -> Option<Warning> {
    let mut told: HashMap<&str, usize> = HashMap::new();
    dataset.events.iter().for_each(|row| *told.entry(&row.doc).or_default() += 1);
    let (doc, count) = told.into_iter().max_by_key(|(doc, count)| (*count, *doc))?;
    let share = count * 100 / dataset.events.len().max(1);
    let words = format!("One article, {doc}, holds {} events, {share} % of all.", thousands(count as u64));
    (share >= LOUD && dataset.articles.len() > 2).then_some(Warning { section: "reading", words })
}

/// How much is otherwise than in the earlier dataset.
fn changed(changes: &Value) -> Option<Warning> {
    let events = changes.get("events")?;
    let [lost, gained, recoded] = ["lost", "gained", "recoded"].map(|sort| events.get(sort).and_then(Value::as_u64));
    let old = changes.get("old")?.get("path")?.as_str()?;
    let words = format!(
        "Since {old} {} events are lost, {} gained and {} coded otherwise.",
        thousands(lost?),
        thousands(gained?),
        thousands(recoded?)
    );
    Some(Warning { section: "changes", words })
}
