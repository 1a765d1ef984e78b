//! The sentences that entries carry, which run as tests.

use super::At;
use super::entry::{AgentExample, EventExample, MentionExample, day};
use crate::ontology::EventType;
use jiff::civil::Date;

/// A sentence and what must come of it.
#[derive(Clone, Debug)]
pub struct Example {
    pub text: String,
    pub published: Option<Date>,
    pub expect: Expectation,
    pub at: At,
}

/// What an example asserts.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// This name is found as the actor.
    Mention { text: String, actor: Option<String>, sector: Option<String> },
    /// The actor is not found.
    NoMention { actor: String },
    /// A party as gold files write it (`PAK MIL`) comes of the phrase.
    Agent { party: Option<String> },
    /// An event of this type comes of the sentence, with these roles where they are given.
    Event { event: EventType, example: Box<EventExample> },
    /// No event of this type comes of the sentence.
    NoEvent { event: EventType },
}

impl Example {
    pub(super) fn mention(raw: &MentionExample, at: At, actor: Option<&str>) -> Example {
        let expect = match (&raw.expect_not, &raw.expect) {
            (Some(not), _) => Expectation::NoMention { actor: not.clone() },
            (None, expect) => Expectation::Mention {
                text: expect.clone().unwrap_or_default(),
                actor: actor.map(str::to_owned),
                sector: raw.sector.clone(),
            },
        };
        Example { text: raw.text.get_ref().clone(), published: raw.date.as_ref().and_then(day), expect, at }
    }

    pub(super) fn agent(raw: &AgentExample, at: At) -> Example {
        let party = raw.expect.clone().filter(|_| !raw.none);
        Example { text: raw.text.get_ref().clone(), published: None, expect: Expectation::Agent { party }, at }
    }

    pub(super) fn event(raw: &EventExample, event: EventType, at: At) -> Example {
        let event = raw.event.as_deref().and_then(|word| word.parse().ok()).unwrap_or(event);
        let expect = match raw.none {
            true => Expectation::NoEvent { event },
            false => Expectation::Event { event, example: Box::new(raw.clone()) },
        };
        Example { text: raw.text.get_ref().clone(), published: raw.published.as_ref().and_then(day), expect, at }
    }
}
