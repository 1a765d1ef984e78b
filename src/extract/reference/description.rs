//! Whom a definite description means: "the group", "the country's", "the prime minister", "the general".

use super::{Antecedents, PAIR_REACH, REACH, Referent, Standing};
use crate::annotation::Party;
use crate::extract::clause::Clause;
use crate::extract::parties::{is_same, is_same_state, role_on};
use crate::extract::places;
use crate::lexicon::{Lexicon, Role, is_country};
use crate::ontology::{Kind, Sector};
use crate::syntax::Label;
use std::sync::Arc;

/// How many sentences back an armed group may have been named whom "the group" means, where nobody else is nearer.
const BODY_REACH: u32 = 4;

/// How many sentences back an armed group may have been named whom "the rebels" means.
const GROUP_REACH: u32 = 8;

/// How many times as often as all others it is to be named.
const OFTEN: usize = 3;

impl Antecedents {
    /// Whom a definite description at `token` means: "the group", "the ministry", "the country's".
    pub fn description(&self, clause: &Clause, token: usize) -> Option<&Referent> {
        if !clause.is_definite(token) || !is_bare(clause, token) {
            return None;
        }
        let words = &clause.lexicon.rules.reference;
        let word = clause.lower(token);
        if words.group_nouns.contains(word) {
            self.group(clause, token)
        } else if words.state_nouns.contains(word) {
            self.state(clause, token)
        } else if words.offices.contains(word) {
            self.holder(clause, token)
        } else if words.person_nouns.contains(word) || words.ages.iter().any(|age| word.ends_with(&**age)) {
            self.person(clause, token)
        } else {
            None
        }
    }

    /// "the group": the body named last; else "Anarchists marched. The group attacked two policemen."
    fn group(&self, clause: &Clause, token: usize) -> Option<&Referent> {
        // "the militia" is no international body, "the group" no ministry.
        let armed = clause.lexicon.rules.reference.armed_nouns.contains(clause.lower(token));
        let union = clause.lexicon.rules.reference.union_nouns.contains(clause.lower(token));
        let body = |r: &Referent| {
            let unarmed = matches!(r.kind, Kind::Organisation | Kind::Party)
                || union && matches!(r.kind, Kind::Agency | Kind::Igo);
            (r.kind == Kind::Group || unarmed && !armed) && r.party.actor.is_some()
        };
        let nameless = |r: &Referent| r.kind == Kind::Group && r.plural && r.standing == Standing::Subject;
        let near = |fits: &dyn Fn(&Referent) -> bool| self.last(clause, token, REACH, |r| r.at, fits);
        let rebels = |r: &Referent| r.kind == Kind::Group && r.party.actor.is_some();
        near(&body).or_else(|| near(&nameless)).or_else(|| self.last(clause, token, BODY_REACH, |r| r.at, rebels))
    }

    /// "the rebels", "the guerrilla group": the armed group named last, where no other is named nearly as often.
    pub fn armed_group(&self, clause: &Clause, token: usize, rebels: &Party) -> Option<&Referent> {
        // "the rebels, who number 5,000," are all there are.
        let aside = |relative: usize| {
            let (start, _) = clause.phrase(relative);
            start.checked_sub(1).is_some_and(|before| clause.lower(before) == ",")
        };
        let told_apart = |child: usize| match clause.label(child) {
            Label::Relcl => !aside(child),
            label => matches!(label, Label::Poss | Label::NumMod | Label::Appos),
        };
        // "the armed groups" are several, "the extremists" need be none of those named.
        let words = &clause.lexicon.rules.reference;
        let called = clause.is_one_of(token, &words.rebel_nouns)
            || clause.is_one_of(token, &words.group_nouns) && !clause.is_plural(token);
        let definite = clause.is_definite(token) && !clause.children(token).any(told_apart);
        if rebels.sector != [Sector::Reb] || !definite || !called {
            return None;
        }
        let at = clause.tokens.get(token)?.span.start;
        let doers = self.doers(clause, token);
        let armed = |r: &&Referent| {
            r.kind == Kind::Group
                && r.at < at
                && clause.sentence.saturating_sub(r.sentence) <= GROUP_REACH
                && r.party.sector.contains(&Sector::Reb)
        };
        // Of the rebels told of last it must be said whose they are, and others elsewhere may be meant too.
        let last = self.recent().rfind(armed).filter(|last| last.party.actor.is_some())?;
        let named = || self.recent().filter(armed).filter(|r| r.party.actor.is_some());
        let times = named().filter(|r| r.party.actor == last.party.actor).count();
        let elsewhere =
            |r: &Referent| r.party.actor.is_none() && r.party.code.is_some() && r.party.code != last.party.code;
        let others = self.recent().filter(armed).any(elsewhere);
        let alone = times >= OFTEN * (named().count() - times) && !others;
        // Al-Qaeda are militants, and nobody's rebels.
        let country = last.party.code.as_deref()?;
        if !is_country(country) && !clause.is_one_of(token, &words.stateless_nouns) {
            return None;
        }
        let at_home = rebels.code.is_none() || rebels.code == last.party.code;
        let abroad = places::is_abroad(clause, country);
        let acts = doers.iter().any(|doer| is_same(&doer.party, &last.party));
        (at_home && alone && !abroad && !acts).then_some(last)
    }

    /// "the country": the state named last; "the kingdom": the last that is one.
    fn state(&self, clause: &Clause, token: usize) -> Option<&Referent> {
        let Some(ids) = clause.lexicon.rules.reference.state_sorts.get(clause.lower(token)) else {
            return self.last(clause, token, REACH, |r| r.at, |r| r.kind == Kind::State);
        };
        let at = clause.tokens.get(token)?.span.start;
        self.recent().rev().find(|r| r.at < at && r.party.actor.as_ref().is_some_and(|id| ids.contains(id)))
    }

    /// "its neighbour": the state told of last that is not the one whose neighbour it is.
    pub fn neighbour(&self, clause: &Clause, token: usize, of: &Party) -> Option<&Referent> {
        // "Mali and Niger accused their neighbour": neither of them.
        let own = self.recent().filter(|r| is_same(&r.party, of)).filter_map(|r| r.company).collect::<Vec<_>>();
        let with_it = |r: &Referent| r.company.is_some_and(|company| own.contains(&company));
        let named_with = |r: &Referent| self.recent().any(|one| is_same(&one.party, &r.party) && with_it(one));
        let same = |r: &Referent| is_same(&r.party, of) || is_same_state(&r.party, of);
        let other = |r: &Referent| r.kind == Kind::State && !same(r) && !named_with(r);
        self.last(clause, token, PAIR_REACH, |r| r.at, other)
    }

    /// "the general": who was named last before the sentence; "Trump ordered the killing of the general" means another.
    fn person(&self, clause: &Clause, token: usize) -> Option<&Referent> {
        let is_meant = |r: &Referent| {
            r.sentence < clause.sentence
                && r.kind == Kind::Person
                && r.party.actor.is_some()
                && may_be_called(&r.party, clause.lower(token), clause.lexicon)
        };
        self.last(clause, token, REACH, |r| r.at, is_meant)
    }

    /// "the president": who was named last of those who hold the office on the day of the article.
    fn holder(&self, clause: &Clause, token: usize) -> Option<&Referent> {
        let at = clause.tokens.get(token)?.span.start;
        let called = called(clause, token);
        let is_holder = |id: &str| {
            let role = clause.lexicon.actor(id).and_then(|actor| role_on(actor, self.day));
            role.is_some_and(|role| is_title_of(role, &called, clause.lexicon))
        };
        // "Maliki accused the president": of the country of those whom the sentence names.
        let persons = self.of_sentence(clause.sentence).filter(|r| r.kind == Kind::Person);
        let here: Vec<&Arc<str>> = persons.filter_map(|r| r.party.code.as_ref()).collect();
        let foreign =
            |r: &Referent| !here.is_empty() && r.party.code.as_ref().is_some_and(|code| !here.contains(&code));
        let doers = self.doers(clause, token);
        let acts = |r: &Referent| doers.iter().any(|doer| is_same(&doer.party, &r.party));
        let apart = |r: &Referent| foreign(r) || acts(r) || is_elsewhere(clause, token, r);
        let holder = |r: &&Referent| r.at < at && r.party.actor.as_deref().is_some_and(is_holder) && !apart(r);
        let last = self.recent().rev().find(holder)?;
        if self.day.is_some() {
            return Some(last);
        }
        // Whoever held it at some time: the one of whom the article tells most.
        let times = |one: &Referent| self.recent().filter(|r| r.party.actor == one.party.actor).count();
        self.recent().rev().filter(holder).max_by_key(|r| times(r))
    }
}

/// Whether nothing says which one is meant: "talks with the group in Doha" and "spoke with the president about Syria" do not.
fn is_bare(clause: &Clause, token: usize) -> bool {
    let rules = &clause.lexicon.rules;
    let setting = [&rules.words.place_prepositions, &rules.one_event.topic];
    !clause.children(token).any(|child| match clause.label(child) {
        Label::Amod | Label::Compound => !is_title(clause, child),
        Label::Poss | Label::Appos | Label::NumMod => true,
        // "accused the group of sheltering there" says of no group which it is.
        Label::Prep if clause.child(child, Label::Pcomp).is_some() => false,
        Label::Prep => !setting.iter().any(|words| words.contains(clause.lower(child))),
        _ => false,
    })
}

/// "prime" of "the prime minister".
fn is_title(clause: &Clause, token: usize) -> bool {
    matches!(clause.label(token), Label::Amod | Label::Compound)
        && clause.lexicon.rules.reference.deputies.contains(clause.lower(token))
}

/// "prime minister": an office as it is called.
fn called<'c>(clause: &'c Clause, token: usize) -> Vec<&'c str> {
    let titles = clause.children(token).filter(|&child| is_title(clause, child));
    titles.map(|child| clause.lower(child)).chain([clause.lower(token)]).collect()
}

/// Whether the holder of the office is called so: "the minister" is neither the prime minister nor the deputy minister.
fn is_title_of(role: &Role, called: &[&str], lexicon: &Lexicon) -> bool {
    let office = role.office.as_deref().unwrap_or_default().to_lowercase();
    let of = lexicon.rules.grammar.genitive.prepositions().find_map(|of| office.find(&format!(" {of} ")));
    let title: Vec<&str> = office.get(..of.unwrap_or(office.len())).unwrap_or_default().split_whitespace().collect();
    let whole = title.first().is_some_and(|first| lexicon.rules.reference.deputies.contains(*first));
    title == called || !whole && title.ends_with(called)
}

/// "shot at the president's convoy in Somalia": whether the sentence tells of another country, and the one described does
/// nothing in it.
fn is_elsewhere(clause: &Clause, token: usize, who: &Referent) -> bool {
    let acts = clause.label(token) == Label::Nsubj || clause.reports(token);
    !acts && who.party.code.as_ref().is_some_and(|country| places::is_abroad(clause, country))
}

/// Whether a person may be called so, as far as the agents of the dictionaries tell: no president is "the general".
fn may_be_called(party: &Party, word: &str, lexicon: &Lexicon) -> bool {
    let mut sectors = lexicon.agents_of(word).iter().filter_map(|form| lexicon.agents.get(form.agent as usize));
    let fits = |sector: &[Sector]| sector.is_empty() || sector.iter().any(|one| party.sector.contains(one));
    lexicon.agents_of(word).is_empty() || sectors.any(|agent| fits(&agent.sector))
}
