//! Values that may be written short, as a text, or in full, as a table.
//!
//! Read by hand, because serde's untagged enums forget where in the file they stand and what was wrong in them.

use super::entry::{Name, NounEntry, Parent};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;

/// Reads a text with `text`, a table with `full`; `wanted` says what is expected.
struct TextOrTable<T, F> {
    wanted: &'static str,
    text: fn(String) -> T,
    full: fn(F) -> T,
}

impl<T, F> TextOrTable<T, F> {
    fn new(wanted: &'static str, text: fn(String) -> T, full: fn(F) -> T) -> Self {
        TextOrTable { wanted, text, full }
    }
}

impl<'de, T, F: Deserialize<'de>> Visitor<'de> for TextOrTable<T, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.wanted)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok((self.text)(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        F::deserialize(MapAccessDeserializer::new(map)).map(self.full)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
        let wanted = "a name in quotes, or { text = \"...\", ... }";
        deserializer.deserialize_any(TextOrTable::new(wanted, Name::Text, Name::Full))
    }
}

impl<'de> Deserialize<'de> for Parent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Parent, D::Error> {
        let wanted = "an id in quotes, or { id = \"...\", from = ..., until = ... }";
        deserializer.deserialize_any(TextOrTable::new(wanted, Parent::Id, Parent::Dated))
    }
}

impl<'de> Deserialize<'de> for NounEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NounEntry, D::Error> {
        let wanted = "a noun in quotes, or { text = \"...\", plural = ... }";
        deserializer.deserialize_any(TextOrTable::new(wanted, NounEntry::Text, NounEntry::Full))
    }
}
