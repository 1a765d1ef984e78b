//! Whether a text reports an event as happened, claimed, denied, planned or merely possible: the rules of `rules.toml`
//! read off the arcs above a trigger.

use super::clause::Clause;
use super::parties::{self, Cited};
use super::roles;
use super::triggers::Candidate;
use crate::annotation::Trace;
use crate::lexicon::{Position, Retype, StatusRule, Trigger};
use crate::ontology::{EventType, Mode, Status};
use crate::syntax::{Label, Tag};

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

/// A word that could withhold the event, and where it stands.
struct Sign {
    at: Position,
    token: usize,
}

/// Applies the status rules to the candidate's trigger (of a noun: with its light verb), then what they and the parties
/// make of its type.
pub(super) fn verdict(
    clause: &Clause,
    candidate: &Candidate,
    trigger: &Trigger,
    actor: &[Cited],
    recipient: &[Cited],
) -> Verdict {
    let Candidate { token, light, words, .. } = *candidate;
    let mut signs = signs(clause, token, light);
    // "no intention" says no of what is intended, not of itself.
    signs.retain(|sign| sign.token == token || !(words.0..=words.1).contains(&sign.token));
    let rules = &clause.lexicon.rules;
    let rule = rules.status.iter().find(|rule| applies(clause, rule, trigger, &signs));
    let retype = rules.retype.iter().find(|retype| turns(retype, trigger, rule, actor, recipient));
    let status = rule.map(|rule| rule.status).or(trigger.status).unwrap_or(Status::Asserted);
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
        let any_word = matches!(rule.at, Position::Purpose | Position::Disposition);
        fits(sign.at, rule.at) && (any_word || clause.is_one_of(sign.token, &rule.words))
    };
    let under = |sign: &Sign| {
        let beside = matches!(sign.at, Position::Auxiliary | Position::Said | Position::Demanded | Position::Negation);
        (governs(sign.at) || beside) && clause.is_one_of(sign.token, &rule.under)
    };
    !rule.except.contains(&trigger.event)
        && signs.iter().any(fitting)
        && (rule.under.is_empty() || signs.iter().any(under))
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

/// All signs around a trigger, from itself up through what governs it.
fn signs(clause: &Clause, token: usize, light: Option<usize>) -> Vec<Sign> {
    let mut signs = Vec::new();
    around(clause, token, &mut signs);
    let mut at = token;
    // Whether the word above shares its negation, auxiliaries and modifiers with the event.
    let mut shares = true;
    for _ in 0..8 {
        let Some(head) = clause.head(at) else { break };
        match clause.label(at) {
            // "has not stopped shelling", "will not hesitate to strike": what does not end goes on.
            Label::Xcomp if goes_on(clause, head) => {
                let auxiliaries = clause.children(head).filter(|&child| clause.label(child) == Label::Aux);
                signs.extend(auxiliaries.map(|token| Sign { at: Position::Auxiliary, token }));
                shares = false;
                at = head;
                continue;
            }
            Label::Xcomp => {
                signs.push(Sign { at: governor_of_infinitive(clause, at, head), token: head });
                if clause.is_passive(head) {
                    signs.push(Sign { at: Position::Hearsay, token: head });
                }
                signs.extend(disposition(clause, head));
                signs.extend(named_by_subject(clause, head));
            }
            // "Ten were killed; no group claimed it": nobody says what stands before the semicolon.
            Label::Ccomp if (at.min(head)..at.max(head)).any(|between| clause.lower(between) == ";") => break,
            // "Israel strikes, Tehran vows revenge": what is vowed is the revenge.
            Label::Ccomp if at < head && clause.child(head, Label::Dobj).is_some() => break,
            Label::Ccomp => {
                ccomp(clause, at, head, &mut signs);
                signs.extend(named_by_subject(clause, head));
                shares = false;
            }
            // "failed to prevent the attack".
            Label::Dobj if goes_on(clause, head) => break,
            // "marched to protest the killing": what is protested has happened.
            Label::Dobj if clause.is_one_of(head, &clause.lexicon.rules.words.presupposing) => break,
            Label::Dobj | Label::NsubjPass | Label::Oprd => {
                shares &= Some(head) == light || brings_about(clause, head);
                // "did not stop the talks": what a negated verb would do to its object stays undone.
                if Some(head) != light && (shares || clause.child(head, Label::Neg).is_none()) {
                    signs.push(Sign { at: governor_of_object(clause, at, head), token: head });
                }
            }
            Label::Nsubj if goes_on(clause, head) => break,
            Label::Nsubj => {
                predicate(clause, head, &mut signs);
                signs.extend(irrealis(clause, at, head).map(|token| Sign { at: Position::Auxiliary, token }));
                let object = clause.child(head, Label::Dobj);
                shares &= clause.is_one_of(head, &clause.lexicon.rules.words.occur) && object.is_none();
                if !shares {
                    break;
                }
            }
            Label::Pcomp | Label::Pobj => {
                signs.push(Sign { at: Position::GovernorPreposition, token: head });
                let Some(above) = clause.head(head) else { break };
                let is_complement =
                    above < head && clause.lexicon.rules.words.complement_prepositions.contains(clause.lower(head));
                // "agreed to meet after talks", "with talks under way, they are": what stands beside is not said of them.
                if !is_complement {
                    break;
                }
                // "could not prevent them from capturing Goma", "a repeat of the 2006 war", "responded to the attack".
                if goes_on(clause, above) || clause.is_one_of(above, &clause.lexicon.rules.words.presupposing) {
                    break;
                }
                signs.push(Sign { at: governor_of_phrase(clause, at, above), token: above });
                // "is in no position to attack", but not "was on the call".
                let copula = clause.lexicon.rules.grammar.copulas.contains(clause.lower(above));
                shares &= brings_about(clause, if copula { at } else { above });
                if shares {
                    around(clause, above, &mut signs);
                }
                at = above;
                continue;
            }
            // "a deal brokered by China": the deal is what the verb acts on, not what it is said to be about.
            Label::Acl if clause.tag(at) == Tag::Vbn => break,
            Label::Relcl if !roles::is_infinitive_of_noun(clause, at) => break,
            Label::Acl | Label::Relcl | Label::Compound => {
                signs.push(Sign { at: Position::GovernorNoun, token: head });
                if infinitive(clause, at) {
                    signs.push(Sign { at: Position::NounInfinitive, token: head });
                }
                shares &= brings_about(clause, head);
            }
            Label::Advcl => {
                if infinitive(clause, at) {
                    signs.push(Sign { at: Position::Purpose, token: at });
                }
                if !clause.is_verb(head) || clause.child(at, Label::Mark).is_some() || infinitive(clause, at) {
                    break;
                }
                shares = false;
            }
            Label::Conj if clause.child(at, Label::Nsubj).is_some() || !same_kind(clause, at, head) => break,
            Label::Conj if !clause.is_verb(head) => {
                let no = negating_determiner(clause, head);
                signs.extend(no.filter(|_| shares).map(|token| Sign { at: Position::Negation, token }));
                at = head;
                continue;
            }
            Label::Conj | Label::Attr | Label::Acomp | Label::Prep => {}
            _ => break,
        }
        if shares {
            around(clause, head, &mut signs);
        }
        at = head;
    }
    if shares && clause.head(at).is_none() {
        signs.extend(question(clause).map(|token| Sign { at: Position::Question, token }));
    }
    signs
}

/// "could spark clashes", "plays no part in the war", "has no plans to attack": what holds of the word holds of the event.
fn brings_about(clause: &Clause, token: usize) -> bool {
    let rules = &clause.lexicon.rules;
    clause.is_one_of(token, &rules.words.bring_about)
        || clause.is_noun(token) && clause.is_one_of(token, &rules.words.transparent)
        || clause.is_verb(token) && rules.light_verbs.iter().any(|light| clause.is_one_of(token, &light.verbs))
}

/// "A trade war would hurt both", "its withdrawal would leave a vacuum": an event that no article points to and that would do something may never be.
fn irrealis(clause: &Clause, noun: usize, verb: usize) -> Option<usize> {
    let grammar = &clause.lexicon.rules.grammar;
    let pointed = clause.children(noun).any(|child| match clause.label(child) {
        Label::Det => !grammar.indefinite.contains(clause.lower(child)),
        label => label == Label::NumMod,
    });
    let mut auxiliaries = clause.children(verb).filter(|&child| clause.label(child) == Label::Aux);
    auxiliaries.find(|&child| !pointed && grammar.irrealis.contains(clause.lower(child)))
}

/// "is unlikely to attack": an adjective from which it does not follow that it happened.
fn disposition(clause: &Clause, adjective: usize) -> Option<Sign> {
    let factive = clause.is_one_of(adjective, &clause.lexicon.rules.words.factive);
    (clause.tag(adjective) == Tag::Jj && !factive).then_some(Sign { at: Position::Disposition, token: adjective })
}

/// "Their demand is that he go", "the plan is to attack": the noun that says what the clause is.
fn named_by_subject(clause: &Clause, verb: usize) -> Option<Sign> {
    let is = clause.lexicon.rules.grammar.copulas.contains(clause.lower(verb));
    let noun = clause.child(verb, Label::Nsubj).filter(|&subject| is && clause.is_noun(subject))?;
    Some(Sign { at: Position::GovernorNoun, token: noun })
}

/// "never stopped", "failed to prevent": a verb of ending that is said not to be so.
fn goes_on(clause: &Clause, verb: usize) -> bool {
    let words = &clause.lexicon.rules.words;
    let governor = || clause.head_by(verb, Label::Xcomp);
    let fails = || governor().is_some_and(|above| clause.is_one_of(above, &words.failing));
    clause.is_one_of(verb, &words.ending) && (clause.child(verb, Label::Neg).is_some() || fails())
}

/// The mark of a question that asks whether something is so; "why" and "how" take for granted that it is.
fn question(clause: &Clause) -> Option<usize> {
    let last = clause.len().checked_sub(1)?;
    let mark = (last.saturating_sub(1)..=last).find(|&token| clause.lower(token) == "?")?;
    let asks_how =
        (0..clause.len()).any(|token| matches!(clause.tag(token), Tag::Wrb | Tag::Wp | Tag::Wdt | Tag::WpPoss));
    (!asks_how).then_some(mark)
}

fn governor_of_infinitive(clause: &Clause, inner: usize, verb: usize) -> Position {
    let own = roles::surface_subject(clause, inner, 0) == roles::surface_subject(clause, verb, 0);
    if own { Position::OwnGovernor } else { Position::Governor }
}

fn governor_of_object(clause: &Clause, object: usize, verb: usize) -> Position {
    if infinitive(clause, verb) {
        Position::Infinitive
    } else if clause.label(object) == Label::NsubjPass {
        Position::Governor
    } else {
        Position::OwnGovernor
    }
}

fn governor_of_phrase(clause: &Clause, inner: usize, above: usize) -> Position {
    // "refrained from condemning": who refrains does not condemn; "warned Syria against attacking" is about others.
    let orders = clause.is_one_of(above, &clause.lexicon.rules.words.object_control);
    let own = || roles::surface_subject(clause, inner, 0) == roles::surface_subject(clause, above, 0);
    if clause.is_noun(above) {
        Position::GovernorNoun
    } else if infinitive(clause, above) {
        Position::Infinitive
    } else if clause.label(inner) == Label::Pcomp && !orders && own() {
        Position::OwnGovernor
    } else {
        Position::Governor
    }
}

/// The verb above a clause of content, and the auxiliaries of what is said.
fn ccomp(clause: &Clause, inner: usize, verb: usize, signs: &mut Vec<Sign>) {
    let own = governor_of_clause(clause, inner);
    let is_reporting = clause.is_one_of(verb, &clause.lexicon.rules.words.reporting);
    if is_reporting {
        let spoken = if own == Position::OwnGovernor { Position::Said } else { Position::Demanded };
        signs.extend(auxiliaries(clause, inner).map(|token| Sign { at: spoken, token }));
    }
    // "told Congress that he had signed" is no order as "told the army to attack" is.
    let orders = &clause.lexicon.rules.words.object_control;
    if !is_reporting || !clause.is_one_of(verb, orders) || clause.tag(inner) == Tag::Vb {
        signs.push(Sign { at: own, token: verb });
    }
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

fn same_kind(clause: &Clause, a: usize, b: usize) -> bool {
    clause.is_verb(a) == clause.is_verb(b)
}

/// "He said he would attack": the clause's subject is the speaker himself.
fn governor_of_clause(clause: &Clause, inner: usize) -> Position {
    let pronouns = &clause.lexicon.rules.reference.speaker;
    let own = clause.child(inner, Label::Nsubj).is_some_and(|subject| pronouns.contains(clause.lower(subject)));
    if own { Position::OwnGovernor } else { Position::Governor }
}

/// "The attack is possible", "talks are planned".
fn predicate(clause: &Clause, verb: usize, signs: &mut Vec<Sign>) {
    let complement = clause.children(verb).filter(|&child| matches!(clause.label(child), Label::Acomp | Label::Attr));
    signs.extend(complement.map(|token| Sign { at: Position::Modifier, token }));
}

/// Negations, auxiliaries, conjunctions and modifiers that hang on the token itself.
fn around(clause: &Clause, token: usize, signs: &mut Vec<Sign>) {
    signs.extend(auxiliaries(clause, token).map(|token| Sign { at: Position::Auxiliary, token }));
    let negation = &clause.lexicon.rules.negation;
    for child in clause.children(token) {
        match clause.label(child) {
            Label::Neg => signs.push(Sign { at: Position::Negation, token: child }),
            Label::Det | Label::Preconj | Label::Advmod if negation.beside.contains(clause.lower(child)) => {
                signs.push(Sign { at: Position::Negation, token: child });
            }
            Label::Mark | Label::Advmod if matches!(clause.tag(child), Tag::In | Tag::Wrb) => {
                signs.push(Sign { at: Position::Marker, token: child });
            }
            Label::Amod | Label::Advmod | Label::Det | Label::Compound => {
                signs.push(Sign { at: Position::Modifier, token: child })
            }
            Label::NsubjPass | Label::Nsubj if negation.subjects.contains(clause.lower(child)) => {
                signs.push(Sign { at: Position::Negation, token: child });
            }
            Label::Nsubj | Label::NsubjPass | Label::Dobj => {
                let no = negating_determiner(clause, child);
                signs.extend(no.map(|token| Sign { at: Position::Negation, token }));
            }
            _ => {}
        }
    }
}

/// The auxiliaries of a verb. "they'd attacked" has none that withholds anything, unlike "they'd attack" and "they'd have
/// attacked".
fn auxiliaries(clause: &Clause, verb: usize) -> impl Iterator<Item = usize> {
    let all = move || clause.children(verb).filter(|&child| clause.label(child) == Label::Aux);
    let is_had = move |child: usize| clause.lexicon.rules.grammar.contracted_had.contains(clause.lower(child));
    let alone = clause.tag(verb) == Tag::Vbn && all().count() == 1;
    all().filter(move |&child| !(alone && is_had(child)))
}

/// "no" before a subject or object: "no group claimed it".
fn negating_determiner(clause: &Clause, noun: usize) -> Option<usize> {
    let words = &clause.lexicon.rules.negation.determiners;
    clause.child(noun, Label::Det).filter(|&det| words.contains(clause.lower(det)))
}

fn infinitive(clause: &Clause, verb: usize) -> bool {
    clause.tag(verb) == Tag::Vb && roles::has_infinitive_mark(clause, verb)
}
