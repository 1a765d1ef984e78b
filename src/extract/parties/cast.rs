//! Who is named in an article, as parties: their country and sector on the day, by office, title and capital.

use crate::annotation::{Mention, Party, Trace};
use crate::lexicon::{Actor, AliasSort, Lexicon, Role};
use crate::ontology::{Kind, Sector};
use crate::text::{Article, Span};
use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;

/// What is needed to say who a phrase means.
pub struct Cast<'a> {
    pub article: &'a Article,
    pub lexicon: &'a Lexicon,
    pub mentions: &'a [Mention],
    /// The day on which roles are read off.
    pub day: Option<Date>,
    /// Of an article of no known day, the roles that a title before the name told first, by actor: "President Obama".
    offices: HashMap<&'a str, &'a Role>,
}

/// A party with the token that heads it and the dictionary lines behind it.
#[derive(Clone, Debug)]
pub struct Cited {
    pub party: Party,
    pub token: usize,
    pub trace: Vec<Trace>,
    /// The modifier that told the party or its country: "Pakistani" of "Pakistani soldiers".
    pub via: Option<usize>,
}

impl<'a> Cast<'a> {
    /// Who is named in the article, read off on the day.
    pub fn new(article: &'a Article, lexicon: &'a Lexicon, mentions: &'a [Mention], day: Option<Date>) -> Cast<'a> {
        let mut cast = Cast { article, lexicon, mentions, day, offices: HashMap::default() };
        if day.is_none() {
            for mention in mentions.iter().rev().filter(|mention| mention.kind == Kind::Person) {
                let role = cast.actor(&mention.actor).and_then(|actor| cast.titled_role(actor, mention));
                cast.offices.extend(role.map(|role| (&*mention.actor, role)));
            }
        }
        cast
    }

    pub fn actor(&self, id: &str) -> Option<&'a Actor> {
        self.lexicon.actor(id)
    }

    /// What a party is, where it is named.
    pub fn kind(&self, party: &Party) -> Option<Kind> {
        Some(self.actor(party.actor.as_deref()?)?.kind)
    }

    /// A named actor, where the word stands for him by his name alone.
    pub fn cited(&self, mention: &Mention, token: usize) -> Cited {
        Cited { party: self.named(mention, mention.span), token, trace: mention.trace.clone(), via: None }
    }

    /// The party of a named actor.
    pub fn named(&self, mention: &Mention, span: Span) -> Party {
        let actor = self.actor(&mention.actor);
        let told = || self.offices.get(&*mention.actor).copied();
        let role =
            actor.and_then(|actor| self.titled_role(actor, mention).or_else(told).or_else(|| role_on(actor, self.day)));
        let code = role.and_then(|role| role.code.clone()).or_else(|| actor.and_then(|actor| actor.country.clone()));
        let sector = match (role, actor) {
            _ if mention.kind == Kind::State && self.is_capital(mention) => vec![Sector::Gov],
            // "former president Carlos Menem".
            (Some(role), _) if role.sector == [Sector::Gov] && self.is_former(mention) => vec![Sector::Eli],
            (Some(role), _) => role.sector.clone(),
            (None, Some(actor)) => actor.sector.clone(),
            (None, None) => mention.sector.clone(),
        };
        let code = match mention.kind {
            Kind::State => Some(mention.actor.clone()),
            _ => code.or_else(|| mention.code.clone()),
        };
        Party {
            actor: Some(mention.actor.clone()),
            name: actor.map(|actor| actor.name.clone()),
            wikidata: actor.and_then(|actor| actor.wikidata.clone()),
            span,
            code,
            sector,
        }
    }

    /// A capital that acts is its government: "Beirut rejected".
    fn is_capital(&self, mention: &Mention) -> bool {
        let alias = self.lexicon.state_called(mention.span.of(&self.article.text), self.day);
        alias.is_some_and(|alias| alias.sort == AliasSort::Capital)
    }

    /// The role whose office stands before the name: "President Clinton" is in office, whenever the text was written.
    fn titled_role(&self, actor: &'a Actor, mention: &Mention) -> Option<&'a Role> {
        let before = self.words_before(mention).filter(|_| mention.kind == Kind::Person)?;
        // "President Bush" may be a name of its own.
        let within = mention.span.of(&self.article.text).rsplit_once(' ').map(|(title, _)| title.to_lowercase());
        let told = |office: &str| {
            let office = office.to_lowercase();
            let of = self.lexicon.rules.grammar.genitive.prepositions().map(|word| format!(" {word} "));
            let short = of.filter_map(|of| office.split(&of).next()).min_by_key(|title| title.len()).unwrap_or(&office);
            [office.as_str(), short]
                .into_iter()
                .filter(|title| self.ends_with_title(&before, title) || within.as_deref() == Some(*title))
                .map(str::len)
                .max()
        };
        let fitting = actor.roles.iter().filter_map(|role| Some((told(role.office.as_deref()?)?, role)));
        fitting
            .max_by_key(|(length, role)| (*length, self.day.is_some_and(|day| role.period.holds(day))))
            .map(|(_, role)| role)
    }

    /// What stands before a name, in lower case, as far as its titles may reach.
    fn words_before(&self, mention: &Mention) -> Option<String> {
        let text = self.article.text.get(..mention.span.start as usize)?;
        let from = text.len().saturating_sub(TITLE_REACH);
        let from = (from..=text.len()).find(|&at| text.is_char_boundary(at))?;
        Some(text.get(from..)?.trim_end().to_lowercase())
    }

    /// "former Brazilian president": whether the title before a name is said to be held no more.
    fn is_former(&self, mention: &Mention) -> bool {
        let before = self.words_before(mention).unwrap_or_default();
        let near = before.rsplit(' ').take(FORMER_REACH).take_while(|word| word.ends_with(char::is_alphanumeric));
        let words: Vec<&str> = near.collect();
        let former = words.iter().position(|word| self.lexicon.rules.reference.former.contains(*word));
        // "vice-president".
        let is_title = |word: &&str| word.rsplit('-').next().is_some_and(|last| self.lexicon.metonymy.titles.has(last));
        former.is_some_and(|at| words.iter().take(at).any(is_title))
    }

    /// Whether the words end in the title and do not call it a former one.
    fn ends_with_title(&self, before: &str, title: &str) -> bool {
        // "vice-president" is no president.
        let whole = |rest: &&str| !rest.ends_with(char::is_alphanumeric) && !rest.ends_with('-');
        let Some(rest) = before.strip_suffix(title).filter(whole) else { return false };
        let last = rest.rsplit(char::is_whitespace).find(|word| !word.is_empty()).unwrap_or_default();
        !self.lexicon.rules.reference.former.contains(last.trim_end_matches('-'))
    }
}

/// How many words before a name "former" may stand: "former Brazilian vice president".
const FORMER_REACH: usize = 4;

/// How many bytes before a name its title may take.
const TITLE_REACH: usize = 64;

/// The role that holds on the day; without a day the last.
pub fn role_on(actor: &Actor, day: Option<Date>) -> Option<&Role> {
    match day {
        Some(day) => actor.roles.iter().find(|role| role.period.holds(day)),
        None => actor.roles.last(),
    }
}

/// The same named actor, or the same sector of the same country; of two strangers nobody knows.
pub fn is_same(a: &Party, b: &Party) -> bool {
    match (&a.actor, &b.actor) {
        (None, None) => a.code == b.code && a.sector == b.sector && !matches!(a.sector[..], [] | [Sector::Unk]),
        (one, other) => one == other,
    }
}

/// A state and who governs it are one party: Afghanistan and the Islamic Emirate. Two who govern it are two.
pub fn is_same_state(a: &Party, b: &Party) -> bool {
    let is_state = |party: &Party| party.actor.is_some() && party.actor == party.code;
    let governs = |party: &Party| party.actor.is_some() && is_government(party);
    a.code == b.code && governs(a) && governs(b) && (is_state(a) || is_state(b))
}

/// A country, or those who govern it.
pub fn is_government(party: &Party) -> bool {
    party.code.is_some() && party.sector.iter().all(|sector| *sector == Sector::Gov)
}

/// "the Congolese army" is no other side than the Congo.
pub fn is_own_state(known: &Party, party: &Party) -> bool {
    known.actor.is_none() && party.actor.is_some() && party.actor == known.code
}
