//! People whom no dictionary knows: introduced by their full name, meant by their surname afterwards.

use super::clause::Clause;
use super::parties::{self, Cast};
use super::reference::Antecedents;
use crate::annotation::{Leftover, LeftoverKind, Party};
use crate::lexicon::Lexicon;
use crate::text::Span;
use rustc_hash::FxHashMap as HashMap;

/// Where an article first gives the full name of each, by surname.
#[derive(Default)]
pub(super) struct Strangers {
    introduced: HashMap<String, Introduction>,
}

/// A full name and its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Introduction {
    pub sentence: u32,
    pub name: Span,
    /// Whether others of the article bear the surname: which of them it means later is open.
    pub is_shared: bool,
}

impl Strangers {
    /// Those among the names that no dictionary knows (`leftovers`) that may be people's.
    pub fn of_article(text: &str, leftovers: &[Leftover], lexicon: &Lexicon) -> Strangers {
        let mut introduced = HashMap::default();
        for name in leftovers.iter().filter(|leftover| leftover.why == LeftoverKind::UnknownName) {
            let mut words = name.span.of(text).split_whitespace();
            let Some(surname) = words.next_back() else { continue };
            let Some(forename) = words.next_back().filter(|_| !is_of_body(surname, lexicon)) else { continue };
            let introduction = Introduction { sentence: name.sentence, name: name.span, is_shared: false };
            let is_another =
                |first: &Introduction| first.name.of(text).split_whitespace().nth_back(1) != Some(forename);
            // "Walid al-Moallem", afterwards "Moallem".
            let bare = lexicon.metonymy.behind_article(surname);
            for surname in bare.into_iter().chain([surname]) {
                let first = introduced.entry(surname.to_owned()).or_insert(introduction);
                first.is_shared |= is_another(first);
            }
        }
        Strangers { introduced }
    }

    /// Takes out the introduction of whoever bears the surname: it is asked for once.
    pub fn take(&mut self, surname: &str) -> Option<Introduction> {
        self.introduced.remove(surname)
    }
}

/// "Free Officers Movement", "Kabul University".
fn is_of_body(word: &str, lexicon: &Lexicon) -> bool {
    let lists = &lexicon.metonymy;
    let lower = word.to_lowercase();
    lists.bodies.has(word) || lists.organisation_words.has(&lower) || lists.page_words.has(&lower)
}

/// Whom the sentence describes that introduces a name: "the mayor, Tom Barker"; nobody where it says no more than the name.
pub(super) fn described(clause: &Clause, name: Span, cast: &Cast, before: &Antecedents) -> Option<Party> {
    let head = (0..clause.len()).find(|&i| clause.tokens.get(i).is_some_and(|token| token.span.end == name.end))?;
    parties::description(clause, head, cast, before).map(|cited| cited.party)
}
