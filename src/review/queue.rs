//! What is still to be decided, in the order in which an answer is worth most. A question is a group of places, not a place.

use super::audit::Audit;
use super::decision::Key;
use super::material::{Hit, Material, What};
use super::settled::{Decisions, Settled};
use crate::ontology::EventType;
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Why a group is asked about; in the order of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Coders differ.
    Disputed,
    /// Decided once, in an article that reads otherwise now.
    Changed,
    /// The dictionaries say of a name what was decided otherwise elsewhere.
    Contradicted,
    /// Ambiguous, settled by nothing but the entry's default, or by nothing at all.
    Default,
    /// Ambiguous, settled by a context rule.
    Context,
    Unknown,
    Event,
    /// All other names, in random order.
    Rest,
    /// An event to be coded without sight of the row.
    Audit,
    /// An event that two coders coded differently.
    Adjudicate,
}

/// Which groups are wanted; all where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub only: Vec<Only>,
    /// Groups that have to do with this actor.
    pub actor: Option<String>,
    /// Places in this article.
    pub doc: Option<String>,
    /// Events of this type.
    pub event: Option<EventType>,
    /// What the random order is made from.
    pub seed: u64,
    /// Instead of all that: a sample of events to be coded blind, or to be settled between two coders.
    pub audit: Option<Audit>,
}

/// A part of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    Ambiguous,
    Unknown,
    /// Names about which nothing was ever decided.
    New,
    /// Earlier decisions that are disputed, contradicted, or about an article that has changed.
    Changed,
    Events,
}

/// A question: places that one answer may settle.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The same as long as the question is.
    pub id: String,
    pub class: Class,
    /// The words, as written.
    pub surface: String,
    /// The actor that accepting says they are.
    pub proposal: Option<String>,
    /// How the dataset came by it.
    pub how: String,
    /// What was decided before, where that is why it is asked.
    pub earlier: Vec<String>,
    /// Indices of hits, in order of the text.
    pub(super) hits: Vec<usize>,
    pub(super) rank: Rank,
}

/// What comes first within a class: what is worth most, and of the same worth by chance; small is first.
pub(super) type Rank = (Reverse<(u64, u64, u64)>, u64);

impl Class {
    /// As it is written for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Disputed => "disputed",
            Class::Changed => "changed",
            Class::Contradicted => "contradicted",
            Class::Default => "default",
            Class::Context => "context",
            Class::Unknown => "unknown",
            Class::Event => "event",
            Class::Rest => "rest",
            Class::Audit => "audit",
            Class::Adjudicate => "adjudicate",
        }
    }
}

/// All questions that are open, the most urgent first.
pub fn queue(material: &Material, decisions: &Decisions, wanted: &Wanted) -> Vec<Group> {
    let mut groups = asked(material, decisions, wanted, |_| true);
    in_order(&mut groups);
    groups
}

/// The same once something more was decided, or taken back, about these words: all other questions are as they were.
pub(super) fn follow(
    queue: &mut Vec<Group>,
    (material, decisions): (&Material, &Decisions),
    wanted: &Wanted,
    words: &HashSet<String>,
) {
    queue.retain(|group| !words.contains(&group.surface));
    queue.extend(asked(material, decisions, wanted, |hit| words.contains(&hit.key.text)));
    in_order(queue);
}

fn in_order(groups: &mut [Group]) {
    groups.sort_by(|a, b| (a.class, &a.rank, &a.id).cmp(&(b.class, &b.rank, &b.id)));
}

/// The questions about some of the places.
fn asked(material: &Material, decisions: &Decisions, wanted: &Wanted, about: impl Fn(&Hit) -> bool) -> Vec<Group> {
    let now = Now::new(material, decisions);
    let mut groups: HashMap<(Class, String), Group> = HashMap::new();
    for (at, hit) in material.hits.iter().enumerate().filter(|(_, hit)| about(hit)) {
        let here = |doc: &str| material.article(hit).is_some_and(|row| row.doc == doc);
        if !wanted.doc.as_deref().is_none_or(here) {
            continue;
        }
        let Some(asked) = now.question(hit) else { continue };
        let group = groups.entry((asked.class, asked.distinct(hit))).or_insert_with(|| asked.group(hit));
        group.hits.push(at);
    }
    let mut groups: Vec<Group> = groups.into_values().filter(|group| now.is_wanted(group, wanted)).collect();
    groups.iter_mut().for_each(|group| group.rank = now.rank(group, wanted.seed));
    groups
}

/// How many decisions are about articles that read otherwise now, in words that they no longer have.
pub fn gone(material: &Material, decisions: &Decisions) -> usize {
    let now = Now::new(material, decisions);
    let found: HashSet<&Key> = material.hits.iter().filter_map(|hit| now.again(hit)).map(|s| &s.decision.key).collect();
    now.changed.values().flatten().filter(|key| !found.contains(*key)).count()
}

/// How it stands with a dataset under the decisions so far.
struct Now<'a> {
    material: &'a Material,
    decisions: &'a Decisions,
    /// By article, what was decided when its file read otherwise.
    changed: HashMap<usize, Vec<&'a Key>>,
}

/// Why a place is asked about.
struct Asked<'a> {
    class: Class,
    proposal: Option<&'a str>,
    how: &'a str,
    earlier: Vec<Settled<'a>>,
}

/// Rarer names are asked about only where an event lacks an actor.
const SEEN: u64 = 3;

impl<'a> Now<'a> {
    fn new(material: &'a Material, decisions: &'a Decisions) -> Now<'a> {
        let texts: HashSet<&str> = material.dataset.articles.iter().map(|row| row.sha256.as_str()).collect();
        let mut changed: HashMap<usize, Vec<&Key>> = HashMap::new();
        for (at, row) in material.dataset.articles.iter().enumerate() {
            let keys = decisions.in_doc(&row.doc).iter().filter(|key| !texts.contains(key.article.as_str()));
            let keys: Vec<&Key> = keys.collect();
            if !keys.is_empty() {
                changed.insert(at, keys);
            }
        }
        Now { material, decisions, changed }
    }

    /// What there is to ask about a place; nothing where it is decided.
    fn question(&self, hit: &'a Hit) -> Option<Asked<'a>> {
        let disputed = self.decisions.disputed(&hit.key);
        let coded = self.material.mention(hit).map(|row| row.actor.as_str());
        let how = self.how(hit);
        if !disputed.is_empty() {
            return Some(Asked { class: Class::Disputed, proposal: coded, how, earlier: disputed });
        }
        if self.is_decided(hit) {
            return None;
        }
        if let Some(again) = self.again(hit) {
            let proposal = again.decision.answer.actor();
            return Some(Asked { class: Class::Changed, proposal, how, earlier: vec![again] });
        }
        let contradicting = self.contradicting(hit, coded);
        let class = match (hit.what, how) {
            (What::Event(_), _) => Class::Event,
            // That an ambiguous name is now this actor and now that is no contradiction.
            (What::Mention(_), "default") => Class::Default,
            (What::Mention(_), "context") => Class::Context,
            (What::Mention(_), _) if contradicting.is_empty() => Class::Rest,
            (What::Mention(_), _) => Class::Contradicted,
            (What::Name(_), "ambiguous-name") => Class::Default,
            (What::Name(_), _) => {
                let row = self.material.leftover(hit)?;
                (row.count >= SEEN || row.actor_missing > 0).then_some(Class::Unknown)?
            }
        };
        Some(Asked { class, proposal: coded, how, earlier: contradicting })
    }

    fn how(&self, hit: &Hit) -> &'a str {
        match hit.what {
            What::Mention(at) => self.material.dataset.mentions.get(at).map_or("", |row| &row.how),
            What::Event(_) => "event",
            What::Name(at) => self.material.dataset.leftovers.get(at).map_or("", |row| &row.kind),
        }
    }

    /// Whether an answer holds here. An event whose type was set right is found under the right one from then on.
    fn is_decided(&self, hit: &Hit) -> bool {
        if self.decisions.settled(&hit.key).is_some() {
            return true;
        }
        let Some(kind) = hit.key.event else { return false };
        let here = |key: &&Key| (key.start, key.end) == (hit.key.start, hit.key.end) && key.event.is_some();
        let mut others = self.decisions.in_article(&hit.key.article).iter().filter(here);
        others.any(|key| {
            let settled = self.decisions.settled(key).map(|settled| &settled.decision.answer);
            matches!(settled, Some(super::decision::Answer::Wrong { right, .. }) if right.event == Some(kind))
        })
    }

    /// What was decided about these words when the article read otherwise; best the same words in the same sentence.
    fn again(&self, hit: &Hit) -> Option<Settled<'a>> {
        let keys = self.changed.get(&hit.article)?;
        let same = keys.iter().filter(|key| key.text == hit.key.text && key.event == hit.key.event);
        let settled: Vec<Settled> = same.filter_map(|key| self.decisions.settled(key)).collect();
        let quote = super::excerpt::excerpt(self.material, hit).quote();
        settled.iter().find(|settled| settled.decision.quote == quote).or(settled.first()).copied()
    }

    /// Decisions on the same name that say somebody else than the dictionaries do here, the latest first.
    fn contradicting(&self, hit: &Hit, coded: Option<&str>) -> Vec<Settled<'a>> {
        let (Some(coded), None) = (coded, hit.key.event) else { return Vec::new() };
        let settled = self.decisions.of_text(&hit.key.text).iter().filter_map(|key| self.decisions.settled(key));
        let names = settled.filter(|settled| settled.decision.answer.is_about_a_name());
        let mut other: Vec<Settled> = names.filter(|settled| settled.decision.answer.actor() != Some(coded)).collect();
        other.sort_by(|a, b| b.decision.at.cmp(&a.decision.at));
        other
    }

    fn is_wanted(&self, group: &Group, wanted: &Wanted) -> bool {
        let first = group.hits.first().and_then(|&at| self.material.hits.get(at));
        let event = first.and_then(|hit| self.material.event(hit));
        let parties = event.iter().flat_map(|row| row.actor.iter().chain(&row.recipient));
        let about = |id: &str| {
            group.proposal.as_deref() == Some(id) || parties.clone().any(|party| party.actor_id.as_deref() == Some(id))
        };
        let kind = first.and_then(|hit| hit.key.event);
        let only = wanted.only.is_empty() || wanted.only.iter().any(|only| self.is_part(group, *only));
        only && wanted.actor.as_deref().is_none_or(about) && (wanted.event.is_none() || wanted.event == kind)
    }

    fn is_part(&self, group: &Group, only: Only) -> bool {
        match only {
            Only::Ambiguous => matches!(group.class, Class::Default | Class::Context),
            Only::Unknown => group.class == Class::Unknown,
            Only::New => group.class != Class::Event && self.decisions.of_text(&group.surface).is_empty(),
            Only::Changed => matches!(group.class, Class::Disputed | Class::Changed | Class::Contradicted),
            Only::Events => group.class == Class::Event,
        }
    }

    fn rank(&self, group: &Group, seed: u64) -> Rank {
        let first = group.hits.first().and_then(|&at| self.material.hits.get(at));
        let leftover = first.and_then(|hit| self.material.leftover(hit));
        let gain = match (group.class, leftover) {
            (Class::Event | Class::Rest, _) => (0, 0, 0),
            (Class::Unknown, Some(row)) => (row.actor_missing, row.count * row.sources.max(1), row.count),
            _ => (group.hits.len() as u64, 0, 0),
        };
        (Reverse(gain), shuffled(&group.id, seed))
    }
}

impl Asked<'_> {
    /// What tells a group from the others of its class: the name, its actor and how it was settled. An event is asked
    /// about alone.
    fn distinct(&self, hit: &Hit) -> String {
        match hit.what {
            What::Event(_) => format!("{} {} {}", hit.key.article, hit.key.start, hit.key.end),
            _ => {
                let earlier: Vec<String> = match self.class {
                    Class::Disputed | Class::Changed => self.earlier.iter().map(said).collect(),
                    _ => Vec::new(),
                };
                format!("{}\n{:?}\n{}\n{}", hit.key.text, self.proposal, self.how, earlier.join("\n"))
            }
        }
    }

    fn group(&self, hit: &Hit) -> Group {
        let kind = hit.key.event.map(|kind| kind.as_str()).unwrap_or_default();
        let name = format!("{}\n{}\n{kind}", self.class.as_str(), self.distinct(hit));
        Group {
            id: format!("{:016x}", first_bytes(&name)),
            class: self.class,
            surface: hit.key.text.clone(),
            proposal: self.proposal.map(str::to_owned),
            how: self.how.to_owned(),
            earlier: self.earlier.iter().map(said).collect(),
            hits: Vec::new(),
            rank: Rank::default(),
        }
    }
}

/// An earlier decision in words.
fn said(settled: &Settled) -> String {
    let decision = settled.decision;
    format!("{}: {}", decision.by, decision.answer)
}

/// A place in an order that only the seed decides.
pub(super) fn shuffled(id: &str, seed: u64) -> u64 {
    first_bytes(&format!("{seed}\n{id}"))
}

fn first_bytes(words: &str) -> u64 {
    let digest = Sha256::digest(words.as_bytes());
    digest.iter().take(8).fold(0, |all, byte| all << 8 | u64::from(*byte))
}
