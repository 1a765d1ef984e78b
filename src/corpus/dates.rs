//! Reads dates as papers print them.

use crate::text::{Conventions, PartialDate};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::LazyLock;

/// What comes first in `04/05/2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// A date in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// Bytes in the line.
    pub at: Range<usize>,
    pub reading: Reading,
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Date(PartialDate),
    /// Day and month could be either.
    Ambiguous,
}

/// The first date in `line` that has a year.
pub(super) fn find(line: &str, conventions: &Conventions, order: Option<DayOrder>) -> Option<Dated> {
    let words = words(line);
    (0..words.len()).find_map(|first| {
        let scan = Scan { line, words: &words[first..], conventions, order };
        let (reading, count) = scan.numeric().or_else(|| scan.named())?;
        let last = words.get(first + count - 1)?;
        Some(Dated { at: words.get(first)?.start..last.end, reading })
    })
}

/// A year, or a year and a month, that is all of `text`.
pub(super) fn whole_year_or_month(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let (year, month) = text.split_once(['-', '/', '.']).map_or((text, None), |(year, month)| (year, Some(month)));
    let year = self::year(year)?;
    match month {
        None => Some(PartialDate::Year(year)),
        Some(month) => {
            number(month, 2).filter(|month| (1..=12).contains(month)).map(|month| PartialDate::Month(year, month as i8))
        }
    }
}

/// The date in the name of a file or of the folders above it.
pub(super) fn in_path(doc: &str, order: Option<DayOrder>) -> Option<Dated> {
    // Names of files are read the same in every language; empty conventions take some time to make.
    static NONE: LazyLock<Conventions> = LazyLock::new(Conventions::default);
    let name_start = doc.rfind('/').map_or(0, |at| at + 1);
    let in_part = |start: usize| {
        let part = doc.get(start..)?;
        let shifted = |dated: Dated| Dated { at: dated.at.start + start..dated.at.end + start, ..dated };
        find(part, &NONE, order).or_else(|| compact(part)).map(shifted)
    };
    in_part(name_start).or_else(|| in_part(0))
}

/// `20251122`, not part of a longer number.
fn compact(text: &str) -> Option<Dated> {
    words(text).into_iter().find_map(|at| {
        let digits = text.get(at.clone()).filter(|word| word.len() == 8)?;
        let day = day(year(digits.get(..4)?)?, number(digits.get(4..6)?, 2)?, number(digits.get(6..)?, 2)?)?;
        Some(Dated { at, reading: Reading::Date(day) })
    })
}

/// What a date line says of its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    Published,
    None,
    Updated,
}

/// The date of a line that holds a date with nothing but times and such words as "published" around it.
///
/// Of a line in parts (`By X | 3 May 2024 | 4 min read`) one part must be so.
pub(super) fn date_line(line: &str, conventions: &Conventions, order: Option<DayOrder>) -> Option<(Label, Dated)> {
    if line.len() > 200 || words(line).len() > 24 {
        return None;
    }
    let mut start = 0;
    let mut found: Vec<(Label, Dated)> = Vec::new();
    // The slashes of 03/05/2024 part no line.
    for part in line.split_inclusive(['|', '·', '•']).flat_map(|part| part.split_inclusive(" / ")) {
        found.extend(date_part(part, conventions, order).map(|(label, mut dated)| {
            dated.at = dated.at.start + start..dated.at.end + start;
            (label, dated)
        }));
        start += part.len();
    }
    found.into_iter().min_by_key(|(label, _)| *label)
}

fn date_part(part: &str, conventions: &Conventions, order: Option<DayOrder>) -> Option<(Label, Dated)> {
    let dated = find(part, conventions, order)?;
    let mut label = Label::None;
    let mut others = 0;
    for word in words(part).into_iter().filter(|word| word.end <= dated.at.start || word.start >= dated.at.end) {
        let text = part.get(word.clone()).unwrap_or_default().to_lowercase();
        let weekday = conventions.weekdays.contains_key(&text);
        let about_dates = conventions.date_words.contains(&text);
        if word.start < dated.at.start && about_dates {
            let update = text.starts_with("updat") || text.starts_with("modif");
            label = if update || label == Label::Updated { Label::Updated } else { Label::Published };
        }
        others += usize::from(!(weekday || about_dates || text.starts_with(|c: char| c.is_ascii_digit())));
    }
    let place = others <= 3 && is_place_and_date(part, &dated);
    (others == 0 || place).then_some((label, dated))
}

/// `Peshawar, 3 May 2024`: capitalised words and a mark before the date, nothing after it.
fn is_place_and_date(part: &str, dated: &Dated) -> bool {
    let before = part.get(..dated.at.start).unwrap_or_default().trim();
    let after = part.get(dated.at.end..).unwrap_or_default();
    let marked = before.ends_with([',', '-', '–', '—', ':', '|']);
    let capitals = before.split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
    marked && capitals && words(after).is_empty()
}

/// Stretches of letters and digits.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match words.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

/// A place in a line where a date may begin.
struct Scan<'a> {
    line: &'a str,
    words: &'a [Range<usize>],
    conventions: &'a Conventions,
    order: Option<DayOrder>,
}

impl Scan<'_> {
    fn word(&self, index: usize) -> Option<&str> {
        self.line.get(self.words.get(index)?.clone())
    }

    /// What stands between a word and the next.
    fn gap(&self, index: usize) -> Option<&str> {
        self.line.get(self.words.get(index)?.end..self.words.get(index + 1)?.start)
    }

    /// `2024-05-03`, `3/5/2024`.
    fn numeric(&self) -> Option<(Reading, usize)> {
        let mark = self.gap(0).filter(|gap| matches!(*gap, "-" | "/" | "." | "_"))?;
        if self.gap(1)? != mark {
            return None;
        }
        let (first, second, third) = (self.word(0)?, number(self.word(1)?, 2)?, self.word(2)?);
        if let Some(year) = year(first) {
            // "2024-05-03T10:15"
            let digits = third.split(['T', 't']).next()?;
            return Some((Reading::Date(day(year, second, number(digits, 2)?)?), 3));
        }
        let (first, year) = (number(first, 2)?, year(third)?);
        let day_first = || day(year, second, first).map(Reading::Date);
        let month_first = || day(year, first, second).map(Reading::Date);
        let reading = match self.order {
            Some(DayOrder::DayFirst) => day_first()?,
            Some(DayOrder::MonthFirst) => month_first()?,
            None => match (day_first(), month_first()) {
                (Some(a), Some(b)) if a != b => Reading::Ambiguous,
                (a, b) => a.or(b)?,
            },
        };
        Some((reading, 3))
    }

    /// `3 May 2024`, `3rd of May, 2024`, `May 3, 2024`, `May 2024`.
    fn named(&self) -> Option<(Reading, usize)> {
        if let Some(month) = self.month(0) {
            if let (Some(day_number), Some(year)) = (self.day_number(1), self.year(2)) {
                return Some((Reading::Date(day(year, month, day_number)?), 3));
            }
            return Some((Reading::Date(PartialDate::Month(self.year(1)?, month as i8)), 2));
        }
        let day_number = self.day_number(0)?;
        let at = if self.word(1)?.eq_ignore_ascii_case("of") { 2 } else { 1 };
        Some((Reading::Date(day(self.year(at + 1)?, self.month(at)?, day_number)?), at + 2))
    }

    fn month(&self, index: usize) -> Option<u32> {
        self.close(index)?;
        self.conventions.months.get(&self.word(index)?.to_lowercase()).map(|month| *month as u32)
    }

    fn day_number(&self, index: usize) -> Option<u32> {
        self.close(index)?;
        let word = self.word(index)?;
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th").then(|| number(digits, 2))?
    }

    fn year(&self, index: usize) -> Option<i16> {
        self.close(index)?;
        year(self.word(index)?)
    }

    /// Nothing but a mark and spaces may stand before a later word of a date.
    fn close(&self, index: usize) -> Option<()> {
        let gap = if index == 0 { " " } else { self.gap(index - 1)? };
        (gap.len() <= 3 && gap.chars().all(|c| matches!(c, ' ' | ',' | '.' | '-' | '/' | '\u{a0}' | '_'))).then_some(())
    }
}

fn year(word: &str) -> Option<i16> {
    let year = (word.len() == 4).then(|| number(word, 4))??;
    (1900..=2100).contains(&year).then_some(year as i16)
}

fn number(word: &str, digits: usize) -> Option<u32> {
    (word.len() <= digits && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse().ok())?
}

fn day(year: i16, month: u32, day: u32) -> Option<PartialDate> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(PartialDate::Day)
}
