//! Where an event happened: the nearest fitting place of the clause, else of the sentence.

mod names;
mod placed;
mod resolve;

pub(super) use names::{is_abroad, is_named, of_phrase};
pub(super) use resolve::resolve;

use super::clause::Clause;
use super::roles;
use crate::annotation::{EventPlace, Mention, PlaceFrom};
use crate::lexicon::{Lexicon, Place, PlaceForm};
use crate::ontology::Kind;
use crate::syntax::{Label, Tag};
use crate::text::{Article, Span};
use names::{after_preposition, called_a_place, has_country, known};
use placed::{is_placed, is_side_between, is_taken};
use std::sync::Arc;

/// A place named in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Location {
    pub words: (usize, usize),
    pub span: Span,
    /// Indices into the lexicon's places that have this name; none for a name that the text calls a town, village or
    /// province and that the lexicon does not know.
    holders: Vec<u32>,
    /// Whether it is no more than a country.
    is_country: bool,
    /// Whether a preposition of place stands before it.
    placed: bool,
    /// Whether nothing but the preposition makes it a place: "in Moura".
    guessed: bool,
    /// Whether it owns what follows or does something, and says of no place before it where that lies: "Kabul, Turkey's
    /// ministry", "after they took Kabul, India closed its embassy".
    acts: bool,
}

impl Location {
    /// Whether it says where something happens, more closely than by a country.
    pub fn is_town_told(&self) -> bool {
        self.placed && !self.is_country && !self.guessed
    }

    /// Whether it says where something happens, be it by a country only.
    pub fn is_told(&self) -> bool {
        self.placed && !self.guessed
    }

    /// Whether it is a town or province that somebody knows, wherever it stands.
    pub fn names_a_town(&self) -> bool {
        !self.is_country && !self.guessed
    }

    /// Whether it is no more than a country.
    pub fn is_country(&self) -> bool {
        self.is_country
    }

    /// Whether it is a place for certain and in none of its readings in the country.
    pub fn lies_outside(&self, country: Option<&Arc<str>>, lexicon: &Lexicon) -> bool {
        let mut places = self.holders.iter().filter_map(|&holder| lexicon.place(holder));
        self.placed && !self.holders.is_empty() && places.all(|place| Some(&place.country) != country)
    }
}

/// Every place that the sentence names as a place, in order, the longest names first.
pub(super) fn locations(clause: &Clause, mentions: &[Mention]) -> Vec<Location> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < clause.len() {
        // "Alliance" of "Northern Alliance" is no town.
        let in_a_name = clause
            .mention(at)
            .and_then(|mention| mentions.get(mention))
            .is_some_and(|mention| mention.kind != Kind::State);
        if in_a_name {
            at += 1;
            continue;
        }
        let told = known(clause, at).or_else(|| called_a_place(clause, at));
        let guessed = told.is_none();
        let Some((first, last, holders)) = told.or_else(|| after_preposition(clause, at)) else {
            at += 1;
            continue;
        };
        found.push(Location {
            words: (first, last),
            span: clause.stretch(first, last),
            is_country: has_country(clause, &holders),
            placed: (is_placed(clause, first) || is_taken(clause, last)) && !is_side_between(clause, first, &holders),
            holders,
            guessed,
            acts: clause.tag(last + 1) == Tag::Pos || matches!(clause.label(last), Label::Nsubj | Label::NsubjPass),
        });
        at = last + 1;
    }
    // "near Ngala, Borno state": what stands before its province is a place.
    for at in 1..found.len() {
        let within = !found[at].guessed && found[at].words.0 == found[at - 1].words.1 + 2;
        if within && clause.lower(found[at].words.0 - 1) == "," {
            found[at - 1].guessed = false;
        }
    }
    found
}

/// "a Kharkiv apartment block": whether the place stands before the noun, or owns it.
pub(super) fn is_set_before(clause: &Clause, location: &Location, noun: usize) -> bool {
    let last = location.words.1;
    !location.is_country
        && !location.guessed
        && (matches!(clause.label(last), Label::Compound | Label::Poss)
            || clause.label(last) == Label::Amod && clause.tag(last) == Tag::Nnp)
        && clause.head(last) == Some(noun)
}

/// Where the report begins behind "Nigeria:": a place set before a sentence says where it is told of.
pub(super) fn label_end(clause: &Clause) -> Option<u32> {
    let colon = (1..=LONGEST_LABEL).find(|&at| clause.lower(at) == ":")?;
    let (first, last, _) = known(clause, 0)?;
    let report = clause.tokens.get(colon + 1)?.span.start;
    // "Iran: We will strike" is said by Iran.
    let speaks = clause.lexicon.rules.reference.first_person.contains(clause.lower(colon + 1)) || clause.is_quoted();
    (first == 0 && last + 1 == colon && !speaks).then_some(report)
}

/// How many tokens the name of a place before a colon may have.
const LONGEST_LABEL: usize = 4;

/// The place of the trigger at `token`: a place in the trigger's own phrase, else the nearest placed one. Names that only
/// their preposition makes places are taken for what happens on the ground.
pub(super) fn nearest<'l>(
    locations: &'l [Location],
    clause: &Clause,
    token: usize,
    on_the_ground: bool,
) -> Option<(&'l Location, PlaceFrom)> {
    if let Some(location) = locations.iter().find(|location| is_in_front(location, clause, token)) {
        return Some((location, PlaceFrom::Clause));
    }
    let phrase = clause.phrase(token);
    let inside = |location: &&Location| phrase.0 <= location.words.0 && location.words.1 <= phrase.1;
    // A town says more than its country, and what a clause beside tells less than anything else.
    let distance = |location: &&Location| {
        (
            clause.is_beside(location.words.0, token),
            location.guessed,
            location.is_country,
            is_around_another(location, clause) || is_behind_its_town(location, locations, clause),
            location.words.0.abs_diff(token),
        )
    };
    // "arrested in Libya, the ministry in Cairo said": what hangs on the event itself tells the country.
    let hangs = |location: &&Location| {
        (location.words.0..=location.words.1).any(|word| {
            let on_the_event = |prep: usize| {
                clause.head(prep) == Some(token)
                    && clause.lexicon.rules.words.place_prepositions.contains(clause.lower(prep))
            };
            clause.label(word) == Label::Pobj && clause.head(word).is_some_and(on_the_event)
        })
    };
    let own = locations.iter().filter(|location| location.placed && location.is_country).find(hangs);
    let country = own.and_then(|own| Some(&clause.lexicon.place(*own.holders.first()?)?.country));
    let abroad = |location: &Location| {
        country.is_some() && !location.is_country && location.lies_outside(country, clause.lexicon)
    };
    let placed = || {
        let fit = |location: &&Location| location.placed && (on_the_ground || !location.guessed) && !abroad(location);
        locations.iter().filter(fit)
    };
    if let Some(location) = placed().filter(inside).min_by_key(distance) {
        return Some((location, PlaceFrom::Clause));
    }
    placed().min_by_key(distance).map(|location| (location, PlaceFrom::Sentence))
}

/// "in the West Bank village of Beita": the region says less than the village.
fn is_around_another(location: &Location, clause: &Clause) -> bool {
    let rules = &clause.lexicon.rules;
    let noun = clause.head_by(location.words.1, Label::Compound);
    let noun = noun.filter(|&noun| clause.is_one_of(noun, &rules.words.settlement_nouns));
    let of = noun.map(|noun| roles::heads(clause, noun, &rules.grammar.genitive)).unwrap_or_default();
    of.into_iter().any(|name| clause.tag(name) == Tag::Nnp)
}

/// "in Austin, Texas": the state behind its town says less than the town.
fn is_behind_its_town(location: &Location, all: &[Location], clause: &Clause) -> bool {
    let place = |&holder: &u32| clause.lexicon.place(holder);
    let holds = |town: &Location| {
        let names: Vec<&Arc<str>> = location.holders.iter().filter_map(place).map(|outer| &outer.name).collect();
        let is_within =
            |inner: &Place| [&inner.province, &inner.district].into_iter().flatten().any(|of| names.contains(&of));
        town.holders.is_empty() || town.holders.iter().filter_map(place).any(is_within)
    };
    let before = |town: &&Location| town.words.1 + 2 == location.words.0 && clause.lower(town.words.1 + 1) == ",";
    all.iter().find(before).is_some_and(holds)
}

/// "the Quetta bombing", "the Doha talks".
fn is_in_front(location: &Location, clause: &Clause, noun: usize) -> bool {
    location.names_a_town() && clause.head_by(location.words.1, Label::Compound) == Some(noun)
}

/// The place that the article's dateline names.
pub(super) fn dateline(article: &Article, lexicon: &Lexicon) -> Option<EventPlace> {
    let spans = &article.dateline.as_ref()?.places;
    // "SALEM, Ohio": the second name tells which the first is.
    let named = |(k, &span): (usize, &Span)| {
        let name = span.of(&article.text).to_lowercase();
        let called = |form: &&PlaceForm| form.words().eq(name.split_whitespace());
        let forms = name.split_whitespace().next().map(|first| lexicon.places_of(first)).unwrap_or_default();
        let holders = forms.iter().filter(called).map(|form| form.place).collect();
        Location { words: (k, k), span, holders, is_country: false, placed: true, guessed: false, acts: false }
    };
    let all: Vec<Location> = spans.iter().enumerate().map(named).collect();
    let place = resolve(&article.text, all.first()?, &all, lexicon, &[], None, PlaceFrom::Dateline);
    place.country.is_some().then_some(place)
}
