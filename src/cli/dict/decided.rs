//! What people decided, beside a change of the dictionaries: it holds all the same, and where the change would have it
//! otherwise that is told.

use crate::annotation::Extraction;
use crate::cli::Failure;
use crate::cli::settings::{DecisionsFile, Sources};
use crate::compare::{Change, Impact};
use crate::dataset::{EventRecord, MentionRecord};
use crate::lexicon::{Lexicon, changed_actors};
use crate::review::{self, Answer, Decisions, Key, Settled};
use crate::run::Decided;
use crate::syntax::Model;
use crate::text::Article;
use std::collections::HashSet;

/// The decisions of the project, as a run applies them.
pub struct People {
    decisions: Decisions,
    applied: Decided,
}

/// What the dictionaries would say of a place, where somebody said otherwise.
pub struct Against {
    pub row: Row,
    /// What was decided, in words.
    pub answer: String,
    pub by: String,
    /// Whether a run leaves it as decided: what a person found right and the dictionaries no longer find, it cannot.
    pub stays: bool,
}

/// A row that the dictionaries by themselves would change.
pub enum Row {
    Mention(Box<Change<MentionRecord>>),
    Event(Box<Change<EventRecord>>),
}

impl People {
    /// Those of the decisions file of the settings; nobody where there is none.
    pub fn of(sources: &Sources) -> Result<People, Failure> {
        let path = sources.resolve::<DecisionsFile>()?.path(sources)?;
        let decisions = Decisions::new(review::read(&path).map_err(Failure::new)?);
        Ok(People { applied: Decided::new(decisions.clone()), decisions })
    }

    /// As if nobody had decided anything.
    pub fn nobody() -> People {
        People { applied: Decided::new(Decisions::default()), decisions: Decisions::default() }
    }

    /// Everything that the next run says of an article; without a model it is asked for mentions only.
    pub fn extract(&self, article: &Article, lexicon: &Lexicon, model: Option<&Model>) -> Extraction {
        self.applied.extract(article, lexicon, model)
    }

    /// Hashes of the texts in which somebody put the name of an actor that the lexicons have otherwise: no word of theirs
    /// need show it.
    pub fn texts_with_changed(&self, old: &Lexicon, new: &Lexicon) -> HashSet<&str> {
        if self.decisions.is_empty() {
            return HashSet::new();
        }
        let changed = changed_actors(old, new);
        let names_one = |key: &&Key| {
            let settled = self.decisions.settled(key);
            settled.is_some_and(|settled| named(&settled.decision.answer).any(|id| changed.contains(id)))
        };
        self.decisions.keys().filter(names_one).map(|key| key.article.as_str()).collect()
    }

    /// Where the change has an article otherwise than people decided.
    pub fn against(&self, old: (&Article, &Lexicon), new: (&Article, &Lexicon), model: Option<&Model>) -> Vec<Against> {
        if self.decisions.in_article(&new.0.sha256).is_empty() {
            return Vec::new();
        }
        let nobody = Decided::default();
        let coded = |(article, lexicon): (&Article, &Lexicon)| nobody.extract(article, lexicon, model);
        let impact = Impact::of((old.0, &coded(old)), (new.0, &coded(new)));
        let sha256 = new.0.sha256.as_str();
        let mentions = impact.mentions.into_iter().filter_map(|change| self.about_name(sha256, change));
        let events = impact.events.into_iter().filter_map(|change| self.about_event(sha256, change));
        mentions.chain(events).collect()
    }

    fn about_name(&self, sha256: &str, change: Change<MentionRecord>) -> Option<Against> {
        let settled = [&change.new, &change.old].into_iter().flatten().find_map(|row| {
            let (start, end, text) = (row.start, row.end, row.text.clone());
            self.decisions.settled(&Key { article: sha256.to_owned(), start, end, text, event: None })
        })?;
        let then = change.new.as_ref().map(|row| row.actor.as_str());
        let against = settled.decision.answer.is_about_a_name() && settled.decision.answer.actor() != then;
        against.then(|| Against::new(Row::Mention(Box::new(change)), settled, true))
    }

    fn about_event(&self, sha256: &str, change: Change<EventRecord>) -> Option<Against> {
        let settled = [&change.new, &change.old].into_iter().flatten().find_map(|row| {
            let (start, end, text) = (row.start, row.end, row.event_text.clone());
            let event = Some(row.event.parse().ok()?);
            self.decisions.settled(&Key { article: sha256.to_owned(), start, end, text, event })
        })?;
        match settled.decision.answer {
            Answer::NotAnEvent if change.new.is_some() => {
                Some(Against::new(Row::Event(Box::new(change)), settled, true))
            }
            Answer::Right if change.old.is_some() => Some(Against::new(Row::Event(Box::new(change)), settled, false)),
            _ => None,
        }
    }
}

impl Against {
    fn new(row: Row, settled: Settled, stays: bool) -> Against {
        let (answer, by) = (settled.decision.answer.to_string(), settled.decision.by.clone());
        Against { row, answer, by, stays }
    }
}

/// Ids of the actors that an answer names.
fn named(answer: &Answer) -> impl Iterator<Item = &str> {
    let sides = match answer {
        Answer::Wrong { right, .. } => [right.actor.as_ref(), right.recipient.as_ref()],
        _ => [None, None],
    };
    answer.actor().into_iter().chain(sides.into_iter().flatten().flatten().map(String::as_str))
}
