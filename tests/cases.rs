//! Sentences by phenomenon and what must come out of them, as text that a linguist can edit (`tests/cases/events/*.txt`).
//!
//! `UPDATE=1 cargo test --test cases` rewrites the expectations; review them as a diff.

use khabar::annotation::{Event, Extraction, Party};
use khabar::extract::extract;
use khabar::lexicon::{Layer, Lexicon, load};
use khabar::syntax::Model;
use khabar::text::{Article, Block, BlockKind, PartialDate, Span};
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn events_come_out_as_the_cases_say() {
    let lexicon =
        load(&[Layer::Default]).unwrap_or_else(|faults| panic!("{} faults in the default dictionaries", faults.len()));
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    for file in files("tests/cases/events") {
        let before = std::fs::read_to_string(&file).unwrap();
        let after = recode(&before, &lexicon);
        if update {
            std::fs::write(&file, after).unwrap();
        } else {
            for (expected, got) in paragraphs(&before).zip(paragraphs(&after)).filter(|(a, b)| a != b) {
                let _ = writeln!(wrong, "{}\nexpected\n{expected}\ngot\n{got}\n", file.display());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn the_last_town_of_a_long_paragraph_is_where_its_next_event_happened() {
    let lexicon = load(&[Layer::Default]).unwrap();
    let talk = "He spoke of war memories. ";
    let text = format!("The war memorial stands in Peshawar. {}", talk.repeat(58))
        + &format!("The war memorial stands in Karachi. {}Gunmen killed two soldiers.", talk.repeat(6));
    let Extraction { events, .. } = extract(&article(&text, None), &lexicon, Model::shipped());
    let place = events.last().and_then(|event| Some(event.place.as_ref()?.name.to_string()));
    assert_eq!(place.as_deref(), Some("Karachi"));
}

#[test]
fn what_goes_on_is_where_all_happened_that_the_article_places() {
    let lexicon = load(&[Layer::Default]).unwrap();
    let last_place = |towns: [&str; 2]| {
        let text = format!(
            "Gunmen shot a judge in {}.\n\nPolice arrested two men in {}.\n\nHundreds protested on Monday.",
            towns[0], towns[1]
        );
        let mut article = article(&text, None);
        let breaks = text.match_indices("\n\n").map(|(at, _)| at as u32);
        let (mut blocks, mut start) = (Vec::new(), 0);
        for end in breaks.chain([text.len() as u32]) {
            blocks.push(Block { span: Span { start, end }, kind: BlockKind::Paragraph });
            start = end + 2;
        }
        article.blocks = blocks;
        let Extraction { events, .. } = extract(&article, &lexicon, Model::shipped());
        let place = events.last().unwrap().place.as_ref();
        place.map(|place| (place.name.to_string(), place.from.as_str()))
    };
    assert_eq!(last_place(["Quetta", "Quetta"]), Some(("Quetta".to_owned(), "article")));
    assert_eq!(last_place(["Quetta", "Lahore"]), None);
}

#[test]
fn who_takes_part_tells_acleds_subtypes_apart() {
    let lexicon = load(&[Layer::Default]).unwrap();
    for (text, acled) in [
        ("Gunmen killed two soldiers in Turbat.", Some("Battles/Armed clash")),
        ("Gunmen killed two teachers in Turbat.", Some("Violence against civilians/Attack")),
        ("The army killed nine militants and a farmer.", Some("Violence against civilians/Attack")),
        ("Soldiers opened fire on villagers.", Some("Violence against civilians/Attack")),
        ("Soldiers opened fire on rebels.", Some("Battles/Armed clash")),
        ("Gunmen met the rebels.", None),
        ("The army recaptured the town from the rebels.", Some("Battles/Government regains territory")),
        ("The rebels recaptured the town from the army.", Some("Battles/Non-state actor overtakes territory")),
    ] {
        let Extraction { events, .. } = extract(&article(text, None), &lexicon, Model::shipped());
        assert_eq!(events.first().and_then(|event| event.acled.as_deref()), acled, "{text}");
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n> ")
}

/// The file with every expectation replaced by what comes out now; comments (`#`) and dates (`@`) stay.
fn recode(text: &str, lexicon: &Lexicon) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(sentence) = line.strip_prefix("> ") else { continue };
        let mut published = None;
        while let Some(next) = lines.peek() {
            if let Some(date) = next.strip_prefix("@ ") {
                published = date.trim().parse().ok().map(PartialDate::Day);
            } else if !next.starts_with('#') && !next.starts_with("  ") {
                break;
            }
            if !next.starts_with("  ") {
                out.push_str(next);
                out.push('\n');
            }
            lines.next();
        }
        let article = article(sentence, published);
        let extraction = extract(&article, lexicon, Model::shipped());
        render(&extraction, &article, &mut out);
    }
    out
}

fn article(text: &str, published: Option<PartialDate>) -> Article {
    Article::plain(text, published)
}

fn render(extraction: &Extraction, article: &Article, out: &mut String) {
    if extraction.events.is_empty() {
        out.push_str("  nothing\n");
    }
    for event in &extraction.events {
        let _ = writeln!(out, "  {}", line(event, &article.text));
    }
}

/// `ASSAULT firearms asserted "ambushed": TTP -> PAK MIL; place Wana; dead 2`
fn line(event: &Event, text: &str) -> String {
    let mut line = event.event.to_string();
    for mode in &event.mode {
        let _ = write!(line, " {mode}");
    }
    let _ = write!(line, " {} \"{}\": {}", event.status, event.trigger.of(text), sides(&event.actor));
    if !event.recipient.is_empty() {
        let _ = write!(line, " -> {}", sides(&event.recipient));
    }
    if let Some(date) = event.date.filter(|date| date.text.is_some()) {
        let _ = write!(line, "; date {}", date.from);
    }
    if let Some(place) = &event.place {
        let _ = write!(line, "; place {}", place.name);
    }
    for (name, number) in
        [("dead", event.dead), ("injured", event.injured), ("arrested", event.arrested), ("size", event.size)]
    {
        if let Some(number) = number {
            let _ = write!(line, "; {name} {number}");
        }
    }
    if event.link.is_some() {
        line.push_str("; linked");
    }
    line
}

fn sides(parties: &[Party]) -> String {
    if parties.is_empty() {
        return "nobody".into();
    }
    parties.iter().map(Party::to_string).collect::<Vec<_>>().join(" + ")
}
