//! Sentences with their mentions marked, `[Pakistani Taliban](TTP)`, as text that a linguist can edit
//! (`tests/cases/mentions/*.txt`). A line is an article; what is not marked must not be found.
//!
//! `UPDATE=1 cargo test --test cases_mentions` rewrites the marks; review them as a diff.

use khabar::annotation::LeftoverKind;
use khabar::extract::extract;
use khabar::lexicon::{Layer, Lexicon, load};
use khabar::syntax::Model;
use khabar::text::{Article, PartialDate};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[test]
fn mentions_come_out_as_the_cases_say() {
    let lexicon = load(&[Layer::Default]).unwrap_or_else(|faults| panic!("the defaults have faults: {:?}", faults[0]));
    let mut wrong = String::new();
    for file in files("tests/cases/mentions") {
        let before = std::fs::read_to_string(&file).unwrap();
        let after = recode(&before, &lexicon);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, after).unwrap();
            continue;
        }
        for (number, (expected, got)) in before.lines().zip(after.lines()).enumerate().filter(|(_, (a, b))| a != b) {
            let _ = writeln!(wrong, "{}:{}\nexpected {expected}\ngot      {got}\n", file.display(), number + 1);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_known_name_hides_no_longer_one_that_is_unknown() {
    let lexicon = load(&[Layer::Default]).unwrap_or_else(|faults| panic!("the defaults have faults: {:?}", faults[0]));
    for (text, unknown) in [
        ("The Popular Hill Front of Pakistan denied it.", &["Popular Hill Front of Pakistan"][..]),
        ("The Taliban Reform Movement denied it.", &["Taliban Reform Movement"]),
        ("The Free Miners Union denied it.", &["Free Miners Union"]),
        ("They praised Karim Dad's Miners Union before another meeting.", &["Karim Dad", "Miners Union"]),
        // What stands beside a known name is an office, a kind or another name.
        ("Pakistan Foreign Office Spokesman Karim Dad denied it.", &[]),
        ("The Pakistan Army denied it.", &[]),
        ("Pakistan and Miners Front denied it.", &[]),
        ("The Front denied it to Pakistan.", &[]),
    ] {
        let article = Article::plain(text, None);
        let leftovers = extract(&article, &lexicon, Model::shipped()).leftovers;
        let names = leftovers.iter().filter(|one| one.why == LeftoverKind::UnknownName);
        let found: Vec<&str> = names.map(|one| one.span.of(text)).collect();
        assert_eq!(found, unknown, "{text}");
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The file with every mark replaced by what is found now. `@ 2019-05-02` dates the lines below it, `@` undates them.
fn recode(text: &str, lexicon: &Lexicon) -> String {
    let mut published = None;
    let mut out = String::new();
    for line in text.lines() {
        if let Some(date) = line.strip_prefix('@') {
            published = date.trim().parse().ok().map(PartialDate::Day);
        }
        let plain = line.is_empty() || line.starts_with(['@', '#']);
        let marked = if plain { line.to_owned() } else { mark(&unmark(line), published, lexicon) };
        let _ = writeln!(out, "{marked}");
    }
    out
}

/// The line without its marks.
fn unmark(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        let (name, after) = after.split_once("](").expect("a mark is [name](ID)");
        out.push_str(before);
        out.push_str(name);
        rest = after.split_once(')').expect("a mark is [name](ID)").1;
    }
    out + rest
}

fn mark(text: &str, published: Option<PartialDate>, lexicon: &Lexicon) -> String {
    let article = Article::plain(text, published);
    let mut out = String::new();
    let mut at = 0;
    for mention in extract(&article, lexicon, Model::shipped()).mentions {
        let (start, end) = (mention.span.start as usize, mention.span.end as usize);
        let _ = write!(out, "{}[{}]({})", &text[at..start], &text[start..end], mention.actor);
        at = end;
    }
    out + &text[at..]
}
