//! What the dictionaries and the plan so far have: who holds a name, and what an actor is when.

use crate::lexicon::check::meet;
use crate::lexicon::edit::{NewActor, NewName, NewRole};
use crate::lexicon::fold::fold;
use crate::lexicon::import::FoundActor;
use crate::lexicon::{AgentForm, Alias, AliasSort, Case, Lexicon, Period};
use crate::ontology::Sector;
use std::collections::{HashMap, HashSet};

/// Whose a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    Actor(String),
    Several,
    /// It is to be left alone.
    Nobody,
}

/// Code and sectors over time.
struct Told {
    country: Option<String>,
    sector: Vec<Sector>,
    roles: Vec<(Period, Option<String>, Vec<Sector>)>,
}

/// A name that is held, and whether it is found letter for letter only.
struct Held {
    text: String,
    exact: bool,
    holder: Holder,
}

pub struct Known<'l> {
    lexicon: &'l Lexicon,
    /// By folded name.
    holders: HashMap<String, Vec<Held>>,
    actors: HashMap<String, Told>,
    agents: HashSet<String>,
    nouns: HashMap<String, Vec<Sector>>,
}

impl<'l> Known<'l> {
    pub fn of(lexicon: &'l Lexicon) -> Known<'l> {
        let mut known = Known {
            lexicon,
            holders: HashMap::new(),
            actors: HashMap::new(),
            agents: lexicon.agents.iter().map(|agent| agent.id.to_string()).collect(),
            nouns: HashMap::new(),
        };
        for alias in &lexicon.aliases {
            let (text, exact) = (alias.text.to_string(), alias.case == Case::Exact);
            let held = Held { text, exact, holder: known.whose(alias) };
            known.holders.entry(fold(&alias.text)).or_default().push(held);
        }
        for ambiguity in &lexicon.ambiguities {
            let held = Held { text: ambiguity.surface.to_string(), exact: false, holder: Holder::Several };
            known.holders.entry(fold(&ambiguity.surface)).or_default().push(held);
        }
        for actor in &lexicon.actors {
            let owned = |code: &Option<std::sync::Arc<str>>| code.as_deref().map(str::to_owned);
            let roles = actor.roles.iter().map(|role| (role.period, owned(&role.code), role.sector.clone()));
            let told = Told { country: owned(&actor.country), sector: actor.sector.clone(), roles: roles.collect() };
            known.actors.insert(actor.id.to_string(), told);
        }
        known
    }

    fn whose(&self, alias: &Alias) -> Holder {
        let actor = self.lexicon.actors.get(alias.actor as usize);
        match actor {
            _ if alias.ambiguity.is_some() => Holder::Several,
            Some(actor) => Holder::Actor(actor.id.to_string()),
            None => Holder::Nobody,
        }
    }

    pub fn has(&self, id: &str) -> bool {
        self.actors.contains_key(id)
    }

    /// Whose the name is. Two that are found letter for letter may differ in case alone; `Un` is also found as `UN`.
    pub fn holder(&self, name: &NewName) -> Option<&Holder> {
        let exact = is_exact(name);
        let same = |held: &&Held| !(exact && held.exact) || held.text == name.text;
        let mut holders = self.holders.get(&fold(&name.text))?.iter().filter(same).map(|held| &held.holder);
        let first = holders.next()?;
        holders.all(|other| other == first).then_some(first).or(Some(&Holder::Several))
    }

    pub fn hold(&mut self, name: &NewName, id: &str) {
        let held = Held { text: name.text.clone(), exact: is_exact(name), holder: Holder::Actor(id.to_owned()) };
        self.holders.entry(fold(&name.text)).or_default().push(held);
    }

    pub fn add(&mut self, actor: &NewActor) {
        let told = Told { country: actor.country.clone(), sector: actor.sector.clone(), roles: Vec::new() };
        self.actors.insert(actor.id.clone(), told);
    }

    /// An id made from a name.
    pub fn free_id(&self, name: &str) -> String {
        let words = fold(name).replace(|c: char| !c.is_alphanumeric(), " ");
        let base = words.split_whitespace().collect::<Vec<_>>().join("-");
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        std::iter::once(base.clone()).chain(numbered).find(|id| !self.has(id)).unwrap_or_default()
    }

    /// Theirs and ours, where neither code of a country is among the other's.
    pub fn other_country(&self, id: &str, actor: &FoundActor) -> Option<(String, String)> {
        let told = self.actors.get(id)?;
        let ours = told.country.iter().chain(told.roles.iter().filter_map(|(_, code, _)| code.as_ref()));
        let ours: Vec<&String> = ours.collect();
        let roles = actor.roles.iter().filter_map(|found| found.role.code.as_ref());
        let theirs: Vec<&String> = actor.country.iter().chain(roles).collect();
        let apart = !ours.is_empty() && !theirs.is_empty() && !theirs.iter().any(|code| ours.contains(code));
        apart.then(|| Some(((*theirs.first()?).clone(), (*ours.first()?).clone()))).flatten()
    }

    /// What holds for an actor where no role does is ours and differs.
    pub fn contradicts(&self, id: &str, actor: &FoundActor) -> Option<String> {
        let told = self.actors.get(id)?;
        let country = actor.country.is_some() && actor.country != told.country;
        // No sector there is less, not other.
        let sector = !actor.sector.is_empty() && !same(&actor.sector, &told.sector);
        let theirs = code(actor.country.as_deref(), &actor.sector);
        let ours = code(told.country.as_deref(), &told.sector);
        let always = if told.roles.is_empty() { "" } else { " where no role holds" };
        (country || sector).then(|| format!("{theirs} there, and {id} is {ours} here{always}"))
    }

    /// Whether the role is new; it counts as known from now on.
    ///
    /// # Errors
    /// Which role of ours it contradicts.
    pub fn role(&mut self, id: &str, role: &NewRole) -> Result<bool, String> {
        let period = Period { from: role.from, until: role.until };
        if role.until.is_some_and(|until| role.from.is_some_and(|from| until <= from)) {
            return Err("the role ends before it begins".to_owned());
        }
        let Some(told) = self.actors.get_mut(id) else { return Ok(true) };
        let meets: Vec<_> = told.roles.iter().filter(|(known, _, _)| meet(*known, period)).collect();
        let country = told.country.as_deref();
        let is = |code: Option<&str>| code.or(country).map(str::to_owned);
        let theirs = is(role.code.as_deref());
        if let Some((when, ours, sector)) =
            meets.iter().find(|(_, ours, sector)| is(ours.as_deref()) != theirs || !same(sector, &role.sector))
        {
            let (ours, theirs) = (code(is(ours.as_deref()).as_deref(), sector), code(theirs.as_deref(), &role.sector));
            return Err(format!("{theirs} there{}, and {id} is {ours} here{}", shown(period), shown(*when)));
        }
        if !meets.is_empty() {
            return Ok(false);
        }
        told.roles.push((period, role.code.clone(), role.sector.clone()));
        Ok(true)
    }

    /// The sectors of a noun that some agent has.
    pub fn noun(&self, text: &str) -> Option<Vec<Sector>> {
        if let Some(sector) = self.nouns.get(text) {
            return Some(sector.clone());
        }
        let (before, head) = text.rsplit_once(' ').unwrap_or(("", text));
        let before: Vec<&str> = before.split_whitespace().collect();
        let is_it = |form: &&AgentForm| form.before.iter().map(|word| &**word).eq(before.iter().copied());
        let form = self.lexicon.agents_of(head).iter().find(is_it)?;
        self.lexicon.agents.get(form.agent as usize).map(|agent| agent.sector.clone())
    }

    /// An id for an agent of this noun, which now has one.
    pub fn add_noun(&mut self, text: &str, sector: &[Sector]) {
        self.nouns.insert(text.to_owned(), sector.to_owned());
    }

    pub fn free_agent(&mut self, noun: &str) -> String {
        let numbered = (2..).map(|n| format!("{noun}-{n}"));
        let ids = std::iter::once(noun.to_owned()).chain(numbered);
        let id = ids.into_iter().find(|id| !self.agents.contains(id)).unwrap_or_default();
        self.agents.insert(id.clone());
        id
    }
}

fn is_exact(name: &NewName) -> bool {
    name.case == Some(Case::Exact) || name.sort == AliasSort::Acronym && name.case.is_none()
}

pub fn same(a: &[Sector], b: &[Sector]) -> bool {
    a.len() == b.len() && a.iter().all(|sector| b.contains(sector))
}

/// As gold files write it: `PAK MIL`.
pub fn code(country: Option<&str>, sector: &[Sector]) -> String {
    let words: Vec<&str> = country.into_iter().chain(sector.iter().map(|sector| sector.as_str())).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(" ") }
}

fn shown(period: Period) -> String {
    let from = period.from.map(|day| format!(" from {day}")).unwrap_or_default();
    let until = period.until.map(|day| format!(" until {day}")).unwrap_or_default();
    from + &until
}
