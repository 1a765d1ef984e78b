//! Common nouns as parties: the agents of the dictionaries, with the country or body whose they are.

use super::cast::{Cast, Cited};
use super::{owners, phrase_span};
use crate::annotation::{Party, Trace};
use crate::extract::clause::Clause;
use crate::extract::reference::Antecedents;
use crate::extract::{places, roles};
use crate::lexicon::{Agent, AgentForm, Part, Slot, is_country};
use crate::ontology::{Kind, Sector};
use crate::syntax::{Label, Tag};
use std::sync::Arc;

/// An agent of the dictionary: "Pakistani soldiers", "TTP fighters", "a military convoy".
pub fn agent(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let entry = called(clause, token, cast)?;
    if let Some(inner) = people_of(clause, token, entry).filter(|_| depth < 4) {
        return agent(clause, inner, cast, before, depth + 1).map(|cited| Cited { token, ..cited });
    }
    let owner = owners::named_owner(clause, token, cast, before, depth);
    let bodiless = owner.is_none() && entry.stands_for_owner() && entry.of_person.is_empty();
    let entry = led_by(clause, token, cast).filter(|_| bodiless).unwrap_or(entry);
    let owner = owner.or_else(|| owners::seat(clause, token, cast).filter(|_| governs(entry)));
    let span = phrase_span(clause, token);
    let via = owner.as_ref().map(|owner| owner.token);
    let mut trace = vec![Trace { origin: entry.origin.clone(), what: entry.id.clone() }];
    trace.extend(owner.iter().flat_map(|owner| owner.trace.iter().cloned()));
    let party = match owner {
        Some(owner) if follows(clause, token) && commands(&owner.party, cast) => {
            Party { span, ..served(owner.party, cast) }
        }
        // "the spokesman", "TTP fighters": whoever they belong to.
        Some(owner)
            if stands_for(entry, &owner.party, cast)
                || clause.is_plural(token) && serves(entry, &owner.party, cast) =>
        {
            match cast.kind(&owner.party) {
                Some(Kind::State) if !entry.of_state.is_empty() => {
                    Party::unnamed(span, owner.party.code, entry.of_state.clone())
                }
                Some(Kind::Person) if !entry.of_person.is_empty() => {
                    Party::unnamed(span, owner.party.code, entry.of_person.clone())
                }
                _ => Party { span, ..owner.party },
            }
        }
        owner => {
            // "Russian peacekeepers" are Russia's, "peacekeepers in Lebanon" are not Lebanon's.
            let before = via.is_some_and(|owner| owner < token);
            let own = owner.and_then(|owner| owner.party.code);
            let code = own.clone().filter(|code| before && is_country(code)).or_else(|| entry.code.clone()).or(own);
            let code = code.or_else(|| ground(clause, token).filter(|_| entry.stands_for_owner()));
            let code = code.or_else(|| ground_of_people(clause, token, entry, cast));
            let code = code.or_else(|| town_told(clause, token, entry, cast).filter(|_| !is_unknown(entry)));
            // "Supporters gathered", whoever they support.
            let sector = if entry.sector.is_empty() { &entry.of_person } else { &entry.sector };
            if sector.is_empty() && code.is_none() {
                return None;
            }
            let sector = match () {
                () if is_of_a_stranger(clause, token, entry) => vec![Sector::Unk],
                () if is_former(clause, token) && governs(entry) => vec![Sector::Eli],
                () => sector.clone(),
            };
            Party::unnamed(span, code, sector)
        }
    };
    Some(Cited { party, token, trace, via })
}

/// "its men", "the Taliban's men".
fn follows(clause: &Clause, token: usize) -> bool {
    let own = |child| clause.label(child) == Label::Poss;
    clause.lexicon.rules.reference.followers.contains(clause.lower(token)) && clause.children(token).any(own)
}

/// Whether armed men may be somebody's: a group's, a general's.
fn commands(owner: &Party, cast: &Cast) -> bool {
    let armed = [Sector::Mil, Sector::Reb, Sector::Cop];
    matches!(cast.kind(owner), Some(Kind::Group | Kind::Agency)) || owner.sector.iter().any(|one| armed.contains(one))
}

/// Whom they serve: the group or agency itself, and of a person those of his country and sectors.
fn served(owner: Party, cast: &Cast) -> Party {
    let is_person = cast.kind(&owner) == Some(Kind::Person);
    if is_person { Party::unnamed(owner.span, owner.code, owner.sector) } else { owner }
}

/// Whether the word names what never acts: a market, a bus.
pub fn only_suffers(clause: &Clause, token: usize, cast: &Cast) -> bool {
    clause.mention(token).is_none() && called(clause, token, cast).is_some_and(|entry| entry.passive)
}

/// Whether the word names people, and no thing that carries them.
pub fn is_people(clause: &Clause, token: usize, cast: &Cast) -> bool {
    called(clause, token, cast).is_some_and(|entry| !entry.passive)
}

/// Whether the word itself is an agent's: "leader".
pub fn is_called(clause: &Clause, token: usize) -> bool {
    agent_form(clause, token).is_some()
}

/// The entry of the word at the token, or of a word before it that owns the thing: "military convoy", "police post".
fn called<'l>(clause: &Clause<'l>, token: usize, cast: &Cast<'l>) -> Option<&'l Agent> {
    let entry = |form: &AgentForm| cast.lexicon.agents.get(form.agent as usize);
    // "military" before "aid" is no party.
    let describes = clause.tag(token) == Tag::Jj && clause.label(token) == Label::Amod;
    // "Defence Secretary Jones" is the secretary.
    let is_name = clause.tag(token) == Tag::Nnp;
    let owns = |form: &&AgentForm| is_name || entry(form).is_some_and(|entry| !entry.people_only);
    let owner = || {
        let modifiers = modifiers_of_name(clause, token).into_iter().rev();
        // "a military intervention" is no party.
        let deed = clause.entries(token).any(|entry| entry.part == Part::Noun);
        let modifiers = modifiers.filter(|&modifier| !(deed && clause.tag(modifier) == Tag::Jj));
        modifiers.filter_map(|modifier| agent_form(clause, modifier)).find(owns)
    };
    entry(agent_form(clause, token).filter(|_| !describes).or_else(owner)?)
}

/// The words before a noun that describe it; of a name also what the parser hung on the given name: "General Wissam al-Hassan".
fn modifiers_of_name(clause: &Clause, token: usize) -> Vec<usize> {
    let given = |&word: &usize| {
        clause.label(word) == Label::Compound && clause.is_unknown_name(word) && agent_form(clause, word).is_none()
    };
    let own = roles::fill_heads(clause, token, &Slot::Premodifier);
    let inner = own.iter().copied().filter(|_| clause.is_unknown_name(token)).filter(given);
    let hung = inner.flat_map(|word| roles::fill_heads(clause, word, &Slot::Premodifier));
    hung.chain(own.iter().copied()).collect()
}

/// "a camp for refugees", "the leader of Palestinian militants": those in it or under him.
fn people_of(clause: &Clause, token: usize, entry: &Agent) -> Option<usize> {
    // "envoys of the army".
    let armed = |inner: usize| {
        let agents = clause.lexicon.agents_of(clause.lower(inner)).iter();
        let mut agents = agents.filter_map(|form| clause.lexicon.agents.get(form.agent as usize));
        clause.is_one_of(token, &clause.lexicon.rules.reference.abroad)
            && agents.any(|agent| agent.sector.iter().any(|one| is_armed(*one)))
    };
    // "supporters of the president" are not he.
    let stands_alone = !entry.of_person.is_empty() || !entry.passive && !entry.stands_for_owner();
    let common = |inner: usize| clause.mention(inner).is_none() && !clause.word(inner).starts_with(char::is_uppercase);
    let mut people = roles::heads(clause, token, &clause.lexicon.rules.belonging.people).into_iter();
    people.find(|&inner| common(inner) && agent_form(clause, inner).is_some() && (!stands_alone || armed(inner)))
}

/// Whether a body of the sector bears arms.
fn is_armed(sector: Sector) -> bool {
    matches!(sector, Sector::Mil | Sector::Reb | Sector::Prm)
}

/// Whether an agent is no party beside the one it belongs to.
fn stands_for(entry: &Agent, owner: &Party, cast: &Cast) -> bool {
    entry.stands_for_owner() || speaks_for(owner, cast) && !is_stranger(&entry.sector)
}

/// "Israeli snipers": of a state they are its own, of nobody else somebody's.
fn serves(entry: &Agent, owner: &Party, cast: &Cast) -> bool {
    cast.kind(owner) == Some(Kind::State) && !entry.of_state.is_empty()
}

/// "former soldiers": who serves no more is one of the elite (PLOVER manual, ELI).
fn is_former(clause: &Clause, token: usize) -> bool {
    let former = |child: usize| clause.lexicon.rules.reference.former.contains(clause.lower(child));
    clause.children(token).any(|child| clause.label(child) == Label::Amod && former(child))
}

/// Who stands for the state where they are: "the junta in Mali" does, "a suspect in Tehran" does not.
fn governs(entry: &Agent) -> bool {
    let public = [Sector::Gov, Sector::Mil, Sector::Cop, Sector::Jud, Sector::Leg];
    entry.sector.iter().all(|sector| public.contains(sector))
}

/// "Aramco officials": those of a body that no dictionary knows are no government's.
fn is_of_a_stranger(clause: &Clause, token: usize, entry: &Agent) -> bool {
    let unknown = |child: usize| {
        clause.label(child) == Label::Compound
            && clause.tag(child) == Tag::Nnp
            && clause.mention(child).is_none()
            && clause.word(child).starts_with(char::is_uppercase)
            && agent_form(clause, child).is_none()
            && !clause.is_one_of(child, &clause.lexicon.rules.words.departments)
            && places::of_phrase(clause, child).is_none()
    };
    let common = clause.word(token).starts_with(char::is_lowercase);
    common && entry.sector == [Sector::Gov] && clause.children(token).any(unknown)
}

/// "Rebels in Chad": the country that people are in, but for refugees, who are strangers there, and those nobody knows.
fn ground_of_people(clause: &Clause, token: usize, entry: &Agent, cast: &Cast) -> Option<Arc<str>> {
    let strangers = is_unknown(entry) || entry.sector.contains(&Sector::Ref) || entry.passive;
    if strangers || owners::is_of_a_people(clause, token) || owners::has_unknown_owner(clause, token) {
        return None;
    }
    owners::seat(clause, token, cast)?.party.code.filter(|code| is_country(code))
}

/// The country of a town that the phrase names: "fired at targets in Jericho".
fn ground(clause: &Clause, token: usize) -> Option<Arc<str>> {
    let places = roles::heads(clause, token, &clause.lexicon.rules.belonging.ground);
    places.into_iter().find_map(|inner| Some(places::of_phrase(clause, inner)?.country.clone()))
}

/// "Gaza militants", "Karachi police", "the mayor of Tijuana": the country of the town that the phrase names. A small town of a country of which the
/// article says nothing is more likely somebody's name: "Fano militiamen" are of Ethiopia, and not of Italy's Fano.
fn town_told(clause: &Clause, token: usize, entry: &Agent, cast: &Cast) -> Option<Arc<str>> {
    let before = roles::fill_heads(clause, token, &Slot::Premodifier).into_iter();
    // "the village of Ndola" may be any that is called so.
    let of = roles::heads(clause, token, &clause.lexicon.rules.grammar.genitive).into_iter().filter(|_| !entry.passive);
    let (word, place) = before.chain(of).find_map(|word| Some((word, places::of_phrase(clause, word)?)))?;
    // "the government of Kassala province" says itself that it is one.
    let called_so = clause.is_one_of(word, &clause.lexicon.rules.words.place_nouns);
    let told = || cast.mentions.iter().any(|mention| mention.code.as_ref() == Some(&place.country));
    // "Kentucky lawmakers".
    let is_division = &*place.feature == FIRST_DIVISION;
    let known = called_so || is_division || place.population >= KNOWN_EVERYWHERE || told();
    (is_country(&place.country) && known).then(|| place.country.clone())
}

/// GeoNames' feature code of states and provinces.
const FIRST_DIVISION: &str = "ADM1";

/// People of a town that is known without its country.
const KNOWN_EVERYWHERE: u32 = 300_000;

/// Whether nobody knows whose they are: gunmen.
fn is_unknown(entry: &Agent) -> bool {
    entry.sector.iter().any(|sector| matches!(sector, Sector::Uaf | Sector::Unk))
}

/// The body behind "the opposition leader", "the head of the army", "the leader of the opposition Unity Party".
fn led_by<'l>(clause: &Clause<'l>, token: usize, cast: &Cast<'l>) -> Option<&'l Agent> {
    let of = roles::heads(clause, token, &cast.lexicon.rules.grammar.genitive);
    let in_name = of.iter().flat_map(|&head| roles::fill_heads(clause, head, &Slot::Premodifier));
    let common = |&head: &usize| !clause.word(head).starts_with(char::is_uppercase);
    let modifiers = roles::fill_heads(clause, token, &Slot::Premodifier).into_iter().rev();
    let bodies = modifiers.chain(of.iter().copied().chain(in_name).filter(common));
    let form = bodies.filter(|&head| head != token).find_map(|head| agent_form(clause, head))?;
    cast.lexicon.agents.get(form.agent as usize)
}

/// Members and officials of a group or body are that body: "TTP fighters", "UN officials".
pub fn speaks_for(owner: &Party, cast: &Cast) -> bool {
    matches!(
        cast.kind(owner),
        Some(Kind::Group | Kind::Agency | Kind::Igo | Kind::Organisation | Kind::Party | Kind::Media)
    )
}

/// Sectors whose members a group does not own: "TTP victims", "IS hostages".
fn is_stranger(sector: &[Sector]) -> bool {
    sector.iter().any(|sector| matches!(sector, Sector::Cvl | Sector::Ref | Sector::Jrn | Sector::Med | Sector::Cop))
}

/// "Rob Porter" is no porter.
fn is_surname(clause: &Clause, token: usize) -> bool {
    let first = token.checked_sub(1).filter(|&first| clause.is_unknown_name(first));
    // "District Mayor Muriel Bowser".
    let is_last = clause.tokens.get(token + 1).is_none() || clause.tag(token + 1) != Tag::Nnp;
    clause.tag(token) == Tag::Nnp
        && is_last
        && clause.word(token).starts_with(char::is_uppercase)
        && clause.lexicon.rules.reference.surnames_too.contains(clause.lower(token))
        && first.is_some_and(|first| !clause.lexicon.metonymy.titles.has(clause.lower(first)))
}

fn agent_form<'l>(clause: &Clause<'l>, token: usize) -> Option<&'l AgentForm> {
    let fits = |form: &&AgentForm| {
        let count = form.before.len();
        count <= token && form.before.iter().enumerate().all(|(k, word)| clause.lower(token - count + k) == &**word)
    };
    let forms = clause.lexicon.agents_of(clause.lower(token));
    if forms.is_empty() || is_surname(clause, token) {
        return None;
    }
    // "the House" is no house, and "a house" no parliament.
    let name = is_name_alone(clause, token);
    let written = |form: &&AgentForm| {
        let Some(entry) = clause.lexicon.agents.get(form.agent as usize) else { return false };
        let is_place_of_people = entry.passive && entry.sector == [Sector::Cvl] && form.before.is_empty();
        if name { !is_place_of_people } else { !entry.capital }
    };
    forms.iter().filter(fits).filter(written).max_by_key(|form| form.before.len())
}

/// Whether a capital inside a sentence makes a name of the one word.
fn is_name_alone(clause: &Clause, token: usize) -> bool {
    let named = |child: usize| clause.label(child) == Label::Compound && clause.tag(child) == Tag::Nnp;
    token > 0
        && clause.tag(token) == Tag::Nnp
        && clause.word(token).starts_with(char::is_uppercase)
        && !clause.is_title_case()
        && !clause.children(token).any(named)
}
