//! `khabar dict show`: all that the dictionaries know of an actor or a name.

mod hits;
mod timeline;

use crate::cli::console::Paint;
use crate::cli::dictionaries::load;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, Level};
use crate::lexicon::{Actor, Alias, AliasSort, Ambiguity, Case, ContextRule, Lexicon, Period, fold};
use clap::ValueEnum;
use hits::Hits;
use serde_json::{Value, json};
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Shows the actor of this id, else every actor with this name.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let dictionaries = load(&sources.resolve::<Layers>()?, console)?;
    let lexicon = &dictionaries.lexicon;
    let ids = ids(lexicon, &args.what)?;
    let hits = args.out.as_deref().map(|out| Hits::read(out, lexicon)).transpose()?;
    let actors = || ids.iter().filter_map(|id| lexicon.actor(id));
    let text = match args.format {
        Format::Json => {
            format!("{:#}\n", actors().map(|actor| to_json(actor, lexicon, hits.as_ref())).collect::<Value>())
        }
        Format::Text => {
            let (paint, variants) = (console.stdout_paint(), console.says(Level::Verbose));
            let shown: Vec<String> =
                actors().map(|actor| to_text(actor, lexicon, hits.as_ref(), paint, variants)).collect();
            shown.join("\n")
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

fn names<'a>(actor: &Actor, lexicon: &'a Lexicon) -> impl Iterator<Item = &'a Alias> {
    let index = lexicon.index_of(&actor.id);
    lexicon.aliases.iter().filter(move |alias| Some(alias.actor) == index)
}

/// The blocks that settle names of the actor.
fn blocks<'a>(actor: &Actor, lexicon: &'a Lexicon) -> Vec<&'a Ambiguity> {
    let mut indices: Vec<u32> = names(actor, lexicon).filter_map(|alias| alias.ambiguity).collect();
    indices.sort_unstable();
    indices.dedup();
    indices.into_iter().filter_map(|index| lexicon.ambiguities.get(index as usize)).collect()
}

fn parts<'a>(actor: &Actor, lexicon: &'a Lexicon) -> Vec<(&'a Actor, Period)> {
    let part = |other: &'a Actor| {
        let (_, period) = other.parents.iter().find(|(id, _)| *id == actor.id)?;
        Some((other, *period))
    };
    lexicon.actors.iter().filter_map(part).collect()
}

fn to_text(actor: &Actor, lexicon: &Lexicon, hits: Option<&Hits>, paint: Paint, variants_too: bool) -> String {
    let sector: Vec<&str> = actor.sector.iter().map(|sector| sector.as_str()).collect();
    let country = actor.country.as_deref().unwrap_or("");
    let head = format!("{}  {}  {country} {}", actor.name, actor.kind.as_str(), sector.join(" "));
    let mut text =
        format!("{}  {}\n    {}\n", paint.bold(&actor.id), head.trim_end(), paint.dim(&actor.at.origin.to_string()));
    text.push_str(&format!("{}\n", paint.bold("names")));
    for alias in names(actor, lexicon) {
        let count = hits.map_or_else(String::new, |hits| format!("{:>6}  ", hits.of_name(&actor.id, &alias.text)));
        let place = paint.dim(&alias.at.origin.to_string());
        text.push_str(&format!("    {count}{}  {place}\n", described(alias)));
        let others = variants(alias);
        if variants_too && !others.is_empty() {
            text.push_str(&format!("    {}\n", paint.dim(&format!("    also {}", others.join(", ")))));
        }
    }
    if !actor.roles.is_empty() {
        text.push_str(&format!("{}\n", paint.bold("roles")));
        let counts = hits.map(|hits| timeline::counts(actor, hits));
        timeline::draw(actor, counts.as_deref()).iter().for_each(|line| text.push_str(&format!("    {line}\n")));
    }
    for (title, related) in [("part of", whole_lines(actor, lexicon)), ("parts", part_lines(actor, lexicon))] {
        if !related.is_empty() {
            text.push_str(&format!("{}\n", paint.bold(title)));
            related.iter().for_each(|line| text.push_str(&format!("    {line}\n")));
        }
    }
    for block in blocks(actor, lexicon) {
        let place = paint.dim(&block.at.origin.to_string());
        text.push_str(&format!("{} `{}`  {place}\n", paint.bold("ambiguous"), block.surface));
        block.rules.iter().for_each(|rule| text.push_str(&format!("    {}\n", rule_line(rule))));
        text.push_str(&format!("    otherwise {}\n", block.otherwise.as_str()));
    }
    if let Some(hits) = hits {
        let (own, whole) = (hits.of(&actor.id), hits.with_parts(&actor.id));
        text.push_str(&format!("{} {own} mentions; with its parts {whole}\n", paint.bold("found")));
    }
    text
}

/// A name and its conditions.
fn described(alias: &Alias) -> String {
    let mut text = alias.text.to_string();
    match alias.sort {
        AliasSort::Name => {}
        AliasSort::Acronym => text.push_str(" (acronym)"),
        AliasSort::Demonym => text.push_str(" (demonym)"),
        AliasSort::Capital => text.push_str(" (capital)"),
    }
    if alias.sort != AliasSort::Acronym && alias.case != Case::Name {
        text.push_str(&format!(" case {}", alias.case.as_str()));
    }
    for (words, side) in [(&alias.unless_left, "after"), (&alias.unless_right, "before")] {
        if !words.is_empty() {
            text.push_str(&format!(" not {side} {}", words.join("/")));
        }
    }
    text + &dates(alias.period) + if alias.ambiguity.is_some() { " ambiguous" } else { "" }
}

fn dates(period: Period) -> String {
    let from = period.from.map(|day| format!(" from {day}")).unwrap_or_default();
    from + &period.until.map(|day| format!(" until {day}")).unwrap_or_default()
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

fn whole_lines(actor: &Actor, lexicon: &Lexicon) -> Vec<String> {
    let direct = actor.parents.iter().map(|(id, period)| {
        let name = lexicon.actor(id).map_or("", |whole| &whole.name);
        format!("{id}  {name}{}", dates(*period))
    });
    let further =
        lexicon.wholes(&actor.id, None).into_iter().filter(|id| !actor.parents.iter().any(|(one, _)| one == id));
    let further: Vec<String> = further.map(|id| id.to_string()).collect();
    let through = (!further.is_empty()).then(|| format!("through these  {}", further.join(", ")));
    direct.chain(through).collect()
}

fn part_lines(actor: &Actor, lexicon: &Lexicon) -> Vec<String> {
    parts(actor, lexicon)
        .into_iter()
        .map(|(part, period)| format!("{}  {}{}", part.id, part.name, dates(period)))
        .collect()
}

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

fn to_json(actor: &Actor, lexicon: &Lexicon, hits: Option<&Hits>) -> Value {
    let period = |period: Period| json!({ "from": period.from.map(|day| day.to_string()), "until": period.until.map(|day| day.to_string()) });
    let names = names(actor, lexicon).map(|alias| {
        json!({
            "text": &*alias.text, "described": described(alias), "origin": alias.at.origin.to_string(), "variants": variants(alias),
            "ambiguous": alias.ambiguity.is_some(), "period": period(alias.period),
            "mentions": hits.map(|hits| hits.of_name(&actor.id, &alias.text)),
        })
    });
    let roles = actor.roles.iter().map(|role| {
        json!({
            "code": role.code.as_deref(), "sector": role.sector.iter().map(|sector| sector.as_str()).collect::<Vec<_>>(),
            "office": role.office.as_deref(), "period": period(role.period), "origin": role.at.origin.to_string(),
        })
    });
    json!({
        "id": &*actor.id, "name": &*actor.name, "kind": actor.kind.as_str(), "country": actor.country.as_deref(),
        "origin": actor.at.origin.to_string(),
        "names": names.collect::<Vec<_>>(),
        "roles": roles.collect::<Vec<_>>(),
        "part_of": actor.parents.iter().map(|(id, dated)| json!({ "id": &**id, "period": period(*dated) })).collect::<Vec<_>>(),
        "parts": parts(actor, lexicon).iter().map(|(part, dated)| json!({ "id": &*part.id, "period": period(*dated) })).collect::<Vec<_>>(),
        "ambiguous": blocks(actor, lexicon).iter().map(|block| json!({
            "text": &*block.surface, "origin": block.at.origin.to_string(),
            "rules": block.rules.iter().map(rule_line).collect::<Vec<_>>(), "otherwise": block.otherwise.as_str(),
        })).collect::<Vec<_>>(),
        "mentions": hits.map(|hits| hits.of(&actor.id)),
        "mentions_with_parts": hits.map(|hits| hits.with_parts(&actor.id)),
    })
}
