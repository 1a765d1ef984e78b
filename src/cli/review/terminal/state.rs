//! What a key does: a screen and a key in, an act out. Draws nothing and writes nothing.

use crate::review::{ActorView, Answer, Chosen, Coding, Fix, Keys, Named, Part, PlaceView, Question, Reply, View};
use ratatui::crossterm::event::KeyCode;
use std::collections::BTreeSet;

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Nothing,
    Give(Reply),
    Undo,
    Skip(String),
    /// Looks actors up, for [`Screen::found`].
    Search(String),
    /// Asks for the places of the question from this one on.
    More(usize),
    Quit,
}

/// What is on the screen besides the question.
#[derive(Debug, Default)]
pub struct Screen {
    pub mode: Mode,
    /// The place that is shown alone while a group is decided one by one.
    pub single: Option<usize>,
    pub why: bool,
    pub said: String,
    pub keys: Keys,
}

#[derive(Debug, Default)]
pub enum Mode {
    #[default]
    Ask,
    /// The keys.
    Help,
    /// All places of a group, before an answer to it or only to be seen.
    All(All),
    Line(Line),
    Form(Form),
}

#[derive(Debug)]
pub struct All {
    pub given: Option<Given>,
    pub at: usize,
    /// Places that are taken out of the answer.
    pub out: BTreeSet<usize>,
}

/// An answer that waits for its places.
#[derive(Clone, Debug)]
pub struct Given {
    pub answer: Answer,
    near: Vec<String>,
}

/// A line being written.
#[derive(Debug)]
pub struct Line {
    pub title: String,
    pub text: String,
    pub goal: Goal,
}

#[derive(Debug)]
pub enum Goal {
    Note,
    /// Words near which the name is this actor.
    Near(String),
    Actor {
        found: Vec<ActorView>,
        at: usize,
    },
}

/// Fields being written, for what is right of an event or what is coded of it.
#[derive(Debug)]
pub struct Form {
    pub fields: Vec<(&'static str, String)>,
    pub at: usize,
    /// The row's own values; none where the row is not to be seen.
    row: Option<Vec<String>>,
}

/// As many as are shown without asking for all.
pub const SHOWN: usize = 3;
/// Enough to choose from.
pub const FOUND: usize = 9;

impl Screen {
    pub fn with(keys: &Keys) -> Screen {
        Screen { keys: keys.clone(), ..Screen::default() }
    }

    /// What a key does now.
    pub fn press(&mut self, key: KeyCode, view: &View) -> Act {
        let Some(question) = &view.question else {
            return match self.meaning(key) {
                Some('u') => Act::Undo,
                Some('q') => Act::Quit,
                _ => Act::Nothing,
            };
        };
        match std::mem::take(&mut self.mode) {
            Mode::Ask => self.ask(key, question),
            Mode::Help => Act::Nothing,
            Mode::All(all) => self.all(all, key, question),
            Mode::Line(line) => self.line(line, key, question),
            Mode::Form(form) => self.form(form, key, question),
        }
    }

    /// Takes what a search found.
    pub fn found(&mut self, actors: Vec<Named>) {
        if let Mode::Line(Line { goal: Goal::Actor { found, at }, .. }) = &mut self.mode {
            let view = |named: Named| ActorView { id: named.id, name: named.name, kind: named.kind };
            (*found, *at) = (actors.into_iter().map(view).collect(), 0);
        }
    }

    pub fn say(&mut self, said: String) {
        self.said = said;
    }

    /// Goes on in a group that is decided one by one, as long as it is the one asked about.
    pub fn follow(&mut self, view: &View) {
        let places = view.question.as_ref().map_or(&[][..], |question| &question.places);
        if self.single.is_some_and(|single| !places.iter().any(|place| place.at == single)) {
            self.single = None;
        }
    }

    /// The places that an answer is about now.
    pub fn meant<'a>(&self, question: &'a Question) -> Vec<&'a PlaceView> {
        let meant = |place: &&PlaceView| self.single.is_none_or(|single| single == place.at);
        question.places.iter().filter(meant).collect()
    }

    /// How many those are, whether or not all have been sent.
    pub fn count(&self, question: &Question) -> usize {
        if self.single.is_some() { 1 } else { question.total }
    }

    /// The default key of the act that a key stands for.
    fn meaning(&self, key: KeyCode) -> Option<char> {
        key.as_char().and_then(|pressed| self.keys.meant(pressed))
    }

    fn ask(&mut self, key: KeyCode, question: &Question) -> Act {
        let Some(pressed) = self.meaning(key) else { return Act::Nothing };
        match pressed {
            'u' => return Act::Undo,
            'q' => return Act::Quit,
            'z' => {
                self.single = None;
                return Act::Skip(question.id.clone());
            }
            '?' => self.why = !self.why,
            'h' => self.mode = Mode::Help,
            'n' => self.mode = Mode::Line(Line { title: "Note".into(), text: String::new(), goal: Goal::Note }),
            _ if is_audit(question) => return self.ask_audit(pressed, question),
            _ if question.event.is_some() => return self.ask_event(pressed, question),
            _ => return self.ask_name(pressed, question),
        }
        Act::Nothing
    }

    fn ask_name(&mut self, pressed: char, question: &Question) -> Act {
        let proposal = question.proposal.as_ref().map(|actor| actor.id.clone());
        match (pressed, proposal) {
            ('a', Some(actor)) => self.settle(Answer::Accept { actor }, Vec::new(), question),
            ('x', _) => self.settle(Answer::NotAnActor, Vec::new(), question),
            ('c', Some(actor)) => {
                let title = format!("“{}” is {actor} near which words?", question.surface);
                self.write(title, Goal::Near(actor))
            }
            ('o', _) => self.write("Which actor?".into(), Goal::Actor { found: Vec::new(), at: 0 }),
            ('s', _) if question.total > 1 => {
                let first = question.places.first().map(|place| place.at);
                self.single = if self.single.is_some() { None } else { first };
                Act::Nothing
            }
            ('g', _) => {
                self.mode = Mode::All(All { given: None, at: 0, out: BTreeSet::new() });
                Act::Nothing
            }
            ('1'..='9', _) => match question.others.get(pressed as usize - '1' as usize) {
                Some(other) => self.settle(Answer::Other { actor: other.id.clone() }, Vec::new(), question),
                None => Act::Nothing,
            },
            _ => Act::Nothing,
        }
    }

    fn ask_event(&mut self, pressed: char, question: &Question) -> Act {
        let wrong = |part: Part| Answer::Wrong { wrong: vec![part], right: Fix::default() };
        let answer = match pressed {
            'a' => Answer::Right,
            't' => wrong(Part::Type),
            'w' => wrong(Part::Actor),
            'm' => wrong(Part::Recipient),
            'v' => wrong(Part::Status),
            'x' => Answer::NotAnEvent,
            'e' => {
                self.mode = Mode::Form(Form::of_row(question));
                return Act::Nothing;
            }
            _ => return Act::Nothing,
        };
        self.give(answer, Vec::new(), question, &BTreeSet::new())
    }

    fn ask_audit(&mut self, pressed: char, question: &Question) -> Act {
        let taken = |at: usize| question.codings.get(at).map(|one| one.coding.clone());
        let coding = match pressed {
            'x' => Some(Coding::default()),
            '1' => taken(0),
            '2' => taken(1),
            'e' => {
                self.mode = Mode::Form(Form::empty());
                None
            }
            _ => None,
        };
        match coding {
            Some(coding) => self.give(Answer::Coded(coding), Vec::new(), question, &BTreeSet::new()),
            None => Act::Nothing,
        }
    }

    /// Gives an answer, once all that it touches has been seen.
    fn settle(&mut self, answer: Answer, near: Vec<String>, question: &Question) -> Act {
        if self.count(question) > SHOWN {
            self.mode = Mode::All(All { given: Some(Given { answer, near }), at: 0, out: BTreeSet::new() });
            return Act::Nothing;
        }
        self.give(answer, near, question, &BTreeSet::new())
    }

    fn give(&mut self, answer: Answer, near: Vec<String>, question: &Question, out: &BTreeSet<usize>) -> Act {
        let first = || self.meant(question).first().map(|place| place.at).into_iter().collect();
        let places = match (self.single, &answer) {
            (Some(_), _) | (None, Answer::Note) => Chosen::Only(first()),
            (None, _) => Chosen::AllBut { of: question.total, but: out.iter().copied().collect() },
        };
        if let Some(single) = self.single {
            let here = question.places.iter().position(|place| place.at == single).unwrap_or(0);
            let next = question.places.get(here + 1).or(here.checked_sub(1).and_then(|at| question.places.get(at)));
            self.single = next.map(|place| place.at);
        }
        Act::Give(Reply { group: question.id.clone(), places, answer, near, note: None })
    }

    fn write(&mut self, title: String, goal: Goal) -> Act {
        self.mode = Mode::Line(Line { title, text: String::new(), goal });
        Act::Nothing
    }

    fn all(&mut self, mut all: All, key: KeyCode, question: &Question) -> Act {
        let places = self.meant(question);
        match key {
            KeyCode::Esc => return Act::Nothing,
            KeyCode::Enter => {
                let Some(given) = all.given else { return Act::Nothing };
                if all.out.len() >= self.count(question) {
                    return Act::Nothing;
                }
                return self.give(given.answer, given.near, question, &all.out);
            }
            // At the end of what was sent the next press moves on.
            KeyCode::Down | KeyCode::Char('j') if all.at + 1 >= places.len() && places.len() < self.count(question) => {
                self.mode = Mode::All(all);
                return Act::More(question.places.len());
            }
            KeyCode::Down | KeyCode::Char('j') => all.at = (all.at + 1).min(places.len().saturating_sub(1)),
            KeyCode::Up | KeyCode::Char('k') => all.at = all.at.saturating_sub(1),
            KeyCode::Char(' ') if all.given.is_some() => {
                if let Some(place) = places.get(all.at)
                    && !all.out.remove(&place.at)
                {
                    all.out.insert(place.at);
                }
            }
            _ => {}
        }
        self.mode = Mode::All(all);
        Act::Nothing
    }

    fn line(&mut self, mut line: Line, key: KeyCode, question: &Question) -> Act {
        match (key, &mut line.goal) {
            (KeyCode::Esc, _) => return Act::Nothing,
            (KeyCode::Enter, Goal::Note) if !line.text.trim().is_empty() => {
                let note = Some(line.text.trim().to_owned());
                return match self.give(Answer::Note, Vec::new(), question, &BTreeSet::new()) {
                    Act::Give(reply) => Act::Give(Reply { note, ..reply }),
                    act => act,
                };
            }
            (KeyCode::Enter, Goal::Near(actor)) if !line.text.trim().is_empty() => {
                return self.settle(Answer::Accept { actor: actor.clone() }, listed(&line.text), question);
            }
            (KeyCode::Enter, Goal::Actor { found, at }) => {
                if let Some(actor) = found.get(*at) {
                    return self.settle(Answer::Other { actor: actor.id.clone() }, Vec::new(), question);
                }
            }
            (KeyCode::Down, Goal::Actor { found, at }) => *at = (*at + 1).min(found.len().saturating_sub(1)),
            (KeyCode::Up, Goal::Actor { at, .. }) => *at = at.saturating_sub(1),
            (KeyCode::Char(_) | KeyCode::Backspace, _) => edit(&mut line.text, key),
            _ => {}
        }
        let searches = matches!(line.goal, Goal::Actor { .. }) && !matches!(key, KeyCode::Down | KeyCode::Up);
        let text = line.text.clone();
        self.mode = Mode::Line(line);
        if searches && text.trim().len() > 1 { Act::Search(text) } else { Act::Nothing }
    }

    fn form(&mut self, mut form: Form, key: KeyCode, question: &Question) -> Act {
        match key {
            KeyCode::Esc => return Act::Nothing,
            KeyCode::Enter => match form.answer() {
                Ok(answer) => return self.give(answer, Vec::new(), question, &BTreeSet::new()),
                Err(why) => self.said = why,
            },
            KeyCode::Down | KeyCode::Tab => form.at = (form.at + 1) % form.fields.len().max(1),
            KeyCode::Up | KeyCode::BackTab => form.at = form.at.checked_sub(1).unwrap_or(form.fields.len() - 1),
            _ => {
                if let Some((_, text)) = form.fields.get_mut(form.at) {
                    edit(text, key);
                }
            }
        }
        self.mode = Mode::Form(form);
        Act::Nothing
    }
}

impl Form {
    fn of_row(question: &Question) -> Form {
        let codes = |side: &[crate::review::PartyView]| {
            side.iter().map(|party| party.code.as_str()).collect::<Vec<_>>().join(", ")
        };
        let row = question
            .event
            .as_ref()
            .map(|event| vec![event.event.clone(), event.status.clone(), codes(&event.actor), codes(&event.recipient)]);
        let row = row.unwrap_or_default();
        let fields = ["type", "status", "who", "whom"].into_iter().zip(row.iter().cloned()).collect();
        Form { fields, at: 0, row: Some(row) }
    }

    fn empty() -> Form {
        let fields = ["type", "status", "who", "whom", "when", "where"].map(|name| match name {
            "status" => (name, "asserted".to_owned()),
            name => (name, String::new()),
        });
        Form { fields: fields.to_vec(), at: 0, row: None }
    }

    fn text(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", |(_, text)| text.trim())
    }

    /// What the fields say, or what is wrong with them.
    fn answer(&self) -> Result<Answer, String> {
        let kind =
            || self.text(0).to_uppercase().parse().map_err(|unknown: crate::ontology::Unknown| unknown.to_string());
        let status =
            || self.text(1).to_lowercase().parse().map_err(|unknown: crate::ontology::Unknown| unknown.to_string());
        let given = |at: usize| Some(self.text(at).to_owned()).filter(|text| !text.is_empty());
        let Some(row) = &self.row else {
            // Nothing said is not the same as "no event": a slip of the finger would count against the row.
            let event = match self.text(0).to_lowercase().as_str() {
                "" => return Err("which type? none where it is no event".to_owned()),
                "none" => None,
                _ => Some(kind()?),
            };
            let (actor, recipient) = (listed(self.text(2)), listed(self.text(3)));
            let coding = Coding { event, status: Some(status()?), actor, recipient, date: given(4), place: given(5) };
            return Ok(Answer::Coded(coding));
        };
        let changed = |at: usize| row.get(at).is_some_and(|old| old != self.text(at));
        let parts = [Part::Type, Part::Status, Part::Actor, Part::Recipient];
        let wrong: Vec<Part> =
            parts.into_iter().enumerate().filter(|(at, _)| changed(*at)).map(|(_, part)| part).collect();
        if wrong.is_empty() {
            return Ok(Answer::Right);
        }
        let right = Fix {
            event: changed(0).then(kind).transpose()?,
            status: changed(1).then(status).transpose()?,
            actor: changed(2).then(|| listed(self.text(2))),
            recipient: changed(3).then(|| listed(self.text(3))),
        };
        Ok(Answer::Wrong { wrong, right })
    }
}

/// Whether an event is coded without sight of its row.
pub fn is_audit(question: &Question) -> bool {
    question.class == "audit" || question.class == "adjudicate"
}

fn edit(text: &mut String, key: KeyCode) {
    match key {
        KeyCode::Char(c) => text.push(c),
        KeyCode::Backspace => drop(text.pop()),
        _ => {}
    }
}

fn listed(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}
