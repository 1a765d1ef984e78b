//! Figures as a table and as JSON.

use super::figures::{Figures, Rate, Share};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// The table: strict and lenient side by side where they differ.
pub fn to_text(strict: &Figures, lenient: &Figures, articles: usize, by_type: bool) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(text, "{articles} gold articles; in brackets Wilson's 95 % intervals\n");
    let _ = writeln!(
        text,
        "{:22}{:>6}{:>6}{:>6}  {:20}{:20}{:>5}",
        "", "right", "out", "gold", "precision", "recall", "F1"
    );
    rate(&mut text, "mentions: named", strict.named);
    rate(&mut text, "mentions: persons", strict.persons);
    rate(&mut text, "events: type", strict.event_type);
    rate(&mut text, "events: + parties", strict.event_full);
    rate(&mut text, "  lenient", lenient.event_full);
    let _ = writeln!(text, "\n{:22}{:26}lenient", "given the type", "strict");
    for (name, of) in DETAILS {
        let _ = writeln!(text, "  {name:20}{:26}{}", share(of(strict)), share(of(lenient)));
    }
    let _ = writeln!(text);
    counted(&mut text, "named, overlapping", strict.named_overlap, "found by overlap and id");
    counted(&mut text, "false friends", strict.false_friends, "tagged as the usual holder");
    counted(&mut text, "open roles", strict.open_filled, "that the gold leaves open were filled");
    let _ = writeln!(text, "{:22}{} mentions", "in boilerplate", strict.in_boilerplate);
    let _ = writeln!(text, "{:22}{} events", "outside sentences", strict.outside);
    if by_type {
        let _ = writeln!(text);
        for (event, one) in &strict.by_type {
            rate(&mut text, event.as_str(), *one);
        }
    }
    text
}

type Detail = (&'static str, fn(&Figures) -> Share);

const DETAILS: [Detail; 7] = [
    ("both", |figures| figures.both),
    ("who", |figures| figures.who),
    ("whom", |figures| figures.whom),
    ("status", |figures| figures.status),
    ("date", |figures| figures.date),
    ("place", |figures| figures.place),
    ("counts", |figures| figures.counts),
];

fn rate(text: &mut String, name: &str, rate: Rate) {
    let Rate { hits, out, gold } = rate;
    let (precision, recall) = (plain(rate.precision()), plain(rate.recall()));
    let _ = writeln!(text, "{name:22}{hits:>6}{out:>6}{gold:>6}  {precision:20}{recall:20}{:>5}", short(rate.f1()));
}

fn counted(text: &mut String, name: &str, share: Share, what: &str) {
    let _ = writeln!(text, "{name:22}{} of {} {what}", share.hits, share.of);
}

/// `.912 [.870, .941]`
fn plain(share: Share) -> String {
    match (share.value(), share.interval()) {
        (Some(value), Some((low, high))) => format!("{} [{}, {}]", short(value), short(low), short(high)),
        _ => "-".to_owned(),
    }
}

/// The same with the number it is a share of.
fn share(share: Share) -> String {
    match share.of {
        0 => "-".to_owned(),
        of => format!("{} n={of}", plain(share)),
    }
}

/// Three decimals, without the zero before the point.
fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}

/// The figures with all their counts, under the names of the reference scorer where it has one.
pub fn to_json(strict: &Figures, lenient: &Figures, articles: usize) -> Value {
    json!({ "articles": articles, "strict": figures(strict), "lenient": figures(lenient) })
}

fn figures(figures: &Figures) -> Value {
    let given: Map<_, _> =
        DETAILS.iter().map(|(name, of)| ((*name).to_owned(), rounded(of(figures).value()))).collect();
    let intervals: Map<_, _> = DETAILS.iter().map(|(name, of)| ((*name).to_owned(), with_count(of(figures)))).collect();
    let by_type: Map<_, _> =
        figures.by_type.iter().map(|(event, rate)| (event.as_str().to_owned(), rate_json(*rate))).collect();
    json!({
        "mentions_named": rate_json(figures.named),
        "mentions_named_overlap_recall": rounded(figures.named_overlap.value()),
        "persons": rate_json(figures.persons),
        "mentions_in_boilerplate": figures.in_boilerplate,
        "false_friends": { "n": figures.false_friends.of, "tagged": figures.false_friends.hits },
        "event_type": rate_json(figures.event_type),
        "event_full": rate_json(figures.event_full),
        "events_outside_sentences": figures.outside,
        "given_type": given,
        "given_type_counts": intervals,
        "open_roles": { "n": figures.open_filled.of, "filled": figures.open_filled.hits },
        "by_type": by_type,
    })
}

fn rate_json(rate: Rate) -> Value {
    json!({
        "p": rounded(rate.precision().value().or(Some(0.0))),
        "r": rounded(rate.recall().value().or(Some(0.0))),
        "f1": rounded(Some(rate.f1())),
        "right": rate.hits,
        "out": rate.out,
        "gold": rate.gold,
        "p_95": interval(rate.precision()),
        "r_95": interval(rate.recall()),
    })
}

fn with_count(share: Share) -> Value {
    json!({ "right": share.hits, "n": share.of, "interval_95": interval(share) })
}

fn interval(share: Share) -> Value {
    share.interval().map_or(Value::Null, |(low, high)| json!([rounded(Some(low)), rounded(Some(high))]))
}

/// Three decimals; null for a share of nothing.
fn rounded(value: Option<f64>) -> Value {
    value.and_then(|value| format!("{value:.3}").parse::<f64>().ok()).map_or(Value::Null, Value::from)
}
