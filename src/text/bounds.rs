//! Word boundaries of Unicode's UAX 29, with a byte path for ASCII that gives the same.

use unicode_segmentation::UnicodeSegmentation;

/// Calls `found` with start and end of every piece between two word boundaries of `chunk`, in order.
pub(super) fn pieces(chunk: &str, mut found: impl FnMut(usize, usize)) {
    if chunk.is_ascii() {
        let bytes = chunk.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            let end = ascii_piece_end(bytes, start);
            found(start, end);
            start = end;
        }
    } else {
        for (start, piece) in chunk.split_word_bound_indices() {
            found(start, start + piece.len());
        }
    }
}

/// Where the piece that begins at `start` ends.
fn ascii_piece_end(bytes: &[u8], start: usize) -> usize {
    let first = bytes[start];
    let mut at = start + 1;
    if !is_word(first) {
        let joins = |byte| (first == b' ' && byte == b' ') || (first == b'\r' && byte == b'\n');
        // Spaces stay together; CR takes one LF.
        while at < bytes.len() && joins(bytes[at]) {
            at += 1;
            if first == b'\r' {
                break;
            }
        }
        return at;
    }
    while at < bytes.len() {
        if is_word(bytes[at]) {
            at += 1;
        } else if at + 1 < bytes.len() && bridges(bytes[at - 1], bytes[at], bytes[at + 1]) {
            at += 2;
        } else {
            break;
        }
    }
    at
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether `mid` holds `left` and `right` together: WB6, WB7, WB11 and WB12.
fn bridges(left: u8, mid: u8, right: u8) -> bool {
    let letters = left.is_ascii_alphabetic() && right.is_ascii_alphabetic();
    let digits = left.is_ascii_digit() && right.is_ascii_digit();
    match mid {
        b'.' | b'\'' => letters || digits,
        b':' => letters,
        b',' | b';' => digits,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_byte_path_agrees_with_unicode(text in "[a-cA-C0-3 .,:;'_\"\r\n\t$%/@-]{0,24}") {
            let mut ours = Vec::new();
            pieces(&text, |start, end| ours.push((start, end)));
            let theirs: Vec<_> = text.split_word_bound_indices().map(|(at, piece)| (at, at + piece.len())).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
