//! GATE's gazetteers: a `.def` that says what each `.lst` holds, and lists of a name a line.

use super::{Account, Findings, FoundActor, FoundName, Unsaid, spelling_of};
use crate::lexicon::AliasSort;
use crate::ontology::Kind;

/// A list as a `.def` has it: `file.lst:major:minor:language:type`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub file: String,
    /// None where the types are no actors'.
    pub kind: Option<Kind>,
    /// The line of the `.def`.
    pub line: u32,
}

/// Reads a `.def`.
pub fn lists(text: &str) -> (Vec<List>, Findings) {
    let mut findings = Findings { account: Account::of(text.lines().count() as u32), ..Findings::default() };
    let mut lists = Vec::new();
    for (line, raw) in (1..).zip(text.lines()) {
        let mut parts = raw.trim().split(':');
        match parts.next().unwrap_or_default() {
            "" => findings.account.comment(line),
            file => lists.push(List { file: file.to_owned(), kind: parts.find_map(kind), line }),
        }
    }
    (lists, findings)
}

/// Reads a `.lst`: a name a line, with features behind a tab or `&` (`id=`, `actor=`: names of one actor share it).
pub fn names(text: &str, unsaid: &Unsaid) -> Findings {
    let mut findings = Findings { account: Account::of(text.lines().count() as u32), ..Findings::default() };
    for (line, raw) in (1..).zip(text.lines()) {
        if raw.trim().is_empty() || raw.starts_with('#') {
            findings.account.comment(line);
            continue;
        }
        let (text, features) = raw.split_once('\t').or_else(|| raw.split_once('&')).unwrap_or((raw, ""));
        let name = match spelling_of(text) {
            Ok(text) => FoundName::new(line, text, AliasSort::Name),
            Err(reason) => {
                findings.account.refuse(line, reason);
                continue;
            }
        };
        let features = || features.split(['\t', '&']).map(|feature| feature.split_once('=').unwrap_or((feature, "")));
        let id = features().find(|(key, _)| ["id", "actor"].contains(key)).map(|(_, id)| id.trim().to_owned());
        for (key, _) in features().filter(|(key, _)| !key.is_empty() && !["id", "actor"].contains(key)) {
            findings.account.refuse(line, format!("the feature `{key}` has no place here"));
        }
        let known = findings.actors.iter_mut().rfind(|actor| id.is_some() && actor.id == id);
        match known {
            Some(actor) => actor.names.push(name),
            None => findings.actors.push(FoundActor::named(line, id, name, unsaid)),
        }
    }
    findings
}

/// The types of GATE's own lists that are of actors.
fn kind(part: &str) -> Option<Kind> {
    match part {
        "organization" | "org" | "company" | "ngo" => Some(Kind::Organisation),
        "person_full" => Some(Kind::Person),
        "government" | "department" | "ministry" => Some(Kind::Agency),
        "newspaper" | "tv_company" => Some(Kind::Media),
        "political_party" => Some(Kind::Party),
        other => other.parse().ok(),
    }
}
