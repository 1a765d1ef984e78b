//! Values that may be written short, as a text, or in full, as a table.
//!
//! Read by hand, because serde's untagged enums forget where in the file they stand and what was wrong in them.

use super::entry::{DatedParent, FullName, FullNoun, Name, NounEntry, Parent};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Reads a text with `text`, a table with `full`; `wanted` says what is expected.
struct TextOrTable<T, F> {
    wanted: &'static str,
    text: fn(String) -> T,
    full: fn(F) -> T,
    of: PhantomData<F>,
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
        let (text, full): (fn(String) -> Name, fn(FullName) -> Name) = (Name::Text, Name::Full);
        deserializer.deserialize_any(TextOrTable { wanted, text, full, of: PhantomData })
    }
}

impl<'de> Deserialize<'de> for Parent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Parent, D::Error> {
        let wanted = "an id in quotes, or { id = \"...\", from = ..., until = ... }";
        let (text, full): (fn(String) -> Parent, fn(DatedParent) -> Parent) = (Parent::Id, Parent::Dated);
        deserializer.deserialize_any(TextOrTable { wanted, text, full, of: PhantomData })
    }
}

impl<'de> Deserialize<'de> for NounEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NounEntry, D::Error> {
        let wanted = "a noun in quotes, or { text = \"...\", plural = ... }";
        let (text, full): (fn(String) -> NounEntry, fn(FullNoun) -> NounEntry) = (NounEntry::Text, NounEntry::Full);
        deserializer.deserialize_any(TextOrTable { wanted, text, full, of: PhantomData })
    }
}
