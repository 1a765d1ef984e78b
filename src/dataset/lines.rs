//! An article's rows as the lines that stand in the files, and what must be known of them to put articles together.
//!
//! Lines are made once, by the thread that codes the article; the writer copies them, and so does the next run.

use super::link::Report;
use super::record::{ArticleRecord, EventRecord, LeftoverRecord, MentionRecord};
use super::rows::Rows;
use memchr::{memchr_iter, memmem};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The rows of one article, ready to be written but for the links of its events.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    pub head: Head,
    pub article: Vec<u8>,
    pub mentions: Vec<u8>,
    pub events: Vec<u8>,
    /// One a sighting.
    pub leftovers: Vec<u8>,
}

/// What is counted of an article and compared with others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    pub doc: String,
    pub sha256: String,
    pub source: Option<String>,
    pub published_from: Option<String>,
    pub mentions: u64,
    /// Different ones among the mentions.
    pub actors: Vec<String>,
    /// One for each event.
    pub reports: Vec<Report>,
    /// One for each line of leftovers.
    pub sightings: Vec<Sighting>,
}

/// Something left over, seen once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sighting {
    pub kind: String,
    pub text: String,
    pub actor_missing: u64,
}

impl Lines {
    /// Writes an article's rows down.
    pub fn new(rows: &Rows) -> Lines {
        let sighting = |row: &LeftoverRecord| Sighting {
            kind: row.kind.clone(),
            text: row.text.clone(),
            actor_missing: row.actor_missing,
        };
        let actors: BTreeSet<&String> = rows.mentions.iter().map(|row| &row.actor).collect();
        let head = Head {
            doc: rows.article.doc.clone(),
            sha256: rows.article.sha256.clone(),
            source: rows.article.source.clone(),
            published_from: rows.article.published_from.clone(),
            mentions: rows.mentions.len() as u64,
            actors: actors.into_iter().cloned().collect(),
            reports: rows.events.iter().map(Report::of).collect(),
            sightings: rows.leftovers.iter().map(sighting).collect(),
        };
        Lines {
            head,
            article: lines(std::slice::from_ref(&rows.article)),
            mentions: lines(&rows.mentions),
            events: lines(&rows.events),
            leftovers: lines(&rows.leftovers),
        }
    }

    /// The rows that the lines say; none where they are no such rows.
    pub fn rows(&self) -> Option<Rows> {
        Some(Rows {
            article: records::<ArticleRecord>(&self.article)?.pop()?,
            mentions: records::<MentionRecord>(&self.mentions)?,
            events: records::<EventRecord>(&self.events)?,
            leftovers: records::<LeftoverRecord>(&self.leftovers)?,
        })
    }

    /// Writes the events, each with its link.
    ///
    /// # Errors
    /// Also where a line is no event's.
    pub fn write_events(&self, links: &[Option<u64>], out: &mut impl Write) -> io::Result<()> {
        const KEY: &[u8] = b",\"link\":";
        for (line, link) in split(&self.events).zip(links) {
            // Within a string its quotes would stand behind backslashes; traces follow, which are strings.
            let value = memmem::rfind(line, KEY).ok_or(io::ErrorKind::InvalidData)? + KEY.len();
            let (before, rest) = line.split_at_checked(value).unwrap_or_default();
            let after = rest.iter().position(|byte| *byte == b',').unwrap_or_default();
            out.write_all(before)?;
            match link {
                Some(id) => write!(out, "\"{id:016x}\"")?,
                None => out.write_all(b"null")?,
            }
            out.write_all(rest.get(after..).unwrap_or_default())?;
        }
        Ok(())
    }
}

/// Lines, each with its end.
pub(super) fn split(lines: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr_iter(b'\n', lines).map(move |end| {
        let line = lines.get(start..=end).unwrap_or_default();
        start = end + 1;
        line
    })
}

fn lines<T: Serialize>(rows: &[T]) -> Vec<u8> {
    let mut lines = Vec::new();
    for row in rows {
        // Memory takes all, and records have no keys but names.
        let _ = serde_json::to_writer(&mut lines, row);
        lines.push(b'\n');
    }
    lines
}

fn records<T: DeserializeOwned>(lines: &[u8]) -> Option<Vec<T>> {
    split(lines).map(|line| serde_json::from_slice(line).ok()).collect()
}
