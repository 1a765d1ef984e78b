//! A review under way: the open questions, the answers so far, and what an answer writes. Touches no file and no clock.

use super::agreement::{Agreement, agreement};
use super::audit::{self, Audit, Precision};
use super::decision::{Answer, Decision, Fix, Key, Line, Part, Undo, VERSION};
use super::excerpt::excerpt;
use super::material::{Hit, Material};
use super::queue::{Class, Group, Wanted, follow, queue};
use super::settled::Decisions;
use crate::ontology::Sector;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashSet};
use std::fmt;

/// A reviewer at work on a dataset.
pub struct Desk {
    pub material: Material,
    coder: Coder,
    wanted: Wanted,
    lines: Vec<(u32, Line)>,
    pub(super) decisions: Decisions,
    queue: Vec<Group>,
    /// Ids of the groups that were put off, in order.
    skipped: Vec<String>,
    /// How many answers this session gave.
    given: usize,
}

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    pub name: String,
    /// Whether others' answers are left out of sight, as for a second, independent coding.
    pub alone: bool,
}

/// What a reviewer answers to a group, or to some of its places.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Reply {
    /// The group's id.
    pub group: String,
    pub places: Chosen,
    #[serde(flatten)]
    pub answer: Answer,
    #[serde(default)]
    pub near: Vec<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// Which places of a group an answer is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chosen {
    /// These, as the group lists them.
    Only(Vec<usize>),
    /// All but some of a group of this many; a reader of a long list need not have been sent all of it.
    AllBut { of: usize, but: Vec<usize> },
}

/// Why an answer cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The group is not, or no longer, open as it was shown.
    Stale,
    /// No actor has this id.
    UnknownActor(String),
    /// An answer about an event to a question about a name, or the other way round.
    Unfit,
    /// Nothing to undo.
    Nothing,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Stale => f.write_str("this question has been answered meanwhile"),
            Refusal::UnknownActor(id) => {
                write!(f, "no dictionary has an actor `{id}`; `khabar dict add {id} NAME --kind KIND` makes one")
            }
            Refusal::Unfit => f.write_str("this is no answer to the question"),
            Refusal::Nothing => f.write_str("there is nothing to undo"),
        }
    }
}

impl Desk {
    /// Lays out what is open after the lines so far.
    pub fn new(material: Material, lines: Vec<(u32, Line)>, coder: Coder, wanted: Wanted) -> Desk {
        let mut desk = Desk {
            material,
            coder,
            wanted,
            lines,
            decisions: Decisions::default(),
            queue: Vec::new(),
            skipped: Vec::new(),
            given: 0,
        };
        desk.decide();
        desk.lay_out();
        desk
    }

    /// The open questions in order; those that were put off come last.
    pub fn open(&self) -> impl Iterator<Item = &Group> {
        let skipped = |group: &&Group| self.skipped.contains(&group.id);
        let later = self.skipped.iter().filter_map(|id| self.group(id));
        self.queue.iter().filter(move |group| !skipped(group)).chain(later)
    }

    /// An open question.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.queue.iter().find(|group| group.id == id)
    }

    pub fn coder(&self) -> &str {
        &self.coder.name
    }

    /// How many answers this session gave, and how many of the coder's hold in all.
    pub fn answered(&self) -> (usize, usize) {
        (self.given, self.decisions.answers_of(&self.coder.name))
    }

    /// The lines that an answer writes. Nothing is changed until they are taken with [`Desk::take`].
    ///
    /// # Errors
    /// Where the question is no longer open or the answer does not fit it.
    pub fn answer(&self, reply: &Reply, at: &str) -> Result<Vec<Line>, Refusal> {
        let group = self.group(&reply.group).ok_or(Refusal::Stale)?;
        let hits = self.chosen(group, &reply.places).ok_or(Refusal::Stale)?;
        self.check(group, &reply.answer)?;
        let id = self.new_id(&group.id, at);
        Ok(hits.into_iter().map(|hit| Line::Decision(Box::new(self.line(group, hit, reply, &id, at)))).collect())
    }

    /// The line that takes the coder's last answer back, and the group that is asked again then.
    ///
    /// # Errors
    /// Where there is no answer left.
    pub fn undo(&self, at: &str) -> Result<Line, Refusal> {
        let last = self.decisions.last_answer(&self.coder.name).ok_or(Refusal::Nothing)?;
        let (at, by, undo) = (at.to_owned(), self.coder.name.clone(), last.to_owned());
        Ok(Line::Undo(Undo { v: VERSION, at, by, undo }))
    }

    /// Goes on from lines that are safely written.
    pub fn take(&mut self, lines: Vec<Line>) {
        let words = self.words(&lines);
        for line in lines {
            match &line {
                Line::Undo(_) => self.given = self.given.saturating_sub(1),
                Line::Decision(decision) if Some(decision.id.as_str()) != self.last_id() => self.given += 1,
                Line::Decision(_) => {}
            }
            let number = self.lines.last().map_or(1, |(number, _)| number + 1);
            self.lines.push((number, line));
        }
        self.decide();
        match &self.wanted.audit {
            Some(_) => self.lay_out(),
            None => follow(&mut self.queue, (&self.material, &self.decisions), &self.wanted, &words),
        }
    }

    /// The words that lines decide about, or that lines decided about which they take back.
    fn words(&self, lines: &[Line]) -> HashSet<String> {
        let undone: HashSet<&str> = lines.iter().filter_map(|line| line.undone()).collect();
        let before = self.lines.iter().map(|(_, line)| line).filter(|line| line.is_one_of(&undone));
        before.chain(lines).filter_map(|line| line.words().map(str::to_owned)).collect()
    }

    fn decide(&mut self) {
        self.decisions = match self.coder.alone {
            true => Decisions::of_coder(self.lines.clone(), &self.coder.name),
            false => Decisions::new(self.lines.clone()),
        };
    }

    /// Puts a question off to the end.
    pub fn skip(&mut self, id: &str) {
        self.skipped.retain(|skipped| skipped != id);
        self.skipped.push(id.to_owned());
    }

    /// The audit under way.
    pub fn audit(&self) -> Option<&Audit> {
        self.wanted.audit.as_ref()
    }

    /// How often the rows of the audit are as they were coded.
    pub fn precision(&self) -> Option<Precision> {
        Some(audit::precision(&self.material, &self.decisions, &self.coder.name, self.audit()?))
    }

    /// Everybody who has coded events for an audit.
    pub fn coders(&self) -> Vec<&str> {
        let coded = self.decisions.all().filter(|decision| matches!(decision.answer, Answer::Coded(_)));
        coded.map(|decision| decision.by.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// How far the two coders agree whose differences are being settled.
    pub fn agreement(&self) -> Option<Vec<Agreement>> {
        let audit = self.audit()?;
        let (one, other) = audit.adjudicate.as_ref()?;
        Some(agreement(&audit::both(&self.material, &self.decisions, audit, (one, other))))
    }

    /// The notes on places of a group, with who wrote them.
    pub fn notes(&self, group: &Group) -> Vec<String> {
        let keys: HashSet<&Key> = group.hits.iter().filter_map(|&at| Some(&self.material.hits.get(at)?.key)).collect();
        let noted = self.decisions.all().filter(|decision| keys.contains(&decision.key));
        noted.filter_map(|decision| Some(format!("{}: {}", decision.by, decision.note.as_deref()?))).collect()
    }

    fn lay_out(&mut self) {
        self.queue = match &self.wanted.audit {
            Some(audit) => audit::queue(&self.material, &self.decisions, &self.coder.name, audit),
            None => queue(&self.material, &self.decisions, &self.wanted),
        };
    }

    fn last_id(&self) -> Option<&str> {
        self.lines.last().and_then(|(_, line)| match line {
            Line::Decision(decision) => Some(decision.id.as_str()),
            Line::Undo(_) => None,
        })
    }

    /// The places meant; none where the group is no longer as it was shown.
    fn chosen(&self, group: &Group, chosen: &Chosen) -> Option<Vec<&Hit>> {
        let (Chosen::Only(named) | Chosen::AllBut { but: named, .. }) = chosen;
        let named: HashSet<usize> = named.iter().copied().collect();
        let all = named.iter().all(|at| group.hits.binary_search(at).is_ok());
        let (taken, same) = match chosen {
            Chosen::Only(_) => (true, all),
            Chosen::AllBut { of, .. } => (false, all && *of == group.hits.len()),
        };
        let hits = group.hits.iter().filter(|at| named.contains(at) == taken);
        let hits: Vec<&Hit> = hits.filter_map(|&at| self.material.hits.get(at)).collect();
        (same && !hits.is_empty()).then_some(hits)
    }

    fn check(&self, group: &Group, answer: &Answer) -> Result<(), Refusal> {
        let (event, audit) = (group.how == "event", group.how == "audit");
        let fits = match answer {
            Answer::Coded(_) => audit,
            Answer::Accept { .. } | Answer::Other { .. } | Answer::NotAnActor => !event && !audit,
            Answer::Right | Answer::NotAnEvent => event,
            Answer::Wrong { wrong, .. } => event && !wrong.is_empty(),
            Answer::Note => true,
        };
        if !fits {
            return Err(Refusal::Unfit);
        }
        let unknown = |id: &str| self.material.actor(id).is_none();
        if let Some(id) = answer.actor().filter(|id| unknown(id)) {
            return Err(Refusal::UnknownActor(id.to_owned()));
        }
        let codes: Vec<&String> = match answer {
            Answer::Wrong { right, .. } => right.actor.iter().chain(&right.recipient).flatten().collect(),
            Answer::Coded(coding) => coding.actor.iter().chain(&coding.recipient).collect(),
            _ => Vec::new(),
        };
        match codes.into_iter().find(|code| unknown(code) && !is_description(code)) {
            Some(code) => Err(Refusal::UnknownActor(code.clone())),
            None => Ok(()),
        }
    }

    fn line(&self, group: &Group, hit: &Hit, reply: &Reply, id: &str, at: &str) -> Decision {
        let coded = self.material.mention(hit).map(|row| row.actor.clone());
        let doc = self.material.article(hit).map(|row| row.doc.clone()).unwrap_or_default();
        Decision {
            v: VERSION,
            id: id.to_owned(),
            at: at.to_owned(),
            by: self.coder.name.clone(),
            key: hit.key.clone(),
            answer: plain(&reply.answer, coded.as_deref()),
            doc,
            quote: excerpt(&self.material, hit).quote(),
            coded,
            near: reply.near.clone(),
            note: reply.note.clone().filter(|note| !note.trim().is_empty()),
            adjudicated: matches!(group.class, Class::Disputed | Class::Adjudicate) && reply.answer != Answer::Note,
        }
    }

    fn new_id(&self, group: &str, at: &str) -> String {
        let digest = Sha256::digest(format!("{at}\n{}\n{group}\n{}", self.coder.name, self.lines.len()));
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Whether the answer only says what the dataset has anyway decides between accepting and naming another.
fn plain(answer: &Answer, coded: Option<&str>) -> Answer {
    match answer {
        Answer::Accept { actor } | Answer::Other { actor } => match coded == Some(actor.as_str()) {
            true => Answer::Accept { actor: actor.clone() },
            false => Answer::Other { actor: actor.clone() },
        },
        Answer::Wrong { wrong, right } => {
            let mut wrong = wrong.clone();
            wrong.extend(mended(right));
            wrong.sort();
            wrong.dedup();
            Answer::Wrong { wrong, right: right.clone() }
        }
        other => other.clone(),
    }
}

/// What is set right was wrong.
fn mended(right: &Fix) -> impl Iterator<Item = Part> {
    let parts = [
        (right.event.is_some(), Part::Type),
        (right.actor.is_some(), Part::Actor),
        (right.recipient.is_some(), Part::Recipient),
        (right.status.is_some(), Part::Status),
    ];
    parts.into_iter().filter(|(mended, _)| *mended).map(|(_, part)| part)
}

/// `PAK MIL`, `CVL`: a country, a sector or both.
fn is_description(code: &str) -> bool {
    let words: Vec<&str> = code.split_whitespace().collect();
    let is_sector = |word: &&str| word.parse::<Sector>().is_ok();
    let is_country = |word: &&str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    !words.is_empty()
        && words.iter().any(is_sector)
        && words.iter().filter(|word| !is_sector(word)).count() <= 1
        && words.iter().all(|word| is_sector(word) || is_country(word))
}
