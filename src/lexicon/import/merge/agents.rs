//! Nouns of a file against those of the dictionaries.

use super::Plan;
use super::known::{Known, code, same};
use crate::lexicon::edit::{AgentStatement, NewNoun};
use crate::lexicon::import::{Account, FoundAgent, FoundNoun, FoundPlural};

/// Puts the nouns that are free into the plan.
pub fn agent(found: FoundAgent, known: &mut Known, plan: &mut Plan, account: &mut Account) {
    let (mut free, mut conflicts) = (Vec::new(), 0);
    let all = found.nouns.len();
    for noun in found.nouns {
        match known.noun(&noun.text) {
            None => {
                known.add_noun(&noun.text, &found.sector);
                free.push(noun);
            }
            Some(ours) if same(&ours, &found.sector) => {}
            Some(ours) => {
                let (theirs, ours) = (code(None, &found.sector), code(None, &ours));
                account.refuse(found.line, format!("`{}` is {theirs} there, and {ours} here", noun.text));
                conflicts += 1;
            }
        }
    }
    if conflicts < all {
        account.take(found.line);
    }
    let tally = &mut plan.tally;
    match (conflicts > 0, free.is_empty()) {
        (true, _) => tally.conflicting += 1,
        (_, true) => tally.same += 1,
        _ => tally.new += 1,
    }
    if let Some(first) = free.first() {
        let id = known.free_agent(&first.text);
        let nouns = free.into_iter().map(new_noun).collect();
        plan.agents.push(AgentStatement { id, nouns, code: found.code, sector: found.sector, note: found.note });
    }
}

fn new_noun(noun: FoundNoun) -> NewNoun {
    let plural = match noun.plural {
        FoundPlural::Regular => None,
        FoundPlural::None => Some(String::new()),
        FoundPlural::Is(plural) => Some(plural),
    };
    NewNoun { text: noun.text, plural }
}
