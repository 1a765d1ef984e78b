//! Names as patterns of spaCy's EntityRuler.

use crate::lexicon::{Lexicon, Otherwise};
use crate::ontology::Kind;
use serde_json::json;

/// A pattern a name, and how many names are left out: those that hide others, and those that only a context settles.
pub fn spacy(lexicon: &Lexicon) -> (String, usize) {
    let (mut text, mut left_out) = (String::new(), 0);
    for alias in &lexicon.aliases {
        let open = lexicon.ambiguity_of(alias);
        let actor = lexicon.actors.get(alias.actor as usize);
        let settled = open.is_none_or(
            |open| matches!((&open.otherwise, actor), (Otherwise::Actor(id), Some(actor)) if *id == actor.id),
        );
        match actor.filter(|_| settled) {
            Some(actor) => {
                let line = json!({ "label": label(actor.kind), "pattern": &*alias.text, "id": &*actor.id });
                text.push_str(&format!("{line}\n"));
            }
            None => left_out += 1,
        }
    }
    (text, left_out)
}

/// The labels of spaCy's models.
fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PERSON",
        Kind::State => "GPE",
        _ => "ORG",
    }
}
