//! A comparison of two datasets as it is read on a terminal.

use super::json::EXAMPLES;
use super::listed::{Listed, all, first};
use super::{Args, By, Compared};
use crate::cli::console::Paint;
use crate::compare::{Cause, Side, Sort};
use crate::dataset::Dataset;
use crate::report::thousands;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;

/// What was compared, sums, figures by cause or as asked, and the changes of each cause.
pub fn shown(compared: &Compared, args: &Args, paint: Paint) -> String {
    let mut text = sums(compared, paint);
    let listed = all(compared);
    if listed.is_empty() {
        text.push_str("\nno mention and no event is otherwise\n");
        return text;
    }
    text.push_str(&table(&listed, args.by, compared, paint));
    for cause in Cause::ALL {
        let wanted: Vec<Listed> = listed.iter().copied().filter(|one| args.wants(one.sort())).collect();
        text.push_str(&changes(&wanted, cause, args.all, paint));
    }
    text
}

fn sums(compared: &Compared, paint: Paint) -> String {
    let head = |word: &str| paint.bold(&format!("{word:13}"));
    let (diff, articles) = (&compared.diff, &compared.diff.articles);
    let (old, new) = (&compared.old.1, &compared.new.1);
    let mut lines = vec![
        format!("{} {}", head("old"), dataset(&compared.old.0, old)),
        format!("{} {}", head("new"), dataset(&compared.new.0, new)),
        format!(
            "{} {} − {} removed + {} added = {}; {} rewritten, {} dated otherwise, {} moved",
            head("articles"),
            count(old.articles.len()),
            count(articles.removed.len()),
            count(articles.added.len()),
            count(new.articles.len()),
            count(articles.rewritten.len()),
            count(articles.redated.len()),
            count(articles.moved.len())
        ),
        format!("{} {}", head("mentions"), sum(&diff.mentions)),
        format!(
            "{} {}; of the others {} are now further reports, {} first ones",
            head("events"),
            sum(&diff.events),
            count(diff.now_further),
            count(diff.now_first)
        ),
    ];
    if !compared.files.is_empty() {
        lines.push(format!("{} differ in {}", head("dictionaries"), compared.files.join(", ")));
    }
    for (name, old, new) in compared.settings() {
        lines.push(format!("{} --{name} {} → {}", head("settings"), value(&old), value(&new)));
    }
    lines.join("\n") + "\n"
}

fn dataset(path: &Path, dataset: &Dataset) -> String {
    let hash: String = dataset.run.dictionaries.hash.chars().take(12).collect();
    // Nobody reads fractions of a second.
    let started: String = dataset.run.started.chars().take("2026-01-31T12:30".len()).collect();
    let (path, version) = (path.display(), &dataset.run.version);
    format!("{path}   khabar {version}, dictionaries {hash}, run {} UTC", started.replace('T', " "))
}

fn sum<T>(side: &Side<T>) -> String {
    format!(
        "{} − {} lost + {} gained = {}; {} coded otherwise",
        count(side.old),
        count(side.total(Sort::Lost)),
        count(side.total(Sort::Gained)),
        count(side.new),
        count(side.total(Sort::Recoded))
    )
}

fn count(n: usize) -> String {
    thousands(n as u64)
}

const NONE: &str = "none";

fn value(value: &Value) -> String {
    match value {
        Value::Null => NONE.to_owned(),
        Value::Array(values) if values.is_empty() => NONE.to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(self::value).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// Lost, gained and re-coded mentions, then events.
type Figures = [usize; 6];

fn table(listed: &[Listed], by: By, compared: &Compared, paint: Paint) -> String {
    let rows = rows(listed, by, compared);
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(8);
    let line = |name: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>9}")).collect();
        format!("{name:width$}{cells}\n")
    };
    let heads = ["lost", "gained", "recoded", "lost", "gained", "recoded"].map(str::to_owned);
    let mut text = format!("\n{:width$}{:>27}{:>27}\n", "", "mentions", "events");
    text.push_str(&paint.dim(&line("", heads.to_vec())));
    for (name, figures) in rows {
        text.push_str(&line(&name, figures.iter().map(|n| count(*n)).collect()));
    }
    text
}

/// The figures, the largest first; by cause, where each change has one, with their sum.
fn rows(listed: &[Listed], by: By, compared: &Compared) -> Vec<(String, Figures)> {
    let datasets = [&compared.old.1, &compared.new.1];
    let articles = datasets.iter().flat_map(|dataset| &dataset.articles);
    let sources = articles.map(|row| (row.doc.as_str(), row.source.as_deref().unwrap_or("(no source)"))).collect();
    let mut rows: HashMap<String, Figures> = HashMap::new();
    for one in listed {
        let names = names(*one, by, &sources);
        let all = (by == By::Cause).then(|| ALL.to_owned());
        names.into_iter().chain(all).for_each(|name| add(*one, rows.entry(name).or_default()));
    }
    let mut rows: Vec<(String, Figures)> = rows.into_iter().collect();
    rows.sort_by_key(|(name, figures)| (name == ALL, Reverse(figures.iter().sum::<usize>()), name.clone()));
    rows
}

const ALL: &str = "all";

fn add(one: Listed, figures: &mut Figures) {
    let column = match one.sort() {
        Sort::Lost => 0,
        Sort::Gained => 1,
        Sort::Recoded => 2,
    };
    if let Some(figure) = figures.get_mut(column + if one.is_event() { 3 } else { 0 }) {
        *figure += 1;
    }
}

/// The rows of the table in which a change counts.
fn names(one: Listed, by: By, sources: &HashMap<&str, &str>) -> Vec<String> {
    match by {
        By::Cause => vec![one.cause().as_str().to_owned()],
        By::Actor => one.actors(),
        By::Event => one.is_event().then(|| one.head()).into_iter().collect(),
        By::Source => sources.get(one.doc()).map(|source| (*source).to_owned()).into_iter().collect(),
    }
}

/// The changes of a cause.
fn changes(listed: &[Listed], cause: Cause, whole: bool, paint: Paint) -> String {
    let total = listed.iter().filter(|one| one.cause() == cause).count();
    if total == 0 {
        return String::new();
    }
    let limit = if whole { total } else { EXAMPLES };
    let first = first(listed, cause, limit);
    let mut text = format!("\n{}\n", paint.bold(&format!("because of {}", in_words(cause))));
    first.iter().for_each(|one| text.push_str(&one.to_text(paint)));
    if total > first.len() {
        text.push_str(&format!("… {} more (--all)\n", count(total - first.len())));
    }
    text
}

fn in_words(cause: Cause) -> &'static str {
    match cause {
        Cause::Articles => "the articles",
        Cause::Dictionary => "the dictionaries",
        Cause::Program => "the program",
        Cause::Decisions => "reviewers' decisions",
    }
}
