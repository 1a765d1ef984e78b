//! Single values of entries, set by where they stand: what a row of a table says that it did not say before.

use super::actor::put;
use super::document::{Document, set};
use super::list;
use toml_edit::{Array, InlineTable, Item, Table, Value};

/// A step of a change to a file; entries and items are counted as they were before the first step.
#[derive(Clone, Debug)]
pub enum Step {
    /// Gives a key of an entry, or of an item of one of its lists, a value; none takes the key out.
    Set { list: String, entry: usize, item: Option<(String, usize)>, key: String, value: Option<Value> },
    /// Takes an entry, or an item of one of its lists, out.
    Remove { list: String, entry: usize, item: Option<(String, usize)> },
    /// Adds an item to a list of an entry.
    Push { list: String, entry: usize, items: String, fields: Vec<(String, Value)> },
    /// Adds an entry at the end.
    New { list: String, fields: Vec<(String, Value)> },
}

/// Makes the steps; comments, order and layout of all else stay.
///
/// # Errors
/// Where the text is no TOML, or a step's place is not there.
pub fn steps(text: &str, steps: &[Step]) -> Result<String, String> {
    let mut document = Document::parse(text)?;
    for step in steps {
        match step {
            Step::Set { list, entry, item, key, value } => {
                set_at(entry_at(&mut document, list, *entry)?, item.as_ref(), key, value.clone())?;
            }
            Step::Push { list, entry, items, fields } => push(entry_at(&mut document, list, *entry)?, items, fields)?,
            Step::Remove { .. } | Step::New { .. } => {}
        }
    }
    remove(&mut document, steps)?;
    for step in steps {
        if let Step::New { list, fields } = step {
            let mut entry = Table::new();
            fields.iter().for_each(|(key, value)| set(&mut entry, key, value.clone()));
            document.push(list, entry)?;
        }
    }
    Ok(document.text())
}

/// From the last to the first, so that none moves another.
fn remove(document: &mut Document, steps: &[Step]) -> Result<(), String> {
    let mut gone: Vec<_> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Remove { list, entry, item } => Some((list, *entry, item.as_ref())),
            _ => None,
        })
        .collect();
    // Of an entry its items go first.
    gone.sort_by(|a, b| (a.0, a.1, a.2.is_some(), a.2).cmp(&(b.0, b.1, b.2.is_some(), b.2)).reverse());
    for (list, at, item) in gone {
        match item {
            Some((items, item)) => list::remove(items_of(entry_at(document, list, at)?, items)?, *item),
            None => {
                let entries = document.toml().get_mut(list).and_then(Item::as_array_of_tables_mut);
                let entries = entries.filter(|entries| at < entries.len()).ok_or("the entry is not there")?;
                entries.remove(at);
            }
        }
    }
    Ok(())
}

fn entry_at<'a>(document: &'a mut Document, list: &str, at: usize) -> Result<&'a mut Table, String> {
    let entries = document.toml().get_mut(list).and_then(Item::as_array_of_tables_mut);
    entries.and_then(|entries| entries.get_mut(at)).ok_or_else(|| format!("there is no entry {at} of `{list}`"))
}

fn items_of<'a>(entry: &'a mut Table, items: &str) -> Result<&'a mut Array, String> {
    entry.get_mut(items).and_then(Item::as_array_mut).ok_or_else(|| format!("`{items}` is no list"))
}

fn set_at(entry: &mut Table, item: Option<&(String, usize)>, key: &str, value: Option<Value>) -> Result<(), String> {
    let Some((items, at)) = item else {
        match value {
            Some(Value::Array(new)) if entry.get(key).is_some_and(Item::is_array) => {
                sync(items_of(entry, key)?, &new);
            }
            Some(value) => set(entry, key, value),
            None => drop(entry.remove(key)),
        }
        return Ok(());
    };
    let item = items_of(entry, items)?.get_mut(*at).ok_or_else(|| format!("there is no item {at} of `{items}`"))?;
    if let Some(table) = item.as_inline_table_mut() {
        match value {
            Some(value) => put(table, key, value),
            None => drop_key(table, key),
        }
    } else if let Some(value) = value {
        let decor = item.decor().clone();
        *item = if key == "text" { value } else { with_text(item, key, value) };
        *item.decor_mut() = decor;
    }
    Ok(())
}

/// A text that gets a second key is a table from now on.
fn with_text(item: &Value, key: &str, value: Value) -> Value {
    let mut table = InlineTable::new();
    table.insert("text", item.clone().decorated(" ", ""));
    table.insert(key, value);
    table.into()
}

/// Takes a key out; the brace keeps its blank.
fn drop_key(table: &mut InlineTable, key: &str) {
    let end = table.iter().last().and_then(|(_, value)| value.decor().suffix()?.as_str().map(str::to_owned));
    table.remove(key);
    if let Some((_, last)) = table.iter_mut().last() {
        last.decor_mut().set_suffix(end.unwrap_or_default());
    }
}

/// Makes a list say what another does; what both have stays with its comments.
fn sync(list: &mut Array, new: &Array) {
    let plain = |value: &Value| value.clone().decorated("", "").to_string();
    let wanted: Vec<String> = new.iter().map(plain).collect();
    for at in (0..list.len()).rev() {
        if !list.get(at).is_some_and(|value| wanted.contains(&plain(value))) {
            list::remove(list, at);
        }
    }
    for (at, value) in new.iter().enumerate() {
        if list.get(at).map(plain).as_ref() != wanted.get(at) {
            list::insert(list, at, value.clone().decorated("", ""));
        }
    }
    while list.len() > new.len() {
        list::remove(list, list.len() - 1);
    }
}

fn push(entry: &mut Table, items: &str, fields: &[(String, Value)]) -> Result<(), String> {
    if !entry.contains_key(items) {
        set(entry, items, Array::new());
    }
    let value = match fields {
        [(key, text)] if key == "text" && ["aliases", "acronyms", "demonyms", "capitals", "nouns"].contains(&items) => {
            text.clone()
        }
        _ => {
            let mut table = InlineTable::new();
            fields.iter().for_each(|(key, value)| put(&mut table, key, value.clone()));
            table.into()
        }
    };
    list::push(items_of(entry, items)?, value);
    Ok(())
}
