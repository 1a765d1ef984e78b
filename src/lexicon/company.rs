//! The words that a sentence must hold for a trigger to fit, as numbers: they are looked up once a sentence, and most
//! triggers fall to them before anything is parsed.

use super::Trigger;
use super::trigger::{COUNTRY, PEOPLE, PLACE};
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

/// What each trigger asks of the sentence around it.
#[derive(Default)]
pub(super) struct Company {
    /// Words and phrases that conditions name, by their first word.
    named: HashMap<Box<str>, Vec<Phrase>>,
    /// By trigger.
    asks: Vec<Asks>,
}

/// The words after the first, each behind a blank, and the number.
struct Phrase {
    rest: Box<str>,
    number: u32,
}

/// Numbers of words and phrases, each list sorted.
struct Asks {
    /// The sentence must hold one of each of these.
    one_of: Vec<Box<[u32]>>,
    none_of: Box<[u32]>,
}

impl Company {
    pub fn new(triggers: &[Trigger]) -> Company {
        let mut named: HashMap<Box<str>, Vec<Phrase>> = HashMap::default();
        let mut next = 0;
        let mut number = |phrase: &Arc<str>| {
            let (first, rest) = phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()));
            let known = match named.get_mut(first) {
                Some(known) => known,
                None => named.entry(first.into()).or_insert_with(|| Vec::with_capacity(1)),
            };
            if let Some(phrase) = known.iter().find(|phrase| *phrase.rest == *rest) {
                return phrase.number;
            }
            known.push(Phrase { rest: rest.into(), number: next });
            next += 1;
            next - 1
        };
        let mut list = |phrases: &[Arc<str>]| {
            let mut all: Box<[u32]> = phrases.iter().map(&mut number).collect();
            all.sort_unstable();
            all
        };
        let asks = triggers.iter().map(|trigger| {
            // What a phrase must be called by, the sentence must hold at all; people, places and countries have many names ("Georgians").
            let has_names = |word: &Arc<str>| [COUNTRY, PEOPLE, PLACE].contains(&&**word);
            let one_of = [&trigger.near, &trigger.object, &trigger.subject, &trigger.requires];
            let one_of = one_of
                .into_iter()
                .filter(|any| !any.is_empty() && !any.iter().any(has_names))
                .map(|any| list(any))
                .collect();
            Asks { one_of, none_of: list(&trigger.not_near) }
        });
        let asks = asks.collect();
        Company { named, asks }
    }

    /// The numbers of all that the sentence holds; `word` gives its words in lower case, and nothing beyond the last.
    pub fn held<'w>(&self, length: usize, word: impl Fn(usize) -> &'w str) -> Vec<u32> {
        let mut held = Vec::new();
        for at in 0..length {
            let named = self.named.get(word(at)).into_iter().flatten();
            held.extend(named.filter(|phrase| follow(&phrase.rest, (at + 1..).map(&word))).map(|phrase| phrase.number));
        }
        held
    }

    /// Whether a sentence that holds these has what the trigger asks for.
    pub fn suits(&self, trigger: u32, held: &[u32]) -> bool {
        let holds = |list: &[u32]| held.iter().any(|number| list.binary_search(number).is_ok());
        let asks = self.asks.get(trigger as usize);
        asks.is_some_and(|asks| asks.one_of.iter().all(|list| holds(list)) && !holds(&asks.none_of))
    }
}

/// Whether these words begin with the rest of a phrase, each word of which stands behind a blank.
fn follow<'w>(mut rest: &str, mut words: impl Iterator<Item = &'w str>) -> bool {
    while let Some(behind) = rest.strip_prefix(' ') {
        let Some(left) = words.next().and_then(|word| behind.strip_prefix(word)) else { return false };
        rest = left;
    }
    rest.is_empty()
}
