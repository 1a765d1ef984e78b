//! Cuts an article's content blocks into sentences.

use super::conventions::{is_dotted_letters, is_initial};
use super::{Article, Conventions, Span};

/// A sentence of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Trimmed of white space, bullets and heading marks; the dateline is not part of it.
    pub span: Span,
    /// Index into the article's blocks.
    pub block: u32,
}

/// The sentences of all content blocks, in order. Quotations of several sentences are cut inside.
pub fn segment(article: &Article, conventions: &Conventions) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let dateline = article.dateline.as_ref().map(|dateline| dateline.span);
    for (block, index) in article.blocks.iter().zip(0u32..).filter(|(block, _)| block.kind.is_content()) {
        let begins =
            dateline.filter(|dateline| block.span.contains(*dateline)).map_or(block.span.start, |span| span.end);
        let (from, to) = (begins as usize, block.span.end as usize);
        let text = article.text.get(from..to).unwrap_or_default();
        for_each_sentence(text, conventions, |start, end| {
            sentences.push(Sentence { span: Span::new(from + start, from + end), block: index });
        });
    }
    sentences
}

/// Calls `found` with start and end of every sentence of a paragraph.
fn for_each_sentence(text: &str, conventions: &Conventions, mut found: impl FnMut(usize, usize)) {
    let mut start = text.len() - without_marks(text).len();
    let mut at = start;
    while let Some(stop) = next_stop(text, at) {
        let run = run_end(text, stop);
        let end = run + closers(&text[run..]);
        at = end.max(run);
        if ends(text, start, Stop { at: stop, run, end }, conventions) {
            emit(text, start, end, &mut found);
            start = end;
        }
    }
    emit(text, start, text.len(), &mut found);
}

fn emit(text: &str, start: usize, end: usize, found: &mut impl FnMut(usize, usize)) {
    let sentence = &text[start..end];
    let trimmed = sentence.trim_start();
    let start = end - trimmed.len();
    let length = trimmed.trim_end().len();
    if trimmed.contains(char::is_alphanumeric) {
        found(start, start + length);
    }
}

/// The text without bullets, heading and quotation marks of Markdown, and white space at its start.
fn without_marks(text: &str) -> &str {
    let trimmed = text.trim_start();
    let bare = trimmed.trim_start_matches(['-', '*', '•', '·', '▪', '●', '◦', '‣', '■', '►', '▶', '➤', '✓', '#', '>']);
    let rest = bare.trim_start();
    // "-5" and "*word*" keep their mark.
    if rest.len() < bare.len() { rest } else { trimmed }
}

/// A full stop, question or exclamation mark or an ellipsis.
struct Stop {
    at: usize,
    /// After all marks of its kind.
    run: usize,
    /// After the quotation marks and brackets that close there.
    end: usize,
}

fn next_stop(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| MAY_STOP[usize::from(*byte)])?;
        if bytes[at] != 0xE2 || text[at..].starts_with('…') {
            return Some(at);
        }
        // The first byte of a dash or a quotation mark; each has three.
        at += 3;
    }
}

/// Bytes that may begin a stop: looked up, as every byte of every text is asked.
const MAY_STOP: [bool; 256] = {
    let mut stops = [false; 256];
    stops[b'.' as usize] = true;
    stops[b'!' as usize] = true;
    stops[b'?' as usize] = true;
    stops[0xE2] = true;
    stops
};

/// The end of a run of stops; `. . .` is one.
fn run_end(text: &str, stop: usize) -> usize {
    let mut end = stop;
    while let Some(next) = text[end..].chars().next().filter(|c| matches!(c, '.' | '!' | '?' | '…')) {
        end += next.len_utf8();
        if text[end..].starts_with(" .") && next == '.' {
            end += 1;
        }
    }
    end
}

/// Bytes of the quotation marks and brackets that close directly after a stop.
fn closers(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(['"', '\'', '”', '’', ')', ']', '»', '}', '*']).len()
}

/// Whether a sentence that began at `start` ends with this stop.
fn ends(text: &str, start: usize, stop: Stop, conventions: &Conventions) -> bool {
    let rest = &text[stop.end..];
    let after = rest.trim_start();
    let Some(first) = after.chars().next() else { return true };
    let next = after.trim_start_matches(is_opener);
    let head = next.chars().next().unwrap_or(first);
    let before = word_before(&text[start..stop.at]);
    if after.len() == rest.len() {
        return is_run_on(before, &text[stop.at..stop.end], rest);
    }
    if head.is_lowercase() || matches!(first, ',' | ';' | ':') {
        return false;
    }
    let next_word = next.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').next().unwrap_or_default();
    match &text[stop.at..stop.run] {
        "." => full_stop_ends(text, start, before, next, next_word, conventions),
        _ if stop.end > stop.run => !is_attribution(next, conventions),
        _ => true,
    }
}

/// Marks that may stand before the first word of a sentence.
fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '(' | '[' | '«' | '{' | '¿' | '¡' | '*' | '_')
}

/// The word that a stop stands at, with the stops inside it.
fn word_before(text: &str) -> &str {
    let from = text.rfind(|c: char| c.is_whitespace() || is_opener(c) || matches!(c, '—' | '–' | '/' | ','));
    from.map_or(text, |at| text[at..].trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a stop without a space after it ends a sentence all the same: `said.The`, `no."He`.
fn is_run_on(before: &str, stop: &str, rest: &str) -> bool {
    let mut chars = rest.trim_start_matches(is_opener).chars();
    let capital =
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    let word = before.len() > 2 && !before.contains('.') && before.chars().all(|c| c.is_lowercase() || c == '-');
    let quote = stop.ends_with(['"', '”', ')']);
    capital && (word || quote)
}

fn full_stop_ends(
    text: &str,
    start: usize,
    before: &str,
    next: &str,
    next_word: &str,
    conventions: &Conventions,
) -> bool {
    let tail = before.rsplit(['-', '‐', '‑']).next().unwrap_or(before);
    let starter = conventions.starters.contains(&next_word.to_lowercase());
    let number = next.starts_with(|c: char| c.is_ascii_digit());
    if conventions.titles.contains(tail) {
        return false;
    }
    if number && conventions.before_number.contains(tail) {
        return false;
    }
    // "1. Security" is the number of a heading.
    if matches!(before.len(), 1 | 2)
        && before.bytes().all(|byte| byte.is_ascii_digit())
        && text[start..].starts_with(before)
    {
        return false;
    }
    if is_initial(tail) {
        return starter && next_word != "I";
    }
    if conventions.abbreviations.contains(tail) || is_dotted_letters(tail) {
        let lower = next_word.to_lowercase();
        let named = conventions.weekdays.contains_key(&lower) || conventions.months.contains_key(&lower);
        let small = tail.starts_with(char::is_lowercase);
        let zone = next_word.len() > 1 && next_word.chars().all(char::is_uppercase);
        return starter || (small && !named && !zone && !number);
    }
    true
}

/// Whether words after a quotation's `?` or `!` say whose it is: `the colonel asked`, `Mr. Khan said`.
fn is_attribution(next: &str, conventions: &Conventions) -> bool {
    // A bound, so that a text without commas is not read again at every mark.
    let near = next.char_indices().nth(120).map_or(next, |(end, _)| &next[..end]);
    let clause = near.split([',', ';', ':', '“', '"']).next().unwrap_or(near);
    let mut words = clause.split_whitespace().take(5).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.any(|word| conventions.speech.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn conventions() -> Conventions {
        let set = |words: &[&str]| words.iter().map(|word| word.to_string()).collect();
        Conventions {
            titles: set(&["Lt", "Gen", "Mr", "Dr"]),
            abbreviations: set(&["Inc", "etc", "p.m", "Jr"]),
            before_number: set(&["No", "Oct"]),
            starters: set(&["the", "he", "it", "in", "they"]),
            speech: set(&["asked", "said"]),
            weekdays: [("friday".to_owned(), jiff::civil::Weekday::Friday)].into_iter().collect(),
            ..Conventions::default()
        }
    }

    fn sentences(text: &str) -> Vec<&str> {
        let mut sentences = Vec::new();
        for_each_sentence(text, &conventions(), |start, end| sentences.push(&text[start..end]));
        sentences
    }

    #[test]
    fn table() {
        let cases = [
            "The U.S. Army left.| The U.S. sent them.| It came from the U.S.| The end.",
            "Lt. Gen. Khan met Mr. J. R. Smith at 9 p.m. Friday.| He left at 5 p.m.| Police came.",
            "It fell on Oct. 10.| No. 5 won.| The answer is No.| They left.",
            "“We came. |We saw.”| He left.",
            "“Why?” the colonel asked.| “Who?”| In May it ended.",
            "He said “stop!” and left.| It cost 3.5 million.| See example.com for more.",
            "1. Security and order",
            "They came ... and went.| He paused…| The end . . . was near.",
            "(It was late.)| He slept.",
            "Acme Inc. Chairman Khan spoke.| It was so.",
            "It was “a return”.| Then “it ended”. | He left .| They went.",
            "Plan B.| The other plan.",
            "it was lower. case after",
            "A heading without a stop",
        ];
        for case in cases {
            let text = case.replace('|', "");
            let expected: Vec<_> = case.split('|').map(str::trim).collect();
            assert_eq!(sentences(&text), expected, "{text}");
        }
    }

    #[test]
    fn marks_and_run_ons() {
        assert_eq!(sentences("- Tie trade to acts."), ["Tie trade to acts."]);
        assert_eq!(sentences("## The road"), ["The road"]);
        assert_eq!(sentences("-5 degrees"), ["-5 degrees"]);
        assert_eq!(sentences("He said.The man left."), ["He said.", "The man left."]);
        assert_eq!(sentences("\"No.\"He left."), ["\"No.\"", "He left."]);
        assert_eq!(sentences("..."), [""; 0]);
        assert_eq!(sentences("The U.S.-led force. "), ["The U.S.-led force."]);
    }

    proptest! {
        #[test]
        fn sentences_lie_in_order_and_lose_no_word(text in "([A-Za-z]{1,4}|[.!?…\"”“() ’'-]|\\PC|é|\n){0,40}") {
            let mut end = 0;
            let mut spans = Vec::new();
            for_each_sentence(&text, &conventions(), |start, end| spans.push((start, end)));
            for (from, to) in spans {
                prop_assert!(from >= end && from < to && text.get(from..to).is_some());
                prop_assert!(!text[end..from].contains(char::is_alphanumeric));
                end = to;
            }
            prop_assert!(!text[end..].contains(char::is_alphanumeric));
        }
    }
}
