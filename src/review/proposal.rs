//! What decisions suggest for the dictionaries. Nothing is learnt silently: each is proposed, and a person says yes.

use super::settled::{Decisions, Settled};
use std::collections::{BTreeMap, BTreeSet};

/// A change of the dictionaries that would say what people decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The name, as written.
    pub surface: String,
    pub change: Change,
    /// How many places were decided so, in how many articles, by whom.
    pub places: usize,
    pub articles: usize,
    pub by: Vec<String>,
}

/// What would be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The name becomes one of the actor's.
    Name { actor: String },
    /// It is taken from those who have it, and becomes the actor's.
    Moved { from: Vec<String>, actor: String },
    /// It is nobody's.
    Ignore,
    /// Near these words it is the actor's.
    Rule { actor: String, near: Vec<String> },
    /// It is the actor's where no rule says otherwise.
    Otherwise { actor: String },
}

/// What all decisions on each name suggest, in order of the names; `holders` are the ids of the actors that the
/// dictionaries give a name to. Where people decided now this and now that, only the rules that they proposed are.
pub fn proposals(decisions: &Decisions, holders: impl Fn(&str) -> Vec<String>) -> Vec<Proposal> {
    let mut names: BTreeMap<&str, Vec<Settled>> = BTreeMap::new();
    for settled in decisions.keys().filter_map(|key| decisions.settled(key)) {
        if settled.decision.answer.is_about_a_name() {
            names.entry(&settled.decision.key.text).or_default().push(settled);
        }
    }
    let mut all = Vec::new();
    for (surface, settled) in names {
        let rules = rules(&settled);
        let change = common(&settled).and_then(|answer| common_change(answer, holders(surface), &settled));
        // Who proposed words to tell by does not want the name for one actor everywhere.
        let change = change.filter(|_| rules.is_empty());
        let of = |change: Change| proposal(surface, change, &settled);
        all.extend(rules.into_iter().map(|(actor, near)| of(Change::Rule { actor, near })));
        all.extend(change.map(of));
    }
    all
}

/// The answer that all gave, if they did: an actor, or nobody.
fn common<'a>(settled: &[Settled<'a>]) -> Option<Option<&'a str>> {
    let answers: BTreeSet<Option<&str>> = settled.iter().map(|one| one.decision.answer.actor()).collect();
    (answers.len() == 1).then(|| answers.first().copied()).flatten()
}

fn common_change(answer: Option<&str>, holders: Vec<String>, settled: &[Settled]) -> Option<Change> {
    // A short form or a definition of the article's own: as a name in dictionaries it would say too much.
    let derived = holders.is_empty() && settled.iter().any(|one| one.decision.coded.is_some());
    if derived {
        return None;
    }
    let Some(actor) = answer else { return Some(Change::Ignore) };
    let actor = actor.to_owned();
    match (holders.contains(&actor), holders.len()) {
        (true, 1) => None,
        (true, _) => Some(Change::Otherwise { actor }),
        (false, 0) => Some(Change::Name { actor }),
        (false, _) => Some(Change::Moved { from: holders, actor }),
    }
}

/// By actor, the words near which the name was said to be it.
fn rules(settled: &[Settled]) -> BTreeMap<String, Vec<String>> {
    let mut rules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for decision in settled.iter().map(|one| one.decision).filter(|decision| !decision.near.is_empty()) {
        if let Some(actor) = decision.answer.actor() {
            rules.entry(actor.to_owned()).or_default().extend(decision.near.iter().cloned());
        }
    }
    rules.into_iter().map(|(actor, near)| (actor, near.into_iter().collect())).collect()
}

fn proposal(surface: &str, change: Change, settled: &[Settled]) -> Proposal {
    let wanted = |settled: &&Settled| match &change {
        Change::Rule { actor, .. } => settled.decision.answer.actor() == Some(actor.as_str()),
        _ => true,
    };
    let meant: Vec<&Settled> = settled.iter().filter(wanted).collect();
    let articles: BTreeSet<&str> = meant.iter().map(|one| one.decision.key.article.as_str()).collect();
    let by: BTreeSet<&str> = meant.iter().map(|one| one.decision.by.as_str()).collect();
    let by = by.into_iter().map(str::to_owned).collect();
    Proposal { surface: surface.to_owned(), places: meant.len(), articles: articles.len(), by, change }
}

#[cfg(test)]
mod tests {
    use super::super::decision::{Answer, Decision, Line};
    use super::super::testing::decision;
    use super::*;

    fn said(surface: &str, start: u32, actor: &str, coded: Option<&str>) -> Decision {
        let answer = match actor {
            "" => Answer::NotAnActor,
            actor => Answer::Other { actor: actor.to_owned() },
        };
        Decision { answer, coded: coded.map(str::to_owned), ..decision(surface, start) }
    }

    /// What is proposed where these have the name.
    fn proposed(decisions: &[Decision], holders: &[&str]) -> Vec<Change> {
        let lines = decisions.iter().zip(1..).map(|(one, n)| (n, Line::Decision(Box::new(one.clone())))).collect();
        let holders: Vec<String> = holders.iter().map(|id| id.to_string()).collect();
        proposals(&Decisions::new(lines), |_| holders.clone()).into_iter().map(|one| one.change).collect()
    }

    fn actor() -> String {
        "GCF".to_owned()
    }

    #[test]
    fn what_everybody_said_everywhere_becomes_a_change() {
        let unknown = [said("Grey Men", 1, "GCF", None), said("Grey Men", 30, "GCF", None)];
        assert_eq!(proposed(&unknown, &[]), [Change::Name { actor: actor() }]);
        assert_eq!(proposed(&[said("Grey Men", 1, "", None)], &[]), [Change::Ignore]);
        let wrong = [said("GM", 1, "GCF", Some("RSM"))];
        assert_eq!(proposed(&wrong, &["RSM"]), [Change::Moved { from: vec!["RSM".to_owned()], actor: actor() }]);
        assert_eq!(proposed(&wrong, &["RSM", "GCF"]), [Change::Otherwise { actor: actor() }]);
        assert_eq!(proposed(&[said("GM", 1, "", Some("RSM"))], &["RSM"]), [Change::Ignore]);
    }

    #[test]
    fn what_the_dictionaries_say_anyway_and_what_was_decided_both_ways_becomes_none() {
        assert_eq!(proposed(&[said("GM", 1, "GCF", Some("GCF"))], &["GCF"]), []);
        assert_eq!(proposed(&[said("GM", 1, "GCF", None), said("GM", 9, "RSM", None)], &["GCF"]), []);
        assert_eq!(proposed(&[said("GM", 1, "GCF", None), said("GM", 9, "", None)], &[]), []);
    }

    #[test]
    fn a_short_form_of_the_article_s_own_is_no_name_for_dictionaries() {
        assert_eq!(proposed(&[said("Khan", 1, "", Some("khan-imran"))], &[]), []);
        assert_eq!(proposed(&[said("Khan", 1, "GCF", Some("khan-imran"))], &[]), []);
    }

    #[test]
    fn words_to_tell_by_become_a_rule_and_nothing_broader() {
        let near = |mut one: Decision, words: &[&str]| {
            one.near = words.iter().map(|word| word.to_string()).collect();
            one
        };
        let all = [
            near(said("GM", 1, "GCF", None), &["Wana", "convoy"]),
            near(said("GM", 9, "GCF", None), &["convoy"]),
            said("GM", 20, "RSM", None),
        ];
        let near = vec!["Wana".to_owned(), "convoy".to_owned()];
        assert_eq!(proposed(&all, &["RSM", "GCF"]), [Change::Rule { actor: actor(), near: near.clone() }]);
        assert_eq!(proposed(&all[..1], &["RSM", "GCF"]), [Change::Rule { actor: actor(), near }]);
    }
}
