//! The country of agents whose phrase names none: where it happens, whose article it is, who acts.

use super::clause::Clause;
use super::countries::Countries;
use super::draft::{self, Draft};
use super::parties::{self, Cast, Cited};
use super::reference::Antecedents;
use super::roles;
use crate::annotation::{Event, EventPlace, Party, PlaceFrom};
use crate::lexicon::is_country;
use crate::ontology::{EventType, Kind, Sector};
use crate::syntax::Label;
use std::sync::Arc;

/// What tells the countries of an event's agents.
pub(super) struct Homes<'c, 'a> {
    pub cast: &'c Cast<'a>,
    pub clause: &'c Clause<'a>,
    pub draft: &'c Draft,
    pub place: Option<&'c EventPlace>,
    /// The country that the article is written from.
    pub home: Option<&'c Arc<str>>,
    /// What the article told of countries.
    pub countries: &'c Countries,
    /// The country that the paragraph is in.
    pub ground: Option<&'c Arc<str>>,
    pub before: &'c Antecedents,
}

impl Homes<'_, '_> {
    /// Actors and recipients, with a country given to agents of none.
    pub fn settled(&self) -> (Vec<Party>, Vec<Party>) {
        let country = self.of_agents();
        let speaker = self.speaker();
        let of = |cited: &Cited| match parties::is_of_a_people(self.clause, cited.token) {
            true => self.place.and_then(|place| place.country.as_ref()),
            false if speaker.as_ref().is_some_and(|speaker| are_comrades(speaker, &cited.party)) => {
                speaker.as_ref().and_then(|speaker| speaker.code.as_ref())
            }
            false if self.is_the_speakers(cited) => speaker.as_ref().and_then(|speaker| speaker.code.as_ref()),
            false if parties::has_unknown_owner(self.clause, cited.token) => None,
            false => self.known(cited).or_else(|| self.of_company(cited)).or(country.as_ref()),
        };
        let settle =
            |side: &[Cited]| -> Vec<Party> { side.iter().map(|cited| with_country(cited, of(cited))).collect() };
        let (mut actor, mut recipient) = (settle(&self.draft.actor), settle(&self.draft.recipient));
        if self.clause.lexicon.rules.events.of_the_people.contains(&self.draft.event) {
            let owns = |cited: &Cited| self.draft.is_noun || cited.via.is_some();
            let states = actor
                .iter_mut()
                .zip(&self.draft.actor)
                .filter(|(party, cited)| owns(cited) && self.cast.kind(party) == Some(Kind::State));
            states.for_each(|(party, _)| *party = Party::unnamed(party.span, party.code.clone(), vec![Sector::Cvl]));
        }
        if self.is_by_the_armed() {
            let plain = &self.clause.lexicon.rules.events.plain_people;
            let strangers = actor.iter_mut().zip(&self.draft.actor).filter(|(party, cited)| {
                party.actor.is_none() && party.sector == [Sector::Cvl] && self.clause.is_one_of(cited.token, plain)
            });
            strangers.for_each(|(party, cited)| *party = Party { sector: vec![Sector::Uaf], ..cited.party.clone() });
        }
        if let Some(sector) = self.draft.recipient_sector {
            recipient
                .iter_mut()
                .filter(|whom| whom.sector == [Sector::Cvl])
                .for_each(|whom| whom.sector = vec![sector]);
        }
        if self.is_of_the_state(&actor) {
            let doers: Vec<&Party> = actor.iter().collect();
            recipient.iter_mut().for_each(|whom| draft::at_home(&doers, whom));
        }
        (actor, recipient)
    }

    /// "The Maduro government and the opposition", "Mali and the rebels" who talk are of one country.
    fn of_company(&self, cited: &Cited) -> Option<&Arc<str>> {
        let rivals = [Sector::Opp, Sector::Pty, Sector::Reb];
        let sectors = &cited.party.sector;
        let domestic = !sectors.is_empty() && sectors.iter().all(|one| rivals.contains(one));
        let sides = || self.draft.actor.iter().chain(&self.draft.recipient);
        let with = |other: &&Cited| self.clause.conjuncts(other.token).contains(&cited.token);
        let others = sides().filter(|_| domestic && !self.draft.event.is_material()).filter(with);
        others.filter_map(|other| other.party.code.as_ref()).find(|code| is_country(code))
    }

    /// "A man opened fire".
    fn is_by_the_armed(&self) -> bool {
        let sorts = &self.clause.lexicon.rules.events;
        sorts.force.contains(&self.draft.event) && self.draft.mode.iter().any(|mode| sorts.armed.contains(mode))
    }

    /// Whether it is what a state does at home, or what those who govern threaten.
    fn is_of_the_state(&self, actor: &[Party]) -> bool {
        let governs = || actor.iter().all(|party| party.sector == [Sector::Gov]);
        let by_the_state = &self.clause.lexicon.rules.events.by_the_state;
        by_the_state.contains(&self.draft.event) || self.draft.event == EventType::Threaten && governs()
    }

    /// "Our forces will not leave".
    fn is_the_speakers(&self, cited: &Cited) -> bool {
        let own = &self.clause.lexicon.rules.reference.first_possessive;
        self.clause.children(cited.token).any(|child| own.contains(self.clause.lower(child)))
    }

    /// The country that the article gave their like before, but for what is told to happen in another.
    fn known(&self, cited: &Cited) -> Option<&Arc<str>> {
        let on_the_ground = self.clause.lexicon.rules.events.on_the_ground.contains(&self.draft.event);
        let here = self.place.filter(|place| on_the_ground && place.from != PlaceFrom::Dateline);
        let here = here.and_then(|place| place.country.as_ref()).or(self.ground.filter(|_| on_the_ground));
        let known = self.countries.known(self.clause, cited);
        known.filter(|known| here.is_none_or(|here| here == *known))
    }

    /// The country of agents whose phrase names none: of what happens on the ground its place's, else the only state that
    /// the sentence names and that is no party to the violence already, else where words are said; who restricts somebody
    /// restricts his own.
    fn of_agents(&self) -> Option<Arc<str>> {
        let Homes { clause, draft, place, .. } = *self;
        let here = place.filter(|place| place.from != PlaceFrom::Dateline || !self.is_written_abroad());
        let of_place = here.and_then(|place| place.country.clone());
        let told_there = place.is_some_and(|place| is_told_of(clause, draft, place));
        let own = || self.restricting_state().filter(|_| !told_there);
        let among_locals = clause.lexicon.rules.events.among_locals.contains(&draft.event);
        if let Some(country) = own().or_else(|| of_place.clone().filter(|_| among_locals || told_there)) {
            return Some(country);
        }
        let mut states = (0..clause.len())
            .filter(|&token| !self.is_goal(token) && !self.is_topic(token))
            .filter_map(|token| self.cast.mentions.get(clause.mention(token)?))
            .filter(|mention| mention.kind == Kind::State)
            .map(|mention| mention.actor.clone());
        let only = states.next().filter(|first| states.all(|state| state == *first) && !self.is_side(first));
        // Those who talk in Doha are seldom of Qatar.
        let at_a_venue = clause.lexicon.rules.events.at_venues.contains(&draft.event);
        only.or(of_place.filter(|_| !at_a_venue))
            .or_else(|| self.home.filter(|_| !self.is_written_abroad()).cloned())
            .or_else(|| self.ground_of_group().filter(|_| place.is_none()))
            .or_else(|| self.country_of_others())
    }

    /// "NAIROBI - Federal police", in an article about Ethiopia.
    fn is_written_abroad(&self) -> bool {
        self.home.is_some_and(|home| self.countries.of_most().is_some_and(|most| most != home))
    }

    /// "the deployment of troops to Liberia": no Liberians.
    fn is_goal(&self, token: usize) -> bool {
        let towards = &self.clause.lexicon.metonymy.towards;
        let sent = self.clause.lexicon.rules.events.gatherings.contains(&self.draft.event);
        sent && self.clause.head_by(token, Label::Pobj).is_some_and(|to| towards.has(self.clause.lower(to)))
    }

    /// "spoke with the president about Syria", "called for a strike against Iran": what is talked of is nobody's home.
    fn is_topic(&self, token: usize) -> bool {
        let rules = &self.clause.lexicon.rules;
        let said = !self.draft.event.is_material();
        let about = self.clause.head_by(token, Label::Pobj).filter(|_| said).map(|about| self.clause.lower(about));
        about.is_some_and(|word| rules.one_event.topic.contains(word) || rules.words.goal_prepositions.contains(word))
    }

    /// Whether a named party is of the country, so that the nameless other side is not: but for persons in what they only
    /// say, and for soldiers who turn on their government.
    fn is_side(&self, country: &Arc<str>) -> bool {
        let has = |side: &[Cited], sector| side.iter().any(|cited| cited.party.sector.contains(&sector));
        let rules = [Sector::Gov, Sector::Eli].into_iter().any(|sector| has(&self.draft.recipient, sector));
        let is_revolt = has(&self.draft.actor, Sector::Mil) && rules;
        let of_country = self
            .draft
            .actor
            .iter()
            .chain(&self.draft.recipient)
            .filter(|cited| cited.party.code.as_ref() == Some(country));
        let force = self.cast.lexicon.rules.events.force.contains(&self.draft.event);
        of_country.into_iter().any(|cited| match self.cast.kind(&cited.party) {
            Some(Kind::Person) => force && !is_revolt,
            // "fired on Palestinians": those who did are none.
            None => force && self.clause.mention(cited.token).is_some(),
            Some(_) => true,
        })
    }

    /// The state that arrests, bans or silences somebody.
    fn restricting_state(&self) -> Option<Arc<str>> {
        let by_the_state = &self.cast.lexicon.rules.events.by_the_state;
        let actor = &self.draft.actor.first().filter(|_| by_the_state.contains(&self.draft.event))?.party;
        let public = |sector: &Sector| matches!(sector, Sector::Gov | Sector::Jud | Sector::Cop | Sector::Leg);
        actor.code.clone().filter(|code| is_country(code) && actor.sector.iter().all(public))
    }

    /// Who says so.
    fn speaker(&self) -> Option<Party> {
        let head = roles::speaker(self.clause, self.draft.token)?;
        parties::parties(self.clause, head, self.cast, self.before).into_iter().next().map(|cited| cited.party)
    }

    /// "The mayor of Tijuana asked the federal government": the country of the nameless who have one.
    fn country_of_others(&self) -> Option<Arc<str>> {
        // Those who fight each other may be of two.
        if self.cast.lexicon.rules.events.force.contains(&self.draft.event) {
            return None;
        }
        let all = self.draft.actor.iter().chain(&self.draft.recipient).map(|cited| &cited.party);
        let mut codes = all.filter(|party| party.actor.is_none()).filter_map(|party| party.code.as_ref());
        let first = codes.next().filter(|code| is_country(code))?;
        codes.all(|code| code == first).then(|| first.clone())
    }

    /// Where an armed group fights when nothing says where: its own country.
    fn ground_of_group(&self) -> Option<Arc<str>> {
        let mut groups = self.draft.actor.iter().filter(|cited| self.cast.kind(&cited.party) == Some(Kind::Group));
        let country = groups.find_map(|cited| cited.party.code.clone())?;
        is_country(&country).then_some(country)
    }
}

/// Gives those whom nothing else placed the country that the article is about. Where one of another country takes part, who
/// knows whose the nameless are.
pub(super) fn at_home_of_article(
    event: &mut Event,
    clause: &Clause,
    draft: &Draft,
    countries: &Countries,
    ground: Option<&Arc<str>>,
) {
    let Some(country) = countries.of_most().filter(|most| ground.is_none_or(|ground| ground == *most)) else { return };
    let mut codes = event.actor.iter().chain(&event.recipient).filter_map(|party| party.code.as_ref());
    if codes.any(|code| is_country(code) && code != country) {
        return;
    }
    let mut cited = draft.actor.iter().chain(&draft.recipient);
    let mut owned = |party: &Party| {
        let own = cited.find(|cited| cited.party.span == party.span);
        own.is_some_and(|cited| parties::has_unknown_owner(clause, cited.token))
    };
    for party in event.actor.iter_mut().chain(&mut event.recipient) {
        if is_homeless(party) && !owned(party) {
            party.code = Some(country.clone());
        }
    }
}

/// Whether the place hangs on a word of the event itself: "arrested in Libya".
fn is_told_of(clause: &Clause, draft: &Draft, place: &EventPlace) -> bool {
    let prepositions = draft.tokens.iter().flat_map(|&token| clause.children(token));
    let mut objects = prepositions.filter_map(|preposition| clause.child(preposition, Label::Pobj));
    objects.any(|object| clause.tokens.get(object).is_some_and(|token| place.span.contains(token.span)))
}

/// "The Israeli army said a soldier was wounded near Hebron": the soldier is its own.
fn are_comrades(speaker: &Party, party: &Party) -> bool {
    let bears_arms = |sector: &Sector| matches!(sector, Sector::Mil | Sector::Cop | Sector::Prm);
    speaker.code.as_ref().is_some_and(|code| is_country(code))
        && party.sector.iter().any(|sector| bears_arms(sector) && speaker.sector.contains(sector))
}

/// The party, with the country given where it is an agent of none.
fn with_country(cited: &Cited, country: Option<&Arc<str>>) -> Party {
    let mut party = cited.party.clone();
    if is_homeless(&party) {
        party.code = country.cloned();
    }
    party
}

/// Unknown gunmen have no country of their own; state and society do.
fn is_homeless(party: &Party) -> bool {
    let unknown = |sector: &Sector| matches!(sector, Sector::Uaf | Sector::Unk);
    party.actor.is_none() && party.code.is_none() && !party.sector.iter().any(unknown)
}
