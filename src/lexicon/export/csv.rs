//! Sheets as CSV: UTF-8, comma, RFC 4180, a header always.

use super::Rows;
use crate::lexicon::sheet::{SHEETS, id_of};

/// A file a sheet, by its name; sheets without rows are left out.
///
/// # Errors
/// Where there is no memory to write to.
pub fn csv(rows: &Rows) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut files = Vec::new();
    for (at, sheet) in SHEETS.iter().enumerate() {
        let mut table = csv::Writer::from_writer(Vec::new());
        let mut written = false;
        for row in rows.of(at) {
            if !std::mem::replace(&mut written, true) {
                table.write_record(sheet.header()).map_err(|error| error.to_string())?;
            }
            let id = id_of(row);
            let cells = std::iter::once(id.as_str()).chain(row.cells.iter().map(String::as_str)).chain([""]);
            table.write_record(cells).map_err(|error| error.to_string())?;
        }
        if written {
            let bytes = table.into_inner().map_err(|error| error.to_string())?;
            files.push((format!("{}.csv", sheet.name), bytes));
        }
    }
    Ok(files)
}
