//! CAMEO's codes of three letters a part, as a country and PLOVER's sectors.
//!
//! Source: PLOVER manual, draft of September 2021, table of sector codes and its notes 3 and 4. Parts that no table has are
//! kept as they are, never guessed at.

use crate::lexicon::check::{SUPRANATIONAL, is_code};
use crate::ontology::Sector;

/// A code, read as far as the tables go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// ISO 3166 alpha-3, or a supranational code.
    pub country: Option<String>,
    pub sector: Vec<Sector>,
    /// Parts that are neither.
    pub rest: Vec<String>,
}

/// CAMEO's parts that PLOVER writes otherwise: note 4 renames two, note 3 drops two kinds of rebels.
const RENAMED: &[(&str, Sector)] =
    &[("MED", Sector::Jrn), ("HLH", Sector::Med), ("INS", Sector::Reb), ("SEP", Sector::Reb)];

/// States that CAMEO writes otherwise than ISO 3166.
const STATES: &[(&str, &str)] = &[("KSV", "XKX")];

impl Code {
    /// Reads a code whose first part is the country.
    pub fn of_actor(code: &str) -> Option<Code> {
        let parts = parts(code)?;
        let (first, roles) = parts.split_first()?;
        let mut read = Code::default();
        match country(first) {
            Some(known) => read.country = Some(known.to_owned()),
            None => read.part(first),
        }
        roles.iter().for_each(|part| read.part(part));
        Some(read)
    }

    /// Reads a code that only says what somebody does; a supranational part in it says for whom.
    pub fn of_agent(code: &str) -> Option<Code> {
        let mut read = Code::default();
        for part in parts(code)? {
            // MUS is a Muslim here, and Mauritius only where a country must stand.
            match read.country.is_none() && SUPRANATIONAL.contains(&part) {
                true => read.country = Some(part.to_owned()),
                false => read.part(part),
            }
        }
        Some(read)
    }

    fn part(&mut self, part: &str) {
        let renamed = RENAMED.iter().find(|(cameo, _)| *cameo == part).map(|(_, sector)| *sector);
        match renamed.or_else(|| part.parse().ok()) {
            Some(sector) if self.sector.contains(&sector) => {}
            Some(sector) => self.sector.push(sector),
            None => self.rest.push(part.to_owned()),
        }
    }

    /// Whether the tables have any part of it.
    pub fn says_something(&self) -> bool {
        self.country.is_some() || !self.sector.is_empty()
    }
}

fn country(part: &str) -> Option<&str> {
    let iso = STATES.iter().find(|(cameo, _)| *cameo == part).map_or(part, |(_, iso)| iso);
    is_code(iso).then_some(iso)
}

/// Parts of three capitals or digits; none where the code does not divide so.
fn parts(code: &str) -> Option<Vec<&str>> {
    let whole = !code.is_empty() && code.len().is_multiple_of(3);
    let fine = whole && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    fine.then(|| (0..code.len()).step_by(3).filter_map(|at| code.get(at..at + 3)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_countries_and_sectors_as_the_tables_have_them() {
        let read = |code: &str| Code::of_actor(code).unwrap();
        let rest = |code: &str| read(code).rest.join(" ");
        assert_eq!(read("AFGREBTAL").country.as_deref(), Some("AFG"));
        assert_eq!(read("AFGREBTAL").sector, [Sector::Reb]);
        assert_eq!(rest("AFGREBTAL"), "TAL");
        // What was MED is JRN now, and MED was HLH.
        assert_eq!(read("PAKMEDHLHINS").sector, [Sector::Jrn, Sector::Med, Sector::Reb]);
        assert_eq!(read("IGOUNO").country.as_deref(), Some("IGO"));
        assert_eq!(rest("IGOUNO"), "UNO");
        assert_eq!(read("KSV").country.as_deref(), Some("XKX"));
        // A region is no country.
        assert_eq!((read("WAFREB").country, rest("WAFREB")), (None, "WAF".to_owned()));
        assert_eq!(Code::of_agent("MILSPY").unwrap().sector, [Sector::Mil, Sector::Spy]);
        assert_eq!(Code::of_agent("NGO").unwrap().country.as_deref(), Some("NGO"));
        assert_eq!(Code::of_agent("MUSREB").unwrap().country, None);
        for broken in ["", "AFGRE", "s", "---", "afg"] {
            assert_eq!(Code::of_actor(broken), None, "{broken}");
        }
    }
}
