//! Rows of sheets back into the places that they came from: only what was edited is touched.

use super::table::{Table, TableRow};
use super::{Account, Findings, Tally};
use crate::lexicon::edit::{Step, steps};
use crate::lexicon::export::rows;
use crate::lexicon::sheet::{IN, LIST, OF, Place, ROW, Row, SHEETS, Shape, Sheet, mark, split_id, value};
use std::collections::{BTreeMap, HashMap, HashSet};
use toml_edit::Value;

/// A dictionary folder's files by name and text.
pub type Folder = Vec<(String, String)>;

/// What the sheets change: folders counted from the last, file, and its new text; and how the rows stand to what there is.
pub type Applied = (Vec<(usize, String, String)>, Tally);

/// Makes the changes of all sheets. `folders` are in the order of their layers; new entries go to `new` in the last.
///
/// # Errors
/// Where a file cannot be changed.
pub fn apply(folders: &[Folder], findings: &mut [Findings], new: &str) -> Result<Applied, String> {
    let mut here = Here::of(folders);
    for found in findings {
        if let Some(table) = found.table.take() {
            here.table(&table, new, &mut found.account);
        }
    }
    let mut changed = Vec::new();
    for ((folder, file), list) in &here.steps {
        let files = folders.len().checked_sub(1 + folder).and_then(|at| folders.get(at));
        let text = files.and_then(|files| files.iter().find(|(name, _)| name == file)).map_or("", |(_, text)| text);
        let after = steps(text, list).map_err(|wrong| format!("{file}: {wrong}"))?;
        changed.push((*folder, file.clone(), after));
    }
    Ok((changed, here.tally))
}

/// The rows as they are now.
struct Here {
    rows: HashMap<Place, (usize, Row)>,
    /// Where a row says the same, as its place may have moved.
    marks: HashMap<(usize, String), Vec<Place>>,
    /// By list of entries and key.
    entries: HashMap<(String, String), Place>,
    files: HashSet<(usize, String)>,
    steps: BTreeMap<(usize, String), Vec<Step>>,
    tally: Tally,
}

/// Why a row is not taken.
type Reason = String;

impl Here {
    fn of(folders: &[Folder]) -> Here {
        let mut here = Here {
            rows: HashMap::new(),
            marks: HashMap::new(),
            entries: HashMap::new(),
            files: HashSet::new(),
            steps: BTreeMap::new(),
            tally: Tally::default(),
        };
        for (folder, files) in folders.iter().rev().enumerate() {
            here.files.extend(files.iter().map(|(file, _)| (folder, file.clone())));
            for (at, row) in rows(folder, files).rows {
                here.marks.entry((at, mark(&row.cells))).or_default().push(row.place.clone());
                let key = row.cells.first().filter(|_| row.place.item.is_none());
                if let Some(key) = key.filter(|key| !key.is_empty()) {
                    here.entries.entry((row.place.list.clone(), key.clone())).or_insert(row.place.clone());
                }
                here.rows.insert(row.place.clone(), (at, row));
            }
        }
        here
    }

    fn table(&mut self, table: &Table, new: &str, account: &mut Account) {
        for row in &table.rows {
            let done = match row.filled(ROW) {
                Some(id) => self.row(table.sheet, row, id),
                None => self.new_row(table.sheet, row, new),
            };
            match done {
                Ok(()) => account.take(row.line),
                Err(reason) => {
                    account.refuse(row.line, reason);
                    self.tally.conflicting += 1;
                }
            }
        }
    }

    fn row(&mut self, sheet: &'static Sheet, row: &TableRow, id: &str) -> Result<(), Reason> {
        let (place, was) =
            split_id(id).ok_or_else(|| format!("`{id}` is no id of a row; leave it empty for a new one"))?;
        let at = SHEETS.iter().position(|known| known.name == sheet.name).unwrap_or(usize::MAX);
        let now = self.rows.get(&place).filter(|(known, _)| *known == at).map(|(_, row)| row.clone());
        let cells = cells(sheet, row, now.as_ref());
        let untouched = mark(&cells) == was;
        if untouched && !row.is_removed() {
            self.tally.same += 1;
            return Ok(());
        }
        let base = match now {
            Some(now) if mark(&now.cells) == was => now,
            now => match self.moved(at, was, &place) {
                Some(base) => base,
                None if now.as_ref().is_some_and(|now| now.cells == cells) => {
                    self.tally.same += 1;
                    return Ok(());
                }
                None if !self.files.contains(&(place.folder, place.file.clone())) => {
                    return Err(format!(
                        "{} is in no dictionary folder here: khabar init makes a copy of the defaults",
                        place.file
                    ));
                }
                None => return Err(format!("changed here and in {} since the export", place.file)),
            },
        };
        if row.is_removed() {
            let Place { list, entry, item, .. } = base.place.clone();
            self.push(&base.place, Step::Remove { list, entry, item });
        } else {
            self.edit(sheet, &base, &cells)?;
        }
        self.tally.changed += 1;
        Ok(())
    }

    /// The one row that says what this one said, in the same file.
    fn moved(&self, sheet: usize, was: &str, from: &Place) -> Option<Row> {
        let places = self.marks.get(&(sheet, was.to_owned()))?;
        let mut here = places.iter().filter(|place| place.folder == from.folder && place.file == from.file);
        let only = here.next().filter(|_| here.next().is_none())?;
        self.rows.get(only).map(|(_, row)| row.clone())
    }

    fn push(&mut self, place: &Place, step: Step) {
        self.steps.entry((place.folder, place.file.clone())).or_default().push(step);
    }

    /// A step for each cell that differs.
    fn edit(&mut self, sheet: &Sheet, base: &Row, cells: &[String]) -> Result<(), Reason> {
        let header = names(sheet);
        let mut all = Vec::new();
        for ((name, before), after) in header.iter().zip(&base.cells).zip(cells).filter(|((_, a), b)| a != b) {
            let Some(shape) = shape(sheet, name) else {
                return Err(format!("`{name}` was `{before}`: remove the row and add a new one to move it"));
            };
            let value = value(after, shape)?;
            let first = sheet.columns.first().is_some_and(|column| column.name == *name);
            if value.is_none() && first && *name != "code" {
                return Err(format!("`{name}` is empty; write yes under `remove` to take the row out"));
            }
            let Place { list, entry, item, .. } = base.place.clone();
            all.push(Step::Set { list, entry, item, key: (*name).to_owned(), value });
        }
        all.into_iter().for_each(|step| self.push(&base.place, step));
        Ok(())
    }

    /// A row without an id: a new item of an entry that is there, or a new entry.
    fn new_row(&mut self, sheet: &'static Sheet, row: &TableRow, new: &str) -> Result<(), Reason> {
        let mut fields = Vec::new();
        for column in sheet.columns {
            if let Some(value) = value(row.cell(column.name).unwrap_or_default(), column.shape)? {
                fields.push((column.name.to_owned(), value));
            }
        }
        if fields.is_empty() {
            return Err("nothing stands in the row".to_owned());
        }
        match sheet.lists {
            [] => self.new_entry(sheet, fields, new)?,
            [only] => self.new_item(sheet, row, only, fields)?,
            _ => return Err("not in a list that is known".to_owned()),
        }
        self.tally.new += 1;
        Ok(())
    }

    fn new_entry(&mut self, sheet: &Sheet, fields: Vec<(String, Value)>, new: &str) -> Result<(), Reason> {
        let [(list, key)] = sheet.entries else { return Err("no list of entries".to_owned()) };
        let named =
            fields.iter().find(|(name, _)| name == key).and_then(|(_, value)| value.as_str()).unwrap_or_default();
        if self.entries.contains_key(&((*list).to_owned(), named.to_owned())) {
            return Err(format!("there is an entry `{named}` already: edit its row"));
        }
        let place = Place { folder: 0, file: new.to_owned(), list: (*list).to_owned(), entry: 0, item: None };
        self.push(&place, Step::New { list: (*list).to_owned(), fields });
        Ok(())
    }

    fn new_item(
        &mut self,
        sheet: &Sheet,
        row: &TableRow,
        items: &str,
        fields: Vec<(String, Value)>,
    ) -> Result<(), Reason> {
        let of = row.filled(OF).ok_or("`of` says nothing: of which entry?")?;
        let list = match (row.filled(IN), sheet.entries) {
            (Some(list), _) => list,
            (None, [(only, _)]) => only,
            (None, _) => return Err("`in` says nothing: actor, ambiguous or agent?".to_owned()),
        };
        let entry = self.entries.get(&(list.to_owned(), of.to_owned())).cloned();
        let place = entry.ok_or_else(|| format!("no [[{list}]] `{of}` stands in your own dictionaries"))?;
        let step = Step::Push { list: list.to_owned(), entry: place.entry, items: items.to_owned(), fields };
        self.push(&place, step);
        Ok(())
    }
}

/// The columns that a row's mark is made of.
fn names(sheet: &Sheet) -> Vec<&'static str> {
    let header = sheet.header();
    header.get(1..header.len().saturating_sub(1)).unwrap_or_default().to_vec()
}

/// None for the columns that say where an item stands.
fn shape(sheet: &Sheet, name: &str) -> Option<Shape> {
    let where_it_stands = !sheet.lists.is_empty() && [IN, OF, LIST].contains(&name);
    sheet.columns.iter().find(|column| column.name == name && !where_it_stands).map(|column| column.shape)
}

/// The row's cells; of a column that the table has not, those that are there.
fn cells(sheet: &Sheet, row: &TableRow, now: Option<&Row>) -> Vec<String> {
    let now = |at: usize| now.and_then(|row| row.cells.get(at)).cloned().unwrap_or_default();
    let names = names(sheet);
    names.iter().enumerate().map(|(at, name)| row.cell(name).map_or_else(|| now(at), str::to_owned)).collect()
}
