//! What people found of a dataset, read from the files beside it.

use crate::cli::Console;
use crate::report::Quality;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// The audit and the score of a dataset's folder, as far as there are any; one that cannot be read is told and left out.
pub fn judged(out: &Path, console: &Console) -> Quality {
    let read = |name: &str| -> Option<Value> {
        let path = out.join(name);
        let text = fs::read_to_string(&path).ok()?;
        let value = serde_json::from_str(&text);
        value.map_err(|error| console.warn(&format!("{} is left out of the report: {error}", path.display()))).ok()
    };
    let written = |name: &str| -> Option<SystemTime> { out.join(name).metadata().ok()?.modified().ok() };
    let score = read("score.json");
    let score_is_older = score.is_some() && written("score.json") < written("run.json");
    Quality { audit: read("audit.json"), score, score_is_older }
}
