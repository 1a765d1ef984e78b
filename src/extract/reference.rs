//! Who "he", "they", "the group" and "the ministry" mean: the last fitting actor named before.

mod description;

use super::LOOK_BACK;
use super::clause::Clause;
use super::parties::{is_own_state, is_same, is_same_state};
use super::roles;
use crate::annotation::{Party, Trace};
use crate::lexicon::Lexicon;
use crate::ontology::{Gender, Kind};
use crate::syntax::{Label, Tag};
use crate::text::Span;
use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

/// How many sentences back a word may refer: farther back the wrong one is too often meant.
const REACH: u32 = 1;
/// How many "he" and "she" may: a person is told of for longer.
const PERSON_REACH: u32 = 3;

/// The first sentence that may tell whom the words of one mean, or whose they are.
pub(super) fn first_meant(clause: &Clause) -> u32 {
    clause.sentence.saturating_sub(reach_of_words(clause))
}

/// How many sentences back whoever speaks may have been told.
fn reach_of_words(clause: &Clause) -> u32 {
    if clause.goes_on_with_a_quotation() { QUOTATION_REACH } else { REACH }
}

/// How many sentences back a quotation may have begun that goes on.
const QUOTATION_REACH: u32 = 5;

/// The first sentence to which words of a sentence may refer.
pub(super) fn reach(sentence: u32) -> u32 {
    sentence.saturating_sub(REACH)
}

/// How many sentences back the two may have been named whom "the two countries" means.
const BOTH_REACH: u32 = 6;

/// How many sentences back the two sides of talks or clashes may have been named.
const PAIR_REACH: u32 = 3;

/// An actor named earlier in the article.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub party: Party,
    pub trace: Vec<Trace>,
    pub kind: Kind,
    pub sentence: u32,
    /// Byte offset in the article.
    pub at: u32,
    pub standing: Standing,
    /// Many, or one: agents in the plural.
    pub plural: bool,
    /// It says something.
    pub speaks: bool,
    /// Of those whom "and" makes one subject: where the first of them stands.
    pub company: Option<u32>,
}

/// How much a sentence is about somebody whom it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Told,
    /// The first named.
    First,
    /// The subject of one of its verbs.
    Subject,
}

/// The actors named so far, in the order of their sentences.
#[derive(Debug, Default)]
pub(super) struct Antecedents {
    all: Vec<Referent>,
    /// People whom no dictionary knows, by surname, as they were introduced.
    introduced: HashMap<String, Party>,
    /// The states or groups of what two did to each other or together, by their ids, and in which sentence.
    pairs: Vec<(u32, [Arc<str>; 2])>,
    /// The day on which offices are held.
    day: Option<Date>,
}

impl Antecedents {
    pub fn on(day: Option<Date>) -> Antecedents {
        Antecedents { day, ..Antecedents::default() }
    }

    /// Adds an actor; sentences may be told of late.
    pub fn add(&mut self, referent: Referent) {
        let at = self.all.partition_point(|known| known.sentence <= referent.sentence);
        self.all.insert(at, referent);
    }

    /// Hears which two an event was between.
    pub fn pair(&mut self, sentence: u32, sides: [Arc<str>; 2]) {
        self.pairs.push((sentence, sides));
    }

    /// Hears who bears a surname that no dictionary knows.
    pub fn introduce(&mut self, surname: &str, who: Party) {
        self.introduced.insert(surname.to_owned(), who);
    }

    /// Whom a surname means that no dictionary knows.
    pub fn stranger(&self, surname: &str) -> Option<&Party> {
        self.introduced.get(surname)
    }

    fn recent(&self) -> impl DoubleEndedIterator<Item = &Referent> {
        self.all.iter().skip(self.all.len().saturating_sub(LOOK_BACK))
    }

    /// Those whom a sentence tells of.
    fn of_sentence(&self, sentence: u32) -> impl Iterator<Item = &Referent> {
        self.recent().rev().skip_while(move |r| r.sentence > sentence).take_while(move |r| r.sentence == sentence)
    }

    /// Whom a pronoun at `token` means.
    pub fn pronoun(&self, word: &str, clause: &Clause, token: usize) -> Option<&Referent> {
        let doers = self.doers(clause, token);
        let speakers = self.quoted(clause, token);
        let is_quoted = |r: &Referent| {
            let own =
                |s: &&Referent| is_same(&s.party, &r.party) || r.party.actor.is_some() && s.party.code == r.party.actor;
            speakers.iter().any(own)
        };
        let acts = |r: &Referent| {
            // "Norway's envoy met the rebels. He urged them": Norway is not urged.
            let does = |doer: &&Referent| is_same(&doer.party, &r.party) || is_own_state(&doer.party, &r.party);
            doers.iter().any(does) || is_quoted(r) || is_acted_on(clause, token, r)
        };
        // With the subject left out, what was named first after it is acted on again: "took Israel to the court, accusing it".
        let first = !doers.is_empty();
        let within = |reach: u32, fits: &dyn Fn(&Referent) -> bool| {
            let first = |r: &Referent| if first { u32::MAX - r.at } else { r.at };
            self.last(clause, token, reach, first, |r| !acts(r) && fits(r))
        };
        let last = |fits: &dyn Fn(&Referent) -> bool| within(REACH, fits);
        let is_person = |r: &Referent, gender| r.kind == Kind::Person && may_be(&r.party, gender, clause.lexicon);
        let person = |gender| within(PERSON_REACH, &|r| is_person(r, gender));
        let words = &clause.lexicon.rules.reference;
        // "recognised the Taliban after its fighters took Kabul": fighters are a group's.
        let may_be_a_group = words.body.contains(word) || words.several.contains(word);
        let owned = clause.head_by(token, Label::Poss).filter(|_| may_be_a_group);
        let owns_rebels = owned.is_some_and(|own| clause.is_one_of(own, &words.rebel_nouns));
        if owns_rebels && let Some(group) = last(&|r| r.kind == Kind::Group && r.party.actor.is_some()) {
            return Some(group);
        }
        if words.male.contains(word) {
            person(Gender::Male)
        } else if words.female.contains(word) {
            person(Gender::Female)
        } else if words.body.contains(word) {
            last(&|r| r.kind != Kind::Person && !r.plural)
        } else if words.several.contains(word) {
            last(&|r| r.kind != Kind::Person || r.plural || r.company.is_some())
        } else {
            None
        }
    }

    /// Who spoke in the sentence before, or in the last few where a quotation goes on: whose words it is.
    pub fn speaker_before(&self, clause: &Clause) -> Option<&Referent> {
        let mut before = (1..=reach_of_words(clause)).filter_map(|back| clause.sentence.checked_sub(back));
        before.find_map(|sentence| self.of_sentence(sentence).find(|r| r.speaks))
    }

    /// Whom "they" means where it means several: "Britain and France met. They agreed".
    pub fn company(&self, clause: &Clause, token: usize) -> Vec<&Referent> {
        let word = clause.lower(token);
        let several = clause.lexicon.rules.reference.several.contains(word) && clause.tag(token) == Tag::Prp;
        let first = if several { self.pronoun(word, clause, token) } else { None };
        let company = first.and_then(|first| first.company);
        company.map(|_| self.recent().filter(|r| r.company == company).collect()).unwrap_or_default()
    }

    /// Who is quoted: in "They attacked us," said the general, they are neither he nor his country.
    fn quoted(&self, clause: &Clause, token: usize) -> Vec<&Referent> {
        let speaker = roles::speaker(clause, token).filter(|&speaker| clause.is_quoted() && token < speaker);
        let Some((from, to)) = speaker.map(|speaker| clause.phrase(speaker)) else { return Vec::new() };
        let Span { start, end } = clause.stretch(from, to);
        self.recent().filter(|r| (start..end).contains(&r.at)).collect()
    }

    /// Who acts on the pronoun, and so cannot be meant by it: in "Iran attacked it", "it" is not Iran.
    fn doers(&self, clause: &Clause, token: usize) -> Vec<&Referent> {
        let Some(subject) = own_subject(clause, token) else { return Vec::new() };
        let (from, to) = clause.phrase(subject);
        let Span { start, end } = clause.stretch(from, to);
        let named = self.recent().filter(|r| (start..end).contains(&r.at));
        // "He urged them": whom the pronoun means; one that is acted on itself would be asked for in circles.
        let acts = matches!(clause.label(subject), Label::Nsubj | Label::NsubjPass);
        let meant = if acts { self.pronoun(clause.lower(subject), clause, subject) } else { None };
        named.chain(meant).collect()
    }

    /// The two whom "the two countries", "both sides" mean: the states or groups named last.
    pub fn both(&self, clause: &Clause, token: usize) -> Vec<&Referent> {
        let words = &clause.lexicon.rules.reference;
        let definite = || clause.is_definite(token) && words.pairs_alone.contains(clause.lower(token));
        let two = clause.children(token).any(|child| words.both.contains(clause.lower(child))) || definite();
        if !two || !words.pair_nouns.contains(clause.lower(token)) {
            return Vec::new();
        }
        let Some(at) = clause.tokens.get(token).map(|token| token.span.start) else { return Vec::new() };
        // "Egypt and Qatar pressed both sides": two others.
        let doers = self.doers(clause, token);
        let acts = |r: &Referent| doers.iter().any(|doer| is_same(&doer.party, &r.party));
        // "the two countries" are no armed groups.
        let states = words.state_pairs.contains(clause.lower(token));
        let meant = |r: &&Referent| !acts(r) && (!states || r.kind == Kind::State);
        let near = |r: &&Referent| r.at < at && clause.sentence.saturating_sub(r.sentence) <= BOTH_REACH;
        let before = || self.recent().rev().filter(near);
        if words.person_pairs.contains(clause.lower(token)) {
            if !points_to_persons(clause, token) {
                return Vec::new();
            }
            let is_named = |r: &&Referent| r.kind == Kind::Person && r.party.actor.is_some() && !acts(r);
            let persons = last_of(2, before().filter(is_named));
            if !persons.is_empty() {
                return persons;
            }
        }
        // "Armenian troops shelled a village in Azerbaijan. Russia voiced concern. Both sides".
        let told = |pair: &&(u32, _)| pair.0 <= clause.sentence && clause.sentence - pair.0 <= BOTH_REACH;
        let between = self.pairs.iter().rev().take(LOOK_BACK).filter(told);
        let named = |id: &Arc<str>| before().filter(meant).find(|r| r.party.actor.as_ref() == Some(id));
        let pair =
            between.map(|(_, ids)| ids.iter().filter_map(named).collect::<Vec<&Referent>>()).find(|p| p.len() == 2);
        if let Some(pair) = pair {
            return pair;
        }
        let company = before().filter(meant).find_map(|r| r.company);
        let together = before().filter(meant).filter(|r| company.is_some() && r.company == company);
        // "The two countries recalled their envoys after Algeria accused Mali": those named later in the sentence.
        let here = self.recent().rev().filter(|r| r.sentence == clause.sentence).filter(meant);
        let pairs = [last_named(2, together), last_named(2, before().filter(meant)), last_named(2, here)];
        pairs.into_iter().find(|pair| !pair.is_empty()).unwrap_or_default()
    }

    /// The so many states or groups named last before `at` in this sentence or shortly before it, but for those left out.
    pub fn last_named(&self, many: usize, sentence: u32, at: u32, leave_out: impl Fn(&Party) -> bool) -> Vec<&Party> {
        let near =
            |r: &&Referent| r.at < at && sentence.saturating_sub(r.sentence) <= PAIR_REACH && !leave_out(&r.party);
        last_named(many, self.recent().rev().filter(near)).into_iter().map(|r| &r.party).collect()
    }

    /// The only state or group that the sentence names, but for those left out.
    pub fn only(&self, sentence: u32, leave_out: impl Fn(&Party) -> bool) -> Option<&Party> {
        let here = |r: &&Referent| {
            r.sentence == sentence && matches!(r.kind, Kind::State | Kind::Group) && r.party.actor.is_some()
        };
        let named = self.recent().rev().take_while(|r| r.sentence >= sentence).filter(here);
        let mut others = named.map(|r| &r.party).filter(|party| !leave_out(party));
        let first = others.next()?;
        others.all(|other| other.actor == first.actor || is_same_state(other, first)).then_some(first)
    }

    /// The best fitting referent before the token, no more than so many sentences back: the subject of this sentence, then its
    /// first name, then what stands highest by its place, then those of the sentences before.
    fn last(
        &self,
        clause: &Clause,
        token: usize,
        reach: u32,
        by_place: impl Fn(&Referent) -> u32,
        fits: impl Fn(&Referent) -> bool,
    ) -> Option<&Referent> {
        let at = clause.tokens.get(token)?.span.start;
        let near = |r: &&Referent| {
            r.at < at && r.sentence <= clause.sentence && clause.sentence - r.sentence <= reach && fits(r)
        };
        self.recent().filter(near).max_by_key(|r| (r.sentence, r.standing, by_place(r)))
    }
}

/// "He met Lavrov", "after speaking to Lavrov, he left": whom the verb of the subject acts on, be it beside or in a clause
/// without a subject of its own.
fn is_acted_on(clause: &Clause, subject: usize, other: &Referent) -> bool {
    let verb = clause.head(subject).filter(|_| matches!(clause.label(subject), Label::Nsubj | Label::NsubjPass));
    let Some(verb) = verb.filter(|_| other.sentence == clause.sentence) else { return false };
    let mut at = clause.tokens.partition_point(|token| token.span.start < other.at);
    for _ in 0..clause.len() {
        let Some(head) = clause.head(at).filter(|_| clause.child(at, Label::Nsubj).is_none()) else { return false };
        if head == verb {
            return matches!(clause.label(at), Label::Dobj | Label::Dative | Label::Prep | Label::Advcl);
        }
        at = head;
    }
    false
}

/// The subject whose verb acts on the token.
fn own_subject(clause: &Clause, token: usize) -> Option<usize> {
    let verb = match clause.label(token) {
        Label::Dobj | Label::Dative => clause.head(token)?,
        Label::Pobj => clause.head(clause.head(token)?)?,
        _ => return None,
    };
    // "its leader called on it": whose the subject is may be meant.
    roles::subject(clause, verb, 0).filter(|&subject| clause.child(subject, Label::Poss).is_none())
}

/// Whether a person is of the gender, as far as the dictionaries tell.
fn may_be(party: &Party, gender: Gender, lexicon: &Lexicon) -> bool {
    let known = party.actor.as_ref().and_then(|id| lexicon.actor(id)?.gender);
    known.is_none_or(|known| known == gender)
}

/// The first so many states or groups that are not the same state under two names; nobody where there are fewer.
fn last_named<'r>(many: usize, backward: impl Iterator<Item = &'r Referent>) -> Vec<&'r Referent> {
    last_of(many, backward.filter(|r| matches!(r.kind, Kind::State | Kind::Group) && r.party.actor.is_some()))
}

/// "the two ministers": the persons named. "two Russian diplomats", "the two security chiefs, whose names follow" are others.
fn points_to_persons(clause: &Clause, pair: usize) -> bool {
    let described = |child| matches!(clause.label(child), Label::Amod | Label::Compound | Label::Appos);
    clause.child(pair, Label::Det).is_some() && !clause.children(pair).any(described)
}

/// The first so many who are not the same; nobody where there are fewer.
fn last_of<'r>(many: usize, backward: impl Iterator<Item = &'r Referent>) -> Vec<&'r Referent> {
    let mut named: Vec<&Referent> = Vec::new();
    for one in backward {
        let known = |other: &&Referent| other.party.actor == one.party.actor || is_same_state(&other.party, &one.party);
        if named.len() < many && !named.iter().any(known) {
            named.push(one);
        }
    }
    if named.len() == many { named } else { Vec::new() }
}
