//! The data of the page, its policy, and the manners of its script and style.

use super::*;
use crate::dataset::{
    ArticleRecord, Counts, Dataset, DictionariesRecord, EventRecord, LeftoverRecord, LocationRecord, MentionRecord,
    PartyRecord, RunRecord, SkippedRecord,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::Path;

fn party(id: &str, code: &str, sector: &str) -> PartyRecord {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    PartyRecord {
        actor_id: filled(id),
        identifier_id: None,
        identifier_text: filled(id).map(|id| format!("The {id}")),
        entity_text: "they".to_owned(),
        code: filled(code),
        sector: filled(sector).into_iter().collect(),
        start: 0,
        end: 4,
    }
}

fn event(id: &str, doc: &str, date: Option<&str>, actor: Vec<PartyRecord>) -> EventRecord {
    EventRecord {
        id: id.to_owned(),
        doc: doc.to_owned(),
        sentence: 0,
        start: 15,
        end: 21,
        text: "They raided a farm.".to_owned(),
        event_text: "raided".to_owned(),
        event: "ASSAULT".to_owned(),
        mode: vec!["firearms".to_owned()],
        context: vec![],
        quad_code: 4,
        event_scale: -9.0,
        cameo: None,
        acled: None,
        status: "asserted".to_owned(),
        actor,
        recipient: vec![party("", "PAK", "MIL")],
        date: date.map(str::to_owned),
        date_to: None,
        date_text: None,
        date_from: date.map(|_| "text".to_owned()),
        event_loc: Some(LocationRecord {
            extracted_place: "the farm".to_owned(),
            resolved_place: "Farm".to_owned(),
            country_code: Some("PAK".to_owned()),
            province: None,
            district: None,
            lat: Some(30.0),
            lon: Some(70.0),
            feature_code: None,
            place_from: "clause".to_owned(),
        }),
        dead: Some(2),
        injured: None,
        arrested: None,
        size: None,
        attribution: None,
        link: None,
        trace: vec!["events/assault.toml:1 raid.v".to_owned()],
    }
}

fn article(doc: &str) -> ArticleRecord {
    ArticleRecord {
        doc: doc.to_owned(),
        title: Some("<script>alert(1)</script>".to_owned()),
        published: Some("2025-03-04".to_owned()),
        published_from: None,
        source: None,
        url: None,
        lang: None,
        sha256: String::new(),
        sentences: 1,
        duplicate_of: None,
        n_sources: 1,
        text: None,
    }
}

fn dataset() -> Dataset {
    let mention = MentionRecord {
        doc: "a.txt".to_owned(),
        sentence: 0,
        start: 10,
        end: 14,
        text: "They".to_owned(),
        actor: "TTP".to_owned(),
        kind: "group".to_owned(),
        code: Some("PAK".to_owned()),
        sector: vec!["REB".to_owned()],
        how: "default".to_owned(),
        trace: vec!["actors/x.toml:1".to_owned()],
    };
    let leftover = |i: usize| LeftoverRecord {
        kind: "unknown-name".to_owned(),
        text: format!("Name {i}"),
        count: i as u64,
        docs: i as u64,
        sources: 1,
        actor_missing: 0,
        examples: vec![],
        trace: vec![],
    };
    let skipped = SkippedRecord { doc: "</script>".to_owned(), reason: "binary".to_owned(), detail: "<b>".to_owned() };
    let later = EventRecord { link: Some("e1".to_owned()), ..event("e2", "b.txt", Some("2025-03-11"), vec![]) };
    let planned = EventRecord { status: "planned".to_owned(), ..event("e3", "b.txt", Some("2025-03-12"), vec![]) };
    let counts = Counts { inputs: 3, coded: 2, skipped: 1, events: 5, undated: 1, ..Counts::default() };
    Dataset {
        run: RunRecord {
            program: "khabar".to_owned(),
            version: "0".to_owned(),
            schema_version: "1.0".to_owned(),
            dictionaries: DictionariesRecord { hash: "00".to_owned(), layers: vec!["default".to_owned()] },
            only: None,
            inputs: vec![],
            options: Default::default(),
            counts,
            started: "2025-03-05T00:00:00Z".to_owned(),
            seconds: 1.0,
            threads: 1,
        },
        articles: vec![article("a.txt"), article("b.txt")],
        mentions: vec![mention],
        events: vec![
            event("e1", "a.txt", Some("2025-03-04"), vec![party("TTP", "PAK", "REB"), party("TTP", "PAK", "REB")]),
            later,
            planned,
            event("e4", "b.txt", Some("2025-03-20"), vec![]),
            event("e5", "b.txt", Some("2025"), vec![]),
        ],
        leftovers: (0..600).map(leftover).collect(),
        skipped: vec![skipped],
    }
}

fn beside() -> Beside {
    let texts = Texts::from([
        ("a.txt".to_owned(), Text::Same("Far away. They raided a farm.".to_owned())),
        ("b.txt".to_owned(), Text::Changed),
    ]);
    Beside { texts, ..Beside::default() }
}

/// What the page carries in an element of data.
fn unpacked(page: &str, id: &str) -> Value {
    let element = page.split(&format!("id=\"{id}\" data-packed=\"gzip base64\">")).nth(1).unwrap();
    let bytes = BASE64.decode(element.split('<').next().unwrap()).unwrap();
    let mut text = String::new();
    GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_page_carries_every_row_and_the_words_that_rows_share_once() {
    let data = unpacked(&page(&dataset(), &beside(), "march").unwrap(), "data");
    let long = |name: &str| data[name].as_array().unwrap().len();
    assert_eq!((long("articles"), long("events"), long("said"), long("skipped")), (2, 5, 1, 1));
    assert_eq!(data["mentions"], json!([[0, 10, 4, 0], []]), "sentence, start, length and what is said");
    assert_eq!(long("places"), 1);
    assert_eq!(long("sentences"), 2, "events of one sentence share it");
    assert_eq!(data["sentences"][0][2], 10, "its start is told from the spans in it");
    let parties: Vec<_> = data["parties"].as_array().unwrap().iter().map(|party| party[0].as_str().unwrap()).collect();
    assert_eq!(parties, ["TTP", "PAK MIL"]);
    assert_eq!(data["parties"][0][1], "The TTP");
    assert_eq!(data["events"][1][18], 0, "a link is the number of the first event");
}

#[test]
fn texts_are_in_the_page_only_as_they_were_coded() {
    let data = unpacked(&page(&dataset(), &beside(), "march").unwrap(), "data");
    let state = |i: usize| (data["articles"][i][8].as_str().unwrap(), data["articles"][i][9].is_string());
    assert_eq!([state(0), state(1)], [("same", true), ("changed", false)]);
    let data = unpacked(&page(&dataset(), &Beside::default(), "march").unwrap(), "data");
    assert_eq!(data["articles"][0][8], "missing");
}

#[test]
fn leftovers_are_cut_to_the_most_frequent_and_their_number_told() {
    let data = unpacked(&page(&dataset(), &beside(), "march").unwrap(), "data");
    let unknown = &data["leftovers"]["unknown-name"];
    assert_eq!((unknown["total"].as_u64(), unknown["rows"].as_array().map(Vec::len)), (Some(600), Some(400)));
    assert_eq!(unknown["rows"][0]["text"], "Name 599");
}

#[test]
fn the_gravest_warning_comes_first() {
    let warnings = warnings::warnings(&dataset(), &beside());
    let sections: Vec<_> = warnings.iter().map(|warning| warning.section).collect();
    assert_eq!(sections[0], "skipped");
    assert!(warnings.iter().any(|one| one.words.starts_with("1 article changed since the run")), "{warnings:?}");
    assert!(warnings.iter().any(|one| one.words.starts_with("1 ambiguous mention settled")), "{warnings:?}");
    let body = include_str!("assets/body.html");
    sections.iter().for_each(|id| assert!(body.contains(&format!("<section id=\"{id}\"")), "no section {id}"));
}

#[test]
fn the_policy_names_the_script_and_the_style_that_are_there() {
    let page = page(&dataset(), &beside(), "march").unwrap();
    let inside = |open: &str, close: &str| page.rsplit(open).next().unwrap().split(close).next().unwrap().to_owned();
    for (directive, text) in
        [("script-src", inside("<script>", "</script>")), ("style-src", inside("<style>", "</style>"))]
    {
        let hash = BASE64.encode(Sha256::digest(text.as_bytes()));
        assert!(page.contains(&format!("{directive} 'sha256-{hash}'")), "{directive}");
    }
    assert!(page.contains("content=\"default-src 'none';"));
    assert!(!page.contains("unsafe"));
}

#[test]
fn nothing_of_an_article_is_markup() {
    let hostile = "</title><script>alert(1)</script>";
    let page = page(&dataset(), &beside(), hostile).unwrap();
    assert!(!page.contains("<script>alert"));
    assert_eq!(page.matches("<script").count(), 4);
    assert!(page.contains("<title>&lt;/title&gt;&lt;script&gt;"));
}

/// Ways in which text becomes markup or code, or leaves the page.
const FORBIDDEN: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "DOMParser",
    "createContextualFragment",
    "fetch(",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "import(",
    "localStorage",
    "document.cookie",
    "http://",
    "https://",
    "url(",
    "@import",
];

#[test]
fn the_assets_write_no_markup_and_name_no_address() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/assets");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap().replace("http://www.w3.org/2000/svg", "");
        let found: Vec<_> = FORBIDDEN.iter().filter(|word| text.contains(**word)).collect();
        assert!(found.is_empty(), "{}: {found:?}", path.display());
        let carried = path.extension().is_some_and(|kind| kind == "json")
            || include_str!("page.rs").contains(path.file_name().unwrap().to_str().unwrap());
        assert!(carried, "{} is in no page", path.display());
    }
}

/// Relative luminance after WCAG 2.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[test]
fn text_has_the_contrast_that_wcag_asks_for() {
    let css = include_str!("assets/base.css");
    let themes: Vec<&str> = css.split("  color-scheme: ").skip(1).collect();
    assert_eq!(themes.len(), 3, "light, dark as the system says, dark as chosen");
    for theme in themes {
        let block = theme.split('}').next().unwrap();
        let colour = |name: &str| block.split(&format!("--{name}: ")).nth(1).unwrap().split(';').next().unwrap();
        for text in ["ink", "soft", "faint", "accent"] {
            for ground in ["paper", "raised", "wash"] {
                let (a, b) = (luminance(colour(text)), luminance(colour(ground)));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2} in {}", &block[..5]);
            }
        }
    }
    assert!(css.split("[data-theme=\"dark\"]").nth(1).is_some());
}

fn selection() -> Selection {
    Selection {
        unit: Unit::Actor,
        period: Period::Week,
        by: By::Quad,
        statuses: vec!["asserted".to_owned()],
        duplicates: false,
        roll_up: None,
    }
}

#[test]
fn counts_have_a_row_for_every_unit_and_week_with_zeros_where_nothing_happened() {
    let counted = counts(&dataset(), &selection()).unwrap();
    let lines: Vec<_> = counted.csv.lines().collect();
    assert_eq!(
        lines,
        [
            "period,actor,quad_1,quad_2,quad_3,quad_4,total",
            "2025-03-03,(not identified),0,0,0,0,0",
            "2025-03-03,TTP,0,0,0,1,1",
            "2025-03-10,(not identified),0,0,0,0,0",
            "2025-03-10,TTP,0,0,0,0,0",
            "2025-03-17,(not identified),0,0,0,1,1",
            "2025-03-17,TTP,0,0,0,0,0",
        ]
    );
    assert_eq!((counted.undated, counted.other_status, counted.repeated), (1, 1, 1));
}

#[test]
fn pairs_types_months_and_later_reports_are_counted_when_asked_for() {
    let selection =
        Selection { unit: Unit::Dyad, period: Period::Month, by: By::Type, duplicates: true, ..selection() };
    let counted = counts(&dataset(), &selection).unwrap();
    let lines: Vec<_> = counted.csv.lines().collect();
    assert!(lines[0].starts_with("period,actor,recipient,AGREE,"), "{}", lines[0]);
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("2025-03-01,(not identified),PAK MIL,") && lines[1].ends_with(",2,2"), "{}", lines[1]);
    assert!(lines[2].ends_with(",1,1"), "{}", lines[2]);
}

/// TTP as part of something until a day.
fn known(until: &str) -> Known {
    let whole = Whole { actor: "UMBRELLA".to_owned(), from: None, until: Some(until.to_owned()) };
    let role = RoleLine { role: "PAK REB".to_owned(), office: None, from: None, until: Some(until.to_owned()) };
    let standing = |name: &str| Standing { name: name.to_owned(), kind: "group".to_owned(), ..Standing::default() };
    let ttp = Standing { roles: vec![role], wholes: vec![whole], ..standing("The TTP") };
    let actors = [("TTP".to_owned(), ttp), ("UMBRELLA".to_owned(), standing("The Umbrella"))];
    Known { actors: actors.into(), ..Known::default() }
}

#[test]
fn actors_count_as_what_they_are_part_of_on_the_day_when_rolled_up() {
    let roll_up = |until| counts(&dataset(), &Selection { roll_up: Some(known(until)), ..selection() }).unwrap().csv;
    assert!(roll_up("2025-03-05").contains("\n2025-03-03,UMBRELLA,0,0,0,1,1\n"), "{}", roll_up("2025-03-05"));
    assert_eq!(
        roll_up("2025-03-04"),
        counts(&dataset(), &selection()).unwrap().csv,
        "it had ended by the day of the event"
    );
}

#[test]
fn the_page_knows_what_actors_are_part_of_and_were() {
    let beside = Beside { known: Some(known("2025-03-05")), ..beside() };
    let data = unpacked(&page(&dataset(), &beside, "march").unwrap(), "data");
    let rows = data["parties"].as_array().unwrap();
    assert_eq!(
        rows[0].as_array().unwrap()[4..],
        [json!([["PAK REB", null, null, "2025-03-05"]]), json!([["UMBRELLA", null, "2025-03-05"]])]
    );
    let whole = rows.iter().find(|row| row[0] == "UMBRELLA").unwrap();
    assert_eq!((&whole[1], &whole[2]), (&json!("The Umbrella"), &json!("group")), "a whole that no event names");
}

#[test]
fn events_after_an_actors_last_role_are_told() {
    let words = |until| -> Vec<String> {
        let all = warnings::warnings(&dataset(), &Beside { known: Some(known(until)), ..beside() });
        all.into_iter().map(|one| one.words).filter(|words| words.contains("last role")).collect()
    };
    assert!(
        words("2025-03-04")[0]
            .starts_with("1 event falls after the last role that the dictionaries know of 1 of their actors (TTP 1)")
    );
    assert_eq!(words("2025-03-05"), [""; 0]);
}

/// Forty articles of two sources on forty days, with an event each; from the twentieth day on the second source is there and
/// the actor is in all.
fn shifting(by_turns: bool) -> Dataset {
    let mut dataset = Dataset { articles: Vec::new(), events: Vec::new(), mentions: Vec::new(), ..dataset() };
    for i in 0..40 {
        let (doc, day) = (format!("{i:02}.txt"), format!("2025-{:02}-{:02}", 1 + i / 20, 1 + i % 20));
        let late = if by_turns { i % 2 == 1 } else { i >= 20 };
        let source = if late { "Hill Post" } else { "Valley Monitor" };
        dataset.articles.push(ArticleRecord {
            published: Some(day.clone()),
            source: Some(source.to_owned()),
            ..article(&doc)
        });
        let actor = if late { vec![party("TTP", "PAK", "REB")] } else { Vec::new() };
        dataset.events.push(event(&format!("e{i}"), &doc, Some(&day), actor));
    }
    dataset
}

#[test]
fn sources_and_actors_that_come_and_go_beyond_chance_are_told_with_the_test() {
    let told = |by_turns| -> Vec<String> {
        let all = warnings::warnings(&shifting(by_turns), &Beside::default());
        all.into_iter().map(|one| one.words).filter(|words| words.contains("chance")).collect()
    };
    let words = told(false);
    for expected in [
        "Source Hill Post begins on 2025-02-01, later than chance would have it (20 articles from then on)",
        "Source Valley Monitor ends on 2025-01-20, earlier than chance would have it",
        "TTP is in 0 articles with events before 2025-02-01 and in 20 from then on, where 10 would be expected: more than chance (exact \
         binomial test, p × 1 actors tested = less than 0.0001).",
    ] {
        assert!(words.iter().any(|words| words.starts_with(expected)), "no `{expected}` in {words:#?}");
    }
    assert_eq!(told(true), [""; 0]);
}

#[test]
fn no_dated_event_is_a_table_without_rows() {
    let mut dataset = dataset();
    dataset.events.clear();
    let counted = counts(&dataset, &selection()).unwrap();
    assert_eq!(counted.csv.lines().count(), 1);
}

#[test]
fn the_package_gives_each_field_a_type() {
    let package = package(&dataset().run, "march");
    let events = package["resources"].as_array().unwrap().iter().find(|one| one["path"] == "events.jsonl").unwrap();
    let kind = |name: &str| {
        let fields = events["schema"]["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).unwrap()["type"].as_str().unwrap().to_owned()
    };
    let kinds = ["id", "start", "event_scale", "actor", "event_loc", "dead"].map(kind);
    assert_eq!(kinds, ["string", "integer", "number", "array", "object", "integer"]);
}

#[test]
fn the_codebook_names_every_field_and_every_type() {
    let book = codebook(&dataset().run);
    for words in [
        "| `event_scale` | number |",
        "## events.jsonl",
        "## Party",
        "| `recipient` | list of Party |",
        "| ASSAULT | 4 material conflict |",
    ] {
        assert!(book.contains(words), "no `{words}` in\n{book}");
    }
    for (name, schema) in crate::dataset::schemas() {
        let fields = schema.to_value()["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let part = book.split(&format!("## {name}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
        fields.iter().for_each(|field| assert!(part.contains(&format!("| `{field}` |")), "{name} {field}"));
    }
}
