//! Tags that the words around rule out, mended before arcs are drawn.

use super::{is_nominal, is_verb};
use crate::syntax::Tag;
use rustc_hash::FxHashSet as HashSet;
use std::sync::Arc;

/// How many tokens "South Korea says" may take at the end of a headline, with its comma.
const SOURCE: usize = 5;

/// "Protesters storm parliament": in a headline that has no verb, the first noun after the first that can be one. Verbs of
/// the dictionaries are told by `can_be_verb`.
pub(in crate::extract) fn verb_of_headline<'a>(
    tags: &mut [Tag],
    lower: impl Fn(usize) -> &'a str,
    can_be_verb: impl Fn(usize) -> bool,
) {
    let is_sentence = tags.len().checked_sub(1).is_none_or(|last| matches!(lower(last), "." | "?" | "!" | ":" | ";"));
    let finite = |tag: Tag| matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md);
    // "North Korea fires missile, South says": who says so stands behind the last comma.
    let source = (tags.len().saturating_sub(SOURCE)..tags.len()).find(|&at| lower(at) == "," && at > 2);
    let told = source.unwrap_or(tags.len());
    if is_sentence || tags[..told].iter().any(|&tag| finite(tag)) {
        return;
    }
    // "Trump sanctions Iranian companies, individuals tied to missiles": a participle behind an object is no verb of its own.
    let participle = tags.iter().position(|&tag| is_verb(tag)).unwrap_or(tags.len());
    let follows_noun = |at: usize| matches!(tags[at - 1], Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps);
    // "Gunmen kill", "bombing kills", "India, Pakistan exchange": the verb agrees with what stands before it.
    let two = |at: usize| at == 3 && lower(1) == "," && tags[0] == Tag::Nnp;
    let agrees = |at: usize| (two(at) || matches!(tags[at - 1], Tag::Nns | Tag::Nnps)) != lower(at).ends_with('s');
    let is_object =
        |at: usize| tags.get(at + 1).is_some_and(|&tag| is_nominal(tag) || matches!(tag, Tag::Jj | Tag::Dt | Tag::In));
    // "Erdogan Visits Cairo": all words of a title look like names.
    let is_title = |at: usize| {
        matches!(tags[at], Tag::Nnp | Tag::Nnps)
            && lower(at).ends_with('s')
            && tags.get(at + 1).is_some_and(|&tag| is_nominal(tag))
    };
    // "Iran Expels Over 30,000 Afghans".
    let counts = |at: usize| tags.get(at + 1..at + 3).is_some_and(|next| next[0] == Tag::In && next[1] == Tag::Cd);
    let verb = (1..participle.saturating_sub(1)).find(|&at| {
        (matches!(tags[at], Tag::Nn | Tag::Nns) && is_object(at)
            || is_title(at)
            || counts(at) && lower(at).ends_with('s'))
            && follows_noun(at)
            && agrees(at)
            && can_be_verb(at)
    });
    if let Some(at) = verb {
        tags[at] = if lower(at).ends_with('s') { Tag::Vbz } else { Tag::Vbp };
    }
}

/// "Trump sacked Secretary of State Rex Tillerson": in a sentence without a finite verb, the participle behind the name that begins it
/// is one. Verbs of the dictionaries are told by `can_be_verb`.
pub(in crate::extract) fn verb_behind_name<'a>(
    tags: &mut [Tag],
    lower: impl Fn(usize) -> &'a str,
    can_be_verb: impl Fn(usize) -> bool,
) {
    let finite = |tag: Tag| matches!(tag, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md);
    let name = tags.iter().take_while(|&&tag| matches!(tag, Tag::Nnp | Tag::Nnps)).count();
    let acts_on =
        |at: usize| tags.get(at + 1).is_some_and(|&tag| is_nominal(tag) || matches!(tag, Tag::Dt | Tag::PrpPoss));
    let ends = tags.len().checked_sub(1).is_some_and(|last| lower(last) == ".");
    let participle = tags.get(name) == Some(&Tag::Vbn) && name > 0 && acts_on(name) && can_be_verb(name);
    if ends && participle && !tags.iter().any(|&tag| finite(tag)) {
        tags[name] = Tag::Vbd;
    }
}

/// "rejected Monday a European Union demand": behind "a" and other nouns stands a noun, and no plural verb. `one` are the
/// articles of a single thing.
pub(in crate::extract) fn noun_after_article<'a>(
    tags: &mut [Tag],
    lower: impl Fn(usize) -> &'a str,
    one: &HashSet<Arc<str>>,
) {
    for at in 2..tags.len() {
        let inner = |&t: &usize| matches!(tags[t], Tag::Nn | Tag::Nnp | Tag::Nnps | Tag::Jj);
        let first = (0..at).rev().take_while(inner).last();
        let article = first.and_then(|first| first.checked_sub(1)).filter(|&t| one.contains(lower(t)));
        if article.is_some() && matches!(tags[at], Tag::Vbp | Tag::Vb) && is_nominal(tags[at - 1]) {
            tags[at] = Tag::Nn;
        }
    }
}

/// "France and neighbouring Benin": what only ever describes a noun does, right before it.
pub(in crate::extract) fn adjective_before_name<'a>(
    tags: &mut [Tag],
    lower: impl Fn(usize) -> &'a str,
    adjectives: &HashSet<Arc<str>>,
) {
    for at in 1..tags.len() {
        if tags[at - 1] == Tag::Vbg && is_nominal(tags[at]) && adjectives.contains(lower(at - 1)) {
            tags[at - 1] = Tag::Jj;
        }
    }
}

/// "The rebels deny": behind a plural that could not stand before another noun, what is only ever a verb is one. Verbs of
/// the dictionaries that are no nouns there are told by `is_only_verb`.
pub(in crate::extract) fn verb_behind_plural(tags: &mut [Tag], is_only_verb: impl Fn(usize) -> bool) {
    for at in 1..tags.len() {
        if tags[at] == Tag::Nn && matches!(tags[at - 1], Tag::Nns | Tag::Nnps) && is_only_verb(at) {
            tags[at] = Tag::Vbp;
        }
    }
}
