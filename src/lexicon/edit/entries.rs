//! Many entries at once: new actors and agents, and additions to known ones, in one reading and writing of the file.

use super::actor::{ActorEdit, NewActor, apply, extension, new_entry};
use super::document::{Document, set};
use super::list;
use crate::ontology::Sector;
use std::collections::HashMap;
use toml_edit::{Array, InlineTable, Item, Table, Value};

/// A new actor, or additions to one.
#[derive(Clone, Debug)]
pub struct ActorStatement {
    pub id: String,
    /// None for an actor that is known.
    pub new: Option<NewActor>,
    pub edits: Vec<ActorEdit>,
    pub note: Option<String>,
}

/// A new agent.
#[derive(Clone, Debug)]
pub struct AgentStatement {
    pub id: String,
    pub nouns: Vec<NewNoun>,
    pub code: Option<String>,
    pub sector: Vec<Sector>,
    pub note: Option<String>,
}

/// A noun, and its plural where it is irregular; an empty one where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNoun {
    pub text: String,
    pub plural: Option<String>,
}

/// Writes the statements: into the entry of an actor where the file has it, else as new entries at its end.
///
/// # Errors
/// Where the file cannot be read as TOML, or holds something else where a list should be.
pub fn entries(text: &str, actors: &[ActorStatement], agents: &[AgentStatement]) -> Result<String, String> {
    let mut document = Document::parse(text)?;
    let known = places(&mut document);
    for actor in actors {
        let here = known.get(&actor.id).and_then(|at| entry(&mut document, *at));
        match here {
            Some(entry) => actor.edits.iter().try_for_each(|edit| apply(entry, edit))?,
            None => document.push("actor", actor.table()?)?,
        }
    }
    for agent in agents {
        document.push("agent", agent.table())?;
    }
    Ok(document.text())
}

/// The ids of the actors of which the file has entries; none of a text that is no TOML.
pub fn actor_ids(text: &str) -> Vec<String> {
    Document::parse(text).map_or_else(|_| Vec::new(), |mut document| places(&mut document).into_keys().collect())
}

/// Where in the file the actors' entries are.
fn places(document: &mut Document) -> HashMap<String, usize> {
    let entries = document.toml().get("actor").and_then(Item::as_array_of_tables);
    let ids = entries.into_iter().flatten().map(|entry| entry.get("id").and_then(Item::as_str).unwrap_or_default());
    ids.enumerate().map(|(at, id)| (id.to_owned(), at)).collect()
}

fn entry(document: &mut Document, at: usize) -> Option<&mut Table> {
    document.toml().get_mut("actor")?.as_array_of_tables_mut()?.get_mut(at)
}

impl ActorStatement {
    fn table(&self) -> Result<Table, String> {
        let mut table = self.new.as_ref().map_or_else(|| extension(&self.id, &self.edits), new_entry);
        self.edits.iter().try_for_each(|edit| apply(&mut table, edit))?;
        if let Some(note) = &self.note {
            set(&mut table, "note", note.as_str());
        }
        Ok(table)
    }
}

impl AgentStatement {
    fn table(&self) -> Table {
        let mut table = Table::new();
        set(&mut table, "id", self.id.as_str());
        let mut nouns = Array::new();
        self.nouns.iter().for_each(|noun| list::push(&mut nouns, noun.value()));
        set(&mut table, "nouns", nouns);
        if let Some(code) = &self.code {
            set(&mut table, "code", code.as_str());
        }
        set(&mut table, "sector", self.sector.iter().map(|sector| sector.as_str()).collect::<Array>());
        if let Some(note) = &self.note {
            set(&mut table, "note", note.as_str());
        }
        table
    }
}

impl NewNoun {
    fn value(&self) -> Value {
        let Some(plural) = &self.plural else { return self.text.as_str().into() };
        let mut table = InlineTable::new();
        table.insert("text", self.text.as_str().into());
        table.insert("plural", if plural.is_empty() { false.into() } else { plural.as_str().into() });
        table.into()
    }
}
