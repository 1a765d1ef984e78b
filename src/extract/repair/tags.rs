//! Tags that the words around rule out, mended before arcs are drawn.

use super::{is_nominal, is_verb};
use crate::syntax::Tag;
use rustc_hash::FxHashSet as HashSet;
use std::sync::Arc;

/// How many tokens "South Korea says" may take at the end of a headline, with its comma.
const SOURCE: usize = 5;

/// What the dictionaries know of the words of a headline.
pub(in crate::extract) struct Headline<'f, 'a> {
    pub lower: &'f dyn Fn(usize) -> &'a str,
    /// Verbs of events.
    pub can_be_verb: &'f dyn Fn(usize) -> bool,
    /// "envoys", "dead": what a tagger takes for a verb at times, and no event's verb.
    pub is_no_verb: &'f dyn Fn(usize) -> bool,
    /// "Taliban", "Houthis": names with which a verb may agree either way.
    pub is_many: &'f dyn Fn(usize) -> bool,
    /// Words without a capital, which are no names.
    pub is_small: &'f dyn Fn(usize) -> bool,
    /// "Senegal", not "Senegalese": an actor's own name.
    pub is_name: &'f dyn Fn(usize) -> bool,
    /// "after", "as": words before a clause that tells when.
    pub breaks: &'f HashSet<Arc<str>>,
}

/// "Protesters storm parliament", "Sudan severs ties after drones hit port": in a headline whose main clause has no verb, the
/// first noun after the first that can be one.
pub(in crate::extract) fn verb_of_headline(tags: &mut [Tag], words: &Headline) {
    let lower = words.lower;
    let is_sentence = tags.len().checked_sub(1).is_none_or(|last| matches!(lower(last), "." | "?" | "!" | ":" | ";"));
    if is_sentence {
        return;
    }
    noun_beside_verb(tags, words.can_be_verb);
    verb_behind_break(tags, words);
    let end = end_of_main_clause(tags, words);
    let Some(at) = noun_for_verb(tags, words, end) else { return };
    if !is_noun(tags[at - 1]) {
        tags[at - 1] = Tag::Nnp;
    }
    let third_person = |at: usize| lower(at).ends_with('s');
    tags[at] = if third_person(at) { Tag::Vbz } else { Tag::Vbp };
    for (other, tag) in tags.iter_mut().enumerate().take(end).skip(at + 1) {
        if matches!(*tag, Tag::Vbz | Tag::Vbp) && (words.is_no_verb)(other) {
            *tag = if third_person(other) { Tag::Nns } else { Tag::Jj };
        }
    }
}

/// Where the main clause of a headline ends: before a clause that tells when, and before who says so ("North Korea fires
/// missile, South says") or a second verb behind a comma ("Guard topples president, seals borders").
fn end_of_main_clause(tags: &[Tag], words: &Headline) -> usize {
    let comma = |at: &usize| (words.lower)(*at) == ",";
    let mut last = tags.len().saturating_sub(SOURCE).max(3)..tags.len();
    let end = last.find(comma).unwrap_or(tags.len());
    let end = (3..end).find(|&at| words.breaks.contains((words.lower)(at))).unwrap_or(end);
    let goes_on = |at: &usize| comma(at) && tags.get(at + 1) == Some(&Tag::Vbz);
    (3..end).find(goes_on).unwrap_or(end)
}

/// The noun that must be the verb of a main clause without one.
fn noun_for_verb(tags: &[Tag], words: &Headline, end: usize) -> Option<usize> {
    let Headline { lower, can_be_verb, is_no_verb, is_many, is_small, is_name, .. } = words;
    let finite = |at: usize| {
        matches!(tags[at], Tag::Vb | Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md) && (can_be_verb(at) || !is_no_verb(at))
    };
    if (0..end).any(finite) {
        return None;
    }
    // "Trump sanctions Iranian companies, individuals tied to missiles": a participle behind an object is no verb of its own.
    let participle = (0..end).find(|&at| is_verb(tags[at]) && !is_no_verb(at)).unwrap_or(end);
    let follows_noun = |at: usize| is_noun(tags[at - 1]) || is_name(at - 1) || is_no_verb(at - 1);
    // "Gunmen kill", "bombing kills", "India, Pakistan exchange": the verb agrees with what stands before it.
    let two = |at: usize| at == 3 && tags[0] == Tag::Nnp && (lower(1) == "," || tags[1] == Tag::Cc);
    let many = |at: usize| two(at) || matches!(tags[at - 1], Tag::Nns | Tag::Nnps);
    let agrees = |at: usize| is_many(at - 1) || many(at) != lower(at).ends_with('s');
    let begins_object = |at: usize, tag: Tag| {
        is_nominal(tag) || matches!(tag, Tag::Jj | Tag::Dt | Tag::In | Tag::Rp) || is_no_verb(at + 1)
    };
    let has_object = |at: usize| tags.get(at + 1).is_some_and(|&tag| begins_object(at, tag));
    // "Iran Expels Over 30,000 Afghans".
    let counts = |at: usize| tags.get(at + 1..at + 3).is_some_and(|next| next[0] == Tag::In && next[1] == Tag::Cd);
    let may_be_verb = |at: usize| {
        let common = matches!(tags[at], Tag::Nn | Tag::Nns) || tags[at] == Tag::Nnp && is_small(at);
        common && has_object(at) || is_title(tags, words, at) || counts(at) && lower(at).ends_with('s')
    };
    let fits = |at: &usize| may_be_verb(*at) && follows_noun(*at) && agrees(*at) && can_be_verb(*at);
    (1..participle.saturating_sub(1)).find(fits)
}

/// "Kuwait lodges protest with Iraq": one of two verbs side by side in a headline is a noun.
fn noun_beside_verb(tags: &mut [Tag], can_be_verb: &dyn Fn(usize) -> bool) {
    for at in 1..tags.len() {
        if (tags[at - 1], tags[at]) == (Tag::Vbz, Tag::Vbp) && can_be_verb(at - 1) {
            tags[at] = Tag::Nn;
        }
    }
}

/// "Colombia Backs Down After Trump Imposes Tariffs": the verb of a title's clause of time.
fn verb_behind_break(tags: &mut [Tag], words: &Headline) {
    let Some(behind) = (3..tags.len()).find(|&at| words.breaks.contains((words.lower)(at))) else { return };
    let verbless = !tags[behind..].iter().any(|&tag| is_verb(tag));
    let title = |&at: &usize| is_title(tags, words, at) && is_noun(tags[at - 1]) && (words.can_be_verb)(at);
    if let Some(at) = (behind + 2..tags.len()).find(title).filter(|_| verbless) {
        tags[at] = Tag::Vbz;
    }
}

/// "Erdogan Visits Cairo": all words of a title look like names.
fn is_title(tags: &[Tag], words: &Headline, at: usize) -> bool {
    matches!(tags[at], Tag::Nnp | Tag::Nnps)
        && (words.lower)(at).ends_with('s')
        && tags.get(at + 1).is_some_and(|&tag| is_nominal(tag))
}

fn is_noun(tag: Tag) -> bool {
    matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
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

/// "Trump imposed duties", "the Committee to Protect Journalists": what is part of a name is no verb. Words of a known name are
/// told by `is_named`; "al-Jabari" by `is_articled`.
pub(in crate::extract) fn noun_of_name(
    tags: &mut [Tag],
    is_named: impl Fn(usize) -> bool,
    is_articled: impl Fn(usize) -> bool,
) {
    for (at, tag) in tags.iter_mut().enumerate() {
        let verbal =
            matches!(*tag, Tag::Vb | Tag::Vbp | Tag::Vbz | Tag::Vbd | Tag::Vbn | Tag::Vbg | Tag::To | Tag::PrpPoss);
        let common = matches!(*tag, Tag::Nn | Tag::Nns | Tag::Jj);
        if verbal && is_named(at) || common && is_articled(at) {
            *tag = Tag::Nnp;
        }
    }
}

/// "urged Sudan to free journalists", "gathered to chant slogans": behind "to" what is only ever a verb is one, and behind a
/// name and "to" what can be one. They are told by `is_only_verb` and `is_base`.
pub(in crate::extract) fn infinitive_behind_to(
    tags: &mut [Tag],
    is_named: impl Fn(usize) -> bool,
    is_base: impl Fn(usize) -> bool,
    is_only_verb: impl Fn(usize) -> bool,
) {
    for at in 2..tags.len() {
        let verb_before = tags[..at - 1].iter().any(|&tag| is_verb(tag));
        let behind = tags[at - 1] == Tag::To && (is_named(at - 2) && is_base(at) || is_only_verb(at)) && verb_before;
        let acts =
            tags.get(at + 1).is_some_and(|&tag| is_nominal(tag) || matches!(tag, Tag::Dt | Tag::PrpPoss | Tag::Jj));
        if behind && acts && matches!(tags[at], Tag::Jj | Tag::Nn) {
            tags[at] = Tag::Vb;
        }
    }
}

/// "The Taliban forbade women", "was slain": what is only ever a form of a verb is one, in the passive behind "was" and in the
/// past of a sentence that has no other verb. Such words are told by `is_form`, "was" by `copulas`.
pub(in crate::extract) fn form_of_a_verb<'a>(
    tags: &mut [Tag],
    lower: impl Fn(usize) -> &'a str,
    is_form: impl Fn(usize) -> bool,
    copulas: &HashSet<Arc<str>>,
) {
    let finite = |tag: Tag| matches!(tag, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md);
    let mut has_finite = tags.iter().any(|&tag| finite(tag));
    for at in 1..tags.len() {
        if !matches!(tags[at], Tag::Nn | Tag::Jj) || !is_form(at) {
            continue;
        }
        let acts = tags.get(at + 1).is_some_and(|&tag| is_nominal(tag) || matches!(tag, Tag::Dt | Tag::PrpPoss));
        if copulas.contains(lower(at - 1)) {
            tags[at] = Tag::Vbn;
        } else if !has_finite && acts && is_nominal(tags[at - 1]) {
            tags[at] = Tag::Vbd;
            has_finite = true;
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
