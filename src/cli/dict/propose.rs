//! What reviewers' decisions suggest for the dictionaries, put to the user one by one, each with its impact.

use super::add::sort_of;
use super::edit::settle;
use super::own::Own;
use super::preview::Preview;
use crate::cli::settings::Sources;
use crate::cli::{Console, Exit, Failure, Level};
use crate::lexicon::edit::{ActorEdit, NewName, NewRule, edit_actor, ignore};
use crate::lexicon::{Lexicon, Otherwise, fold};
use crate::review::{Change, Decisions, Proposal, proposals};
use serde_json::json;
use std::path::PathBuf;

/// Proposes what the dictionaries do not say yet.
pub fn propose(
    decisions: &Decisions,
    sources: &Sources,
    preview: &Preview,
    console: &Console,
) -> Result<Exit, Failure> {
    let mut own = Own::open(sources)?;
    let all: Vec<Proposal> = proposals(decisions, |surface| holders(own.lexicon(), surface))
        .into_iter()
        .filter(|one| !is_said(one, own.lexicon()))
        .collect();
    let mut written = 0;
    for (proposal, number) in all.iter().zip(1..) {
        let message = format!("{number} of {}  {}", all.len(), in_words(proposal));
        console.say(Level::Normal, &message, as_json(proposal));
        match make(proposal, &own, preview, console) {
            Ok(true) => {
                written += 1;
                // What comes after is judged by the dictionaries as they are now.
                own = Own::open(sources)?;
            }
            Ok(false) => {}
            // Nobody to ask: so it will be with the rest.
            Err(failure) if failure.exit == Exit::GateFailed => return Err(failure),
            Err(failure) => console.warn(&failure.message),
        }
    }
    let message = match (all.len(), written) {
        (0, _) => {
            "the dictionaries say already what was decided, or it was decided now this way and now that".to_owned()
        }
        (all, 0) => format!("{all} proposals, 0 written"),
        (all, written) => format!("{all} proposals, {written} written\nnext  khabar run applies them"),
    };
    console.say(Level::Normal, &message, json!({ "proposals": all.len(), "written": written }));
    Ok(Exit::Done)
}

fn make(proposal: &Proposal, own: &Own, preview: &Preview, console: &Console) -> Result<bool, Failure> {
    let surface = proposal.surface.as_str();
    match &proposal.change {
        Change::Name { actor } => own.change(own.file_of(actor)?, preview, console, |text| name(text, actor, surface)),
        Change::Moved { from, actor } => {
            movable(surface, from, actor, own.lexicon())?;
            // One file, so that the name is never with nobody or with both.
            let path: PathBuf = own.file_of(actor)?;
            own.change(path, preview, console, |text| {
                let without =
                    |text: String, id: &String| edit_actor(&text, id, &[ActorEdit::Without(surface.to_owned())]);
                from.iter().try_fold(name(text, actor, surface)?, without)
            })
        }
        Change::Ignore => {
            let today = jiff::ZonedDateTime::now().date();
            let path = own.file_with(|text| text.contains("[[ignore]]"))?;
            let by = proposal.by.join(", ");
            own.change(path, preview, console, |text| ignore(text, surface, Some("reviewed"), Some(&by), today))
        }
        Change::Rule { actor, near } => {
            let rule = NewRule { pick: actor.clone(), near_any: near.clone(), ..NewRule::default() };
            settle(surface, vec![rule], None, own, preview, console)
        }
        Change::Otherwise { actor } => settle(surface, Vec::new(), Some(actor.clone()), own, preview, console),
    }
}

/// An entry cannot lose the name that it is listed under: then nothing would be left to call it by.
fn movable(surface: &str, from: &[String], actor: &str, lexicon: &Lexicon) -> Result<(), Failure> {
    let listed = |id: &String| lexicon.actor(id).filter(|entry| fold(&entry.name) == fold(surface));
    let Some(entry) = from.iter().find_map(listed) else { return Ok(()) };
    let (id, at) = (&entry.id, &entry.at.origin);
    Err(Failure::new(format!(
        "\"{surface}\" is the name that the entry of {id} itself has ({at}), and no edit of names takes that away. If both \
         are called so:  khabar dict edit --ambiguous \"{surface}\" --otherwise {actor}\n\
         If {id} is not, give its entry another `name`; if it is no actor of yours:  khabar dict edit {id} --off"
    )))
}

fn name(text: &str, actor: &str, surface: &str) -> Result<String, String> {
    let name = NewName {
        text: surface.to_owned(),
        sort: sort_of(surface),
        case: None,
        unless_left: Vec::new(),
        unless_right: Vec::new(),
        from: None,
        until: None,
    };
    edit_actor(text, actor, &[ActorEdit::Name(name)])
}

/// Ids of the actors that have the name.
fn holders(lexicon: &Lexicon, surface: &str) -> Vec<String> {
    let named = lexicon.aliases.iter().filter(|alias| fold(&alias.text) == fold(surface));
    let mut ids: Vec<String> = named.filter_map(|alias| Some(lexicon.actor_of(alias)?.id.to_string())).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Whether the dictionaries say so already.
fn is_said(proposal: &Proposal, lexicon: &Lexicon) -> bool {
    let surface = fold(&proposal.surface);
    let block = || lexicon.ambiguities.iter().find(|block| fold(&block.surface) == surface);
    match &proposal.change {
        Change::Ignore => {
            lexicon.aliases.iter().any(|alias| fold(&alias.text) == surface && lexicon.actor_of(alias).is_none())
        }
        Change::Rule { actor, near } => block().is_some_and(|block| {
            let picks = block.rules.iter().filter(|rule| rule.pick.as_deref() == Some(actor.as_str()));
            let words: Vec<String> = picks.flat_map(|rule| &rule.near_any).map(|word| fold(word)).collect();
            near.iter().all(|word| words.contains(&fold(word)))
        }),
        Change::Otherwise { actor } => {
            block().is_some_and(|block| matches!(&block.otherwise, Otherwise::Actor(id) if **id == **actor))
        }
        Change::Name { .. } | Change::Moved { .. } => false,
    }
}

fn in_words(proposal: &Proposal) -> String {
    let Proposal { surface, places, articles, by, .. } = proposal;
    let change = match &proposal.change {
        Change::Name { actor } => format!("\"{surface}\" is a name of {actor}"),
        Change::Moved { from, actor } => format!("\"{surface}\" is a name of {actor}, not of {}", from.join(", ")),
        Change::Ignore => format!("\"{surface}\" is nobody's name"),
        Change::Rule { actor, near } => format!("\"{surface}\" is {actor} near {}", near.join(", ")),
        Change::Otherwise { actor } => format!("\"{surface}\" is {actor} where no rule says otherwise"),
    };
    format!("{change}: decided so at {places} places in {articles} articles, by {}", by.join(", "))
}

fn as_json(proposal: &Proposal) -> serde_json::Value {
    json!({ "surface": proposal.surface, "places": proposal.places, "articles": proposal.articles, "by": proposal.by })
}
