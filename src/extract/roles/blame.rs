//! Who is told to have done a deed where nobody is told to do it: those who had a part in it, are responsible, blamed or
//! punished for it, accused or charged with it.

use super::{
    carrier_noun, heads, is_genitive, is_relative, own_passive_subject, preposition_controller, surface_subject,
};
use crate::extract::clause::Clause;
use crate::lexicon::{LightSubject, Part};
use crate::ontology::Status;
use crate::syntax::{Label, Tag};

/// Who did a deed, and whether somebody only says so.
pub struct Doer {
    pub token: usize,
    /// "blamed", "charged with", "held responsible": nobody vouches for it.
    pub alleged: bool,
}

/// Who did the deed of the noun, by what the words around it say.
pub fn doer_told(clause: &Clause, deed: usize) -> Option<Doer> {
    // "a series of attacks".
    let noun = carrier_noun(clause, deed).unwrap_or(deed);
    let known = |token| Doer { token, alleged: false };
    let had_part = participant(clause, noun).map(known);
    had_part.or_else(|| responsible(clause, noun)).or_else(|| blamed(clause, noun)).or_else(|| claimed(clause, noun))
}

/// "a bombing at a mosque in Peshawar claimed by Islamic State": the parse may hang the claim on anything before it.
fn claimed(clause: &Clause, deed: usize) -> Option<Doer> {
    let claims = |token: usize| {
        let past = matches!(clause.tag(token), Tag::Vbn | Tag::Vbd);
        let claim = clause.light_verb(token).filter(|light| light.subject == LightSubject::Actor);
        past && claim.is_some_and(|light| light.status == Some(Status::Claimed))
    };
    // Up to the next verb or the next deed: what comes after is claimed of that.
    let is_deed = |token: usize| clause.is_noun(token) && clause.entries(token).any(|entry| entry.part == Part::Noun);
    let next = (deed + 1..clause.len()).find(|&token| clause.is_verb(token) || is_deed(token))?;
    let by = clause.child(next, Label::Agent).filter(|_| claims(next))?;
    clause.child(by, Label::Pobj).map(|token| Doer { token, alleged: true })
}

/// "denied any role in the bombing", "jailed for their part in it", "accused of involvement": who had it. "praised her role
/// in the attack" does not say that she attacked.
fn participant(clause: &Clause, deed: usize) -> Option<usize> {
    let rules = &clause.lexicon.rules;
    let preposition =
        clause.head_by(deed, Label::Pobj).filter(|&at| rules.grammar.part_links.contains(clause.lower(at)))?;
    let on = clause.head(preposition)?;
    // "played a key role in the war", with "in" hung on the verb.
    let object = || clause.child(on, Label::Dobj).filter(|_| clause.is_verb(on));
    let part = std::iter::once(on).chain(object()).find(|&part| clause.is_one_of(part, &rules.words.parts))?;
    let above = clause.head(part)?;
    match clause.label(part) {
        Label::Dobj if clause.child(part, Label::Poss).is_none() => surface_subject(clause, above, 0),
        Label::Pobj => preposition_controller(clause, above, 0),
        _ => None,
    }
}

/// "held Russia responsible for the attack", "Iran was behind the bombing", "those responsible for the killing".
fn responsible(clause: &Clause, deed: usize) -> Option<Doer> {
    let words = &clause.lexicon.rules.words;
    let preposition = clause.head_by(deed, Label::Pobj)?;
    let behind = clause.lexicon.rules.grammar.behind.contains(clause.lower(preposition));
    let said = if behind { preposition } else { clause.head(preposition)? };
    if !behind && !words.responsible.contains(clause.lower(said)) {
        return None;
    }
    let above = clause.head(said).filter(|&above| !is_negated(clause, above) && !is_negated(clause, said))?;
    let is = clause.lexicon.rules.grammar.copulas.contains(clause.lower(above));
    let token = match clause.label(said) {
        Label::Acomp | Label::Prep if is => surface_subject(clause, above, 0),
        Label::Oprd | Label::Acomp if clause.is_verb(above) => {
            clause.child(above, Label::Dobj).or_else(|| own_passive_subject(clause, above))
        }
        Label::Amod | Label::Prep if clause.is_noun(above) && above < said => Some(above),
        _ => None,
    };
    token.map(|token| Doer { token, alleged: !is && clause.is_verb(above) })
}

/// "was not responsible", "never accused Syria".
fn is_negated(clause: &Clause, token: usize) -> bool {
    clause.child(token, Label::Neg).is_some()
}

/// "blamed Turkey for the attack", "an attack for which it blamed Turkey", "accused them of the attack", "was charged with murder".
fn blamed(clause: &Clause, deed: usize) -> Option<Doer> {
    let (grammar, words) = (&clause.lexicon.rules.grammar, &clause.lexicon.rules.words);
    let is_reason = |preposition: usize| grammar.reasons.contains(clause.lower(preposition));
    let blames =
        |verb: usize| clause.is_verb(verb) && clause.is_one_of(verb, &words.accusing) && !is_negated(clause, verb);
    let alleged = |verb: usize| clause.is_one_of(verb, &words.alleging);
    let whom = |verb: usize| clause.child(verb, Label::Dobj).or_else(|| own_passive_subject(clause, verb));
    let for_which = |verb: usize| {
        let stands_for = |to: usize| clause.child(to, Label::Pobj).is_some_and(|which| is_relative(clause, which));
        clause.children(verb).any(|to| clause.label(to) == Label::Prep && is_reason(to) && stands_for(to))
    };
    let relative = clause.children(deed).find(|&verb| clause.label(verb) == Label::Relcl && for_which(verb));
    if let Some(verb) = relative.filter(|&verb| blames(verb)) {
        return whom(verb).map(|token| Doer { token, alleged: true });
    }
    let preposition = clause.head_by(deed, Label::Pobj)?;
    let above = clause.head(preposition)?;
    if clause.is_noun(above) && clause.is_one_of(above, &words.charges) {
        return charged(clause, above).map(|token| Doer { token, alleged: true });
    }
    let links = is_reason(preposition)
        || is_genitive(clause, preposition)
        || grammar.charging.contains(clause.lower(preposition));
    // The parse may hang the reason on whom it concerns.
    let verb = if clause.is_noun(above) { clause.head_by(above, Label::Dobj)? } else { above };
    let whom = whom(verb).filter(|_| links && blames(verb))?;
    let token = super::antecedent(clause, whom, verb).unwrap_or(whom);
    Some(Doer { token, alleged: alleged(verb) })
}

/// "arrested four men on charges of bombing", "a warrant for the general over charges of murder": who is charged.
pub fn charged(clause: &Clause, charges: usize) -> Option<usize> {
    let preposition = clause.head_by(charges, Label::Pobj)?;
    let verb = clause.head(preposition).filter(|&verb| clause.is_verb(verb))?;
    let words = &clause.lexicon.rules.words;
    let object = clause.child(verb, Label::Dobj);
    let warranted = |object: usize| heads(clause, object, &clause.lexicon.rules.grammar.warranting).into_iter().next();
    let whom = object.and_then(warranted).or(object).or_else(|| own_passive_subject(clause, verb));
    let named = object.is_some_and(|object| warranted(object).is_some());
    whom.filter(|_| named || clause.is_one_of(verb, &words.object_control) || clause.is_one_of(verb, &words.accusing))
}
