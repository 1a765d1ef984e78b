//! What holds for any input.

use khabar::annotation::Extraction;
use khabar::corpus::{ReadOptions, read};
use khabar::dataset::rows as rows_of;
use khabar::extract::extract;
use khabar::lexicon::{Layer, Lexicon, load};
use khabar::syntax::Model;
use khabar::text::{Article, Span};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

const FILES: [&str; 5] = ["articles.jsonl", "mentions.jsonl", "events.jsonl", "leftovers.jsonl", "skipped.jsonl"];

/// Articles that differ, that copy each other and that nobody can read.
fn newsroom(folder: &Path) {
    let who = ["The TTP", "Afghan soldiers", "Police", "India", "The United Nations", "Villagers"];
    let did = ["attacked", "condemned an attack on", "met", "arrested", "threatened", "signed an agreement with"];
    let whom = ["an army convoy near Wana", "the Taliban", "two officials in Kabul", "Pakistan", "a fighter"];
    for i in 0..60 {
        let lines = (0..1 + i % 7).map(|j| {
            format!(
                "{} {} {} on Monday.",
                who[(i + j) % who.len()],
                did[(i * j + 1) % did.len()],
                whom[(i + 2 * j) % whom.len()]
            )
        });
        let text =
            format!("Item {}\n{} November 2025\n\n{}\n", i % 50, 1 + i % 20, lines.collect::<Vec<_>>().join(" "));
        let text = if i % 3 == 0 { text.replace('\n', "\r\n").replace("Item", "\u{1F4F0} Ite\u{301}m") } else { text };
        fs::create_dir_all(folder.join(format!("d{}", i % 4))).unwrap();
        fs::write(folder.join(format!("d{}/{i}.txt", i % 4)), text).unwrap();
    }
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("binary.txt"), [0u8, 1, 2, 0xff, 0, 0, 0]).unwrap();
}

fn run(input: &Path, out: &Path, more: &[&str]) -> BTreeMap<&'static str, String> {
    let mut command = assert_cmd::Command::cargo_bin("khabar").unwrap();
    let ran =
        command.current_dir(out.parent().unwrap()).arg("run").arg(input).arg("--out").arg(out).args(more).output();
    let code = ran.as_ref().unwrap().status.code();
    assert!(matches!(code, Some(0 | 3)), "{ran:?}");
    FILES.iter().map(|name| (*name, fs::read_to_string(out.join(name)).unwrap())).collect()
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The newsroom and what one thread makes of it.
static CODED: LazyLock<(tempfile::TempDir, BTreeMap<&'static str, String>)> = LazyLock::new(|| {
    let desk = tempfile::tempdir().unwrap();
    newsroom(&desk.path().join("news"));
    let files = run(&desk.path().join("news"), &desk.path().join("out"), &["-j", "1"]);
    (desk, files)
});

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let (desk, one) = &*CODED;
    let eight = run(&desk.path().join("news"), &desk.path().join("eight"), &["-j", "8"]);
    assert!(!one["events.jsonl"].is_empty());
    for name in FILES {
        assert_eq!(one[name], eight[name], "{name}");
    }
}

#[test]
fn ids_are_unique() {
    let (_, files) = &*CODED;
    let mut ids: Vec<_> = rows(&files["events.jsonl"]).iter().map(|row| row["id"].to_string()).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn links_name_the_first_record_of_an_event() {
    let (_, files) = &*CODED;
    let mut before = BTreeMap::new();
    for row in rows(&files["events.jsonl"]) {
        if let Some(first) = row["link"].as_str() {
            let linked: &Value = before.get(first).expect("a link names an earlier record");
            assert_eq!((&linked["event"], &linked["link"]), (&row["event"], &Value::Null));
        }
        before.insert(row["id"].as_str().unwrap().to_owned(), row);
    }
}

#[test]
fn words_agree_with_their_offsets() {
    let (desk, files) = &*CODED;
    let news = desk.path().join("news");
    let text = |doc: &str| fs::read_to_string(news.join(doc)).unwrap();
    let cut = |row: &Value, doc: &str| {
        let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        text(doc).chars().skip(start).take(end - start).collect::<String>()
    };
    for row in rows(&files["mentions.jsonl"]) {
        assert_eq!(row["text"], cut(&row, row["doc"].as_str().unwrap()));
    }
    for row in rows(&files["events.jsonl"]) {
        let doc = row["doc"].as_str().unwrap();
        assert_eq!(row["event_text"], cut(&row, doc));
        for party in ["actor", "recipient"].iter().flat_map(|side| row[side].as_array().unwrap()) {
            assert_eq!(party["entity_text"], cut(party, doc));
        }
        if row["attribution"].is_object() {
            assert_eq!(row["attribution"]["entity_text"], cut(&row["attribution"], doc));
        }
        assert!(text(doc).contains(row["text"].as_str().unwrap()));
    }
}

/// All rows of all articles but `left_out`, without what may depend on others.
fn alone(files: &BTreeMap<&'static str, String>, left_out: &str) -> Vec<Value> {
    let kept = ["articles.jsonl", "mentions.jsonl", "events.jsonl", "skipped.jsonl"];
    let mut all: Vec<Value> =
        kept.iter().flat_map(|name| rows(&files[name])).filter(|row| row["doc"] != left_out).collect();
    for row in &mut all {
        for field in ["duplicate_of", "n_sources", "link"] {
            row.as_object_mut().unwrap().remove(field);
        }
    }
    all
}

#[test]
fn adding_an_article_changes_no_other_row() {
    let (_, before) = &*CODED;
    let desk = tempfile::tempdir().unwrap();
    let news = desk.path().join("news");
    newsroom(&news);
    fs::copy(news.join("d1/1.txt"), news.join("a-copy.txt")).unwrap();
    let after = run(&news, &desk.path().join("after"), &[]);
    assert_ne!(before["articles.jsonl"], after["articles.jsonl"]);
    assert_eq!(alone(before, "a-copy.txt"), alone(&after, "a-copy.txt"));
}

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| load(&[Layer::Default]).unwrap_or_else(|faults| panic!("{faults:?}")));

/// Reads, codes and writes down whatever the bytes are; none where they are no text.
fn code(bytes: Vec<u8>) -> Option<(Article, Extraction)> {
    let today = || "2026-01-01".parse().unwrap();
    let options = ReadOptions { today, published: None, day_order: None, max_bytes: 1 << 20 };
    let article = read("a.txt", bytes, &options, &LEXICON.conventions).ok()?.article;
    let extraction = extract(&article, &LEXICON, Model::shipped());
    rows_of(&article, &extraction, true);
    Some((article, extraction))
}

/// Pieces that meet in news, and some that don't.
fn news() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "TTP",
        "Tehrik-e-Taliban Pakistan (TTP)",
        "Kabul",
        "Afghan",
        "soldiers",
        "attacked",
        "was killed by",
        "the",
        "IEA",
        "on Friday",
        "two",
        "dozens of",
        "in",
        "against",
        "said",
        "denied that",
        "will",
        "and",
        ",",
        ".",
        "\r\n",
        "\n\n",
        "\u{201C}",
        "\u{201D}",
        "\u{1F4A5}",
        "e\u{301}",
        "\u{a0}",
        "---",
        "ISLAMABAD:",
        "4 May 2024",
        "#",
        "\u{202e}",
        "\0",
        "\u{feff}",
        "\u{130}",
        "\u{fb01}",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        code(bytes);
    }

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,300}") {
        code(text.into_bytes());
    }

    #[test]
    fn findings_lie_on_characters_within_their_sentence(text in news()) {
        let Some((article, extraction)) = code(text.into_bytes()) else { return Ok(()) };
        let whole = |span: Span| article.text.get(span.start as usize..span.end as usize).is_some();
        let inside = |span: Span, sentence: u32| {
            whole(span) && extraction.sentences.get(sentence as usize).is_some_and(|of| of.contains(span))
        };
        prop_assert!(extraction.sentences.iter().all(|span| whole(*span)));
        prop_assert!(extraction.sentences.is_sorted());
        for mention in &extraction.mentions {
            prop_assert!(inside(mention.span, mention.sentence), "{mention:?}");
        }
        for event in &extraction.events {
            prop_assert!(inside(event.trigger, event.sentence), "{event:?}");
            prop_assert!(event.actor.iter().chain(&event.recipient).all(|party| whole(party.span)), "{event:?}");
            prop_assert!(event.link.is_none_or(|first| (first as usize) < extraction.events.len()));
        }
        for leftover in &extraction.leftovers {
            prop_assert!(inside(leftover.span, leftover.sentence), "{leftover:?}");
        }
    }
}
