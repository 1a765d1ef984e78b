//! What is wrong in a dictionary, said so that it can be mended.

use crate::origin::Origin;
use std::sync::Arc;

/// A fault in a dictionary file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Lint code (`D001` ... `D013`), or `D000` for what is no valid entry.
    pub code: &'static str,
    pub origin: Origin,
    /// Column, in characters from 1.
    pub column: u32,
    /// The line as written.
    pub quote: String,
    pub message: String,
    /// A way out.
    pub help: Option<String>,
}

/// A dictionary file's name and text, for turning byte offsets into lines.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path below the dictionary folder, with `/`.
    pub file: Arc<str>,
    pub text: Arc<str>,
    /// Byte offsets of line starts.
    lines: Arc<[u32]>,
}

impl Source {
    pub fn new(file: &str, text: &str) -> Source {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Source { file: file.into(), text: text.into(), lines: starts.collect() }
    }

    /// The line that holds a byte offset.
    pub fn origin(&self, at: usize) -> Origin {
        Origin { file: self.file.clone(), line: self.lines.partition_point(|&start| start as usize <= at) as u32 }
    }

    /// A fault on a line.
    pub fn line_fault(&self, code: &'static str, line: u32, message: String, help: Option<String>) -> Fault {
        let start = self.lines.get(line.saturating_sub(1) as usize).copied().unwrap_or(0) as usize;
        self.fault(code, start, message, help)
    }

    /// A fault at a byte offset.
    pub fn fault(&self, code: &'static str, at: usize, message: impl Into<String>, help: Option<String>) -> Fault {
        let origin = self.origin(at);
        let start = self.lines.get(origin.line.saturating_sub(1) as usize).copied().unwrap_or(0) as usize;
        let quote = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default().to_owned();
        let column = 1 + self.text.get(start..at).map_or(0, |before| before.chars().count()) as u32;
        Fault { code, origin, column, quote, message: message.into(), help }
    }
}
