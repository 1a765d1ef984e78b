//! Short forms of persons named in full before: "Massoud" after "Ahmad Massoud".

use super::{Scene, Settled, mention};
use crate::annotation::{How, Mention, Trace};
use crate::ontology::Kind;
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// Adds a mention for each surname that stands alone after its person was named; of two with one surname the one named
/// last is meant.
pub(super) fn add(scene: &Scene, mentions: &mut Vec<Mention>) {
    let mut known: HashMap<&str, (u32, Vec<Trace>)> = HashMap::new();
    let mut found: Vec<Mention> = Vec::new();
    for (index, sentence) in scene.sentences.iter().enumerate() {
        let here: Vec<&Mention> = mentions.iter().filter(|mention| mention.sentence == index as u32).collect();
        let text = &scene.article.text;
        let mut at = 0;
        for span in words(sentence.span.of(text), sentence.span.start as usize) {
            while at < here.len() && here[at].span.end <= span.start {
                at += 1;
            }
            let inside = here.get(at).filter(|mention| mention.span.overlaps(span));
            if let Some(person) = inside.filter(|mention| mention.kind == Kind::Person) {
                if let Some((surname, actor)) = surname(scene, &person.actor) {
                    known.insert(surname, (actor, person.trace.clone()));
                }
            }
            let free = inside.is_none()
                && !scene.names.iter().any(|names| names.span.overlaps(span) && names.aliases.is_empty());
            if let Some((actor, trace)) = known.get(span.of(text)).filter(|_| free) {
                let settled = Settled { actor: *actor, how: How::Surname, trace: trace.clone() };
                found.push(mention(scene, span, index as u32, settled));
            }
        }
    }
    mentions.extend(found);
}

fn surname<'s>(scene: &Scene<'s>, id: &Arc<str>) -> Option<(&'s str, u32)> {
    let index = scene.lexicon.index_of(id)?;
    let surname = scene.lexicon.actors.get(index as usize)?.surname.as_deref()?;
    Some((surname, index))
}

/// Words that begin with a capital, as spans of the article.
fn words(text: &str, base: usize) -> impl Iterator<Item = Span> + '_ {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| word.starts_with(char::is_uppercase)).map(
        move |word| {
            let start = base + (word.as_ptr() as usize - text.as_ptr() as usize);
            Span::new(start, start + word.len())
        },
    )
}
