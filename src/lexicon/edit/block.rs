//! `[[ambiguous]]` and `[[ignore]]` blocks.

use super::document::{Document, set};
use super::list;
use crate::lexicon::fold::fold;
use jiff::civil::Date;
use toml_edit::{Array, InlineTable, Item, Table, Value};

/// A rule to add to a block.
#[derive(Clone, Debug, Default)]
pub struct NewRule {
    /// None takes the surface's words and a number.
    pub id: Option<String>,
    /// An actor's id, or `none`.
    pub pick: String,
    pub when_full_name: bool,
    pub near_any: Vec<String>,
    pub left_any: Vec<String>,
    pub right_any: Vec<String>,
}

/// Adds rules to the block of a surface; writes the block where there is none.
///
/// # Errors
/// Where the file cannot be read as TOML or holds something else in the place of its entries.
pub fn ambiguous(text: &str, surface: &str, rules: &[NewRule], otherwise: Option<&str>) -> Result<String, String> {
    let mut document = Document::parse(text)?;
    let is_it = |known: &str| fold(known) == fold(surface);
    if document.find("ambiguous", "text", is_it).is_none() {
        let mut block = Table::new();
        set(&mut block, "text", surface);
        set(&mut block, "window", "article");
        let mut lines = Array::new();
        lines.set_trailing("\n");
        set(&mut block, "rules", lines);
        set(&mut block, "otherwise", "ask");
        document.push("ambiguous", block)?;
    }
    let block = document.find("ambiguous", "text", is_it).ok_or("the block is not there")?;
    if !block.contains_key("rules") {
        set(block, "rules", Array::new());
    }
    let known = block.get_mut("rules").and_then(Item::as_array_mut).ok_or("`rules` is no list")?;
    for rule in rules {
        let id = rule.id.clone().unwrap_or_else(|| free_id(known, surface));
        list::push(known, rule.value(&id));
    }
    if let Some(otherwise) = otherwise {
        set(block, "otherwise", otherwise);
    }
    Ok(document.text())
}

/// The surface's words and the first number that no rule has.
fn free_id(rules: &Array, surface: &str) -> String {
    let base = fold(surface).replace(|c: char| !c.is_alphanumeric(), "-");
    let taken = |id: &str| {
        let ids = rules.iter().filter_map(|rule| rule.as_inline_table()?.get("id")?.as_str());
        ids.into_iter().any(|known| known == id)
    };
    (1..=rules.len() + 1).map(|n| format!("{base}-{n}")).find(|id| !taken(id)).unwrap_or(base)
}

impl NewRule {
    fn value(&self, id: &str) -> Value {
        let mut table = InlineTable::new();
        table.insert("id", id.into());
        table.insert("pick", self.pick.as_str().into());
        if self.when_full_name {
            table.insert("when_full_name", true.into());
        }
        for (key, words) in [("near_any", &self.near_any), ("left_any", &self.left_any), ("right_any", &self.right_any)]
        {
            if !words.is_empty() {
                table.insert(key, Value::Array(words.iter().map(String::as_str).collect()));
            }
        }
        table.into()
    }
}

/// Adds a name that is to be left alone.
///
/// # Errors
/// Where the file cannot be read as TOML or holds something else in the place of its entries.
pub fn ignore(text: &str, surface: &str, why: Option<&str>, by: Option<&str>, on: Date) -> Result<String, String> {
    let mut document = Document::parse(text)?;
    if document.find("ignore", "text", |known| fold(known) == fold(surface)).is_some() {
        return Err(format!("`{surface}` is ignored already"));
    }
    let mut entry = Table::new();
    set(&mut entry, "text", surface);
    for (key, value) in [("why", why), ("by", by)] {
        if let Some(value) = value {
            set(&mut entry, key, value);
        }
    }
    if let Ok(on) = on.to_string().parse::<toml_edit::Datetime>() {
        set(&mut entry, "on", on);
    }
    document.push("ignore", entry)?;
    Ok(document.text())
}
