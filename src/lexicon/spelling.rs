//! What no name should hold: characters that nobody sees, letters of two scripts in one word, marks of other tools.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What is wrong with how a name is written, and the name as it should be where that is certain.
pub(super) fn wrong(text: &str) -> Option<(String, Option<String>)> {
    if text.is_ascii() && !text.contains(['_', '[', ']', '+']) && text.trim() == text {
        return None;
    }
    let clean = clean(text);
    let told = if text.contains(['_', '[', ']']) || text.starts_with('+') {
        "marks of another tool in a name".to_owned()
    } else if let Some(c) = text.chars().find(|&c| is_invisible(c)) {
        format!("a character that nobody sees in a name: U+{:04X}", c as u32)
    } else if !is_nfc(text) {
        "letters and their marks are written apart in a name".to_owned()
    } else if text.trim() != text {
        "a blank at the end of a name".to_owned()
    } else {
        let word = text.split_whitespace().find(|word| is_mixed(word))?;
        return Some((format!("`{word}` mixes letters of two scripts"), None));
    };
    Some((told, Some(clean).filter(|clean| !clean.is_empty() && !clean.contains(['"', '\\', '[', ']']))))
}

fn clean(text: &str) -> String {
    let blanks: String = text.nfc().map(|c| if c == '_' { ' ' } else { c }).filter(|&c| !is_invisible(c)).collect();
    blanks.trim_start_matches('+').split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_invisible(c: char) -> bool {
    // The joiners belong to the spelling of Persian and Indic words.
    let joiner = matches!(c, '\u{200c}' | '\u{200d}');
    !joiner
        && (c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'))
}

/// Letters that look Latin and are not, or the other way round.
fn is_mixed(word: &str) -> bool {
    let latin = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}');
    let other = |c: char| matches!(c, '\u{370}'..='\u{52f}');
    word.contains(latin) && word.contains(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_mended_where_that_is_certain() {
        for (text, clean) in [
            ("NATIONAL_RESISTANCE_", Some("NATIONAL RESISTANCE")),
            ("+RED_HILLS", Some("RED HILLS")),
            ("Red\u{200b} Hills", Some("Red Hills")),
            ("Tu\u{308}rkiye", Some("Türkiye")),
            ("Red Hills ", Some("Red Hills")),
            ("Red [Hills]", None),
            ("R\u{435}d Hills", None),
        ] {
            assert_eq!(wrong(text).unwrap().1.as_deref(), clean, "{text}");
        }
        for fine in ["Red Hills", "Türkiye", "امارت اسلامی", "al-Zahra’s", "Талибан"] {
            assert_eq!(wrong(fine), None, "{fine}");
        }
    }
}
