//! What a reviewer says of a place in a text: the lines of `decisions.jsonl`.

use crate::ontology::{EventType, Status};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::HashSet;
use std::fmt;

/// Version of the lines; within it fields are only added.
pub const VERSION: u8 = 1;

/// A line of `decisions.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    Undo(Undo),
    Decision(Box<Decision>),
}

impl Line {
    /// The words that it decides about.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Line::Decision(decision) => Some(&decision.key.text),
            Line::Undo(_) => None,
        }
    }

    /// The answer that it takes back.
    pub(super) fn undone(&self) -> Option<&str> {
        match self {
            Line::Decision(_) => None,
            Line::Undo(undo) => Some(&undo.undo),
        }
    }

    /// Whether it belongs to one of these answers.
    pub(super) fn is_one_of(&self, answers: &HashSet<&str>) -> bool {
        matches!(self, Line::Decision(decision) if answers.contains(decision.id.as_str()))
    }
}

/// Takes an answer back, with all of its lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Undo {
    pub v: u8,
    /// RFC 3339, UTC.
    pub at: String,
    pub by: String,
    /// The answer's `id`.
    pub undo: String,
}

/// An answer as far as one place in a text is concerned. An answer to a group is a line for each place, with one `id`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    pub v: u8,
    /// Of the answer.
    pub id: String,
    /// RFC 3339, UTC.
    pub at: String,
    /// Who decided.
    pub by: String,
    pub key: Key,
    #[serde(flatten)]
    pub answer: Answer,
    /// Where the article lay.
    pub doc: String,
    /// The words around, for whoever looks again when the article has changed.
    pub quote: String,
    /// The actor that the dataset had there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub coded: Option<String>,
    /// Words near which the name means this actor: a context rule, proposed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub near: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// Whether it ends a dispute of two coders.
    #[serde(skip_serializing_if = "is_false", default)]
    pub adjudicated: bool,
}

/// A place in a text: it outlives runs, dictionaries and file names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// SHA-256 of the article's text, as in `articles.jsonl`.
    pub article: String,
    /// In code points of the text, end exclusive.
    pub start: u32,
    pub end: u32,
    /// The words there.
    pub text: String,
    /// For a decision about an event: the type that was coded there; none for one about a name.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "maybe_word")]
    pub event: Option<EventType>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// The name is the actor that was shown.
    Accept {
        actor: String,
    },
    /// The name is another actor.
    Other {
        actor: String,
    },
    /// The name is no actor.
    NotAnActor,
    /// The event is as coded.
    Right,
    /// The event is there and coded wrongly.
    Wrong {
        wrong: Vec<Part>,
        #[serde(skip_serializing_if = "Fix::is_empty", default)]
        right: Fix,
    },
    NotAnEvent,
    /// What somebody coded who did not see the row: for audits, not for runs.
    Coded(Coding),
    /// Only a note: nothing is decided.
    Note,
}

/// An event as somebody codes it from the words alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Coding {
    /// None for what is no event.
    #[serde(default, with = "maybe_word")]
    pub event: Option<EventType>,
    #[serde(skip_serializing_if = "Option::is_none", default, with = "maybe_word")]
    pub status: Option<Status>,
    /// Ids of actors, or `PAK MIL` where nobody is named.
    #[serde(default)]
    pub actor: Vec<String>,
    #[serde(default)]
    pub recipient: Vec<String>,
    /// ISO 8601; none where the coder did not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
}

/// A part of an event that may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Type,
    Actor,
    Recipient,
    Status,
}

/// What is right instead; none where the reviewer left it open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    #[serde(skip_serializing_if = "Option::is_none", default, with = "maybe_word")]
    pub event: Option<EventType>,
    #[serde(skip_serializing_if = "Option::is_none", default, with = "maybe_word")]
    pub status: Option<Status>,
    /// Ids of actors, or `PAK MIL` where nobody is named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub actor: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recipient: Option<Vec<String>>,
}

impl Fix {
    fn is_empty(&self) -> bool {
        *self == Fix::default()
    }
}

impl Answer {
    /// Whether it says something about a name, and not about an event.
    pub fn is_about_a_name(&self) -> bool {
        matches!(self, Answer::Accept { .. } | Answer::Other { .. } | Answer::NotAnActor)
    }

    /// The actor that the name is said to be; none where it is said to be nobody, or an event is meant.
    pub fn actor(&self) -> Option<&str> {
        match self {
            Answer::Accept { actor } | Answer::Other { actor } => Some(actor),
            _ => None,
        }
    }

    /// Whether it settles anything for a run.
    pub fn decides(&self) -> bool {
        !matches!(self, Answer::Coded(_) | Answer::Note)
    }

    /// Whether both come to the same.
    pub fn agrees(&self, other: &Answer) -> bool {
        match (self.is_about_a_name(), other.is_about_a_name()) {
            (true, true) => self.actor() == other.actor(),
            _ => self == other,
        }
    }
}

/// `not an actor`, `wrong type, actor`: as people read it.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Accept { actor } | Answer::Other { actor } => f.write_str(actor),
            Answer::NotAnActor => f.write_str("not an actor"),
            Answer::Right => f.write_str("right"),
            Answer::NotAnEvent => f.write_str("not an event"),
            Answer::Note => f.write_str("note"),
            Answer::Coded(coding) => match coding.event {
                Some(event) => write!(f, "coded {event}"),
                None => f.write_str("coded no event"),
            },
            Answer::Wrong { wrong, .. } => {
                let words: Vec<&str> = wrong.iter().map(|part| part.as_str()).collect();
                write!(f, "wrong {}", words.join(", "))
            }
        }
    }
}

impl Part {
    /// As written in `wrong`.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Type => "type",
            Part::Actor => "actor",
            Part::Recipient => "recipient",
            Part::Status => "status",
        }
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Members of closed sets are written as their word.
mod maybe_word {
    use super::{Deserialize, Deserializer, Serializer, fmt};
    use serde::de::Error;
    use std::str::FromStr;

    pub fn serialize<T: fmt::Display, S: Serializer>(word: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match word {
            Some(word) => serializer.collect_str(word),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: fmt::Display>,
        D: Deserializer<'de>,
    {
        let word: Option<String> = Option::deserialize(deserializer)?;
        word.map(|word| word.parse().map_err(D::Error::custom)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_as_people_would_write_them() {
        let lines = [
            r#"{"v":1,"at":"2026-01-02T03:04:05Z","by":"nk","undo":"a1"}"#,
            r#"{"v":1,"id":"a1","at":"2026-01-02T03:04:05Z","by":"nk","key":{"article":"00ff","start":4,"end":7,"text":"GCF"},"answer":"accept","actor":"GCF","doc":"a.txt","quote":"The GCF came."}"#,
            r#"{"v":1,"id":"a1","at":"2026-01-02T03:04:05Z","by":"nk","key":{"article":"00ff","start":8,"end":12,"text":"came","event":"CONSULT"},"answer":"wrong","wrong":["type","actor"],"right":{"event":"AGREE","actor":["PAK MIL"]},"doc":"a.txt","quote":"The GCF came."}"#,
            r#"{"v":1,"id":"a1","at":"2026-01-02T03:04:05Z","by":"nk","key":{"article":"00ff","start":4,"end":7,"text":"GCF"},"answer":"not-an-actor","doc":"a.txt","quote":"","near":["bank"],"note":"a fund"}"#,
        ];
        for line in lines {
            let read: Line = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap().len(), line.len(), "{line}");
            assert_eq!(serde_json::from_str::<Line>(&serde_json::to_string(&read).unwrap()).unwrap(), read);
        }
    }

    #[test]
    fn words_outside_the_closed_sets_are_refused() {
        let line = r#"{"v":1,"id":"a","at":"","by":"","key":{"article":"","start":0,"end":1,"text":"x","event":"ATTACK"},"answer":"right","doc":"","quote":""}"#;
        assert!(serde_json::from_str::<Line>(line).is_err());
    }
}
