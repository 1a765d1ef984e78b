//! Entries as sheets of a table: which sheets there are, what stands in their columns, and which row is which entry.

mod cell;
mod row;

pub use cell::{counted, day, show, value};
pub use row::{Place, Row, id_of, mark, split_id};

use crate::lexicon::check::SUPRANATIONAL;
use crate::ontology::{Gender, Kind, Sector};

/// A sheet: a row an entry, or a row an item of the entries' lists.
#[derive(Debug)]
pub struct Sheet {
    pub name: &'static str,
    /// The lists of entries that it shows, each with the key that names an entry.
    pub entries: &'static [(&'static str, &'static str)],
    /// The lists in an entry whose items are rows; none where the entries themselves are.
    pub lists: &'static [&'static str],
    pub columns: &'static [Column],
}

/// A column: a key of TOML, and the shape of its values.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub shape: Shape,
}

/// How a value is written in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    /// A word of a closed set.
    Choice(&'static [&'static str]),
    /// A list, its items between semicolons; or as TOML, in square brackets.
    Words,
    /// `2021-08-15`
    Day,
    /// `yes`, `no`
    Flag,
    /// A noun's plural; `-` for none.
    Plural,
}

/// The column of row ids.
pub const ROW: &str = "row";
/// The column whose `yes` takes a row's entry or item out.
pub const REMOVE: &str = "remove";
/// The column that says in which list of entries the entry stands, where there are several.
pub const IN: &str = "in";
/// The column that names the entry of an item.
pub const OF: &str = "of";
/// The column that says which list of the entry an item stands in, where there are several.
pub const LIST: &str = "list";

const CASES: &[&str] = &["name", "exact", "any"];
const WINDOWS: &[&str] = &["sentence", "paragraph", "article"];
/// The words of a flag.
pub const FLAGS: &[&str] = &["yes", "no"];

const fn column(name: &'static str, shape: Shape) -> Column {
    Column { name, shape }
}

/// All sheets, in the order in which people read them.
pub static SHEETS: &[Sheet] = &[
    Sheet {
        name: "actors",
        entries: &[("actor", "id")],
        lists: &[],
        columns: &[
            column("id", Shape::Text),
            column("name", Shape::Text),
            column("kind", Shape::Choice(Kind::WORDS)),
            column("country", Shape::Text),
            column("sector", Shape::Words),
            column("parent", Shape::Words),
            column("surname", Shape::Text),
            column("gender", Shape::Choice(Gender::WORDS)),
            column("without", Shape::Words),
            column("extends", Shape::Flag),
            column("off", Shape::Flag),
            column("wikidata", Shape::Text),
            column("note", Shape::Text),
            column("source", Shape::Text),
        ],
    },
    Sheet {
        name: "aliases",
        entries: &[("actor", "id")],
        lists: &["aliases", "acronyms", "demonyms", "capitals"],
        columns: &[
            column("text", Shape::Text),
            column("case", Shape::Choice(CASES)),
            column("unless_left", Shape::Words),
            column("unless_right", Shape::Words),
            column("from", Shape::Day),
            column("until", Shape::Day),
            column("lang", Shape::Text),
            column("needs", Shape::Text),
            column("note", Shape::Text),
            column("source", Shape::Text),
        ],
    },
    Sheet {
        name: "roles",
        entries: &[("actor", "id")],
        lists: &["roles"],
        columns: &[
            column("code", Shape::Text),
            column("sector", Shape::Words),
            column("from", Shape::Day),
            column("until", Shape::Day),
            column("office", Shape::Text),
            column("note", Shape::Text),
            column("source", Shape::Text),
        ],
    },
    Sheet {
        name: "ambiguous",
        entries: &[("ambiguous", "text")],
        lists: &[],
        columns: &[
            column("text", Shape::Text),
            column("window", Shape::Choice(WINDOWS)),
            column("otherwise", Shape::Text),
            column("note", Shape::Text),
        ],
    },
    Sheet {
        name: "rules",
        entries: &[("ambiguous", "text")],
        lists: &["rules"],
        columns: &[
            column("id", Shape::Text),
            column("pick", Shape::Text),
            column("when_full_name", Shape::Flag),
            column("near_any", Shape::Words),
            column("left_any", Shape::Words),
            column("right_any", Shape::Words),
        ],
    },
    Sheet {
        name: "examples",
        entries: &[("actor", "id"), ("ambiguous", "text"), ("agent", "id")],
        lists: &["examples"],
        columns: &[
            column("text", Shape::Text),
            column("expect", Shape::Text),
            column("actor", Shape::Text),
            column("expect_not", Shape::Text),
            column("sector", Shape::Choice(Sector::WORDS)),
            column("date", Shape::Day),
            column("none", Shape::Flag),
        ],
    },
    Sheet {
        name: "ignore",
        entries: &[("ignore", "text")],
        lists: &[],
        columns: &[
            column("text", Shape::Text),
            column("lemmas", Shape::Words),
            column("why", Shape::Text),
            column("by", Shape::Text),
            column("on", Shape::Day),
        ],
    },
    Sheet {
        name: "agents",
        entries: &[("agent", "id")],
        lists: &[],
        columns: &[
            column("id", Shape::Text),
            column("code", Shape::Choice(SUPRANATIONAL)),
            column("sector", Shape::Words),
            column("passive", Shape::Flag),
            column("people_only", Shape::Flag),
            column("capital", Shape::Flag),
            column("of_state", Shape::Words),
            column("of_person", Shape::Words),
            column("off", Shape::Flag),
            column("note", Shape::Text),
        ],
    },
    Sheet {
        name: "nouns",
        entries: &[("agent", "id")],
        lists: &["nouns"],
        columns: &[column("text", Shape::Text), column("plural", Shape::Plural)],
    },
];

impl Sheet {
    /// The sheet of this name.
    pub fn named(name: &str) -> Option<&'static Sheet> {
        SHEETS.iter().find(|sheet| sheet.name == name)
    }

    /// The key that names the entries of a list; none where the sheet does not show it.
    pub fn key(&self, list: &str) -> Option<&'static str> {
        self.entries.iter().find(|(known, _)| *known == list).map(|(_, key)| *key)
    }

    /// The columns before those that are keys.
    fn leading(&self) -> Vec<&'static str> {
        let items = !self.lists.is_empty();
        let leading = [(true, ROW), (items && self.entries.len() > 1, IN), (items, OF), (self.lists.len() > 1, LIST)];
        leading.into_iter().filter(|(there, _)| *there).map(|(_, name)| name).collect()
    }

    /// The names of all columns.
    pub fn header(&self) -> Vec<&'static str> {
        let keys = self.columns.iter().map(|column| column.name);
        self.leading().into_iter().chain(keys).chain([REMOVE]).collect()
    }

    /// The words that a column's cells may hold, where they are a closed set.
    pub fn choices(&self, name: &str) -> Option<Vec<&'static str>> {
        match name {
            REMOVE => Some(FLAGS.to_vec()),
            IN => Some(self.entries.iter().map(|(list, _)| *list).collect()),
            LIST => Some(self.lists.to_vec()),
            _ => match self.columns.iter().find(|column| column.name == name)?.shape {
                Shape::Choice(words) => Some(words.to_vec()),
                Shape::Flag => Some(FLAGS.to_vec()),
                _ => None,
            },
        }
    }
}
