//! `khabar dict show`: all that the dictionaries know of an actor or a name.

mod hits;
mod json;
mod text;
mod timeline;

use super::Format;
use crate::cli::dictionaries::load;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, Level};
use crate::lexicon::{Actor, Alias, Ambiguity, Case, ContextRule, Lexicon, Period, fold};
use hits::Hits;
use serde_json::Value;
use std::path::PathBuf;

/// Show an actor's names, roles, relations and ambiguous names, or who has a name; with a dataset how often each was found;
/// with -v the other spellings that are found
#[derive(clap::Args)]
pub struct Args {
    /// An actor's id, or a name
    #[arg(value_name = "ID|TEXT")]
    what: String,
    /// A dataset (the folder of `khabar run --out`), to count in
    out: Option<PathBuf>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    layers: Layers,
}

/// Shows the actor of this id, else every actor with this name.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let dictionaries = load(&sources.resolve::<Layers>()?, console)?;
    let lexicon = &dictionaries.lexicon;
    let ids = ids(lexicon, &args.what)?;
    let hits = args.out.as_deref().map(|out| Hits::read(out, lexicon)).transpose()?;
    let shown = ids.iter().filter_map(|id| Some(Shown { actor: lexicon.actor(id)?, lexicon, hits: hits.as_ref() }));
    let text = match args.format {
        Format::Json => format!("{:#}\n", shown.map(|shown| json::write(&shown)).collect::<Value>()),
        Format::Text => {
            let (paint, variants) = (console.stdout_paint(), console.says(Level::Verbose));
            shown.map(|shown| text::write(&shown, paint, variants)).collect::<Vec<_>>().join("\n")
        }
    };
    console.data(&text)?;
    Ok(Exit::Done)
}

fn ids(lexicon: &Lexicon, what: &str) -> Result<Vec<String>, Failure> {
    if lexicon.actor(what).is_some() {
        return Ok(vec![what.to_owned()]);
    }
    let named = lexicon.aliases.iter().filter(|alias| fold(&alias.text) == fold(what));
    let mut ids: Vec<String> = Vec::new();
    let mut ignored = None;
    for alias in named {
        match lexicon.actor_of(alias) {
            Some(actor) if !ids.contains(&actor.id.to_string()) => ids.push(actor.id.to_string()),
            Some(_) => {}
            None => ignored = Some(&alias.at.origin),
        }
    }
    match (ids.is_empty(), ignored) {
        (false, _) => Ok(ids),
        (true, Some(place)) => Err(Failure::new(format!("`{what}` is left alone: {place}"))),
        (true, None) => {
            let meant = lexicon.nearest_id(what).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
            Err(Failure::new(format!("no actor has the id or name `{what}`{meant}")))
        }
    }
}

/// An actor, and what to show it with.
struct Shown<'a> {
    actor: &'a Actor,
    lexicon: &'a Lexicon,
    hits: Option<&'a Hits>,
}

impl<'a> Shown<'a> {
    fn names(&self) -> impl Iterator<Item = &'a Alias> {
        let index = self.lexicon.index_of(&self.actor.id);
        self.lexicon.aliases.iter().filter(move |alias| Some(alias.actor) == index)
    }

    /// The blocks that settle names of the actor.
    fn blocks(&self) -> impl Iterator<Item = &'a Ambiguity> {
        let mut indices: Vec<u32> = self.names().filter_map(|alias| alias.ambiguity).collect();
        indices.sort_unstable();
        indices.dedup();
        let all = &self.lexicon.ambiguities;
        indices.into_iter().filter_map(|index| all.get(index as usize))
    }

    /// What is part of it, and when.
    fn parts(&self) -> impl Iterator<Item = (&'a Actor, Period)> {
        let whole = self.actor.id.clone();
        self.lexicon.actors.iter().filter_map(move |part| {
            let (_, period) = part.parents.iter().find(|(id, _)| *id == whole)?;
            Some((part, *period))
        })
    }

    /// How often a name of the actor was found, where there is a dataset.
    fn count(&self, alias: &Alias) -> Option<usize> {
        self.hits.map(|hits| hits.of_name(&self.actor.id, &alias.text))
    }
}

/// Other ways of writing the name that are found without a line of their own.
fn variants(alias: &Alias) -> Vec<String> {
    let text = &*alias.text;
    let mut all = Vec::new();
    if text.contains('-') {
        all.push(text.replace('-', " "));
    }
    if text.contains('\'') {
        all.push(text.replace('\'', "’"));
    }
    if alias.case != Case::Exact {
        all.push(text.to_uppercase());
    }
    if alias.case == Case::Any {
        all.push(text.to_lowercase());
    }
    all.push(format!("{text}'s"));
    all.retain(|variant| variant != text);
    all
}

/// A rule in words.
fn rule_line(rule: &ContextRule) -> String {
    let mut line = format!("{}  {}", rule.id, rule.pick.as_deref().unwrap_or("nobody"));
    if rule.when_full_name {
        line.push_str("  where its full name stands");
    }
    for (words, what) in [(&rule.near_any, "near"), (&rule.left_any, "after"), (&rule.right_any, "before")] {
        if !words.is_empty() {
            line.push_str(&format!("  {what} {}", words.join(", ")));
        }
    }
    line
}
