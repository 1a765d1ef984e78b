//! Lists in the layout that they have: on one line, or over several, with their comments.

use toml_edit::{Array, Value};

/// Lines are kept to this many columns.
pub const WIDTH: usize = 132;

/// Adds a value to the end of a list, on a line of its own where the list runs over several.
pub fn push(list: &mut Array, mut value: Value) {
    if !is_broken(list) {
        if !list.is_empty() {
            value.decor_mut().set_prefix(" ");
        }
        list.push_formatted(value);
        return;
    }
    // What stands after the last value, comments first, comes before the new one.
    let mut before = String::new();
    if let Some(last) = list.len().checked_sub(1).and_then(|last| list.get_mut(last)) {
        before.push_str(last.decor().suffix().and_then(|raw| raw.as_str()).unwrap_or_default());
        last.decor_mut().set_suffix("");
    }
    before.push_str(list.trailing().as_str().unwrap_or_default());
    let comments = before.trim_end();
    value.decor_mut().set_prefix(format!("{comments}\n  "));
    list.push_formatted(value);
    list.set_trailing("\n");
    list.set_trailing_comma(true);
}

/// Puts a value before the one at an index, in the layout of that one.
pub fn insert(list: &mut Array, at: usize, mut value: Value) {
    let Some(next) = list.get_mut(at) else { return push(list, value) };
    let prefix = next.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default().to_owned();
    if at == 0 && !prefix.contains('\n') {
        next.decor_mut().set_prefix(" ");
    } else if prefix.contains('#') {
        // Comments before a value are about what stands above them.
        next.decor_mut().set_prefix("\n  ");
    }
    value.decor_mut().set_prefix(prefix);
    list.insert_formatted(at, value);
}

/// Takes a value out; comments stay.
pub fn remove(list: &mut Array, at: usize) {
    if at >= list.len() {
        return;
    }
    let gone = list.remove(at);
    let before = gone.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default();
    let comments = if before.contains('#') { before.trim_end() } else { "" };
    match list.get_mut(at) {
        Some(next) => {
            let own = next.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default();
            // What stood on the line of the one that went moves to where that began.
            let kept = if own.contains('\n') { format!("{comments}{own}") } else { before.to_owned() };
            next.decor_mut().set_prefix(kept);
        }
        None => {
            let trailing = list.trailing().as_str().unwrap_or_default().to_owned();
            // A bracket on the line of a comment would be part of it.
            let end = if comments.is_empty() || trailing.contains('\n') { "" } else { "\n" };
            list.set_trailing(format!("{comments}{end}{trailing}"));
        }
    }
}

/// Whether the list runs over several lines.
pub fn is_broken(list: &Array) -> bool {
    let breaks =
        |raw: Option<&toml_edit::RawString>| raw.and_then(|raw| raw.as_str()).is_some_and(|raw| raw.contains('\n'));
    breaks(Some(list.trailing()))
        || list.iter().any(|value| breaks(value.decor().prefix()) || breaks(value.decor().suffix()))
}
