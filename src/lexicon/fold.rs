//! The form in which names are compared: NFC, lower case, every dash and white space one blank, one kind of apostrophe.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

/// A text in folded form, with the way back to the original.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub text: String,
    /// For each byte of `text` where its character begins and ends in the original.
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Folded {
    /// Folds `text` into the buffers, which are reused.
    pub fn fold(&mut self, text: &str) {
        self.text.clear();
        self.from.clear();
        self.to.clear();
        if text.is_ascii() || is_nfc(text) {
            for (at, c) in text.char_indices() {
                self.push(c, at, at + c.len_utf8());
            }
        } else {
            for (at, cluster) in text.grapheme_indices(true) {
                for c in cluster.nfc() {
                    self.push(c, at, at + cluster.len());
                }
            }
        }
    }

    fn push(&mut self, c: char, from: usize, to: usize) {
        match class(c) {
            Class::Blank if self.text.ends_with(' ') => {
                if let Some(last) = self.to.last_mut() {
                    *last = to as u32;
                }
                return;
            }
            Class::Blank => self.text.push(' '),
            Class::Apostrophe => self.text.push('\''),
            Class::Invisible => return,
            Class::Other if c.is_ascii() => self.text.push(c.to_ascii_lowercase()),
            Class::Other => self.text.extend(c.to_lowercase()),
        }
        self.from.resize(self.text.len(), from as u32);
        self.to.resize(self.text.len(), to as u32);
    }

    /// The original bytes behind a stretch of the folded text.
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.from.get(start).copied().unwrap_or(0) as usize;
        let to = end.checked_sub(1).and_then(|last| self.to.get(last)).copied().unwrap_or(0) as usize;
        (from, to.max(from))
    }
}

/// A name or text in folded form, without blanks at its ends.
pub fn fold(name: &str) -> String {
    let mut folded = Folded::default();
    folded.fold(name);
    folded.text.trim().to_owned()
}

/// The name with its dashes, blanks and apostrophes made one, its letters as they are.
pub(super) fn fold_marks(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfc() {
        match class(c) {
            Class::Blank if out.ends_with(' ') => {}
            Class::Blank => out.push(' '),
            Class::Apostrophe => out.push('\''),
            Class::Invisible => {}
            Class::Other => out.push(c),
        }
    }
    out
}

enum Class {
    Blank,
    Apostrophe,
    Invisible,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Class::Blank,
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
        for spelling in ["al-Qaeda", "al Qaeda", "AL\u{2011}QAEDA", "al\nQaeda", "al -  Qaeda"] {
            assert_eq!(fold(spelling), "al qaeda");
        }
        assert_eq!(fold("Qur’an"), fold("Qur'an"));
        assert_eq!(fold("Tu\u{308}rkiye"), fold("Türkiye"));
    }

    proptest! {
        #[test]
        fn every_stretch_leads_back_to_whole_characters(text in "\\PC{0,24}|[İßǅa\u{301} -]{0,12}") {
            let mut folded = Folded::default();
            folded.fold(&text);
            for (start, c) in folded.text.char_indices() {
                let (from, to) = folded.original(start, start + c.len_utf8());
                prop_assert!(from <= to && text.is_char_boundary(from) && text.is_char_boundary(to));
            }
        }
    }
}
