//! Event entries: triggers and the forms of their words.

use crate::lexicon::check::Checker;
use crate::lexicon::entry::Word;
use crate::lexicon::inflect::Irregular;
use crate::lexicon::parse::{Entries, PlacedTrigger};
use crate::lexicon::{Example, Lexicon, Need, Part, Slot, Trigger};
use crate::ontology::{EventType, Mode};
use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};
use std::sync::Arc;

/// Adds the triggers of all layers: of those with the same id and type the last layer's.
pub fn add(lexicon: &mut Lexicon, entries: &Entries, check: &mut Checker) {
    let layer = |source: usize| entries.sources.get(source).map_or(0, |source| source.layer);
    let mut last: HashMap<(&str, Part, EventType), usize> = HashMap::default();
    for placed in entries.triggers() {
        let key = key(placed);
        if last.insert(key, layer(placed.source)) == Some(layer(placed.source)) {
            let help = "ids of verbs, and of nouns, are unique in a type".to_owned();
            let message = format!("the id `{}` is taken in this file", key.0);
            check.fault("D000", placed.source, placed.entry.id.span().start, message, Some(help));
        }
    }
    let lemmas = entries.triggers().map(|placed| placed.entry.lemmas.len()).sum();
    lexicon.index.reserve(lemmas);
    // Conditions name about as many words.
    let known = HashMap::with_capacity_and_hasher(lemmas, FxBuildHasher);
    let mut conditions = Conditions { irregular: &entries.irregular, known };
    for placed in entries.triggers() {
        if !placed.entry.off && last.get(&key(placed)) == Some(&layer(placed.source)) {
            add_trigger(lexicon, placed, &mut conditions, check);
        }
    }
}

fn key(placed: PlacedTrigger<'_>) -> (&str, Part, EventType) {
    (placed.entry.id.get_ref().as_str(), placed.part, placed.event)
}

fn add_trigger<'a>(
    lexicon: &mut Lexicon,
    placed: PlacedTrigger<'a>,
    conditions: &mut Conditions<'a>,
    check: &mut Checker,
) {
    let (entry, source, index) = (placed.entry, placed.source, lexicon.triggers.len() as u32);
    let suffix = if placed.part == Part::Verb { "v" } else { "n" };
    let event = entry.event.as_ref().and_then(|event| check.word(source, event)).unwrap_or(placed.event);
    let mode: Vec<Mode> = check.words(source, &entry.mode);
    check.modes(source, event, &entry.mode, &mode);
    let mut slots = |given: &Option<Vec<Word>>, default: Slot| match given {
        Some(slots) => slots.iter().map(|slot| check.slot(source, slot, &lexicon.rules)).collect(),
        None if placed.part == Part::Verb => vec![default],
        None => Vec::new(),
    };
    let (actor, recipient) = (slots(&entry.actor, Slot::Subject), slots(&entry.recipient, Slot::Object));
    lexicon.triggers.push(Trigger {
        id: format!("{}.{suffix}", entry.id.get_ref()).into(),
        part: placed.part,
        event,
        mode,
        context: check.words(source, &entry.context),
        cameo: entry.cameo.as_deref().map(Arc::from),
        acled: entry.acled.as_deref().map(Arc::from),
        actor,
        recipient,
        symmetric: entry.symmetric,
        object: conditions.inflected(&entry.object),
        not_object: conditions.inflected(&entry.not_object),
        subject: conditions.inflected(&entry.subject),
        not_subject: conditions.inflected(&entry.not_subject),
        near: conditions.inflected(&entry.near),
        not_near: conditions.inflected(&entry.not_near),
        requires: entry.requires.iter().map(|word| Arc::from(word.to_lowercase())).collect(),
        infinitive: entry.infinitive,
        needs: entry.needs.as_ref().map_or_else(Vec::new, |needs| check.needs(source, needs)),
        named_after: check.words(source, &entry.named_after),
        recipient_sector: entry.recipient_sector.as_ref().and_then(|sector| check.word(source, sector)),
        status: entry.status.as_ref().and_then(|status| check.word(source, status)),
        origin: check.origin(source, entry.id.span().start),
    });
    for lemma in &entry.lemmas {
        let (lemma, links) = (lemma.get_ref().to_lowercase(), &lexicon.rules.grammar.noun_links);
        lexicon.index.add_trigger(index, placed.part, &lemma, links, conditions.irregular);
    }
    let examples = entry.examples.iter();
    let built = examples.map(|example| Example::event(example, event, check.at(source, example.text.span().start)));
    lexicon.examples.extend(built);
}

/// Words of conditions, singular and plural: many triggers name the same.
struct Conditions<'a> {
    irregular: &'a Irregular,
    known: HashMap<&'a str, Vec<Arc<str>>>,
}

impl<'a> Conditions<'a> {
    fn inflected(&mut self, words: &'a [String]) -> Vec<Arc<str>> {
        let mut all = Vec::with_capacity(2 * words.len());
        for word in words {
            let forms = self.known.entry(word).or_insert_with(|| inflected(word, self.irregular));
            all.extend(forms.iter().cloned());
        }
        all
    }
}

/// Singular and plural of a word, or of the last of a phrase.
fn inflected(word: &str, irregular: &Irregular) -> Vec<Arc<str>> {
    let word = word.to_lowercase();
    let (before, last) = word.rsplit_once(' ').map_or(("", word.as_str()), |(before, last)| (before, last));
    let nouns = irregular.noun(last).into_iter().map(|(form, _)| form);
    let forms = nouns.map(|form| if before.is_empty() { form } else { [before, " ", &form].concat() });
    forms.map(Arc::from).collect()
}

impl Need {
    pub(in crate::lexicon) fn parse(word: &str) -> Option<Need> {
        match word {
            "actor" => Some(Need::Actor),
            "recipient" => Some(Need::Recipient),
            "both" => Some(Need::Both),
            "either" => Some(Need::Either),
            "nobody" => Some(Need::Nobody),
            "known" => Some(Need::Known),
            "earlier" => Some(Need::Earlier),
            "told" => Some(Need::Told),
            _ => None,
        }
    }
}
