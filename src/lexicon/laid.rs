//! The built-in dictionaries as `build.rs` has laid them down: where in a file each of its values stands. What is read so
//! is the same as what TOML's reader would read, without its work at every start.

use serde::de::value::MapDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_spanned::de::{SpannedDeserializer, is_spanned};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeValue, Error, ValueDeserializer};

/// A value of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Laid<'a> {
    text: &'a str,
    sort: u8,
    start: u32,
    end: u32,
    /// How many values it holds.
    count: u32,
    /// Whether tables in it are read without [`EXAMPLES`].
    bare: bool,
    held: &'a [u8],
}

/// The key under which entries carry sentences, which are read by tests only.
const EXAMPLES: &str = "examples";

impl<'a> Laid<'a> {
    /// The table that a whole file is; none where these are no such bytes.
    pub fn file(text: &'a str, bytes: &'a [u8]) -> Option<Laid<'a>> {
        Row { text, rest: bytes, before: 0, left: 1, bare: false }.next()
    }

    /// The same without the examples of entries.
    pub fn bare(self) -> Laid<'a> {
        Laid { bare: true, ..self }
    }

    /// What a table has under a key.
    pub fn get(self, key: &str) -> Option<Laid<'a>> {
        let mut row = self.row();
        while let (Some(name), Some(value)) = (row.next(), row.next()) {
            if name.said() == Some(key) {
                return Some(value);
            }
        }
        None
    }

    /// The values of a list; of a table its keys and values by turns.
    pub fn row(self) -> Row<'a> {
        Row { text: self.text, rest: self.held, before: self.start, left: self.count, bare: self.bare }
    }

    pub fn span(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What stands there.
    pub fn written(self) -> &'a str {
        self.text.get(self.span()).unwrap_or_default()
    }

    /// A text, number, date or truth value as TOML says it, without quotes and escapes.
    pub fn said(self) -> Option<&'a str> {
        match self.sort {
            b'q' => self.text.get(self.start as usize + 1..(self.end as usize).checked_sub(1)?),
            b'a' | b't' => None,
            held if held.is_ascii_uppercase() => std::str::from_utf8(self.held).ok(),
            _ => Some(self.written()),
        }
    }
}

/// Values one after another.
pub(super) struct Row<'a> {
    text: &'a str,
    rest: &'a [u8],
    /// Where the value before begins.
    before: u32,
    /// How many are still to come.
    left: u32,
    /// As in [`Laid`].
    bare: bool,
}

impl<'a> Iterator for Row<'a> {
    type Item = Laid<'a>;

    fn next(&mut self) -> Option<Laid<'a>> {
        self.left = self.left.checked_sub(1)?;
        let (&sort, rest) = self.rest.split_first()?;
        self.rest = rest;
        let behind = number(&mut self.rest)?;
        let start = self.before.wrapping_add(behind >> 1 ^ (behind & 1).wrapping_neg());
        let end = start.checked_add(number(&mut self.rest)?)?;
        let holds = matches!(sort, b'a' | b't') || sort.is_ascii_uppercase();
        let (count, length) = if holds { (number(&mut self.rest)?, number(&mut self.rest)?) } else { (0, 0) };
        let (held, rest) = self.rest.split_at_checked(length as usize)?;
        (self.rest, self.before) = (rest, start);
        Some(Laid { text: self.text, sort, start, end, count, bare: self.bare, held })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // Each takes three bytes at least: damaged ones do not ask for more room than that.
        let count = (self.left as usize).min(self.rest.len() / 3);
        (count, Some(count))
    }
}

/// Seven bits a byte, the lowest first; all but the last have the highest bit set.
fn number(bytes: &mut &[u8]) -> Option<u32> {
    // Most are one byte.
    if let [byte @ ..0x80, rest @ ..] = *bytes {
        *bytes = rest;
        return Some(u32::from(*byte));
    }
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

impl<'de> IntoDeserializer<'de, Error> for Laid<'de> {
    type Deserializer = Laid<'de>;

    fn into_deserializer(self) -> Laid<'de> {
        self
    }
}

impl<'de> Deserializer<'de> for Laid<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let said = || self.said().ok_or_else(|| unreadable("text"));
        match self.sort {
            b'a' => visitor.visit_seq(self.row()),
            b't' => visitor.visit_map(Table { row: self.row(), value: None }),
            b's' | b'q' | b'S' => visitor.visit_borrowed_str(said()?),
            b'i' | b'I' => visitor.visit_i64(said()?.parse().map_err(unreadable)?),
            b'f' | b'F' => visitor.visit_f64(said()?.parse().map_err(unreadable)?),
            b'b' | b'B' => visitor.visit_bool(said()?.parse().map_err(unreadable)?),
            _ => {
                let date = DeValue::Datetime(said()?.parse().map_err(unreadable)?);
                ValueDeserializer::from(Spanned::new(self.span(), date)).deserialize_any(visitor)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_spanned(name) {
            return visitor.visit_map(SpannedDeserializer::new(self, self.span()));
        }
        match (self.sort, fields) {
            // A date's one field is what it says.
            (b'd' | b'D', &[field]) => {
                visitor.visit_map(MapDeserializer::new(self.said().map(|said| (field, said)).into_iter()))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.said().ok_or_else(|| unreadable("text"))?.into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

impl<'de> SeqAccess<'de> for Row<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.next().map(|value| seed.deserialize(value)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(Iterator::size_hint(self).0)
    }
}

/// A table's keys and values by turns.
struct Table<'a> {
    row: Row<'a>,
    value: Option<Laid<'a>>,
}

impl<'de> MapAccess<'de> for Table<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let mut key = self.row.next();
        self.value = self.row.next();
        if self.row.bare && key.and_then(Laid::said) == Some(EXAMPLES) {
            (key, self.value) = (self.row.next(), self.row.next());
        }
        key.map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.value.take().ok_or_else(|| unreadable("table"))?)
    }
}

fn unreadable(what: impl std::fmt::Display) -> Error {
    serde::de::Error::custom(format!("what was laid down cannot be read: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Layer;
    use serde::Deserialize;
    use toml::de::DeTable;

    /// The value stands where TOML's reader finds it, and says the same.
    fn same(laid: Laid, value: &DeValue, span: Range<usize>) {
        assert_eq!(laid.span(), span);
        let said = match value {
            DeValue::Array(items) => {
                assert_eq!(laid.row().count(), items.len());
                return laid.row().zip(items.iter()).for_each(|(laid, item)| same(laid, item.get_ref(), item.span()));
            }
            DeValue::Table(table) => {
                let mut row = laid.row();
                for (key, value) in table {
                    let name = row.next().unwrap();
                    assert_eq!((name.said(), name.span()), (Some(&**key.get_ref()), key.span()));
                    same(row.next().unwrap(), value.get_ref(), value.span());
                }
                return assert!(row.next().is_none());
            }
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(is) => is.to_string(),
            DeValue::Datetime(date) => date.to_string(),
        };
        assert_eq!(laid.said(), Some(&*said));
    }

    #[test]
    fn all_that_is_built_in_is_laid_down_as_toml_says_it() {
        let sources = Layer::Default.sources(0).unwrap();
        assert!(sources.iter().any(|source| &*source.file == "places.toml"));
        for source in sources {
            let table = DeTable::parse(&source.text).unwrap();
            let span = table.span();
            same(source.laid().unwrap(), &DeValue::Table(table.into_inner()), span);
        }
    }

    #[test]
    fn what_is_cut_off_is_no_table() {
        // `a = "b"` as a table that holds a key and a quoted text.
        let (text, bytes) = ("a = \"b\"", [b't', 0, 7, 2, 6, b's', 0, 1, b'q', 8, 3]);
        let read = |bytes: &[u8]| toml::Table::deserialize(Laid::file(text, bytes)?).ok();
        assert_eq!(read(&bytes), text.parse().ok());
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), None, "{end}");
        }
    }
}
