//! Events of an article, sentence by sentence: triggers, roles, status, details, then what joins them.

use super::clause::Clause;
use super::countries::Countries;
use super::counts::{self, Casualties};
use super::dates::{self, TimeExpression};
use super::draft::{self, Draft};
use super::fill::{self, Before};
use super::homes::{self, Homes};
use super::link;
use super::lone;
use super::particular;
use super::parties::{self, Cast, Cited};
use super::passed::{Passed, Waiting};
use super::places::{self, Location};
use super::reference::{Antecedents, Referent, Standing};
use super::roles;
use super::triggers::{self, Candidate};
use crate::annotation::{Event, EventDate, EventPlace, Leftover, LeftoverKind, Mention, PlaceFrom, Trace};
use crate::lexicon::{Found, Hit, Lexicon};
use crate::ontology::{Kind, Mode, Sector, Status};
use crate::syntax::{Label, Model};
use crate::text::{Article, PartialDate, Sentence, Span};
use std::cell::OnceCell;
use std::sync::Arc;

/// What an article tells.
pub(super) struct Told {
    /// In order of their triggers.
    pub events: Vec<Event>,
    /// The triggers for which nobody was found.
    pub leftovers: Vec<Leftover>,
    /// Indices of the sentences that were parsed, in order.
    pub parsed: Vec<u32>,
}

/// Every event of the article.
pub(super) fn events(
    article: &Article,
    sentences: &[Sentence],
    hits: &[Vec<Hit>],
    mentions: &[Mention],
    lexicon: &Lexicon,
    model: &Model,
) -> Told {
    let day = article.published.and_then(|date| date.first_day());
    let cast = Cast { article, lexicon, mentions, day };
    let dateline = places::dateline(article, lexicon);
    let parser = &model.parser();
    let countries = Countries::of_article(&cast);
    let mut coder = Coder {
        cast,
        countries,
        antecedents: Antecedents::default(),
        passed: Passed::default(),
        events: Vec::new(),
        leftovers: Vec::new(),
        parsed: Vec::new(),
        place: None,
        ground: None,
        dateline,
    };
    for (index, (sentence, hits)) in sentences.iter().zip(hits).enumerate() {
        coder.name_antecedents(index as u32);
        if hits.iter().any(|hit| hit.what == Found::Trigger) {
            let clause = |span| Clause::new(&article.text, index as u32, span, mentions, lexicon, parser);
            let mut whole = clause(sentence.span);
            if let Some(report) = behind_label(article, &whole) {
                coder.set_at_label(&whole, sentence.block);
                whole = clause(report);
            }
            if whole.len() <= LONGEST {
                coder.code(whole, sentence.block);
                continue;
            }
            for span in whole.windows(LONGEST) {
                coder.code(clause(span), sentence.block);
            }
        }
    }
    link::fill_from_claims(&mut coder.events, &lexicon.rules.events.force);
    link::link(&mut coder.events);
    let Coder { events, leftovers, mut parsed, passed, .. } = coder;
    parsed.extend(passed.clauses().filter(|clause| clause.is_parsed()).map(|clause| clause.sentence));
    parsed.dedup();
    Told { events, leftovers, parsed }
}

/// What a sentence of the body reports behind the name of a place and a colon.
pub(super) fn behind_label(article: &Article, clause: &Clause) -> Option<Span> {
    let start = places::label_end(clause)?;
    let block = article.blocks.iter().find(|block| block.span.contains(clause.span))?;
    (!block.kind.is_headline()).then_some(Span { start, ..clause.span })
}

/// How many tokens of a sentence are looked at together: what is longer is a list or a fault, and is read in stretches, as
/// the parser reads it.
const LONGEST: usize = 512;

/// The last sentence that begins with what happened where the article was written.
const LEAD: u32 = 4;

/// How many sentences after an event "the talks" alone still tells of it.
const SOON: u32 = 2;

struct Coder<'a> {
    cast: Cast<'a>,
    countries: Countries,
    antecedents: Antecedents,
    /// Sentences of which nobody has asked yet what they tell besides events.
    passed: Passed<'a>,
    events: Vec<Event>,
    leftovers: Vec<Leftover>,
    /// Of the sentences that nobody will ask any more, those that were parsed.
    parsed: Vec<u32>,
    /// The last place named in the running block.
    place: Option<(u32, EventPlace)>,
    /// The country last named as a place in the running block.
    ground: Option<(u32, Arc<str>)>,
    /// Where the article was written.
    dateline: Option<EventPlace>,
}

impl<'a> Coder<'a> {
    fn name_antecedents(&mut self, sentence: u32) {
        let mentions = self.cast.mentions;
        let from = mentions.partition_point(|mention| mention.sentence < sentence);
        let here = mentions.iter().skip(from).take_while(|mention| mention.sentence == sentence);
        for (k, mention) in here.enumerate() {
            self.antecedents.add(Referent {
                party: self.cast.named(mention, mention.span),
                trace: mention.trace.clone(),
                kind: mention.kind,
                sentence,
                at: mention.span.start,
                standing: if k == 0 { Standing::First } else { Standing::Told },
                plural: false,
                speaks: false,
                company: None,
            });
        }
    }

    fn code(&mut self, clause: Clause<'a>, block: u32) {
        let candidates = triggers::candidates(&clause);
        let mut waiting = Waiting { clause, block, subjects: true, places: candidates.is_empty() };
        if !candidates.is_empty() {
            if waiting.clause.refers_back() {
                self.ask_subjects(&mut waiting);
            }
            self.draft(&waiting.clause, &candidates, block);
        }
        if let Some(oldest) = self.passed.push(waiting) {
            self.answer(&oldest);
            self.parsed.extend(oldest.clause.is_parsed().then_some(oldest.clause.sentence));
        }
    }

    fn draft(&mut self, clause: &Clause, candidates: &[Vec<Candidate>], block: u32) {
        let drafts = draft::drafts(clause, candidates, &self.cast, &self.antecedents);
        let locations = places::locations(clause, self.cast.mentions);
        self.tread(clause, &locations, block);
        let (past, ahead) = (OnceCell::new(), OnceCell::new());
        for draft in drafts {
            let expressions = if draft.ahead { &ahead } else { &past };
            let expressions =
                expressions.get_or_init(|| dates::expressions(clause, self.cast.article.published, draft.ahead));
            match self.event(clause, &draft, expressions, &locations, block) {
                Ok(event) => self.events.push(event),
                Err(rule) => self.leave(clause, &draft, rule),
            }
        }
        if let Some(town) = self.last_town(clause, &locations) {
            self.set_in(block, Some(town));
        }
    }

    /// Hears from this sentence and those before whom its pronouns may mean.
    fn ask_subjects(&mut self, waiting: &mut Waiting<'a>) {
        let mut passed = std::mem::take(&mut self.passed);
        let before = passed.before(waiting.clause.sentence).filter(|one| one.subjects);
        for one in before.chain(std::iter::once(waiting)) {
            one.subjects = false;
            self.subject_antecedents(&one.clause);
        }
        self.passed = passed;
    }

    /// Hears all that a sentence could be asked.
    fn answer(&mut self, waiting: &Waiting) {
        if waiting.subjects {
            self.subject_antecedents(&waiting.clause);
        }
        if let Some(town) = Some(&waiting.clause).filter(|_| waiting.places).and_then(|clause| self.town_told(clause)) {
            self.place = Some((waiting.block, town));
        }
    }

    /// The last place named in the block so far.
    fn place_of_paragraph(&mut self, block: u32) -> Option<EventPlace> {
        let unasked = || self.passed.of_block(block).filter(|one| one.places);
        let town = unasked().find_map(|one| self.town_told(&one.clause));
        self.set_in(block, town);
        self.place.as_ref().filter(|(named_in, _)| *named_in == block).map(|(_, place)| place.clone())
    }

    /// Whatever sentences of the block told before, its last place is the town, or the one known before.
    fn set_in(&mut self, block: u32, town: Option<EventPlace>) {
        self.passed.places_told();
        self.place = town.map(|town| (block, town)).or_else(|| self.place.take());
    }

    /// Hears in which country the sentence is; the paragraph's place is of no other.
    fn tread(&mut self, clause: &Clause, locations: &[Location], block: u32) {
        let last = locations.iter().rfind(|location| location.is_told());
        let place = last.map(|last| self.resolve(clause, last, locations, PlaceFrom::Sentence));
        let Some(country) = place.and_then(|place| place.country) else { return };
        self.place = self.place.take().filter(|(_, place)| place.country.as_ref().is_none_or(|of| *of == country));
        self.ground = Some((block, country));
    }

    /// "Nigeria: Gunmen abducted 200 women": what follows is told of the place.
    fn set_at_label(&mut self, clause: &Clause, block: u32) {
        let locations = places::locations(clause, self.cast.mentions);
        let label = locations.first().map(|label| self.resolve(clause, label, &locations, PlaceFrom::Paragraph));
        self.set_in(block, label);
    }

    fn town_told(&self, clause: &Clause) -> Option<EventPlace> {
        self.last_town(clause, &places::locations(clause, self.cast.mentions))
    }

    fn last_town(&self, clause: &Clause, locations: &[Location]) -> Option<EventPlace> {
        let town = locations.iter().rfind(|location| location.is_town_told())?;
        Some(self.resolve(clause, town, locations, PlaceFrom::Paragraph))
    }

    fn leave(&mut self, clause: &Clause, draft: &Draft, rule: Option<Trace>) {
        self.leftovers.push(Leftover {
            span: clause.stretch(draft.words.0, draft.words.1),
            sentence: clause.sentence,
            why: LeftoverKind::TriggerWithoutActor,
            trace: draft.trace.iter().cloned().chain(rule).collect(),
        });
    }

    /// The finished event; none where nobody acts or suffers whom the entry needs, or where a rule says so.
    fn event(
        &mut self,
        clause: &Clause,
        draft: &Draft,
        expressions: &[TimeExpression],
        locations: &[Location],
        block: u32,
    ) -> Result<Event, Option<Trace>> {
        let casualties = counts::casualties(clause, &draft.tokens);
        let place = self.place(clause, draft, locations, block);
        if draft.is_of_the_known() && !self.is_known(clause, draft) {
            return Err(None);
        }
        if !draft.is_satisfied(stands_alone(clause, draft, &casualties, place.as_ref()))
            && !particular::is_particular(clause, draft, expressions, locations)
            && !self.points_back(clause, draft)
            || particular::is_generic(clause, draft)
        {
            return Err(None);
        }
        let homes = Homes {
            cast: &self.cast,
            clause,
            draft,
            place: place.as_ref(),
            home: self.home(),
            countries: &self.countries,
            ground: self.ground.as_ref().filter(|(told_in, _)| *told_in == block).map(|(_, country)| country),
            before: &self.antecedents,
        };
        let (actor, recipient) = homes.settled();
        for (cited, settled) in draft.actor.iter().zip(&actor).chain(draft.recipient.iter().zip(&recipient)) {
            self.countries.learn(clause, cited, settled);
        }
        for agent in draft.actor.iter().chain(&draft.recipient) {
            self.remember(clause, agent, Standing::Told, None);
        }
        let gathers = clause.lexicon.rules.events.gatherings.contains(&draft.event);
        let size = || counts::size(clause, &draft.tokens, draft.actor.iter().map(|cited| cited.token));
        let entries = draft.actor.iter().chain(&draft.recipient).flat_map(|cited| &cited.trace);
        let mut event = Event {
            trigger: clause.stretch(draft.words.0, draft.words.1),
            sentence: clause.sentence,
            event: draft.event,
            mode: draft.mode.clone(),
            context: draft.context.clone(),
            cameo: draft.cameo.clone(),
            acled: draft.acled.clone(),
            status: draft.status,
            actor,
            recipient,
            date: self.date(clause, draft, expressions),
            place: place.filter(|place| self.tells_where(clause, draft, place)),
            dead: casualties.dead,
            injured: casualties.injured,
            arrested: casualties.arrested,
            size: gathers.then(size).flatten(),
            attribution: attribution(clause, draft.token),
            link: None,
            trace: draft.trace.iter().chain(entries).cloned().collect::<Unique>().0,
        };
        let before = Before { events: &self.events, antecedents: &self.antecedents, clause };
        fill::fill(&mut event, draft, draft.is_anaphor(clause), &before);
        match lone::rule(&event, clause, &self.cast, locations) {
            Some(rule) => Err(Some(Trace { origin: rule.origin.clone(), what: rule.id.clone() })),
            None => {
                let ground = self.ground.as_ref().filter(|(told_in, _)| *told_in == block).map(|(_, country)| country);
                homes::at_home_of_article(&mut event, clause, draft, &self.countries, ground);
                if let Some(country) = event.place.as_ref().and_then(|place| place.country.as_ref()) {
                    self.countries.learn_place(country);
                }
                Ok(event)
            }
        }
    }

    /// "the strikes" where an attack has been told of.
    fn is_known(&self, clause: &Clause, draft: &Draft) -> bool {
        let before = Before { events: &self.events, antecedents: &self.antecedents, clause };
        draft.is_anaphor(clause) && fill::is_told(draft.event, clause.sentence, &before)
    }

    /// "the talks" where talks have been told of shortly before.
    fn points_back(&self, clause: &Clause, draft: &Draft) -> bool {
        let before = Before { events: &self.events, antecedents: &self.antecedents, clause };
        clause.lexicon.rules.events.pointed_back_to.contains(&draft.event)
            && draft.is_anaphor(clause)
            && fill::pointed_at(draft.event, clause.sentence, SOON, &before).is_some()
    }

    /// The nearest time expression; for what a text reports as happened, else the day of publication.
    fn date(&self, clause: &Clause, draft: &Draft, expressions: &[TimeExpression]) -> Option<EventDate> {
        dates::nearest(clause, expressions, draft.token, &draft.tokens).or_else(|| {
            let happened = matches!(draft.status, Status::Asserted | Status::Claimed);
            let published = self.cast.article.published_day().filter(|_| happened)?;
            Some(EventDate { from: PartialDate::Day(published), to: None, text: None })
        })
    }

    /// The nearest place of the sentence, else the last of the paragraph; for what happens on the ground else the dateline.
    fn place(&mut self, clause: &Clause, draft: &Draft, locations: &[Location], block: u32) -> Option<EventPlace> {
        // "a strike on Kabul": whom it hits says where.
        let hit = |location: &&Location| {
            draft.recipient.iter().any(|cited| location.words.0 <= cited.token && cited.token <= location.words.1)
        };
        let on_the_ground = clause.lexicon.rules.events.on_the_ground.contains(&draft.event);
        let goes_there = on_the_ground || draft.mode.contains(&Mode::Visit);
        if let Some(location) = locations.iter().filter(|_| goes_there).find(hit) {
            return Some(self.resolve(clause, location, locations, PlaceFrom::Clause));
        }
        // "hit a Kharkiv apartment block", "Chicago police shot a man": where they are.
        let set_before = |location: &&Location| {
            let is_of = |cited: &Cited| places::is_set_before(clause, location, cited.token);
            let governs = |cited: &Cited| cited.party.sector.iter().any(|s| matches!(s, Sector::Gov | Sector::Mil));
            let local = draft.actor.iter().filter(|cited| cited.party.sector == [Sector::Cop]);
            draft.recipient.iter().filter(|cited| !governs(cited)).chain(local).any(is_of)
        };
        let near = || locations.iter().find(|location| on_the_ground && set_before(location));
        if let Some((location, from)) = places::nearest(locations, clause, draft.token, on_the_ground)
            .or_else(|| Some((near()?, PlaceFrom::Clause)))
        {
            return Some(self.resolve(clause, location, locations, from));
        }
        self.place_of_paragraph(block)
            .or_else(|| self.dateline.clone().filter(|_| on_the_ground && draft.status == Status::Asserted))
    }

    fn resolve(&self, clause: &Clause, location: &Location, all: &[Location], from: PlaceFrom) -> EventPlace {
        let mentions = (0..clause.len()).filter_map(|token| self.cast.mentions.get(clause.mention(token)?));
        let countries: Vec<Arc<str>> =
            mentions.filter_map(|mention| self.cast.named(mention, mention.span).code).collect();
        places::resolve(clause.text, location, all, clause.lexicon, &countries, self.home(), from)
    }

    /// The country that the article is written from.
    fn home(&self) -> Option<&Arc<str>> {
        self.dateline.as_ref()?.country.as_ref()
    }

    /// Whether a place says where the event happened, and not only in which country its people are: one of another sentence
    /// does for what happens on the ground, the dateline's for the lead of an article about that country.
    fn tells_where(&self, clause: &Clause, draft: &Draft, place: &EventPlace) -> bool {
        match place.from {
            PlaceFrom::Clause | PlaceFrom::Sentence => true,
            PlaceFrom::Paragraph => clause.lexicon.rules.events.on_the_ground.contains(&draft.event),
            PlaceFrom::Dateline => {
                let about = self.countries.of_most();
                clause.sentence <= LEAD && about.is_none_or(|most| Some(most) == place.country.as_ref())
            }
        }
    }

    /// What a sentence is about can be referred to in the sentence itself: "The gunmen fled before they were caught".
    fn subject_antecedents(&mut self, clause: &Clause) {
        let is_subject = |token: &usize| matches!(clause.label(*token), Label::Nsubj | Label::NsubjPass);
        for token in (0..clause.len()).filter(is_subject) {
            let parties = |head| parties::parties(clause, head, &self.cast, &self.antecedents);
            let subject = parties(token);
            let others: Vec<Cited> =
                clause.conjuncts(token).into_iter().filter(|&head| head != token).flat_map(parties).collect();
            let company = subject.first().filter(|_| !others.is_empty()).map(|first| first.party.span.start);
            for cited in &subject {
                self.remember(clause, cited, Standing::Subject, company);
            }
            for cited in &others {
                self.remember(clause, cited, Standing::Told, company);
            }
        }
    }

    /// An agent, and whoever is a sentence's subject, can be referred to later ("they").
    fn remember(&mut self, clause: &Clause, cited: &Cited, standing: Standing, company: Option<u32>) {
        let named = self.cast.kind(&cited.party);
        let nameless = cited.party.actor.is_none() && clause.is_noun(cited.token);
        if !nameless && (named.is_none() || standing != Standing::Subject && company.is_none()) {
            return;
        }
        let plural = named.is_none() && clause.is_plural(cited.token);
        let person = !plural && clause.lexicon.rules.reference.person_nouns.contains(clause.lower(cited.token));
        self.antecedents.add(Referent {
            party: cited.party.clone(),
            trace: cited.trace.clone(),
            kind: named.unwrap_or(if person { Kind::Person } else { Kind::Group }),
            sentence: clause.sentence,
            at: cited.party.span.start,
            standing,
            plural,
            speaks: standing == Standing::Subject && clause.reports(cited.token),
            company,
        });
    }
}

/// Traces in order, each once.
struct Unique(Vec<Trace>);

impl FromIterator<Trace> for Unique {
    fn from_iter<I: IntoIterator<Item = Trace>>(traces: I) -> Unique {
        let mut all: Vec<Trace> = Vec::new();
        for trace in traces {
            if !all.contains(&trace) {
                all.push(trace);
            }
        }
        Unique(all)
    }
}

/// Whether an event is told though nobody who takes part is: by its victims, its place, or as one that is known.
fn stands_alone(clause: &Clause, draft: &Draft, casualties: &Casualties, place: Option<&EventPlace>) -> bool {
    let sorts = &clause.lexicon.rules.events;
    let located = place.is_some_and(|place| matches!(place.from, PlaceFrom::Clause | PlaceFrom::Sentence));
    let harmed = casualties.dead.is_some() || casualties.injured.is_some();
    let named = (0..clause.len()).any(|token| clause.mention(token).is_some());
    let told = named && (draft.symmetric || draft.is_definite(clause));
    sorts.force.contains(&draft.event) && (harmed || told) || sorts.told_by_place.contains(&draft.event) && located
}

/// The phrase of who says so.
fn attribution(clause: &Clause, token: usize) -> Option<Span> {
    roles::speaker(clause, token).map(|speaker| phrase(clause, speaker))
}

fn phrase(clause: &Clause, token: usize) -> Span {
    let (from, to) = clause.phrase(token);
    clause.stretch(from, to)
}
