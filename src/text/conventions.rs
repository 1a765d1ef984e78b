//! What the text layer needs to know of a language's habits; read from `dictionaries/text/`.

use super::residue::{LinePattern, LinePatterns, Reach, Residue};
use jiff::civil::Weekday;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

/// Abbreviations, line patterns and the words of dates, compiled by the lexicon from `dictionaries/text/*.toml`.
#[derive(Clone, Debug, Default)]
pub struct Conventions {
    /// Abbreviations that never end a sentence (`Lt`, `Gen`, `Mr`), without their full stop, as written.
    pub titles: HashSet<String>,
    /// Abbreviations that may end one (`U.S`, `p.m`, `Inc`), without their last full stop.
    pub abbreviations: HashSet<String>,
    /// Those that stand before a number (`No`, `Oct`, `Art`), without their full stop.
    pub before_number: HashSet<String>,
    /// Words that begin a sentence in capitals and are no names (`The`, `He`), lower case.
    pub starters: HashSet<String>,
    /// Verbs that say whose a quotation is (`said`, `asked`), lower case.
    pub speech: HashSet<String>,
    /// Lines of a page that are not the article.
    pub residue: Residue,
    /// Lines at head or foot that say something about the article: their groups are named after `Metadata` fields
    /// (`date`, `source`, `title`, `url`, `lang`).
    pub metadata: Vec<LinePattern>,
    /// Month names and their short forms, lower case, without full stop.
    pub months: HashMap<String, i8>,
    /// Names of the days of the week and their short forms, lower case, without full stop.
    pub weekdays: HashMap<String, Weekday>,
    /// Words that stand around a date on its line (`published`, `gmt`), lower case.
    pub date_words: HashSet<String>,
    /// News agencies as datelines name them (`Reuters`, `AP`).
    pub agencies: HashSet<String>,
    /// Words in capitals before a colon that are no place (`CORRECTION`, `WATCH`).
    pub not_places: HashSet<String>,
    /// Places whose names begin as a sentence does, in capitals (`THE HAGUE`).
    pub articled_places: HashSet<String>,
}

/// The plain lists that [`Conventions`] are compiled from.
#[derive(Clone, Debug, Default)]
pub struct ConventionLists {
    pub titles: Vec<String>,
    pub abbreviations: Vec<String>,
    pub before_number: Vec<String>,
    pub starters: Vec<String>,
    pub speech: Vec<String>,
    pub lines: Vec<LinePatterns>,
    /// For each month from January its names.
    pub months: Vec<Vec<String>>,
    /// For each day from Monday its names.
    pub weekdays: Vec<Vec<String>>,
    pub date_words: Vec<String>,
    pub agencies: Vec<String>,
    pub not_places: Vec<String>,
    pub articled_places: Vec<String>,
}

impl Conventions {
    /// Compiles the lists, if every pattern is a regular expression; [`LinePatterns::faults`] says which is not.
    pub fn new(lists: &ConventionLists) -> Result<Conventions, regex::Error> {
        let metadata = lists.lines.iter().filter(|lines| lines.reach == Reach::Metadata);
        let set = |words: &[String]| words.iter().cloned().collect();
        let lower = |words: &[String]| words.iter().map(|word| word.to_lowercase()).collect();
        Ok(Conventions {
            titles: set(&lists.titles),
            abbreviations: set(&lists.abbreviations),
            before_number: set(&lists.before_number),
            starters: lower(&lists.starters),
            speech: lower(&lists.speech),
            residue: Residue::new(&lists.lines)?,
            metadata: metadata
                .flat_map(|lines| &lines.patterns)
                .map(|pattern| LinePattern::new(pattern))
                .collect::<Result<_, _>>()?,
            months: numbered(&lists.months).filter_map(|(name, month)| Some((name, month.try_into().ok()?))).collect(),
            weekdays: numbered(&lists.weekdays)
                .filter_map(|(name, day)| Some((name, Weekday::from_monday_one_offset(day.try_into().ok()?).ok()?)))
                .collect(),
            date_words: lower(&lists.date_words),
            agencies: set(&lists.agencies),
            not_places: set(&lists.not_places),
            articled_places: set(&lists.articled_places),
        })
    }

    /// Whether a full stop right after `word` belongs to it, as far as the word itself and what follows the stop tell.
    ///
    /// `after` is the text behind the stop, white space included.
    pub fn takes_stop(&self, word: &str, after: &str) -> bool {
        if self.titles.contains(word) || self.abbreviations.contains(word) || is_dotted_letters(word) {
            return true;
        }
        let mut rest = after.trim_start().chars();
        match rest.next() {
            Some(next) if next.is_ascii_digit() => self.before_number.contains(word) || is_initial(word),
            // A lone capital at the end of a sentence is a name ("Plan B."), before more words an initial.
            Some(_) => is_initial(word),
            None => false,
        }
    }
}

/// Each name, in lower case, with the number of its list from 1.
fn numbered(lists: &[Vec<String>]) -> impl Iterator<Item = (String, usize)> {
    lists.iter().zip(1..).flat_map(|(names, number)| names.iter().map(move |name| (name.to_lowercase(), number)))
}

/// `U.S`, `p.m`, `J.R.R`: single letters with stops between them.
pub(super) fn is_dotted_letters(word: &str) -> bool {
    word.len() > 2
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

/// A single capital letter.
pub(super) fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}
