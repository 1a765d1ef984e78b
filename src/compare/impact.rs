//! What a change of the dictionaries does to an article: coded under both, and told apart.

use crate::annotation::Extraction;
use crate::dataset::{EventRecord, MentionRecord, Rows, rows};
use crate::extract::extract;
use crate::lexicon::Lexicon;
use crate::syntax::Model;
use crate::text::Article;

/// What is otherwise, in order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Impact {
    pub mentions: Vec<Change<MentionRecord>>,
    pub events: Vec<Change<EventRecord>>,
}

/// A row gained, lost or, where both are there, coded otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// The sentence it stands in.
    pub sentence: String,
    /// Where the sentence begins, in code points of the article.
    pub start: u32,
    pub old: Option<T>,
    pub new: Option<T>,
}

impl Impact {
    /// Codes an article under both lexicons. It is read twice, as conventions of text belong to a lexicon.
    pub fn of(old: (&Article, &Lexicon), new: (&Article, &Lexicon), model: &Model) -> Impact {
        let (old, new) = (Coding::new(old.0, old.1, model), Coding::new(new.0, new.1, model));
        Impact { mentions: old.changes(&new, |rows| &rows.mentions), events: old.changes(&new, |rows| &rows.events) }
    }

    /// Whether nothing is otherwise.
    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty() && self.events.is_empty()
    }
}

/// A row that can be told from another.
trait Row: Clone + PartialEq {
    /// What counts: neither the dictionary lines behind it nor what other rows have to do with it.
    fn plain(&self) -> Self;
    /// Whether both stand on the same words.
    fn stands_with(&self, other: &Self) -> bool;
    fn sentence(&self) -> u32;
    fn start(&self) -> u32;
}

impl Row for MentionRecord {
    fn plain(&self) -> Self {
        MentionRecord { trace: Vec::new(), ..self.clone() }
    }

    fn stands_with(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    fn sentence(&self) -> u32 {
        self.sentence
    }

    fn start(&self) -> u32 {
        self.start
    }
}

impl Row for EventRecord {
    fn plain(&self) -> Self {
        EventRecord { trace: Vec::new(), link: None, id: String::new(), ..self.clone() }
    }

    fn stands_with(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }

    fn sentence(&self) -> u32 {
        self.sentence
    }

    fn start(&self) -> u32 {
        self.start
    }
}

/// An article coded.
struct Coding<'a> {
    article: &'a Article,
    extraction: Extraction,
    rows: Rows,
}

impl<'a> Coding<'a> {
    fn new(article: &'a Article, lexicon: &Lexicon, model: &Model) -> Self {
        let extraction = extract(article, lexicon, model);
        let rows = rows(article, &extraction, false);
        Coding { article, extraction, rows }
    }

    fn changes<T: Row>(&self, new: &Coding, of: impl Fn(&Rows) -> &Vec<T>) -> Vec<Change<T>> {
        let (gone, come) = (without(of(&self.rows), of(&new.rows)), without(of(&new.rows), of(&self.rows)));
        let mut come: Vec<Option<T>> = come.into_iter().map(Some).collect();
        let mut changes = Vec::new();
        for old in gone {
            let heir = come.iter_mut().find(|new| new.as_ref().is_some_and(|new| old.stands_with(new)));
            let heir = heir.and_then(Option::take);
            let (sentence, start) = self.sentence(old.sentence());
            changes.push(Change { sentence, start, old: Some(old), new: heir });
        }
        for row in come.into_iter().flatten() {
            let (sentence, start) = new.sentence(row.sentence());
            changes.push(Change { sentence, start, old: None, new: Some(row) });
        }
        changes.sort_by_key(|change| change.new.as_ref().or(change.old.as_ref()).map(Row::start));
        changes
    }

    /// A sentence and where it begins, in code points.
    fn sentence(&self, index: u32) -> (String, u32) {
        let Some(span) = self.extraction.sentences.get(index as usize) else { return (String::new(), 0) };
        let before = self.article.text.get(..span.start as usize).unwrap_or_default();
        (span.of(&self.article.text).to_owned(), before.chars().count() as u32)
    }
}

/// The rows that the others don't hold; of rows that come more than once, as many as are missing.
fn without<T: Row>(rows: &[T], others: &[T]) -> Vec<T> {
    let mut others: Vec<T> = others.iter().map(Row::plain).collect();
    let mut left = Vec::new();
    for row in rows {
        let plain = row.plain();
        match others.iter().position(|other| *other == plain) {
            Some(at) => {
                others.swap_remove(at);
            }
            None => left.push(row.clone()),
        }
    }
    left
}
