//! Who is named in an article: longest names first, settled by the article's own definitions, the dictionaries' rules and
//! the words around.

mod acronyms;
mod around;
mod candidates;
mod context;
mod standing;
mod surnames;
mod unknown;

use crate::annotation::{How, Leftover, LeftoverKind, Mention, Trace};
use crate::lexicon::{Alias, AliasSort, Hit, Lexicon, WordList};
use crate::ontology::Kind;
use crate::text::{Article, PartialDate, Sentence, Span};
use acronyms::Definition;
use candidates::Candidate;
use context::{Context, Verdict};
use jiff::civil::Date;
use standing::Standing;
use surnames::Named;

/// Every mention of an actor in the article, in order, and the names that could not be settled. `hits` are the sentences'
/// hits, one list each.
pub(super) fn mentions(
    article: &Article,
    sentences: &[Sentence],
    hits: &[Vec<Hit>],
    lexicon: &Lexicon,
) -> (Vec<Mention>, Vec<Leftover>) {
    let day = article.published.and_then(PartialDate::first_day);
    let found = candidates::candidates(hits, lexicon, day);
    let definitions = acronyms::definitions(&article.text, sentences, &found, lexicon);
    let context = Context::new(&article.text, sentences, &found, lexicon);
    let page = Page { context: &context, definitions: &definitions, day };
    let mut settled = Vec::new();
    let mut leftovers = Vec::new();
    for (index, name) in found.iter().enumerate() {
        match page.settle(name, index) {
            Outcome::Is(actor, how, trace) => settled.push(page.mention(name.span, name.sentence, actor, how, trace)),
            Outcome::Open(trace) => {
                let (span, sentence, why) = (name.span, name.sentence, LeftoverKind::AmbiguousName);
                leftovers.push(Leftover { span, sentence, why, trace });
            }
            Outcome::Nobody => {}
        }
    }
    page.add_defined(&mut settled);
    page.add_surnames(&mut settled);
    let mut taken: Vec<Span> = found.iter().map(|name| name.span).chain(settled.iter().map(|m| m.span)).collect();
    taken.sort_unstable();
    leftovers.extend(unknown::unknown_names(&context, &taken));
    leftovers.sort_by_key(|leftover| leftover.span);
    (settled, leftovers)
}

/// The words at the end of a text whose letters an acronym stands for.
pub(super) fn expansion<'a>(text: &'a str, acronym: &str) -> Option<&'a str> {
    let start = acronyms::spelt_out(text, acronym)?;
    text.get(start..).map(str::trim_end)
}

/// What becomes of a name.
enum Outcome {
    Is(u32, How, Vec<Trace>),
    /// Left over, with the dictionary lines concerned.
    Open(Vec<Trace>),
    Nobody,
}

/// The article and what it says of its own names.
struct Page<'a> {
    context: &'a Context<'a>,
    definitions: &'a [Definition],
    day: Option<Date>,
}

impl<'a> Page<'a> {
    fn settle(&self, name: &Candidate, index: usize) -> Outcome {
        let holders = self.holders(name);
        let Some(&first) = holders.first() else { return Outcome::Nobody };
        if holders.iter().any(|alias| alias.actor == Alias::NOBODY) {
            return Outcome::Nobody;
        }
        if let Some(definition) = self.defined(name, &holders) {
            return match definition.actor {
                Some(actor) => Outcome::Is(actor, How::Defined, self.trace(&holders, actor)),
                None => Outcome::Nobody,
            };
        }
        let block = self.context.lexicon.ambiguity_of(first);
        let outcome = match block.map(|block| (block, self.context.settle(name, block))) {
            None if holders.iter().all(|alias| alias.actor == first.actor) => {
                let how = if first.sort == AliasSort::Acronym { How::Acronym } else { How::Alias };
                Outcome::Is(first.actor, how, self.trace(&holders, first.actor))
            }
            None => self.undated(&holders),
            Some((_, Verdict::Actor(actor, id, origin))) => {
                let mut trace = self.trace(&holders, actor);
                trace.push(Trace { origin, what: id });
                Outcome::Is(actor, How::Context, trace)
            }
            Some((block, Verdict::Default(actor))) => {
                let mut trace = self.trace(&holders, actor);
                trace.push(Trace { origin: block.at.origin.clone(), what: "otherwise".into() });
                Outcome::Is(actor, How::Default, trace)
            }
            Some((_, Verdict::Nobody)) => Outcome::Nobody,
            Some((block, Verdict::Open)) => {
                let mut trace: Vec<Trace> = holders.iter().map(|alias| self.entry(alias)).collect();
                trace.push(Trace { origin: block.at.origin.clone(), what: "ask".into() });
                Outcome::Open(trace)
            }
        };
        match outcome {
            Outcome::Is(actor, how, trace) => self.unless_place(&holders, index, actor, how, trace),
            other => other,
        }
    }

    fn holders(&self, name: &Candidate) -> Vec<&'a Alias> {
        name.aliases.iter().filter_map(|&alias| self.context.lexicon.aliases.get(alias as usize)).collect()
    }

    /// The article's own definition of an acronym.
    fn defined(&self, name: &Candidate, holders: &[&Alias]) -> Option<&'a Definition> {
        let written = name.span.of(self.context.text);
        let acronym = holders.iter().any(|alias| alias.sort == AliasSort::Acronym) || acronyms::is_acronym(written);
        acronym.then(|| acronyms::meaning(self.definitions, written, name.span.start)).flatten()
    }

    /// Without a date holders of different times meet: who holds the name still, if that is one.
    fn undated(&self, holders: &[&Alias]) -> Outcome {
        let mut current = holders.iter().filter(|alias| alias.period.until.is_none());
        match (current.next(), current.next()) {
            (Some(one), None) => Outcome::Is(one.actor, How::Alias, self.trace(holders, one.actor)),
            _ => Outcome::Open(holders.iter().map(|alias| self.entry(alias)).collect()),
        }
    }

    /// Countries and capitals are mentions only where they stand for who governs.
    fn unless_place(&self, holders: &[&Alias], index: usize, actor: u32, how: How, mut trace: Vec<Trace>) -> Outcome {
        let alias = holders.iter().find(|alias| alias.actor == actor);
        let Some(sort) = alias.and_then(|alias| standing::geographic(self.context, alias)) else {
            return Outcome::Is(actor, how, trace);
        };
        match standing::standing(self.context, index, sort) {
            Standing::Place => Outcome::Nobody,
            Standing::Party(rule) => {
                trace.extend(rule.map(rule_trace));
                Outcome::Is(actor, how, trace)
            }
        }
    }

    /// The dictionary lines that make the holders' name one of the actor's.
    fn trace(&self, holders: &[&Alias], actor: u32) -> Vec<Trace> {
        let own = holders.iter().find(|alias| alias.actor == actor).map(|alias| self.entry(alias));
        own.or_else(|| self.actor_trace(actor)).into_iter().collect()
    }

    fn entry(&self, alias: &Alias) -> Trace {
        let id = self.context.lexicon.actors.get(alias.actor as usize).map(|actor| actor.id.clone());
        Trace { origin: alias.at.origin.clone(), what: id.unwrap_or_else(|| "ignore".into()) }
    }

    fn actor_trace(&self, actor: u32) -> Option<Trace> {
        let actor = self.context.lexicon.actors.get(actor as usize)?;
        Some(Trace { origin: actor.at.origin.clone(), what: actor.id.clone() })
    }

    fn mention(&self, span: Span, sentence: u32, actor: u32, how: How, trace: Vec<Trace>) -> Mention {
        let entry = self.context.lexicon.actors.get(actor as usize);
        let role = entry.and_then(|actor| super::parties::role_on(actor, self.day));
        let code = role.and_then(|role| role.code.clone()).or_else(|| entry.and_then(|actor| actor.country.clone()));
        let sector = role.map(|role| role.sector.clone()).or_else(|| entry.map(|actor| actor.sector.clone()));
        let kind = entry.map_or(Kind::Organisation, |actor| actor.kind);
        let span = if kind == Kind::Person { self.with_title(span, sentence) } else { span };
        Mention {
            span,
            sentence,
            actor: entry.map_or_else(|| "".into(), |actor| actor.id.clone()),
            kind,
            code,
            sector: sector.unwrap_or_default(),
            how,
            trace,
        }
    }

    /// With the title before it that is part of names: "Mullah".
    fn with_title(&self, span: Span, sentence: u32) -> Span {
        let start = self.context.sentences.get(sentence as usize).map_or(span.start, |sentence| sentence.span.start);
        let left = around::before(self.context.text, start, span.start).filter(|left| left.adjoins());
        let kept = &self.context.lexicon.metonymy.kept_titles;
        left.filter(|left| left.is_capitalised() && kept.has(&left.word.to_lowercase()))
            .map_or(span, |left| left.span.join(span))
    }

    /// Acronyms that the article defines and the dictionaries don't know.
    fn add_defined(&self, settled: &mut Vec<Mention>) {
        let known: Vec<&Definition> = self.definitions.iter().filter(|definition| definition.actor.is_some()).collect();
        if known.is_empty() {
            return;
        }
        for (index, sentence) in self.context.sentences.iter().enumerate() {
            for word in around::words(self.context.text, sentence.span) {
                if !known.iter().any(|definition| definition.acronym == word.word) {
                    continue;
                }
                let meaning = acronyms::meaning(self.definitions, word.word, word.span.start);
                let Some(actor) = meaning.and_then(|definition| definition.actor) else { continue };
                if !self.context.found.iter().any(|name| name.span.overlaps(word.span)) {
                    let trace = self.actor_trace(actor).into_iter().collect();
                    settled.push(self.mention(word.span, index as u32, actor, How::Defined, trace));
                }
            }
        }
        settled.sort_by_key(|mention| mention.span);
    }

    /// Surnames of persons named in full; they outrank other short names, but no state's.
    fn add_surnames(&self, settled: &mut Vec<Mention>) {
        let persons = settled.iter().filter(|mention| mention.kind == Kind::Person);
        let named: Vec<Named> = persons
            .filter_map(|mention| {
                Some(Named { actor: self.context.lexicon.index_of(&mention.actor)?, span: mention.span })
            })
            .collect();
        for short in surnames::surnames(self.context, &named) {
            let rival = settled.iter().position(|mention| mention.span.overlaps(short.span));
            match rival.and_then(|at| settled.get(at).map(|rival| (at, rival))) {
                Some((at, rival))
                    if rival.span == short.span && rival.kind != Kind::State && rival.kind != Kind::Person =>
                {
                    settled.remove(at);
                }
                Some(_) => continue,
                None => {}
            }
            if self
                .context
                .found
                .iter()
                .any(|name| name.span.overlaps(short.span) && name.span.len() > short.span.len())
            {
                continue;
            }
            let trace = self.actor_trace(short.actor).into_iter().collect();
            settled.push(self.mention(short.span, short.sentence, short.actor, How::Surname, trace));
        }
        settled.sort_by_key(|mention| mention.span);
    }
}

fn rule_trace(rule: &WordList) -> Trace {
    Trace { origin: rule.origin.clone(), what: rule.id.clone() }
}
