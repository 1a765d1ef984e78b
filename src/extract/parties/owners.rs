//! Whose the people or things of a phrase are: "Pakistan's demand", "rebels of the ELN", "US-led coalition".

use super::agents::{is_people, speaks_for};
use super::cast::{Cast, Cited};
use super::{named, nations, party_at};
use crate::extract::clause::Clause;
use crate::extract::reference::Antecedents;
use crate::extract::roles;
use crate::lexicon::{Part, Slot, Trigger};
use crate::ontology::Kind;
use crate::syntax::{Label, Tag};

/// Whose the thing is: "Pakistan's demand", "the Afghan capital", "Taliban positions".
pub fn owner(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    if let Some(doer) = doer(clause, token) {
        return party_at(clause, doer, cast, before, depth + 1).map(|cited| Cited { token, ..cited });
    }
    // "Syria's civil war killed thousands".
    if clause.is_civil_war(token) {
        return None;
    }
    let owner = named_owner(clause, token, cast, before, depth)?;
    if clause.entries(token).any(|entry| is_named_after(clause, token, &owner, entry, cast)) {
        return None;
    }
    let person = cast.kind(&owner.party) == Some(Kind::Person);
    let possessed = clause.child(token, Label::Poss).is_some() || is_conduct(clause, token);
    let via = Some(owner.token);
    (!person || possessed).then_some(Cited { token, via, ..owner })
}

/// "the Russia investigation", "the Kenya attack", "the general's assassination": whether the noun of an event is called after
/// whom it befalls.
pub fn is_named_after(clause: &Clause, noun: usize, name: &Cited, entry: &Trigger, cast: &Cast) -> bool {
    if clause.head_by(name.token, Label::Poss) == Some(noun) {
        return befalls_owner(clause, noun, name, entry, cast);
    }
    // "the US investigation", "Israel attack on Gaza": names that stand for their adjectives.
    let adjective = || !clause.is_definite(noun) || clause.word(name.token).matches(char::is_lowercase).count() < 2;
    clause.head_by(name.token, Label::Compound) == Some(noun)
        && clause.mention(name.token).is_some()
        && cast
            .kind(&name.party)
            .is_some_and(|kind| entry.named_after.contains(&kind) && !(kind == Kind::State && adjective()))
}

/// "Sadat's assassination", but "Iran's assassination of a general": what is done to persons befalls the one whose it is, where
/// it tells of nobody else.
fn befalls_owner(clause: &Clause, noun: usize, owner: &Cited, entry: &Trigger, cast: &Cast) -> bool {
    let person_nouns = &clause.lexicon.rules.reference.person_nouns;
    let is_person = cast.kind(&owner.party) == Some(Kind::Person)
        || owner.party.actor.is_none()
            && (person_nouns.contains(clause.lower(owner.token)) || clause.is_unknown_name(owner.token));
    let others = entry.recipient.iter().filter(|slot| matches!(slot, Slot::Prep(_)));
    let tells_of_another = others.flat_map(|slot| roles::fill_heads(clause, noun, slot)).next().is_some();
    is_person
        && entry.recipient.contains(&Slot::Possessor)
        && entry.named_after.contains(&Kind::Person)
        && !tells_of_another
}

/// "crimes committed by Serb forces", "tweets by the president": who did them.
fn doer(clause: &Clause, noun: usize) -> Option<usize> {
    let rules = &clause.lexicon.rules;
    if clause.is_one_of(noun, &rules.words.utterances) {
        let issued = clause.child(noun, Label::Acl).filter(|&verb| clause.is_passive(verb));
        let by = [Some(noun), issued].into_iter().flatten();
        return by.flat_map(|head| roles::heads(clause, head, &rules.grammar.passive_agent)).next();
    }
    let done = clause.child(noun, Label::Acl).filter(|&verb| clause.is_passive(verb))?;
    // "bombs dropped by Russian warplanes".
    let launched = clause.is_one_of(done, &rules.words.launching);
    let by = clause.child(done, Label::Agent).filter(|_| launched || clause.is_light_verb(done))?;
    clause.child(by, Label::Pobj)
}

/// The actor that a phrase's adjective, possessor, compound or "of" names.
pub fn named_owner(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let owner = |child| owner_by(clause, token, child, cast, before, depth);
    let first = owner_words(clause, token).into_iter().find_map(owner)?;
    if speaks_for(&first.party, cast) {
        return Some(first);
    }
    // "Colombian rebels of the ELN", "Colombia's ELN rebels" are the ELN's.
    let body = |child: usize| named(clause, child, cast).filter(|cited| speaks_for(&cited.party, cast));
    let of = || roles::heads(clause, token, &clause.lexicon.rules.belonging.body).into_iter().find_map(body);
    let group = |child: usize| body(child).filter(|cited| cast.kind(&cited.party) == Some(Kind::Group));
    let before = || clause.children(token).filter(|&child| clause.label(child) == Label::Compound).find_map(group);
    Some(of().or_else(before).unwrap_or(first))
}

/// The words of a phrase that can tell whose it is, the likeliest first.
fn owner_words(clause: &Clause, token: usize) -> Vec<usize> {
    // "its neighbour", "the enemies of Iran" are somebody else.
    let others = &clause.lexicon.rules.reference.others;
    let allied = |child: usize| clause.label(child) == Label::Amod && others.contains(clause.lower(child));
    let another = others.contains(clause.lower(token)) || clause.children(token).any(allied);
    // "the Iraq War" is named after where it was.
    let called_after = clause.is_unknown_name(token) && !clause.is_title_case() && is_deed(clause, token);
    let near = clause.children(token).filter(|&child| match clause.label(child) {
        Label::Poss => !another,
        Label::Compound if called_after => false,
        label => matches!(label, Label::Amod | Label::Compound | Label::Nmod | Label::Appos),
    });
    let mut words: Vec<usize> = near.collect();
    words.extend(clause.child(token, Label::Acl));
    // "his Iranian counterpart" is Iranian.
    words.sort_by_key(|&child| (clause.label(child) == Label::Appos, clause.tag(child) == Tag::PrpPoss));
    // "the killing of a teenager" is nobody's.
    if !is_deed(clause, token) && !another {
        words.extend(roles::heads(clause, token, &clause.lexicon.rules.belonging.owner));
    }
    words
}

/// Whose a phrase is by one of its words.
fn owner_by(
    clause: &Clause,
    token: usize,
    child: usize,
    cast: &Cast,
    before: &Antecedents,
    depth: u32,
) -> Option<Cited> {
    if let Some(named) = named(clause, child, cast) {
        return Some(named);
    }
    // "Kenya, whose president", but not "whose soil".
    if clause.tag(child) == Tag::WpPoss {
        let owner = roles::antecedent(clause, child, clause.head(token)?).filter(|_| is_people(clause, token, cast))?;
        return party_at(clause, owner, cast, before, depth + 1);
    }
    match clause.label(child) {
        Label::Poss => party_at(clause, child, cast, before, depth + 1),
        // "the conduct of the police".
        Label::Pobj if is_conduct(clause, token) => party_at(clause, child, cast, before, depth + 1),
        _ if leads(clause, child) => led_from(clause, child, cast),
        Label::Acl => led_under(clause, child, cast),
        _ => {
            // "fighters from the extremist group Jaish al-Adl".
            let group = clause.lexicon.rules.reference.group_nouns.contains(clause.lower(child));
            let beside = clause.child(child, Label::Appos).filter(|_| group);
            let called = beside.and_then(|beside| named(clause, beside, cast));
            called.or_else(|| clause.children(child).find_map(|inner| named_modifier(clause, inner, cast)))
        }
    }
}

/// "officials from both countries", "our troops": of states that the phrase points to and does not name.
pub fn has_unknown_owner(clause: &Clause, token: usize) -> bool {
    let rules = &clause.lexicon.rules;
    let heads = roles::heads(clause, token, &rules.belonging.owner);
    // "foreign troops" are of any state but the one they are in, "our troops" of the speaker's.
    let foreign = clause.children(token).any(|child| rules.reference.foreign.contains(clause.lower(child)));
    // "the embassy in Baghdad".
    let abroad = clause.is_one_of(token, &rules.reference.abroad);
    foreign
        || abroad
        || heads
            .into_iter()
            .any(|head| clause.mention(head).is_none() && rules.reference.pair_nouns.contains(clause.lower(head)))
}

/// "Kurdish forces", "Baloch separatists": of a people that is no state's.
pub fn is_of_a_people(clause: &Clause, token: usize) -> bool {
    let peoples = &clause.lexicon.rules.reference.peoples;
    clause.children(token).any(|child| clause.mention(child).is_none() && peoples.contains(clause.lower(child)))
}

/// "actions", "behaviour": what somebody does, said of him.
fn is_conduct(clause: &Clause, token: usize) -> bool {
    clause.is_one_of(token, &clause.lexicon.rules.words.conduct)
}

/// Whether the noun names force done to somebody.
fn is_deed(clause: &Clause, token: usize) -> bool {
    let forms = clause.lexicon.triggers_of(clause.lower(token)).iter().filter(|form| form.before.is_empty());
    let mut entries = forms.filter_map(|form| clause.lexicon.triggers.get(form.trigger as usize));
    entries.any(|entry| entry.part == Part::Noun && clause.lexicon.rules.events.force.contains(&entry.event))
}

fn leads(clause: &Clause, token: usize) -> bool {
    clause.lexicon.rules.reference.leading.iter().any(|ending| clause.lower(token).ends_with(&**ending))
}

/// The country or body that the word begins with: "US-led".
fn led_from(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let start = clause.tokens.get(token)?.span.start;
    let at = cast.mentions.partition_point(|mention| mention.span.start < start);
    let mention = cast.mentions.get(at).filter(|mention| mention.span.start == start)?;
    Some(cast.cited(mention, token))
}

/// "a coalition led by Saudi Arabia".
fn led_under(clause: &Clause, participle: usize, cast: &Cast) -> Option<Cited> {
    let word = clause.lower(participle);
    let leads = clause.lexicon.rules.reference.leading.iter().any(|ending| ending.trim_start_matches('-') == word);
    let by = clause.child(participle, Label::Agent).filter(|_| leads)?;
    named(clause, clause.child(by, Label::Pobj)?, cast)
}

/// "the regime in Tehran", "toppled the government in Damascus": the state where people are.
pub fn seat(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    if clause.is_one_of(token, &cast.lexicon.rules.reference.abroad) {
        return None;
    }
    let mut places = roles::heads(clause, token, &cast.lexicon.rules.belonging.seat);
    // The parse may hang it on the verb.
    let next = token + 1;
    let shared = clause.label(next) == Label::Prep && clause.head(next) == clause.head(token);
    let behind = Some(next).filter(|_| shared && cast.lexicon.rules.belonging.seat.has(clause.lower(next)));
    places.extend(behind.and_then(|preposition| clause.child(preposition, Label::Pobj)));
    places.into_iter().find_map(|place| nations::state_of_place(clause, place, cast))
}

fn named_modifier(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let modifies = matches!(clause.label(token), Label::Amod | Label::Compound | Label::Poss | Label::Nmod);
    modifies.then(|| named(clause, token, cast)).flatten()
}
