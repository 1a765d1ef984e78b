//! What a review is to ask about, and by which keys: what the command line says, checked against the dataset.

use super::{Args, Asked};
use crate::cli::Failure;
use crate::cli::settings::{KeySettings, Sources};
use crate::dataset::Dataset;
use crate::lexicon::{Lexicon, nearest};
use crate::review::{Audit, Desk, Keys, Only, Wanted};
use std::path::Path;

/// The questions that are wanted. An actor or article that is nowhere is a slip, and no reason for an empty queue.
pub fn wanted(args: &Args, dataset: &Dataset, lexicon: &Lexicon) -> Result<Wanted, Failure> {
    if let Some(id) = &args.actor {
        known_actor(id, dataset, lexicon)?;
    }
    if let Some(doc) = &args.doc {
        known_article(doc, dataset)?;
    }
    let adjudicate = match args.adjudicate.as_slice() {
        [one, other] => Some((one.clone(), other.clone())),
        _ => None,
    };
    Ok(Wanted {
        only: args.only.iter().map(|&asked| asked.into()).collect(),
        actor: args.actor.clone(),
        doc: args.doc.clone(),
        event: args.event,
        seed: args.seed,
        audit: args.sample.map(|size| Audit { size: size.get(), seed: args.seed, adjudicate }),
    })
}

/// The keys of the settings.
pub fn keys(sources: &Sources) -> Result<Keys, Failure> {
    let (settings, listed) = sources.resolve_with_origins::<KeySettings>()?;
    let origin = listed.first().map(|setting| setting.origin.to_string()).unwrap_or_default();
    Keys::with(settings.keys.iter().map(String::as_str))
        .map_err(|fault| Failure::new(format!("keys ({origin}): {fault}")))
}

/// Fails where somebody is named whose codings are to be compared and who has coded nothing.
pub fn known_coders(args: &Args, desk: &Desk, file: &Path) -> Result<(), Failure> {
    let known = desk.coders();
    let Some(unknown) = args.adjudicate.iter().find(|name| !known.contains(&name.as_str())) else { return Ok(()) };
    let there = match known.as_slice() {
        [] => "nobody has coded a sample yet; --sample N --coder NAME does".to_owned(),
        known => format!("those who have are {}", known.join(", ")),
    };
    Err(Failure::new(format!("`{unknown}` has coded no sample in {}; {there}", file.display())))
}

fn known_actor(id: &str, dataset: &Dataset, lexicon: &Lexicon) -> Result<(), Failure> {
    let parties = dataset.events.iter().flat_map(|row| row.actor.iter().chain(&row.recipient));
    let named = dataset.mentions.iter().any(|row| row.actor == id);
    if named || parties.filter_map(|party| party.actor_id.as_deref()).any(|known| known == id) {
        return Ok(());
    }
    let called = lexicon.aliases.iter().filter(|alias| alias.text.to_lowercase() == id.to_lowercase());
    let called = called.filter_map(|alias| lexicon.actor_of(alias)).map(|actor| &*actor.id);
    let known = dataset.mentions.iter().map(|row| row.actor.as_str());
    let meant = called
        .chain(nearest(id, known))
        .chain(lexicon.nearest_id(id))
        .next()
        .map(|meant| format!("; did you mean `{meant}`?"));
    let why = match lexicon.actor(id) {
        Some(actor) => format!("{} ({id}) is named nowhere in this dataset", actor.name),
        None => format!("no dictionary has an actor `{id}`{}", meant.unwrap_or_default()),
    };
    Err(Failure::new(why))
}

fn known_article(doc: &str, dataset: &Dataset) -> Result<(), Failure> {
    let docs = || dataset.articles.iter().map(|row| row.doc.as_str());
    if docs().any(|known| known == doc) {
        return Ok(());
    }
    let mut meant: Vec<&str> = docs().filter(|known| known.contains(doc)).take(SHOWN).collect();
    if meant.is_empty() {
        meant.extend(nearest(doc, docs()));
    }
    let meant = match meant.as_slice() {
        [] => docs().next().map(|first| format!("; articles are called as in `{first}`")).unwrap_or_default(),
        meant => format!("; did you mean `{}`?", meant.join("` or `")),
    };
    Err(Failure::new(format!("the dataset has no article `{doc}`{meant}")))
}

/// Enough to choose from.
const SHOWN: usize = 3;

impl From<Asked> for Only {
    fn from(asked: Asked) -> Only {
        match asked {
            Asked::Ambiguous => Only::Ambiguous,
            Asked::Unknown => Only::Unknown,
            Asked::New => Only::New,
            Asked::Changed => Only::Changed,
            Asked::Events => Only::Events,
        }
    }
}
