//! What of the dictionaries may have been overtaken by events.

use crate::lexicon::{Actor, Lexicon, Role};
use jiff::civil::Date;
use std::collections::HashMap;

/// What is to be looked at again.
pub struct Stale<'a> {
    /// Actors whose last role has ended, the latest end first.
    pub ended: Vec<(&'a Actor, &'a Role)>,
    /// Holders of an office without an end, the longest in office first; those who share it with another come with the
    /// others' ids.
    pub open: Vec<(&'a Actor, &'a Role, Vec<&'a str>)>,
}

/// Looks at all roles as they are on a day.
pub fn stale(lexicon: &Lexicon, on: Date) -> Stale<'_> {
    let last = |actor: &'_ Actor| actor.roles.last().and_then(|role| role.period.until).filter(|until| *until <= on);
    let ended = lexicon.actors.iter().filter(|actor| last(actor).is_some());
    let mut ended: Vec<_> = ended.filter_map(|actor| Some((actor, actor.roles.last()?))).collect();
    ended.sort_by_key(|(actor, role)| (std::cmp::Reverse(role.period.until), actor.id.clone()));
    let holders = lexicon.actors.iter().flat_map(|actor| actor.roles.iter().map(move |role| (actor, role)));
    let holders: Vec<(&Actor, &Role)> = holders.filter(|(_, role)| holds_office(role, on)).collect();
    let mut offices: HashMap<(Option<&str>, &str), Vec<&str>> = HashMap::new();
    for (actor, role) in &holders {
        if let Some(office) = office(role) {
            offices.entry(office).or_default().push(&actor.id);
        }
    }
    let others = |actor: &Actor, role: &Role| -> Vec<&str> {
        let all = office(role).and_then(|office| offices.get(&office)).into_iter().flatten();
        all.copied().filter(|id| *id != &*actor.id).collect()
    };
    let mut open: Vec<_> = holders.iter().map(|&(actor, role)| (actor, role, others(actor, role))).collect();
    open.sort_by_key(|(actor, role, _)| (role.period.from, actor.id.clone()));
    Stale { ended, open }
}

fn holds_office(role: &Role, on: Date) -> bool {
    role.office.is_some() && role.period.until.is_none() && role.period.from.is_none_or(|from| from <= on)
}

fn office(role: &Role) -> Option<(Option<&str>, &str)> {
    Some((role.code.as_deref(), role.office.as_deref()?))
}
