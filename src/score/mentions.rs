//! Named mentions: exact span and id.

use super::figures::MentionCounts;
use super::locate::{Located, Named, Range};
use super::output::MentionRow;
use super::parties::is_person;
use std::collections::{BTreeMap, HashSet};

/// Counts one article's mentions against the gold's.
pub(super) fn count(gold: &Located, rows: &[MentionRow], ids: Option<&HashSet<String>>) -> MentionCounts {
    let in_article = |row: &&MentionRow| gold.sentence(row.start).is_some() || gold.in_boilerplate(row.start);
    let mut got: BTreeMap<Range, &str> = rows
        .iter()
        .filter(in_article)
        .map(|row| ((row.start, row.end), row.actor.as_deref().unwrap_or_default()))
        .collect();
    let (want, others): (Vec<&Named>, Vec<&Named>) =
        gold.mentions.iter().partition(|(_, _, actor)| actor.is_none_or(|actor| is_scored(actor, ids)));
    for (place, ..) in others {
        got.retain(|&span, _| !overlap(span, *place));
    }
    let mut counts = MentionCounts::default();
    for (place, words, _) in want.iter().filter(|(_, _, actor)| actor.is_none()) {
        // Nothing is to be tagged there, or the right one: only the acronym's usual holder is an error.
        let usual = words.trim_end_matches('s');
        counts.friends += 1;
        counts.friends_tagged += usize::from(got.iter().any(|(&span, &id)| overlap(span, *place) && id == usual));
        got.retain(|&span, id| !overlap(span, *place) || *id == usual);
    }
    for id in got.values() {
        *if is_person(id) { &mut counts.persons.out } else { &mut counts.named.out } += 1;
    }
    for (place, _, actor) in want {
        let Some(actor) = *actor else { continue };
        let found = got.get(place);
        if is_person(actor) {
            counts.persons.gold += 1;
            counts.persons.hits += usize::from(found.is_some_and(|id| is_person(id)));
        } else {
            counts.named.gold += 1;
            counts.named.hits += usize::from(found == Some(&actor));
            counts.overlapping += usize::from(got.iter().any(|(&span, &id)| overlap(span, *place) && id == actor));
        }
    }
    let stray = |span: &&Range| gold.in_boilerplate(span.0) && gold.sentence(span.0).is_none();
    counts.in_boilerplate = got.keys().filter(stray).count();
    counts
}

/// Persons and states always; organisations where they are in the list, if there is one.
fn is_scored(actor: &str, ids: Option<&HashSet<String>>) -> bool {
    let is_state = || actor.chars().count() == 3 && actor.chars().all(char::is_alphabetic);
    ids.is_none_or(|ids| is_person(actor) || ids.contains(actor) || is_state())
}

fn overlap(a: Range, b: Range) -> bool {
    a.0 < b.1 && b.0 < a.1
}
