//! Sheets of a workbook.

use super::table::{self, sheet_of};
use super::{Account, Findings, Unsaid};
use crate::lexicon::sheet::{Sheet, counted};
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use std::io::Cursor;

/// Each sheet by its name, and what it tells.
///
/// # Errors
/// Where the bytes are no workbook.
pub fn read(bytes: &[u8], unsaid: &Unsaid) -> Result<Vec<(String, Findings)>, String> {
    let wrong = |error: calamine::XlsxError| format!("no workbook that can be read: {error}");
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(wrong)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(wrong)?;
        let findings = page(&name, &range, unsaid);
        sheets.push((name, findings));
    }
    Ok(sheets)
}

fn page(name: &str, range: &Range<Data>, unsaid: &Unsaid) -> Findings {
    let above = range.start().map_or(0, |(row, _)| row);
    let mut rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(text).collect()).collect();
    let total = above + rows.len() as u32;
    if rows.is_empty() {
        return Findings::default();
    }
    let header: Vec<String> = rows.remove(0).into_iter().map(|name| name.trim().to_lowercase()).collect();
    let Some(sheet) = Sheet::named(name).or_else(|| sheet_of(&header)) else {
        let mut account = Account::of(total);
        (1..=total).for_each(|line| account.refuse(line, "the sheet's first line names no columns that khabar has"));
        return Findings { account, ..Findings::default() };
    };
    let rows = (above + 2..).zip(rows).collect();
    table::read(sheet, &header, rows, total, unsaid)
}

/// A cell as text; spreadsheets make days, numbers and truths of what people type.
fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Data::DateTime(moment) => {
            let day = counted(moment.as_f64() as u32);
            day.map_or_else(|| moment.to_string(), |day| day.to_string())
        }
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}
