//! People told by their number or by a name that nobody knows: "killed five", "Anwar Sadat was assassinated".

use super::cast::Cited;
use super::phrase_span;
use crate::annotation::Party;
use crate::extract::clause::Clause;
use crate::extract::roles;
use crate::lexicon::Trigger;
use crate::ontology::Sector;
use crate::syntax::{Label, Tag};
use rustc_hash::FxHashSet as HashSet;
use std::sync::Arc;

/// "killed five", "dozens were arrested", "thousands marched": a number that a verb of harm acts on, or of those who protest
/// or flee, counts people.
pub fn counted_people(clause: &Clause, token: usize) -> Option<Cited> {
    let party = Party::unnamed(phrase_span(clause, token), None, vec![Sector::Cvl]);
    let of_people = |entry: &Trigger| clause.lexicon.rules.events.of_the_people.contains(&entry.event);
    // "gangs stormed the jail".
    let names_nobody = clause.lexicon.agents_of(clause.lower(token)).is_empty();
    let acts = || names_nobody && clause.head_by(token, Label::Nsubj).is_some_and(|v| clause.entries(v).any(of_people));
    let is_people = is_bare_number(clause, token) && (is_harmed(clause, token) || acts());
    is_people.then(|| Cited { party, token, trace: Vec::new(), via: None })
}

/// "Anwar Sadat was assassinated", "killed Rafael Nahuel": a victim whose name no dictionary knows.
pub fn unknown_victim(clause: &Clause, token: usize) -> Option<Cited> {
    let parts = || clause.children(token).filter(|&child| clause.label(child) == Label::Compound);
    let full = parts().next().is_some() && parts().all(|part| clause.is_unknown_name(part));
    let passive = clause.label(token) == Label::NsubjPass && parts().next().is_none();
    let bare = clause.child(token, Label::Det).is_none();
    let harmed = |token| is_harmed(clause, token) || suffers(clause, token, &[&clause.lexicon.rules.counts.harmed]);
    let listed = || clause.head_by(token, Label::Conj).is_some_and(harmed);
    let is_victim = (harmed(token) || listed() || full && is_of_harm(clause, token))
        && clause.is_unknown_name(token)
        && bare
        && (full || passive)
        && !clause.is_title_case();
    let party = Party::unnamed(phrase_span(clause, token), None, vec![Sector::Unk]);
    is_victim.then(|| Cited { party, token, trace: Vec::new(), via: None })
}

/// "the killing of Rafael Nahuel", "George Floyd's death".
fn is_of_harm(clause: &Clause, token: usize) -> bool {
    let noun = match clause.label(token) {
        Label::Poss => clause.head(token),
        _ => clause
            .head_by(token, Label::Pobj)
            .filter(|&of| roles::is_genitive(clause, of))
            .and_then(|of| clause.head(of)),
    };
    let counts = &clause.lexicon.rules.counts;
    let harm = |noun: usize| [&counts.dead, &counts.arrested].into_iter().any(|words| clause.is_one_of(noun, words));
    noun.is_some_and(|noun| clause.is_noun(noun) && harm(noun))
}

/// Whether a verb of killing, injuring or arresting acts on it.
pub fn is_harmed(clause: &Clause, token: usize) -> bool {
    let counts = &clause.lexicon.rules.counts;
    // "shot dead 16".
    let dead = |verb: usize| clause.children(verb).any(|child| clause.is_one_of(child, &counts.dead));
    suffers(clause, token, &[&counts.dead, &counts.injured, &counts.arrested])
        || suffers(clause, token, &[&counts.harmed]) && clause.head(token).is_some_and(dead)
}

/// Whether one of the verbs acts on it.
fn suffers(clause: &Clause, token: usize, verbs: &[&HashSet<Arc<str>>]) -> bool {
    let harms = |verb: usize| clause.is_verb(verb) && verbs.iter().any(|words| clause.is_one_of(verb, words));
    let acted_on = matches!(clause.label(token), Label::Dobj | Label::NsubjPass);
    // "Marcus Brewer, who was shot by police".
    let described = |verb: usize| {
        let relative = |subject| roles::antecedent(clause, subject, verb) == Some(token);
        clause.label(verb) == Label::Relcl && clause.child(verb, Label::NsubjPass).is_some_and(relative)
    };
    acted_on && clause.head(token).is_some_and(harms)
        || clause.children(token).any(|verb| described(verb) && harms(verb))
}

/// "five", "at least 20", "dozens": a number of nothing in particular, and no "no one".
pub fn is_bare_number(clause: &Clause, token: usize) -> bool {
    let qualifies =
        |child: usize| matches!(clause.label(child), Label::Compound | Label::Nmod | Label::Det | Label::Poss);
    is_transparent(clause, token)
        && clause.mention(token).is_none()
        && !clause.children(token).any(qualifies)
        && roles::heads(clause, token, &clause.lexicon.rules.grammar.genitive)
            .iter()
            .all(|&of| is_demonstrative(clause, of))
}

/// "two of those arrested".
fn is_demonstrative(clause: &Clause, token: usize) -> bool {
    clause.tag(token) == Tag::Dt && clause.lexicon.rules.reference.definite.contains(clause.lower(token))
}

/// "dozens", "a group", "five": what only counts or gathers those under its "of".
pub fn is_transparent(clause: &Clause, token: usize) -> bool {
    clause.is_number(token) || clause.is_one_of(token, &clause.lexicon.rules.words.transparent)
}
