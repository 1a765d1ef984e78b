//! A date as precise as a text allows.

use jiff::civil::Date;
use std::fmt;

/// A day, a month or a year. Prints as ISO 8601: `2025-10-09`, `2025-10`, `2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartialDate {
    Year(i16),
    Month(i16, i8),
    Day(Date),
}

impl PartialDate {
    /// The first day that the date may mean.
    pub fn first_day(self) -> Option<Date> {
        match self {
            PartialDate::Year(year) => Date::new(year, 1, 1).ok(),
            PartialDate::Month(year, month) => Date::new(year, month, 1).ok(),
            PartialDate::Day(day) => Some(day),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            PartialDate::Day(day) => write!(f, "{day}"),
        }
    }
}
