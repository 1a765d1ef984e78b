//! Whether a program's parties are those that the gold means.

use super::output::PartyRow;
use crate::ontology::Sector;

/// How strictly a country counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// A gold `PAK REB` wants the country.
    Strict,
    /// It accepts a `REB` without one.
    Lenient,
}

/// A gold code taken apart.
struct Code<'a> {
    ident: Option<&'a str>,
    country: Option<&'a str>,
    sector: Option<&'a str>,
}

/// Takes apart `TTP`, `massoud-ahmad`, `PAK`, `REB`, `PAK MIL` or `*** MIL` (any country).
fn code(gold: &str) -> Code<'_> {
    let mut parts = gold.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let rest = parts.find(|part| *part != "***").map(civilian);
    let first = civilian(first);
    match rest {
        _ if first == "***" => Code { ident: None, country: None, sector: rest },
        None if is_sector(first) => Code { ident: None, country: None, sector: Some(first) },
        None => Code { ident: Some(first), country: None, sector: None },
        Some(_) => Code { ident: None, country: Some(first), sector: rest },
    }
}

/// Both codes for civilians are in use.
fn civilian(part: &str) -> &str {
    if part == "CIV" { "CVL" } else { part }
}

fn is_sector(word: &str) -> bool {
    word.parse::<Sector>().is_ok()
}

/// Ids of persons are in lower case.
pub(super) fn is_person(actor: &str) -> bool {
    !actor.is_empty() && actor.to_lowercase() == actor
}

/// Whether the party satisfies the gold code. `late`: AFG and IEA are one.
pub(super) fn fits(gold: &str, party: &PartyRow, late: bool, rules: Rules) -> bool {
    let Code { ident, country, sector } = code(gold);
    let governs = party.sector.iter().all(|sector| sector == "GOV");
    let stands_for = |code: &str| party.actor == code || party.actor.is_empty() && party.code == code && governs;
    match ident.filter(|ident| !ident.is_empty()) {
        Some("AFG" | "IEA") if late => stands_for("AFG") || stands_for("IEA"),
        Some(person) if is_person(person) => {
            let surname = person.split('-').next().unwrap_or(person);
            party.actor == person || party.words.to_lowercase().contains(surname)
        }
        Some(supra @ ("IGO" | "NGO" | "MNC" | "IMG" | "ISM")) => supra == party.actor || supra == party.code,
        Some(ident) => stands_for(ident),
        None => {
            let open = rules == Rules::Lenient && party.code.is_empty();
            let here = country.is_none_or(|country| country == party.code || open);
            here && sector.is_none_or(|sector| party.sector.iter().any(|held| held == sector))
        }
    }
}

/// Whether all gold codes are met one to one and nobody is added. A gold `[]` accepts whom a program filled in.
pub(super) fn role_fits(gold: &[String], parties: &[PartyRow], late: bool, rules: Rules) -> bool {
    gold.is_empty()
        || gold.len() == parties.len()
            && gold.len() <= 6
            && one_to_one(gold, &mut vec![false; parties.len()], &|code, i| fits(code, &parties[i], late, rules))
}

/// Whether every code finds a party of its own.
fn one_to_one(codes: &[String], taken: &mut Vec<bool>, fits: &dyn Fn(&str, usize) -> bool) -> bool {
    let Some((code, rest)) = codes.split_first() else { return true };
    (0..taken.len()).any(|i| {
        if taken[i] || !fits(code, i) {
            return false;
        }
        taken[i] = true;
        let all = one_to_one(rest, taken, fits);
        taken[i] = false;
        all
    })
}
