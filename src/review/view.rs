//! A question as it is shown, to the page and to the terminal: texts and figures, no indices into datasets.

use super::audit;
use super::decision::Coding;
use super::desk::Desk;
use super::excerpt::{Excerpt, excerpt};
use super::material::{Hit, Material, Named};
use super::odd::{Place, places};
use super::queue::{Class, Group};
use crate::dataset::{EventRecord, PartyRecord};
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};

/// How far a review is, and the question that comes next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct View {
    pub coder: String,
    /// Answers of this session, and all of the coder's that hold.
    pub given: usize,
    pub holding: usize,
    /// Open questions that are asked because something is unsure, and all others.
    pub urgent: usize,
    pub others: usize,
    /// None where all is decided.
    pub question: Option<Question>,
}

/// A group, with all that helps to decide.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    pub id: String,
    pub class: &'static str,
    pub surface: String,
    pub how: String,
    pub earlier: Vec<String>,
    pub notes: Vec<String>,
    pub proposal: Option<ActorView>,
    /// Others that may be meant, for the digits.
    pub others: Vec<ActorView>,
    pub articles: usize,
    pub sources: usize,
    /// How often the name stands where an actor of an event is missing.
    pub actor_missing: u64,
    /// The dictionary lines behind it.
    pub trace: Vec<String>,
    pub event: Option<EventView>,
    /// What each coder said, where two differ.
    pub codings: Vec<CodingView>,
    /// How many places there are.
    pub total: usize,
    /// The oddest first; of a large group the first few, see [`Desk::more`].
    pub places: Vec<PlaceView>,
}

/// An actor in two words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorView {
    pub id: String,
    pub name: String,
    pub kind: String,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceView {
    /// To name it in an answer.
    pub at: usize,
    pub odd: bool,
    pub doc: String,
    pub title: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub excerpt: Excerpt,
    /// Other actors of the article, the first few.
    pub company: Vec<String>,
}

/// An event as it is coded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventView {
    pub event: String,
    pub mode: Vec<String>,
    pub status: String,
    pub actor: Vec<PartyView>,
    pub recipient: Vec<PartyView>,
    pub date: Option<String>,
    pub place: Option<String>,
    /// Dead, injured and arrested, where the text gives numbers.
    pub toll: Vec<String>,
    /// Who says so.
    pub attribution: Option<String>,
}

/// What somebody coded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodingView {
    pub by: String,
    #[serde(flatten)]
    pub coding: Coding,
}

/// A side of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyView {
    /// The id, or country and sector.
    pub code: String,
    pub name: Option<String>,
    pub words: String,
}

/// As many places of a group as are shown at a time.
const PAGE: usize = 40;
const OTHERS: usize = 9;
const COMPANY: usize = 4;

impl Desk {
    /// What there is to see now.
    pub fn view(&self) -> View {
        let (given, holding) = self.answered();
        let all = self.open().count();
        let urgent = self.open().filter(|group| !matches!(group.class, Class::Event | Class::Rest)).count();
        let question = self.open().next().map(|group| self.question(group));
        View { coder: self.coder().to_owned(), given, holding, urgent, others: all - urgent, question }
    }

    /// A group with everything to be seen of it.
    pub fn question(&self, group: &Group) -> Question {
        let material = &self.material;
        let hits: Vec<&Hit> = group.hits.iter().filter_map(|&at| material.hits.get(at)).collect();
        let docs: HashSet<usize> = hits.iter().map(|hit| hit.article).collect();
        let source = |hit: &&Hit| material.article(hit).and_then(|row| row.source.clone());
        let sources: HashSet<String> = hits.iter().filter_map(source).collect();
        let first = hits.first();
        let blind = self.audit().is_some();
        Question {
            id: group.id.clone(),
            class: group.class.as_str(),
            surface: group.surface.clone(),
            how: group.how.clone(),
            earlier: group.earlier.clone(),
            notes: self.notes(group),
            proposal: group.proposal.as_deref().map(|id| actor(material, id)),
            others: others(material, group),
            articles: docs.len(),
            sources: sources.len(),
            actor_missing: first.and_then(|hit| material.leftover(hit)).map_or(0, |row| row.actor_missing),
            // Who audits is not to see what the dictionaries made of it.
            trace: if blind { Vec::new() } else { trace(material, &hits) },
            event: first.filter(|_| !blind).and_then(|hit| material.event(hit)).map(event),
            codings: if group.class == Class::Adjudicate { self.codings(first) } else { Vec::new() },
            total: hits.len(),
            places: self.page(group, 0),
        }
    }

    /// Places of an open question from one on, as many as are shown at a time.
    pub fn more(&self, group: &str, from: usize) -> Vec<PlaceView> {
        self.group(group).map(|group| self.page(group, from)).unwrap_or_default()
    }

    fn page(&self, group: &Group, from: usize) -> Vec<PlaceView> {
        let shown = places(&self.material, group).into_iter().skip(from).take(PAGE);
        shown.filter_map(|place| self.place(group, place)).collect()
    }

    fn codings(&self, hit: Option<&&Hit>) -> Vec<CodingView> {
        let Some((one, other)) = self.audit().and_then(|audit| audit.adjudicate.as_ref()) else { return Vec::new() };
        let all = audit::codings(&self.decisions);
        let by = hit.and_then(|hit| all.get(&audit::place(&hit.key)));
        let said = |coder: &String| {
            let coding = audit::coding(by?.get(coder.as_str())?)?.clone();
            Some(CodingView { by: coder.clone(), coding })
        };
        [one, other].into_iter().filter_map(said).collect()
    }

    fn place(&self, group: &Group, Place { hit: at, odd }: Place) -> Option<PlaceView> {
        let hit = self.material.hits.get(at)?;
        let row = self.material.article(hit)?;
        let cast = self.material.cast.get(hit.article).into_iter().flatten();
        let mut company: Vec<String> = cast.filter(|id| group.proposal.as_ref() != Some(id)).cloned().collect();
        if self.audit().is_some() {
            company.clear();
        }
        company.sort();
        company.truncate(COMPANY);
        Some(PlaceView {
            at,
            odd,
            doc: row.doc.clone(),
            title: row.title.clone(),
            published: row.published.clone(),
            source: row.source.clone(),
            excerpt: excerpt(&self.material, hit),
            company,
        })
    }
}

impl ActorView {
    pub(super) fn of(known: &Named) -> ActorView {
        ActorView { id: known.id.clone(), name: known.name.clone(), kind: known.kind.clone() }
    }
}

fn actor(material: &Material, id: &str) -> ActorView {
    match material.actor(id) {
        Some(known) => ActorView::of(known),
        None => ActorView { id: id.to_owned(), name: id.to_owned(), kind: String::new() },
    }
}

/// Who else is called so, and whose name is like it; at most one a digit.
fn others(material: &Material, group: &Group) -> Vec<ActorView> {
    let holders = material.holders(&group.surface).map(|named| named.id.as_str());
    let near = material.near.get(&group.surface).into_iter().flatten().map(String::as_str);
    let mut ids: Vec<&str> = Vec::new();
    for id in holders.chain(near) {
        if group.proposal.as_deref() != Some(id) && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().take(OTHERS).map(|id| actor(material, id)).collect()
}

fn trace(material: &Material, hits: &[&Hit]) -> Vec<String> {
    let mut lines = BTreeSet::new();
    for hit in hits {
        let mention = material.mention(hit).map(|row| &row.trace);
        let event = material.event(hit).map(|row| &row.trace);
        let leftover = material.leftover(hit).map(|row| &row.trace);
        lines.extend([mention, event, leftover].into_iter().flatten().flatten().cloned());
    }
    lines.into_iter().collect()
}

fn event(row: &EventRecord) -> EventView {
    let toll = [(row.dead, "dead"), (row.injured, "injured"), (row.arrested, "arrested"), (row.size, "took part")];
    EventView {
        event: row.event.clone(),
        mode: row.mode.clone(),
        status: row.status.clone(),
        actor: row.actor.iter().map(party).collect(),
        recipient: row.recipient.iter().map(party).collect(),
        date: row.date.clone(),
        place: row.event_loc.as_ref().map(|place| place.resolved_place.clone()),
        toll: toll.iter().filter_map(|(count, what)| Some(format!("{} {what}", (*count)?))).collect(),
        attribution: row.attribution.as_ref().map(|said| said.entity_text.clone()),
    }
}

/// The id, or country and sector: as gold files and coders write a side.
pub(super) fn code(row: &PartyRecord) -> String {
    row.actor_id.clone().unwrap_or_else(|| row.code.iter().chain(&row.sector).cloned().collect::<Vec<_>>().join(" "))
}

fn party(row: &PartyRecord) -> PartyView {
    PartyView { code: code(row), name: row.identifier_text.clone(), words: row.entity_text.clone() }
}
