//! Events of an article, sentence by sentence: triggers, roles, status, details, then what joins them.

mod referents;
mod whereabouts;

use super::LOOK_BACK;
use super::acled;
use super::clause::Clause;
use super::countries::Countries;
use super::counts::{self, Casualties, Fate, Toll};
use super::dates::{self, TimeExpression};
use super::draft::{self, Draft};
use super::fill::{self, Before};
use super::homes::{self, Homes};
use super::link;
use super::particular;
use super::parties::{Cast, Cited};
use super::passed::{Passed, Waiting};
use super::places::{self, Location};
use super::reference::{Antecedents, Standing};
use super::roles;
use super::strangers::Strangers;
use super::triggers::{self, Candidate};
use crate::annotation::{Event, EventDate, EventPlace, Extraction, Leftover, LeftoverKind, Party, Trace};
use crate::lexicon::{Found, Hit, Lexicon, Slot, is_country};
use crate::ontology::{Kind, Sector, Status};
use crate::syntax::{Label, Model, Parser};
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
    found: &Extraction,
    lexicon: &Lexicon,
    model: &Model,
) -> Told {
    let day = article.published.and_then(|date| date.first_day());
    let parser = model.parser();
    let strangers = Strangers::of_article(&article.text, &found.leftovers, lexicon);
    let mut coder = Coder::new(Cast::new(article, lexicon, &found.mentions, day), strangers, sentences, &parser);
    for (index, (sentence, hits)) in (0..).zip(sentences.iter().zip(hits)) {
        coder.name_antecedents(index);
        if hits.iter().any(|hit| hit.what == Found::Trigger) {
            coder.read(index, sentence);
        }
    }
    coder.place_the_rest();
    link::fill_from_claims(&mut coder.events, &lexicon.rules.events.force);
    link::link(&mut coder.events);
    let headline = article.blocks.iter().find(|block| block.kind.is_headline());
    let headline = headline.and_then(|block| sentences.iter().position(|one| block.span.contains(one.span)));
    if let Some(headline) = headline {
        link::complete_headline(&mut coder.events, headline as u32);
    }
    let Coder { events, leftovers, mut parsed, passed, .. } = coder;
    parsed.extend(passed.clauses().filter(|clause| clause.is_parsed()).map(|clause| clause.sentence));
    parsed.sort_unstable();
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

/// How many sentences after an event "the talks" alone still tells of it.
const SOON: u32 = 2;

/// How many sentences after an event words that can mean others too ("the war", "sanctions") go on about it.
const FAR: u32 = 25;

/// A sentence with the places and times that it tells.
struct Scene<'c, 'a> {
    clause: &'c Clause<'a>,
    block: u32,
    locations: Vec<Location>,
    published: Option<PartialDate>,
    /// As told of what has happened.
    past: OnceCell<Vec<TimeExpression>>,
    /// As told of what is to come.
    ahead: OnceCell<Vec<TimeExpression>>,
}

impl<'c, 'a> Scene<'c, 'a> {
    fn new(clause: &'c Clause<'a>, block: u32, cast: &Cast) -> Scene<'c, 'a> {
        let locations = places::locations(clause, cast.mentions);
        let published = cast.article.published;
        Scene { clause, block, locations, published, past: OnceCell::new(), ahead: OnceCell::new() }
    }

    fn expressions(&self, draft: &Draft) -> &[TimeExpression] {
        let told = if draft.ahead { &self.ahead } else { &self.past };
        told.get_or_init(|| dates::expressions(self.clause, self.published, draft.ahead))
    }
}

struct Coder<'a> {
    cast: Cast<'a>,
    countries: Countries,
    antecedents: Antecedents,
    strangers: Strangers,
    sentences: &'a [Sentence],
    parser: &'a Parser<'a>,
    /// Sentences of which nobody has asked yet what they tell besides events.
    passed: Passed<'a>,
    events: Vec<Event>,
    /// Indices of those whose place nothing tells.
    unplaced: Vec<usize>,
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
    fn new(cast: Cast<'a>, strangers: Strangers, sentences: &'a [Sentence], parser: &'a Parser<'a>) -> Coder<'a> {
        Coder {
            countries: Countries::of_article(&cast),
            dateline: places::dateline(cast.article, cast.lexicon),
            antecedents: Antecedents::on(cast.day),
            cast,
            strangers,
            sentences,
            parser,
            passed: Passed::default(),
            events: Vec::new(),
            unplaced: Vec::new(),
            leftovers: Vec::new(),
            parsed: Vec::new(),
            place: None,
            ground: None,
        }
    }

    /// A stretch of a sentence.
    fn clause(&self, sentence: u32, span: Span) -> Clause<'a> {
        let Cast { article, lexicon, mentions, .. } = self.cast;
        Clause::new(&article.text, sentence, span, mentions, lexicon, self.parser)
    }

    /// Codes a sentence that has triggers.
    fn read(&mut self, index: u32, sentence: &Sentence) {
        let mut whole = self.clause(index, sentence.span);
        if let Some(report) = behind_label(self.cast.article, &whole) {
            self.set_at_label(&whole, sentence.block);
            whole = self.clause(index, report);
        }
        if whole.len() <= LONGEST {
            return self.code(whole, sentence.block);
        }
        for span in whole.windows(LONGEST) {
            let stretch = self.clause(index, span);
            self.code(stretch, sentence.block);
        }
    }

    fn code(&mut self, clause: Clause<'a>, block: u32) {
        let candidates = triggers::candidates(&clause);
        let mut waiting = Waiting { clause, block, subjects: true, places: candidates.is_empty() };
        if !candidates.is_empty() {
            if waiting.clause.refers_back() || goes_on_speaking(&waiting.clause, &candidates) {
                self.ask_subjects(&mut waiting);
            }
            self.introduce(&waiting.clause);
            self.draft(&waiting.clause, &candidates, block);
        }
        if let Some(oldest) = self.passed.push(waiting) {
            self.answer(&oldest);
            self.parsed.extend(oldest.clause.is_parsed().then_some(oldest.clause.sentence));
        }
    }

    fn draft(&mut self, clause: &Clause, candidates: &[Vec<Candidate>], block: u32) {
        let drafts = draft::drafts(clause, candidates, &self.cast, &self.antecedents);
        let scene = Scene::new(clause, block, &self.cast);
        self.tread(&scene);
        let first = self.events.len();
        let mut words = Vec::new();
        for draft in drafts {
            let event = self.event(&scene, &draft);
            match event.or_else(|| self.event(&scene, draft.otherwise.as_deref()?)) {
                Some(event) => {
                    let open = self.is_set_in_article(&scene, &draft, &event);
                    self.unplaced.extend(open.then_some(self.events.len()));
                    self.events.push(event);
                    words.extend(draft.tokens);
                }
                None => self.leave(clause, &draft),
            }
        }
        self.count_the_rest(clause, first, &words);
        if let Some(town) = self.last_town(clause, &scene.locations) {
            self.set_in(block, Some(town));
        }
    }

    /// Gives the dead and hurt of a sentence of whom none of the events' `words` tells to the deed told last before them, else
    /// to the first: "Guards fired on a crowd that had massed at the gate, injuring ten".
    fn count_the_rest(&mut self, clause: &Clause, first: usize, words: &[usize]) {
        let force = &clause.lexicon.rules.events.force;
        let Some(events) = self.events.get_mut(first..).filter(|events| !events.is_empty()) else { return };
        let happened = |event: &Event| matches!(event.status, Status::Asserted | Status::Claimed);
        let counted = |event: &Event, toll: &Toll| match toll.fate {
            Fate::Dead => event.dead,
            Fate::Injured => event.injured,
        };
        for toll in counts::tolls(clause).into_iter().filter(|toll| !words.contains(&toll.word)) {
            let Some(at) = clause.tokens.get(toll.word).map(|token| token.span.start) else { continue };
            if events.iter().any(|event| counted(event, &toll) == Some(toll.number)) {
                continue;
            }
            let deeds = || (0..events.len()).filter(|&i| force.contains(&events[i].event) && happened(&events[i]));
            let deed = deeds().rfind(|&i| events[i].trigger.start < at).or_else(|| deeds().next());
            let Some(event) = deed.and_then(|deed| events.get_mut(deed)) else { continue };
            match toll.fate {
                Fate::Dead => event.dead = event.dead.or(Some(toll.number)),
                Fate::Injured => event.injured = event.injured.or(Some(toll.number)),
            }
        }
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

    fn leave(&mut self, clause: &Clause, draft: &Draft) {
        self.leftovers.push(Leftover {
            span: clause.stretch(draft.words.0, draft.words.1),
            sentence: clause.sentence,
            why: LeftoverKind::TriggerWithoutActor,
            trace: draft.trace.clone(),
        });
    }

    /// The finished event; none where nobody acts or suffers whom the entry needs.
    fn event(&mut self, scene: &Scene, draft: &Draft) -> Option<Event> {
        let clause = scene.clause;
        let casualties = counts::casualties(clause, &draft.tokens);
        let place = self.place(scene, draft);
        if !self.is_told(scene, draft, &casualties, place.as_ref()) {
            return None;
        }
        let (actor, recipient) = self.settled(scene, draft, place.as_ref());
        let here = place.as_ref().filter(|place| place.from.is_told_here()).map(|place| place.name.clone());
        let outline = self.outline(scene, draft, &casualties);
        let place = place.filter(|place| self.tells_where(clause, draft, place, outline.date));
        let mut event = Event { actor, recipient, place, ..outline };
        let before = Before { events: &self.events, antecedents: &self.antecedents, clause, place: here.as_deref() };
        fill::fill(&mut event, draft, draft.is_anaphor(clause), &before);
        homes::at_home_of_article(&mut event, clause, draft, &self.countries, self.ground_of(scene.block));
        acled::settle(&mut event, &self.cast.lexicon.rules.acled);
        if let Some(country) = event.place.as_ref().and_then(|place| place.country.as_ref()) {
            self.countries.learn_place(country);
        }
        Some(event)
    }

    /// Whether a draft reports an event: it has whom its entry needs, or is told without them, and is no general remark.
    fn is_told(&self, scene: &Scene, draft: &Draft, casualties: &Casualties, place: Option<&EventPlace>) -> bool {
        let Scene { clause, locations, .. } = scene;
        let tells = || self.told_before(draft, clause.sentence).next().is_some();
        let known = (!draft.is_of_the_known() || self.is_known(clause, draft))
            && (!draft.is_of_something_earlier() || self.goes_on(clause, draft));
        let complete = || {
            draft.is_satisfied(stands_alone(clause, draft, casualties, place))
                || particular::is_particular(clause, draft, scene.expressions(draft), locations)
                || self.points_back(clause, draft)
                || draft.is_of_the_told() && tells()
                || self.hits_a_thing(clause, draft)
        };
        known && complete() && !particular::is_generic(clause, draft)
    }

    /// "Jaish al-Adl ambushed a convoy": whether armed men do force to what stands or drives, whosever it is.
    fn hits_a_thing(&self, clause: &Clause, draft: &Draft) -> bool {
        let rules = &clause.lexicon.rules;
        let armed = |cited: &Cited| {
            let bears_arms = |one: &Sector| matches!(one, Sector::Mil | Sector::Reb | Sector::Uaf | Sector::Prm);
            self.cast.kind(&cited.party) == Some(Kind::Group) || cited.party.sector.iter().any(bears_arms)
        };
        let hit = || roles::fill_heads(clause, draft.token, &Slot::Object);
        rules.events.force.contains(&draft.event)
            && clause.is_verb(draft.token)
            && draft.actor.iter().any(armed)
            && hit().into_iter().any(|thing| clause.is_one_of(thing, &rules.words.targets))
    }

    /// Actor and recipient with the countries they are of, which later agents without a country share.
    fn settled(&mut self, scene: &Scene, draft: &Draft, place: Option<&EventPlace>) -> (Vec<Party>, Vec<Party>) {
        let clause = scene.clause;
        let homes = Homes {
            cast: &self.cast,
            clause,
            draft,
            place,
            home: self.home(),
            countries: &self.countries,
            ground: self.ground_of(scene.block),
            before: &self.antecedents,
        };
        let (actor, recipient) = homes.settled();
        for (cited, settled) in draft.actor.iter().zip(&actor).chain(draft.recipient.iter().zip(&recipient)) {
            self.countries.learn(clause, cited, settled);
        }
        if let Some(sides) = self.between(&actor, &recipient) {
            self.antecedents.pair(clause.sentence, sides);
        }
        for agent in draft.actor.iter().chain(&draft.recipient) {
            let nameless = agent.party.actor.is_none() && clause.label(agent.token) == Label::Nsubj;
            self.remember(clause, agent, if nameless { Standing::Subject } else { Standing::Told }, None);
        }
        (actor, recipient)
    }

    /// The two states or groups that an event is between, by their ids: whoever acts there stands for his state.
    fn between(&self, actor: &[Party], recipient: &[Party]) -> Option<[Arc<str>; 2]> {
        let (one, other) = match (actor, recipient) {
            ([one, other], []) | ([one], [other]) => (one, other),
            _ => return None,
        };
        let body = |party: &Party| match self.cast.kind(party) {
            Some(Kind::Group) => party.actor.clone(),
            _ => party.code.clone().filter(|code| is_country(code)),
        };
        let sides = [body(one)?, body(other)?];
        (sides[0] != sides[1]).then_some(sides)
    }

    /// The event without its parties and place.
    fn outline(&self, scene: &Scene, draft: &Draft, casualties: &Casualties) -> Event {
        let clause = scene.clause;
        let goes_on = draft.is_of_something_earlier() && draft.status == Status::Asserted;
        let status = if goes_on { self.status_told(draft, clause.sentence) } else { draft.status };
        let gathers = clause.lexicon.rules.events.gatherings.contains(&draft.event);
        let size = || counts::size(clause, &draft.tokens, draft.actor.iter().map(|cited| cited.token));
        let entries = draft.actor.iter().chain(&draft.recipient).flat_map(|cited| &cited.trace);
        Event {
            trigger: clause.stretch(draft.words.0, draft.words.1),
            sentence: clause.sentence,
            event: draft.event,
            mode: draft.mode.clone(),
            context: draft.context.clone(),
            cameo: draft.cameo.clone(),
            acled: draft.acled.clone(),
            status,
            actor: Vec::new(),
            recipient: Vec::new(),
            date: self.date(scene, draft),
            place: None,
            dead: casualties.dead,
            injured: casualties.injured,
            arrested: casualties.arrested,
            size: gathers.then(size).flatten(),
            attribution: attribution(clause, draft.token),
            link: None,
            trace: draft.trace.iter().chain(entries).cloned().collect::<Unique>().0,
        }
    }

    /// "the strikes" where an attack has been told of.
    fn is_known(&self, clause: &Clause, draft: &Draft) -> bool {
        let before = Before { events: &self.events, antecedents: &self.antecedents, clause, place: None };
        draft.is_anaphor(clause) && fill::is_told(draft.told(), clause.sentence, &before)
    }

    /// What earlier sentences told that the words may mean, the last first.
    fn told_before(&self, draft: &Draft, sentence: u32) -> impl Iterator<Item = &Event> {
        let told = draft.told();
        let recent = self.events.iter().rev().take(LOOK_BACK);
        recent.filter(move |event| event.sentence < sentence && told.is(event))
    }

    /// "the war", "sanctions": whether a sentence not far back told of what the words go on about. "War is hell" means none.
    fn goes_on(&self, clause: &Clause, draft: &Draft) -> bool {
        let mass = &clause.lexicon.rules.words.mass_nouns;
        let word = draft.token;
        let meant = clause.is_definite(word) || clause.is_plural(word) || mass.contains(clause.lower(word));
        let last = self.told_before(draft, clause.sentence).next();
        meant && last.is_some_and(|last| clause.sentence - last.sentence <= FAR)
    }

    /// "plans to impose tariffs. Nobody wants tariffs": what was only planned so far is not told as having happened.
    fn status_told(&self, draft: &Draft, sentence: u32) -> Status {
        let happened = |event: &Event| matches!(event.status, Status::Asserted | Status::Claimed);
        match self.told_before(draft, sentence).next() {
            Some(last) if !self.told_before(draft, sentence).any(happened) => last.status,
            _ => Status::Asserted,
        }
    }

    /// "the talks" where talks have been told of shortly before.
    fn points_back(&self, clause: &Clause, draft: &Draft) -> bool {
        let before = Before { events: &self.events, antecedents: &self.antecedents, clause, place: None };
        clause.lexicon.rules.events.pointed_back_to.contains(&draft.event)
            && draft.is_anaphor(clause)
            && fill::pointed_at(draft.told(), clause.sentence, SOON, &before).is_some()
    }

    /// "that evening", "the same day": the date told nearest before, if that is a day and few sentences back.
    fn day_pointed_to(&self, clause: &Clause) -> Option<EventDate> {
        let rules = &clause.lexicon.rules;
        let is_part = |word: usize| {
            rules.dates.parts_of_day.contains_key(clause.lower(word))
                || rules.dates.pointing.contains(clause.lower(word))
        };
        // "that night raids stopped": the raids, and no night.
        let pointed = |word: usize| {
            let pointer = |&child: &usize| child + 1 == word && rules.dates.pointers.contains(clause.lower(child));
            clause.children(word).any(|child| pointer(&child))
        };
        let points = (1..clause.len()).any(|word| is_part(word) && pointed(word));
        let mut told = self.events.iter().rev().take(LOOK_BACK).filter(|_| points);
        let near = told.find(|event| event.date.is_some_and(|date| date.text.is_some()))?;
        let is_day = |date: &EventDate| matches!(date.from, PartialDate::Day(_)) && date.to.is_none();
        near.date.filter(is_day).filter(|_| clause.sentence.saturating_sub(near.sentence) <= DAY_REACH)
    }

    /// The nearest time expression; for what a text reports as happened, else the day of publication.
    fn date(&self, scene: &Scene, draft: &Draft) -> Option<EventDate> {
        let told = dates::nearest(scene.clause, scene.expressions(draft), draft.token, &draft.tokens);
        told.or_else(|| self.day_pointed_to(scene.clause)).or_else(|| {
            let happened = matches!(draft.status, Status::Asserted | Status::Claimed);
            let published = self.cast.article.published_day().filter(|_| happened)?;
            Some(EventDate { from: PartialDate::Day(published), to: None, text: None })
        })
    }
}

/// How many sentences back "that evening" may have been dated.
const DAY_REACH: u32 = 2;

/// Whether something is done by saying it in a quotation, whose speaker an earlier sentence may tell.
fn goes_on_speaking(clause: &Clause, candidates: &[Vec<Candidate>]) -> bool {
    let triggers = &clause.lexicon.triggers;
    let by_words = |one: &Candidate| triggers.get(one.trigger as usize).is_some_and(|t| t.is_of_the_speaker());
    clause.is_quoted() && candidates.iter().flatten().any(by_words)
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
    let located = place.is_some_and(|place| place.from.is_told_here());
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
