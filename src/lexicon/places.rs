//! Rows of `places.toml`: `["Wana", "PAK", "Khyber Pakhtunkhwa", "South Waziristan", 32.299, 69.573, "PPL", 2223, ["Wano"]],`.
//!
//! There may be many and they are read at every start: files that have one row a line are read line by line; any other
//! layout goes through the TOML reader, which also says what is wrong. Those that are built in were laid down.

use super::Place;
use super::fault::Source;
use super::laid::Laid;
use crate::origin::Origin;
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::Arc;
use toml::Spanned;

/// A place with its other names.
pub(super) struct Row<'a> {
    pub place: Place,
    pub names: Vec<Cow<'a, str>>,
}

/// Where a row is wrong, in bytes, and how.
pub(super) type Wrong = (usize, String);

/// A value of a row.
#[derive(Deserialize)]
#[serde(untagged)]
enum Cell<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    List(Vec<Cow<'a, str>>),
}

/// Reads the rows. Empty texts, and a latitude and longitude of 0, are unknown; the list of other names may be left out.
pub(super) fn parse(source: &Source) -> (Vec<Row<'_>>, Vec<Wrong>) {
    let (text, mut shared) = (&*source.text, Shared::default());
    let origin = |line: u32| Origin { file: source.file.clone(), line };
    if let Some(rows) = by_line(text, &mut shared, &origin) {
        return (rows, Vec::new());
    }
    by_toml(text, &mut shared, &origin)
}

/// The place of a row that was laid down.
pub(super) fn laid(source: &Source, laid: Laid) -> Option<Place> {
    let cells = Vec::<Cell>::deserialize(laid).ok()?;
    let row = row(cells.into_iter(), &mut Shared::default(), source.origin(laid.span().start))?;
    Some(row.place)
}

/// Reads one row a line; `None` where the file is laid out otherwise or something is wrong.
fn by_line<'a>(text: &'a str, shared: &mut Shared<'a>, origin: &impl Fn(u32) -> Origin) -> Option<Vec<Row<'a>>> {
    let mut lines = text.lines().zip(1..).map(|(line, number)| (line.trim(), number));
    lines.find(|(line, _)| *line == "rows = [")?;
    let mut rows = Vec::with_capacity(text.len() / 64);
    let mut row_cells = Vec::with_capacity(9);
    for (line, number) in lines.by_ref() {
        if line == "]" {
            // Anything that follows is for the TOML reader.
            return lines.all(|(line, _)| line.is_empty() || line.starts_with('#')).then_some(rows);
        }
        if !line.is_empty() && !line.starts_with('#') {
            cells(line, &mut row_cells)?;
            rows.push(row(row_cells.drain(..), shared, origin(number))?);
        }
    }
    None
}

/// Adds the values of a line, if it is a row of plain texts and numbers.
fn cells<'a>(line: &'a str, cells: &mut Vec<Cell<'a>>) -> Option<()> {
    let mut rest = line.trim_end_matches(',').strip_prefix('[')?.strip_suffix(']')?;
    loop {
        let (cell, after) = match rest.as_bytes().first()? {
            b'"' => text(rest).map(|(text, after)| (Cell::Text(text), after))?,
            b'[' => list(rest)?,
            _ => {
                let (number, after) = rest.split_at(rest.find(',').unwrap_or(rest.len()));
                (Cell::Number(number.parse().ok()?), after)
            }
        };
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => return after.is_empty().then_some(()),
        }
    }
}

/// A text in quotation marks and what follows it; none where the text has escapes.
fn text(rest: &str) -> Option<(Cow<'_, str>, &str)> {
    let rest = rest.strip_prefix('"')?;
    let (text, after) = rest.split_at_checked(memchr::memchr2(b'"', b'\\', rest.as_bytes())?)?;
    Some((Cow::Borrowed(text), after.strip_prefix('"')?))
}

/// A list of texts and what follows it.
fn list(rest: &str) -> Option<(Cell<'_>, &str)> {
    let mut rest = rest.strip_prefix('[')?;
    let mut texts = Vec::new();
    while let Some((found, after)) = text(rest) {
        texts.push(found);
        rest = after.strip_prefix(", ").unwrap_or(after);
    }
    Some((Cell::List(texts), rest.strip_prefix(']')?))
}

/// Reads any TOML.
fn by_toml<'a>(text: &'a str, shared: &mut Shared<'a>, origin: &impl Fn(u32) -> Origin) -> (Vec<Row<'a>>, Vec<Wrong>) {
    #[derive(Deserialize)]
    struct File {
        #[serde(default)]
        rows: Vec<Spanned<Vec<Cell<'static>>>>,
    }
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            return (Vec::new(), vec![(error.span().map_or(0, |span| span.start), error.message().to_owned())]);
        }
    };
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    let (mut line, mut counted) = (1, 0);
    for spanned in file.rows {
        let at = spanned.span().start;
        line += memchr::memchr_iter(b'\n', text.as_bytes().get(counted..at).unwrap_or_default()).count() as u32;
        counted = at;
        match row(spanned.into_inner().into_iter(), shared, origin(line)) {
            Some(row) => rows.push(row),
            None => {
                let columns =
                    "name, country, province, district, lat, lon, feature, population and a list of other names";
                wrong.push((at, format!("a place is a row of {columns}")));
            }
        }
    }
    (rows, wrong)
}

/// A row's values as a place.
fn row<'a>(mut cells: impl Iterator<Item = Cell<'a>>, shared: &mut Shared<'a>, origin: Origin) -> Option<Row<'a>> {
    let mut text = || match cells.next() {
        Some(Cell::Text(text)) => Some(text),
        _ => None,
    };
    let (name, country, province, district) = (text()?, text()?, text()?, text()?);
    let (Some(Cell::Number(lat)), Some(Cell::Number(lon))) = (cells.next(), cells.next()) else { return None };
    let (Some(Cell::Text(feature)), Some(Cell::Number(population))) = (cells.next(), cells.next()) else { return None };
    let names = match (cells.next(), cells.next()) {
        (None, None) => Vec::new(),
        (Some(Cell::List(names)), None) => names,
        _ => return None,
    };
    let known = lat != 0.0 || lon != 0.0;
    let place = Place {
        name: Arc::from(&*name),
        country: shared.word(country),
        province: (!province.is_empty()).then(|| shared.word(province)),
        district: (!district.is_empty()).then(|| shared.word(district)),
        lat: known.then_some(lat),
        lon: known.then_some(lon),
        feature: shared.word(feature),
        population: population as u32,
        origin,
    };
    let sound = !name.is_empty() && population >= 0.0 && lat.abs() <= 90.0 && lon.abs() <= 180.0;
    sound.then_some(Row { place, names })
}

/// Words that many rows share, kept once.
#[derive(Default)]
struct Shared<'a>(HashMap<Cow<'a, str>, Arc<str>>);

impl<'a> Shared<'a> {
    fn word(&mut self, word: Cow<'a, str>) -> Arc<str> {
        self.0.entry(word).or_insert_with_key(|word| Arc::from(&**word)).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fault::Text;

    fn source(text: &str) -> Source {
        Source::new(0, "places.toml", Text::Read(text.into()))
    }

    const ROWS: &str = "schema = 1\nrows = [\n# Kept by hand.\n  [\"Oldfort\", \"XYZ\", \"Hill\", \"\", -1.5, 2, \"PPL\", 12000, \
        [\"Ōldfort\", \"Old-Fort\"]],\n[\"Grey Sea\", \"\", \"\", \"\", 0, 0, \"SEA\", 0],\n]\n";

    fn shown(row: &Row) -> String {
        let place = &row.place;
        let (where_, at) = ((&place.country, &place.province, &place.district), (place.lat, place.lon));
        format!(
            "{} {where_:?} {at:?} {} {} {:?} {}",
            place.name, place.feature, place.population, row.names, place.origin.line
        )
    }

    #[test]
    fn any_layout_gives_the_same_places() {
        // The same in other lines goes through the TOML reader.
        let other = ROWS.replace("rows = [", "rows=[").replace(", 12000", ", 12_000");
        for text in [ROWS, &other] {
            let source = source(text);
            let (rows, wrong) = parse(&source);
            assert_eq!(wrong, []);
            let shown: Vec<_> = rows.iter().map(shown).collect();
            assert_eq!(
                shown[0],
                r#"Oldfort ("XYZ", Some("Hill"), None) (Some(-1.5), Some(2.0)) PPL 12000 ["Ōldfort", "Old-Fort"] 4"#
            );
            assert_eq!(shown[1], r#"Grey Sea ("", None, None) (None, None) SEA 0 [] 5"#);
            assert_eq!(rows.len(), 2);
        }
    }

    #[test]
    fn faults_say_where() {
        let text = ROWS.replace("\"SEA\", 0", "\"SEA\", \"many\"");
        let text = source(&text);
        let (rows, wrong) = parse(&text);
        assert_eq!((rows.len(), wrong.len()), (1, 1));
        assert_eq!(wrong[0].0, ROWS.find("[\"Grey").unwrap());
        assert_eq!(parse(&source("rows = [\n[\"Oldfort\", \n")).1.len(), 1);
        // A latitude beyond the pole.
        assert_eq!(parse(&source(&ROWS.replace("-1.5", "91"))).1.len(), 1);
    }
}
