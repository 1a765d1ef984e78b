//! The words around a place: its line of the article, or what the rows know of its sentence.

use super::material::{Hit, Material};
use serde::Serialize;

/// A place in its surroundings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// Of the line, before the sentence; empty where sentences are not told apart.
    pub lead: String,
    pub before: String,
    pub words: String,
    pub after: String,
    /// Of the line, after the sentence.
    pub tail: String,
}

/// Code points on each side.
const AROUND: usize = 220;

impl Excerpt {
    /// All of it in a row.
    pub fn quote(&self) -> String {
        [&self.lead, &self.before, &self.words, &self.after, &self.tail].map(String::as_str).concat()
    }

    /// Tells the sentence from the rest of the line.
    fn around(mut self, sentence: &str) -> Excerpt {
        let starts = sentence.match_indices(self.words.as_str()).map(|(at, _)| sentence.split_at(at));
        let fits = |(left, right): &(&str, &str)| {
            self.before.ends_with(left)
                && right.get(self.words.len()..).is_some_and(|rest| self.after.starts_with(rest))
        };
        let Some((left, right)) = starts.into_iter().find(fits) else { return self };
        let rest = right.len() - self.words.len();
        self.tail = self.after.split_off(rest);
        let before = self.before.split_off(self.before.len() - left.len());
        self.lead = std::mem::replace(&mut self.before, before);
        self
    }
}

/// What stands around a place. Where the text is not at hand only its words are known, or the sentence of its event.
pub(super) fn excerpt(material: &Material, hit: &Hit) -> Excerpt {
    let words = hit.key.text.clone();
    let Some(row) = material.article(hit) else { return Excerpt { words, ..Excerpt::default() } };
    match material.texts.get(&row.doc) {
        Some(text) => {
            let line = of_text(text, hit.key.start as usize, hit.key.end as usize);
            line.around(material.event(hit).map_or("", |row| &row.text))
        }
        None => of_sentence(known_sentence(material, hit), words),
    }
}

fn of_text(text: &str, start: usize, end: usize) -> Excerpt {
    let byte = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(at, _)| at);
    let (start, end) = (byte(start), byte(end));
    let (left, right) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let line = left.rsplit('\n').next().unwrap_or_default().trim_start();
    let before: String = match line.char_indices().rev().nth(AROUND) {
        Some((at, _)) => format!("…{}", line[at..].trim_start_matches(|c: char| !c.is_whitespace())),
        None => line.to_owned(),
    };
    let line = right.split('\n').next().unwrap_or_default().trim_end();
    let after: String = match line.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}…", line[..at].trim_end_matches(|c: char| !c.is_whitespace())),
        None => line.to_owned(),
    };
    Excerpt { before, words: text.get(start..end).unwrap_or_default().to_owned(), after, ..Excerpt::default() }
}

/// The sentence, where a row of the dataset happens to have it.
fn known_sentence<'a>(material: &'a Material, hit: &Hit) -> Option<&'a str> {
    if let Some(row) = material.event(hit) {
        return Some(&row.text);
    }
    if let Some(row) = material.leftover(hit) {
        let here = row.examples.iter().find(|one| one.start == hit.key.start);
        return here.map(|one| one.text.as_str());
    }
    let row = material.mention(hit)?;
    let same = material.dataset.events.iter().find(|event| event.doc == row.doc && event.sentence == row.sentence);
    same.map(|event| event.text.as_str())
}

fn of_sentence(sentence: Option<&str>, words: String) -> Excerpt {
    match sentence.and_then(|sentence| sentence.split_once(words.as_str())) {
        Some((before, after)) => {
            Excerpt { before: before.to_owned(), words, after: after.to_owned(), ..Excerpt::default() }
        }
        None => Excerpt { words, ..Excerpt::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_the_line_cut_at_words() {
        let text = format!("Title\n{} é GCF here. {}\nNext", "word ".repeat(60), "more ".repeat(60));
        let start = text.chars().take_while(|c| *c != 'G').count();
        let found = of_text(&text, start, start + 3);
        assert!(found.before.starts_with("… word") && found.before.ends_with("é "), "{found:?}");
        assert!(found.after.starts_with(" here.") && found.after.ends_with("more …"), "{found:?}");
        assert_eq!(found.words, "GCF");
        assert_eq!(of_text("GCF", 0, 3), Excerpt { words: "GCF".into(), ..Excerpt::default() });
        assert_eq!(of_text("é", 5, 9), Excerpt { before: "é".into(), ..Excerpt::default() });
    }

    #[test]
    fn an_event_stands_in_its_sentence_and_the_sentence_in_its_line() {
        let text = "It was é. They raided and raided it. So it was.";
        let second = text[..text.rfind("raided").unwrap()].chars().count();
        let found = of_text(text, second, second + 6).around("They raided and raided it.");
        let parts = [&found.lead, &found.before, &found.words, &found.after, &found.tail].map(String::as_str);
        assert_eq!(parts, ["It was é. ", "They raided and ", "raided", " it.", " So it was."]);
        assert_eq!(found.quote(), text);
        assert_eq!(
            of_text(text, second, second + 6).around("Elsewhere they raided it."),
            of_text(text, second, second + 6)
        );
    }
}
