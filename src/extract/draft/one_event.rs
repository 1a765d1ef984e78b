//! Which triggers of a sentence report one event: "killed in an attack", "signed an agreement".

use super::Draft;
use super::sides::{same, without};
use crate::extract::clause::Clause;
use crate::extract::parties::{self, Cited};
use crate::extract::roles;
use crate::lexicon::is_country;
use crate::ontology::Status;
use crate::syntax::{Label, Tag};

/// Joins the drafts that report one event.
pub fn join_all(clause: &Clause, drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        match whole_of(clause, drafts, at) {
            Some(whole) => {
                let part = drafts.remove(at);
                let whole = if whole > at { whole - 1 } else { whole };
                join(clause, &mut drafts[whole], part);
            }
            None => at += 1,
        }
    }
}

/// The draft of the event of which `at` only says more: a noun that is its verb's object or hangs on it by "in" or "by", a
/// participle that tells the outcome, a second verb for the same or for other victims.
fn whole_of(clause: &Clause, drafts: &[Draft], at: usize) -> Option<usize> {
    let part = &drafts[at];
    let others = || (0..drafts.len()).filter(|&other| other != at && drafts[other].event == part.event);
    others()
        .find(|&other| is_part_of(clause, part, &drafts[other]))
        .or_else(|| outcome_of(clause, part, drafts, others()))
}

/// Whether the arc above `part` makes it a part of the event that `whole` reports.
fn is_part_of(clause: &Clause, part: &Draft, whole: &Draft) -> bool {
    let on_it = |head: usize| whole.tokens.contains(&head) || Some(head) == whole.light;
    let Some(head) = clause.head(part.token) else { return false };
    if part.light.is_some_and(|verb| verb == whole.token) {
        return true;
    }
    if are_elsewhere(clause, part.token, whole.token) {
        return false;
    }
    match clause.label(part.token) {
        Label::Dobj | Label::NsubjPass | Label::Nsubj | Label::Csubj | Label::Xcomp => on_it(head),
        // "said that Sudan must return it" is asked for once.
        Label::Aux => on_it(head),
        Label::Pobj if part.is_noun => is_its_setting(clause, head, whole),
        Label::Advcl if on_it(head) => {
            is_casualty(clause, part.token) || is_aim(clause, part) || tells_how(clause, part, whole)
        }
        // "died in fighting".
        Label::Pcomp => on_it(head) && is_casualty(clause, part.token) || is_its_setting(clause, head, whole),
        Label::Acl | Label::Relcl
            if on_it(head) && (is_casualty(clause, part.token) || is_claim_of_it(clause, part)) =>
        {
            true
        }
        // "the bomb that they planted exploded": the thing takes part in both.
        Label::Acl | Label::Relcl => {
            let is_party = whole.actor.iter().chain(&whole.recipient).any(|cited| cited.token == head);
            let is_somebody =
                clause.mention(head).is_some() || !clause.lexicon.agents_of(clause.lower(head)).is_empty();
            let takes_part = head != whole.token && (on_it(head) || clause.head(head).is_some_and(on_it));
            let launched = clause.is_one_of(part.token, &clause.lexicon.rules.words.launching);
            takes_part && (launched && !is_somebody || !is_party) && part.recipient.is_empty()
        }
        Label::Conj => {
            let shared = head + 2 == part.token && clause.child(head, Label::Dobj).is_none();
            on_it(head)
                && (shared || is_casualty(clause, part.token) && (is_casualty(clause, head) || is_toll(clause, part)))
        }
        _ => false,
    }
}

/// "A convoy was ambushed, and eight soldiers were killed": victims of whom nothing else is told than how many they are.
fn is_toll(clause: &Clause, part: &Draft) -> bool {
    let days = &clause.lexicon.rules.dates.weekdays;
    let is_day = |at: usize| clause.child(at, Label::Pobj).is_some_and(|day| days.contains_key(clause.lower(day)));
    let otherwise = |at: usize| matches!(clause.label(at), Label::Prep | Label::Agent | Label::Advcl) && !is_day(at);
    let counted = part.recipient.iter().any(|cited| clause.is_many(cited.token));
    let suffers = clause.is_passive(part.token) || clause.child(part.token, Label::Nsubj).is_some();
    part.actor.is_empty() && counted && suffers && !clause.children(part.token).any(otherwise)
}

/// "killed in an attack", "killed ten people in a raid", "claimed responsibility for the blast": what the preposition hangs
/// on is the event, whom it hit, or the word that carries it.
fn is_its_setting(clause: &Clause, preposition: usize, whole: &Draft) -> bool {
    let on_it = |head: usize| whole.tokens.contains(&head) || Some(head) == whole.light;
    let Some(above) = clause.head(preposition) else { return false };
    let words = &clause.lexicon.rules.one_event;
    let setting = words.setting.contains(clause.lower(preposition));
    let hit = whole.recipient.iter().any(|cited| cited.token == above);
    let carried = words.carried.contains(clause.lower(preposition))
        && clause.label(above) == Label::Dobj
        && clause.head(above).is_some_and(on_it)
        && !whole.actor.is_empty()
        && !whole.actor.iter().chain(&whole.recipient).any(|cited| cited.token == above);
    setting && (on_it(above) || hit) || carried
}

/// "two were killed in Sidon and another was killed in Tyre": each told with its victims and its place.
fn are_elsewhere(clause: &Clause, one: usize, other: usize) -> bool {
    let rules = &clause.lexicon.rules;
    let of_dead = |verb: usize| clause.is_verb(verb) && clause.is_one_of(verb, &rules.counts.dead);
    let has_victims = |verb: usize| clause.child(verb, Label::NsubjPass).is_some();
    let has_place = |verb: usize| {
        let settings =
            clause.children(verb).filter(|&child| rules.words.place_prepositions.contains(clause.lower(child)));
        settings.filter_map(|at| clause.child(at, Label::Pobj)).any(|place| names_a_place(clause, place))
    };
    [one, other].into_iter().all(|verb| of_dead(verb) && has_victims(verb) && has_place(verb))
}

/// "Sidon", "the city of Sidon".
fn names_a_place(clause: &Clause, noun: usize) -> bool {
    let (from, to) = clause.phrase(noun);
    (from..=to).any(|token| clause.tag(token) == Tag::Nnp)
}

/// "an attack for which the rebels took responsibility".
fn is_claim_of_it(clause: &Clause, part: &Draft) -> bool {
    let carried = &clause.lexicon.rules.one_event.carried;
    let which = |to: usize| clause.child(to, Label::Pobj).is_some_and(|which| clause.tag(which) == Tag::Wdt);
    let for_which = |to: usize| clause.label(to) == Label::Prep && carried.contains(clause.lower(to)) && which(to);
    part.recipient.is_empty() && clause.children(part.token).any(for_which)
}

/// "rioted, smashing windows": what a gathering does is the gathering.
fn is_done_at_once(clause: &Clause, part: &Draft) -> bool {
    let gathers = clause.lexicon.rules.events.gatherings.contains(&part.event);
    gathers && clause.tag(part.token) == Tag::Vbg && clause.child(part.token, Label::Nsubj).is_none()
}

/// "met to discuss": the infinitive tells what the same event is for.
fn is_aim(clause: &Clause, part: &Draft) -> bool {
    roles::has_infinitive_mark(clause, part.token)
}

/// "Two were killed when police opened fire": the clause tells how those died, and not what they had done before.
fn tells_how(clause: &Clause, part: &Draft, whole: &Draft) -> bool {
    let words = &clause.lexicon.rules.one_event.how;
    let how = clause
        .children(part.token)
        .any(|child| matches!(clause.label(child), Label::Mark | Label::Advmod) && words.contains(clause.lower(child)));
    let suffers = clause.is_passive(whole.token) || whole.actor.is_empty();
    let own_deed = part.actor.iter().any(|who| whole.recipient.iter().any(|whom| same(who, whom)));
    how && suffers && is_casualty(clause, whole.token) && !own_deed
}

/// The nearest event above a participle or relative clause that counts its victims: "bombed a school where pupils were
/// sitting exams, killing five", "an ambush on a convoy that killed ten".
fn outcome_of(clause: &Clause, part: &Draft, drafts: &[Draft], others: impl Iterator<Item = usize>) -> Option<usize> {
    if !is_casualty(clause, part.token) && !is_done_at_once(clause, part) {
        return None;
    }
    let others: Vec<usize> = others.collect();
    let mut at = part.token;
    for _ in 0..5 {
        let head = clause.head(at).filter(|&head| leads_to_outcome(clause, at, head, part.token))?;
        // "stormed a hotel, taking hostages and killing ten": both tell of the storming.
        let beside = clause.label(at) == Label::Conj && are_gerunds(clause, at, head);
        at = head;
        let whole = others.iter().find(|&&other| drafts[other].tokens.contains(&at));
        if let Some(&whole) = whole.filter(|_| !beside) {
            return Some(whole);
        }
    }
    None
}

/// Whether the arc from `at` to `head` may lead from victims counted (`part`) up to the event that they are of.
fn leads_to_outcome(clause: &Clause, at: usize, head: usize, part: usize) -> bool {
    let rules = &clause.lexicon.rules;
    match clause.label(at) {
        Label::Advcl => clause.tag(at) == Tag::Vbg,
        // "with two officers wounded".
        Label::Acl => {
            clause.tag(at) == Tag::Vbg
                || clause.head(head).is_some_and(|with| rules.one_event.outcome.contains(clause.lower(with)))
        }
        // Those who did the killing did it: "militants who killed ten".
        Label::Relcl => {
            let is_who = |child: usize| rules.grammar.relative_persons.contains(clause.lower(child));
            // "a jail where inmates had killed a guard": another deed, by others.
            let others = at == part && clause.child(at, Label::Nsubj).is_some_and(|subject| clause.is_noun(subject));
            clause.mention(head).is_none() && !clause.children(at).any(is_who) && !others
        }
        Label::Prep | Label::Pobj => at != part,
        Label::Conj => is_casualty(clause, head) || are_gerunds(clause, at, head),
        _ => false,
    }
}

fn are_gerunds(clause: &Clause, one: usize, other: usize) -> bool {
    clause.tag(one) == Tag::Vbg && clause.tag(other) == Tag::Vbg
}

fn is_casualty(clause: &Clause, token: usize) -> bool {
    let counts = &clause.lexicon.rules.counts;
    clause.is_one_of(token, &counts.dead) || clause.is_one_of(token, &counts.injured)
}

fn join(clause: &Clause, whole: &mut Draft, part: Draft) {
    // "Clashes between the two killed ten": it is enough that one of the words has whom its entry needs.
    if part.is_satisfied(true) && !whole.is_satisfied(true) {
        whole.needs.clone_from(&part.needs);
        whole.is_unfinite = part.is_unfinite;
        whole.symmetric = part.symmetric;
    }
    // "A bombing blamed on the PKK killed six": that these did it is only said.
    if whole.actor.is_empty()
        && !part.actor.is_empty()
        && part.status == Status::Claimed
        && whole.status == Status::Asserted
    {
        whole.status = Status::Claimed;
    }
    join_sides(clause, whole, &part);
    for mode in part.mode {
        if !whole.mode.contains(&mode) {
            whole.mode.push(mode);
        }
    }
    for context in part.context {
        if !whole.context.contains(&context) {
            whole.context.push(context);
        }
    }
    whole.tokens.extend(part.tokens);
    whole.trace.extend(part.trace);
}

/// Who did it is told by either word; to whom, by the one that tells more.
fn join_sides(clause: &Clause, whole: &mut Draft, part: &Draft) {
    // "Syria's civil war killed thousands": not Syria alone.
    if whole.actor.is_empty() && !(clause.is_civil_war(part.token) && part.actor.len() == 1) {
        // Who hosts the talks is known as their host.
        whole.actor = without(part.actor.clone(), &whole.recipient);
    }
    // "fired at a bus stop, killing two Israelis": who is named tells more than what was hit.
    let named = |side: &[Cited]| side.iter().any(|cited| cited.party.actor.is_some() || cited.party.code.is_some());
    let victims_named = is_casualty(clause, part.token) && named(&part.recipient) && !named(&whole.recipient);
    // "An attack on a church killed twenty", but "killed five in a mosque attack".
    let in_front = part.recipient.iter().all(|cited| clause.label(cited.token) == Label::Compound);
    let only_counted = whole.recipient.iter().all(|cited| parties::is_bare_number(clause, cited.token));
    let tells_more = victims_named || only_counted && !in_front;
    // "killed four people in strikes on Lebanon".
    let ground = match part.recipient.as_slice() {
        [only] if !tells_more => only.party.code.clone().filter(|code| is_country(code)),
        _ => None,
    };
    if whole.recipient.is_empty() || tells_more {
        whole.recipient.clone_from(&part.recipient);
    }
    whole.recipient = without(std::mem::take(&mut whole.recipient), &whole.actor);
    if whole.recipient.is_empty() {
        whole.recipient = without(part.recipient.clone(), &whole.actor);
    }
    let nameless = whole.recipient.iter_mut().map(|cited| &mut cited.party).filter(|party| party.actor.is_none());
    for party in nameless.filter(|party| party.code.is_none()) {
        party.code.clone_from(&ground);
    }
}
