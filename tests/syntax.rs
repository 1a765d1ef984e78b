//! Tagger and parser: the model is the one on record, any words give a tree, and constructions come out as they should.

use khabar::syntax::{Label, Model, Parse};
use khabar::text::{Conventions, Span, tokenize};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_model_is_the_one_on_record() {
    let model = fs::read(root().join("src/syntax/model.bin")).unwrap();
    let record: toml::Table = fs::read_to_string(root().join("src/syntax/model.toml")).unwrap().parse().unwrap();
    let hash: String = Sha256::digest(&model).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(record["sha256"].as_str(), Some(hash.as_str()));
    assert_eq!(record["bytes"].as_integer(), Some(model.len() as i64));
    assert!(model.len() <= 8_000_000, "the program is to stay small");
    assert!(Model::shipped().is_trained());
}

/// Whether exactly one token heads itself, and all others come to it.
fn assert_tree(words: &[&str], parse: &Parse) {
    assert_eq!([parse.tags.len(), parse.heads.len(), parse.labels.len()], [words.len(); 3]);
    let roots: Vec<usize> = (0..words.len()).filter(|&i| usize::from(parse.heads[i]) == i).collect();
    assert_eq!(roots.len(), usize::from(!words.is_empty()));
    for i in 0..words.len() {
        assert_eq!(parse.labels[i] == Label::Root, roots.contains(&i));
        let (mut at, mut steps) = (i, 0);
        while usize::from(parse.heads[at]) != at {
            at = usize::from(parse.heads[at]);
            steps += 1;
            assert!(at < words.len() && steps <= words.len(), "a cycle at {i}");
        }
    }
}

fn parsed(words: &[&str]) -> Parse {
    let mut parse = Parse::default();
    Model::shipped().parser().parse(words, &mut parse);
    parse
}

proptest! {
    // Unoptimised the network is slow.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_give_a_tree(words in prop::collection::vec("\\PC{0,9}|[a-z]{1,8}|[A-Z][a-z]{2,6}|[,.'\"-]", 0..90)) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_tree(&words, &parsed(&words));
    }

    #[test]
    fn what_was_parsed_before_changes_nothing(a in prop::collection::vec("[a-zA-Z]{1,8}", 0..30), b in "[a-z]{1,9}") {
        let words: Vec<&str> = a.iter().map(String::as_str).collect();
        let (parser, mut parse) = (Model::shipped().parser(), Parse::default());
        parser.parse(&[&b, ",", &b], &mut parse);
        let tagged = parser.tag(&words);
        parser.parse(&words, &mut parse);
        prop_assert_eq!(&parser.attach(&tagged).heads, &parse.heads);
        let fresh = parsed(&words);
        prop_assert_eq!((parse.tags, parse.heads, parse.labels), (fresh.tags, fresh.heads, fresh.labels));
    }
}

#[test]
fn sentences_of_any_length_give_a_tree() {
    let word = ["the", "army", "attacked", "Kabul", ",", "and", "said"];
    for length in [0, 1, 2, 500, 511, 512, 513, 1025] {
        let words: Vec<&str> = word.iter().copied().cycle().take(length).collect();
        let parse = parsed(&words);
        assert_tree(&words, &parse);
    }
}

#[test]
fn warm_buffers_are_all_that_tagging_and_parsing_need() {
    let long = "The army said on Monday that rebels had attacked a village near the border , killing 12 .".repeat(20);
    let long: Vec<&str> = long.split_whitespace().collect();
    let short = ["Police", "fled", "."];
    let (parser, mut parse) = (Model::shipped().parser(), Parse::default());
    parser.parse(&long, &mut parse);
    let counted = allocation_counter::measure(|| {
        parser.parse(&short, &mut parse);
        parser.parse(&long, &mut parse);
    });
    assert_eq!(counted.count_total, 0);
    // Three lists each.
    let counted = allocation_counter::measure(|| drop(parser.attach(&parser.tag(&long))));
    assert_eq!(counted.count_total, 6);
    assert_eq!(parse.heads.len(), long.len());
}

#[test]
fn a_model_that_is_none_still_gives_trees() {
    for bytes in [&b""[..], b"khs3", b"khs3\xff\xff\xff\xff\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
        let mut parse = Parse::default();
        for length in [3, 65_535, 65_536, 70_000] {
            let words: Vec<&str> = ["Police", "fled", "."].into_iter().cycle().take(length).collect();
            Model::new(bytes).parser().parse(&words, &mut parse);
            assert_tree(&words, &parse);
        }
    }
}

#[test]
fn constructions() {
    let mut wrong = Vec::new();
    let mut files: Vec<_> =
        fs::read_dir(root().join("tests/cases/syntax")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "txt")) {
        let text = fs::read_to_string(file).unwrap();
        for case in text.split("\n\n").filter(|case| !case.trim().is_empty()) {
            let mut lines = case.trim().lines();
            let sentence = lines.next().unwrap();
            let found = arcs(sentence);
            for line in lines.map(str::trim) {
                let (arc, expected) = line.strip_prefix("FIXME ").map_or((line, true), |arc| (arc, false));
                if found.iter().any(|found| found == arc) != expected {
                    let name = file.file_name().unwrap().to_string_lossy();
                    let what = if expected { "is missing" } else { "is there now: take FIXME away" };
                    wrong.push(format!("{name}: {sentence}\n    {arc} {what}; found {}", found.join(", ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `dependent label head` of every token.
fn arcs(sentence: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(sentence, Span::new(0, sentence.len()), &Conventions::default(), &mut tokens);
    let words: Vec<&str> = tokens.iter().map(|token| token.span.of(sentence)).collect();
    let parse = parsed(&words);
    let arc = |i: usize| format!("{} {} {}", words[i], parse.labels[i].as_str(), words[usize::from(parse.heads[i])]);
    (0..words.len()).map(arc).collect()
}
