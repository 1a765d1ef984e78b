//! Where an event happened: the nearest fitting place of the clause, else of the sentence.

use super::clause::Clause;
use super::roles;
use crate::annotation::{EventPlace, Mention, PlaceFrom};
use crate::lexicon::{Lexicon, Place, PlaceForm};
use crate::ontology::Kind;
use crate::syntax::{Label, Tag};
use crate::text::{Article, Span};
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
    /// Whether it owns what follows: "Turkey's ministry".
    owns: bool,
}

impl Location {
    /// Whether it says where something happens, more closely than by a country.
    pub fn is_town_told(&self) -> bool {
        self.placed && !self.is_country && !self.guessed
    }

    /// Whether it is a place for certain and in none of its readings in the country.
    pub fn lies_outside(&self, country: Option<&Arc<str>>, lexicon: &Lexicon) -> bool {
        let mut places = self.holders.iter().filter_map(|&holder| lexicon.places.get(holder as usize));
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
            placed: (is_placed(clause, first) || is_taken(clause, last))
                && !is_country_between(clause, first, &holders),
            holders,
            guessed,
            owns: clause.tag(last + 1) == Tag::Pos,
        });
        at = last + 1;
    }
    found
}

/// First and last token of a place of the lexicon that begins at `at`, and who has the name.
fn known(clause: &Clause, at: usize) -> Option<(usize, usize, Vec<u32>)> {
    let (last, holders) = longest(clause, at)?;
    // "Northern Samar" is another place than "Samar", "northern Iraq" is a part of Iraq.
    let within = |head: usize| (at..=last).contains(&head);
    let qualified = at.checked_sub(1).filter(|&before| {
        let words = &clause.lexicon.rules.words.place_qualifiers;
        words.contains(clause.lower(before)) && is_capital(clause, before) && clause.head(before).is_some_and(within)
    });
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
fn has_country(clause: &Clause, holders: &[u32]) -> bool {
    holders.iter().filter_map(|&holder| clause.lexicon.places.get(holder as usize)).any(Place::is_country)
}

/// A name that the text calls a place: "the village of Yelwata", "in Tsegede district".
fn called_a_place(clause: &Clause, at: usize) -> Option<(usize, usize, Vec<u32>)> {
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
fn after_preposition(clause: &Clause, at: usize) -> Option<(usize, usize, Vec<u32>)> {
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

/// "between Israel and Lebanon" names two sides, "between Monguno and Kukawa" a place.
fn is_country_between(clause: &Clause, first: usize, holders: &[u32]) -> bool {
    let between =
        (first.saturating_sub(5)..first).any(|before| clause.lexicon.rules.grammar.between.has(clause.lower(before)));
    between && has_country(clause, holders)
}

/// "captured Rutshuru", "shelled the town of Toretsk": what is taken or hit is where it happens.
fn is_taken(clause: &Clause, name: usize) -> bool {
    let head = match clause.head(name) {
        Some(of) if roles::is_genitive(clause, of) => {
            clause.head(of).filter(|&setting| clause.is_one_of(setting, &clause.lexicon.rules.words.settings))
        }
        // "stormed Kuriga village".
        Some(noun)
            if clause.label(name) == Label::Compound
                && clause.is_one_of(noun, &clause.lexicon.rules.words.place_nouns) =>
        {
            Some(noun)
        }
        _ => Some(name),
    };
    let Some(head) = head.filter(|&head| matches!(clause.label(head), Label::Dobj | Label::NsubjPass)) else {
        return false;
    };
    let verbs = &clause.lexicon.metonymy.place_verbs;
    let Some(verb) = clause.head(head) else { return false };
    clause.lexicon.lemmas_of(clause.lower(verb)).iter().any(|(lemma, _)| verbs.has(lemma))
}

fn longest(clause: &Clause, at: usize) -> Option<(usize, Vec<u32>)> {
    if !clause.word(at).starts_with(|c: char| c.is_uppercase()) {
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

/// The only place, or by far the largest, that the name headed by `token` means.
pub(super) fn of_phrase<'l>(clause: &Clause<'l>, token: usize) -> Option<&'l Place> {
    let nouns = &clause.lexicon.rules.words.place_nouns;
    let is_part = |at: usize| clause.label(at) == Label::Compound && clause.head(at) == Some(token);
    let named = |start: usize| {
        let (_, last, holders) = known(clause, start)?;
        let holders = holders.iter().filter_map(|&holder| clause.lexicon.places.get(holder as usize)).collect();
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

/// "in Wana", "near the Torkham crossing", "Peshawar, Pakistan".
fn is_placed(clause: &Clause, at: usize) -> bool {
    let prepositions = &clause.lexicon.rules.words.place_prepositions;
    let mut i = at;
    for _ in 0..5 {
        let Some(before) = i.checked_sub(1) else { return false };
        if prepositions.contains(clause.lower(before)) {
            return true;
        }
        // "the town of Wana"
        if roles::is_genitive(clause, before)
            && before > 0
            && clause.is_one_of(before - 1, &clause.lexicon.rules.words.settings)
        {
            return true;
        }
        // "in Cameroon's Northwest region".
        let passes = clause.lexicon.rules.words.place_gaps.contains(clause.lower(before))
            || clause.tag(before) == Tag::Pos
            || clause.label(before) == Label::Amod
            || clause.is_noun(before);
        if !passes {
            return false;
        }
        i = before;
    }
    false
}

/// The place of the trigger at `token`: a place in the trigger's own phrase, else the nearest placed one. Names that only
/// their preposition makes places are taken for what happens on the ground.
pub(super) fn nearest<'l>(
    locations: &'l [Location],
    clause: &Clause,
    token: usize,
    on_the_ground: bool,
) -> Option<(&'l Location, PlaceFrom)> {
    let phrase = clause.phrase(token);
    let inside = |location: &&Location| phrase.0 <= location.words.0 && location.words.1 <= phrase.1;
    // A town says more than its country, and what a clause beside tells less than anything else.
    let distance = |location: &&Location| {
        (
            clause.is_beside(location.words.0, token),
            location.guessed,
            location.is_country,
            location.words.0.abs_diff(token),
        )
    };
    // "arrested in Libya, the ministry in Cairo said": what hangs on the event itself tells the country.
    let hangs = |location: &&Location| {
        (location.words.0..=location.words.1).any(|word| {
            clause.label(word) == Label::Pobj && clause.head(word).is_some_and(|prep| clause.head(prep) == Some(token))
        })
    };
    let own = locations.iter().filter(|location| location.placed && location.is_country).find(hangs);
    let country = own.and_then(|own| Some(&clause.lexicon.places.get(*own.holders.first()? as usize)?.country));
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

/// The place that the article's dateline names.
pub(super) fn dateline(article: &Article, lexicon: &Lexicon) -> Option<EventPlace> {
    let span = *article.dateline.as_ref()?.places.first()?;
    let name = span.of(&article.text).to_lowercase();
    let first = name.split_whitespace().next()?;
    let called = |form: &&PlaceForm| form.words().eq(name.split_whitespace());
    let holders = lexicon.places_of(first).iter().filter(called).map(|form| form.place).collect();
    let location =
        Location { words: (0, 0), span, holders, is_country: false, placed: true, guessed: false, owns: false };
    let place = resolve(&article.text, &location, &[], lexicon, &[], None, PlaceFrom::Dateline);
    place.country.is_some().then_some(place)
}

/// The most exact name where several stand together ("Wana, South Waziristan, Pakistan"); of several places of one name
/// the largest in the countries that the sentence names, else the one at home.
pub(super) fn resolve(
    text: &str,
    location: &Location,
    all: &[Location],
    lexicon: &Lexicon,
    countries: &[Arc<str>],
    home: Option<&Arc<str>>,
    from: PlaceFrom,
) -> EventPlace {
    let places = || location.holders.iter().filter_map(|&holder| lexicon.places.get(holder as usize));
    let near: Vec<&Place> = all
        .iter()
        .filter(|other| other.words != location.words)
        .flat_map(|other| other.holders.iter().filter_map(|&holder| lexicon.places.get(holder as usize)))
        .collect();
    let named_above = |place: &&Place| {
        near.iter().any(|other| {
            place.province.as_ref().is_some_and(|province| *province == other.name)
                || place.district.as_ref().is_some_and(|district| *district == other.name)
                || (other.is_country() && other.country == place.country)
        })
    };
    // "Ndola (Ouham, Central African Republic)" is not the one in Zambia.
    if let Some(country) = country_told(location, all, lexicon)
        && !places().any(|place| place.country == country)
    {
        return EventPlace { country: Some(country), ..open(location, Vec::new(), text, from) };
    }
    let in_these = || places().filter(|place| countries.contains(&place.country)).max_by_key(|place| place.population);
    let chosen = places()
        .filter(named_above)
        .max_by_key(|place| place.population)
        .or_else(in_these)
        .or_else(|| settle(places().filter(|place| home == Some(&place.country)).collect()))
        .or_else(|| settle(places().collect()));
    match chosen {
        Some(place) => place_of(place, location.span, from),
        None => {
            let open = open(location, places().collect(), text, from);
            // "the village of Kuriga in Kaduna State".
            let wider = || near.iter().copied().find(|place| &*place.feature == "ADM1" || place.is_country());
            let within = wider().filter(|_| location.holders.is_empty());
            EventPlace {
                country: open.country.clone().or_else(|| within.map(|place| place.country.clone())),
                province: within.and_then(|place| place.province.clone()),
                ..open
            }
        }
    }
}

/// The country named right behind a place, over districts and provinces: at most two marks apart.
fn country_told(location: &Location, all: &[Location], lexicon: &Lexicon) -> Option<Arc<str>> {
    if location.is_country {
        return None;
    }
    let mut end = location.words.1;
    for next in all.iter().filter(|next| next.words.0 > location.words.1) {
        if next.words.0 - end > 2 || next.owns {
            return None;
        }
        end = next.words.1;
        if next.is_country {
            return lexicon.places.get(*next.holders.first()? as usize).map(|place| place.country.clone());
        }
    }
    None
}

/// One holder, or one that is far larger than all others.
fn settle(mut places: Vec<&Place>) -> Option<&Place> {
    places.sort_by_key(|place| std::cmp::Reverse(place.population));
    match places[..] {
        [only] => Some(only),
        [first, second, ..] => {
            let much_larger = first.population / 10 > second.population.max(1000);
            let same = first.country == second.country && first.province == second.province;
            (much_larger || same || first.is_country()).then_some(first)
        }
        [] => None,
    }
}

fn place_of(place: &Place, span: Span, from: PlaceFrom) -> EventPlace {
    EventPlace {
        span,
        name: place.name.clone(),
        country: (!place.country.is_empty()).then(|| place.country.clone()),
        province: place.province.clone(),
        district: place.district.clone(),
        lat: place.lat,
        lon: place.lon,
        feature: Some(place.feature.clone()),
        from,
    }
}

/// A name that the lexicon does not know, or with several holders that nothing tells apart: only what they share.
fn open(location: &Location, places: Vec<&Place>, text: &str, from: PlaceFrom) -> EventPlace {
    let first = places.first();
    let shared = first
        .filter(|first| places.iter().all(|place| place.country == first.country))
        .map(|first| first.country.clone());
    EventPlace {
        span: location.span,
        name: first.map_or_else(|| Arc::from(location.span.of(text)), |place| place.name.clone()),
        country: shared,
        province: None,
        district: None,
        lat: None,
        lon: None,
        feature: None,
        from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    fn city(province: &str, population: u32) -> Place {
        Place {
            name: "Twin".into(),
            country: "AFG".into(),
            province: Some(province.into()),
            district: None,
            lat: None,
            lon: None,
            feature: "PPL".into(),
            population,
            origin: Origin { file: "places.toml".into(), line: 1 },
        }
    }

    #[test]
    fn a_far_larger_namesake_is_meant_whatever_the_numbers() {
        let (one, other, small) = (city("Herat", u32::MAX / 2), city("Ghor", u32::MAX), city("Farah", 2_000));
        assert!(settle(vec![&one, &other]).is_none());
        assert_eq!(settle(vec![&small, &other]).map(|place| place.population), Some(u32::MAX));
    }
}
