//! What of the dictionaries a dataset has no use for.

use crate::dataset::{EventRecord, MentionRecord, PartyRecord};
use crate::lexicon::{Actor, Alias, AliasSort, Lexicon, fold};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// The names by which actors are called in a dataset.
#[derive(Default)]
pub struct Seen {
    /// Folded, by actor.
    names: HashMap<String, HashSet<String>>,
}

/// Actors that nothing names, and names of others that none is called by; those of the last files, a project's own, first.
pub struct Unused<'a> {
    pub actors: Vec<&'a Actor>,
    pub aliases: Vec<(&'a Actor, &'a Alias)>,
}

impl Seen {
    /// Adds an actor named.
    pub fn mention(&mut self, row: MentionRecord) {
        self.names.entry(row.actor).or_default().insert(fold(&row.text));
    }

    /// Adds the parties of an event, which can be named by a nationality alone.
    pub fn event(&mut self, row: EventRecord) {
        for PartyRecord { actor_id, entity_text, .. } in row.actor.into_iter().chain(row.recipient) {
            if let Some(actor) = actor_id {
                self.names.entry(actor).or_default().insert(fold(&entity_text));
            }
        }
    }

    /// What is never used. Nationalities and capitals are left out, as they also serve to find places and countries.
    pub fn unused<'a>(&self, lexicon: &'a Lexicon) -> Unused<'a> {
        let mut actors: Vec<_> = lexicon.actors.iter().filter(|actor| !self.names.contains_key(&*actor.id)).collect();
        let aliases = lexicon.aliases.iter().filter_map(|alias| {
            let actor = lexicon.actors.get(alias.actor as usize)?;
            let names = self.names.get(&*actor.id)?;
            let counts = matches!(alias.sort, AliasSort::Name | AliasSort::Acronym);
            (counts && !is_among(&fold(&alias.text), names)).then_some((actor, alias))
        });
        let mut aliases: Vec<_> = aliases.collect();
        actors.sort_by_key(|actor| Reverse(actor.at.source));
        aliases.sort_by_key(|(_, alias)| Reverse(alias.at.source));
        Unused { actors, aliases }
    }
}

/// Whether the name was seen, perhaps with a title before it.
fn is_among(name: &str, seen: &HashSet<String>) -> bool {
    let titled = |other: &String| other.strip_suffix(name).is_some_and(|title| title.ends_with(' '));
    seen.contains(name) || seen.iter().any(titled)
}
