//! Names that cannot win (D002), fire too easily (D004, D008), lack an example (D011) or are another's (D013).

use super::Lints;
use crate::lexicon::fault::{Mend, Severity};
use crate::lexicon::fold::fold;
use crate::lexicon::{Alias, AliasSort, Ambiguity, Case, Expectation, Found, Lexicon, Otherwise, Place, Scratch};
use crate::ontology::Kind;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// Names of this many letters or fewer are short.
const SHORT: usize = 3;
/// Places of so many people are known beyond their country.
const KNOWN: u32 = 100_000;

pub fn lint(lints: &mut Lints) {
    let surfaces: Vec<String> = lints.lexicon.aliases.iter().map(|alias| fold(&alias.text)).collect();
    repeated(lints, &surfaces);
    unfound(lints);
    blocks(lints, &surfaces);
    easy(lints, &surfaces);
    places(lints, &surfaces);
    full_names(lints, &surfaces);
    without_example(lints, &surfaces);
}

/// Aliases of actors, each with its index.
fn owned(lexicon: &Lexicon) -> impl Iterator<Item = (usize, &Alias)> {
    lexicon.aliases.iter().enumerate().filter(|(_, alias)| alias.actor != Alias::NOBODY)
}

/// D002: the same name of one actor twice, once marks and case are made one.
fn repeated(lints: &mut Lints, surfaces: &[String]) {
    let lexicon = lints.lexicon;
    let mut seen: HashMap<(u32, &str, bool), &Alias> = HashMap::new();
    for (i, alias) in owned(lexicon).filter(|(_, alias)| is_free(alias)) {
        // Letter for letter, `US` and `us` are two.
        let exact = alias.case == Case::Exact;
        let surface = if exact { &*alias.text } else { &*surfaces[i] };
        match seen.get(&(alias.actor, surface, exact)) {
            None => {
                seen.insert((alias.actor, surface, exact), alias);
            }
            Some(first) if wins(first, alias) => {
                let message = format!("`{}` is the same name as `{}` at {}", alias.text, first.text, first.at.origin);
                lints.warn(
                    "D002",
                    &alias.at,
                    message,
                    "hyphens, blanks, apostrophes and case need no alias of their own",
                );
                mend_last(lints, alias, None);
            }
            Some(_) => {}
        }
    }
}

/// Whether it holds at any time and beside any word.
fn is_free(alias: &Alias) -> bool {
    let period = alias.period;
    period.from.is_none() && period.until.is_none() && alias.unless_left.is_empty() && alias.unless_right.is_empty()
}

/// Whether all that `other` finds is found as `first` already: its capitals are not fewer.
fn wins(first: &Alias, other: &Alias) -> bool {
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    let sorts = first.sort == other.sort || first.sort == AliasSort::Name;
    sorts && first.case == other.case && (first.case != Case::Name || capitals(&first.text) <= capitals(&other.text))
}

/// D002: names that are not found even where they stand alone.
fn unfound(lints: &mut Lints) {
    let lexicon = lints.lexicon;
    let (mut scratch, mut hits) = (Scratch::default(), Vec::new());
    for (i, alias) in owned(lexicon) {
        hits.clear();
        lexicon.scan(&alias.text, Span::new(0, alias.text.len()), &mut scratch, &mut hits);
        if !hits.iter().any(|hit| hit.what == Found::Alias(i as u32)) {
            let message = format!("`{}` cannot be found, even where it stands alone", alias.text);
            lints.warn(
                "D002",
                &alias.at,
                message,
                "names begin and end with a letter or digit, and are no web addresses",
            );
        }
    }
}

/// D002: blocks that never pick a holder, or that stand for nobody's name.
fn blocks(lints: &mut Lints, surfaces: &[String]) {
    let lexicon = lints.lexicon;
    for (_, alias) in owned(lexicon) {
        let block = lexicon.ambiguity_of(alias);
        let (Some(block), Some(actor)) = (block, lexicon.actor_of(alias)) else { continue };
        if !picks(block, &actor.id) {
            let id = &actor.id;
            let message = format!(
                "`{}` is never {id}: its [[ambiguous]] block ({}) does not pick it",
                alias.text, block.at.origin
            );
            lints.warn(
                "D002",
                &alias.at,
                message,
                &format!("add a rule with  pick = \"{id}\", or take the name out here"),
            );
        }
    }
    let known: HashSet<&str> = surfaces.iter().map(String::as_str).collect();
    for block in lexicon.ambiguities.iter().filter(|block| !known.contains(fold(&block.surface).as_str())) {
        let message = format!("no actor has the name `{}`, so this block settles nothing", block.surface);
        lints.warn("D002", &block.at, message, "add the name to each of its holders, or take the block out");
    }
}

fn picks(block: &Ambiguity, id: &str) -> bool {
    let default = matches!(&block.otherwise, Otherwise::Actor(actor) if **actor == *id);
    default || block.rules.iter().any(|rule| rule.pick.as_deref() == Some(id))
}

/// D004: short names and ordinary words that any text may hold.
fn easy(lints: &mut Lints, surfaces: &[String]) {
    let lexicon = lints.lexicon;
    for (i, alias) in owned(lexicon) {
        if alias.case == Case::Exact || alias.ambiguity.is_some() || alias.sort == AliasSort::Demonym {
            continue;
        }
        let surface = &surfaces[i];
        let letters = surface.chars().filter(|c| c.is_alphanumeric()).count();
        let message = if letters <= SHORT && surface.is_ascii() {
            format!("`{}` has {letters} letters and no condition", alias.text)
        } else if !surface.contains(' ') && is_free(alias) && !lexicon.triggers_of(surface).is_empty() {
            format!("`{}` is also a word for an event", alias.text)
        } else {
            continue;
        };
        let exact = format!("{{ text = \"{}\", case = \"exact\" }}", alias.text);
        let help = "give it among `acronyms`, or with case = \"exact\" among `aliases`, or add an [[ambiguous]] block";
        lints.warn("D004", &alias.at, message, help);
        mend_last(lints, alias, Some(exact));
    }
}

/// A name that is a plain text in a list can be put in full, or taken out.
fn mend_last(lints: &mut Lints, alias: &Alias, full: Option<String>) {
    let (start, quoted) = (alias.at.offset as usize, format!("\"{}\"", alias.text));
    let Some(source) = lints.entries.sources.get(alias.at.source as usize) else { return };
    let (before, after) = (source.text.get(..start).unwrap_or_default(), source.text.get(start..).unwrap_or_default());
    let Some(after) = after.strip_prefix(&quoted) else { return };
    // `name = "..."` has no place for conditions, and cannot go.
    if before.trim_end().ends_with('=') {
        return;
    }
    let end = start + quoted.len();
    let span = match (full.is_some(), after.strip_prefix(',')) {
        (true, _) => start..end,
        // With its comma and the blanks on one side, or with the comma before it where it is the last.
        (false, Some(rest)) if rest.starts_with(['\n', '\r']) => before.trim_end_matches(' ').len()..end + 1,
        (false, Some(rest)) => start..end + 1 + rest.len() - rest.trim_start_matches(' ').len(),
        (false, None) => before.trim_end_matches([' ', ',']).len()..end,
    };
    let mend = Mend { span, text: full.unwrap_or_default() };
    if let Some(fault) = lints.found.last_mut() {
        fault.mend = Some(mend);
    }
}

/// D008: names that are places' too.
fn places(lints: &mut Lints, surfaces: &[String]) {
    let lexicon = lints.lexicon;
    for (i, alias) in owned(lexicon).filter(|(_, alias)| alias.sort == AliasSort::Name && alias.ambiguity.is_none()) {
        if lexicon.actor_of(alias).is_none_or(|actor| actor.kind == Kind::State) || !is_free(alias) {
            continue;
        }
        let words: Vec<&str> = surfaces[i].split(' ').collect();
        let forms = words.first().map_or(&[][..], |first| lexicon.places_of(first));
        let same = forms.iter().filter(|form| form.words().eq(words.iter().copied()));
        let mut places = same.filter_map(|form| lexicon.place(form.place));
        let Some(place) = places.find(|place| is_known(place)) else { continue };
        let message = format!("`{}` is also a place ({} {})", alias.text, place.feature, place.country);
        let help = "add an [[ambiguous]] block, or unless_left = [\"in\", \"near\", \"from\"]";
        lints.warn("D008", &alias.at, message, help);
    }
}

/// Whether news may name the place without more ado: a country, province or city, no village.
fn is_known(place: &Place) -> bool {
    place.population >= KNOWN || !place.feature.starts_with("PPL") || place.feature.starts_with("PPLC")
}

/// D013: names that are the full name of somebody else.
fn full_names(lints: &mut Lints, surfaces: &[String]) {
    let lexicon = lints.lexicon;
    let mut by_name: HashMap<String, u32> = HashMap::new();
    for (i, actor) in lexicon.actors.iter().enumerate() {
        by_name.insert(fold(&actor.name), i as u32);
    }
    for (i, alias) in owned(lexicon).filter(|(_, alias)| alias.ambiguity.is_none()) {
        let Some(other) = by_name.get(&surfaces[i]).filter(|other| **other != alias.actor) else { continue };
        let Some(other) = lexicon.actors.get(*other as usize) else { continue };
        let message = format!("`{}` is the full name of {} at {}", alias.text, other.id, other.at.origin);
        lints.warn("D013", &alias.at, message, "make the two one entry, or add an [[ambiguous]] block");
    }
}

/// D011: short names that no example tries, and examples of blocks that do not say whom they expect.
fn without_example(lints: &mut Lints, surfaces: &[String]) {
    let lexicon = lints.lexicon;
    let tried: HashSet<String> = lexicon.examples.iter().filter_map(|example| name_tried(&example.expect)).collect();
    for (i, alias) in owned(lexicon) {
        if surfaces[i].chars().count() <= SHORT + 1 && !tried.contains(&surfaces[i]) {
            let message = format!("no example tries the short name `{}`", alias.text);
            lints.say(Severity::Info, "D011", &alias.at, message, "add a sentence to `examples`");
        }
    }
    for placed in lints.entries.ambiguous() {
        for example in placed.entry.examples.iter().filter(|one| one.expect.is_some() && one.actor.is_none()) {
            let Some(source) = lints.entries.sources.get(placed.source) else { continue };
            let (message, help) = ("this example holds for any holder of the name", "add  actor = \"ID\"".to_owned());
            let fault = source.fault("D011", example.text.span().start, message, Some(help));
            lints.found.push(fault.rated(Severity::Info));
        }
    }
}

fn name_tried(expect: &Expectation) -> Option<String> {
    match expect {
        Expectation::Mention { text, .. } => Some(fold(text)),
        _ => None,
    }
}
