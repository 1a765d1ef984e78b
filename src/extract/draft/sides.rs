//! Who stands on which side of an event in the making: the slots of its entry, filled.

use crate::annotation::Party;
use crate::extract::clause::Clause;
use crate::extract::parties::{self, Cast, Cited};
use crate::extract::reference::Antecedents;
use crate::extract::status::{Verdict, Word};
use crate::extract::triggers::Candidate;
use crate::extract::{counts, roles};
use crate::lexicon::{LightSubject, Need, Part, Position, Slot, Trigger, is_country};
use crate::ontology::{EventType, Kind, Sector};
use crate::syntax::{Label, Tag};

/// Who does it and to whom.
pub struct Sides {
    pub actor: Vec<Cited>,
    pub recipient: Vec<Cited>,
    /// "accused each other": whoever does it suffers it.
    pub reciprocal: bool,
    /// Somebody is only said to have done it: "blamed Turkey for the attack".
    pub alleged: bool,
}

/// A trigger, and all by which its sides are found.
pub struct Filling<'c, 'a> {
    pub clause: &'c Clause<'a>,
    pub candidate: &'c Candidate,
    pub trigger: &'c Trigger,
    pub cast: &'c Cast<'a>,
    pub before: &'c Antecedents,
}

impl Filling<'_, '_> {
    /// The sides that the words around the trigger name.
    pub fn sides(&self) -> Sides {
        let Filling { clause, candidate, trigger, .. } = self;
        let suffering = self.suffering();
        let (actors, alleged) = self.actors(&suffering);
        let (about, mut actor): (Vec<Cited>, Vec<Cited>) = actors
            .into_iter()
            .partition(|cited| parties::is_named_after(clause, candidate.token, cited, trigger, self.cast));
        let mut recipient = self.recipients(&actor);
        if recipient.is_empty() {
            recipient = if about.is_empty() { suffering } else { about };
        }
        if trigger.symmetric {
            self.gather(&mut actor);
        }
        if trigger.is_of_the_speaker() {
            self.leave_out_unaddressed(&mut actor, &mut recipient);
        }
        let reciprocal = is_reciprocal(clause, candidate.token);
        if trigger.symmetric || reciprocal {
            recipient.clear();
        }
        if trigger.event.is_material() && !actor.is_empty() {
            actor.extend(self.proxies());
        }
        one_each(&mut actor);
        one_each(&mut recipient);
        recipient = self.others(recipient, &actor);
        if clause.lexicon.rules.events.by_the_state.contains(&trigger.event) {
            let doers: Vec<&Party> = actor.iter().map(|cited| &cited.party).collect();
            recipient.iter_mut().for_each(|whom| at_home(&doers, &mut whom.party));
        }
        // "accusing it of siding with rebels": "it" does, whoever it is.
        let meant = roles::subject(clause, candidate.token, 0).is_some_and(|subject| clause.tag(subject) == Tag::Prp);
        let told = actor.is_empty() && !recipient.is_empty() && !meant;
        if told && trigger.needs.contains(&Need::Both) && is_unfinite(clause, candidate.token) {
            actor.extend(parties::only_other(clause, &recipient, self.cast));
        }
        Sides { actor, recipient, reciprocal, alleged }
    }

    /// Who does it: whom the entry's slots name, else those who are sent, else those who are told to have done the deed; and
    /// whether that is only alleged.
    fn actors(&self, suffering: &[Cited]) -> (Vec<Cited>, bool) {
        let actor = self.first_of(&self.trigger.actor, suffering);
        let actor = if actor.is_empty() { self.sent() } else { actor };
        let actor = if actor.is_empty() { self.armed_bodies() } else { actor };
        if actor.is_empty() && self.trigger.part == Part::Noun && self.trigger.event.is_material() {
            let Some(told) = roles::doer_told(self.clause, self.candidate.token) else { return (actor, false) };
            return (self.named_by(self.clause.conjuncts(told.token)), told.alleged);
        }
        (actor, false)
    }

    /// All who take part in what is done together.
    fn gather(&self, actor: &mut Vec<Cited>) {
        let slots = self.trigger.actor.iter().chain(&self.trigger.recipient);
        actor.extend(slots.flat_map(|slot| self.filled(slot)));
        one_each(actor);
        if !actor.is_empty() && (actor.len() == 1 || self.are_others(actor)) {
            actor.extend(self.subject_around());
        }
    }

    /// "talks with Britain and Canada": whether these are all of the other side.
    fn are_others(&self, parties: &[Cited]) -> bool {
        let opponents = &self.clause.lexicon.rules.grammar.opponents;
        let with = self.clause.children(self.candidate.token).filter(|&t| opponents.contains(self.clause.lower(t)));
        let heads: Vec<usize> = with.filter_map(|with| self.clause.child(with, Label::Pobj)).collect();
        let others: Vec<usize> = heads.into_iter().flat_map(|head| self.clause.conjuncts(head)).collect();
        // "his counterpart Ishaq Dar".
        let beside = |other: &usize| self.clause.child(*other, Label::Appos);
        let named: Vec<usize> = others.iter().filter_map(beside).collect();
        parties.iter().all(|cited| others.contains(&cited.token) || named.contains(&cited.token))
    }

    /// The sides of what is reported, where that is something else than the trigger says.
    pub fn sides_reported(&self, sides: Sides, verdict: &Verdict) -> Sides {
        let Sides { mut actor, mut recipient, reciprocal, alleged } = sides;
        // "said they would meet the envoy": who promises or refuses is the actor, the other side the recipient.
        if self.trigger.symmetric && verdict.event != self.trigger.event {
            let mut own = self.first_of(&self.trigger.actor, &[]);
            one_each(&mut own);
            recipient = without(actor, &own);
            actor = own;
        }
        if let Some(verb) = verdict.demanded.filter(|_| verdict.event == EventType::Request) {
            let speaker = roles::subject(self.clause, verb, 0);
            let speakers = speaker.into_iter().flat_map(|head| self.clause.conjuncts(head)).collect();
            recipient = std::mem::replace(&mut actor, self.named_by(speakers));
        }
        Sides { actor, recipient, reciprocal, alleged }
    }

    /// Leaves out of what is done by saying it whom it is not said to or of, and who asks nobody for anything.
    fn leave_out_unaddressed(&self, actor: &mut Vec<Cited>, recipient: &mut Vec<Cited>) {
        // "It is a disgrace" says of no body, but of what happened; "children should learn" is said to nobody.
        let body = &self.clause.lexicon.rules.reference.body;
        recipient.retain(|cited| !body.contains(self.clause.lower(cited.token)) && !self.is_private(&cited.party));
        if self.trigger.event == EventType::Request {
            // "the pictures of Iraq should haunt us": nobody is asked who only owns what acts.
            recipient.retain(|cited| cited.via.is_none());
            // "shops must reopen, a farmer said".
            actor.retain(|cited| !recipient.is_empty() || !self.is_private(&cited.party));
        }
    }

    /// Villagers, experts, firms, whom no name and no office makes a side.
    fn is_private(&self, party: &Party) -> bool {
        let private = &self.clause.lexicon.rules.reference.private;
        party.actor.is_none() && party.sector.iter().all(|sector| private.contains(sector.as_str()))
    }

    /// "We were wrong", "we must act": said of those who say it.
    pub fn is_of_oneself(&self) -> bool {
        let own = &self.clause.lexicon.rules.reference.first_person;
        let subjects = self.trigger.recipient.iter().filter(|slot| **slot == Slot::Subject);
        let mut heads = subjects.flat_map(|slot| roles::fill(self.clause, self.candidate.token, self.trigger, slot));
        heads.any(|head| own.contains(self.clause.lower(head)))
    }

    /// Who says so, of an event that is told to have been done.
    pub fn word(&self, sides: &Sides) -> Option<Word> {
        let Sides { actor, recipient, .. } = sides;
        let token = if actor.is_empty() { None } else { roles::speaker(self.clause, self.candidate.token) }?;
        let mut speakers: Vec<Party> = self.named_by(vec![token]).into_iter().map(|cited| cited.party).collect();
        let is_own = |speaker: &Party| actor.iter().any(|cited| parties::is_same(&cited.party, speaker));
        let own = speakers.iter().position(is_own);
        let speaker = if speakers.is_empty() { None } else { Some(speakers.swap_remove(own.unwrap_or(0))) }?;
        let code = speaker.code.clone().filter(|code| is_country(code));
        let is_of_it = |cited: &Cited| cited.party.code == code;
        let is_of_another = |cited: &Cited| cited.party.code.as_deref().is_some_and(is_country) && !is_of_it(cited);
        // "A Russian drone killed six, the governor said" is told as having happened, and who says so is named for it.
        let is_adverse = code.is_some()
            && token < self.candidate.token
            && actor.iter().all(is_of_another)
            && recipient.iter().all(|cited| is_of_it(cited) || cited.party.code.is_none());
        // "said Syria, which used gas, had fled": what a clause within tells is no part of what is said.
        let verb = self.candidate.light.unwrap_or(self.candidate.token);
        let finite = self.clause.is_verb(verb) && roles::is_said(self.clause, verb);
        let by = match own {
            Some(_) => Position::OwnWord,
            None if is_adverse => Position::AdversaryWord,
            None => Position::OthersWord,
        };
        (own.is_some() || finite).then_some(Word { speaker, by })
    }

    /// "Soldiers were deployed in the capital": those who are sent, where nobody is told to send them.
    fn sent(&self) -> Vec<Cited> {
        let Filling { clause, candidate, trigger, .. } = self;
        let gathers = clause.lexicon.rules.events.gatherings.contains(&trigger.event);
        let passive = trigger.part == Part::Verb && clause.is_passive(candidate.token);
        if gathers && passive { self.filled(&Slot::Object) } else { Vec::new() }
    }

    /// "groups that have attacked Pakistan": of a body of no other kind that uses force its force tells the kind.
    fn armed_bodies(&self) -> Vec<Cited> {
        let Filling { clause, candidate, trigger, .. } = self;
        let uses_force = trigger.part == Part::Verb && clause.lexicon.rules.events.force.contains(&trigger.event);
        if !uses_force || !trigger.actor.contains(&Slot::Subject) {
            return Vec::new();
        }
        let bodies = &clause.lexicon.rules.reference.armed_bodies;
        let subjects = roles::fill(clause, candidate.token, trigger, &Slot::Subject).into_iter();
        let is_bare = |head: usize| !clause.children(head).any(|child| clause.label(child) == Label::Compound);
        subjects
            .filter(|&head| clause.is_one_of(head, bodies) && is_bare(head))
            .map(|head| parties::rebels(clause, head))
            .collect()
    }

    fn recipients(&self, actor: &[Cited]) -> Vec<Cited> {
        let Filling { clause, candidate, trigger, .. } = self;
        let mut slots: Vec<Slot> = trigger.recipient.clone();
        if clause.lexicon.rules.events.against_others.contains(&trigger.event) && self.is_of_its_own(&Slot::Object) {
            slots.retain(|slot| *slot != Slot::Object);
        }
        let recipient = self.first_of(&slots, if trigger.symmetric { &[] } else { actor });
        let recipient = if recipient.is_empty() { self.gathered(&slots) } else { recipient };
        if trigger.part == Part::Verb {
            return recipient;
        }
        // "came under attack": the light verb's subject suffers.
        let suffers = roles::light_subject(clause, candidate.token, LightSubject::Recipient);
        let recipient = if suffers.is_empty() { recipient } else { self.named_by(suffers) };
        let recipient = if recipient.is_empty() { self.put_under() } else { recipient };
        if recipient.is_empty() && trigger.event.is_material() {
            return self.named_by(counts::left_behind(clause, candidate.token));
        }
        recipient
    }

    /// "used force against peaceful protests": those who protest.
    fn gathered(&self, slots: &[Slot]) -> Vec<Cited> {
        let Filling { clause, candidate, trigger, .. } = self;
        let rules = &clause.lexicon.rules;
        let force = rules.events.force.contains(&trigger.event);
        let heads = slots.iter().filter(|_| force).flat_map(|slot| roles::fill(clause, candidate.token, trigger, slot));
        let protests = heads.filter(|&head| clause.is_one_of(head, &rules.words.protests));
        protests.map(|head| parties::crowd(clause, head)).take(1).collect()
    }

    /// "took ten protesters into custody", "put the town under siege": whom the light verb acts on.
    fn put_under(&self) -> Vec<Cited> {
        let Filling { clause, candidate, .. } = self;
        let verb = roles::light_verb(clause, candidate.token).map(|(verb, _)| verb);
        let into = clause.head_by(candidate.token, Label::Pobj).and_then(|preposition| clause.head(preposition));
        let verb = verb.filter(|_| self.trigger.event.is_material() && into == verb);
        let put = verb.map(|verb| roles::fill_heads(clause, verb, &Slot::Object)).unwrap_or_default();
        self.named_by(put.into_iter().flat_map(|head| clause.conjuncts(head)).collect())
    }

    /// "its embassy": whether what fills the slot belongs to somebody by a pronoun.
    fn is_of_its_own(&self, slot: &Slot) -> bool {
        let owner = |head: usize| self.clause.child(head, Label::Poss);
        let heads = roles::fill(self.clause, self.candidate.token, self.trigger, slot);
        let speakers = &self.clause.lexicon.rules.reference.first_possessive;
        let own = |owner: usize| self.clause.tag(owner) == Tag::PrpPoss && !speakers.contains(self.clause.lower(owner));
        // "recalled its ambassador", but "dismissed his minister".
        let abroad = |head: usize| self.clause.is_one_of(head, &self.clause.lexicon.rules.reference.abroad);
        let is_other = |head: &usize| parties::is_people(self.clause, *head, self.cast) && !abroad(*head);
        let own_things = heads.into_iter().filter(|head| !is_other(head));
        !self.clause.is_passive(self.candidate.token) && own_things.filter_map(owner).any(own)
    }

    /// "the market bombing", "a school shooting": what stands before the noun of a deed and never acts suffers it.
    fn suffering(&self) -> Vec<Cited> {
        let force = self.clause.lexicon.rules.events.force.contains(&self.trigger.event);
        let mut before =
            if self.trigger.part == Part::Noun && force { self.filled(&Slot::Premodifier) } else { Vec::new() };
        let targets = &self.clause.lexicon.rules.words.targets;
        before.retain(|cited| {
            let nameless = self.clause.mention(cited.token).is_none();
            nameless && self.clause.is_one_of(cited.token, targets)
                || parties::only_suffers(self.clause, cited.token, self.cast)
        });
        before
    }

    /// The parties of the first slot that somebody fills who is none of `taken`; what hangs on the trigger itself before
    /// what hangs deeper.
    fn first_of(&self, slots: &[Slot], taken: &[Cited]) -> Vec<Cited> {
        let is_near = |slot: &&Slot| roles::is_near(self.clause, self.candidate.token, slot);
        let (near, far): (Vec<&Slot>, Vec<&Slot>) = slots.iter().partition(is_near);
        let mut all = near.into_iter().chain(far).map(|slot| self.others(self.filled(slot), taken));
        all.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The parties that are none of the known: "mobs attacked homes" tells of one kind, and yet not of the same.
    fn others(&self, mut parties: Vec<Cited>, known: &[Cited]) -> Vec<Cited> {
        parties.retain(|whom| self.is_object(whom) || !known.iter().any(|who| same(who, whom)));
        parties
    }

    /// Whether somebody without a name is what the trigger's verb acts on.
    fn is_object(&self, whom: &Cited) -> bool {
        let by_verb = |label| self.clause.head_by(whom.token, label) == Some(self.candidate.token);
        // "burned their own camp", but "dismissed his minister".
        let own = whom.via.is_some_and(|owner| self.clause.tag(owner) == Tag::PrpPoss)
            && !parties::is_people(self.clause, whom.token, self.cast);
        let nameless = whom.party.actor.is_none() && self.clause.is_noun(whom.token) && !own;
        self.trigger.event.is_material()
            && nameless
            && self.clause.is_verb(self.candidate.token)
            && by_verb(Label::Dobj)
    }

    fn filled(&self, slot: &Slot) -> Vec<Cited> {
        let heads = roles::fill(self.clause, self.candidate.token, self.trigger, slot);
        if *slot == Slot::Speaker && heads.is_empty() {
            return parties::speaker_before(self.clause, self.candidate.token, self.before).into_iter().collect();
        }
        self.named_by(heads)
    }

    /// The parties that these heads name; the trigger's own words name nobody.
    fn named_by(&self, heads: Vec<usize>) -> Vec<Cited> {
        let own = self.candidate.words.0..=self.candidate.words.1;
        let others = heads.into_iter().filter(|head| !own.contains(head));
        others.flat_map(|head| parties::parties(self.clause, head, self.cast, self.before)).collect()
    }

    /// "arrived for talks with officials", "freed them after talks with the army": the subject is the other side.
    fn subject_around(&self) -> Vec<Cited> {
        let clause = self.clause;
        // "warned against talks with Turkey" is no talk.
        let words = &clause.lexicon.rules.reference;
        // "at war with the army"; after a fight with somebody the subject need not have fought.
        let around = if self.trigger.event.is_material() { &words.sides_at } else { &words.sides_around };
        let preposition =
            clause.head_by(self.candidate.token, Label::Pobj).filter(|&at| around.contains(clause.lower(at)));
        let verb = preposition.and_then(|preposition| clause.head_by(preposition, Label::Prep));
        let Some(verb) = verb.filter(|&verb| clause.is_verb(verb) && !clause.is_passive(verb)) else {
            return Vec::new();
        };
        let object = clause.child(verb, Label::Dobj).map(|object| self.named_by(vec![object])).unwrap_or_default();
        // "criticised Turkey for talks with the rebels"; "in a call with his colleague, urged Islamabad to act" he takes part.
        let during = preposition.is_some_and(|at| words.sides_during.contains(clause.lower(at)));
        if !during && object.iter().any(|cited| cited.party.actor.is_some()) {
            return Vec::new();
        }
        let subject = roles::subject(clause, verb, 0).map(|head| clause.conjuncts(head)).unwrap_or_default();
        self.named_by(subject)
    }

    /// Those through whom somebody acts: "fought the government through armed factions".
    fn proxies(&self) -> Vec<Cited> {
        let through = &self.clause.lexicon.rules.reference.through;
        let heads = roles::heads(self.clause, self.candidate.token, through);
        let mut found = self.named_by(heads.into_iter().flat_map(|head| self.clause.conjuncts(head)).collect());
        found.retain(|cited| {
            cited.party.sector.iter().any(|sector| matches!(sector, Sector::Reb | Sector::Prm))
                || self.cast.kind(&cited.party) == Some(Kind::Group)
        });
        found
    }
}

/// "imposed a curfew in Turkey": what a state does at home it does to its people.
pub fn at_home(actor: &[&Party], whom: &mut Party) {
    let public = |party: &Party| {
        party.sector.iter().all(|sector| matches!(sector, Sector::Gov | Sector::Mil | Sector::Cop | Sector::Jud))
    };
    // "President Kenyatta", who is not Kenya.
    let serves =
        |who: &Party| who.actor.is_some() && who.actor != who.code && whom.actor.is_some() && whom.actor == who.code;
    if actor.iter().any(|who| public(who) && (parties::is_own_state(who, whom) || serves(who))) {
        *whom = Party::unnamed(whom.span, whom.code.clone(), vec![Sector::Cvl]);
    }
}

/// "accused each other", "fired at one another": its sides do the same to each other.
fn is_reciprocal(clause: &Clause, verb: usize) -> bool {
    let objects = clause.children(verb).filter_map(|child| match clause.label(child) {
        Label::Dobj | Label::Dative => Some(child),
        Label::Prep => clause.child(child, Label::Pobj),
        _ => None,
    });
    let pairs = &clause.lexicon.rules.reference.reciprocal;
    let mut objects = objects.filter_map(|object| Some((pairs.get(clause.lower(object))?, object.checked_sub(1)?)));
    objects.any(|(one, before)| clause.lower(before) == &**one)
}

/// Nouns and gerunds leave out who does it where the sentence makes it clear. "A blast killing ten" does, "a letter
/// undermining the minister" says that it is the letter.
pub fn is_unfinite(clause: &Clause, token: usize) -> bool {
    let is_deed = |entry: &Trigger| entry.part == Part::Noun && entry.event.is_material();
    let is_thing = |head: usize| !clause.entries(head).any(is_deed);
    let describes_thing = || clause.head_by(token, Label::Acl).is_some_and(is_thing);
    clause.is_noun(token)
        || clause.tag(token) == Tag::Vbg && clause.child(token, Label::Aux).is_none() && !describes_thing()
}

/// Each party once.
fn one_each(parties: &mut Vec<Cited>) {
    let mut kept: Vec<Cited> = Vec::new();
    for party in parties.drain(..) {
        if !kept.iter().any(|other| same(other, &party) || parties::is_same_state(&other.party, &party.party)) {
            kept.push(party);
        }
    }
    *parties = kept;
}

pub fn same(a: &Cited, b: &Cited) -> bool {
    // "both countries" is one word for two.
    let both_named = a.party.actor.is_some() && b.party.actor.is_some();
    parties::is_same(&a.party, &b.party) || a.token == b.token && !both_named
}

/// The parties that are none of the known.
pub fn without(mut parties: Vec<Cited>, known: &[Cited]) -> Vec<Cited> {
    parties.retain(|whom| !known.iter().any(|who| same(who, whom)));
    parties
}
