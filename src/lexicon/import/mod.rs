//! Dictionaries of other tools, and tables that people edited, as actors, agents and rows: text in, findings out.

mod account;
mod code;
mod csv;
mod gate;
mod merge;
pub mod petrarch;
mod rows;
mod spacy;
mod table;
#[cfg(test)]
mod tests;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use account::{Account, Counts};
pub use csv::read as csv;
pub use gate::{List, lists, names as gate_list};
pub use merge::{Plan, Tally, plan};
pub use rows::{Applied, Folder, apply};
pub use spacy::read as spacy;
pub use table::Table;
#[cfg(feature = "xlsx")]
pub use xlsx::read as xlsx;

use super::edit::{NewName, NewRole};
use super::fold::fold;
use super::{AliasSort, Case, spelling};
use crate::ontology::{Kind, Sector};
use unicode_normalization::UnicodeNormalization;

/// What a file tells, and what became of each of its lines.
#[derive(Debug, Default)]
pub struct Findings {
    pub actors: Vec<FoundActor>,
    pub agents: Vec<FoundAgent>,
    /// Rows of one of khabar's own sheets.
    pub table: Option<Table>,
    pub account: Account,
}

/// An actor that a file tells of.
#[derive(Clone, Debug)]
pub struct FoundActor {
    /// The line that begins it.
    pub line: u32,
    /// As the file has it; none where it must be made from the name.
    pub id: Option<String>,
    pub kind: Option<Kind>,
    /// The first is what it is called; none where the id is of an actor that is known.
    pub names: Vec<FoundName>,
    /// ISO 3166 alpha-3 or a supranational code, and sectors, where no role holds.
    pub country: Option<String>,
    pub sector: Vec<Sector>,
    /// In order of time, without overlaps.
    pub roles: Vec<FoundRole>,
    /// What the file says and khabar has no place for.
    pub note: Option<String>,
    /// Lines that tell what holds always, beside those of names and roles.
    pub always: Vec<u32>,
}

/// A name and the line it stands on.
#[derive(Clone, Debug)]
pub struct FoundName {
    pub line: u32,
    pub name: NewName,
}

/// A role and the line it stands on.
#[derive(Clone, Debug)]
pub struct FoundRole {
    pub line: u32,
    pub role: NewRole,
}

/// A noun that acts for a sector.
#[derive(Clone, Debug)]
pub struct FoundAgent {
    pub line: u32,
    pub nouns: Vec<FoundNoun>,
    pub code: Option<String>,
    pub sector: Vec<Sector>,
    pub note: Option<String>,
}

/// A noun as it is in the singular, and its plural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundNoun {
    pub text: String,
    pub plural: FoundPlural,
}

/// What a file says of a plural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundPlural {
    Regular,
    None,
    Is(String),
}

/// What holds for actors of which a file does not tell it.
#[derive(Clone, Debug, Default)]
pub struct Unsaid {
    pub kind: Option<Kind>,
    pub country: Option<String>,
    pub sector: Vec<Sector>,
}

impl FoundActor {
    /// An actor of whom a file tells an id and a name alone.
    fn named(line: u32, id: Option<String>, name: FoundName, unsaid: &Unsaid) -> FoundActor {
        FoundActor {
            line,
            id,
            kind: unsaid.kind,
            names: vec![name],
            country: unsaid.country.clone(),
            sector: unsaid.sector.clone(),
            roles: Vec::new(),
            note: None,
            always: Vec::new(),
        }
    }
}

impl FoundName {
    fn new(line: u32, text: String, sort: AliasSort) -> FoundName {
        FoundName {
            line,
            name: NewName {
                text,
                sort,
                case: None,
                unless_left: Vec::new(),
                unless_right: Vec::new(),
                from: None,
                until: None,
            },
        }
    }

    fn with_case(mut self, case: Case) -> FoundName {
        self.name.case = Some(case);
        self
    }
}

/// A name with single blanks, as no lint minds it.
///
/// # Errors
/// What is wrong with how it is written.
fn spelling_of(text: &str) -> Result<String, String> {
    let text = text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if fold(&text).is_empty() {
        return Err("an empty name".to_owned());
    }
    match spelling::wrong(&text) {
        Some((wrong, _)) => Err(wrong),
        None => Ok(text),
    }
}
