//! The records as tables that spreadsheets open: UTF-8, comma, RFC 4180, a header always, ISO dates.
//!
//! Lists are joined with `; `. Parties stand in columns of their own, several of them in the same order in each.

use super::record::{ArticleRecord, EventRecord, MentionRecord, PartyRecord};
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

/// A row as a table shows it: names of columns and what stands in them.
pub trait Table: DeserializeOwned {
    /// Names of the columns.
    const HEADER: &'static [&'static str];
    /// The article that it is of.
    #[cfg(feature = "parquet")]
    fn doc(&self) -> &str;
    /// One cell a column.
    fn cells(&self) -> Vec<String>;
}

/// Writes the table of a JSON Lines file.
pub fn export<T: Table>(jsonl: &Path, out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(T::HEADER)?;
    for line in BufReader::new(File::open(jsonl)?).lines() {
        let row: T = serde_json::from_str(&line?)?;
        table.write_record(row.cells())?;
    }
    table.flush()
}

impl Table for ArticleRecord {
    const HEADER: &'static [&'static str] = &[
        "doc",
        "title",
        "published",
        "published_from",
        "source",
        "url",
        "lang",
        "sha256",
        "sentences",
        "duplicate_of",
        "n_sources",
    ];

    #[cfg(feature = "parquet")]
    fn doc(&self) -> &str {
        &self.doc
    }

    fn cells(&self) -> Vec<String> {
        let one = |cell: &Option<String>| cell.clone().unwrap_or_default();
        vec![
            self.doc.clone(),
            one(&self.title),
            one(&self.published),
            one(&self.published_from),
            one(&self.source),
            one(&self.url),
            one(&self.lang),
            self.sha256.clone(),
            self.sentences.to_string(),
            one(&self.duplicate_of),
            self.n_sources.to_string(),
        ]
    }
}

impl Table for MentionRecord {
    const HEADER: &'static [&'static str] =
        &["doc", "sentence", "start", "end", "text", "actor", "kind", "code", "sector", "how", "trace"];

    #[cfg(feature = "parquet")]
    fn doc(&self) -> &str {
        &self.doc
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.sentence.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            self.text.clone(),
            self.actor.clone(),
            self.kind.clone(),
            self.code.clone().unwrap_or_default(),
            list(&self.sector),
            self.how.clone(),
            list(&self.trace),
        ]
    }
}

impl Table for EventRecord {
    const HEADER: &'static [&'static str] = &[
        "id",
        "doc",
        "sentence",
        "start",
        "end",
        "text",
        "event_text",
        "event",
        "mode",
        "context",
        "quad_code",
        "event_scale",
        "cameo",
        "acled",
        "status",
        "actor_id",
        "actor_name",
        "actor_text",
        "actor_code",
        "actor_sector",
        "recipient_id",
        "recipient_name",
        "recipient_text",
        "recipient_code",
        "recipient_sector",
        "date",
        "date_to",
        "date_text",
        "date_from",
        "place_text",
        "place",
        "country_code",
        "province",
        "district",
        "lat",
        "lon",
        "feature_code",
        "place_from",
        "dead",
        "injured",
        "arrested",
        "size",
        "attribution",
        "link",
        "trace",
    ];

    #[cfg(feature = "parquet")]
    fn doc(&self) -> &str {
        &self.doc
    }

    fn cells(&self) -> Vec<String> {
        let one = |cell: &Option<String>| cell.clone().unwrap_or_default();
        let count = |cell: Option<u32>| cell.map(|count| count.to_string()).unwrap_or_default();
        let mut cells = vec![
            self.id.clone(),
            self.doc.clone(),
            self.sentence.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            self.text.clone(),
            self.event_text.clone(),
            self.event.clone(),
            list(&self.mode),
            list(&self.context),
            self.quad_code.to_string(),
            self.event_scale.to_string(),
            one(&self.cameo),
            one(&self.acled),
            self.status.clone(),
        ];
        cells.extend(parties(&self.actor));
        cells.extend(parties(&self.recipient));
        cells.extend([one(&self.date), one(&self.date_to), one(&self.date_text), one(&self.date_from)]);
        cells.extend(place(self));
        cells.extend([count(self.dead), count(self.injured), count(self.arrested), count(self.size)]);
        cells.push(self.attribution.as_ref().map(|source| source.entity_text.clone()).unwrap_or_default());
        cells.extend([one(&self.link), list(&self.trace)]);
        cells
    }
}

fn parties(parties: &[PartyRecord]) -> [String; 5] {
    let column = |cell: fn(&PartyRecord) -> String| parties.iter().map(cell).collect::<Vec<_>>().join("; ");
    [
        column(|party| party.actor_id.clone().unwrap_or_default()),
        column(|party| party.identifier_text.clone().unwrap_or_default()),
        column(|party| party.entity_text.clone()),
        column(|party| party.code.clone().unwrap_or_default()),
        column(|party| party.sector.join(" ")),
    ]
}

fn place(event: &EventRecord) -> [String; 9] {
    let Some(place) = &event.event_loc else { return Default::default() };
    let one = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let degrees = |cell: Option<f64>| cell.map(|degrees| degrees.to_string()).unwrap_or_default();
    [
        place.extracted_place.clone(),
        place.resolved_place.clone(),
        one(&place.country_code),
        one(&place.province),
        one(&place.district),
        degrees(place.lat),
        degrees(place.lon),
        one(&place.feature_code),
        place.place_from.clone(),
    ]
}

fn list(members: &[String]) -> String {
    members.join("; ")
}
