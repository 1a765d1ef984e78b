//! Whether the words around a place's name say that something happens there.

use super::names::has_country;
use crate::extract::clause::Clause;
use crate::extract::roles;
use crate::syntax::{Label, Tag};

/// "in Wana", "near the Torkham crossing", "Peshawar, Pakistan".
pub fn is_placed(clause: &Clause, at: usize) -> bool {
    let prepositions = &clause.lexicon.rules.words.place_prepositions;
    let mut i = at;
    for _ in 0..5 {
        let Some(before) = i.checked_sub(1) else { return false };
        if prepositions.contains(clause.lower(before)) {
            return true;
        }
        // "the town of Wana"
        if roles::is_genitive(clause, before)
            && before > 0
            && clause.is_one_of(before - 1, &clause.lexicon.rules.words.settings)
        {
            return true;
        }
        // "in Cameroon's Northwest region".
        let passes = clause.lexicon.rules.words.place_gaps.contains(clause.lower(before))
            || clause.tag(before) == Tag::Pos
            || clause.label(before) == Label::Amod
            || clause.is_noun(before);
        if !passes {
            return false;
        }
        i = before;
    }
    false
}

/// "between Israel and Lebanon", "between Hanoi and Beijing" names two sides, "between Monguno and Kukawa" a place.
pub fn is_side_between(clause: &Clause, first: usize, holders: &[u32]) -> bool {
    let between =
        (first.saturating_sub(5)..first).any(|before| clause.lexicon.rules.grammar.between.has(clause.lower(before)));
    between && (clause.mention(first).is_some() || has_country(clause, holders))
}

/// "captured Rutshuru", "shelled the town of Toretsk": what is taken or hit is where it happens.
pub fn is_taken(clause: &Clause, name: usize) -> bool {
    let head = match clause.head(name) {
        Some(of) if roles::is_genitive(clause, of) => {
            clause.head(of).filter(|&setting| clause.is_one_of(setting, &clause.lexicon.rules.words.settings))
        }
        // "stormed Kuriga village".
        Some(noun)
            if clause.label(name) == Label::Compound
                && clause.is_one_of(noun, &clause.lexicon.rules.words.place_nouns) =>
        {
            Some(noun)
        }
        _ => Some(name),
    };
    let Some(head) = head.filter(|&head| matches!(clause.label(head), Label::Dobj | Label::NsubjPass)) else {
        return false;
    };
    let verbs = &clause.lexicon.metonymy.place_verbs;
    // "held Russia responsible".
    let Some(verb) = clause.head(head).filter(|&verb| clause.child(verb, Label::Oprd).is_none()) else { return false };
    clause.lexicon.lemmas_of(clause.lower(verb)).iter().any(|(lemma, _)| verbs.has(lemma))
}
