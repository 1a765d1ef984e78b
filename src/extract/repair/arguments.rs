//! Subjects, objects and receivers that belong to another verb, or have another role, than the parser says.

use super::{VerbSort, children, has_object, is_above, is_nominal, is_proper, is_verb, noun_phrase_head};
use crate::lexicon::Grammar;
use crate::syntax::{Label, Parse, Tag};

/// How far after "between A" its "and B" may stand, in tokens.
const BETWEEN_REACH: usize = 12;

/// "gave Benin ten million dollars": of two objects the first is who receives.
pub(super) fn receiver_of_two_objects(parse: &mut Parse, verb: usize) {
    if !is_verb(parse.tags[verb]) {
        return;
    }
    let is_object = |t: &usize| *t > verb && parse.labels[*t] == Label::Dobj;
    let first_two = {
        let mut objects = children(parse, verb).filter(is_object);
        objects.next().zip(objects.next())
    };
    let Some((first, second)) = first_two else { return };
    // "opened fire on a bus carrying pilgrims": what stands behind a phrase of its own is no second object.
    let apart = children(parse, verb).any(|t| first < t && t < second && parse.labels[t] == Label::Prep);
    if !apart {
        parse.labels[first] = Label::Dative;
    }
}

/// "promised Ukraine more arms": what passes for the subject of a verb's object is who receives it.
pub(super) fn receiver_before_object(parse: &mut Parse, receiver: usize) {
    let object = parse.heads[receiver] as usize;
    let verb = parse.heads[object] as usize;
    let between = verb < receiver && receiver < object && is_verb(parse.tags[verb]);
    let subject = parse.labels[receiver] == Label::Nsubj && parse.labels[object] == Label::Dobj;
    if between && subject && is_nominal(parse.tags[object]) {
        parse.heads[receiver] = verb as u16;
        parse.labels[receiver] = Label::Dative;
    }
}

/// "took two officers hostage": the noun says what the verb makes of the object before it.
pub(super) fn captive_object<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    captive: usize,
) {
    let verb = parse.heads[captive] as usize;
    let is_object = parse.labels[captive] == Label::Dobj && verb + 1 < captive;
    if !is_object || !grammar.captives.contains(lower(captive)) || !grammar.captors.contains(lower(verb)) {
        return;
    }
    let object = captive - 1;
    let describes = parse.heads[object] as usize == captive && !has_object_before(parse, verb, captive);
    if describes && is_nominal(parse.tags[object]) {
        let others: Vec<usize> = children(parse, captive).filter(|&t| t < object).collect();
        for other in others {
            parse.heads[other] = object as u16;
        }
        parse.heads[object] = verb as u16;
        parse.labels[object] = Label::Dobj;
    }
    if has_object_before(parse, verb, captive) {
        parse.labels[captive] = Label::Oprd;
    }
}

fn has_object_before(parse: &Parse, verb: usize, token: usize) -> bool {
    children(parse, verb).any(|t| t < token && parse.labels[t] == Label::Dobj)
}

/// "forced out on Wednesday 1,000 refugees": a preposition has one object; the second is the verb's, which has none.
pub(super) fn object_behind_phrase(parse: &mut Parse, second: usize) {
    let preposition = parse.heads[second] as usize;
    let verb = parse.heads[preposition] as usize;
    let is_object = |t: usize| parse.labels[t] == Label::Pobj && is_nominal(parse.tags[t]);
    let first = || children(parse, preposition).any(|t| t < second && is_object(t));
    let follows = is_object(second) && verb < preposition && preposition < second;
    if follows && is_verb(parse.tags[verb]) && first() && !has_object(parse, verb) {
        parse.heads[second] = verb as u16;
        parse.labels[second] = Label::Dobj;
    }
}

/// "Ukraine, Russia swap captives": of two names before a plural verb the first is no adverb.
pub(super) fn first_of_two_names<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, first: usize) {
    let verb = parse.heads[first] as usize;
    let adverbial = matches!(parse.labels[first], Label::NpAdvmod | Label::Advmod | Label::Dep | Label::Nmod);
    let apart = is_proper(parse.tags[first]) && verb > first + 2 && lower(first + 1) == ",";
    if !adverbial || !apart || parse.tags[verb] != Tag::Vbp || (0..first).any(|t| !is_above(parse, first, t)) {
        return;
    }
    let subject = children(parse, verb).find(|&t| parse.labels[t] == Label::Nsubj && is_proper(parse.tags[t]));
    let Some(second) = subject.filter(|&second| (first + 2..second).all(|t| is_above(parse, second, t))) else {
        return;
    };
    parse.labels[first] = Label::Nsubj;
    (parse.heads[second], parse.labels[second]) = (first as u16, Label::Conj);
}

/// "Bangkok had on Wednesday recalled its ambassador": what hangs on an auxiliary is its verb's.
pub(super) fn dependent_of_auxiliary(parse: &mut Parse, dependent: usize) {
    let auxiliary = parse.heads[dependent] as usize;
    let of_verb = matches!(
        parse.labels[dependent],
        Label::Nsubj | Label::NsubjPass | Label::Prep | Label::Advmod | Label::NpAdvmod
    );
    let helps = auxiliary != dependent && matches!(parse.labels[auxiliary], Label::Aux | Label::AuxPass);
    if of_verb && helps && parse.heads[auxiliary] as usize != auxiliary {
        parse.heads[dependent] = parse.heads[auxiliary];
    }
}

/// "the Committee to Protect Journalists slammed": the words of a name are one phrase.
pub(super) fn name_in_one_piece(parse: &mut Parse, name: &impl Fn(usize) -> Option<usize>, first: usize) {
    let Some(id) = name(first).filter(|&id| first == 0 || name(first - 1) != Some(id)) else { return };
    let last = (first..parse.heads.len()).take_while(|&t| name(t) == Some(id)).last().unwrap_or(first);
    let inside = |t: usize| (first..=last).contains(&t);
    let out: Vec<usize> =
        (first..=last).filter(|&t| !inside(parse.heads[t] as usize) || parse.heads[t] as usize == t).collect();
    let is_argument = |&&t: &&usize| {
        matches!(
            parse.labels[t],
            Label::Nsubj | Label::NsubjPass | Label::Dobj | Label::Pobj | Label::Poss | Label::Root
        )
    };
    let Some(&main) = out.iter().find(is_argument).filter(|_| out.len() > 1) else { return };
    for other in out.into_iter().filter(|&other| other != main) {
        if parse.heads[other] as usize != other && !is_above(parse, other, main) {
            (parse.heads[other], parse.labels[other]) = (main as u16, Label::Compound);
        }
    }
}

/// "shot five dead": five are shot, and the outcome is no object.
pub(super) fn number_before_outcome<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    outcome: usize,
) {
    let verb = parse.heads[outcome];
    let object = grammar.outcomes.contains(lower(outcome))
        && parse.labels[outcome] == Label::Dobj
        && grammar.leaving.contains(lower(verb as usize));
    let counts = |&t: &usize| object && parse.labels[t] == Label::NumMod && parse.heads[t] as usize == outcome;
    let Some(number) = outcome.checked_sub(1).filter(counts) else { return };
    (parse.heads[number], parse.labels[number]) = (verb, Label::Dobj);
    parse.labels[outcome] = Label::Oprd;
}

/// "shoot dead 16": the number behind the outcome is whom the verb acts on.
pub(super) fn number_behind_outcome(parse: &mut Parse, number: usize) {
    let outcome = parse.heads[number] as usize;
    let verb = parse.heads[outcome] as usize;
    let hung = parse.tags[number] == Tag::Cd && parse.labels[number] == Label::NpAdvmod && outcome + 1 == number;
    let tells = parse.labels[outcome] == Label::Oprd && is_verb(parse.tags[verb]) && verb < outcome;
    if hung && tells && !has_object(parse, verb) {
        (parse.heads[number], parse.labels[number]) = (verb as u16, Label::Dobj);
    }
}

/// "the leaders of Serbia and Kosovo, Aleksandar Vucic and Albin Kurti", "the two ministers, Adel Jubeir and Javad Zarif":
/// two names behind a comma are those of the plural, and go on with no list that is closed.
pub(super) fn names_of_several<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, name: usize) {
    let is_name = |t: usize| matches!(parse.tags[t], Tag::Nnp | Tag::Nn) && parse.labels[t] == Label::Conj;
    let begins = (0..=name).rev().take_while(|&t| t == name || parse.heads[t] as usize == name).last().unwrap_or(name);
    let apart = begins > 0 && lower(begins - 1) == ",";
    let is_second = |t: usize| t > name && parse.labels[t] == Label::Conj && parse.tags[t] == Tag::Nnp;
    let pair = children(parse, name).any(is_second) && children(parse, name).any(|t| parse.tags[t] == Tag::Cc);
    if !is_name(name) || !apart || !pair {
        return;
    }
    let mut at = parse.heads[name] as usize;
    let mut closed = false;
    while parse.labels[at] == Label::Conj && (parse.heads[at] as usize) < at {
        at = parse.heads[at] as usize;
        closed |= children(parse, at).any(|t| parse.tags[t] == Tag::Cc && t < begins);
    }
    closed |= children(parse, at).any(|t| parse.tags[t] == Tag::Cc && t < begins);
    let several = |t: usize| parse.tags[t] == Tag::Nns && t < name;
    let counted = children(parse, at).any(|t| parse.labels[t] == Label::NumMod);
    let above = parse.heads[parse.heads[at] as usize] as usize;
    let of = if several(at) && counted {
        at
    } else if closed && parse.labels[at] == Label::Pobj && several(above) {
        above
    } else {
        return;
    };
    (parse.heads[name], parse.labels[name]) = (of as u16, Label::Appos);
}

/// "Qatar and Turkey's mediation has failed": before a verb in the singular both own the one thing.
pub(super) fn owners_of_one<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, grammar: &Grammar, owned: usize) {
    let first = parse.heads[owned] as usize;
    let verb = parse.heads[first] as usize;
    let listed = parse.labels[owned] == Label::Conj && parse.tags[owned] == Tag::Nn && first < owned && owned < verb;
    let subject = parse.labels[first] == Label::Nsubj && parse.tags[first] == Tag::Nnp && is_verb(parse.tags[verb]);
    if !listed || !subject {
        return;
    }
    let Some(second) = children(parse, owned).find(|&t| parse.labels[t] == Label::Poss) else { return };
    let beside = second == first + 2 && parse.tags[first + 1] == Tag::Cc && parse.tags[second] == Tag::Nnp;
    let helps = |t: usize| matches!(parse.labels[t], Label::Aux | Label::AuxPass);
    let singular = |t: usize| parse.tags[t] == Tag::Vbz || grammar.singular_verbs.contains(lower(t));
    if !beside || !(singular(verb) || children(parse, verb).any(|t| helps(t) && singular(t))) {
        return;
    }
    (parse.heads[owned], parse.labels[owned]) = (verb as u16, Label::Nsubj);
    (parse.heads[first], parse.labels[first]) = (owned as u16, Label::Poss);
    (parse.heads[second], parse.labels[second]) = (first as u16, Label::Conj);
}

/// "Slovakia, whose prime minister, Robert Fico, met Putin, has threatened": what is owned is the subject of the verb behind
/// it, and not set beside the owner; a verb joined to that one is the owner's.
pub(super) fn subject_with_owner(parse: &mut Parse, whose: usize) {
    let owned = parse.heads[whose] as usize;
    let owner = parse.heads[owned] as usize;
    let apart = owner < whose && whose < owned && is_nominal(parse.tags[owned]);
    let relative = parse.tags[whose] == Tag::WpPoss && parse.labels[owned] == Label::Appos && apart;
    let verb_under = |head: usize, label: Label| {
        children(parse, head).find(|&t| t > owned && parse.labels[t] == label && is_verb(parse.tags[t]))
    };
    if !relative {
        return;
    }
    let above = parse.heads[owner] as usize;
    let verb = if let Some(described) = verb_under(owner, Label::Acl) {
        described
    } else if parse.labels[owner] == Label::Nsubj && is_verb(parse.tags[above]) && above > owned {
        let subject = |t: usize| children(parse, t).any(|t| matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass));
        let Some(own) = verb_under(above, Label::Conj).filter(|&own| own > above && !subject(own)) else { return };
        let root = parse.heads[above] as usize == above;
        parse.heads[own] = if root { own as u16 } else { parse.heads[above] };
        parse.labels[own] = parse.labels[above];
        parse.heads[owner] = own as u16;
        parse.heads[above] = owner as u16;
        above
    } else {
        return;
    };
    parse.labels[verb] = Label::Relcl;
    parse.heads[owned] = verb as u16;
    parse.labels[owned] = Label::Nsubj;
}

/// "gave Nepal 20 ambulances": no noun describes another over its number or article; it is who receives.
pub(super) fn receiver_before_number(parse: &mut Parse, receiver: usize) {
    let object = parse.heads[receiver] as usize;
    let verb = parse.heads[object] as usize;
    let describes = matches!(parse.labels[receiver], Label::Amod | Label::Compound | Label::Nmod);
    let follows = verb < receiver && receiver < object && (verb + 1..receiver).all(|t| is_above(parse, receiver, t));
    if !describes || !follows || parse.labels[object] != Label::Dobj || !is_verb(parse.tags[verb]) {
        return;
    }
    if begins_between(parse, receiver, object) && is_nominal(parse.tags[receiver]) && parse.tags[receiver] != Tag::Cd {
        parse.heads[receiver] = verb as u16;
        parse.labels[receiver] = Label::Dative;
    }
}

/// "gave Niger a week to free him": a verb that somebody receives by has an object, be it a time.
pub(super) fn time_given(parse: &mut Parse, time: usize) {
    let verb = parse.heads[time] as usize;
    let receiver = || children(parse, verb).any(|t| verb < t && t < time && parse.labels[t] == Label::Dative);
    if parse.labels[time] == Label::NpAdvmod && is_verb(parse.tags[verb]) && receiver() && !has_object(parse, verb) {
        parse.labels[time] = Label::Dobj;
    }
}

/// "gave Israel bombs": an actor between a verb of giving and a plain noun is who receives.
pub(super) fn receiver_named<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    is_named: &impl Fn(usize) -> bool,
    receiver: usize,
) {
    let object = parse.heads[receiver] as usize;
    let verb = parse.heads[object] as usize;
    let describes =
        matches!(parse.labels[receiver], Label::Compound | Label::Nmod) && parse.labels[object] == Label::Dobj;
    let between = verb + 1 == receiver && receiver < object && matches!(parse.tags[object], Tag::Nn | Tag::Nns);
    let received =
        || children(parse, verb).any(|t| matches!(parse.labels[t], Label::Dative | Label::Prep) && t > object);
    if describes && between && grammar.giving.contains(lower(verb)) && is_named(receiver) && !received() {
        parse.heads[receiver] = verb as u16;
        parse.labels[receiver] = Label::Dative;
    }
}

/// "India, Sri Lanka agree": of two names before a plural verb the second is no description of the first. Where the tree has
/// both as subjects, [`second_subject`] joins them.
pub(super) fn second_name<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    is_named: &impl Fn(usize) -> bool,
    second: usize,
) {
    let first = parse.heads[second] as usize;
    let verb = parse.heads[first] as usize;
    let set_beside = parse.labels[second] == Label::Appos && parse.labels[first] == Label::Nsubj && first < second;
    let plural = parse.tags[verb] == Tag::Vbp && verb > second;
    let comma = || lower(first + 1) == "," && (first + 2..second).all(|t| is_above(parse, second, t));
    if set_beside && plural && comma() && is_named(first) && is_named(second) {
        parse.labels[second] = Label::Conj;
    }
}

/// "exiles condemned Washington": an actor right behind a verb that has no object is no time.
pub(super) fn object_that_is_no_time(parse: &mut Parse, is_named: &impl Fn(usize) -> bool, object: usize) {
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
pub(super) fn noun_of_a_clause(parse: &mut Parse, noun: usize) {
    let verb = parse.heads[noun] as usize;
    let describes = |t: usize| matches!(parse.labels[t], Label::Compound | Label::Det | Label::Amod);
    let clausal = |t: usize| matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass | Label::Aux | Label::Mark);
    let is_noun = parse.labels[noun] == Label::Ccomp && matches!(parse.tags[noun], Tag::Nn | Tag::Nns);
    let bare = || children(parse, noun).any(describes) && !children(parse, noun).any(clausal);
    if is_noun && verb < noun && is_verb(parse.tags[verb]) && bare() && !has_object(parse, verb) {
        parse.labels[noun] = Label::Dobj;
    }
}

/// "Clashes between A and B left ten dead": B is the second side, not the subject of "left".
pub(super) fn second_of_between<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    first: usize,
) {
    let head = parse.heads[first] as usize;
    if parse.labels[first] != Label::Pobj || !grammar.between.has(lower(head)) {
        return;
    }
    let has_second = children(parse, first).any(|t| parse.labels[t] == Label::Conj);
    let mut near = first + 1..parse.heads.len().min(first + BETWEEN_REACH);
    let and = near.find(|&t| grammar.between_links.contains(lower(t)));
    let Some(second) = and.filter(|_| !has_second).and_then(|and| noun_phrase_head(parse, and + 1)) else { return };
    if !is_above(parse, second, first) {
        parse.heads[second] = first as u16;
        parse.labels[second] = Label::Conj;
    }
}

/// "accused France and neighbouring Benin": what only describes a name is no second verb, and the name stands in the list.
pub(super) fn name_behind_adjective(parse: &mut Parse, adjective: usize) {
    let (name, verb) = (adjective + 1, parse.heads[adjective] as usize);
    let Some(first) = adjective.checked_sub(2).filter(|&first| is_nominal(parse.tags[first])) else { return };
    let joined = parse.labels[adjective] == Label::Conj && parse.tags[adjective - 1] == Tag::Cc && verb < first;
    let described = parse.tags[adjective] == Tag::Jj
        && parse.heads.get(name).is_some_and(|&head| head as usize == adjective)
        && is_nominal(parse.tags[name]);
    if !joined || !described || !is_verb(parse.tags[verb]) || is_above(parse, adjective, first) {
        return;
    }
    let others: Vec<usize> = children(parse, adjective).filter(|&t| t != name).collect();
    for other in others {
        parse.heads[other] = verb as u16;
    }
    (parse.heads[name], parse.labels[name]) = (first as u16, Label::Conj);
    (parse.heads[adjective], parse.labels[adjective]) = (name as u16, Label::Amod);
    parse.heads[adjective - 1] = first as u16;
}

/// "Sudan's army and the paramilitary forces agreed": a second subject behind "and" goes with the first. "The decision to
/// expel seven officials angered donors": one behind a verb under the first, which has no object, is that verb's. "Putin,
/// Erdogan discuss Syria": headlines have a comma for "and".
pub(super) fn second_subject<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, second: usize) {
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
    // "fighters from the extremist group Jaish al-Adl ambushed a convoy": the name of the group.
    let named = parse.labels[before] == Label::Pobj && !is_proper(parse.tags[before]) && is_above(parse, first, before);
    if named && is_proper(parse.tags[second]) && parse.tags[before] == Tag::Nn {
        (parse.heads[second], parse.labels[second]) = (before as u16, Label::Appos);
        return;
    }
    let names = parse.tags[first] == Tag::Nnp && parse.tags[second] == Tag::Nnp;
    let beside = names && first + 1 == before && lower(before) == ",";
    if parse.tags[before] == Tag::Cc || beside {
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

/// "Israel released prisoners and Hamas freed hostages": what stands between "and" and a verb is the verb's subject.
pub(super) fn subject_of_second_verb(parse: &mut Parse, verb: usize) {
    let first_verb = parse.heads[verb] as usize;
    let finite = matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp)
        && matches!(parse.labels[verb], Label::Conj | Label::Ccomp);
    let Some(subject) = verb.checked_sub(1).filter(|_| finite && is_verb(parse.tags[first_verb])) else { return };
    let listed = parse.heads[subject] as usize;
    let joined = is_nominal(parse.tags[subject]) && parse.labels[subject] == Label::Conj && listed > first_verb;
    let is_own = |t: usize| matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass | Label::Cc);
    let has_own = children(parse, verb).any(is_own);
    if joined && !has_own && listed < subject && is_nominal(parse.tags[listed]) && !is_above(parse, subject, verb) {
        parse.heads[subject] = verb as u16;
        parse.labels[subject] = Label::Nsubj;
        parse.labels[verb] = Label::Conj;
    }
}

/// "After days of rain, Chad has halted flights": what a comma parts from the noun before and a verb without a subject
/// follows is that verb's subject, and stands in no series.
pub(super) fn subject_behind_comma<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, noun: usize) {
    let listed = parse.heads[noun] as usize;
    if parse.labels[noun] != Label::Conj || listed > noun || !is_nominal(parse.tags[noun]) {
        return;
    }
    let inside = |t: usize| is_above(parse, noun, t);
    let start = (0..noun).rev().take_while(|&t| inside(t)).last().unwrap_or(noun);
    let next = (noun..parse.heads.len()).take_while(|&t| inside(t)).last().map_or(noun, |last| last + 1);
    let parted = start.checked_sub(1).is_some_and(|before| lower(before) == ",");
    let joined = children(parse, listed).any(|t| parse.labels[t] == Label::Cc);
    // "urged Iran, Turkey and Israel to leave": an infinitive has no subject of its own.
    let Some(&above) = parse.heads.get(next).filter(|_| parted && !joined && parse.tags[next] != Tag::To) else {
        return;
    };
    let verb = if matches!(parse.labels[next], Label::Aux | Label::AuxPass) { above as usize } else { next };
    let finite = verb != next || matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp);
    let has = |label: Label| children(parse, verb).any(|t| parse.labels[t] == label);
    let subject = has(Label::Nsubj) || has(Label::NsubjPass);
    let label = if has(Label::AuxPass) { Label::NsubjPass } else { Label::Nsubj };
    if is_verb(parse.tags[verb]) && finite && !subject && !is_above(parse, noun, verb) {
        parse.heads[noun] = verb as u16;
        parse.labels[noun] = label;
    }
}

/// "Two soldiers, five militants killed in Bannu": of a headline's two counted nouns the participle tells both.
pub(super) fn counted_in_a_row<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, second: usize) {
    let counted = |noun: usize| children(parse, noun).any(|t| parse.labels[t] == Label::NumMod && t < noun);
    let participle = |noun: usize| {
        children(parse, noun).find(|&t| t > noun && parse.labels[t] == Label::Acl && parse.tags[t] == Tag::Vbn)
    };
    let listed = parse.labels[second] == Label::Appos && counted(second);
    let Some(told) = listed.then(|| participle(second)).flatten() else { return };
    let Some(comma) = (0..second).rev().find(|&t| lower(t) == ",") else { return };
    let Some(first) = comma.checked_sub(1).filter(|&first| is_nominal(parse.tags[first])) else { return };
    let is_root = parse.heads[first] as usize == first;
    let adjacent = (comma + 1..second).all(|t| is_above(parse, second, t));
    if is_root && adjacent && (counted(first) || first == 0) {
        parse.heads[second] = first as u16;
        parse.labels[second] = Label::Conj;
        parse.heads[told] = first as u16;
    }
}

/// "shot dead three militants": an adjective right after a verb and before a number or article tells the outcome.
pub(super) fn outcome_before_number(parse: &mut Parse, adjective: usize) {
    let noun = parse.heads[adjective] as usize;
    let verb = adjective.checked_sub(1).filter(|&before| is_verb(parse.tags[before]));
    let is_outcome = parse.labels[adjective] == Label::Amod && !is_nominal(parse.tags[adjective]) && noun > adjective;
    let Some(verb) = verb.filter(|_| is_outcome) else { return };
    if begins_between(parse, adjective, noun) && !is_above(parse, adjective, verb) {
        parse.heads[adjective] = verb as u16;
        parse.labels[adjective] = Label::Oprd;
    }
}

/// "branded the protesters terrorists": a plural before another noun is who is called so.
pub(super) fn called_before_name(parse: &mut Parse, sort: &impl Fn(usize) -> VerbSort, called: usize) {
    let name = parse.heads[called] as usize;
    let verb = parse.heads[name] as usize;
    let describes = parse.labels[called] == Label::Compound && parse.tags[called] == Tag::Nns && called < name;
    let object = parse.labels[name] == Label::Dobj && is_verb(parse.tags[verb]) && verb < called;
    // "considered sanctions relief" calls nobody anything.
    let begins = |t: usize| t < called && matches!(parse.labels[t], Label::Det | Label::Poss);
    let object = object && children(parse, name).chain(children(parse, called)).any(begins);
    if !describes || !object || !sort(verb).names {
        return;
    }
    let before: Vec<usize> = children(parse, name).filter(|&t| t < called).collect();
    for word in before {
        parse.heads[word] = called as u16;
    }
    (parse.heads[called], parse.labels[called]) = (verb as u16, Label::Dobj);
    parse.labels[name] = Label::Oprd;
}

/// Whether a noun's phrase begins, with an article, a number or a possessor, behind a word before it.
fn begins_between(parse: &Parse, word: usize, noun: usize) -> bool {
    let begins = |t: usize| matches!(parse.labels[t], Label::Det | Label::NumMod | Label::Poss);
    children(parse, noun).any(|t| word < t && t < noun && begins(t))
}
