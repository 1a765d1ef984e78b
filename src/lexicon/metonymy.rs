//! `[metonymy]` of `rules.toml`: when a capital or country acts, and when it is only a place.

use serde::Deserialize;
use std::collections::HashSet;

/// Words around the name of a capital or country. Lower case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metonymy {
    /// Prepositions after which a capital or country is a place.
    pub place_after: HashSet<String>,
    /// Nouns that, with "in", "to" or "of" after them, make the name a party: "interference in", "visit to".
    pub party_nouns: HashSet<String>,
    /// Words after which a capital is its government: "with", "between", "by".
    pub government_after: HashSet<String>,
    /// Nouns after a capital that make it a place: "airport", "province".
    pub place_before: HashSet<String>,
}

impl Metonymy {
    pub(super) fn parse(rules: &str) -> Metonymy {
        #[derive(Deserialize)]
        struct File {
            #[serde(default)]
            metonymy: Metonymy,
        }
        toml::from_str::<File>(rules).map(|file| file.metonymy).unwrap_or_default()
    }
}
