//! Words of one party with nobody on the other side: the `[[lone]]` rules of `rules.toml`.

use super::clause::Clause;
use super::parties::Cast;
use super::places::Location;
use crate::annotation::{Event, Party};
use crate::lexicon::{Lone, is_country};
use crate::ontology::{Kind, Sector};
use std::sync::Arc;

/// The rule by which an event is none: of those who take part only one is told, a person or a nameless agent, and nothing
/// in the sentence points beyond his country.
pub(super) fn rule<'l>(event: &Event, clause: &Clause<'l>, cast: &Cast, locations: &[Location]) -> Option<&'l Lone> {
    let mut parties = event.actor.iter().chain(&event.recipient);
    let only = parties.next().filter(|_| parties.next().is_none())?;
    let home = home(only, cast)?;
    if looks_abroad(home.as_ref(), only, clause, cast, locations) {
        return None;
    }
    clause.lexicon.rules.lone.iter().find(|rule| rule.events.contains(&event.event))
}

/// The country of a person, party or parliament, or none for an agent of no country; nothing for those whose word is always
/// an act: states, groups, bodies and who speaks for them, and whoever bears arms.
fn home(party: &Party, cast: &Cast) -> Option<Option<Arc<str>>> {
    let armed = |sector: &Sector| matches!(sector, Sector::Reb | Sector::Mil | Sector::Prm | Sector::Uaf);
    match &party.actor {
        None => (party.code.is_none() && !party.sector.iter().any(armed)).then_some(None),
        Some(_) => {
            let domestic =
                matches!(cast.kind(party), Some(Kind::Person | Kind::Party)) || party.sector == [Sector::Leg];
            (domestic && party.code.as_ref().is_none_or(|code| is_country(code))).then(|| party.code.clone())
        }
    }
}

/// Whether the sentence names anybody, or any place, of another country.
fn looks_abroad(home: Option<&Arc<str>>, only: &Party, clause: &Clause, cast: &Cast, locations: &[Location]) -> bool {
    let others = (0..clause.len()).filter_map(|token| cast.mentions.get(clause.mention(token)?));
    let foreign = |code: Option<Arc<str>>| code.is_some() && code.as_ref() != home;
    others.filter(|mention| Some(&mention.actor) != only.actor.as_ref()).any(|mention| {
        let public = mention.kind != Kind::Person || home.is_some();
        public && foreign(cast.named(mention, mention.span).code)
    }) || locations.iter().any(|location| location.lies_outside(home, clause.lexicon))
}
