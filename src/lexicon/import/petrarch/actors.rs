//! PETRARCH's actors: a head, synonyms that share its codes, and codes with dates.

use super::date::range;
use super::name::{is_initials, names};
use super::timeline::pieces;
use super::without_comment;
use crate::lexicon::edit::NewRole;
use crate::lexicon::fold::fold;
use crate::lexicon::import::code::Code;
use crate::lexicon::import::{Account, Findings, FoundActor, FoundName, FoundRole};
use crate::lexicon::{AliasSort, Period};
use crate::ontology::{Kind, Sector};
use std::collections::HashMap;

/// Reads a file of actors.
pub fn read(text: &str) -> Findings {
    let mut reader = Reader { account: Account::of(text.lines().count() as u32), ..Reader::default() };
    for (line, raw) in (1..).zip(text.lines()) {
        reader.line(line, raw);
    }
    let Reader { blocks, mut account, .. } = reader;
    let actors = blocks.into_iter().filter_map(|block| block.actor(&mut account)).collect();
    Findings { actors, account, ..Findings::default() }
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// A head that comes again goes on with its first block.
    by_head: HashMap<String, usize>,
    current: Option<usize>,
    account: Account,
}

/// A head with its synonyms and codes.
#[derive(Default)]
struct Block {
    line: u32,
    names: Vec<FoundName>,
    codes: Vec<Coded>,
    /// Lines with `[---]`: at other times it codes nothing, which needs no words.
    nulls: Vec<u32>,
}

struct Coded {
    line: u32,
    raw: String,
    code: Code,
    period: Period,
}

impl Reader {
    fn line(&mut self, line: u32, raw: &str) {
        let text = without_comment(raw);
        if text.trim().is_empty() {
            return self.account.comment(line);
        }
        let (name, codes) =
            text.find('[').filter(|_| !text.starts_with('+')).map_or((text, ""), |at| text.split_at(at));
        match name.strip_prefix('+') {
            Some(synonym) => self.synonym(line, synonym),
            None if name.trim().is_empty() => {}
            None => self.head(line, name.trim()),
        }
        if !codes.is_empty() {
            self.codes(line, codes);
        }
    }

    fn head(&mut self, line: u32, name: &str) {
        let at = *self.by_head.entry(fold(&name.replace('_', " "))).or_insert_with(|| {
            self.blocks.push(Block { line, ..Block::default() });
            self.blocks.len() - 1
        });
        self.current = Some(at);
        self.name(line, name);
    }

    fn synonym(&mut self, line: u32, name: &str) {
        match self.current {
            Some(_) => self.name(line, name),
            None => self.account.refuse(line, "a synonym without a head above it"),
        }
    }

    fn name(&mut self, line: u32, name: &str) {
        let Some(block) = self.current.and_then(|at| self.blocks.get_mut(at)) else { return };
        match names(name) {
            Ok(names) => {
                block.names.extend(names.into_iter().map(|(text, sort)| FoundName::new(line, text, sort)));
            }
            Err(reason) => self.account.refuse(line, reason),
        }
    }

    fn codes(&mut self, line: u32, codes: &str) {
        let Some(block) = self.current.and_then(|at| self.blocks.get_mut(at)) else {
            return self.account.refuse(line, "a code without a head above it");
        };
        let mut rest = codes;
        while let Some(start) = rest.find('[') {
            let (between, bracket) = rest.split_at(start);
            let Some((inside, after)) = bracket.split_once(']') else {
                return self.account.refuse(line, "a bracket that is not closed");
            };
            if !between.trim().is_empty() {
                self.account.refuse(line, format!("`{}` between codes", between.trim()));
            }
            match coded(line, inside.trim_start_matches('[')) {
                Ok(Some(coded)) => block.codes.push(coded),
                Ok(None) => block.nulls.push(line),
                Err(reason) => self.account.refuse(line, reason),
            }
            rest = after;
        }
        if !rest.trim().is_empty() {
            self.account.refuse(line, format!("`{}` behind the codes", rest.trim()));
        }
    }
}

/// A code and when it holds; none for the one that codes nothing.
fn coded(line: u32, inside: &str) -> Result<Option<Coded>, String> {
    let inside = inside.trim();
    if inside == "---" {
        return Ok(None);
    }
    let end = inside.find(|c: char| c.is_whitespace() || c == '<' || c == '>').unwrap_or(inside.len());
    let (raw, dates) = inside.split_at(end);
    let code = Code::of_actor(raw).ok_or_else(|| format!("`{raw}` is no code: parts of three capitals"))?;
    if !code.says_something() {
        return Err(format!("`{raw}` holds no country and no sector that PLOVER has"));
    }
    Ok(Some(Coded { line, raw: raw.to_owned(), code, period: range(dates)? }))
}

impl Block {
    fn actor(mut self, account: &mut Account) -> Option<FoundActor> {
        if self.codes.is_empty() || self.names.is_empty() {
            let nothing = "[---] codes nothing: khabar dict ignore leaves a name alone";
            let reason = if self.nulls.is_empty() { "no code that could be taken goes with it" } else { nothing };
            self.names.iter().for_each(|name| account.refuse(name.line, reason));
            let alone = "no name that could be taken goes with it";
            let lines = self.codes.iter().map(|coded| coded.line).chain(self.nulls);
            lines.for_each(|line| account.refuse(line, if self.names.is_empty() { alone } else { reason }));
            return None;
        }
        self.acronyms();
        let (dated, always): (Vec<Coded>, Vec<Coded>) =
            self.codes.into_iter().partition(|coded| coded.period.from.is_some() || coded.period.until.is_some());
        let default = always.first();
        let (again, other): (Vec<&Coded>, Vec<&Coded>) =
            always.iter().skip(1).partition(|coded| default.is_some_and(|default| default.raw == coded.raw));
        for coded in other {
            account.refuse(coded.line, format!("`{}`: a code without dates stands above it and is used", coded.raw));
        }
        let mut lines: Vec<u32> = default.into_iter().chain(again).map(|coded| coded.line).collect();
        lines.extend(&self.nulls);
        let note = note(dated.iter().chain(default));
        let kind = Some(kind(&dated, default));
        let roles = roles(&dated, &mut lines, account);
        let Code { country, sector, .. } = default.map(|coded| coded.code.clone()).unwrap_or_default();
        Some(FoundActor {
            line: self.line,
            id: None,
            kind,
            names: self.names,
            country,
            sector,
            roles,
            note,
            always: lines,
        })
    }

    /// A short name that is the initials of a long one is an acronym, and the long one comes first.
    fn acronyms(&mut self) {
        let long: Vec<String> = self.names.iter().map(|found| found.name.text.clone()).collect();
        for found in &mut self.names {
            let name = &mut found.name;
            if long.iter().any(|other| is_initials(&name.text, other)) {
                name.text = name.text.to_uppercase();
                name.sort = AliasSort::Acronym;
            }
        }
        self.names.sort_by_key(|found| found.name.sort == AliasSort::Acronym);
    }
}

/// Codes that the tables do not have to the end, so that nothing of them is lost.
fn note<'a>(codes: impl Iterator<Item = &'a Coded>) -> Option<String> {
    let mut kept: Vec<&str> = Vec::new();
    for coded in codes.filter(|coded| !coded.code.rest.is_empty()) {
        if !kept.contains(&coded.raw.as_str()) {
            kept.push(&coded.raw);
        }
    }
    (!kept.is_empty()).then(|| format!("PETRARCH: {}", kept.join(", ")))
}

/// What the codes let one think it is: who holds an office for a time is a person.
fn kind(dated: &[Coded], default: Option<&Coded>) -> Kind {
    let has = |sector: Sector| default.is_some_and(|coded| coded.code.sector.contains(&sector));
    let office = dated.iter().any(|coded| !coded.code.sector.is_empty() || coded.raw.len() > 3);
    if office || has(Sector::Eli) {
        return Kind::Person;
    }
    let kinds = [
        (&[Sector::Reb, Sector::Uaf, Sector::Prm, Sector::Crm][..], Kind::Group),
        (&[Sector::Pty], Kind::Party),
        (&[Sector::Jrn], Kind::Media),
        (&[Sector::Mil, Sector::Cop, Sector::Spy, Sector::Gov, Sector::Jud, Sector::Leg], Kind::Agency),
    ];
    let igo = default.is_some_and(|coded| coded.code.country.as_deref() == Some("IGO"));
    let known = kinds.into_iter().find(|(sectors, _)| sectors.iter().any(|sector| has(*sector)));
    if igo { Kind::Igo } else { known.map_or(Kind::Organisation, |(_, kind)| kind) }
}

/// The roles that the ranges make; `lines` gets those that say what one above them says.
fn roles(dated: &[Coded], lines: &mut Vec<u32>, account: &mut Account) -> Vec<FoundRole> {
    let periods: Vec<Period> = dated.iter().map(|coded| coded.period).collect();
    let pieces = pieces(&periods);
    for (at, coded) in dated.iter().enumerate() {
        let again = |above: &Coded| above.raw == coded.raw && above.period == coded.period;
        if dated.get(..at).is_some_and(|above| above.iter().any(again)) {
            lines.push(coded.line);
        } else if !pieces.iter().any(|(_, winner)| *winner == at) {
            account.refuse(coded.line, format!("`{}`: ranges above it cover all its days", coded.raw));
        }
    }
    let role = |(period, at): (Period, usize)| {
        let coded = dated.get(at)?;
        let (code, sector) = (coded.code.country.clone(), coded.code.sector.clone());
        let role = NewRole { code, sector, from: period.from, until: period.until, office: None };
        Some(FoundRole { line: coded.line, role })
    };
    pieces.into_iter().filter_map(role).collect()
}
