//! What a run came to, in figures that add up, and what to do next.

use super::console::Paint;
use crate::dataset::{Counts, DecisionCounts, Only, RunRecord};
use crate::report::thousands;

/// The summary, as it is read on a terminal.
pub fn summary(run: &RunRecord, out: &str, paint: Paint) -> String {
    let counts = &run.counts;
    let head = |word: &str| paint.bold(&format!("{word:10}"));
    let mut lines = vec![
        format!("{} {}", head("Articles"), articles(counts)),
        format!("{} {}", head("Events"), run.only.map_or_else(|| events(counts), not_asked_for)),
        format!("{} {} of {} actors", head("Mentions"), thousands(counts.mentions), thousands(counts.actors)),
        format!("{} {}", head("Dates"), dates(counts)),
    ];
    if let Some(decisions) = &counts.decisions {
        lines.push(format!("{} {}", head("Decisions"), decided(decisions)));
    }
    if let Some(attention) = attention(counts) {
        lines.push(format!("{} {attention}", head("Attention")));
    }
    lines.push(String::new());
    let before = match counts.recalled {
        0 => String::new(),
        n => format!(", {} articles as they were", thousands(n)),
    };
    lines.push(format!("{} {out} in {:.1} s on {} threads{before}", paint.green("wrote"), run.seconds, run.threads));
    if let Some(next) = next(counts, out) {
        lines.push(format!("{}  {next}", paint.cyan("next")));
    }
    lines.join("\n")
}

/// Every input ends as one of these.
fn articles(counts: &Counts) -> String {
    let mut parts = match counts.duplicates {
        0 => format!("{} coded", thousands(counts.coded)),
        n => format!("{} coded (of these {} duplicates)", thousands(counts.coded), thousands(n)),
    };
    let others = [
        (counts.no_text, "no text", true),
        (counts.outside_dates, "outside dates", false),
        (counts.skipped, "skipped", true),
    ];
    for (count, what, always) in others {
        if always || count > 0 {
            parts.push_str(&format!(" + {} {what}", thousands(count)));
        }
    }
    format!("{} inputs = {parts}", thousands(counts.inputs))
}

fn not_asked_for(only: Only) -> String {
    match only {
        Only::Mentions => "not asked for (--only mentions)".to_owned(),
    }
}

fn events(counts: &Counts) -> String {
    let none = counts.coded.saturating_sub(counts.articles_with_events);
    format!(
        "{} in {} articles ({} had none) · {} are further reports of one already told",
        thousands(counts.events),
        thousands(counts.articles_with_events),
        thousands(none),
        thousands(counts.linked)
    )
}

fn dates(counts: &Counts) -> String {
    let mut parts: Vec<String> =
        counts.published_from.iter().map(|(from, count)| format!("{} {from}", thousands(*count))).collect();
    parts.push(format!("{} unknown", thousands(counts.undated)));
    parts.join(", ")
}

fn decided(decisions: &DecisionCounts) -> String {
    let mut words = format!("{} of reviewers applied", thousands(decisions.applied));
    let others = [(decisions.look_again, "to be looked at again"), (decisions.elsewhere, "about texts not read here")];
    for (count, what) in others.iter().filter(|(count, _)| *count > 0) {
        words.push_str(&format!(" · {} {what}", thousands(*count)));
    }
    words
}

fn attention(counts: &Counts) -> Option<String> {
    let unknown = (counts.unknown_names, "unknown names seen 3 times or more");
    let parts: Vec<String> = [(counts.ambiguous, "ambiguous names that no rule settled"), unknown]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", thousands(*count)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The one thing that helps most.
fn next(counts: &Counts, out: &str) -> Option<String> {
    if counts.skipped > 0 {
        return Some(format!("{out}/skipped.jsonl says why {} inputs could not be read", thousands(counts.skipped)));
    }
    if counts.decisions.is_some_and(|decisions| decisions.look_again > 0) {
        return Some(format!("khabar review {out} --only changed"));
    }
    if counts.ambiguous + counts.unknown_names > 0 {
        return Some(format!("khabar dict suggest {out} makes entries of the names that the dictionaries leave open"));
    }
    (counts.coded > 0)
        .then(|| "khabar explain FILE shows why each mention and event was found, and what was not".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_named_and_add_up() {
        let counts = Counts { inputs: 12, coded: 8, duplicates: 2, no_text: 1, skipped: 3, ..Counts::default() };
        assert!(counts.add_up());
        assert_eq!(articles(&counts), "12 inputs = 8 coded (of these 2 duplicates) + 1 no text + 3 skipped");
    }
}
