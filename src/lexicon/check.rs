//! What must hold of entries before they are compiled, and how it is said when it does not.

use super::compile::Layered;
use super::country::{codes, is_country};
use super::entry::{Needs, Word, day};
use super::fault::{Fault, Mend, Source};
use super::fold::fold;
use super::nearest::nearest;
use super::scan::can_meet;
use super::{Alias, At, Case, Lexicon, Need, Otherwise, Period, Rules, Slot, Window, spelling};
use crate::ontology::{EventType, Mode, Unknown};
use crate::origin::Origin;
use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;
use toml::Spanned;
use toml::value::Datetime;

/// PLOVER's codes for actors above states.
pub(super) const SUPRANATIONAL: &[&str] = &["IGO", "NGO", "MNC", "IMG", "ISM"];

/// Whether it is a country's code or a supranational one.
pub(super) fn is_code(code: &str) -> bool {
    is_country(code) || SUPRANATIONAL.contains(&code)
}

/// Which entries are read with their examples, and checked for what does not hinder them from being compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    All,
    /// But for those that are built in: a test has done so.
    Read,
}

/// Collects faults while entries are read into the lexicon.
pub(super) struct Checker<'a> {
    pub scope: Scope,
    pub sources: &'a [Source],
    pub faults: &'a mut Vec<Fault>,
    /// Ids of actors that a layer switched off: what still names them is passed over.
    pub off: HashSet<String>,
}

impl Checker<'_> {
    fn covers(&self, source: &Source) -> bool {
        self.scope == Scope::All || !source.is_built_in()
    }

    pub fn origin(&self, source: usize, at: usize) -> Origin {
        self.sources.get(source).map_or_else(|| Origin { file: "".into(), line: 0 }, |source| source.origin(at))
    }

    /// A byte offset of a file, to find it again.
    pub fn at(&self, source: usize, offset: usize) -> At {
        At { source: source as u32, offset: offset as u32, origin: self.origin(source, offset) }
    }

    pub fn fault(&mut self, code: &'static str, source: usize, at: usize, message: String, help: Option<String>) {
        if let Some(source) = self.sources.get(source) {
            self.faults.push(source.fault(code, at, message, help));
        }
    }

    /// A word of a closed set.
    pub fn word<T: FromStr<Err = Unknown>>(&mut self, source: usize, word: &Word) -> Option<T> {
        match word.get_ref().parse() {
            Ok(known) => Some(known),
            Err(unknown) => {
                let help = match nearest(&unknown.word, unknown.known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("one of {}", unknown.known.join(", ")),
                };
                let message = format!("`{}` is no {}", unknown.word, unknown.set);
                self.fault("D000", source, word.span().start, message, Some(help));
                None
            }
        }
    }

    pub fn words<T: FromStr<Err = Unknown>>(&mut self, source: usize, words: &[Word]) -> Vec<T> {
        words.iter().filter_map(|word| self.word(source, word)).collect()
    }

    /// An ISO 3166 alpha-3 code or one of PLOVER's supranational ones.
    pub fn code(&mut self, source: usize, code: &Word) -> Option<Arc<str>> {
        let text = code.get_ref();
        if !is_code(text) {
            let help = match nearest(text, codes()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write the ISO 3166 alpha-3 code (PAK), or one of {}", SUPRANATIONAL.join(", ")),
            };
            self.fault("D000", source, code.span().start, format!("`{text}` is no country code"), Some(help));
            return None;
        }
        Some(text.as_str().into())
    }

    /// A half-open period; its end must come after its beginning.
    pub fn period(&mut self, source: usize, at: usize, from: Option<&Datetime>, until: Option<&Datetime>) -> Period {
        let period = Period {
            from: from.and_then(|date| self.date(source, at, date)),
            until: until.and_then(|date| self.date(source, at, date)),
        };
        if let (Some(first), Some(end)) = (period.from, period.until)
            && end <= first
        {
            let help = "`until` is the first day on which it no longer holds".to_owned();
            self.fault("D006", source, at, format!("until {end} is not after from {first}"), Some(help));
        }
        period
    }

    fn date(&mut self, source: usize, at: usize, date: &Datetime) -> Option<Date> {
        let day = day(date).filter(|day| (1000..=2200).contains(&day.year()));
        if day.is_none() {
            let help = "write it as 2021-08-15".to_owned();
            self.fault("D006", source, at, format!("`{date}` is no date of the calendar"), Some(help));
        }
        day
    }

    /// A name that can be found: not empty, nothing in it that no reader sees, no marks of other tools.
    pub fn surface(&mut self, source: usize, text: &str, span: Range<usize>) {
        if !self.sources.get(source).is_some_and(|source| self.covers(source)) {
            return;
        }
        if fold(text).is_empty() {
            self.fault("D000", source, span.start, "an empty name finds nothing".into(), None);
            return;
        }
        let Some((wrong, clean)) = spelling::wrong(text) else { return };
        let Some(source) = self.sources.get(source) else { return };
        let help = clean.as_ref().map(|clean| format!("write \"{clean}\""));
        let mut fault = source.fault("D009", span.start, wrong, help);
        let place = source.quoted(span, text);
        fault.mend = clean.zip(place).map(|(clean, span)| Mend { span, text: format!("\"{clean}\"") });
        self.faults.push(fault);
    }

    pub fn case(&mut self, source: usize, word: &str, at: usize) -> Case {
        match word {
            "name" => Case::Name,
            "exact" => Case::Exact,
            "any" => Case::Any,
            other => {
                self.fault(
                    "D000",
                    source,
                    at,
                    format!("`{other}` is no case rule"),
                    Some("one of name, exact, any".into()),
                );
                Case::Name
            }
        }
    }

    pub fn window(&mut self, source: usize, word: &Word) -> Window {
        match word.get_ref().as_str() {
            "sentence" => Window::Sentence,
            "paragraph" => Window::Paragraph,
            "article" => Window::Article,
            other => {
                let help = "one of sentence, paragraph, article".to_owned();
                self.fault("D000", source, word.span().start, format!("`{other}` is no window"), Some(help));
                Window::Article
            }
        }
    }

    /// Whom a context rule picks; `none` is nobody.
    pub fn pick(&mut self, source: usize, word: &Word, ids: &HashMap<Arc<str>, u32>) -> Option<Arc<str>> {
        (word.get_ref() != "none").then(|| self.known(source, word, ids)).flatten()
    }

    pub fn otherwise(&mut self, source: usize, word: &Word, ids: &HashMap<Arc<str>, u32>) -> Otherwise {
        match word.get_ref().as_str() {
            "ask" => Otherwise::Ask,
            "drop" => Otherwise::Drop,
            _ => self.known(source, word, ids).map_or(Otherwise::Ask, Otherwise::Actor),
        }
    }

    pub fn known(&mut self, source: usize, word: &Word, ids: &HashMap<Arc<str>, u32>) -> Option<Arc<str>> {
        let id = ids.get_key_value(word.get_ref().as_str()).map(|(id, _)| id.clone());
        if id.is_none() && !self.off.contains(word.get_ref()) {
            let meant = nearest(word.get_ref(), ids.keys().map(|id| &**id));
            let help = meant.map(|meant| format!("did you mean `{meant}`?"));
            self.fault("D000", source, word.span().start, format!("no actor has the id `{}`", word.get_ref()), help);
        }
        id
    }

    /// Parents are actors, and nothing is part of itself.
    pub fn parents(&mut self, actors: &[Layered], lexicon: &Lexicon) {
        for actor in actors {
            for (source, parent) in actor.parents() {
                let (id, at) = (parent.get_ref().id(), parent.span().start);
                if lexicon.index_of(id).is_none() && !self.off.contains(id) {
                    let meant = nearest(id, lexicon.ids.keys().map(|id| &**id));
                    let help = meant.map(|meant| format!("did you mean `{meant}`?"));
                    self.fault("D000", source, at, format!("no actor has the id `{id}`"), help);
                }
                let own = actor.id().1.get_ref();
                if lexicon.wholes(id, None).iter().any(|whole| **whole == **own) || id == own {
                    let help = Some("a parent is what the actor is part of".to_owned());
                    self.fault("D000", source, at, format!("`{own}` would be part of itself"), help);
                }
            }
        }
    }

    /// A place in the grammar around a trigger; a word that is none of the named ones is a preposition.
    pub fn slot(&mut self, source: usize, word: &Word, rules: &Rules) -> Slot {
        let slot = Slot::named(&word.get_ref().to_lowercase());
        if let Some(preposition) = rules.unknown_preposition(&slot) {
            let help = "one of subject, object, dative, possessor, premodifier, complement, speaker, or a preposition of rules.toml";
            self.fault("D000", source, word.span().start, format!("`{preposition}` is no slot"), Some(help.to_owned()));
        }
        slot
    }

    pub fn needs(&mut self, source: usize, needs: &Spanned<Needs>) -> Vec<Need> {
        let words = match needs.get_ref() {
            Needs::One(word) => std::slice::from_ref(word),
            Needs::Several(words) => words,
        };
        let mut all = Vec::new();
        for word in words {
            match Need::parse(word) {
                Some(need) => all.push(need),
                None => {
                    let help = "one of actor, recipient, both, either, nobody, known, told".to_owned();
                    let message = format!("`{word}` is nothing an entry can need");
                    self.fault("D000", source, needs.span().start, message, Some(help));
                }
            }
        }
        all
    }

    /// A mode goes with its type.
    pub fn modes(&mut self, source: usize, event: EventType, words: &[Word], modes: &[Mode]) {
        for mode in modes.iter().filter(|mode| !Mode::of(event).contains(mode)) {
            let at = words.iter().find(|word| word.get_ref() == mode.as_str()).map_or(0, |word| word.span().start);
            let known: Vec<&str> = Mode::of(event).iter().map(|mode| mode.as_str()).collect();
            let help = if known.is_empty() {
                format!("{event} has no modes")
            } else {
                format!("{event} has {}", known.join(", "))
            };
            self.fault("D000", source, at, format!("`{mode}` is no mode of {event}"), Some(help));
        }
    }

    /// D001: one surface, several actors, nothing to tell them apart.
    pub fn shared_surfaces(&mut self, lexicon: &Lexicon) {
        if !self.sources.iter().any(|source| self.covers(source)) {
            return;
        }
        let name = |alias: &Alias| lexicon.actor_of(alias).map_or("(ignored)", |actor| &actor.id);
        for (alias, rival) in contested(lexicon) {
            let (Some(alias), Some(rival)) = (lexicon.aliases.get(alias as usize), lexicon.aliases.get(rival as usize))
            else {
                continue;
            };
            let (surface, own, other) = (fold(&alias.text), name(alias), name(rival));
            let message = format!("`{surface}` is {own} here and {other} there, with nothing to tell them apart");
            let help = format!("add an [[ambiguous]] block:  khabar dict edit --ambiguous \"{}\"", alias.text);
            self.fault("D001", alias.at.source as usize, alias.at.offset as usize, message, Some(help));
            let place = self.sources.get(rival.at.source as usize).map(|source| source.place(rival.at.offset as usize));
            self.faults.last_mut().into_iter().for_each(|fault| fault.also.clone_from(&place));
        }
    }
}

/// Aliases that nothing tells apart from one of somebody else, and the first such: indices into the lexicon's.
pub fn contested(lexicon: &Lexicon) -> Vec<(u32, u32)> {
    let mut holders: BTreeMap<String, Vec<(u32, &Alias)>> = BTreeMap::new();
    for (index, alias) in (0..).zip(&lexicon.aliases).filter(|(_, alias)| alias.ambiguity.is_none()) {
        holders.entry(fold(&alias.text)).or_default().push((index, alias));
    }
    let mut contested = Vec::new();
    for aliases in holders.values().filter(|aliases| aliases.len() > 1) {
        for (at, (index, alias)) in aliases.iter().enumerate() {
            let rival = aliases.iter().take(at).find(|(_, other)| {
                other.actor != alias.actor && meet(other.period, alias.period) && can_meet(other, alias)
            });
            contested.extend(rival.map(|(rival, _)| (*index, *rival)));
        }
    }
    contested
}

/// Whether some day lies in both periods.
pub(super) fn meet(a: Period, b: Period) -> bool {
    let before = |x: Period, y: Period| x.until.zip(y.from).is_some_and(|(until, from)| until <= from);
    !before(a, b) && !before(b, a)
}
