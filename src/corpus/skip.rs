//! Why an input was not read, and what was odd about one that was.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// An input that was found and cannot be an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// As in [`crate::text::Article::doc`].
    pub doc: String,
    pub reason: SkipReason,
}

/// Why an input was not read. Prints as a sentence without full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// The extension, with its dot.
    NotText(String),
    Binary,
    TooLarge {
        bytes: u64,
        max_bytes: u64,
    },
    /// It was there when the folder was listed.
    Vanished,
    Unreadable(String),
    SymlinkLoop,
    /// A socket, pipe or device.
    SpecialFile,
    /// Listed before under another name.
    GivenTwice,
}

impl SkipReason {
    /// A short fixed word for the `reason` field of a record.
    pub fn code(&self) -> &'static str {
        match self {
            SkipReason::NotText(_) => "not-text",
            SkipReason::Binary => "binary",
            SkipReason::TooLarge { .. } => "too-large",
            SkipReason::Vanished => "vanished",
            SkipReason::Unreadable(_) => "unreadable",
            SkipReason::SymlinkLoop => "symlink-loop",
            SkipReason::SpecialFile => "special-file",
            SkipReason::GivenTwice => "given-twice",
        }
    }

    /// The reason behind an error of the file system.
    pub(super) fn io(error: &io::Error) -> SkipReason {
        match error.kind() {
            io::ErrorKind::NotFound => SkipReason::Vanished,
            _ => SkipReason::Unreadable(error.to_string()),
        }
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SkipReason::NotText(extension) => write!(f, "{extension} is not a text format khabar reads"),
            SkipReason::Binary => f.write_str("holds binary data, not text"),
            SkipReason::TooLarge { bytes, max_bytes } => {
                write!(f, "{bytes} bytes are more than {max_bytes}; raise the limit with --max-bytes")
            }
            SkipReason::Vanished => f.write_str("was removed while khabar ran"),
            SkipReason::Unreadable(error) => write!(f, "cannot be read: {error}"),
            SkipReason::SymlinkLoop => f.write_str("a symbolic link that leads back to its own folder"),
            SkipReason::SpecialFile => f.write_str("neither a file nor a folder"),
            SkipReason::GivenTwice => f.write_str("given twice"),
        }
    }
}

/// An input path that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchInput(pub PathBuf);

impl fmt::Display for NoSuchInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no such file or folder: {}", self.0.display())
    }
}

impl std::error::Error for NoSuchInput {}

/// Something odd about an article that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Day and month could be either: the date as written was not used.
    AmbiguousDate(String),
    /// A publication date after today was not believed.
    FutureDate(String),
    /// Some bytes were no characters of this encoding and stand as U+FFFD.
    Damaged(&'static str),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::AmbiguousDate(date) => write!(f, "{date} could be day/month or month/day; say which it is"),
            Warning::FutureDate(date) => write!(f, "publication date {date} lies in the future and was not used"),
            Warning::Damaged(encoding) => write!(f, "some bytes are not {encoding}; they read as U+FFFD"),
        }
    }
}
