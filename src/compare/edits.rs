//! How the dictionaries of two datasets differ, and which rows that can have changed.

use crate::dataset::{Held, Wanted};
use crate::lexicon::{Touched, held_words};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Dictionary files of a dataset: name within its layer, and text.
pub type Files = Vec<(String, String)>;

/// What was edited between two snapshots of the dictionaries.
pub struct Edits {
    /// Names of the files that differ.
    pub files: Vec<String>,
    old: Lines,
    new: Lines,
    touched: Touched,
    wanted: Option<Wanted>,
    /// Articles that hold no word by which an edit could reach them.
    out_of_reach: HashSet<String>,
}

/// Each file's lines, in every layer that has it.
struct Lines {
    numbered: HashMap<String, Vec<Vec<String>>>,
    all: HashSet<String>,
}

impl Edits {
    /// Compares the files of two snapshots; `touched` is what that means for articles, as far as it can be told.
    pub fn new(old: &Files, new: &Files, touched: Touched) -> Edits {
        let wanted = match &touched {
            Touched::All(_) => None,
            Touched::Holding(sets) => Some(Wanted::new(sets)),
        };
        let (files, out_of_reach) = (differing(old, new), HashSet::new());
        Edits { files, old: Lines::of(old), new: Lines::of(new), touched, wanted, out_of_reach }
    }

    /// Takes note of the words that an article of the new dataset holds. One of which none is taken counts as touched.
    pub fn held(&mut self, article: Held) {
        if self.wanted.as_ref().is_some_and(|wanted| !wanted.is_held_by(&article)) {
            self.out_of_reach.insert(article.doc);
        }
    }

    /// Whether the edits can have changed a row of the article.
    pub(super) fn touch(&self, doc: &str) -> bool {
        !self.out_of_reach.contains(doc)
    }

    /// Whether a line that the one trace names is not in the other dictionaries.
    pub(super) fn changed_lines(&self, old: &[String], new: &[String]) -> bool {
        let missing = |trace: &[String], own: &Lines, other: &Lines| {
            trace.iter().flat_map(|place| own.at(place)).any(|line| !other.all.contains(line))
        };
        missing(old, &self.old, &self.new) || missing(new, &self.new, &self.old)
    }

    /// Whether words by which an edit reaches articles stand in the sentence.
    pub(super) fn names_in(&self, sentence: &str) -> bool {
        let Touched::Holding(sets) = &self.touched else { return false };
        let mut words = HashSet::new();
        held_words(sentence, |word| {
            words.insert(word.to_owned());
        });
        sets.iter().any(|set| !set.is_empty() && set.iter().all(|word| words.contains(word)))
    }
}

impl Lines {
    fn of(files: &Files) -> Lines {
        let mut numbered: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for (name, text) in files {
            let lines = text.lines().map(|line| line.trim().to_owned()).collect();
            numbered.entry(name.clone()).or_default().push(lines);
        }
        let all = numbered.values().flatten().flatten().cloned().collect();
        Lines { numbered, all }
    }

    /// What stands at a place of a trace, `actors/groups.toml:12 what`, in every layer that has the file.
    fn at<'a>(&'a self, place: &'a str) -> impl Iterator<Item = &'a String> {
        let place = place.split(' ').next().unwrap_or_default();
        let (file, number) = place.rsplit_once(':').unwrap_or((place, ""));
        let line = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let layers = self.numbered.get(file).into_iter().flatten();
        layers.filter_map(move |lines| lines.get(line?))
    }
}

/// Names of the files that one snapshot lacks or has otherwise, whichever layer they are in.
fn differing(old: &Files, new: &Files) -> Vec<String> {
    fn by_name(files: &Files) -> BTreeMap<&str, Vec<&str>> {
        let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        files.iter().for_each(|(name, text)| named.entry(name).or_default().push(text));
        named
    }
    let (old, new) = (by_name(old), by_name(new));
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    names.into_iter().filter(|name| old.get(name) != new.get(name)).map(str::to_owned).collect()
}
