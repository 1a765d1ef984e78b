//! Agents: common nouns that act for a sector.

use crate::lexicon::check::Checker;
use crate::lexicon::entry::{AgentEntry, NounEntry, Plural};
use crate::lexicon::parse::{Entries, Placed};
use crate::lexicon::{Agent, Example, Lexicon};
use std::collections::HashMap;

/// Adds the agents of all layers; the last layer that names an id has it.
pub fn add(lexicon: &mut Lexicon, entries: &Entries, check: &mut Checker) {
    let layer = |source: usize| entries.sources.get(source).map_or(0, |source| source.layer);
    let mut last: HashMap<&str, usize> = HashMap::new();
    for placed in entries.agents() {
        let id = placed.entry.id.get_ref().as_str();
        if last.insert(id, layer(placed.source)) == Some(layer(placed.source)) {
            let (at, help) = (placed.entry.id.span().start, "ids of agents are unique".to_owned());
            check.fault("D000", placed.source, at, format!("the id `{id}` is taken"), Some(help));
        }
    }
    for placed in entries.agents() {
        let entry = placed.entry;
        if !entry.off && last.get(entry.id.get_ref().as_str()) == Some(&layer(placed.source)) {
            add_agent(lexicon, placed, entries, check);
        }
    }
}

fn add_agent(lexicon: &mut Lexicon, placed: Placed<&AgentEntry>, entries: &Entries, check: &mut Checker) {
    let (entry, source, index) = (placed.entry, placed.source, lexicon.agents.len() as u32);
    lexicon.agents.push(Agent {
        id: entry.id.get_ref().as_str().into(),
        sector: check.words(source, &entry.sector),
        code: entry.code.as_ref().and_then(|code| check.code(source, code)),
        passive: entry.passive,
        people_only: entry.people_only,
        capital: entry.capital,
        of_state: check.words(source, &entry.of_state),
        of_person: check.words(source, &entry.of_person),
        origin: check.origin(source, entry.id.span().start),
    });
    for noun in &entry.nouns {
        let (text, plural) = match noun {
            NounEntry::Text(text) => (text, None),
            NounEntry::Full(full) => (&full.text, full.plural.as_ref().and_then(plural)),
        };
        lexicon.index.add_agent(index, text, plural, &entries.irregular);
    }
    let examples = entry.examples.iter();
    let built = examples.map(|example| Example::agent(example, check.at(source, example.text.span().start)));
    lexicon.examples.extend(built);
}

/// A plural that is given, or that there is none; nothing where it is to be made.
fn plural(plural: &Plural) -> Option<Option<&str>> {
    match plural {
        Plural::Is(plural) => Some(Some(plural)),
        Plural::Has(false) => Some(None),
        Plural::Has(true) => None,
    }
}
