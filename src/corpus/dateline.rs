//! `KABUL (Reuters) -`, `Islamabad / Kabul —`, `PESHAWAR:` before the first words of a report.

use crate::text::{Block, BlockKind, Conventions, Dateline, Span};

/// Paragraphs that may carry the dateline: a standfirst or a caption may stand before it.
const FIRST: usize = 4;
/// Bytes that a dateline may be long.
const LONGEST: usize = 110;

/// The dateline of the first paragraph that has one.
pub(super) fn first(text: &str, blocks: &[Block], conventions: &Conventions) -> Option<Dateline> {
    let paragraphs = blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).take(FIRST);
    paragraphs.filter_map(|block| dateline(text, block.span, conventions)).next()
}

/// The dateline at the start of a paragraph.
fn dateline(text: &str, paragraph: Span, conventions: &Conventions) -> Option<Dateline> {
    let line = paragraph.of(text);
    let start = line.len() - line.trim_start().len();
    let (head, end) = head(&line[start..], conventions)?;
    let at = paragraph.start as usize + start;
    if opens_otherwise(head, conventions) {
        return None;
    }
    let (places, agency) = split_agency(head, conventions);
    let places = places_in(places, conventions)?;
    if places.is_empty() && agency.is_none() {
        return None;
    }
    let within = |part: &str| {
        let from = at + (part.as_ptr() as usize - line[start..].as_ptr() as usize);
        Span::new(from, from + part.len())
    };
    Some(Dateline {
        span: Span::new(at, at + end),
        places: places.into_iter().map(within).collect(),
        agency: agency.map(within),
    })
}

/// What stands before the mark that ends a dateline, and where the report begins.
fn head<'a>(line: &'a str, conventions: &Conventions) -> Option<(&'a str, usize)> {
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let window = &line[..end];
    let dash = DASHES.iter().filter_map(|dash| Some((window.find(dash)?, dash.len()))).min();
    let by_dash = dash.map(|(at, length)| (&line[..at], at + length)).filter(|(head, end)| {
        // "Kabul — once a quiet city — has changed" goes on in lower case.
        let capital = line[*end..].trim_start().starts_with(|c: char| !c.is_lowercase());
        (capital || head.trim_end().ends_with(')') || is_shouted(head)) && (is_shouted(head) || !head.contains(". "))
    });
    by_dash.or_else(|| by_colon(window)).or_else(|| by_agency(window, conventions))
}

const DASHES: [&str; 7] = [" — ", " – ", " - ", " -- ", "— ", "– ", "—"];

/// `PESHAWAR: A bomb`
fn by_colon(line: &str) -> Option<(&str, usize)> {
    let at = line.find(':')?;
    let head = &line[..at];
    let spaced = line[at + 1..].starts_with([' ', '\u{a0}']);
    (spaced && is_shouted(head) && head.len() > 3).then_some((head, at + 1))
}

/// `(CNN) The president`, `Washington (CNN) The president`
fn by_agency<'a>(line: &'a str, conventions: &Conventions) -> Option<(&'a str, usize)> {
    let (open, close) = (line.find('(')?, line.find(')')?);
    let agency = line.get(open + 1..close)?;
    conventions.agencies.contains(agency).then_some((&line[..=close], close + 1))
}

/// `FILE PHOTO`, `The president`: words that begin something else.
fn opens_otherwise(head: &str, conventions: &Conventions) -> bool {
    let plain = head.trim().replace('’', "'");
    let first = plain.split_whitespace().next().unwrap_or_default().to_lowercase();
    // "THE HAGUE".
    let upper = plain.to_uppercase();
    let is_place = || conventions.articled_places.iter().any(|place| upper.starts_with(place));
    conventions.not_places.contains(&upper) || conventions.starters.contains(&first) && !is_place()
}

/// All letters are capitals, save those of a bracket or a date.
fn is_shouted(head: &str) -> bool {
    let place = head.split([',', '(']).next().unwrap_or(head);
    place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase)
}

/// Parts the agency in brackets, or after a comma or slash, from the places.
fn split_agency<'a>(head: &'a str, conventions: &Conventions) -> (&'a str, Option<&'a str>) {
    let head = head.trim();
    if let Some((places, agency)) = head.strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        let agency = agency.trim();
        return (places.trim_end().trim_end_matches(','), (!agency.is_empty()).then_some(agency));
    }
    if conventions.agencies.contains(head) {
        return (&head[..0], Some(head));
    }
    match head.rsplit_once([',', '/']) {
        Some((places, agency)) if conventions.agencies.contains(agency.trim()) => (places, Some(agency.trim())),
        _ => (head, None),
    }
}

/// The places, dates left out; `None` if something is neither.
fn places_in<'a>(head: &'a str, conventions: &Conventions) -> Option<Vec<&'a str>> {
    let mut places = Vec::new();
    for part in head.split([',', '/', '&', ';']).flat_map(|part| part.split(" and ")) {
        let part = part.trim().trim_matches(['*', '_']).trim();
        if part.is_empty() || is_date(part, conventions) {
            continue;
        }
        if !is_place(part) {
            return None;
        }
        places.push(part);
    }
    (places.len() <= 4).then_some(places)
}

/// `Nov 22`, `22 November`, `2025`, `Saturday`
fn is_date(part: &str, conventions: &Conventions) -> bool {
    part.split([' ', '.']).filter(|word| !word.is_empty()).all(|word| {
        let lower = word.to_lowercase();
        word.starts_with(|c: char| c.is_ascii_digit())
            || conventions.months.contains_key(&lower)
            || conventions.weekdays.contains_key(&lower)
    })
}

/// A few capitalised words, small ones between them allowed.
fn is_place(part: &str) -> bool {
    let words: Vec<_> = part.split_whitespace().collect();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let small = |word: &str| matches!(word, "of" | "de" | "al" | "el" | "the" | "near" | "du" | "la" | "i");
    words.len() <= 4
        && words.first().is_some_and(|word| capital(word))
        && words.iter().all(|word| capital(word) || small(word))
        && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conventions() -> Conventions {
        let set = |words: &[&str]| words.iter().map(|word| word.to_string()).collect();
        Conventions {
            agencies: set(&["Reuters", "AP", "CNN", "AFP"]),
            not_places: set(&["CORRECTION", "FILE", "EDITOR'S NOTE"]),
            articled_places: set(&["THE HAGUE"]),
            starters: set(&["the", "yet"]),
            months: [("nov".to_owned(), 11), ("november".to_owned(), 11)].into_iter().collect(),
            ..Conventions::default()
        }
    }

    #[test]
    fn table() {
        let cases = [
            ("KABUL (Reuters) - The ministry", "KABUL (Reuters) - ", "KABUL", "Reuters"),
            ("Islamabad / Kabul — As talks", "Islamabad / Kabul — ", "Islamabad|Kabul", ""),
            ("KABUL, Afghanistan (AP) — A bomb", "KABUL, Afghanistan (AP) — ", "KABUL|Afghanistan", "AP"),
            ("PESHAWAR: A bomb went off", "PESHAWAR:", "PESHAWAR", ""),
            ("ISLAMABAD/QUETTA: Two men", "ISLAMABAD/QUETTA:", "ISLAMABAD|QUETTA", ""),
            ("KABUL, Nov 22, 2025 (AFP) -- At least", "KABUL, Nov 22, 2025 (AFP) -- ", "KABUL", "AFP"),
            ("(CNN) The president", "(CNN)", "", "CNN"),
            ("Washington (CNN) Four men", "Washington (CNN)", "Washington", "CNN"),
            ("NEW YORK — President", "NEW YORK — ", "NEW YORK", ""),
            ("ST. JOHN'S – Police", "ST. JOHN'S – ", "ST. JOHN'S", ""),
        ];
        for (line, span, places, agency) in cases {
            let dateline = dateline(line, Span::new(0, line.len()), &conventions()).expect(line);
            assert_eq!(dateline.span.of(line), span, "{line}");
            let found: Vec<_> = dateline.places.iter().map(|place| place.of(line)).collect();
            assert_eq!(found.join("|"), places, "{line}");
            assert_eq!(dateline.agency.map_or("", |agency| agency.of(line)), agency, "{line}");
        }
    }

    #[test]
    fn what_is_none() {
        let cases = [
            "Kabul — once a quiet city — has changed.",
            "CORRECTION: An earlier version",
            "EDITOR’S NOTE: The names",
            "File - A man walks",
            "Yet — There it was.",
            "THE PRESIDENT: No.",
            "He said: No.",
            "The army (which denied it) - and the police",
            "Two men were killed – Three more were hurt.",
            "Khan said so (see below) and left.",
            "",
            "—",
            "é",
        ];
        for line in cases {
            assert_eq!(dateline(line, Span::new(0, line.len()), &conventions()), None, "{line}");
        }
    }
}
