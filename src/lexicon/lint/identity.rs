//! Entries that look like one actor (D010).

use super::Lints;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub fn lint(lints: &mut Lints) {
    let lexicon = lints.lexicon;
    let mut by_wikidata: HashMap<Arc<str>, &str> = HashMap::new();
    let mut by_look: HashMap<String, &str> = HashMap::new();
    for actor in &lexicon.actors {
        let look = format!("{} {:?} {}", actor.kind.as_str(), actor.country, look(&actor.name));
        let known = actor.wikidata.clone().and_then(|wikidata| by_wikidata.insert(wikidata, &actor.id));
        if let Some(other) = known {
            let message = format!("{} and {other} share a Wikidata id", actor.id);
            lints.warn("D010", &actor.at, message, "make them one entry, or correct the id");
        }
        if let Some(other) = by_look.insert(look, &actor.id) {
            let message = format!("{} and {other} look like one actor: their names differ only in spelling", actor.id);
            lints.warn("D010", &actor.at, message, "make them one entry, or tell them apart by country");
        }
    }
}

/// The name without what transliterations differ in: marks, doubled letters, the article, the order of words. Stricter than
/// the key that suggests known names to people: a warning on Omar and Amir would be a false one.
fn look(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || c == '-');
    let mut words: Vec<String> = words.filter(|word| !matches!(*word, "al" | "el" | "ul" | "the")).map(bones).collect();
    words.sort();
    words.join(" ")
}

/// Consonants that stand for each other made one, vowels only as those of the front and of the back of the mouth.
fn bones(word: &str) -> String {
    let mut out = String::new();
    for c in word.nfd().filter(|&c| !is_combining_mark(c) && c.is_alphanumeric()) {
        let c = match c {
            'q' => 'k',
            'v' => 'w',
            'z' => 's',
            'o' | 'u' => 'o',
            'a' | 'e' | 'i' | 'y' => 'a',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_look_alike() {
        for (a, b) in
            [("Muhammad Omar", "Mohammed Umar"), ("Qasem al-Rahman", "Kasim Rahman"), ("Zahīr Gül", "Zaheer Gul")]
        {
            assert_eq!(look(a), look(b), "{a}, {b}");
        }
        for (a, b) in [("Lashkar-e-Jhangvi", "Lashkar-e-Taiba"), ("Omar Khan", "Amir Khan"), ("Li Qiang", "Li Keqiang")]
        {
            assert_ne!(look(a), look(b), "{a}, {b}");
        }
    }
}
