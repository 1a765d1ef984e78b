//! A reviewed article as a gold file: what the dictionaries found and a person confirmed or set right, every row of it.

use super::decision::{Answer, Key};
use super::settled::Decisions;
use super::view::code;
use crate::dataset::{ArticleRecord, EventRecord, MentionRecord, Offsets, PartyRecord};
use crate::text::Span;
use serde::Serialize;

/// A gold file, as guidelines and `khabar score` want it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gold {
    pub doc: String,
    pub published: Option<String>,
    pub sentences: Vec<String>,
    pub boilerplate: Vec<String>,
    pub mentions: Vec<GoldMention>,
    pub events: Vec<GoldEvent>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoldMention {
    /// Index of the sentence.
    pub s: usize,
    pub text: String,
    /// Which occurrence of the words in the sentence, from 1.
    pub n: usize,
    /// None where the words mean somebody else.
    pub actor: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoldEvent {
    pub s: usize,
    pub trigger: String,
    pub event: String,
    pub mode: Option<String>,
    pub actor: Vec<String>,
    pub recipient: Vec<String>,
    pub status: String,
    pub date: Option<String>,
    pub place: Option<String>,
    pub dead: Option<u32>,
    pub injured: Option<u32>,
}

/// An article of a dataset and where its sentences are.
pub struct Reviewed<'a> {
    pub article: &'a ArticleRecord,
    pub text: &'a str,
    pub sentences: &'a [Span],
    /// Lines that are not read for events.
    pub boilerplate: &'a [Span],
    pub mentions: Vec<&'a MentionRecord>,
    pub events: Vec<&'a EventRecord>,
}

/// How many rows of an article nobody has decided, or called wrong without saying what is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    pub mentions: usize,
    pub events: usize,
}

impl Reviewed<'_> {
    /// The gold file.
    ///
    /// # Errors
    /// Where rows are left open: a yardstick that is half read measures nothing.
    pub fn gold(&self, decisions: &Decisions) -> Result<Gold, Open> {
        let key = |start, end, text: &str| {
            let (article, text) = (self.article.sha256.clone(), text.to_owned());
            Key { article, start, end, text, event: None }
        };
        let undecided = |row: &&&MentionRecord| decisions.settled(&key(row.start, row.end, &row.text)).is_none();
        let mut open = Open { mentions: self.mentions.iter().filter(undecided).count(), events: 0 };
        let mut events = Vec::new();
        for row in &self.events {
            match self.event(row, decisions) {
                Some(event) => events.extend(event),
                None => open.events += 1,
            }
        }
        if open != Open::default() {
            return Err(open);
        }
        let words = |spans: &[Span]| spans.iter().map(|span| span.of(self.text).to_owned()).collect();
        Ok(Gold {
            doc: self.article.doc.clone(),
            published: self.article.published.clone(),
            sentences: words(self.sentences),
            boilerplate: words(self.boilerplate),
            mentions: self.mentions(decisions),
            events,
        })
    }

    /// Names in order of the text: those of the rows, and those that only a person found there.
    fn mentions(&self, decisions: &Decisions) -> Vec<GoldMention> {
        let offsets = Offsets::new(self.text);
        let settled = decisions.in_article(&self.article.sha256).iter().filter_map(|key| decisions.settled(key));
        let names = settled.filter(|settled| settled.decision.answer.is_about_a_name());
        let mention = |settled: super::settled::Settled| {
            let key = &settled.decision.key;
            let span = offsets.bytes(key.start, key.end)?;
            let s = self.sentences.iter().position(|sentence| sentence.contains(span))?;
            let sentence = self.sentences.get(s)?;
            let before = self.text.get(sentence.start as usize..sentence.end as usize)?;
            let at = (span.start - sentence.start) as usize;
            let n = before.char_indices().filter(|(i, _)| *i <= at && before[*i..].starts_with(&key.text)).count();
            Some(GoldMention {
                s,
                text: key.text.clone(),
                n,
                actor: settled.decision.answer.actor().map(str::to_owned),
            })
        };
        names.filter_map(mention).collect()
    }

    /// The row as a person wants it: none where that is open, an empty choice where there is no event.
    fn event(&self, row: &EventRecord, decisions: &Decisions) -> Option<Option<GoldEvent>> {
        let mut gold = GoldEvent {
            s: self.sentence(row)?,
            trigger: row.event_text.clone(),
            event: row.event.clone(),
            mode: row.mode.first().cloned(),
            actor: codes(&row.actor),
            recipient: codes(&row.recipient),
            status: row.status.clone(),
            date: row.date.clone(),
            place: row.event_loc.as_ref().map(|place| place.resolved_place.clone()),
            dead: row.dead,
            injured: row.injured,
        };
        let kind = row.event.parse().ok()?;
        let here = |key: &&Key| (key.start, key.end) == (row.start, row.end) && key.event.is_some();
        let mut said = decisions.in_article(&self.article.sha256).iter().filter(here).filter_map(|key| {
            let settled = decisions.settled(key)?;
            let answer = &settled.decision.answer;
            // A run that applied the decision has the row as it was set right.
            let set_right = matches!(answer, Answer::Wrong { right, .. } if right.event == Some(kind));
            (key.event == Some(kind) || set_right).then_some(answer)
        });
        match said.next()? {
            Answer::Right => Some(Some(gold)),
            Answer::NotAnEvent => Some(None),
            Answer::Wrong { wrong, right } => {
                use super::decision::Part;
                let said = [
                    (Part::Type, right.event.is_some()),
                    (Part::Status, right.status.is_some()),
                    (Part::Actor, right.actor.is_some()),
                    (Part::Recipient, right.recipient.is_some()),
                ];
                if said.iter().any(|(part, said)| wrong.contains(part) && !said) {
                    return None;
                }
                if let Some(event) = right.event.filter(|event| *event != kind) {
                    (gold.event, gold.mode) = (event.to_string(), None);
                }
                gold.status = right.status.map_or(gold.status, |status| status.to_string());
                gold.actor = right.actor.clone().unwrap_or(gold.actor);
                gold.recipient = right.recipient.clone().unwrap_or(gold.recipient);
                Some(Some(gold))
            }
            _ => None,
        }
    }

    fn sentence(&self, row: &EventRecord) -> Option<usize> {
        let span = Offsets::new(self.text).bytes(row.start, row.end)?;
        self.sentences.iter().position(|sentence| sentence.contains(span))
    }
}

fn codes(side: &[PartyRecord]) -> Vec<String> {
    side.iter().map(code).collect()
}
