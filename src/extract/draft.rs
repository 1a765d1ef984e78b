//! Triggers with their roles and status, and which of them are one event: "killed in an attack", "signed an agreement".

use super::clause::Clause;
use super::content;
use super::counts;
use super::parties::{self, Cast, Cited};
use super::reference::Antecedents;
use super::roles;
use super::status;
use super::triggers::{self, Candidate};
use crate::annotation::Trace;
use crate::lexicon::{LightSubject, Need, Part, Slot, Trigger};
use crate::ontology::{Context, EventType, Kind, Mode, Sector, Status};
use crate::syntax::{Label, Tag};
use std::sync::Arc;

/// An event in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The head of the trigger.
    pub token: usize,
    /// First and last token of the trigger.
    pub words: (usize, usize),
    /// All words that report the event, for counts.
    pub tokens: Vec<usize>,
    pub event: EventType,
    pub mode: Vec<Mode>,
    pub context: Vec<Context>,
    pub cameo: Option<Arc<str>>,
    pub acled: Option<Arc<str>>,
    pub status: Status,
    /// It lies ahead of the day of publication.
    pub ahead: bool,
    pub actor: Vec<Cited>,
    pub recipient: Vec<Cited>,
    pub trace: Vec<Trace>,
    /// Its sides do the same to each other and are all actors.
    pub symmetric: bool,
    needs: Vec<Need>,
    is_unfinite: bool,
    pub light: Option<usize>,
    is_noun: bool,
}

impl Draft {
    /// "the attack", "this raid".
    pub fn is_definite(&self, clause: &Clause) -> bool {
        clause.children(self.token).any(|child| is_definite_article(clause, child))
    }

    /// "the attack", with nothing more said of it: it points back.
    pub fn is_anaphor(&self, clause: &Clause) -> bool {
        let definite = |child: usize| is_definite_article(clause, child);
        let mut around = clause.children(self.token).filter(|&child| clause.label(child) != Label::Punct);
        let bare = around.next().is_some_and(definite) && around.next().is_none();
        self.is_noun && bare && self.actor.is_empty() && self.recipient.is_empty()
    }

    /// Whether everybody is there whom the entry needs; `stands_alone` lets an event do without parties.
    pub fn is_satisfied(&self, stands_alone: bool) -> bool {
        let (actor, recipient) = (!self.actor.is_empty(), !self.recipient.is_empty());
        let needs = self.needs.iter().all(|need| match need {
            // Who "the bombing of a market" or "arming rebels" leaves out is left open; words without a speaker are none.
            Need::Both if self.is_unfinite && is_material(self.event) => recipient || self.actor.len() > 1,
            Need::Actor => actor,
            Need::Recipient => recipient,
            Need::Both => actor && recipient || self.actor.len() > 1,
            Need::Either => actor || recipient,
        });
        needs && (actor || recipient || stands_alone && self.needs.is_empty())
    }
}

fn is_definite_article(clause: &Clause, token: usize) -> bool {
    clause.label(token) == Label::Det && clause.lexicon.rules.reference.definite.contains(clause.lower(token))
}

/// The drafts of a sentence: one for each trigger, those that report one event joined.
pub(super) fn drafts(clause: &Clause, candidates: &[Vec<Candidate>], cast: &Cast, before: &Antecedents) -> Vec<Draft> {
    let chosen: Vec<(Candidate, Draft)> =
        candidates.iter().filter_map(|fitting| first_satisfied(clause, fitting, cast, before)).collect();
    let mut drafts: Vec<Draft> = chosen
        .iter()
        .filter(|(candidate, _)| !chosen.iter().any(|(other, _)| triggers::is_absorbed(clause, candidate, other)))
        .map(|(_, draft)| draft.clone())
        .collect();
    let mut at = 0;
    while at < drafts.len() {
        match whole_of(clause, &drafts, at) {
            Some(whole) => {
                let part = drafts.remove(at);
                let whole = if whole > at { whole - 1 } else { whole };
                join(clause, &mut drafts[whole], part);
            }
            None => at += 1,
        }
    }
    content::absorb(clause, &mut drafts);
    content::fill_recipients(clause, &mut drafts, cast, before);
    drafts
}

/// The strongest entry that finds everybody whom it needs; where none does, the strongest.
fn first_satisfied(
    clause: &Clause,
    fitting: &[Candidate],
    cast: &Cast,
    before: &Antecedents,
) -> Option<(Candidate, Draft)> {
    let mut strongest = None;
    for candidate in fitting {
        let Some(draft) = draft(clause, candidate, cast, before) else { continue };
        if draft.is_satisfied(true) {
            return Some((*candidate, draft));
        }
        strongest.get_or_insert((*candidate, draft));
    }
    strongest
}

fn draft(clause: &Clause, candidate: &Candidate, cast: &Cast, before: &Antecedents) -> Option<Draft> {
    let trigger = clause.lexicon.triggers.get(candidate.trigger as usize)?;
    let find = |slots: &[Slot], taken: &[Cited]| {
        let fill = |slot: &Slot| without(filled(clause, candidate, trigger, slot, cast, before), taken);
        first_filled(clause, candidate.token, slots, fill)
    };
    let mut actor = find(&trigger.actor, &[]);
    let mut recipient = find(&trigger.recipient, if trigger.symmetric { &[] } else { &actor });
    // "came under attack": the light verb's subject suffers.
    let suffers = roles::light_subject(clause, candidate.token, LightSubject::Recipient);
    if trigger.part == Part::Noun && !suffers.is_empty() {
        recipient = named_by(clause, candidate, suffers, cast, before);
    }
    if trigger.part == Part::Noun && recipient.is_empty() && is_material(trigger.event) {
        recipient = named_by(clause, candidate, counts::left_behind(clause, candidate.token), cast, before);
    }
    let reciprocal = is_reciprocal(clause, candidate.token);
    if reciprocal {
        recipient.clear();
    }
    if trigger.symmetric {
        actor.extend(every_filled(clause, candidate, trigger, cast, before));
        recipient.clear();
    }
    if is_material(trigger.event) && !actor.is_empty() {
        actor.extend(proxies(clause, candidate, cast, before));
    }
    one_each(&mut actor);
    one_each(&mut recipient);
    recipient = without(recipient, &actor);
    if actor.is_empty() && trigger.needs.contains(&Need::Both) && is_unfinite(clause, candidate.token) {
        actor.extend(parties::only_other(clause, &recipient, cast));
    }
    let verdict = status::verdict(clause, candidate.token, candidate.light, trigger, &recipient);
    // "said they would meet the envoy": who promises or refuses is the actor, the other side the recipient.
    if trigger.symmetric && verdict.event != trigger.event {
        let mut own = find(&trigger.actor, &[]);
        one_each(&mut own);
        recipient = without(actor, &own);
        actor = own;
    }
    if let Some(verb) = verdict.demanded.filter(|_| verdict.event == EventType::Request) {
        let speaker: Vec<usize> =
            roles::subject(clause, verb, 0).into_iter().flat_map(|head| clause.conjuncts(head)).collect();
        recipient = std::mem::replace(&mut actor, named_by(clause, candidate, speaker, cast, before));
    }
    let mut trace = vec![Trace { origin: trigger.origin.clone(), what: trigger.id.clone() }];
    if let Some(light) = candidate.light.and_then(|verb| light_rule(clause, verb)) {
        trace.push(light);
    }
    trace.extend(verdict.trace);
    let kept = verdict.event == trigger.event;
    let mut mode = if kept { trigger.mode.clone() } else { Vec::new() };
    mode.extend(verdict.mode);
    let words = match candidate.light {
        Some(verb) if candidate.words.0.abs_diff(verb) < 12 => {
            (candidate.words.0.min(verb), candidate.words.1.max(verb))
        }
        _ => candidate.words,
    };
    let mut tokens: Vec<usize> = (candidate.words.0..=candidate.words.1).collect();
    tokens.extend(candidate.light);
    Some(Draft {
        token: candidate.token,
        words,
        tokens,
        event: verdict.event,
        mode,
        context: trigger.context.clone(),
        cameo: trigger.cameo.clone().filter(|_| kept),
        acled: trigger.acled.clone().filter(|_| kept),
        status: verdict.status,
        ahead: verdict.ahead,
        actor,
        recipient,
        trace,
        symmetric: (trigger.symmetric || reciprocal) && kept,
        needs: trigger.needs.clone(),
        is_unfinite: is_unfinite(clause, candidate.token),
        light: candidate.light,
        is_noun: trigger.part == Part::Noun,
    })
}

/// "accused each other", "fired at one another": its sides do the same to each other.
fn is_reciprocal(clause: &Clause, verb: usize) -> bool {
    let objects = clause.children(verb).filter_map(|child| match clause.label(child) {
        Label::Dobj | Label::Dative => Some(child),
        Label::Prep => clause.child(child, Label::Pobj),
        _ => None,
    });
    let pairs = &clause.lexicon.rules.reference.reciprocal;
    let mut phrases = objects.filter_map(|object| Some((clause.lower(object.checked_sub(1)?), clause.lower(object))));
    phrases.any(|(one, other)| pairs.contains(format!("{one} {other}").as_str()))
}

/// Those through whom somebody acts: "fought the government through armed factions".
fn proxies(clause: &Clause, candidate: &Candidate, cast: &Cast, before: &Antecedents) -> Vec<Cited> {
    let heads = roles::heads(clause, candidate.token, &clause.lexicon.rules.reference.through);
    let heads = heads.into_iter().flat_map(|head| clause.conjuncts(head)).collect();
    let mut found = named_by(clause, candidate, heads, cast, before);
    found.retain(|cited| {
        cited.party.sector.iter().any(|sector| matches!(sector, Sector::Reb | Sector::Prm))
            || cast.kind(&cited.party) == Some(Kind::Group)
    });
    found
}

/// Cooperation or conflict in deed, not in word (quad codes 2 and 4).
fn is_material(event: EventType) -> bool {
    matches!(event.quad_code(), 2 | 4)
}

/// Nouns and gerunds leave out who does it where the sentence makes it clear.
fn is_unfinite(clause: &Clause, token: usize) -> bool {
    clause.is_noun(token) || clause.tag(token) == Tag::Vbg && clause.child(token, Label::Aux).is_none()
}

fn light_rule(clause: &Clause, verb: usize) -> Option<Trace> {
    let light = clause.lexicon.rules.light_verbs.iter().find(|light| clause.is_one_of(verb, &light.verbs))?;
    Some(Trace { origin: light.origin.clone(), what: light.id.clone() })
}

/// The parties of the first slot that somebody fills; what hangs on the trigger itself before what hangs deeper.
fn first_filled(clause: &Clause, token: usize, slots: &[Slot], fill: impl Fn(&Slot) -> Vec<Cited>) -> Vec<Cited> {
    let (near, far): (Vec<&Slot>, Vec<&Slot>) = slots.iter().partition(|slot| roles::is_near(clause, token, slot));
    near.into_iter().chain(far).map(fill).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The parties of all slots: both sides of talks and clashes.
fn every_filled(
    clause: &Clause,
    candidate: &Candidate,
    trigger: &Trigger,
    cast: &Cast,
    before: &Antecedents,
) -> Vec<Cited> {
    let slots = trigger.actor.iter().chain(&trigger.recipient);
    slots.flat_map(|slot| filled(clause, candidate, trigger, slot, cast, before)).collect()
}

fn filled(
    clause: &Clause,
    candidate: &Candidate,
    trigger: &Trigger,
    slot: &Slot,
    cast: &Cast,
    before: &Antecedents,
) -> Vec<Cited> {
    named_by(clause, candidate, roles::fill(clause, candidate.token, trigger, slot), cast, before)
}

/// The parties that these heads name; the trigger's own words name nobody.
fn named_by(
    clause: &Clause,
    candidate: &Candidate,
    heads: Vec<usize>,
    cast: &Cast,
    before: &Antecedents,
) -> Vec<Cited> {
    let own = candidate.words.0..=candidate.words.1;
    heads
        .into_iter()
        .filter(|head| !own.contains(head))
        .flat_map(|head| parties::parties(clause, head, cast, before))
        .collect()
}

/// Each party once.
fn one_each(parties: &mut Vec<Cited>) {
    let mut kept: Vec<Cited> = Vec::new();
    for party in parties.drain(..) {
        if !kept.iter().any(|other| same(other, &party) || parties::is_same_state(&other.party, &party.party)) {
            kept.push(party);
        }
    }
    *parties = kept;
}

fn same(a: &Cited, b: &Cited) -> bool {
    // "both countries" is one word for two.
    let both_named = a.party.actor.is_some() && b.party.actor.is_some();
    parties::is_same(&a.party, &b.party) || a.token == b.token && !both_named
}

/// The parties that are none of the known.
pub(super) fn without(mut parties: Vec<Cited>, known: &[Cited]) -> Vec<Cited> {
    parties.retain(|whom| !known.iter().any(|who| same(who, whom)));
    parties
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
    match clause.label(part.token) {
        Label::Dobj | Label::NsubjPass | Label::Nsubj | Label::Csubj | Label::Xcomp => on_it(head),
        Label::Pobj if part.is_noun => is_its_setting(clause, head, whole),
        Label::Advcl if on_it(head) => {
            is_casualty(clause, part.token) || is_aim(clause, part) || tells_how(clause, part, whole)
        }
        Label::Pcomp => on_it(head) && is_casualty(clause, part.token),
        Label::Acl | Label::Relcl if on_it(head) && is_casualty(clause, part.token) => true,
        // "the bomb that they planted exploded": the thing takes part in both.
        Label::Acl | Label::Relcl => {
            let is_party = whole.actor.iter().chain(&whole.recipient).any(|cited| cited.token == head);
            let takes_part = head != whole.token && (on_it(head) || clause.head(head).is_some_and(on_it));
            takes_part && !is_party && part.recipient.is_empty()
        }
        Label::Conj => {
            let shared = head + 2 == part.token && clause.child(head, Label::Dobj).is_none();
            on_it(head) && (shared || is_casualty(clause, part.token) && is_casualty(clause, head))
        }
        _ => false,
    }
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
    if !is_casualty(clause, part.token) {
        return None;
    }
    let rules = &clause.lexicon.rules;
    let others: Vec<usize> = others.collect();
    let participles = |one: usize, other: usize| clause.tag(one) == Tag::Vbg && clause.tag(other) == Tag::Vbg;
    let mut at = part.token;
    for _ in 0..5 {
        let head = clause.head(at)?;
        let passes = match clause.label(at) {
            Label::Advcl => clause.tag(at) == Tag::Vbg,
            // "with two officers wounded".
            Label::Acl => {
                clause.tag(at) == Tag::Vbg
                    || clause.head(head).is_some_and(|with| rules.one_event.outcome.contains(clause.lower(with)))
            }
            // Those who did the killing did it: "militants who killed ten".
            Label::Relcl => {
                clause.mention(head).is_none()
                    && !clause.children(at).any(|child| rules.grammar.relative_persons.contains(clause.lower(child)))
            }
            Label::Prep | Label::Pobj => at != part.token,
            Label::Conj => is_casualty(clause, head) || participles(at, head),
            _ => false,
        };
        if !passes {
            return None;
        }
        // "stormed a hotel, taking hostages and killing ten": both tell of the storming.
        let beside = clause.label(at) == Label::Conj && participles(at, head);
        at = head;
        if beside {
            continue;
        }
        if let Some(&whole) = others.iter().find(|&&other| drafts[other].tokens.contains(&at)) {
            return Some(whole);
        }
    }
    None
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
    if whole.actor.is_empty() {
        whole.actor = part.actor;
    }
    // "fired at a bus stop, killing two Israelis": who is named tells more than what was hit.
    let named = |side: &[Cited]| side.iter().any(|cited| cited.party.actor.is_some() || cited.party.code.is_some());
    let victims_named = is_casualty(clause, part.token) && named(&part.recipient) && !named(&whole.recipient);
    // "An attack on a church killed twenty".
    let only_counted = whole.recipient.iter().all(|cited| parties::is_bare_number(clause, cited.token));
    let tells_more = victims_named || only_counted && !part.recipient.is_empty();
    if whole.recipient.is_empty() || tells_more {
        whole.recipient = part.recipient;
    }
    whole.recipient = without(std::mem::take(&mut whole.recipient), &whole.actor);
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
