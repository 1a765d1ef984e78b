//! Sheets as a workbook: the rows' ids hidden, lists to choose from where a cell's words are a closed set, all cells texts.

use super::Rows;
use crate::lexicon::sheet::{ROW, SHEETS, Sheet, id_of};
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Rows below the last one in which the lists to choose from are there too.
const SPARE: u32 = 1000;

/// The workbook's bytes; the same rows give the same bytes.
///
/// # Errors
/// Where a cell is longer than 32,767 characters, or a sheet has more than 1,048,575 rows.
pub fn xlsx(rows: &Rows) -> Result<Vec<u8>, String> {
    workbook(rows).map_err(|error| match error {
        XlsxError::MaxStringLengthExceeded => {
            "a text is longer than the 32,767 characters of a cell; write CSV instead (--format csv)".to_owned()
        }
        other => other.to_string(),
    })
}

fn workbook(rows: &Rows) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for (at, sheet) in SHEETS.iter().enumerate() {
        fill(book.add_worksheet(), sheet, rows, at)?;
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, rows: &Rows, at: usize) -> Result<(), XlsxError> {
    let (header, bold, text) = (sheet.header(), Format::new().set_bold(), Format::new().set_num_format("@"));
    page.set_name(sheet.name)?.set_freeze_panes(1, 0)?;
    for (column, name) in (0..).zip(&header) {
        // Texts, so that nothing is made a number or a day of.
        page.set_column_format(column, &text)?.set_column_width(column, width(name))?;
        page.write_string_with_format(0, column, *name, &bold)?;
        if *name == ROW {
            page.set_column_hidden(column)?;
        }
    }
    let mut line = 0;
    for row in rows.of(at) {
        line += 1;
        let id = id_of(row);
        for (column, cell) in (0..).zip(std::iter::once(&id).chain(&row.cells)) {
            if !cell.is_empty() {
                page.write_string_with_format(line, column, cell, &text)?;
            }
        }
    }
    for (column, name) in (0..).zip(&header) {
        if let Some(words) = sheet.choices(name) {
            let list = DataValidation::new().allow_list_strings(&words)?;
            page.add_data_validation(1, column, line + SPARE, column, &list)?;
        }
    }
    let last = u16::try_from(header.len()).unwrap_or(1).saturating_sub(1);
    page.autofilter(0, 0, line.max(1), last)?;
    Ok(())
}

/// In characters.
fn width(name: &str) -> f64 {
    match name {
        "text" | "name" => 40.0,
        "note" | "near_any" | "without" | "lemmas" | "why" => 30.0,
        _ => 14.0,
    }
}
