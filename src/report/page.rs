//! The page as one file: markup, style, script and data, with a policy that lets nothing else run and nothing leave.

use super::codebook::{LIMITS, entries};
use super::data::data;
use super::happened::happened;
use super::{Beside, chunks, quality, warnings};
use crate::dataset::{Dataset, EventRecord};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

const STYLE: &str = concat!(
    include_str!("assets/base.css"),
    include_str!("assets/parts.css"),
    include_str!("assets/reading.css"),
    "@media print {\n",
    include_str!("assets/brief.css"),
    "}\n",
    include_str!("assets/print.css"),
);
/// What a browser prints of the whole page, a brief shows from the start.
const BRIEF_STYLE: &str = concat!(
    include_str!("assets/base.css"),
    include_str!("assets/parts.css"),
    include_str!("assets/brief.css"),
    include_str!("assets/print.css"),
);
const SCRIPT: &str = concat!(
    "\"use strict\";\n",
    include_str!("assets/dom.js"),
    include_str!("assets/data.js"),
    include_str!("assets/state.js"),
    include_str!("assets/filters.js"),
    include_str!("assets/figure.js"),
    include_str!("assets/rows.js"),
    include_str!("assets/opening.js"),
    include_str!("assets/changes.js"),
    include_str!("assets/sources.js"),
    include_str!("assets/timeline.js"),
    include_str!("assets/matrix.js"),
    include_str!("assets/network.js"),
    include_str!("assets/map.js"),
    include_str!("assets/actors.js"),
    include_str!("assets/events.js"),
    include_str!("assets/chunks.js"),
    include_str!("assets/reading.js"),
    include_str!("assets/article.js"),
    include_str!("assets/leftovers.js"),
    include_str!("assets/counts.js"),
    include_str!("assets/quality.js"),
    include_str!("assets/method.js"),
    include_str!("assets/keys.js"),
    include_str!("assets/main.js"),
);
const BODY: &str = include_str!("assets/body.html");
/// Countries of Natural Earth at 1:110 million, as topojson.
const BORDERS: &str = include_str!("assets/countries-110m.json");

/// `report.html` of a dataset; `name` is what it is called.
pub fn page(dataset: &Dataset, beside: &Beside, name: &str) -> io::Result<String> {
    let mut data = data(dataset, beside);
    data["name"] = json!(name);
    data["limits"] = json!(LIMITS);
    data["codebook"] = codebook();
    data["changes"] = json!(beside.changes);
    data["quality"] = quality::quality(&beside.quality, &dataset.run.started);
    data["command"] = json!(beside.command);
    data["files"] = json!(beside.files);
    data["folder"] = json!(beside.folder);
    data["brief"] = json!(beside.brief);
    data["chunks"] =
        json!(beside.chunks.as_ref().map(|folder| json!({ "folder": folder, "articles": chunks::ARTICLES })));
    let head = packed(head(&mut data).to_string().as_bytes())?;
    let (data, borders) = (packed(data.to_string().as_bytes())?, packed(BORDERS.as_bytes())?);
    let (title, summary) = (escape(name), summary(dataset, beside, name));
    let style = if beside.brief { BRIEF_STYLE } else { STYLE };
    let policy = policy(style, beside.chunks.is_some());
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title} · khabar report</title>\n<style>{style}</style>\n</head>\n<body>\n{BODY}\
         <noscript>{summary}</noscript>\n\
         <script type=\"application/json\" id=\"head\" data-packed=\"gzip base64\">{head}</script>\n\
         <script type=\"application/json\" id=\"data\" data-packed=\"gzip base64\">{data}</script>\n\
         <script type=\"application/json\" id=\"borders\" data-packed=\"gzip base64\">{borders}</script>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n"
    ))
}

/// What is shown while all else is still being unpacked.
fn head(data: &mut Value) -> Value {
    let mut take = |name: &str| data.as_object_mut().and_then(|data| data.remove(name)).unwrap_or_default();
    json!({ "name": take("name"), "run": take("run"), "warnings": take("warnings") })
}

/// Only this page's own script and style run; nothing is fetched, sent or framed. With `chunks` scripts that lie beside it
/// may run too.
fn policy(style: &str, chunks: bool) -> String {
    let hash = |text: &str| BASE64.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'{}; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        if chunks { " 'self'" } else { "" },
        hash(style)
    )
}

/// Compressed, in letters that are neither markup nor code.
pub(super) fn packed(bytes: &[u8]) -> io::Result<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(BASE64.encode(encoder.finish()?))
}

fn codebook() -> Value {
    let fields = |fields: &[super::codebook::Field]| -> Value {
        fields.iter().map(|field| json!([field.name, field.kind, field.about])).collect()
    };
    entries().iter().map(|entry| json!([entry.name, entry.about, fields(&entry.fields)])).collect()
}

/// What a reader without scripts, or a preview in a mail, sees.
fn summary(dataset: &Dataset, beside: &Beside, name: &str) -> String {
    let counts = &dataset.run.counts;
    let events: Vec<&EventRecord> = happened(dataset).collect();
    let telling: HashSet<&str> = events.iter().map(|row| row.doc.as_str()).collect();
    let warnings: String = warnings::warnings(dataset, beside)
        .iter()
        .map(|warning| format!("<li>{}</li>\n", escape(&warning.words)))
        .collect();
    let actors: String = most_named(dataset)
        .iter()
        .map(|(actor, count)| format!("<tr><td>{}</td><td>{count}</td></tr>\n", escape(actor)))
        .collect();
    format!(
        "<main>\n<h1>{}</h1>\n<p>{} events in {} articles. Charts, tables and articles need a browser with scripts \
         switched on; the page itself sends and loads nothing.</p>\n<h2>Read this first</h2>\n<ul>\n{warnings}</ul>\n\
         <h2>Accounting</h2>\n<p>{} inputs = {} coded (of these {} duplicates) + {} no text + {} outside dates + {} \
         skipped</p>\n<p>{} rows of events, of which those are counted that happened, each once</p>\n<h2>Actors named most</h2>\n<table>\n<tr><th>actor</th><th>mentions</th></tr>\n{actors}</table>\n</main>",
        escape(name),
        events.len(),
        telling.len(),
        counts.inputs,
        counts.coded,
        counts.duplicates,
        counts.no_text,
        counts.outside_dates,
        counts.skipped,
        counts.events,
    )
}

fn most_named(dataset: &Dataset) -> Vec<(&str, usize)> {
    let mut named: HashMap<&str, usize> = HashMap::new();
    dataset.mentions.iter().for_each(|row| *named.entry(&row.actor).or_default() += 1);
    let mut named: Vec<_> = named.into_iter().collect();
    named.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    named.truncate(20);
    named
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files share one scope: the later of two would silently take the place of the other.
    #[test]
    fn no_two_files_of_the_script_define_the_same_name() {
        let defined = |line: &'static str| {
            let rest = line.strip_prefix("async ").unwrap_or(line);
            let rest = ["function ", "const ", "let "].iter().find_map(|word| rest.strip_prefix(word))?;
            rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|name| !name.is_empty())
        };
        let mut names: Vec<&str> = SCRIPT.lines().filter_map(defined).collect();
        assert!(names.len() > 100, "{names:?}");
        names.sort_unstable();
        let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
