//! `decisions.jsonl` on disk: read whole, appended to line by line, each answer on the disk before the next is asked.

use super::decision::{Line, VERSION};
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file of decisions open for more of them. This process alone appends to it.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: File,
}

/// Why decisions could not be read or kept.
#[derive(Debug)]
pub enum LogFault {
    Io {
        path: PathBuf,
        error: io::Error,
    },
    /// A line, from 1, that is no decision.
    Line {
        path: PathBuf,
        line: usize,
        why: String,
    },
    /// Another review has it open.
    Busy(PathBuf),
}

impl fmt::Display for LogFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LogFault::Io { path, error } => {
                write!(f, "decisions `{}`: {}", path.display(), crate::dataset::in_words(error))
            }
            LogFault::Line { path, line, why } => {
                let path = path.display();
                write!(f, "{path}:{line}: this is no decision ({why}); mend the line or take it out")
            }
            LogFault::Busy(path) => write!(f, "another review has `{}` open", path.display()),
        }
    }
}

impl std::error::Error for LogFault {}

/// The decisions of a file with the numbers of their lines, from 1; none where there is no file.
///
/// A last line without its end was being written when the writer was killed: it is as if it had never been.
///
/// # Errors
/// Where the file cannot be read or a line is no decision.
pub fn read(path: &Path) -> Result<Vec<(u32, Line)>, LogFault> {
    match fs::read(path) {
        Ok(bytes) => parse(path, &bytes).map(|(lines, _)| lines),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(LogFault::Io { path: path.to_owned(), error }),
    }
}

impl Log {
    /// Opens the file, or makes it, and gives what it holds. A torn last line is cut off.
    ///
    /// # Errors
    /// Where the file cannot be read or written, holds something else, or another review has it open.
    pub fn open(path: &Path) -> Result<(Log, Vec<(u32, Line)>), LogFault> {
        let fault = |error| LogFault::Io { path: path.to_owned(), error };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(fault)?;
        let file = OpenOptions::new().create(true).append(true).read(true).open(path).map_err(fault)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(LogFault::Busy(path.to_owned())),
            // File systems without locks are trusted to have one writer.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        // The name of a new file is on the disk only with its folder. Not every system can do that.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        let bytes = fs::read(path).map_err(fault)?;
        let (lines, whole) = parse(path, &bytes)?;
        if whole < bytes.len() {
            file.set_len(whole as u64).map_err(fault)?;
        }
        Ok((Log { path: path.to_owned(), file }, lines))
    }

    /// Appends an answer's lines; when this returns they are on the disk.
    ///
    /// # Errors
    /// Where they could not be written; what was written of them is cut off again.
    pub fn append(&mut self, lines: &[Line]) -> Result<(), LogFault> {
        let fault = |error| LogFault::Io { path: self.path.clone(), error };
        let mut bytes = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut bytes, line).map_err(|error| fault(error.into()))?;
            bytes.push(b'\n');
        }
        let before = self.file.metadata().map_err(fault)?.len();
        self.file.write_all(&bytes).and_then(|()| self.file.sync_data()).map_err(|error| {
            // A line that stays torn is cut off at the next start.
            let _ = self.file.set_len(before);
            fault(error)
        })
    }
}

/// The lines, and how many bytes whole lines take.
fn parse(path: &Path, bytes: &[u8]) -> Result<(Vec<(u32, Line)>, usize), LogFault> {
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let mut lines = Vec::new();
    for (line, number) in bytes[..whole].split(|&byte| byte == b'\n').zip(1u32..) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let fault = |why: String| LogFault::Line { path: path.to_owned(), line: number as usize, why };
        let read: Line = serde_json::from_slice(line).map_err(|error| fault(in_words(line, &error)))?;
        if version(&read) > VERSION {
            return Err(fault(format!("version {}; this khabar knows {VERSION}", version(&read))));
        }
        lines.push((number, read));
    }
    Ok((lines, whole))
}

fn version(line: &Line) -> u8 {
    match line {
        Line::Undo(undo) => undo.v,
        Line::Decision(decision) => decision.v,
    }
}

/// Serde says of a line that may be one of two things only that it is neither.
fn in_words(line: &[u8], error: &serde_json::Error) -> String {
    if error.is_syntax() || error.is_eof() {
        return "not JSON".to_owned();
    }
    match serde_json::from_slice::<super::decision::Decision>(line) {
        Err(error) => error.to_string(),
        Ok(_) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::decision::Undo;
    use super::*;

    fn undo(n: usize) -> Line {
        Line::Undo(Undo { v: 1, at: format!("2026-01-02T03:04:0{n}Z"), by: "Nâzik ☂".into(), undo: format!("{n}") })
    }

    fn plain(lines: Vec<(u32, Line)>) -> Vec<Line> {
        lines.into_iter().map(|(_, line)| line).collect()
    }

    #[test]
    fn killed_at_any_byte_it_loses_at_most_the_answer_being_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/decisions.jsonl");
        let (mut log, none) = Log::open(&path).unwrap();
        assert_eq!(none, []);
        log.append(&[undo(1)]).unwrap();
        let kept = fs::read(&path).unwrap();
        log.append(&[undo(2)]).unwrap();
        drop(log);
        let whole = fs::read(&path).unwrap();
        for cut in kept.len()..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            assert_eq!(plain(read(&path).unwrap()), [undo(1)], "cut at {cut}");
            let (mut log, lines) = Log::open(&path).unwrap();
            assert_eq!(plain(lines), [undo(1)]);
            log.append(&[undo(3)]).unwrap();
            drop(log);
            assert_eq!(read(&path).unwrap(), [(1, undo(1)), (2, undo(3))], "cut at {cut}");
        }
    }

    #[test]
    fn a_line_that_is_no_decision_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.jsonl");
        for (text, told) in [
            ("\n{\"v\":1}\n", ":2: this is no decision (missing field"),
            ("<<<<<<< ours\n", ":1: this is no decision (not JSON)"),
            ("{\"v\":9,\"at\":\"\",\"by\":\"\",\"undo\":\"\"}\n", ":1: this is no decision (version 9"),
        ] {
            fs::write(&path, text).unwrap();
            let fault = read(&path).unwrap_err().to_string();
            assert!(fault.contains(told), "{fault}");
            assert_eq!(Log::open(&path).unwrap_err().to_string(), fault);
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn one_review_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.jsonl");
        let open = Log::open(&path).unwrap();
        assert!(matches!(Log::open(&path), Err(LogFault::Busy(_))));
        drop(open);
        assert!(Log::open(&path).is_ok());
    }
}
