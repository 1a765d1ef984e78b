//! Dates of PETRARCH: `YYMMDD` or `YYYYMMDD`, ranges with both ends included.

use crate::lexicon::Period;
use jiff::civil::Date;

/// A code's range: `>D` from a day on, `<D` until a day, `D-D` between; nothing for always.
///
/// # Errors
/// Why it is none.
pub fn range(text: &str) -> Result<Period, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Period { from: None, until: None });
    }
    if let Some(from) = text.strip_prefix('>') {
        return Ok(Period { from: Some(day(from)?), until: None });
    }
    if let Some(last) = text.strip_prefix('<') {
        return Ok(Period { from: None, until: Some(after(day(last)?)?) });
    }
    let Some((first, last)) = text.split_once('-') else {
        return Err(format!("`{text}` is no range of dates: >D, <D or D-D"));
    };
    let (from, until) = (day(first)?, after(day(last)?)?);
    if until <= from {
        return Err(format!("`{text}` ends before it begins"));
    }
    Ok(Period { from: Some(from), until: Some(until) })
}

/// Two digits up to 30 are a year of this century, others of the last.
fn day(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let wrong = || format!("`{text}` is no date: YYMMDD or YYYYMMDD");
    let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<i16>().ok());
    let (year, rest) = match text.len() {
        6 => (number(0, 2).map(|year| if year <= 30 { 2000 + year } else { 1900 + year }), 2),
        8 => (number(0, 4), 4),
        _ => return Err(wrong()),
    };
    let (year, month, day) = (year, number(rest, rest + 2), number(rest + 2, rest + 4));
    let date = |(year, (month, day)): (i16, (i16, i16))| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let known = year.zip(month.zip(day)).and_then(date);
    known.filter(|day| (1000..=2200).contains(&day.year())).ok_or_else(wrong)
}

fn after(last: Date) -> Result<Date, String> {
    last.tomorrow().map_err(|_| format!("there is no day after {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ranges_include_both_ends() {
        let period = |from: Option<Date>, until: Option<Date>| Ok(Period { from, until });
        assert_eq!(range(""), period(None, None));
        assert_eq!(range("011222-141231"), period(Some(date(2001, 12, 22)), Some(date(2015, 1, 1))));
        assert_eq!(range(" > 19991231"), period(Some(date(1999, 12, 31)), None));
        assert_eq!(range("<310101"), period(None, Some(date(1931, 1, 2))));
        assert_eq!(range("301231-20310101"), period(Some(date(2030, 12, 31)), Some(date(2031, 1, 2))));
    }

    #[test]
    fn what_is_no_range_is_told() {
        for wrong in
            ["2004017-20061201", "19820101", "90080101-90081231", "011322-141231", "020101-010101", ">", "a-b", "é1é"]
        {
            assert!(range(wrong).is_err(), "{wrong}");
        }
    }
}
