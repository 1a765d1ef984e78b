//! One pass over the words of a sentence: every name and every word that can carry an event.
//!
//! Names that begin with the same word lie together, sorted: of those that follow in the text one search finds all, nested
//! ones included, however many there are.

use super::fold::{Folded, fold_marks};
use super::{Alias, Case, Found, Hit};
use crate::text::{Span, is_alphanumeric, run_end, sort};
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

/// Buffers that scans reuse; one a thread or article.
#[derive(Debug, Default)]
pub struct Scratch {
    folded: Folded,
    name: String,
    written: String,
}

/// Folded surfaces by their first word.
#[derive(Default)]
pub(super) struct Scanner {
    /// Words by their bytes: a look finds its word in the table itself.
    short: HashMap<u128, Beginning>,
    long: HashMap<Box<str>, Beginning>,
}

/// The surfaces that begin with a word.
#[derive(Default)]
struct Beginning {
    /// Sorted by what follows the word.
    surfaces: Vec<Surface>,
    /// How many of them are the word alone: the first ones.
    bare: u32,
    /// How the others go on, one bit for each way: mostly the text goes on otherwise, and none need be looked at.
    ways: u32,
}

/// What stands before and behind the first word of a surface, and what the whole may be. One with several meanings stands
/// there several times.
struct Surface {
    rest: Box<str>,
    /// Marks before the first word: those of "'ndrangheta".
    lead: Box<str>,
    what: Found,
}

impl Scanner {
    /// Adds folded surfaces. What has no letter or digit is no name.
    pub fn add(&mut self, surfaces: impl Iterator<Item = (impl AsRef<str>, Found)>) {
        self.short.reserve(surfaces.size_hint().0);
        for (surface, what) in surfaces {
            let surface = surface.as_ref();
            let Some((start, end)) = word_from(surface, 0) else { continue };
            let (lead, word, rest) = (&surface[..start], &surface[start..end], &surface[end..]);
            let beginning = match key(word) {
                Some(key) => self.short.entry(key).or_default(),
                None => self.long.entry(word.into()).or_default(),
            };
            beginning.add(Surface { rest: rest.into(), lead: lead.into(), what });
        }
    }

    /// Sorts what was added: only then is anything found.
    pub fn sort(&mut self) {
        self.short.values_mut().chain(self.long.values_mut()).for_each(Beginning::sort);
    }

    fn beginning(&self, word: &str) -> Option<&Beginning> {
        match key(word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        }
    }

    /// Appends every hit in `text[span]` to `hits`, in the order of their ends.
    pub fn scan(&self, text: &str, span: Span, aliases: &[Alias], scratch: &mut Scratch, hits: &mut Vec<Hit>) {
        scratch.folded.fold(span.of(text));
        let folded = &scratch.folded;
        let first = hits.len();
        let mut at = 0;
        while let Some((start, end)) = word_from(&folded.text, at) {
            at = end;
            let Some(beginning) = self.beginning(&folded.text[start..end]) else { continue };
            let mut found = |surface: &Surface| {
                let end = end + surface.rest.len();
                let Some(start) = surface.start(&folded.text, start).filter(|&at| is_whole(&folded.text, at, end))
                else {
                    return;
                };
                let (from, to) = folded.original(start, end);
                let at = Span::new(span.start as usize + from, span.start as usize + to);
                let fits = match surface.what {
                    Found::Trigger => true,
                    Found::Alias(index) => aliases.get(index as usize).is_some_and(|alias| {
                        case_fits(alias, at.of(text), &mut scratch.name, &mut scratch.written)
                            && neighbours_fit(alias, &folded.text, start, end)
                    }),
                };
                if fits {
                    hits.push(Hit { span: at, what: surface.what });
                }
            };
            let rest = &folded.text[end..];
            let (bare, longer) = beginning.before(rest);
            bare.iter().for_each(&mut found);
            each_prefix(longer, rest, found);
        }
        // Beginnings are met in another order than ends.
        if let Some(new) = hits.get_mut(first..) {
            new.sort_by_key(|hit| (hit.span.end, hit.span.start));
        }
    }
}

impl Beginning {
    fn add(&mut self, surface: Surface) {
        // Most words begin one surface, and a list that grows leaves room for four.
        self.surfaces.reserve_exact(usize::from(self.surfaces.is_empty()));
        self.surfaces.push(surface);
    }

    fn sort(&mut self) {
        let list = &mut self.surfaces;
        if list.len() > 1 {
            list.sort_by(|one, other| (&one.rest, &one.lead).cmp(&(&other.rest, &other.lead)));
            list.dedup_by(|one, other| (&one.rest, &one.lead, one.what) == (&other.rest, &other.lead, other.what));
        }
        let bare = list.iter().take_while(|surface| surface.rest.is_empty()).count();
        self.ways = list.iter().skip(bare).fold(0, |ways, surface| ways | way(&surface.rest));
        self.bare = bare as u32;
        list.shrink_to_fit();
    }

    /// Those that may stand before this text: the word alone, and longer ones.
    fn before(&self, text: &str) -> (&[Surface], &[Surface]) {
        let (bare, longer) = self.surfaces.split_at_checked(self.bare as usize).unwrap_or_default();
        (bare, if self.ways & way(text) == 0 { &[] } else { longer })
    }
}

impl Surface {
    /// Where the surface begins whose first word begins at `word`, if its marks stand there.
    fn start(&self, text: &str, word: usize) -> Option<usize> {
        // Hardly any has marks.
        if self.lead.is_empty() { Some(word) } else { text[..word].strip_suffix(&*self.lead).map(str::len) }
    }
}

/// The bytes of a word as a number; none for one that is too long. Folded words have no zero in them.
fn key(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

/// A bit for how a text goes on after a word: the letter with which the next one begins, or one for all else.
fn way(text: &str) -> u32 {
    match text.as_bytes() {
        // A blank by itself may go on with anything.
        [b' '] => u32::MAX,
        [b' ', letter @ b'a'..=b'z', ..] => 1 << (letter - b'a'),
        _ => 1 << 31,
    }
}

/// The first word that begins at an offset or after it, as far as letters, digits and underscores go.
fn word_from(text: &str, at: usize) -> Option<(usize, usize)> {
    let of_word = sort::ALPHANUMERIC | sort::UNDERSCORE;
    let start = run_end(text, at, !of_word, |c| !is_alphanumeric(c));
    let end = run_end(text, start, of_word, is_alphanumeric);
    (start < end).then_some((start, end))
}

/// Calls `found` with every surface of a sorted list with whose rest the text goes on.
fn each_prefix<'s>(list: &'s [Surface], text: &str, mut found: impl FnMut(&'s Surface)) {
    let mut text = text;
    let mut list = list;
    loop {
        list = &list[..list.partition_point(|surface| *surface.rest <= *text)];
        let Some(last) = list.last() else { return };
        let shared = common(&last.rest, text);
        if shared == last.rest.len() {
            let same = list.partition_point(|surface| surface.rest < last.rest);
            list[same..].iter().for_each(&mut found);
            list = &list[..same];
        }
        // Whatever else the text goes on with is no longer than what it shares with the last.
        text = &text[..shared];
    }
}

/// How many bytes at their beginning two texts share, in whole characters.
fn common(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|&at| one.is_char_boundary(at)).unwrap_or(0)
}

/// Whether a stretch of a text has the capitals that an alias wants.
fn case_fits(alias: &Alias, text: &str, name: &mut String, written: &mut String) -> bool {
    if alias.case == Case::Any || *alias.text == *text {
        return true;
    }
    for (marked, buffer) in [(&*alias.text, &mut *name), (text, &mut *written)] {
        buffer.clear();
        fold_marks(marked, buffer);
    }
    is_written(name, alias.case, written)
}

/// Whether some text is found as either of two names, which are the same once case is folded.
pub(super) fn can_meet(a: &Alias, b: &Alias) -> bool {
    let (name, other) = (marked(&a.text), marked(&b.text));
    (a.case != Case::Exact || is_written(&other, b.case, &name))
        && (b.case != Case::Exact || is_written(&name, a.case, &other))
}

/// Whether a text has the capitals that a name wants.
fn is_written(name: &str, case: Case, written: &str) -> bool {
    match case {
        Case::Any => true,
        Case::Exact => name == written,
        Case::Name => name.split(' ').zip(written.split(' ')).all(|(want, is)| capitals_fit(want, is)),
    }
}

/// A capital wants a capital; a word in capitals wants all of them ("UN" is not "Un").
fn capitals_fit(want: &str, is: &str) -> bool {
    let capitals = |word: &str| !word.contains(char::is_lowercase);
    let long = want.chars().nth(1).is_some();
    !want.starts_with(char::is_uppercase)
        || (is.starts_with(char::is_uppercase) && (!long || !capitals(want) || capitals(is)))
}

fn marked(name: &str) -> Box<str> {
    let mut out = String::with_capacity(name.len());
    fold_marks(name, &mut out);
    out.into()
}

/// Whether no letter or digit touches the stretch, and it is no part of a web address or handle.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return false };
    !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '@'))
        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && !is_domain(after)
}

/// ".com" and the like, directly after a word.
fn is_domain(after: &str) -> bool {
    if after.as_bytes().first() != Some(&b'.') {
        return false;
    }
    ["com", "org", "net", "gov", "edu", "info", "co"].iter().any(|domain| {
        let rest = after.strip_prefix('.').and_then(|after| after.strip_prefix(domain));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

fn neighbours_fit(alias: &Alias, text: &str, start: usize, end: usize) -> bool {
    let left = || text.get(..start).unwrap_or_default().trim_end_matches([' ', '"', '“']);
    let right = || text.get(end..).unwrap_or_default().trim_start_matches([' ', '"', '”']);
    !alias.unless_left.iter().any(|word| ends_with_word(left(), word))
        && !alias.unless_right.iter().any(|word| starts_with_word(right(), word))
}

/// Whether the text ends with the word, whole.
fn ends_with_word(text: &str, word: &Arc<str>) -> bool {
    text.strip_suffix(&**word).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// Whether the text begins with the word, whole.
fn starts_with_word(text: &str, word: &Arc<str>) -> bool {
    text.strip_prefix(&**word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}
