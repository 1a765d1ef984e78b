//! Where in a dictionary something is written: the answer to "why did this match?".

use std::fmt;
use std::sync::Arc;

/// A line of a dictionary file, relative to its dictionary folder (`actors/armed-groups.toml:12`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// Path below the dictionary folder, with `/`.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
