//! Where the names of the dictionaries stand in texts: by themselves, or within longer names.

use crate::lexicon::{Alias, Found, Hit, Lexicon, Scratch, fold};
use crate::text::{Article, Span};
use std::collections::{HashMap, HashSet};

/// What texts show of names, by the index of the alias.
#[derive(Default)]
pub struct Sightings {
    seen: HashMap<u32, Sighting>,
}

/// How often a name stands in texts, whoever is meant there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sighting {
    /// By itself.
    pub alone: u64,
    /// Articles in which it does.
    pub docs: u64,
    /// Those of them that have another name of its actor too.
    pub confirmed: u64,
    /// Within a longer name of its actor.
    pub within_own: u64,
    /// Within a longer name of somebody else.
    pub within_other: u64,
    /// An alias that is such a name.
    pub other: Option<u32>,
}

impl Sightings {
    /// Those of an article.
    pub fn of(article: &Article, lexicon: &Lexicon) -> Sightings {
        let mut hits = Vec::new();
        lexicon.scan(&article.text, Span::new(0, article.text.len()), &mut Scratch::default(), &mut hits);
        let names: Vec<(u32, &Alias, Span)> = hits.iter().filter_map(|hit| named(hit, lexicon)).collect();
        let mut seen: HashMap<u32, Sighting> = HashMap::new();
        for &(index, alias, span) in &names {
            let sighting = seen.entry(index).or_default();
            match covering(&names, alias, span) {
                None => {
                    sighting.alone += 1;
                    sighting.docs = 1;
                }
                Some((_, longer)) if longer.actor == alias.actor => sighting.within_own += 1,
                Some((other, _)) => {
                    sighting.within_other += 1;
                    sighting.other = Some(other);
                }
            }
        }
        let called: HashSet<(u32, String)> =
            names.iter().map(|(_, alias, _)| (alias.actor, fold(&alias.text))).collect();
        for (index, sighting) in seen.iter_mut().filter(|(_, sighting)| sighting.docs > 0) {
            let Some(alias) = lexicon.aliases.get(*index as usize) else { continue };
            let surface = fold(&alias.text);
            let otherwise = called.iter().any(|(actor, name)| *actor == alias.actor && *name != surface);
            sighting.confirmed = u64::from(otherwise);
        }
        Sightings { seen }
    }

    /// Both together.
    pub fn join(mut self, others: Sightings) -> Sightings {
        for (index, other) in others.seen {
            let one = self.seen.entry(index).or_default();
            *one = Sighting {
                alone: one.alone + other.alone,
                docs: one.docs + other.docs,
                confirmed: one.confirmed + other.confirmed,
                within_own: one.within_own + other.within_own,
                within_other: one.within_other + other.within_other,
                other: one.other.or(other.other),
            };
        }
        self
    }

    /// How often these aliases stand within longer names, which win.
    pub fn covered(&self, aliases: &[u32]) -> u64 {
        let seen = aliases.iter().map(|alias| self.get(*alias));
        seen.map(|seen| seen.within_own + seen.within_other).sum()
    }

    /// What is seen of an alias.
    pub fn get(&self, alias: u32) -> Sighting {
        self.seen.get(&alias).copied().unwrap_or_default()
    }
}

/// The aliases of the new lexicon that the old one has not.
pub fn new_names(old: &Lexicon, new: &Lexicon) -> Vec<u32> {
    let known: HashSet<(&str, &str)> = old.aliases.iter().filter_map(|alias| whose(old, alias)).collect();
    let is_new = |alias| whose(new, alias).is_some_and(|it| !known.contains(&it));
    (0..).zip(&new.aliases).filter(|(_, alias)| is_new(alias)).map(|(index, _)| index).collect()
}

/// A name and whose it is.
fn whose<'a>(lexicon: &'a Lexicon, alias: &'a Alias) -> Option<(&'a str, &'a str)> {
    Some((&*alias.text, &*lexicon.actor_of(alias)?.id))
}

/// The alias of a hit that is one.
fn named<'a>(hit: &Hit, lexicon: &'a Lexicon) -> Option<(u32, &'a Alias, Span)> {
    let Found::Alias(index) = hit.what else { return None };
    Some((index, lexicon.aliases.get(index as usize)?, hit.span))
}

/// A longer name around a name: one of its own actor, else the first of the longest.
fn covering<'a>(names: &[(u32, &'a Alias, Span)], alias: &Alias, span: Span) -> Option<(u32, &'a Alias)> {
    let around = names.iter().filter(|(_, _, other)| *other != span && other.join(span) == *other);
    let best = around
        .min_by_key(|(_, longer, other)| (longer.actor != alias.actor, std::cmp::Reverse(other.end - other.start)));
    best.map(|(index, longer, _)| (*index, *longer))
}
