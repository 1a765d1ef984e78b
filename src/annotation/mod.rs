//! What we say about a text, stand-off: mentions, events and why. Knows no dictionary and no file.

use crate::ontology::{Context, EventType, Kind, Mode, Sector, Status};
use crate::origin::Origin;
use crate::text::{PartialDate, Span};
use std::fmt;
use std::sync::Arc;

/// Everything said of one article.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Sentence spans, in order; `sentence` fields index into it.
    pub sentences: Vec<Span>,
    /// Indices of those that were parsed, in order: the others fell to their words and tags.
    pub parsed: Vec<u32>,
    pub mentions: Vec<Mention>,
    pub events: Vec<Event>,
    /// What was seen and not understood.
    pub leftovers: Vec<Leftover>,
}

/// A dictionary line or rule that had a part in a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub origin: Origin,
    /// The entry's or rule's id (`ambush.v`, `iea-4`, `passive`).
    pub what: Arc<str>,
}

/// An actor named here.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub span: Span,
    pub sentence: u32,
    /// Canonical id.
    pub actor: Arc<str>,
    pub kind: Kind,
    /// ISO 3166 alpha-3 or PLOVER supranational code, from the role that holds at the publication date.
    pub code: Option<Arc<str>>,
    pub sector: Vec<Sector>,
    pub how: How,
    pub trace: Vec<Trace>,
}

/// How a name was settled on an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Alias,
    /// An acronym with one owner.
    Acronym,
    /// An acronym introduced in this article as "Full Name (ACR)".
    Defined,
    /// Ambiguous, settled by a context rule.
    Context,
    /// Ambiguous, settled by the entry's `otherwise`.
    Default,
    /// The short form of a person named in full before.
    Surname,
    /// Settled by a reviewer.
    Decision,
}

impl How {
    /// As written in `how`.
    pub fn as_str(self) -> &'static str {
        match self {
            How::Alias => "alias",
            How::Acronym => "acronym",
            How::Defined => "defined",
            How::Context => "context",
            How::Default => "default",
            How::Surname => "surname",
            How::Decision => "decision",
        }
    }
}

/// Something reported to have happened, or said, planned, denied or feared to.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The words that carry it.
    pub trigger: Span,
    pub sentence: u32,
    pub event: EventType,
    pub mode: Vec<Mode>,
    pub context: Vec<Context>,
    pub cameo: Option<Arc<str>>,
    pub acled: Option<Arc<str>>,
    pub status: Status,
    pub actor: Vec<Party>,
    pub recipient: Vec<Party>,
    pub date: Option<EventDate>,
    pub place: Option<EventPlace>,
    pub dead: Option<u32>,
    pub injured: Option<u32>,
    pub arrested: Option<u32>,
    pub size: Option<u32>,
    /// Who says so.
    pub attribution: Option<Span>,
    /// Index of the first event in this extraction that reports the same event.
    pub link: Option<u32>,
    pub trace: Vec<Trace>,
}

/// One side of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Canonical id, where an actor of the dictionaries is meant.
    pub actor: Option<Arc<str>>,
    /// The actor's name in the dictionary.
    pub name: Option<Arc<str>>,
    pub wikidata: Option<Arc<str>>,
    /// The words, where they stand in the article.
    pub span: Span,
    pub code: Option<Arc<str>>,
    pub sector: Vec<Sector>,
}

impl Party {
    /// Somebody whom no dictionary names.
    pub fn unnamed(span: Span, code: Option<Arc<str>>, sector: Vec<Sector>) -> Party {
        Party { actor: None, name: None, wikidata: None, span, code, sector }
    }
}

/// `TTP`, or `PAK MIL` where nobody is named.
impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(actor) = &self.actor {
            return f.write_str(actor);
        }
        let code = self.code.iter().map(|code| &**code);
        let words: Vec<&str> = code.chain(self.sector.iter().map(|sector| sector.as_str())).collect();
        f.write_str(&words.join(" "))
    }
}

/// When an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventDate {
    pub from: PartialDate,
    pub to: Option<PartialDate>,
    /// The words; none when it is the publication date.
    pub text: Option<Span>,
}

/// Where an event happened.
#[derive(Clone, Debug, PartialEq)]
pub struct EventPlace {
    /// The words.
    pub span: Span,
    pub name: Arc<str>,
    /// ISO 3166 alpha-3.
    pub country: Option<Arc<str>>,
    pub province: Option<Arc<str>>,
    pub district: Option<Arc<str>>,
    /// Degrees, north and east positive.
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// GeoNames feature code.
    pub feature: Option<Arc<str>>,
    pub from: PlaceFrom,
}

/// How far from the event its place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceFrom {
    Clause,
    Sentence,
    Paragraph,
    Dateline,
    /// Where all happened that the article places.
    Article,
}

impl PlaceFrom {
    /// As written in `place_from`.
    pub fn as_str(self) -> &'static str {
        match self {
            PlaceFrom::Clause => "clause",
            PlaceFrom::Sentence => "sentence",
            PlaceFrom::Paragraph => "paragraph",
            PlaceFrom::Dateline => "dateline",
            PlaceFrom::Article => "article",
        }
    }

    /// Whether the event's own sentence tells the place.
    pub fn is_told_here(self) -> bool {
        matches!(self, PlaceFrom::Clause | PlaceFrom::Sentence)
    }
}

/// Something seen and not understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Leftover {
    pub span: Span,
    pub sentence: u32,
    pub why: LeftoverKind,
    /// The dictionary lines concerned.
    pub trace: Vec<Trace>,
}

/// Why something was left over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LeftoverKind {
    /// A capitalised name that no dictionary knows.
    UnknownName,
    /// A name with several holders that no rule settled.
    AmbiguousName,
    /// A trigger whose roles nobody fills.
    TriggerWithoutActor,
}

impl LeftoverKind {
    /// As written in `leftovers.jsonl`.
    pub fn as_str(self) -> &'static str {
        match self {
            LeftoverKind::UnknownName => "unknown-name",
            LeftoverKind::AmbiguousName => "ambiguous-name",
            LeftoverKind::TriggerWithoutActor => "trigger-without-actor",
        }
    }
}
