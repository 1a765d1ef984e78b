//! What is wrong in a dictionary, said so that it can be mended.

use super::laid::Laid;
use crate::origin::Origin;
use serde::de::DeserializeOwned;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is coded with it.
    Error,
    /// Coding goes on; the entry does not do what it seems to.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// `error`, `warning`, `info`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// A fault in a dictionary file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Lint code (`D001` ... `D015`), or `D000` for what is no valid entry.
    pub code: &'static str,
    pub severity: Severity,
    pub place: Quoted,
    /// The other place that it is about: the rival's.
    pub also: Option<Quoted>,
    pub message: String,
    /// What a dataset tells of it.
    pub note: Option<String>,
    /// A way out.
    pub help: Option<String>,
    /// What a program can write there to mend it.
    pub mend: Option<Mend>,
}

/// A place in a dictionary file, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Index of the layer whose file it is.
    pub layer: usize,
    pub origin: Origin,
    /// Column, in characters from 1.
    pub column: u32,
    /// The line as written.
    pub quote: String,
}

impl Fault {
    /// The same, as a warning or for information only.
    pub(super) fn rated(self, severity: Severity) -> Fault {
        Fault { severity, ..self }
    }
}

/// A stretch of the file, in bytes, and what should stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    pub span: Range<usize>,
    pub text: String,
}

impl Mend {
    /// Writes every mend into the text; of two that overlap the first in the text.
    pub fn apply(text: &str, mends: &[Mend]) -> String {
        let mut mends: Vec<&Mend> = mends.iter().collect();
        mends.sort_by_key(|mend| (mend.span.start, mend.span.end));
        let (mut out, mut done) = (String::with_capacity(text.len()), 0);
        for mend in mends.into_iter().filter(|mend| text.get(mend.span.clone()).is_some()) {
            let Some(between) = text.get(done..mend.span.start) else { continue };
            out.push_str(between);
            out.push_str(&mend.text);
            done = mend.span.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }
}

/// A dictionary file's name and text, for turning byte offsets into lines.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path below the dictionary folder, with `/`.
    pub file: Arc<str>,
    pub text: Text,
    /// Index of its layer.
    pub layer: usize,
    /// Byte offsets of line starts; nobody asks for most files' before something is found in them.
    lines: Arc<OnceLock<Box<[u32]>>>,
}

/// A file's text.
#[derive(Clone, Debug)]
pub enum Text {
    /// Built into the program, with its values as they were laid down.
    Built {
        text: &'static str,
        laid: &'static [u8],
    },
    Read(Arc<str>),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Built { text, .. } => text,
            Text::Read(text) => text,
        }
    }
}

impl Source {
    pub fn new(layer: usize, file: &str, text: Text) -> Source {
        Source { file: file.into(), text, layer, lines: Arc::default() }
    }

    /// The whole file.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, toml::de::Error> {
        self.read_laid(self.laid())
    }

    /// The file, but for the examples of entries that are built in.
    pub fn read_bare<T: DeserializeOwned>(&self) -> Result<T, toml::de::Error> {
        self.read_laid(self.laid().map(Laid::bare))
    }

    fn read_laid<T: DeserializeOwned>(&self, laid: Option<Laid>) -> Result<T, toml::de::Error> {
        // What is built in has no faults that TOML's reader would have to tell.
        laid.and_then(|laid| T::deserialize(laid).ok()).map_or_else(|| toml::from_str(&self.text), Ok)
    }

    pub fn is_built_in(&self) -> bool {
        matches!(self.text, Text::Built { .. })
    }

    /// The whole file as it was laid down, if it is built in.
    pub fn laid(&self) -> Option<Laid<'static>> {
        match self.text {
            Text::Built { text, laid } => Laid::file(text, laid),
            Text::Read(_) => None,
        }
    }

    /// The line that holds a byte offset.
    pub fn origin(&self, at: usize) -> Origin {
        Origin { file: self.file.clone(), line: self.lines().partition_point(|&start| start as usize <= at) as u32 }
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let starts = memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at as u32 + 1);
            std::iter::once(0).chain(starts).collect()
        })
    }

    /// A fault on a line.
    pub fn line_fault(&self, code: &'static str, line: u32, message: String, help: Option<String>) -> Fault {
        let start = self.lines().get(line.saturating_sub(1) as usize).copied().unwrap_or(0) as usize;
        self.fault(code, start, message, help)
    }

    /// A fault at a byte offset.
    pub fn fault(&self, code: &'static str, at: usize, message: impl Into<String>, help: Option<String>) -> Fault {
        let (severity, place, message) = (Severity::Error, self.place(at), message.into());
        Fault { code, severity, place, also: None, message, note: None, help, mend: None }
    }

    /// The line and column of a byte offset.
    pub fn place(&self, at: usize) -> Quoted {
        let origin = self.origin(at);
        let start = self.lines().get(origin.line.saturating_sub(1) as usize).copied().unwrap_or(0) as usize;
        let quote = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default().to_owned();
        let column = 1 + self.text.get(start..at).map_or(0, |before| before.chars().count()) as u32;
        Quoted { layer: self.layer, origin, column, quote }
    }

    /// Where in the file a quoted text stands, if it stands within the span as it is.
    pub fn quoted(&self, within: Range<usize>, text: &str) -> Option<Range<usize>> {
        let quoted = format!("\"{text}\"");
        let start = within.start + self.text.get(within)?.find(&quoted)?;
        Some(start..start + quoted.len())
    }
}
