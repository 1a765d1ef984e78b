//! `khabar schema`: JSON Schema of every record.
use super::{Console, Exit, Failure};
/// Print the JSON Schema of the output records
#[derive(clap::Args)]
pub struct Args {}
pub fn main(_args: &Args, _console: &Console) -> Result<Exit, Failure> {
    Ok(Exit::Done)
}
