//! Whether a text reports an event as happened, claimed, denied, planned or merely possible: the rules of `rules.toml`
//! read off the arcs above a trigger.

mod signs;

pub(super) use signs::is_denied;

use super::clause::Clause;
use super::parties::{self, Cited};
use super::triggers::Candidate;
use crate::annotation::{Party, Trace};
use crate::lexicon::{Position, Retype, StatusRule, Trigger};
use crate::ontology::{EventType, Mode, Status};
use crate::syntax::Label;
use signs::Sign;

/// What the rules make of a trigger.
pub(super) struct Verdict {
    /// The verb by which somebody else demands the event, where one does: he is the actor, who should act the recipient.
    pub demanded: Option<usize>,
    pub event: EventType,
    pub mode: Option<Mode>,
    pub status: Status,
    pub trace: Vec<Trace>,
    /// It lies ahead of the day of publication: announced, promised, demanded.
    pub ahead: bool,
}

impl Verdict {
    /// What is done by saying it: "called it a mistake", whatever would be one.
    fn said(event: EventType) -> Verdict {
        Verdict { demanded: None, event, mode: None, status: Status::Asserted, trace: Vec::new(), ahead: false }
    }
}

/// Who says that it happened, and how he stands to what he says.
pub(super) struct Word {
    pub speaker: Party,
    /// [`Position::OwnWord`], [`Position::OthersWord`] or [`Position::AdversaryWord`].
    pub by: Position,
}

/// Applies the status rules to the candidate's trigger (of a noun: with its light verb), then what they and the parties
/// make of its type.
pub(super) fn verdict(
    clause: &Clause,
    candidate: &Candidate,
    trigger: &Trigger,
    actor: &[Cited],
    recipient: &[Cited],
    word: Option<&Word>,
) -> Verdict {
    let Candidate { token, light, words, .. } = *candidate;
    let mut signs = signs::signs(clause, token, light);
    // "no intention" says no of what is intended, not of itself.
    signs.retain(|sign| sign.token == token || !(words.0..=words.1).contains(&sign.token));
    let rules = &clause.lexicon.rules;
    let rule = rules.status.iter().find(|rule| match rule.at {
        Position::OwnWord | Position::OthersWord | Position::AdversaryWord => is_doubted(rule, trigger, word),
        _ => applies(clause, rule, trigger, &signs),
    });
    let retype = rules.retype.iter().find(|retype| turns(retype, trigger, rule, actor, recipient));
    let status = rule.map(|rule| rule.status).or(trigger.status).unwrap_or(Status::Asserted);
    if trigger.is_of_the_speaker() && status != Status::Denied {
        return Verdict::said(trigger.event);
    }
    let demanded = rule.filter(|rule| rule.at == Position::Demanded);
    let withheld = rule.map(|rule| Trace { origin: rule.origin.clone(), what: rule.id.clone() });
    let turned = retype.map(|retype| Trace { origin: retype.origin.clone(), what: retype.id.clone() });
    Verdict {
        demanded: demanded.and_then(|_| speaker_verb(clause, token, light)),
        event: retype.map_or(trigger.event, |retype| retype.to),
        mode: retype.and_then(|retype| retype.mode),
        status: retype.and_then(|retype| retype.status).unwrap_or(status),
        trace: withheld.into_iter().chain(turned).collect(),
        ahead: status == Status::Planned,
    }
}

/// Whether a status rule fits some sign around the trigger.
fn applies(clause: &Clause, rule: &StatusRule, trigger: &Trigger, signs: &[Sign]) -> bool {
    let fitting = |sign: &Sign| {
        let any_word = matches!(rule.at, Position::Purpose | Position::Disposition | Position::Imperative);
        let describes = sign.at == Position::DescribedNoun && rule.at == Position::GovernorNoun;
        (fits(sign.at, rule.at) || describes && rule.status != Status::Planned)
            && (any_word || clause.is_one_of(sign.token, &rule.words))
    };
    let under = |sign: &Sign| {
        let beside = matches!(sign.at, Position::Auxiliary | Position::Said | Position::Demanded | Position::Negation);
        // "did not rule out that": the governor's own negation stands above the event too.
        let negated = |negation: usize| clause.is_one_of(negation, &rule.under);
        let above = governs(sign.at);
        (above || beside) && clause.is_one_of(sign.token, &rule.under)
            || above && clause.child(sign.token, Label::Neg).is_some_and(negated)
    };
    !rule.except.contains(&trigger.event)
        && signs.iter().any(fitting)
        && (rule.under.is_empty() || signs.iter().any(under))
}

/// Whether those say so whose word the rule doubts.
fn is_doubted(rule: &StatusRule, trigger: &Trigger, word: Option<&Word>) -> bool {
    let by_one_of = |word: &Word| word.speaker.sector.iter().any(|sector| rule.speaker.contains(sector));
    let fits = |word: &&Word| word.by == rule.at && (rule.speaker.is_empty() || by_one_of(word));
    !rule.except.contains(&trigger.event) && word.filter(fits).is_some()
}

/// Whether a rule makes another type of the trigger, given the status rule that applied and the parties.
fn turns(retype: &Retype, trigger: &Trigger, rule: Option<&StatusRule>, actor: &[Cited], recipient: &[Cited]) -> bool {
    let state = |cited: &Cited| cited.party.actor.is_some() && parties::is_government(&cited.party);
    let mut sectors = recipient.iter().flat_map(|cited| &cited.party.sector);
    retype.from.contains(&trigger.event)
        && (retype.after.is_empty() || rule.is_some_and(|rule| retype.after.contains(&rule.id)))
        && (retype.entries.is_empty() || retype.entries.contains(&trigger.id))
        && (!retype.by_state || !actor.is_empty() && actor.iter().all(state))
        && (retype.recipient.is_empty() || sectors.any(|sector| retype.recipient.contains(sector)))
}

/// A governor with the event's own subject, and one in the infinitive, is also a governor.
fn fits(sign: Position, rule: Position) -> bool {
    sign == rule || (matches!(sign, Position::OwnGovernor | Position::Infinitive) && rule == Position::Governor)
}

/// Whether a verb or adjective governs the event from there.
fn governs(sign: Position) -> bool {
    fits(sign, Position::Governor)
}

/// The reporting verb above an event's clause.
fn speaker_verb(clause: &Clause, token: usize, light: Option<usize>) -> Option<usize> {
    let mut at = light.unwrap_or(token);
    for _ in 0..4 {
        let head = clause.head(at)?;
        if clause.label(at) == Label::Ccomp && clause.is_one_of(head, &clause.lexicon.rules.words.reporting) {
            return Some(head);
        }
        at = head;
    }
    None
}
