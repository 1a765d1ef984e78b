//! From a noun phrase to a party of an event: a named actor, or an agent with its country and sector.

use super::clause::Clause;
use super::reference::{Antecedents, Referent};
use super::roles;
use crate::annotation::{Mention, Party, Trace};
use crate::lexicon::{Actor, AgentForm, Lexicon, Role, Slot};
use crate::ontology::{Kind, Sector};
use crate::syntax::{Label, Tag};
use crate::text::{Article, Span};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// What is needed to say who a phrase means.
pub(super) struct Cast<'a> {
    pub article: &'a Article,
    pub lexicon: &'a Lexicon,
    pub mentions: &'a [Mention],
    /// Actor ids to indices.
    pub actors: &'a HashMap<Arc<str>, u32>,
    /// The day on which roles are read off.
    pub day: Option<Date>,
}

/// A party with the token that heads it and the dictionary lines behind it.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    pub party: Party,
    pub token: usize,
    pub trace: Vec<Trace>,
}

impl<'a> Cast<'a> {
    pub fn actor(&self, id: &str) -> Option<&'a Actor> {
        self.lexicon.actors.get(*self.actors.get(id)? as usize)
    }

    /// The party of a named actor.
    pub fn named(&self, mention: &Mention, span: Span) -> Party {
        let actor = self.actor(&mention.actor);
        let role = actor.and_then(|actor| role_on(actor, self.day));
        let code = role.and_then(|role| role.code.clone()).or_else(|| actor.and_then(|actor| actor.country.clone()));
        let sector = match (role, actor) {
            (Some(role), _) => role.sector.clone(),
            (None, Some(actor)) => actor.sector.clone(),
            (None, None) => mention.sector.clone(),
        };
        let code = match mention.kind {
            Kind::State => Some(mention.actor.clone()),
            _ => code.or_else(|| mention.code.clone()),
        };
        Party {
            actor: Some(mention.actor.clone()),
            name: actor.map(|actor| actor.name.clone()),
            wikidata: actor.and_then(|actor| actor.wikidata.clone()),
            span,
            code,
            sector,
        }
    }
}

/// The role that holds on the day; without a day the last.
pub(super) fn role_on(actor: &Actor, day: Option<Date>) -> Option<&Role> {
    match day {
        Some(day) => actor.roles.iter().find(|role| role.period.holds(day)),
        None => actor.roles.last(),
    }
}

/// Who the phrase headed by `token` means; none where it is nobody.
pub(super) fn party(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents) -> Option<Cited> {
    party_at(clause, token, cast, before, 0)
}

fn party_at(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    if depth > 4 {
        return None;
    }
    if let Some(named) = named(clause, token, cast) {
        return Some(named);
    }
    if matches!(clause.tag(token), Tag::Prp | Tag::PrpPoss) {
        return referent(clause, token, before.pronoun(clause.lower(token), clause, token)?);
    }
    // "a group of militants", "dozens of people", "two of the men".
    if is_transparent(clause, token) {
        let inner = roles::fill_heads(clause, token, &Slot::Prep("of".into()));
        if let Some(cited) = inner.first().and_then(|&inner| party_at(clause, inner, cast, before, depth + 1)) {
            return Some(Cited { token, ..cited });
        }
    }
    if let Some(person) = apposition(clause, token, cast) {
        return Some(person);
    }
    if let Some(referent) = before.description(clause, token) {
        return self::referent(clause, token, referent);
    }
    if let Some(agent) = agent(clause, token, cast, before, depth) {
        return Some(agent);
    }
    if clause.is_noun(token) { owner(clause, token, cast, before, depth) } else { None }
}

/// The actor named at the token.
fn named(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let mention = cast.mentions.get(clause.mention(token)?)?;
    let trace = mention.trace.clone();
    Some(Cited { party: cast.named(mention, mention.span), token, trace })
}

fn referent(clause: &Clause, token: usize, referent: &Referent) -> Option<Cited> {
    let mut party = referent.party.clone();
    party.span = clause.tokens.get(token)?.span;
    Some(Cited { party, token, trace: referent.trace.clone() })
}

fn is_transparent(clause: &Clause, token: usize) -> bool {
    clause.is_number(token) || clause.is_one_of(token, &clause.lexicon.rules.transparent)
}

/// "the army chief, Asim Munir": a person set beside a description.
fn apposition(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let beside = clause.child(token, Label::Appos)?;
    let cited = named(clause, beside, cast)?;
    let kind = cast.mentions.get(clause.mention(beside)?)?.kind;
    (kind == Kind::Person).then_some(Cited { token, ..cited })
}

/// An agent of the dictionary: "Pakistani soldiers", "TTP fighters", "a military convoy".
fn agent(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let form = agent_form(clause, token).or_else(|| {
        // "military convoy", "police post": what the sector owns stands for it.
        roles::fill_heads(clause, token, &Slot::Premodifier)
            .into_iter()
            .rev()
            .find_map(|modifier| agent_form(clause, modifier))
    })?;
    let entry = cast.lexicon.agents.get(form.agent as usize)?;
    let trace = Trace { origin: entry.origin.clone(), what: entry.id.clone() };
    let owner = modifier_party(clause, token, cast, before, depth);
    let mut party = Party {
        actor: None,
        name: None,
        wikidata: None,
        span: phrase_span(clause, token),
        code: entry.code.clone(),
        sector: entry.sector.clone(),
    };
    let mut traces = vec![trace];
    if let Some(owner) = owner {
        traces.extend(owner.trace);
        if speaks_for(&owner.party, cast) && !is_stranger(&entry.sector) {
            return Some(Cited { party: Party { span: party.span, ..owner.party }, token, trace: traces });
        }
        if entry.sector.is_empty() && party.code.is_none() {
            // "the spokesman", "a delegation": whoever it belongs to.
            return Some(Cited { party: Party { span: party.span, ..owner.party }, token, trace: traces });
        }
        party.code = party.code.or(owner.party.code);
    }
    if party.sector.is_empty() && party.code.is_none() {
        return None;
    }
    Some(Cited { party, token, trace: traces })
}

/// Members and officials of a group or body are that body: "TTP fighters", "UN officials".
fn speaks_for(owner: &Party, cast: &Cast) -> bool {
    let kind = owner.actor.as_deref().and_then(|id| cast.actor(id)).map(|actor| actor.kind);
    matches!(kind, Some(Kind::Group | Kind::Agency | Kind::Igo | Kind::Organisation | Kind::Party | Kind::Media))
}

/// Sectors whose members a group does not own: "TTP victims", "IS hostages".
fn is_stranger(sector: &[Sector]) -> bool {
    sector.iter().any(|sector| matches!(sector, Sector::Cvl | Sector::Ref | Sector::Jrn | Sector::Med | Sector::Cop))
}

fn agent_form<'l>(clause: &Clause<'l>, token: usize) -> Option<&'l AgentForm> {
    let fits = |form: &&AgentForm| {
        let count = form.before.len();
        count <= token && form.before.iter().enumerate().all(|(k, word)| clause.lower(token - count + k) == &**word)
    };
    clause.lexicon.agents_of(clause.lower(token)).iter().filter(fits).max_by_key(|form| form.before.len())
}

/// The actor that a phrase's adjective, possessor, compound or "of" names.
fn modifier_party(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let near = clause.children(token).filter(|&child| {
        matches!(clause.label(child), Label::Poss | Label::Amod | Label::Compound | Label::Nmod | Label::Appos)
    });
    let mut candidates: Vec<usize> = near.collect();
    candidates.sort_by_key(|&child| clause.label(child) == Label::Appos);
    for word in ["of", "from", "in"] {
        candidates.extend(roles::fill_heads(clause, token, &Slot::Prep(word.into())));
    }
    candidates.into_iter().find_map(|child| match named(clause, child, cast) {
        Some(named) => Some(named),
        None if clause.label(child) == Label::Poss => party_at(clause, child, cast, before, depth + 1),
        None => clause.children(child).find_map(|inner| named_modifier(clause, inner, cast)),
    })
}

fn named_modifier(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let modifies = matches!(clause.label(token), Label::Amod | Label::Compound | Label::Poss | Label::Nmod);
    modifies.then(|| named(clause, token, cast)).flatten()
}

/// Whose the thing is: "Pakistan's demand", "the Afghan capital", "Taliban positions".
fn owner(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let owner = modifier_party(clause, token, cast, before, depth)?;
    let person =
        owner.party.actor.as_deref().and_then(|id| cast.actor(id)).is_some_and(|actor| actor.kind == Kind::Person);
    let possessed = clause.child(token, Label::Poss).is_some();
    (!person || possessed).then_some(Cited { token, ..owner })
}

/// The phrase's words without the clauses that hang on it.
fn phrase_span(clause: &Clause, token: usize) -> Span {
    let start = clause
        .children(token)
        .filter(|&child| {
            child < token
                && matches!(
                    clause.label(child),
                    Label::Amod | Label::Compound | Label::Poss | Label::NumMod | Label::Nmod
                )
        })
        .map(|child| clause.phrase(child).0)
        .min()
        .unwrap_or(token);
    clause.stretch(start, token)
}
