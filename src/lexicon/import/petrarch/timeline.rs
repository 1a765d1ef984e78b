//! Codes with ranges that may overlap, of which the first that holds wins, as roles that do not.

use crate::lexicon::Period;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Which code holds when: pieces in order, each with the index of the code that wins there. The range of a code that
/// holds on no day for which an earlier one does not is in none of them.
pub fn pieces(ranges: &[Period]) -> Vec<(Period, usize)> {
    // None is before all days.
    let ends = ranges.iter().filter_map(|range| range.until).map(Some);
    let cuts: BTreeSet<Option<Date>> = ranges.iter().map(|range| range.from).chain(ends).collect();
    let cuts: Vec<Option<Date>> = cuts.into_iter().collect();
    let mut pieces: Vec<(Period, usize)> = Vec::new();
    for (at, &from) in cuts.iter().enumerate() {
        let until = cuts.get(at + 1).copied().flatten();
        let Some(winner) = ranges.iter().position(|range| holds_from(range, from)) else { continue };
        match pieces.last_mut() {
            Some((last, index)) if *index == winner && last.until == from => last.until = until,
            _ => pieces.push((Period { from, until }, winner)),
        }
    }
    pieces
}

/// Whether the range holds on the day, or where there is none before all days.
fn holds_from(range: &Period, day: Option<Date>) -> bool {
    match day {
        Some(day) => range.holds(day),
        None => range.from.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn years(from: Option<i16>, until: Option<i16>) -> Period {
        Period { from: from.map(|year| date(year, 1, 1)), until: until.map(|year| date(year, 1, 1)) }
    }

    #[test]
    fn the_first_range_that_holds_wins() {
        let ranges = [years(Some(2005), Some(2008)), years(Some(2001), Some(2010)), years(Some(2006), Some(2007))];
        let pieces = pieces(&ranges);
        let expected = [
            (years(Some(2001), Some(2005)), 1),
            (years(Some(2005), Some(2008)), 0),
            (years(Some(2008), Some(2010)), 1),
        ];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn open_ends_and_gaps_stay() {
        let ranges = [years(None, Some(2001)), years(Some(2005), None)];
        assert_eq!(pieces(&ranges), [(ranges[0], 0), (ranges[1], 1)]);
        assert_eq!(pieces(&[]), []);
    }
}
