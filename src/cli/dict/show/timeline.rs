//! An actor's roles on a line: `1994 ──REB── 1996 ──GOV── 2001 ──REB── 2021 ──GOV──▶`.

use super::hits::Hits;
use crate::lexicon::{Actor, Role};

/// How many mentions fall into each role.
pub fn counts(actor: &Actor, hits: &Hits) -> Vec<usize> {
    let days = hits.days(&actor.id);
    actor.roles.iter().map(|role| days.iter().filter(|&&day| role.period.holds(day)).count()).collect()
}

/// The line, one below it with the counts where there are any, and offices with their days.
pub fn draw(actor: &Actor, counts: Option<&[usize]>) -> Vec<String> {
    let (mut line, mut below) = (String::new(), String::new());
    for (i, role) in actor.roles.iter().enumerate() {
        let ended_before = i.checked_sub(1).and_then(|at| actor.roles.get(at)).and_then(|before| before.period.until);
        if ended_before.is_some() && ended_before != role.period.from {
            line.push_str(&year(ended_before));
            line.push_str(" ···· ");
        }
        line.push_str(&year(role.period.from));
        let bar = format!(" ──{}── ", what(role));
        if let Some(count) = counts.and_then(|counts| counts.get(i)) {
            below.push_str(&" ".repeat(line.chars().count().saturating_sub(below.chars().count()) + 3));
            below.push_str(&count.to_string());
        }
        line.push_str(&bar);
    }
    match actor.roles.last().and_then(|role| role.period.until) {
        Some(end) => line.push_str(&year(Some(end))),
        None => line = format!("{}▶", line.trim_end()),
    }
    let mut lines = vec![line.trim_start().to_owned()];
    lines.extend(counts.map(|_| format!("{below}   mentions")));
    lines.extend(actor.roles.iter().filter_map(office));
    lines
}

fn year(day: Option<jiff::civil::Date>) -> String {
    day.map_or_else(|| "    ".to_owned(), |day| day.year().to_string())
}

fn what(role: &Role) -> String {
    let sector: Vec<&str> = role.sector.iter().map(|sector| sector.as_str()).collect();
    match (&role.code, sector.is_empty()) {
        (_, false) => sector.join("+"),
        (Some(code), true) => code.to_string(),
        (None, true) => "─".to_owned(),
    }
}

fn office(role: &Role) -> Option<String> {
    let office = role.office.as_ref()?;
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    Some(format!("{} – {}  {office}", day(role.period.from), day(role.period.until)))
}
