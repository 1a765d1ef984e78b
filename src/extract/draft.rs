//! Events in the making: triggers with their sides and status.

mod one_event;
mod sides;

pub(super) use sides::{at_home, without};

use super::clause::Clause;
use super::content;
use super::parties::{Cast, Cited};
use super::reference::Antecedents;
use super::roles;
use super::status;
use super::triggers::{self, Candidate};
use crate::annotation::{Event, Trace};
use crate::lexicon::{Need, Part};
use crate::ontology::{Context, EventType, Mode, Sector, Status};
use crate::syntax::{Label, Tag};
use sides::{Filling, Sides, is_unfinite};
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
    /// What its object points back to: "condemned the bombing".
    pub deed: Option<Told>,
    needs: Vec<Need>,
    /// What civilians become whom it befalls.
    pub recipient_sector: Option<Sector>,
    is_unfinite: bool,
    pub light: Option<usize>,
    pub is_noun: bool,
    /// What the words tell where this comes to nothing.
    pub otherwise: Option<Box<Draft>>,
}

/// What words that point back mean: an event of a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub event: EventType,
    /// "the agreement": what two made, and no pledge to somebody.
    pub agreed: bool,
    /// "the investigation": no other accusation.
    pub manner: Option<Mode>,
}

impl Told {
    /// Whether it may mean the event. What was retyped from a promise to do something has no code of its own.
    pub fn is(self, event: &Event) -> bool {
        let sides = !event.actor.is_empty() || !event.recipient.is_empty();
        let made = event.recipient.is_empty() && (event.actor.len() > 1 || event.cameo.is_some());
        event.event == self.event && sides && (made || !self.agreed)
    }
}

impl Draft {
    /// What it means where it points back.
    pub fn told(&self) -> Told {
        let manner = self.mode.first().copied().filter(|_| self.event == EventType::Accuse);
        Told { event: self.event, agreed: self.symmetric && self.event == EventType::Agree, manner }
    }

    /// "the attack", "this raid".
    pub fn is_definite(&self, clause: &Clause) -> bool {
        clause.is_definite(self.token)
    }

    /// "the attack", with nothing more said of it: it points back.
    pub fn is_anaphor(&self, clause: &Clause) -> bool {
        let definite = |child: usize| clause.is_definite_article(child);
        let mut around = clause.children(self.token).filter(|&child| clause.label(child) != Label::Punct);
        let bare = around.next().is_some_and(definite) && around.next().is_none();
        // "The army repelled the attack": it suffered what was told of before.
        let open = self.recipient.is_empty() || self.light.is_some();
        self.is_noun && bare && self.actor.is_empty() && open
    }

    /// Whether the entry only means what was told before.
    pub fn is_of_the_known(&self) -> bool {
        self.needs.contains(&Need::Known)
    }

    /// Whether the entry only goes on about what an earlier sentence told.
    pub fn is_of_something_earlier(&self) -> bool {
        self.needs.contains(&Need::Earlier)
    }

    /// Whether the entry means what was told before where it names nobody.
    pub fn is_of_the_told(&self) -> bool {
        self.needs.contains(&Need::Told)
    }

    /// Whether everybody is there whom the entry needs; `stands_alone` lets an event do without parties.
    pub fn is_satisfied(&self, stands_alone: bool) -> bool {
        let (actor, recipient) = (!self.actor.is_empty(), !self.recipient.is_empty());
        let needs = self.needs.iter().all(|need| match need {
            // Who "the bombing of a market" or "arming rebels" leaves out is left open; words without a speaker are none.
            Need::Both if self.is_unfinite && self.event.is_material() => recipient || self.actor.len() > 1,
            Need::Actor => actor,
            Need::Recipient => recipient || self.symmetric && self.actor.len() > 1,
            Need::Both => actor && recipient || self.symmetric && self.actor.len() > 1,
            Need::Either => actor || recipient,
            Need::Told => actor || recipient || stands_alone,
            Need::Nobody | Need::Known | Need::Earlier => true,
        });
        let is_open = self.needs.iter().all(|need| *need == Need::Told);
        let points_back = self.is_of_the_known() || self.is_of_something_earlier();
        let told_alone = self.needs.contains(&Need::Nobody) || points_back || stands_alone && is_open;
        needs && (actor || recipient || told_alone)
    }
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
    drafts.retain(|draft| !content::is_basis(clause, draft));
    one_event::join_all(clause, &mut drafts);
    content::absorb(clause, &mut drafts);
    content::fill_recipients(clause, &mut drafts, cast, before);
    drafts
}

/// The strongest entry that finds everybody whom it needs, else the strongest that may be told without them; where none is,
/// the strongest. An entry for what was told earlier stands in where that comes to nothing.
fn first_satisfied(
    clause: &Clause,
    fitting: &[Candidate],
    cast: &Cast,
    before: &Antecedents,
) -> Option<(Candidate, Draft)> {
    let (mut alone, mut strongest, mut earlier) = (None, None, None);
    for candidate in fitting {
        let Some(draft) = draft(clause, candidate, cast, before) else { continue };
        if draft.is_of_something_earlier() {
            earlier.get_or_insert((*candidate, draft));
            continue;
        }
        if draft.is_satisfied(false) && !(draft.actor.is_empty() && draft.recipient.is_empty()) {
            return Some((*candidate, draft));
        }
        let kept = if draft.is_satisfied(true) { &mut alone } else { &mut strongest };
        kept.get_or_insert((*candidate, draft));
    }
    match alone.or(strongest) {
        Some((candidate, draft)) => {
            let otherwise = earlier.map(|(_, earlier)| Box::new(earlier));
            Some((candidate, Draft { otherwise, ..draft }))
        }
        None => earlier,
    }
}

fn draft(clause: &Clause, candidate: &Candidate, cast: &Cast, before: &Antecedents) -> Option<Draft> {
    let trigger = clause.lexicon.triggers.get(candidate.trigger as usize)?;
    let filling = Filling { clause, candidate, trigger, cast, before };
    let sides = filling.sides();
    let word = filling.word(&sides);
    let verdict = status::verdict(clause, candidate, trigger, &sides.actor, &sides.recipient, word.as_ref());
    // "said it was no mistake", "was wrong, he said of himself" are no reproach.
    if trigger.is_of_the_speaker() && is_no_reproach(&filling, &verdict) {
        return None;
    }
    let Sides { actor, recipient, reciprocal, alleged } = filling.sides_reported(sides, &verdict);
    let status = if alleged && verdict.status == Status::Asserted { Status::Claimed } else { verdict.status };
    let kept = verdict.event == trigger.event;
    let mut tokens: Vec<usize> = (candidate.words.0..=candidate.words.1).collect();
    tokens.extend(candidate.light);
    let entry = Trace { origin: trigger.origin.clone(), what: trigger.id.clone() };
    let carried = (trigger.part == Part::Noun).then(|| roles::light_verb(clause, candidate.token)).flatten();
    // "No group claimed the attack": there was one.
    let claims = |verb: usize| verdict.status == Status::Asserted && !status::is_denied(clause, verb);
    let told = carried.filter(|&(verb, _)| claims(verb)).and_then(|(_, light)| light.status);
    let light = carried.map(|(_, light)| Trace { origin: light.origin.clone(), what: light.id.clone() });
    Some(Draft {
        token: candidate.token,
        words: words(candidate),
        tokens,
        event: verdict.event,
        mode: trigger.mode.iter().filter(|_| kept).copied().chain(verdict.mode).collect(),
        context: trigger.context.clone(),
        cameo: trigger.cameo.clone().filter(|_| kept),
        acled: trigger.acled.clone().filter(|_| kept),
        status: told.unwrap_or(status),
        ahead: verdict.ahead,
        actor,
        recipient,
        trace: std::iter::once(entry).chain(light).chain(verdict.trace).collect(),
        symmetric: (trigger.symmetric || reciprocal) && kept,
        deed: None,
        otherwise: None,
        needs: trigger.needs.clone(),
        recipient_sector: trigger.recipient_sector,
        is_unfinite: is_unfinite(clause, candidate.token),
        light: candidate.light,
        is_noun: trigger.part == Part::Noun,
    })
}

/// Whether what a speaker says is denied, asked for, of himself, or only describes something: "the firm, which is corrupt".
fn is_no_reproach(filling: &Filling, verdict: &status::Verdict) -> bool {
    let (clause, token) = (filling.clause, filling.candidate.token);
    let denied = verdict.status == Status::Denied || status::is_denied(clause, token);
    let describes = clause.label(token) == Label::Relcl;
    // "the answer must be outrage".
    let asks = |auxiliary: usize| clause.tag(auxiliary) == Tag::Md && clause.entries(auxiliary).next().is_some();
    let is_asked = clause.children(token).any(asks);
    (denied || describes || is_asked) && filling.trigger.event == EventType::Accuse || filling.is_of_oneself()
}

/// First and last token of the trigger, with its light verb where that stands near.
fn words(candidate: &Candidate) -> (usize, usize) {
    match candidate.light {
        Some(verb) if candidate.words.0.abs_diff(verb) < LIGHT_VERB_REACH => {
            (candidate.words.0.min(verb), candidate.words.1.max(verb))
        }
        _ => candidate.words,
    }
}

/// How many tokens from its noun a light verb is shown with it.
const LIGHT_VERB_REACH: usize = 12;
