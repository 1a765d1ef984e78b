//! The dictionaries that coded a dataset, and what they say of its actors and of the names that they lack.

use super::dictionaries::load_stack;
use super::{Console, Failure, dict};
use crate::compare::{Suggestion, suggest};
use crate::dataset::{Dataset, PartyRecord, ReadFault, RunRecord, snapshot_layers};
use crate::lexicon::{Actor, Layer, Lexicon, Period};
use crate::report::{Advice, Known, RoleLine, Standing, Whole, unknown_names};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::mem::ManuallyDrop;
use std::path::Path;

/// The layers of a dataset's dictionaries, in order.
///
/// # Errors
/// Where one of them is missing.
pub fn layers(out: &Path, run: &RunRecord) -> Result<Vec<Layer>, ReadFault> {
    Ok(snapshot_layers(out, run)?.into_iter().map(Layer::Folder).collect())
}

/// The dictionaries, compiled; where this version cannot read them the user is told what is then missing.
pub fn lexicon(out: &Path, run: &RunRecord, missing: &str, console: &Console) -> Option<Lexicon> {
    let loaded = layers(out, run).map_err(Failure::new).and_then(|layers| load_stack(layers, console));
    let why = match loaded {
        Ok(loaded) => return Some(ManuallyDrop::into_inner(loaded.lexicon)),
        Err(failure) => failure.message,
    };
    let why = why.lines().find(|line| line.starts_with("error")).or(why.lines().next()).unwrap_or_default();
    console.warn(&format!("the dictionaries in {} cannot be read ({why}), so {missing}", out.display()));
    None
}

/// What the dictionaries say of the actors in a dataset and of the unknown names that its page shows.
pub fn known(dataset: &Dataset, lexicon: &Lexicon) -> Known {
    let leftovers = unknown_names(&dataset.leftovers).into_iter().cloned().collect();
    let mut taken = BTreeSet::new();
    let mut names = HashMap::new();
    for one in suggest(leftovers, lexicon, usize::MAX) {
        let id = dict::free_id(&one, lexicon, &mut taken);
        for (name, _) in one.spellings.iter().chain(&one.acronyms) {
            names.insert(name.clone(), advice(&one, name, &id));
        }
    }
    Known { actors: standings(dataset, lexicon), names }
}

/// What the actors in a dataset are part of, and those wholes themselves.
pub fn standings(dataset: &Dataset, lexicon: &Lexicon) -> HashMap<String, Standing> {
    let parties = dataset.events.iter().flat_map(|row| row.actor.iter().chain(&row.recipient));
    let named = parties.filter_map(|PartyRecord { actor_id, .. }| actor_id.as_deref());
    let mut ids: BTreeSet<String> =
        named.chain(dataset.mentions.iter().map(|row| &*row.actor)).map(str::to_owned).collect();
    let wholes: Vec<String> = ids.iter().flat_map(|id| lexicon.wholes(id, None)).map(|id| id.to_string()).collect();
    ids.extend(wholes);
    let known = ids.into_iter().filter_map(|id| lexicon.actor(&id).map(|actor| (id, standing(actor, lexicon))));
    known.collect()
}

fn standing(actor: &Actor, lexicon: &Lexicon) -> Standing {
    let roles = actor.roles.iter().map(|role| {
        let code = role.code.iter().map(ToString::to_string);
        let words: Vec<String> = code.chain(role.sector.iter().map(ToString::to_string)).collect();
        let (from, until) = days(role.period);
        RoleLine { role: words.join(" "), office: role.office.as_ref().map(ToString::to_string), from, until }
    });
    let wholes = lexicon.memberships(&actor.id).into_iter().map(|(whole, period)| {
        let (from, until) = days(period);
        Whole { actor: whole.to_string(), from, until }
    });
    let (name, kind) = (actor.name.to_string(), actor.kind.to_string());
    Standing { name, kind, roles: roles.collect(), wholes: wholes.collect() }
}

fn days(period: Period) -> (Option<String>, Option<String>) {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    (day(period.from), day(period.until))
}

/// `new` is an id for the name, if it is nobody's yet.
fn advice(one: &Suggestion, name: &str, new: &str) -> Advice {
    let kind = one.kind();
    let near = one.near.as_ref().map(|near| (near.actor.clone(), near.alias.clone()));
    let name = is_plain(name).then_some(name);
    let add = |id: &str, more: &str| {
        name.filter(|_| is_plain(id)).map(|name| format!("khabar dict add {id} \"{name}\"{more}"))
    };
    let known = near.as_ref().and_then(|(actor, _)| add(actor, ""));
    let nobody = name.map(|name| format!("khabar dict ignore \"{name}\""));
    let commands = known.into_iter().chain(add(new, &format!(" --kind {kind}"))).chain(nobody).collect();
    Advice { near, person: one.is_person(), commands }
}

/// Whether a name can stand in double quotes in any shell: articles wrote it, and somebody will paste it.
pub fn is_plain(name: &str) -> bool {
    name.starts_with(char::is_alphanumeric) && name.chars().all(|c| c.is_alphanumeric() || " -.,'’".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_shell_would_take_for_something_else_get_no_command() {
        for name in ["Grey Column", "Jama'at-ul-Ahrar", "St. Petersburg", "طالبان"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["$(reboot)", "`x`", "a\"; b", "-rf", "a\nb", "50%", "a\\b", "a!b", ""] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
