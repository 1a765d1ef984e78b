//! Which place of the lexicon a name means, and what is known of it.

use super::Location;
use crate::annotation::{EventPlace, PlaceFrom};
use crate::lexicon::{Lexicon, Place};
use crate::text::Span;
use std::sync::Arc;

/// The most exact name where several stand together ("Wana, South Waziristan, Pakistan"); of several places of one name
/// the largest in the countries that the sentence names, else the one at home.
pub fn resolve(
    text: &str,
    location: &Location,
    all: &[Location],
    lexicon: &Lexicon,
    countries: &[Arc<str>],
    home: Option<&Arc<str>>,
    from: PlaceFrom,
) -> EventPlace {
    // "Mali" is the country, whatever towns bear its name.
    if let Some(country) = places_of(location, lexicon).find(|place| place.is_country()) {
        return place_of(country, location.span, from);
    }
    // "Ndola (Ouham, Central African Republic)" is not the one in Zambia.
    let told = country_told(text, location, all, lexicon);
    if let Some(country) = told.filter(|told| !places_of(location, lexicon).any(|place| place.country == *told)) {
        return EventPlace { country: Some(country), ..open(location, Vec::new(), text, from) };
    }
    let mut others: Vec<&Location> = all.iter().filter(|other| other.words != location.words).collect();
    others.sort_by_key(|other| other.words.0.abs_diff(location.words.1));
    let near: Vec<&Place> = others.into_iter().flat_map(|other| places_of(other, lexicon)).collect();
    match chosen(location, &near, lexicon, countries, home) {
        Some(place) => place_of(place, location.span, from),
        None => {
            let open = open(location, places_of(location, lexicon).collect(), text, from);
            // "the village of Kuriga in Kaduna State".
            let wider = || near.iter().copied().find(|place| &*place.feature == "ADM1" || place.is_country());
            let within = wider().filter(|_| location.holders.is_empty());
            EventPlace {
                country: open.country.clone().or_else(|| within.map(|place| place.country.clone())),
                province: within.and_then(|place| place.province.clone()),
                ..open
            }
        }
    }
}

fn places_of<'l>(location: &Location, lexicon: &'l Lexicon) -> impl Iterator<Item = &'l Place> {
    location.holders.iter().filter_map(|&holder| lexicon.place(holder))
}

/// Which of the places of its name a location is: the one within a place named beside it, in a country told, or at home.
fn chosen<'l>(
    location: &Location,
    near: &[&Place],
    lexicon: &'l Lexicon,
    countries: &[Arc<str>],
    home: Option<&Arc<str>>,
) -> Option<&'l Place> {
    let places = || places_of(location, lexicon);
    let named_above = |place: &&Place| {
        near.iter().any(|other| {
            place.province.as_ref().is_some_and(|province| *province == other.name)
                || place.district.as_ref().is_some_and(|district| *district == other.name)
                || (other.is_country() && other.country == place.country)
        })
    };
    let in_these = || places().filter(|place| countries.contains(&place.country)).max_by_key(|place| place.population);
    let within = places().filter(named_above).max_by_key(|place| place.population);
    // "Lavrov met Kerry in Vienna": no town of Virginia.
    let capital = || settle(places().collect()).filter(|place| &*place.feature == "PPLC");
    within
        .or_else(|| in_these().map(|place| capital().unwrap_or(place)))
        .or_else(|| settle(places().filter(|place| home == Some(&place.country)).collect()))
        .or_else(|| settle(places().collect()))
}

/// The country named right behind a place, over districts and provinces, with nothing but marks or "province" between.
fn country_told(text: &str, location: &Location, all: &[Location], lexicon: &Lexicon) -> Option<Arc<str>> {
    if location.is_country {
        return None;
    }
    let mut end = location.span.end;
    for next in all.iter().filter(|next| next.words.0 > location.words.1) {
        let between = text.get(end as usize..next.span.start as usize)?;
        if next.acts || !is_only_setting(between, lexicon) {
            return None;
        }
        end = next.span.end;
        if next.is_country {
            // "Atlanta, Georgia" is no town of the Caucasus.
            let name = next.holders.first().and_then(|&holder| lexicon.place(holder)).map(|place| &place.name);
            if places_of(location, lexicon).any(|place| place.province.as_ref() == name) {
                return None;
            }
            return lexicon.place(*next.holders.first()?).map(|place| place.country.clone());
        }
    }
    None
}

/// Whether there are only marks and words like "province".
fn is_only_setting(between: &str, lexicon: &Lexicon) -> bool {
    let words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let nouns = &lexicon.rules.words.place_nouns;
    words.map(str::to_lowercase).all(|word| nouns.contains(word.as_str()))
}

/// One holder, or one that is far larger than all others.
pub fn settle(mut places: Vec<&Place>) -> Option<&Place> {
    places.sort_by_key(|place| std::cmp::Reverse(place.population));
    match places[..] {
        [only] => Some(only),
        [first, second, ..] => {
            let much_larger = first.population / 10 > second.population.max(1000);
            let same = first.country == second.country && first.province == second.province;
            (much_larger || same || first.is_country()).then_some(first)
        }
        [] => None,
    }
}

fn place_of(place: &Place, span: Span, from: PlaceFrom) -> EventPlace {
    EventPlace {
        span,
        name: place.name.clone(),
        country: (!place.country.is_empty()).then(|| place.country.clone()),
        province: place.province.clone(),
        district: place.district.clone(),
        lat: place.lat,
        lon: place.lon,
        feature: Some(place.feature.clone()),
        from,
    }
}

/// A name that the lexicon does not know, or with several holders that nothing tells apart: only what they share.
fn open(location: &Location, places: Vec<&Place>, text: &str, from: PlaceFrom) -> EventPlace {
    let first = places.first();
    let shared = first
        .filter(|first| places.iter().all(|place| place.country == first.country))
        .map(|first| first.country.clone());
    EventPlace {
        span: location.span,
        name: first.map_or_else(|| Arc::from(location.span.of(text)), |place| place.name.clone()),
        country: shared,
        province: None,
        district: None,
        lat: None,
        lon: None,
        feature: None,
        from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    fn city(province: &str, population: u32) -> Place {
        Place {
            name: "Twin".into(),
            country: "AFG".into(),
            province: Some(province.into()),
            district: None,
            lat: None,
            lon: None,
            feature: "PPL".into(),
            population,
            origin: Origin { file: "places.toml".into(), line: 1 },
        }
    }

    #[test]
    fn a_far_larger_namesake_is_meant_whatever_the_numbers() {
        let (one, other, small) = (city("Herat", u32::MAX / 2), city("Ghor", u32::MAX), city("Farah", 2_000));
        assert!(settle(vec![&one, &other]).is_none());
        assert_eq!(settle(vec![&small, &other]).map(|place| place.population), Some(u32::MAX));
    }
}
