//! Capitals and countries that are only the place where something happens, and name nobody.

use super::{Names, Scene};
use crate::lexicon::{AliasSort, Metonymy};
use crate::ontology::Kind;
use crate::text::Span;

/// The place before, for names in a row: "in Afghanistan and Pakistan".
#[derive(Default)]
pub(super) struct Series {
    last: Option<Span>,
}

/// Whether a name is only a place here.
pub(super) fn is_place(scene: &Scene, name: &Names, series: &mut Series) -> bool {
    let place = sort_of(scene, name).is_some_and(|sort| {
        let follows = series.last.is_some_and(|last| joins(scene, last, name.span));
        follows && !is_possessor(scene, name) || reads_as_place(scene, name, sort)
    });
    if place {
        series.last = Some(name.span);
    }
    place
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Country,
    Capital,
}

fn sort_of(scene: &Scene, name: &Names) -> Option<Sort> {
    let alias = scene.lexicon.aliases.get(*name.aliases.first()? as usize)?;
    let state = scene.actor(alias.actor).is_some_and(|actor| actor.kind == Kind::State);
    match alias.sort {
        AliasSort::Capital => Some(Sort::Capital),
        AliasSort::Name | AliasSort::Acronym if state => Some(Sort::Country),
        _ => None,
    }
}

/// "in A and B", "A / B", "A, B".
fn joins(scene: &Scene, last: Span, span: Span) -> bool {
    let between = scene.article.text.get(last.end as usize..span.start as usize).unwrap_or("x").trim();
    matches!(between, "and" | "or" | "/" | "," | ", and" | "&" | "–" | "-")
}

/// "in Pakistan's interest": a possessor acts even after "in".
fn is_possessor(scene: &Scene, name: &Names) -> bool {
    let (_, after) = scene.around(name.span, name.sentence);
    ["'s", "’s", "' ", "’ "].iter().any(|mark| after.starts_with(mark))
}

fn reads_as_place(scene: &Scene, name: &Names, sort: Sort) -> bool {
    let words = &scene.lexicon.metonymy;
    let (before, after) = scene.around(name.span, name.sentence);
    let next =
        after.trim_start_matches([' ', '-', ',']).split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if sort == Sort::Capital && !after.starts_with(['.', ';', ':']) && words.place_before.contains(&next.to_lowercase())
    {
        return true;
    }
    if is_possessor(scene, name) {
        return sort == Sort::Capital
            && comes_after(before, words, &words.place_after)
            && words.place_before.contains(&after_possessive(after));
    }
    let mut left = LeftWords { words: before.split_whitespace().collect() };
    left.skip(words);
    let Some(last) = left.pop() else { return false };
    match last.as_str() {
        "to" => left.pop().is_some_and(|word| words.motion.contains(&word)),
        "from" => !left.pop().is_some_and(|word| words.seeking.contains(&word)),
        preposition if words.place_after.contains(preposition) => true,
        preposition => sort == Sort::Capital && words.capital_place_after.contains(preposition),
    }
}

fn comes_after(before: &str, words: &Metonymy, set: &std::collections::HashSet<String>) -> bool {
    let mut left = LeftWords { words: before.split_whitespace().collect() };
    left.skip(words);
    left.pop().is_some_and(|word| set.contains(&word))
}

fn after_possessive(after: &str) -> String {
    after.chars().skip(2).collect::<String>().split_whitespace().next().unwrap_or_default().to_lowercase()
}

/// The words before a name, last first.
struct LeftWords<'a> {
    words: Vec<&'a str>,
}

impl LeftWords<'_> {
    /// Leaves out "the", "both", "eastern", "neighbouring".
    fn skip(&mut self, words: &Metonymy) {
        while self.words.last().is_some_and(|word| words.skipped.contains(&word.to_lowercase())) {
            self.words.pop();
        }
    }

    fn pop(&mut self) -> Option<String> {
        self.words.pop().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    }
}
