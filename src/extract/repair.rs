//! Arcs that grammar settles where the parser errs: sides of "between A and B", subjects and objects that belong together,
//! participles that are the sentence's verb, gerunds that go on after their preposition.

use crate::lexicon::Grammar;
use crate::syntax::{Label, Parse, Tag};
use rustc_hash::FxHashSet as HashSet;
use std::sync::Arc;

/// How far after "between A" its "and B" may stand, in tokens.
const BETWEEN_REACH: usize = 12;

/// What a verb can be, by the lists of the dictionaries.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct VerbSort {
    pub ditransitive: bool,
    pub intransitive: bool,
    pub controls_object: bool,
}

/// Mends the arcs of a sentence; `lower` gives its tokens in lower case. Verbs that keep an object in the passive ("men
/// given medals"), that have none ("men fled") or whose infinitive is their object's ("ordered to leave") are told by `sort`,
/// who bears a known name by `is_named`.
pub(super) fn repair<'a>(
    parse: &mut Parse,
    lower: impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    sort: impl Fn(usize) -> VerbSort,
    is_named: impl Fn(usize) -> bool,
) {
    past_tense_of_the_sentence(parse, &lower, grammar, sort);
    for token in 0..parse.heads.len() {
        second_of_between(parse, &lower, grammar, token);
        outcome_before_number(parse, token);
        subject_of_second_verb(parse, token);
        receiver_of_two_objects(parse, token);
        gerund_of_finite_verb(parse, &lower, token);
        second_subject(parse, token);
        subject_behind_comma(parse, &lower, token);
        finite_behind_participle(parse, &lower, token);
        participle_of_subject(parse, token);
        negation_of_verb(parse, &lower, grammar, token);
        infinitive_of_first(parse, &lower, grammar, token);
        object_of_title(parse, token);
        receiver_before_object(parse, token);
        gerund_after_relative(parse, &lower, token);
        object_that_is_no_time(parse, &is_named, token);
        noun_of_a_clause(parse, token);
    }
}

/// "promised Ukraine more arms": what passes for the subject of a verb's object is who receives it.
fn receiver_before_object(parse: &mut Parse, receiver: usize) {
    let object = parse.heads[receiver] as usize;
    let verb = parse.heads[object] as usize;
    let between = verb < receiver && receiver < object && is_verb(parse.tags[verb]);
    let subject = parse.labels[receiver] == Label::Nsubj && parse.labels[object] == Label::Dobj;
    if between && subject && is_nominal(parse.tags[object]) {
        parse.heads[receiver] = verb as u16;
        parse.labels[receiver] = Label::Dative;
    }
}

/// "bombed a monastery where villagers were sheltering, killing nine": behind a comma the gerund goes on with the verb
/// above the relative clause.
fn gerund_after_relative<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, gerund: usize) {
    let inner = parse.heads[gerund] as usize;
    let behind = gerund.checked_sub(1).is_some_and(|before| lower(before) == "," && inner < before);
    let goes_on = parse.labels[gerund] == Label::Advcl && parse.tags[gerund] == Tag::Vbg;
    if !behind || !goes_on || parse.labels[inner] != Label::Relcl {
        return;
    }
    let mut above =
        std::iter::successors(Some(inner), |&t| Some(parse.heads[t] as usize)).take(parse.heads.len()).skip(1);
    if let Some(verb) = above.find(|&t| is_verb(parse.tags[t])) {
        parse.heads[gerund] = verb as u16;
    }
}

/// "exiles condemned Washington": an actor right behind a verb that has no object is no time.
fn object_that_is_no_time(parse: &mut Parse, is_named: &impl Fn(usize) -> bool, object: usize) {
    let verb = parse.heads[object] as usize;
    let follows = verb < object && !(verb + 1..object).any(|t| parse.heads[t] as usize != object);
    if parse.labels[object] == Label::NpAdvmod
        && follows
        && is_verb(parse.tags[verb])
        && is_named(object)
        && !has_object(parse, verb)
    {
        parse.labels[object] = Label::Dobj;
    }
}

/// "rejected Monday a European Union demand": a noun with words of its own and without a subject is no clause.
fn noun_of_a_clause(parse: &mut Parse, noun: usize) {
    let verb = parse.heads[noun] as usize;
    let describes = |t: usize| matches!(parse.labels[t], Label::Compound | Label::Det | Label::Amod);
    let clausal = |t: usize| matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass | Label::Aux | Label::Mark);
    let is_noun = parse.labels[noun] == Label::Ccomp && matches!(parse.tags[noun], Tag::Nn | Tag::Nns);
    let bare = children(parse, noun).any(describes) && !children(parse, noun).any(clausal);
    if is_noun && bare && verb < noun && is_verb(parse.tags[verb]) && !has_object(parse, verb) {
        parse.labels[noun] = Label::Dobj;
    }
}

/// "Clashes between A and B left ten dead": B is the second side, not the subject of "left".
fn second_of_between<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, grammar: &Grammar, first: usize) {
    let head = parse.heads[first] as usize;
    if parse.labels[first] != Label::Pobj || !grammar.between.has(lower(head)) {
        return;
    }
    let has_second = (0..parse.heads.len()).any(|t| parse.heads[t] as usize == first && parse.labels[t] == Label::Conj);
    let mut near = first + 1..parse.heads.len().min(first + BETWEEN_REACH);
    let and = near.find(|&t| grammar.between_links.contains(lower(t)));
    let Some(second) = and.filter(|_| !has_second).and_then(|and| noun_phrase_head(parse, and + 1)) else { return };
    if !is_above(parse, second, first) {
        parse.heads[second] = first as u16;
        parse.labels[second] = Label::Conj;
    }
}

/// "accused Sudan of arming rebels and shelling a town": a gerund goes on after the preposition, not after the verb.
fn gerund_of_finite_verb<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, gerund: usize) {
    let verb = parse.heads[gerund] as usize;
    let finite = matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vb);
    let has_aux = children(parse, gerund).any(|t| parse.labels[t] == Label::Aux);
    if parse.labels[gerund] != Label::Conj || parse.tags[gerund] != Tag::Vbg || !finite || has_aux || verb > gerund {
        return;
    }
    let preposition = children(parse, verb).filter(|&t| parse.labels[t] == Label::Prep && verb < t && t < gerund).find(
        |&preposition| {
            // "of training rebels": a gerund that passed for a noun, or was read as one.
            let next = preposition + 1;
            parse.tags.get(next) == Some(&Tag::Vbg)
                || parse.tags.get(next) == Some(&Tag::Nn)
                    && parse.labels[next] == Label::Compound
                    && lower(next).ends_with("ing")
        },
    );
    if let Some(preposition) = preposition {
        parse.heads[gerund] = preposition as u16;
        parse.labels[gerund] = Label::Pcomp;
    }
}

/// "Sudan's army and the paramilitary forces agreed": a second subject behind "and" goes with the first. "The decision to
/// expel seven officials angered donors": one behind a verb under the first, which has no object, is that verb's.
fn second_subject(parse: &mut Parse, second: usize) {
    let label = parse.labels[second];
    if !matches!(label, Label::Nsubj | Label::NsubjPass) {
        return;
    }
    let verb = parse.heads[second] as usize;
    let first = children(parse, verb).find(|&t| t < second && parse.labels[t] == label);
    let nominal = |token: usize| is_nominal(parse.tags[token]);
    let Some(first) = first.filter(|&first| nominal(first) && nominal(second)) else { return };
    let mut start = second;
    while start > 0 && is_above(parse, second, start - 1) {
        start -= 1;
    }
    let Some(before) = start.checked_sub(1) else { return };
    if parse.tags[before] == Tag::Cc {
        parse.heads[second] = first as u16;
        parse.labels[second] = Label::Conj;
    } else if before == first && parse.tags[second] == Tag::Nnp {
        // "presidents Mwai Kibaki and Uhuru Kenyatta": the names of those whom the noun describes.
        parse.heads[second] = first as u16;
        parse.labels[second] = Label::Appos;
    } else if parse.tags[before] == Tag::Vb && is_above(parse, before, first) && !has_object(parse, before) {
        parse.heads[second] = before as u16;
        parse.labels[second] = Label::Dobj;
    }
}

/// "The war fought in May led to talks": of two verbs after a subject, the second without one of its own, the first is a participle.
fn participle_of_subject(parse: &mut Parse, participle: usize) {
    let verb = parse.heads[participle] as usize;
    let reads_so = matches!(parse.labels[participle], Label::Advcl | Label::Csubj)
        && matches!(parse.tags[participle], Tag::Vbn | Tag::Vbd)
        && participle < verb
        && matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp);
    let subject = participle.checked_sub(1).filter(|&before| reads_so && is_subject_of(parse, before, participle));
    let Some(subject) = subject.filter(|&subject| is_nominal(parse.tags[subject])) else { return };
    let plain = children(parse, participle).all(|t| !matches!(parse.labels[t], Label::Mark | Label::Dobj | Label::Aux));
    let taken = children(parse, verb).any(|t| matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass));
    if plain && !taken {
        parse.heads[subject] = verb as u16;
        parse.labels[subject] = Label::Nsubj;
        parse.heads[participle] = subject as u16;
        parse.labels[participle] = Label::Acl;
        parse.tags[participle] = Tag::Vbn;
    }
}

/// "Iran Sanctions Turkey": a finite verb is no part of the name after it, which is its object, but the head of both.
fn object_of_title(parse: &mut Parse, verb: usize) {
    let object = parse.heads[verb] as usize;
    let within = matches!(parse.labels[verb], Label::Compound | Label::Nmod | Label::Amod) && object > verb;
    let finite = matches!(parse.tags[verb], Tag::Vbz | Tag::Vbp);
    let subject = verb.checked_sub(1).filter(|&before| within && finite && is_nominal(parse.tags[before]));
    let Some(subject) = subject else { return };
    let above = parse.heads[object] as usize;
    parse.heads[verb] = if above == object { verb as u16 } else { above as u16 };
    parse.labels[verb] = parse.labels[object];
    parse.heads[object] = verb as u16;
    parse.labels[object] = Label::Dobj;
    for before in 0..verb {
        if parse.heads[before] as usize == object || before == subject {
            parse.heads[before] = if before == subject { verb as u16 } else { subject as u16 };
            parse.labels[before] = if before == subject { Label::Nsubj } else { parse.labels[before] };
        }
    }
}

/// "became the first country to recognise it": the infinitive says what the first one did.
fn infinitive_of_first<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, grammar: &Grammar, infinitive: usize) {
    let clausal = matches!(parse.labels[infinitive], Label::Advcl | Label::Acl | Label::Xcomp | Label::Ccomp);
    let to = infinitive.checked_sub(1).filter(|&to| clausal && parse.tags[to] == Tag::To);
    let Some(noun) = to.and_then(|to| to.checked_sub(1)).filter(|&noun| is_nominal(parse.tags[noun])) else { return };
    let first = children(parse, noun).any(|t| t < noun && grammar.firsts.contains(lower(t)));
    if first && !is_above(parse, infinitive, noun) {
        parse.heads[infinitive] = noun as u16;
        parse.labels[infinitive] = Label::Relcl;
    }
}

/// "did n't wage": what denies a verb is no subject or adverb of it.
fn negation_of_verb<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, grammar: &Grammar, token: usize) {
    let verb = parse.heads[token] as usize;
    let leaf = children(parse, token).next().is_none();
    if verb != token && leaf && is_verb(parse.tags[verb]) && grammar.negators.contains(lower(token)) {
        parse.labels[token] = Label::Neg;
    }
}

/// The same where the first was read as the verb of the sentence: the second one, which nothing marks or parts, is.
fn finite_behind_participle<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, verb: usize) {
    let participle = parse.heads[verb] as usize;
    let finite = matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp) && parse.labels[verb] == Label::Advcl;
    let past = participle < verb && matches!(parse.tags[participle], Tag::Vbn | Tag::Vbd);
    let bare = children(parse, verb)
        .all(|t| !matches!(parse.labels[t], Label::Mark | Label::Nsubj | Label::NsubjPass | Label::Advmod));
    let together = (participle..verb).all(|t| lower(t) != ",");
    let owned = participle.checked_sub(1).is_some_and(|before| is_subject_of(parse, before, participle));
    if !(finite && past && bare && together && owned) || has_object(parse, participle) {
        return;
    }
    let above = parse.heads[participle] as usize;
    parse.heads[verb] = if above == participle { verb as u16 } else { above as u16 };
    parse.labels[verb] = parse.labels[participle];
    parse.heads[participle] = verb as u16;
    parse.labels[participle] = Label::Advcl;
    participle_of_subject(parse, participle);
}

fn is_subject_of(parse: &Parse, noun: usize, verb: usize) -> bool {
    parse.heads[noun] as usize == verb && matches!(parse.labels[noun], Label::Nsubj | Label::NsubjPass)
}

/// "After days of rain, Chad has halted flights": what a comma parts from the noun before and a verb without a subject
/// follows is that verb's subject, and stands in no series.
fn subject_behind_comma<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, noun: usize) {
    let listed = parse.heads[noun] as usize;
    if parse.labels[noun] != Label::Conj || listed > noun || !is_nominal(parse.tags[noun]) {
        return;
    }
    let inside = |t: usize| is_above(parse, noun, t);
    let start = (0..noun).rev().take_while(|&t| inside(t)).last().unwrap_or(noun);
    let next = (noun..parse.heads.len()).take_while(|&t| inside(t)).last().map_or(noun, |last| last + 1);
    let parted = start.checked_sub(1).is_some_and(|before| lower(before) == ",");
    let joined = children(parse, listed).any(|t| parse.labels[t] == Label::Cc);
    let Some(&above) = parse.heads.get(next).filter(|_| parted && !joined) else { return };
    let verb = if parse.labels[next] == Label::Aux { above as usize } else { next };
    let finite = verb != next || matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp);
    let has = |label: Label| children(parse, verb).any(|t| parse.labels[t] == label);
    let subject = has(Label::Nsubj) || has(Label::NsubjPass);
    let label = if has(Label::AuxPass) { Label::NsubjPass } else { Label::Nsubj };
    if is_verb(parse.tags[verb]) && finite && !subject && !is_above(parse, noun, verb) {
        parse.heads[noun] = verb as u16;
        parse.labels[noun] = label;
    }
}

fn has_object(parse: &Parse, verb: usize) -> bool {
    children(parse, verb).any(|child| parse.labels[child] == Label::Dobj)
}

fn children(parse: &Parse, token: usize) -> impl Iterator<Item = usize> {
    (0..parse.heads.len()).filter(move |&t| parse.heads[t] as usize == token && t != token)
}

/// "Protesters storm parliament": in a headline that has no verb, the first noun after the first that can be one. Verbs of
/// the dictionaries are told by `can_be_verb`.
pub(super) fn verb_of_headline<'a>(
    tags: &mut [Tag],
    lower: impl Fn(usize) -> &'a str,
    can_be_verb: impl Fn(usize) -> bool,
) {
    let is_sentence = tags.len().checked_sub(1).is_none_or(|last| matches!(lower(last), "." | "?" | "!" | ":" | ";"));
    if is_sentence || tags.iter().any(|&tag| is_verb(tag) || tag == Tag::Md) {
        return;
    }
    let follows_noun = |at: usize| matches!(tags[at - 1], Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps);
    // "Gunmen kill", "bombing kills": the verb agrees with what stands before it.
    let agrees = |at: usize| matches!(tags[at - 1], Tag::Nns | Tag::Nnps) != lower(at).ends_with('s');
    let is_object =
        |at: usize| tags.get(at + 1).is_some_and(|&tag| is_nominal(tag) || matches!(tag, Tag::Jj | Tag::Dt | Tag::In));
    // "Erdogan Visits Cairo": all words of a title look like names.
    let is_title = |at: usize| {
        matches!(tags[at], Tag::Nnp | Tag::Nnps)
            && lower(at).ends_with('s')
            && tags.get(at + 1).is_some_and(|&tag| is_nominal(tag))
    };
    let verb = (1..tags.len()).find(|&at| {
        (matches!(tags[at], Tag::Nn | Tag::Nns) && is_object(at) || is_title(at))
            && follows_noun(at)
            && agrees(at)
            && can_be_verb(at)
    });
    if let Some(at) = verb {
        tags[at] = if lower(at).ends_with('s') { Tag::Vbz } else { Tag::Vbp };
    }
}

/// "rejected Monday a European Union demand": behind "a" and other nouns stands a noun, and no plural verb. `one` are the
/// articles of a single thing.
pub(super) fn noun_after_article<'a>(tags: &mut [Tag], lower: impl Fn(usize) -> &'a str, one: &HashSet<Arc<str>>) {
    for at in 2..tags.len() {
        let inner = |&t: &usize| matches!(tags[t], Tag::Nn | Tag::Nnp | Tag::Nnps | Tag::Jj);
        let first = (0..at).rev().take_while(inner).last();
        let article = first.and_then(|first| first.checked_sub(1)).filter(|&t| one.contains(lower(t)));
        if article.is_some() && matches!(tags[at], Tag::Vbp | Tag::Vb) && is_nominal(tags[at - 1]) {
            tags[at] = Tag::Nn;
        }
    }
}

/// The head of the noun phrase that begins at `start`.
fn noun_phrase_head(parse: &Parse, start: usize) -> Option<usize> {
    let mut at = start;
    while let Some(&head) = parse.heads.get(at).filter(|&&head| head as usize > at) {
        let head = head as usize;
        if !is_nominal(parse.tags[head]) {
            break;
        }
        at = head;
    }
    parse.tags.get(at).filter(|&&tag| is_nominal(tag)).map(|_| at)
}

fn is_nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::Cd)
}

/// Whether `token` is `other` or governs it.
fn is_above(parse: &Parse, token: usize, other: usize) -> bool {
    let mut at = other;
    for _ in 0..parse.heads.len() {
        if at == token {
            return true;
        }
        let head = parse.heads[at] as usize;
        if head == at {
            return false;
        }
        at = head;
    }
    true
}

/// "Gunmen on motorcycles killed ten", "Soldiers demanding pay mutinied", "A newspaper called on voters to unite": a sentence
/// of which a noun is the root, and under it what would be a participle but for its object, or because it is no passive.
fn past_tense_of_the_sentence<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    sort: impl Fn(usize) -> VerbSort,
) {
    let tokens = || 0..parse.heads.len();
    let Some(root) = tokens().find(|&t| parse.heads[t] as usize == t) else { return };
    let child = |token: usize, label: Label| children(parse, token).find(|&t| parse.labels[t] == label);
    let is_active = |t: usize| {
        let to_whom = || {
            children(parse, t).any(|on| grammar.control_prepositions.has(lower(on)) && child(on, Label::Pobj).is_some())
        };
        let infinitive = || child(t, Label::Xcomp).is_some() && (!sort(t).controls_object || to_whom());
        child(t, Label::Dobj).is_some() || sort(t).intransitive || infinitive()
    };
    let verb = tokens().find(|&t| {
        t > root
            && matches!(parse.tags[t], Tag::Vbn | Tag::Vbd)
            && parse.labels[t] == Label::Acl
            && child(t, Label::AuxPass).is_none()
            && is_active(t)
    });
    let Some(verb) = verb.filter(|&verb| is_nominal(parse.tags[root]) && !sort(verb).ditransitive) else { return };
    let tells = |t: usize| matches!(parse.labels[t], Label::Aux | Label::AuxPass | Label::Ccomp | Label::Relcl);
    if tokens().any(|t| tells(t) && !is_above(parse, verb, t)) {
        return;
    }
    parse.heads[verb] = verb as u16;
    parse.labels[verb] = Label::Root;
    parse.heads[root] = verb as u16;
    parse.labels[root] = Label::Nsubj;
}

/// "shot dead three militants": an adjective right after a verb and before a number or article tells the outcome.
fn outcome_before_number(parse: &mut Parse, adjective: usize) {
    let noun = parse.heads[adjective] as usize;
    let verb = adjective.checked_sub(1).filter(|&before| is_verb(parse.tags[before]));
    let Some(verb) = verb.filter(|_| parse.labels[adjective] == Label::Amod && noun > adjective) else { return };
    let between = (adjective + 1..noun).any(|t| {
        parse.heads[t] as usize == noun && matches!(parse.labels[t], Label::Det | Label::NumMod | Label::Poss)
    });
    if between && !is_above(parse, adjective, verb) {
        parse.heads[adjective] = verb as u16;
        parse.labels[adjective] = Label::Oprd;
    }
}

/// "Israel released prisoners and Hamas freed hostages": what stands between "and" and a verb is the verb's subject.
fn subject_of_second_verb(parse: &mut Parse, verb: usize) {
    let first_verb = parse.heads[verb] as usize;
    let finite = matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp) && parse.labels[verb] == Label::Conj;
    let Some(subject) = verb.checked_sub(1).filter(|_| finite && is_verb(parse.tags[first_verb])) else { return };
    let listed = parse.heads[subject] as usize;
    let joined = is_nominal(parse.tags[subject]) && parse.labels[subject] == Label::Conj && listed > first_verb;
    let has_own = (0..parse.heads.len()).any(|t| {
        parse.heads[t] as usize == verb && matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass | Label::Cc)
    });
    if joined && !has_own && listed < subject && is_nominal(parse.tags[listed]) && !is_above(parse, subject, verb) {
        parse.heads[subject] = verb as u16;
        parse.labels[subject] = Label::Nsubj;
    }
}

/// "gave Benin ten million dollars": of two objects the first is who receives.
fn receiver_of_two_objects(parse: &mut Parse, verb: usize) {
    let is_object = |t: &usize| parse.heads[*t] as usize == verb && *t > verb && parse.labels[*t] == Label::Dobj;
    let mut objects = (0..parse.heads.len()).filter(is_object);
    let (Some(first), Some(second)) = (objects.next(), objects.next()) else { return };
    // "opened fire on a bus carrying pilgrims": what stands behind a phrase of its own is no second object.
    let apart = children(parse, verb).any(|t| first < t && t < second && parse.labels[t] == Label::Prep);
    if !apart {
        parse.labels[first] = Label::Dative;
    }
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grammar() -> Grammar {
        let between = vec!["between".to_owned()].into();
        Grammar { between, between_links: std::iter::once("and".into()).collect(), ..Grammar::default() }
    }

    proptest! {
        #[test]
        fn of_any_tree_it_makes_a_tree(words in prop::collection::vec((any::<u16>(), any::<u8>(), any::<u8>(), 0..4usize), 1..24)) {
            let mut parse = Parse::default();
            for (i, (head, tag, label, _)) in words.iter().enumerate() {
                // Every head is the root or a token before, counted from a root anywhere.
                parse.heads.push(if i == 0 { 0 } else { head % i as u16 });
                parse.tags.push(Tag::ALL[*tag as usize % Tag::ALL.len()]);
                parse.labels.push(Label::ALL[*label as usize % Label::ALL.len()]);
            }
            let lower = |t: usize| ["between", "and", ".", "killed"][words[t].3];
            let sort = |t: usize| VerbSort { intransitive: words[t].3 == 3, ..VerbSort::default() };
            repair(&mut parse, lower, &grammar(), sort, |_| false);
            let roots = (0..words.len()).filter(|&t| parse.heads[t] as usize == t).count();
            prop_assert_eq!(roots, 1);
            for token in 0..words.len() {
                let climbs = std::iter::successors(Some(token), |&t| Some(parse.heads[t] as usize));
                prop_assert!(climbs.take(words.len() + 1).any(|t| parse.heads[t] as usize == t));
            }
        }
    }

    /// A parse from words written as `word/Tag/label/head`.
    fn parse<'a>(written: &[(&'a str, Tag, Label, u16)]) -> (Parse, Vec<&'a str>) {
        let mut parse = Parse::default();
        let mut lower = Vec::new();
        for (word, tag, label, head) in written {
            parse.tags.push(*tag);
            parse.labels.push(*label);
            parse.heads.push(*head);
            lower.push(*word);
        }
        (parse, lower)
    }

    #[test]
    fn between_joins_two() {
        let (mut parse, lower) = parse(&[
            ("clashes", Tag::Nns, Label::Nsubj, 5),
            ("between", Tag::In, Label::Prep, 0),
            ("troops", Tag::Nns, Label::Pobj, 1),
            ("and", Tag::Cc, Label::Cc, 2),
            ("rebels", Tag::Nns, Label::Nsubj, 5),
            ("left", Tag::Vbd, Label::Root, 5),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| false);
        assert_eq!((parse.heads[4], parse.labels[4]), (2, Label::Conj));
    }

    #[test]
    fn a_participle_with_an_object_is_the_verb() {
        let words = [
            ("gunmen", Tag::Nns, Label::Root, 0),
            ("on", Tag::In, Label::Prep, 0),
            ("motorcycles", Tag::Nns, Label::Pobj, 1),
            ("killed", Tag::Vbn, Label::Acl, 2),
            ("ten", Tag::Cd, Label::Dobj, 3),
        ];
        let (mut mended, lower) = parse(&words);
        repair(&mut mended, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| false);
        assert_eq!((mended.heads[3], mended.labels[3]), (3, Label::Root));
        assert_eq!((mended.heads[0], mended.labels[0]), (3, Label::Nsubj));
        // "women denied education".
        let (mut kept, lower) = parse(&words);
        repair(
            &mut kept,
            |t| lower[t],
            &grammar(),
            |_| VerbSort { ditransitive: true, ..VerbSort::default() },
            |_| false,
        );
        assert_eq!(kept.heads[3], 2);
    }

    #[test]
    fn a_second_verb_takes_the_name_before_it() {
        let (mut parse, lower) = parse(&[
            ("israel", Tag::Nnp, Label::Nsubj, 1),
            ("freed", Tag::Vbd, Label::Root, 1),
            ("prisoners", Tag::Nns, Label::Dobj, 1),
            ("and", Tag::Cc, Label::Cc, 2),
            ("hamas", Tag::Nnp, Label::Conj, 2),
            ("released", Tag::Vbd, Label::Conj, 1),
            ("hostages", Tag::Nns, Label::Dobj, 5),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| false);
        assert_eq!((parse.heads[4], parse.labels[4]), (5, Label::Nsubj));
    }

    #[test]
    fn the_first_of_two_verbs_describes_their_subject() {
        let (mut parse, lower) = parse(&[
            ("war", Tag::Nn, Label::Nsubj, 1),
            ("fought", Tag::Vbn, Label::Advcl, 2),
            ("led", Tag::Vbd, Label::Root, 2),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| false);
        assert_eq!((parse.heads[0], parse.labels[0]), (2, Label::Nsubj));
        assert_eq!((parse.heads[1], parse.labels[1]), (0, Label::Acl));
    }

    #[test]
    fn a_finite_verb_is_no_part_of_a_name() {
        let (mut parse, lower) = parse(&[
            ("iran", Tag::Nnp, Label::Compound, 2),
            ("sanctions", Tag::Vbz, Label::Compound, 2),
            ("turkey", Tag::Nnp, Label::Root, 2),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| false);
        assert_eq!((parse.heads[0], parse.labels[0]), (1, Label::Nsubj));
        assert_eq!((parse.heads[2], parse.labels[2]), (1, Label::Dobj));
    }

    #[test]
    fn the_outcome_belongs_to_the_verb() {
        let (mut parse, lower) = parse(&[
            ("shot", Tag::Vbd, Label::Root, 0),
            ("dead", Tag::Jj, Label::Amod, 3),
            ("three", Tag::Cd, Label::NumMod, 3),
            ("men", Tag::Nns, Label::Dobj, 0),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| false);
        assert_eq!((parse.heads[1], parse.labels[1]), (0, Label::Oprd));
    }
}
