//! Verbs and participles that the parser takes for each other, gerunds and infinitives that belong elsewhere.

use super::{VerbSort, children, has_object, is_above, is_nominal, is_subject_of, is_verb};
use crate::lexicon::Grammar;
use crate::syntax::{Label, Parse, Tag};

/// "Gunmen on motorcycles killed ten", "Soldiers demanding pay mutinied", "A newspaper called on voters to unite", "Turk, the
/// chief of the agency, called for restraint": a sentence of which a noun is the root, and under it what would be a
/// participle but for its object, or because it is no passive.
pub(super) fn past_tense_of_the_sentence<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    sort: &impl Fn(usize) -> VerbSort,
) {
    let tokens = || 0..parse.heads.len();
    let Some(root) = tokens().find(|&t| parse.heads[t] as usize == t) else { return };
    let child = |token: usize, label: Label| children(parse, token).find(|&t| parse.labels[t] == label);
    // "Volker Turk, the rights chief, called on Sudan".
    let behind_aside = |t: usize| {
        let aside = |beside: usize| parse.labels[beside] == Label::Appos && root < beside && beside < t;
        lower(t - 1) == "," && children(parse, root).any(aside)
    };
    let addresses =
        |t: usize| children(parse, t).any(|on| grammar.addressing.has(lower(on)) && child(on, Label::Pobj).is_some());
    let is_active = |t: usize| {
        let infinitive = || child(t, Label::Xcomp).is_some() && (!sort(t).controls_object || addresses(t));
        child(t, Label::Dobj).is_some()
            || sort(t).intransitive
            || infinitive()
            || behind_aside(t) && (sort(t).speaks || addresses(t))
    };
    let verb = tokens().find(|&t| {
        t > root
            && matches!(parse.tags[t], Tag::Vbn | Tag::Vbd)
            && parse.labels[t] == Label::Acl
            && child(t, Label::AuxPass).is_none()
            && is_active(t)
    });
    // "men given medals" are no subject, who "called upon Kabul to act" is.
    let pleads = |verb: usize| addresses(verb) && child(verb, Label::Dobj).is_none();
    let fits = |&verb: &usize| {
        is_nominal(parse.tags[root]) && (!sort(verb).ditransitive || behind_aside(verb) || pleads(verb))
    };
    let Some(verb) = verb.filter(fits) else { return };
    let tells = |t: usize| matches!(parse.labels[t], Label::Aux | Label::AuxPass | Label::Ccomp | Label::Relcl);
    if tokens().any(|t| tells(t) && !is_above(parse, verb, t)) {
        return;
    }
    parse.heads[verb] = verb as u16;
    parse.labels[verb] = Label::Root;
    parse.heads[root] = verb as u16;
    parse.labels[root] = Label::Nsubj;
}

/// "urged both to hold back and offered to mediate": a verb in the past stands beside the finite verb, not its infinitive.
pub(super) fn finite_beside_finite(parse: &mut Parse, verb: usize) {
    let infinitive = parse.heads[verb] as usize;
    let governor = parse.heads[infinitive] as usize;
    let beside =
        parse.labels[verb] == Label::Conj && matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz) && infinitive < verb;
    let under = parse.labels[infinitive] == Label::Xcomp && parse.tags[infinitive] == Tag::Vb && governor < infinitive;
    let has_subject = || children(parse, verb).any(|t| matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass));
    if beside && under && parse.tags[governor] == parse.tags[verb] && !has_subject() {
        parse.heads[verb] = governor as u16;
    }
}

/// "The strike, near the town, targeted members of the group": what is set beside the sentence's noun behind a comma and begins
/// with a participle is the object of a finite verb.
pub(super) fn verb_of_apposition<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, verb: usize) {
    let object = parse.heads[verb] as usize;
    let subject = parse.heads[object] as usize;
    let is_root = parse.heads[subject] as usize == subject && is_nominal(parse.tags[subject]);
    let reads_so =
        parse.tags[verb] == Tag::Vbn && parse.labels[verb] == Label::Amod && parse.labels[object] == Label::Appos;
    let behind = verb.checked_sub(1).is_some_and(|before| lower(before) == "," && subject < before);
    let first = || !children(parse, object).any(|t| t < verb);
    let whole = parse.heads.len().checked_sub(1).is_some_and(|last| lower(last) == ".");
    if is_root && reads_so && behind && whole && verb < object && first() {
        (parse.heads[verb], parse.labels[verb], parse.tags[verb]) = (verb as u16, Label::Root, Tag::Vbd);
        (parse.heads[object], parse.labels[object]) = (verb as u16, Label::Dobj);
        (parse.heads[subject], parse.labels[subject]) = (verb as u16, Label::Nsubj);
    }
}

/// "the strikes, carried out by the army, targeted a base": between commas right behind the subject stands a participle, and
/// the verb behind them is the subject's.
pub(super) fn participle_between_commas<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, verb: usize) {
    let participle = parse.heads[verb] as usize;
    let past = |t: usize| matches!(parse.tags[t], Tag::Vbd | Tag::Vbn);
    let joined = parse.labels[verb] == Label::Conj && past(verb) && past(participle) && participle + 1 < verb;
    let Some(subject) = participle.checked_sub(2).filter(|&t| joined && is_subject_of(parse, t, participle)) else {
        return;
    };
    let commas = lower(participle - 1) == "," && lower(verb - 1) == ",";
    let told = |t: usize| matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass | Label::Aux | Label::AuxPass);
    let alone = !children(parse, verb).any(told) && !children(parse, participle).any(|t| told(t) && t != subject);
    if !commas || !alone || has_object(parse, participle) || !is_nominal(parse.tags[subject]) {
        return;
    }
    let above = parse.heads[participle] as usize;
    parse.heads[verb] = if above == participle { verb as u16 } else { above as u16 };
    parse.labels[verb] = parse.labels[participle];
    (parse.heads[subject], parse.labels[subject]) = (verb as u16, Label::Nsubj);
    (parse.heads[participle], parse.labels[participle], parse.tags[participle]) =
        (subject as u16, Label::Acl, Tag::Vbn);
}

/// "denied that Kenya had armed rebels, and offered talks", "insists that none were killed and accused Somalia": what somebody
/// does besides saying so stands beside the verb that says so, and not in what he says.
pub(super) fn verb_beside_saying<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    sort: &impl Fn(usize) -> VerbSort,
    second: usize,
) {
    let first = parse.heads[second] as usize;
    let says = parse.heads[first] as usize;
    let past = matches!(parse.tags[second], Tag::Vbd | Tag::Vbn);
    let joined = parse.labels[second] == Label::Conj && past;
    let said = parse.labels[first] == Label::Ccomp && is_verb(parse.tags[says]) && says < first && first < second;
    if !joined || !said || !sort(second).speaks {
        return;
    }
    let has = |verb: usize, labels: &[Label]| children(parse, verb).any(|t| labels.contains(&parse.labels[t]));
    let has_subject = |verb: usize| has(verb, &[Label::Nsubj, Label::NsubjPass]);
    let and = (first..second).rev().find(|&t| parse.tags[t] == Tag::Cc);
    let apart = and.and_then(|and| and.checked_sub(1)).is_some_and(|before| lower(before) == ",");
    let acts = has(second, &[Label::Dobj, Label::Xcomp, Label::Ccomp]);
    let suffers = has(first, &[Label::NsubjPass]) && acts;
    let now = matches!(parse.tags[first], Tag::Vbz | Tag::Vbp) && parse.tags[second] == Tag::Vbd;
    // "confirmed that the army had struck and expressed regret".
    let had = |t: usize| parse.labels[t] == Label::Aux && parse.tags[t] == Tag::Vbd;
    let before =
        parse.tags[second] == Tag::Vbd && acts && children(parse, first).any(had) && !children(parse, second).any(had);
    let other = apart && acts || suffers || now || before;
    if has(first, &[Label::Mark]) && has_subject(says) && !has_subject(second) && other {
        parse.heads[second] = says as u16;
    }
}

/// "Britain mobilised army reservists": what has a subject describes no noun, and the noun that is the root is its object.
pub(super) fn verb_before_its_object(parse: &mut Parse, verb: usize) {
    let object = parse.heads[verb] as usize;
    let describes =
        parse.labels[verb] == Label::Amod && matches!(parse.tags[verb], Tag::Vbn | Tag::Vbd) && verb < object;
    let is_root = parse.heads[object] as usize == object && is_nominal(parse.tags[object]);
    let label = |t: usize| parse.labels[t];
    let has_subject =
        || children(parse, verb).any(|t| t < verb && label(t) == Label::Nsubj && is_nominal(parse.tags[t]));
    let is_helped = || children(parse, verb).any(|t| matches!(label(t), Label::Aux | Label::AuxPass | Label::Dobj));
    if describes && is_root && has_subject() && !is_helped() {
        (parse.heads[verb], parse.labels[verb], parse.tags[verb]) = (verb as u16, Label::Root, Tag::Vbd);
        (parse.heads[object], parse.labels[object]) = (verb as u16, Label::Dobj);
    }
}

/// "The war fought in May led to talks": of two verbs after a subject, the second without one of its own, the first is a participle.
pub(super) fn participle_of_subject(parse: &mut Parse, participle: usize) {
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

/// The same where the first was read as the verb of the sentence: the second one, which nothing marks or parts, is.
pub(super) fn finite_behind_participle<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, verb: usize) {
    let participle = parse.heads[verb] as usize;
    // "The bombing claimed by the group killed two": the two cannot be what the group says.
    let by = || children(parse, participle).any(|t| parse.labels[t] == Label::Agent && t < verb);
    let hangs = parse.labels[verb] == Label::Advcl || parse.labels[verb] == Label::Ccomp && by();
    let finite = matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp) && hangs;
    let past = participle < verb && matches!(parse.tags[participle], Tag::Vbn | Tag::Vbd);
    let told = |t: usize| matches!(parse.labels[t], Label::Mark | Label::Nsubj | Label::NsubjPass | Label::Advmod);
    let bare = || !children(parse, verb).any(told);
    let together = || (participle..verb).all(|t| lower(t) != ",");
    let owned = participle.checked_sub(1).is_some_and(|before| is_subject_of(parse, before, participle));
    if !(finite && past && owned && together() && bare()) || has_object(parse, participle) {
        return;
    }
    let above = parse.heads[participle] as usize;
    parse.heads[verb] = if above == participle { verb as u16 } else { above as u16 };
    parse.labels[verb] = parse.labels[participle];
    parse.heads[participle] = verb as u16;
    parse.labels[participle] = Label::Advcl;
    participle_of_subject(parse, participle);
}

/// "Turkey arrests 20 over a plot": a number behind a verb counts whom it acts on.
pub(super) fn counted_object(parse: &mut Parse, number: usize) {
    let verb = parse.heads[number] as usize;
    let counts = parse.labels[number] == Label::NumMod && parse.tags[number] == Tag::Cd && verb + 1 == number;
    if counts && is_verb(parse.tags[verb]) && !has_object(parse, verb) {
        parse.labels[number] = Label::Dobj;
    }
}

/// "EU sanctions Russian banks": a verb with an object is no compound, and what passes for the first part of one is its subject.
pub(super) fn subject_of_compound(parse: &mut Parse, verb: usize) {
    let finite = matches!(parse.tags[verb], Tag::Vbz | Tag::Vbp);
    let is_subject = |t: usize| matches!(parse.labels[t], Label::Nsubj | Label::NsubjPass);
    let part = verb.checked_sub(1).filter(|&before| {
        finite
            && parse.heads[before] as usize == verb
            && matches!(parse.labels[before], Label::Compound | Label::Nmod)
            && is_nominal(parse.tags[before])
    });
    let acts = |_: &usize| has_object(parse, verb) && !children(parse, verb).any(is_subject);
    if let Some(part) = part.filter(acts) {
        parse.labels[part] = Label::Nsubj;
    }
}

/// "Iran Sanctions Turkey": a finite verb is no part of the name after it, which is its object, but the head of both.
pub(super) fn object_of_title(parse: &mut Parse, verb: usize) {
    let within = matches!(parse.labels[verb], Label::Compound | Label::Nmod | Label::Amod);
    // "sacked Secretary of State Rex Tillerson": the object is the whole name.
    let mut object = parse.heads[verb] as usize;
    while matches!(parse.labels[object], Label::Compound | Label::Nmod) && parse.heads[object] as usize > object {
        object = parse.heads[object] as usize;
    }
    let within = within && object > verb;
    let finite = matches!(parse.tags[verb], Tag::Vbz | Tag::Vbp | Tag::Vbd);
    let subject = verb.checked_sub(1).filter(|&before| within && finite && is_nominal(parse.tags[before]));
    let Some(subject) = subject else { return };
    // The verb takes the place of whichever of the two stood above the other.
    let top = if is_above(parse, subject, object) { subject } else { object };
    let above = parse.heads[top] as usize;
    parse.heads[verb] = if above == top { verb as u16 } else { above as u16 };
    parse.labels[verb] = parse.labels[top];
    parse.heads[object] = verb as u16;
    parse.labels[object] = Label::Dobj;
    for before in 0..verb {
        if parse.heads[before] as usize == object || before == subject {
            parse.heads[before] = if before == subject { verb as u16 } else { subject as u16 };
            parse.labels[before] = if before == subject { Label::Nsubj } else { parse.labels[before] };
        }
    }
}

/// "accused Sudan of arming rebels and shelling a town": a gerund goes on after the preposition, not after the verb.
pub(super) fn gerund_of_finite_verb<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, gerund: usize) {
    let verb = parse.heads[gerund] as usize;
    let finite = matches!(parse.tags[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vb);
    let has_aux = || children(parse, gerund).any(|t| parse.labels[t] == Label::Aux);
    if parse.labels[gerund] != Label::Conj || parse.tags[gerund] != Tag::Vbg || !finite || verb > gerund || has_aux() {
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

/// "bombed a monastery where villagers were sheltering, killing nine": behind a comma the gerund goes on with the verb
/// above the relative clause.
pub(super) fn gerund_after_relative<'a>(parse: &mut Parse, lower: &impl Fn(usize) -> &'a str, gerund: usize) {
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

/// "became the first country to recognise it": the infinitive says what the first one did.
pub(super) fn infinitive_of_first<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    infinitive: usize,
) {
    let clausal = matches!(parse.labels[infinitive], Label::Advcl | Label::Acl | Label::Xcomp | Label::Ccomp);
    if !clausal {
        return;
    }
    // "to formally recognise".
    let to = children(parse, infinitive).find(|&to| to < infinitive && parse.tags[to] == Tag::To);
    let Some(noun) = to.and_then(|to| to.checked_sub(1)).filter(|&noun| is_nominal(parse.tags[noun])) else { return };
    let first = children(parse, noun).any(|t| t < noun && grammar.firsts.contains(lower(t)));
    // "could become the first to recognise it": who has not yet.
    let verb = parse.heads[noun] as usize;
    if children(parse, verb).any(|t| parse.labels[t] == Label::Aux && parse.tags[t] == Tag::Md) {
        return;
    }
    if first && !is_above(parse, infinitive, noun) {
        parse.heads[infinitive] = noun as u16;
        parse.labels[infinitive] = Label::Relcl;
    }
}

/// "did n't wage": what denies a verb is no subject or adverb of it.
pub(super) fn negation_of_verb<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    token: usize,
) {
    let verb = parse.heads[token] as usize;
    let leaf = || children(parse, token).next().is_none();
    if verb != token && is_verb(parse.tags[verb]) && grammar.negators.contains(lower(token)) && leaf() {
        parse.labels[token] = Label::Neg;
    }
}

/// "accused Eritrea of fraud and arming rebels": the gerund behind "and" goes with the preposition's object.
pub(super) fn gerund_of_preposition(parse: &mut Parse, gerund: usize) {
    let Some(and) = gerund.checked_sub(1).filter(|&and| parse.tags[and] == Tag::Cc) else { return };
    let Some(noun) = and.checked_sub(1).filter(|&noun| parse.labels[noun] == Label::Pobj) else { return };
    let preposition = parse.heads[noun] as usize;
    let verb = parse.heads[gerund] as usize;
    let finite = parse.tags[verb] != Tag::Vbg;
    let joined = finite && preposition < noun && verb < preposition && is_above(parse, verb, preposition);
    let hangs = matches!(parse.labels[gerund], Label::Advcl | Label::Conj) && !is_above(parse, gerund, preposition);
    if joined && hangs && parse.tags[gerund] == Tag::Vbg && is_verb(parse.tags[verb]) {
        parse.heads[gerund] = preposition as u16;
        parse.labels[gerund] = Label::Pcomp;
    }
}

/// "Four men martyred in ambush": in a headline a verb of what is done to somebody has no object because it is passive.
pub(super) fn passive_of_headline<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    verb: usize,
) {
    let past = parse.tags[verb] == Tag::Vbd && grammar.done_to.contains(lower(verb));
    let whole = || parse.heads.len().checked_sub(1).is_some_and(|last| lower(last) != ".");
    if !past || !whole() || has_object(parse, verb) {
        return;
    }
    let acts = |t: usize| matches!(parse.labels[t], Label::Conj | Label::Dative | Label::Ccomp | Label::Aux);
    let subject = children(parse, verb).find(|&t| t < verb && parse.labels[t] == Label::Nsubj);
    if let Some(subject) = subject.filter(|_| !children(parse, verb).any(acts)) {
        parse.tags[verb] = Tag::Vbn;
        parse.labels[subject] = Label::NsubjPass;
    }
}

/// "Two were killed and five others detained": what happened to the others is passive as well.
pub(super) fn passive_of_others<'a>(
    parse: &mut Parse,
    lower: &impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    others: usize,
) {
    if !grammar.others.contains(lower(others)) {
        return;
    }
    // The parse may hang the verb on the others.
    let described = children(parse, others).find(|&t| t == others + 1 && parse.labels[t] == Label::Acl);
    if let Some(verb) =
        described.filter(|_| parse.labels[others] == Label::Conj && parse.heads[others] as usize != others)
    {
        parse.heads[verb] = parse.heads[others];
        parse.labels[verb] = Label::Conj;
        parse.heads[others] = verb as u16;
        parse.labels[others] = Label::Nsubj;
    }
    let verb = parse.heads[others] as usize;
    let above = parse.heads[verb] as usize;
    let label = |head: usize, label: Label| children(parse, head).any(|t| parse.labels[t] == label);
    let is_subject = parse.labels[others] == Label::Nsubj;
    let past = verb == others + 1 && matches!(parse.tags[verb], Tag::Vbd | Tag::Vbn);
    let joined = above < others && is_verb(parse.tags[above]) && label(above, Label::AuxPass);
    if is_subject && past && joined && !has_object(parse, verb) {
        parse.tags[verb] = Tag::Vbn;
        parse.labels[verb] = Label::Conj;
        parse.labels[others] = Label::NsubjPass;
    }
}
