//! Rows of an article in two codings: which stand in both, and which are gained, lost or coded otherwise.

use crate::dataset::{EventRecord, MentionRecord, PartyRecord};

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

/// What sort of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    Gained,
    Lost,
    Recoded,
}

impl Sort {
    pub const ALL: [Sort; 3] = [Sort::Gained, Sort::Lost, Sort::Recoded];

    /// In a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Gained => "gained",
            Sort::Lost => "lost",
            Sort::Recoded => "recoded",
        }
    }
}

impl<T> Change<T> {
    /// Gained, lost or coded otherwise.
    pub fn sort(&self) -> Sort {
        match (&self.old, &self.new) {
            (None, _) => Sort::Gained,
            (_, None) => Sort::Lost,
            _ => Sort::Recoded,
        }
    }
}

/// Whether both codings are of one text, so that offsets tell where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Same,
    Other,
}

/// A row that can be told from another.
pub(super) trait Row: Clone + PartialEq {
    /// What counts: neither where the article lies, nor the dictionary lines behind the row, nor what other rows have to do
    /// with it; of another text nor where it stands.
    fn plain(&self, text: Text) -> Self;
    /// Whether both stand on the same words.
    fn stands_with(&self, other: &Self, text: Text) -> bool;
    /// Index of its sentence, first and last code point.
    fn place(&self) -> (u32, u32, u32);

    fn sentence(&self) -> u32 {
        self.place().0
    }

    fn start(&self) -> u32 {
        self.place().1
    }

    fn end(&self) -> u32 {
        self.place().2
    }
}

impl Row for MentionRecord {
    fn plain(&self, text: Text) -> Self {
        let same = MentionRecord { doc: String::new(), trace: Vec::new(), ..self.clone() };
        match text {
            Text::Same => same,
            Text::Other => MentionRecord { sentence: 0, start: 0, end: 0, ..same },
        }
    }

    fn stands_with(&self, other: &Self, text: Text) -> bool {
        match text {
            Text::Same => self.start < other.end && other.start < self.end,
            Text::Other => self.text == other.text,
        }
    }

    fn place(&self) -> (u32, u32, u32) {
        (self.sentence, self.start, self.end)
    }
}

impl Row for EventRecord {
    fn plain(&self, text: Text) -> Self {
        let (doc, id) = (String::new(), String::new());
        let same = EventRecord { doc, id, trace: Vec::new(), link: None, ..self.clone() };
        if text == Text::Same {
            return same;
        }
        let placeless = |side: &[PartyRecord]| -> Vec<PartyRecord> {
            side.iter().map(|party| PartyRecord { start: 0, end: 0, ..party.clone() }).collect()
        };
        let (actor, recipient) = (placeless(&self.actor), placeless(&self.recipient));
        let mut attribution = self.attribution.clone();
        if let Some(said) = &mut attribution {
            (said.start, said.end) = (0, 0);
        }
        EventRecord { sentence: 0, start: 0, end: 0, actor, recipient, attribution, ..same }
    }

    fn stands_with(&self, other: &Self, text: Text) -> bool {
        match text {
            Text::Same => (self.start, self.end) == (other.start, other.end),
            Text::Other => (&self.event_text, &self.text) == (&other.event_text, &other.text),
        }
    }

    fn place(&self) -> (u32, u32, u32) {
        (self.sentence, self.start, self.end)
    }
}

/// The rows of two codings of an article, each in one pair.
pub(super) struct Pairs<'a, T> {
    /// Rows that say the same.
    pub same: Vec<(&'a T, &'a T)>,
    /// All others, in order of the text; a row on the same words as one of the other coding stands beside it.
    pub changed: Vec<(Option<&'a T>, Option<&'a T>)>,
}

/// Pairs the rows of two codings of an article.
pub(super) fn pairs<'a, T: Row>(old: &'a [T], new: &'a [T], text: Text) -> Pairs<'a, T> {
    let mut come: Vec<Option<(&T, T)>> = new.iter().map(|row| Some((row, row.plain(text)))).collect();
    let (mut same, mut gone) = (Vec::new(), Vec::new());
    for row in old {
        let plain = row.plain(text);
        let twin = come.iter_mut().find(|new| new.as_ref().is_some_and(|(_, other)| *other == plain));
        match twin.and_then(Option::take) {
            Some((twin, _)) => same.push((row, twin)),
            None => gone.push(row),
        }
    }
    let mut changed = Vec::new();
    for row in gone {
        let heir = come.iter_mut().find(|new| new.as_ref().is_some_and(|(other, _)| row.stands_with(other, text)));
        changed.push((Some(row), heir.and_then(Option::take).map(|(heir, _)| heir)));
    }
    changed.extend(come.into_iter().flatten().map(|(row, _)| (None, Some(row))));
    changed.sort_by_key(|(old, new)| new.or(*old).map(Row::start));
    Pairs { same, changed }
}
