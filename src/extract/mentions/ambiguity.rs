//! Names with several holders: the first context rule that applies, else what the block says otherwise.

use super::{Names, Scene, Settled, Verdict, trace_of};
use crate::annotation::{How, Trace};
use crate::lexicon::{Alias, Ambiguity, ContextRule, Otherwise, Window};
use crate::text::Span;

/// Settles a name by its `[[ambiguous]]` block.
pub(super) fn settle(scene: &Scene, name: &Names, ambiguity: &Ambiguity, aliases: &[&Alias]) -> Verdict {
    for rule in &ambiguity.rules {
        if !applies(scene, name, ambiguity.window, rule) {
            continue;
        }
        let cited = Trace { origin: rule.origin.clone(), what: rule.id.clone() };
        let Some(id) = &rule.pick else { return Verdict::Nobody };
        let Some(actor) = index(scene, id) else { continue };
        let mut trace = trace_of(scene.lexicon, aliases, actor);
        trace.push(cited);
        return Verdict::Actor(Settled { actor, how: How::Context, trace });
    }
    let cited = Trace { origin: ambiguity.origin.clone(), what: ambiguity.surface.clone() };
    match &ambiguity.otherwise {
        Otherwise::Ask => Verdict::Open(vec![cited]),
        Otherwise::Drop => Verdict::Nobody,
        Otherwise::Actor(id) => match index(scene, id) {
            Some(actor) => {
                let mut trace = trace_of(scene.lexicon, aliases, actor);
                trace.push(cited);
                Verdict::Actor(Settled { actor, how: How::Default, trace })
            }
            None => Verdict::Nobody,
        },
    }
}

fn index(scene: &Scene, id: &str) -> Option<u32> {
    scene.lexicon.index_of(id)
}

/// Every kind of condition that the rule has must hold; of each kind one word is enough.
fn applies(scene: &Scene, name: &Names, window: Window, rule: &ContextRule) -> bool {
    let full = || rule.pick.as_deref().and_then(|id| index(scene, id)).is_some_and(|actor| scene.full.contains(&actor));
    let (left, right) = scene.around(name.span, name.sentence);
    let (left, right) = (folded(left), folded(right));
    let near = || {
        let stretch = stretch(scene, name, window);
        let text = folded(stretch.of(&scene.article.text));
        rule.near_any.iter().any(|word| match word.strip_prefix('@') {
            Some(id) => named_in(scene, id, stretch, name.span),
            None => holds_word(&text, word),
        })
    };
    let conditions =
        rule.when_full_name || !rule.near_any.is_empty() || !rule.right_any.is_empty() || !rule.left_any.is_empty();
    conditions
        && (!rule.when_full_name || full())
        && (rule.right_any.is_empty() || rule.right_any.iter().any(|word| begins_with_word(&right, word)))
        && (rule.left_any.is_empty() || rule.left_any.iter().any(|word| ends_with_word(&left, word)))
        && (rule.near_any.is_empty() || near())
}

/// How far the rules of a block look.
fn stretch(scene: &Scene, name: &Names, window: Window) -> Span {
    match window {
        Window::Sentence => scene.sentences.get(name.sentence as usize).map_or(name.span, |sentence| sentence.span),
        Window::Paragraph => scene.article.blocks.get(name.block as usize).map_or(name.span, |block| block.span),
        Window::Article => Span::new(0, scene.article.text.len()),
    }
}

/// Whether another name in the stretch is the actor's.
fn named_in(scene: &Scene, id: &str, stretch: Span, own: Span) -> bool {
    let Some(actor) = index(scene, id) else { return false };
    scene.names.iter().any(|other| {
        other.span != own
            && stretch.contains(other.span)
            && other.aliases.iter().any(|&alias| {
                scene
                    .lexicon
                    .aliases
                    .get(alias as usize)
                    .is_some_and(|alias| alias.actor == actor && alias.ambiguity.is_none())
            })
    })
}

/// Lower case, dashes and white space as blanks.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            if c.is_whitespace() || matches!(c, '-' | '–' | '—') {
                ' '
            } else if c == '’' {
                '\''
            } else {
                c
            }
            .to_lowercase()
        })
        .collect()
}

/// Whether the word stands in the text, whole.
fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

fn begins_with_word(text: &str, word: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '”'));
    text.strip_prefix(word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“'));
    text.strip_suffix(word).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}
