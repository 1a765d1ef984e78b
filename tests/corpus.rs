//! The sample articles in `corpus/`, read from disk: every encoding, form and oddity.

use jiff::civil::date;
use khabar::corpus::{Dedupe, Duplicates, Fingerprint, Loaded, ReadOptions, Warning, load, walk};
use khabar::lexicon::parse_conventions;
use khabar::text::{ConventionLists, Conventions, segment};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn conventions() -> Conventions {
    let mut lists = ConventionLists::default();
    for file in ["abbreviations", "boilerplate", "dates", "metadata"] {
        let text = fs::read_to_string(root(&format!("dictionaries/text/{file}.toml"))).unwrap();
        assert_eq!(parse_conventions(&file.into(), &text, &mut lists), []);
    }
    Conventions::new(&lists).unwrap()
}

fn articles(conventions: &Conventions) -> BTreeMap<String, Loaded> {
    let options = ReadOptions { today: || date(2026, 11, 1), published: None, day_order: None, max_bytes: 1 << 20 };
    let found = walk(&[root("corpus")]).unwrap();
    assert_eq!(found.files().count(), found.len(), "none is skipped");
    found.files().map(|input| (input.doc.clone(), load(&input, &options, conventions).unwrap())).collect()
}

#[test]
fn every_form_is_read() {
    let conventions = conventions();
    let articles = articles(&conventions);
    let cases = [
        ("clean/quetta-march.txt", "2025-01-08", "Hundreds march in Quetta for missing men", "", 7),
        ("dates/2024-07-19-bannu-rally.txt", "2024-07-19", "Thousands rally for peace in Bannu", "", 4),
        ("dates/agency-dateline.txt", "2023-11-14", "", "AFP", 3),
        ("dates/published-in.txt", "2024-06-02", "A valley waits for its bridge", "Hill Post", 4),
        ("dates/no-date.txt", "", "Elders broker truce between two tribes in Kurram", "", 4),
        ("encodings/crlf-emoji.txt", "2024-04-17", "Aid convoy stopped at Spin Boldak 🚚", "", 5),
        ("encodings/old-mac.txt", "2024-06-05", "Kabul names new envoy to Ankara", "", 5),
        ("encodings/utf16-be-no-bom.txt", "2024-09-12", "Turkmen and Afghan officials inspect pipeline", "", 3),
        ("encodings/utf16-le-bom.txt", "2024-03-03", "Tajik guards shoot two smugglers on the Panj", "", 5),
        ("encodings/windows-1252.txt", "2023-05-09", "“No deal” – UN envoy leaves Kandahar", "", 6),
        ("frontmatter/labels.txt", "2024-12-09", "Sialkot tanners strike over gas price", "Valley Monitor", 3),
        ("frontmatter/toml.md", "2023-05-21", "Hekmatyar's party bars newspaper from congress", "Hill Post", 3),
        ("frontmatter/yaml.md", "2024-02-13", "Lashkar-e-Jhangvi men held in Karachi", "Valley Monitor", 5),
        ("odd/empty.txt", "", "", "", 0),
        ("odd/hard-wrapped.txt", "2022-02-03", "Blast at Kunar bazaar wounds eleven", "", 5),
        ("odd/only-boilerplate.txt", "", "", "", 0),
        ("web/gwadar-port-strike.txt", "2024-10-03", "Dock workers end strike at Gwadar port", "", 8),
        ("web/torkham-reopens.txt", "2025-11-28", "Torkham reopens after nineteen days", "", 9),
    ];
    for (doc, published, title, source, sentences) in cases {
        let article = &articles[doc].article;
        assert_eq!(article.published.map(|date| date.to_string()).unwrap_or_default(), published, "{doc}");
        assert_eq!(article.title.as_deref().unwrap_or_default(), title, "{doc}");
        assert_eq!(article.source.as_deref().unwrap_or_default(), source, "{doc}");
        assert_eq!(segment(article, &conventions).len(), sentences, "{doc}");
    }
    let warned: Vec<_> = articles.iter().filter(|(_, loaded)| !loaded.warnings.is_empty()).collect();
    let [(ambiguous, first), (future, second)] = warned[..] else { panic!("{warned:?}") };
    assert_eq!(ambiguous, "dates/ambiguous-date.txt");
    assert_eq!(first.warnings, [Warning::AmbiguousDate("04/05/2024".to_owned())]);
    assert_eq!(future, "frontmatter/yaml-crlf-future-date.md");
    assert_eq!(second.warnings, [Warning::FutureDate("2042-01-01".to_owned())]);
}

#[test]
fn the_wire_copy_is_found() {
    let articles = articles(&conventions());
    let docs: Vec<_> = articles.keys().collect();
    let folder = tempfile::tempdir().unwrap();
    let mut duplicates = Duplicates::new(folder.path(), Dedupe::Near);
    articles.values().for_each(|loaded| duplicates.add(&Fingerprint::of(&loaded.article)).unwrap());
    let standings = duplicates.standings();
    let pairs = standings.iter().filter_map(|standing| {
        Some((docs[standing.article].as_str(), docs[standing.duplicate_of?].as_str(), standing.n_sources))
    });
    let pairs: Vec<_> = pairs.collect();
    assert_eq!(pairs, [("wire/valley-monitor-checkpoint.txt", "wire/hill-post-checkpoint.txt", 2)]);
}

#[test]
fn gold_sentences_are_cut_as_annotated() {
    let conventions = conventions();
    let articles = articles(&conventions);
    for entry in fs::read_dir(root("tests/golden")).unwrap() {
        let path = entry.unwrap().path();
        let gold: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let article = &articles[gold["doc"].as_str().unwrap()].article;
        let found: Vec<_> = segment(article, &conventions).iter().map(|one| one.span.of(&article.text)).collect();
        let sentences: Vec<_> = gold["sentences"].as_array().unwrap().iter().filter_map(|one| one.as_str()).collect();
        assert_eq!(found.len(), sentences.len(), "{}", path.display());
        // The dateline is annotated as part of the first sentence of the body.
        assert!(
            found.iter().zip(&sentences).all(|(found, gold)| gold.ends_with(found)),
            "{}: {found:#?}",
            path.display()
        );
    }
}
