//! The places of all layers: found by the first word of their names, and read when somebody first asks for them. There
//! are tens of thousands, and an article names a few.

use super::Place;
use super::fault::Source;
use super::laid::Laid;
use super::places::{self, Wrong};
use crate::text::{Conventions, Span, tokenize};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

/// A way of writing a place's name.
#[derive(Clone, Debug)]
pub struct PlaceForm {
    /// For [`Lexicon::place`](super::Lexicon::place).
    pub place: u32,
    /// All words of the name, lower case, with one blank between them.
    name: Box<str>,
}

impl PlaceForm {
    /// All words of the name, lower case.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.name.split(' ')
    }

    /// How many words the name has.
    pub fn length(&self) -> usize {
        1 + memchr::memchr_iter(b' ', self.name.as_bytes()).count()
    }

    fn first(&self) -> &str {
        self.words().next().unwrap_or_default()
    }
}

/// Every place, in the order of files and rows.
#[derive(Default)]
pub(super) struct Gazetteer {
    /// Files that are built in.
    sources: Vec<Source>,
    rows: Vec<Row>,
    names: OnceLock<Names>,
}

/// A place, or where it is to be read.
struct Row {
    written: Written,
    place: OnceLock<Option<Box<Place>>>,
}

enum Written {
    /// A row of one of the files that are built in.
    Laid(u32, Laid<'static>),
    /// The names of a place that is read, but for its first.
    Read(Box<[Box<str>]>),
}

/// Rows by the first words of their names, in slots by the words' hashes.
pub(super) struct Names {
    /// Of each slot the last of its entries, by their number from 1.
    last: Vec<u32>,
    /// A row, and the entry of its slot before this.
    entries: Vec<(u32, u32)>,
    /// The names of each slot into which somebody has looked, by first word; those of a word the longest first, and of
    /// the same length the largest place.
    forms: Vec<OnceLock<Box<[PlaceForm]>>>,
}

impl Gazetteer {
    /// Makes room for the rows that are built in, and need not be read to be counted.
    pub fn reserve(&mut self, sources: &[&Source]) {
        let rows = sources.iter().filter_map(|source| source.laid()?.get("rows"));
        self.rows.reserve(rows.map(|rows| rows.row().size_hint().0).sum());
    }

    /// Adds the rows of a file. Those that are built in are known to be sound, and are read later.
    pub fn add(&mut self, source: &Source) -> Vec<Wrong> {
        if let Some(rows) = source.laid().and_then(|file| file.get("rows")) {
            let number = self.sources.len() as u32;
            let laid = |row| Row { written: Written::Laid(number, row), place: OnceLock::new() };
            self.rows.extend(rows.row().map(laid));
            self.sources.push(source.clone());
            return Vec::new();
        }
        let (rows, wrong) = places::parse(source);
        let read = |row: places::Row| Row {
            written: Written::Read(row.names.iter().map(|name| Box::from(&**name)).collect()),
            place: Some(Box::new(row.place)).into(),
        };
        self.rows.extend(rows.into_iter().map(read));
        wrong
    }

    /// The place of a form.
    pub fn place(&self, index: u32) -> Option<&Place> {
        let row = self.rows.get(index as usize)?;
        let place = row.place.get_or_init(|| match &row.written {
            Written::Laid(source, row) => places::laid(self.sources.get(*source as usize)?, *row).map(Box::new),
            Written::Read(_) => None,
        });
        place.as_deref()
    }

    /// Builds what every search begins with, so that the first need not wait for it.
    pub fn prepare(&self, conventions: &Conventions) -> &Names {
        self.names.get_or_init(|| self.names(conventions))
    }

    /// The places whose name begins with this word (lower case), longest names first.
    pub fn beginning(&self, word: &str, conventions: &Conventions) -> &[PlaceForm] {
        let names = self.prepare(conventions);
        let slot = slot(word, names.forms.len());
        let Some(forms) = names.forms.get(slot) else { return &[] };
        let forms = forms.get_or_init(|| self.forms(names, slot, conventions));
        let from = forms.partition_point(|form| form.first() < word);
        let to = forms.partition_point(|form| form.first() <= word);
        forms.get(from..to).unwrap_or_default()
    }

    fn names(&self, conventions: &Conventions) -> Names {
        // Four rows a slot: one into which nobody has looked takes more room than its names.
        let count = (self.rows.len() / 4).next_power_of_two();
        let mut last = vec![0; count];
        let mut entries = Vec::with_capacity(self.rows.len() + self.rows.len() / 2);
        for (index, row) in (0..).zip(&self.rows) {
            row.each_name(|name| {
                if let Some(last) = last.get_mut(slot_of_name(name, conventions, count)) {
                    entries.push((index, *last));
                    *last = entries.len() as u32;
                }
            });
        }
        Names { last, entries, forms: (0..count).map(|_| OnceLock::new()).collect() }
    }

    fn forms(&self, names: &Names, of_slot: usize, conventions: &Conventions) -> Box<[PlaceForm]> {
        let mut forms = Vec::new();
        for place in names.rows(of_slot) {
            let Some(row) = self.rows.get(place as usize) else { continue };
            row.each_name(|name| {
                let form = PlaceForm { place, name: lower(&cut(name, conventions)).into() };
                if !form.first().is_empty() && slot(form.first(), names.forms.len()) == of_slot {
                    forms.push(form);
                }
            });
        }
        let population = |form: &PlaceForm| self.place(form.place).map_or(0, |place| place.population);
        forms.sort_by(|one, other| {
            let order = |form: &PlaceForm| (Reverse(form.length()), Reverse(population(form)), form.place);
            one.first().cmp(other.first()).then_with(|| order(one).cmp(&order(other)))
        });
        forms.dedup_by(|one, other| one.place == other.place && one.name == other.name);
        forms.into()
    }
}

impl Names {
    /// The rows of a slot, each once.
    fn rows(&self, slot: usize) -> Vec<u32> {
        let mut rows = Vec::new();
        let mut entry = self.last.get(slot).copied().unwrap_or(0);
        while let Some(&(row, before)) = entry.checked_sub(1).and_then(|at| self.entries.get(at as usize)) {
            rows.push(row);
            entry = before;
        }
        rows.dedup();
        rows
    }
}

impl Row {
    fn each_name(&self, mut name: impl FnMut(&str)) {
        match &self.written {
            Written::Laid(_, row) => {
                let mut cells = row.row();
                cells.next().and_then(Laid::said).into_iter().for_each(&mut name);
                // To look at a row's end is quicker than to go through its cells to the list of other names.
                if row.written().strip_suffix(']').is_some_and(|cells| cells.trim_end().ends_with(']')) {
                    let others = cells.last().into_iter().flat_map(Laid::row);
                    others.filter_map(Laid::said).for_each(name);
                }
            }
            Written::Read(others) => {
                let first = self.place.get().into_iter().flatten().map(|place| &*place.name);
                first.chain(others.iter().map(|name| &**name)).for_each(name);
            }
        }
    }
}

/// Where names lie that begin with a word (lower case); `count` is a power of two.
fn slot(word: &str, count: usize) -> usize {
    slot_of_bytes(word.bytes(), count)
}

/// By FNV-1a: short words are hashed at once.
fn slot_of_bytes(word: impl Iterator<Item = u8>, count: usize) -> usize {
    let hash = word.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize & count.wrapping_sub(1)
}

/// The slot of a name's first word.
fn slot_of_name(name: &str, conventions: &Conventions, count: usize) -> usize {
    // Most begin with plain letters, which are a word whatever follows behind a blank.
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 && matches!(name.as_bytes().get(letters), None | Some(b' ')) {
        return slot_of_bytes(name.bytes().take(letters).map(|letter| letter.to_ascii_lowercase()), count);
    }
    slot(lower(&cut(name, conventions)).split(' ').next().unwrap_or_default(), count)
}

fn lower(words: &str) -> String {
    match words.is_ascii() {
        true => words.to_ascii_lowercase(),
        false => words.to_lowercase().replace('’', "'"),
    }
}

/// A name with one blank between its words, cut as sentences are: "Cox's Bazar" is three tokens.
fn cut<'n>(name: &'n str, conventions: &Conventions) -> Cow<'n, str> {
    if has_marks(name) {
        let mut tokens = Vec::new();
        tokenize(name, Span::new(0, name.len()), conventions, &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.span.of(name)).collect();
        return words.join(" ").into();
    }
    let tidy = name.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace));
    if tidy { name.into() } else { name.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// Whether a name has marks at which words may be cut.
fn has_marks(name: &str) -> bool {
    // The first byte of a curly apostrophe begins few other characters.
    let may_be = |byte: u8| matches!(byte, b'\'' | b'.' | b',' | b'(' | 0xe2);
    name.bytes().any(may_be) && name.contains(['\'', '’', '.', ',', '('])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fault::Text;
    use crate::lexicon::{Layer, load};

    fn shown(gazetteer: &Gazetteer, word: &str, conventions: &Conventions) -> Vec<String> {
        let form = |form: &PlaceForm| {
            let place = gazetteer.place(form.place).unwrap();
            let Place { name, country, province, district, lat, lon, feature, population, origin } = place;
            let (within, at) = ((country, province, district), (lat, lon));
            format!("{} {name} {within:?} {at:?} {feature} {population} {origin}", form.name)
        };
        gazetteer.beginning(word, conventions).iter().map(form).collect()
    }

    #[test]
    fn what_is_read_later_is_what_is_read_at_once() {
        let conventions = &load(&[Layer::Default]).unwrap_or_else(|faults| panic!("{faults:?}")).conventions;
        let (mut later, mut once) = (Gazetteer::default(), Gazetteer::default());
        for mut source in Layer::Default.sources(0).unwrap() {
            if source.file.starts_with("places/") {
                assert_eq!(later.add(&source), []);
                source.text = Text::Read((&*source.text).into());
                assert_eq!(once.add(&source), []);
            }
        }
        assert!(later.rows.len() > 1000 && later.rows.len() == once.rows.len());
        let mut words = Vec::new();
        once.rows.iter().for_each(|row| row.each_name(|name| words.push(cut(name, conventions).to_lowercase())));
        for word in words.iter().filter_map(|name| name.split(' ').next()) {
            let shown = [&later, &once].map(|gazetteer| shown(gazetteer, word, conventions));
            assert!(!shown[0].is_empty() && shown[0] == shown[1], "{word}: {shown:?}");
        }
        assert!(later.beginning("no such word", conventions).is_empty());
    }

    #[test]
    fn longest_names_come_first_then_largest_places() {
        let rows = "rows = [\n[\"Hill\", \"XYZ\", \"\", \"\", 0, 0, \"PPL\", 1],\n[\"Hill\", \"XYZ\", \"\", \"\", 0, 0, \"PPL\", 5],\n\
            [\"Oldfort\", \"XYZ\", \"\", \"\", 0, 0, \"PPL\", 1, [\"Hill's  End\", \"hill\"]],\n]\n";
        let mut gazetteer = Gazetteer::default();
        assert_eq!(gazetteer.add(&Source::new(0, "places.toml", Text::Read(rows.into()))), []);
        let forms = gazetteer.beginning("hill", &Conventions::default()).iter();
        let found: Vec<_> = forms.map(|form| (form.words().collect::<Vec<_>>().join("_"), form.place)).collect();
        let expected = [("hill_'s_end", 2), ("hill", 1), ("hill", 0), ("hill", 2)];
        assert_eq!(found, expected.map(|(name, place)| (name.to_owned(), place)));
    }
}
