//! `khabar dict suggest`: names that a dataset holds and the dictionaries don't know, as entries to paste.

use super::super::changes::quote;
use super::super::console::Paint;
use super::super::settings::{Layers, Sources};
use super::super::snapshot::is_plain;
use super::super::{Console, Exit, Failure, Level, dictionaries};
use crate::compare::{Guess, Suggestion, suggest};
use crate::dataset::{LeftoverRecord, read_rows, read_run};
use crate::lexicon::Lexicon;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Suggest entries for names that the dictionaries don't know, those first that events lack as actors
///
/// Spellings of one name are put together; a name that looks like a known one comes as an alias of it. These are
/// guesses: look at each before it goes into a dictionary.
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// How many names
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How to show them; toml gives the entries alone
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    layers: Layers,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Toml,
    Json,
}

/// Lists the suggestions.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    read_run(&args.out).map_err(Failure::new)?;
    let lexicon = dictionaries::load(&sources.resolve::<Layers>()?, console)?.lexicon;
    let mut leftovers: Vec<LeftoverRecord> = Vec::new();
    read_rows(&args.out, "leftovers.jsonl", |row| leftovers.push(row)).map_err(Failure::new)?;
    let suggestions = suggest(leftovers, &lexicon, args.limit);
    let mut taken = BTreeSet::new();
    let entries: Vec<String> = suggestions.iter().map(|one| entry(one, &lexicon, &mut taken)).collect();
    let both = suggestions.iter().zip(&entries);
    console.data(&match args.format {
        Format::Text if entries.is_empty() => format!("no unknown names in {}\n", args.out.display()),
        Format::Text => {
            both.map(|(one, entry)| shown(one, entry, console.stdout_paint())).collect::<Vec<_>>().join("\n")
        }
        Format::Toml => entries.join("\n"),
        Format::Json => format!("{:#}\n", both.map(|(one, entry)| as_json(one, entry)).collect::<Value>()),
    })?;
    let first = suggestions.iter().find(|one| !one.is_no_actor() && is_plain(one.name()));
    if let (Format::Text, Some(first)) = (args.format, first) {
        let next = format!("next  {}, or paste what is right into a file of your own", add(first, &lexicon, &args.out));
        console.say(Level::Normal, &next, json!({ "name": first.name() }));
    }
    Ok(Exit::Done)
}

/// The command that brings a suggestion into the dictionaries.
fn add(one: &Suggestion, lexicon: &Lexicon, out: &Path) -> String {
    let (name, out) = (one.name(), out.display().to_string());
    let out = if out.contains(char::is_whitespace) { format!("\"{out}\"") } else { out };
    match &one.near {
        Some(near) => format!("khabar dict add {} \"{name}\" --impact {out}", near.actor),
        None => {
            let (id, kind) = (free_id(one, lexicon, &mut BTreeSet::new()), one.kind());
            format!("khabar dict add {id} \"{name}\" --kind {kind} --impact {out}")
        }
    }
}

/// The entry to paste: an extension of the actor that the name is near to, else a new actor; for what is no actor its own.
fn entry(one: &Suggestion, lexicon: &Lexicon, taken: &mut BTreeSet<String>) -> String {
    let spellings: Vec<&str> = one.spellings.iter().map(|(name, _)| name.as_str()).collect();
    let acronyms: Vec<&str> = one.acronyms.iter().map(|(name, _)| name.as_str()).collect();
    match (&one.near, one.guessed.guess) {
        (_, Guess::Page) => {
            let ignored = |name: &&str| format!("[[ignore]]\ntext = {}\nwhy = \"page furniture\"\n", quoted(name));
            return spellings.iter().map(ignored).collect();
        }
        (None, Guess::Place) => {
            return format!("# {} seems to be a place, and no actor\n", quoted(one.name()));
        }
        (Some(near), _) => {
            let head = format!("[[actor]]\nid = {}\nextends = true\n", quoted(&near.actor));
            return format!("{head}{}{}", list("aliases", &spellings), list("acronyms", &acronyms));
        }
        (None, Guess::Group | Guess::Person) => {}
    }
    let id = free_id(one, lexicon, taken);
    let kind = one.kind();
    let others = "# kind: group, agency, state, igo, organisation, party, media or person; add country and sector";
    let head = format!("{others}\n[[actor]]\nid = {}\nname = {}\nkind = \"{kind}\"\n", quoted(&id), quoted(one.name()));
    let more = spellings.get(1..).unwrap_or_default();
    format!("{head}{}{}", list("aliases", more), list("acronyms", &acronyms))
}

fn list(key: &str, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        names => format!("{key} = [{}]\n", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")),
    }
}

/// An id in the form that ids have, which no actor has and no other suggestion.
pub fn free_id(one: &Suggestion, lexicon: &Lexicon, taken: &mut BTreeSet<String>) -> String {
    let words: Vec<String> = one.name().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let joined = words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>();
    let id = match (one.acronyms.first(), joined.split_last()) {
        (Some((acronym, _)), _) => acronym.clone(),
        (None, Some((last, first))) if one.is_person() => {
            [std::slice::from_ref(last), first].concat().join("-").to_lowercase()
        }
        _ => joined.join("-").to_uppercase(),
    };
    let numbered = (2..).map(|n| format!("{id}-{n}"));
    let mut ids = std::iter::once(id.clone()).chain(numbered);
    let free = ids.find(|id| lexicon.actor(id).is_none() && !taken.contains(id)).unwrap_or(id);
    taken.insert(free.clone());
    free
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn shown(one: &Suggestion, entry: &str, paint: Paint) -> String {
    let Suggestion { count, docs, sources, actor_missing, .. } = one;
    let times = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let (seen, docs, sources) = (times(*count, "time"), times(*docs, "article"), times(*sources, "source"));
    let figures = format!("seen {seen}, in {docs}, {sources}; {actor_missing} where an actor is missing");
    let mut text = format!("{}   {figures}\n", paint.bold(one.name()));
    let evidence = match one.guessed.evidence.is_empty() {
        true => "nothing tells otherwise".to_owned(),
        false => one.guessed.evidence.join(", "),
    };
    text.push_str(&format!("  seems a      {} ({evidence})\n", one.guessed.guess.as_str()));
    let others = one.spellings.iter().skip(1).chain(&one.acronyms);
    let others: Vec<String> = others.map(|(name, count)| format!("{name} {count}")).collect();
    if !others.is_empty() {
        text.push_str(&format!("  also written  {}\n", others.join(", ")));
    }
    if let Some(near) = &one.near {
        text.push_str(&format!("  looks like    \"{}\", a name of {}\n", near.alias, near.actor));
    }
    for example in &one.examples {
        let place = paint.dim(&format!("{}, sentence {}", example.doc, example.sentence + 1));
        text.push_str(&format!("  {}   {place}\n", quoted_example(one, &example.text, paint)));
    }
    entry.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
    text
}

/// The example with whichever of the name's spellings stands in it.
fn quoted_example(one: &Suggestion, text: &str, paint: Paint) -> String {
    let mut names = one.spellings.iter().chain(&one.acronyms).map(|(name, _)| name.as_str());
    let found = names.find_map(|name| Some((text.split_once(name)?.0.chars().count(), name.chars().count())));
    let (start, length) = found.unwrap_or_default();
    quote(text, start as u32, (start + length) as u32, paint)
}

fn as_json(one: &Suggestion, entry: &str) -> Value {
    let counted = |names: &[(String, u64)]| -> Value {
        names.iter().map(|(name, count)| json!({ "text": name, "count": count })).collect()
    };
    json!({
        "name": one.name(),
        "spellings": counted(&one.spellings),
        "acronyms": counted(&one.acronyms),
        "count": one.count,
        "docs": one.docs,
        "sources": one.sources,
        "actor_missing": one.actor_missing,
        "seems": one.guessed.guess.as_str(),
        "evidence": one.guessed.evidence,
        "near": one.near.as_ref().map(|near| json!({ "actor": near.actor, "alias": near.alias })),
        "examples": one.examples,
        "entry": entry,
    })
}
