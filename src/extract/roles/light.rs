//! Verbs that only carry a noun: "carried out an attack", "came under attack", "talks that Qatar hosted".

use super::{heads, is_genitive, subject};
use crate::extract::clause::Clause;
use crate::lexicon::{LightSubject, LightVerb};
use crate::syntax::Label;

/// The verb that only carries the noun at `token`, and its rule.
pub fn light_verb<'l>(clause: &Clause<'l>, token: usize) -> Option<(usize, &'l LightVerb)> {
    let verb = carrier(clause, token)?;
    // "responded with strikes", but "answered requests" makes none.
    let object = clause.label(token) == Label::Dobj && clause.head(token) == Some(verb);
    let carries =
        |light: &LightVerb| clause.is_one_of(verb, &light.verbs) && (light.prepositions.is_empty() || !object);
    let light = clause.lexicon.rules.light_verbs.iter().find(|light| carries(light))?;
    Some((verb, light))
}

/// The verb above a noun: it is its object or complement, the subject of its passive, or the head of its participle or relative clause.
fn carrier(clause: &Clause, token: usize) -> Option<usize> {
    let head = clause.head(token)?;
    match clause.label(token) {
        Label::Dobj | Label::NsubjPass | Label::Attr if clause.is_verb(head) => Some(head),
        // "came under attack", "went on strike": the preposition belongs to the verb.
        Label::Pobj => {
            let verb = clause.head(head)?;
            let rules = &clause.lexicon.rules;
            // "responded with strikes", but "responded to strikes" made none.
            let own = |light: &&LightVerb| !light.prepositions.is_empty() && clause.is_one_of(verb, &light.verbs);
            let phrase = match rules.light_verbs.iter().find(own) {
                Some(light) => light.prepositions.contains(clause.lower(head)),
                None => rules.grammar.light_prepositions.has(clause.lower(head)),
            };
            if phrase && clause.is_verb(verb) {
                return Some(verb);
            }
            // "carried out a series of attacks": the noun under a transparent one.
            let transparent =
                is_genitive(clause, head) && clause.is_one_of(verb, &clause.lexicon.rules.words.transparent);
            if transparent { carrier(clause, verb) } else { None }
        }
        Label::Conj => carrier(clause, head),
        _ => participle(clause, token),
    }
    .or_else(|| participle(clause, token))
}

/// "attacks carried out by the TTP", "talks that Qatar hosted".
fn participle(clause: &Clause, token: usize) -> Option<usize> {
    clause
        .children(token)
        .find(|&child| matches!(clause.label(child), Label::Acl | Label::Relcl) && clause.is_light_verb(child))
}

pub fn light_subject(clause: &Clause, token: usize, role: LightSubject) -> Vec<usize> {
    let Some((verb, light)) = light_verb(clause, token) else { return Vec::new() };
    // "an attack blamed on the rebels".
    if light.subject == LightSubject::Accuser && role == LightSubject::Actor {
        return heads(clause, verb, &clause.lexicon.rules.grammar.control_prepositions);
    }
    if light.subject != role {
        return Vec::new();
    }
    subject(clause, verb, 0).filter(|&subject| subject != token).into_iter().collect()
}
