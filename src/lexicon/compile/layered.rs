//! Entries of actors as all layers together have them: later layers replace, extend or switch off.

use crate::lexicon::AliasSort;
use crate::lexicon::check::Checker;
use crate::lexicon::entry::{ActorEntry, AliasEntry, MentionExample, ParentEntry, RoleEntry, Word, day};
use crate::lexicon::fold::fold;
use crate::lexicon::nearest::nearest;
use crate::lexicon::parse::{Entries, Placed};
use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

/// An actor's entry and what later layers add to it.
pub struct Layered<'a> {
    base: Placed<&'a ActorEntry>,
    more: Vec<Placed<&'a ActorEntry>>,
}

/// Something, after the index of the file it stands in.
pub type In<'a, T> = (usize, &'a T);

/// A name, what sort it is of, and where it stands.
pub struct Named<'a> {
    pub source: usize,
    pub entry: &'a AliasEntry,
    pub sort: AliasSort,
}

impl<'a> Layered<'a> {
    fn parts(&self) -> impl DoubleEndedIterator<Item = Placed<&'a ActorEntry>> {
        std::iter::once(self.base).chain(self.more.iter().copied())
    }

    /// The id, where it is given first.
    pub fn id(&self) -> In<'a, Word> {
        (self.base.source, &self.base.entry.id)
    }

    /// A field that only one can give: the last layer that gives it has it.
    pub fn last<T>(&self, field: impl Fn(&'a ActorEntry) -> Option<&'a T>) -> Option<In<'a, T>> {
        self.parts().rev().find_map(|part| Some((part.source, field(part.entry)?)))
    }

    /// Sectors; the last layer that gives any.
    pub fn sector(&self) -> In<'a, [Word]> {
        let last = self.parts().rev().find(|part| !part.entry.sector.is_empty()).unwrap_or(self.base);
        (last.source, &last.entry.sector)
    }

    /// Every name of every layer that no later one takes out with `without`.
    pub fn names(&self) -> Vec<Named<'a>> {
        let mut names: Vec<Named> = Vec::new();
        for part in self.parts() {
            let out: Vec<String> = part.entry.without.iter().map(|text| fold(text.get_ref())).collect();
            names.retain(|name| !out.contains(&fold(name.entry.get_ref().text())));
            names.extend(listed(part));
        }
        names
    }

    /// Roles in order. One of a later layer takes the place of an earlier one that begins on the same day.
    pub fn roles(&self) -> Vec<In<'a, RoleEntry>> {
        let mut roles: Vec<In<RoleEntry>> = self.base.entry.roles.iter().map(|role| (self.base.source, role)).collect();
        for part in &self.more {
            for role in &part.entry.roles {
                let same = roles.iter().position(|(_, known)| begins(known) == begins(role));
                let later = roles.iter().position(|(_, known)| begins(known) > begins(role)).unwrap_or(roles.len());
                match same.and_then(|at| roles.get_mut(at)) {
                    Some(known) => *known = (part.source, role),
                    None => roles.insert(later, (part.source, role)),
                }
            }
        }
        roles
    }

    /// What it is part of. A later layer's word on one parent takes the place of earlier ones.
    pub fn parents(&self) -> Vec<In<'a, ParentEntry>> {
        let mut parents: Vec<In<ParentEntry>> = Vec::new();
        for part in self.parts() {
            let own = &part.entry.parent;
            parents.retain(|(_, known)| !own.iter().any(|new| new.get_ref().id() == known.get_ref().id()));
            parents.extend(own.iter().map(|parent| (part.source, parent)));
        }
        parents
    }

    /// The sentences of all layers.
    pub fn examples(&self) -> impl Iterator<Item = In<'a, MentionExample>> {
        self.parts().flat_map(|part| part.entry.examples.iter().map(move |example| (part.source, example)))
    }
}

fn begins(role: &RoleEntry) -> Option<Date> {
    role.from.as_ref().and_then(|date| day(date.get_ref()))
}

/// The names that one layer's entry lists.
fn listed(part: Placed<&ActorEntry>) -> impl Iterator<Item = Named<'_>> {
    let entry = &part.entry;
    let lists = [
        (&entry.aliases, AliasSort::Name),
        (&entry.acronyms, AliasSort::Acronym),
        (&entry.demonyms, AliasSort::Demonym),
        (&entry.capitals, AliasSort::Capital),
    ];
    let all = lists.into_iter().flat_map(|(list, sort)| list.iter().map(move |alias| (alias, sort)));
    all.map(move |(entry, sort)| Named { source: part.source, entry, sort })
}

/// The actors that stand at the end. What cannot lie over anything is a fault.
pub fn layered<'a>(entries: &'a Entries, check: &mut Checker) -> Vec<Layered<'a>> {
    let count = entries.actors().count();
    let mut kept: Vec<Layered> = Vec::with_capacity(count);
    let mut by_id: HashMap<&str, usize> = HashMap::with_capacity_and_hasher(count, FxBuildHasher);
    let layer = |placed: Placed<&ActorEntry>| entries.sources.get(placed.source).map_or(0, |source| source.layer);
    for placed in entries.actors() {
        let id = placed.entry.id.get_ref().as_str();
        let mut fault = |message: String, help: String| {
            check.fault("D000", placed.source, placed.entry.id.span().start, message, Some(help));
        };
        if id.is_empty() || id.contains(|c: char| c.is_whitespace() || c.is_control()) {
            let joined = id.split_whitespace().collect::<Vec<_>>().join("-");
            let help = if joined.is_empty() { "give it one".to_owned() } else { format!("write \"{joined}\"") };
            fault(format!("the id `{id}` is empty or has blanks, and ids are one word"), help);
            continue;
        }
        let known = by_id.get(id).copied().and_then(|at| kept.get_mut(at));
        match known {
            None if placed.entry.extends || placed.entry.off => {
                let help = "leave `extends` and `off` out, or mend the id".to_owned();
                fault(format!("no earlier layer has an actor `{id}`"), help);
            }
            None => {
                by_id.insert(id, kept.len());
                kept.push(Layered { base: placed, more: Vec::new() });
            }
            Some(known) if placed.entry.extends => {
                check_without(known, placed, check);
                known.more.push(placed);
            }
            Some(known) if layer(known.base) == layer(placed) => {
                let first =
                    entries.sources.get(known.base.source).map(|source| source.origin(known.id().1.span().start));
                let help =
                    first.map_or_else(String::new, |first| format!("ids are unique; the other stands at {first}"));
                fault(format!("the id `{id}` is taken"), help);
            }
            Some(known) => *known = Layered { base: placed, more: Vec::new() },
        }
    }
    check.off = kept.iter().filter(|actor| actor.base.entry.off).map(|actor| actor.id().1.get_ref().clone()).collect();
    kept.retain(|actor| !actor.base.entry.off);
    kept
}

/// Every name that an extension takes out must be there.
fn check_without(known: &Layered, own: Placed<&ActorEntry>, check: &mut Checker) {
    if own.entry.without.is_empty() {
        return;
    }
    let names = known.names();
    let texts: Vec<&str> = names.iter().map(|name| name.entry.get_ref().text()).collect();
    for wanted in &own.entry.without {
        if !texts.iter().any(|text| fold(text) == fold(wanted.get_ref())) {
            let help = nearest(wanted.get_ref(), texts.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
            let message =
                format!("no earlier layer has the name `{}` for {}", wanted.get_ref(), known.id().1.get_ref());
            check.fault("D000", own.source, wanted.span().start, message, help);
        }
    }
}
