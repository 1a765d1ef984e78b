//! Whether the name of a country or capital means its government, or only where something is.
//!
//! The words that tell stand in `[metonymy]` of `rules.toml`.

use super::around::{self, Neighbour, is_possessive};
use super::candidates::Candidate;
use super::context::Context;
use crate::lexicon::{Alias, AliasSort, WordList};
use crate::ontology::Kind;

/// What the name of a country or capital stands for.
pub enum Standing<'a> {
    /// Who governs there; the list that tells, if one does.
    Party(Option<&'a WordList>),
    Place,
}

/// Which sort of geographic name a candidate is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Geographic {
    Country,
    Capital,
}

/// Whether the alias names a country or a capital.
pub fn geographic(context: &Context, alias: &Alias) -> Option<Geographic> {
    let kind = context.lexicon.actors.get(alias.actor as usize)?.kind;
    match alias.sort {
        AliasSort::Capital => Some(Geographic::Capital),
        AliasSort::Name if kind == Kind::State => Some(Geographic::Country),
        _ => None,
    }
}

/// What the `index`-th candidate, a country or capital, stands for where it is.
pub fn standing<'a>(context: &Context<'a>, index: usize, sort: Geographic) -> Standing<'a> {
    let Some(name) = context.found.get(index) else { return Standing::Place };
    let lists = &context.lexicon.metonymy;
    if let Some(hyphened) = hyphened(context, name, sort) {
        return hyphened;
    }
    if within_organisation(context, name) {
        return Standing::Place;
    }
    let (first, last) = chain(context, index);
    let head = context.found.get(first).unwrap_or(name);
    let tail = context.found.get(last).unwrap_or(name);
    match sort {
        Geographic::Country if is_possessive(context.text, name.span) => Standing::Party(None),
        Geographic::Country => {
            if follows_place(context, first) {
                return Standing::Place;
            }
            by_preposition(context, head, &[&lists.place_after]).unwrap_or(Standing::Party(None))
        }
        Geographic::Capital => right_of_capital(context, name, index)
            .or_else(|| left_of_capital(context, head))
            .or_else(|| happens_to(context, tail).then_some(Standing::Place))
            .unwrap_or(Standing::Party(None)),
    }
}

/// "Pakistan-backed", "anti-Kabul", "Kabul-based".
fn hyphened<'a>(context: &Context<'a>, name: &Candidate, sort: Geographic) -> Option<Standing<'a>> {
    let left = context.before(name).filter(|left| is_hyphen(left.gap));
    if left.is_some_and(|left| !left.is_capitalised() || left.word.len() <= 4) {
        return Some(Standing::Party(None));
    }
    let right = context.after(name).filter(|right| is_hyphen(right.gap))?;
    let first = right.word.split('-').next().unwrap_or_default().to_lowercase();
    let place = sort == Geographic::Capital && context.lexicon.metonymy.place_before.has(&first);
    Some(if place { Standing::Place } else { Standing::Party(None) })
}

fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2010}" | "\u{2011}" | "–")
}

/// "Bank of Pakistan", "Pakistan Cricket Board": part of a longer name that the dictionaries don't know.
fn within_organisation(context: &Context, name: &Candidate) -> bool {
    let nouns = &context.lexicon.metonymy.organisation_words;
    let named = |beside: &Neighbour| beside.is_capitalised() && nouns.has(&beside.word.to_lowercase());
    let sentence = context.sentence(name);
    let of =
        context.before(name).filter(|left| left.adjoins() && context.lexicon.rules.grammar.genitive.has(left.word));
    let headed = of
        .and_then(|of| around::before(context.text, sentence.start, of.span.start))
        .is_some_and(|head| head.adjoins() && named(&head));
    if headed || is_headline(context, name) {
        return headed;
    }
    // "Pakistan Cricket Board": the last of the capitalised words that follow.
    let mut at = name.span.end;
    let mut last = None;
    while let Some(word) =
        around::after(context.text, at, sentence.end).filter(|word| word.adjoins() && word.is_capitalised())
    {
        at = word.span.end;
        last = Some(word);
    }
    last.is_some_and(|last| named(&last))
}

/// In bytes.
const LONGEST_HEADLINE: usize = 400;

/// Whether nearly all the longer words of the sentence are capitalised, and no full stop ends it.
fn is_headline(context: &Context, name: &Candidate) -> bool {
    let sentence = context.sentence(name).of(context.text);
    if sentence.len() > LONGEST_HEADLINE || sentence.ends_with(['.', '"', '”']) {
        return false;
    }
    let (mut capital, mut small) = (0, 0);
    for word in around::words(context.text, context.sentence(name)).filter(|word| word.word.len() > 4) {
        if word.is_capitalised() { capital += 1 } else { small += 1 }
    }
    capital >= 3 && small * 3 < capital
}

/// How far a list of names is followed to either side.
const LONGEST_LIST: usize = 64;

/// The first and last of the names that are listed together: "Kabul, Tehran and Islamabad".
fn chain(context: &Context, index: usize) -> (usize, usize) {
    let links = &context.lexicon.metonymy.links;
    // Whether two names are next to each other in a list, and whether more than a comma says so.
    let joined = |left: usize, right: usize| -> Option<bool> {
        let (a, b) = (context.found.get(left)?, context.found.get(right)?);
        let gap = context.text.get(a.span.end as usize..b.span.start as usize)?;
        let mut words = gap.split([' ', ',', '\n']).filter(|word| !word.is_empty()).peekable();
        let linked = words.peek().is_some();
        let listed = a.sentence == b.sentence && is_geographic(context, a) && is_geographic(context, b);
        (listed && words.all(|word| links.has(word))).then_some(linked)
    };
    let mut last = index;
    let mut linked = false;
    while let Some(link) = joined(last, last + 1).filter(|_| last - index < LONGEST_LIST) {
        linked |= link;
        last += 1;
    }
    let mut first = index;
    while let Some(link) =
        first.checked_sub(1).and_then(|before| joined(before, first)).filter(|_| index - first < LONGEST_LIST)
    {
        linked |= link;
        first -= 1;
    }
    // "After the retreat from Iraq, Iran said": a comma alone makes no list; "Iraq, Iran and others" is one.
    let goes_on = last > first
        && context
            .found
            .get(last)
            .and_then(|name| context.after(name))
            .is_some_and(|right| right.gap.trim_matches([' ', ',']).is_empty() && links.has(right.word));
    if linked || goes_on { (first, last) } else { (index, index) }
}

fn is_geographic(context: &Context, name: &Candidate) -> bool {
    let mut aliases = name.aliases.iter().filter_map(|&alias| context.lexicon.aliases.get(alias as usize));
    aliases.any(|alias| geographic(context, alias).is_some())
}

/// "Peshawar, Pakistan".
fn follows_place(context: &Context, index: usize) -> bool {
    let Some(name) = context.found.get(index) else { return false };
    let Some(left) = context.before(name).filter(|left| left.gap.trim() == "," && left.is_capitalised()) else {
        return false;
    };
    let capital = index.checked_sub(1).and_then(|before| context.found.get(before));
    if capital.is_some_and(|capital| capital.span == left.span && holds(context, capital, name)) {
        return true;
    }
    let countries: Vec<_> = name.aliases.iter().filter_map(|&alias| country(context, alias)).collect();
    let town = left.word.to_lowercase();
    context.lexicon.places_of(&town).iter().any(|form| {
        let place = context.lexicon.place(form.place);
        let ends = form.words().next_back() == Some(town.as_str());
        ends && place.is_some_and(|place| countries.iter().any(|country| **country == *place.country))
    })
}

/// What the preposition before the name and the word before that say.
fn by_preposition<'a>(context: &Context<'a>, name: &Candidate, places: &[&'a WordList]) -> Option<Standing<'a>> {
    let lists = &context.lexicon.metonymy;
    let start = context.sentence(name).start;
    let mut left = context.before(name)?;
    for _ in 0..4 {
        if !left.adjoins() {
            return None;
        }
        let word = left.word.to_lowercase();
        if lists.towards.has(&word) {
            return Some(after_to(context, start, left.span.start));
        }
        if places.iter().any(|list| list.has(&word)) {
            let governor = around::before(context.text, start, left.span.start).filter(Neighbour::adjoins);
            let party = governor.is_some_and(|governor| {
                let governor = governor.word.to_lowercase();
                lists.party_words.has(&governor) && !(lists.within.has(&word) && places.len() > 1)
            });
            return Some(if party { Standing::Party(Some(&lists.party_words)) } else { Standing::Place });
        }
        if !lists.between.has(&word) {
            return None;
        }
        left = around::before(context.text, start, left.span.start)?;
    }
    None
}

/// "flew back to Kabul", "a threat to Kabul": whether one of the last words before "to", at byte `at`, is of motion.
fn after_to<'a>(context: &Context<'a>, start: u32, mut at: u32) -> Standing<'a> {
    for _ in 0..4 {
        let Some(word) = around::before(context.text, start, at).filter(Neighbour::adjoins) else { break };
        if context.lexicon.metonymy.motion.has(&word.word.to_lowercase()) {
            return Standing::Place;
        }
        at = word.span.start;
    }
    Standing::Party(None)
}

/// "Kabul airport", "the Kabul government", "Kabul, Afghanistan".
fn right_of_capital<'a>(context: &Context<'a>, name: &Candidate, index: usize) -> Option<Standing<'a>> {
    let lists = &context.lexicon.metonymy;
    let right = context.after(name)?;
    if right.gap.trim() == "," {
        let next = context.found.get(index + 1).filter(|next| next.span.start == right.span.start)?;
        return holds(context, name, next).then_some(Standing::Place);
    }
    if !right.adjoins() {
        return None;
    }
    let word = right.word.to_lowercase();
    if lists.government_before.has(&word) {
        return Some(Standing::Party(Some(&lists.government_before)));
    }
    let next_is_name = context.found.get(index + 1).is_some_and(|next| next.span.start == right.span.start);
    let longer_name = right.is_capitalised() && !next_is_name && !is_headline(context, name);
    (lists.place_before.has(&word) || longer_name).then_some(Standing::Place)
}

/// Whether the capital is that of the state named after it.
fn holds(context: &Context, capital: &Candidate, state: &Candidate) -> bool {
    let states: Vec<_> = state.aliases.iter().filter_map(|&alias| country(context, alias)).collect();
    let mut seats = capital.aliases.iter().chain(&capital.dated_out).filter_map(|&alias| country(context, alias));
    seats.any(|country| states.contains(&country))
}

/// The country of the actor whose name the alias is.
fn country<'a>(context: &Context<'a>, alias: u32) -> Option<&'a str> {
    let alias = context.lexicon.aliases.get(alias as usize)?;
    context.lexicon.actors.get(alias.actor as usize)?.country.as_deref()
}

/// "in Kabul", "captured Kabul", "its Kabul mission".
fn left_of_capital<'a>(context: &Context<'a>, name: &Candidate) -> Option<Standing<'a>> {
    let lists = &context.lexicon.metonymy;
    let left = context.before(name).filter(Neighbour::adjoins)?;
    let word = left.word.to_lowercase();
    if lists.determiners.has(&word) || word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Standing::Place);
    }
    if let Some(standing) = by_preposition(context, name, &[&lists.place_after, &lists.capital_place_after]) {
        return Some(standing);
    }
    let verb = context.lexicon.lemmas_of(&word).iter().any(|(lemma, _)| lists.place_verbs.has(lemma));
    verb.then_some(Standing::Place)
}

/// "Kabul fell", "Kabul was hit": what happens to a town, not what a government does.
fn happens_to(context: &Context, name: &Candidate) -> bool {
    let lists = &context.lexicon.metonymy;
    let Some(right) = context.after(name).filter(Neighbour::adjoins) else { return false };
    let place_verb = |word: &str| {
        context.lexicon.lemmas_of(&word.to_lowercase()).iter().any(|(lemma, _)| lists.place_verbs.has(lemma))
    };
    if lists.falls.has(right.word) {
        return true;
    }
    lists.passives.has(right.word)
        && around::after(context.text, right.span.end, context.sentence(name).end)
            .is_some_and(|verb| verb.adjoins() && place_verb(verb.word))
}
