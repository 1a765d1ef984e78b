//! Decisions applied to what was found in an article: people outrank dictionaries, and the trace says so.

use super::decision::{Answer, Fix, Key, Part};
use super::settled::{Decisions, Settled};
use crate::annotation::{Event, How, Leftover, LeftoverKind, Mention, Party, Trace};
use crate::dataset::Offsets;
use crate::ontology::{Kind, Mode, Sector};
use crate::origin::Origin;
use crate::text::{Article, Span};
use std::collections::HashSet;
use std::sync::Arc;

/// What traces call the file of decisions, whatever its name: it is told from dictionaries by it.
pub const TRACED_AS: &str = "decisions.jsonl";

/// Who an actor of the dictionaries is on the article's day.
#[derive(Clone, Debug, PartialEq)]
pub struct Who {
    pub id: Arc<str>,
    pub name: Arc<str>,
    pub wikidata: Option<Arc<str>>,
    pub kind: Kind,
    pub code: Option<Arc<str>>,
    pub sector: Vec<Sector>,
}

/// The decisions about one article's text, at hand.
pub struct Judge<'a, F> {
    /// Each with its place in bytes.
    settled: Vec<(Span, Settled<'a>)>,
    /// Looks an actor up by id.
    known: F,
    /// What the article and its dictionaries no longer bear out.
    unmet: HashSet<&'a Key>,
}

impl<'a, F: Fn(&str) -> Option<Who>> Judge<'a, F> {
    /// None where nothing was decided about this text.
    pub fn of(article: &'a Article, decisions: &'a Decisions, known: F) -> Option<Judge<'a, F>> {
        let keys = decisions.in_article(&article.sha256);
        if keys.is_empty() {
            return None;
        }
        let offsets = Offsets::new(&article.text);
        let mut unmet = HashSet::new();
        let mut settled = Vec::new();
        for key in keys {
            let span = offsets.bytes(key.start, key.end).filter(|span| span.of(&article.text) == key.text);
            match (span, decisions.settled(key)) {
                (Some(span), Some(found)) => settled.push((span, found)),
                // Disputed, or edited by hand.
                _ => {
                    unmet.insert(key);
                }
            }
        }
        Some(Judge { settled, known, unmet })
    }

    /// Settles who is named, before events are made of the names.
    pub fn settle_names(&mut self, sentences: &[Span], mentions: &mut Vec<Mention>, leftovers: &mut Vec<Leftover>) {
        for (span, settled) in self.settled.clone() {
            let answer = &settled.decision.answer;
            if !answer.is_about_a_name() {
                continue;
            }
            let met = match answer.actor() {
                Some(actor) => self.name(span, actor, &settled, sentences, mentions),
                None => {
                    mentions.retain(|mention| mention.span != span);
                    true
                }
            };
            if met {
                leftovers.retain(|left| left.why == LeftoverKind::TriggerWithoutActor || !left.span.overlaps(span));
            } else {
                self.unmet.insert(&settled.decision.key);
            }
        }
    }

    /// Makes the words a mention of the actor; false where the dictionaries don't know it, or read another name there.
    fn name(
        &self,
        span: Span,
        actor: &str,
        settled: &Settled,
        sentences: &[Span],
        mentions: &mut Vec<Mention>,
    ) -> bool {
        let Some(who) = (self.known)(actor) else { return false };
        let trace = self.trace(settled);
        let over = mentions.iter_mut().find(|mention| mention.span.overlaps(span));
        if let Some(mention) = over {
            if mention.span != span {
                return *mention.actor == *actor;
            }
            let same = *mention.actor == *actor;
            let before = if same { std::mem::take(&mut mention.trace) } else { Vec::new() };
            let trace = std::iter::once(trace).chain(before).collect();
            *mention = Mention { trace, ..who.mention(span, mention.sentence) };
            return true;
        }
        let Some(sentence) = sentences.iter().position(|sentence| sentence.contains(span)) else { return false };
        let at = mentions.partition_point(|mention| mention.span < span);
        mentions.insert(at, Mention { trace: vec![trace], ..who.mention(span, sentence as u32) });
        true
    }

    /// Settles the events; `mentions` are those that hold.
    pub fn settle_events(&mut self, mentions: &[Mention], events: &mut Vec<Event>) {
        for (span, settled) in self.settled.clone() {
            let decision = settled.decision;
            let Some(coded) = decision.key.event else { continue };
            let is_it = |event: &Event| event.trigger == span && event.event == coded;
            let found = events.iter().any(is_it);
            match &decision.answer {
                Answer::NotAnEvent => leave(events, is_it, true),
                Answer::Wrong { wrong, right } if is_left_open(wrong, right) => leave(events, is_it, true),
                Answer::Wrong { wrong, right } => {
                    if right.event.is_some_and(|kind| kind != coded) {
                        leave(events, is_it, false);
                    }
                    let trace = self.trace(&settled);
                    for event in events.iter_mut().filter(|event| is_it(event)) {
                        self.mend(event, wrong, right, mentions);
                        event.trace.insert(0, trace.clone());
                    }
                }
                Answer::Right if found => {
                    let trace = self.trace(&settled);
                    events
                        .iter_mut()
                        .filter(|event| is_it(event))
                        .for_each(|event| event.trace.insert(0, trace.clone()));
                }
                // Somebody has vouched for what is no longer found.
                Answer::Right => {
                    self.unmet.insert(&decision.key);
                }
                _ => {}
            }
        }
    }

    /// Leaves decisions about events out of the account: where none are looked for, they neither hold nor fail.
    pub fn pass_over_events(&mut self) {
        self.settled.retain(|(_, settled)| settled.decision.key.event.is_none());
        self.unmet.retain(|key| key.event.is_none());
    }

    /// Decisions that are about this text, and how many of them it and the dictionaries no longer bear out.
    pub fn account(&self) -> (usize, usize) {
        let disputed = self.unmet.iter().filter(|key| !self.settled.iter().any(|(_, s)| s.decision.key == ***key));
        let all = self.settled.len() + disputed.count();
        (all, self.unmet.len())
    }

    fn mend(&self, event: &mut Event, wrong: &[Part], right: &Fix, mentions: &[Mention]) {
        if let Some(kind) = right.event.filter(|kind| *kind != event.event) {
            event.event = kind;
            event.mode.retain(|mode| Mode::of(kind).contains(mode));
            // Codes of other schemes belong to the entry that named the other type.
            (event.cameo, event.acled) = (None, None);
        }
        if let Some(status) = right.status {
            event.status = status;
        }
        let sides = [(Part::Actor, &right.actor), (Part::Recipient, &right.recipient)];
        for (part, said) in sides {
            let trigger = event.trigger;
            let side = if part == Part::Actor { &mut event.actor } else { &mut event.recipient };
            match said {
                Some(codes) => {
                    let old = std::mem::take(side);
                    let party = |(at, code): (usize, &String)| self.party(code, old.get(at), trigger, mentions);
                    *side = codes.iter().enumerate().map(party).collect();
                }
                None if wrong.contains(&part) => side.clear(),
                None => {}
            }
        }
    }

    /// A side as the reviewer wrote it. It stands where the actor is named nearest to the event, else where the side
    /// stood that it takes the place of.
    fn party(&self, code: &str, old: Option<&Party>, trigger: Span, mentions: &[Mention]) -> Party {
        let far = |mention: &&Mention| mention.span.start.abs_diff(trigger.start);
        let named = mentions.iter().filter(|mention| *mention.actor == *code).min_by_key(far).map(|m| m.span);
        let span = named.or_else(|| old.map(|old| old.span)).unwrap_or(trigger);
        match (self.known)(code) {
            Some(who) => who.party(span),
            None => described(code, span),
        }
    }

    fn trace(&self, settled: &Settled) -> Trace {
        let Settled { decision, line } = settled;
        let what = format!("{} by {}", decision.answer, decision.by);
        Trace { origin: Origin { file: TRACED_AS.into(), line: *line }, what: what.into() }
    }
}

impl Who {
    fn mention(&self, span: Span, sentence: u32) -> Mention {
        Mention {
            span,
            sentence,
            actor: self.id.clone(),
            kind: self.kind,
            code: self.code.clone(),
            sector: self.sector.clone(),
            how: How::Decision,
            trace: Vec::new(),
        }
    }

    fn party(self, span: Span) -> Party {
        Party {
            actor: Some(self.id),
            name: Some(self.name),
            wikidata: self.wikidata,
            span,
            code: self.code,
            sector: self.sector,
        }
    }
}

/// `PAK MIL`, `CVL`: somebody whom no dictionary names.
fn described(code: &str, span: Span) -> Party {
    let words = || code.split_whitespace();
    let sector: Vec<Sector> = words().filter_map(|word| word.parse().ok()).collect();
    let code = words().find(|word| word.parse::<Sector>().is_err()).map(Arc::from);
    Party::unnamed(span, code, sector)
}

/// Whether type or status are wrong and nobody says what is right: a row known to be wrong is not published.
fn is_left_open(wrong: &[Part], right: &Fix) -> bool {
    wrong.contains(&Part::Type) && right.event.is_none() || wrong.contains(&Part::Status) && right.status.is_none()
}

/// Takes events out of the reports that they are linked to, and those that `is_out` says out altogether. What was linked
/// to one of them is linked to the first that is left of its reports.
fn leave(events: &mut Vec<Event>, leaves: impl Fn(&Event) -> bool, is_out: bool) {
    let left: Vec<bool> = events.iter().map(leaves).collect();
    if !left.contains(&true) {
        return;
    }
    let leaves = |at: usize| left.get(at).copied().unwrap_or(false);
    let place = |at: usize| {
        let gone = if is_out { left.iter().take(at).filter(|&&left| left).count() } else { 0 };
        (at - gone) as u32
    };
    let first = |at: usize, event: &Event| event.link.map_or(at, |link| link as usize);
    let firsts: Vec<usize> = events.iter().enumerate().map(|(at, event)| first(at, event)).collect();
    let heir = |first: usize| (0..firsts.len()).find(|&at| firsts.get(at) == Some(&first) && !leaves(at));
    let link = |at: usize, first: usize| heir(first).filter(|&heir| heir != at && !leaves(at)).map(place);
    let links: Vec<Option<u32>> = firsts.iter().enumerate().map(|(at, &first)| link(at, first)).collect();
    for (event, link) in events.iter_mut().zip(links) {
        event.link = link;
    }
    let mut at = 0;
    events.retain(|_| {
        at += 1;
        !(is_out && leaves(at - 1))
    });
}

#[cfg(test)]
mod tests {
    use super::super::decision::{Decision, Line};
    use super::super::testing::decision;
    use super::*;
    use crate::ontology::{EventType, Status};

    const TEXT: &str = "é The Red Sands Army said GCF men raided a post, then fled. The raid went on.";

    fn article() -> Article {
        Article { sha256: "sha".to_owned(), ..Article::plain(TEXT, None) }
    }

    fn known(id: &str) -> Option<Who> {
        let who = |kind| Who {
            id: id.into(),
            name: format!("The {id}").into(),
            wikidata: None,
            kind,
            code: Some("PAK".into()),
            sector: vec![Sector::Reb],
        };
        ["GCF", "RSA", "GCF-TCD"].contains(&id).then(|| who(Kind::Group))
    }

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn at(words: &str, answer: Answer) -> Decision {
        let start = TEXT[..span(words).start as usize].chars().count() as u32;
        Decision { answer, ..decision(words, start) }
    }

    fn about(words: &str, event: EventType, answer: Answer) -> Decision {
        let mut decision = at(words, answer);
        decision.key.event = Some(event);
        decision
    }

    fn is(actor: &str) -> Answer {
        Answer::Other { actor: actor.to_owned() }
    }

    fn mention(words: &str, actor: &str) -> Mention {
        Mention {
            span: span(words),
            sentence: 0,
            actor: actor.into(),
            kind: Kind::Group,
            code: None,
            sector: Vec::new(),
            how: How::Alias,
            trace: vec![Trace { origin: Origin { file: "own.toml".into(), line: 9 }, what: actor.into() }],
        }
    }

    fn event(words: &str, event: EventType, link: Option<u32>) -> Event {
        Event {
            trigger: span(words),
            sentence: 0,
            event,
            mode: vec![Mode::Firearms],
            context: Vec::new(),
            cameo: Some("190".into()),
            acled: None,
            status: Status::Asserted,
            actor: vec![described("PAK MIL", span("men"))],
            recipient: vec![described("CVL", span("post"))],
            date: None,
            place: None,
            dead: None,
            injured: None,
            arrested: None,
            size: None,
            attribution: None,
            link,
            trace: Vec::new(),
        }
    }

    /// What the decisions make of an extraction, and how many there are and don't fit.
    fn judged(decisions: &[Decision], mut found: Found) -> (Found, (usize, usize)) {
        let lines = decisions.iter().zip(1..).map(|(one, n)| (n, Line::Decision(Box::new(one.clone())))).collect();
        let (decisions, article) = (Decisions::new(lines), article());
        let mut judge = Judge::of(&article, &decisions, known).unwrap();
        let sentences = [Span::new(0, TEXT.find(" The raid").unwrap()), span("The raid went on.")];
        judge.settle_names(&sentences, &mut found.0, &mut found.1);
        judge.settle_events(&found.0, &mut found.2);
        (found, judge.account())
    }

    type Found = (Vec<Mention>, Vec<Leftover>, Vec<Event>);

    fn actors(found: &Found) -> Vec<(&str, &str)> {
        found.0.iter().map(|one| (one.span.of(TEXT), &*one.actor)).collect()
    }

    #[test]
    fn a_name_becomes_the_actor_that_was_decided_whatever_the_dictionaries_say() {
        let decisions = [at("GCF", is("GCF-TCD"))];
        let (found, account) = judged(&decisions, (vec![mention("GCF", "GCF")], Vec::new(), Vec::new()));
        assert_eq!(actors(&found), [("GCF", "GCF-TCD")]);
        let one = &found.0[0];
        assert_eq!((one.how, one.trace.len(), account), (How::Decision, 1, (1, 0)));
        assert_eq!(
            (one.trace[0].origin.to_string().as_str(), &*one.trace[0].what),
            ("decisions.jsonl:1", "GCF-TCD by nk")
        );
        let (found, _) = judged(&[at("GCF", is("GCF"))], (vec![mention("GCF", "GCF")], Vec::new(), Vec::new()));
        assert_eq!(found.0[0].trace.len(), 2, "the dictionary's own line stays where it is right");
    }

    #[test]
    fn a_name_that_nobody_knew_is_put_in_its_place_and_is_left_over_no_longer() {
        let left = |words, why| Leftover { span: span(words), sentence: 0, why, trace: Vec::new() };
        let leftovers =
            vec![left("Red Sands Army", LeftoverKind::UnknownName), left("raided", LeftoverKind::TriggerWithoutActor)];
        let (found, _) =
            judged(&[at("Red Sands Army", is("RSA"))], (vec![mention("GCF", "GCF")], leftovers, Vec::new()));
        assert_eq!(actors(&found), [("Red Sands Army", "RSA"), ("GCF", "GCF")]);
        assert_eq!(found.1.len(), 1);
    }

    #[test]
    fn what_is_no_actor_goes_and_stays_away() {
        let (found, account) =
            judged(&[at("GCF", Answer::NotAnActor)], (vec![mention("GCF", "GCF")], Vec::new(), Vec::new()));
        assert_eq!((found.0.len(), account), (0, (1, 0)));
        let (found, account) = judged(&[at("GCF", Answer::NotAnActor)], Found::default());
        assert_eq!((found.0.len(), account), (0, (1, 0)));
    }

    #[test]
    fn what_no_longer_fits_is_left_alone_and_counted() {
        let longer = || (vec![mention("Red Sands Army", "RSA")], Vec::new(), Vec::new());
        let (found, account) = judged(&[at("Sands", is("GCF"))], longer());
        assert_eq!((actors(&found), account), (vec![("Red Sands Army", "RSA")], (1, 1)));
        assert_eq!(judged(&[at("Sands", is("RSA"))], longer()).1, (1, 0));
        assert_eq!(judged(&[at("GCF", is("GONE"))], Found::default()).1, (1, 1));
        assert_eq!(judged(&[about("raided", EventType::Assault, Answer::Right)], Found::default()).1, (1, 1));
        let mut edited = at("GCF", is("GCF"));
        edited.key.start -= 1;
        assert_eq!(judged(&[edited], Found::default()).1, (1, 1));
        let other = Decision { by: "al".into(), id: "2".into(), ..at("GCF", Answer::NotAnActor) };
        let (found, account) =
            judged(&[at("GCF", is("RSA")), other], (vec![mention("GCF", "GCF")], Vec::new(), Vec::new()));
        assert_eq!((actors(&found), account), (vec![("GCF", "GCF")], (1, 1)));
    }

    fn raid(answer: Answer) -> Vec<Event> {
        let events = vec![event("raided", EventType::Assault, None), event("fled", EventType::Retreat, None)];
        judged(&[about("raided", EventType::Assault, answer)], (vec![mention("GCF", "GCF")], Vec::new(), events)).0.2
    }

    #[test]
    fn events_are_confirmed_mended_or_taken_out_and_the_trace_says_so() {
        let right = raid(Answer::Right);
        assert_eq!((right.len(), &*right[0].trace[0].what, right[1].trace.len()), (2, "right by nk", 0));
        assert_eq!(raid(Answer::NotAnEvent).len(), 1);
        let wrong = |wrong: &[Part], right: Fix| raid(Answer::Wrong { wrong: wrong.to_vec(), right });
        assert_eq!(wrong(&[Part::Type], Fix::default()).len(), 1, "known to be wrong and not said what is right");
        assert_eq!(wrong(&[Part::Status], Fix::default()).len(), 1);
        let open = wrong(&[Part::Actor, Part::Recipient], Fix::default());
        assert_eq!((open.len(), open[0].actor.len(), open[0].recipient.len()), (2, 0, 0));
        let fix = Fix {
            event: Some(EventType::Coerce),
            status: Some(Status::Claimed),
            actor: Some(vec!["GCF".to_owned()]),
            recipient: Some(vec!["AFG CVL".to_owned(), "RSA".to_owned()]),
        };
        let mended = wrong(&[Part::Type, Part::Actor], fix);
        let one = &mended[0];
        assert_eq!((one.event, one.status, one.mode.len(), &one.cameo), (EventType::Coerce, Status::Claimed, 0, &None));
        let sides = |side: &[Party]| side.iter().map(|p| format!("{p} {}", p.span.of(TEXT))).collect::<Vec<_>>();
        assert_eq!(sides(&one.actor), ["GCF GCF"]);
        assert_eq!(sides(&one.recipient), ["AFG CVL post", "RSA raided"]);
        assert_eq!(&*one.trace[0].what, "wrong type, actor by nk");
    }

    #[test]
    fn links_survive_what_is_taken_out_from_under_them() {
        let assault = EventType::Assault;
        let events = || {
            vec![
                event("raided", assault, None),
                event("fled", EventType::Retreat, None),
                event("raid", assault, Some(0)),
                event("The raid", assault, Some(0)),
            ]
        };
        let links = |answer: Answer, words: &str| {
            let found = judged(&[about(words, assault, answer)], (Vec::new(), Vec::new(), events())).0;
            found.2.iter().map(|event| event.link).collect::<Vec<_>>()
        };
        assert_eq!(links(Answer::NotAnEvent, "The raid"), [None, None, Some(0)]);
        assert_eq!(links(Answer::NotAnEvent, "raided"), [None, None, Some(1)]);
        let other =
            || Answer::Wrong { wrong: Vec::new(), right: Fix { event: Some(EventType::Coerce), ..Fix::default() } };
        assert_eq!(links(other(), "raided"), [None, None, None, Some(2)]);
    }
}
