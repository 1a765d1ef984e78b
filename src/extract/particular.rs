//! Whether a noun's own phrase says which event it was, so that it is told though nobody takes part: "the 2006 war".

use super::clause::Clause;
use super::dates::TimeExpression;
use super::draft::Draft;
use super::places::Location;
use super::roles;
use crate::syntax::{Label, Tag};

/// "the Pahalgam attack", "the fall of Mosul", "the war of 1998", "the two-week siege".
pub(super) fn is_particular(
    clause: &Clause,
    draft: &Draft,
    expressions: &[TimeExpression],
    locations: &[Location],
) -> bool {
    let sorts = &clause.lexicon.rules.events;
    let dated = |word: usize| {
        expressions.iter().any(|e| (e.words.0..=e.words.1).contains(&word))
            || sorts.recent.contains(clause.lower(word))
            || is_year_or_decade(clause.lower(word))
            || is_length(clause, word)
    };
    let located = |word: usize| {
        locations
            .iter()
            .any(|location| location.names_a_town() && (location.words.0..=location.words.1).contains(&word))
    };
    // Only deeds told closely, as bombings and massacres are: "the Budget attack" may be any.
    let close = sorts.force.contains(&draft.event) && !draft.mode.is_empty();
    let named = |word: usize| close && clause.is_unknown_name(word) && !clause.is_title_case();
    draft.is_noun
        && !belongs_to_verb(clause, draft.token)
        && sorts.told_by_name.contains(&draft.event)
        && (describing(clause, draft.token).any(|word| dated(word) || located(word) || named(word))
            || under_prepositions(clause, draft.token).any(|word| dated(word) || located(word)))
}

/// "Coups are contagious": a bare plural of which something holds at all times tells of none.
pub(super) fn is_generic(clause: &Clause, draft: &Draft) -> bool {
    let noun = draft.token;
    let points = |label| matches!(label, Label::Det | Label::Poss | Label::NumMod | Label::Amod | Label::Acl);
    let bare =
        draft.is_noun && clause.is_plural(noun) && !clause.children(noun).any(|child| points(clause.label(child)));
    let verb =
        clause.head_by(noun, Label::Nsubj).filter(|_| bare && draft.actor.is_empty() && draft.recipient.is_empty());
    let Some(verb) = verb else { return false };
    let said = |child: usize| matches!(clause.label(child), Label::Acomp | Label::Attr);
    clause.tag(verb) == Tag::Vbp
        && clause.lexicon.rules.grammar.copulas.contains(clause.lower(verb))
        && clause.children(verb).any(said)
}

/// "called a strike in Quetta", "broke the three-day truce": the verb's entry asks for the noun and tells what happened.
fn belongs_to_verb(clause: &Clause, noun: usize) -> bool {
    let verb = clause.head(noun).filter(|_| matches!(clause.label(noun), Label::Dobj | Label::NsubjPass));
    let mut entries = verb.into_iter().flat_map(|verb| clause.entries(verb));
    entries.any(|entry| entry.object.iter().any(|word| clause.ends_in(noun, word)))
}

/// The words right before a noun that say of which kind it is.
fn describing<'c>(clause: &'c Clause, noun: usize) -> impl Iterator<Item = usize> + 'c {
    let says = |label| matches!(label, Label::Compound | Label::Nmod | Label::Amod | Label::NumMod | Label::Poss);
    // "some 2000 attacks" are counted, "the 2006 war" is dated.
    let counts = move |child: usize| clause.label(child) == Label::NumMod && clause.is_plural(noun);
    clause.children(noun).filter(move |&child| child < noun && says(clause.label(child)) && !counts(child))
}

/// "the fall of Mosul", "the coup in 2013", "the war fought in 1998".
fn under_prepositions<'c>(clause: &'c Clause, noun: usize) -> impl Iterator<Item = usize> + 'c {
    let participle = clause.children(noun).filter(|&child| clause.label(child) == Label::Acl);
    // "a second round of talks in Istanbul".
    let of_round = roles::heads(clause, noun, &clause.lexicon.rules.grammar.genitive);
    let counts = clause.is_one_of(noun, &clause.lexicon.rules.words.transparent);
    std::iter::once(noun).chain(of_round.into_iter().filter(move |_| counts)).chain(participle).flat_map(move |head| {
        let prepositions = clause.children(head).filter(move |&child| child > head && is_setting(clause, child));
        prepositions.filter_map(|preposition| clause.child(preposition, Label::Pobj))
    })
}

fn is_setting(clause: &Clause, token: usize) -> bool {
    clause.label(token) == Label::Prep
        && (roles::is_genitive(clause, token)
            || clause.lexicon.rules.words.place_prepositions.contains(clause.lower(token)))
}

/// "1998", "1990s".
fn is_year_or_decade(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// "three-day", "12-week".
fn is_length(clause: &Clause, word: usize) -> bool {
    let rules = &clause.lexicon.rules;
    clause.lower(word).split_once('-').is_some_and(|(number, unit)| {
        let counts = number.bytes().all(|b| b.is_ascii_digit()) || rules.counts.words.contains_key(number);
        counts && rules.dates.counted_units.contains_key(unit)
    })
}
