//! The files of an import, read in the form that they have.

use super::Form;
use crate::cli::Failure;
use crate::cli::dictionaries::shown;
use crate::corpus::decoded;
use crate::lexicon::import::{Findings, Unsaid, csv, gate_list, lists, petrarch, spacy};
use std::fs;
use std::path::Path;

/// What a file tells; more than one where it has sheets or lists of its own. Each with the name it is told by.
pub fn read(path: &Path, form: Option<Form>, unsaid: &Unsaid) -> Result<Vec<(String, Findings)>, Failure> {
    if path.is_dir() {
        return folder(path, unsaid);
    }
    let name = shown(path);
    let failed = |wrong: String| Failure::new(format!("{name}: {wrong}"));
    if form == Some(Form::Xlsx) || form.is_none() && ends(path, "xlsx") {
        let sheets = workbook(&bytes(path)?, unsaid).map_err(failed)?;
        return Ok(sheets.into_iter().map(|(sheet, findings)| (format!("{name}[{sheet}]"), findings)).collect());
    }
    let text = text(path)?;
    let found = match form.unwrap_or_else(|| form_of(path, &text)) {
        Form::PetrarchAgents => petrarch::agents(&text),
        Form::Spacy => spacy(&text, unsaid),
        Form::Csv => csv(&text, unsaid).map_err(failed)?,
        Form::Gate if ends(path, "def") => return definition(path, &text, unsaid),
        Form::Gate => gate_list(&text, unsaid),
        Form::PetrarchActors | Form::Xlsx => petrarch::actors(&text),
    };
    Ok(vec![(name, found)])
}

fn ends(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

fn form_of(path: &Path, text: &str) -> Form {
    let forms =
        [("jsonl", Form::Spacy), ("csv", Form::Csv), ("tsv", Form::Csv), ("lst", Form::Gate), ("def", Form::Gate)];
    match forms.into_iter().find(|(ending, _)| ends(path, ending)) {
        Some((_, form)) => form,
        None if text.contains("[~") => Form::PetrarchAgents,
        None => Form::PetrarchActors,
    }
}

/// The tables of a folder, as an export as CSV has them.
fn folder(path: &Path, unsaid: &Unsaid) -> Result<Vec<(String, Findings)>, Failure> {
    let entries = fs::read_dir(path).map_err(|error| Failure::new(format!("cannot read {}: {error}", shown(path))))?;
    let mut files: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| ends(path, "csv")).collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("{} holds no .csv files", shown(path))));
    }
    let all: Result<Vec<_>, Failure> = files.iter().map(|file| read(file, Some(Form::Csv), unsaid)).collect();
    Ok(all?.into_iter().flatten().collect())
}

/// The lists that a `.def` names, which lie beside it.
fn definition(path: &Path, text: &str, unsaid: &Unsaid) -> Result<Vec<(String, Findings)>, Failure> {
    let (lists, mut own) = lists(text);
    let mut all = Vec::new();
    for list in lists {
        let kind = list.kind.or(unsaid.kind);
        let beside = path.with_file_name(&list.file);
        if kind.is_none() {
            own.account
                .refuse(list.line, format!("{} holds no actors by its types; --kind says what they are", list.file));
        } else if !beside.is_file() {
            own.account.refuse(list.line, format!("there is no {} beside it", list.file));
        } else {
            let unsaid = Unsaid { kind, ..unsaid.clone() };
            all.push((shown(&beside), gate_list(&self::text(&beside)?, &unsaid)));
            own.account.take(list.line);
        }
    }
    all.insert(0, (shown(path), own));
    Ok(all)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::new(format!("cannot read {}: {error}", shown(path))))
}

/// In whatever encoding.
fn text(path: &Path) -> Result<String, Failure> {
    decoded(bytes(path)?).ok_or_else(|| Failure::new(format!("{} is no text", shown(path))))
}

#[cfg(feature = "xlsx")]
fn workbook(bytes: &[u8], unsaid: &Unsaid) -> Result<Vec<(String, Findings)>, String> {
    crate::lexicon::import::xlsx(bytes, unsaid)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[u8], _: &Unsaid) -> Result<Vec<(String, Findings)>, String> {
    Err("this khabar was built without spreadsheets; save the sheets as CSV".to_owned())
}
