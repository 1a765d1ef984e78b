//! `khabar dict coverage`: how much of what articles name the dictionaries know, and when.

use super::super::console::Paint;
use super::super::{Console, Exit, Failure};
use super::Format;
use crate::compare::Coverage;
use crate::dataset::{LeftoverRecord, read_rows, read_run};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Show how many of the names in a dataset's articles are known, and how often each actor is named in each month
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// How many actors
    #[arg(short = 'n', long, value_name = "N", default_value_t = 30)]
    limit: usize,
    /// How to show it; JSON gives all actors with their figures
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Shows the share and the months.
pub fn main(args: &Args, console: &Console) -> Result<Exit, Failure> {
    let run = read_run(&args.out).map_err(Failure::new)?;
    let mut coverage = Coverage::default();
    read_rows(&args.out, "articles.jsonl", |row| coverage.article(row)).map_err(Failure::new)?;
    read_rows(&args.out, "mentions.jsonl", |row| coverage.mention(row)).map_err(Failure::new)?;
    read_rows(&args.out, "leftovers.jsonl", |row: LeftoverRecord| coverage.leftover(&row)).map_err(Failure::new)?;
    console.data(&match args.format {
        Format::Text => to_text(&coverage, args.limit, console.stdout_paint()),
        Format::Json => format!("{:#}\n", to_json(&coverage)),
    })?;
    if run.counts.leftovers_unlisted > 0 {
        let unlisted = run.counts.leftovers_unlisted;
        console.warn(&format!("{unlisted} sightings of rare unknown names are in no row and not counted here"));
    }
    Ok(Exit::Done)
}

fn to_text(coverage: &Coverage, limit: usize, paint: Paint) -> String {
    let Coverage { known, unknown, ambiguous, .. } = coverage;
    let Some(share) = coverage.share() else { return "no names in the dataset\n".to_owned() };
    let share = paint.bold(&format!("{:.1} %", share * 100.0));
    let mut text = format!("{share} of names that are no places are known: ");
    text.push_str(&format!("{known} known, {unknown} unknown, {ambiguous} ambiguous\n\n"));
    let (months, actors) = (coverage.months(), coverage.actors());
    let width = actors.iter().take(limit).map(|(actor, _)| actor.chars().count()).max().unwrap_or(0);
    let period = match (months.first(), months.last()) {
        (Some(first), Some(last)) => format!("{first} to {last}, a sign a month"),
        _ => "no article is dated to the month".to_owned(),
    };
    text.push_str(&paint.dim(&format!("{:width$}  {:>7}  {period}\n", "actor", "named")));
    for (actor, by_month) in actors.iter().take(limit) {
        let counts: Vec<u64> = months.iter().map(|month| by_month.get(month).copied().unwrap_or(0)).collect();
        let named: u64 = by_month.values().sum();
        text.push_str(&format!("{actor:width$}  {named:>7}  {}\n", bars(&counts)));
    }
    if actors.len() > limit {
        text.push_str(&format!("… {} more (-n)\n", actors.len() - limit));
    }
    text
}

/// One sign for each count, as high as it is against the highest; a dot for none.
fn bars(counts: &[u64]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let bar = |&count: &u64| match count.checked_sub(1) {
        None => '·',
        Some(_) => BARS.get((count * BARS.len() as u64).div_ceil(most) as usize - 1).copied().unwrap_or('█'),
    };
    counts.iter().map(bar).collect()
}

fn to_json(coverage: &Coverage) -> Value {
    let actors = coverage.actors();
    let actors = actors.iter().map(|(actor, months)| {
        let undated = months.get("").copied().unwrap_or(0);
        let dated = months.iter().filter(|(month, _)| !month.is_empty());
        let dated: serde_json::Map<String, Value> = dated.map(|(month, n)| (month.clone(), json!(n))).collect();
        json!({ "actor": actor, "mentions": months.values().sum::<u64>(), "months": dated, "undated": undated })
    });
    json!({
        "share_known": coverage.share(),
        "known": coverage.known,
        "unknown": coverage.unknown,
        "ambiguous": coverage.ambiguous,
        "months": coverage.months(),
        "actors": actors.collect::<Vec<_>>(),
    })
}
