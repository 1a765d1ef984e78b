//! From entries to the lexicon: layers put over each other, ids looked up, words inflected, the automaton built.

use super::check::Checker;
use super::entry::{ActorEntry, AliasEntry, Name, NounEntry, Parent, ParentEntry, Plural};
use super::fault::{Fault, Source};
use super::fold::fold;
use super::forms::{FormIndex, trigger_surfaces};
use super::layer::{Layer, hash, shared};
use super::parse::{Entries, Placed, read};
use super::scan::Scanner;
use super::{
    Actor, Agent, Alias, AliasSort, Ambiguity, Case, ContextRule, Example, Found, Lexicon, Metonymy, Need, Otherwise,
    Part, Period, Role, Rules, Slot, Trigger, Window, conventions, places,
};
use crate::ontology::{Kind, Mode};
use crate::origin::Origin;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Reads, checks and compiles the dictionaries of all layers, later ones over earlier ones.
///
/// # Errors
/// All faults of all files.
pub fn load(layers: &[Layer]) -> Result<Lexicon, Vec<Fault>> {
    let (entries, mut faults) = read_layers(layers);
    let lexicon = compile(entries, &mut faults);
    faults.sort_by(|a, b| (&a.origin, a.column).cmp(&(&b.origin, b.column)));
    faults.dedup();
    if faults.is_empty() { Ok(lexicon) } else { Err(faults) }
}

fn read_layers(layers: &[Layer]) -> (Entries, Vec<Fault>) {
    let mut entries = Entries::default();
    let mut faults = Vec::new();
    for (number, layer) in layers.iter().enumerate() {
        match layer.files() {
            Ok(files) => {
                for (file, text) in files {
                    entries.layers.push(number);
                    read(Source::new(&file, &text), &mut entries, &mut faults);
                }
            }
            Err(error) => faults.push(Source::new("", "").fault("D000", 0, error.to_string(), None)),
        }
    }
    (entries, faults)
}

fn compile(mut entries: Entries, faults: &mut Vec<Fault>) -> Lexicon {
    let sources = std::mem::take(&mut entries.sources);
    let layers = std::mem::take(&mut entries.layers);
    let mut check = Checker { sources: &sources, faults, off: HashSet::new() };
    let mut rules = Rules::default();
    let mut metonymy = Metonymy::default();
    for source in entries.rules.iter().filter_map(|&i| sources.get(i)) {
        let (read, wrong) = Rules::parse(&source.file, &source.text);
        check.faults.extend(wrong.into_iter().map(|(at, message)| source.fault("D000", at, message, None)));
        rules = read;
        let wrong;
        (metonymy, wrong) = Metonymy::parse(&source.file, &source.text);
        check.faults.extend(wrong.into_iter().map(|(at, message)| source.fault("D000", at, message, None)));
    }
    let text_files: Vec<&Source> = entries.conventions.iter().filter_map(|&i| sources.get(i)).collect();
    let conventions = conventions::parse(&text_files, &mut |source: &Source, line, message| {
        check.faults.push(source.line_fault("D000", line, message, None));
    });
    let actors = layered(std::mem::take(&mut entries.actors), &layers, &mut check);
    let mut lexicon = Lexicon {
        actors: Vec::new(),
        aliases: Vec::new(),
        ambiguities: Vec::new(),
        agents: Vec::new(),
        triggers: Vec::new(),
        places: Vec::new(),
        examples: Vec::new(),
        rules,
        metonymy,
        conventions,
        hash: hash(&sources),
        shared: shared(&sources),
        ids: HashMap::new(),
        index: FormIndex::default(),
        scanner: Scanner::new(std::iter::empty(), &[]),
    };
    for placed in &actors {
        add_actor(&mut lexicon, placed, &mut check);
    }
    for ignore in &entries.ignores {
        if let Some(text) = &ignore.entry.text {
            let origin = check.origin(ignore.source, text.span().start);
            lexicon.aliases.push(Alias::ignored(text.get_ref(), origin));
        }
        for phrase in &ignore.entry.lemmas {
            lexicon.index.add_hidden(phrase.get_ref(), &entries.irregular);
        }
    }
    for (i, alias) in lexicon.aliases.iter().enumerate() {
        let state = lexicon.actors.get(alias.actor as usize).is_some_and(|actor| actor.kind == Kind::State);
        if alias.sort == AliasSort::Capital || state && alias.sort != AliasSort::Demonym {
            lexicon.index.states.entry(fold(&alias.text)).or_default().push(i as u32);
        }
    }
    check.parents(&actors, &lexicon.ids);
    add_ambiguities(&mut lexicon, &entries, &layers, &mut check);
    check.shared_surfaces(&lexicon);
    add_agents(&mut lexicon, &entries, &layers, &mut check);
    add_triggers(&mut lexicon, &entries, &layers, &mut check);
    for source in entries.places.iter().filter_map(|&i| sources.get(i)) {
        add_places(&mut lexicon, source, &mut check);
    }
    lexicon.index.add_rules(&lexicon.rules, &entries.irregular);
    lexicon.index.finish(&lexicon.places);
    let names = lexicon.aliases.iter().enumerate().map(|(i, alias)| (fold(&alias.text), Found::Alias(i as u32)));
    let words = trigger_surfaces(&lexicon.index).map(|surface| (surface, Found::Trigger));
    lexicon.scanner = Scanner::new(names.chain(words), &lexicon.aliases);
    lexicon
}

/// The actors that stand at the end: later layers replace, extend or switch off.
fn layered(all: Vec<Placed<ActorEntry>>, layers: &[usize], check: &mut Checker) -> Vec<Placed<ActorEntry>> {
    let mut kept: Vec<Placed<ActorEntry>> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for placed in all {
        let id = placed.entry.id.get_ref().clone();
        let layer = |placed: &Placed<ActorEntry>| layers.get(placed.source).copied().unwrap_or(0);
        match by_id.get(&id).copied() {
            None if placed.entry.extends || placed.entry.off => {
                let help = "leave `extends` and `off` out, or mend the id".to_owned();
                check.fault(
                    "D000",
                    placed.source,
                    placed.entry.id.span().start,
                    format!("no earlier layer has an actor `{id}`"),
                    Some(help),
                );
            }
            None => {
                by_id.insert(id, kept.len());
                kept.push(placed);
            }
            Some(at) if placed.entry.extends => kept[at].entry.extend(placed.entry),
            Some(at) if layer(&kept[at]) == layer(&placed) => {
                let first = check.origin(kept[at].source, kept[at].entry.id.span().start);
                let help = format!("ids are unique; the other stands at {first}");
                check.fault(
                    "D000",
                    placed.source,
                    placed.entry.id.span().start,
                    format!("the id `{id}` is taken"),
                    Some(help),
                );
            }
            Some(at) => kept[at] = placed,
        }
    }
    let off = kept.iter().filter(|placed| placed.entry.off);
    check.off = off.map(|placed| placed.entry.id.get_ref().clone()).collect();
    kept.retain(|placed| !placed.entry.off);
    kept
}

impl ActorEntry {
    /// Takes over what an extending entry of a later layer adds; its own plain fields replace.
    fn extend(&mut self, other: ActorEntry) {
        self.aliases.extend(other.aliases);
        self.acronyms.extend(other.acronyms);
        self.demonyms.extend(other.demonyms);
        self.capitals.extend(other.capitals);
        self.roles.extend(other.roles);
        self.parent.extend(other.parent);
        self.examples.extend(other.examples);
        self.wikidata = other.wikidata.or_else(|| self.wikidata.take());
        self.surname = other.surname.or_else(|| self.surname.take());
    }
}

fn add_actor(lexicon: &mut Lexicon, placed: &Placed<ActorEntry>, check: &mut Checker) {
    let (entry, source) = (&placed.entry, placed.source);
    let id: Arc<str> = entry.id.get_ref().as_str().into();
    let origin = check.origin(source, entry.id.span().start);
    let (Some(name), Some(kind)) = (&entry.name, &entry.kind) else {
        check.fault(
            "D000",
            source,
            entry.id.span().start,
            "an actor has a name and a kind".into(),
            Some("add  name = \"...\"  and  kind = \"group\"".into()),
        );
        return;
    };
    let kind: Kind = check.word(source, kind).unwrap_or(Kind::Organisation);
    let index = lexicon.actors.len() as u32;
    let country = entry.country.as_ref().and_then(|code| check.code(source, code));
    let country = country.or_else(|| (kind == Kind::State).then(|| id.clone()));
    lexicon.actors.push(Actor {
        id: id.clone(),
        name: name.get_ref().as_str().into(),
        kind,
        surname: surname(kind, name.get_ref(), entry.surname.as_ref().map(|word| word.get_ref().as_str())),
        wikidata: entry.wikidata.as_ref().map(|word| word.get_ref().as_str().into()),
        country,
        sector: check.words(source, &entry.sector),
        roles: roles(entry, source, check),
        parents: entry.parent.iter().map(|parent| parent_of(parent, source, check)).collect(),
        origin,
    });
    lexicon.ids.insert(id, index);
    let mut add = |alias: &AliasEntry, sort: AliasSort, lexicon: &mut Lexicon| {
        let alias = alias_of(alias, index, sort, source, check);
        let known = lexicon
            .aliases
            .iter()
            .rev()
            .take_while(|other| other.actor == index)
            .any(|other| other.text == alias.text && other.sort == sort);
        if !known {
            lexicon.aliases.push(alias);
        }
    };
    add(&AliasEntry::new(name.span(), Name::Text(name.get_ref().clone())), AliasSort::Name, lexicon);
    for (list, sort) in [
        (&entry.aliases, AliasSort::Name),
        (&entry.acronyms, AliasSort::Acronym),
        (&entry.demonyms, AliasSort::Demonym),
        (&entry.capitals, AliasSort::Capital),
    ] {
        list.iter().for_each(|alias| add(alias, sort, lexicon));
    }
    lexicon.examples.extend(entry.examples.iter().map(|example| {
        Example::mention(example, check.origin(source, example.text.span().start), Some(entry.id.get_ref()))
    }));
}

/// What a person is called by alone: as the entry says, else the last word of the name.
fn surname(kind: Kind, name: &str, given: Option<&str>) -> Option<Arc<str>> {
    if kind != Kind::Person {
        return None;
    }
    given.or_else(|| name.split_whitespace().next_back()).map(Arc::from)
}

fn roles(entry: &ActorEntry, source: usize, check: &mut Checker) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for raw in &entry.roles {
        let at =
            raw.from.as_ref().map(|date| date.span().start).or_else(|| raw.code.as_ref().map(|code| code.span().start));
        let at = at.or_else(|| raw.until.as_ref().map(|date| date.span().start)).unwrap_or(entry.id.span().start);
        let (from, until) =
            (raw.from.as_ref().map(|date| date.get_ref()), raw.until.as_ref().map(|date| date.get_ref()));
        let period = check.period(source, at, from, until);
        if let Some(before) = roles.last() {
            let overlaps = match (before.period.until, period.from) {
                (Some(until), Some(from)) => until > from,
                _ => true,
            };
            if overlaps {
                let help =
                    "roles stand in order of time; until is the first day on which the role no longer holds".to_owned();
                check.fault("D005", source, at, "this role begins before the one above it ends".into(), Some(help));
            }
        }
        roles.push(Role {
            code: raw.code.as_ref().and_then(|code| check.code(source, code)),
            sector: check.words(source, &raw.sector),
            office: raw.office.as_deref().map(Arc::from),
            period,
            origin: check.origin(source, at),
        });
    }
    roles
}

fn parent_of(parent: &ParentEntry, source: usize, check: &mut Checker) -> (Arc<str>, Period) {
    let at = parent.span().start;
    let period = match parent.get_ref() {
        Parent::Id(_) => Period { from: None, until: None },
        Parent::Dated(dated) => check.period(source, at, dated.from.as_ref(), dated.until.as_ref()),
    };
    (parent.get_ref().id().into(), period)
}

fn alias_of(alias: &AliasEntry, actor: u32, sort: AliasSort, source: usize, check: &mut Checker) -> Alias {
    let (name, at) = (alias.get_ref(), alias.span().start);
    check.surface(source, name.text(), at);
    let exact = if sort == AliasSort::Acronym { Case::Exact } else { Case::Name };
    let mut built = Alias {
        text: name.text().into(),
        actor,
        sort,
        case: exact,
        unless_left: Vec::new(),
        unless_right: Vec::new(),
        period: Period { from: None, until: None },
        ambiguity: None,
        origin: check.origin(source, at),
    };
    if let Name::Full(full) = name {
        built.case = full.case.as_ref().map_or(exact, |case| check.case(source, case, at));
        built.unless_left = lower(&full.unless_left);
        built.unless_right = lower(&full.unless_right);
        built.period = check.period(source, at, full.from.as_ref(), full.until.as_ref());
    }
    built
}

fn lower(words: &[String]) -> Vec<Arc<str>> {
    words.iter().map(|word| fold(word).into()).collect()
}

fn add_ambiguities(lexicon: &mut Lexicon, entries: &Entries, layers: &[usize], check: &mut Checker) {
    let mut by_surface: HashMap<String, u32> = HashMap::new();
    let mut layer_of: HashMap<String, usize> = HashMap::new();
    for placed in &entries.ambiguous {
        let (entry, source) = (&placed.entry, placed.source);
        let surface = fold(entry.text.get_ref());
        let layer = layers.get(source).copied().unwrap_or(0);
        if layer_of.insert(surface.clone(), layer) == Some(layer) {
            let message = format!("`{}` has an [[ambiguous]] block already", entry.text.get_ref());
            check.fault(
                "D001",
                source,
                entry.text.span().start,
                message,
                Some("put the rules of both into one block".into()),
            );
        }
        let rules: Vec<ContextRule> = entry
            .rules
            .iter()
            .map(|rule| ContextRule {
                id: rule.id.get_ref().as_str().into(),
                pick: check.pick(source, &rule.pick, &lexicon.ids),
                when_full_name: rule.when_full_name,
                near_any: rule.near_any.iter().map(|word| near(word)).collect(),
                right_any: lower(&rule.right_any),
                left_any: lower(&rule.left_any),
                origin: check.origin(source, rule.id.span().start),
            })
            .collect();
        let built = Ambiguity {
            surface: entry.text.get_ref().as_str().into(),
            window: entry.window.as_ref().map_or(Window::Article, |window| check.window(source, window)),
            rules,
            otherwise: entry
                .otherwise
                .as_ref()
                .map_or(Otherwise::Ask, |word| check.otherwise(source, word, &lexicon.ids)),
            origin: check.origin(source, entry.text.span().start),
        };
        lexicon.examples.extend(
            entry
                .examples
                .iter()
                .map(|example| Example::mention(example, check.origin(source, example.text.span().start), None)),
        );
        // A later layer's block replaces an earlier one.
        match by_surface.get(&surface) {
            Some(&at) => lexicon.ambiguities[at as usize] = built,
            None => {
                by_surface.insert(surface, lexicon.ambiguities.len() as u32);
                lexicon.ambiguities.push(built);
            }
        }
    }
    for alias in &mut lexicon.aliases {
        alias.ambiguity = by_surface.get(&fold(&alias.text)).copied();
    }
}

/// `@TTP` stays as it is; words are folded.
fn near(word: &str) -> Arc<str> {
    if word.starts_with('@') { word.into() } else { fold(word).into() }
}

fn add_agents(lexicon: &mut Lexicon, entries: &Entries, layers: &[usize], check: &mut Checker) {
    let layer = |source: usize| layers.get(source).copied().unwrap_or(0);
    // The last layer that names an id has it.
    let mut last: HashMap<&str, usize> = HashMap::new();
    for placed in &entries.agents {
        let id = placed.entry.id.get_ref().as_str();
        if last.insert(id, layer(placed.source)) == Some(layer(placed.source)) {
            let help = "ids of agents are unique".to_owned();
            check.fault(
                "D000",
                placed.source,
                placed.entry.id.span().start,
                format!("the id `{id}` is taken"),
                Some(help),
            );
        }
    }
    for placed in &entries.agents {
        let (entry, source) = (&placed.entry, placed.source);
        if entry.off || last.get(entry.id.get_ref().as_str()) != Some(&layer(source)) {
            continue;
        }
        let index = lexicon.agents.len() as u32;
        lexicon.agents.push(Agent {
            id: entry.id.get_ref().as_str().into(),
            sector: check.words(source, &entry.sector),
            code: entry.code.as_ref().and_then(|code| check.code(source, code)),
            passive: entry.passive,
            origin: check.origin(source, entry.id.span().start),
        });
        for noun in &entry.nouns {
            let (text, plural) = match noun {
                NounEntry::Text(text) => (text, None),
                NounEntry::Full(full) => (
                    &full.text,
                    full.plural.as_ref().and_then(|plural| match plural {
                        Plural::Is(plural) => Some(Some(plural.as_str())),
                        Plural::Has(false) => Some(None),
                        Plural::Has(true) => None,
                    }),
                ),
            };
            lexicon.index.add_agent(index, text, plural, &entries.irregular);
        }
        lexicon.examples.extend(
            entry
                .examples
                .iter()
                .map(|example| Example::agent(example, check.origin(source, example.text.span().start))),
        );
    }
}

fn add_triggers(lexicon: &mut Lexicon, entries: &Entries, layers: &[usize], check: &mut Checker) {
    // The last layer that names an id of a type has it.
    let mut last: HashMap<(&str, Part, crate::ontology::EventType), usize> = HashMap::new();
    for placed in &entries.triggers {
        let key = (placed.entry.id.get_ref().as_str(), placed.part, placed.event);
        let layer = layers.get(placed.source).copied().unwrap_or(0);
        if last.insert(key, layer) == Some(layer) {
            check.fault(
                "D000",
                placed.source,
                placed.entry.id.span().start,
                format!("the id `{}` is taken in this file", key.0),
                Some("ids of verbs, and of nouns, are unique in a type".into()),
            );
        }
    }
    for placed in &entries.triggers {
        let (entry, source) = (&placed.entry, placed.source);
        let key = (entry.id.get_ref().as_str(), placed.part, placed.event);
        if entry.off || last.get(&key) != Some(&layers.get(source).copied().unwrap_or(0)) {
            continue;
        }
        let suffix = if placed.part == Part::Verb { "v" } else { "n" };
        let event = entry.event.as_ref().and_then(|event| check.word(source, event)).unwrap_or(placed.event);
        let mode: Vec<Mode> = check.words(source, &entry.mode);
        check.modes(source, event, &entry.mode, &mode);
        let default = |slots: &[Slot]| if placed.part == Part::Verb { slots.to_vec() } else { Vec::new() };
        let index = lexicon.triggers.len() as u32;
        lexicon.triggers.push(Trigger {
            id: format!("{}.{suffix}", entry.id.get_ref()).into(),
            part: placed.part,
            event,
            mode,
            context: check.words(source, &entry.context),
            cameo: entry.cameo.as_deref().map(Arc::from),
            acled: entry.acled.as_deref().map(Arc::from),
            actor: entry.actor.as_ref().map_or_else(
                || default(&[Slot::Subject]),
                |slots| slots.iter().map(|slot| check.slot(source, slot, &lexicon.rules)).collect(),
            ),
            recipient: entry.recipient.as_ref().map_or_else(
                || default(&[Slot::Object]),
                |slots| slots.iter().map(|slot| check.slot(source, slot, &lexicon.rules)).collect(),
            ),
            symmetric: entry.symmetric,
            object: inflected(&entry.object, entries),
            not_object: inflected(&entry.not_object, entries),
            subject: inflected(&entry.subject, entries),
            not_subject: inflected(&entry.not_subject, entries),
            near: inflected(&entry.near, entries),
            not_near: inflected(&entry.not_near, entries),
            requires: entry.requires.iter().map(|word| Arc::from(word.to_lowercase())).collect(),
            needs: entry.needs.as_ref().map_or_else(Vec::new, |needs| check.needs(source, needs)),
            status: entry.status.as_ref().and_then(|status| check.word(source, status)),
            origin: check.origin(source, entry.id.span().start),
        });
        for lemma in &entry.lemmas {
            lexicon.index.add_trigger(index, placed.part, &lemma.get_ref().to_lowercase(), &entries.irregular);
        }
        lexicon.examples.extend(
            entry
                .examples
                .iter()
                .map(|example| Example::event(example, event, check.origin(source, example.text.span().start))),
        );
    }
}

/// Every form of the words of a condition, as nouns and, of single words, as verbs.
fn inflected(words: &[String], entries: &Entries) -> Vec<Arc<str>> {
    let mut all: Vec<Arc<str>> = Vec::new();
    for word in words {
        let word = word.to_lowercase();
        let (before, last) = word.rsplit_once(' ').map_or(("", word.as_str()), |(before, last)| (before, last));
        let nouns = entries.irregular.noun(last).into_iter().map(|(form, _)| form);
        let forms = nouns.map(|form| if before.is_empty() { form } else { format!("{before} {form}") });
        all.extend(forms.map(Arc::from));
    }
    all
}

fn add_places(lexicon: &mut Lexicon, source: &Source, check: &mut Checker) {
    let origin = |line: u32| Origin { file: source.file.clone(), line };
    let (rows, wrong) = places::parse(&source.text, origin);
    check.faults.extend(wrong.into_iter().map(|(at, message)| source.fault("D000", at, message, None)));
    for row in rows {
        let index = lexicon.places.len() as u32;
        for name in std::iter::once(&*row.place.name).chain(row.names.iter().map(|name| &**name)) {
            lexicon.index.add_place(index, name, &lexicon.conventions);
        }
        lexicon.places.push(row.place);
    }
}

impl Need {
    pub(super) fn parse(word: &str) -> Option<Need> {
        match word {
            "actor" => Some(Need::Actor),
            "recipient" => Some(Need::Recipient),
            "both" => Some(Need::Both),
            "either" => Some(Need::Either),
            _ => None,
        }
    }
}
