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

#[cfg(test)]
mod tests {
    use super::*;

    fn article(doc: &str, text: &str, published: &str) -> ArticleRecord {
        ArticleRecord {
            doc: doc.to_owned(),
            title: None,
            published: Some(published.to_owned()),
            published_from: None,
            source: None,
            url: None,
            lang: None,
            sha256: text.to_owned(),
            sentences: 1,
            duplicate_of: None,
            n_sources: 1,
            text: None,
        }
    }

    fn told(old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<String> {
        let rows = |all: &[(&str, &str)]| -> Vec<ArticleRecord> {
            all.iter().map(|(doc, text)| article(doc, text, "2025")).collect()
        };
        let (old, new) = (rows(old), rows(new));
        let told = papers(&old, &new);
        told.iter().map(|paper| format!("{} {:?}", paper.doc(), paper.fate)).collect()
    }

    #[test]
    fn articles_are_known_by_text_before_name() {
        assert_eq!(
            told(&[("a", "1"), ("b", "2")], &[("a", "1"), ("c", "2"), ("d", "3")]),
            ["a Same", "c Moved", "d Added"]
        );
        assert_eq!(told(&[("a", "1"), ("b", "2")], &[("b", "3")]), ["a Removed", "b Rewritten"]);
        // The old text went elsewhere, and another took its name.
        assert_eq!(told(&[("a", "1")], &[("a", "2"), ("z", "1")]), ["a Added", "z Moved"]);
        // Two articles changed names.
        assert_eq!(told(&[("a", "1"), ("b", "2")], &[("a", "2"), ("b", "1")]), ["a Moved", "b Moved"]);
    }

    #[test]
    fn of_copies_of_a_text_each_is_taken_once() {
        let copies = [("a", "1"), ("b", "1"), ("c", "1")];
        assert_eq!(told(&copies, &copies), ["a Same", "b Same", "c Same"]);
        assert_eq!(told(&copies, &[("b", "1"), ("d", "1")]), ["b Same", "c Removed", "d Moved"]);
    }

    #[test]
    fn another_date_is_told_of_a_text_that_is_the_same() {
        let (old, new) = ([article("a", "1", "2024")], [article("b", "1", "2025")]);
        assert_eq!(papers(&old, &new)[0].fate, Fate::Redated);
    }
}
