//! `[metonymy]` of `rules.toml`: when a capital or country acts, and when it is only a place.

use serde::Deserialize;
use std::collections::HashSet;

/// Words around the name of a capital or country. Lower case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metonymy {
    /// Words after which a capital or country is a place.
    pub place_after: HashSet<String>,
    /// Words after which a capital is a place, and a country is not.
    pub capital_place_after: HashSet<String>,
    /// Words before "to" that make what follows a place: "refugees to", "flew to".
    pub motion: HashSet<String>,
    /// Words before "from" that make what follows a party: "guarantees from".
    pub seeking: HashSet<String>,
    /// Words between such a word and the name: "eastern", "neighbouring".
    pub skipped: HashSet<String>,
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
