//! Two datasets told apart: every mention and event gained, lost or coded otherwise, each with its cause.

use super::change::{Change, Row, Sort, Text, pairs};
use super::edits::Edits;
use super::papers::{Fate, Paper, papers};
use crate::dataset::{Dataset, EventRecord, MentionRecord};
use std::collections::{HashMap, HashSet};

/// Why a row is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The article is new, gone, rewritten or dated otherwise.
    Articles,
    /// An entry that bears on it was edited.
    Dictionary,
    /// Neither article nor dictionary nor reviewer can have done it.
    Program,
    /// A reviewer settled it, in one dataset or in both.
    Decisions,
}

impl Cause {
    pub const ALL: [Cause; 4] = [Cause::Articles, Cause::Dictionary, Cause::Program, Cause::Decisions];

    /// In a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Cause::Articles => "articles",
            Cause::Dictionary => "dictionary",
            Cause::Program => "program",
            Cause::Decisions => "decisions",
        }
    }
}

/// A row that is otherwise, where, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<T> {
    pub cause: Cause,
    /// The article, under its new name where it has one.
    pub doc: String,
    pub change: Change<T>,
}

/// The rows of one sort. `old - lost + gained = new`.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<T> {
    pub old: usize,
    pub new: usize,
    pub told: Vec<Told<T>>,
}

impl<T> Side<T> {
    /// How many changes of a sort have a cause.
    pub fn count(&self, cause: Cause, sort: Sort) -> usize {
        self.told.iter().filter(|told| told.cause == cause && told.change.sort() == sort).count()
    }

    /// How many changes of a sort there are.
    pub fn total(&self, sort: Sort) -> usize {
        Cause::ALL.iter().map(|cause| self.count(*cause, sort)).sum()
    }
}

/// What became of the articles. Each is in one list, or as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Articles {
    pub added: Vec<String>,
    pub removed: Vec<String>,
    /// The text is another.
    pub rewritten: Vec<String>,
    /// The text is the same, the date of publication another.
    pub redated: Vec<String>,
    /// The text and date are the same, the name is another.
    pub moved: Vec<(String, String)>,
    pub same: usize,
}

/// Two datasets told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    pub articles: Articles,
    pub mentions: Side<MentionRecord>,
    pub events: Side<EventRecord>,
    /// Events that say the same and were a first report: now further ones.
    pub now_further: usize,
    /// Events that say the same and were a further report: now first ones.
    pub now_first: usize,
}

impl Diff {
    /// Tells datasets apart. `edits` is how their dictionaries differ, if they do.
    pub fn of(old: &Dataset, new: &Dataset, edits: Option<&Edits>) -> Diff {
        let papers = papers(&old.articles, &new.articles);
        let causes = Causes { edits, other_program: old.run.version != new.run.version };
        let mentions = Coded { old: by_doc(&old.mentions, |row| &row.doc), new: by_doc(&new.mentions, |row| &row.doc) };
        let events = Coded { old: by_doc(&old.events, |row| &row.doc), new: by_doc(&new.events, |row| &row.doc) };
        let words = Sentences::of(&old.events, &new.events);
        let mut diff = Diff {
            articles: articles(&papers),
            mentions: Side { old: old.mentions.len(), new: new.mentions.len(), told: Vec::new() },
            events: Side { old: old.events.len(), new: new.events.len(), told: Vec::new() },
            now_further: 0,
            now_first: 0,
        };
        for paper in &papers {
            let told = mentions.tell(paper, &words, &causes, settled);
            let decided = decided(&told.changes);
            diff.mentions.told.extend(told.changes);
            let told = events.tell(paper, &words, &causes, |old, new| follows(&decided, old, new));
            diff.events.told.extend(told.changes);
            for (before, after) in told.same {
                diff.now_further += usize::from(before.link.is_none() && after.link.is_some());
                diff.now_first += usize::from(before.link.is_some() && after.link.is_none());
            }
        }
        diff
    }
}

/// What `how` says of a mention that a reviewer settled.
const DECISION: &str = "decision";
/// How the lines of a trace begin that name a decision.
const DECISIONS: &str = "decisions";

/// Whether a reviewer settled the mention in one dataset only, or otherwise in the other.
fn settled(old: Option<&MentionRecord>, new: Option<&MentionRecord>) -> bool {
    let by_reviewer = |row: Option<&MentionRecord>| row.is_some_and(|row| row.how == DECISION);
    by_reviewer(old) != by_reviewer(new) || decisions(old) != decisions(new)
}

/// The lines of a trace that name decisions.
fn decisions<T: Traced>(row: Option<&T>) -> Vec<&String> {
    row.into_iter().flat_map(Traced::trace).filter(|line| line.starts_with(DECISIONS)).collect()
}

/// The actors, before and now, of mentions of an article that a reviewer settled otherwise.
fn decided(told: &[Told<MentionRecord>]) -> HashSet<String> {
    let by_reviewers = told.iter().filter(|told| told.cause == Cause::Decisions);
    by_reviewers.flat_map(|told| told.change.old.iter().chain(&told.change.new)).map(|row| row.actor.clone()).collect()
}

/// Whether a decision is the cause of a change of an event: it stands in one trace only, or the parties are others by an
/// actor of whom a reviewer decided.
fn follows(decided: &HashSet<String>, old: Option<&EventRecord>, new: Option<&EventRecord>) -> bool {
    let parties = |row: Option<&EventRecord>| -> HashSet<String> {
        let parties = row.into_iter().flat_map(|row| row.actor.iter().chain(&row.recipient));
        parties.filter_map(|party| party.actor_id.clone()).collect()
    };
    decisions(old) != decisions(new)
        || parties(old).symmetric_difference(&parties(new)).any(|actor| decided.contains(actor))
}

/// What can have changed rows, apart from articles and reviewers.
struct Causes<'a> {
    edits: Option<&'a Edits>,
    other_program: bool,
}

impl Causes<'_> {
    /// Which of dictionary and program it was. Where both differ and the entry can have done it, it is the dictionary.
    fn of(&self, doc: &str, sentence: &str, old: &[String], new: &[String]) -> Cause {
        let Some(edits) = self.edits.filter(|edits| edits.touch(doc)) else { return Cause::Program };
        if !self.other_program || edits.changed_lines(old, new) || edits.names_in(sentence) {
            Cause::Dictionary
        } else {
            Cause::Program
        }
    }
}

/// Rows of both datasets, by article.
struct Coded<'a, T> {
    old: HashMap<&'a str, &'a [T]>,
    new: HashMap<&'a str, &'a [T]>,
}

/// An article's rows, told apart.
struct Rows<'a, T> {
    changes: Vec<Told<T>>,
    same: Vec<(&'a T, &'a T)>,
}

/// What a cause is told by.
trait Traced {
    fn trace(&self) -> &[String];
    /// The words that it rests on.
    fn words(&self) -> &str;
}

impl Traced for MentionRecord {
    fn trace(&self) -> &[String] {
        &self.trace
    }

    fn words(&self) -> &str {
        &self.text
    }
}

impl Traced for EventRecord {
    fn trace(&self) -> &[String] {
        &self.trace
    }

    fn words(&self) -> &str {
        &self.event_text
    }
}

impl<'a, T: Row + Traced> Coded<'a, T> {
    fn tell(
        &self,
        paper: &Paper,
        words: &Sentences,
        causes: &Causes,
        decided: impl Fn(Option<&T>, Option<&T>) -> bool,
    ) -> Rows<'a, T> {
        let rows = |side: &HashMap<&str, &'a [T]>, doc: Option<&str>| doc.and_then(|doc| side.get(doc).copied());
        let old = rows(&self.old, paper.old.map(|row| row.doc.as_str())).unwrap_or_default();
        let new = rows(&self.new, paper.new.map(|row| row.doc.as_str())).unwrap_or_default();
        let text = if paper.fate == Fate::Rewritten { Text::Other } else { Text::Same };
        let paired = pairs(old, new, text);
        let changes = paired.changed.into_iter().map(|(old, new)| {
            let change = words.change(paper, old, new);
            let trace = |row: Option<&'a T>| row.map(Traced::trace).unwrap_or_default();
            let cause = match paper.fate {
                // A decision is about a text: where that is another, the text is why.
                Fate::Added | Fate::Removed | Fate::Rewritten | Fate::Redated => Cause::Articles,
                Fate::Same | Fate::Moved if decided(old, new) => Cause::Decisions,
                Fate::Same | Fate::Moved => causes.of(paper.doc(), &change.sentence, trace(old), trace(new)),
            };
            Told { cause, doc: paper.doc().to_owned(), change }
        });
        Rows { changes: changes.collect(), same: paired.same }
    }
}

fn by_doc<T>(rows: &[T], doc: impl Fn(&T) -> &str) -> HashMap<&str, &[T]> {
    let groups = rows.chunk_by(|one, other| doc(one) == doc(other));
    groups.filter_map(|group| Some((doc(group.first()?), group))).collect()
}

/// The sentences that rows carry, by article and number.
struct Sentences<'a> {
    old: HashMap<(&'a str, u32), &'a EventRecord>,
    new: HashMap<(&'a str, u32), &'a EventRecord>,
}

impl<'a> Sentences<'a> {
    fn of(old: &'a [EventRecord], new: &'a [EventRecord]) -> Sentences<'a> {
        let all = |rows: &'a [EventRecord]| rows.iter().map(|row| ((row.doc.as_str(), row.sentence), row)).collect();
        Sentences { old: all(old), new: all(new) }
    }

    /// A change with its sentence; a mention beside no event has its own words alone.
    fn change<T: Row + Traced>(&self, paper: &Paper, old: Option<&T>, new: Option<&T>) -> Change<T> {
        let (row, known) = match (old, new) {
            (_, Some(row)) => (Some(row), &self.new),
            (row, None) => (row, &self.old),
        };
        let article = if new.is_some() { paper.new } else { paper.old };
        let event = article.zip(row).and_then(|(article, row)| known.get(&(article.doc.as_str(), row.sentence())));
        let (sentence, start) = match (event, row) {
            (Some(event), _) => (event.text.clone(), begins(event)),
            (None, Some(row)) => (row.words().to_owned(), row.start()),
            (None, None) => (String::new(), 0),
        };
        Change { sentence, start, old: old.cloned(), new: new.cloned() }
    }
}

/// Where an event's sentence begins, in code points, told from where its trigger first stands in it.
fn begins(event: &EventRecord) -> u32 {
    let before = event.text.find(&event.event_text).and_then(|at| event.text.get(..at));
    event.start.saturating_sub(before.map_or(0, |before| before.chars().count() as u32))
}

fn articles(papers: &[Paper]) -> Articles {
    let mut articles = Articles::default();
    for paper in papers {
        let doc = paper.doc().to_owned();
        match paper.fate {
            Fate::Added => articles.added.push(doc),
            Fate::Removed => articles.removed.push(doc),
            Fate::Rewritten => articles.rewritten.push(doc),
            Fate::Redated => articles.redated.push(doc),
            Fate::Moved => articles.moved.push((paper.old.map(|row| row.doc.clone()).unwrap_or_default(), doc)),
            Fate::Same => articles.same += 1,
        }
    }
    articles
}
