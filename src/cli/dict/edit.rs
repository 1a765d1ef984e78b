//! `khabar dict edit`: roles, names that are not to count, parents, ambiguous names.

use super::add::unknown;
use super::own::Own;
use super::preview::Preview;
use crate::cli::dictionaries::shown;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure};
use crate::lexicon::edit::{ActorEdit, NewRole, NewRule, ambiguous, edit_actor, entry_at};
use crate::lexicon::{Actor, ContextRule, Lexicon, Role, fold};
use crate::ontology::Sector;
use jiff::civil::Date;
use std::path::Path;
use std::process::Command;

/// Change an actor, or how an ambiguous name is settled, in the project's own dictionaries
#[derive(clap::Args)]
#[command(after_help = "khabar dict edit khan-imran --end-role 2022-04-10\n\
                        khabar dict edit khan-imran --role GOV --code PAK --from 2027-01-01 --office \"Prime Minister\"\n\
                        khabar dict edit IEA --without \"Quetta Shura\"\n\
                        khabar dict edit --ambiguous NRF --pick NRF=panjshir,kabul --pick NRF-SDN=darfur --otherwise ask\n\
                        khabar dict edit NRF          opens the entry in $VISUAL or $EDITOR")]
#[command(group = clap::ArgGroup::new("what").required(true).args(["id", "ambiguous"]))]
pub struct Args {
    /// The actor's id; with nothing else its entry is opened in an editor
    id: Option<String>,
    /// Add a role with these sectors (GOV, REB, MIL ...), or change the one that begins on the same day
    #[arg(long, value_name = "SECTOR", value_delimiter = ',', requires = "id")]
    role: Vec<Sector>,
    /// The role's country; without this the actor's
    #[arg(long, requires = "role")]
    code: Option<String>,
    /// The role's office
    #[arg(long, requires = "role")]
    office: Option<String>,
    /// The first day of the role, or of the parent (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The first day on which it no longer holds
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// End the role that holds on the day before this one
    #[arg(long, value_name = "DATE", requires = "id")]
    end_role: Option<Date>,
    /// Let this name of the actor no longer count; may be given more than once
    #[arg(long, value_name = "NAME", requires = "id")]
    without: Vec<String>,
    /// Make the actor a part of this one
    #[arg(long, value_name = "ID", requires = "id", conflicts_with = "role")]
    parent: Option<String>,
    /// Switch the actor of an earlier layer off
    #[arg(long, requires = "id")]
    off: bool,
    /// Write or extend the [[ambiguous]] block of a name: a rule for each holder whose full name stands in the article, then one
    /// for each --pick
    #[arg(long, value_name = "NAME", conflicts_with = "id")]
    ambiguous: Option<String>,
    /// Whom the name means where one of these words, phrases or @IDs stands near; `none` for nobody of ours
    #[arg(long, value_name = "ID=WORD,WORD", requires = "ambiguous")]
    pick: Vec<String>,
    /// What becomes of it where no rule fires: ask (a person decides), drop, or an actor's id
    #[arg(long, value_name = "WHAT", requires = "ambiguous")]
    otherwise: Option<String>,
    #[command(flatten)]
    preview: Preview,
    #[command(flatten)]
    layers: Layers,
}

/// Changes the entry where the own layer has it, else an entry that extends an earlier layer's.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let own = Own::open(sources)?;
    if let Some(surface) = &args.ambiguous {
        settle(surface, args.picks()?, args.otherwise.clone(), &own, &args.preview, console)?;
        return Ok(Exit::Done);
    }
    let id = args.id.as_deref().unwrap_or_default();
    let Some(actor) = own.lexicon().actor(id) else { return Err(unknown(id, &own)) };
    let edits = args.edits(actor)?;
    if edits.is_empty() {
        return open(id, &own, args.preview.options.dry_run);
    }
    own.change(own.file_of(id)?, &args.preview, console, |text| edit_actor(text, id, &edits))?;
    Ok(Exit::Done)
}

impl Args {
    fn edits(&self, actor: &Actor) -> Result<Vec<ActorEdit>, Failure> {
        let mut edits = Vec::new();
        if let Some(day) = self.end_role {
            edits.push(ActorEdit::Role(ended(actor, day)?));
        }
        if !self.role.is_empty() {
            // A role that is still open ends where the new one begins.
            let last = actor.roles.last().filter(|role| role.period.until.is_none() && role.period.from < self.from);
            if let (Some(open), Some(day), None) = (last, self.from, self.end_role) {
                edits.push(ActorEdit::Role(copy(open, Some(day))));
            }
            edits.push(ActorEdit::Role(NewRole {
                code: self.code.clone().or_else(|| actor.country.as_ref().map(|code| code.to_string())),
                sector: self.role.clone(),
                from: self.from,
                until: self.until,
                office: self.office.clone(),
            }));
        }
        edits.extend(self.without.iter().map(|name| ActorEdit::Without(name.clone())));
        if let Some(id) = &self.parent {
            edits.push(ActorEdit::Parent { id: id.clone(), from: self.from, until: self.until });
        }
        if self.off {
            edits.push(ActorEdit::Off);
        }
        match edits.is_empty() && (self.from.is_some() || self.until.is_some()) {
            true => Err(Failure::new("--from and --until are of a --role or a --parent")),
            false => Ok(edits),
        }
    }
}

/// The role that holds before the day, with the day as its end.
fn ended(actor: &Actor, day: Date) -> Result<NewRole, Failure> {
    let before = day.yesterday().unwrap_or(day);
    let role = actor.roles.iter().find(|role| role.period.holds(before));
    let role = role.ok_or_else(|| Failure::new(format!("{} has no role on {before}", actor.id)))?;
    Ok(copy(role, Some(day)))
}

fn copy(role: &Role, until: Option<Date>) -> NewRole {
    NewRole {
        code: role.code.as_ref().map(|code| code.to_string()),
        sector: role.sector.clone(),
        from: role.period.from,
        until,
        office: role.office.as_ref().map(|office| office.to_string()),
    }
}

/// Adds rules to the block of an ambiguous name, and sets what it is otherwise; whether it was written.
pub fn settle(
    surface: &str,
    picks: Vec<NewRule>,
    mut otherwise: Option<String>,
    own: &Own,
    preview: &Preview,
    console: &Console,
) -> Result<bool, Failure> {
    let path = own.file_with(|text| entry_at(text, "ambiguous", "text", surface).is_some())?;
    let told = std::fs::read_to_string(&path).is_ok_and(|text| entry_at(&text, "ambiguous", "text", surface).is_some());
    let earlier =
        own.lexicon().ambiguities.iter().find(|block| fold(&block.surface) == fold(surface)).filter(|_| !told);
    let mut rules = match earlier {
        // The own block takes the place of the earlier layer's: it begins as a copy.
        Some(block) => {
            otherwise = otherwise.or_else(|| Some(block.otherwise.as_str().to_owned()));
            block.rules.iter().map(carried).collect()
        }
        None if told => Vec::new(),
        None => holders(own.lexicon(), surface).into_iter().map(full_name).collect(),
    };
    rules.extend(picks);
    own.change(path, preview, console, |text| ambiguous(text, surface, &rules, otherwise.as_deref()))
}

impl Args {
    /// The rules that `--pick` asks for.
    fn picks(&self) -> Result<Vec<NewRule>, Failure> {
        let rule = |pick: &String| {
            let (id, words) =
                pick.split_once('=').ok_or_else(|| Failure::new(format!("write --pick {pick}=WORD,WORD")))?;
            let near = words.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
            Ok(NewRule { pick: id.to_owned(), near_any: near.collect(), ..NewRule::default() })
        };
        self.pick.iter().map(rule).collect()
    }
}

/// A rule for "where the full name of this actor stands in the article".
fn full_name(pick: String) -> NewRule {
    NewRule { pick, when_full_name: true, ..NewRule::default() }
}

fn carried(rule: &ContextRule) -> NewRule {
    let words = |words: &[std::sync::Arc<str>]| words.iter().map(|word| word.to_string()).collect();
    NewRule {
        id: Some(rule.id.to_string()),
        pick: rule.pick.as_deref().unwrap_or("none").to_owned(),
        when_full_name: rule.when_full_name,
        near_any: words(&rule.near_any),
        left_any: words(&rule.left_any),
        right_any: words(&rule.right_any),
    }
}

/// Ids of the actors that have the name.
fn holders(lexicon: &Lexicon, surface: &str) -> Vec<String> {
    let named = lexicon.aliases.iter().filter(|alias| fold(&alias.text) == fold(surface));
    let mut ids: Vec<String> = named.filter_map(|alias| Some(lexicon.actor_of(alias)?.id.to_string())).collect();
    ids.dedup();
    ids
}

/// Opens the own layer's entry in the user's editor.
fn open(id: &str, own: &Own, dry_run: bool) -> Result<Exit, Failure> {
    let Some((path, line)) = own.place_of(id)? else {
        let message = format!(
            "{id} stands in an earlier layer; say what to change (khabar dict edit --help), and it is written to"
        );
        return Err(Failure::new(format!("{message} {}", shown(&own.folder))));
    };
    if dry_run {
        return Err(Failure::new("--dry-run shows what a change would do: say which (khabar dict edit --help)"));
    }
    let set = |name: &str| std::env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    match ["VISUAL", "EDITOR"].into_iter().find_map(set) {
        Some(editor) => edit_file(&editor, &path, line),
        None => {
            let place = shown(&path);
            Err(Failure::new(format!("no editor is set ($VISUAL, $EDITOR); the entry is at {place}:{line}")))
        }
    }
}

/// Runs the editor; what follows its name goes before the file (`code --wait`), and those known to take one get the line.
fn edit_file(editor: &str, path: &Path, line: usize) -> Result<Exit, Failure> {
    let failed = |why: String| Failure::new(format!("cannot run the editor `{editor}`: {why}"));
    let mut words = editor.split_whitespace();
    let Some(program) = words.next() else { return Err(failed("it has no name".to_owned())) };
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy();
    let at_line = ["vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "joe", "kak", "ne"].contains(&&*name);
    let line = at_line.then(|| format!("+{line}"));
    match Command::new(program).args(words).args(line).arg(path).status() {
        Ok(status) if status.success() => Ok(Exit::Done),
        Ok(status) => Err(failed(status.to_string())),
        Err(error) => Err(failed(error.to_string())),
    }
}
