//! Byte offsets to offsets in Unicode code points, in one pass over a text.

use crate::text::Span;

/// Marks of how many code points lie before each `STEP`-th byte of a text.
///
/// A lookup counts at most `STEP` bytes from the nearest mark, so a whole article costs one pass and little memory.
pub struct Offsets<'a> {
    text: &'a str,
    /// `None` for ASCII, where both kinds of offset are the same.
    marks: Option<Vec<u32>>,
}

const STEP: usize = 128;

impl<'a> Offsets<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Offsets<'a> {
        if text.is_ascii() {
            return Offsets { text, marks: None };
        }
        let mut seen = 0;
        let marks = text.as_bytes().chunks(STEP).map(|chunk| {
            let before = seen;
            seen += starts(chunk);
            before
        });
        Offsets { text, marks: Some(marks.collect()) }
    }

    /// The code points before a byte offset; beyond the text: all of them.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let Some(marks) = &self.marks else { return byte as u32 };
        match marks.get(byte / STEP) {
            Some(before) => before + starts(&self.text.as_bytes()[byte - byte % STEP..byte]),
            // The end of a text whose length is a multiple of `STEP`.
            None => marks.last().map_or(0, |before| before + starts(&self.text.as_bytes()[byte - STEP..byte])),
        }
    }

    /// Start and end of a span in code points.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }

    /// The span from one code point to another; none where the text has not as many.
    pub fn bytes(&self, start: u32, end: u32) -> Option<Span> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        (start <= end).then(|| Span::new(start, end))
    }

    /// Where a code point begins; its end for the one after the last.
    fn byte(&self, point: u32) -> Option<usize> {
        let Some(marks) = &self.marks else { return Some(point as usize).filter(|&byte| byte <= self.text.len()) };
        let step = marks.partition_point(|&before| before <= point).checked_sub(1)?;
        let mut left = point - marks.get(step)?;
        let bytes = self.text.as_bytes();
        for byte in step * STEP..bytes.len() {
            if bytes.get(byte).is_some_and(|byte| byte & 0xC0 != 0x80) {
                if left == 0 {
                    return Some(byte);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(bytes.len())
    }
}

/// How many characters begin in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,400}", at in any::<prop::sample::Index>()) {
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let byte = bounds[at.index(bounds.len())];
            let offsets = Offsets::new(&text);
            let point = text[..byte].chars().count() as u32;
            prop_assert_eq!(offsets.at(byte as u32), point);
            prop_assert_eq!(offsets.bytes(0, point), Some(Span::new(0, byte)));
            prop_assert_eq!(offsets.bytes(0, text.chars().count() as u32 + 1), None);
        }
    }

    #[test]
    fn the_end_of_a_text_that_fills_its_last_step() {
        let text = "é".repeat(STEP);
        assert_eq!(Offsets::new(&text).at(text.len() as u32), STEP as u32);
        assert_eq!(Offsets::new("").at(7), 0);
    }
}
