//! From a noun phrase to a party of an event: a named actor, or an agent with its country and sector.

use super::clause::Clause;
use super::places;
use super::reference::{Antecedents, Referent};
use super::roles;
use crate::annotation::{Mention, Party, Trace};
use crate::lexicon::{Actor, Agent, AgentForm, AliasSort, Lexicon, Part, Role, Slot, is_country};
use crate::ontology::{Kind, Sector};
use crate::syntax::{Label, Tag};
use crate::text::{Article, Span};
use jiff::civil::Date;

/// What is needed to say who a phrase means.
pub(super) struct Cast<'a> {
    pub article: &'a Article,
    pub lexicon: &'a Lexicon,
    pub mentions: &'a [Mention],
    /// The day on which roles are read off.
    pub day: Option<Date>,
}

/// A party with the token that heads it and the dictionary lines behind it.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    pub party: Party,
    pub token: usize,
    pub trace: Vec<Trace>,
    /// The modifier that told the party or its country: "Pakistani" of "Pakistani soldiers".
    via: Option<usize>,
}

impl<'a> Cast<'a> {
    pub fn actor(&self, id: &str) -> Option<&'a Actor> {
        self.lexicon.actor(id)
    }

    /// What a party is, where it is named.
    pub fn kind(&self, party: &Party) -> Option<Kind> {
        Some(self.actor(party.actor.as_deref()?)?.kind)
    }

    /// The party of a named actor.
    pub fn named(&self, mention: &Mention, span: Span) -> Party {
        let actor = self.actor(&mention.actor);
        let role = actor.and_then(|actor| self.titled_role(actor, mention).or_else(|| role_on(actor, self.day)));
        let code = role.and_then(|role| role.code.clone()).or_else(|| actor.and_then(|actor| actor.country.clone()));
        let sector = match (role, actor) {
            _ if mention.kind == Kind::State && self.is_capital(mention) => vec![Sector::Gov],
            // "former president Carlos Menem".
            (Some(role), _) if role.sector == [Sector::Gov] && self.is_former(mention) => vec![Sector::Eli],
            (Some(role), _) => role.sector.clone(),
            (None, Some(actor)) => actor.sector.clone(),
            (None, None) => mention.sector.clone(),
        };
        let code = match mention.kind {
            Kind::State => Some(mention.actor.clone()),
            _ => code.or_else(|| mention.code.clone()),
        };
        Party {
            actor: Some(mention.actor.clone()),
            name: actor.map(|actor| actor.name.clone()),
            wikidata: actor.and_then(|actor| actor.wikidata.clone()),
            span,
            code,
            sector,
        }
    }

    /// A capital that acts is its government: "Beirut rejected".
    fn is_capital(&self, mention: &Mention) -> bool {
        let alias = self.lexicon.state_called(mention.span.of(&self.article.text), self.day);
        alias.is_some_and(|alias| alias.sort == AliasSort::Capital)
    }

    /// The role whose office stands before the name: "President Clinton" is in office, whenever the text was written.
    fn titled_role(&self, actor: &'a Actor, mention: &Mention) -> Option<&'a Role> {
        let before = self.words_before(mention).filter(|_| mention.kind == Kind::Person)?;
        let told = |office: &str| {
            let office = office.to_lowercase();
            let of = self.lexicon.rules.grammar.genitive.prepositions().map(|word| format!(" {word} "));
            let short = of.filter_map(|of| office.split(&of).next()).min_by_key(|title| title.len()).unwrap_or(&office);
            [office.as_str(), short]
                .into_iter()
                .filter(|title| self.ends_with_title(&before, title))
                .map(str::len)
                .max()
        };
        let fitting = actor.roles.iter().filter_map(|role| Some((told(role.office.as_deref()?)?, role)));
        fitting
            .max_by_key(|(length, role)| (*length, self.day.is_some_and(|day| role.period.holds(day))))
            .map(|(_, role)| role)
    }

    /// What stands before a name, in lower case, as far as its titles may reach.
    fn words_before(&self, mention: &Mention) -> Option<String> {
        let text = self.article.text.get(..mention.span.start as usize)?;
        let from = text.len().saturating_sub(TITLE_REACH);
        let from = (from..text.len()).find(|&at| text.is_char_boundary(at))?;
        Some(text.get(from..)?.trim_end().to_lowercase())
    }

    /// "former Brazilian president": whether the title before a name is said to be held no more.
    fn is_former(&self, mention: &Mention) -> bool {
        let before = self.words_before(mention).unwrap_or_default();
        let near = before.rsplit(' ').take(FORMER_REACH).take_while(|word| word.ends_with(char::is_alphanumeric));
        let words: Vec<&str> = near.collect();
        let former = words.iter().position(|word| self.lexicon.rules.reference.former.contains(*word));
        former.is_some_and(|at| words.iter().take(at).any(|word| self.lexicon.metonymy.titles.has(word)))
    }

    /// Whether the words end in the title and do not call it a former one.
    fn ends_with_title(&self, before: &str, title: &str) -> bool {
        let Some(rest) = before.strip_suffix(title).filter(|rest| !rest.ends_with(char::is_alphanumeric)) else {
            return false;
        };
        let last = rest.rsplit(char::is_whitespace).find(|word| !word.is_empty()).unwrap_or_default();
        !self.lexicon.rules.reference.former.contains(last.trim_end_matches('-'))
    }
}

/// How many words before a name "former" may stand: "former Brazilian vice president".
const FORMER_REACH: usize = 4;

/// How many bytes before a name its title may take.
const TITLE_REACH: usize = 64;

/// The role that holds on the day; without a day the last.
pub fn role_on(actor: &Actor, day: Option<Date>) -> Option<&Role> {
    match day {
        Some(day) => actor.roles.iter().find(|role| role.period.holds(day)),
        None => actor.roles.last(),
    }
}

/// The same named actor, or the same sector of the same country.
pub(super) fn is_same(a: &Party, b: &Party) -> bool {
    match (&a.actor, &b.actor) {
        (None, None) => a.code == b.code && a.sector == b.sector && !a.sector.is_empty(),
        (one, other) => one == other,
    }
}

/// A state and who governs it are one party: Afghanistan and the Islamic Emirate. Two who govern it are two.
pub(super) fn is_same_state(a: &Party, b: &Party) -> bool {
    let is_state = |party: &Party| party.actor.is_some() && party.actor == party.code;
    let governs = |party: &Party| party.actor.is_some() && is_government(party);
    a.code == b.code && governs(a) && governs(b) && (is_state(a) || is_state(b))
}

/// A country, or those who govern it.
pub(super) fn is_government(party: &Party) -> bool {
    party.code.is_some() && party.sector.iter().all(|sector| *sector == Sector::Gov)
}

/// Everybody whom the phrase headed by `token` means: nobody, one, or one for each nation in "Pakistani and Afghan forces".
pub(super) fn parties(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents) -> Vec<Cited> {
    let both = before.both(clause, token);
    if !both.is_empty() {
        return both.into_iter().filter_map(|one| referent(clause, token, one)).collect();
    }
    let examples = examples(clause, token, cast);
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

/// "nine Egyptians", "dozens of Kenyans", "killed Afghans": people of a nation where they are counted or harmed, and not
/// their state.
fn people_of_nation(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let counted = is_transparent(clause, token).then(|| roles::fill_heads(clause, token, &Slot::Prep("of".into())));
    let people = counted.into_iter().flatten().next().unwrap_or(token);
    let mention = cast.mentions.get(clause.mention(people)?).filter(|mention| mention.kind == Kind::State)?;
    let single = clause.tokens.get(people).is_some_and(|token| token.span == mention.span);
    let many = people != token
        || clause.child(people, Label::NumMod).is_some()
        || is_harmed(clause, people)
        || gathers(clause, people);
    if !single || !many || !clause.is_plural(people) {
        return None;
    }
    let party = Party::unnamed(phrase_span(clause, token), Some(mention.actor.clone()), vec![Sector::Cvl]);
    Some(Cited { party, token, trace: mention.trace.clone(), via: None })
}

/// Whether it is the subject of a verb by which many gather: "Kenyans marched".
fn gathers(clause: &Clause, token: usize) -> bool {
    let verb = clause.head(token).filter(|&verb| clause.label(token) == Label::Nsubj && clause.is_verb(verb));
    let forms = verb.map(|verb| clause.lexicon.triggers_of(clause.lower(verb))).unwrap_or_default();
    let mut entries = forms.iter().filter_map(|form| clause.lexicon.triggers.get(form.trigger as usize));
    entries.any(|entry| clause.lexicon.rules.events.gatherings.contains(&entry.event))
}

/// "groups such as the TTP and the BLA", "leaders including Hamid Karzai": those whom the phrase names.
fn examples(clause: &Clause, token: usize, cast: &Cast) -> Vec<Cited> {
    let names = |&child: &usize| {
        let phrases = &clause.lexicon.rules.reference.including;
        clause.label(child) == Label::Prep && phrases.iter().any(|phrase| clause.ends_in(child, phrase))
    };
    let heads = clause.children(token).filter(names).filter_map(|child| clause.child(child, Label::Pobj));
    heads.flat_map(|head| clause.conjuncts(head)).filter_map(|head| named(clause, head, cast)).collect()
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
            let named = named(clause, other, cast)?;
            let is_agent = first.party.actor.is_none();
            let party = if is_agent {
                Party { code: named.party.code.clone(), ..first.party.clone() }
            } else {
                Party { span: first.party.span, ..named.party.clone() }
            };
            Some(Cited { party, trace: named.trace, token: other, via: None })
        })
        .collect()
}

fn party_at(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    if depth > 4 {
        return None;
    }
    if let Some(named) = named(clause, token, cast) {
        return Some(named);
    }
    if matches!(clause.tag(token), Tag::Prp | Tag::PrpPoss) {
        return referent(clause, token, before.pronoun(clause.lower(token), clause, token)?);
    }
    // "a group of militants", "dozens of people", "two of the men".
    if is_transparent(clause, token) {
        let inner = roles::heads(clause, token, &cast.lexicon.rules.grammar.genitive);
        if let Some(cited) = inner.first().and_then(|&inner| party_at(clause, inner, cast, before, depth + 1)) {
            return Some(Cited { token, ..cited });
        }
        if let Some(cited) = counted_victims(clause, token).filter(|_| inner.is_empty()) {
            return Some(cited);
        }
    }
    apposition(clause, token, cast)
        .or_else(|| referent(clause, token, before.description(clause, token)?))
        .or_else(|| agent(clause, token, cast, before, depth))
        .or_else(|| state_of_place(clause, token, cast))
        .or_else(|| country_of_town(clause, token))
        .or_else(|| clause.is_noun(token).then(|| owner(clause, token, cast, before, depth))?)
}

/// A country or capital that is only a place for the mentions is a party where the grammar makes it one: "attacks on
/// Kabul", "interference in Afghanistan".
fn state_of_place(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    // "a Kabul bombing" is one in Kabul.
    if !clause.word(token).starts_with(char::is_uppercase) || clause.label(token) == Label::Compound {
        return None;
    }
    let start = clause
        .children(token)
        .filter(|&child| {
            child < token
                && clause.label(child) == Label::Compound
                && clause.word(child).starts_with(char::is_uppercase)
        })
        .min()
        .unwrap_or(token);
    let span = clause.stretch(start, token);
    let alias = cast.lexicon.state_called(span.of(clause.text), cast.day)?;
    let actor = cast.lexicon.actors.get(alias.actor as usize)?;
    let role = role_on(actor, cast.day);
    let code = if actor.kind == Kind::State { Some(actor.id.clone()) } else { role.and_then(|role| role.code.clone()) };
    let party = Party {
        actor: Some(actor.id.clone()),
        name: Some(actor.name.clone()),
        wikidata: actor.wikidata.clone(),
        span,
        code,
        sector: role.map(|role| role.sector.clone()).unwrap_or_default(),
    };
    Some(Cited {
        party,
        token,
        trace: vec![Trace { origin: alias.at.origin.clone(), what: actor.id.clone() }],
        via: None,
    })
}

/// A town or province that something is done to stands for its country: "shelled Kherson", "aid to Gaza".
fn country_of_town(clause: &Clause, token: usize) -> Option<Cited> {
    let preposition = clause.head(token).filter(|_| clause.label(token) == Label::Pobj);
    // "flew to Geneva", but "aid to Gaza".
    let moves = |word: usize| word > 0 && clause.lexicon.metonymy.motion.has(clause.lower(word - 1));
    let is_goal =
        |word: usize| clause.lexicon.rules.words.goal_prepositions.contains(clause.lower(word)) && !moves(word);
    let undergoes = matches!(clause.label(token), Label::Dobj | Label::NsubjPass) || preposition.is_some_and(is_goal);
    let place = places::of_phrase(clause, token).filter(|_| undergoes)?;
    let party = Party::unnamed(phrase_span(clause, token), Some(place.country.clone()), Vec::new());
    let trace = vec![Trace { origin: place.origin.clone(), what: place.name.clone() }];
    is_country(&place.country).then_some(Cited { party, token, trace, via: None })
}

/// The actor named at the token.
fn named(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let mention = cast.mentions.get(clause.mention(token)?)?;
    let trace = mention.trace.clone();
    Some(Cited { party: cast.named(mention, mention.span), token, trace, via: None })
}

fn referent(clause: &Clause, token: usize, referent: &Referent) -> Option<Cited> {
    let mut party = referent.party.clone();
    party.span = clause.tokens.get(token)?.span;
    Some(Cited { party, token, trace: referent.trace.clone(), via: None })
}

fn is_transparent(clause: &Clause, token: usize) -> bool {
    clause.is_number(token) || clause.is_one_of(token, &clause.lexicon.rules.words.transparent)
}

/// "the rivals, Salva Kiir and Riek Machar": the names of a list set beside a description.
fn named_beside(clause: &Clause, token: usize, cast: &Cast) -> Vec<Cited> {
    let heads = clause.child(token, Label::Appos).map(|beside| clause.conjuncts(beside)).unwrap_or_default();
    heads.into_iter().filter_map(|head| named(clause, head, cast)).collect()
}

/// "killed five", "dozens were arrested": a number that a verb of harm acts on counts people.
fn counted_victims(clause: &Clause, token: usize) -> Option<Cited> {
    let party = Party::unnamed(phrase_span(clause, token), None, vec![Sector::Cvl]);
    let is_victim = is_harmed(clause, token) && is_bare_number(clause, token);
    is_victim.then(|| Cited { party, token, trace: Vec::new(), via: None })
}

/// Whether a verb of killing, injuring or arresting acts on it.
fn is_harmed(clause: &Clause, token: usize) -> bool {
    let counts = &clause.lexicon.rules.counts;
    let harms = |verb: usize| {
        clause.is_verb(verb)
            && [&counts.dead, &counts.injured, &counts.arrested].into_iter().any(|words| clause.is_one_of(verb, words))
    };
    matches!(clause.label(token), Label::Dobj | Label::NsubjPass) && clause.head(token).is_some_and(harms)
}

/// "five", "at least 20", "dozens": a number of nothing in particular, and no "no one".
pub(super) fn is_bare_number(clause: &Clause, token: usize) -> bool {
    let qualifies =
        |child: usize| matches!(clause.label(child), Label::Compound | Label::Nmod | Label::Det | Label::Poss);
    is_transparent(clause, token)
        && clause.mention(token).is_none()
        && !clause.children(token).any(qualifies)
        && roles::heads(clause, token, &clause.lexicon.rules.grammar.genitive).is_empty()
}

/// "the army chief, Asim Munir", "its neighbour, Eritrea": a name set beside a description.
fn apposition(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let beside = clause.child(token, Label::Appos)?;
    named(clause, beside, cast).map(|cited| Cited { token, ..cited })
}

/// An agent of the dictionary: "Pakistani soldiers", "TTP fighters", "a military convoy".
fn agent(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    // "military" before "aid" is no party.
    let describes = clause.tag(token) == Tag::Jj && clause.label(token) == Label::Amod;
    let form = agent_form(clause, token).filter(|_| !describes).or_else(|| {
        // "military convoy", "police post": what the sector owns stands for it.
        // "Defence Secretary Jones" is the secretary.
        let is_name = clause.tag(token) == Tag::Nnp;
        let owns = |form: &&AgentForm| {
            is_name || cast.lexicon.agents.get(form.agent as usize).is_some_and(|entry| !entry.people_only)
        };
        roles::fill_heads(clause, token, &Slot::Premodifier)
            .into_iter()
            .rev()
            .find_map(|modifier| agent_form(clause, modifier).filter(owns))
    })?;
    let entry = cast.lexicon.agents.get(form.agent as usize)?;
    let belonging = &cast.lexicon.rules.belonging;
    // "a camp for refugees", "the leader of Palestinian militants": those in it or under him.
    if entry.passive || entry.stands_for_owner() {
        let people = roles::heads(clause, token, &belonging.people).into_iter();
        let common =
            |inner: usize| clause.mention(inner).is_none() && !clause.word(inner).starts_with(char::is_uppercase);
        let mut people = people.filter(|&inner| common(inner) && agent_form(clause, inner).is_some());
        if let Some(inner) = people.next().filter(|_| depth < 4) {
            return agent(clause, inner, cast, before, depth + 1).map(|cited| Cited { token, ..cited });
        }
    }
    let owner = modifier_party(clause, token, cast, before, depth);
    let entry = led_by(clause, token, cast).filter(|_| owner.is_none() && entry.stands_for_owner()).unwrap_or(entry);
    let owner = owner.or_else(|| {
        // "a suspect in Tehran" is not the state, "the junta in Mali" is.
        let public = [Sector::Gov, Sector::Mil, Sector::Cop, Sector::Jud, Sector::Leg];
        let governs = entry.sector.iter().all(|sector| public.contains(sector));
        seat(clause, token, cast).filter(|_| governs)
    });
    // "fired at targets in Jericho".
    let ground = || {
        let places = roles::heads(clause, token, &belonging.ground);
        places.into_iter().find_map(|inner| Some(places::of_phrase(clause, inner)?.country.clone()))
    };
    let trace = Trace { origin: entry.origin.clone(), what: entry.id.clone() };
    let mut party = Party::unnamed(phrase_span(clause, token), entry.code.clone(), entry.sector.clone());
    let mut traces = vec![trace];
    let mut via = None;
    if let Some(owner) = owner {
        traces.extend(owner.trace);
        if speaks_for(&owner.party, cast) && !is_stranger(&entry.sector) {
            return Some(Cited {
                party: Party { span: party.span, ..owner.party },
                token,
                trace: traces,
                via: Some(owner.token),
            });
        }
        if entry.stands_for_owner() {
            // "the spokesman", "a delegation": whoever it belongs to.
            return Some(Cited {
                party: Party { span: party.span, ..owner.party },
                token,
                trace: traces,
                via: Some(owner.token),
            });
        }
        via = Some(owner.token);
        party.code = party.code.or(owner.party.code);
    }
    if entry.stands_for_owner() && party.code.is_none() {
        party.code = ground();
    }
    if party.sector.is_empty() && party.code.is_none() {
        return None;
    }
    Some(Cited { party, token, trace: traces, via })
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
fn speaks_for(owner: &Party, cast: &Cast) -> bool {
    matches!(
        cast.kind(owner),
        Some(Kind::Group | Kind::Agency | Kind::Igo | Kind::Organisation | Kind::Party | Kind::Media)
    )
}

/// Sectors whose members a group does not own: "TTP victims", "IS hostages".
fn is_stranger(sector: &[Sector]) -> bool {
    sector.iter().any(|sector| matches!(sector, Sector::Cvl | Sector::Ref | Sector::Jrn | Sector::Med | Sector::Cop))
}

fn agent_form<'l>(clause: &Clause<'l>, token: usize) -> Option<&'l AgentForm> {
    let fits = |form: &&AgentForm| {
        let count = form.before.len();
        count <= token && form.before.iter().enumerate().all(|(k, word)| clause.lower(token - count + k) == &**word)
    };
    clause.lexicon.agents_of(clause.lower(token)).iter().filter(fits).max_by_key(|form| form.before.len())
}

/// The actor that a phrase's adjective, possessor, compound or "of" names.
fn modifier_party(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let near = clause.children(token).filter(|&child| {
        matches!(clause.label(child), Label::Poss | Label::Amod | Label::Compound | Label::Nmod | Label::Appos)
    });
    let mut candidates: Vec<usize> = near.collect();
    candidates.extend(clause.child(token, Label::Acl));
    // "his Iranian counterpart" is Iranian.
    candidates.sort_by_key(|&child| (clause.label(child) == Label::Appos, clause.tag(child) == Tag::PrpPoss));
    // "the killing of a teenager" is nobody's.
    let belonging = &cast.lexicon.rules.belonging;
    if !is_deed(clause, token) {
        candidates.extend(roles::heads(clause, token, &belonging.owner));
    }
    let owner = |child: usize| match named(clause, child, cast) {
        Some(named) => Some(named),
        None if clause.label(child) == Label::Poss => party_at(clause, child, cast, before, depth + 1),
        None if leads(clause, child) => led_from(clause, child, cast),
        None if clause.label(child) == Label::Acl => led_under(clause, child, cast),
        None => clause.children(child).find_map(|inner| named_modifier(clause, inner, cast)),
    };
    let first = candidates.into_iter().find_map(owner)?;
    // "Colombian rebels of the ELN" are the ELN's.
    let bodies = roles::heads(clause, token, &belonging.body).into_iter();
    Some(
        bodies
            .filter_map(|child| named(clause, child, cast))
            .find(|cited| speaks_for(&cited.party, cast))
            .filter(|_| !speaks_for(&first.party, cast))
            .unwrap_or(first),
    )
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
    Some(Cited { party: cast.named(mention, mention.span), token, trace: mention.trace.clone(), via: None })
}

/// "a coalition led by Saudi Arabia".
fn led_under(clause: &Clause, participle: usize, cast: &Cast) -> Option<Cited> {
    let word = clause.lower(participle);
    let leads = clause.lexicon.rules.reference.leading.iter().any(|ending| ending.trim_start_matches('-') == word);
    let by = clause.child(participle, Label::Agent).filter(|_| leads)?;
    named(clause, clause.child(by, Label::Pobj)?, cast)
}

/// "the regime in Tehran": the state where people are.
fn seat(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let places = roles::heads(clause, token, &cast.lexicon.rules.belonging.seat);
    places.into_iter().find_map(|place| state_of_place(clause, place, cast))
}

fn named_modifier(clause: &Clause, token: usize, cast: &Cast) -> Option<Cited> {
    let modifies = matches!(clause.label(token), Label::Amod | Label::Compound | Label::Poss | Label::Nmod);
    modifies.then(|| named(clause, token, cast)).flatten()
}

/// Whose the thing is: "Pakistan's demand", "the Afghan capital", "Taliban positions".
fn owner(clause: &Clause, token: usize, cast: &Cast, before: &Antecedents, depth: u32) -> Option<Cited> {
    let owner = modifier_party(clause, token, cast, before, depth)?;
    let person = cast.kind(&owner.party) == Some(Kind::Person);
    let possessed = clause.child(token, Label::Poss).is_some();
    let via = Some(owner.token);
    (!person || possessed).then_some(Cited { token, via, ..owner })
}

/// The phrase's words without the clauses that hang on it.
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
    clause.stretch(start, token)
}
