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
    /// Where the two cease to run alike, in order; none where they run byte by byte.
    turns: Vec<Turn>,
}

/// From a byte of the folded text on, what stands there in the original.
#[derive(Clone, Copy, Debug)]
struct Turn {
    at: u32,
    from: u32,
    /// Of a stretch that is shorter or longer than its original: where that ends. Of one that runs byte by byte: none.
    to: Option<u32>,
}

impl Folded {
    /// Folds `text` into the buffers, which are reused.
    pub fn fold(&mut self, text: &str) {
        let mut out = std::mem::take(&mut self.text).into_bytes();
        out.clear();
        self.turns.clear();
        let mut folding = Folding { out, turns: &mut self.turns };
        if is_plain(text.as_bytes()) {
            folding.out.extend(text.bytes().map(fold_plain));
        } else if is_composed(text) {
            folding.by_stretches(text);
        } else {
            characters(text, |c, from, to| folding.character(c, from, to));
        }
        // Whole characters were put in, so that nothing is lost here.
        self.text = String::from_utf8(folding.out).unwrap_or_default();
    }

    /// The original bytes behind a stretch of the folded text.
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.turn(start).map_or(start, |turn| match turn.to {
            None => turn.from as usize + start - turn.at as usize,
            Some(_) => turn.from as usize,
        });
        let to = end.checked_sub(1).and_then(|last| self.turn(last)).map_or(end, |turn| match turn.to {
            None => turn.from as usize + end - turn.at as usize,
            Some(to) => to as usize,
        });
        (from, to.max(from))
    }

    /// The turn that holds at a byte; none before the first.
    fn turn(&self, at: usize) -> Option<Turn> {
        let upto = self.turns.partition_point(|turn| turn.at as usize <= at);
        self.turns.get(upto.checked_sub(1)?).copied()
    }
}

/// A text being folded.
struct Folding<'a> {
    out: Vec<u8>,
    turns: &'a mut Vec<Turn>,
}

impl Folding<'_> {
    /// Folds a text in NFC: at once what folds byte by byte, what stands between by itself.
    fn by_stretches(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let length = plain_length(rest);
            if let Some(plain) = rest.get(..length).filter(|plain| !plain.is_empty()) {
                self.runs_alike(at);
                self.out.extend(plain.iter().map(|&byte| fold_plain(byte)));
            }
            at += length;
            at = self.gap_or_character(text, at);
        }
    }

    /// Folds the blanks and dashes at a byte, or the one character that stands there, and says where the text goes on.
    fn gap_or_character(&mut self, text: &str, at: usize) -> usize {
        let mut gap = Gap::default();
        let mut end = at;
        for c in text.get(at..).unwrap_or_default().chars() {
            let (class, from, to) = (class(c), end, end + c.len_utf8());
            match class {
                Class::Blank | Class::Hyphen | Class::Dash => gap.add(class, from, to),
                Class::Invisible => {}
                Class::Apostrophe | Class::Other if from > at => break,
                Class::Apostrophe => {
                    self.character('\'', from, to);
                    return to;
                }
                Class::Other => {
                    self.character(c, from, to);
                    return to;
                }
            }
            end = to;
        }
        if let Some((mark, from, to)) = gap.close() {
            self.character(mark, from, to);
        }
        end
    }

    /// Puts a character that stands for some bytes of the original.
    fn character(&mut self, c: char, from: usize, to: usize) {
        let at = self.out.len();
        c.to_lowercase().for_each(|c| self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
        match self.out.len() - at == to - from {
            true => self.turns_at(at, from, None),
            false => self.turns_at(at, from, Some(to as u32)),
        }
    }

    /// What is put next runs byte by byte from a byte of the original.
    fn runs_alike(&mut self, from: usize) {
        self.turns_at(self.out.len(), from, None);
    }

    fn turns_at(&mut self, at: usize, from: usize, to: Option<u32>) {
        let goes_on = match self.turns.last() {
            None => at == from,
            Some(last) => last.to.is_none() && last.from as usize + at - last.at as usize == from,
        };
        if to.is_some() || !goes_on {
            self.turns.push(Turn { at: at as u32, from: from as u32, to });
        }
    }
}

/// A name or text in folded form, without blanks at its ends.
pub fn fold(name: &str) -> String {
    // Thousands of words stand in dictionaries as they fold.
    if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return name.to_owned();
    }
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
    if is_composed(text) {
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
    // Two slices, and no way out of the loop: many bytes are looked at together.
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    text.is_ascii() && pairs.fold(0, |two, (&one, &next)| two | u8::from(is_gap(one)) & u8::from(is_gap(next))) == 0
}

/// How long the text folds byte by byte.
fn plain_length(text: &[u8]) -> usize {
    let mut length = 0;
    loop {
        let letters = text.iter().skip(length).take_while(|byte| byte.is_ascii() && !is_gap(**byte)).count();
        length += letters;
        let alone = |next: &u8| next.is_ascii() && !is_gap(*next);
        match text.get(length) {
            Some(mark) if mark.is_ascii() && text.get(length + 1).is_none_or(alone) => length += 1,
            _ => return length,
        }
    }
}

/// Whether the text is surely in NFC, and at a glance: of letters that come before the combining ones, and common marks.
fn is_composed(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|&byte| byte >= FIRST_COMBINING) {
        match rest.get(at..) {
            // From the hyphens to the angled quotation marks.
            Some([0xE2, 0x80, 0x90..=0xBF, after @ ..]) => rest = after,
            _ => return is_nfc_quick(text.chars()) == IsNormalized::Yes,
        }
    }
    true
}

/// The first byte of U+0300 in UTF-8.
const FIRST_COMBINING: u8 = 0xCC;

fn is_gap(byte: u8) -> bool {
    (byte == b'-') | (byte == b' ') | (byte.wrapping_sub(b'\t') <= b'\r' - b'\t')
}

fn fold_plain(byte: u8) -> u8 {
    match byte {
        b'`' => b'\'',
        byte if is_gap(byte) => b' ',
        byte => byte.to_ascii_lowercase(),
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
        fn the_fast_way_folds_as_the_slow_one(text in "[aB `'\n\t-]{0,16}|[aBÉİẞ `’“\u{a0}\u{200b}\n–—-]{0,16}") {
            let mut fast = Folded::default();
            fast.fold(&text);
            let mut slow = Folded::default();
            let mut folding = Folding { out: Vec::new(), turns: &mut slow.turns };
            characters(&text, |c, from, to| folding.character(c, from, to));
            slow.text = String::from_utf8(folding.out).unwrap();
            prop_assert_eq!(&fast.text, &slow.text);
            for (start, c) in fast.text.char_indices() {
                let end = start + c.len_utf8();
                prop_assert_eq!(fast.original(start, end), slow.original(start, end));
            }
        }
    }
}
