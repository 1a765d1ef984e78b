//! `khabar dict test`: the sentences that entries carry, run.

use crate::cli::dictionaries::load_with_examples;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, Level};
use crate::extract::failure;
use crate::lexicon::Example;
use crate::syntax::Model;
use serde_json::json;

/// Run the examples of the entries
#[derive(clap::Args)]
pub struct Args {
    /// Only examples that hold this text, or stand in a file whose name holds it
    #[arg(value_name = "TEXT")]
    only: Option<String>,
    #[command(flatten)]
    layers: Layers,
}

/// Ends with code 1 where one fails.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let dictionaries = load_with_examples(&sources.resolve::<Layers>()?, console)?;
    let wanted = |example: &&Example| {
        args.only.as_ref().is_none_or(|only| example.text.contains(only) || example.at.origin.file.contains(only))
    };
    let examples: Vec<&Example> = dictionaries.lexicon.examples.iter().filter(wanted).collect();
    let paint = console.stdout_paint();
    let mut failed = 0;
    for example in &examples {
        if let Some(wrong) = failure(example, &dictionaries.lexicon, Model::shipped()) {
            failed += 1;
            let place = paint.bold(&example.at.origin.to_string());
            console.data(&format!("{} {place}  {}\n       {wrong}\n", paint.red("FAILED"), example.text))?;
        }
    }
    let message = format!("{} of {} examples hold", examples.len() - failed, examples.len());
    console.say(Level::Normal, &message, json!({ "examples": examples.len(), "failed": failed }));
    Ok(if failed == 0 { Exit::Done } else { Exit::GateFailed })
}
