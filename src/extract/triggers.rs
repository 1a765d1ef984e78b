//! Which words of a sentence carry an event, and under which dictionary entry.

use super::clause::Clause;
use super::{places, roles};
use crate::lexicon::{COUNTRY, Forms, LightSubject, PEOPLE, PLACE, Part, Slot, Trigger, TriggerForm};
use crate::ontology::EventType;
use crate::syntax::{Label, Tag};
use std::sync::Arc;

/// A word that may carry an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The head word.
    pub token: usize,
    /// First and last token of the trigger.
    pub words: (usize, usize),
    /// Index into the lexicon's triggers.
    pub trigger: u32,
    /// For nouns: the verb that only carries them (`carried out an attack`).
    pub light: Option<usize>,
}

/// For each word that can carry an event, in order, the entries that fit there, the one that asks most first.
pub(super) fn candidates(clause: &Clause) -> Vec<Vec<Candidate>> {
    (0..clause.len()).map(|token| fitting(clause, token)).filter(|fitting| !fitting.is_empty()).collect()
}

/// Whether a candidate only repeats another that counts: it lies in a longer trigger, or is the verb that carries it.
pub(super) fn is_absorbed(clause: &Clause, candidate: &Candidate, other: &Candidate) -> bool {
    let inside = other.words.0 <= candidate.token && candidate.token <= other.words.1;
    let unconditional =
        clause.lexicon.triggers.get(candidate.trigger as usize).is_none_or(|trigger| trigger.object.is_empty());
    // "came under attack" as one entry holds its noun, and is not carried away by it.
    let holds = candidate.words.0 <= other.token && other.token <= candidate.words.1;
    let carried = other.light == Some(candidate.token) && unconditional && !holds;
    other.token != candidate.token && (inside || carried)
}

/// The verb that only carries the noun. "Turkey blamed the bombing on the PKK" tells an accusation besides, "a bombing blamed
/// on the PKK" does not tell whose.
fn carrier(clause: &Clause, noun: usize) -> Option<usize> {
    let (verb, light) = roles::light_verb(clause, noun)?;
    let accuses = light.subject == LightSubject::Accuser;
    (!accuses || clause.head_by(verb, Label::Acl) == Some(noun)).then_some(verb)
}

fn fitting(clause: &Clause, token: usize) -> Vec<Candidate> {
    let forms = clause.lexicon.triggers_of(clause.lower(token));
    if forms.is_empty() || is_hidden(clause, token) {
        return Vec::new();
    }
    let mut found: Vec<(u32, Candidate)> = Vec::new();
    for form in forms {
        let Some(trigger) = clause.lexicon.triggers.get(form.trigger as usize) else { continue };
        if !can_fit(clause, token, trigger, form) {
            continue;
        }
        let Some(words) = words(clause, token, form) else { continue };
        if fits(clause, token, trigger) {
            let light = (trigger.part == Part::Noun).then(|| carrier(clause, token)).flatten();
            found.push((strength(trigger, form), Candidate { token, words, trigger: form.trigger, light }));
        }
    }
    found.sort_by_key(|(strength, _)| std::cmp::Reverse(*strength));
    let mut fitting: Vec<Candidate> = Vec::new();
    for (_, candidate) in found {
        // "house arrest" is no arrest of a house: the longest form of an entry holds.
        if fitting.iter().all(|longer| longer.trigger != candidate.trigger) {
            fitting.push(candidate);
        }
    }
    fitting
}

/// How much an entry asks for: longer phrases before conditions, conditions before plain words.
fn strength(trigger: &Trigger, form: &TriggerForm) -> u32 {
    let conditions = u32::from(!trigger.object.is_empty()) * 4
        + u32::from(!trigger.subject.is_empty()) * 3
        + u32::from(!trigger.near.is_empty()) * 2
        + u32::from(!trigger.requires.is_empty()) * 3
        + u32::from(!trigger.needs.is_empty())
        + u32::from(!trigger.not_object.is_empty());
    (form.before.len() + form.after.len()) as u32 * 16 + conditions
}

/// Whether an entry may fit, as far as words and tags tell: most sentences fail here and are spared the parse.
fn can_fit(clause: &Clause, token: usize, trigger: &Trigger, form: &TriggerForm) -> bool {
    form.follower.is_none_or(|word| clause.has_follower(word))
        && stands_before(clause, token, &form.before)
        && clause.suits(form.trigger)
        && form.forms.any(forms_of(clause.tag(token)))
        && match trigger.part {
            Part::Verb => clause.is_verb(token) || is_demand(clause, token, trigger),
            Part::Noun => clause.is_noun(token) || clause.tag(token) == Tag::Vbg,
        }
}

/// "said that Sudan must return it".
fn is_demand(clause: &Clause, token: usize, trigger: &Trigger) -> bool {
    clause.tag(token) == Tag::Md && trigger.is_of_the_speaker()
}

/// "should have told us", "whether it should pay", "the cash that banks must hold": nobody is asked for it.
fn asks_nobody(clause: &Clause, auxiliary: usize) -> bool {
    let Some(verb) = clause.head_by(auxiliary, Label::Aux) else { return false };
    let rules = &clause.lexicon.rules;
    let past = |child: usize| clause.label(child) == Label::Aux && rules.grammar.perfect.contains(clause.lower(child));
    let open = |child: usize| {
        clause.label(child) == Label::Mark && !rules.grammar.relative_conjunctions.contains(clause.lower(child))
    };
    clause.label(verb) == Label::Relcl || clause.children(verb).any(|child| past(child) || open(child))
}

/// "should Sudan return it": the auxiliary before its subject asks or supposes.
fn stands_before_subject(clause: &Clause, auxiliary: usize) -> bool {
    let verb = clause.head_by(auxiliary, Label::Aux);
    let subject = |verb| clause.child(verb, Label::Nsubj).into_iter().chain(clause.child(verb, Label::Expl)).min();
    verb.and_then(subject).is_some_and(|subject| auxiliary < subject)
}

fn stands_before(clause: &Clause, token: usize, words: &[Arc<str>]) -> bool {
    token
        .checked_sub(words.len())
        .is_some_and(|start| words.iter().zip(start..).all(|(w, at)| clause.lower(at) == &**w))
}

/// First and last token of the trigger where all its words stand around the head.
fn words(clause: &Clause, token: usize, form: &TriggerForm) -> Option<(usize, usize)> {
    let start = token.checked_sub(form.before.len())?;
    let Some((particle, rest)) = form.after.split_first() else { return Some((start, token)) };
    let direct = form.after.iter().enumerate().all(|(k, word)| clause.lower(token + 1 + k) == &**word);
    if direct {
        return Some((start, token + form.after.len()));
    }
    // "handed the suspects over", "took three men hostage", "put him on trial": the words stand apart, maybe under the
    // object: "stripped opponents of their citizenship".
    let object = clause.child(token, Label::Dobj).filter(|_| !rest.is_empty());
    let under_object = object.into_iter().flat_map(|object| clause.children(object));
    let mut apart =
        clause.children(token).chain(under_object).filter(|&child| child > token && clause.lower(child) == &**particle);
    let belongs = |particle: usize| !rest.is_empty() || !is_adjunct(clause, token, particle);
    let apart = apart.find(|&particle| belongs(particle) && is_followed(clause, particle, rest))?;
    // "is totally unacceptable": what is said of the subject.
    let predicate = matches!(clause.label(apart), Label::Attr | Label::Acomp);
    Some((start, if predicate { apart } else { token }))
}

/// "took a vote in the House", "was fired upon his advice": a preposition with its own object, beside the verb's, is no
/// particle of "take in" or "fire upon".
fn is_adjunct(clause: &Clause, verb: usize, preposition: usize) -> bool {
    clause.child(preposition, Label::Pobj).is_some()
        && (clause.child(verb, Label::Dobj).is_some() || clause.is_passive(verb))
}

/// Whether the words come after the particle, or the one word heads its phrase: "on alert" in "on its highest alert".
fn is_followed(clause: &Clause, particle: usize, words: &[Arc<str>]) -> bool {
    let heads_phrase =
        |word: &Arc<str>| clause.child(particle, Label::Pobj).is_some_and(|head| clause.lower(head) == &**word);
    words.iter().enumerate().all(|(k, word)| clause.lower(particle + 1 + k) == &**word)
        || matches!(words, [only] if heads_phrase(only))
}

fn fits(clause: &Clause, token: usize, trigger: &Trigger) -> bool {
    let carries = match trigger.part {
        Part::Verb if is_demand(clause, token, trigger) => {
            !stands_before_subject(clause, token) && !asks_nobody(clause, token)
        }
        Part::Verb => !is_no_predicate(clause, token),
        Part::Noun => is_event_noun(clause, token),
    };
    carries
        && object_fits(clause, token, trigger)
        && preposition_fits(clause, token, trigger)
        && (!trigger.infinitive || has_infinitive(clause, token))
}

/// A participle before its noun describes it (`armed men`, `a wanted militant`) and reports nothing, nor does an auxiliary.
fn is_no_predicate(clause: &Clause, token: usize) -> bool {
    matches!(clause.label(token), Label::Amod | Label::Compound | Label::Aux | Label::AuxPass)
}

/// A noun reports an event where it heads its phrase; in front of another noun it describes it (`attack helicopter`).
fn is_event_noun(clause: &Clause, token: usize) -> bool {
    // "killing two guards" is a verb, "the killing of two guards" a noun.
    let gerund = || {
        clause.tag(token) == Tag::Vbg
            && clause.label(token) != Label::Amod
            && clause.child(token, Label::Dobj).is_none()
    };
    let noun = || clause.is_noun(token) || gerund();
    let describes = || {
        matches!(clause.label(token), Label::Compound | Label::Nmod | Label::Amod)
            && clause.head(token).is_some_and(|head| head > token && clause.is_noun(head))
    };
    // "called the fine an attack on trade": what something is called.
    let called = || {
        clause
            .head_by(token, Label::Oprd)
            .is_some_and(|verb| clause.is_one_of(verb, &clause.lexicon.rules.words.naming))
    };
    // "in March", "Battle of Kursk": a capital inside a sentence makes a name.
    let capital = || token > 0 && clause.word(token).starts_with(char::is_uppercase) && !clause.is_title_case();
    clause.mention(token).is_none() && !capital() && noun() && !describes() && !called()
}

/// The conditions on object and subject, each on the phrase that fills it.
fn object_fits(clause: &Clause, token: usize, trigger: &Trigger) -> bool {
    let holds = |slot: Slot, wanted: &[Arc<str>], unwanted: &[Arc<str>]| {
        if wanted.is_empty() && unwanted.is_empty() {
            return true;
        }
        let phrases: Vec<Phrase> =
            roles::fill(clause, token, trigger, &slot).into_iter().map(|head| Phrase::new(clause, head)).collect();
        let wants = |phrase: &Phrase| wanted.iter().any(|word| phrase.is(clause, word));
        // A car kills by accident, a car bomb does not.
        let shuns = |phrase: &Phrase| unwanted.iter().any(|word| phrase.is_called(clause, word));
        (wanted.is_empty() || phrases.iter().any(wants)) && !phrases.iter().any(shuns)
    };
    // "called the strikes a crime" is no call for a strike.
    let names = || {
        let named = |child| matches!(clause.label(child), Label::Oprd | Label::Ccomp);
        clause.is_one_of(token, &clause.lexicon.rules.words.naming) && clause.children(token).any(named)
    };
    let calls_for = !trigger.object.is_empty() || trigger.event == EventType::Request;
    !(trigger.part == Part::Verb && calls_for && names())
        && holds(Slot::Object, &trigger.object, &trigger.not_object)
        && holds(Slot::Subject, &trigger.subject, &trigger.not_subject)
}

/// A phrase by the words that it may be called by: its head, its compounds, and the nouns under its "of".
struct Phrase<'a> {
    head: usize,
    compounds: Vec<&'a str>,
    /// Heads under its "of".
    under: Vec<usize>,
}

impl<'a> Phrase<'a> {
    fn new(clause: &'a Clause, head: usize) -> Phrase<'a> {
        // "Secretary of State Rex Tillerson": titles too.
        let before = |&child: &usize| matches!(clause.label(child), Label::Compound | Label::Nmod);
        let compounds = clause.children(head).filter(before);
        let compounds = compounds.map(|token| clause.lower(token)).collect();
        Phrase { head, compounds, under: roles::heads(clause, head, &clause.lexicon.rules.grammar.genitive) }
    }

    /// Whether it is the word or words, has them as a compound or under its "of": "peace deal", "state of emergency".
    fn is(&self, clause: &Clause, word: &str) -> bool {
        // "Georgians" are people, and so are "thousands of Georgians".
        let is_nation = |head: usize| clause.is_many(head) && clause.mention(head).is_some();
        let nation = word == PEOPLE && (is_nation(self.head) || self.under.iter().any(|&head| is_nation(head)));
        let place = word == PLACE && clause.mention(self.head).is_none() && places::is_named(clause, self.head);
        let country = word == COUNTRY && clause.is_country(self.head);
        nation
            || place
            || country
            || self.is_called(clause, word)
            || self.compounds.contains(&word)
            || self.under.iter().any(|&inner| clause.ends_in(inner, word))
    }

    /// Whether it is the word or ends in the words.
    fn is_called(&self, clause: &Clause, word: &str) -> bool {
        clause.ends_in(self.head, word)
    }
}

/// "heart attack", "strike rate": a longer phrase that is no event.
fn is_hidden(clause: &Clause, token: usize) -> bool {
    (token..(token + 3).min(clause.len())).any(|last| {
        clause.lexicon.hidden_by(clause.lower(last)).iter().any(|before| {
            last >= before.len()
                && token >= last - before.len()
                && before.iter().enumerate().all(|(k, word)| clause.lower(last - before.len() + k) == &**word)
        })
    })
}

fn preposition_fits(clause: &Clause, token: usize, trigger: &Trigger) -> bool {
    trigger.requires.is_empty()
        || trigger.requires.iter().any(|word| !roles::fill_heads(clause, token, &Slot::Prep(word.clone())).is_empty())
}

/// "told Ottawa to withdraw": whether the verb has a clause in the infinitive.
fn has_infinitive(clause: &Clause, token: usize) -> bool {
    let content = |&child: &usize| matches!(clause.label(child), Label::Xcomp | Label::Ccomp) && child > token;
    clause
        .children(token)
        .filter(content)
        .any(|child| clause.tag(child) == Tag::Vb && roles::has_infinitive_mark(clause, child))
}

/// The forms that a tag may stand for. The word tells its form better than taggers do; they tell verbs from nouns.
fn forms_of(tag: Tag) -> Forms {
    let verb = Forms::BASE.with(Forms::THIRD_PERSON).with(Forms::PAST).with(Forms::PARTICIPLE).with(Forms::ING);
    match tag {
        Tag::Vbg => Forms::ING.with(Forms::SINGULAR),
        Tag::Vb | Tag::Vbp | Tag::Vbz | Tag::Vbd | Tag::Vbn | Tag::Md => verb,
        Tag::Nns | Tag::Nnps => Forms::PLURAL,
        _ => Forms::SINGULAR.with(Forms::PLURAL),
    }
}
