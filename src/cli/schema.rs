//! `khabar schema`: JSON Schema of every record.

use super::{Console, Exit, Failure};
use crate::dataset::{SCHEMA_VERSION, schemas};
use serde_json::{Value, json};

/// Print the JSON Schema of the output records
#[derive(clap::Args)]
pub struct Args {
    /// Only that of this file's lines, as `events.jsonl`
    #[arg(value_name = "FILE")]
    file: Option<String>,
}

/// Prints all schemas under their file's names, or one.
pub fn main(args: &Args, console: &Console) -> Result<Exit, Failure> {
    let schemas = schemas();
    let value = match &args.file {
        None => {
            let files: serde_json::Map<String, Value> =
                schemas.into_iter().map(|(name, schema)| (name.to_owned(), schema.to_value())).collect();
            json!({ "schema_version": SCHEMA_VERSION, "files": files })
        }
        Some(file) => {
            let names: Vec<_> = schemas.iter().map(|(name, _)| *name).collect();
            let known = names.join(", ");
            let found = schemas.into_iter().find(|(name, _)| name == file || name.split('.').next() == Some(file));
            let no_such = || Failure::new(format!("there is no output file `{file}` (known are: {known})"));
            found.ok_or_else(no_such)?.1.to_value()
        }
    };
    console.data(&format!("{value:#}\n"))?;
    Ok(Exit::Done)
}
