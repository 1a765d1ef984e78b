//! English inflection of the lemmas in the dictionaries: verb forms and noun plurals, irregular ones from
//! `text/irregular.toml`.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;

/// Which forms of its lemma a word can be. A set: "cut" is base, past and participle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms(u8);

impl Forms {
    pub const BASE: Forms = Forms(1);
    pub const THIRD_PERSON: Forms = Forms(2);
    pub const PAST: Forms = Forms(4);
    pub const PARTICIPLE: Forms = Forms(8);
    pub const ING: Forms = Forms(16);
    pub const SINGULAR: Forms = Forms(32);
    pub const PLURAL: Forms = Forms(64);

    /// Both sets together.
    pub fn with(self, other: Forms) -> Forms {
        Forms(self.0 | other.0)
    }

    /// Whether the two sets share a form.
    pub fn any(self, other: Forms) -> bool {
        self.0 & other.0 != 0
    }
}

/// What the rules do not tell: `text/irregular.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Irregular {
    #[serde(default)]
    verbs: Vec<[String; 3]>,
    #[serde(default)]
    third_person: HashMap<String, String>,
    /// Further forms of the present and of the past: "are", "were".
    #[serde(default)]
    present: HashMap<String, Vec<String>>,
    #[serde(default)]
    past: HashMap<String, Vec<String>>,
    #[serde(default)]
    doubling: HashSet<String>,
    #[serde(default)]
    either: HashSet<String>,
    #[serde(default)]
    nouns: Vec<[String; 2]>,
    #[serde(skip)]
    verb_index: HashMap<String, usize>,
    #[serde(skip)]
    noun_index: HashMap<String, usize>,
}

impl Irregular {
    /// Adds the tables of another file.
    pub fn extend(&mut self, other: Irregular) {
        self.verbs.extend(other.verbs);
        self.third_person.extend(other.third_person);
        self.present.extend(other.present);
        self.past.extend(other.past);
        self.doubling.extend(other.doubling);
        self.either.extend(other.either);
        self.nouns.extend(other.nouns);
        self.verb_index = self.verbs.iter().enumerate().map(|(i, verb)| (verb[0].clone(), i)).collect();
        self.noun_index = self.nouns.iter().enumerate().map(|(i, noun)| (noun[0].clone(), i)).collect();
    }

    /// Every form of a verb, each once, with what it can be. Hyphenated verbs inflect their last part.
    pub fn verb(&self, lemma: &str) -> Vec<(String, Forms)> {
        let irregular = self.verb_index.get(lemma).and_then(|&i| self.verbs.get(i));
        let third = self.third_person.get(lemma).cloned().unwrap_or_else(|| third_person(lemma));
        let mut forms = Vec::with_capacity(6);
        add(&mut forms, lemma.to_owned(), Forms::BASE);
        add(&mut forms, third, Forms::THIRD_PERSON);
        match irregular {
            Some([_, past, participle]) => {
                add(&mut forms, past.clone(), Forms::PAST);
                add(&mut forms, participle.clone(), Forms::PARTICIPLE);
            }
            None => {
                let past = Forms::PAST.with(Forms::PARTICIPLE);
                self.regular_past(lemma).into_iter().for_each(|word| add(&mut forms, word, past));
            }
        }
        self.ing(lemma).into_iter().for_each(|word| add(&mut forms, word, Forms::ING));
        for (more, form) in [(&self.present, Forms::BASE), (&self.past, Forms::PAST)] {
            more.get(lemma).into_iter().flatten().for_each(|word| add(&mut forms, word.clone(), form));
        }
        forms
    }

    /// Singular and plural of a noun, each once.
    pub fn noun(&self, lemma: &str) -> Vec<(String, Forms)> {
        let plural = match self.noun_index.get(lemma).and_then(|&i| self.nouns.get(i)) {
            Some([_, plural]) => plural.clone(),
            None => self.plural(lemma),
        };
        let mut forms = Vec::with_capacity(2);
        add(&mut forms, lemma.to_owned(), Forms::SINGULAR);
        add(&mut forms, plural, Forms::PLURAL);
        forms
    }

    fn plural(&self, lemma: &str) -> String {
        if let Some(stem) = lemma.strip_suffix("man").filter(|stem| stem.len() > 2 && !lemma.ends_with("human")) {
            return [stem, "men"].concat();
        }
        if is_plural(lemma) { lemma.to_owned() } else { third_person(lemma) }
    }

    fn regular_past(&self, lemma: &str) -> Vec<String> {
        match stem_before_vowel(lemma) {
            Some(stem) => vec![[&*stem, "ed"].concat()],
            None => self.doubled(lemma).into_iter().map(|stem| [&*stem, "ed"].concat()).collect(),
        }
    }

    fn ing(&self, lemma: &str) -> Vec<String> {
        if let Some(stem) = lemma.strip_suffix("ie") {
            return vec![[stem, "ying"].concat()];
        }
        let silent = lemma.ends_with('e')
            && !lemma.ends_with("ee")
            && !lemma.ends_with("oe")
            && !lemma.ends_with("ye")
            && lemma.len() > 2;
        if silent {
            return vec![[&lemma[..lemma.len() - 1], "ing"].concat()];
        }
        self.doubled(lemma).into_iter().map(|stem| [&*stem, "ing"].concat()).collect()
    }

    /// The stem before "-ed" and "-ing", with its last consonant doubled where English does so; both where both are used.
    fn doubled(&self, lemma: &str) -> Vec<String> {
        let doubled = || lemma.chars().next_back().map(|last| format!("{lemma}{last}")).unwrap_or_default();
        if lemma.ends_with('c') {
            return vec![[lemma, "k"].concat()];
        }
        if self.either.contains(lemma) {
            return vec![lemma.to_owned(), doubled()];
        }
        if self.doubling.contains(lemma) || is_short(lemma) { vec![doubled()] } else { vec![lemma.to_owned()] }
    }
}

/// The stem before "-ed" where it is not the lemma: "raid|ed" none, "seiz|ed", "carri|ed".
fn stem_before_vowel(lemma: &str) -> Option<String> {
    if let Some(stem) = lemma.strip_suffix('e') {
        return Some(stem.to_owned());
    }
    let stem = lemma.strip_suffix('y')?;
    let consonant = stem.chars().next_back().is_some_and(|c| !is_vowel(c));
    consonant.then(|| [stem, "i"].concat())
}

/// Whether the word is a plural by its look: "talks", "forces", not "bus", "pass", "crisis".
fn is_plural(lemma: &str) -> bool {
    let singular = ["ss", "us", "as", "is", "os"];
    lemma.ends_with('s') && lemma.len() > 3 && !singular.iter().any(|end| lemma.ends_with(end))
}

/// "-s": "attacks", "carries", "pushes".
fn third_person(lemma: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end)) && !lemma.ends_with("oo");
    match lemma.strip_suffix('y') {
        Some(stem) if stem.chars().next_back().is_some_and(|c| !is_vowel(c)) => [stem, "ies"].concat(),
        _ if sibilant => [lemma, "es"].concat(),
        _ => [lemma, "s"].concat(),
    }
}

/// One syllable that ends in one consonant after one vowel: "ban", "stab", "hit", not "aid", "row", "fix".
fn is_short(lemma: &str) -> bool {
    let word = lemma.rsplit('-').next().unwrap_or(lemma);
    let mut letters = word.chars().rev();
    let (Some(last), Some(vowel), Some(before)) = (letters.next(), letters.next(), letters.next()) else {
        return false;
    };
    let after_q = before == 'u' && letters.next() == Some('q');
    let ends_so =
        is_vowel(vowel) && (!is_vowel(before) || after_q) && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y');
    let is_syllable = |&(i, c): &(usize, char)| is_vowel(c) && !(c == 'u' && word[..i].ends_with('q'));
    ends_so && word.char_indices().filter(is_syllable).count() == 1
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Adds a form, or what a known one can be besides.
fn add(forms: &mut Vec<(String, Forms)>, word: String, form: Forms) {
    match forms.iter_mut().find(|(known, _)| *known == word) {
        Some((_, known)) => *known = known.with(form),
        None => forms.push((word, form)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn irregular() -> Irregular {
        let mut all = Irregular::default();
        all.extend(toml::from_str(include_str!("../../dictionaries/text/irregular.toml")).unwrap());
        all
    }

    #[test]
    fn verbs_inflect_as_english_does() {
        let irregular = irregular();
        for (lemma, expected) in [
            ("attack", "attack attacks attacked attacking"),
            ("have", "have has had having"),
            ("be", "be is was been being am are were"),
            ("carry", "carry carries carried carrying"),
            ("seize", "seize seizes seized seizing"),
            ("ban", "ban bans banned banning"),
            ("raid", "raid raids raided raiding"),
            ("flee", "flee flees fled fleeing"),
            ("free", "free frees freed freeing"),
            ("die", "die dies died dying"),
            ("shoot", "shoot shoots shot shooting"),
            ("put", "put puts putting"),
            ("break", "break breaks broke broken breaking"),
            ("expel", "expel expels expelled expelling"),
            ("open", "open opens opened opening"),
            ("panic", "panic panics panicked panicking"),
            ("cancel", "cancel cancels canceled cancelled canceling cancelling"),
            ("row", "row rows rowed rowing"),
            ("veto", "veto vetoes vetoed vetoing"),
            ("push", "push pushes pushed pushing"),
            ("quit", "quit quits quitting"),
            ("deploy", "deploy deploys deployed deploying"),
            ("agree", "agree agrees agreed agreeing"),
            ("air-drop", "air-drop air-drops air-dropped air-dropping"),
        ] {
            let forms: Vec<String> = irregular.verb(lemma).into_iter().map(|(word, _)| word).collect();
            assert_eq!(forms.join(" "), expected, "{lemma}");
        }
    }

    #[test]
    fn nouns_have_their_plurals() {
        let irregular = irregular();
        for (lemma, plural) in [
            ("attack", "attacks"),
            ("policeman", "policemen"),
            ("enemy", "enemies"),
            ("clash", "clashes"),
            ("embargo", "embargoes"),
            ("aircraft", "aircraft"),
            ("crisis", "crises"),
            ("thief", "thieves"),
            ("chief", "chiefs"),
            ("human", "humans"),
            ("talks", "talks"),
            ("bus", "buses"),
            ("pass", "passes"),
        ] {
            assert_eq!(irregular.noun(lemma).last().unwrap().0, plural, "{lemma}");
        }
    }
}
