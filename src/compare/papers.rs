//! Articles of two datasets, brought together: by name and text, else by text, else by name.

use crate::dataset::ArticleRecord;
use std::collections::HashMap;

/// An article in one dataset or in both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper<'a> {
    pub old: Option<&'a ArticleRecord>,
    pub new: Option<&'a ArticleRecord>,
    pub fate: Fate,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Same,
    Moved,
    Rewritten,
    Redated,
    Added,
    Removed,
}

impl<'a> Paper<'a> {
    fn both(old: &'a ArticleRecord, new: &'a ArticleRecord) -> Paper<'a> {
        let fate = match (old.sha256 == new.sha256, old.published == new.published, old.doc == new.doc) {
            (false, ..) => Fate::Rewritten,
            (_, false, _) => Fate::Redated,
            (.., false) => Fate::Moved,
            _ => Fate::Same,
        };
        Paper { old: Some(old), new: Some(new), fate }
    }

    /// Its name, the new one where it has one.
    pub fn doc(&self) -> &'a str {
        self.new.or(self.old).map_or("", |row| &row.doc)
    }
}

/// By what two rows are known to be of one article.
type Key = fn(&ArticleRecord) -> (&str, &str);

/// Brings the articles together, in order of their names.
pub(super) fn papers<'a>(old: &'a [ArticleRecord], new: &'a [ArticleRecord]) -> Vec<Paper<'a>> {
    let mut papers = Vec::new();
    let (mut gone, mut come): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
    let keys: [Key; 3] = [|row| (&row.doc, &row.sha256), |row| ("", &row.sha256), |row| (&row.doc, "")];
    for key in keys {
        let mut waiting: HashMap<(&str, &str), Vec<&ArticleRecord>> = HashMap::new();
        // The last is taken first.
        gone.iter().rev().for_each(|row| waiting.entry(key(row)).or_default().push(row));
        come.retain(|row| {
            let twin = waiting.get_mut(&key(row)).and_then(Vec::pop);
            papers.extend(twin.map(|twin| Paper::both(twin, row)));
            twin.is_none()
        });
        gone = waiting.into_values().flatten().collect();
        gone.sort_by(|one, other| one.doc.cmp(&other.doc));
    }
    papers.extend(gone.into_iter().map(|row| Paper { old: Some(row), new: None, fate: Fate::Removed }));
    papers.extend(come.into_iter().map(|row| Paper { old: None, new: Some(row), fate: Fate::Added }));
    papers.sort_by(|one, other| one.doc().cmp(other.doc()));
    papers
}
