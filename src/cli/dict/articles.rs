//! The articles of a dataset, found again where they were, or in the dataset itself.

use super::super::Failure;
use super::super::settings::Reading;
use crate::corpus::{self, Input, ReadOptions, walk};
use crate::dataset::{ArticleRecord, Only, RunRecord, Stamp, Wanted, read_rows, read_words, recorded_inputs};
use crate::lexicon::Touched;
use crate::text::{Article, Conventions};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// How the texts of a dataset are found.
pub struct Articles {
    inputs: HashMap<String, Input>,
    /// Texts that the dataset itself holds.
    texts: HashMap<String, String>,
    options: ReadOptions,
    /// What alone the run was asked for.
    pub only: Option<Only>,
}

/// An article of the dataset.
pub struct Wanting {
    pub doc: String,
    pub sha256: String,
}

/// The articles that a change may touch, and those that cannot be told.
pub struct Selection {
    pub touched: Vec<Wanting>,
    /// Articles that are not as they were, and why they are left out.
    pub lost: Vec<(String, &'static str)>,
    /// How many articles the dataset has.
    pub articles: usize,
    /// Whether the run kept words to select by.
    pub indexed: bool,
}

const GONE: &str = "is no longer where it was";
const CHANGED: &str = "has changed since the run";

impl Articles {
    /// Those of an output folder; `given` are other places than those that its manifest names.
    pub fn of(out: &Path, run: &RunRecord, given: &[PathBuf]) -> Result<Articles, Failure> {
        let mut texts = HashMap::new();
        if run.options.get("keep-text").is_some_and(|kept| kept == true) {
            let keep = |row: ArticleRecord| {
                texts.extend(row.text.map(|text| (row.doc, text)));
            };
            read_rows(out, "articles.jsonl", keep).map_err(Failure::new)?;
        }
        let recorded = || recorded_inputs(out, run);
        let roots: Vec<PathBuf> = if given.is_empty() { recorded() } else { given.to_vec() };
        let inputs = if texts.is_empty() { find(&roots, out)? } else { HashMap::new() };
        Ok(Articles { inputs, texts, options: reading(run).options(), only: run.only })
    }

    /// The articles that are to be coded again: those touched, and the texts with these hashes.
    pub fn select(&self, out: &Path, touched: &Touched, texts: &HashSet<&str>) -> Result<Selection, Failure> {
        let wanted = match touched {
            Touched::All(_) => None,
            Touched::Holding(sets) => Some(Wanted::new(sets)),
        };
        let mut selection = Selection { touched: Vec::new(), lost: Vec::new(), articles: 0, indexed: true };
        let damaged = |error| Failure::new(format!("cannot read the index of words of {}: {error}", out.display()));
        selection.indexed = read_words(out, |held, _| {
            let touched = wanted.as_ref().is_none_or(|wanted| wanted.is_held_by(&held));
            let touched = touched || texts.contains(held.sha256.as_str());
            self.take(&mut selection, Wanting { doc: held.doc, sha256: held.sha256 }, held.stamp, touched);
        })
        .map_err(damaged)?;
        if !selection.indexed {
            let each = |row: ArticleRecord| {
                self.take(&mut selection, Wanting { doc: row.doc, sha256: row.sha256 }, None, true);
            };
            read_rows(out, "articles.jsonl", each).map_err(Failure::new)?;
        }
        Ok(selection)
    }

    /// Sorts an article in. One whose file shows that it was written to since is read, to see whether it is another.
    fn take(&self, selection: &mut Selection, article: Wanting, stamp: Option<Stamp>, touched: bool) {
        selection.articles += 1;
        let same = self.texts.contains_key(&article.doc)
            || self.inputs.get(&article.doc).is_some_and(|input| Stamp::of(&input.path) == stamp);
        if touched {
            selection.touched.push(article);
        } else if !same && let Err(why) = self.open(&article, &Conventions::default()) {
            selection.lost.push((article.doc, why));
        }
    }

    /// The article as it was read by the run.
    ///
    /// # Errors
    /// Where it is no longer there, or another.
    pub fn open(&self, article: &Wanting, conventions: &Conventions) -> Result<Article, &'static str> {
        let loaded = match (self.texts.get(&article.doc), self.inputs.get(&article.doc)) {
            (Some(text), _) => corpus::from_text(&article.doc, text.clone(), &self.options, conventions),
            (None, Some(input)) => corpus::load(input, &self.options, conventions).map_err(|_| GONE)?,
            (None, None) => return Err(GONE),
        };
        if loaded.article.sha256 == article.sha256 { Ok(loaded.article) } else { Err(CHANGED) }
    }
}

fn find(roots: &[PathBuf], out: &Path) -> Result<HashMap<String, Input>, Failure> {
    let found = walk(roots).map_err(|missing| {
        let out = out.display();
        Failure::new(format!("{missing}; the articles of {out} are looked for there: say with --texts where they are"))
    })?;
    Ok(found.files().map(|input| (input.doc.clone(), input)).collect())
}

/// How the run read its articles.
fn reading(run: &RunRecord) -> Reading {
    let option = |name: &str| run.options.get(name);
    let flag = |name| option(name).and_then(serde_json::Value::as_bool).unwrap_or(false);
    Reading {
        date: option("date").and_then(|date| date.as_str()?.parse().ok()),
        max_bytes: option("max-bytes").and_then(serde_json::Value::as_u64).unwrap_or(corpus::DEFAULT_MAX_BYTES),
        dayfirst: flag("dayfirst"),
        monthfirst: flag("monthfirst"),
    }
}
