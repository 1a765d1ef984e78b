//! Names with several holders, compiled.

use super::At;
use crate::origin::Origin;
use std::sync::Arc;

/// A surface form with several holders, and what settles it.
pub struct Ambiguity {
    pub surface: Arc<str>,
    pub window: Window,
    pub rules: Vec<ContextRule>,
    pub otherwise: Otherwise,
    pub at: At,
}

/// How far a context rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    Sentence,
    Paragraph,
    Article,
}

/// One rule of an ambiguity; the first that fires wins.
pub struct ContextRule {
    pub id: Arc<str>,
    /// Actor id, or `None` for "nobody of ours".
    pub pick: Option<Arc<str>>,
    /// Fires where the pick's full name (another alias, not an acronym) stands in the article.
    pub when_full_name: bool,
    /// Fires where one of these words or phrases (lower case) stands in the window; `@AFG` is any alias of that actor.
    pub near_any: Vec<Arc<str>>,
    /// The words directly after or before, lower case.
    pub right_any: Vec<Arc<str>>,
    pub left_any: Vec<Arc<str>>,
    pub origin: Origin,
}

/// What becomes of an ambiguous name that no rule settles.
pub enum Otherwise {
    /// A leftover, for review.
    Ask,
    Drop,
    Actor(Arc<str>),
}

impl Otherwise {
    /// As dictionaries write it.
    pub fn as_str(&self) -> &str {
        match self {
            Otherwise::Ask => "ask",
            Otherwise::Drop => "drop",
            Otherwise::Actor(id) => id,
        }
    }
}
