//! From entries to the lexicon: layers put over each other, ids looked up, words inflected, the automaton built.

mod actors;
mod agents;
mod ambiguous;
mod layered;
mod triggers;

pub(super) use layered::Layered;

use super::beside::{beside, give_up};
use super::check::{Checker, Scope};
use super::company::Company;
use super::fault::{Fault, Severity, Source, Text};
use super::fold::fold;
use super::forms::{FormIndex, trigger_surfaces};
use super::gazetteer::Gazetteer;
use super::layer::{Files, Layer};
use super::parse::{Entries, read_all};
use super::scan::Scanner;
use super::{Alias, AliasSort, At, Case, Found, Lexicon, Metonymy, Rules, conventions, lint};
use crate::ontology::Kind;
use crate::text::Conventions;
use rustc_hash::FxHashMap as HashMap;
use std::collections::HashSet;

/// Reads, checks and compiles the dictionaries of all layers, later ones over earlier ones; of those that are built in
/// without their examples, which nobody needs to code.
///
/// # Errors
/// All faults of all files.
pub fn load(layers: &[Layer]) -> Result<Lexicon, Vec<Fault>> {
    load_as(layers, Scope::Read)
}

/// The same with all examples.
///
/// # Errors
/// All faults of all files.
pub fn load_with_examples(layers: &[Layer]) -> Result<Lexicon, Vec<Fault>> {
    load_as(layers, Scope::All)
}

fn load_as(layers: &[Layer], scope: Scope) -> Result<Lexicon, Vec<Fault>> {
    let (entries, mut faults) = read_layers(layers, scope);
    let lexicon = compile(&entries, scope, &mut faults);
    give_up(entries);
    if faults.is_empty() { Ok(lexicon) } else { Err(in_order(faults)) }
}

/// The dictionaries, compiled as far as they can be, with everything that is wrong or odd in them.
pub struct Checked {
    pub lexicon: Lexicon,
    /// By layer, file and line.
    pub faults: Vec<Fault>,
    sources: Vec<Source>,
}

impl Checked {
    /// Whether anything stands in the way of coding.
    pub fn is_sound(&self) -> bool {
        self.faults.iter().all(|fault| fault.severity != Severity::Error)
    }

    /// Adds what is found out by using the dictionaries, with a way out where there is one.
    pub fn add(&mut self, severity: Severity, code: &'static str, at: &At, message: String, help: &str) {
        let Some(source) = self.sources.get(at.source as usize) else { return };
        let help = Some(help.to_owned()).filter(|help| !help.is_empty());
        self.faults.push(source.fault(code, at.offset as usize, message, help).rated(severity));
    }

    /// Adds to the fault of this code at a place what a dataset tells of it.
    pub fn note(&mut self, code: &str, at: &At, note: &str) {
        let Some(place) = self.sources.get(at.source as usize).map(|source| source.place(at.offset as usize)) else {
            return;
        };
        let there = self.faults.iter_mut().filter(|fault| fault.code == code && fault.place == place);
        there.for_each(|fault| fault.note = Some(note.to_owned()));
    }

    /// The faults again by layer, file and line.
    pub fn sorted(self) -> Checked {
        Checked { faults: in_order(self.faults), ..self }
    }
}

/// Reads, compiles and lints the dictionaries of all layers.
pub fn check(layers: &[Layer]) -> Checked {
    let (entries, mut faults) = read_layers(layers, Scope::All);
    let lexicon = compile(&entries, Scope::All, &mut faults);
    faults.extend(lint::lints(&entries, &lexicon));
    Checked { lexicon, faults: in_order(faults), sources: entries.sources }
}

fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    let order = |fault: &Fault| (fault.place.layer, fault.place.origin.clone(), fault.place.column, fault.code);
    faults.sort_by_cached_key(order);
    faults.dedup();
    faults
}

fn read_layers(layers: &[Layer], scope: Scope) -> (Entries, Vec<Fault>) {
    let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
    for (number, layer) in layers.iter().enumerate() {
        match layer.sources(number) {
            Ok(more) => sources.extend(more),
            Err(error) => {
                let nowhere = Source::new(number, "", Text::Read("".into()));
                unreadable.push(nowhere.fault("D000", 0, error.to_string(), None));
            }
        }
    }
    let (entries, mut faults) = read_all(sources, scope);
    faults.extend(unreadable);
    (entries, faults)
}

/// Compiles the entries: names and places on this thread, words on a second one, as start-up is waited for.
fn compile(entries: &Entries, scope: Scope, faults: &mut Vec<Fault>) -> Lexicon {
    let names_and_places = || {
        let lines = conventions(entries);
        let places = places(entries, &lines.0);
        (names(entries, scope), places, lines)
    };
    let (named, (worded, wrong_words)) = beside(names_and_places, || words(entries, scope));
    let ((named, wrong_names), (gazetteer, wrong_places), (conventions, wrong_lines)) = named;
    let wrong = [wrong_names, wrong_words, wrong_lines, wrong_places];
    faults.extend(wrong.into_iter().flatten());
    let Lexicon { actors, aliases, ambiguities, ids, states, mut examples, mut scanner, .. } = named;
    examples.extend(worded.examples);
    scanner.add(trigger_surfaces(&worded.index).map(|surface| (surface, Found::Trigger)));
    scanner.sort();
    Lexicon { actors, aliases, ambiguities, ids, states, examples, conventions, gazetteer, scanner, ..worded }
}

fn empty(entries: &Entries) -> Lexicon {
    Lexicon {
        actors: Vec::new(),
        aliases: Vec::new(),
        ambiguities: Vec::new(),
        agents: Vec::new(),
        triggers: Vec::new(),
        examples: Vec::new(),
        rules: Rules::default(),
        metonymy: Metonymy::default(),
        conventions: Conventions::default(),
        files: Files::new(&entries.sources),
        ids: HashMap::default(),
        states: HashMap::default(),
        index: FormIndex::default(),
        gazetteer: Gazetteer::default(),
        company: Company::default(),
        scanner: Scanner::default(),
    }
}

/// A lexicon of names.
fn names(entries: &Entries, scope: Scope) -> (Lexicon, Vec<Fault>) {
    let (mut lexicon, mut faults) = (empty(entries), Vec::new());
    let mut check = Checker { scope, sources: &entries.sources, faults: &mut faults, off: HashSet::new() };
    actors::add(&mut lexicon, entries, &mut check);
    for ignore in entries.ignores() {
        if let Some(text) = &ignore.entry.text {
            check.surface(ignore.source, text.get_ref(), text.span());
            lexicon.aliases.push(Alias::ignored(text.get_ref(), check.at(ignore.source, text.span().start)));
        }
    }
    let surfaces: Vec<String> = lexicon.aliases.iter().map(|alias| fold(&alias.text)).collect();
    ambiguous::add(&mut lexicon, entries, &surfaces, &mut check);
    check.shared_surfaces(&lexicon);
    add_states(&mut lexicon, &surfaces);
    lexicon.scanner.add(surfaces.iter().zip((0..).map(Found::Alias)));
    (lexicon, faults)
}

/// The names by which somebody may look for a state.
fn add_states(lexicon: &mut Lexicon, surfaces: &[String]) {
    for ((i, alias), surface) in (0..).zip(&lexicon.aliases).zip(surfaces) {
        let state = lexicon.actors.get(alias.actor as usize).is_some_and(|actor| actor.kind == Kind::State);
        // These lookups ask for no case: "the North" means a state, "in NORTH" a direction.
        let is_word = alias.sort == AliasSort::Name && alias.case == Case::Exact;
        if alias.sort == AliasSort::Capital || state && alias.sort != AliasSort::Demonym && !is_word {
            lexicon.states.entry(surface.clone()).or_default().push(i);
        }
    }
}

/// A lexicon of words.
fn words(entries: &Entries, scope: Scope) -> (Lexicon, Vec<Fault>) {
    let (mut lexicon, mut faults) = (empty(entries), Vec::new());
    let mut check = Checker { scope, sources: &entries.sources, faults: &mut faults, off: HashSet::new() };
    (lexicon.rules, lexicon.metonymy) = rules(entries, &mut check);
    for phrase in entries.ignores().flat_map(|ignore| &ignore.entry.lemmas) {
        lexicon.index.add_hidden(phrase.get_ref(), &entries.irregular);
    }
    agents::add(&mut lexicon, entries, &mut check);
    triggers::add(&mut lexicon, entries, &mut check);
    lexicon.index.add_rules(&lexicon.rules, &entries.irregular);
    lexicon.company = Company::new(&lexicon.triggers);
    (lexicon, faults)
}

/// How sentences are cut and lines told, made ready for the first line.
fn conventions(entries: &Entries) -> (Conventions, Vec<Fault>) {
    let mut faults = Vec::new();
    let conventions =
        conventions::parse(&sources(entries, &entries.conventions), &mut |source: &Source, line, message| {
            faults.push(source.line_fault("D000", line, message, None));
        });
    conventions.residue.prepare();
    (conventions, faults)
}

fn places(entries: &Entries, conventions: &Conventions) -> (Gazetteer, Vec<Fault>) {
    let (mut gazetteer, mut faults) = (Gazetteer::default(), Vec::new());
    let sources = sources(entries, &entries.places);
    gazetteer.reserve(&sources);
    for source in sources {
        let wrong = gazetteer.add(source);
        faults.extend(wrong.into_iter().map(|(at, message)| source.fault("D000", at, message, None)));
    }
    gazetteer.prepare(conventions);
    (gazetteer, faults)
}

fn sources<'e>(entries: &'e Entries, indices: &[usize]) -> Vec<&'e Source> {
    indices.iter().filter_map(|&index| entries.sources.get(index)).collect()
}

/// The shared rules. Of several files the last has them all.
fn rules(entries: &Entries, check: &mut Checker) -> (Rules, Metonymy) {
    let mut last = (Rules::default(), Metonymy::default());
    for source in entries.rules.iter().filter_map(|&i| check.sources.get(i)) {
        let (rules, wrong) = Rules::parse(source);
        let (metonymy, also_wrong) = Metonymy::parse(source);
        let wrong = wrong.into_iter().chain(also_wrong);
        check.faults.extend(wrong.map(|(at, message)| source.fault("D000", at, message, None)));
        last = (rules, metonymy);
    }
    last
}
