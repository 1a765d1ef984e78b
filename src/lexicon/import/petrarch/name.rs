//! PETRARCH's names, all in capitals with `_` for blanks, as news writes them.

use crate::lexicon::AliasSort;
use crate::lexicon::spelling;
use unicode_normalization::UnicodeNormalization;

/// Words that stay small inside a name. A capital in the text is no obstacle: only capitals of the alias must be there.
const SMALL: &[&str] = &[
    "a", "an", "and", "at", "by", "de", "del", "der", "des", "di", "do", "du", "e", "et", "for", "from", "in", "la",
    "las", "le", "les", "los", "of", "on", "or", "the", "to", "und", "van", "von", "with", "y",
];

/// The names that a line gives: the words, and an acronym that stands behind them in brackets.
///
/// # Errors
/// Why it gives none.
pub fn names(raw: &str) -> Result<Vec<(String, AliasSort)>, String> {
    let (words, acronym) =
        match raw.trim().trim_end_matches('_').strip_suffix(')').and_then(|rest| rest.split_once('(')) {
            Some((words, inside)) if is_acronym_like(inside) => (words, Some(inside)),
            Some((_, inside)) => return Err(format!("`({inside})` is no part of a name that news writes")),
            None => (raw, None),
        };
    if let Some(mark) = words.chars().find(|c| "+[](){}\"\\".contains(*c)) {
        return Err(format!("a `{mark}` inside a name"));
    }
    if words.contains('\t') {
        return Err("a tab inside a name".to_owned());
    }
    if is_broken(words) {
        return Err("letters that a wrong encoding has broken".to_owned());
    }
    let words: String = words.nfc().collect();
    let text = words.split([' ', '_']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let text = text.strip_prefix("THE ").unwrap_or(&text);
    if !text.chars().any(char::is_alphabetic) {
        return Err("a name without letters".to_owned());
    }
    let sort = if is_bare_acronym(text) { AliasSort::Acronym } else { AliasSort::Name };
    let text = if sort == AliasSort::Acronym { text.to_owned() } else { cased(text) };
    if let Some((wrong, _)) = spelling::wrong(&text) {
        return Err(wrong);
    }
    let acronym = acronym.map(|acronym| (acronym.to_owned(), AliasSort::Acronym));
    Ok([Some((text, sort)), acronym].into_iter().flatten().collect())
}

/// Whether the letters are the initials of the name's words; small ones may be passed over.
pub fn is_initials(letters: &str, name: &str) -> bool {
    let initials = |small: bool| -> String {
        let words = name.split([' ', '-']).filter(|word| !(small && SMALL.contains(&word.to_lowercase().as_str())));
        words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let letters = letters.to_uppercase();
    letters.chars().count() > 1 && name.contains(' ') && (letters == initials(false) || letters == initials(true))
}

/// UTF-8 that was read as Windows-1252 and written again.
pub fn is_broken(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    text.contains('\u{fffd}') || letters.windows(2).any(|two| matches!(two, ['Ã' | 'Â', second] if !second.is_ascii()))
}

fn is_acronym_like(inside: &str) -> bool {
    (2..=8).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
}

/// One word that cannot be read aloud, or has dots between its letters.
fn is_bare_acronym(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let dotted = text.len() > 3 && text.split('.').all(|letter| letter.len() <= 1) && text.contains('.');
    dotted || plain && text.len() > 1 && !text.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
}

/// Words in capitals with only the first letter of each a capital; what has small letters stays as it is.
fn cased(text: &str) -> String {
    let words = text.split(' ').enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        if word.chars().any(char::is_lowercase) {
            word.to_owned()
        } else if at > 0 && SMALL.contains(&lower.as_str()) {
            lower
        } else if is_bare_acronym(word) && word.len() < 6 || word.contains('.') {
            word.to_owned()
        } else {
            title(&lower)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A capital at the beginning and after each hyphen and apostrophe, save a possessive's.
fn title(word: &str) -> String {
    let mut out = String::new();
    let mut begins = true;
    for (at, c) in word.char_indices() {
        let ends = word.get(at..).is_some_and(|rest| rest.chars().count() == 1);
        let possessive = ends && c == 's' && word.get(..at).is_some_and(|before| before.ends_with(['\'', '’']));
        if begins && !possessive {
            out.extend(c.to_uppercase())
        } else {
            out.push(c)
        }
        begins = matches!(c, '-' | '\'' | '’' | '/');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        names(raw).unwrap().into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn capitals_become_names() {
        for (raw, name) in [
            ("RED_HILLS_MOVEMENT_", "Red Hills Movement"),
            ("FRONT_FOR_THE LIBERATION__OF_HILLS", "Front for the Liberation of Hills"),
            ("AL-RASHID_OMAR", "Al-Rashid Omar"),
            ("HERDSMEN'S_UNION_", "Herdsmen's Union"),
            ("D'ORVAL_", "D'Orval"),
            ("HN_Secy_Gen", "HN Secy Gen"),
            ("THE_UNITED_HILLS_", "United Hills"),
        ] {
            assert_eq!(texts(raw), [name]);
        }
    }

    #[test]
    fn an_acronym_in_brackets_is_a_name_of_its_own() {
        assert_eq!(texts("RED_HILLS_ARMY_(RHA)_"), ["Red Hills Army", "RHA"]);
        assert_eq!(names("R.H.M._").unwrap()[0].1, AliasSort::Acronym);
        assert_eq!(names("RHM_").unwrap()[0].1, AliasSort::Acronym);
        assert!(is_initials("RHA", "Red Hills Army") && is_initials("FLH", "Front for the Liberation of Hills"));
        assert!(!is_initials("RED", "Red Hills Army"));
    }

    #[test]
    fn what_is_no_name_is_told() {
        for wrong in
            ["HILL_MEN+_MEN_OF_HILLS_", "HILLMEN]_", "HILL_MEN_(THE_NORTH)_", "HILL\t_MEN_", "HÃ‰LL_", "___", "12_"]
        {
            assert!(names(wrong).is_err(), "{wrong}");
        }
    }
}
