//! Whom the coder has heard of and who can be referred to later.

use super::{Coder, LONGEST};
use crate::annotation::Party;
use crate::extract::clause::Clause;
use crate::extract::parties::{self, Cited};
use crate::extract::passed::Waiting;
use crate::extract::reference::{self, Referent, Standing};
use crate::extract::strangers::{self, Introduction};
use crate::ontology::{Kind, Sector};
use crate::syntax::Label;

impl<'a> Coder<'a> {
    pub(super) fn name_antecedents(&mut self, sentence: u32) {
        let mentions = self.cast.mentions;
        let from = mentions.partition_point(|mention| mention.sentence < sentence);
        let here = mentions.iter().skip(from).take_while(|mention| mention.sentence == sentence);
        for (k, mention) in here.enumerate() {
            self.antecedents.add(Referent {
                party: self.cast.named(mention, mention.span),
                trace: mention.trace.clone(),
                kind: mention.kind,
                sentence,
                at: mention.span.start,
                standing: if k == 0 { Standing::First } else { Standing::Told },
                plural: false,
                speaks: false,
                company: None,
            });
        }
    }

    /// Hears who those are whom the sentence calls by a name that no dictionary knows.
    pub(super) fn introduce(&mut self, clause: &Clause<'a>) {
        for surname in
            (0..clause.len()).filter(|&token| clause.mention(token).is_none()).map(|token| clause.word(token))
        {
            let Some(introduction) = self.strangers.take(surname) else { continue };
            let described = self.described(clause, introduction);
            let unknown = || Party::unnamed(introduction.name, None, vec![Sector::Unk]);
            self.antecedents.introduce(surname, described.unwrap_or_else(unknown));
        }
    }

    /// Whom the sentence of a full name describes him as.
    fn described(
        &mut self,
        clause: &Clause<'a>,
        Introduction { sentence, name, is_shared }: Introduction,
    ) -> Option<Party> {
        if is_shared {
            return None;
        }
        if sentence == clause.sentence {
            return strangers::described(clause, name, &self.cast, &self.antecedents);
        }
        let span = self.sentences.get(sentence as usize)?.span;
        let there = self.clause(sentence, span);
        let party = (there.len() <= LONGEST).then(|| strangers::described(&there, name, &self.cast, &self.antecedents));
        self.parsed.extend(there.is_parsed().then_some(sentence));
        party?
    }

    /// Hears from this sentence and those before whom its pronouns may mean.
    pub(super) fn ask_subjects(&mut self, waiting: &mut Waiting<'a>) {
        let mut passed = std::mem::take(&mut self.passed);
        let before = passed.before(reference::first_meant(&waiting.clause)).filter(|one| one.subjects);
        for one in before.chain(std::iter::once(waiting)) {
            one.subjects = false;
            self.subject_antecedents(&one.clause);
        }
        self.passed = passed;
    }

    /// What a sentence is about can be referred to in the sentence itself: "The gunmen fled before they were caught".
    pub(super) fn subject_antecedents(&mut self, clause: &Clause) {
        let is_subject = |token: &usize| matches!(clause.label(*token), Label::Nsubj | Label::NsubjPass);
        for token in (0..clause.len()).filter(is_subject) {
            let parties = |head| parties::parties(clause, head, &self.cast, &self.antecedents);
            let subject = parties(token);
            let others: Vec<Cited> =
                clause.conjuncts(token).into_iter().filter(|&head| head != token).flat_map(parties).collect();
            let company = subject.first().filter(|_| !others.is_empty()).map(|first| first.party.span.start);
            for cited in &subject {
                // "Afghan soil was used": told of the soil.
                let before = |owner: usize| matches!(clause.label(owner), Label::Amod | Label::Compound);
                let thing = cited.via.is_some_and(before) && !parties::is_people(clause, token, &self.cast);
                let standing = if thing { Standing::Told } else { Standing::Subject };
                self.remember(clause, cited, standing, company);
            }
            for cited in &others {
                self.remember(clause, cited, Standing::Told, company);
            }
        }
    }

    /// An agent, and whoever is a sentence's subject, can be referred to later ("they").
    pub(super) fn remember(&mut self, clause: &Clause, cited: &Cited, standing: Standing, company: Option<u32>) {
        let named = self.cast.kind(&cited.party);
        // "he said": whose words a quotation may go on with.
        let speaks = standing == Standing::Subject && clause.reports(cited.token);
        let nameless = cited.party.actor.is_none() && (clause.is_noun(cited.token) || speaks);
        if !nameless && (named.is_none() || standing != Standing::Subject && company.is_none()) {
            return;
        }
        let plural = named.is_none() && clause.is_plural(cited.token);
        let person = !plural
            && (clause.is_unknown_name(cited.token)
                || clause.lexicon.rules.reference.person_nouns.contains(clause.lower(cited.token)));
        let is_member = named.is_some_and(|kind| kind != Kind::Person)
            && clause.is_unknown_name(cited.token)
            && clause.child(cited.token, Label::Appos).is_some();
        self.antecedents.add(Referent {
            party: cited.party.clone(),
            trace: cited.trace.clone(),
            // "Antonio García, the commander of the ELN": a person, though the party is the group.
            kind: named.filter(|_| !is_member).unwrap_or(if person || is_member { Kind::Person } else { Kind::Group }),
            sentence: clause.sentence,
            at: cited.party.span.start,
            standing,
            plural,
            speaks,
            company,
        });
    }
}
