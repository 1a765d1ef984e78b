//! Cuts a text into lines, and joins the lines of paragraphs that were broken at a fixed width.

use crate::text::Span;

/// The lines of `text[from..]` that are not blank, hard-wrapped paragraphs as one, in order. Breaks are LF, CRLF or CR.
pub(super) fn paragraphs(text: &str, from: usize) -> Vec<Span> {
    let lines = lines(text, from);
    let width = wrap_width(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut last: Option<Span> = None;
    for line in lines {
        if is_blank(text, line) {
            last = None;
            continue;
        }
        let goes_on = last.is_some_and(|last| width.is_some_and(|width| continues(text, last, line, width)));
        match paragraphs.last_mut() {
            Some(paragraph) if goes_on => *paragraph = paragraph.join(line),
            _ => paragraphs.push(line),
        }
        last = Some(line);
    }
    paragraphs
}

/// All lines of `text[from..]`, without their breaks.
pub(super) fn lines(text: &str, from: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = from;
    for at in memchr::memchr2_iter(b'\n', b'\r', &bytes[from.min(bytes.len())..]).map(|at| at + from) {
        if bytes[at] == b'\n' && at > from && bytes[at - 1] == b'\r' {
            start = at + 1;
            continue;
        }
        lines.push(Span::new(start, at));
        start = at + 1;
    }
    if start < bytes.len() {
        lines.push(Span::new(start, bytes.len()));
    }
    lines
}

fn is_blank(text: &str, line: Span) -> bool {
    line.of(text).chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Narrower text than this is a list, wider is not broken by hand.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// The width that the text was broken at, if it was: then most lines are so full that the next word had no room.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let widest = lines.iter().filter(|line| !is_blank(text, **line)).map(|line| width(text, *line)).max()?;
    if !WIDTHS.contains(&widest) {
        return None;
    }
    let pairs = || lines.windows(2).filter(|pair| !is_blank(text, pair[0]) && !is_blank(text, pair[1]));
    let (all, full) = (pairs().count(), pairs().filter(|pair| is_full(text, pair[0], pair[1], widest)).count());
    // The last line of a paragraph that is followed by no blank line is never full.
    (full >= 2 && full * 10 >= all * 6).then_some(widest)
}

/// Whether `next` goes on with the paragraph of `line`.
fn continues(text: &str, line: Span, next: Span, width: usize) -> bool {
    let indent = |span: Span| span.of(text).chars().take_while(|c| c.is_whitespace()).count();
    is_full(text, line, next, width) && indent(next) <= indent(line).max(1) && !opens_item(next.of(text))
}

/// Whether the first word of `next` had no room on `line`.
fn is_full(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().map_or(0, |word| word.chars().count());
    // Four to spare: editors differ in what they count.
    self::width(text, line) + 1 + word + 4 > width
}

fn width(text: &str, line: Span) -> usize {
    line.of(text).trim_end().chars().count()
}

/// Whether a line begins with a bullet or a number.
pub(super) fn opens_item(line: &str) -> bool {
    marker_length(line.trim_start()) > 0
}

/// Bytes of the bullet or number that a line begins with, white space after it included; 0 if there is none.
fn marker_length(line: &str) -> usize {
    let mut chars = line.chars();
    let rest = match chars.next() {
        Some('-' | '*' | '•' | '·' | '▪' | '●' | '◦' | '‣' | '■' | '►' | '▶' | '➤' | '✓') => {
            chars.as_str()
        }
        Some(first) if first.is_ascii_digit() => {
            let rest = chars.as_str().trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = line.len() - rest.len();
            match rest.strip_prefix(['.', ')']) {
                Some(rest) if digits <= 2 => rest,
                _ => return 0,
            }
        }
        _ => return 0,
    };
    let text = rest.trim_start();
    if text.len() < rest.len() && !text.is_empty() { line.len() - text.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<&str> {
        paragraphs(text, 0).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn breaks_of_every_kind() {
        assert_eq!(of("a\r\nb\rc\n\n\r\n  \nd"), ["a", "b", "c", "d"]);
        assert_eq!(of(""), [""; 0]);
        assert_eq!(of("\n\n"), [""; 0]);
    }

    #[test]
    fn wrapped_paragraphs_are_one() {
        let text = "Border posts reopen after talks\n\
                    The crossing that was closed for nineteen days opened again\n\
                    on Monday, traders on both sides said, and trucks began to\n\
                    move before noon.\n\
                    Officials gave no reason for the delay, which had cost the\n\
                    fruit growers of the valley most of their early harvest.\n\
                    - a list item that stands alone\n";
        let of = of(text);
        assert_eq!(of.len(), 4, "{of:?}");
        assert!(of[1].starts_with("The crossing") && of[1].ends_with("before noon."));
        assert!(of[2].ends_with("early harvest."));
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let line =
            "One sentence that goes on for a while and then a little longer than any editor would break it, surely.";
        let text = format!("{line} {line}\n{line}\n{line}\n");
        assert_eq!(of(&text).len(), 3);
    }

    #[test]
    fn markers() {
        for (line, length) in
            [("- a", 2), ("•\ta", 4), ("12. a", 4), ("1) a", 3), ("2014 a", 0), ("-a", 0), ("3.5 a", 0)]
        {
            assert_eq!(marker_length(line), length, "{line}");
        }
    }

    proptest! {
        #[test]
        fn every_line_that_is_not_blank_is_in_one_paragraph(text in "([a-c \t.é]{0,50}(\n|\r\n|\r)?){0,12}") {
            let paragraphs = paragraphs(&text, 0);
            let mut end = 0;
            for paragraph in &paragraphs {
                prop_assert!(paragraph.start >= end);
                prop_assert!(text[end as usize..paragraph.start as usize].trim().is_empty());
                end = paragraph.end;
            }
            prop_assert!(text[end as usize..].trim().is_empty());
        }
    }
}
