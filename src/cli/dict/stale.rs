//! `khabar dict stale`: roles that may have been overtaken by events.

use super::super::settings::{Layers, Sources};
use super::super::{Console, Exit, Failure, dictionaries};
use super::{Format, first};
use crate::compare::{Stale, stale};
use crate::lexicon::Role;
use jiff::civil::Date;
use serde_json::json;

/// List actors whose last role has ended, and holders of an office without an end
#[derive(clap::Args)]
pub struct Args {
    /// As things are on this day; else today
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// List all, not the first thirty of each sort
    #[arg(long)]
    all: bool,
    /// How to show them; JSON always lists all
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    layers: Layers,
}

/// Lists them, each with its line.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let lexicon = dictionaries::load(&sources.resolve::<Layers>()?, console)?.lexicon;
    let on = args.on.unwrap_or_else(|| jiff::ZonedDateTime::now().date());
    let stale = stale(&lexicon, on);
    console.data(&match args.format {
        Format::Text => to_text(&stale, on, args.all),
        Format::Json => {
            let row = |actor: &crate::lexicon::Actor, role: &Role, others: &[&str]| {
                json!({
                    "actor": *actor.id, "code": role.code.as_deref(), "office": role.office.as_deref(),
                    "from": role.period.from.map(|date| date.to_string()),
                    "until": role.period.until.map(|date| date.to_string()),
                    "also_held_by": others, "line": role.at.origin.to_string(),
                })
            };
            let ended: Vec<_> = stale.ended.iter().map(|(actor, role)| row(actor, role, &[])).collect();
            let open: Vec<_> = stale.open.iter().map(|(actor, role, others)| row(actor, role, others)).collect();
            format!("{:#}\n", json!({ "on": on.to_string(), "ended": ended, "without_end": open }))
        }
    })?;
    Ok(Exit::Done)
}

fn to_text(stale: &Stale, on: Date, all: bool) -> String {
    let ended = stale.ended.iter().map(|(actor, role)| {
        let until = day(role.period.until);
        format!("{}  {}  {} until {until}\n", role.at.origin, actor.id, what(role))
    });
    let open = stale.open.iter().map(|(actor, role, others)| {
        let shared = if others.is_empty() { String::new() } else { format!(", as {} do", others.join(", ")) };
        let since = role.period.from.map_or_else(String::new, |from| format!(" since {from}"));
        format!("{}  {}  {}{since}{shared}\n", role.at.origin, actor.id, what(role))
    });
    format!(
        "On {on} the last role of {} actors has ended:\n{}\n{} hold an office without an end; do they still?\n{}",
        stale.ended.len(),
        first(ended, all),
        stale.open.len(),
        first(open, all)
    )
}

/// The office, or else what the actor counted as.
fn what(role: &Role) -> String {
    let sector = role.sector.iter().map(ToString::to_string);
    let code: Vec<String> = role.code.iter().map(ToString::to_string).chain(sector).collect();
    let code = code.join(" ");
    role.office.as_deref().map_or_else(|| code.clone(), |office| format!("{office} ({code})"))
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "no date".to_owned(), |day| day.to_string())
}
