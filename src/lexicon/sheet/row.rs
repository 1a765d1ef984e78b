//! Which row stands for which place in the files, and what it said when it was written.

use sha2::{Digest, Sha256};
use std::fmt;

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub place: Place,
    /// One a column of the header, without the row's id and `remove`.
    pub cells: Vec<String>,
}

/// Where an entry, or an item of a list of it, stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Counted from the last dictionary folder, which is 0.
    pub folder: usize,
    /// Path below the folder.
    pub file: String,
    /// `actor`, `ambiguous` ...
    pub list: String,
    pub entry: usize,
    /// A list of the entry, and where in it.
    pub item: Option<(String, usize)>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}#{}/{}", self.folder, self.file, self.list, self.entry)?;
        match &self.item {
            Some((list, at)) => write!(f, "/{list}/{at}"),
            None => Ok(()),
        }
    }
}

/// The id of a row: its place, and a mark of what it says.
pub fn id_of(row: &Row) -> String {
    format!("{}~{}", row.place, mark(&row.cells))
}

/// A row id's place and mark; none of a text that is no row id.
pub fn split_id(id: &str) -> Option<(Place, &str)> {
    let (place, mark) = id.trim().rsplit_once('~')?;
    let (folder, rest) = place.split_once(':')?;
    let (file, rest) = rest.rsplit_once('#')?;
    let mut parts = rest.split('/');
    let (list, entry) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
    let item = match (parts.next(), parts.next()) {
        (Some(list), Some(at)) => Some((list.to_owned(), at.parse().ok()?)),
        _ => None,
    };
    Some((Place { folder: folder.parse().ok()?, file: file.to_owned(), list, entry, item }, mark))
}

/// Eight letters that differ where the cells do.
pub fn mark(cells: &[String]) -> String {
    let mut hasher = Sha256::new();
    for cell in cells {
        // Spreadsheets know one line end.
        let cell = cell.replace("\r\n", "\n");
        hasher.update((cell.len() as u64).to_le_bytes());
        hasher.update(cell.as_bytes());
    }
    hasher.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
