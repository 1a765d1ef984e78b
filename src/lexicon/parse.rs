//! Reads dictionary files: entries and faults, all faults of all files at once.

use super::Part;
use super::beside::beside;
use super::check::Scope;
use super::entry::{ActorEntry, AgentEntry, AmbiguousEntry, IgnoreEntry, TriggerEntry};
use super::fault::{Fault, Source};
use super::inflect::Irregular;
use super::nearest::nearest;
use crate::ontology::EventType;
use serde::de::{DeserializeOwned, Error, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::cell::OnceCell;
use std::fmt;
use std::marker::PhantomData;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

/// An entry and the file it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Placed<T> {
    pub entry: T,
    /// Index into [`Entries::sources`].
    pub source: usize,
}

/// A trigger entry with what its file says for all.
#[derive(Clone, Copy, Debug)]
pub struct PlacedTrigger<'a> {
    pub entry: &'a TriggerEntry,
    pub source: usize,
    pub part: Part,
    pub event: EventType,
}

/// Everything that the files of all layers say.
#[derive(Debug, Default)]
pub struct Entries {
    pub sources: Vec<Source>,
    /// What the files hold that hold entries, each with its index into `sources`.
    files: Vec<Placed<EntryFile>>,
    pub irregular: Irregular,
    /// `rules.toml`, the text conventions and the places are read by their own parsers: indices into `sources`.
    pub rules: Vec<usize>,
    pub places: Vec<usize>,
    pub conventions: Vec<usize>,
}

/// Keys that any file may have at its top.
const HEADER: &[&str] = &["schema", "as_of", "default_source", "source"];

/// Reads all files, the later half on a second thread.
pub(super) fn read_all(sources: Vec<Source>, scope: Scope) -> (Entries, Vec<Fault>) {
    let size = |source: &Source| if holds_entries(&source.file) { source.text.len() } else { 0 };
    let (half, mut read) = (sources.iter().map(size).sum::<usize>() / 2, 0);
    let earlier = sources.iter().position(|source| {
        read += size(source);
        read > half
    });
    let (earlier, later) = sources.split_at(earlier.unwrap_or(0));
    let (read, more) = beside(|| read_some(earlier, 0, scope), || read_some(later, earlier.len(), scope));
    let ((mut entries, mut faults), (more, wrong)) = (read, more);
    entries.append(more);
    faults.extend(wrong);
    entries.sources = sources;
    (entries, faults)
}

/// Reads files that stand from an index on.
fn read_some(sources: &[Source], first: usize, scope: Scope) -> (Entries, Vec<Fault>) {
    let (mut entries, mut faults) = (Entries::default(), Vec::new());
    (first..).zip(sources).for_each(|(index, source)| read(source, index, scope, &mut entries, &mut faults));
    (entries, faults)
}

impl Entries {
    pub fn actors(&self) -> impl Iterator<Item = Placed<&ActorEntry>> {
        self.all(|file| &file.actor)
    }

    pub fn ambiguous(&self) -> impl Iterator<Item = Placed<&AmbiguousEntry>> {
        self.all(|file| &file.ambiguous)
    }

    pub fn ignores(&self) -> impl Iterator<Item = Placed<&IgnoreEntry>> {
        self.all(|file| &file.ignore)
    }

    pub fn agents(&self) -> impl Iterator<Item = Placed<&AgentEntry>> {
        self.all(|file| &file.agent)
    }

    pub fn triggers(&self) -> impl Iterator<Item = PlacedTrigger<'_>> {
        let sound = self.files.iter().filter_map(|file| Some((file, file.entry.event?)));
        sound.flat_map(|(file, event)| {
            let parts = [(Part::Noun, &file.entry.noun), (Part::Verb, &file.entry.verb)].into_iter();
            let all = parts.flat_map(|(part, triggers)| triggers.iter().map(move |entry| (part, entry)));
            all.map(move |(part, entry)| PlacedTrigger { entry, source: file.source, part, event })
        })
    }

    /// The entries of one sort, where they were read: there are thousands, and to move them takes time.
    fn all<'e, T: 'e>(&'e self, of: impl Fn(&'e EntryFile) -> &'e [T]) -> impl Iterator<Item = Placed<&'e T>> {
        self.files
            .iter()
            .flat_map(move |file| of(&file.entry).iter().map(|entry| Placed { entry, source: file.source }))
    }

    /// Adds the entries of later files.
    fn append(&mut self, mut later: Entries) {
        self.files.append(&mut later.files);
        self.irregular.extend(later.irregular);
        self.rules.append(&mut later.rules);
        self.places.append(&mut later.places);
        self.conventions.append(&mut later.conventions);
    }
}

/// Reads one file into the entries; what is wrong in it is added to `faults`.
fn read(source: &Source, index: usize, scope: Scope, entries: &mut Entries, faults: &mut Vec<Fault>) {
    let file: &str = &source.file;
    match file {
        "rules.toml" => entries.rules.push(index),
        "places.toml" => entries.places.push(index),
        "text/irregular.toml" => match source.read() {
            Ok(irregular) => entries.irregular.extend(irregular),
            Err(error) => faults.push(syntax_fault(source, &error)),
        },
        _ if file.starts_with("places/") => entries.places.push(index),
        _ if file.starts_with("text/") => entries.conventions.push(index),
        _ => {
            let read = if scope == Scope::All { source.read() } else { source.read_bare() };
            let entry = read.ok().filter(EntryFile::is_sound).unwrap_or_else(|| piecewise(source, faults));
            entries.files.push(Placed { entry, source: index });
        }
    }
}

/// What a file of entries holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct EntryFile {
    #[serde(deserialize_with = "event")]
    event: Option<EventType>,
    #[serde(deserialize_with = "list")]
    actor: Vec<ActorEntry>,
    ambiguous: Vec<AmbiguousEntry>,
    ignore: Vec<IgnoreEntry>,
    agent: Vec<AgentEntry>,
    noun: Vec<TriggerEntry>,
    verb: Vec<TriggerEntry>,
    #[serde(rename = "schema")]
    _schema: IgnoredAny,
    #[serde(rename = "as_of")]
    _as_of: IgnoredAny,
    #[serde(rename = "default_source")]
    _default_source: IgnoredAny,
    #[serde(rename = "source")]
    _source: IgnoredAny,
}

fn event<'de, D: Deserializer<'de>>(value: D) -> Result<Option<EventType>, D::Error> {
    String::deserialize(value)?.parse().map(Some).map_err(D::Error::custom)
}

/// A list with room for all of it from the start: serde makes room for a megabyte, and moves what it has read as it
/// makes more.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(list: D) -> Result<Vec<T>, D::Error> {
    struct List<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a sequence")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
            let mut read = Vec::with_capacity(list.size_hint().unwrap_or(0));
            while let Some(entry) = list.next_element()? {
                read.push(entry);
            }
            Ok(read)
        }
    }

    list.deserialize_seq(List(PhantomData))
}

impl EntryFile {
    /// Whether it says the type of its events, if there are any.
    fn is_sound(&self) -> bool {
        self.event.is_some() || self.noun.is_empty() && self.verb.is_empty()
    }
}

/// Whether a file holds entries; rules, places and text conventions are laid out in other ways.
pub fn holds_entries(file: &str) -> bool {
    file != "rules.toml" && file != "places.toml" && !file.starts_with("text/") && !file.starts_with("places/")
}

fn syntax_fault(source: &Source, error: &toml::de::Error) -> Fault {
    let at = error.span().map_or(0, |span| span.start);
    source.fault("D000", at, error.message().to_owned(), None)
}

/// A faulty file: as much of it as can be read, with all that is wrong in it.
fn piecewise(source: &Source, faults: &mut Vec<Fault>) -> EntryFile {
    let mut file = EntryFile::default();
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    faults.extend(errors.iter().map(|error| syntax_fault(source, error)));
    if let Some(value) = table.get_ref().get("event") {
        match value.get_ref().as_str().map(str::parse::<EventType>) {
            Some(Ok(known)) => file.event = Some(known),
            Some(Err(unknown)) => faults.push(source.fault("D000", value.span().start, unknown.to_string(), None)),
            None => faults.push(source.fault(
                "D000",
                value.span().start,
                "`event` is one of PLOVER's types, in quotes",
                None,
            )),
        }
    }
    let mut reader = Reader { source, faults, again: OnceCell::new() };
    for (key, value) in table.into_inner() {
        let word: &str = key.get_ref();
        match word {
            "actor" => file.actor = reader.all(word, value),
            "ambiguous" => file.ambiguous = reader.all(word, value),
            "ignore" => file.ignore = reader.all(word, value),
            "agent" => file.agent = reader.all(word, value),
            "verb" | "noun" if file.event.is_none() => {
                let help = "write  event = \"ASSAULT\"  (or another of the sixteen) above the first entry";
                reader.fault(key.span().start, "an event file says its type at the top", Some(help.into()));
            }
            "noun" => file.noun = reader.all(word, value),
            "verb" => file.verb = reader.all(word, value),
            "event" => {}
            known if HEADER.contains(&known) => {}
            unknown => {
                let message = format!("`{unknown}` is nothing that a dictionary file holds");
                let help =
                    "one of actor, ambiguous, ignore, agent, verb, noun, or schema, as_of, default_source".to_owned();
                reader.fault(key.span().start, &message, Some(help));
            }
        }
    }
    file
}

/// serde's message in a dictionary's words, with the field that was meant.
fn in_words(message: &str) -> (String, Option<String>) {
    let Some(rest) = message.strip_prefix("unknown field ") else { return (message.to_owned(), None) };
    let mut quoted = rest.split('`').skip(1).step_by(2);
    let Some(field) = quoted.next() else { return (message.to_owned(), None) };
    let known: Vec<&str> = quoted.collect();
    let help = match nearest(field, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("fields here are {}", known.join(", ")),
    };
    (format!("unknown field `{field}`"), Some(help))
}

struct Reader<'a> {
    source: &'a Source,
    faults: &'a mut Vec<Fault>,
    /// The file once more, for its faulty entries: reading one uses it up.
    again: OnceCell<Spanned<DeTable<'a>>>,
}

impl Reader<'_> {
    fn fault(&mut self, at: usize, message: &str, help: Option<String>) {
        self.faults.push(self.source.fault("D000", at, message, help));
    }

    /// Every entry of the array of tables under a key that can be read.
    fn all<T: DeserializeOwned>(&mut self, key: &str, value: Spanned<DeValue>) -> Vec<T> {
        let at = value.span().start;
        let DeValue::Array(items) = value.into_inner() else {
            self.fault(at, "entries are written [[actor]], with two brackets", None);
            return Vec::new();
        };
        let mut read = Vec::with_capacity(items.len());
        for (nth, item) in items.into_iter().enumerate() {
            read.extend(T::deserialize(ValueDeserializer::from(item)).ok().or_else(|| self.mended(key, nth)));
        }
        read
    }

    /// A faulty entry. What cannot be read of it is told and left out, so that it hides no other fault.
    fn mended<T: DeserializeOwned>(&mut self, key: &str, nth: usize) -> Option<T> {
        let table = self.again.get_or_init(|| DeTable::parse_recoverable(&self.source.text).0);
        let mut item = table.get_ref().get(key)?.get_ref().as_array()?.get(nth)?.clone();
        loop {
            let error = match T::deserialize(ValueDeserializer::from(item.clone())) {
                Ok(entry) => return Some(entry),
                Err(error) => error,
            };
            let at = error.span().map_or(item.span().start, |span| span.start);
            let (message, help) = in_words(error.message());
            self.fault(at, &message, help);
            if !prune(item.get_mut(), at) {
                return None;
            }
        }
    }
}

/// Takes out the innermost key or item that begins at the offset, or holds it; whether there was one.
fn prune<'i>(value: &mut DeValue<'i>, at: usize) -> bool {
    match value {
        DeValue::Table(table) => {
            let holds =
                |(key, value): (&Spanned<_>, &Spanned<DeValue>)| key.span().contains(&at) || value.span().contains(&at);
            let found = table.iter().find(|&(key, value)| holds((key, value))).map(|(key, _)| key.clone());
            let Some(key) = found else { return false };
            let inner = table.get_mut(&key).is_some_and(|value| prune(value.get_mut(), at));
            inner || table.remove(&key).is_some()
        }
        DeValue::Array(items) => {
            let Some(index) = items.iter().position(|item| item.span().contains(&at)) else { return false };
            if !items.get_mut(index).is_some_and(|item| prune(item.get_mut(), at)) {
                let kept =
                    std::mem::replace(items, DeArray::new()).into_iter().enumerate().filter(|(i, _)| *i != index);
                *items = kept.map(|(_, item)| item).collect();
            }
            true
        }
        _ => false,
    }
}
