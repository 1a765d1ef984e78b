//! Who is named where: the longest names, settled one by one, with what could not be settled.

mod ambiguity;
mod definitions;
mod metonymy;
mod surnames;
mod unknown;

use crate::annotation::{How, Leftover, LeftoverKind, Mention, Trace};
use crate::lexicon::{Actor, Alias, AliasSort, Found, Hit, Lexicon};
use crate::ontology::Kind;
use crate::text::{Article, Sentence, Span};
use definitions::Definitions;
use jiff::civil::Date;
use std::collections::HashSet;
use std::sync::Arc;

/// The names of one sentence: spans that do not overlap, each with everybody who may be meant.
pub(super) struct Names {
    pub span: Span,
    pub sentence: u32,
    pub block: u32,
    /// Indices into the lexicon's aliases; empty for a name that is to be left alone.
    pub aliases: Vec<u32>,
}

/// What the rules that settle names look at.
pub(super) struct Scene<'a> {
    pub article: &'a Article,
    pub sentences: &'a [Sentence],
    pub lexicon: &'a Lexicon,
    pub names: &'a [Names],
    /// The day on which dated names and roles are read off.
    pub day: Option<Date>,
    /// Indices of actors that some name longer than an acronym stands for.
    pub full: HashSet<u32>,
}

/// Every mention of the article in order, and the names that nobody won. `hits` are the sentences' hits, one list each.
pub(super) fn mentions(
    article: &Article,
    sentences: &[Sentence],
    hits: &[Vec<Hit>],
    lexicon: &Lexicon,
) -> (Vec<Mention>, Vec<Leftover>) {
    let day = article.published.and_then(|date| date.first_day());
    let names = names(sentences, hits, lexicon, day);
    let full = names.iter().flat_map(|names| &names.aliases).filter_map(|&alias| full_name(lexicon, alias)).collect();
    let scene = Scene { article, sentences, lexicon, names: &names, day, full };
    let definitions = Definitions::find(&scene);
    let mut mentions = Vec::new();
    let mut leftovers = Vec::new();
    let mut placed = metonymy::Series::default();
    for name in &names {
        if metonymy::is_place(&scene, name, &mut placed) {
            continue;
        }
        match settle(&scene, name, &definitions) {
            Verdict::Actor(settled) => mentions.push(mention(&scene, name.span, name.sentence, settled)),
            Verdict::Open(trace) => {
                leftovers.push(Leftover {
                    span: name.span,
                    sentence: name.sentence,
                    why: LeftoverKind::AmbiguousName,
                    trace,
                });
            }
            Verdict::Nobody => {}
        }
    }
    surnames::add(&scene, &mut mentions);
    mentions.sort_by_key(|mention| mention.span);
    leftovers.extend(unknown::names(&scene, &mentions));
    (mentions, leftovers)
}

/// Who is meant, how that was settled, and by which lines.
pub(super) struct Settled {
    pub actor: u32,
    pub how: How,
    pub trace: Vec<Trace>,
}

/// What comes of a name.
pub(super) enum Verdict {
    Actor(Settled),
    /// Several holders and no rule that applies.
    Open(Vec<Trace>),
    Nobody,
}

fn settle(scene: &Scene, name: &Names, definitions: &Definitions) -> Verdict {
    let aliases: Vec<&Alias> =
        name.aliases.iter().filter_map(|&alias| scene.lexicon.aliases.get(alias as usize)).collect();
    let Some(first) = aliases.first() else { return Verdict::Nobody };
    if first.sort == AliasSort::Acronym || first.ambiguity.is_some() {
        match definitions.of(name.span.of(&scene.article.text)) {
            Some(Some(bound)) => {
                let trace = trace_of(scene.lexicon, &aliases, bound.actor);
                let trace = if trace.is_empty() { bound.trace.clone() } else { trace };
                return Verdict::Actor(Settled { actor: bound.actor, how: How::Defined, trace });
            }
            Some(None) => return Verdict::Nobody,
            None => {}
        }
    }
    if let Some(ambiguity) = first.ambiguity.and_then(|ambiguity| scene.lexicon.ambiguities.get(ambiguity as usize)) {
        return ambiguity::settle(scene, name, ambiguity, &aliases);
    }
    let how = if first.sort == AliasSort::Acronym { How::Acronym } else { How::Alias };
    Verdict::Actor(Settled { actor: first.actor, how, trace: trace_of(scene.lexicon, &aliases, first.actor) })
}

/// The lines that say that this name is the actor's.
pub(super) fn trace_of(lexicon: &Lexicon, aliases: &[&Alias], actor: u32) -> Vec<Trace> {
    let what = lexicon.actors.get(actor as usize).map_or_else(|| Arc::from(""), |actor| actor.id.clone());
    let own = aliases.iter().find(|alias| alias.actor == actor);
    own.map(|alias| Trace { origin: alias.origin.clone(), what }).into_iter().collect()
}

pub(super) fn mention(scene: &Scene, span: Span, sentence: u32, settled: Settled) -> Mention {
    let actor = scene.lexicon.actors.get(settled.actor as usize);
    let role = actor.and_then(|actor| super::parties::role_on(actor, scene.day));
    let code = role.and_then(|role| role.code.clone()).or_else(|| actor.and_then(|actor| actor.country.clone()));
    let sector =
        role.map(|role| role.sector.clone()).or_else(|| actor.map(|actor| actor.sector.clone())).unwrap_or_default();
    Mention {
        span,
        sentence,
        actor: actor.map_or_else(|| Arc::from(""), |actor| actor.id.clone()),
        kind: actor.map_or(Kind::Organisation, |actor| actor.kind),
        code,
        sector,
        how: settled.how,
        trace: settled.trace,
    }
}

/// Longest names first, the leftmost of equally long ones; what lies inside a longer name belongs to it.
fn names(sentences: &[Sentence], hits: &[Vec<Hit>], lexicon: &Lexicon, day: Option<Date>) -> Vec<Names> {
    let mut all = Vec::new();
    for (index, (sentence, hits)) in sentences.iter().zip(hits).enumerate() {
        let mut found: Vec<(Span, u32)> = hits
            .iter()
            .filter_map(|hit| match hit.what {
                Found::Alias(alias) => Some((hit.span, alias)),
                Found::Trigger => None,
            })
            .filter(|&(_, alias)| lexicon.aliases.get(alias as usize).is_some_and(|alias| holds(alias, day)))
            .collect();
        found.sort_by_key(|&(span, alias)| (std::cmp::Reverse(span.len()), span.start, alias));
        let mut taken: Vec<Names> = Vec::new();
        for (span, alias) in found {
            match taken.iter_mut().find(|names| names.span.overlaps(span)) {
                Some(names) if names.span == span => names.aliases.push(alias),
                Some(_) => {}
                None => taken.push(Names { span, sentence: index as u32, block: sentence.block, aliases: vec![alias] }),
            }
        }
        for names in &mut taken {
            let hidden = names
                .aliases
                .iter()
                .any(|&alias| lexicon.aliases.get(alias as usize).is_some_and(|a| a.actor == Alias::NOBODY));
            if hidden {
                names.aliases.clear();
            }
        }
        taken.sort_by_key(|names| names.span);
        all.extend(taken);
    }
    all
}

/// Whether the name was the actor's on the day; without a day every name counts.
fn holds(alias: &Alias, day: Option<Date>) -> bool {
    day.is_none_or(|day| alias.period.holds(day))
}

/// The actor of a name that is more than an acronym.
fn full_name(lexicon: &Lexicon, alias: u32) -> Option<u32> {
    let alias = lexicon.aliases.get(alias as usize)?;
    (alias.sort == AliasSort::Name && alias.ambiguity.is_none()).then_some(alias.actor)
}

impl Scene<'_> {
    /// The actor at an index.
    pub fn actor(&self, index: u32) -> Option<&Actor> {
        self.lexicon.actors.get(index as usize)
    }

    /// The text before the span in its sentence, and after it.
    pub fn around(&self, span: Span, sentence: u32) -> (&str, &str) {
        let whole = self.sentences.get(sentence as usize).map_or(span, |sentence| sentence.span);
        let text = &self.article.text;
        (
            text.get(whole.start as usize..span.start as usize).unwrap_or_default(),
            text.get(span.end as usize..whole.end as usize).unwrap_or_default(),
        )
    }
}
