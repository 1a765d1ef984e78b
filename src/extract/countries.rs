//! What an article has told of the countries of those who have no name in it.

use super::clause::Clause;
use super::parties::{Cast, Cited};
use crate::annotation::Party;
use crate::lexicon::is_country;
use crate::ontology::{Kind, Sector};
use crate::syntax::{Label, Tag};
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

/// How many names of a country an article needs before it can be about it.
const NAMES: usize = 3;

/// Countries by what the article calls their people and bodies, and its own.
pub(super) struct Countries {
    nouns: HashMap<String, Arc<str>>,
    /// The country of most of those whom the article names.
    named: Option<Arc<str>>,
    /// How many of those whom it names, and of the places so far where something happened, are of each.
    counts: HashMap<Arc<str>, usize>,
    /// That of the armed groups that the article names, where all are of one.
    rebels: Option<Arc<str>>,
}

impl Countries {
    pub fn of_article(cast: &Cast) -> Countries {
        let mut counts: HashMap<Arc<str>, usize> = HashMap::default();
        let named = cast.mentions.iter().map(|mention| cast.named(mention, mention.span));
        for code in named.filter_map(|party| party.code).filter(|code| is_country(code)) {
            *counts.entry(code).or_default() += 1;
        }
        let groups = cast.mentions.iter().filter(|mention| mention.kind == Kind::Group);
        let armed =
            groups.map(|mention| cast.named(mention, mention.span)).filter(|group| group.sector == [Sector::Reb]);
        let mut rebels = armed.filter_map(|group| group.code).filter(|code| is_country(code));
        let first = rebels.next();
        let rebels = first.filter(|first| rebels.all(|other| other == *first));
        Countries { nouns: HashMap::default(), named: most(&counts).cloned(), counts, rebels }
    }

    /// Hears that something happened in a country.
    pub fn learn_place(&mut self, country: &Arc<str>) {
        if is_country(country) {
            *self.counts.entry(country.clone()).or_default() += 1;
        }
    }

    /// Hears that a party without a name is of a country.
    pub fn learn(&mut self, clause: &Clause, cited: &Cited, settled: &Party) {
        let nameless = settled.actor.is_none() && clause.is_noun(cited.token);
        let Some(country) = settled.code.as_ref().filter(|code| nameless && is_country(code)) else { return };
        self.nouns.insert(clause.lower(cited.token).to_owned(), country.clone());
    }

    /// The country of "the army" where an army was told of before; "an army", "two armies" may be others.
    pub fn known(&self, clause: &Clause, cited: &Cited) -> Option<&Arc<str>> {
        let noun = cited.token;
        let described = |child: usize| {
            matches!(clause.label(child), Label::NumMod | Label::Poss | Label::Amod)
                || clause.label(child) == Label::Det && !clause.is_definite_article(child)
        };
        let same = matches!(clause.tag(noun), Tag::Nn | Tag::Nns) && !clause.children(noun).any(described);
        // "the rebels" of an article on the Houthis.
        let rebels =
            || self.rebels.as_ref().filter(|_| cited.party.sector == [Sector::Reb] && clause.is_definite(noun));
        self.nouns.get(clause.lower(noun)).or_else(rebels).filter(|_| same)
    }

    /// The country that the article is about.
    pub fn of_most(&self) -> Option<&Arc<str>> {
        self.named.as_ref().or_else(|| most(&self.counts))
    }
}

/// The country of at least three in five.
fn most(counts: &HashMap<Arc<str>, usize>) -> Option<&Arc<str>> {
    let all: usize = counts.values().sum();
    let most = counts.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
    most.filter(|&(_, &count)| count >= NAMES && count * 5 >= all * 3).map(|(code, _)| code)
}
