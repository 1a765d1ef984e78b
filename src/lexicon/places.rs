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
    let rows = match plain_rows(text) {
        Some(rows) => rows,
        None => match toml::from_str::<File>(text) {
            Ok(file) => located(text, file),
            Err(error) => {
                return (Vec::new(), vec![(error.span().map_or(0, |span| span.start), error.message().to_owned())]);
            }
        },
    };
    (rows.into_iter().map(|(line, columns)| row(columns, origin(line))).collect(), Vec::new())
}

/// Rows that stand one on a line, as generated files have them, with their lines. Such a row is JSON too, and reading that is
/// much faster; none where anything in the file is written otherwise.
fn plain_rows(text: &str) -> Option<Vec<(u32, Columns)>> {
    let (head, list) = text.split_once("\nrows = [\n")?;
    toml::from_str::<toml::Table>(head).ok()?;
    let first = 2 + memchr::memchr_iter(b'\n', head.as_bytes()).count() as u32 + 1;
    let mut rows = Vec::new();
    let mut lines = (first..).zip(list.lines().map(str::trim));
    for (number, line) in lines.by_ref().take_while(|(_, line)| *line != "]") {
        if !line.is_empty() && !line.starts_with('#') {
            rows.push((number, serde_json::from_str(line.strip_suffix(',').unwrap_or(line)).ok()?));
        }
    }
    lines.all(|(_, line)| line.is_empty()).then_some(rows)
}

fn located(text: &str, file: File) -> Vec<(u32, Columns)> {
    let mut line = 1;
    let mut counted = 0;
    let rows = file.rows.into_iter().map(|spanned| {
        let at = spanned.span().start;
        line += memchr::memchr_iter(b'\n', text.as_bytes().get(counted..at).unwrap_or_default()).count() as u32;
        counted = at;
        (line, spanned.into_inner())
    });
    rows.collect()
}

fn row(columns: Columns, origin: Origin) -> Row {
    let (name, country, province, district, lat, lon, feature, population, names) = columns;
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
        origin,
    };
    Row { place, names }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, u32)> {
        let (rows, faults) = parse(text, |line| Origin { file: "places.toml".into(), line });
        assert!(faults.is_empty(), "{faults:?}");
        rows.iter().map(|row| (row.place.name.to_string(), row.place.origin.line)).collect()
    }

    #[test]
    fn the_fast_way_reads_as_the_slow_one() {
        let text = "schema = 1\nrows = [\n  [\"Wana\", \"PAK\", \"\", \"\", 32.3, 69.6, \"PPL\", 0, [\"W\u{101}na\"]],\n  # north\n  \
                    [\"Swat \\\"x\\\"\", \"PAK\", \"\", \"\", 0, 0.0, \"ADM2\", 7, []],\n]\n";
        let rows = read(text);
        assert_eq!(rows, [("Wana".to_owned(), 3), ("Swat \"x\"".to_owned(), 5)]);
        assert!(plain_rows(text).is_some());
        let toml_only = text.replace("\"Wana\"", "'Wana'");
        assert!(plain_rows(&toml_only).is_none());
        assert_eq!(read(&toml_only), rows);
    }
}
