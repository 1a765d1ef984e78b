//! `[[ambiguous]]` blocks: names with several holders, and what settles them.

use super::actors::lower;
use crate::lexicon::check::Checker;
use crate::lexicon::entry::{AmbiguousEntry, RuleEntry};
use crate::lexicon::fold::fold;
use crate::lexicon::parse::{Entries, Placed};
use crate::lexicon::{Ambiguity, ContextRule, Example, Lexicon, Otherwise, Window};
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

/// Adds the blocks of all layers; of those for the same surface the last layer's. Tells aliases, whose folded texts are
/// `surfaces`, of theirs.
pub fn add(lexicon: &mut Lexicon, entries: &Entries, surfaces: &[String], check: &mut Checker) {
    let mut by_surface: HashMap<String, u32> = HashMap::default();
    for placed in last_of_each(entries, check) {
        let block = block(lexicon, placed, check);
        by_surface.insert(fold(&block.surface), lexicon.ambiguities.len() as u32);
        lexicon.ambiguities.push(block);
        let examples = placed.entry.examples.iter();
        lexicon.examples.extend(examples.map(|example| {
            let at = check.at(placed.source, example.text.span().start);
            let actor = example.actor.as_ref().and_then(|id| check.known(placed.source, id, &lexicon.ids));
            Example::mention(example, at, actor.as_deref())
        }));
    }
    for (alias, surface) in lexicon.aliases.iter_mut().zip(surfaces) {
        alias.ambiguity = by_surface.get(surface).copied();
    }
}

/// For each surface the block of the last layer; two of one layer are a fault.
fn last_of_each<'a>(entries: &'a Entries, check: &mut Checker) -> Vec<Placed<&'a AmbiguousEntry>> {
    let layer = |placed: Placed<&AmbiguousEntry>| entries.sources.get(placed.source).map_or(0, |source| source.layer);
    let mut blocks: Vec<Placed<&AmbiguousEntry>> = Vec::new();
    let mut by_surface: HashMap<String, usize> = HashMap::default();
    for placed in entries.ambiguous() {
        let text = &placed.entry.text;
        let at = *by_surface.entry(fold(text.get_ref())).or_insert(blocks.len());
        match blocks.get_mut(at) {
            None => blocks.push(placed),
            Some(known) => {
                if layer(*known) == layer(placed) {
                    let message = format!("`{}` has an [[ambiguous]] block already", text.get_ref());
                    let help = Some("put the rules of both into one block".into());
                    check.fault("D001", placed.source, text.span().start, message, help);
                }
                *known = placed;
            }
        }
    }
    blocks
}

fn block(lexicon: &Lexicon, placed: Placed<&AmbiguousEntry>, check: &mut Checker) -> Ambiguity {
    let (entry, source) = (placed.entry, placed.source);
    check.surface(source, entry.text.get_ref(), entry.text.span());
    let otherwise = entry.otherwise.as_ref();
    Ambiguity {
        surface: entry.text.get_ref().as_str().into(),
        window: entry.window.as_ref().map_or(Window::Article, |window| check.window(source, window)),
        rules: entry.rules.iter().map(|rule| context_rule(rule, source, lexicon, check)).collect(),
        otherwise: otherwise.map_or(Otherwise::Ask, |word| check.otherwise(source, word, &lexicon.ids)),
        at: check.at(source, entry.text.span().start),
    }
}

fn context_rule(rule: &RuleEntry, source: usize, lexicon: &Lexicon, check: &mut Checker) -> ContextRule {
    let lists = [&rule.near_any, &rule.left_any, &rule.right_any];
    if !rule.when_full_name && lists.iter().all(|list| list.is_empty()) {
        let help =
            "add when_full_name = true, near_any, left_any or right_any; what holds without a condition is `otherwise`";
        let message = format!("the rule `{}` has no condition and never fires", rule.id.get_ref());
        check.fault("D000", source, rule.id.span().start, message, Some(help.to_owned()));
    }
    ContextRule {
        id: rule.id.get_ref().as_str().into(),
        pick: check.pick(source, &rule.pick, &lexicon.ids),
        when_full_name: rule.when_full_name,
        near_any: rule.near_any.iter().map(|word| near(word)).collect(),
        right_any: lower(&rule.right_any),
        left_any: lower(&rule.left_any),
        origin: check.origin(source, rule.id.span().start),
    }
}

/// `@TTP` stays as it is; words are folded.
fn near(word: &str) -> Arc<str> {
    if word.starts_with('@') { word.into() } else { fold(word).into() }
}
