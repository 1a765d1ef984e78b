//! A comparison of two datasets as JSON: whole for programs, cut to examples for the report.

use super::Compared;
use super::listed::{Listed, all, first};
use crate::compare::{Cause, Side, Sort};
use crate::dataset::Dataset;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Changes of a cause that a reader is shown unless all are asked for.
pub const EXAMPLES: usize = 20;

/// All changes of the sorts that are wanted, with figures of all.
pub fn whole(compared: &Compared, wants: impl Fn(Sort) -> bool) -> Value {
    with_changes(compared, all(compared).into_iter().filter(|one| wants(one.sort())))
}

/// The figures, and the first changes of each cause.
pub fn brief(compared: &Compared) -> Value {
    let all = all(compared);
    with_changes(compared, Cause::ALL.iter().flat_map(|cause| first(&all, *cause, EXAMPLES)))
}

fn with_changes<'a>(compared: &Compared, changes: impl Iterator<Item = Listed<'a>>) -> Value {
    let diff = &compared.diff;
    let articles = &diff.articles;
    let moved = articles.moved.iter().map(|(old, new)| json!({ "old": old, "new": new })).collect::<Value>();
    let settings = compared.settings().into_iter();
    json!({
        "old": dataset(&compared.old.0, &compared.old.1),
        "new": dataset(&compared.new.0, &compared.new.1),
        "articles": {
            "added": articles.added, "removed": articles.removed, "rewritten": articles.rewritten,
            "redated": articles.redated, "moved": moved, "same": articles.same,
        },
        "dictionaries": compared.files,
        "settings": settings.map(|(name, old, new)| json!({ "name": name, "old": old, "new": new })).collect::<Value>(),
        "mentions": figures(&diff.mentions),
        "events": figures(&diff.events),
        "now_further_reports": diff.now_further,
        "now_first_reports": diff.now_first,
        "changes": changes.map(Listed::to_json).collect::<Value>(),
    })
}

fn dataset(path: &Path, dataset: &Dataset) -> Value {
    let run = &dataset.run;
    json!({
        "path": path.display().to_string(), "version": run.version, "dictionaries": run.dictionaries.hash,
        "started": run.started, "articles": dataset.articles.len(),
    })
}

/// Totals, and each cause's part of them.
fn figures<T>(side: &Side<T>) -> Value {
    let sorts = |count: &dyn Fn(Sort) -> usize| -> Map<String, Value> {
        Sort::ALL.iter().map(|&sort| (sort.as_str().to_owned(), json!(count(sort)))).collect()
    };
    let cause = |cause: &Cause| (cause.as_str().to_owned(), Value::Object(sorts(&|sort| side.count(*cause, sort))));
    let mut all = sorts(&|sort| side.total(sort));
    all.insert("old".to_owned(), json!(side.old));
    all.insert("new".to_owned(), json!(side.new));
    all.insert("by_cause".to_owned(), Value::Object(Cause::ALL.iter().map(cause).collect()));
    Value::Object(all)
}
