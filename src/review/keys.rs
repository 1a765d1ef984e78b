//! Which key does what: one letter an act, the same on the page and in the terminal, each of them the project's to change.

use std::collections::BTreeMap;
use std::fmt;

/// Acts, as settings name them, and the keys that they have where nothing is said. Digits choose and stay what they are.
const DEFAULTS: [(&str, char); 17] = [
    ("accept", 'a'),
    ("reject", 'x'),
    ("other", 'o'),
    ("split", 's'),
    ("context", 'c'),
    ("all", 'g'),
    ("type", 't'),
    ("who", 'w'),
    ("whom", 'm'),
    ("status", 'v'),
    ("edit", 'e'),
    ("note", 'n'),
    ("why", '?'),
    ("skip", 'z'),
    ("undo", 'u'),
    ("quit", 'q'),
    ("help", 'h'),
];

/// The keys of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// By default key, the key that is pressed instead.
    pressed: BTreeMap<char, char>,
}

/// Why keys cannot be given so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// Not of the form `act=key`.
    Form(String),
    UnknownAct(String),
    /// A digit, a space or more than one letter.
    UnfitKey {
        act: String,
        key: String,
    },
    /// Two acts with one key.
    Taken {
        key: char,
        acts: [&'static str; 2],
    },
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyFault::Form(given) => write!(f, "`{given}` is not of the form ACT=KEY, as in skip=k"),
            KeyFault::UnknownAct(act) => {
                let known = DEFAULTS.map(|(act, _)| act).join(", ");
                write!(f, "a review has no act `{act}` (it has: {known})")
            }
            KeyFault::UnfitKey { act, key } => {
                write!(f, "`{key}` cannot be the key of `{act}`: a key is one letter or sign, and no digit")
            }
            KeyFault::Taken { key, acts: [one, other] } => {
                write!(f, "`{key}` is the key of `{one}` and of `{other}`; give one of them another")
            }
        }
    }
}

impl std::error::Error for KeyFault {}

impl Default for Keys {
    fn default() -> Keys {
        Keys { pressed: DEFAULTS.iter().map(|&(_, key)| (key, key)).collect() }
    }
}

impl Keys {
    /// The default keys with some of them changed, each given as `act=key`.
    ///
    /// # Errors
    /// Where an act is unknown, a key is none, or two acts would have the same.
    pub fn with<'a>(given: impl IntoIterator<Item = &'a str>) -> Result<Keys, KeyFault> {
        let mut keys = Keys::default();
        for one in given {
            let (act, key) = one.split_once('=').ok_or_else(|| KeyFault::Form(one.to_owned()))?;
            let (act, key) = (act.trim(), key.trim());
            let own = DEFAULTS.iter().find(|(name, _)| *name == act);
            let (_, own) = own.ok_or_else(|| KeyFault::UnknownAct(act.to_owned()))?;
            let fit = fit(key).ok_or_else(|| KeyFault::UnfitKey { act: act.to_owned(), key: key.to_owned() })?;
            keys.pressed.insert(*own, fit);
        }
        let mut acts: BTreeMap<char, &'static str> = BTreeMap::new();
        for (act, own) in DEFAULTS {
            let key = keys.of(own);
            if let Some(other) = acts.insert(key, act) {
                return Err(KeyFault::Taken { key, acts: [other, act] });
            }
        }
        Ok(keys)
    }

    /// The key of an act, which is named by the key that it has where nothing is said.
    pub fn of(&self, default: char) -> char {
        self.pressed.get(&default).copied().unwrap_or(default)
    }

    /// The default key of the act that a pressed key stands for; a digit stands for itself.
    pub fn meant(&self, pressed: char) -> Option<char> {
        let digit = pressed.is_ascii_digit().then_some(pressed);
        self.pressed.iter().find(|(_, key)| **key == pressed).map(|(own, _)| *own).or(digit)
    }

    /// By default key, the key that is pressed.
    pub fn all(&self) -> &BTreeMap<char, char> {
        &self.pressed
    }
}

fn fit(key: &str) -> Option<char> {
    let mut letters = key.chars();
    let one = letters.next().filter(|c| !c.is_ascii_digit() && !c.is_whitespace() && !c.is_control())?;
    letters.next().is_none().then_some(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_change_places_and_what_is_not_named_keeps_its_key() {
        let keys = Keys::with(["skip=x", " reject = z "]).unwrap();
        assert_eq!((keys.of('z'), keys.of('x'), keys.of('a')), ('x', 'z', 'a'));
        assert_eq!(
            (keys.meant('x'), keys.meant('z'), keys.meant('1'), keys.meant('y')),
            (Some('z'), Some('x'), Some('1'), None)
        );
        assert_eq!(Keys::with([]), Ok(Keys::default()));
        assert_eq!(Keys::with(["skip=й"]).unwrap().meant('z'), None, "a key that was given away is free");
    }

    #[test]
    fn faults_say_what_is_wrong() {
        let says = |given: &str, words: &str| {
            let fault = Keys::with(given.split(',')).unwrap_err().to_string();
            assert!(fault.contains(words), "{fault}");
        };
        says("skip", "`skip` is not of the form ACT=KEY");
        says("skp=k", "no act `skp` (it has: accept, reject, ");
        says("skip=7", "`7` cannot be the key of `skip`");
        says("skip=kk", "`kk` cannot be");
        says("skip=", "`` cannot be");
        says("skip=a", "`a` is the key of `accept` and of `skip`");
        says("skip=k,undo=k", "`k` is the key of `skip` and of `undo`");
    }
}
