//! How often actors and names were found in a dataset.

use crate::cli::Failure;
use crate::dataset::{ArticleRecord, MentionRecord};
use crate::lexicon::{Lexicon, fold};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// The mentions of a dataset, counted.
pub struct Hits {
    by_actor: HashMap<String, usize>,
    by_name: HashMap<(String, String), usize>,
    with_parts: HashMap<String, usize>,
    days: HashMap<String, Vec<Date>>,
}

impl Hits {
    /// Counts; a mention counts for all that its actor is part of on the day of publication.
    pub fn read(out: &Path, lexicon: &Lexicon) -> Result<Hits, Failure> {
        let mut published: HashMap<String, Option<Date>> = HashMap::new();
        each(&out.join("articles.jsonl"), |article: ArticleRecord| {
            let day = article.published.and_then(|date| date.parse().ok());
            published.insert(article.doc, day);
        })?;
        let mut hits = Hits {
            by_actor: HashMap::new(),
            by_name: HashMap::new(),
            with_parts: HashMap::new(),
            days: HashMap::new(),
        };
        each(&out.join("mentions.jsonl"), |mention: MentionRecord| {
            let day = published.get(&mention.doc).copied().flatten();
            let mut wholes = lexicon.wholes(&mention.actor, day);
            wholes.push(mention.actor.as_str().into());
            for whole in wholes {
                *hits.with_parts.entry(whole.to_string()).or_default() += 1;
            }
            *hits.by_name.entry((mention.actor.clone(), fold(&mention.text))).or_default() += 1;
            *hits.by_actor.entry(mention.actor.clone()).or_default() += 1;
            hits.days.entry(mention.actor).or_default().extend(day);
        })?;
        Ok(hits)
    }

    /// Mentions of the actor.
    pub fn of(&self, id: &str) -> usize {
        self.by_actor.get(id).copied().unwrap_or(0)
    }

    /// Mentions of the actor and of all that was part of it on the day.
    pub fn with_parts(&self, id: &str) -> usize {
        self.with_parts.get(id).copied().unwrap_or(0)
    }

    /// Mentions of the actor by this name, in any of its spellings.
    pub fn of_name(&self, id: &str, name: &str) -> usize {
        self.by_name.get(&(id.to_owned(), fold(name))).copied().unwrap_or(0)
    }

    /// Days of publication of the articles that mention the actor, once a mention.
    pub fn days(&self, id: &str) -> &[Date] {
        self.days.get(id).map_or(&[], Vec::as_slice)
    }
}

fn each<T: DeserializeOwned>(path: &Path, mut take: impl FnMut(T)) -> Result<(), Failure> {
    let failed = |why: String| Failure::new(format!("cannot read {} of a dataset: {why}", path.display()));
    let file = File::open(path).map_err(|error| failed(error.to_string()))?;
    for (i, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| failed(error.to_string()))?;
        take(serde_json::from_str(&line).map_err(|error| failed(format!("line {}: {error}", i + 1)))?);
    }
    Ok(())
}
