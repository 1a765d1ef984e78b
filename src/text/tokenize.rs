//! Cuts a sentence into tokens, the units of tagger, parser and triggers.
//!
//! Unicode's word boundaries say what a word is. Over them lies a layer that joins what an analyst sees as one (`U.S.`,
//! `al-Qaeda`, `10:30`) and splits what grammar sees as two (`Pakistan|'s`, `do|n't`), as the Penn Treebank does.

use super::conventions::{is_dotted_letters, is_initial};
use super::{Conventions, Span, address::address, bounds::pieces};

/// A word, number or mark of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// In the article's text.
    pub span: Span,
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Holds a letter.
    Word,
    /// Digits, perhaps with separators.
    Number,
    Punctuation,
}

/// Appends the tokens of `text[span]` to `tokens`, in order.
///
/// The conventions say which words take a full stop (`Lt.`, `Oct.` before a number); dotted letters and initials do so
/// without them.
pub fn tokenize(text: &str, span: Span, conventions: &Conventions, tokens: &mut Vec<Token>) {
    let base = span.start as usize;
    let part = span.of(text);
    let bytes = part.as_bytes();
    let mut cutter = Cutter { text: part, base, conventions, first: tokens.len(), tokens };
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        if start < at {
            cutter.chunk(start, at);
        }
        at += 1;
    }
}

/// The tokens so far and the sentence they are cut from. Positions are bytes in `text`.
struct Cutter<'a> {
    text: &'a str,
    base: usize,
    conventions: &'a Conventions,
    tokens: &'a mut Vec<Token>,
    /// Tokens before this one stand in an earlier chunk and are never joined to.
    first: usize,
}

impl Cutter<'_> {
    /// A stretch without ASCII white space.
    fn chunk(&mut self, start: usize, end: usize) {
        self.first = self.tokens.len();
        let chunk = &self.text[start..end];
        if chunk.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.words(start, end);
        } else if let Some((from, to)) = address(chunk) {
            self.pieces(start, start + from);
            self.push(start + from, start + to);
            self.first = self.tokens.len();
            self.pieces(start + to, end);
        } else {
            self.pieces(start, end);
        }
    }

    fn pieces(&mut self, start: usize, end: usize) {
        let chunk = &self.text[start..end];
        pieces(chunk, |from, to| self.piece(start + from, start + to));
    }

    fn piece(&mut self, start: usize, end: usize) {
        let piece = &self.text[start..end];
        let seen = piece.trim_start_matches(is_blank);
        if seen.is_empty() {
            self.first = self.tokens.len();
        } else if seen.starts_with(|first: char| first.is_alphanumeric() || first == '_') {
            self.parts(end - seen.len(), end);
        } else {
            self.mark(end - seen.len(), end);
        }
    }

    /// A piece with letters or digits: cut where Unicode bridges what we don't ("said.The", "a:b", "2014,2015").
    fn parts(&mut self, start: usize, end: usize) {
        let mut from = start;
        for (offset, mark) in self.text[start..end].char_indices() {
            let at = start + offset;
            if at > from && matches!(mark, '.' | ',' | ':' | ';') && self.splits(from, at, end, mark) {
                self.words(from, at);
                self.mark(at, at + 1);
                from = at + 1;
            }
        }
        self.words(from, end);
    }

    /// Whether the mark at `at` ends the word that began at `from`.
    fn splits(&self, from: usize, at: usize, end: usize, mark: char) -> bool {
        let (left, right) = (&self.text[from..at], &self.text[at + 1..end]);
        match mark {
            '.' => {
                let known = self.conventions.titles.contains(left) || self.conventions.before_number.contains(left);
                let run_on = right.starts_with(char::is_uppercase)
                    && right.chars().nth(1).is_some_and(char::is_lowercase)
                    && left.ends_with(char::is_lowercase);
                right.starts_with(char::is_alphabetic) && (known || run_on)
            }
            ',' => {
                let group = right.bytes().take_while(u8::is_ascii_digit).count();
                !(group == 3 || group == 2) || left.bytes().take_while(u8::is_ascii_digit).count() > 3
            }
            _ => true,
        }
    }

    /// A word, with what grammar splits off at its end.
    fn words(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let cut = start + clitic(word).unwrap_or(word.len());
        self.word(start, cut);
        if cut < end {
            self.push(cut, end);
        }
    }

    fn word(&mut self, start: usize, end: usize) {
        if let Some(from) = self.joined_start(start, end) {
            self.push(from, end);
        } else {
            self.push(start, end);
        }
    }

    /// Takes back the tokens that the word is joined to, and says where the joined one starts.
    fn joined_start(&mut self, start: usize, end: usize) -> Option<usize> {
        let (mark_start, mark) = self.adjacent(start, 1)?;
        let word = &self.text[start..end];
        let Some((left_start, left)) = self.adjacent(mark_start, 2) else {
            // "@handle", and "'s" in text that was cut before.
            let joins = mark == "@" || (mark.starts_with(is_apostrophe) && CLITICS.contains(&word));
            return joins.then(|| self.take_back(1, mark_start));
        };
        let digits = ends_in_digit(left) && word.starts_with(|c: char| c.is_ascii_digit());
        let wordlike = left.ends_with(|c: char| c.is_alphanumeric() || c == '.') && !left.starts_with(is_apostrophe);
        match mark {
            "'" | "’" if wordlike && matches!(word, "s" | "S") => Some(self.take_back(1, mark_start)),
            "-" | "‐" | "‑" if wordlike && !digits => Some(self.take_back(2, left_start)),
            ":" | "/" if digits => Some(self.take_back(2, left_start)),
            "&" if is_capitals(left) && is_capitals(word) => Some(self.take_back(2, left_start)),
            _ => None,
        }
    }

    /// A mark: mostly a token of its own.
    fn mark(&mut self, start: usize, end: usize) {
        let mark = &self.text[start..end];
        let joins = self.adjacent(start, 1).is_some_and(|(_, last)| match mark {
            "." => last.bytes().all(|byte| byte == b'.') || self.takes_stop(last, end),
            "-" | "–" | "—" | "*" | "=" | "~" | "#" => {
                last.ends_with(mark) && !last.starts_with(char::is_alphanumeric)
            }
            _ => false,
        });
        match self.tokens.last_mut() {
            Some(last) if joins => last.span = Span::new(last.span.start as usize, self.base + end),
            _ => self.push(start, end),
        }
    }

    /// Whether the full stop that ends at `end` belongs to the word before it.
    fn takes_stop(&self, word: &str, end: usize) -> bool {
        let after = &self.text[end..];
        // "J.-B." and "non-U.S.": what counts is what stands after the last hyphen.
        let tail = word.rsplit(['-', '‐', '‑']).next().unwrap_or(word);
        // Not the first stop of an ellipsis, save after dotted letters.
        if after.starts_with('.') && !is_dotted_letters(tail) {
            return false;
        }
        self.conventions.takes_stop(tail, after) && !(is_initial(tail) && tail.len() < word.len())
    }

    /// The `back`-th last token, where it stands in this chunk and ends at `end`.
    fn adjacent(&self, end: usize, back: usize) -> Option<(usize, &str)> {
        let index = self.tokens.len().checked_sub(back).filter(|&index| index >= self.first)?;
        let span = self.tokens[index].span;
        let (start, stop) = (span.start as usize - self.base, span.end as usize - self.base);
        (stop == end).then(|| (start, &self.text[start..stop]))
    }

    fn take_back(&mut self, count: usize, start: usize) -> usize {
        self.tokens.truncate(self.tokens.len() - count);
        start
    }

    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            let kind = kind(&self.text[start..end]);
            self.tokens.push(Token { span: Span::new(self.base + start, self.base + end), kind });
        }
    }
}

/// What follows an apostrophe and is a token with it.
const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// Where the clitic of `word` begins: `'s`, `n't`, `'re`, `'ve`, `'ll`, `'d`, `'m`, and the `not` of `cannot`.
fn clitic(word: &str) -> Option<usize> {
    if word.eq_ignore_ascii_case("cannot") {
        return Some(3);
    }
    let (at, mark) = word.char_indices().rfind(|&(_, c)| is_apostrophe(c))?;
    let tail = &word[at + mark.len_utf8()..];
    if CLITICS.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)) {
        return (at > 0).then_some(at);
    }
    let negated = tail.eq_ignore_ascii_case("t") && word[..at].ends_with(['n', 'N']);
    (negated && at > 1).then(|| at - 1)
}

fn kind(token: &str) -> TokenKind {
    if token.bytes().all(|byte| byte.is_ascii_alphabetic()) || token.contains(char::is_alphabetic) {
        TokenKind::Word
    } else if token.contains(char::is_numeric) {
        TokenKind::Number
    } else {
        TokenKind::Punctuation
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn ends_in_digit(token: &str) -> bool {
    token.ends_with(|c: char| c.is_ascii_digit())
}

fn is_capitals(token: &str) -> bool {
    token.len() <= 3 && token.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// White space and characters that print nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn conventions() -> Conventions {
        let set = |words: &[&str]| words.iter().map(|word| word.to_string()).collect();
        Conventions {
            titles: set(&["Lt", "Gen", "Mr"]),
            abbreviations: set(&["Inc", "Ph.D"]),
            before_number: set(&["No", "Oct"]),
            ..Conventions::default()
        }
    }

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &conventions(), &mut tokens);
        tokens.iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn table() {
        // Tokens are parted by a bar; white space between them is left out.
        let cases = [
            "Tehrik-e-Taliban|Pakistan|(|TTP|)|said|.",
            "al-Qaeda|'s|men|cross-border",
            "Pakistan|’s|U.S.-led|non-U.S.|allies",
            "the|militants|'|camp",
            "They|do|n't|know|;|we|'re|here|,|I|can|not",
            "do|n’t|o'clock|O'Brien|Sana'a",
            "Lt.|Gen.|Khan|met|Mr.|J.|R.|Smith|.",
            "at|9|p.m.|on|Oct.|10|.",
            "No.|5|,|but|the|answer|is|No|.",
            "the|U.S.|left|the|U.S.",
            "the|U.S.|'s|plan|B|.",
            "1,200|men|and|3.5|%|of|$|7",
            "2014|,|2015|and|1,00,000",
            "wait|...|and|…|then|--|or|—|so",
            "see|https://example.org/a?b=1,2|,|or|(|www.example.org|)|.",
            "desk@example.org|,|@khabar",
            "on|2025-10-09|,|11|-|12|October|,|9/11|at|10:30",
            "F-16|and|a|20-year-old|,|mid-2025",
            "he|said|.|The|man",
            "and|/|or|AT&T|,|R&D",
            "“|Why|?|”|she|asked|(|him|)",
            "Ph.D.|at|Acme|Inc.",
            "the|1990s|,|F-16|'s|wing",
            "Lt.|Gen.|Faiz",
            "caf\u{e9}|e\u{301}te\u{301}|👍🏽|!",
        ];
        for case in cases {
            let expected: Vec<_> = case.split('|').filter(|token| !token.is_empty()).collect();
            assert_eq!(words(&expected.join(" ")), expected, "spaced: {case}");
        }
    }

    #[test]
    fn closed_up() {
        let cases = [
            ("\"We're al-Qaeda's,\" he said.", "\"|We|'re|al-Qaeda|'s|,|\"|he|said|."),
            ("(TTP).", "(|TTP|)|."),
            ("said.The", "said|.|The"),
            ("Lt.Gen. Khan", "Lt.|Gen.|Khan"),
            ("the U.S.'s plan", "the|U.S.|'s|plan"),
            ("militants' camp", "militants|'|camp"),
            ("1,200 men—3.5%", "1,200|men|—|3.5|%"),
            ("wait...what", "wait|...|what"),
            ("F-16's", "F-16|'s"),
            ("(https://a.example/b).", "(|https://a.example/b|)|."),
            ("2025-10-09T10:30", "2025-10-09|T10:30"),
            ("Reuters:The", "Reuters|:|The"),
            ("a\u{a0}b\u{200b}", "a|b"),
            ("Kabul–Islamabad", "Kabul|–|Islamabad"),
            ("in 2014,2015", "in|2014|,|2015"),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text).join("|"), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_and_cover_all_that_prints(text in "([a-zA-Z0-9'’.,:;@/& -]|\\PC|[\r\n\t]){0,40}") {
            let mut tokens = Vec::new();
            tokenize(&text, Span::new(0, text.len()), &conventions(), &mut tokens);
            let mut end = 0;
            for token in &tokens {
                let (from, to) = (token.span.start as usize, token.span.end as usize);
                prop_assert!(from < to && text.get(from..to).is_some());
                prop_assert!(text[end..from].chars().all(is_blank), "lost {:?}", &text[end..from]);
                end = to;
            }
            prop_assert!(text[end..].chars().all(is_blank));
        }
    }
}
