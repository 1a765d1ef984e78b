//! Whole texts: what becomes of their lines, and what they say of themselves.

use super::{DEFAULT_MAX_BYTES, DayOrder, Loaded, ReadOptions, Warning, from_text};
use crate::lexicon::parse_conventions;
use crate::text::{Block, BlockKind, ConventionLists, Conventions, PublishedFrom, segment, tokenize};
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::LazyLock;

static CONVENTIONS: LazyLock<Conventions> = LazyLock::new(|| {
    let mut lists = ConventionLists::default();
    for text in [
        include_str!("../../dictionaries/text/abbreviations.toml"),
        include_str!("../../dictionaries/text/boilerplate.toml"),
        include_str!("../../dictionaries/text/dates.toml"),
        include_str!("../../dictionaries/text/metadata.toml"),
    ] {
        parse_conventions(&"text".into(), text, &mut lists);
    }
    Conventions::new(&lists).unwrap()
});

const OPTIONS: ReadOptions =
    ReadOptions { today: || date(2026, 1, 31), published: None, day_order: None, max_bytes: DEFAULT_MAX_BYTES };

fn load(doc: &str, text: &str) -> Loaded {
    from_text(doc, text.to_owned(), &OPTIONS, &CONVENTIONS)
}

const PROSE: &str = "The crossing at the head of the valley opened again on Monday after nineteen days. Traders on both \
                     sides said that trucks had begun to move before noon, and that nobody had told them why it had been shut.";

fn letters(text: &str) -> String {
    let letter = |block: &Block| match block.kind {
        BlockKind::Title => 'T',
        BlockKind::Subhead => 'S',
        BlockKind::Paragraph => 'P',
        BlockKind::ListItem => 'L',
        BlockKind::Metadata => 'M',
        BlockKind::Boilerplate => 'b',
    };
    load("a.txt", text).article.blocks.iter().map(letter).collect()
}

#[test]
fn kinds() {
    let page = |head: &str, foot: &str| format!("{head}\n\n{PROSE}\n\n{foot}\n");
    let cases = [
        (
            page("Home | World | Sports\nCrossing opens after nineteen days\nBy Jane Doe\n4 min read\nShare", ""),
            "bTMbbP",
        ),
        (
            page(
                "Crossing opens after nineteen days\nMarch 4, 2025",
                "Related Articles\nA fair in the hills\nTwo drown in lake",
            ),
            "TMPbbb",
        ),
        (
            page("Crossing opens", &format!("More stories\nTwo drown in lake\n{PROSE}\nWhat comes next\n{PROSE}")),
            "TPbbPSP",
        ),
        (page("Crossing opens", &format!("Leave a Reply\nJohn\n{PROSE}")), "TPbbb"),
        (page("12 Comments\nCrossing opens after long talks", ""), "bTP"),
        (page("Home\nWorld\nSports\nOpinion\nCrossing opens after long talks", ""), "bbbbTP"),
        (page("Crossing opens", "- Traders went home.\n- Troops stayed."), "TPLL"),
        (page("", "© Jane Doe, 2025\nWRITTEN BY\nJane Doe\nGuest Contributor"), "Pbbbb"),
        (page("---\ntitle: X\n---", "* * *"), "MPb"),
    ];
    for (text, expected) in cases {
        assert_eq!(letters(&text), expected, "{text}");
    }
}

#[test]
fn published() {
    use PublishedFrom::*;
    let front = |date: &str| format!("---\ndate: {date}\n---\n{PROSE}");
    let line = |line: &str| format!("Crossing opens after long talks\n{line}\n\n{PROSE}");
    let cases = [
        ("a.txt", front("2025-11-22T10:15:00Z"), Some(("2025-11-22", FrontMatter))),
        ("a.txt", front("2025-11"), Some(("2025-11", FrontMatter))),
        ("a.txt", front("22 November 2025"), Some(("2025-11-22", FrontMatter))),
        ("a.txt", line("November 22, 2025"), Some(("2025-11-22", FirstLines))),
        ("a.txt", line("Saturday, 22 Nov 2025, 10:15 PKT"), Some(("2025-11-22", FirstLines))),
        ("a.txt", line("By Jane Doe | November 22, 2025 | 4 min read"), Some(("2025-11-22", FirstLines))),
        ("a.txt", line("Peshawar, November 22, 2025"), Some(("2025-11-22", FirstLines))),
        ("a.txt", line("Published: Nov 22, 2025 Updated: Nov 24, 2025"), Some(("2025-11-22", Meta))),
        ("a.txt", line("Updated November 24, 2025 | Published November 22, 2025"), Some(("2025-11-22", Meta))),
        ("a.txt", line("Date: 22.11.2025"), Some(("2025-11-22", Meta))),
        ("a.txt", format!("{PROSE}\n\n© Jane Doe, 2025, published by Example Institute."), Some(("2025", Meta))),
        ("a.txt", format!("{PROSE}\n\nPublished in Hill Post, November 22nd, 2025"), Some(("2025-11-22", Meta))),
        ("2025-11-22-x.txt", PROSE.to_owned(), Some(("2025-11-22", FileName))),
        ("2025/11/22/x.txt", PROSE.to_owned(), Some(("2025-11-22", FileName))),
        ("x_20251122.txt", PROSE.to_owned(), Some(("2025-11-22", FileName))),
        ("2024-01-01-x.txt", line("November 22, 2025"), Some(("2025-11-22", FirstLines))),
        ("a.txt", format!("KABUL, Nov 22, 2025 (Example) - {PROSE}"), Some(("2025-11-22", Dateline))),
        ("a.txt", line("November 22, 2031"), None),
        ("a.txt", line("04/05/2025"), None),
        ("a.txt", line("Year 2025"), None),
        ("a.txt", format!("{PROSE} It had shut on November 3, 2025."), None),
        ("a.txt", PROSE.to_owned(), None),
    ];
    for (doc, text, expected) in cases {
        let article = load(doc, &text).article;
        let found = article.published.map(|date| date.to_string()).zip(article.published_from);
        assert_eq!(found, expected.map(|(date, from)| (date.to_owned(), from)), "{doc}: {text}");
    }
}

#[test]
fn doubtful_dates_are_told() {
    let text = format!("Crossing opens after long talks\n04/05/2025\n\n{PROSE}");
    assert_eq!(load("a.txt", &text).warnings, [Warning::AmbiguousDate("04/05/2025".to_owned())]);
    let options = ReadOptions { day_order: Some(DayOrder::DayFirst), ..OPTIONS };
    let loaded = from_text("a.txt", text.clone(), &options, &CONVENTIONS);
    assert_eq!(loaded.article.published.map(|date| date.to_string()).as_deref(), Some("2025-05-04"));
    let given = ReadOptions { published: Some(date(2020, 2, 3)), ..OPTIONS };
    let article = from_text("a.txt", text, &given, &CONVENTIONS).article;
    assert_eq!(article.published_from, Some(PublishedFrom::Option));
    let future = format!("---\ndate: 2031-01-01\n---\n{PROSE}");
    assert_eq!(load("a.txt", &future).warnings, [Warning::FutureDate("2031-01-01".to_owned())]);
}

#[test]
fn what_is_said_of_an_article() {
    let text = format!(
        "---\ntitle: Crossing opens\nsource: Hill Post\nurl: https://example.org/a\nlang: en\n---\n# Crossing opens\n\nKABUL (AFP) - {PROSE}"
    );
    let article = load("a.md", &text).article;
    assert_eq!(article.title.as_deref(), Some("Crossing opens"));
    assert_eq!(article.source.as_deref(), Some("Hill Post"));
    assert_eq!(article.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(article.lang.as_deref(), Some("en"));
    assert_eq!(article.blocks[1].kind, BlockKind::Title);
    let sentences = segment(&article, &CONVENTIONS);
    assert_eq!(sentences[0].span.of(&article.text), "Crossing opens");
    assert!(sentences[1].span.of(&article.text).starts_with("The crossing"));
    let agency = load("a.txt", &format!("KABUL (AFP) - {PROSE}")).article;
    assert_eq!(agency.source.as_deref(), Some("AFP"));
}

proptest! {
    #[test]
    fn any_text(text in "(\\PC{0,12}|[a-zA-Z .,:|-]{0,60}|©|---|\\+\\+\\+|Share|Date: 3 May 2024|KABUL \\(AP\\) - |e\u{301}👍🏽|(\n|\r\n|\r|\n\n)){0,30}") {
        let article = load("a.txt", &text).article;
        prop_assert_eq!(&article.text, &text);
        let mut end = 0;
        for block in &article.blocks {
            prop_assert!(block.span.start >= end && text.get(block.span.start as usize..block.span.end as usize).is_some());
            let between = &text[end as usize..block.span.start as usize];
            let blank = |c: char| c.is_whitespace() || c.is_control() || ['\u{feff}', '\u{200b}'].contains(&c);
            prop_assert!(between.chars().all(blank), "{:?}", between);
            end = block.span.end;
        }
        let mut tokens = Vec::new();
        for sentence in segment(&article, &CONVENTIONS) {
            prop_assert!(article.blocks[sentence.block as usize].span.contains(sentence.span));
            tokens.clear();
            tokenize(&text, sentence.span, &CONVENTIONS, &mut tokens);
            prop_assert!(tokens.iter().all(|token| sentence.span.contains(token.span) && text.get(token.span.start as usize..token.span.end as usize).is_some()));
            prop_assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
