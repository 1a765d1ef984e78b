//! The form that `dict fmt` gives a file: keys in order, one blank line between entries, lists within their width.
//!
//! Comments stay before what they stand before. The order of entries, and where a list breaks its lines, are the author's.

use super::document::{Document, rank};
use super::list::{WIDTH, is_broken};
use toml_edit::{Array, InlineTable, Item, RawString, Table, Value};

/// The file in canonical form; the same text where it is so already.
///
/// # Errors
/// Where the text is no TOML.
pub fn format(text: &str) -> Result<String, String> {
    let mut document = Document::parse(text)?;
    let toml = document.toml();
    let mut head = true;
    for (mut key, item) in toml.iter_mut() {
        if let Some(value) = item.as_value_mut() {
            let prefix = text_of(key.leaf_decor().prefix());
            key.leaf_decor_mut().set_prefix(comment(&prefix, if head { "" } else { "\n" }));
            line(&mut key, value);
            head = false;
        }
    }
    for (_, item) in toml.iter_mut() {
        match item {
            Item::ArrayOfTables(entries) => entries.iter_mut().for_each(|entry| table(entry, &mut head)),
            Item::Table(entry) => table(entry, &mut head),
            _ => {}
        }
    }
    let trailing = text_of(Some(toml.trailing()));
    toml.set_trailing(comment(&trailing, "\n"));
    let text = document.text();
    Ok(text.lines().map(|line| line.trim_end().to_owned() + "\n").collect())
}

fn text_of(raw: Option<&RawString>) -> String {
    raw.and_then(|raw| raw.as_str()).unwrap_or_default().to_owned()
}

/// The comment lines of a prefix, each without blanks around; blank lines between them are one, those at the ends `blank`.
fn comment(prefix: &str, blank: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for line in prefix.lines().map(str::trim) {
        if line.is_empty() {
            gap = !out.is_empty();
        } else {
            out.push_str(if std::mem::take(&mut gap) { "\n" } else { "" });
            out.push_str(line);
            out.push('\n');
        }
    }
    let opens = prefix.trim_start_matches([' ', '\t']).starts_with('\n');
    let closes = gap && !out.is_empty();
    format!("{}{out}{}", if opens { blank } else { "" }, if closes { "\n" } else { "" })
}

fn table(entry: &mut Table, head: &mut bool) {
    let prefix = text_of(entry.decor().prefix());
    let lines = comment(&prefix, "");
    entry.decor_mut().set_prefix(if *head { lines } else { format!("\n{lines}") });
    *head = false;
    let suffix = text_of(entry.decor().suffix());
    entry.decor_mut().set_suffix(end_of_line(&suffix));
    entry.sort_values_by(|a, _, b, _| rank(a.get()).cmp(&rank(b.get())));
    for (mut key, item) in entry.iter_mut() {
        let prefix = text_of(key.leaf_decor().prefix());
        key.leaf_decor_mut().set_prefix(comment(&prefix, "").trim_start_matches('\n'));
        if let Some(value) = item.as_value_mut() {
            line(&mut key, value);
        }
    }
}

/// One blank on each side of the equals sign, and before a comment.
fn line(key: &mut toml_edit::KeyMut, value: &mut Value) {
    key.leaf_decor_mut().set_suffix(" ");
    let suffix = text_of(value.decor().suffix());
    value.decor_mut().set_prefix(" ");
    value.decor_mut().set_suffix(end_of_line(&suffix));
    let column = key.get().len() + 3;
    layout(value, column);
}

fn end_of_line(suffix: &str) -> String {
    let comment = suffix.trim();
    if comment.is_empty() { String::new() } else { format!("  {comment}") }
}

fn layout(value: &mut Value, column: usize) {
    match value {
        Value::Array(list) => array(list, column),
        Value::InlineTable(table) => inline(table),
        _ => {}
    }
}

fn inline(table: &mut InlineTable) {
    // A table over several lines may hold comments, which a line has no place for.
    if table.to_string().contains('\n') {
        return;
    }
    let last = table.len().saturating_sub(1);
    for (i, (mut key, value)) in table.iter_mut().enumerate() {
        key.leaf_decor_mut().set_prefix(" ");
        key.leaf_decor_mut().set_suffix(" ");
        layout(value, 0);
        value.decor_mut().set_prefix(" ");
        value.decor_mut().set_suffix(if i == last { " " } else { "" });
    }
}

fn array(list: &mut Array, column: usize) {
    for value in list.iter_mut() {
        layout(value, 0);
    }
    if !is_broken(list) {
        one_line(list);
        let width = column + list.to_string().trim().len();
        if width <= WIDTH || column == 0 || list.is_empty() {
            return;
        }
        let first = list.iter_mut().next();
        first.into_iter().for_each(|value| value.decor_mut().set_prefix("\n"));
    }
    lines(list);
}

fn one_line(list: &mut Array) {
    for (i, value) in list.iter_mut().enumerate() {
        value.decor_mut().set_prefix(if i == 0 { "" } else { " " });
        value.decor_mut().set_suffix("");
    }
    list.set_trailing("");
    list.set_trailing_comma(false);
}

/// Broken where it was broken, and where a line would grow too long; comments where they stood.
fn lines(list: &mut Array) {
    let mut column = 0;
    let mut late = String::new();
    for (i, value) in list.iter_mut().enumerate() {
        let prefix = std::mem::take(&mut late) + &text_of(value.decor().prefix());
        late = text_of(value.decor().suffix());
        value.decor_mut().set_suffix("");
        value.decor_mut().set_prefix("");
        let width = value.to_string().len() + 1;
        let new = i == 0 || prefix.contains('\n') || column + 1 + width > WIDTH;
        value.decor_mut().set_prefix(if new { format!("{}\n  ", comments(&prefix)) } else { " ".to_owned() });
        column = if new { 2 } else { column + 1 } + width;
    }
    let trailing = late + &text_of(Some(list.trailing()));
    list.set_trailing(format!("{}\n", comments(&trailing)));
    list.set_trailing_comma(true);
}

/// The comments in a stretch between two values: the first behind the value before it, the others on lines of their own.
fn comments(between: &str) -> String {
    let mut out = String::new();
    for (i, line) in between.split('\n').map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
        out.push_str(if i == 0 { "  " } else { "\n  " });
        out.push_str(line);
    }
    out
}
