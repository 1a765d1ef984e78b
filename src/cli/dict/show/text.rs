//! An actor as text.

use super::{Shown, rule_line, timeline, variants};
use crate::cli::console::Paint;
use crate::lexicon::{Alias, AliasSort, Ambiguity, Case, Period};

/// Names, roles, relations, ambiguous names, counts; a section for each that there is.
pub fn write(shown: &Shown, paint: Paint, variants_too: bool) -> String {
    let mut text = head(shown, paint);
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("{}\n", paint.bold(title)));
            lines.iter().for_each(|line| text.push_str(&format!("    {line}\n")));
        }
    };
    section("names", shown.names().flat_map(|alias| name_lines(alias, shown, paint, variants_too)).collect());
    if !shown.actor.roles.is_empty() {
        let counts = shown.hits.map(|hits| timeline::counts(shown.actor, hits));
        section("roles", timeline::draw(shown.actor, counts.as_deref()));
    }
    section("part of", whole_lines(shown));
    section(
        "parts",
        shown.parts().map(|(part, period)| format!("{}  {}{}", part.id, part.name, dates(period))).collect(),
    );
    for block in shown.blocks() {
        section(&format!("ambiguous `{}`", block.surface), block_lines(block, paint));
    }
    if let Some(hits) = shown.hits {
        let id = &shown.actor.id;
        section("found", vec![format!("{} mentions; with its parts {}", hits.of(id), hits.with_parts(id))]);
    }
    text
}

fn head(shown: &Shown, paint: Paint) -> String {
    let actor = shown.actor;
    let sector: Vec<&str> = actor.sector.iter().map(|sector| sector.as_str()).collect();
    let country = actor.country.as_deref().unwrap_or("");
    let head = format!("{}  {}  {country} {}", actor.name, actor.kind.as_str(), sector.join(" "));
    format!("{}  {}\n    {}\n", paint.bold(&actor.id), head.trim_end(), paint.dim(&actor.at.origin.to_string()))
}

fn name_lines(alias: &Alias, shown: &Shown, paint: Paint, variants_too: bool) -> Vec<String> {
    let count = shown.count(alias).map_or_else(String::new, |count| format!("{count:>6}  "));
    let mut lines = vec![format!("{count}{}  {}", described(alias), paint.dim(&alias.at.origin.to_string()))];
    if variants_too {
        lines.push(paint.dim(&format!("    also {}", variants(alias).join(", "))));
    }
    lines
}

/// A name and its conditions.
fn described(alias: &Alias) -> String {
    let mut text = alias.text.to_string();
    match alias.sort {
        AliasSort::Name => {}
        AliasSort::Acronym => text.push_str(" (acronym)"),
        AliasSort::Demonym => text.push_str(" (demonym)"),
        AliasSort::Capital => text.push_str(" (capital)"),
    }
    if alias.sort != AliasSort::Acronym && alias.case != Case::Name {
        text.push_str(&format!(" case {}", alias.case.as_str()));
    }
    for (words, side) in [(&alias.unless_left, "after"), (&alias.unless_right, "before")] {
        if !words.is_empty() {
            text.push_str(&format!(" not {side} {}", words.join("/")));
        }
    }
    text + &dates(alias.period) + if alias.ambiguity.is_some() { " ambiguous" } else { "" }
}

fn dates(period: Period) -> String {
    let from = period.from.map(|day| format!(" from {day}")).unwrap_or_default();
    from + &period.until.map(|day| format!(" until {day}")).unwrap_or_default()
}

fn whole_lines(shown: &Shown) -> Vec<String> {
    let parents = &shown.actor.parents;
    let direct = parents.iter().map(|(id, period)| {
        let name = shown.lexicon.actor(id).map_or("", |whole| &whole.name);
        format!("{id}  {name}{}", dates(*period))
    });
    let all = shown.lexicon.wholes(&shown.actor.id, None);
    let further: Vec<&str> =
        all.iter().filter(|id| !parents.iter().any(|(one, _)| one == *id)).map(|id| &**id).collect();
    let through = (!further.is_empty()).then(|| format!("through these  {}", further.join(", ")));
    direct.chain(through).collect()
}

fn block_lines(block: &Ambiguity, paint: Paint) -> Vec<String> {
    let place = paint.dim(&block.at.origin.to_string());
    let rules = block.rules.iter().map(rule_line);
    std::iter::once(place).chain(rules).chain([format!("otherwise {}", block.otherwise.as_str())]).collect()
}
