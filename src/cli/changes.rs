//! A mention or event that is coded otherwise, as commands that compare codings show it.

use super::console::Paint;
use crate::compare::{Change, Sort};
use crate::dataset::{EventRecord, MentionRecord, PartyRecord};

/// Characters of a sentence to either side of the words that count.
const AROUND: usize = 50;

/// A sort of change, in a letter.
pub fn sign(sort: Sort, paint: Paint) -> String {
    match sort {
        Sort::Gained => paint.green("+"),
        Sort::Lost => paint.red("−"),
        Sort::Recoded => paint.yellow("~"),
    }
}

/// What a row was, what it is, or both.
pub fn label<T>(change: &Change<T>, say: impl Fn(&T) -> String) -> String {
    match (change.old.as_ref().map(&say), change.new.as_ref().map(&say)) {
        (Some(old), Some(new)) if old != new => format!("{old} ⇒ {new}"),
        (old, new) => new.or(old).unwrap_or_default(),
    }
}

/// A line on the change and a line with its words.
pub fn line<T: Shown>(doc: &str, change: &Change<T>, paint: Paint) -> String {
    let Some(row) = change.new.as_ref().or(change.old.as_ref()) else { return String::new() };
    let (start, end, sentence) = row.place();
    let quote = quote(&change.sentence, start.saturating_sub(change.start), end.saturating_sub(change.start), paint);
    let sign = sign(change.sort(), paint);
    let place = paint.dim(&format!("{doc}, sentence {}", sentence + 1));
    format!("{sign} {}   {place}\n    {quote}\n", paint.bold(&label(change, T::whole)))
}

/// A row as a line says it.
pub trait Shown {
    /// In a word.
    fn head(&self) -> String;
    /// With all that can have changed.
    fn whole(&self) -> String;
    /// First and last code point and the sentence.
    fn place(&self) -> (u32, u32, u32);
}

impl Shown for MentionRecord {
    fn head(&self) -> String {
        self.actor.clone()
    }

    fn whole(&self) -> String {
        let code = self.code.as_deref().unwrap_or("-");
        format!("{} ({}, by {})", self.actor, [&[code.to_owned()], &self.sector[..]].concat().join(" "), self.how)
    }

    fn place(&self) -> (u32, u32, u32) {
        (self.start, self.end, self.sentence)
    }
}

impl Shown for EventRecord {
    fn head(&self) -> String {
        self.event.clone()
    }

    fn whole(&self) -> String {
        let date = self.date.as_deref().unwrap_or("no date");
        let place = self.event_loc.as_ref().map_or("no place", |place| &place.resolved_place);
        let sides = format!("{} → {}", parties(&self.actor), parties(&self.recipient));
        format!("{} {sides} ({}, {date}, {place})", self.event, self.status)
    }

    fn place(&self) -> (u32, u32, u32) {
        (self.start, self.end, self.sentence)
    }
}

fn parties(parties: &[PartyRecord]) -> String {
    let one = |party: &PartyRecord| match (&party.actor_id, &party.code) {
        (Some(id), _) => id.clone(),
        (None, code) => [&[code.clone().unwrap_or_else(|| "-".to_owned())], &party.sector[..]].concat().join(" "),
    };
    if parties.is_empty() { "-".to_owned() } else { parties.iter().map(one).collect::<Vec<_>>().join(", ") }
}

/// The words of a sentence that count, in brackets, with some to either side.
pub fn quote(sentence: &str, start: u32, end: u32, paint: Paint) -> String {
    let letters: Vec<char> = sentence.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let (start, end) = ((start as usize).min(letters.len()), (end as usize).min(letters.len()));
    let (from, to) = (start.saturating_sub(AROUND), (end + AROUND).min(letters.len()));
    let part = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let (left, right) = (if from > 0 { "… " } else { "" }, if to < letters.len() { " …" } else { "" });
    let words = paint.cyan(&format!("[{}]", part(start, end.max(start))));
    format!("{left}{}{words}{}{right}", part(from, start), part(end.max(start), to))
}
