//! Times in which an actor has no role: gaps (D005) and ends (D007).

use super::Lints;
use crate::lexicon::Role;

pub fn lint(lints: &mut Lints) {
    let lexicon = lints.lexicon;
    // Where no role holds, `sector` does.
    for actor in lexicon.actors.iter().filter(|actor| actor.sector.is_empty()) {
        for (before, after) in actor.roles.iter().zip(actor.roles.iter().skip(1)) {
            let Some((end, begin)) = before.period.until.zip(after.period.from).filter(|(end, begin)| end < begin)
            else {
                continue;
            };
            if !is_meant(before) {
                let message = format!("from {end} until {begin} {} has no role", actor.id);
                lints.warn(
                    "D005",
                    &after.at,
                    message,
                    "add the role between, a `sector` for such times, or a `note` to the role before",
                );
            }
        }
        if let Some(last) = actor.roles.last().filter(|last| !is_meant(last))
            && let Some(end) = last.period.until
        {
            let message = format!("role ended {end} and nothing follows: {}", actor.id);
            lints.warn(
                "D007",
                &last.at,
                message,
                "add the role that followed, a `sector` for the time after, or a `note` to this one",
            );
        }
    }
}

/// Whether a note says so.
fn is_meant(role: &Role) -> bool {
    role.noted
}
