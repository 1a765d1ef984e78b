//! Who a side of an event is in tables: an actor of the dictionaries, else a part of a country's society, else nobody known.

use super::Known;
use crate::dataset::PartyRecord;

/// Where a party has neither id nor code nor sector.
pub const UNKNOWN: &str = "(not identified)";

/// What a party counts as: `TTP`, `PAK MIL`, or [`UNKNOWN`].
pub fn key(party: &PartyRecord) -> String {
    if let Some(id) = &party.actor_id {
        return id.clone();
    }
    let parts: Vec<&str> = party.code.iter().chain(&party.sector).map(String::as_str).collect();
    if parts.is_empty() { UNKNOWN.to_owned() } else { parts.join(" ") }
}

/// The different keys of a side, in order, or those of what they are part of on the date; [`UNKNOWN`] alone for an empty
/// side.
pub fn keys(side: &[PartyRecord], date: Option<&str>, wholes: Option<&Known>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let top = |party: &PartyRecord| {
        let key = key(party);
        wholes.map(|known| known.top(&key, date).to_owned()).unwrap_or(key)
    };
    for key in side.iter().map(top) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if keys.is_empty() {
        keys.push(UNKNOWN.to_owned());
    }
    keys
}
