//! The sentences that dictionary entries carry, run through the real extraction.

use super::extract;
use crate::annotation::{Event, Extraction, Party};
use crate::lexicon::{EventExample, Example, Expectation, Lexicon};
use crate::ontology::EventType;
use crate::syntax::Model;
use crate::text::{Article, PartialDate};

/// What is wrong with what comes out of an example; nothing where it is as it should be.
pub fn failure(example: &Example, lexicon: &Lexicon, model: &Model) -> Option<String> {
    let article = Article::plain(&example.text, example.published.map(PartialDate::Day));
    let found = extract(&article, lexicon, model);
    let text = &article.text;
    match &example.expect {
        Expectation::Mention { text: name, actor, sector } => {
            let hit = found.mentions.iter().find(|mention| {
                mention.span.of(text) == name && actor.as_deref().is_none_or(|actor| *mention.actor == *actor)
            });
            match (hit, sector) {
                (None, _) => {
                    Some(format!("`{name}` is not {}; {}", actor.as_deref().unwrap_or("found"), named(&found, text)))
                }
                (Some(hit), Some(sector)) if !hit.sector.iter().any(|known| known.as_str() == sector) => {
                    Some(format!("`{name}` has sector {:?}", hit.sector))
                }
                _ => None,
            }
        }
        Expectation::NoMention { actor } => {
            let hit = found.mentions.iter().any(|mention| *mention.actor == **actor);
            hit.then(|| format!("{actor} is found; {}", named(&found, text)))
        }
        Expectation::Agent { party: wanted } => {
            let parties: Vec<String> = found
                .events
                .iter()
                .flat_map(|event| event.actor.iter().chain(&event.recipient))
                .map(Party::to_string)
                .collect();
            let hit = wanted.as_ref().is_none_or(|wanted| parties.iter().any(|party| fits(wanted, party)));
            (!hit).then(|| format!("no {} among {parties:?}", wanted.as_deref().unwrap_or_default()))
        }
        Expectation::NoEvent { event } => {
            let hit = found.events.iter().any(|found| found.event == *event);
            hit.then(|| format!("{event} comes out: {}", events(&found, text)))
        }
        Expectation::Event { event, example } => {
            let hit = found.events.iter().any(|found| matches(found, *event, example, text));
            (!hit).then(|| {
                let side = |parties: &Option<Vec<String>>| {
                    parties.as_ref().map_or("anybody".to_owned(), |all| all.join(" + "))
                };
                let (actor, recipient) = (side(&example.actor), side(&example.recipient));
                format!("wanted {event} {actor} -> {recipient}; got {}", events(&found, text))
            })
        }
    }
}

fn matches(found: &Event, event: EventType, example: &EventExample, text: &str) -> bool {
    let same = |wanted: &Option<Vec<String>>, parties: &[Party]| {
        wanted.as_ref().is_none_or(|wanted| {
            wanted.len() == parties.len()
                && wanted.iter().all(|wanted| parties.iter().any(|party| fits(wanted, &party.to_string())))
        })
    };
    let is = |wanted: Option<u32>, number: Option<u32>| wanted.is_none() || wanted == number;
    let place = found.place.as_ref().map(|place| (place.span.of(text), &*place.name));
    found.event == event
        && same(&example.actor, &found.actor)
        && same(&example.recipient, &found.recipient)
        && example.status.as_deref().is_none_or(|status| status == found.status.as_str())
        && example
            .mode
            .as_ref()
            .is_none_or(|modes| modes.iter().all(|mode| found.mode.iter().any(|known| known.as_str() == mode)))
        && example.date.as_ref().is_none_or(|date| found.date.is_some_and(|known| known.from.to_string() == *date))
        && example
            .place
            .as_deref()
            .is_none_or(|wanted| place.is_some_and(|(words, name)| words == wanted || name == wanted))
        && is(example.dead, found.dead)
        && is(example.injured, found.injured)
        && is(example.arrested, found.arrested)
}

/// A bare country stands for its government; `REB` accepts any country.
fn fits(wanted: &str, party: &str) -> bool {
    party == wanted || party.strip_suffix(" GOV") == Some(wanted) || party.ends_with(&format!(" {wanted}"))
}

fn named(found: &Extraction, text: &str) -> String {
    let names: Vec<String> =
        found.mentions.iter().map(|mention| format!("{} = {}", mention.span.of(text), mention.actor)).collect();
    format!("found {}", names.join(", "))
}

fn events(found: &Extraction, text: &str) -> String {
    let line = |event: &Event| {
        let sides = |parties: &[Party]| parties.iter().map(Party::to_string).collect::<Vec<_>>().join(" + ");
        format!(
            "{} {} \"{}\" {} -> {}",
            event.event,
            event.status,
            event.trigger.of(text),
            sides(&event.actor),
            sides(&event.recipient)
        )
    };
    if found.events.is_empty() {
        "nothing".into()
    } else {
        found.events.iter().map(line).collect::<Vec<_>>().join("; ")
    }
}
