//! A dataset written from articles made by hand.

use super::lines::Lines;
use super::*;
use crate::annotation::{Event, EventDate, Extraction, How, Leftover, LeftoverKind, Mention, Party, Trace};
use crate::ontology::{EventType, Kind, Mode, Sector, Status};
use crate::origin::Origin;
use crate::text::{Article, Block, BlockKind, PartialDate, Span};
use jiff::civil::date;
use std::fs;
use std::path::Path;

fn article(doc: &str, text: &str, source: &str) -> Article {
    Article {
        doc: doc.to_owned(),
        text: text.to_owned(),
        blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
        title: None,
        published: Some(PartialDate::Day(date(2025, 11, 21))),
        published_from: None,
        source: Some(source.to_owned()),
        url: None,
        lang: None,
        dateline: None,
        sha256: format!("sha of {text}"),
    }
}

/// All that there are.
const FORMATS: &[Format] = &[
    Format::Csv,
    #[cfg(feature = "parquet")]
    Format::Parquet,
];

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn trace(what: &str) -> Vec<Trace> {
    vec![Trace { origin: Origin { file: "events/assault.toml".into(), line: 7 }, what: what.into() }]
}

fn party(text: &str, words: &str, actor: Option<&str>) -> Party {
    Party {
        actor: actor.map(Into::into),
        name: actor.map(Into::into),
        wikidata: None,
        span: span(text, words),
        code: Some("PAK".into()),
        sector: vec![Sector::Mil],
    }
}

/// What a coder might find where the text says `Red ambushed a convoy`.
fn extraction(text: &str) -> Extraction {
    let event = Event {
        trigger: span(text, "ambushed"),
        sentence: 0,
        event: EventType::Assault,
        mode: vec![Mode::Firearms],
        context: vec![],
        cameo: None,
        acled: None,
        status: Status::Asserted,
        actor: vec![party(text, "Red", Some("RED"))],
        recipient: vec![party(text, "a convoy", None)],
        date: Some(EventDate { from: PartialDate::Day(date(2025, 11, 21)), to: None, text: None }),
        place: None,
        dead: None,
        injured: Some(2),
        arrested: None,
        size: None,
        attribution: None,
        link: None,
        trace: trace("ambush.v"),
    };
    let mention = Mention {
        span: span(text, "Red"),
        sentence: 0,
        actor: "RED".into(),
        kind: Kind::Group,
        code: None,
        sector: vec![],
        how: How::Default,
        trace: trace("RED"),
    };
    let leftover = Leftover { span: span(text, "convoy"), sentence: 0, why: LeftoverKind::UnknownName, trace: vec![] };
    Extraction {
        parsed: vec![0],
        sentences: vec![Span::new(0, text.len())],
        mentions: vec![mention],
        events: vec![event],
        leftovers: vec![leftover],
    }
}

const TEXT: &str = "\u{1F600} e\u{301}té\r\nRed ambushed a convoy.";

fn cut(text: &str, start: u32, end: u32) -> String {
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}

fn manifest(counts: Counts) -> RunRecord {
    RunRecord {
        program: "khabar".to_owned(),
        version: String::new(),
        schema_version: SCHEMA_VERSION.to_owned(),
        dictionaries: DictionariesRecord { hash: String::new(), layers: vec![] },
        only: None,
        inputs: vec![],
        options: Default::default(),
        counts,
        started: String::new(),
        seconds: 0.0,
        threads: 1,
    }
}

/// Articles with the same text.
fn copies(articles: &[Article]) -> Vec<Copy> {
    let carriers = |article: &Article| articles.iter().filter(|other| other.text == article.text).count();
    let shared = articles.iter().enumerate().filter(|(_, article)| carriers(article) > 1);
    let copy = |(index, article): (usize, &Article)| {
        let of = articles.iter().position(|other| other.text == article.text).filter(|first| *first != index);
        Copy { article: index, of, n_sources: 2 }
    };
    shared.map(copy).collect()
}

fn write(root: &Path, articles: &[Article]) -> RunRecord {
    let mut writer = Writer::create(Folder::open(root).unwrap(), None).unwrap();
    for article in articles {
        writer.add(Coded::new(article, &extraction(&article.text), false)).unwrap();
    }
    let skipped = SkippedRecord { doc: "z".to_owned(), reason: NO_TEXT.to_owned(), detail: String::new() };
    writer.skip(&skipped).unwrap();
    writer.finish(&copies(articles), FORMATS, &[("0-default/a.toml".to_owned(), b"x".to_vec())], manifest).unwrap()
}

fn read<T: serde::de::DeserializeOwned>(root: &Path, name: &str) -> Vec<T> {
    let text = fs::read_to_string(root.join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn offsets_are_code_points_and_agree_with_the_words() {
    let rows = rows(&article("a", TEXT, "Wire"), &extraction(TEXT), true);
    let event = &rows.events[0];
    assert_eq!(cut(TEXT, event.start, event.end), "ambushed");
    assert_eq!((event.event_text.as_str(), event.start), ("ambushed", 12));
    assert_eq!(cut(TEXT, event.recipient[0].start, event.recipient[0].end), event.recipient[0].entity_text);
    assert_eq!(cut(TEXT, rows.mentions[0].start, rows.mentions[0].end), rows.mentions[0].text);
    assert_eq!(rows.article.text.as_deref(), Some(TEXT));
}

#[test]
fn lines_say_what_the_rows_say_and_take_any_link() {
    let text = "Red ambushed a convoy, \"link\":null, and \\\",\"link\":\"7\".";
    let mut rows = rows(&article("a,\"link\":null", text, "Wire"), &extraction(text), true);
    rows.events[0].trace = vec![",\"link\":null,".to_owned()];
    let lines = Lines::new(&rows);
    assert_eq!(lines.rows().as_ref(), Some(&rows));
    for (link, written) in [(Some(7), Some("0000000000000007")), (None, None)] {
        rows.events[0].link = Some("00000000000000ff".to_owned());
        let mut out = Vec::new();
        Lines::new(&rows).write_events(&[link], &mut out).unwrap();
        rows.events[0].link = written.map(str::to_owned);
        assert_eq!(String::from_utf8(out).unwrap(), format!("{}\n", serde_json::to_string(&rows.events[0]).unwrap()));
    }
    let strange = Lines { events: b"{\"id\":7}\n".to_vec(), ..lines };
    let error = strange.write_events(&[None], &mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
}

#[test]
fn the_same_event_in_two_texts_is_linked_to_the_first() {
    let root = tempfile::tempdir().unwrap();
    let articles = [article("a", TEXT, "Wire"), article("b", "On Friday Red ambushed a convoy.", "Paper")];
    let run = write(root.path(), &articles);
    let events: Vec<EventRecord> = read(root.path(), "events.jsonl");
    assert_eq!((events[0].link.as_ref(), events[1].link.as_ref()), (None, Some(&events[0].id)));
    assert_eq!((run.counts.events, run.counts.linked, run.counts.duplicates), (2, 1, 0));
}

#[test]
fn a_copy_is_marked_and_has_ids_of_its_own() {
    let root = tempfile::tempdir().unwrap();
    let run =
        write(root.path(), &[article("a", TEXT, "Wire"), article("b", TEXT, "Paper"), article("c", TEXT, "Paper")]);
    let articles: Vec<ArticleRecord> = read(root.path(), "articles.jsonl");
    let duplicates: Vec<_> = articles.iter().map(|row| row.duplicate_of.as_deref()).collect();
    assert_eq!(duplicates, [None, Some("a"), Some("a")]);
    assert!(articles.iter().all(|row| row.n_sources == 2));
    let events: Vec<EventRecord> = read(root.path(), "events.jsonl");
    assert!(events[0].id != events[1].id && events[1].id != events[2].id);
    assert_eq!((run.counts.inputs, run.counts.coded, run.counts.no_text, run.counts.duplicates), (4, 3, 1, 2));
    assert!(run.counts.add_up());
}

#[test]
fn leftovers_are_put_together() {
    let root = tempfile::tempdir().unwrap();
    let articles: Vec<_> = ["a", "b", "c", "d"].map(|doc| article(doc, TEXT, "Wire")).into();
    let run = write(root.path(), &articles);
    let leftovers: Vec<LeftoverRecord> = read(root.path(), "leftovers.jsonl");
    assert_eq!(leftovers.len(), 1);
    assert_eq!((leftovers[0].count, leftovers[0].docs, leftovers[0].examples.len()), (4, 4, 3));
    assert_eq!((run.counts.unknown_names, run.counts.ambiguous), (1, 0));
}

#[test]
fn sources_of_a_leftover_are_counted_once_in_whatever_order_they_come() {
    let root = tempfile::tempdir().unwrap();
    let sources = ["Wire", "Paper", "Post", "Wire", "Post", "Gazette", "Paper", "Wire"];
    let articles: Vec<_> =
        sources.iter().zip('a'..).map(|(source, doc)| article(&doc.to_string(), TEXT, source)).collect();
    write(root.path(), &articles);
    let leftovers: Vec<LeftoverRecord> = read(root.path(), "leftovers.jsonl");
    assert_eq!((leftovers[0].docs, leftovers[0].sources), (8, 4));
}

#[test]
fn a_folder_is_ours_or_empty_or_new() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("new/deep");
    write(&out, &[article("a", TEXT, "Wire")]);
    write(&out, &[]);
    assert_eq!(fs::read_to_string(out.join("events.jsonl")).unwrap(), "");
    assert_eq!(fs::read_to_string(out.join("dictionaries/0-default/a.toml")).unwrap(), "x");
    fs::write(root.path().join("thesis.doc"), "years of work").unwrap();
    assert!(matches!(Folder::open(root.path()), Err(FolderFault::HoldsOther { example, .. }) if example == "new"));
    assert!(matches!(Folder::open(&root.path().join("thesis.doc")), Err(FolderFault::NotAFolder(_))));
}

#[test]
fn what_is_not_finished_leaves_no_trace() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    let mut writer = Writer::create(Folder::open(&out).unwrap(), None).unwrap();
    assert!(matches!(Folder::open(&out), Err(FolderFault::Busy(_))));
    writer.add(Coded::new(&article("a", TEXT, "Wire"), &extraction(TEXT), false)).unwrap();
    drop(writer);
    assert!(!out.exists());
    write(&out, &[article("a", TEXT, "Wire")]);
    let before = fs::read(out.join("events.jsonl")).unwrap();
    drop(Writer::create(Folder::open(&out).unwrap(), None).unwrap());
    assert_eq!(fs::read(out.join("events.jsonl")).unwrap(), before);
}

#[test]
fn tables_read_back_have_a_cell_for_every_column() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), &[article("a, \"b\"\nc", TEXT, "Wire"), article("b", TEXT, "Wire")]);
    for name in ["articles", "mentions", "events"] {
        let mut table = ::csv::Reader::from_path(root.path().join(name).with_extension("csv")).unwrap();
        let header = table.headers().unwrap().clone();
        let rows: Vec<::csv::StringRecord> = table.records().map(|row| row.unwrap()).collect();
        let lines = fs::read_to_string(root.path().join(name).with_extension("jsonl")).unwrap().lines().count();
        assert_eq!(rows.len(), lines, "{name}");
        let doc = header.iter().position(|column| column == "doc").unwrap();
        assert_eq!(&rows[0][doc], "a, \"b\"\nc");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_read_back_says_what_the_tables_say() {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::Field;
    let root = tempfile::tempdir().unwrap();
    let undated = Article { published: Some(PartialDate::Year(2024)), ..article("c", TEXT, "Wire") };
    write(root.path(), &[article("a", TEXT, "Wire"), article("b", TEXT, "Wire"), undated]);
    for name in ["articles", "mentions", "events"] {
        let path = root.path().join(name);
        let mut table = ::csv::Reader::from_path(path.with_extension("csv")).unwrap();
        let header: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
        let told: Vec<Vec<String>> =
            table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let file = SerializedFileReader::try_from(path.with_extension("parquet").as_path()).unwrap();
        let cell = |field: &Field| match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Long(number) => number.to_string(),
            Field::Double(number) => number.to_string(),
            other => panic!("{other:?}"),
        };
        let rows = file.get_row_iter(None).unwrap().map(|row| {
            let row = row.unwrap();
            let named: Vec<&String> = row.get_column_iter().map(|(name, _)| name).collect();
            assert_eq!(named, header.iter().collect::<Vec<_>>());
            row.get_column_iter().map(|(_, field)| cell(field)).collect::<Vec<_>>()
        });
        assert_eq!(rows.collect::<Vec<_>>(), told, "{name}");
        assert!(!told.is_empty(), "{name}");
        let codec = file.metadata().row_group(0).column(0).compression();
        assert!(matches!(codec, ::parquet::basic::Compression::ZSTD(_)));
    }
    let into = root.path().join("by-month");
    assert_eq!(super::export_parquet(root.path(), &into, true).unwrap(), 6);
    for (month, rows) in [("2025-11", 2), ("__HIVE_DEFAULT_PARTITION__", 1)] {
        let path = into.join(format!("articles/month={month}/part-0.parquet"));
        let file = SerializedFileReader::try_from(path.as_path()).unwrap();
        assert_eq!(file.metadata().file_metadata().num_rows(), rows);
    }
}
