//! The page's data: every row of the dataset once, strings that repeat as numbers, in short arrays.
//!
//! `assets/data.js` reads what is written here; the order of each array stands in both.

use super::anchor::{self, Anchor};
use super::shared::Shared;
use super::{Beside, Known, RoleLine, Text, party, warnings};
use crate::dataset::{ArticleRecord, Dataset, EventRecord, LeftoverRecord, MentionRecord, PartyRecord};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// Leftovers of a kind that the page shows, the most frequent first; all are in `leftovers.jsonl`.
const LEFTOVERS_SHOWN: usize = 400;

/// All that the page shows.
pub fn data(dataset: &Dataset, beside: &Beside) -> Value {
    let mut tables = Tables::new(dataset);
    let sentences = sentences(dataset);
    let numbers: HashMap<(&str, u32), usize> =
        sentences.iter().enumerate().map(|(i, sentence)| ((sentence.doc, sentence.number), i)).collect();
    let rows: Vec<Value> = sentences
        .iter()
        .map(|sentence| {
            let text = if beside.brief { "" } else { sentence.text };
            json!([tables.doc(sentence.doc), sentence.number, sentence.start, text])
        })
        .collect();
    let events: Vec<Value> = dataset
        .events
        .iter()
        .map(|event| tables.event(event, numbers.get(&(event.doc.as_str(), event.sentence)).copied()))
        .collect();
    let (said, mentions) = tables.mentions(dataset);
    let articles: Vec<Value> = dataset.articles.iter().map(|article| tables.article(article, beside)).collect();
    json!({
        "run": dataset.run,
        "warnings": warnings::warnings(dataset, beside).iter().map(|one| json!([one.section, one.words])).collect::<Value>(),
        "articles": articles,
        "sentences": rows,
        "events": events,
        "said": said,
        "mentions": mentions,
        "parties": tables.named(beside.known.as_ref()),
        "places": tables.places,
        "strings": tables.strings.into_strings(),
        "leftovers": leftovers(&dataset.leftovers, if beside.brief { 0 } else { LEFTOVERS_SHOWN }, beside.known.as_ref()),
        "skipped": dataset.skipped,
    })
}

/// A sentence that has an event.
struct Sentence<'a> {
    doc: &'a str,
    number: u32,
    text: &'a str,
    start: Option<u32>,
}

fn sentences(dataset: &Dataset) -> Vec<Sentence<'_>> {
    let mut anchors: BTreeMap<(&str, u32), Vec<Anchor<'_>>> = BTreeMap::new();
    for event in &dataset.events {
        let anchor = Anchor { start: event.start, words: &event.event_text };
        anchors.entry((&event.doc, event.sentence)).or_default().push(anchor);
    }
    for mention in &dataset.mentions {
        if let Some(anchors) = anchors.get_mut(&(mention.doc.as_str(), mention.sentence)) {
            anchors.push(Anchor { start: mention.start, words: &mention.text });
        }
    }
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    for event in &dataset.events {
        let (doc, number, text) = (event.doc.as_str(), event.sentence, event.text.as_str());
        if let Some(anchors) = anchors.remove(&(doc, number)) {
            sentences.push(Sentence { doc, number, text, start: anchor::start(text, &anchors) });
        }
    }
    sentences
}

/// What rows refer to by number.
struct Tables<'a> {
    docs: HashMap<&'a str, usize>,
    event_numbers: HashMap<&'a str, usize>,
    strings: Shared,
    /// Parties by key.
    parties: Shared,
    /// Name, kind, code and sectors of the parties that are actors of the dictionaries.
    actors: HashMap<String, [String; 3]>,
    place_numbers: HashMap<String, usize>,
    places: Vec<Value>,
}

impl<'a> Tables<'a> {
    fn new(dataset: &'a Dataset) -> Tables<'a> {
        let docs = dataset.articles.iter().enumerate().map(|(i, row)| (row.doc.as_str(), i)).collect();
        let event_numbers = dataset.events.iter().enumerate().map(|(i, row)| (row.id.as_str(), i)).collect();
        Tables {
            docs,
            event_numbers,
            strings: Shared::default(),
            parties: Shared::default(),
            actors: actors(dataset),
            place_numbers: HashMap::new(),
            places: Vec::new(),
        }
    }

    fn doc(&self, doc: &str) -> Option<usize> {
        self.docs.get(doc).copied()
    }

    fn article(&mut self, row: &ArticleRecord, beside: &Beside) -> Value {
        let (state, text) = match beside.texts.get(&row.doc) {
            Some(Text::Same(text)) => ("same", beside.chunks.is_none().then_some(text)),
            Some(Text::Changed) => ("changed", None),
            Some(Text::LeftOut) => ("left out", None),
            Some(Text::Missing) | None => ("missing", None),
        };
        let copy = row.duplicate_of.as_deref().and_then(|doc| self.doc(doc));
        json!([
            row.doc,
            row.title,
            row.published,
            row.published_from,
            row.source,
            row.url,
            copy,
            row.n_sources,
            state,
            text
        ])
    }

    /// What mentions say, each once; and for each article, in order, four numbers a mention: its sentence and its start,
    /// as counted from those of the mention before, its length, and the number of what it says.
    fn mentions(&mut self, dataset: &'a Dataset) -> (Vec<Value>, Vec<Vec<i64>>) {
        let mut numbers: HashMap<_, i64> = HashMap::new();
        let mut said = Vec::new();
        let mut articles: Vec<Vec<i64>> = vec![Vec::new(); dataset.articles.len()];
        let mut before: (&str, i64, i64) = ("", 0, 0);
        for row in &dataset.mentions {
            let key = (&row.actor, &row.text, &row.how, &row.code, &row.sector, &row.trace);
            let number = *numbers.entry(key).or_insert_with(|| {
                said.push(self.said(row));
                said.len() as i64 - 1
            });
            let (sentence, start) = (i64::from(row.sentence), i64::from(row.start));
            let last = if before.0 == row.doc { (before.1, before.2) } else { (0, 0) };
            if let Some(article) = self.doc(&row.doc).and_then(|doc| articles.get_mut(doc)) {
                article.extend([sentence - last.0, start - last.1, i64::from(row.end) - start, number]);
            }
            before = (&row.doc, sentence, start);
        }
        (said, articles)
    }

    /// Who is named, by what words, how that was settled, in what role, and the lines behind it.
    fn said(&mut self, row: &MentionRecord) -> Value {
        let role: Vec<&str> = row.code.iter().chain(&row.sector).map(String::as_str).collect();
        json!([
            self.parties.number(&row.actor),
            self.strings.number(&row.text),
            self.strings.number(&row.how),
            self.strings.number(&role.join(" ")),
            self.strings.numbers(&row.trace),
        ])
    }

    fn event(&mut self, row: &EventRecord, sentence: Option<usize>) -> Value {
        let link = row.link.as_deref().and_then(|id| self.event_numbers.get(id).copied());
        let place = row.event_loc.as_ref().map(|place| {
            let words = self.strings.number(&place.extracted_place);
            let from = self.strings.number(&place.place_from);
            json!([self.place(place), words, from])
        });
        let mut word = |word: &Option<String>| word.as_ref().map(|word| self.strings.number(word));
        let (date, date_to, date_from) = (word(&row.date), word(&row.date_to), word(&row.date_from));
        let (cameo, acled) = (word(&row.cameo), word(&row.acled));
        let said_by = word(&row.attribution.as_ref().map(|said| said.entity_text.clone()));
        json!([
            row.id,
            sentence,
            row.start,
            row.end,
            self.strings.number(&row.event),
            self.strings.numbers(&row.mode),
            self.strings.numbers(&row.context),
            row.quad_code,
            row.event_scale,
            self.strings.number(&row.status),
            self.side(&row.actor),
            self.side(&row.recipient),
            date,
            date_to,
            date_from,
            place,
            [row.dead, row.injured, row.arrested, row.size],
            said_by,
            link,
            self.strings.numbers(&row.trace),
            cameo,
            acled,
        ])
    }

    fn side(&mut self, side: &[PartyRecord]) -> Value {
        let party = |party: &PartyRecord| {
            let words = self.strings.number(&party.entity_text);
            json!([self.parties.number(&party::key(party)), words, party.start, party.end])
        };
        side.iter().map(party).collect()
    }

    fn place(&mut self, place: &crate::dataset::LocationRecord) -> usize {
        let row = json!([
            place.resolved_place,
            place.country_code,
            place.province,
            place.district,
            place.lat,
            place.lon,
            place.feature_code
        ]);
        let key = row.to_string();
        *self.place_numbers.entry(key).or_insert_with(|| {
            self.places.push(row);
            self.places.len() - 1
        })
    }

    /// Key, name, kind and role of each party, its roles over time and what it is part of; a part of society has its key
    /// for a name. What parties are part of is a party too.
    fn named(&mut self, known: Option<&Known>) -> Vec<Value> {
        let standing = |key: &str| known.and_then(|known| known.actors.get(key));
        let mut keys = std::mem::take(&mut self.parties);
        for key in keys.strings().to_vec() {
            let wholes = standing(&key).into_iter().flat_map(|standing| &standing.wholes);
            wholes.for_each(|whole| {
                keys.number(&whole.actor);
            });
        }
        let named = keys.into_strings().into_iter().map(|key| {
            let standing = standing(&key);
            let roles: Vec<Value> = standing.iter().flat_map(|standing| &standing.roles).map(role).collect();
            let wholes = standing.iter().flat_map(|standing| &standing.wholes);
            let wholes: Vec<Value> = wholes.map(|whole| json!([whole.actor, whole.from, whole.until])).collect();
            match self.actors.get(&key) {
                Some([name, kind, role]) => json!([key, name, kind, role, roles, wholes]),
                None => match standing {
                    Some(standing) => json!([key, standing.name, standing.kind, null, roles, wholes]),
                    None => json!([key, null, null, null, roles, wholes]),
                },
            }
        });
        named.collect()
    }
}

fn role(line: &RoleLine) -> Value {
    json!([line.role, line.office, line.from, line.until])
}

/// Name, kind and role of each actor: as events name it, else as it is written most often.
fn actors(dataset: &Dataset) -> HashMap<String, [String; 3]> {
    let mut forms: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut actors: HashMap<String, [String; 3]> = HashMap::new();
    for row in &dataset.mentions {
        *forms.entry(&row.actor).or_default().entry(&row.text).or_default() += 1;
        let role: Vec<&str> = row.code.iter().chain(&row.sector).map(String::as_str).collect();
        let known = || [String::new(), row.kind.clone(), role.join(" ")];
        actors.entry(row.actor.clone()).or_insert_with(known);
    }
    for (actor, forms) in forms {
        let most = forms.into_iter().max_by_key(|(form, count)| (*count, form.len())).map_or("", |(form, _)| form);
        actors.entry(actor.to_owned()).and_modify(|known| known[0] = most.to_owned());
    }
    for party in dataset.events.iter().flat_map(|row| row.actor.iter().chain(&row.recipient)) {
        if let (Some(id), Some(name)) = (&party.actor_id, &party.identifier_text) {
            let known = || [String::new(), String::new(), party.code.clone().unwrap_or_default()];
            actors.entry(id.clone()).or_insert_with(known)[0] = name.clone();
        }
    }
    actors
}

/// The unknown names that a page shows, those of most articles first.
pub fn unknown_names(rows: &[LeftoverRecord]) -> Vec<&LeftoverRecord> {
    most(rows.iter().filter(|row| row.kind == "unknown-name").collect(), LEFTOVERS_SHOWN)
}

/// What many articles say matters more than what one repeats.
fn most(mut rows: Vec<&LeftoverRecord>, shown: usize) -> Vec<&LeftoverRecord> {
    rows.sort_by(|a, b| (b.docs, b.count).cmp(&(a.docs, a.count)).then_with(|| a.text.cmp(&b.text)));
    rows.truncate(shown);
    rows
}

/// The most frequent of each kind with what may be done about them, and how many there are of it.
fn leftovers(rows: &[LeftoverRecord], shown: usize, known: Option<&Known>) -> Value {
    let mut kinds: BTreeMap<&str, Vec<&LeftoverRecord>> = BTreeMap::new();
    rows.iter().for_each(|row| kinds.entry(&row.kind).or_default().push(row));
    let advice = |row: &LeftoverRecord| {
        let advice = known?.names.get(&row.text).filter(|_| row.kind == "unknown-name")?;
        Some(json!({ "near": advice.near, "person": advice.person, "commands": advice.commands }))
    };
    let kind = |(kind, rows): (&str, Vec<&LeftoverRecord>)| {
        let total = rows.len();
        let rows = most(rows, shown);
        let advice: Vec<Option<Value>> = rows.iter().map(|row| advice(row)).collect();
        (kind.to_owned(), json!({ "total": total, "rows": rows, "advice": advice }))
    };
    Value::Object(kinds.into_iter().map(kind).collect())
}
