//! ACLED's sub-type by who takes part: an entry for "killed" cannot know whether the dead were armed.

use crate::annotation::{Event, Party, Trace};
use crate::lexicon::AcledRule;
use crate::ontology::Sector;

/// Lets the first of the rules that fits put another sub-type for the entry's.
pub(super) fn settle(event: &mut Event, rules: &[AcledRule]) {
    let Some(was) = &event.acled else { return };
    let fits = |rule: &&AcledRule| {
        *was == rule.was && are_all(&event.actor, &rule.actor) && are_all(&event.recipient, &rule.recipient)
    };
    let Some(rule) = rules.iter().find(fits) else { return };
    event.acled = Some(rule.becomes.clone());
    event.trace.push(Trace { origin: rule.origin.clone(), what: rule.id.clone() });
}

/// Whether there is somebody, and nobody without one of the sectors; any side will do where none is asked for.
fn are_all(side: &[Party], sectors: &[Sector]) -> bool {
    let is = |party: &Party| party.sector.iter().any(|sector| sectors.contains(sector));
    sectors.is_empty() || !side.is_empty() && side.iter().all(is)
}
