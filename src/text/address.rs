//! Finds web and mail addresses and ISO dates, which are one token whatever marks they hold.

/// Start and end of the address or date in a stretch without white space.
pub(super) fn address(chunk: &str) -> Option<(usize, usize)> {
    let bytes = chunk.as_bytes();
    let (start, end) = if let Some(at) = chunk.find("://") {
        let scheme = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        (at - scheme, chunk.len())
    } else if let Some(at) = chunk.find("www.") {
        let free = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        (at, if free { chunk.len() } else { at })
    } else {
        mail(bytes).or_else(|| iso_date(bytes))?
    };
    let end = start + chunk[start..end].trim_end_matches(closes).len();
    (start < end).then_some((start, end))
}

fn mail(bytes: &[u8]) -> Option<(usize, usize)> {
    let at = memchr::memchr(b'@', bytes)?;
    let local = bytes[..at].iter().rev().take_while(|&&byte| in_mail(byte)).count();
    let domain = bytes[at + 1..].iter().take_while(|&&byte| in_mail(byte)).count();
    let dotted = memchr::memchr(b'.', &bytes[at + 1..at + 1 + domain]).is_some_and(|dot| dot > 0 && dot + 1 < domain);
    (local > 0 && dotted).then_some((at - local, at + 1 + domain))
}

/// `2025-10-09`, where `11-12` is a range.
fn iso_date(bytes: &[u8]) -> Option<(usize, usize)> {
    let dash = memchr::memchr(b'-', bytes)?;
    let start = dash.checked_sub(4)?;
    let date = bytes.get(start..start + 10)?;
    let fits = date.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (fits && !digit(start + 10) && (start == 0 || !digit(start - 1))).then_some((start, start + 10))
}

fn in_mail(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%')
}

/// Marks of the sentence around an address.
fn closes(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '>' | '"' | '\'' | '’' | '”' | '»')
}
