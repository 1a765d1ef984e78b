//! Names of places in a sentence: those of the lexicon, those that the text calls places, those behind prepositions.

use super::placed::is_placed;
use super::resolve::settle;
use crate::extract::clause::Clause;
use crate::extract::roles;
use crate::lexicon::{Place, PlaceForm};
use crate::syntax::{Label, Tag};

/// The only place, or by far the largest, that the name headed by `token` means.
pub fn of_phrase<'l>(clause: &Clause<'l>, token: usize) -> Option<&'l Place> {
    let nouns = &clause.lexicon.rules.words.place_nouns;
    let is_part = |at: usize| clause.label(at) == Label::Compound && clause.head(at) == Some(token);
    let named = |start: usize| {
        let (_, last, holders) = known(clause, start)?;
        let holders = holders.iter().filter_map(|&holder| clause.lexicon.place(holder)).collect();
        let whole = last == token || last + 1 == token && clause.is_one_of(token, nouns);
        settle(holders).filter(|place| whole && !place.country.is_empty())
    };
    let start = (token.saturating_sub(3)..=token).find(|&at| at == token || is_part(at))?;
    // "the outskirts of Kharkiv".
    let inner = || {
        let setting = clause.is_one_of(token, nouns) || clause.is_one_of(token, &clause.lexicon.rules.words.settings);
        let of = roles::heads(clause, token, &clause.lexicon.rules.grammar.genitive);
        of.into_iter().filter(|&inner| setting && inner > token).find_map(|inner| of_phrase(clause, inner))
    };
    named(start).or_else(inner)
}

/// Whether the word ends the name of a place of the lexicon.
pub fn is_named(clause: &Clause, token: usize) -> bool {
    (token.saturating_sub(3)..=token).any(|start| known(clause, start).is_some_and(|(_, last, _)| last == token))
}

/// Whether the sentence says that it is set somewhere, and nowhere that can be in the country.
pub fn is_abroad(clause: &Clause, country: &str) -> bool {
    let held = |at| longest(clause, at).filter(|_| is_placed(clause, at)).map(|(_, holders)| holders);
    let is_in = |&holder: &u32| clause.lexicon.place(holder).is_some_and(|place| *place.country == *country);
    let mut named = (0..clause.len()).filter_map(held).filter(|holders| !holders.is_empty()).peekable();
    named.peek().is_some() && named.all(|holders| !holders.iter().any(is_in))
}

/// First and last token of a place of the lexicon that begins at `at`, and who has the name.
pub fn known(clause: &Clause, at: usize) -> Option<(usize, usize, Vec<u32>)> {
    let (last, holders) = longest(clause, at).filter(|&(last, _)| !is_entitled(clause, at, last))?;
    // "Northern Samar" is another place than "Samar", "northern Iraq" is a part of Iraq.
    let within = |head: usize| (at..=last).contains(&head);
    let qualified = at.checked_sub(1).filter(|&before| {
        let words = &clause.lexicon.rules.words.place_qualifiers;
        words.contains(clause.lower(before)) && is_capital(clause, before) && clause.head(before).is_some_and(within)
    });
    // "Dan Isa" is another town than "Isa".
    let parted = |before: usize| {
        clause.label(before) == Label::Compound
            && clause.head(before).is_some_and(within)
            && clause.is_unknown_name(before)
            && !clause.is_title_case()
            && longest(clause, before).is_none()
    };
    if qualified.is_none() && at.checked_sub(1).is_some_and(parted) {
        return None;
    }
    // "Beni Walid" is another town than "Beni".
    let longer = clause.head(last).is_some_and(|head| {
        head > last
            && clause.label(last) == Label::Compound
            && clause.tag(head) == Tag::Nnp
            && names_no_more(clause, head)
    });
    if longer {
        return None;
    }
    match qualified {
        Some(before) if !has_country(clause, &holders) => Some((before, last, Vec::new())),
        _ => Some((at, last, holders)),
    }
}

/// "Judge Moore": who bears a title is no town.
fn is_entitled(clause: &Clause, first: usize, last: usize) -> bool {
    first.checked_sub(1).is_some_and(|title| {
        clause.head_by(title, Label::Compound) == Some(last)
            && is_capital(clause, title)
            && !clause.lexicon.agents_of(clause.lower(title)).is_empty()
    })
}

/// Whether a capitalised word only belongs to a name, and is no "District", "University" or "Attack" beside it.
fn names_no_more(clause: &Clause, token: usize) -> bool {
    let lexicon = clause.lexicon;
    let lists = &lexicon.metonymy;
    let word = clause.lower(token);
    is_capital(clause, token)
        && !clause.is_title_case()
        && clause.mention(token).is_none()
        && !clause.is_one_of(token, &lexicon.rules.words.place_nouns)
        && !clause.is_one_of(token, &lexicon.rules.words.settings)
        && ![&lists.organisation_words, &lists.place_before, &lists.titles, &lists.not_names]
            .into_iter()
            .any(|l| l.has(word))
        && lexicon.agents_of(word).is_empty()
        && lexicon.triggers_of(word).is_empty()
        && longest(clause, token).is_none()
}

/// Whether one of the places is a country.
pub fn has_country(clause: &Clause, holders: &[u32]) -> bool {
    holders.iter().filter_map(|&holder| clause.lexicon.place(holder)).any(Place::is_country)
}

/// A name that the text calls a place: "the village of Yelwata", "in Tsegede district".
pub fn called_a_place(clause: &Clause, at: usize) -> Option<(usize, usize, Vec<u32>)> {
    let named = |token: usize| {
        is_capital(clause, token)
            && clause.mention(token).is_none()
            && matches!(clause.tag(token), Tag::Nnp | Tag::Nnps)
    };
    let nouns = &clause.lexicon.rules.words.place_nouns;
    let last = (at..clause.len()).take_while(|&token| named(token)).last().filter(|&last| is_news(clause, at, last))?;
    let of_setting = at >= 2 && roles::is_genitive(clause, at - 1) && clause.is_one_of(at - 2, nouns);
    // "Tsegede district" and "Tsegede District".
    let before_setting = clause.is_one_of(last + 1, nouns) && clause.head(last) == Some(last + 1);
    let ends_in_setting = last > at && clause.is_one_of(last, nouns) && is_placed(clause, at);
    let last = if ends_in_setting { last - 1 } else { last };
    (of_setting || before_setting || ends_in_setting).then(|| (at, last, Vec::new()))
}

/// A name of one or two words that nobody knows, right after a preposition of place: "in Moura".
pub fn after_preposition(clause: &Clause, at: usize) -> Option<(usize, usize, Vec<u32>)> {
    let lists = &clause.lexicon.metonymy;
    let before = at.checked_sub(1)?;
    let placed =
        clause.lexicon.rules.words.place_prepositions.contains(clause.lower(before)) && clause.tag(before) == Tag::In;
    let is_name = |token: usize| {
        let word = clause.lower(token);
        is_capital(clause, token)
            && clause.tag(token) == Tag::Nnp
            && clause.mention(token).is_none()
            && clause.word(token).chars().any(char::is_lowercase)
            && ![&lists.not_names, &lists.organisation_words, &lists.titles].into_iter().any(|list| list.has(word))
            && clause.lexicon.agents_of(word).is_empty()
            && !clause.lexicon.rules.dates.months.contains_key(word)
    };
    let last =
        (at..clause.len()).take_while(|&token| is_name(token)).last().filter(|&last| is_news(clause, at, last))?;
    let whole = clause.label(last) == Label::Pobj && clause.head(last) == Some(before) && last < at + 2;
    (placed && whole && !is_capital(clause, last + 1)).then(|| (at, last, Vec::new()))
}

/// Whether no place that the lexicon knows stands in the stretch.
fn is_news(clause: &Clause, from: usize, to: usize) -> bool {
    (from..=to).all(|token| known(clause, token).is_none())
}

fn is_capital(clause: &Clause, token: usize) -> bool {
    clause.word(token).starts_with(char::is_uppercase)
}

fn longest(clause: &Clause, at: usize) -> Option<(usize, Vec<u32>)> {
    if !clause.word(at).starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    // "BLA" is no town of Mali.
    let acronym = (2..6).contains(&clause.word(at).len()) && !clause.word(at).contains(char::is_lowercase);
    if acronym && (0..clause.len()).any(|word| clause.word(word).contains(char::is_lowercase)) {
        return None;
    }
    let forms = clause.lexicon.places_of(clause.lower(at));
    // "the villages" is no town of that name.
    let small = clause.lower(at).len() <= 3;
    let named = |k: usize, word: &str| !small || word.len() <= 3 || clause.word(at + k).starts_with(char::is_uppercase);
    let fits =
        |form: &&PlaceForm| form.words().enumerate().all(|(k, word)| clause.lower(at + k) == word && named(k, word));
    let length = forms.iter().filter(fits).map(PlaceForm::length).max()?;
    let holders = forms.iter().filter(|form| form.length() == length && fits(form)).map(|form| form.place).collect();
    Some((at + length.max(1) - 1, holders))
}
