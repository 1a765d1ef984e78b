//! Dictionaries as tables for spreadsheets, and as patterns for spaCy: texts in, tables or bytes out.

mod csv;
mod spacy;
#[cfg(test)]
mod tests;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use csv::csv;
pub use spacy::spacy;
#[cfg(feature = "xlsx")]
pub use xlsx::xlsx;

use super::parse::holds_entries;
use super::sheet::{Place, Row, SHEETS, Sheet, show};
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// All rows of all sheets, in the order of folders and files.
#[derive(Debug, Default)]
pub struct Rows {
    /// By the index of their sheet in [`SHEETS`].
    pub rows: Vec<(usize, Row)>,
    /// What the sheets have no place for.
    pub left_out: Vec<String>,
}

/// The rows of the files of a dictionary folder; `folder` is counted from the last one.
pub fn rows(folder: usize, files: &[(String, String)]) -> Rows {
    let mut rows = Rows::default();
    for (file, text) in files.iter().filter(|(file, _)| holds_entries(file)) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match text.replace("\r\n", "\n").parse::<DocumentMut>() {
            Ok(document) => rows.file(folder, file, &document),
            Err(error) => rows.left_out.push(format!("{file}: {}", error.message())),
        }
    }
    rows
}

impl Rows {
    /// Adds those of another folder.
    pub fn extend(&mut self, other: Rows) {
        self.rows.extend(other.rows);
        self.left_out.extend(other.left_out);
    }

    /// The rows of a sheet.
    pub fn of(&self, sheet: usize) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |(at, _)| *at == sheet).map(|(_, row)| row)
    }

    fn file(&mut self, folder: usize, file: &str, document: &DocumentMut) {
        for (list, item) in document.iter().filter(|(_, item)| !item.is_value() && !item.is_none()) {
            match item.as_array_of_tables() {
                Some(entries) if SHEETS.iter().any(|sheet| sheet.key(list).is_some()) => {
                    for (at, entry) in entries.iter().enumerate() {
                        let place =
                            Place { folder, file: file.to_owned(), list: list.to_owned(), entry: at, item: None };
                        self.entry(&place, entry);
                    }
                }
                _ if list == "verb" || list == "noun" => {}
                _ => self.left_out.push(format!("{file}: `{list}`")),
            }
        }
    }

    fn entry(&mut self, place: &Place, entry: &dyn TableLike) {
        let here = |(_, sheet): &(usize, &Sheet)| sheet.key(&place.list).is_some();
        for (at, sheet) in SHEETS.iter().enumerate().filter(here) {
            if sheet.lists.is_empty() {
                let cells = cells(sheet, |key| entry.get(key).and_then(Item::as_value));
                self.rows.push((at, Row { place: place.clone(), cells }));
            }
            for list in sheet.lists {
                self.items(at, sheet, place, entry, list);
            }
        }
    }

    fn items(&mut self, at: usize, sheet: &Sheet, place: &Place, entry: &dyn TableLike, list: &str) {
        let Some(items) = entry.get(list) else { return };
        let name = sheet.key(&place.list).and_then(|key| entry.get(key)).and_then(Item::as_str).unwrap_or_default();
        let Some(items) = items.as_array() else {
            let left_out = format!("{}: `{list}` of {name}, which is no list in square brackets", place.file);
            return self.left_out.push(left_out);
        };
        for (index, item) in items.iter().enumerate() {
            let place = Place { item: Some((list.to_owned(), index)), ..place.clone() };
            let mut row = Vec::new();
            if sheet.entries.len() > 1 {
                row.push(place.list.clone());
            }
            row.push(name.to_owned());
            if sheet.lists.len() > 1 {
                row.push(list.to_owned());
            }
            row.extend(cells(sheet, |key| field(item, key)));
            self.rows.push((at, Row { place, cells: row }));
        }
    }
}

/// A key of an item; an item that is only a text is its `text`.
fn field<'a>(item: &'a Value, key: &str) -> Option<&'a Value> {
    match item {
        Value::InlineTable(table) => table.get(key),
        other => (key == "text").then_some(other),
    }
}

fn cells<'a>(sheet: &Sheet, get: impl Fn(&str) -> Option<&'a Value>) -> Vec<String> {
    let cell = |name: &str, shape| get(name).map(|value| show(value, shape)).unwrap_or_default();
    sheet.columns.iter().map(|column| cell(column.name, column.shape)).collect()
}
