//! Which types stand in for which: missed and surplus events of the same sentence, paired.

use super::pairs::Pair;
use super::{Annotated, Output, Rules, all_pairs};
use crate::ontology::EventType;
use std::collections::BTreeMap;

/// How often a gold type became another type, or nothing; and what was coded where the gold has nothing. Sorted, most frequent
/// first; right ones are left out.
pub fn confusion(articles: &[Annotated], output: &Output) -> Vec<(Option<EventType>, Option<EventType>, usize)> {
    let mut counts = BTreeMap::new();
    for (_, pairs) in all_pairs(articles, output, Rules::Strict) {
        let alone = |pair: &&Pair| pair.gold.is_none() || pair.row.is_none();
        let mut by_sentence: BTreeMap<Option<usize>, Vec<&Pair>> = BTreeMap::new();
        for pair in pairs.iter().filter(alone) {
            by_sentence.entry(pair.sentence).or_default().push(pair);
        }
        for one in by_sentence.values().flat_map(|pairs| paired(pairs)) {
            *counts.entry(one).or_insert(0) += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().map(|((gold, out), n)| (gold, out, n)).collect();
    counts.sort_by_key(|&(gold, out, n)| (std::cmp::Reverse(n), gold, out));
    counts
}

/// Pairs missed and surplus events of a sentence: first those whose triggers share a word, then in their order.
fn paired(pairs: &[&Pair]) -> Vec<(Option<EventType>, Option<EventType>)> {
    let mut missed: Vec<_> = pairs.iter().filter_map(|pair| pair.gold).collect();
    let mut surplus: Vec<_> = pairs.iter().filter_map(|pair| pair.row).collect();
    let mut out = Vec::new();
    missed.retain(|gold| {
        let same = surplus.iter().position(|row| share_a_word(&gold.trigger, &row.words));
        out.extend(same.map(|i| (Some(gold.event), Some(surplus.remove(i).event))));
        same.is_none()
    });
    for i in 0..missed.len().max(surplus.len()) {
        out.push((missed.get(i).map(|gold| gold.event), surplus.get(i).map(|row| row.event)));
    }
    out
}

fn share_a_word(a: &str, b: &str) -> bool {
    a.split_whitespace().any(|word| b.split_whitespace().any(|other| word.eq_ignore_ascii_case(other)))
}
