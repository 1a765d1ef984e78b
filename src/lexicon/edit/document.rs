//! A dictionary file as a document that can be changed and written back as it was.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// The order of keys in an entry; `dict fmt` sorts by it, and edits put new keys where they belong.
const ORDER: &str = "id text name extends off kind surname gender country nouns lemmas code sector parent without aliases acronyms demonyms \
                     capitals roles window rules otherwise passive event actor recipient mode context cameo acled object not_object \
                     subject not_subject near not_near requires infinitive needs named_after recipient_sector symmetric status wikidata why by on note source examples";

/// Where a key stands in the order; unknown ones stand last.
pub fn rank(key: &str) -> usize {
    let mut keys = ORDER.split_ascii_whitespace();
    keys.position(|known| known == key).unwrap_or(usize::MAX)
}

/// The document, and what its text had that TOML does not keep.
pub struct Document {
    toml: DocumentMut,
    crlf: bool,
    bom: bool,
}

impl Document {
    /// # Errors
    /// Where the text is no TOML.
    pub fn parse(text: &str) -> Result<Document, String> {
        let (bom, text) = text.strip_prefix('\u{feff}').map_or((false, text), |rest| (true, rest));
        let crlf = text.contains("\r\n");
        let lines = if crlf { text.replace("\r\n", "\n") } else { text.to_owned() };
        let toml = lines.parse::<DocumentMut>().map_err(|error| error.to_string())?;
        Ok(Document { toml, crlf, bom })
    }

    /// The text, with the line ends it had.
    pub fn text(&self) -> String {
        let text = self.toml.to_string();
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        if self.bom { format!("\u{feff}{text}") } else { text }
    }

    pub fn toml(&mut self) -> &mut DocumentMut {
        &mut self.toml
    }

    /// The last entry of a list whose key holds this text.
    pub fn find(&mut self, list: &str, key: &str, holds: impl Fn(&str) -> bool) -> Option<&mut Table> {
        let entries = self.toml.get_mut(list)?.as_array_of_tables_mut()?;
        let is_it = |entry: &Table| entry.get(key).and_then(Item::as_str).is_some_and(&holds);
        entries.iter_mut().filter(|entry| is_it(entry)).last()
    }

    /// Adds an entry to the end of a list, after a blank line.
    ///
    /// # Errors
    /// Where something else has the list's name.
    pub fn push(&mut self, list: &str, mut entry: Table) -> Result<(), String> {
        entry.decor_mut().set_prefix("\n");
        let entries = self.toml.entry(list).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let entries = entries.as_array_of_tables_mut().ok_or(format!("`{list}` is no list of entries here"))?;
        entries.push(entry);
        Ok(())
    }
}

/// Sets a key where it belongs in the order of keys; keys that are there stay where they are.
pub fn set(table: &mut Table, key: &str, value: impl Into<toml_edit::Value>) {
    if let Some(known) = table.get_mut(key).and_then(Item::as_value_mut) {
        let decor = known.decor().clone();
        *known = value.into();
        *known.decor_mut() = decor;
        return;
    }
    table.insert(key, toml_edit::value(value));
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).filter(|known| known != key).collect();
    let before = keys.iter().rposition(|known| rank(known) < rank(key)).map_or(0, |at| at + 1);
    let place = |one: &str| match keys.iter().position(|known| known == one) {
        Some(at) => 2 * at + 2,
        None => 2 * before + 1,
    };
    table.sort_values_by(|a, _, b, _| place(a.get()).cmp(&place(b.get())));
}

/// Whether the file has an entry for the actor.
pub fn has_actor(text: &str, id: &str) -> bool {
    Document::parse(text).is_ok_and(|mut document| document.find("actor", "id", |known| known == id).is_some())
}

/// The line, from 1, on which a list's entry with this key begins.
pub fn entry_at(text: &str, list: &str, key: &str, value: &str) -> Option<usize> {
    let document = toml_edit::Document::parse(text).ok()?;
    let entries = document.get(list)?.as_array_of_tables()?;
    let found = entries.iter().filter(|entry| entry.get(key).and_then(Item::as_str) == Some(value)).last()?;
    let start = found.span()?.start;
    Some(1 + text.get(..start)?.matches('\n').count())
}
