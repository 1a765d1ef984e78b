//! Decisions of reviewers, applied to each article as it is coded, and counted.

use crate::annotation::{Extraction, Leftover, Mention};
use crate::dataset::DecisionCounts;
use crate::extract::{extract_with, names_with, role_on};
use crate::lexicon::{Actor, Lexicon};
use crate::review::{Decisions, Judge, Who};
use crate::syntax::Model;
use crate::text::{Article, PartialDate, Span};
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

/// The decisions that a run applies, shared by all threads.
#[derive(Default)]
pub struct Decided {
    decisions: Decisions,
    /// By the hashes of their texts, the articles that decisions are about.
    articles: HashSet<String>,
    tally: Mutex<Tally>,
}

/// What came of the decisions so far.
#[derive(Default)]
struct Tally {
    /// By the hash of a text: how many are about it, and how many of them it no longer bears out.
    texts: HashMap<String, (usize, usize)>,
    /// Articles that decisions name.
    docs: HashSet<String>,
}

impl Decided {
    /// Applies what holds.
    pub fn new(decisions: Decisions) -> Decided {
        let articles = decisions.keys().map(|key| key.article.clone()).collect();
        Decided { decisions, articles, tally: Mutex::default() }
    }

    /// Whether anything was decided of an article, as it reads now or as it once read: its rows are not for keeping.
    pub fn concerns(&self, doc: &str, sha256: &str) -> bool {
        self.articles.contains(sha256) || !self.decisions.in_doc(doc).is_empty()
    }

    /// Everything said of an article, with the last word left to people; without a model only who is named.
    pub fn extract(&self, article: &Article, lexicon: &Lexicon, model: Option<&Model>) -> Extraction {
        if self.decisions.is_empty() {
            return coded(article, lexicon, model, |_, _, _| {});
        }
        if !self.decisions.in_doc(&article.doc).is_empty() {
            self.count(|tally| tally.docs.insert(article.doc.clone()));
        }
        let day = article.published.and_then(PartialDate::first_day);
        let known = |id: &str| lexicon.actor(id).map(|actor| who(actor, day));
        let Some(mut judge) = Judge::of(article, &self.decisions, known) else {
            return coded(article, lexicon, model, |_, _, _| {});
        };
        let mut found = coded(article, lexicon, model, |sentences, mentions, leftovers| {
            judge.settle_names(sentences, mentions, leftovers);
        });
        match model {
            Some(_) => judge.settle_events(&found.mentions, &mut found.events),
            None => judge.pass_over_events(),
        }
        self.count(|tally| tally.texts.insert(article.sha256.clone(), judge.account()));
        found
    }

    /// What came of all decisions; none where there are none.
    pub fn counts(&self) -> Option<DecisionCounts> {
        if self.decisions.is_empty() {
            return None;
        }
        self.count(|tally| {
            let mut counts = DecisionCounts::default();
            for (all, unmet) in tally.texts.values() {
                counts.applied += (all - unmet) as u64;
                counts.look_again += *unmet as u64;
            }
            let unread = self.decisions.keys().filter(|key| !tally.texts.contains_key(&key.article));
            for key in unread {
                let changed = tally.docs.iter().any(|doc| self.decisions.in_doc(doc).binary_search(key).is_ok());
                *if changed { &mut counts.look_again } else { &mut counts.elsewhere } += 1;
            }
            Some(counts)
        })
    }

    fn count<T>(&self, act: impl FnOnce(&mut Tally) -> T) -> T {
        // A thread that failed over one article has counted whole articles only.
        act(&mut self.tally.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What is said of an article where `settle` has the last word on names.
fn coded(
    article: &Article,
    lexicon: &Lexicon,
    model: Option<&Model>,
    settle: impl FnOnce(&[Span], &mut Vec<Mention>, &mut Vec<Leftover>),
) -> Extraction {
    match model {
        Some(model) => extract_with(article, lexicon, model, settle),
        None => names_with(article, lexicon, settle),
    }
}

fn who(actor: &Actor, day: Option<jiff::civil::Date>) -> Who {
    let role = role_on(actor, day);
    Who {
        id: actor.id.clone(),
        name: actor.name.clone(),
        wikidata: actor.wikidata.clone(),
        kind: actor.kind,
        code: role.and_then(|role| role.code.clone()).or_else(|| actor.country.clone()),
        sector: role.map_or_else(|| actor.sector.clone(), |role| role.sector.clone()),
    }
}
