//! PETRARCH's agents: nouns with a code that goes before or after the country's, and with plurals.

use super::name::is_broken;
use super::without_comment;
use crate::lexicon::import::code::Code;
use crate::lexicon::import::{Account, Findings, FoundAgent, FoundNoun, FoundPlural};
use crate::lexicon::spelling;
use std::collections::HashMap;

/// Reads a file of agents.
pub fn read(text: &str) -> Findings {
    let mut findings = Findings { account: Account::of(text.lines().count() as u32), ..Findings::default() };
    let mut sets = Sets::new();
    for (line, raw) in (1..).zip(text.lines()) {
        let text = without_comment(raw).trim();
        if text.is_empty() {
            findings.account.comment(line);
        } else if let Some((name, words)) = definition(text) {
            sets.insert(name, words);
            findings.account.take(line);
        } else {
            match agent(line, text, &sets) {
                Ok(agent) => findings.agents.push(agent),
                Err(reason) => findings.account.refuse(line, reason),
            }
        }
    }
    findings
}

/// Words that a mark such as `!PERSON!` stands for.
type Sets = HashMap<String, Vec<String>>;

fn definition(text: &str) -> Option<(String, Vec<String>)> {
    let (name, words) = text.split_once('=')?;
    let name = name.trim().strip_prefix('!')?.strip_suffix('!')?;
    Some((name.to_owned(), words.split(',').map(|word| word.trim().to_owned()).collect()))
}

fn agent(line: u32, text: &str, sets: &Sets) -> Result<FoundAgent, String> {
    let (words, code) = text.split_once('[').ok_or("no code that could be taken goes with it")?;
    // A brace for the bracket that closes is a slip that real files have.
    let (raw, rest) = code.split_once([']', '}']).ok_or("a bracket that is not closed")?;
    if !rest.trim().is_empty() {
        return Err(format!("`{}` behind the code", rest.trim()));
    }
    let raw = raw.trim();
    let bare = raw.strip_prefix('~').or_else(|| raw.strip_suffix('~'));
    let bare = bare.ok_or_else(|| format!("`{raw}` does not say with ~ where the country stands"))?;
    let code = Code::of_agent(bare).ok_or_else(|| format!("`{bare}` is no code: parts of three capitals"))?;
    if !code.says_something() {
        return Err(format!("`{bare}` holds no sector that PLOVER has"));
    }
    let note = (!code.rest.is_empty()).then(|| format!("PETRARCH: {raw}"));
    Ok(FoundAgent { line, nouns: nouns(words, sets)?, code: code.country, sector: code.sector, note })
}

fn nouns(words: &str, sets: &Sets) -> Result<Vec<FoundNoun>, String> {
    let (words, plural) = match words.split_once('{') {
        Some((words, plural)) => (words, Some(plural.split_once('}').ok_or("a brace that is not closed")?)),
        None => (words, None),
    };
    let plural = match plural {
        None => FoundPlural::Regular,
        Some((_, rest)) if !rest.trim().is_empty() => return Err(format!("`{}` behind the plural", rest.trim())),
        Some((plural, _)) if plural.trim().is_empty() => FoundPlural::None,
        Some((plural, _)) => FoundPlural::Is(noun(plural)?),
    };
    let Some((before, rest)) = words.split_once('!') else {
        return Ok(vec![FoundNoun { text: noun(words)?, plural }]);
    };
    let (set, after) = rest.split_once('!').ok_or("a ! that is not closed")?;
    let set = sets.get(set).ok_or_else(|| format!("`!{set}!` is not defined above"))?;
    let each = set
        .iter()
        .map(|word| Ok(FoundNoun { text: noun(&format!("{before}{word}{after}"))?, plural: FoundPlural::None }));
    each.collect()
}

/// Small letters, blanks for `_`.
fn noun(raw: &str) -> Result<String, String> {
    if is_broken(raw) {
        return Err("letters that a wrong encoding has broken".to_owned());
    }
    let words = raw.to_lowercase().replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains(['!', '{', '}', '[', ']', '+', '"', '\\']) {
        return Err("marks inside a noun".to_owned());
    }
    if !words.chars().any(char::is_alphabetic) {
        return Err("a noun without letters".to_owned());
    }
    match spelling::wrong(&words) {
        Some((wrong, _)) => Err(wrong),
        None => Ok(words),
    }
}
