//! The batch: read, code in parallel, write in order. The only place where the stages meet.

mod decided;

pub use decided::Decided;

use crate::corpus::{
    Dedupe, Duplicates, Fingerprint, Found, Input, Listing, ReadOptions, SkipReason, Standing, Warning, bytes, read,
};
use crate::dataset::{Cache, Coded, Copy, Counts, Held, NO_TEXT, OUTSIDE_DATES, SkippedRecord, Stamp, Writer, seal};
use crate::lexicon::Lexicon;
use crate::syntax::Model;
use crate::text::PartialDate;
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What is to be coded, and with what.
pub struct Batch<'a> {
    pub inputs: &'a Listing,
    pub reading: &'a ReadOptions,
    pub lexicon: &'a Lexicon,
    /// None where only names are asked for: events need grammar.
    pub model: Option<&'a Model>,
    /// First and last day of publication.
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub dedupe: Dedupe,
    pub keep_text: bool,
    /// Whether the writer keeps the words and rows of each article for the next run.
    pub keep: bool,
    /// What an earlier run kept.
    pub cache: Option<&'a Cache>,
    /// At least one.
    pub threads: usize,
    /// What reviewers decided; it outranks the dictionaries.
    pub decided: &'a Decided,
    /// Set from outside to end the batch before its time.
    pub stop: &'a AtomicBool,
}

/// What became of one input.
enum Outcome {
    Coded { coded: Box<Coded>, print: Box<Fingerprint>, warnings: Vec<Warning> },
    Skipped(SkippedRecord),
}

/// An input that a thread has done with.
struct Done {
    /// In the order of the inputs.
    index: usize,
    found: Found,
    outcome: Outcome,
}

/// Inputs in hand or waiting for their turn, for each thread. It bounds memory: whoever is ahead waits.
const AHEAD: usize = 32;

/// Codes all inputs and writes them in their order; `seen` hears of each as it is written, with what was odd about it.
///
/// Gives the coded articles that share a text with others, as only the end can tell.
/// Returns early, with less than all written, when `stop` is set or the disk fails.
pub fn run(
    batch: &Batch,
    writer: &mut Writer,
    mut seen: impl FnMut(&str, &[Warning], &Counts),
) -> io::Result<Vec<Copy>> {
    let window = AHEAD * batch.threads;
    let (give, tickets) = bounded(window);
    (0..window).try_for_each(|_| give.send(())).unwrap_or_default();
    let (send, results) = unbounded();
    let next = AtomicUsize::new(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(batch.threads).build().map_err(io::Error::other)?;
    // The threads of the pool code, this one writes.
    let mut duplicates = Duplicates::new(&writer.scratch(), batch.dedupe);
    pool.in_place_scope(|scope| {
        for _ in 0..batch.threads {
            let (tickets, send, next) = (tickets.clone(), send.clone(), &next);
            scope.spawn(move |_| work(batch, next, &tickets, &send));
        }
        // Only the threads' own ends are left, so that each side learns when the other has gone.
        drop((send, tickets));
        write_in_order(results, give, &mut duplicates, writer, &mut seen)
    })?;
    let copy = |Standing { article, duplicate_of, n_sources }| Copy { article, of: duplicate_of, n_sources };
    Ok(duplicates.standings().into_iter().map(copy).collect())
}

/// Does the same with each of a list on some threads; the results stand in its order.
pub fn each<T: Sync, R: Send>(all: &[T], threads: usize, work: impl Fn(&T) -> R + Sync) -> io::Result<Vec<R>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(io::Error::other)?;
    Ok(pool.install(|| all.par_iter().map(&work).collect()))
}

/// Does two things at once.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

/// One thread: takes the next input as long as there is one and a ticket for it.
fn work(batch: &Batch, next: &AtomicUsize, tickets: &Receiver<()>, results: &Sender<Done>) {
    while tickets.recv().is_ok() && !batch.stop.load(Ordering::Relaxed) {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(found) = batch.inputs.get(index) else { return };
        let outcome = outcome(batch, &found);
        if results.send(Done { index, found, outcome }).is_err() {
            return;
        }
    }
}

/// Takes its ends of both channels along when it returns, so that no thread waits for a writer that has failed.
fn write_in_order(
    results: Receiver<Done>,
    tickets: Sender<()>,
    duplicates: &mut Duplicates,
    writer: &mut Writer,
    seen: &mut impl FnMut(&str, &[Warning], &Counts),
) -> io::Result<()> {
    let mut waiting = BTreeMap::new();
    let mut turn = 0;
    for Done { index, found, outcome } in results {
        waiting.insert(index, (found, outcome));
        while let Some((found, outcome)) = waiting.remove(&turn) {
            let warnings = match outcome {
                Outcome::Coded { coded, print, warnings } => {
                    writer.add(*coded)?;
                    duplicates.add(&print)?;
                    warnings
                }
                Outcome::Skipped(row) => {
                    writer.skip(&row)?;
                    Vec::new()
                }
            };
            seen(found.doc(), &warnings, writer.counts());
            turn += 1;
            // Nobody waits for a ticket once the last input is taken.
            let _ = tickets.send(());
        }
    }
    Ok(())
}

/// What becomes of one thing that was found.
fn outcome(batch: &Batch, found: &Found) -> Outcome {
    let skipped = |reason: &str, detail: String| {
        Outcome::Skipped(SkippedRecord { doc: found.doc().to_owned(), reason: reason.to_owned(), detail })
    };
    let input = match found {
        Found::Input(input) => input,
        Found::Skipped(known) => return skipped(known.reason.code(), known.reason.to_string()),
    };
    // A fault in the program costs one article, not the batch.
    match catch_unwind(AssertUnwindSafe(|| code(batch, input))) {
        Ok(Ok(coded)) => coded,
        Ok(Err((reason, detail))) => skipped(reason, detail),
        Err(_) => skipped("internal-fault", "khabar failed on it; please report it".to_owned()),
    }
}

/// Reads and codes one input, or says in a word and a sentence why not.
fn code(batch: &Batch, input: &Input) -> Result<Outcome, (&'static str, String)> {
    // Before the file is read: one that changes meanwhile is then known to differ.
    let stamp = batch.keep.then(|| Stamp::of(&input.path)).flatten().filter(|stamp| stamp.is_settled());
    if let Some(outcome) = recalled(batch, input, stamp, |held| stamp.is_some() && held.stamp == stamp) {
        return Ok(outcome);
    }
    let said = |reason: SkipReason| (reason.code(), reason.to_string());
    let bytes = bytes(input, batch.reading).map_err(said)?;
    let seal = batch.keep.then(|| seal(&bytes));
    if let Some(outcome) = recalled(batch, input, stamp, |held| held.seal == seal) {
        return Ok(outcome);
    }
    let loaded = read(&input.doc, bytes, batch.reading, &batch.lexicon.conventions).map_err(said)?;
    let article = &loaded.article;
    if !article.blocks.iter().any(|block| block.kind.is_content()) {
        return Err((NO_TEXT, "nothing to read in it".to_owned()));
    }
    if let Some(detail) = outside(article.published, batch.since, batch.until) {
        return Err((OUTSIDE_DATES, detail));
    }
    let extraction = batch.decided.extract(article, batch.lexicon, batch.model);
    let print = Fingerprint::of(article);
    let mut coded = Coded::new(article, &extraction, batch.keep_text);
    if let Some(seal) = seal {
        coded = coded.with_words(article, stamp);
        // What is odd about an article is to be said at every run, and may depend on the day.
        if loaded.warnings.is_empty() && !batch.decided.concerns(&article.doc, &article.sha256) {
            coded = coded.kept(seal, &print.to_bytes());
        }
    }
    Ok(Outcome::Coded { coded: Box::new(coded), print: Box::new(print), warnings: loaded.warnings })
}

/// What an earlier run made of the input, if it is the same by what `same` is told of it.
fn recalled(batch: &Batch, input: &Input, stamp: Option<Stamp>, same: impl Fn(&Held) -> bool) -> Option<Outcome> {
    let cache = batch.cache?;
    let open = |held: &Held| !batch.decided.concerns(&held.doc, &held.sha256);
    let held = cache.find(&input.doc).filter(|held| same(held) && open(held))?;
    let recalled = cache.recall(held)?;
    let print = Box::new(Fingerprint::from_bytes(&recalled.print)?);
    Some(Outcome::Coded { coded: Box::new(Coded::again(recalled, stamp)), print, warnings: Vec::new() })
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
