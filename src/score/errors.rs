//! Missed, surplus and half-right events, sentence by sentence, for people who improve dictionaries.

use super::gold::GoldEvent;
use super::output::{EventRow, PartyRow};
use super::pairs::Pair;
use super::{Annotated, Output, Rules, all_pairs};
use std::fmt::Write;

/// How wide the gold's side is, in characters.
const LEFT: usize = 64;

/// Every sentence in which something is wrong: gold on the left, the program on the right.
///
/// Between the two: `=` the same, `~` the type is right and what is named after it is not, `<` missed, `>` surplus.
pub fn errors(articles: &[Annotated], output: &Output, rules: Rules) -> String {
    let mut text = String::new();
    for (gold, mut pairs) in all_pairs(articles, output, rules) {
        pairs.sort_by_key(|pair| pair.sentence.unwrap_or(usize::MAX));
        for of_sentence in pairs.chunk_by(|a, b| a.sentence == b.sentence) {
            if of_sentence.iter().all(|pair| mark(pair) == '=') {
                continue;
            }
            let sentence = of_sentence[0].sentence;
            let words = sentence.and_then(|s| gold.sentences.get(s)).map_or("outside all sentences", String::as_str);
            let number = sentence.map(|s| format!(":{s}")).unwrap_or_default();
            // Writing to a string cannot fail, here and below.
            let _ =
                writeln!(text, "{}{number}  {}", gold.name(), words.split_whitespace().collect::<Vec<_>>().join(" "));
            of_sentence.iter().for_each(|pair| line(&mut text, pair));
            text.push('\n');
        }
    }
    text
}

fn line(text: &mut String, pair: &Pair) {
    let (left, right) = (pair.gold.map(of_gold).unwrap_or_default(), pair.row.map(of_row).unwrap_or_default());
    let (sign, wrong) = (mark(pair), wrong(pair).join(", "));
    let wrong = if wrong.is_empty() { wrong } else { format!("  (not: {wrong})") };
    let _ = writeln!(text, "  {left:LEFT$} {sign} {right}{wrong}");
}

fn mark(pair: &Pair) -> char {
    match (pair.gold, pair.row) {
        (Some(_), None) => '<',
        (None, _) => '>',
        (Some(_), Some(_)) if wrong(pair).is_empty() => '=',
        (Some(_), Some(_)) => '~',
    }
}

/// What is wrong of an event whose type is right.
fn wrong(pair: &Pair) -> Vec<&'static str> {
    let (Some(gold), Some(_)) = (pair.gold, pair.row) else { return Vec::new() };
    let right = pair.right;
    let checks = [
        ("actor", true, right.who),
        ("recipient", true, right.whom),
        ("status", gold.status.is_some(), right.status),
        ("date", gold.date.is_some(), right.date),
        ("place", gold.place.is_some(), right.place),
        ("dead", gold.dead.is_some(), right.dead),
        ("injured", gold.injured.is_some(), right.injured),
    ];
    checks.into_iter().filter(|(_, known, right)| *known && !right).map(|(name, ..)| name).collect()
}

fn of_gold(event: &GoldEvent) -> String {
    let details = [
        event.date.clone(),
        event.place.clone(),
        event.dead.map(|n| format!("{n} dead")),
        event.injured.map(|n| format!("{n} injured")),
    ];
    let (type_, trigger) = (event.event, &event.trigger);
    let (who, whom) = (event.actor.join(", "), event.recipient.join(", "));
    one_line(&format!("{type_} {trigger:?}"), &who, &whom, event.status.as_deref(), details)
}

fn of_row(event: &EventRow) -> String {
    let details = [
        event.date.clone(),
        event.place.first().cloned(),
        event.dead.map(|n| format!("{n} dead")),
        event.injured.map(|n| format!("{n} injured")),
    ];
    let head = format!("{} {:?}", event.event, event.words);
    let line = one_line(&head, &parties(&event.actor), &parties(&event.recipient), event.status.as_deref(), details);
    match event.trace.first() {
        Some(entry) => format!("{line}  [{entry}]"),
        None => line,
    }
}

fn one_line(head: &str, who: &str, whom: &str, status: Option<&str>, details: [Option<String>; 4]) -> String {
    let known = status.map(str::to_owned).into_iter().chain(details.into_iter().flatten());
    let known: String = known.map(|detail| format!(" · {detail}")).collect();
    format!("{head} {{{who}}} → {{{whom}}}{known}")
}

fn parties(parties: &[PartyRow]) -> String {
    let one = |party: &PartyRow| match party.actor.as_str() {
        "" if party.code.is_empty() => party.sector.join("+"),
        "" => format!("{} {}", party.code, party.sector.join("+")).trim_end().to_owned(),
        actor => actor.to_owned(),
    };
    parties.iter().map(one).collect::<Vec<_>>().join(", ")
}
