//! Values of TOML as text in a cell, and back.

use super::Shape;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use toml_edit::{Array, Value};

/// The value as its cell shows it.
pub fn show(value: &Value, shape: Shape) -> String {
    match (value, shape) {
        (Value::String(text), _) => text.value().clone(),
        (Value::Boolean(flag), Shape::Plural) => if *flag.value() { "" } else { "-" }.to_owned(),
        (Value::Boolean(flag), _) => if *flag.value() { "yes" } else { "no" }.to_owned(),
        (Value::Array(list), Shape::Words) => words(list).unwrap_or_else(|| plain(value)),
        _ => plain(value),
    }
}

/// The items between semicolons, where that can be read back.
fn words(list: &Array) -> Option<String> {
    let words: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
    let words = words?;
    let fine =
        |word: &&str| !word.is_empty() && word.trim() == *word && !word.contains([';', '\n']) && !word.starts_with('[');
    words.iter().all(fine).then(|| words.join("; "))
}

/// On one line, without comments.
fn plain(value: &Value) -> String {
    match value {
        Value::Array(list) => format!("[{}]", list.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Value::InlineTable(table) => {
            let fields: Vec<String> = table.iter().map(|(key, value)| format!("{key} = {}", plain(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        other => other.clone().decorated("", "").to_string(),
    }
}

/// The value that a cell stands for; none for an empty one.
///
/// # Errors
/// What the cell should hold.
pub fn value(cell: &str, shape: Shape) -> Result<Option<Value>, String> {
    let trimmed = cell.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    let flag = |yes: bool| Ok(Some(Value::from(yes)));
    match shape {
        Shape::Text => Ok(Some(cell.into())),
        Shape::Choice(words) if words.contains(&trimmed) => Ok(Some(trimmed.into())),
        Shape::Choice(words) => Err(format!("`{trimmed}` is none of {}", words.join(", "))),
        Shape::Words => list(trimmed).map(|list| Some(Value::Array(list))),
        Shape::Day => {
            let day = day(trimmed).ok_or(format!("`{trimmed}` is no day: YYYY-MM-DD"))?;
            Ok(day.to_string().parse::<toml_edit::Datetime>().ok().map(Value::from))
        }
        Shape::Flag => match trimmed.to_lowercase().as_str() {
            "yes" | "true" => flag(true),
            "no" | "false" => flag(false),
            _ => Err(format!("`{trimmed}` is neither yes nor no")),
        },
        Shape::Plural if trimmed == "-" => flag(false),
        Shape::Plural => Ok(Some(trimmed.into())),
    }
}

/// An ISO day of our times, or the number that spreadsheets have for one where a cell is not formatted as a day.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let counted = || text.parse().ok().filter(|_| text.len() == 5).and_then(counted);
    let day: Option<Date> = text.parse().ok();
    day.or_else(counted).filter(|day| (1000..=2200).contains(&day.year()))
}

/// Days are counted from the end of 1899.
pub fn counted(days: u32) -> Option<Date> {
    date(1899, 12, 30).checked_add(i64::from(days).days()).ok()
}

fn list(cell: &str) -> Result<Array, String> {
    if !cell.starts_with('[') {
        return Ok(cell.split(';').map(str::trim).filter(|word| !word.is_empty()).collect());
    }
    match cell.parse::<Value>() {
        Ok(Value::Array(list)) => Ok(list),
        _ => Err(format!("`{cell}` is no list: words between semicolons")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toml(text: &str) -> Value {
        text.parse().unwrap()
    }

    #[test]
    fn cells_read_back_as_what_they_show() {
        for (written, shape, cell) in [
            ("\"Red Hills\"", Shape::Text, "Red Hills"),
            ("\" = 1; x\"", Shape::Text, " = 1; x"),
            ("[\"REB\", \"OPP\"]", Shape::Words, "REB; OPP"),
            ("[ \"a;b\",  \"c\" ]", Shape::Words, "[\"a;b\", \"c\"]"),
            ("[\"X\", { id = \"Y\", from = 2014-08-01 }]", Shape::Words, "[\"X\", { id = \"Y\", from = 2014-08-01 }]"),
            ("2021-08-15", Shape::Day, "2021-08-15"),
            ("true", Shape::Flag, "yes"),
            ("false", Shape::Plural, "-"),
        ] {
            assert_eq!(show(&toml(written), shape), cell);
            let back = value(cell, shape).unwrap().unwrap();
            assert_eq!(plain(&back), plain(&toml(written)));
        }
        assert_eq!(day("43952"), Some(date(2020, 5, 1)));
        for (cell, shape) in [
            ("4395", Shape::Day),
            ("439521", Shape::Day),
            ("15.8.2021", Shape::Day),
            ("maybe", Shape::Flag),
            ("x", Shape::Choice(&["y"])),
            ("[1", Shape::Words),
        ] {
            assert!(value(cell, shape).is_err(), "{cell}");
        }
    }
}
