//! Patterns of spaCy's EntityRuler: JSON Lines of `label`, `pattern` and, where one thing has several names, `id`.

use super::{Account, Findings, FoundActor, FoundName, Unsaid, spelling_of};
use crate::lexicon::{AliasSort, Case};
use crate::ontology::Kind;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;

#[derive(Deserialize)]
struct Line {
    label: String,
    pattern: Pattern,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Pattern {
    Phrase(String),
    Tokens(Vec<Map<String, Value>>),
}

/// Reads patterns. Those that share an id are names of one actor; one without is an actor of its own.
pub fn read(text: &str, unsaid: &Unsaid) -> Findings {
    let mut findings = Findings { account: Account::of(text.lines().count() as u32), ..Findings::default() };
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for (line, raw) in (1..).zip(text.lines()) {
        if raw.trim().is_empty() {
            findings.account.comment(line);
            continue;
        }
        let (name, pattern) = match pattern(line, raw) {
            Ok(read) => read,
            Err(reason) => {
                findings.account.refuse(line, reason);
                continue;
            }
        };
        let known = pattern.id.as_ref().and_then(|id| by_id.get(id)).and_then(|at| findings.actors.get_mut(*at));
        match known {
            Some(actor) => actor.names.push(name),
            None => {
                if let Some(id) = &pattern.id {
                    by_id.insert(id.clone(), findings.actors.len());
                }
                let found = FoundActor::named(line, pattern.id, name, unsaid);
                findings.actors.push(FoundActor { kind: kind(&pattern.label).or(found.kind), ..found });
            }
        }
    }
    findings
}

fn pattern(line: u32, raw: &str) -> Result<(FoundName, Line), String> {
    let read: Line = serde_json::from_str(raw).map_err(|error| format!("no pattern of an EntityRuler: {error}"))?;
    let (text, case) = match &read.pattern {
        Pattern::Phrase(text) => (text.clone(), None),
        Pattern::Tokens(tokens) => words(tokens)?,
    };
    let name = FoundName::new(line, spelling_of(&text)?, AliasSort::Name);
    Ok((if let Some(case) = case { name.with_case(case) } else { name }, read))
}

/// Tokens that are words and nothing else.
fn words(tokens: &[Map<String, Value>]) -> Result<(String, Option<Case>), String> {
    let (mut words, mut lower) = (Vec::new(), false);
    for token in tokens {
        let mut fields = token.iter();
        match (fields.next(), fields.next()) {
            (Some((key, Value::String(word))), None) if ["TEXT", "ORTH", "LOWER"].contains(&key.as_str()) => {
                lower |= key == "LOWER";
                words.push(word.as_str());
            }
            _ => return Err(format!("a name has no such token: {}", Value::Object(token.clone()))),
        }
    }
    Ok((words.join(" "), lower.then_some(Case::Any)))
}

/// The labels of spaCy's models that are of actors.
fn kind(label: &str) -> Option<Kind> {
    match label {
        "PERSON" | "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Organisation),
        _ => label.to_lowercase().parse().ok(),
    }
}
