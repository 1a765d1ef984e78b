//! `khabar dict add`: a name for an actor, or a new actor.

use super::asked::{Answer, Offer};
use super::own::Own;
use super::preview::Preview;
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, Level};
use crate::lexicon::edit::{ActorEdit, NewActor, NewName, NewRule, add_actor, ambiguous, edit_actor};
use crate::lexicon::{AliasSort, Case, Period};
use crate::ontology::{Kind, Sector};
use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;

/// Add a name to an actor, or a new actor (with --kind), to the project's own dictionaries
#[derive(clap::Args)]
#[command(after_help = "khabar dict add NRF \"National Resistance\"\n\
                        khabar dict add RSM \"Red Sands Movement\" --kind group --country PAK --sector REB\n\
                        khabar dict add NRF \"National Resistance\" --impact out      shows what it changes, then asks")]
pub struct Args {
    /// The actor's id
    id: String,
    /// The name, as news writes it
    text: String,
    /// What sort of name it is; without this a word in capitals is an acronym, all else a name
    #[arg(long, value_enum)]
    sort: Option<Sort>,
    /// How case counts; without this capitals want capitals, and acronyms are letter for letter
    #[arg(long, value_enum)]
    case: Option<CaseRule>,
    /// The first day on which it is in use, for this actor (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The first day on which it no longer is
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// It does not count directly after this word; may be given more than once
    #[arg(long, value_name = "WORD")]
    unless_left: Vec<String>,
    /// It does not count directly before this word; may be given more than once
    #[arg(long, value_name = "WORD")]
    unless_right: Vec<String>,
    /// Makes a new actor of this kind: group, agency, state, igo, organisation, party, media, person
    #[arg(long)]
    kind: Option<Kind>,
    /// The new actor's country: ISO 3166 alpha-3, or IGO, NGO, MNC, IMG, ISM
    #[arg(long, requires = "kind")]
    country: Option<String>,
    /// The new actor's PLOVER sectors, such as REB or GOV
    #[arg(long, requires = "kind", value_delimiter = ',')]
    sector: Vec<Sector>,
    #[command(flatten)]
    preview: Preview,
    #[command(flatten)]
    layers: Layers,
}

#[derive(Clone, Copy, ValueEnum)]
enum Sort {
    Name,
    Acronym,
    Demonym,
    Capital,
}

#[derive(Clone, Copy, ValueEnum)]
enum CaseRule {
    Name,
    Exact,
    Any,
}

/// Adds it to the entry where the own layer has one, else to an entry that extends an earlier layer's.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let own = Own::open(sources)?;
    let known = own.lexicon().actor(&args.id).is_some();
    let written = match (known, args.kind) {
        (true, Some(_)) => {
            return Err(Failure::new(format!("there is an actor {} already; leave --kind out to add a name", args.id)));
        }
        (true, None) => args.add_name(&own, console)?,
        (false, Some(kind)) => {
            let actor = NewActor {
                id: args.id.clone(),
                name: args.text.clone(),
                kind,
                country: args.country.clone(),
                sector: args.sector.clone(),
            };
            own.change(own.file_of(&args.id)?, &args.preview, console, |text| add_actor(text, &actor))?
        }
        (false, None) => return Err(unknown(&args.id, &own)),
    };
    if written {
        let message = format!("`{}` is a name of {} in the next  khabar run", args.text, args.id);
        console.say(Level::Normal, &message, json!({ "actor": args.id, "text": args.text }));
    }
    Ok(Exit::Done)
}

/// Nobody has the id: whom it may mean, and how to make it.
pub fn unknown(id: &str, own: &Own) -> Failure {
    let meant = own.lexicon().nearest_id(id).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    let way = format!("a new actor is made with  khabar dict add {id} \"NAME\" --kind KIND");
    Failure::new(format!("no actor has the id `{id}`{meant}\n{way}"))
}

/// A word in capitals is an acronym, all else a name.
pub fn sort_of(text: &str) -> AliasSort {
    let capitals = text.len() > 1 && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if capitals { AliasSort::Acronym } else { AliasSort::Name }
}

impl Args {
    /// Adds the name as a person has it once its impact is seen; whether it was written.
    fn add_name(&self, own: &Own, console: &Console) -> Result<bool, Failure> {
        self.is_new(own)?;
        let path = own.file_of(&self.id)?;
        let (mut name, mut near) = (self.name(), Vec::new());
        loop {
            let offer = if own.is_ambiguous(&self.text) { Offer::Exceptions } else { Offer::ContextRule };
            let edit = |text: &str| {
                let named = edit_actor(text, &self.id, &[ActorEdit::Name(name.clone())])?;
                if near.is_empty() {
                    return Ok(named);
                }
                let rule = NewRule { pick: self.id.clone(), near_any: near.clone(), ..NewRule::default() };
                ambiguous(&named, &self.text, &[rule], None)
            };
            match own.offer(offer, path.clone(), &self.preview, console, edit)? {
                Answer::Yes => return Ok(!self.preview.options.dry_run),
                Answer::No => return Ok(false),
                Answer::Except { left, right } => {
                    name.unless_left.extend(left);
                    name.unless_right.extend(right);
                }
                Answer::Near(words) => near.extend(words),
            }
        }
    }

    /// That the actor is not called so yet, under all conditions.
    fn is_new(&self, own: &Own) -> Result<(), Failure> {
        let has_conditions = self.case.is_some() || self.from.is_some() || self.until.is_some();
        if has_conditions || !self.unless_left.is_empty() || !self.unless_right.is_empty() {
            return Ok(());
        }
        let lexicon = own.lexicon();
        let known = lexicon.aliases.iter().find(|alias| {
            let is_free = alias.unless_left.is_empty()
                && alias.unless_right.is_empty()
                && alias.period == Period { from: None, until: None };
            is_free && *alias.text == *self.text && lexicon.actor_of(alias).is_some_and(|actor| *actor.id == *self.id)
        });
        match known {
            Some(alias) => {
                let message = format!("`{}` is a name of {} already, at {}", self.text, self.id, alias.at.origin);
                Err(Failure::new(format!("{message}\nkhabar dict show {} lists all its names", self.id)))
            }
            None => Ok(()),
        }
    }

    fn name(&self) -> NewName {
        let sort = match self.sort {
            Some(Sort::Name) => AliasSort::Name,
            Some(Sort::Acronym) => AliasSort::Acronym,
            Some(Sort::Demonym) => AliasSort::Demonym,
            Some(Sort::Capital) => AliasSort::Capital,
            None => sort_of(&self.text),
        };
        NewName {
            text: self.text.clone(),
            sort,
            case: self.case.map(|case| match case {
                CaseRule::Name => Case::Name,
                CaseRule::Exact => Case::Exact,
                CaseRule::Any => Case::Any,
            }),
            unless_left: self.unless_left.clone(),
            unless_right: self.unless_right.clone(),
            from: self.from,
            until: self.until,
        }
    }
}
