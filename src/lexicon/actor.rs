//! Actors, compiled: who they are, what they are called, and what they are when.

use crate::ontology::{Gender, Kind, Sector};
use crate::origin::Origin;
use jiff::civil::Date;
use std::sync::Arc;

/// A named actor.
pub struct Actor {
    pub id: Arc<str>,
    pub name: Arc<str>,
    pub kind: Kind,
    /// What a person is called by alone.
    pub surname: Option<Arc<str>>,
    /// A person's, where the entry says it.
    pub gender: Option<Gender>,
    pub wikidata: Option<Arc<str>>,
    /// ISO 3166 alpha-3 or one of IGO, NGO, MNC, IMG, ISM.
    pub country: Option<Arc<str>>,
    /// Used where no role holds.
    pub sector: Vec<Sector>,
    /// In order of `from`; half-open.
    pub roles: Vec<Role>,
    /// Ids of the actors this one is part of.
    pub parents: Vec<(Arc<str>, Period)>,
    pub at: At,
}

/// What an actor is for a time.
pub struct Role {
    pub code: Option<Arc<str>>,
    pub sector: Vec<Sector>,
    pub office: Option<Arc<str>>,
    pub period: Period,
    /// Whether a note stands with it.
    pub noted: bool,
    pub at: At,
}

/// Half-open `[from, until)`; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Period {
    /// Whether the day lies in it.
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// The days of both; none where they share none.
    pub fn and(self, other: Period) -> Option<Period> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let empty = from.zip(until).is_some_and(|(from, until)| until <= from);
        (!empty).then_some(Period { from, until })
    }
}

/// One way of writing an actor's name.
pub struct Alias {
    pub text: Arc<str>,
    /// Index into `actors`; [`Alias::NOBODY`] for a name that only hides shorter ones.
    pub actor: u32,
    pub sort: AliasSort,
    pub case: Case,
    /// No match directly after one of these words (lower case).
    pub unless_left: Vec<Arc<str>>,
    /// No match directly before one of these words (lower case).
    pub unless_right: Vec<Arc<str>>,
    pub period: Period,
    /// Index into `ambiguities`, where the surface form is shared.
    pub ambiguity: Option<u32>,
    pub at: At,
}

/// Where something is written: for people, and for finding it again in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    pub origin: Origin,
    /// Index of the file, over all layers.
    pub source: u32,
    /// In bytes.
    pub(super) offset: u32,
}

impl Alias {
    /// The actor of names that are to be left alone.
    pub const NOBODY: u32 = u32::MAX;

    pub(super) fn ignored(text: &str, at: At) -> Alias {
        Alias {
            text: text.into(),
            actor: Alias::NOBODY,
            sort: AliasSort::Name,
            case: Case::Name,
            unless_left: Vec::new(),
            unless_right: Vec::new(),
            period: Period { from: None, until: None },
            ambiguity: None,
            at,
        }
    }
}

/// What sort of name an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AliasSort {
    Name,
    Acronym,
    /// Nationality adjective or noun: `Afghan`, `Afghans`.
    Demonym,
    /// A capital or seat that may stand for its government.
    Capital,
}

/// How case counts in a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// At least each word that is capitalised in the alias is capitalised in the text, or all is in capitals.
    Name,
    /// Letter for letter.
    Exact,
    /// Any.
    Any,
}

impl Case {
    /// As dictionaries write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Case::Name => "name",
            Case::Exact => "exact",
            Case::Any => "any",
        }
    }
}
