//! Actors: their names, roles and parents.

use super::layered::{Layered, Named, layered};
use crate::lexicon::check::Checker;
use crate::lexicon::entry::{AliasEntry, Name, Parent, ParentEntry, RoleEntry};
use crate::lexicon::fold::fold;
use crate::lexicon::parse::Entries;
use crate::lexicon::{Actor, Alias, AliasSort, Case, Example, Lexicon, Period, Role};
use crate::ontology::Kind;
use rustc_hash::FxHashSet as HashSet;
use std::sync::Arc;

/// Adds the actors of all layers.
pub fn add(lexicon: &mut Lexicon, entries: &Entries, check: &mut Checker) {
    let actors = layered(entries, check);
    lexicon.actors.reserve(actors.len());
    lexicon.ids.reserve(actors.len());
    // Most have fewer names than three; room that is not used costs nothing.
    lexicon.aliases.reserve(3 * actors.len());
    for actor in &actors {
        add_actor(lexicon, actor, check);
    }
    check.parents(&actors, lexicon);
}

fn add_actor(lexicon: &mut Lexicon, actor: &Layered, check: &mut Checker) {
    let (source, id_word) = actor.id();
    let (id, index) = (Arc::<str>::from(id_word.get_ref().as_str()), lexicon.actors.len() as u32);
    let Some((name_source, name)) = actor.last(|entry| entry.name.as_ref()) else {
        let help = "write  name = \"...\"".to_owned();
        check.fault("D000", source, id_word.span().start, format!("`{id}` has no name"), Some(help));
        return;
    };
    let kind = match actor.last(|entry| entry.kind.as_ref()) {
        Some((source, kind)) => check.word(source, kind).unwrap_or(Kind::Organisation),
        None => {
            let help = "write  kind = \"group\" (or agency, state, igo, organisation, party, media, person)".to_owned();
            check.fault("D000", source, id_word.span().start, format!("`{id}` has no kind"), Some(help));
            Kind::Organisation
        }
    };
    let country = actor.last(|entry| entry.country.as_ref()).and_then(|(source, code)| check.code(source, code));
    let surname_given = actor.last(|entry| entry.surname.as_ref()).map(|(_, word)| word.get_ref().as_str());
    let gender = actor.last(|entry| entry.gender.as_ref()).and_then(|(source, word)| check.word(source, word));
    let (sector_source, sector) = actor.sector();
    lexicon.actors.push(Actor {
        id: id.clone(),
        name: name.get_ref().as_str().into(),
        kind,
        surname: surname(kind, name.get_ref(), surname_given),
        gender,
        wikidata: actor.last(|entry| entry.wikidata.as_ref()).map(|(_, word)| word.get_ref().as_str().into()),
        country: country.or_else(|| (kind == Kind::State).then(|| id.clone())),
        sector: check.words(sector_source, sector),
        roles: roles(actor, check),
        parents: actor.parents().into_iter().map(|(source, parent)| parent_of(parent, source, check)).collect(),
        at: check.at(source, id_word.span().start),
    });
    lexicon.ids.insert(id, index);
    let own_name = AliasEntry::new(name.span(), Name::Text(name.get_ref().clone()));
    let own_name = Named { source: name_source, entry: &own_name, sort: AliasSort::Name };
    add_aliases(&mut lexicon.aliases, actor, &own_name, index, check);
    let id = Some(id_word.get_ref().as_str());
    lexicon.examples.extend(
        actor
            .examples()
            .map(|(source, example)| Example::mention(example, check.at(source, example.text.span().start), id)),
    );
}

/// Adds every name of the actor, each way of writing and using it once; `own_name` itself unless the lists say more of it.
fn add_aliases(aliases: &mut Vec<Alias>, actor: &Layered, own_name: &Named, index: u32, check: &mut Checker) {
    let names = actor.names();
    let text = own_name.entry.get_ref().text();
    let told = names.iter().any(|name| name.entry.get_ref().text() == text);
    let all = std::iter::once(own_name).filter(|_| !told).chain(&names);
    let all: Vec<Alias> = all.map(|name| alias_of(name, index, check)).collect();
    let mut known = HashSet::default();
    let is_new: Vec<bool> = all.iter().map(|alias| known.insert(identity(alias))).collect();
    aliases.extend(all.into_iter().zip(is_new).filter_map(|(alias, is_new)| is_new.then_some(alias)));
}

/// Text, sort, case, period, and the words that it may not stand beside.
type Identity<'a> = (&'a str, AliasSort, Case, Period, [&'a [Arc<str>]; 2]);

/// What makes two aliases of one actor the same.
fn identity(alias: &Alias) -> Identity<'_> {
    (&alias.text, alias.sort, alias.case, alias.period, [&alias.unless_left, &alias.unless_right])
}

/// What a person is called by alone: as the entry says, else the last word of the name.
fn surname(kind: Kind, name: &str, given: Option<&str>) -> Option<Arc<str>> {
    if kind != Kind::Person {
        return None;
    }
    given.or_else(|| name.split_whitespace().next_back()).map(Arc::from)
}

fn roles(actor: &Layered, check: &mut Checker) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for (source, raw) in actor.roles() {
        let at = starts(raw).unwrap_or(actor.id().1.span().start);
        let date = |date: &Option<toml::Spanned<toml::value::Datetime>>| date.as_ref().map(|date| *date.get_ref());
        let period = check.period(source, at, date(&raw.from).as_ref(), date(&raw.until).as_ref());
        if let Some(before) = roles.last() {
            let ended = before.period.until.zip(period.from).is_some_and(|(until, from)| until <= from);
            if !ended {
                let help = "roles stand in order of time; until is the first day on which the role no longer holds";
                let message = "this role begins before the one above it ends".into();
                check.fault("D005", source, at, message, Some(help.to_owned()));
            }
        }
        roles.push(Role {
            code: raw.code.as_ref().and_then(|code| check.code(source, code)),
            sector: check.words(source, &raw.sector),
            office: raw.office.as_deref().map(Arc::from),
            period,
            noted: raw.note.is_some(),
            at: check.at(source, at),
        });
    }
    roles
}

/// Where a role is written, by its first date or code.
pub(in crate::lexicon) fn starts(role: &RoleEntry) -> Option<usize> {
    let from = role.from.as_ref().map(|date| date.span().start);
    let code = || role.code.as_ref().map(|code| code.span().start);
    from.or_else(code).or_else(|| role.until.as_ref().map(|date| date.span().start))
}

fn parent_of(parent: &ParentEntry, source: usize, check: &mut Checker) -> (Arc<str>, Period) {
    let at = parent.span().start;
    let period = match parent.get_ref() {
        Parent::Id(_) => Period { from: None, until: None },
        Parent::Dated(dated) => check.period(source, at, dated.from.as_ref(), dated.until.as_ref()),
    };
    (parent.get_ref().id().into(), period)
}

fn alias_of(named: &Named, actor: u32, check: &mut Checker) -> Alias {
    let (name, at, source) = (named.entry.get_ref(), named.entry.span().start, named.source);
    check.surface(source, name.text(), named.entry.span());
    let exact = if named.sort == AliasSort::Acronym { Case::Exact } else { Case::Name };
    let mut built = Alias {
        text: name.text().into(),
        actor,
        sort: named.sort,
        case: exact,
        unless_left: Vec::new(),
        unless_right: Vec::new(),
        period: Period { from: None, until: None },
        ambiguity: None,
        at: check.at(source, at),
    };
    if let Name::Full(full) = name {
        built.case = full.case.as_ref().map_or(exact, |case| check.case(source, case, at));
        built.unless_left = lower(&full.unless_left);
        built.unless_right = lower(&full.unless_right);
        built.period = check.period(source, at, full.from.as_ref(), full.until.as_ref());
    }
    built
}

pub(super) fn lower(words: &[String]) -> Vec<Arc<str>> {
    words.iter().map(|word| fold(word).into()).collect()
}
