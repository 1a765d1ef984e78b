//! What the model sees of a word: a hash of its form, its endings, and its shape.

/// A word as numbers, made once a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the form in lower case, digits as one, apostrophes as one.
    pub low: u64,
    /// Its last two and three bytes in lower case.
    pub endings: [u32; 2],
    /// Its first two bytes in lower case.
    pub beginning: u32,
    /// Capitals, digits and marks; together with the letter case of the whole sentence.
    pub shape: u8,
}

const ROUND: u64 = 0x9e37_79b9_7f4a_7c15;
const LOWER: u8 = 1;
const TITLE: u8 = 2;
const CAPITALS: u8 = 3;
const MIXED: u8 = 4;

/// Fills `out` with the sentence's words.
pub fn read(words: &[&str], out: &mut Vec<Word>) {
    out.clear();
    out.extend(words.iter().map(|word| one(word)));
    let case = sentence_case(out);
    for word in out.iter_mut() {
        word.shape |= case << 6;
    }
}

/// Headlines write Most Words So, or SO: a capital says little there.
fn sentence_case(words: &[Word]) -> u8 {
    let count = |of: &[u8]| words.iter().filter(|w| of.contains(&(w.shape & 7))).count();
    let (lower, title, capitals) = (count(&[LOWER]), count(&[TITLE, MIXED]), count(&[CAPITALS]));
    if capitals > 2 && capitals > 3 * (lower + title) {
        2
    } else if title + capitals > 2 && title + capitals > 2 * lower {
        1
    } else {
        0
    }
}

fn one(word: &str) -> Word {
    let mut low = ROUND;
    let (mut upper, mut lower, mut digits, mut others, mut hyphens) = (0u32, 0u32, 0u32, 0u32, 0u32);
    let mut tail = 0u32;
    let mut beginning = 0u32;
    let mut first_upper = false;
    let mut position = 0u32;
    let mut take = |plain: u8| {
        low = (low ^ u64::from(plain)).wrapping_mul(0x0000_0100_0000_01b3);
        tail = tail << 8 | u32::from(plain);
        if position < 2 {
            beginning = beginning << 8 | u32::from(plain);
        }
        position += 1;
    };
    for c in word.chars() {
        if c.is_ascii() {
            let byte = c as u8;
            match byte {
                b'A'..=b'Z' => {
                    first_upper |= upper + lower + digits + others + hyphens == 0;
                    upper += 1;
                }
                b'a'..=b'z' => lower += 1,
                b'0'..=b'9' => digits += 1,
                b'-' => hyphens += 1,
                _ => others += 1,
            }
            take(if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() });
            continue;
        }
        if c == '\u{2019}' {
            others += 1;
            take(b'\'');
            continue;
        }
        if c.is_uppercase() {
            first_upper |= upper + lower + digits + others + hyphens == 0;
            upper += 1;
        } else if c.is_alphabetic() {
            lower += 1;
        } else {
            others += 1;
        }
        let plain = if c.is_uppercase() { c.to_lowercase().next().unwrap_or(c) } else { c };
        plain.encode_utf8(&mut [0; 4]).bytes().for_each(&mut take);
    }
    let letters = match (upper, lower) {
        (0, 0) => 0,
        (0, _) => LOWER,
        (1, _) if first_upper => TITLE,
        (_, 0) => CAPITALS,
        _ => MIXED,
    };
    let marks = u8::from(digits > 0) | u8::from(hyphens > 0) << 1 | u8::from(others > 0) << 2;
    Word { low: scatter(low), endings: [tail & 0xffff, tail & 0xff_ffff], beginning, shape: letters | marks << 3 }
}

fn scatter(x: u64) -> u64 {
    let x = (x ^ x >> 32).wrapping_mul(ROUND);
    x ^ x >> 29
}
