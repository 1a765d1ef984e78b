//! The words around and above a trigger that could withhold its event, and where each stands.

use crate::extract::clause::Clause;
use crate::extract::roles;
use crate::lexicon::Position;
use crate::syntax::{Label, Tag};

/// A word that could withhold the event, and where it stands.
pub struct Sign {
    pub at: Position,
    pub token: usize,
}

/// How many words above a trigger are asked.
const REACH: usize = 8;

/// All signs around a trigger, from itself up through what governs it.
pub fn signs(clause: &Clause, token: usize, light: Option<usize>) -> Vec<Sign> {
    let mut walk = Walk { clause, light, at: token, shares: true, said: false, signs: Vec::new() };
    around(clause, token, &mut walk.signs);
    for _ in 0..REACH {
        let Some(head) = clause.head(walk.at) else { break };
        match walk.step(head) {
            Step::Stop => break,
            Step::Past(at) => walk.at = at,
            Step::Up => {
                if walk.shares {
                    around(clause, head, &mut walk.signs);
                }
                walk.at = head;
            }
        }
    }
    // "Could Moscow support a coup?", but not "Who says that there was a coup?".
    if !walk.said && clause.head(walk.at).is_none() {
        walk.signs.extend(question(clause).map(|token| Sign { at: Position::Question, token }));
        if walk.shares && is_imperative(clause, walk.at) {
            walk.see(Position::Imperative, walk.at);
        }
    }
    walk.signs
}

/// A walk from a trigger up the arcs.
struct Walk<'c, 'a> {
    clause: &'c Clause<'a>,
    light: Option<usize>,
    /// The word it has come to.
    at: usize,
    /// Whether the word above shares its negation, auxiliaries and modifiers with the event.
    shares: bool,
    /// Whether it has come out of what is said.
    said: bool,
    signs: Vec<Sign>,
}

/// Where a walk goes on.
enum Step {
    /// What stands above says nothing of the event.
    Stop,
    /// With the head, whose own signs count where it shares them.
    Up,
    /// With this word, whose own signs are taken.
    Past(usize),
}

impl Walk<'_, '_> {
    fn step(&mut self, head: usize) -> Step {
        match self.clause.label(self.at) {
            Label::Xcomp => self.infinitive(head),
            Label::Ccomp => self.content(head),
            Label::Dobj | Label::NsubjPass | Label::Oprd => self.object(head),
            Label::Nsubj | Label::Csubj => self.subject(head),
            Label::Pcomp | Label::Pobj => self.phrase(head),
            Label::Acl | Label::Relcl | Label::Compound => self.noun(head),
            Label::Advcl => self.adverbial(head),
            Label::Conj => self.conjunct(head),
            Label::Attr | Label::Acomp | Label::Prep => Step::Up,
            _ => Step::Stop,
        }
    }

    fn see(&mut self, at: Position, token: usize) {
        self.signs.push(Sign { at, token });
    }

    fn infinitive(&mut self, head: usize) -> Step {
        let clause = self.clause;
        // "has not stopped shelling", "will not hesitate to strike": what does not end goes on.
        if goes_on(clause, head) {
            self.signs.extend(auxiliaries(clause, head).map(|token| Sign { at: Position::Auxiliary, token }));
            self.shares = false;
            return Step::Past(head);
        }
        self.see(governor_of_infinitive(clause, self.at, head), head);
        // "has to attack", but not "has to say why it attacked" nor "was going to attack".
        let past =
            || clause.children(head).any(|child| clause.label(child) == Label::Aux && clause.tag(child) == Tag::Vbd);
        if self.shares && clause.lexicon.rules.grammar.quasi_auxiliaries.contains(clause.lower(head)) && !past() {
            self.see(Position::QuasiAuxiliary, head);
        }
        if clause.is_passive(head) {
            self.see(Position::Hearsay, head);
        }
        self.signs.extend(disposition(clause, head));
        // "are to disarm".
        if clause.lexicon.rules.grammar.copulas.contains(clause.lower(head)) {
            self.see(Position::NounInfinitive, head);
        }
        self.signs.extend(named_by_subject(clause, head));
        if roles::gives(clause, head) {
            self.see(Position::Purpose, self.at);
        }
        Step::Up
    }

    fn content(&mut self, head: usize) -> Step {
        let Walk { clause, at, .. } = *self;
        // "Ten were killed; no group claimed it": nobody says what stands before the semicolon.
        let apart = (at.min(head)..at.max(head)).any(|between| clause.lower(between) == ";");
        // "Israel strikes, Tehran vows revenge": what is vowed is the revenge.
        if apart || at < head && clause.child(head, Label::Dobj).is_some() {
            return Step::Stop;
        }
        ccomp(clause, at, head, &mut self.signs);
        self.signs.extend(named_by_subject(clause, head));
        (self.shares, self.said) = (false, true);
        Step::Up
    }

    fn object(&mut self, head: usize) -> Step {
        let Walk { clause, at, .. } = *self;
        // "failed to prevent the attack"; "marched to protest the killing": what is protested has happened.
        let known = || {
            let words = &clause.lexicon.rules.words;
            goes_on(clause, head) || clause.is_one_of(head, &words.presupposing) || is_naming(clause, head)
        };
        if clause.label(at) == Label::Dobj && known() {
            return Step::Stop;
        }
        // "No group claimed the attack" denies the claim alone.
        let claimed = clause.light_verb(head).is_some_and(|light| light.status.is_some());
        let carried = Some(head) == self.light && !claimed;
        self.shares &= carried || !claimed && brings_about(clause, head);
        // "did not stop the talks": what a negated verb would do to its object stays undone.
        if !carried && !claimed && (self.shares || clause.child(head, Label::Neg).is_none()) {
            self.see(governor_of_object(clause, at, head), head);
        }
        // "is pressed to explain the attack": the attack is known, whatever is done about it.
        if !self.shares && clause.is_definite(at) { Step::Stop } else { Step::Up }
    }

    fn subject(&mut self, head: usize) -> Step {
        let clause = self.clause;
        if goes_on(clause, head) {
            return Step::Stop;
        }
        predicate(clause, head, &mut self.signs);
        if !clause.is_definite(self.at) {
            self.see(Position::SubjectOf, head);
        }
        self.signs.extend(irrealis(clause, self.at, head).map(|token| Sign { at: Position::Auxiliary, token }));
        let object = clause.child(head, Label::Dobj);
        self.shares &=
            object.is_none() && (clause.is_one_of(head, &clause.lexicon.rules.words.occur) || may_be(clause, head));
        if self.shares { Step::Up } else { Step::Stop }
    }

    /// Above a preposition.
    fn phrase(&mut self, head: usize) -> Step {
        let Walk { clause, at, .. } = *self;
        self.see(Position::GovernorPreposition, head);
        // "rather than attacking".
        let above = || clause.head(head).filter(|&above| clause.label(above) == Label::Advmod);
        if let Some(modifier) = clause.child(head, Label::Advmod).or_else(above) {
            self.see(Position::GovernorPreposition, modifier);
        }
        let rules = &clause.lexicon.rules;
        // "accused it of breaking the truce by shelling the town": as much claimed as the breach.
        let means = clause.label(at) == Label::Pcomp && rules.grammar.passive_agent.has(clause.lower(head));
        if let Some(deed) = clause.head(head).filter(|&deed| means && clause.is_verb(deed)) {
            if self.shares {
                around(clause, deed, &mut self.signs);
            }
            return Step::Past(deed);
        }
        // "agreed to meet after talks", "with talks under way, they are": what stands beside is not said of them.
        let complement =
            |above: &usize| *above < head && rules.words.complement_prepositions.contains(clause.lower(head));
        let Some(above) = clause.head(head).filter(complement) else { return Step::Stop };
        // "called for a halt to the offensive": what should end goes on.
        let is_end = |noun: usize| clause.is_noun(noun) && clause.is_one_of(noun, &rules.words.ending);
        if is_end(above) || head.checked_sub(1).is_some_and(is_end) {
            return Step::Stop;
        }
        // "could not prevent them from capturing Goma", "a repeat of the 2006 war", "responded to the attack".
        if goes_on(clause, above) || clause.is_one_of(above, &rules.words.presupposing) {
            return Step::Stop;
        }
        // "plans to speak about the attacks".
        let topic = clause.lower(head);
        let is_topic = rules.one_event.topic.contains(topic) && !rules.words.goal_prepositions.contains(topic);
        if is_topic && clause.is_noun(at) && clause.is_definite(at) {
            return Step::Stop;
        }
        self.see(governor_of_phrase(clause, at, above), above);
        // "is in no position to attack", but not "was on the call".
        let copula = rules.grammar.copulas.contains(clause.lower(above));
        self.shares &= brings_about(clause, if copula { at } else { above });
        if self.shares {
            around(clause, above, &mut self.signs);
        }
        Step::Past(above)
    }

    fn noun(&mut self, head: usize) -> Step {
        let Walk { clause, at, .. } = *self;
        let apart = match clause.label(at) {
            // "a deal brokered by China": the deal is what the verb acts on, not what it is said to be about, as in "reports
            // that it had brokered a deal".
            Label::Acl => clause.tag(at) == Tag::Vbn && clause.child(at, Label::Mark).is_none(),
            Label::Relcl => !roles::is_infinitive_of_noun(clause, at),
            _ => false,
        };
        if apart {
            return Step::Stop;
        }
        // "exercised its right to expel him".
        let used = clause.head_by(head, Label::Dobj);
        if used.is_some_and(|verb| clause.is_one_of(verb, &clause.lexicon.rules.words.exercising)) {
            return Step::Stop;
        }
        // "the Senate panel investigating him" does so.
        let describes = clause.label(at) == Label::Acl && clause.tag(at) == Tag::Vbg;
        if describes && clause.mention(head).is_some() {
            return Step::Stop;
        }
        self.see(if describes { Position::DescribedNoun } else { Position::GovernorNoun }, head);
        if infinitive(clause, at) {
            self.see(Position::NounInfinitive, head);
        }
        self.shares &= brings_about(clause, head);
        Step::Up
    }

    fn adverbial(&mut self, head: usize) -> Step {
        let Walk { clause, at, .. } = *self;
        if infinitive(clause, at) {
            self.see(Position::Purpose, at);
            return Step::Stop;
        }
        // "decided to wait when Iran shot down a drone".
        let when = |child: usize| clause.label(child) == Label::Advmod && clause.tag(child) == Tag::Wrb;
        let past = clause.tag(at) == Tag::Vbd && clause.children(at).any(when);
        if !clause.is_verb(head) || past || clause.child(at, Label::Mark).is_some() {
            return Step::Stop;
        }
        // "says it will close the strait, accusing Iran": it accuses now.
        let apart = || at.checked_sub(1).is_some_and(|before| clause.lower(before) == ",");
        let speaks = || clause.entries(at).any(|entry| entry.event.is_verbal_conflict());
        if clause.tag(at) == Tag::Vbg && head < at && apart() && speaks() {
            return Step::Stop;
        }
        self.shares = false;
        Step::Up
    }

    fn conjunct(&mut self, head: usize) -> Step {
        let Walk { clause, at, shares, .. } = *self;
        if clause.child(at, Label::Nsubj).is_some() || !same_kind(clause, at, head) {
            return Step::Stop;
        }
        if clause.is_verb(head) {
            return Step::Up;
        }
        let no = negating_determiner(clause, head);
        self.signs.extend(no.filter(|_| shares).map(|token| Sign { at: Position::Negation, token }));
        Step::Past(head)
    }
}

/// "may be a war": the copula behind an auxiliary.
fn may_be(clause: &Clause, token: usize) -> bool {
    clause.tag(token) == Tag::Vb && clause.lexicon.rules.grammar.copulas.contains(clause.lower(token))
}

/// "could spark clashes", "plays no part in the war", "has no plans to attack": what holds of the word holds of the event.
fn brings_about(clause: &Clause, token: usize) -> bool {
    let rules = &clause.lexicon.rules;
    may_be(clause, token)
        || clause.is_one_of(token, &rules.words.bring_about)
        || clause.is_noun(token) && clause.is_one_of(token, &rules.words.transparent)
        || clause.is_verb(token) && clause.is_light_verb(token)
}

/// "A trade war would hurt both", "its withdrawal would leave a vacuum": an event that nothing points to and that would do
/// something may never be.
fn irrealis(clause: &Clause, noun: usize, verb: usize) -> Option<usize> {
    let grammar = &clause.lexicon.rules.grammar;
    let pointed = clause.children(noun).any(|child| match clause.label(child) {
        Label::Det => !grammar.indefinite.contains(clause.lower(child)),
        Label::Poss => clause.mention(child).is_some(),
        label => label == Label::NumMod,
    });
    auxiliaries(clause, verb).find(|&child| !pointed && grammar.irrealis.contains(clause.lower(child)))
}

/// "is unlikely to attack": an adjective from which it does not follow that it happened, as it does from "was able to".
fn disposition(clause: &Clause, adjective: usize) -> Option<Sign> {
    let words = &clause.lexicon.rules.words;
    let past = clause.head(adjective).is_some_and(|copula| clause.tag(copula) == Tag::Vbd);
    let managed = past && clause.is_one_of(adjective, &words.managing);
    (clause.is_one_of(adjective, &words.disposed) && !managed)
        .then_some(Sign { at: Position::Disposition, token: adjective })
}

/// "Their demand is that he go", "the plan is to attack": the noun that says what the clause is.
fn named_by_subject(clause: &Clause, verb: usize) -> Option<Sign> {
    let is = clause.lexicon.rules.grammar.copulas.contains(clause.lower(verb));
    let noun = clause.child(verb, Label::Nsubj).filter(|&subject| is && clause.is_noun(subject))?;
    Some(Sign { at: Position::GovernorNoun, token: noun })
}

/// "never stopped", "failed to prevent": a verb of ending that is said not to be so.
fn goes_on(clause: &Clause, verb: usize) -> bool {
    let words = &clause.lexicon.rules.words;
    let governor = || clause.head_by(verb, Label::Xcomp);
    let fails = || governor().is_some_and(|above| clause.is_one_of(above, &words.failing));
    clause.is_one_of(verb, &words.ending) && (is_denied(clause, verb) || fails())
}

/// "Carry out strikes on the camps": the base of a verb without a subject or auxiliary, and nobody's words.
fn is_imperative(clause: &Clause, verb: usize) -> bool {
    let takes = |child: usize| {
        matches!(
            clause.label(child),
            Label::Nsubj | Label::NsubjPass | Label::Aux | Label::AuxPass | Label::Expl | Label::Mark
        )
    };
    let stands_first = (0..verb).all(|before| !clause.is_noun(before) && !clause.is_verb(before));
    clause.tag(verb) == Tag::Vb && stands_first && !clause.children(verb).any(takes) && !clause.is_quoted()
}

/// "has not stopped", "nothing stopped them", "no guard stopped them", "was no mistake".
pub fn is_denied(clause: &Clause, verb: usize) -> bool {
    let is_none = |what: usize| negating_determiner(clause, what).is_some();
    let nobody = |subject: usize| {
        clause.lexicon.rules.negation.subjects.contains(clause.lower(subject))
            || negating_determiner(clause, subject).is_some()
    };
    clause.child(verb, Label::Neg).is_some()
        || clause.child(verb, Label::Nsubj).is_some_and(nobody)
        || clause.child(verb, Label::Attr).is_some_and(is_none)
}

/// The mark of a question that asks whether something is so; "why" and "how" take for granted that it is.
fn question(clause: &Clause) -> Option<usize> {
    let last = clause.len().checked_sub(1)?;
    let mark = (last.saturating_sub(1)..=last).find(|&token| clause.lower(token) == "?")?;
    let asks_how =
        (0..clause.len()).any(|token| matches!(clause.tag(token), Tag::Wrb | Tag::Wp | Tag::Wdt | Tag::WpPoss));
    (!asks_how).then_some(mark)
}

fn governor_of_infinitive(clause: &Clause, inner: usize, verb: usize) -> Position {
    let own = roles::surface_subject(clause, inner, 0) == roles::surface_subject(clause, verb, 0);
    if own { Position::OwnGovernor } else { Position::Governor }
}

fn governor_of_object(clause: &Clause, object: usize, verb: usize) -> Position {
    if infinitive(clause, verb) {
        Position::Infinitive
    } else if clause.label(object) == Label::NsubjPass {
        Position::Governor
    } else {
        Position::OwnGovernor
    }
}

fn governor_of_phrase(clause: &Clause, inner: usize, above: usize) -> Position {
    // "refrained from condemning": who refrains does not condemn; "warned Syria against attacking" is about others.
    let orders = clause.is_one_of(above, &clause.lexicon.rules.words.object_control);
    let own = || roles::surface_subject(clause, inner, 0) == roles::surface_subject(clause, above, 0);
    if clause.is_noun(above) {
        Position::GovernorNoun
    } else if infinitive(clause, above) {
        Position::Infinitive
    } else if clause.label(inner) == Label::Pcomp && !orders && own() {
        Position::OwnGovernor
    } else {
        Position::Governor
    }
}

/// The verb above a clause of content, and the auxiliaries of what is said.
fn ccomp(clause: &Clause, inner: usize, verb: usize, signs: &mut Vec<Sign>) {
    let own = governor_of_clause(clause, inner);
    let is_reporting = clause.is_one_of(verb, &clause.lexicon.rules.words.reporting);
    if is_reporting {
        let spoken = if own == Position::OwnGovernor { Position::Said } else { Position::Demanded };
        signs.extend(auxiliaries(clause, inner).map(|token| Sign { at: spoken, token }));
    }
    // "told Congress that he had signed" is no order as "told the army to attack" is.
    let orders = &clause.lexicon.rules.words.object_control;
    // "warning that France reserved the right".
    let is_fact = is_reporting || matches!(clause.tag(inner), Tag::Vbd | Tag::Vbz);
    if !is_fact || !clause.is_one_of(verb, orders) || clause.tag(inner) == Tag::Vb {
        signs.push(Sign { at: own, token: verb });
    }
}

fn same_kind(clause: &Clause, a: usize, b: usize) -> bool {
    clause.is_verb(a) == clause.is_verb(b)
}

/// "He said he would attack": the clause's subject is the speaker himself.
fn governor_of_clause(clause: &Clause, inner: usize) -> Position {
    let pronouns = &clause.lexicon.rules.reference.speaker;
    let own = clause.child(inner, Label::Nsubj).is_some_and(|subject| pronouns.contains(clause.lower(subject)));
    if own { Position::OwnGovernor } else { Position::Governor }
}

/// "The attack is possible", "talks are planned".
fn predicate(clause: &Clause, verb: usize, signs: &mut Vec<Sign>) {
    let complement = clause.children(verb).filter(|&child| matches!(clause.label(child), Label::Acomp | Label::Attr));
    signs.extend(complement.map(|token| Sign { at: Position::Modifier, token }));
}

/// Negations, auxiliaries, conjunctions and modifiers that hang on the token itself.
fn around(clause: &Clause, token: usize, signs: &mut Vec<Sign>) {
    signs.extend(auxiliaries(clause, token).map(|token| Sign { at: Position::Auxiliary, token }));
    signs.extend(headline_infinitive(clause, token).map(|token| Sign { at: Position::QuasiAuxiliary, token }));
    let negation = &clause.lexicon.rules.negation;
    for child in clause.children(token) {
        match clause.label(child) {
            Label::Neg => signs.push(Sign { at: Position::Negation, token: child }),
            Label::Det | Label::Preconj | Label::Advmod if negation.beside.contains(clause.lower(child)) => {
                signs.push(Sign { at: Position::Negation, token: child });
            }
            Label::Mark | Label::Advmod if matches!(clause.tag(child), Tag::In | Tag::Wrb) => {
                signs.push(Sign { at: Position::Marker, token: child });
            }
            Label::Amod | Label::Advmod | Label::Det | Label::Compound => {
                signs.push(Sign { at: Position::Modifier, token: child })
            }
            Label::NsubjPass | Label::Nsubj if negation.subjects.contains(clause.lower(child)) => {
                signs.push(Sign { at: Position::Negation, token: child });
            }
            Label::Nsubj | Label::NsubjPass | Label::Dobj => {
                let no = negating_determiner(clause, child);
                signs.extend(no.map(|token| Sign { at: Position::Negation, token }));
            }
            _ => {}
        }
    }
}

/// "Obama to visit Kenya", "EU to impose sanctions": the infinitive that is a headline's verb.
fn headline_infinitive(clause: &Clause, verb: usize) -> Option<usize> {
    let to = verb.checked_sub(1).filter(|&to| clause.tag(to) == Tag::To && clause.tag(verb) == Tag::Vb)?;
    let subject = to.checked_sub(1)?;
    let is_root = |token| clause.head(token).is_none();
    let headline = match clause.label(verb) {
        Label::Relcl | Label::Acl => is_root(subject) && clause.head(verb) == Some(subject),
        _ => is_root(verb) && clause.head(subject) == Some(verb) && clause.label(subject) == Label::Nsubj,
    };
    let whole = clause.len().checked_sub(1).is_some_and(|last| clause.lower(last) == ".");
    (headline && !whole).then_some(to)
}

/// The auxiliaries of a verb. "they'd attacked" has none that withholds anything, unlike "they'd attack" and "they'd have
/// attacked".
fn auxiliaries(clause: &Clause, verb: usize) -> impl Iterator<Item = usize> {
    let all = move || clause.children(verb).filter(|&child| clause.label(child) == Label::Aux);
    let is_had = move |child: usize| clause.lexicon.rules.grammar.contracted_had.contains(clause.lower(child));
    let alone = clause.tag(verb) == Tag::Vbn && all().count() == 1;
    all().filter(move |&child| !(alone && is_had(child)))
}

/// "no" before a subject or object: "no group claimed it", "neither Chad nor Niger claimed it".
fn negating_determiner(clause: &Clause, noun: usize) -> Option<usize> {
    let words = &clause.lexicon.rules.negation.determiners;
    let before = |&child: &usize| matches!(clause.label(child), Label::Det | Label::Preconj);
    clause.children(noun).filter(before).find(|&child| words.contains(clause.lower(child)))
}

fn infinitive(clause: &Clause, verb: usize) -> bool {
    clause.tag(verb) == Tag::Vb && roles::has_infinitive_mark(clause, verb)
}

/// "called the bloodshed a tragedy": says what it was, and calls for nothing.
fn is_naming(clause: &Clause, verb: usize) -> bool {
    clause.is_one_of(verb, &clause.lexicon.rules.words.naming) && clause.child(verb, Label::Oprd).is_some()
}
