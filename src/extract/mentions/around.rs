//! The words around a name, within its sentence.

use crate::text::{Span, run_end, sort};

/// A word beside a name, and what stands between them.
#[derive(Clone, Copy, Debug)]
pub struct Neighbour<'a> {
    pub word: &'a str,
    pub span: Span,
    /// The text between the word and the name: mostly one blank.
    pub gap: &'a str,
}

impl Neighbour<'_> {
    /// Whether nothing but blanks stands between.
    pub fn adjoins(&self) -> bool {
        self.gap.chars().all(char::is_whitespace)
    }

    /// Whether the word begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.word.starts_with(char::is_uppercase)
    }
}

/// The last word before byte `at`, not further back than `from`.
pub fn before(text: &str, from: u32, at: u32) -> Option<Neighbour<'_>> {
    let part = text.get(from as usize..at as usize)?;
    let end = part.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let start = part.get(..end)?.char_indices().rev().take_while(|&(_, c)| is_inner(c)).last()?.0;
    let start = start + part.get(start..end)?.find(char::is_alphanumeric)?;
    let at = from as usize;
    Some(Neighbour { word: part.get(start..end)?, span: Span::new(at + start, at + end), gap: part.get(end..)? })
}

/// The first word after byte `at`, not beyond `to`. A possessive `'s` is a word.
pub fn after(text: &str, at: u32, to: u32) -> Option<Neighbour<'_>> {
    let part = text.get(at as usize..to as usize)?;
    let start = run_end(part, 0, !sort::ALPHANUMERIC, |c| !c.is_alphanumeric());
    let end = run_end(part, start, sort::ALPHANUMERIC | sort::INNER, is_inner);
    let word = part.get(start..end).filter(|word| !word.is_empty())?;
    let ends_plainly = word.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
    let word = if ends_plainly { word } else { word.trim_end_matches(|c: char| !c.is_alphanumeric()) };
    let begin = at as usize + start;
    Some(Neighbour { word, span: Span::new(begin, begin + word.len()), gap: part.get(..start)? })
}

/// Whether a possessive `'s` or `'` follows.
pub fn is_possessive(text: &str, span: Span) -> bool {
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let Some(tail) = rest.strip_prefix(['\'', '’']).or_else(|| rest.strip_prefix(" ’")) else { return false };
    let s = tail.strip_prefix(['s', 'S']);
    let plural = span.of(text).ends_with(['s', 'S']);
    s.is_some_and(|tail| !tail.starts_with(char::is_alphanumeric)) || (plural && tail.starts_with(' '))
}

/// The words of a stretch, in order.
pub fn words(text: &str, span: Span) -> impl Iterator<Item = Neighbour<'_>> {
    let mut at = span.start;
    std::iter::from_fn(move || {
        let word = after(text, at, span.end)?;
        at = word.span.end;
        Some(word)
    })
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_neighbours() {
        let text = "In war-torn Kabul’s old city, Taliban said";
        let at = text.find("Kabul").unwrap() as u32;
        let left = before(text, 0, at).unwrap();
        assert_eq!((left.word, left.gap), ("war-torn", " "));
        assert_eq!(before(text, 0, left.span.start).unwrap().word, "In");
        assert!(before(text, 0, 0).is_none());
        let kabul = Span::new(at as usize, at as usize + 5);
        assert!(is_possessive(text, kabul));
        let all: Vec<&str> = words(text, Span::new(0, text.len())).map(|word| word.word).collect();
        assert_eq!(all, ["In", "war-torn", "Kabul’s", "old", "city", "Taliban", "said"]);
    }
}
