//! An article and what was found in it -> its rows.

use super::offsets::Offsets;
use super::record::*;
use crate::annotation::{Event, EventDate, EventPlace, Extraction, Leftover, LeftoverKind, Mention, Party, Trace};
use crate::ontology::event_scale;
use crate::text::{Article, Span};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::{Display, Write};
use std::sync::Arc;

/// The rows of one article, before it is known what other articles say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    pub article: ArticleRecord,
    /// In order of their offsets.
    pub mentions: Vec<MentionRecord>,
    /// In order of their offsets; `link` reaches within the article only.
    pub events: Vec<EventRecord>,
    /// One a sighting.
    pub leftovers: Vec<LeftoverRecord>,
}

impl Rows {
    /// The trace of every row.
    pub(super) fn traces(&mut self) -> impl Iterator<Item = &mut String> {
        let mentions = self.mentions.iter_mut().flat_map(|row| &mut row.trace);
        let events = self.events.iter_mut().flat_map(|row| &mut row.trace);
        mentions.chain(events).chain(self.leftovers.iter_mut().flat_map(|row| &mut row.trace))
    }
}

/// Writes down what was found in an article. `keep_text` puts the text into its row.
pub fn rows(article: &Article, extraction: &Extraction, keep_text: bool) -> Rows {
    let page = Page { article, extraction, offsets: Offsets::new(&article.text) };
    let mut mentions: Vec<_> = extraction.mentions.iter().map(|mention| page.mention(mention)).collect();
    mentions.sort_by_key(|row| (row.start, row.end));
    Rows { article: page.article(keep_text), mentions, events: page.events(), leftovers: page.leftovers() }
}

/// An article open on the desk.
struct Page<'a> {
    article: &'a Article,
    extraction: &'a Extraction,
    offsets: Offsets<'a>,
}

impl Page<'_> {
    fn words(&self, span: Span) -> String {
        span.of(&self.article.text).to_owned()
    }

    fn sentence(&self, index: u32) -> String {
        self.extraction.sentences.get(index as usize).map(|&span| self.words(span)).unwrap_or_default()
    }

    fn article(&self, keep_text: bool) -> ArticleRecord {
        let article = self.article;
        ArticleRecord {
            doc: article.doc.clone(),
            title: article.title.clone(),
            published: article.published.map(|date| date.to_string()),
            published_from: article.published_from.map(|from| from.as_str().to_owned()),
            source: article.source.clone(),
            url: article.url.clone(),
            lang: article.lang.clone(),
            sha256: article.sha256.clone(),
            sentences: self.extraction.sentences.len() as u32,
            duplicate_of: None,
            n_sources: 1,
            text: keep_text.then(|| article.text.clone()),
        }
    }

    fn mention(&self, mention: &Mention) -> MentionRecord {
        let (start, end) = self.offsets.span(mention.span);
        MentionRecord {
            doc: self.article.doc.clone(),
            sentence: mention.sentence,
            start,
            end,
            text: self.words(mention.span),
            actor: mention.actor.to_string(),
            kind: mention.kind.to_string(),
            code: text(&mention.code),
            sector: all(&mention.sector),
            how: mention.how.as_str().to_owned(),
            trace: mention.trace.iter().map(|trace| trace.origin.to_string()).collect(),
        }
    }

    fn events(&self) -> Vec<EventRecord> {
        let found = &self.extraction.events;
        let ids = ids(self.article, found);
        let mut rows: Vec<_> = found.iter().zip(&ids).map(|(event, id)| self.event(event, id, &ids)).collect();
        rows.sort_by_key(|row| (row.start, row.end));
        rows
    }

    fn event(&self, event: &Event, id: &str, ids: &[String]) -> EventRecord {
        let (start, end) = self.offsets.span(event.trigger);
        EventRecord {
            id: id.to_owned(),
            doc: self.article.doc.clone(),
            sentence: event.sentence,
            start,
            end,
            text: self.sentence(event.sentence),
            event_text: self.words(event.trigger),
            event: event.event.to_string(),
            mode: all(&event.mode),
            context: all(&event.context),
            quad_code: event.event.quad_code(),
            event_scale: event_scale(event.event, event.mode.first().copied()),
            cameo: text(&event.cameo),
            acled: text(&event.acled),
            status: event.status.to_string(),
            actor: event.actor.iter().map(|party| self.party(party)).collect(),
            recipient: event.recipient.iter().map(|party| self.party(party)).collect(),
            date: event.date.map(|date| date.from.to_string()),
            date_to: event.date.and_then(|date| date.to).map(|date| date.to_string()),
            date_text: event.date.and_then(|date| date.text).map(|span| self.words(span)),
            date_from: event.date.map(|date| date_from(date).to_owned()),
            event_loc: event.place.as_ref().map(|place| self.location(place)),
            dead: event.dead,
            injured: event.injured,
            arrested: event.arrested,
            size: event.size,
            attribution: event.attribution.map(|span| self.attribution(span)),
            link: event.link.and_then(|first| ids.get(first as usize)).filter(|first| *first != id).cloned(),
            trace: event.trace.iter().map(line).collect(),
        }
    }

    fn party(&self, party: &Party) -> PartyRecord {
        let (start, end) = self.offsets.span(party.span);
        PartyRecord {
            actor_id: text(&party.actor),
            identifier_id: text(&party.wikidata),
            identifier_text: text(&party.name),
            entity_text: self.words(party.span),
            code: text(&party.code),
            sector: all(&party.sector),
            start,
            end,
        }
    }

    fn location(&self, place: &EventPlace) -> LocationRecord {
        LocationRecord {
            extracted_place: self.words(place.span),
            resolved_place: place.name.to_string(),
            country_code: text(&place.country),
            province: text(&place.province),
            district: text(&place.district),
            lat: place.lat,
            lon: place.lon,
            feature_code: text(&place.feature),
            place_from: place.from.as_str().to_owned(),
        }
    }

    fn attribution(&self, span: Span) -> AttributionRecord {
        let (start, end) = self.offsets.span(span);
        AttributionRecord { entity_text: self.words(span), start, end }
    }

    fn leftovers(&self) -> Vec<LeftoverRecord> {
        let sightings = self.extraction.leftovers.iter().map(|leftover| {
            let (start, end) = self.offsets.span(leftover.span);
            let example = LeftoverExample {
                doc: self.article.doc.clone(),
                sentence: leftover.sentence,
                start,
                end,
                text: self.sentence(leftover.sentence),
            };
            LeftoverRecord {
                kind: leftover.why.as_str().to_owned(),
                text: self.words(leftover.span),
                count: 1,
                docs: 1,
                sources: 1,
                actor_missing: u64::from(self.stands_for_missing(leftover)),
                examples: vec![example],
                trace: leftover.trace.iter().map(line).collect(),
            }
        });
        sightings.collect()
    }

    /// Whether an unknown name may be the actor that an event lacks.
    fn stands_for_missing(&self, name: &Leftover) -> bool {
        let open = |party: &Party| party.actor.is_none() && self.go_together(party.span, name.span);
        let lacks = |event: &Event| event.actor.is_empty() || event.actor.iter().chain(&event.recipient).any(open);
        let alone = |other: &Leftover| other.why == LeftoverKind::TriggerWithoutActor;
        let Extraction { events, leftovers, .. } = self.extraction;
        name.why == LeftoverKind::UnknownName
            && (of_sentence(events, name.sentence, |event| event.sentence).iter().any(lacks)
                || of_sentence(leftovers, name.sentence, |other| other.sentence).iter().any(alone))
    }

    /// Whether two stretches overlap or only small words stand between them: "fighters of the Grey Column".
    fn go_together(&self, one: Span, other: Span) -> bool {
        let (first, last) = if one.start <= other.start { (one, other) } else { (other, one) };
        if first.overlaps(last) {
            return true;
        }
        let between = self.article.text.get(first.end as usize..last.start as usize).unwrap_or_default();
        let small = |word: &str| word.len() <= 4 && word.chars().all(char::is_lowercase);
        between.split_whitespace().count() <= 3 && between.split_whitespace().all(small)
    }
}

/// Those of a sentence, of a list in the order of sentences.
fn of_sentence<T>(all: &[T], sentence: u32, its: impl Fn(&T) -> u32) -> &[T] {
    let from = all.partition_point(|one| its(one) < sentence);
    let until = all.partition_point(|one| its(one) <= sentence);
    all.get(from..until).unwrap_or_default()
}

/// A trace as rows carry it: `events/assault.toml:41 ambush.v`.
fn line(trace: &Trace) -> String {
    format!("{} {}", trace.origin, trace.what)
}

fn date_from(date: EventDate) -> &'static str {
    if date.text.is_some() { "text" } else { "published" }
}

fn text(words: &Option<Arc<str>>) -> Option<String> {
    words.as_deref().map(str::to_owned)
}

fn all<T: Display>(members: &[T]) -> Vec<String> {
    members.iter().map(T::to_string).collect()
}

/// An id for each event: a hash of where it stands and what it says.
///
/// `doc` is part of it, so that identical articles differ; so is how often the same was said before, which two parts
/// of a dictionary may do.
fn ids(article: &Article, events: &[Event]) -> Vec<String> {
    let mut said: HashMap<String, usize> = HashMap::new();
    let id = |event: &Event| {
        let mut key = format!(
            "{}\n{}\n{} {} {} {}",
            article.doc, article.sha256, event.trigger.start, event.trigger.end, event.event, event.status
        );
        for (side, parties) in [("actor", &event.actor), ("recipient", &event.recipient)] {
            for party in parties {
                // Writing to a string cannot fail.
                let _ = write!(key, "\n{side} {} {} {:?}", party.span.start, party.span.end, party.actor);
            }
        }
        let before = said.entry(key.clone()).and_modify(|count| *count += 1).or_default();
        let _ = write!(key, "\n{before}");
        hex(&Sha256::digest(key.as_bytes()), 8)
    };
    events.iter().map(id).collect()
}

/// The first bytes in lower-case hex.
fn hex(bytes: &[u8], count: usize) -> String {
    bytes.iter().take(count).map(|byte| format!("{byte:02x}")).collect()
}
