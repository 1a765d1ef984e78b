//! From a word of a text to the entries that it can be a form of.

use super::fold::fold;
use super::inflect::{Forms, Irregular};
use super::{Part, Rules};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::Arc;

/// Words in a row, lower case.
type Words = Box<[Arc<str>]>;

/// A form of a trigger's head word, with the words that must stand around it.
#[derive(Clone, Debug)]
pub struct TriggerForm {
    /// Index into the lexicon's triggers.
    pub trigger: u32,
    pub forms: Forms,
    /// Directly before the head: `suicide` of "suicide bombing".
    pub before: Arc<[Arc<str>]>,
    /// After the head: `out` of "carry out".
    pub after: Arc<[Arc<str>]>,
    /// The number of the first of these, among all such words.
    pub follower: Option<u32>,
}

/// A form of an agent noun.
#[derive(Clone, Debug)]
pub struct AgentForm {
    /// Index into the lexicon's agents.
    pub agent: u32,
    pub before: Box<[Arc<str>]>,
}

/// Looks words up.
#[derive(Debug, Default)]
pub(super) struct FormIndex {
    pub triggers: HashMap<Box<str>, Vec<TriggerForm>>,
    /// The words that follow the heads of triggers, numbered: few sentences hold the one that a form needs.
    pub followers: HashMap<Box<str>, u32>,
    pub agents: HashMap<Box<str>, Vec<AgentForm>>,
    /// Phrases that hide triggers, by their last word.
    pub hidden: HashMap<Box<str>, Vec<Words>>,
    /// Base forms, of every verb and noun that dictionaries name.
    pub lemmas: HashMap<Box<str>, Vec<(Arc<str>, Part)>>,
    /// The forms of a base form, made once: many lemmas have the same head.
    inflected: HashMap<Part, HashMap<Box<str>, Inflected>>,
}

/// Every form of a verb or noun.
type Inflected = Arc<[(String, Forms)]>;

impl FormIndex {
    /// Makes room for the words of so many lemmas: each has several forms, and several have the same head.
    pub fn reserve(&mut self, lemmas: usize) {
        self.triggers.reserve(lemmas);
        self.lemmas.reserve(lemmas);
    }

    /// Adds a verb or noun (lower case) of a trigger; the head of a noun phrase stands before one of `links`.
    pub fn add_trigger(
        &mut self,
        trigger: u32,
        part: Part,
        lemma: &str,
        links: &HashSet<Arc<str>>,
        irregular: &Irregular,
    ) {
        let words: Vec<&str> = lemma.split_whitespace().collect();
        let at = head_of(&words, part, links);
        let Some(head) = words.get(at) else { return };
        let (before, after) = (words.get(..at).unwrap_or_default(), words.get(at + 1..).unwrap_or_default());
        let next = self.followers.len() as u32;
        let follower = after.first().map(|&word| *self.followers.entry(word.into()).or_insert(next));
        // Most have no such words, and share one empty list.
        let [before, after]: [Arc<[_]>; 2] = [before, after].map(|words| match words {
            [] => Arc::default(),
            words => words.iter().copied().map(Arc::from).collect(),
        });
        for (form, forms) in &*self.inflect(head, part, irregular) {
            let (before, after) = (before.clone(), after.clone());
            let entry = TriggerForm { trigger, forms: *forms, before, after, follower };
            match self.triggers.get_mut(form.as_str()) {
                Some(known) => known.push(entry),
                None => {
                    self.triggers.insert(form.as_str().into(), vec![entry]);
                }
            }
        }
    }

    /// Adds a phrase that hides the triggers in it.
    pub fn add_hidden(&mut self, phrase: &str, irregular: &Irregular) {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let Some((last, before)) = words.split_last() else { return };
        let mut forms = irregular.noun(&last.to_lowercase());
        forms.extend(irregular.verb(&last.to_lowercase()));
        for (form, _) in forms {
            self.hidden.entry(form.into()).or_default().push(lower(before));
        }
    }

    /// Adds an agent noun; `plural` overrides the generated one, `Some(None)` says that there is none.
    pub fn add_agent(&mut self, agent: u32, noun: &str, plural: Option<Option<&str>>, irregular: &Irregular) {
        let words: Vec<&str> = noun.split_whitespace().collect();
        let Some((head, before)) = words.split_last() else { return };
        let forms: Vec<String> = match plural {
            None => {
                self.inflect(&head.to_lowercase(), Part::Noun, irregular).iter().map(|(form, _)| form.clone()).collect()
            }
            Some(plural) => {
                let plural = plural.and_then(|plural| plural.split_whitespace().last());
                std::iter::once((*head).to_owned()).chain(plural.map(str::to_lowercase)).collect()
            }
        };
        for form in forms {
            self.agents.entry(form.into()).or_default().push(AgentForm { agent, before: lower(before) });
        }
    }

    /// Adds the base forms of the words that the shared rules name.
    pub fn add_rules(&mut self, rules: &Rules, irregular: &Irregular) {
        let verbs = rules
            .light_verbs
            .iter()
            .flat_map(|light| &light.verbs)
            .chain(&rules.words.reporting)
            .chain(&rules.words.object_control)
            .chain(&rules.words.ditransitive)
            .chain(&rules.words.opposing)
            .chain(&rules.words.carrying)
            .chain(&rules.words.intransitive)
            .chain(&rules.words.bring_about)
            .chain(&rules.words.occur)
            .chain(&rules.words.ending)
            .chain(&rules.words.failing)
            .chain(&rules.words.seconding)
            .chain(&rules.words.exercising)
            .chain(&rules.words.presupposing)
            .chain(&rules.words.shouting)
            .chain(&rules.words.jeering)
            .chain(&rules.words.launching)
            .chain(&rules.words.pleading)
            .chain(&rules.words.using)
            .chain(&rules.words.naming)
            .chain(&rules.counts.undergoing)
            .chain(&rules.counts.taking);
        for verb in verbs.chain(rules.status.iter().flat_map(|rule| rule.words.iter().chain(&rule.under))) {
            self.inflect(&first(verb), Part::Verb, irregular);
        }
        let (words, counts) = (&rules.words, &rules.counts);
        let counted = counts.dead.iter().chain(&counts.injured).chain(&counts.arrested).chain(&counts.harmed);
        for word in counted.clone() {
            self.inflect(&first(word), Part::Verb, irregular);
        }
        let nouns = words
            .transparent
            .iter()
            .chain(&words.settings)
            .chain(&words.place_nouns)
            .chain(&words.utterances)
            .chain(&words.demands)
            .chain(&words.permissions)
            .chain(&words.conduct)
            .chain(&words.protests)
            .chain(&words.penalties)
            .chain(&rules.reference.armed_bodies)
            .chain(&counts.lives)
            .chain(&counts.people)
            .chain(&counts.not_people);
        for noun in
            nouns.chain(counted).chain(&rules.words.bring_about).chain(rules.status.iter().flat_map(|rule| &rule.words))
        {
            self.inflect(&noun.to_lowercase(), Part::Noun, irregular);
        }
    }

    /// The forms of a lemma (lower case), which are remembered as leading back to it.
    fn inflect(&mut self, lemma: &str, part: Part, irregular: &Irregular) -> Inflected {
        let inflected = self.inflected.entry(part).or_default();
        if let Some(forms) = inflected.get(lemma) {
            return forms.clone();
        }
        let forms: Inflected = match part {
            Part::Verb => irregular.verb(lemma),
            Part::Noun => irregular.noun(lemma),
        }
        .into();
        let base: Arc<str> = lemma.into();
        for (form, _) in &*forms {
            match self.lemmas.get_mut(form.as_str()) {
                Some(known) if known.iter().any(|(l, p)| *l == base && *p == part) => {}
                Some(known) => known.push((base.clone(), part)),
                None => {
                    self.lemmas.insert(form.as_str().into(), vec![(base.clone(), part)]);
                }
            }
        }
        inflected.insert(lemma.into(), forms.clone());
        forms
    }
}

/// Which word of a lemma inflects: of verbs the first (`carry out`), of nouns the last (`suicide bombing`), or the last
/// before a preposition (`claim of responsibility`).
fn head_of(words: &[&str], part: Part, links: &HashSet<Arc<str>>) -> usize {
    match part {
        Part::Verb => 0,
        Part::Noun => {
            words.iter().skip(1).position(|word| links.contains(*word)).unwrap_or(words.len().saturating_sub(1))
        }
    }
}

/// Folded surfaces of all trigger heads, for the automaton.
pub(super) fn trigger_surfaces(index: &FormIndex) -> impl Iterator<Item = String> + '_ {
    index.triggers.keys().map(|form| fold(form))
}

fn lower(words: &[&str]) -> Words {
    words.iter().map(|word| Arc::from(word.to_lowercase())).collect()
}

/// The first word of a phrase, in lower case.
fn first(phrase: &str) -> String {
    phrase.split_whitespace().next().unwrap_or_default().to_lowercase()
}
