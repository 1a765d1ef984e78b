//! Reads `rules.toml`: the shape of its TOML, and what could not be read.

use super::{
    Absorb, AcledRule, Belonging, Content, ContentAt, Counts, Dates, EventSorts, Fill, FillFrom, Grammar, LightSubject,
    LightVerb, Negation, OneEvent, Position, Reference, Retype, Rules, RulesFault, Side, Slots, StatusRule, Words,
};
use crate::lexicon::fault::Source;
use crate::origin::Origin;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::sync::Arc;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: u32,
    #[serde(default, rename = "as_of")]
    _as_of: Option<toml::value::Datetime>,
    #[serde(default, rename = "default_source")]
    _default_source: Option<String>,
    #[serde(default)]
    light_verb: Vec<RawLightVerb>,
    #[serde(default)]
    status: Vec<RawStatus>,
    #[serde(default)]
    retype: Vec<RawRetype>,
    #[serde(default)]
    absorb: Vec<RawAbsorb>,
    #[serde(default)]
    fill: Vec<RawFill>,
    #[serde(default)]
    acled: Vec<RawAcled>,
    #[serde(default)]
    reference: Reference,
    #[serde(default)]
    words: Words,
    #[serde(default)]
    grammar: Grammar,
    #[serde(default)]
    negation: Negation,
    #[serde(default)]
    one_event: OneEvent,
    #[serde(default)]
    belonging: Belonging,
    #[serde(default)]
    content: RawContent,
    #[serde(default)]
    events: RawEventSorts,
    #[serde(default)]
    counts: Counts,
    #[serde(default)]
    dates: Dates,
    /// Read by the mention rules.
    #[serde(default, rename = "metonymy")]
    _metonymy: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLightVerb {
    id: Spanned<String>,
    verbs: Vec<String>,
    #[serde(default)]
    prepositions: Vec<String>,
    status: Option<Spanned<String>>,
    subject: LightSubject,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStatus {
    id: Spanned<String>,
    status: Spanned<String>,
    at: Position,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    under: Vec<String>,
    #[serde(default)]
    speaker: Vec<Spanned<String>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRetype {
    id: Spanned<String>,
    from: Vec<Spanned<String>>,
    #[serde(default)]
    after: Vec<Spanned<String>>,
    #[serde(default)]
    entries: Vec<String>,
    #[serde(default)]
    recipient: Vec<Spanned<String>>,
    #[serde(default)]
    by_state: bool,
    to: Spanned<String>,
    status: Option<Spanned<String>>,
    mode: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAbsorb {
    id: Spanned<String>,
    under: Vec<Spanned<String>>,
    events: Vec<Spanned<String>>,
    status: Vec<Spanned<String>>,
    #[serde(default)]
    entries: Vec<String>,
    #[serde(default)]
    at: ContentAt,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFill {
    id: Spanned<String>,
    role: Side,
    from: FillFrom,
    #[serde(default)]
    events: Vec<Spanned<String>>,
    #[serde(default)]
    modes: Vec<Spanned<String>>,
    #[serde(default)]
    entries: Vec<String>,
    #[serde(default)]
    known: Vec<Spanned<String>>,
    #[serde(default)]
    undoes: Vec<Spanned<String>>,
    #[serde(default)]
    bare: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAcled {
    id: Spanned<String>,
    was: String,
    becomes: String,
    #[serde(default)]
    actor: Vec<Spanned<String>>,
    #[serde(default)]
    recipient: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawContent {
    of_deeds: Vec<Spanned<String>>,
    passed_on: Vec<Spanned<String>>,
    denials: Vec<String>,
    by_purpose: Vec<Spanned<String>>,
    mutual: Vec<Spanned<String>>,
    refusals: Vec<Spanned<String>>,
    refused_to_others: Vec<Spanned<String>>,
    concerned: Slots,
    against: Slots,
    shouted_at: Slots,
    felt_at: Slots,
    called_for: Slots,
    gathered_at: Slots,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawEventSorts {
    force: Vec<Spanned<String>>,
    told_by_place: Vec<Spanned<String>>,
    told_by_name: Vec<Spanned<String>>,
    says_nothing: Vec<String>,
    recent: Vec<String>,
    on_the_ground: Vec<Spanned<String>>,
    in_the_lead: Vec<Spanned<String>>,
    left: Vec<Spanned<String>>,
    left_by: Vec<Spanned<String>>,
    gatherings: Vec<Spanned<String>>,
    among_locals: Vec<Spanned<String>>,
    at_venues: Vec<Spanned<String>>,
    pointed_back_to: Vec<Spanned<String>>,
    by_the_state: Vec<Spanned<String>>,
    #[serde(default)]
    of_the_people: Vec<Spanned<String>>,
    against_others: Vec<Spanned<String>>,
    done_to: Vec<Spanned<String>>,
    armed: Vec<Spanned<String>>,
    plain_people: Vec<String>,
}

impl Rules {
    /// Reads `rules.toml`. Every fault is returned with its byte offset; what could be read is returned beside them.
    pub(in crate::lexicon) fn parse(source: &Source) -> (Rules, Vec<RulesFault>) {
        let raw: File = match source.read() {
            Ok(raw) => raw,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return (Rules::default(), vec![(at, error.message().to_owned())]);
            }
        };
        let mut reader = Reader { source, faults: Vec::new() };
        let mut rules = Rules {
            light_verbs: raw.light_verb.into_iter().map(|verb| reader.light_verb(verb)).collect(),
            status: raw.status.into_iter().filter_map(|rule| reader.status(rule)).collect(),
            retype: Vec::new(),
            absorb: raw.absorb.into_iter().map(|rule| reader.absorb(rule)).collect(),
            fill: raw.fill.into_iter().map(|rule| reader.fill(rule)).collect(),
            acled: raw.acled.into_iter().map(|rule| reader.acled(rule)).collect(),
            reference: raw.reference,
            words: raw.words,
            grammar: raw.grammar,
            negation: raw.negation,
            one_event: raw.one_event,
            belonging: raw.belonging,
            content: reader.content(raw.content),
            events: reader.event_sorts(raw.events),
            dates: raw.dates,
            counts: raw.counts,
        };
        reader.in_range("dates", "months", &rules.dates.months, 1..=12);
        reader.in_range("dates", "weekdays", &rules.dates.weekdays, 1..=7);
        reader.in_range("dates", "days", &rules.dates.days, -366..=366);
        reader.in_range("dates", "turns", &rules.dates.turns, -1..=1);
        reader.in_range("dates", "parts_of_day", &rules.dates.parts_of_day, -1..=1);
        reader.slots(&rules);
        let known: HashSet<Arc<str>> = rules.status.iter().map(|rule| rule.id.clone()).collect();
        rules.retype = raw.retype.into_iter().filter_map(|rule| reader.retype(rule, &known)).collect();
        (rules, reader.faults)
    }
}

fn set(words: Vec<String>) -> HashSet<Arc<str>> {
    words.into_iter().map(Arc::from).collect()
}

struct Reader<'a> {
    source: &'a Source,
    faults: Vec<RulesFault>,
}

impl Reader<'_> {
    fn origin(&self, at: usize) -> Origin {
        self.source.origin(at)
    }

    /// Numbers that the calendar can take.
    fn in_range<T: PartialOrd + std::fmt::Display>(
        &mut self,
        table: &str,
        list: &str,
        words: &HashMap<Arc<str>, T>,
        range: std::ops::RangeInclusive<T>,
    ) {
        let at = self.list_at(table, list);
        let mut wrong: Vec<&Arc<str>> =
            words.iter().filter(|(_, n)| !range.contains(n)).map(|(word, _)| word).collect();
        wrong.sort();
        let message = |word: &Arc<str>| format!("`{word}` of {list} lies outside {} to {}", range.start(), range.end());
        self.faults.extend(wrong.into_iter().map(|word| (at, message(word))));
    }

    /// Prepositions that can be slots.
    fn slots(&mut self, rules: &Rules) {
        let Rules { grammar, belonging, .. } = rules;
        let lists = [
            ("grammar", "genitive", &grammar.genitive),
            ("grammar", "passive_agent", &grammar.passive_agent),
            ("grammar", "light_prepositions", &grammar.light_prepositions),
            ("grammar", "control_prepositions", &grammar.control_prepositions),
            ("grammar", "addressing", &grammar.addressing),
            ("grammar", "between", &grammar.between),
            ("reference", "through", &rules.reference.through),
            ("belonging", "owner", &belonging.owner),
            ("belonging", "body", &belonging.body),
            ("belonging", "people", &belonging.people),
            ("belonging", "seat", &belonging.seat),
            ("belonging", "ground", &belonging.ground),
            ("content", "concerned", &rules.content.concerned),
            ("content", "against", &rules.content.against),
            ("content", "shouted_at", &rules.content.shouted_at),
            ("content", "felt_at", &rules.content.felt_at),
            ("content", "called_for", &rules.content.called_for),
            ("content", "gathered_at", &rules.content.gathered_at),
        ];
        for (table, list, slots) in lists {
            let at = self.list_at(table, list);
            let unknown = slots.iter().filter_map(|slot| rules.unknown_preposition(slot));
            self.faults.extend(unknown.map(|word| (at, format!("`{word}` of {list} is no slot"))));
        }
    }

    /// Where a list stands in the file.
    fn list_at(&self, table: &str, list: &str) -> usize {
        let text = &self.source.text;
        let table = text.find(&format!("\n[{table}]")).unwrap_or(0);
        let within = text.get(table..).and_then(|rest| rest.find(&format!("\n{list} =")));
        within.map_or(0, |at| table + at + 1)
    }

    fn word<T: std::str::FromStr<Err = crate::ontology::Unknown>>(&mut self, word: &Spanned<String>) -> Option<T> {
        match word.get_ref().parse() {
            Ok(value) => Some(value),
            Err(unknown) => {
                self.faults.push((word.span().start, unknown.to_string()));
                None
            }
        }
    }

    fn words<T: std::str::FromStr<Err = crate::ontology::Unknown>>(&mut self, words: &[Spanned<String>]) -> Vec<T> {
        words.iter().filter_map(|word| self.word(word)).collect()
    }

    fn light_verb(&mut self, raw: RawLightVerb) -> LightVerb {
        let origin = self.origin(raw.id.span().start);
        LightVerb {
            id: raw.id.into_inner().into(),
            verbs: set(raw.verbs),
            prepositions: set(raw.prepositions),
            subject: raw.subject,
            status: raw.status.as_ref().and_then(|status| self.word(status)),
            origin,
        }
    }

    fn status(&mut self, raw: RawStatus) -> Option<StatusRule> {
        let origin = self.origin(raw.id.span().start);
        Some(StatusRule {
            id: raw.id.get_ref().as_str().into(),
            status: self.word(&raw.status)?,
            at: raw.at,
            words: set(raw.words),
            under: set(raw.under),
            speaker: self.words(&raw.speaker),
            except: self.words(&raw.except),
            origin,
        })
    }

    fn retype(&mut self, raw: RawRetype, known: &HashSet<Arc<str>>) -> Option<Retype> {
        let origin = self.origin(raw.id.span().start);
        for after in &raw.after {
            if !known.contains(after.get_ref().as_str()) {
                self.faults.push((after.span().start, format!("no [[status]] rule has the id `{}`", after.get_ref())));
            }
        }
        Some(Retype {
            id: raw.id.get_ref().as_str().into(),
            from: self.words(&raw.from),
            after: raw.after.iter().map(|id| Arc::from(id.get_ref().as_str())).collect(),
            entries: set(raw.entries),
            recipient: self.words(&raw.recipient),
            by_state: raw.by_state,
            to: self.word(&raw.to)?,
            status: raw.status.as_ref().and_then(|status| self.word(status)),
            mode: raw.mode.as_ref().and_then(|mode| self.word(mode)),
            origin,
        })
    }

    fn absorb(&mut self, raw: RawAbsorb) -> Absorb {
        let origin = self.origin(raw.id.span().start);
        Absorb {
            id: raw.id.into_inner().into(),
            under: self.words(&raw.under),
            events: self.words(&raw.events),
            status: self.words(&raw.status),
            entries: set(raw.entries),
            at: raw.at,
            origin,
        }
    }

    fn fill(&mut self, raw: RawFill) -> Fill {
        let origin = self.origin(raw.id.span().start);
        Fill {
            id: raw.id.into_inner().into(),
            role: raw.role,
            from: raw.from,
            events: self.words(&raw.events),
            modes: self.words(&raw.modes),
            entries: set(raw.entries),
            bare: raw.bare,
            known: self.words(&raw.known),
            undoes: self.words(&raw.undoes),
            origin,
        }
    }

    fn acled(&mut self, raw: RawAcled) -> AcledRule {
        AcledRule {
            origin: self.origin(raw.id.span().start),
            id: raw.id.into_inner().into(),
            was: raw.was.into(),
            becomes: raw.becomes.into(),
            actor: self.words(&raw.actor),
            recipient: self.words(&raw.recipient),
        }
    }

    fn content(&mut self, raw: RawContent) -> Content {
        Content {
            of_deeds: self.words(&raw.of_deeds),
            passed_on: self.words(&raw.passed_on),
            denials: raw.denials,
            by_purpose: self.words(&raw.by_purpose),
            mutual: self.words(&raw.mutual),
            refusals: self.words(&raw.refusals),
            refused_to_others: self.words(&raw.refused_to_others),
            concerned: raw.concerned,
            against: raw.against,
            shouted_at: raw.shouted_at,
            felt_at: raw.felt_at,
            called_for: raw.called_for,
            gathered_at: raw.gathered_at,
        }
    }

    fn event_sorts(&mut self, raw: RawEventSorts) -> EventSorts {
        EventSorts {
            force: self.words(&raw.force),
            told_by_place: self.words(&raw.told_by_place),
            told_by_name: self.words(&raw.told_by_name),
            says_nothing: set(raw.says_nothing),
            recent: set(raw.recent),
            on_the_ground: self.words(&raw.on_the_ground),
            in_the_lead: self.words(&raw.in_the_lead),
            left: self.words(&raw.left),
            left_by: self.words(&raw.left_by),
            gatherings: self.words(&raw.gatherings),
            at_venues: self.words(&raw.at_venues),
            among_locals: self.words(&raw.among_locals),
            pointed_back_to: self.words(&raw.pointed_back_to),
            by_the_state: self.words(&raw.by_the_state),
            of_the_people: self.words(&raw.of_the_people),
            against_others: self.words(&raw.against_others),
            done_to: self.words(&raw.done_to),
            armed: self.words(&raw.armed),
            plain_people: set(raw.plain_people),
        }
    }
}
