//! The batch: read, code in parallel, write in order. The only place where the stages meet.

use crate::dataset::{Coded, Counts, NO_TEXT, OUTSIDE_DATES, SkippedRecord, Writer};
use crate::extract::extract;
use crate::lexicon::Lexicon;
use crate::syntax::Model;
use crate::text::{Article, PartialDate};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

pub use stub::*;

/// What is to be coded, and with what.
pub struct Batch<'a> {
    /// In order of `doc`.
    pub inputs: &'a [Found],
    pub reading: &'a Reading,
    pub lexicon: &'a Lexicon,
    pub model: &'a Model,
    /// First and last day of publication.
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub keep_text: bool,
    /// At least one.
    pub threads: usize,
    /// Set from outside to end the batch before its time.
    pub stop: &'a AtomicBool,
}

/// What became of one input.
enum Outcome {
    Coded(Box<Coded>),
    Skipped(SkippedRecord),
}

/// Inputs in hand or waiting for their turn, for each thread. It bounds memory: whoever is ahead waits.
const AHEAD: usize = 32;

/// Codes all inputs and writes them in their order; `seen` hears of each as it is written.
///
/// Returns early, with less than all written, when `stop` is set or the disk fails.
pub fn run(batch: &Batch, writer: &mut Writer, mut seen: impl FnMut(&str, &Counts)) -> io::Result<()> {
    let window = AHEAD * batch.threads;
    let (give, tickets) = bounded(window);
    (0..window).try_for_each(|_| give.send(())).unwrap_or_default();
    let (send, results) = unbounded();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..batch.threads {
            let (tickets, send, next) = (tickets.clone(), send.clone(), &next);
            scope.spawn(move || work(batch, next, &tickets, &send));
        }
        // Only the threads' own ends are left, so that each side learns when the other has gone.
        drop((send, tickets));
        write_in_order(batch, &results, &give, writer, &mut seen)
    })
}

/// One thread: takes the next input as long as there is one and a ticket for it.
fn work(batch: &Batch, next: &AtomicUsize, tickets: &Receiver<()>, results: &Sender<(usize, Outcome)>) {
    while tickets.recv().is_ok() && !batch.stop.load(Ordering::Relaxed) {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(found) = batch.inputs.get(index) else { return };
        if results.send((index, outcome(batch, found))).is_err() {
            return;
        }
    }
}

fn write_in_order(
    batch: &Batch,
    results: &Receiver<(usize, Outcome)>,
    tickets: &Sender<()>,
    writer: &mut Writer,
    seen: &mut impl FnMut(&str, &Counts),
) -> io::Result<()> {
    let mut waiting = BTreeMap::new();
    let mut turn = 0;
    for (index, outcome) in results {
        waiting.insert(index, outcome);
        while let Some(outcome) = waiting.remove(&turn) {
            match outcome {
                Outcome::Coded(coded) => writer.add(*coded)?,
                Outcome::Skipped(row) => writer.skip(&row)?,
            }
            seen(batch.inputs.get(turn).map_or("", |found| &found.doc), writer.counts());
            turn += 1;
            // Nobody waits for a ticket once the last input is taken.
            let _ = tickets.send(());
        }
    }
    Ok(())
}

/// Reads and codes one input. A fault in the program costs one article, not the batch.
fn outcome(batch: &Batch, found: &Found) -> Outcome {
    let skipped = |reason: &str, detail: String| {
        Outcome::Skipped(SkippedRecord { doc: found.doc.clone(), reason: reason.to_owned(), detail })
    };
    let article = match catch_unwind(|| load(found, batch.reading)) {
        Ok(Ok(article)) => article,
        Ok(Err(skip)) => return skipped(skip.reason, skip.detail),
        Err(_) => return skipped(BROKEN, "reading it met a fault in khabar; please report it".to_owned()),
    };
    if !article.blocks.iter().any(|block| block.kind.is_content()) {
        return skipped(NO_TEXT, "nothing to read in it".to_owned());
    }
    if let Some(detail) = outside(article.published, batch.since, batch.until) {
        return skipped(OUTSIDE_DATES, detail);
    }
    match catch_unwind(AssertUnwindSafe(|| code(batch, &article))) {
        Ok(coded) => Outcome::Coded(Box::new(coded)),
        Err(_) => skipped(BROKEN, "coding it met a fault in khabar; please report it".to_owned()),
    }
}

const BROKEN: &str = "internal-fault";

fn code(batch: &Batch, article: &Article) -> Coded {
    let extraction = extract(article, batch.lexicon, batch.model);
    Coded::new(article, &extraction, batch.keep_text)
}

/// Why an article lies outside the wanted days; a month or year lies inside if one of its days does.
fn outside(published: Option<PartialDate>, since: Option<Date>, until: Option<Date>) -> Option<String> {
    if since.is_none() && until.is_none() {
        return None;
    }
    let Some(published) = published else { return Some("no publication date".to_owned()) };
    let early = since.is_some_and(|since| published.to_string() < prefix(since, published));
    let late = until.is_some_and(|until| published.to_string() > prefix(until, published));
    (early || late).then(|| format!("published {published}"))
}

/// A day as precise as a date is: ISO 8601 sorts as text.
fn prefix(day: Date, like: PartialDate) -> String {
    day.to_string().chars().take(like.to_string().len()).collect()
}

/// Stand-ins until the stages are there.
mod stub {
    use super::*;
    use crate::text::{Block, BlockKind, Span};
    pub struct Found {
        pub doc: String,
        pub path: std::path::PathBuf,
    }
    pub struct Reading;
    pub struct Skip {
        pub reason: &'static str,
        pub detail: String,
    }
    pub fn load(f: &Found, _: &Reading) -> Result<Article, Skip> {
        let text =
            std::fs::read_to_string(&f.path).map_err(|e| Skip { reason: "unreadable", detail: e.to_string() })?;
        let mut blocks = vec![];
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let l = line.trim_end();
            if !l.is_empty() {
                blocks.push(Block { span: Span::new(at, at + l.len()), kind: BlockKind::Paragraph });
            }
            at += line.len();
        }
        Ok(Article {
            doc: f.doc.clone(),
            blocks,
            title: None,
            published: None,
            published_from: None,
            source: None,
            url: None,
            lang: None,
            dateline: None,
            sha256: text.len().to_string(),
            text,
        })
    }
    pub fn walk(p: &[std::path::PathBuf], _: &std::path::Path) -> Result<Vec<Found>, String> {
        let mut v: Vec<Found> = p
            .iter()
            .flat_map(|p| walkdir::WalkDir::new(p).into_iter().flatten())
            .filter(|e| e.file_type().is_file())
            .map(|e| Found { doc: e.path().display().to_string(), path: e.path().to_owned() })
            .collect();
        v.sort_by(|a, b| a.doc.cmp(&b.doc));
        Ok(v)
    }
}
