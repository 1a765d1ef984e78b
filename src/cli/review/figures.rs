//! The figures of an audit: on the screen, and in OUT/audit.json beside the rows that they are about.

use crate::cli::{Console, Exit, Failure, Level};
use crate::dataset::in_words;
use crate::review::{Agreement, Desk, Field, Precision};
use crate::score::wilson;
use clap::ValueEnum;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// Prints them and keeps them. A new run takes the file away: its rows are others.
pub fn show(out: &Path, desk: &Desk, pair: &[String], format: Format, console: &Console) -> Result<Exit, Failure> {
    let (Some(audit), Some(precision)) = (desk.audit(), desk.precision()) else { return Ok(Exit::Done) };
    let agreement = desk.agreement();
    let mut value = as_json(&precision);
    value["sample"] = json!({ "size": audit.size, "seed": audit.seed });
    value["coder"] = json!(desk.coder());
    value["run"] = json!(desk.material.dataset.run.started);
    if let Some(agreement) = &agreement {
        value["agreement"] = agreement_json(pair, agreement);
    }
    if precision.coded > 0 {
        keep(&out.join("audit.json"), &value)?;
    }
    let left = precision.drawn - precision.coded;
    if left > 0 {
        let message = format!("{left} of {} events are not coded yet; the same command goes on", precision.drawn);
        console.say(Level::Normal, &message, json!({ "left": left }));
    }
    console.data(&match format {
        Format::Text => text(&precision, agreement.as_deref()),
        Format::Json => format!("{value:#}\n"),
    })?;
    Ok(Exit::Done)
}

fn keep(path: &Path, value: &Value) -> Result<(), Failure> {
    // Whole or not at all.
    let part = path.with_extension("json.part");
    let written = fs::write(&part, format!("{value:#}\n")).and_then(|()| fs::rename(&part, path));
    written.map_err(|error| Failure::new(format!("cannot write `{}`: {}", path.display(), in_words(&error))))
}

fn share(right: usize, of: usize) -> Value {
    let (low, high) = wilson(right, of).unzip();
    let value = (of > 0).then(|| rounded(right as f64 / of as f64));
    json!({ "right": right, "of": of, "precision": value, "low": low.map(rounded), "high": high.map(rounded) })
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn as_json(precision: &Precision) -> Value {
    let fields = precision.fields.iter().map(|(field, (right, of))| (field.as_str().to_owned(), share(*right, *of)));
    json!({
        "drawn": precision.drawn,
        "coded": precision.coded,
        "row": share(precision.whole, precision.coded),
        "fields": fields.collect::<Map<String, Value>>(),
    })
}

fn agreement_json(pair: &[String], agreement: &[Agreement]) -> Value {
    let one = |one: &Agreement| {
        let alpha = one.alpha.map(rounded);
        let figures = json!({ "of": one.of, "exact": one.exact, "overlapping": one.overlapping, "alpha": alpha });
        (one.field.as_str().to_owned(), figures)
    };
    json!({ "coders": pair, "fields": agreement.iter().map(one).collect::<Map<String, Value>>() })
}

/// What an audit has found so far, as lines with names; nothing where there is no audit.
pub fn lines(desk: &Desk) -> Vec<(String, String)> {
    let Some(precision) = desk.precision() else { return Vec::new() };
    let mut lines = Vec::new();
    if precision.coded < precision.drawn {
        lines.push(("coded so far".to_owned(), format!("{} of {}", precision.coded, precision.drawn)));
    }
    lines.extend(told(&precision, desk.agreement().as_deref()));
    lines
}

fn text(precision: &Precision, agreement: Option<&[Agreement]>) -> String {
    told(precision, agreement).into_iter().map(|(name, value)| format!("{name:<22} {value}\n")).collect()
}

fn told(precision: &Precision, agreement: Option<&[Agreement]>) -> Vec<(String, String)> {
    let share = |name: &str, right: usize, of: usize| {
        let (low, high) = wilson(right, of)?;
        let share = right as f64 / of as f64;
        Some((name.to_owned(), format!("{share:.2} (95 % {low:.2}\u{2013}{high:.2}), n = {of}")))
    };
    let types = precision.fields.get(&Field::Type).map_or(0, |(right, _)| *right);
    let whole = [("precision of types", types), ("of whole rows", precision.whole)];
    let whole = whole.into_iter().filter_map(|(name, right)| share(name, right, precision.coded));
    let others = precision.fields.iter().filter(|(field, _)| **field != Field::Type);
    let others =
        others.filter_map(|(field, (right, of))| share(&format!("{} given the type", field.as_str()), *right, *of));
    let agreed = agreement.unwrap_or_default().iter().filter(|one| one.of > 0).map(|one| {
        let percent = |n: usize| 100.0 * n as f64 / one.of as f64;
        let alpha = one.alpha.map_or_else(|| "not defined".to_owned(), |alpha| format!("{alpha:.3}"));
        let (exact, part) = (percent(one.exact), percent(one.overlapping));
        let value = format!("{exact:.0} % exactly, {part:.0} % in part, alpha {alpha}, n = {}", one.of);
        (format!("agreement on {}", one.field.as_str()), value)
    });
    whole.chain(others).chain(agreed).collect()
}
