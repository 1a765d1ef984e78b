//! The form in which names are compared: NFC, lower case, hyphens and white space one blank, one kind of apostrophe.
//!
//! A dash between clauses (a long one, a double one, or one with blanks on both sides) stays a dash: no name reaches over
//! it.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// A text in folded form, with the way back to the original.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub text: String,
    /// For each byte of `text` where its character begins and ends in the original; empty where the two run byte by byte.
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Folded {
    /// Folds `text` into the buffers, which are reused.
    pub fn fold(&mut self, text: &str) {
        self.text.clear();
        self.from.clear();
        self.to.clear();
        if is_plain(text.as_bytes()) {
            match text.bytes().any(is_mark) {
                true => self.text.extend(text.bytes().map(fold_plain)),
                false => {
                    self.text.push_str(text);
                    self.text.make_ascii_lowercase();
                }
            }
        } else {
            characters(text, |c, from, to| self.push(c, from, to));
        }
    }

    fn push(&mut self, c: char, from: usize, to: usize) {
        if c.is_ascii() {
            self.text.push(c.to_ascii_lowercase());
            self.from.push(from as u32);
            self.to.push(to as u32);
            return;
        }
        self.text.extend(c.to_lowercase());
        self.from.resize(self.text.len(), from as u32);
        self.to.resize(self.text.len(), to as u32);
    }

    /// The original bytes behind a stretch of the folded text.
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        if self.from.is_empty() {
            return (start, end.max(start));
        }
        let from = self.from.get(start).copied().unwrap_or(0) as usize;
        let to = end.checked_sub(1).and_then(|last| self.to.get(last)).copied().unwrap_or(0) as usize;
        (from, to.max(from))
    }
}

/// A name or text in folded form, without blanks at its ends.
pub fn fold(name: &str) -> String {
    let mut folded = Folded::default();
    folded.fold(name);
    let bare = folded.text.trim();
    if bare.len() == folded.text.len() { folded.text } else { bare.to_owned() }
}

/// Appends the name to `out` with its dashes, blanks and apostrophes made one, its letters as they are.
pub(super) fn fold_marks(name: &str, out: &mut String) {
    characters(name, |c, _, _| out.push(c));
}

/// Calls `push` with every character of the folded text, in its own case, and the bytes that it stands for.
fn characters(text: &str, mut push: impl FnMut(char, usize, usize)) {
    let mut gap = Gap::default();
    let mut each = |c: char, from: usize, to: usize| {
        let class = class(c);
        match class {
            Class::Blank | Class::Hyphen | Class::Dash => gap.add(class, from, to),
            Class::Invisible => {}
            Class::Apostrophe | Class::Other => {
                if let Some((mark, from, to)) = gap.close() {
                    push(mark, from, to);
                }
                push(if matches!(class, Class::Apostrophe) { '\'' } else { c }, from, to);
            }
        }
    };
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.char_indices().for_each(|(at, c)| each(c, at, at + c.len_utf8()));
    } else {
        for (at, cluster) in text.grapheme_indices(true) {
            cluster.nfc().for_each(|c| each(c, at, at + cluster.len()));
        }
    }
    if let Some((mark, from, to)) = gap.close() {
        push(mark, from, to);
    }
}

/// Blanks and dashes in a row.
#[derive(Default)]
struct Gap {
    from: usize,
    to: usize,
    hyphens: usize,
    open: bool,
    blank_first: bool,
    blank_last: bool,
    dash: bool,
}

impl Gap {
    fn add(&mut self, class: Class, from: usize, to: usize) {
        let blank = matches!(class, Class::Blank);
        if !self.open {
            *self = Gap { from, open: true, blank_first: blank, ..Gap::default() };
        }
        self.to = to;
        self.blank_last = blank;
        self.hyphens += usize::from(matches!(class, Class::Hyphen));
        self.dash |= matches!(class, Class::Dash);
    }

    /// What the gap folds to, and the bytes it takes.
    fn close(&mut self) -> Option<(char, usize, usize)> {
        let spaced = self.hyphens == 1 && self.blank_first && self.blank_last;
        let mark = if self.dash || self.hyphens > 1 || spaced { '—' } else { ' ' };
        std::mem::take(&mut self.open).then_some((mark, self.from, self.to))
    }
}

/// Whether the text folds byte by byte: ASCII, with no two blanks or hyphens in a row.
fn is_plain(text: &[u8]) -> bool {
    let is_gap = |byte: u8| byte == b'-' || byte.is_ascii_whitespace() || byte == 0x0b;
    let mut after_gap = false;
    text.iter().all(|&byte| {
        let gap = is_gap(byte);
        let fits = byte.is_ascii() && !(gap && after_gap);
        after_gap = gap;
        fits
    })
}

/// Whether more than the case of a plain byte changes.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'-' | b'`' | 0x0b) || byte != b' ' && byte.is_ascii_whitespace()
}

fn fold_plain(byte: u8) -> char {
    match byte {
        b'-' | 0x0b => ' ',
        b'`' => '\'',
        byte if byte.is_ascii_whitespace() => ' ',
        byte => byte.to_ascii_lowercase().into(),
    }
}

#[derive(Clone, Copy)]
enum Class {
    Blank,
    Hyphen,
    Dash,
    Apostrophe,
    Invisible,
    Other,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Other,
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Class::Hyphen,
        '\u{2014}' | '\u{2015}' => Class::Dash,
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '\'' | '′' => Class::Apostrophe,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Class::Invisible,
        c if c.is_whitespace() => Class::Blank,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for spelling in ["al-Qaeda", "al Qaeda", "AL\u{2011}QAEDA", "al\nQaeda", "al-  Qaeda", "al–Qaeda"] {
            assert_eq!(fold(spelling), "al qaeda");
        }
        for apart in ["al - Qaeda", "al — Qaeda", "al—Qaeda", "al--Qaeda"] {
            assert_ne!(fold(apart), "al qaeda", "{apart}");
        }
        assert_eq!(fold("Qur’an"), fold("Qur'an"));
        assert_eq!(fold("Tu\u{308}rkiye"), fold("Türkiye"));
    }

    proptest! {
        #[test]
        fn every_stretch_leads_back_to_whole_characters(text in "\\PC{0,24}|[İßǅa\u{301} –-]{0,12}|[aB\\- \n`']{0,12}") {
            let mut folded = Folded::default();
            folded.fold(&text);
            for (start, c) in folded.text.char_indices() {
                let (from, to) = folded.original(start, start + c.len_utf8());
                prop_assert!(from <= to && text.is_char_boundary(from) && text.is_char_boundary(to));
            }
        }

        #[test]
        fn the_fast_way_folds_as_the_slow_one(text in "[aB `'\n\t-]{0,16}") {
            let mut fast = Folded::default();
            fast.fold(&text);
            let mut slow = Folded::default();
            characters(&text, |c, from, to| slow.push(c, from, to));
            prop_assert_eq!(&fast.text, &slow.text);
            for end in 1..=fast.text.len() {
                if fast.text.is_char_boundary(end) && fast.text.is_char_boundary(end - 1) {
                    prop_assert_eq!(fast.original(end - 1, end), slow.original(end - 1, end));
                }
            }
        }
    }
}
