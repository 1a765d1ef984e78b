//! `[metonymy]` of `rules.toml`: when a capital or country acts or is acted on, when it is only a place, and what belongs
//! to names and what does not.

use super::fault::Source;
use crate::origin::Origin;
use rustc_hash::FxHashSet as HashSet;
use serde::Deserialize;
use std::sync::Arc;
use toml::Spanned;

/// A list of words and where it stands.
#[derive(Clone, Debug)]
pub struct WordList {
    /// The list's key: the id that traces show.
    pub id: Arc<str>,
    pub words: HashSet<Box<str>>,
    pub origin: Origin,
}

impl WordList {
    /// Whether the word (lower case) is in it.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    fn empty(id: &str) -> WordList {
        WordList { id: id.into(), words: HashSet::default(), origin: Origin { file: "rules.toml".into(), line: 0 } }
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Words around names, lower case.
        #[derive(Clone, Debug)]
        pub struct Metonymy { $($(#[$doc])* pub $name: WordList),+ }

        impl Default for Metonymy {
            fn default() -> Metonymy {
                Metonymy { $($name: WordList::empty(stringify!($name))),+ }
            }
        }

        #[derive(Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct Raw { $($name: Option<Spanned<Vec<String>>>),+ }

        impl Metonymy {
            fn compile(raw: Raw, origin: impl Fn(usize) -> Origin) -> Metonymy {
                Metonymy { $($name: list(stringify!($name), raw.$name, &origin)),+ }
            }
        }
    };
}

lists! {
    /// Prepositions after which a country or capital is a place.
    place_after,
    /// Prepositions after which a capital is a place, though a country is not: "the fall of Kabul", "a strike on Kabul".
    capital_place_after,
    /// Words that make the name after "to" a place: "flew to", "refugees to". After any other it is a party.
    motion,
    /// Words that make the name after their preposition a party: "response from", "interference in".
    party_words,
    /// Words that may stand between a preposition and the name: "in neighbouring Iran".
    between,
    /// Nouns directly after a capital that make it a place: "Kabul airport".
    place_before,
    /// Nouns directly after a capital that make it a government: "the Kabul government".
    government_before,
    /// Verbs (base forms) whose object, when it is a capital, is a place: "captured Kabul", "left Kabul".
    place_verbs,
    /// Words before a capital that make it a place: "its Kabul mission".
    determiners,
    /// Words and marks, besides the comma, that join the names of a list: "and".
    links,
    /// Words that are capitalised only because they begin a sentence.
    openers,
    /// Titles before a person's name; no part of it.
    titles,
    /// Titles that are part of it: "Mullah".
    kept_titles,
    /// Capitalised words with which names of organisations begin or end: "Bank", "University". A country within such a
    /// name is no mention.
    organisation_words,
    /// What organisations call themselves, at the end of their names or before "of" and "for", capitalised: "Front".
    bodies,
    /// Words that pages put around articles in capitals: "Replay", "Videos".
    page_words,
    /// Prepositions between what an organisation calls itself and the rest of its name: "Front of", "Movement for".
    body_links,
    /// Small words within names that no dictionary knows: "Movement for Justice", "Sheikh bin Zayed".
    name_links,
    /// The preposition before a goal or an addressee: "flew to Kabul", "a threat to Kabul".
    towards,
    /// The preposition after which a capital is a place whatever stands before: "interference in Kabul".
    within,
    /// Forms of the verb that tells of a town's capture: "Kabul fell".
    falls,
    /// Forms of "be" before what is done to a town: "Kabul was hit".
    passives,
    /// What stands between a full name and its acronym outside brackets: ", or TTP".
    acronym_links,
    /// Words in brackets beside an acronym: "(hereafter the TTP)".
    acronym_words,
    /// Titles of men and of women, capitalised.
    male_titles,
    female_titles,
    /// Capitalised words that are no names: weekdays, months, ranks, "Muslim".
    not_names,
}

fn list(id: &str, words: Option<Spanned<Vec<String>>>, origin: &impl Fn(usize) -> Origin) -> WordList {
    let Some(words) = words else { return WordList::empty(id) };
    let at = words.span().start;
    WordList { id: id.into(), words: words.into_inner().into_iter().map(String::into).collect(), origin: origin(at) }
}

impl Metonymy {
    /// A name without its article: "Jabari" of "al-Jabari".
    pub fn behind_article<'a>(&self, name: &'a str) -> Option<&'a str> {
        let (article, bare) = name.split_once('-')?;
        (self.name_links.has(&article.to_lowercase()) && bare.starts_with(char::is_uppercase)).then_some(bare)
    }

    /// Reads the section; what is wrong is returned with its byte offset.
    pub(super) fn parse(source: &Source) -> (Metonymy, Option<(usize, String)>) {
        #[derive(Deserialize)]
        struct File {
            #[serde(default)]
            metonymy: Raw,
        }
        match source.read::<File>() {
            Ok(file) => (Metonymy::compile(file.metonymy, |at| source.origin(at)), None),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                (Metonymy::default(), Some((at, error.message().to_owned())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fault::Text;

    #[test]
    fn lists_say_where_they_stand() {
        let read = |text: &str| Metonymy::parse(&Source::new(0, "rules.toml", Text::Read(text.into())));
        let (metonymy, wrong) = read("[metonymy]\nplace_after = [\"in\"]\n");
        assert_eq!(wrong, None);
        assert!(metonymy.place_after.has("in"));
        assert_eq!(metonymy.place_after.origin.line, 2);
        let (_, wrong) = read("[metonymy]\nplaces = [\"in\"]\n");
        assert_eq!(wrong.map(|(at, _)| at), Some(11));
    }
}
