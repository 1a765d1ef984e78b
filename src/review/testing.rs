//! Decisions, articles and datasets by hand, for the tests of this room.

use super::decision::{Answer, Decision, Key, VERSION};
use crate::dataset::{
    ArticleRecord, Counts, Dataset, DictionariesRecord, EventRecord, LeftoverRecord, MentionRecord, RunRecord,
};
use std::collections::BTreeMap;

/// An answer about words that begin at `start` of a text whose hash is `sha`.
pub fn decision(text: &str, start: u32) -> Decision {
    Decision {
        v: VERSION,
        id: format!("{text}-{start}"),
        at: "2026-01-01T00:00:00Z".to_owned(),
        by: "nk".to_owned(),
        key: Key {
            article: "sha".to_owned(),
            start,
            end: start + text.chars().count() as u32,
            text: text.to_owned(),
            event: None,
        },
        answer: Answer::Accept { actor: text.to_owned() },
        doc: "a.txt".to_owned(),
        quote: String::new(),
        coded: None,
        near: Vec::new(),
        note: None,
        adjudicated: false,
    }
}

/// Articles as `(doc, text)`, and nothing found in them; the hash of a text is the text itself.
pub fn dataset(articles: &[(&str, &str)]) -> Dataset {
    let run = RunRecord {
        program: "khabar".into(),
        version: "0".into(),
        schema_version: "1.0".into(),
        dictionaries: DictionariesRecord { hash: "00".into(), layers: Vec::new() },
        only: None,
        inputs: Vec::new(),
        options: BTreeMap::new(),
        counts: Counts::default(),
        started: String::new(),
        seconds: 0.0,
        threads: 1,
    };
    let article = |(doc, text): &(&str, &str)| ArticleRecord {
        doc: (*doc).to_owned(),
        title: None,
        published: Some("2026-01-02".to_owned()),
        published_from: None,
        source: Some(format!("paper {}", &doc[..1])),
        url: None,
        lang: None,
        sha256: (*text).to_owned(),
        sentences: 1,
        duplicate_of: None,
        n_sources: 1,
        text: Some((*text).to_owned()),
    };
    Dataset {
        run,
        articles: articles.iter().map(article).collect(),
        mentions: Vec::new(),
        events: Vec::new(),
        leftovers: Vec::new(),
        skipped: Vec::new(),
    }
}

/// Names `words`, where they first stand in the article, as an actor.
pub fn mention(dataset: &mut Dataset, doc: &str, words: &str, actor: &str, how: &str) {
    let start = at(dataset, doc, words);
    dataset.mentions.push(MentionRecord {
        doc: doc.to_owned(),
        sentence: 0,
        start,
        end: start + words.chars().count() as u32,
        text: words.to_owned(),
        actor: actor.to_owned(),
        kind: "group".to_owned(),
        code: None,
        sector: Vec::new(),
        how: how.to_owned(),
        trace: vec!["actors/own.toml:4".to_owned()],
    });
}

/// Codes `words`, where they first stand in the article, as an event without parties.
pub fn event(dataset: &mut Dataset, doc: &str, words: &str, event: &str) {
    let start = at(dataset, doc, words);
    dataset.events.push(EventRecord {
        id: format!("{doc}-{start}"),
        doc: doc.to_owned(),
        sentence: 0,
        start,
        end: start + words.chars().count() as u32,
        text: String::new(),
        event_text: words.to_owned(),
        event: event.to_owned(),
        mode: Vec::new(),
        context: Vec::new(),
        quad_code: 4,
        event_scale: -5.0,
        cameo: None,
        acled: None,
        status: "asserted".to_owned(),
        actor: Vec::new(),
        recipient: Vec::new(),
        date: None,
        date_to: None,
        date_text: None,
        date_from: None,
        event_loc: None,
        dead: None,
        injured: None,
        arrested: None,
        size: None,
        attribution: None,
        link: None,
        trace: vec!["events/assault.toml:3 raid.v".to_owned()],
    });
}

/// Leaves words over as an unknown name.
pub fn unknown(dataset: &mut Dataset, words: &str, count: u64, actor_missing: u64) {
    dataset.leftovers.push(LeftoverRecord {
        kind: "unknown-name".to_owned(),
        text: words.to_owned(),
        count,
        docs: 1,
        sources: 1,
        actor_missing,
        examples: Vec::new(),
        trace: Vec::new(),
    });
}

fn at(dataset: &Dataset, doc: &str, words: &str) -> u32 {
    let article = dataset.articles.iter().find(|article| article.doc == doc);
    let text = article.and_then(|article| article.text.as_deref()).unwrap_or_default();
    // Words that are not there stand after the end, where no test expects them.
    text.split_once(words).map_or(text, |(before, _)| before).chars().count() as u32
}
