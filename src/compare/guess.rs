//! What sort of name an unknown one seems to be, by its own words and by those around it. A guess, with its reasons: a
//! person decides.

use crate::dataset::LeftoverExample;
use crate::lexicon::{Lexicon, WordList, fold};
use crate::ontology::Kind;
use std::collections::{HashMap, HashSet};

/// What a name seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guess {
    /// Nothing tells it from a group: the default, as most names that events lack are groups.
    Group,
    Person,
    Place,
    /// What pages put around articles: captions, links, agency lines.
    Page,
}

impl Guess {
    /// In a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Guess::Group => "group",
            Guess::Person => "person",
            Guess::Place => "place",
            Guess::Page => "page furniture",
        }
    }
}

/// A guess and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guessed {
    pub guess: Guess,
    pub evidence: Vec<String>,
}

/// Guesses by the words of a lexicon.
pub struct Guesser<'a> {
    lexicon: &'a Lexicon,
    /// With what names of known persons begin, and of how many.
    first_names: HashMap<String, usize>,
}

/// Words of a name and those that stand around it in an example.
struct Around<'a> {
    name: &'a str,
    left: Vec<&'a str>,
    right: Vec<&'a str>,
    /// What follows directly, marks included.
    after: &'a str,
}

/// Letters around a name by which one line is known again in other articles.
const SAME: usize = 24;

impl<'a> Guesser<'a> {
    pub fn new(lexicon: &'a Lexicon) -> Self {
        let mut first_names: HashMap<String, usize> = HashMap::new();
        for actor in lexicon.actors.iter().filter(|actor| actor.kind == Kind::Person) {
            if let Some((first, _)) = actor.name.split_once(' ') {
                *first_names.entry(fold(first)).or_default() += 1;
            }
        }
        Guesser { lexicon, first_names }
    }

    /// What a name, in any of its spellings, seems to be.
    pub fn guess(&self, spellings: &[&str], examples: &[LeftoverExample]) -> Guessed {
        let name = spellings.first().copied().unwrap_or_default();
        let mut votes = Votes::default();
        self.by_words(name, &mut votes);
        for example in examples {
            let around = spellings.iter().find_map(|name| Around::of(name, &example.text));
            around.iter().for_each(|around| self.by_neighbours(around, &mut votes));
        }
        if let Some(docs) = repeated(spellings, examples) {
            votes.add(Guess::Page, 4, format!("the same line in {docs} articles"));
        }
        votes.result()
    }

    /// What the name itself tells.
    fn by_words(&self, name: &str, votes: &mut Votes) {
        let lists = &self.lexicon.metonymy;
        let words: Vec<&str> = name.split_whitespace().collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let of_page = |word: &&str| {
            let word = word.to_lowercase();
            lists.page_words.has(&word) || lists.openers.has(&word)
        };
        if words.iter().all(of_page) || lists.page_words.has(&last.to_lowercase()) {
            votes.add(Guess::Page, 4, format!("\"{last}\" is a word of pages"));
        }
        let is_body = |word: &&&str| lists.bodies.has(word) || has(&lists.organisation_words, word);
        if let Some(body) = words.iter().filter(|word| word.starts_with(char::is_uppercase)).find(is_body) {
            votes.add(Guess::Group, 4, format!("\"{body}\" in the name"));
        }
        if words.len() > 1 && self.is_place_noun(last) {
            votes.add(Guess::Place, 3, format!("\"{last}\" in the name"));
        }
        let known = self.first_names.get(&fold(first)).copied().unwrap_or(0);
        if (2..=3).contains(&words.len()) && known > 0 {
            let who = if known == 1 { "a known person is".to_owned() } else { format!("{known} known persons are") };
            votes.add(Guess::Person, 2, format!("{who} called {first}"));
        }
        if !name.contains(char::is_lowercase) && words.len() == 1 {
            votes.add(Guess::Group, 1, "all capitals".to_owned());
        }
    }

    /// What the words around it tell.
    fn by_neighbours(&self, around: &Around, votes: &mut Votes) {
        self.as_person(around, votes);
        self.as_place(around, votes);
        self.as_group(around, votes);
    }

    fn as_person(&self, around: &Around, votes: &mut Votes) {
        let (lists, rules) = (&self.lexicon.metonymy, &self.lexicon.rules);
        let (before, next) = around.beside();
        if has(&lists.titles, before) || has(&lists.kept_titles, before) {
            votes.add(Guess::Person, 3, format!("\"{before}\" before it"));
        }
        if is_age(around.after) || around.after.starts_with(", ") && rules.grammar.relative_persons.contains(next) {
            let after: String = around.after.chars().take(5).collect();
            votes.add(Guess::Person, 3, format!("\"{}\" after it", after.trim_end()));
        }
        let speaks = |word: &str| {
            word.starts_with(char::is_lowercase) && self.has_lemma(word, |lemma| rules.words.reporting.contains(lemma))
        };
        // Groups say things too, but news seldom gives them two plain words without "the".
        let is_plain = around.name.contains(' ') && !has(&lists.determiners, before);
        if is_plain && (speaks(next) && around.after.starts_with(' ') || speaks(before)) {
            votes.add(Guess::Person, 2, format!("\"{}\" beside it", if speaks(next) { next } else { before }));
        }
    }

    fn as_place(&self, around: &Around, votes: &mut Votes) {
        let (lists, words) = (&self.lexicon.metonymy, &self.lexicon.rules.words);
        let (before, next) = around.beside();
        let setting = around.left.iter().rev().nth(1).copied().unwrap_or_default();
        if has(&lists.body_links, before) && self.is_place_noun(setting) {
            votes.add(Guess::Place, 3, format!("\"{setting} {before}\" before it"));
        }
        if self.is_place_noun(next) && around.after.starts_with(' ') {
            votes.add(Guess::Place, 3, format!("\"{next}\" after it"));
        }
        if words.place_prepositions.contains(before) {
            votes.add(Guess::Place, 2, format!("\"{before}\" before it"));
        }
    }

    /// "Fighters of the X", "the X".
    fn as_group(&self, around: &Around, votes: &mut Votes) {
        let lists = &self.lexicon.metonymy;
        let mut left = around.left.iter().rev().copied().peekable();
        if let Some(article) = left.next_if(|word| has(&lists.determiners, word)) {
            votes.add(Guess::Group, 1, format!("\"{article}\" before it"));
        }
        let (Some(link), Some(holder)) = (left.next_if(|word| has(&lists.body_links, word)), left.next()) else {
            return;
        };
        if !self.is_place_noun(holder) && !self.lexicon.agents_of(&holder.to_lowercase()).is_empty() {
            votes.add(Guess::Group, 3, format!("\"{holder} {link}\" before it"));
        }
    }

    fn is_place_noun(&self, word: &str) -> bool {
        let nouns = &self.lexicon.rules.words.place_nouns;
        let word = word.to_lowercase();
        nouns.contains(&*word) || self.has_lemma(&word, |lemma| nouns.contains(lemma))
    }

    fn has_lemma(&self, word: &str, is_it: impl Fn(&str) -> bool) -> bool {
        self.lexicon.lemmas_of(&word.to_lowercase()).iter().any(|(lemma, _)| is_it(lemma))
    }
}

/// What speaks for each guess.
#[derive(Default)]
struct Votes {
    cast: Vec<(Guess, u32, String)>,
}

impl Votes {
    /// The same evidence counts once for each example, and is named once.
    fn add(&mut self, guess: Guess, weight: u32, evidence: String) {
        self.cast.push((guess, weight, evidence));
    }

    fn result(self) -> Guessed {
        let sum = |of: Guess| -> u32 { self.cast.iter().filter(|(guess, ..)| *guess == of).map(|(_, n, _)| n).sum() };
        let all = [Guess::Person, Guess::Place, Guess::Page];
        let best =
            all.into_iter().max_by_key(|guess| sum(*guess)).filter(|guess| sum(*guess) > sum(Guess::Group).max(1));
        let guess = best.unwrap_or(Guess::Group);
        let mut seen = HashSet::new();
        let own = self.cast.into_iter().filter(|(other, ..)| *other == guess).map(|(.., evidence)| evidence);
        Guessed { guess, evidence: own.filter(|evidence| seen.insert(evidence.clone())).collect() }
    }
}

impl<'a> Around<'a> {
    /// The words directly before and after it, or none.
    fn beside(&self) -> (&'a str, &'a str) {
        (self.left.last().copied().unwrap_or_default(), self.right.first().copied().unwrap_or_default())
    }

    fn of(name: &'a str, text: &'a str) -> Option<Around<'a>> {
        let (before, after) = text.split_once(name)?;
        let words = |part: &'a str| -> Vec<&'a str> {
            part.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect()
        };
        let close = before.ends_with(char::is_whitespace);
        let left = if close { words(before) } else { Vec::new() };
        Some(Around { name, left, right: words(after), after })
    }
}

fn has(list: &WordList, word: &str) -> bool {
    list.has(&word.to_lowercase())
}

/// ", 45,".
fn is_age(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(", ") else { return false };
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    digits == 2 && rest.get(2..).is_some_and(|rest| rest.starts_with([',', '.']))
}

/// In how many articles the same letters stand beside the name, where that is more than one.
fn repeated(spellings: &[&str], examples: &[LeftoverExample]) -> Option<usize> {
    let beside = |example: &LeftoverExample| {
        let (left, right) = spellings.iter().find_map(|name| example.text.split_once(name))?;
        let side = |letters: String| (letters.trim().chars().count() * 2 >= SAME).then_some(letters);
        let left = side(left.chars().rev().take(SAME).collect());
        Some([left, side(right.chars().take(SAME).collect())])
    };
    let mut docs: HashMap<String, HashSet<&str>> = HashMap::new();
    for example in examples {
        for letters in beside(example).into_iter().flatten().flatten() {
            docs.entry(letters).or_default().insert(&example.doc);
        }
    }
    docs.values().map(HashSet::len).max().filter(|docs| *docs > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Layer, load};
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> =
        LazyLock::new(|| load(&[Layer::Default]).unwrap_or_else(|faults| panic!("{faults:?}")));

    fn guess(name: &str, texts: &[&str]) -> (Guess, String) {
        let example = |(text, doc): (&&str, usize)| LeftoverExample {
            doc: format!("{doc}.txt"),
            sentence: 0,
            start: 0,
            end: 0,
            text: (*text).to_owned(),
        };
        let examples: Vec<_> = texts.iter().zip(0..).map(example).collect();
        let told = Guesser::new(&LEXICON).guess(&[name], &examples);
        (told.guess, told.evidence.join("; "))
    }

    #[test]
    fn names_by_their_words_and_neighbours() {
        for (name, text, guessed, evidence) in [
            ("Grey Column", "Fighters of the Grey Column left.", Guess::Group, "\"Fighters of\" before it"),
            ("Grey Column", "Nobody knew Grey Column then.", Guess::Group, ""),
            ("Hill People Front", "\"No,\" Hill People Front said.", Guess::Group, "\"Front\" in the name"),
            ("Torvald Brenn", "\"No,\" Torvald Brenn said.", Guess::Person, "\"said\" beside it"),
            ("Torvald Brenn", "Torvald Brenn, 45, a baker, left.", Guess::Person, "\", 45,\" after it"),
            ("Torvald Brenn", "They met Colonel Torvald Brenn there.", Guess::Person, "\"Colonel\" before it"),
            ("Mana Kalay", "A bomb went off in the village of Mana Kalay.", Guess::Place, "\"village of\" before it"),
            ("Mana Kalay", "A bomb went off in Mana Kalay district.", Guess::Place, "\"district\" after it"),
            ("Replay Videos", "Replay Videos and more.", Guess::Page, "\"Videos\" is a word of pages"),
        ] {
            let told = guess(name, &[text]);
            assert!(told.0 == guessed && told.1.contains(evidence), "{name} in {text}: {told:?}");
        }
    }

    #[test]
    fn one_line_in_several_articles_is_of_the_page() {
        let line = "Morning Brief gives you the news of the day at eight.";
        assert_eq!(guess("Morning Brief", &[line, line]), (Guess::Page, "the same line in 2 articles".to_owned()));
        assert_eq!(guess("Morning Brief", &[line, "Morning Brief was shot at."]).0, Guess::Group);
    }
}
