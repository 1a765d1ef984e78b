//! A sheet as CSV.

use super::table::{self, sheet_of};
use super::{Findings, Unsaid};

/// Reads a table whose first line names its columns; commas or semicolons between them. Lines are counted as rows.
///
/// # Errors
/// Where the header fits no sheet.
pub fn read(text: &str, unsaid: &Unsaid) -> Result<Findings, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets of some countries write semicolons.
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|c| (first.bytes().filter(|b| b == c).count(), *c == b','));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (line, record) in (1..).zip(reader.records()) {
        let record = record.map_err(|error| format!("no CSV: {error}"))?;
        rows.push((line, record.iter().map(str::to_owned).collect::<Vec<_>>()));
    }
    if rows.is_empty() {
        return Err("there is no header".to_owned());
    }
    let (_, header) = rows.remove(0);
    let header: Vec<String> = header.into_iter().map(|name| name.trim().to_lowercase()).collect();
    let sheet = sheet_of(&header).ok_or(
        "the first line names no columns of a sheet: id, name, kind, country, sector, aliases \
        for actors; khabar dict export --format csv shows all sheets",
    )?;
    let total = rows.len() as u32 + 1;
    Ok(table::read(sheet, &header, rows, total, unsaid))
}
