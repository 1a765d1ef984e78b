//! Countries, capitals and towns as parties, and the people of a nation.

use super::cast::{Cast, Cited, role_on};
use super::counted::{is_harmed, is_transparent};
use super::phrase_span;
use crate::annotation::{Party, Trace};
use crate::extract::clause::Clause;
use crate::extract::{places, roles};
use crate::lexicon::{Actor, AliasSort, Part, Trigger, is_country};
use crate::ontology::{Kind, Sector};
use crate::syntax::Label;

/// A country or capital that is only a place for the mentions is a party where the grammar makes it one: "attacks on
/// Kabul", "interference in Afghanistan".
pub fn state_of_place(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    // "a Kabul bombing" is one in Kabul.
    if !clause.word(token).starts_with(char::is_uppercase) || clause.label(token) == Label::Compound {
        return None;
    }
    let start = clause
        .children(token)
        .filter(|&child| {
            child < token
                && clause.label(child) == Label::Compound
                && clause.word(child).starts_with(char::is_uppercase)
        })
        .min()
        .unwrap_or(token);
    let span = clause.stretch(start, token);
    let alias = cast.lexicon.state_called(span.of(clause.text), cast.day)?;
    if alias.sort == AliasSort::Capital && is_scene(clause, token) {
        return None;
    }
    // "a court in Rawalpindi" is no army's.
    let governs = |actor: &&Actor| actor.kind != Kind::Agency;
    let actor = cast.lexicon.actors.get(alias.actor as usize).filter(governs)?;
    let role = role_on(actor, cast.day);
    let code = if actor.kind == Kind::State { Some(actor.id.clone()) } else { role.and_then(|role| role.code.clone()) };
    let party = Party {
        actor: Some(actor.id.clone()),
        name: Some(actor.name.clone()),
        wikidata: actor.wikidata.clone(),
        span,
        code,
        sector: role.map(|role| role.sector.clone()).unwrap_or_default(),
    };
    Some(Cited {
        party,
        token,
        trace: vec![Trace { origin: alias.at.origin.clone(), what: actor.id.clone() }],
        via: None,
    })
}

/// "an attack in Kabul": a town in which somebody was hit was not hit itself.
fn is_scene(clause: &Clause, token: usize) -> bool {
    let rules = &clause.lexicon.rules;
    let within = |preposition: &usize| rules.words.place_prepositions.contains(clause.lower(*preposition));
    let above = clause.head_by(token, Label::Pobj).filter(within).and_then(|preposition| clause.head(preposition));
    let is_force = |noun: usize| clause.entries(noun).any(|entry| rules.events.force.contains(&entry.event));
    above.is_some_and(|above| clause.is_noun(above) && is_force(above))
}

/// A town or province that something is done to stands for its country: "shelled Kherson", "aid to Gaza".
pub fn country_of_town(clause: &Clause, token: usize) -> Option<Cited> {
    let preposition = clause.head_by(token, Label::Pobj);
    // "flew to Geneva", but "aid to Gaza".
    let moves = |word: usize| word > 0 && clause.lexicon.metonymy.motion.has(clause.lower(word - 1));
    let is_goal =
        |word: usize| clause.lexicon.rules.words.goal_prepositions.contains(clause.lower(word)) && !moves(word);
    let undergoes = matches!(clause.label(token), Label::Dobj | Label::NsubjPass) || preposition.is_some_and(is_goal);
    let place = places::of_phrase(clause, token).filter(|_| undergoes)?;
    let party = Party::unnamed(phrase_span(clause, token), Some(place.country.clone()), Vec::new());
    let trace = vec![Trace { origin: place.origin.clone(), what: place.name.clone() }];
    is_country(&place.country).then_some(Cited { party, token, trace, via: None })
}

/// "nine Egyptians", "dozens of Kenyans", "killed Afghans": people of a nation where they are counted or harmed, and not
/// their state.
pub fn people_of_nation(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let counted =
        is_transparent(clause, token).then(|| roles::heads(clause, token, &clause.lexicon.rules.grammar.genitive));
    let people = counted.into_iter().flatten().next().unwrap_or(token);
    let mention = cast.mentions.get(clause.mention(people)?).filter(|mention| mention.kind == Kind::State)?;
    let single = clause.tokens.get(people).is_some_and(|token| token.span == mention.span);
    let many = people != token
        || clause.child(people, Label::NumMod).is_some()
        || is_harmed(clause, people)
        || is_done_to(clause, people)
        || is_described(clause, people)
        || gathers(clause, people);
    // "Algiers" and "Athens" are no people.
    let several = clause.is_many(people) || is_some_of_many(clause, people);
    if !single || !many || !several || places::of_phrase(clause, people).is_some() {
        return None;
    }
    let party = Party::unnamed(phrase_span(clause, token), Some(mention.actor.clone()), vec![Sector::Cvl]);
    Some(Cited { party, token, trace: mention.trace.clone(), via: None })
}

/// "most Sudanese": whatever the ending.
fn is_some_of_many(clause: &Clause, token: usize) -> bool {
    let quantity = |child: usize| matches!(clause.label(child), Label::Amod | Label::Det | Label::NumMod);
    let many = &clause.lexicon.rules.reference.some_of_many;
    clause.children(token).any(|child| quantity(child) && many.contains(clause.lower(child)))
}

/// "all undocumented Afghans", "young Kenyans", but not "the Kenyans".
fn is_described(clause: &Clause, token: usize) -> bool {
    clause.children(token).any(|child| match clause.label(child) {
        Label::Amod => true,
        Label::Det => !clause.is_definite_article(child),
        _ => false,
    })
}

/// Whether a word of force, or of what states do to people, has it under its preposition: "the deportation of Afghans",
/// "fired on Palestinians". A war against the Germans is one against their state.
fn is_done_to(clause: &Clause, token: usize) -> bool {
    let Some(preposition) = clause.head_by(token, Label::Pobj) else { return false };
    let word = clause.lower(preposition);
    let genitive = roles::is_genitive(clause, preposition);
    if !genitive && !clause.lexicon.rules.grammar.hit.contains(word) {
        return false;
    }
    let sorts = &clause.lexicon.rules.events;
    // "declared war on the Poles": on their state.
    if !genitive && clause.is_definite(token) {
        return false;
    }
    let is_force = |entry: &Trigger| {
        let part = entry.part == Part::Noun || !genitive;
        part && (sorts.force.contains(&entry.event) || sorts.by_the_state.contains(&entry.event))
    };
    clause.head(preposition).into_iter().flat_map(|word| clause.entries(word)).any(is_force)
}

/// Whether it is the subject of a verb by which many gather: "Kenyans marched".
fn gathers(clause: &Clause, token: usize) -> bool {
    let verb = clause.head(token).filter(|&verb| clause.label(token) == Label::Nsubj && clause.is_verb(verb));
    let mut entries = verb.into_iter().flat_map(|verb| clause.entries(verb));
    entries.any(|entry| clause.lexicon.rules.events.gatherings.contains(&entry.event))
}
