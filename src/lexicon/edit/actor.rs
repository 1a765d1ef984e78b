//! Edits of an actor's entry: in place where the file has it, else as an extension of what an earlier layer has.

use super::document::{Document, set};
use super::list;
use crate::lexicon::fold::fold;
use crate::lexicon::{AliasSort, Case};
use crate::ontology::{Kind, Sector};
use jiff::civil::Date;
use toml_edit::{Array, InlineTable, Item, Table, Value};

/// A change to an actor's entry.
#[derive(Clone, Debug)]
pub enum ActorEdit {
    Name(NewName),
    /// Takes a name out: of the entry's own lists, and of what it extends.
    Without(String),
    /// Adds a role, or changes the one that begins on the same day.
    Role(NewRole),
    Parent {
        id: String,
        from: Option<Date>,
        until: Option<Date>,
    },
    /// Switches the actor of an earlier layer off.
    Off,
}

/// A name to add, and when it counts.
#[derive(Clone, Debug)]
pub struct NewName {
    pub text: String,
    pub sort: AliasSort,
    /// None where the sort's own rule is enough.
    pub case: Option<Case>,
    pub unless_left: Vec<String>,
    pub unless_right: Vec<String>,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// A role to add or to change.
#[derive(Clone, Debug)]
pub struct NewRole {
    pub code: Option<String>,
    pub sector: Vec<Sector>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub office: Option<String>,
}

/// An actor that no layer has yet.
#[derive(Clone, Debug)]
pub struct NewActor {
    pub id: String,
    pub name: String,
    pub kind: Kind,
    pub country: Option<String>,
    pub sector: Vec<Sector>,
}

/// Adds an entry for a new actor.
///
/// # Errors
/// Where the file cannot be read as TOML or holds something else in the place of its entries.
pub fn add_actor(text: &str, actor: &NewActor) -> Result<String, String> {
    let mut document = Document::parse(text)?;
    document.push("actor", new_entry(actor))?;
    Ok(document.text())
}

pub(super) fn new_entry(actor: &NewActor) -> Table {
    let mut entry = Table::new();
    set(&mut entry, "id", actor.id.as_str());
    set(&mut entry, "name", actor.name.as_str());
    set(&mut entry, "kind", actor.kind.as_str());
    if let Some(country) = &actor.country {
        set(&mut entry, "country", country.as_str());
    }
    if !actor.sector.is_empty() {
        set(&mut entry, "sector", actor.sector.iter().map(|sector| sector.as_str()).collect::<Array>());
    }
    entry
}

/// Makes the changes to the actor's entry in this file; where it has none, one that extends an earlier layer's is added.
///
/// # Errors
/// Where the file cannot be read as TOML, or holds something else where a list should be.
pub fn edit_actor(text: &str, id: &str, edits: &[ActorEdit]) -> Result<String, String> {
    let mut document = Document::parse(text)?;
    if document.find("actor", "id", |known| known == id).is_none() {
        document.push("actor", extension(id, edits))?;
    }
    let entry = document.find("actor", "id", |known| known == id).ok_or("the entry is not there")?;
    edits.iter().try_for_each(|edit| apply(entry, edit))?;
    Ok(document.text())
}

/// An entry that lies over an earlier layer's.
pub(super) fn extension(id: &str, edits: &[ActorEdit]) -> Table {
    let mut entry = Table::new();
    set(&mut entry, "id", id);
    if !edits.iter().any(|edit| matches!(edit, ActorEdit::Off)) {
        set(&mut entry, "extends", true);
    }
    entry
}

pub(super) fn apply(entry: &mut Table, edit: &ActorEdit) -> Result<(), String> {
    match edit {
        ActorEdit::Name(name) => {
            list::push(list_of(entry, key(name.sort))?, name.value());
        }
        ActorEdit::Without(text) => without(entry, text)?,
        ActorEdit::Role(role) => add_role(list_of(entry, "roles")?, role),
        ActorEdit::Parent { id, from, until } => {
            let mut parent = InlineTable::new();
            parent.insert("id", id.as_str().into());
            dates(&mut parent, *from, *until);
            let plain = from.is_none() && until.is_none();
            list::push(list_of(entry, "parent")?, if plain { id.as_str().into() } else { parent.into() });
        }
        ActorEdit::Off => set(entry, "off", true),
    }
    Ok(())
}

/// The list that names of a sort stand in.
fn key(sort: AliasSort) -> &'static str {
    match sort {
        AliasSort::Name => "aliases",
        AliasSort::Acronym => "acronyms",
        AliasSort::Demonym => "demonyms",
        AliasSort::Capital => "capitals",
    }
}

fn list_of<'a>(entry: &'a mut Table, key: &str) -> Result<&'a mut Array, String> {
    if !entry.contains_key(key) {
        set(entry, key, Array::new());
    }
    entry.get_mut(key).and_then(Item::as_array_mut).ok_or(format!("`{key}` is no list"))
}

fn without(entry: &mut Table, text: &str) -> Result<(), String> {
    let names = [AliasSort::Name, AliasSort::Acronym, AliasSort::Demonym, AliasSort::Capital];
    let mut own = false;
    for key in names.map(key) {
        let Some(names) = entry.get_mut(key).and_then(Item::as_array_mut) else { continue };
        let is_it = |name: &Value| fold(name_of(name)) == fold(text);
        let found: Vec<usize> = names.iter().enumerate().filter(|(_, name)| is_it(name)).map(|(at, _)| at).collect();
        own |= !found.is_empty();
        found.into_iter().rev().for_each(|at| list::remove(names, at));
    }
    let extends = entry.get("extends").and_then(Item::as_bool) == Some(true);
    match (extends, own) {
        (true, false) => list::push(list_of(entry, "without")?, text.into()),
        (false, false) if entry.get("name").and_then(Item::as_str).is_some_and(|name| fold(name) == fold(text)) => {
            return Err(format!(
                "`{text}` is what the entry calls the actor: put another name into its line `name` first"
            ));
        }
        (false, false) => return Err(format!("the actor has no name `{text}`; `khabar dict show` lists those it has")),
        (_, true) => {}
    }
    Ok(())
}

fn name_of(value: &Value) -> &str {
    let full = || value.as_inline_table().and_then(|table| table.get("text")).and_then(Value::as_str);
    value.as_str().or_else(full).unwrap_or_default()
}

fn add_role(roles: &mut Array, role: &NewRole) {
    let from = |value: &Value| {
        value.as_inline_table().and_then(|table| table.get("from")).map(|date| date.to_string().trim().to_owned())
    };
    let own = role.from.map(|date| date.to_string());
    let same = roles.iter().position(|known| from(known) == own);
    match same.and_then(|at| roles.get_mut(at)).and_then(Value::as_inline_table_mut) {
        Some(known) => role.write(known),
        None => {
            let mut table = InlineTable::new();
            role.write(&mut table);
            // Dates in this form sort as texts do.
            let at = roles.iter().position(|known| from(known) > own).unwrap_or(roles.len());
            let many = !roles.is_empty();
            list::insert(roles, at, table.into());
            if many {
                break_up(roles)
            }
        }
    }
}

/// Each value on a line of its own.
fn break_up(list: &mut Array) {
    if list::is_broken(list) {
        return;
    }
    list.iter_mut().for_each(|value| value.decor_mut().set_prefix("\n  "));
    list.set_trailing("\n");
    list.set_trailing_comma(true);
}

/// Sets a key of a table on one line; one that is there stays where it is.
pub(super) fn put(table: &mut InlineTable, key: &str, value: Value) {
    match table.get_mut(key) {
        Some(known) => {
            let decor = known.decor().clone();
            *known = value;
            *known.decor_mut() = decor;
        }
        None => {
            // Blanks before the closing brace belong to the last value.
            if let Some((_, last)) = table.iter_mut().last() {
                last.decor_mut().set_suffix("");
            }
            table.insert(key, value);
        }
    }
}

impl NewRole {
    /// Sets what the role says; what it leaves open stays.
    fn write(&self, table: &mut InlineTable) {
        let mut put = |key: &str, value: Value| put(table, key, value);
        if let Some(code) = &self.code {
            put("code", code.as_str().into());
        }
        if !self.sector.is_empty() {
            put("sector", Value::Array(self.sector.iter().map(|sector| sector.as_str()).collect()));
        }
        for (key, date) in [("from", self.from), ("until", self.until)] {
            if let Some(date) = date.and_then(day) {
                put(key, date);
            }
        }
        if let Some(office) = &self.office {
            put("office", office.as_str().into());
        }
    }
}

impl NewName {
    fn value(&self) -> Value {
        let mut table = InlineTable::new();
        table.insert("text", self.text.as_str().into());
        if let Some(case) = self.case {
            table.insert("case", case.as_str().into());
        }
        for (key, words) in [("unless_left", &self.unless_left), ("unless_right", &self.unless_right)] {
            if !words.is_empty() {
                table.insert(key, Value::Array(words.iter().map(String::as_str).collect()));
            }
        }
        dates(&mut table, self.from, self.until);
        if table.len() == 1 { self.text.as_str().into() } else { table.into() }
    }
}

fn dates(table: &mut InlineTable, from: Option<Date>, until: Option<Date>) {
    for (key, date) in [("from", from), ("until", until)] {
        if let Some(date) = date.and_then(day) {
            table.insert(key, date);
        }
    }
}

/// A day as TOML writes it.
fn day(date: Date) -> Option<Value> {
    date.to_string().parse::<toml_edit::Datetime>().ok().map(Value::from)
}
