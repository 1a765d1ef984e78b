//! Bytes to text, whatever the encoding.

use super::{SkipReason, Warning};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file.
pub(super) struct Decoded {
    /// Without BOM, otherwise unchanged.
    pub text: String,
    pub warning: Option<Warning>,
}

/// How much of a file the guess looks at: the detector reads 3 MB a second.
const SAMPLE: usize = 64 << 10;

/// Decodes by BOM, else as UTF-8, else as UTF-16 if zero bytes say so, else as the legacy encoding it looks like.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, SkipReason> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return with(encoding, &bytes[length..]);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return checked(Decoded { text, warning: None }),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) = utf16_by_zeros(sample) {
        return with(encoding, &bytes);
    }
    if memchr::memchr(0, sample).is_some() {
        return Err(SkipReason::Binary);
    }
    if is_damaged_utf8(&bytes) {
        return with(UTF_8, &bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    with(detector.guess(None, Utf8Detection::Deny), &bytes)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, SkipReason> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let warning = damaged.then(|| Warning::Damaged(encoding.name()));
    checked(Decoded { text: text.into_owned(), warning })
}

/// Refuses what decodes and is still no text.
fn checked(decoded: Decoded) -> Result<Decoded, SkipReason> {
    let sample = decoded.text.as_bytes();
    let sample = &sample[..sample.len().min(SAMPLE)];
    // A stray control character is a blemish; one in thirty is a picture.
    let controls: usize = sample.chunks(255).map(controls).sum();
    if controls * 30 > sample.len() || decoded.text.contains('\0') { Err(SkipReason::Binary) } else { Ok(decoded) }
}

/// How many control characters other than those of layout stand in at most 255 bytes: so few that a byte counts them, and
/// many are counted together.
fn controls(bytes: &[u8]) -> usize {
    let is_one = |byte: u8| (byte < 32) & (byte.wrapping_sub(b'\t') > b'\r' - b'\t') & (byte != 27);
    usize::from(bytes.iter().fold(0, |count: u8, &byte| count.wrapping_add(u8::from(is_one(byte)))))
}

/// UTF-16 without BOM: Latin text has a zero in every second byte, always on the same side.
fn utf16_by_zeros(sample: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    // Three in ten leaves room for text in other scripts with spaces and digits between.
    if !sample.len().is_multiple_of(2) && pairs < 16 {
        return None;
    }
    match (even * 10 > pairs * 3, odd * 10 > pairs * 3) {
        (false, true) if even * 20 <= pairs => Some(UTF_16LE),
        (true, false) if odd * 20 <= pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether nearly all that is not ASCII is sound UTF-8: a file cut in the middle of a character, not a legacy encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound >= broken * 4 && sound > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "“Der Präsident – he said – naïve…”\r\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_form_gives_the_same_text() {
        let long = TEXT.repeat(5);
        let with_bom = |bom: &[u8], bytes: Vec<u8>| [bom, &bytes].concat();
        let forms = [
            long.clone().into_bytes(),
            with_bom(b"\xEF\xBB\xBF", long.clone().into_bytes()),
            utf16(&long, u16::to_le_bytes),
            utf16(&long, u16::to_be_bytes),
            with_bom(b"\xFF\xFE", utf16(&long, u16::to_le_bytes)),
            with_bom(b"\xFE\xFF", utf16(&long, u16::to_be_bytes)),
            encoding_rs::WINDOWS_1252.encode(&long).0.into_owned(),
        ];
        for (form, bytes) in forms.into_iter().enumerate() {
            let decoded = decode(bytes).ok().unwrap();
            assert_eq!(decoded.text, long, "form {form}");
            assert_eq!(decoded.warning, None, "form {form}");
        }
    }

    #[test]
    fn damage_and_binary() {
        let cut = &"Tālibān — Kābul — Herāt —".as_bytes()[..33];
        let decoded = decode(cut.to_vec()).ok().unwrap();
        assert!(decoded.text.starts_with("Tālibān — Kābul"));
        assert_eq!(decoded.warning, Some(Warning::Damaged("UTF-8")));
        for binary in [&b"\x7FELF\x02\x01\x00\x00\x00\x00\x03"[..], b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"a\0b"] {
            assert_eq!(decode(binary.to_vec()).err(), Some(SkipReason::Binary));
        }
        assert_eq!(decode(Vec::new()).ok().unwrap().text, "");
    }

    proptest! {
        #[test]
        fn any_bytes(bytes: Vec<u8>) {
            if let Ok(decoded) = decode(bytes) {
                prop_assert!(!decoded.text.contains('\0'));
            }
        }
    }
}
