//! From a noun phrase to a party of an event: a named actor, or an agent with its country and sector.

mod agents;
mod cast;
mod counted;
mod nations;
mod owners;

pub use cast::role_on;
pub(super) use cast::{Cast, Cited, is_government, is_own_state, is_same, is_same_state};
pub(super) use counted::is_bare_number;

use super::clause::Clause;
use super::reference::{Antecedents, Referent};
use super::roles;
use crate::annotation::Party;
use crate::lexicon::Trigger;
use crate::ontology::{Kind, Sector};
use crate::syntax::{Label, Tag};
use crate::text::Span;
use agents::agent;
pub(super) use agents::{is_people, only_suffers};
use counted::{counted_people, is_transparent, unknown_victim};
use nations::{country_of_town, people_of_nation, state_of_place};
use owners::owner;
pub(super) use owners::{has_unknown_owner, is_named_after, is_of_a_people};
use std::sync::Arc;

/// Everybody whom the phrase headed by `token` means: nobody, one, or one for each nation in "Pakistani and Afghan forces".
pub(super) fn parties(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents) -> Vec<Cited> {
    let both = [before.both(clause, token), before.company(clause, token)].concat();
    if !both.is_empty() {
        return both.into_iter().filter_map(|one| referent(clause, token, one)).collect();
    }
    if let Some(same) = like_whom(clause, token).or_else(|| object_above(clause, token)) {
        let span = phrase_span(clause, token);
        let of_others = |cited: Cited| Cited { token, party: Party { span, ..cited.party }, ..cited };
        return parties(clause, same, cast, before).into_iter().map(of_others).collect();
    }
    let counted = counted_parties(clause, token, cast, before);
    if counted.len() > 1 {
        return counted;
    }
    let joined = joined_in_word(clause, token, cast);
    if joined.len() > 1 {
        return joined;
    }
    // "US-NATO forces": of both.
    let modifiers = || clause.children(token).filter(|&child| child < token && clause.label(child) != Label::Poss);
    let of_both = modifiers().map(|child| joined_in_word(clause, child, cast)).find(|joined| joined.len() > 1);
    if let Some(joined) = of_both.filter(|_| agents::is_called(clause, token) && clause.mention(token).is_none()) {
        return joined;
    }
    let examples = examples(clause, token, cast, before);
    if !examples.is_empty() && named(clause, token, cast).is_none() {
        return examples;
    }
    let beside = named_beside(clause, token, cast);
    if beside.len() > 1 && named(clause, token, cast).is_none() {
        return beside;
    }
    if let Some(people) = people_of_nation(clause, token, cast) {
        return vec![people];
    }
    let Some(first) = party_at(clause, token, cast, before, 0) else { return Vec::new() };
    let others: Vec<Cited> = first.via.map(|via| siblings(clause, via, &first, cast)).unwrap_or_default();
    std::iter::once(first).chain(others).collect()
}

/// "a joint team of police and soldiers": all whom the word counts or gathers.
fn counted_parties(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents) -> Vec<Cited> {
    if !is_transparent(clause, token) || clause.mention(token).is_some() {
        return Vec::new();
    }
    let inner = roles::heads(clause, token, &cast.lexicon.rules.grammar.genitive);
    let all = inner.into_iter().flat_map(|head| clause.conjuncts(head));
    all.filter_map(|head| party_at(clause, head, cast, before, 0)).collect()
}

/// "the Iran-Iraq war", "a Saudi-Iranian rapprochement": the names that hyphens join into one word.
fn joined_in_word(clause: &Clause, token: usize, cast: &Cast) -> Vec<Cited> {
    let Some(word) = clause.tokens.get(token).map(|token| token.span) else { return Vec::new() };
    if clause.mention(token).is_some() || !clause.word(token).contains(HYPHENS) {
        return Vec::new();
    }
    let from = cast.mentions.partition_point(|mention| mention.span.start < word.start);
    let inside = cast.mentions.iter().skip(from).take_while(|mention| mention.span.end <= word.end);
    inside.map(|mention| cast.cited(mention, token)).collect()
}

/// Marks that join two names.
const HYPHENS: [char; 2] = ['-', '–'];

/// "groups such as the TTP and the BLA", "leaders including Hamid Karzai": those whom the phrase names.
fn examples(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents) -> Vec<Cited> {
    let names = |&child: &usize| {
        let phrases = &clause.lexicon.rules.reference.including;
        clause.label(child) == Label::Prep && phrases.iter().any(|phrase| clause.ends_in(child, phrase))
    };
    let heads = clause.children(token).filter(names).filter_map(|child| clause.child(child, Label::Pobj));
    let all: Vec<usize> = heads.flat_map(|head| clause.conjuncts(head)).collect();
    // "the authorities, such as the army and the ISI": the army is one where another has a name.
    if !all.iter().any(|&head| clause.mention(head).is_some()) {
        return Vec::new();
    }
    let country = owners::named_owner(clause, token, cast, before, 0).and_then(|owner| owner.party.code);
    let of_country = |cited: Cited| {
        let code = cited.party.code.clone().or_else(|| country.clone());
        Cited { party: Party { code, ..cited.party }, ..cited }
    };
    let nameless = |head: usize| agent(clause, head, cast, before, 0).map(of_country);
    all.into_iter().filter_map(|head| named(clause, head, cast).or_else(|| nameless(head))).collect()
}

/// The only actor besides the recipients that the sentence names, where there is only one.
pub(super) fn only_other(clause: &Clause, recipients: &[Cited], cast: &Cast) -> Option<Cited> {
    let mut others: Vec<Cited> = Vec::new();
    for token in 0..clause.len() {
        let Some(cited) = named(clause, token, cast) else { continue };
        let known = |other: &Cited| other.party.actor == cited.party.actor || other.party.code == cited.party.code;
        if !recipients.iter().any(known) && !others.iter().any(|other| other.party.actor == cited.party.actor) {
            others.push(cited);
        }
    }
    if others.len() == 1 { others.pop() } else { None }
}

/// The same phrase told of the modifier's conjuncts: "Qatar and Turkey's mediation", "Pakistani and Afghan forces".
fn siblings(clause: &Clause, via: usize, first: &Cited, cast: &Cast) -> Vec<Cited> {
    let others = clause.conjuncts(via).into_iter().filter(|&other| other != via);
    others
        .filter_map(|other| {
            // "ministers from Egypt, Sudan and Ethiopia".
            let named = named(clause, other, cast).or_else(|| state_of_place(clause, other, cast))?;
            let is_agent = first.party.actor.is_none();
            let party = if is_agent {
                Party { code: named.party.code.clone(), ..first.party.clone() }
            } else {
                named.party.clone()
            };
            Some(Cited { party, trace: named.trace, token: other, via: None })
        })
        .collect()
}

fn party_at(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let mut cited = unmarked_party_at(clause, token, cast, before, depth)?;
    if cited.party.actor.is_none() && cited.party.code.is_none() {
        cited.party.code = country_of_mark(clause, token);
    }
    Some(cited)
}

/// "Sen. Ellen Barkley, R-Ind.", "Rep. John Barker (D-Ky.)": the country whose press marks its politicians so.
fn country_of_mark(clause: &Clause, token: usize) -> Option<Arc<str>> {
    let marks = &clause.lexicon.rules.reference.party_marks;
    let is_name = clause.tag(token) == Tag::Nnp;
    let behind = (token + 1..clause.len().min(token + 3)).filter(|_| is_name);
    let mut parts = behind.filter_map(|at| clause.word(at).split_once('-'));
    parts.find_map(|(party, state)| marks.get(party).filter(|_| state.starts_with(char::is_uppercase)).cloned())
}

fn unmarked_party_at(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    if depth > 4 {
        return None;
    }
    if let Some(named) = named(clause, token, cast) {
        return Some(named);
    }
    if matches!(clause.tag(token), Tag::Prp | Tag::PrpPoss) {
        if clause.lexicon.rules.reference.first_person.contains(clause.lower(token)) {
            return first_person(clause, token, cast, before, depth);
        }
        if let Some(told) = told_to(clause, token) {
            let span = clause.tokens.get(token)?.span;
            let cited = party_at(clause, told, cast, before, depth + 1);
            return cited.map(|cited| Cited { token, party: Party { span, ..cited.party }, ..cited });
        }
        return referent(clause, token, before.pronoun(clause.lower(token), clause, token)?);
    }
    // "a group of militants", "dozens of people", "two of the men".
    if is_transparent(clause, token) {
        let inner = roles::heads(clause, token, &cast.lexicon.rules.grammar.genitive);
        if let Some(cited) = inner.first().and_then(|&inner| party_at(clause, inner, cast, before, depth + 1)) {
            return Some(Cited { token, ..cited });
        }
        if let Some(cited) = counted_people(clause, token).filter(|_| inner.is_empty()) {
            return Some(cited);
        }
    }
    if let Some(inner) = aboard(clause, token).filter(|_| !agents::is_people(clause, token, cast)) {
        return party_at(clause, inner, cast, before, depth + 1).map(|cited| Cited { token, ..cited });
    }
    // "Porter" where the article has told of Rob Porter.
    if clause.lexicon.rules.reference.surnames_too.contains(clause.lower(token))
        && let Some(stranger) = stranger(clause, token, before)
    {
        return Some(stranger);
    }
    apposition(clause, token, cast)
        .or_else(|| described(clause, token, cast, before, depth))
        .or_else(|| neighbour(clause, token, cast, before, depth))
        .or_else(|| {
            referent(clause, token, before.description(clause, token).filter(|_| !is_seated(clause, token, cast))?)
        })
        .or_else(|| agent(clause, token, cast, before, depth).map(|cited| of_group(clause, cited, cast, before)))
        .or_else(|| stranger(clause, token, before))
        .or_else(|| state_of_place(clause, token, cast))
        .or_else(|| country_of_town(clause, token))
        .or_else(|| unknown_victim(clause, token))
        .or_else(|| beside_a_name(clause, token, cast, before, depth))
        .or_else(|| clause.is_noun(token).then(|| owner(clause, token, cast, before, depth))?)
}

/// "We will strike Iran," said the president: he speaks for those who act. What villagers and experts say of us does not.
fn first_person(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let cited = match roles::speaker(clause, token).filter(|&speaker| speaker != token) {
        Some(speaker) => party_at(clause, speaker, cast, before, depth + 1)?,
        None => speaker_before(clause, token, before)?,
    };
    let words = &clause.lexicon.rules.reference;
    let private = |sector: &Sector| words.private.contains(sector.as_str());
    let public = cited.party.actor.is_some() || !cited.party.sector.iter().any(private);
    let speaks_for_others = !words.first_singular.contains(clause.lower(token));
    let party = Party { span: span_told(clause, token, &cited.party)?, ..cited.party };
    (public || !speaks_for_others).then_some(Cited { party, token, ..cited })
}

/// Whose words a quotation goes on with.
pub(super) fn speaker_before(clause: &Clause, token: usize, before: &Antecedents) -> Option<Cited> {
    let speaker = before.speaker_before(clause).filter(|_| clause.is_quoted())?;
    let party = speaker.party.clone();
    Some(Cited { party, token, trace: speaker.trace.clone(), via: None })
}

/// "detained ten men, accusing them of theft": whom the verb above acts on.
fn object_above(clause: &Clause, token: usize) -> Option<usize> {
    let gerund = clause.head_by(token, Label::Dobj).filter(|_| clause.tag(token) == Tag::Prp)?;
    let verb = clause.head_by(gerund, Label::Advcl).filter(|_| clause.tag(gerund) == Tag::Vbg)?;
    let object = clause.child(verb, Label::Dobj).filter(|&object| object < token && clause.is_noun(object))?;
    let several = clause.lexicon.rules.reference.several.contains(clause.lower(token));
    (several == clause.is_many(object)).then_some(object)
}

/// "urged the rebels to end their attacks": whom the verb above tells to act on what is his own.
fn told_to(clause: &Clause, token: usize) -> Option<usize> {
    let own = clause.head_by(token, Label::Poss).filter(|_| clause.tag(token) == Tag::PrpPoss)?;
    let deed = clause.head_by(own, Label::Dobj).filter(|&verb| clause.tag(verb) == Tag::Vb)?;
    let verb = clause.head_by(deed, Label::Xcomp)?;
    let words = &clause.lexicon.rules;
    let told = clause.child(verb, Label::Dobj).filter(|&told| told < deed && clause.is_noun(told))?;
    let several = words.reference.several.contains(clause.lower(token));
    let fits = several == clause.is_many(told) || words.reference.body.contains(clause.lower(token));
    (fits && clause.is_one_of(verb, &words.words.object_control)).then_some(told)
}

/// "killed two soldiers and wounded five others": those whom the verb before is told of.
fn like_whom(clause: &Clause, token: usize) -> Option<usize> {
    let others = clause.lexicon.rules.grammar.others.contains(clause.lower(token));
    let verb =
        clause.head(token).filter(|&verb| others && clause.label(verb) == Label::Conj && clause.is_verb(verb))?;
    let first = clause.head(verb)?;
    clause.child(first, clause.label(token)).or_else(|| clause.child(first, Label::Dobj))
}

/// "a boat carrying refugees": whom it carries.
fn aboard(clause: &Clause, token: usize) -> Option<usize> {
    let carries = |&child: &usize| {
        clause.label(child) == Label::Acl
            && clause.tag(child) == Tag::Vbg
            && clause.is_one_of(child, &clause.lexicon.rules.words.carrying)
    };
    let acted_on = matches!(clause.label(token), Label::Dobj | Label::Pobj);
    let verb = clause.children(token).find(carries).filter(|_| acted_on)?;
    clause.child(verb, Label::Dobj)
}

/// "The government in Kabul said": it says itself whose it is.
fn is_seated(clause: &Clause, token: usize, cast: &Cast) -> bool {
    let acts = matches!(clause.label(token), Label::Nsubj | Label::NsubjPass);
    let governs = clause.lexicon.rules.reference.state_nouns.contains(clause.lower(token));
    acts && governs && owners::seat(clause, token, cast).is_some()
}

/// "Russia invaded its neighbour": the other state.
fn neighbour(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let of = clause.child(token, Label::Poss)?;
    let of = Some(of).filter(|_| clause.lexicon.rules.reference.neighbours.contains(clause.lower(token)))?;
    let owner = party_at(clause, of, cast, before, depth + 1)?;
    referent(clause, token, before.neighbour(clause, token, &owner.party)?)
}

/// The actor named at the token.
fn named(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let mention = cast.mentions.get(clause.mention(token)?)?;
    let trace = mention.trace.clone();
    Some(Cited { party: cast.named(mention, mention.span), token, trace, via: None })
}

fn referent(clause: &Clause, token: usize, referent: &Referent) -> Option<Cited> {
    let span = span_told(clause, token, &referent.party)?;
    Some(Cited { party: Party { span, ..referent.party.clone() }, token, trace: referent.trace.clone(), via: None })
}

/// The phrase at the token as rebels whose country is not told.
pub(super) fn rebels(clause: &Clause, token: usize) -> Cited {
    of_sector(clause, token, Sector::Reb)
}

/// The phrase at the token as people whose country is not told.
pub(super) fn crowd(clause: &Clause, token: usize) -> Cited {
    of_sector(clause, token, Sector::Cvl)
}

fn of_sector(clause: &Clause, token: usize, sector: Sector) -> Cited {
    let party = Party::unnamed(phrase_span(clause, token), None, vec![sector]);
    Cited { party, token, trace: Vec::new(), via: None }
}

/// The words that a row shows for whom "he" or "I" means: the pronoun where his id tells who he is, else what he is called.
fn span_told(clause: &Clause, token: usize, party: &Party) -> Option<Span> {
    let pronoun = matches!(clause.tag(token), Tag::Prp | Tag::PrpPoss);
    if pronoun && party.actor.is_none() { Some(party.span) } else { Some(clause.tokens.get(token)?.span) }
}

/// "the rebels" of an article that names one armed group are the group's.
fn of_group(clause: &Clause, rebels: Cited, cast: &Cast, before: &Antecedents) -> Cited {
    if let Some(group) = group_of_headline(clause, &rebels, cast) {
        return group;
    }
    let group = before.armed_group(clause, rebels.token, &rebels.party).filter(|_| rebels.via.is_none());
    let Some(group) = group else { return rebels };
    let trace = rebels.trace.iter().chain(&group.trace).cloned().collect();
    Cited { party: Party { span: rebels.party.span, ..group.party.clone() }, trace, ..rebels }
}

/// "Jihadists storm army base" above an article that names one armed group, and more than once, are that group's.
fn group_of_headline(clause: &Clause, rebels: &Cited, cast: &Cast) -> Option<Cited> {
    let unnamed = rebels.via.is_none() && rebels.party.sector == [Sector::Reb];
    if clause.sentence > 0 || !unnamed || !clause.is_one_of(rebels.token, &cast.lexicon.rules.reference.rebel_nouns) {
        return None;
    }
    let named = cast.mentions.iter().filter(|mention| mention.kind == Kind::Group);
    let parties = named.map(|mention| (mention, cast.named(mention, rebels.party.span)));
    let mut armed = parties.filter(|(_, party)| party.sector.contains(&Sector::Reb));
    let (mention, group) = armed.next()?;
    let others: Vec<Party> = armed.map(|(_, party)| party).collect();
    let alone = !others.is_empty() && others.iter().all(|other| other.actor == group.actor);
    let at_home = rebels.party.code.is_none() || rebels.party.code == group.code;
    let trace = rebels.trace.iter().chain(&mention.trace).cloned().collect();
    (alone && at_home).then(|| Cited { party: group, trace, ..rebels.clone() })
}

/// "the rivals, Salva Kiir and Riek Machar": the names of a list set beside a description.
fn named_beside(clause: &Clause, token: usize, cast: &Cast) -> Vec<Cited> {
    let heads = clause.child(token, Label::Appos).map(|beside| clause.conjuncts(beside)).unwrap_or_default();
    heads.into_iter().filter_map(|head| named(clause, head, cast)).collect()
}

/// "the army chief, Asim Munir", "its neighbour, Eritrea": a name set beside a description.
fn apposition(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let beside = clause.child(token, Label::Appos)?;
    named(clause, beside, cast).map(|cited| Cited { token, ..cited })
}

/// "John Nicholson, the commander of US forces": a name that nobody knows, by the description set beside it.
fn described(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let beside = clause.child(token, Label::Appos).filter(|_| clause.is_unknown_name(token))?;
    let party = agent(clause, beside, cast, before, depth + 1)?;
    Some(Cited { token, party: Party { span: phrase_span(clause, token), ..party.party }, ..party })
}

/// "Marcus Brewer, a welder who was shot by police": the name that a description stands beside, where that tells nobody.
fn beside_a_name(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let name = clause.head_by(token, Label::Appos).filter(|&name| name < token && clause.tag(name) == Tag::Nnp)?;
    let alone = named(clause, name, cast).or_else(|| stranger(clause, name, before));
    let is_victim = !clause.is_verb(token) && clause.child(token, Label::Relcl).is_some();
    let unknown = || Party::unnamed(phrase_span(clause, name), None, vec![Sector::Unk]);
    let victim = || {
        let full = clause.is_unknown_name(name) && clause.child(name, Label::Compound).is_some();
        full.then(|| Cited { party: unknown(), token: name, trace: Vec::new(), via: None })
    };
    let cited = alone.or_else(victim).filter(|_| is_victim && depth == 0)?;
    Some(Cited { token, ..cited })
}

/// Who bears a name that no dictionary knows, by the description in front of it, behind it, or that it stands behind: "Mayor Tom
/// Barker", "Tom Barker, the mayor", "the mayor of Leeds, Tom Barker".
pub(super) fn description(clause: &Clause, name: usize, cast: &Cast, before: &Antecedents) -> Option<Cited> {
    let behind = || agent(clause, clause.head_by(name, Label::Appos)?, cast, before, 0);
    agent(clause, name, cast, before, 0).or_else(|| described(clause, name, cast, before, 0)).or_else(behind)
}

/// Somebody whom no dictionary knows, as the article introduced him; where it only gave his name, if what he does or suffers
/// here is what people do.
fn stranger(clause: &Clause, token: usize, before: &Antecedents) -> Option<Cited> {
    let known = before.stranger(clause.word(token)).filter(|_| clause.mention(token).is_none());
    let is_described = known.is_some_and(|known| known.sector != [Sector::Unk]);
    // "the West", "Rice exports", "Mills were bombed".
    let is_name = clause.tag(token) == Tag::Nnp
        && clause.label(token) != Label::Compound
        && clause.child(token, Label::Det).is_none();
    let is_meant = match known {
        Some(_) => is_name && (is_described || is_person_like(clause, token)),
        None => clause.is_unknown_name(token) && is_titled(clause, token),
    };
    let span = phrase_span(clause, token);
    let party = match known.cloned() {
        Some(known) => Party { span, ..known },
        None => Party::unnamed(span, None, vec![Sector::Unk]),
    };
    is_meant.then_some(Cited { party, token, trace: Vec::new(), via: None })
}

/// Whether an unknown name is a person's: a surname alone, behind "Mr", or of whoever says something or is told it.
fn is_person_like(clause: &Clause, token: usize) -> bool {
    let alone = clause.child(token, Label::Compound).is_none();
    let is_verbal = |entry: &Trigger| !entry.event.is_material();
    let says = |label| clause.head_by(token, label).is_some_and(|verb| clause.entries(verb).any(is_verbal));
    // "stormed Crocus City Hall".
    let only_says = |verb| clause.entries(verb).next().is_some() && clause.entries(verb).all(is_verbal);
    let is_told = || clause.head_by(token, Label::Dobj).is_some_and(only_says);
    let speaks = || clause.reports(token) || says(Label::Nsubj) || says(Label::NsubjPass) || is_told();
    let called = || clause.child(token, Label::Appos).is_some_and(|beside| agents::is_called(clause, beside));
    (alone || is_titled(clause, token) || speaks() || called()) && clause.child(token, Label::Det).is_none()
}

/// "Mr Barker".
fn is_titled(clause: &Clause, name: usize) -> bool {
    let lists = &clause.lexicon.metonymy;
    let before = clause.children(name).filter(|&child| clause.label(child) == Label::Compound);
    let mut words = before.map(|child| clause.word(child).trim_end_matches('.'));
    words.any(|word| lists.male_titles.has(word) || lists.female_titles.has(word))
}

/// The phrase's words without the clauses that hang on it, up to the name that follows: "the opposition senator Paloma
/// Valencia", "Ontario's premier, Doug Ford".
fn phrase_span(clause: &Clause, token: usize) -> Span {
    let start = clause
        .children(token)
        .filter(|&child| {
            child < token
                && matches!(
                    clause.label(child),
                    Label::Amod | Label::Compound | Label::Poss | Label::NumMod | Label::Nmod
                )
        })
        .map(|child| clause.phrase(child).0)
        .min()
        .unwrap_or(token);
    clause.stretch(start, name_behind(clause, token).unwrap_or(token))
}

/// The name that no dictionary knows right behind a description, or behind a comma.
fn name_behind(clause: &Clause, token: usize) -> Option<usize> {
    let name = clause.child(token, Label::Appos).filter(|&name| token < name && clause.is_unknown_name(name))?;
    let (start, _) = clause.phrase(name);
    (start == token + 1 || start == token + 2 && clause.lower(token + 1) == ",").then_some(name)
}
