//! Sheets that people edited: cells by the names of their columns. Rows without an id are new.

use super::{Account, Findings, FoundActor, FoundName, FoundRole, Unsaid, spelling_of};
use crate::lexicon::edit::NewRole;
use crate::lexicon::sheet::{OF, REMOVE, ROW, SHEETS, Sheet, day};
use crate::lexicon::{AliasSort, Case};
use crate::ontology::{Kind, Sector};
use jiff::civil::Date;
use std::collections::HashMap;

/// Rows of a sheet that have an id, or are new and not an actor's.
#[derive(Debug)]
pub struct Table {
    pub sheet: &'static Sheet,
    pub rows: Vec<TableRow>,
}

/// A row as it was read.
#[derive(Debug)]
pub struct TableRow {
    pub line: u32,
    cells: HashMap<String, String>,
}

/// Columns that a list of actors may have beside those of the sheet, for names of theirs.
const NAMES: &[(&str, AliasSort)] = &[("aliases", AliasSort::Name), ("acronyms", AliasSort::Acronym)];

impl TableRow {
    /// What stands in a column; none where the table has no such column.
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    /// What stands in a column, if anything.
    pub fn filled(&self, column: &str) -> Option<&str> {
        self.cell(column).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// Whether the row is to go.
    pub fn is_removed(&self) -> bool {
        self.filled(REMOVE).is_some_and(|cell| ["yes", "true"].contains(&cell.to_lowercase().as_str()))
    }
}

/// The sheet whose columns a header names; none where it names no row, id, name or text.
pub fn sheet_of(header: &[String]) -> Option<&'static Sheet> {
    let known = |sheet: &&'static Sheet| {
        let columns = sheet.header();
        header.iter().filter(|name| columns.contains(&name.as_str())).count()
    };
    let has = |name: &str| header.iter().any(|known| known == name);
    let fits = |sheet: &&'static Sheet| match sheet.lists {
        // A list of names needs no ids.
        [] if sheet.name == "actors" => has("id") || has("name"),
        [] => sheet.columns.first().is_some_and(|column| has(column.name)),
        _ => has(OF),
    };
    // Of sheets that fit as well the first.
    SHEETS.iter().filter(fits).rev().max_by_key(known)
}

/// Sorts the rows of a sheet: those of khabar's own go to their places, new actors, names and roles are findings.
pub fn read(
    sheet: &'static Sheet,
    header: &[String],
    rows: Vec<(u32, Vec<String>)>,
    total: u32,
    unsaid: &Unsaid,
) -> Findings {
    let mut account = Account::of(total);
    let head = total - rows.len() as u32;
    (1..=head).for_each(|line| account.comment(line));
    let known = sheet.header();
    let more = |name: &str| sheet.name == "actors" && NAMES.iter().any(|(column, _)| *column == name);
    for name in header.iter().filter(|name| !name.is_empty() && !known.contains(&name.as_str()) && !more(name)) {
        account.refuse(head, format!("the column `{name}` is none of {}", known.join(", ")));
    }
    let mut findings = Findings { account, ..Findings::default() };
    let mut kept = Vec::new();
    for (line, cells) in rows {
        let row = TableRow { line, cells: header.iter().cloned().zip(cells).collect() };
        let new = row.filled(ROW).is_none();
        if row.cells.values().all(|cell| cell.trim().is_empty()) {
            findings.account.comment(line);
        } else if new && ["actors", "aliases", "roles"].contains(&sheet.name) {
            match actor(sheet, &row, unsaid) {
                Ok(actor) => findings.actors.push(actor),
                Err(reason) => findings.account.refuse(line, reason),
            }
        } else {
            kept.push(row);
        }
    }
    findings.table = Some(Table { sheet, rows: kept });
    findings
}

/// What a new row tells of an actor.
fn actor(sheet: &Sheet, row: &TableRow, unsaid: &Unsaid) -> Result<FoundActor, String> {
    let owned = |column: &str| row.filled(column).map(str::to_owned);
    let mut actor = FoundActor {
        line: row.line,
        id: owned(if sheet.name == "actors" { "id" } else { "of" }),
        kind: None,
        names: Vec::new(),
        country: None,
        sector: Vec::new(),
        roles: Vec::new(),
        note: None,
        always: Vec::new(),
    };
    match sheet.name {
        "actors" => {
            for name in ["parent", "surname", "gender", "without", "extends", "off", "wikidata", "source"] {
                if row.filled(name).is_some() {
                    return Err(format!("`{name}` of a new actor is set in its entry, once it is there"));
                }
            }
            actor.names.extend(owned("name").map(|name| name_of(row, &name, AliasSort::Name)).transpose()?);
            for (column, sort) in NAMES {
                for text in owned(column).iter().flat_map(|cell| cell.split(';')).filter(|text| !text.trim().is_empty())
                {
                    actor.names.push(name_of(row, text, *sort)?);
                }
            }
            actor.kind = owned("kind")
                .map(|kind| kind.parse::<Kind>())
                .transpose()
                .map_err(|wrong| wrong.to_string())?
                .or(unsaid.kind);
            actor.country = owned("country").or(unsaid.country.clone());
            actor.sector = sectors(row)?;
            if actor.sector.is_empty() {
                actor.sector.clone_from(&unsaid.sector);
            }
            actor.note = owned("note");
        }
        "aliases" => actor.names.push(alias(row)?),
        _ => {
            let (from, until) = (date(row, "from")?, date(row, "until")?);
            let role = NewRole { code: owned("code"), sector: sectors(row)?, from, until, office: owned("office") };
            actor.roles.push(FoundRole { line: row.line, role });
        }
    }
    Ok(actor)
}

fn name_of(row: &TableRow, text: &str, sort: AliasSort) -> Result<FoundName, String> {
    Ok(FoundName::new(row.line, spelling_of(text)?, sort))
}

fn alias(row: &TableRow) -> Result<FoundName, String> {
    let sort = match row.filled("list") {
        None | Some("aliases") => AliasSort::Name,
        Some("acronyms") => AliasSort::Acronym,
        Some("demonyms") => AliasSort::Demonym,
        Some("capitals") => AliasSort::Capital,
        Some(other) => return Err(format!("`{other}` is none of aliases, acronyms, demonyms, capitals")),
    };
    let mut found = name_of(row, row.filled("text").ok_or("a name without a text")?, sort)?;
    let words = |column: &str| -> Vec<String> {
        let cell = row.filled(column).unwrap_or_default();
        cell.split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    found.name.unless_left = words("unless_left");
    found.name.unless_right = words("unless_right");
    (found.name.from, found.name.until) = (date(row, "from")?, date(row, "until")?);
    found.name.case = match row.filled("case") {
        None => None,
        Some("name") => Some(Case::Name),
        Some("exact") => Some(Case::Exact),
        Some("any") => Some(Case::Any),
        Some(other) => return Err(format!("`{other}` is none of name, exact, any")),
    };
    Ok(found)
}

fn sectors(row: &TableRow) -> Result<Vec<Sector>, String> {
    let words = row.filled("sector").unwrap_or_default().split([';', ',', ' ']).filter(|word| !word.is_empty());
    words.map(|word| word.parse::<Sector>().map_err(|wrong| wrong.to_string())).collect()
}

fn date(row: &TableRow, column: &str) -> Result<Option<Date>, String> {
    let Some(cell) = row.filled(column) else { return Ok(None) };
    day(cell).map(Some).ok_or_else(|| format!("`{cell}` is no day: YYYY-MM-DD"))
}
