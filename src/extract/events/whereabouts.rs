//! Where the coder has got to: the places of sentence, paragraph and article that an event can be set in.

use super::{Coder, Scene};
use crate::annotation::{Event, EventDate, EventPlace, PlaceFrom};
use crate::extract::LOOK_BACK;
use crate::extract::clause::Clause;
use crate::extract::draft::Draft;
use crate::extract::parties::Cited;
use crate::extract::places::{self, Location};
use crate::extract::roles;
use crate::lexicon::Slot;
use crate::ontology::{Mode, Sector, Status};
use crate::syntax::{Label, Tag};
use rustc_hash::FxHashMap as HashMap;
use std::cmp::Reverse;
use std::sync::Arc;

/// How GeoNames' feature codes of countries begin.
const COUNTRY: &str = "PCL";

/// How GeoNames' feature codes of countries and of their parts begin.
const WIDE: [&str; 2] = [COUNTRY, "ADM"];

/// How many sentences back the place may have been told that "the town" and "there" mean.
const POINTED_REACH: u32 = 6;

/// How many days from publication an event may have been that is told without a place.
const MONTH: i32 = 31;

/// How many events at one place make it the article's, where they are all.
const PLACED: usize = 2;

/// The last sentence that begins with what happened where the article was written.
const LEAD: u32 = 4;

impl Coder<'_> {
    /// The last place named in the block so far.
    pub(super) fn place_of_paragraph(&mut self, block: u32) -> Option<EventPlace> {
        let unasked = || self.passed.of_block(block).filter(|one| one.places);
        let town = unasked().find_map(|one| self.town_told(&one.clause));
        self.set_in(block, town);
        self.place.as_ref().filter(|(named_in, _)| *named_in == block).map(|(_, place)| place.clone())
    }

    /// Whatever sentences of the block told before, its last place is the town, or the one known before.
    pub(super) fn set_in(&mut self, block: u32, town: Option<EventPlace>) {
        self.passed.places_told();
        self.place = town.map(|town| (block, town)).or_else(|| self.place.take());
    }

    /// Hears in which country the sentence is; the paragraph's place is of no other.
    pub(super) fn tread(&mut self, scene: &Scene) {
        let Scene { clause, locations, block, .. } = scene;
        let last = locations.iter().rfind(|location| location.is_told());
        let place = last.map(|last| self.resolve(clause, last, locations, PlaceFrom::Sentence));
        let Some(country) = place.and_then(|place| place.country) else { return };
        self.place = self.place.take().filter(|(_, place)| place.country.as_ref().is_none_or(|of| *of == country));
        self.ground = Some((*block, country));
    }

    /// "Nigeria: Gunmen abducted 200 women": what follows is told of the place.
    pub(super) fn set_at_label(&mut self, clause: &Clause, block: u32) {
        let locations = places::locations(clause, self.cast.mentions);
        let label = locations.first().map(|label| self.resolve(clause, label, &locations, PlaceFrom::Paragraph));
        self.set_in(block, label);
    }

    pub(super) fn town_told(&self, clause: &Clause) -> Option<EventPlace> {
        self.last_town(clause, &places::locations(clause, self.cast.mentions))
    }

    pub(super) fn last_town(&self, clause: &Clause, locations: &[Location]) -> Option<EventPlace> {
        let town = locations.iter().rfind(|location| location.is_town_told())?;
        Some(self.resolve(clause, town, locations, PlaceFrom::Paragraph))
    }

    /// The country last named as a place in the block so far.
    pub(super) fn ground_of(&self, block: u32) -> Option<&Arc<str>> {
        self.ground.as_ref().filter(|(told_in, _)| *told_in == block).map(|(_, country)| country)
    }

    /// The nearest place of the sentence, else the last of the paragraph; for what happens on the ground else the dateline.
    pub(super) fn place(&mut self, scene: &Scene, draft: &Draft) -> Option<EventPlace> {
        let Scene { clause, locations, block, .. } = scene;
        let on_the_ground = clause.lexicon.rules.events.on_the_ground.contains(&draft.event);
        let reaches = on_the_ground || draft.mode.contains(&Mode::Visit);
        // "marched in Tokyo against China": whom protesters mean is elsewhere.
        let marches = clause.lexicon.rules.events.of_the_people.contains(&draft.event);
        // "went to war with India" says whom with, and not where.
        let opposing = &clause.lexicon.rules.grammar.opponents;
        let with = |location: &Location| {
            clause.head_by(location.words.1, Label::Pobj).is_some_and(|to| opposing.contains(clause.lower(to)))
        };
        let can_be_hit = |location: &&Location| reaches && !(location.is_country() && (marches || with(location)));
        let hit = locations.iter().filter(can_be_hit).find(|location| is_hit(location, draft));
        let near = || {
            let is_home = |location: &&Location| {
                is_home_of_side(clause, location, draft) || is_of_object(clause, location, draft)
            };
            locations.iter().filter(|_| on_the_ground).find(is_home)
        };
        let left = || locations.iter().find(|location| is_left(clause, location, draft));
        let here = hit
            .or_else(left)
            .map(|location| (location, PlaceFrom::Clause))
            .or_else(|| places::nearest(locations, clause, draft.token, on_the_ground))
            .or_else(|| Some((near()?, PlaceFrom::Clause)));
        if let Some((location, from)) = here {
            return Some(self.resolve(clause, location, locations, from));
        }
        let in_the_lead = || is_held_in_the_lead(clause, draft) && self.is_behind_dateline(clause);
        let at_dateline = draft.status == Status::Asserted && (on_the_ground || in_the_lead());
        self.place_pointed_to(clause, draft)
            .or_else(|| self.place_of_paragraph(*block))
            .or_else(|| self.dateline.clone().filter(|_| at_dateline))
    }

    /// Whether the sentence is the one that the dateline stands before.
    fn is_behind_dateline(&self, clause: &Clause) -> bool {
        let dateline = self.cast.article.dateline.as_ref();
        let start = clause.tokens.first().map(|token| token.span.start);
        dateline.zip(start).is_some_and(|(dateline, start)| {
            let between = self.cast.article.text.get(dateline.span.end as usize..start as usize);
            between.is_some_and(|between| !between.contains(char::is_alphanumeric))
        })
    }

    /// "burst into the town", "attacked the town", "shot five people there": the place where something was told to happen last.
    fn place_pointed_to(&self, clause: &Clause, draft: &Draft) -> Option<EventPlace> {
        let rules = &clause.lexicon.rules;
        let is_bare = |noun: usize| {
            let says_which = |child: usize| matches!(clause.label(child), Label::Compound | Label::Appos | Label::Prep);
            clause.is_definite(noun) && !clause.children(noun).any(says_which)
        };
        let is_settlement = |noun: usize| rules.words.settlement_nouns.contains(clause.lower(noun)) && is_bare(noun);
        let points = |word: usize| {
            let at = rules.words.place_prepositions.contains(clause.lower(word));
            let there = rules.words.pointing.contains(clause.lower(word)) && word > 0;
            there && clause.label(word) == Label::Advmod
                || at && clause.child(word, Label::Pobj).is_some_and(is_settlement)
                || matches!(clause.label(word), Label::Dobj | Label::NsubjPass) && is_settlement(word)
        };
        // "burst into the town and beheaded two men".
        let first = |token: usize| clause.head_by(token, Label::Conj).filter(|&first| clause.is_verb(first));
        let tokens = draft.tokens.iter().flat_map(|&token| std::iter::once(token).chain(first(token)));
        let points = tokens.flat_map(|token| clause.children(token)).any(points);
        // A country or a province is no town.
        let is_spot = |place: &&EventPlace| {
            let wide = |code: &str| WIDE.iter().any(|kind| code.starts_with(kind));
            place.from.is_told_here() && !place.feature.as_deref().is_some_and(wide)
        };
        let near = |event: &&Event| clause.sentence.saturating_sub(event.sentence) <= POINTED_REACH;
        let mut told = self.events.iter().rev().take(LOOK_BACK).take_while(near).filter(|_| points);
        let last = told.find_map(|event| event.place.as_ref().filter(is_spot))?;
        Some(EventPlace { from: PlaceFrom::Article, ..last.clone() })
    }

    pub(super) fn resolve(
        &self,
        clause: &Clause,
        location: &Location,
        all: &[Location],
        from: PlaceFrom,
    ) -> EventPlace {
        let mentions = (0..clause.len()).filter_map(|token| self.cast.mentions.get(clause.mention(token)?));
        let countries: Vec<Arc<str>> =
            mentions.filter_map(|mention| self.cast.named(mention, mention.span).code).collect();
        places::resolve(clause.text, location, all, clause.lexicon, &countries, self.home(), from)
    }

    /// Whether an event without a place may have been where the article's others were: it happened on the ground, lately, and
    /// its sentence tells of no place.
    pub(super) fn is_set_in_article(&self, scene: &Scene, draft: &Draft, event: &Event) -> bool {
        let on_the_ground = self.cast.lexicon.rules.events.on_the_ground.contains(&event.event);
        let happened = matches!(event.status, Status::Asserted | Status::Claimed);
        // "the protests of the 1960s", "police shootings": somewhere else, or nowhere.
        let told = !draft.is_noun && matches!(scene.clause.tag(draft.token), Tag::Vbd | Tag::Vbn)
            || draft.is_noun && (draft.is_definite(scene.clause) || draft.light.is_some());
        on_the_ground
            && happened
            && told
            && event.place.is_none()
            && scene.locations.is_empty()
            && !draft.is_of_something_earlier()
            && self.is_of_its_days(event.date)
    }

    /// Whether an event is told to have been within a month of the article's day, or on no day in particular.
    fn is_of_its_days(&self, date: Option<EventDate>) -> bool {
        let Some(date) = date.filter(|date| date.text.is_some()) else { return true };
        let published = self.cast.article.published_day();
        let told = date.from.first_day();
        published.zip(told).is_some_and(|(published, told)| (published - told).get_days().abs() <= MONTH)
    }

    /// Sets the events that may have been anywhere where nearly all others on the ground were: two that are all, or three in
    /// five of more.
    pub(super) fn place_the_rest(&mut self) {
        let on_the_ground = &self.cast.lexicon.rules.events.on_the_ground;
        let happened = |status| matches!(status, Status::Asserted | Status::Claimed);
        let deeds = self.events.iter().filter(|event| on_the_ground.contains(&event.event) && happened(event.status));
        // How many happened at each place, and where each was told first.
        let mut times: HashMap<_, (usize, usize)> = HashMap::default();
        let mut all = Vec::new();
        for place in deeds.filter_map(|event| event.place.as_ref()) {
            times.entry((&place.name, &place.country)).or_insert((0, all.len())).0 += 1;
            all.push(place);
        }
        let most = times.values().max_by_key(|(many, first)| (*many, Reverse(*first)));
        let Some((&(many, _), place)) = most.and_then(|most| Some((most, *all.get(most.1)?))) else { return };
        let is_nearly_all = many == all.len() || many > PLACED && many * 5 >= all.len() * 3;
        let is_country = place.feature.as_deref().is_some_and(|code| code.starts_with(COUNTRY));
        if many < PLACED || !is_nearly_all || is_country {
            return;
        }
        let place = EventPlace { from: PlaceFrom::Article, ..place.clone() };
        for &open in &self.unplaced {
            if let Some(event) = self.events.get_mut(open) {
                event.place = Some(place.clone());
            }
        }
    }

    /// The country that the article is written from.
    pub(super) fn home(&self) -> Option<&Arc<str>> {
        self.dateline.as_ref()?.country.as_ref()
    }

    /// Whether a place says where the event happened, and not only in which country its people are: one of another sentence
    /// does for what happens on the ground, the dateline's for the lead of an article about that country.
    pub(super) fn tells_where(
        &self,
        clause: &Clause,
        draft: &Draft,
        place: &EventPlace,
        date: Option<EventDate>,
    ) -> bool {
        match place.from {
            PlaceFrom::Clause | PlaceFrom::Article => true,
            // "Ministers in Paris spoke of the deal", which was made elsewhere.
            PlaceFrom::Sentence => !draft.is_of_something_earlier(),
            PlaceFrom::Paragraph => clause.lexicon.rules.events.on_the_ground.contains(&draft.event),
            PlaceFrom::Dateline if is_held_in_the_lead(clause, draft) => true,
            PlaceFrom::Dateline => {
                let about = self.countries.of_most();
                let is_about = about.is_none_or(|most| Some(most) == place.country.as_ref());
                // "The RSF had blockaded the city" need not be where the article was written.
                let now = self.is_of_its_days(date) && !clause.is_pluperfect(draft.token);
                clause.sentence <= LEAD && is_about && now
            }
        }
    }
}

/// "VIENNA - Envoys began talks": what a report begins with, but for calls and what is only named.
fn is_held_in_the_lead(clause: &Clause, draft: &Draft) -> bool {
    clause.lexicon.rules.events.in_the_lead.contains(&draft.event)
        && !draft.is_noun
        && !draft.mode.contains(&Mode::Phone)
}

/// "a strike on Kabul": whom it hits says where.
fn is_hit(location: &Location, draft: &Draft) -> bool {
    draft.recipient.iter().any(|cited| location.words.0 <= cited.token && cited.token <= location.words.1)
}

/// "withdrew from Syria", "pulled its ambassador out of Tehran": what somebody leaves is where he does so.
fn is_left(clause: &Clause, location: &Location, draft: &Draft) -> bool {
    let rules = &clause.lexicon.rules;
    let leaves = draft.mode.iter().any(|mode| rules.events.left_by.contains(mode));
    if !leaves || !rules.events.left.contains(&draft.event) {
        return false;
    }
    let Some(mut at) = clause.head_by(location.words.1, Label::Pobj) else { return false };
    if roles::is_genitive(clause, at) {
        // "out of".
        let Some(out) = clause.head_by(at, Label::Prep) else { return false };
        if !rules.words.leaving.contains(clause.lower(out)) {
            return false;
        }
        at = out;
    } else if !rules.words.leaving.contains(clause.lower(at)) {
        return false;
    }
    let above = clause.head(at);
    // "pulled its troops from Syria"; "expelled diplomats from Russia" says whose they are.
    let pulled = draft.mode.contains(&Mode::Withdraw);
    let over = above.and_then(|above| clause.head_by(above, Label::Dobj)).filter(|_| pulled);
    above.into_iter().chain(over).any(|word| draft.tokens.contains(&word))
}

/// "flattened a Sumy apartment block": where what is hit stands.
fn is_of_object(clause: &Clause, location: &Location, draft: &Draft) -> bool {
    let hit = roles::fill_heads(clause, draft.token, &Slot::Object);
    clause.is_verb(draft.token) && hit.into_iter().any(|object| places::is_set_before(clause, location, object))
}

/// "hit a Kharkiv apartment block", "Chicago police shot a man": where they are.
fn is_home_of_side(clause: &Clause, location: &Location, draft: &Draft) -> bool {
    let governs = |cited: &&Cited| cited.party.sector.iter().any(|s| matches!(s, Sector::Gov | Sector::Mil));
    let local = draft.actor.iter().filter(|cited| cited.party.sector == [Sector::Cop]);
    let suffering = draft.recipient.iter().filter(|cited| !governs(cited));
    suffering.chain(local).any(|cited| places::is_set_before(clause, location, cited.token))
}
