//! Whom a protest is against that does not say so itself: "marched through the capital, chanting against the president".

use super::clause::Clause;
use super::draft::Draft;
use super::parties::{self, Cast, Cited};
use super::reference::Antecedents;
use super::roles;
use crate::lexicon::Slot;
use crate::ontology::Sector;
use crate::syntax::Label;

/// Whom those who protest shout at, jeer, are angry with, or want to go; nobody where the protest says itself
/// whom it is against. That counts for more than whom a slot of its entry names.
pub(super) fn against(clause: &Clause, act: &Draft, cast: &Cast, before: &Antecedents) -> Vec<Cited> {
    let words = || act.tokens.iter().chain(&act.light).copied();
    let own = &clause.lexicon.rules.content.against;
    if words().any(|word| !roles::heads(clause, word, own).is_empty()) {
        return Vec::new();
    }
    // "the minister protested, and his ally chanted": who has a verb of his own does something else.
    let has_own_subject = |word: usize| clause.child(word, Label::Nsubj).is_some();
    let beside = words().flat_map(|word| clause.children(word)).filter(|&word| !has_own_subject(word));
    let heads = beside.flat_map(|word| meant(clause, word)).flat_map(|head| clause.conjuncts(head));
    heads.flat_map(|head| parties::parties(clause, head, cast, before)).collect()
}

/// "gathered outside the Saudi embassy", "rioted in front of parliament": the public body before whose doors it is.
pub(super) fn outside(clause: &Clause, act: &Draft, cast: &Cast, before: &Antecedents) -> Vec<Cited> {
    let rules = &clause.lexicon.rules;
    let words = || act.tokens.iter().chain(&act.light).copied();
    let in_front = |word: usize| {
        let front = |&noun: &usize| rules.words.fronts.contains(clause.lower(noun));
        let fronts =
            clause.children(word).filter_map(|preposition| clause.child(preposition, Label::Pobj)).filter(front);
        fronts.flat_map(|front| roles::heads(clause, front, &rules.grammar.genitive)).collect::<Vec<_>>()
    };
    let doors =
        words().flat_map(|word| [roles::heads(clause, word, &rules.content.gathered_at), in_front(word)].concat());
    let public = [Sector::Gov, Sector::Leg, Sector::Jud, Sector::Mil, Sector::Cop];
    let is_body = |cited: &Cited| {
        let sectors = &cited.party.sector;
        cited.party.actor.is_none() && !sectors.is_empty() && sectors.iter().all(|sector| public.contains(sector))
    };
    doors.flat_map(|head| parties::parties(clause, head, cast, before)).filter(is_body).collect()
}

/// The heads of those whom a word beside the protest names: "chanting slogans against Ethiopia", "jeering the generals", "in
/// anger at the government", "shouting for his resignation", "to demand that the president go".
fn meant(clause: &Clause, word: usize) -> Vec<usize> {
    let (words, slots) = (&clause.lexicon.rules.words, &clause.lexicon.rules.content);
    if clause.is_one_of(word, &words.jeering) {
        return roles::fill_heads(clause, word, &Slot::Object);
    }
    if clause.is_one_of(word, &words.shouting) {
        let removal =
            |&noun: &usize| clause.is_one_of(noun, &words.removals) && clause.child(noun, Label::Poss).is_some();
        let removed = roles::heads(clause, word, &slots.called_for).into_iter().filter(removal);
        return roles::heads(clause, word, &slots.shouted_at).into_iter().chain(removed).collect();
    }
    if clause.is_one_of(word, &words.insisting) {
        return roles::fill_heads(clause, word, &Slot::Complement);
    }
    let feels = |&word: &usize| clause.is_one_of(word, &words.feelings);
    let takes_part = matches!(clause.label(word), Label::Nsubj | Label::Conj);
    let feeling = clause.child(word, Label::Pobj).or(Some(word).filter(|_| !takes_part)).filter(feels);
    feeling.map(|feeling| roles::heads(clause, feeling, &slots.felt_at)).unwrap_or_default()
}
