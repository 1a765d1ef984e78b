//! Persons named in full, and the surnames that refer to them afterwards.

use super::around::{self, Neighbour};
use super::context::Context;
use crate::lexicon::{Lexicon, Metonymy};
use crate::ontology::Gender;
use crate::text::Span;
use memchr::memmem::Finder;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A person named in full.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub actor: u32,
    /// The full name.
    pub span: Span,
}

/// A surname that stands by itself for a person of the article.
#[derive(Clone, Copy, Debug)]
pub struct Short {
    pub span: Span,
    pub sentence: u32,
    pub actor: u32,
}

/// Every surname that refers to one of `named`, in order of the text.
///
/// It means the one of that name and of the gender of its title who was named in full most often before, and of several such
/// one of ours and the last; where it stands before all full names, the only one who bears it. People whom the dictionaries do not know
/// bear surnames too: what means them is nobody's of ours.
pub fn surnames(context: &Context, named: &[Named]) -> Vec<Short> {
    let mut bearers: Vec<Bearer> = named.iter().flat_map(|person| Bearer::of(person, context)).collect();
    let known: BTreeSet<&str> = bearers.iter().map(|bearer| bearer.surname).collect();
    let known: Vec<(&str, Finder)> = known.into_iter().map(|surname| (surname, Finder::new(surname))).collect();
    let mut alone: Vec<(&str, Span, u32)> = Vec::new();
    for (index, sentence) in (0..).zip(context.sentences) {
        let part = sentence.span.of(context.text);
        for (surname, finder) in &known {
            for at in finder.find_iter(part.as_bytes()) {
                let start = sentence.span.start as usize + at;
                let span = Span::new(start, start + surname.len());
                match stands(context, sentence.span, span) {
                    Stands::Alone => alone.push((surname, span, index)),
                    Stands::Behind(first) => bearers.push(Bearer { surname, who: Who::Stranger(first), at: span.end }),
                    Stands::Within => {}
                }
            }
        }
    }
    let means = |(surname, span, sentence): (&str, Span, u32)| match bearer(context, &bearers, surname, span.start)? {
        Who::Known(actor) => Some(Short { span, sentence, actor }),
        Who::Stranger(_) => None,
    };
    let mut all: Vec<Short> = alone.into_iter().filter_map(means).collect();
    all.sort_by_key(|short| (short.span.start, std::cmp::Reverse(short.span.end)));
    all.dedup_by(|next, kept| kept.span.overlaps(next.span));
    all
}

/// Somebody named in full.
struct Bearer<'a> {
    surname: &'a str,
    who: Who<'a>,
    /// Where the full name ends.
    at: u32,
}

/// An actor of the dictionaries, or somebody of this first name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who<'a> {
    Known(u32),
    Stranger(&'a str),
}

impl<'a> Bearer<'a> {
    /// By the surname of the dictionaries, and as the article spells it.
    fn of(person: &Named, context: &Context<'a>) -> impl Iterator<Item = Bearer<'a>> + use<'a> {
        let (who, at) = (Who::Known(person.actor), person.span.end);
        let actor = context.lexicon.actors.get(person.actor as usize);
        let surname = actor.and_then(|actor| actor.surname.as_deref());
        let written = person.span.of(context.text).split_whitespace().next_back();
        let spelt = surname.zip(written).filter(|(surname, written)| is_spelling_of(written, surname));
        let all = surname.into_iter().chain(spelt.map(|(_, written)| written));
        // "Walid al-Moallem", afterwards "Moallem".
        let bare = |surname: &'a str| context.lexicon.metonymy.behind_article(surname);
        let all = all.flat_map(move |surname| [Some(surname), bare(surname)]).flatten();
        all.map(move |surname| Bearer { surname, who, at })
    }
}

/// "Sánchez" for "Sanchez", "Suleimani" for "Soleimani": another spelling of the surname, with the same consonants.
fn is_spelling_of(written: &str, surname: &str) -> bool {
    let consonants = consonants(surname);
    written != surname
        && written.starts_with(char::is_uppercase)
        && consonants.len() > 1
        && self::consonants(written) == consonants
}

/// The letters of a name but for vowels, each of a pair once, without marks.
fn consonants(name: &str) -> Vec<char> {
    let bare = name.nfd().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase);
    let mut all: Vec<char> = bare.filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')).collect();
    all.dedup();
    all
}

/// Whom a surname means that stands by itself at `at`.
fn bearer<'a>(context: &Context<'a>, bearers: &[Bearer<'a>], surname: &str, at: u32) -> Option<Who<'a>> {
    let title = context.text.get(..at as usize).and_then(|text| gender_of_title(text, &context.lexicon.metonymy));
    let may = |who: Who| match who {
        Who::Known(actor) => {
            let gender = context.lexicon.actors.get(actor as usize).and_then(|actor| actor.gender);
            title.is_none() || gender.is_none() || gender == title
        }
        Who::Stranger(_) => true,
    };
    let mut of: Vec<Borne> = Vec::new();
    for bearer in bearers.iter().filter(|bearer| bearer.surname == surname && may(bearer.who)) {
        let before = bearer.at <= at;
        let more = Borne {
            who: bearer.who,
            known: matches!(bearer.who, Who::Known(_)),
            times: 1,
            before: usize::from(before),
            last: if before { bearer.at } else { 0 },
        };
        match of.iter_mut().find(|borne| borne.who == bearer.who) {
            Some(borne) => borne.add(&more),
            None => of.push(more),
        }
    }
    let most = of.iter().filter(|borne| borne.before > 0).max_by_key(|borne| (borne.before, borne.known, borne.last));
    let most = most.or_else(|| {
        let one = of.iter().filter(|borne| borne.known).count() <= 1;
        of.iter().filter(|_| one).max_by_key(|borne| (borne.times, borne.known))
    });
    most.map(|borne| borne.who)
}

/// How often somebody is named in an article.
struct Borne<'a> {
    who: Who<'a>,
    known: bool,
    times: usize,
    /// Before a surname, and where last.
    before: usize,
    last: u32,
}

impl Borne<'_> {
    fn add(&mut self, more: &Borne) {
        self.times += more.times;
        self.before += more.before;
        self.last = self.last.max(more.last);
    }
}

/// The gender of the title that a text ends with.
fn gender_of_title(text: &str, lists: &Metonymy) -> Option<Gender> {
    let word = text.trim_end().trim_end_matches('.').rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let genders = [(&lists.male_titles, Gender::Male), (&lists.female_titles, Gender::Female)];
    genders.into_iter().find(|(titles, _)| titles.has(word)).map(|(_, gender)| gender)
}

/// How a surname stands.
enum Stands<'a> {
    Alone,
    /// Behind the first name of somebody unknown.
    Behind(&'a str),
    /// As a part of another name or word.
    Within,
}

/// Alone are whole words that are no part of the name of somebody else.
fn stands<'a>(context: &Context<'a>, sentence: Span, span: Span) -> Stands<'a> {
    let left = around::before(context.text, sentence.start, span.start);
    let right = around::after(context.text, span.end, sentence.end);
    let touches = |side: &Neighbour| side.gap.is_empty() || matches!(side.gap, "-" | "\u{2010}" | "\u{2011}");
    if context.text.get(..span.start as usize).is_some_and(|text| text.ends_with(char::is_alphanumeric))
        || context.text.get(span.end as usize..).is_some_and(|text| text.starts_with(char::is_alphanumeric))
        || left.is_some_and(|left| touches(&left))
        || context.found.iter().any(|name| name.span.overlaps(span) && name.span.len() > span.len())
    {
        return Stands::Within;
    }
    let lists = &context.lexicon.metonymy;
    let stranger = |left: &Neighbour| {
        let word = left.word.to_lowercase();
        let no_name = [&lists.titles, &lists.kept_titles, &lists.not_names].into_iter().any(|list| list.has(&word));
        let opens = left.span.start == sentence.start && is_plain_word(context.lexicon, &word);
        let known = context.found.iter().any(|name| name.span.end == left.span.end);
        left.is_capitalised() && (left.adjoins() || is_initial(left)) && !no_name && !opens && !known
    };
    let longer = |right: &Neighbour| {
        let word = right.word.to_lowercase();
        right.is_capitalised()
            && right.adjoins()
            && !lists.not_names.has(&word)
            && !is_plain_word(context.lexicon, &word)
    };
    match left {
        _ if right.is_some_and(|right| right.gap.is_empty() || longer(&right)) => Stands::Within,
        Some(left) if stranger(&left) && !is_plain_word(context.lexicon, &left.word.to_lowercase()) => {
            Stands::Behind(left.word)
        }
        Some(left) if stranger(&left) => Stands::Within,
        _ => Stands::Alone,
    }
}

/// "H.W." before a surname.
fn is_initial(left: &Neighbour) -> bool {
    left.gap.trim_end() == "." && left.word.split('.').all(|part| part.chars().count() == 1)
}

/// Whether a word that begins a sentence is capitalised for that alone.
fn is_plain_word(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.metonymy.openers.has(word) || !lexicon.lemmas_of(word).is_empty()
}
