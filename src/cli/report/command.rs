//! The command line that gives a dataset, told from what its manifest records.

use crate::cli::settings::Settings;
use crate::dataset::RunRecord;
use clap::Args;
use serde_json::Value;

/// `khabar run` with its inputs and every setting that is not the default.
pub fn command(run: &RunRecord) -> String {
    let known = Settings::augment_args(clap::Command::new("run"));
    let default = |name: &str| -> Vec<String> {
        let arg = known.get_arguments().find(|arg| arg.get_long() == Some(name));
        let values = arg.into_iter().flat_map(|arg| arg.get_default_values());
        values.map(|value| value.to_string_lossy().into_owned()).collect()
    };
    let mut words = vec!["khabar".to_owned(), "run".to_owned()];
    words.extend(run.inputs.iter().map(|input| quoted(input)));
    for (name, value) in &run.options {
        let values = values(value);
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Bool(true) => words.push(format!("--{name}")),
            _ if values.is_empty() || values == default(name) => {}
            _ => values.iter().for_each(|value| words.extend([format!("--{name}"), quoted(value)])),
        }
    }
    words.join(" ")
}

fn values(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(values_of).collect(),
        other => values_of(other),
    }
}

fn values_of(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

/// As a shell of Unix takes it for one word.
fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-./:,@=+".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        assert_eq!(quoted("news/2025-11"), "news/2025-11");
        assert_eq!(quoted("my news"), "'my news'");
        assert_eq!(quoted("o'clock $(x)"), "'o'\\''clock $(x)'");
        assert_eq!(quoted(""), "''");
    }
}
