//! Stretches of characters of one sort, found byte by byte as far as they are ASCII.

/// Sorts of ASCII characters, one bit each; several together are joined with `|`, and all others than these are `!` of them.
pub mod sort {
    /// Letters and digits.
    pub const ALPHANUMERIC: u8 = 1;
    pub const UNDERSCORE: u8 = 2;
    /// Apostrophe and hyphen, which stand within words.
    pub const INNER: u8 = 4;
    /// White space, as Unicode has it.
    pub const BLANK: u8 = 8;
    /// All else.
    pub const OTHER: u8 = 16;
}

/// Where the stretch ends that begins at byte `at` and whose characters all pass: those of ASCII by their sort, the others
/// by `passes`.
#[inline]
pub fn run_end(text: &str, at: usize, sorts: u8, passes: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        while bytes.get(at).is_some_and(|byte| SORTS[usize::from(*byte)] & sorts != 0) {
            at += 1;
        }
        if bytes.get(at).is_none_or(u8::is_ascii) {
            return at;
        }
        match text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| passes(*c)) {
            Some(c) => at += c.len_utf8(),
            None => return at,
        }
    }
}

/// How many words a text has, as white space parts them; counted no further than `most`.
pub fn count_words(text: &str, most: usize) -> usize {
    let (mut at, mut count) = (0, 0);
    while count < most {
        at = run_end(text, at, sort::BLANK, char::is_whitespace);
        if at >= text.len() {
            break;
        }
        count += 1;
        at = run_end(text, at, !sort::BLANK, |c| !c.is_whitespace());
    }
    count
}

/// The sort of every byte; none of those that are only a part of a character.
const SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        sorts[byte as usize] = match byte {
            b'_' => sort::UNDERSCORE,
            b'\'' | b'-' => sort::INNER,
            b' ' | b'\t'..=b'\r' => sort::BLANK,
            _ if byte.is_ascii_alphanumeric() => sort::ALPHANUMERIC,
            _ => sort::OTHER,
        };
        byte += 1;
    }
    sorts
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_those_that_white_space_parts(text in "[a \u{a0}\u{2003}\t\u{b}\u{1c}é—]{0,24}|\\PC{0,24}", most in 0..9usize) {
            prop_assert_eq!(count_words(&text, most), text.split_whitespace().take(most).count());
        }

        #[test]
        fn a_run_ends_where_a_character_fails(text in "[a-c1 é—٣]{0,24}", at in 0..24usize) {
            let at = text.floor_char_boundary(at);
            let rest = &text[at..];
            let end = run_end(&text, at, sort::ALPHANUMERIC, char::is_alphanumeric);
            prop_assert_eq!(end, at + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
            let end = run_end(&text, at, !sort::ALPHANUMERIC, |c| !c.is_alphanumeric());
            prop_assert_eq!(end, at + rest.find(char::is_alphanumeric).unwrap_or(rest.len()));
        }
    }
}
