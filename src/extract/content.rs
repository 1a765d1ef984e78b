//! What an act's content is to the act: "agreed to hold talks", "threatened to strike Iran", "fired to disperse a crowd".

use super::clause::Clause;
use super::draft::{Draft, without};
use super::parties::{self, Cast, Cited};
use super::protested;
use super::reference::Antecedents;
use super::roles;
use crate::annotation::Trace;
use crate::lexicon::ContentAt;
use crate::ontology::{Sector, Status};
use crate::syntax::{Label, Tag};

/// Gives acts without a recipient the one of their content.
pub(super) fn fill_recipients(clause: &Clause, drafts: &mut [Draft], cast: &Cast, before: &Antecedents) {
    let rules = &clause.lexicon.rules.content;
    for at in 0..drafts.len() {
        let act = &drafts[at];
        if rules.of_deeds.contains(&act.event)
            && let Some(doers) = doers_meant(act, drafts)
        {
            drafts[at].recipient = doers;
            continue;
        }
        if rules.by_purpose.contains(&act.event) && are_plain_people(clause, act) {
            let meant = recipients_of(clause, aims(clause, act), act, drafts, cast, before);
            if !meant.is_empty() {
                drafts[at].recipient = meant;
                continue;
            }
        }
        if clause.lexicon.rules.events.of_the_people.contains(&drafts[at].event) {
            let against = without(protested::against(clause, &drafts[at], cast, before), &drafts[at].actor);
            if !against.is_empty() {
                drafts[at].recipient = against;
                continue;
            }
            if drafts[at].recipient.is_empty() {
                drafts[at].recipient = protested::outside(clause, &drafts[at], cast, before);
            }
        }
        let act = &drafts[at];
        if !act.recipient.is_empty() || is_among_themselves(clause, act) {
            continue;
        }
        let mut found = Vec::new();
        let mut of_a_deed = false;
        if rules.of_deeds.contains(&act.event) {
            let deed = deed_of_object(clause, act, drafts);
            of_a_deed = deed.is_some();
            found = without(deed.map(|deed| deed.actor.clone()).unwrap_or_default(), &act.actor);
            let pointed = deed.filter(|deed| deed.is_anaphor(clause)).map(Draft::told);
            drafts[at].deed = pointed;
        }
        let act = &drafts[at];
        // "protested the arrest of a monk": not against the monk.
        let by_purpose = rules.by_purpose.contains(&act.event) && !of_a_deed;
        let denies = act.trace.first().is_some_and(|entry| rules.denials.iter().any(|id| **id == *entry.what));
        if found.is_empty() && !denies && (rules.passed_on.contains(&act.event) || by_purpose) {
            found = recipients_of_content(clause, act, drafts, cast, before);
        }
        drafts[at].recipient = found;
    }
}

/// "The deportation of Afghans from Pakistan drew criticism": a deed as the one criticised means who did it, not to whom.
fn doers_meant(act: &Draft, all: &[Draft]) -> Option<Vec<Cited>> {
    let [only] = act.recipient.as_slice() else { return None };
    let deed = all
        .iter()
        .find(|deed| deed.token == only.token && deed.token != act.token && deed.is_noun && !deed.symmetric)?;
    Some(without(deed.actor.clone(), &act.actor)).filter(|doers| !doers.is_empty())
}

/// "withdrew under an accord": what something else rests on tells nothing new.
pub(super) fn is_basis(clause: &Clause, act: &Draft) -> bool {
    let rules = &clause.lexicon.rules;
    let preposition = clause.head_by(act.token, Label::Pobj);
    let under = preposition.is_some_and(|at| rules.one_event.basis.contains(clause.lower(at)));
    act.is_noun && under && rules.content.mutual.contains(&act.event)
}

/// "The two agreed to free prisoners": who agrees with another does so to nobody else.
fn is_among_themselves(clause: &Clause, act: &Draft) -> bool {
    clause.lexicon.rules.content.mutual.contains(&act.event) && act.actor.len() > 1
}

/// Takes out what has no record beside the act whose content it is; the act keeps the rule in its trace.
pub(super) fn absorb(clause: &Clause, drafts: &mut Vec<Draft>) {
    for rule in &clause.lexicon.rules.absorb {
        let mut at = 0;
        while at < drafts.len() {
            let content = &drafts[at];
            let is_content = rule.events.contains(&content.event) && rule.status.contains(&content.status);
            let holds = |act: &Draft| {
                let hangs = match rule.at {
                    ContentAt::Below => is_under(clause, content.token, act),
                    ContentAt::Object => is_object(clause, content.token, act),
                    ContentAt::Within => is_within_object(clause, content.token, act),
                    ContentAt::Purpose => is_purpose(clause, content, act),
                    ContentAt::Topic => is_topic(clause, content, act) && !is_of_its_day(clause, content),
                    ContentAt::Description => is_description(clause, content, act),
                };
                let entry = act.trace.first().map(|entry| &entry.what);
                let meant = rule.entries.is_empty() || entry.is_some_and(|id| rule.entries.contains(id));
                rule.under.contains(&act.event) && meant && act.token != content.token && hangs
            };
            let Some(act) = drafts.iter().position(|act| is_content && holds(act)) else {
                at += 1;
                continue;
            };
            let content = drafts[at].recipient.clone();
            let concerns = !matches!(rule.at, ContentAt::Topic | ContentAt::Description | ContentAt::Within)
                && drafts[act].recipient.is_empty();
            if concerns && !is_among_themselves(clause, &drafts[act]) {
                drafts[act].recipient = without(content, &drafts[act].actor);
            }
            drafts[act].trace.push(Trace { origin: rule.origin.clone(), what: rule.id.clone() });
            drafts.remove(at);
        }
    }
}

/// Whether an act that is told as done or to come acts on the token itself: "ended cooperation".
fn is_object(clause: &Clause, token: usize, act: &Draft) -> bool {
    let told = act.is_satisfied(false) && act.status != Status::Denied;
    told && is_acted_on(clause, token, act)
}

/// "met over Saturday's attack on the port": a deed that happened, whatever is said about it.
fn is_of_its_day(clause: &Clause, content: &Draft) -> bool {
    let force = clause.lexicon.rules.events.force.contains(&content.event);
    let happened = matches!(content.status, Status::Asserted | Status::Claimed);
    force && happened && clause.child(content.token, Label::Poss).is_some()
}

fn is_acted_on(clause: &Clause, token: usize, act: &Draft) -> bool {
    matches!(clause.label(token), Label::Dobj | Label::NsubjPass)
        && clause.head(token).is_some_and(|head| act.tokens.contains(&head))
}

/// "vetoed a resolution condemning the raid", "rejected an appeal for opening its ports": whether a verb to come is what the
/// act's object is about.
fn is_within_object(clause: &Clause, token: usize, act: &Draft) -> bool {
    let to_come = matches!(clause.tag(token), Tag::Vb | Tag::Vbg);
    let noun = || match clause.label(token) {
        Label::Acl => clause.head(token),
        Label::Pcomp => clause.head(token).and_then(|preposition| clause.head(preposition)),
        _ => None,
    };
    to_come && act.is_satisfied(false) && noun().is_some_and(|noun| is_acted_on(clause, noun, act))
}

/// "marched to demand reforms", "a strike, demanding better pay": whether those who act do it for the content's sake.
fn is_purpose(clause: &Clause, content: &Draft, act: &Draft) -> bool {
    let mut at = content.light.unwrap_or(content.token);
    for _ in 0..4 {
        let clausal = matches!(clause.label(at), Label::Advcl | Label::Acl | Label::Xcomp | Label::Pcomp | Label::Prep);
        let Some(head) = clause.head(at).filter(|_| clausal) else { return false };
        if act.tokens.contains(&head) {
            return is_by_the_same(content, act) && clause.child(at, Label::Mark).is_none();
        }
        at = head;
    }
    false
}

fn is_by_the_same(content: &Draft, act: &Draft) -> bool {
    content.actor.iter().all(|who| act.actor.iter().any(|other| parties::is_same(&who.party, &other.party)))
}

/// "detained three men suspected of plotting": whether a participle, without anybody who says so, tells who takes part. What
/// they are accused of ("accused of murder") does not take in the accusation.
fn is_description(clause: &Clause, content: &Draft, act: &Draft) -> bool {
    let noun = clause.head_by(content.token, Label::Acl).filter(|_| clause.tag(content.token) == Tag::Vbn);
    let takes_part = |noun: usize| act.actor.iter().chain(&act.recipient).any(|cited| cited.token == noun);
    content.actor.is_empty() && noun.is_some_and(takes_part) && !clause.is_under(act.token, content.token)
}

/// "talks on the fight against smugglers": whether a noun that tells of nobody who did it is what is spoken about.
fn is_topic(clause: &Clause, content: &Draft, act: &Draft) -> bool {
    let topic = &clause.lexicon.rules.one_event.topic;
    let preposition = clause.head_by(content.token, Label::Pobj).filter(|&at| topic.contains(clause.lower(at)));
    let Some(head) = preposition.and_then(|preposition| clause.head(preposition)) else { return false };
    // "talks with his counterpart on the fight", with "on" hung on the counterpart.
    let deeper = clause.head_by(head, Label::Pobj).and_then(|with| clause.head(with));
    let spoken = |head: usize| act.tokens.contains(&head);
    // "talks on the killing of three officers": what is told of it has happened.
    let rules = &clause.lexicon.rules;
    let told_more = rules.events.force.contains(&content.event)
        && (clause.child(content.token, Label::Relcl).is_some()
            || !roles::heads(clause, content.token, &rules.grammar.genitive).is_empty());
    !told_more && content.is_noun && content.actor.is_empty() && (spoken(head) || deeper.is_some_and(spoken))
}

/// Whether a token is content of an act: below it in the tree, with no clause set beside it in between.
fn is_under(clause: &Clause, token: usize, act: &Draft) -> bool {
    let mut at = token;
    for _ in 0..6 {
        let beside = matches!(clause.label(at), Label::Advcl | Label::Relcl);
        match clause.head(at) {
            Some(head) if act.tokens.contains(&head) => return !beside && clause.label(at) != Label::Nsubj,
            Some(head) if at == token || !beside && clause.label(at) != Label::Conj => at = head,
            _ => return false,
        }
    }
    false
}

/// The deed that is condemned, praised or protested: "condemned the Taliban's attack".
fn deed_of_object<'d>(clause: &Clause, act: &Draft, all: &'d [Draft]) -> Option<&'d Draft> {
    let object = clause.child(act.token, Label::Dobj)?;
    all.iter().find(|other| other.token == object)
}

/// The recipients of what is promised, threatened, refused or meant: those of the event below, else of the verb below.
fn recipients_of_content(clause: &Clause, act: &Draft, all: &[Draft], cast: &Cast, before: &Antecedents) -> Vec<Cited> {
    let purpose = clause.lexicon.rules.content.by_purpose.contains(&act.event);
    // "warned that Iran was working with smugglers": what others do threatens nobody.
    let of_others = |child: usize| {
        clause.child(child, Label::Nsubj).is_some_and(|subject| clause.tag(subject) != Tag::Prp)
            && !all.iter().any(|draft| draft.token == child)
    };
    let is_content = |&child: &usize| match clause.label(child) {
        Label::Xcomp | Label::Acl | Label::Dobj => true,
        Label::Ccomp => !purpose && !of_others(child),
        Label::Advcl => purpose && clause.tag(child) == Tag::Vb,
        _ => false,
    };
    let content = act.tokens.iter().flat_map(|&token| clause.children(token)).filter(is_content).collect();
    recipients_of(clause, content, act, all, cast, before)
}

/// "fired to disperse a crowd, killing one": the infinitives that tell what an act is for.
fn aims(clause: &Clause, act: &Draft) -> Vec<usize> {
    let aim =
        |&child: &usize| matches!(clause.label(child), Label::Advcl | Label::Xcomp) && clause.tag(child) == Tag::Vb;
    act.tokens.iter().flat_map(|&token| clause.children(token)).filter(aim).collect()
}

/// Whether an act's victims are told by nothing but that they are people: "killing one person".
fn are_plain_people(clause: &Clause, act: &Draft) -> bool {
    let plain = |cited: &Cited| {
        let word = clause.is_one_of(cited.token, &clause.lexicon.rules.counts.people) || clause.is_number(cited.token);
        cited.party.actor.is_none() && cited.via.is_none() && cited.party.sector == [Sector::Cvl] && word
    };
    !act.recipient.is_empty() && act.recipient.iter().all(plain)
}

/// Whom the first of these heads that concerns anybody concerns.
fn recipients_of(
    clause: &Clause,
    heads: Vec<usize>,
    act: &Draft,
    all: &[Draft],
    cast: &Cast,
    before: &Antecedents,
) -> Vec<Cited> {
    heads
        .into_iter()
        .map(|head| without(concerned(clause, head, act, all, cast, before), &act.actor))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn is_force_on_gathering(clause: &Clause, act: &Draft, below: &Draft) -> bool {
    let sorts = &clause.lexicon.rules.events;
    sorts.force.contains(&act.event) && sorts.gatherings.contains(&below.event)
}

/// Whom the event at `head` concerns, or the verb there that is no event.
fn concerned(
    clause: &Clause,
    head: usize,
    act: &Draft,
    all: &[Draft],
    cast: &Cast,
    before: &Antecedents,
) -> Vec<Cited> {
    let rules = &clause.lexicon.rules.content;
    let is_others_demand =
        |below: &Draft| rules.refusals.contains(&act.event) && rules.refused_to_others.contains(&below.event);
    match all.iter().find(|other| other.tokens.contains(&head) || other.light == Some(head)) {
        // Who refuses to act against a group refuses somebody else's demand.
        Some(below) if is_others_demand(below) => Vec::new(),
        // "fired to break up a rally": those who rally.
        Some(below) if is_force_on_gathering(clause, act, below) => match below.actor.as_slice() {
            [] => vec![parties::crowd(clause, below.token)],
            gathered => gathered.to_vec(),
        },
        Some(below) => below.recipient.clone(),
        None if clause.is_verb(head) => {
            let named = |heads: Vec<usize>| -> Vec<Cited> {
                let conjuncts = heads.into_iter().flat_map(|head| clause.conjuncts(head));
                conjuncts.flat_map(|head| parties::parties(clause, head, cast, before)).collect()
            };
            let mut slots = rules.concerned.iter().map(|slot| named(roles::fill_heads(clause, head, slot)));
            slots.find(|named| !named.is_empty()).unwrap_or_default()
        }
        None => Vec::new(),
    }
}
