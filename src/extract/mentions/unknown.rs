//! Capitalised names that no dictionary knows: leftovers, for those who keep the dictionaries.

use super::Scene;
use crate::annotation::{Leftover, LeftoverKind, Mention};
use crate::text::Span;

/// Runs of two or more capitalised words, and acronyms, that are neither a mention nor a place.
pub(super) fn names(scene: &Scene, mentions: &[Mention]) -> Vec<Leftover> {
    let mut leftovers = Vec::new();
    for (index, sentence) in scene.sentences.iter().enumerate() {
        let text = sentence.span.of(&scene.article.text);
        if is_title_case(text) {
            continue;
        }
        for (start, end) in runs(text) {
            let span = Span::new(sentence.span.start as usize + start, sentence.span.start as usize + end);
            let words = &text[start..end];
            let known = mentions.iter().any(|mention| mention.span.overlaps(span))
                || scene.names.iter().any(|names| names.span.overlaps(span))
                || is_place(scene, words);
            let is_name = words.contains(' ') || (is_acronym(words) && start > 0);
            if is_name && !known {
                leftovers.push(Leftover {
                    span,
                    sentence: index as u32,
                    why: LeftoverKind::UnknownName,
                    trace: Vec::new(),
                });
            }
        }
    }
    leftovers
}

/// Headlines capitalise everything and tell nothing of names.
fn is_title_case(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    let capital = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    words.len() > 2 && capital * 3 > words.len() * 2
}

fn is_place(scene: &Scene, words: &str) -> bool {
    let lower = words.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    scene.lexicon.places_of(first).iter().any(|form| form.words.iter().map(|word| &**word).eq(lower.split_whitespace()))
}

fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Byte ranges of capitalised words in a row; the first word of a sentence counts only with a second.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut open = false;
    for word in text.split(' ') {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let at = start + (bare.as_ptr() as usize - word.as_ptr() as usize);
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        if bare.starts_with(char::is_uppercase) {
            match runs.last_mut() {
                Some(run) if open && text[run.1..at].trim().is_empty() => run.1 = at + bare.len(),
                _ => runs.push((at, at + bare.len())),
            }
            open = true;
        } else {
            open = false;
        }
    }
    runs
}
