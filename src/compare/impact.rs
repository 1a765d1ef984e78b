//! What a change of the dictionaries does to an article: its codings under both, told apart.

use super::change::{Change, Row, Text, pairs};
use crate::annotation::Extraction;
use crate::dataset::{EventRecord, MentionRecord, Rows, rows};
use crate::text::Article;

/// What is otherwise, in order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Impact {
    pub mentions: Vec<Change<MentionRecord>>,
    pub events: Vec<Change<EventRecord>>,
}

impl Impact {
    /// Tells an article's codings under two lexicons apart. It is read twice, as conventions of text belong to a lexicon.
    pub fn of(old: (&Article, &Extraction), new: (&Article, &Extraction)) -> Impact {
        let (old, new) = (Coding::new(old.0, old.1), Coding::new(new.0, new.1));
        Impact { mentions: old.changes(&new, |rows| &rows.mentions), events: old.changes(&new, |rows| &rows.events) }
    }

    /// Whether nothing is otherwise.
    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty() && self.events.is_empty()
    }
}

/// An article coded.
struct Coding<'a> {
    article: &'a Article,
    extraction: &'a Extraction,
    rows: Rows,
}

impl<'a> Coding<'a> {
    fn new(article: &'a Article, extraction: &'a Extraction) -> Self {
        Coding { article, extraction, rows: rows(article, extraction, false) }
    }

    fn changes<T: Row>(&self, new: &Coding, of: impl Fn(&Rows) -> &Vec<T>) -> Vec<Change<T>> {
        let told = pairs(of(&self.rows), of(&new.rows), Text::Same).changed.into_iter().map(|(old, heir)| {
            let (sentence, start) = match (old, heir) {
                (Some(old), _) => self.sentence(old.sentence()),
                (None, heir) => heir.map(|row| new.sentence(row.sentence())).unwrap_or_default(),
            };
            Change { sentence, start, old: old.cloned(), new: heir.cloned() }
        });
        told.collect()
    }

    /// A sentence and where it begins, in code points.
    fn sentence(&self, index: u32) -> (String, u32) {
        let Some(span) = self.extraction.sentences.get(index as usize) else { return (String::new(), 0) };
        let before = self.article.text.get(..span.start as usize).unwrap_or_default();
        (span.of(&self.article.text).to_owned(), before.chars().count() as u32)
    }
}
