//! What files tell, against what the dictionaries have: new, changed, same, or in conflict. Ours stays; conflicts are told.

mod agents;
mod known;

use super::{Account, Findings, FoundActor, FoundName, FoundRole};
use crate::lexicon::Lexicon;
use crate::lexicon::edit::{ActorEdit, ActorStatement, AgentStatement, NewActor};
use agents::agent;
use known::{Holder, Known};
use std::ops::AddAssign;

/// What is to be written, and how much of what there was.
#[derive(Debug, Default)]
pub struct Plan {
    pub actors: Vec<ActorStatement>,
    pub agents: Vec<AgentStatement>,
    pub tally: Tally,
}

/// Entries, or rows of a table, by how they stand to what there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub new: u32,
    pub changed: u32,
    pub same: u32,
    /// Something of it contradicts what there is, and is not taken.
    pub conflicting: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.conflicting += other.conflicting;
    }
}

/// Lays the findings over the dictionaries, in order; each line's fate is written into its account.
pub fn plan(lexicon: &Lexicon, findings: &mut [Findings]) -> Plan {
    let mut plan = Plan::default();
    let mut known = Known::of(lexicon);
    for found in findings {
        for actor in std::mem::take(&mut found.actors) {
            let mut one = One { known: &mut known, plan: &mut plan, account: &mut found.account, conflicts: 0 };
            one.actor(actor);
        }
        for found_agent in std::mem::take(&mut found.agents) {
            agent(found_agent, &mut known, &mut plan, &mut found.account);
        }
    }
    plan
}

/// One actor on its way into the plan.
struct One<'a, 'l> {
    known: &'a mut Known<'l>,
    plan: &'a mut Plan,
    account: &'a mut Account,
    conflicts: u32,
}

impl One<'_, '_> {
    fn actor(&mut self, mut actor: FoundActor) {
        // Ids are one word here, and may be several elsewhere.
        actor.id = actor.id.map(|id| joined(&id)).filter(|id| !id.is_empty());
        match self.whose(&actor) {
            Err(reason) => self.refuse(&actor, &reason),
            Ok(Some(id)) => self.extend(&id, actor),
            Ok(None) => self.add(actor),
        }
    }

    /// The actor that is meant: by its id, else by who has its names; none for a new one.
    fn whose(&self, actor: &FoundActor) -> Result<Option<String>, String> {
        if let Some(id) = &actor.id {
            return Ok(self.known.has(id).then(|| id.clone()));
        }
        let mut holders: Vec<&str> = Vec::new();
        for found in &actor.names {
            match self.known.holder(&found.name) {
                Some(Holder::Actor(id)) if !holders.contains(&id.as_str()) => holders.push(id),
                _ => {}
            }
        }
        let head = actor.names.first().and_then(|found| self.known.holder(&found.name));
        let id = match (head, holders.as_slice()) {
            (Some(Holder::Actor(id)), _) => id.as_str(),
            (_, []) => return Ok(None),
            (_, [only]) => only,
            (_, several) => return Err(format!("its names are of several actors here: {}", several.join(", "))),
        };
        let first = actor.names.first().map_or("", |found| found.name.text.as_str());
        match self.known.other_country(id, actor) {
            Some((theirs, ours)) => Err(format!("`{first}` is of {theirs} there, and {id} of {ours} here")),
            None => Ok(Some(id.to_owned())),
        }
    }

    /// Nothing of it is taken.
    fn refuse(&mut self, actor: &FoundActor, reason: &str) {
        let lines = actor.names.iter().map(|found| found.line).chain(actor.roles.iter().map(|found| found.line));
        let lines = lines.chain(actor.always.iter().copied()).chain([actor.line]);
        lines.for_each(|line| self.account.give_up(line, reason));
        self.plan.tally.conflicting += 1;
    }

    /// Names that are nobody's, and not an actor's twice.
    fn free(&mut self, id: &str, names: Vec<FoundName>) -> Vec<FoundName> {
        let mut free = Vec::new();
        for found in names {
            let reason = match self.known.holder(&found.name) {
                Some(Holder::Actor(holder)) if holder == id => {
                    self.account.take(found.line);
                    continue;
                }
                Some(Holder::Actor(holder)) => format!("`{}` is a name of {holder}", found.name.text),
                Some(Holder::Several) => format!("`{}` has several holders, and rules of its own", found.name.text),
                Some(Holder::Nobody) => format!("`{}` is to be left alone", found.name.text),
                None => {
                    self.known.hold(&found.name, id);
                    self.account.take(found.line);
                    free.push(found);
                    continue;
                }
            };
            self.account.refuse(found.line, reason);
            self.conflicts += 1;
        }
        free
    }

    fn add(&mut self, actor: FoundActor) {
        let Some(kind) = actor.kind else {
            return self.refuse(&actor, "what kind of actor it is is not told: say it with --kind");
        };
        if let Some(wrong) = wrong_code(&actor) {
            return self.refuse(&actor, &wrong);
        }
        let first = actor.names.first().map_or("", |found| found.name.text.as_str());
        let id = actor.id.clone().unwrap_or_else(|| self.known.free_id(first));
        if id.is_empty() {
            return self.refuse(&actor, "no id can be made of its name: give it one");
        }
        let FoundActor { line, names, roles, country, sector, note, always, .. } = actor.clone();
        let mut names = self.free(&id, names).into_iter();
        let Some(name) = names.next() else {
            return self.refuse(&actor, "none of its names is free");
        };
        always.iter().chain([&line]).for_each(|line| self.account.take(*line));
        let new = NewActor { id: id.clone(), name: name.name.text, kind, country, sector };
        self.known.add(&new);
        let names = names.map(|found| ActorEdit::Name(found.name));
        let mut edits: Vec<ActorEdit> = names.collect();
        edits.extend(self.roles(&id, roles));
        self.plan.actors.push(ActorStatement { id, new: Some(new), edits, note });
        self.count(true, true);
    }

    fn extend(&mut self, id: &str, actor: FoundActor) {
        if let Some(wrong) = wrong_code(&actor) {
            return self.refuse(&actor, &wrong);
        }
        match self.known.contradicts(id, &actor) {
            Some(told) => {
                let lines = if actor.always.is_empty() { &[actor.line] } else { actor.always.as_slice() };
                lines.iter().for_each(|line| self.account.refuse(*line, told.as_str()));
                self.conflicts += 1;
            }
            None => actor.always.iter().for_each(|line| self.account.take(*line)),
        }
        let names = self.free(id, actor.names);
        let mut edits: Vec<ActorEdit> = names.into_iter().map(|found| ActorEdit::Name(found.name)).collect();
        edits.extend(self.roles(id, actor.roles));
        let changed = !edits.is_empty();
        if changed {
            match self.plan.actors.iter_mut().find(|statement| statement.id == id) {
                Some(statement) => statement.edits.extend(edits),
                None => self.plan.actors.push(ActorStatement { id: id.to_owned(), new: None, edits, note: None }),
            }
        }
        self.count(false, changed);
    }

    /// Roles at times when none is known.
    fn roles(&mut self, id: &str, roles: Vec<FoundRole>) -> Vec<ActorEdit> {
        let mut free = Vec::new();
        for found in roles {
            match self.known.role(id, &found.role) {
                Ok(true) => free.push(ActorEdit::Role(found.role)),
                Ok(false) => {}
                Err(reason) => {
                    // A line of several codes is taken for the others.
                    self.account.refuse(found.line, reason);
                    self.conflicts += 1;
                    continue;
                }
            }
            self.account.take(found.line);
        }
        free
    }

    fn count(&mut self, new: bool, changed: bool) {
        let tally = &mut self.plan.tally;
        match (self.conflicts > 0, new, changed) {
            (true, _, _) => tally.conflicting += 1,
            (_, true, _) => tally.new += 1,
            (_, _, true) => tally.changed += 1,
            _ => tally.same += 1,
        }
    }
}

/// The words of an id, joined.
fn joined(id: &str) -> String {
    let words: Vec<&str> =
        id.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// A country code that no table has.
fn wrong_code(actor: &FoundActor) -> Option<String> {
    let roles = actor.roles.iter().filter_map(|found| found.role.code.as_deref());
    let wrong = actor.country.as_deref().into_iter().chain(roles).find(|code| !crate::lexicon::check::is_code(code))?;
    Some(format!("`{wrong}` is no country code: ISO 3166 alpha-3, or IGO, NGO, MNC, IMG, ISM"))
}
