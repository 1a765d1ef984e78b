//! Rows of `places.toml`: `["Wana", "PAK", "Khyber Pakhtunkhwa", "", 32.3, 69.57, "PPL", 0, ["Wāna"]]`.

use super::Place;
use crate::origin::Origin;
use serde::Deserialize;
use toml::Spanned;

/// A place with its other names.
pub(super) struct Row {
    pub place: Place,
    pub names: Vec<String>,
}

/// name, country, province, district, latitude, longitude, feature, population, other names.
type Columns = (String, String, String, String, f64, f64, String, u32, Vec<String>);

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    rows: Vec<Spanned<Columns>>,
}

/// Reads the rows. Empty texts and a latitude and longitude of 0 are unknown.
pub(super) fn parse(text: &str, origin: impl Fn(u32) -> Origin) -> (Vec<Row>, Vec<(usize, String)>) {
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            return (Vec::new(), vec![(error.span().map_or(0, |span| span.start), error.message().to_owned())]);
        }
    };
    let mut line = 1;
    let mut counted = 0;
    let rows = file.rows.into_iter().map(|spanned| {
        let at = spanned.span().start;
        line += memchr::memchr_iter(b'\n', text.as_bytes().get(counted..at).unwrap_or_default()).count() as u32;
        counted = at;
        let (name, country, province, district, lat, lon, feature, population, names) = spanned.into_inner();
        let known = lat != 0.0 || lon != 0.0;
        let place = Place {
            name: name.into(),
            country: country.into(),
            province: (!province.is_empty()).then(|| province.into()),
            district: (!district.is_empty()).then(|| district.into()),
            lat: known.then_some(lat),
            lon: known.then_some(lon),
            feature: feature.into(),
            population,
            origin: origin(line),
        };
        Row { place, names }
    });
    (rows.collect(), Vec::new())
}
