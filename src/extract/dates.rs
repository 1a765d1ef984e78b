//! Time expressions of a sentence, told against the day of publication.

use super::clause::Clause;
use crate::annotation::EventDate;
use crate::lexicon::{DateUnit, Dates, Part};
use crate::syntax::{Label, Tag};
use crate::text::PartialDate;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A time expression: its tokens and what it means.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeExpression {
    pub words: (usize, usize),
    pub date: EventDate,
    /// "a week after they fled": the word behind which stands what it dates.
    behind: Option<usize>,
}

/// Every time expression that dates something, in order. Relative ones need the day of publication; `ahead` tells that
/// they point forward from it ("will meet on Friday").
pub(super) fn expressions(clause: &Clause, published: Option<PartialDate>, ahead: bool) -> Vec<TimeExpression> {
    let mut reader = Reader { clause, dates: &clause.lexicon.rules.dates, published, ahead, told: None };
    let mut found = Vec::new();
    let mut at = 0;
    while at < clause.len() {
        if let Some(last) = reader.period(at) {
            at = last + 1;
            continue;
        }
        let apart = reader.apart(at);
        let behind = apart.map(|(last, ..)| last);
        match apart.or_else(|| reader.at(at)) {
            Some((last, from, to)) => {
                reader.told = reader.told.filter(|_| behind.is_some()).or(Some(from));
                if behind.is_some() || !reader.only_bounds(at, last) {
                    let text = Some(clause.stretch(at, last));
                    found.push(TimeExpression { words: (at, last), date: EventDate { from, to, text }, behind });
                }
                at = last + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// The expression that dates the trigger at `token`, one of the words `told` of its event: the nearest of its own clause, the
/// one after it before the one before it.
pub(super) fn nearest(
    clause: &Clause,
    expressions: &[TimeExpression],
    token: usize,
    told: &[usize],
) -> Option<EventDate> {
    if let Some(apart) = expressions.iter().find(|e| e.behind.is_some_and(|after| is_behind(clause, after, token))) {
        return Some(apart.date);
    }
    // "in 2019, and imposed sanctions the following year": what hangs on the verb itself is nearest.
    let hangs = |e: &TimeExpression| governor(clause, e).is_some_and(|above| told.contains(&above));
    let distance = |e: &&TimeExpression| {
        if hangs(e) {
            0
        } else if e.words.0 > token {
            2 * (e.words.0 - token)
        } else {
            2 * token.saturating_sub(e.words.1) + 1
        }
    };
    let own = || {
        let plain = expressions.iter().filter(|e| e.behind.is_none());
        plain.filter(|e| !clause.is_beside(e.words.0, token) && !is_of_the_report(clause, e, token))
    };
    let fits = |e: &&TimeExpression| !is_of_something_else(clause, e, told);
    let best = own().filter(fits).min_by_key(distance)?;
    // A year farther off dates no better than one that is of something else.
    let passed_over = own().any(|e| distance(&e) < distance(&best));
    let is_day = matches!(best.date.from, PartialDate::Day(_));
    (is_day || !passed_over).then_some(best.date)
}

/// Whether a token stands in what a conjunction opens or a preposition governs.
fn is_behind(clause: &Clause, after: usize, token: usize) -> bool {
    let mut at = token;
    for _ in 0..clause.len() {
        if at == after || clause.child(at, Label::Mark) == Some(after) {
            return true;
        }
        match clause.head(at) {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// "Gunmen stormed the town, the police said on Monday": the day of the report is not the day of what it reports.
fn is_of_the_report(clause: &Clause, e: &TimeExpression, token: usize) -> bool {
    governor(clause, e).is_some_and(|verb| {
        let told = clause.children(verb).filter(|&child| clause.label(child) == Label::Ccomp);
        verb != token
            && clause.is_one_of(verb, &clause.lexicon.rules.words.reporting)
            && told.into_iter().any(|told| told == token || clause.is_under(token, told))
    })
}

/// "jailed for their part in the 2020 unrest": a year or month before another noun dates that one, and what happens "in the
/// 2020 election".
fn is_of_something_else(clause: &Clause, e: &TimeExpression, told: &[usize]) -> bool {
    let last = e.words.1;
    let before = matches!(clause.label(last), Label::NumMod | Label::Compound | Label::Amod | Label::Nmod);
    let noun = clause.head(last).filter(|&noun| before && noun > last && clause.is_noun(noun));
    let set_in = |noun: usize| {
        // "killed in the 2022 attack", but not "blamed for the 2008 attack".
        let setting = &clause.lexicon.rules.one_event.setting;
        let preposition = clause.head_by(noun, Label::Pobj).filter(|&at| setting.contains(clause.lower(at)));
        preposition.and_then(|preposition| clause.head(preposition)).is_some_and(|above| told.contains(&above))
    };
    // "a July 2023 coup that toppled him".
    let described_by = |noun: usize, verb: usize| {
        matches!(clause.label(verb), Label::Relcl | Label::Acl) && clause.head(verb) == Some(noun)
    };
    let does_it = |noun: usize| told.iter().any(|&word| described_by(noun, word));
    let others = |noun: usize| !told.contains(&noun) && !set_in(noun) && !does_it(noun);
    let is_day = matches!(e.date.from, PartialDate::Day(_));
    !is_day && noun.is_some_and(others) || event_dated(clause, e).is_some_and(others)
}

/// What the expression hangs on, over its preposition.
fn governor(clause: &Clause, e: &TimeExpression) -> Option<usize> {
    let inside = |token: usize| (e.words.0..=e.words.1).contains(&token);
    let top = (e.words.0..=e.words.1).find(|&token| clause.head(token).is_none_or(|head| !inside(head)))?;
    let above = clause.head(top)?;
    if clause.label(top) == Label::Pobj { clause.head(above) } else { Some(above) }
}

/// "condemned the attack of April 22", "Saturday's strike": the noun of an event that the expression hangs on.
fn event_dated(clause: &Clause, e: &TimeExpression) -> Option<usize> {
    let noun = governor(clause, e)?;
    let is_event = clause.entries(noun).any(|entry| entry.part == Part::Noun);
    (clause.is_noun(noun) && is_event).then_some(noun)
}

struct Reader<'c, 'a> {
    clause: &'c Clause<'a>,
    dates: &'c Dates,
    published: Option<PartialDate>,
    /// What is dated lies ahead of the day of publication.
    ahead: bool,
    /// The date before in the sentence.
    told: Option<PartialDate>,
}

/// Last token, first day, last day.
type Read = Option<(usize, PartialDate, Option<PartialDate>)>;

impl Reader<'_, '_> {
    /// "from January 2021 to September 2025", "2022-2024", "between 2019 and 2021": a period of months or years dates nothing.
    fn period(&self, i: usize) -> Option<usize> {
        let first = self.month_or_year(i)?;
        let link = self.word(first + 1);
        let grammar = &self.clause.lexicon.rules.grammar;
        let between = grammar.between.has(self.word(i.wrapping_sub(1)));
        let joined = self.dates.period_links.contains(link) || between && grammar.between_links.contains(link);
        if joined { self.month_or_year(first + 2) } else { None }
    }

    /// Last token of "January 2021" or "2021".
    fn month_or_year(&self, i: usize) -> Option<usize> {
        if self.month(i).is_some() {
            return year(self.word(i + 1)).map(|_| i + 1);
        }
        year(self.word(i)).map(|_| i)
    }

    fn at(&self, i: usize) -> Read {
        self.iso(i)
            .or_else(|| self.day_month(i))
            .or_else(|| self.month_day(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.ago(i))
            .or_else(|| self.following(i))
            .or_else(|| self.years(i))
    }

    fn word(&self, i: usize) -> &str {
        self.clause.lower(i)
    }

    fn is_genitive(&self, i: usize) -> bool {
        self.clause.lexicon.rules.grammar.genitive.has(self.word(i))
    }

    /// "9", "9th", "11-12".
    fn day_range(&self, i: usize) -> Option<(i8, Option<i8>)> {
        let word = self.word(i);
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let day = |text: &str| -> Option<i8> {
            let text = self.dates.ordinals.iter().find_map(|ending| text.strip_suffix(&**ending)).unwrap_or(text);
            let day: i8 =
                (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())??;
            (1..=31).contains(&day).then_some(day)
        };
        match word.split_once(['-', '–']) {
            Some((first, last)) => Some((day(first)?, Some(day(last)?))),
            None => Some((day(word)?, None)),
        }
    }

    fn month(&self, i: usize) -> Option<i8> {
        let month = *self.dates.months.get(self.word(i))?;
        let capital = self.clause.word(i).starts_with(char::is_uppercase);
        (capital && self.clause.tag(i) != Tag::Md).then_some(month)
    }

    /// "2025-10-09".
    fn iso(&self, i: usize) -> Read {
        let day: Date = (self.word(i).len() == 10).then(|| self.word(i).parse().ok())??;
        Some((i, PartialDate::Day(day), None))
    }

    /// "9 October 2025", "11-12 October", "9th of October".
    fn day_month(&self, i: usize) -> Read {
        let (first, second) = self.day_range(i)?;
        let mut at = i + 1;
        let mut last_day = second;
        if last_day.is_none() && self.dates.day_links.contains(self.word(at)) {
            last_day = self.day_range(at + 1).map(|(day, _)| day);
            at += 2;
        }
        at += usize::from(self.is_genitive(at));
        let month = self.month(at)?;
        let (end, year) = self.year_after(at, month, Some(first))?;
        self.days(end, year, month, first, last_day)
    }

    /// "October 9, 2025", "Oct. 11-12", "October 2025", "October".
    fn month_day(&self, i: usize) -> Read {
        let month = self.month(i)?;
        if let Some((first, second)) = self.day_range(i + 1) {
            let range = second.is_none() && self.dates.day_links.contains(self.word(i + 2));
            let later = range.then(|| self.day_range(i + 3)).flatten().map(|(day, _)| day);
            let at = if later.is_some() { i + 3 } else { i + 1 };
            let (end, year) = self.year_after(at, month, Some(first))?;
            return self.days(end, year, month, first, second.or(later));
        }
        let (end, year) = self.year_after(i, month, None)?;
        Some((end, PartialDate::Month(year, month), None))
    }

    fn days(&self, end: usize, year: i16, month: i8, first: i8, last: Option<i8>) -> Read {
        let from = Date::new(year, month, first).ok()?;
        let to = last.and_then(|day| Date::new(year, month, day).ok()).filter(|to| *to > from);
        Some((end, PartialDate::Day(from), to.map(PartialDate::Day)))
    }

    /// The year that stands after token `i`, else the one that puts the date on or before the day of publication.
    fn year_after(&self, i: usize, month: i8, day: Option<i8>) -> Option<(usize, i16)> {
        let skip = usize::from(self.word(i + 1) == "," || self.is_genitive(i + 1));
        if let Some(year) = year(self.word(i + 1 + skip)) {
            return Some((i + 1 + skip, year));
        }
        let (published, exact) = match self.published {
            Some(PartialDate::Month(year, last)) => (Date::new(year, last, 1).ok()?.last_of_month(), false),
            Some(PartialDate::Day(day)) => (day, true),
            // "on 9 October 2025 ... on 11 October": without a day of publication the sentence's own year, or none.
            Some(PartialDate::Year(_)) | None => return Some((i, self.told?.first_day()?.year())),
        };
        // "fought in 1971, and surrendered on Dec. 16".
        if let Some(PartialDate::Year(year)) = self.told.filter(|_| !self.ahead)
            && year < published.year()
        {
            return Some((i, year));
        }
        let date = Date::new(published.year(), month, day.unwrap_or(1)).ok()?;
        let passed = if day.is_some() && exact { date < published } else { month < published.month() };
        let year = match (self.ahead, date > published) {
            (false, true) => published.year() - 1,
            (true, false) if passed => published.year() + 1,
            _ => published.year(),
        };
        Some((i, year))
    }

    /// "on Friday", "yesterday", "last week", "earlier this month", "last night".
    fn relative(&self, i: usize) -> Read {
        let published = match self.published? {
            PartialDate::Day(day) => day,
            _ => return None,
        };
        if let Some(&days) = self.dates.days.get(self.word(i)) {
            return Some((i, PartialDate::Day(published.checked_add(days.days()).ok()?), None));
        }
        if let Some(day) = self.weekday(i) {
            let date = if self.ahead { forward_to(published, day)? } else { back_to(published, day)? };
            return Some((i, PartialDate::Day(date), None));
        }
        let turn = *self.dates.turns.get(self.word(i))?;
        if let Some(day) = self.weekday(i + 1) {
            let date = if turn > 0 { forward_to(published, day)? } else { back_to(published, day)? };
            return Some((i + 1, PartialDate::Day(date), None));
        }
        if let Some(month) = self.month(i + 1) {
            let this = Date::new(published.year(), month, 1).ok()?;
            let year = match turn {
                -1 if this >= published.first_of_month() => published.year() - 1,
                1 if this <= published => published.year() + 1,
                _ => published.year(),
            };
            return Some((i + 1, PartialDate::Month(year, month), None));
        }
        if self.dates.parts_of_day.get(self.word(i + 1)) == Some(&turn) {
            return Some((i + 1, PartialDate::Day(published.checked_add(turn.days()).ok()?), None));
        }
        let date = match self.dates.units.get(self.word(i + 1))? {
            DateUnit::Month => month_of(published.checked_add(turn.months()).ok()?),
            DateUnit::Year => PartialDate::Year(published.year() + turn as i16),
            DateUnit::Week if turn != 0 => {
                let monday = published
                    .checked_add((7 * turn - i32::from(published.weekday().to_monday_zero_offset())).days())
                    .ok()?;
                return Some((
                    i + 1,
                    PartialDate::Day(monday),
                    Some(PartialDate::Day(monday.checked_add(6.days()).ok()?)),
                ));
            }
            DateUnit::Week | DateUnit::Day => return None,
        };
        Some((i + 1, date, None))
    }

    fn weekday(&self, i: usize) -> Option<Weekday> {
        let capital = self.clause.word(i).starts_with(char::is_uppercase);
        let day = *self.dates.weekdays.get(self.word(i))?;
        capital.then(|| Weekday::from_monday_one_offset(day).ok())?
    }

    /// "three days ago", "a week ago", "two years earlier".
    fn ago(&self, i: usize) -> Read {
        if !self.dates.ago.contains(self.word(i + 2)) {
            return None;
        }
        let published = self.published.filter(|published| matches!(published, PartialDate::Day(_)))?;
        let (unit, steps) = self.steps(i, -1)?;
        Some((i + 2, moved(published, steps, unit)?, None))
    }

    /// "a week after they fled", "two days before the vote": so long before or after the date told, else publication.
    fn apart(&self, i: usize) -> Read {
        let turn = *self.dates.apart.get(self.word(i + 2))?;
        let (unit, steps) = self.steps(i, turn)?;
        Some((i + 2, moved(self.told.or(self.published)?, steps, unit)?, None))
    }

    /// "in 2019, and the following year", "two days later": told from the date before in the sentence.
    fn following(&self, i: usize) -> Read {
        if self.dates.following.contains(self.word(i)) {
            let unit = *self.dates.counted_units.get(self.word(i + 1))?;
            return Some((i + 1, moved(self.told?, 1, unit)?, None));
        }
        let turn = *self.dates.later.get(self.word(i + 2))?;
        let (unit, steps) = self.steps(i, turn)?;
        Some((i + 2, moved(self.told?, steps, unit)?, None))
    }

    /// "three weeks", forward or back.
    fn steps(&self, i: usize, turn: i32) -> Option<(DateUnit, i32)> {
        let unit = *self.dates.counted_units.get(self.word(i + 1))?;
        let number = &self.clause.lexicon.rules.counts.words;
        let n = number.get(self.word(i)).copied().or_else(|| self.word(i).parse().ok())?;
        Some((unit, turn * i32::try_from(n).ok().filter(|n| *n <= 1000)?))
    }

    /// "in 2021"; a range of years dates nothing.
    fn years(&self, i: usize) -> Read {
        let year = year(self.word(i))?;
        Some((i, PartialDate::Year(year), None))
    }

    /// "since 2021", "until Friday": the expression bounds, it does not date. "after the 2021 bombing" dates the bombing.
    fn only_bounds(&self, i: usize, last: usize) -> bool {
        let before = self.word(i.wrapping_sub(1));
        let label = self.clause.label(last);
        let describes = matches!(label, Label::NumMod | Label::Compound | Label::Amod | Label::Nmod);
        if describes && self.clause.head(last).is_some_and(|noun| noun > last) {
            return false;
        }
        self.dates.bounds.contains(before)
            || self.clause.lexicon.rules.grammar.articles.contains(before)
                && self.dates.bounds.contains(self.word(i.wrapping_sub(2)))
    }
}

/// A date so many units later, or earlier, no more exact than the units.
fn moved(from: PartialDate, steps: i32, unit: DateUnit) -> Option<PartialDate> {
    let day = from.first_day()?;
    match (from, unit) {
        (_, DateUnit::Year) => Some(PartialDate::Year(day.checked_add(steps.years()).ok()?.year())),
        (PartialDate::Year(_), _) => None,
        (_, DateUnit::Month) => Some(month_of(day.checked_add(steps.months()).ok()?)),
        (PartialDate::Month(..), _) => None,
        (PartialDate::Day(_), DateUnit::Week) => Some(PartialDate::Day(day.checked_add(steps.weeks()).ok()?)),
        (PartialDate::Day(_), DateUnit::Day) => Some(PartialDate::Day(day.checked_add(steps.days()).ok()?)),
    }
}

fn month_of(day: Date) -> PartialDate {
    PartialDate::Month(day.year(), day.month())
}

/// The last such weekday up to the day of publication, that day included.
fn back_to(published: Date, day: Weekday) -> Option<Date> {
    let back = (published.weekday().to_monday_zero_offset() - day.to_monday_zero_offset()).rem_euclid(7);
    published.checked_sub(i32::from(back).days()).ok()
}

fn forward_to(published: Date, day: Weekday) -> Option<Date> {
    let ahead = (day.to_monday_zero_offset() - published.weekday().to_monday_zero_offset()).rem_euclid(7);
    published.checked_add(i32::from(if ahead == 0 { 7 } else { ahead }).days()).ok()
}

/// A year that news speaks of.
fn year(word: &str) -> Option<i16> {
    let year: i16 = (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())??;
    (1900..2100).contains(&year).then_some(year)
}
