//! Entries as they are written: the shape of the TOML, nothing looked up yet.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;
use toml::value::Datetime;

/// A word with its place in the file.
pub type Word = Spanned<String>;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    pub id: Word,
    pub name: Option<Word>,
    pub kind: Option<Word>,
    pub country: Option<Word>,
    #[serde(default)]
    pub sector: Vec<Word>,
    #[serde(default)]
    pub parent: Vec<ParentEntry>,
    #[serde(default)]
    pub aliases: Vec<AliasEntry>,
    #[serde(default)]
    pub acronyms: Vec<AliasEntry>,
    #[serde(default)]
    pub demonyms: Vec<AliasEntry>,
    #[serde(default)]
    pub capitals: Vec<AliasEntry>,
    pub surname: Option<Word>,
    pub gender: Option<Word>,
    #[serde(default)]
    pub roles: Vec<RoleEntry>,
    pub wikidata: Option<Word>,
    #[serde(default, rename = "note")]
    _note: IgnoredAny,
    #[serde(default, rename = "source")]
    _source: IgnoredAny,
    #[serde(default)]
    pub examples: Vec<MentionExample>,
    /// Adds to the entry of this id in an earlier layer.
    #[serde(default)]
    pub extends: bool,
    /// Switches the entry of this id in an earlier layer off.
    #[serde(default)]
    pub off: bool,
    /// Names of earlier layers that an extending entry takes out.
    #[serde(default)]
    pub without: Vec<Word>,
}

/// An id, alone or with dates.
pub type ParentEntry = Spanned<Parent>;

#[derive(Clone, Debug)]
pub enum Parent {
    Id(String),
    Dated(Box<DatedParent>),
}

impl Parent {
    pub fn id(&self) -> &str {
        match self {
            Parent::Id(id) => id,
            Parent::Dated(dated) => &dated.id,
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedParent {
    pub id: String,
    pub from: Option<Datetime>,
    pub until: Option<Datetime>,
}

/// A name, alone or with its conditions.
pub type AliasEntry = Spanned<Name>;

#[derive(Clone, Debug)]
pub enum Name {
    Text(String),
    Full(Box<FullName>),
}

impl Name {
    pub fn text(&self) -> &str {
        match self {
            Name::Text(text) => text,
            Name::Full(full) => &full.text,
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FullName {
    pub text: String,
    pub case: Option<String>,
    #[serde(default)]
    pub unless_left: Vec<String>,
    #[serde(default)]
    pub unless_right: Vec<String>,
    pub from: Option<Datetime>,
    pub until: Option<Datetime>,
    #[serde(default, rename = "lang")]
    _lang: IgnoredAny,
    #[serde(default, rename = "note")]
    _note: IgnoredAny,
    #[serde(default, rename = "source")]
    _source: IgnoredAny,
    /// `"context"` tells readers that an `[[ambiguous]]` block settles the name.
    #[serde(default, rename = "needs")]
    _needs: IgnoredAny,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    pub code: Option<Word>,
    #[serde(default)]
    pub sector: Vec<Word>,
    pub from: Option<Spanned<Datetime>>,
    pub until: Option<Spanned<Datetime>>,
    pub office: Option<String>,
    /// Says that what is odd is meant.
    pub note: Option<IgnoredAny>,
    #[serde(default, rename = "source")]
    _source: IgnoredAny,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MentionExample {
    pub text: Word,
    /// The name that must be found as this actor.
    pub expect: Option<String>,
    /// In an `[[ambiguous]]` block: the actor that `expect` must be found as.
    pub actor: Option<Word>,
    /// The actor that must not be found.
    pub expect_not: Option<String>,
    pub sector: Option<String>,
    /// Day of publication.
    pub date: Option<Datetime>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmbiguousEntry {
    pub text: Word,
    pub window: Option<Word>,
    #[serde(default)]
    pub rules: Vec<RuleEntry>,
    pub otherwise: Option<Word>,
    #[serde(default, rename = "note")]
    _note: IgnoredAny,
    #[serde(default)]
    pub examples: Vec<MentionExample>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    pub id: Word,
    pub pick: Word,
    #[serde(default)]
    pub when_full_name: bool,
    #[serde(default)]
    pub near_any: Vec<String>,
    #[serde(default)]
    pub right_any: Vec<String>,
    #[serde(default)]
    pub left_any: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IgnoreEntry {
    /// A name that hides shorter ones.
    pub text: Option<Word>,
    /// Phrases that hide the triggers in them: "heart attack".
    #[serde(default)]
    pub lemmas: Vec<Word>,
    #[serde(default, rename = "why")]
    _why: IgnoredAny,
    #[serde(default, rename = "by")]
    _by: IgnoredAny,
    #[serde(default, rename = "on")]
    _on: IgnoredAny,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentEntry {
    pub id: Word,
    pub nouns: Vec<NounEntry>,
    pub sector: Vec<Word>,
    pub code: Option<Word>,
    /// Never acts: schools, markets, convoys of a sector.
    #[serde(default)]
    pub passive: bool,
    /// What belongs to them does not stand for them: "student loans" are no students, "a police post" is the police.
    #[serde(default)]
    pub people_only: bool,
    /// Only with a capital inside a sentence: "the House".
    #[serde(default)]
    pub capital: bool,
    #[serde(default)]
    pub of_state: Vec<Word>,
    #[serde(default)]
    pub of_person: Vec<Word>,
    #[serde(default)]
    pub examples: Vec<AgentExample>,
    #[serde(default)]
    pub off: bool,
    #[serde(default, rename = "note")]
    _note: IgnoredAny,
}

/// A noun, alone or with its plural.
#[derive(Clone, Debug)]
pub enum NounEntry {
    Text(String),
    Full(FullNoun),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FullNoun {
    pub text: String,
    /// An irregular plural, or `false` where there is none.
    pub plural: Option<Plural>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Plural {
    Is(String),
    Has(bool),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentExample {
    pub text: Word,
    /// The party as gold files write it: `PAK MIL`.
    pub expect: Option<String>,
    #[serde(default)]
    pub none: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerEntry {
    pub id: Word,
    pub lemmas: Vec<Word>,
    pub event: Option<Word>,
    pub actor: Option<Vec<Word>>,
    pub recipient: Option<Vec<Word>>,
    #[serde(default)]
    pub mode: Vec<Word>,
    #[serde(default)]
    pub context: Vec<Word>,
    pub cameo: Option<String>,
    pub acled: Option<String>,
    #[serde(default)]
    pub object: Vec<String>,
    #[serde(default)]
    pub not_object: Vec<String>,
    #[serde(default)]
    pub subject: Vec<String>,
    #[serde(default)]
    pub not_subject: Vec<String>,
    #[serde(default)]
    pub near: Vec<String>,
    #[serde(default)]
    pub not_near: Vec<String>,
    #[serde(default)]
    pub requires: Vec<String>,
    #[serde(default)]
    pub infinitive: bool,
    pub needs: Option<Spanned<Needs>>,
    pub recipient_sector: Option<Word>,
    #[serde(default)]
    pub named_after: Vec<Word>,
    #[serde(default)]
    pub symmetric: bool,
    pub status: Option<Word>,
    #[serde(default, rename = "note")]
    _note: IgnoredAny,
    #[serde(default)]
    pub examples: Vec<EventExample>,
    #[serde(default)]
    pub off: bool,
}

/// One need or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Needs {
    One(String),
    Several(Vec<String>),
}

/// A sentence on which an event entry must fire, or must not.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventExample {
    pub text: Word,
    #[serde(default)]
    pub none: bool,
    pub event: Option<String>,
    pub actor: Option<Vec<String>>,
    pub recipient: Option<Vec<String>>,
    pub status: Option<String>,
    pub mode: Option<Vec<String>>,
    /// The event's date.
    pub date: Option<String>,
    pub place: Option<String>,
    pub dead: Option<u32>,
    pub injured: Option<u32>,
    pub arrested: Option<u32>,
    /// Day of publication.
    pub published: Option<Datetime>,
}

/// The calendar day of a TOML date; none where there is no such day.
pub fn day(date: &Datetime) -> Option<Date> {
    let date = date.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}
