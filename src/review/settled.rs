//! What holds, out of all that was ever answered: undone answers left out, the last of each coder, disputes seen as such.

use super::decision::{Decision, Key, Line};
use std::collections::{HashMap, HashSet};

/// All decisions of a file, and which of them hold.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// As written, with the numbers of their lines; those that were undone are left out.
    all: Vec<(u32, Decision)>,
    by_key: HashMap<Key, Standing>,
    by_article: HashMap<String, Vec<Key>>,
    by_doc: HashMap<String, Vec<Key>>,
    by_text: HashMap<String, Vec<Key>>,
    /// Answers that can be undone, in order, with who gave them.
    answers: Vec<(String, String)>,
}

/// How it stands with a place in a text; indices into all decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    Settled(usize),
    /// The last of each coder.
    Disputed(Vec<usize>),
}

/// A decision that holds, and its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled<'a> {
    pub decision: &'a Decision,
    pub line: u32,
}

impl Decisions {
    /// What holds after all these lines.
    pub fn new(lines: Vec<(u32, Line)>) -> Decisions {
        Decisions::of(lines, |_| true)
    }

    /// What holds of one coder's answers.
    pub fn of_coder(lines: Vec<(u32, Line)>, coder: &str) -> Decisions {
        Decisions::of(lines, |by| by == coder)
    }

    fn of(lines: Vec<(u32, Line)>, counts: impl Fn(&str) -> bool) -> Decisions {
        let undo = |line: &Line| match line {
            Line::Undo(undo) => Some(undo.undo.clone()),
            Line::Decision(_) => None,
        };
        let undone: HashSet<String> = lines.iter().filter_map(|(_, line)| undo(line)).collect();
        let mut found = Decisions::default();
        for (line, decision) in lines.into_iter().filter_map(decision) {
            if counts(&decision.by) && !undone.contains(&decision.id) {
                found.all.push((line, decision));
            }
        }
        found.index();
        found
    }

    fn index(&mut self) {
        let mut by_key: HashMap<&Key, Vec<usize>> = HashMap::new();
        for (at, (_, decision)) in self.all.iter().enumerate() {
            if self.answers.last().is_none_or(|(id, _)| *id != decision.id) {
                self.answers.push((decision.id.clone(), decision.by.clone()));
            }
            if decision.answer.decides() {
                by_key.entry(&decision.key).or_default().push(at);
            }
        }
        for (key, given) in by_key {
            self.by_article.entry(key.article.clone()).or_default().push(key.clone());
            self.by_text.entry(key.text.clone()).or_default().push(key.clone());
            let docs: HashSet<&String> = given.iter().filter_map(|&at| Some(&self.all.get(at)?.1.doc)).collect();
            docs.into_iter().for_each(|doc| self.by_doc.entry(doc.clone()).or_default().push(key.clone()));
            self.by_key.insert(key.clone(), standing(&self.all, given));
        }
        for keys in self.by_article.values_mut().chain(self.by_doc.values_mut()).chain(self.by_text.values_mut()) {
            keys.sort();
        }
    }

    /// Whether nothing is decided.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// The decision that holds at a place, if one does and nobody disputes it.
    pub fn settled(&self, key: &Key) -> Option<Settled<'_>> {
        match self.by_key.get(key)? {
            Standing::Settled(at) => self.at(*at),
            Standing::Disputed(_) => None,
        }
    }

    /// What coders say of a place that they don't agree on; empty where they do.
    pub fn disputed(&self, key: &Key) -> Vec<Settled<'_>> {
        match self.by_key.get(key) {
            Some(Standing::Disputed(given)) => given.iter().filter_map(|&at| self.at(at)).collect(),
            _ => Vec::new(),
        }
    }

    /// The places decided in a text, in order.
    pub fn in_article(&self, sha256: &str) -> &[Key] {
        self.by_article.get(sha256).map_or(&[], Vec::as_slice)
    }

    /// The places decided in articles of this name, whatever they said then.
    pub fn in_doc(&self, doc: &str) -> &[Key] {
        self.by_doc.get(doc).map_or(&[], Vec::as_slice)
    }

    /// The places decided that have these words.
    pub fn of_text(&self, text: &str) -> &[Key] {
        self.by_text.get(text).map_or(&[], Vec::as_slice)
    }

    /// Every place that was decided, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.by_key.keys()
    }

    /// Every decision that was not undone, in order of its line.
    pub fn all(&self) -> impl Iterator<Item = &Decision> {
        self.all.iter().map(|(_, decision)| decision)
    }

    /// How many answers of a coder hold.
    pub fn answers_of(&self, coder: &str) -> usize {
        self.answers.iter().filter(|(_, by)| by == coder).count()
    }

    /// The last answer of a coder that was not undone.
    pub fn last_answer(&self, coder: &str) -> Option<&str> {
        self.answers.iter().rfind(|(_, by)| by == coder).map(|(id, _)| id.as_str())
    }

    fn at(&self, at: usize) -> Option<Settled<'_>> {
        self.all.get(at).map(|(line, decision)| Settled { decision, line: *line })
    }
}

fn decision((number, line): (u32, Line)) -> Option<(u32, Decision)> {
    match line {
        Line::Undo(_) => None,
        Line::Decision(decision) => Some((number, *decision)),
    }
}

/// The last word of each coder counts; where they differ, that of who settled the dispute. Files that were merged may
/// have their lines in any order, so that the time counts before the place.
fn standing(all: &[(u32, Decision)], mut given: Vec<usize>) -> Standing {
    let of = |at: &usize| all.get(*at).map(|(line, decision)| (decision.at.as_str(), *line));
    given.sort_by(|a, b| of(a).cmp(&of(b)));
    let answer = |at: usize| all.get(at).map(|(_, decision)| decision);
    if let Some(&at) = given.iter().rfind(|&&at| answer(at).is_some_and(|decision| decision.adjudicated)) {
        return Standing::Settled(at);
    }
    let mut seen = HashSet::new();
    let mut last: Vec<usize> =
        given.iter().rev().copied().filter(|&at| seen.insert(answer(at).map(|d| &d.by))).collect();
    last.reverse();
    let agree = last.windows(2).all(|pair| match pair {
        [one, other] => match (answer(*one), answer(*other)) {
            (Some(one), Some(other)) => one.answer.agrees(&other.answer),
            _ => true,
        },
        _ => true,
    });
    match last.last() {
        Some(&newest) if agree => Standing::Settled(newest),
        _ => Standing::Disputed(last),
    }
}

#[cfg(test)]
mod tests {
    use super::super::decision::{Answer, Undo};
    use super::super::testing::decision;
    use super::*;

    fn says(id: &str, by: &str, at: &str, actor: &str) -> Decision {
        let answer = match actor {
            "" => Answer::NotAnActor,
            actor => Answer::Accept { actor: actor.to_owned() },
        };
        Decision { id: id.into(), by: by.into(), at: at.into(), answer, ..decision("GCF", 4) }
    }

    fn all(decisions: &[&Decision]) -> Vec<(u32, Line)> {
        decisions.iter().zip(1..).map(|(decision, n)| (n, Line::Decision(Box::new((*decision).clone())))).collect()
    }

    fn held(decisions: &[&Decision]) -> Option<String> {
        let key = decision("GCF", 4).key;
        Decisions::new(all(decisions)).settled(&key).map(|settled| settled.decision.id.clone())
    }

    #[test]
    fn the_last_word_of_a_coder_holds_in_whatever_order_lines_were_merged() {
        let (first, second) = (says("1", "nk", "2026-01-01", "GCF"), says("2", "nk", "2026-01-02", ""));
        assert_eq!(held(&[&first, &second]).as_deref(), Some("2"));
        assert_eq!(held(&[&second, &first]).as_deref(), Some("2"));
    }

    #[test]
    fn coders_who_differ_settle_nothing_until_somebody_ends_the_dispute() {
        let (one, other) = (says("1", "nk", "2026-01-01", "GCF"), says("2", "al", "2026-01-02", ""));
        assert_eq!(held(&[&one, &other]), None);
        let key = decision("GCF", 4).key;
        assert_eq!(Decisions::new(all(&[&one, &other])).disputed(&key).len(), 2);
        let same = says("3", "al", "2026-01-03", "GCF");
        assert_eq!(held(&[&one, &other, &same]).as_deref(), Some("3"));
        let end = Decision { adjudicated: true, ..says("4", "zz", "2026-01-04", "") };
        assert_eq!(held(&[&one, &other, &end]).as_deref(), Some("4"));
        let alone = Decisions::of_coder(all(&[&one, &other]), "nk");
        assert_eq!(alone.settled(&key).unwrap().decision.id, "1");
    }

    #[test]
    fn what_is_undone_never_was_and_the_answer_before_it_holds_again() {
        let (first, second) = (says("1", "nk", "2026-01-01", "GCF"), says("2", "nk", "2026-01-02", ""));
        let mut lines = all(&[&first, &second]);
        assert_eq!(Decisions::new(lines.clone()).last_answer("nk"), Some("2"));
        lines.push((3, Line::Undo(Undo { v: 1, at: "2026-01-03".into(), by: "nk".into(), undo: "2".into() })));
        let left = Decisions::new(lines.clone());
        assert_eq!((left.last_answer("nk"), left.answers_of("nk")), (Some("1"), 1));
        assert_eq!(left.settled(&first.key).unwrap().line, 1);
        lines.push((4, Line::Undo(Undo { v: 1, at: "2026-01-04".into(), by: "nk".into(), undo: "1".into() })));
        assert!(Decisions::new(lines).is_empty());
    }

    #[test]
    fn a_note_decides_nothing() {
        let note = Decision { answer: Answer::Note, note: Some("which?".into()), ..says("1", "nk", "2026-01-01", "") };
        let notes = Decisions::new(all(&[&note]));
        assert!(notes.is_empty() && notes.all().count() == 1 && notes.last_answer("nk") == Some("1"));
    }
}
