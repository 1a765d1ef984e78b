//! `khabar config`: the settings, and where each comes from.

use super::settings::{AllSettings, Sources};
use super::{Console, Exit, Failure};

/// Print every setting with its value
#[derive(clap::Args)]
pub struct Args {
    /// Say where each value comes from
    #[arg(long)]
    show_origin: bool,
    #[command(flatten)]
    settings: AllSettings,
}

/// Prints the settings in the form of `khabar.toml`.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let (_, settings) = sources.resolve_with_origins::<AllSettings>()?;
    let paint = console.stdout_paint();
    let mut text = String::new();
    for setting in &settings {
        let line = format!("{} = {}", setting.name, setting.to_json());
        let origin = if args.show_origin { paint.dim(&format!("  # {}", setting.origin)) } else { String::new() };
        let pad = if args.show_origin { 40 } else { 0 };
        // What has no value is shown as a comment, so that the output can be a khabar.toml.
        let line = if setting.values.is_empty() { format!("# {} = (none)", setting.name) } else { line };
        text.push_str(&format!("{line:pad$}{origin}\n"));
    }
    console.data(&text)?;
    Ok(Exit::Done)
}
