//! What a change of the dictionaries can touch: the words that an article must hold to be coded otherwise.

use super::fold::fold;
use super::{Actor, Agent, Alias, Ambiguity, ContextRule, Lexicon, Otherwise, Role, Trigger};
use crate::origin::Origin;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Which articles may be coded otherwise under one lexicon than under another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// All: what every article is read with has changed; its name in the dictionary folder.
    All(Vec<&'static str>),
    /// Those that hold all words of one of these, as [`held_words`] cuts them.
    Holding(BTreeSet<Vec<String>>),
}

/// Compares two lexicons, wherever in the files their entries stand.
pub fn touched(old: &Lexicon, new: &Lexicon) -> Touched {
    compared(old, new).0
}

/// Where lines of dictionaries stand that say the same in both, if elsewhere; none where one has become several.
pub type Lines = HashMap<Origin, Option<Origin>>;

/// Compares two lexicons, and tells where their entries have moved to.
pub fn compared(old: &Lexicon, new: &Lexicon) -> (Touched, Lines) {
    let shared = old.files.shared().iter().zip(new.files.shared()).filter(|(one, other)| one != other);
    let shared: Vec<&'static str> = shared.map(|((what, _), _)| *what).collect();
    if !shared.is_empty() {
        return (Touched::All(shared), Lines::new());
    }
    let (old, new) = (entries(old), entries(new));
    let (mut words, mut lines) = (BTreeSet::new(), Lines::new());
    let keys: HashSet<&Key> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let list = |entries: &HashMap<Key, Vec<Entry>>| entries.get(key).cloned().unwrap_or_default();
        let (old, new) = (list(&old), list(&new));
        differences(&old, &new, &mut words);
        follow(&old, &new, &mut lines);
    }
    lines.retain(|line, now| now.as_ref() != Some(line));
    (Touched::Holding(words), lines)
}

/// Ids of the actors of whom the lexicons do not say the same, names aside.
pub fn changed_actors(old: &Lexicon, new: &Lexicon) -> HashSet<String> {
    let says = |lexicon: &Lexicon| -> HashSet<(String, String)> {
        lexicon.actors.iter().map(|entry| (entry.id.to_string(), actor(entry))).collect()
    };
    says(old).symmetric_difference(&says(new)).map(|(id, _)| id.clone()).collect()
}

/// Notes where the lines behind entries of the first list stand for the same entries of the second.
fn follow(old: &[Entry], new: &[Entry], lines: &mut Lines) {
    let mut left: Vec<&Entry> = new.iter().collect();
    for entry in old {
        let Some(at) = left.iter().position(|other| *other == entry) else { continue };
        for (line, now) in entry.lines.iter().zip(&left.remove(at).lines) {
            let known = lines.entry(line.clone()).or_insert_with(|| Some(now.clone()));
            if known.as_ref() != Some(now) {
                *known = None;
            }
        }
    }
}

/// Calls `each` with every word of a text by which entries can match: folded stretches of letters and digits, and what
/// the tokenizer makes of clitics ("didn't" holds "did"). Words may come more than once.
pub fn held_words(text: &str, mut each: impl FnMut(&str)) {
    let mut last = String::new();
    let mut word = |word: &str| {
        each(word);
        match (last.strip_suffix('n'), word) {
            (Some(stem), "t") if !stem.is_empty() => each(stem),
            (_, "cannot") => ["can", "not"].into_iter().for_each(&mut each),
            _ => {}
        }
        last.clear();
        last.push_str(word);
    };
    // No name reaches over such a mark as one word, so each stretch folds for itself, and most are ASCII.
    let mut lower = String::new();
    for stretch in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        if stretch.is_ascii() {
            lower.clear();
            lower.extend(stretch.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            word(&lower);
        } else {
            folded_words(&fold(stretch)).for_each(&mut word);
        }
    }
}

fn folded_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of a name or form.
fn words(surface: &str) -> Vec<String> {
    folded_words(&fold(surface)).map(str::to_owned).collect()
}

/// Under which word or name entries are found, by sort: entries found under the same one have an order.
type Key = (&'static str, String);

/// An entry under a key: all that it says, and the words without which it does nothing.
#[derive(Clone)]
struct Entry {
    says: String,
    words: Vec<String>,
    /// The lines that traces name for it.
    lines: Vec<Origin>,
}

/// Where an entry stands makes no difference to what it does.
impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        (&self.says, &self.words) == (&other.says, &other.words)
    }
}

/// Adds the words of every entry that only one list has, and of all whose order differs.
fn differences(old: &[Entry], new: &[Entry], words: &mut BTreeSet<Vec<String>>) {
    if old == new {
        return;
    }
    let only = |one: &[Entry], other: &[Entry]| -> Vec<Entry> {
        one.iter().filter(|entry| !other.contains(entry)).cloned().collect()
    };
    let both = |one: &[Entry], other: &[Entry]| -> Vec<Entry> {
        one.iter().filter(|entry| other.contains(entry)).cloned().collect()
    };
    let mut changed = only(old, new);
    changed.extend(only(new, old));
    let (kept, still) = (both(old, new), both(new, old));
    if kept != still {
        changed.extend(kept);
    }
    words.extend(changed.into_iter().map(|entry| entry.words));
}

fn entries(lexicon: &Lexicon) -> HashMap<Key, Vec<Entry>> {
    let mut all: HashMap<Key, Vec<Entry>> = HashMap::new();
    let mut add = |sort: &'static str, key: &str, says: String, words: Vec<String>, lines: Vec<&Origin>| {
        let lines = lines.into_iter().cloned().collect();
        all.entry((sort, key.to_owned())).or_default().push(Entry { says, words, lines });
    };
    let actors: Vec<String> = lexicon.actors.iter().map(actor).collect();
    for entry in &lexicon.aliases {
        let holder = actors.get(entry.actor as usize).map_or("nobody", String::as_str);
        let holder_line = lexicon.actors.get(entry.actor as usize).map(|actor| &actor.at.origin);
        let lines = std::iter::once(&entry.at.origin).chain(holder_line).collect();
        add("name", &fold(&entry.text), format!("{} {holder}", alias(entry)), words(&entry.text), lines);
    }
    for block in &lexicon.ambiguities {
        let lines = std::iter::once(&block.at.origin).chain(block.rules.iter().map(|rule| &rule.origin)).collect();
        add("ambiguous", &fold(&block.surface), ambiguity(block), words(&block.surface), lines);
    }
    let triggers: Vec<String> = lexicon.triggers.iter().map(trigger).collect();
    for (word, forms) in &lexicon.index.triggers {
        for form in forms {
            let entry = triggers.get(form.trigger as usize).map_or("", String::as_str);
            let says = format!("{:?} {:?} {:?} {entry}", form.forms, form.before, form.after);
            // A sentence with the head word alone is parsed, which can move the place of those after it.
            let line = lexicon.triggers.get(form.trigger as usize).map(|trigger| &trigger.origin);
            add("trigger", word, says, words(word), line.into_iter().collect());
        }
    }
    let agents: Vec<String> = lexicon.agents.iter().map(agent).collect();
    for (word, forms) in &lexicon.index.agents {
        for form in forms {
            let entry = agents.get(form.agent as usize).map_or("", String::as_str);
            // The noun alone makes what stands before it countable as people.
            let line = lexicon.agents.get(form.agent as usize).map(|agent| &agent.origin);
            add("agent", word, format!("{:?} {entry}", form.before), words(word), line.into_iter().collect());
        }
    }
    for (word, lemmas) in &lexicon.index.lemmas {
        // Nobody asks which comes first, and sets give them in any order.
        let mut says: Vec<String> = lemmas.iter().map(|lemma| format!("{lemma:?}")).collect();
        says.sort();
        says.into_iter().for_each(|says| add("lemma", word, says, words(word), Vec::new()));
    }
    for (word, phrases) in &lexicon.index.hidden {
        phrases.iter().for_each(|phrase| add("hidden", word, format!("{phrase:?}"), words(word), Vec::new()));
    }
    all
}

// Each of the following takes its entry apart field by field, so that a new field is not forgotten here.

fn actor(entry: &Actor) -> String {
    let Actor { id, name, kind, surname, gender, wikidata, country, sector, roles, parents, at: _ } = entry;
    let roles: Vec<String> = roles.iter().map(role).collect();
    format!("{id} {name} {kind} {surname:?} {gender:?} {wikidata:?} {country:?} {sector:?} {roles:?} {parents:?}")
}

fn role(entry: &Role) -> String {
    let Role { code, sector, office, period, noted: _, at: _ } = entry;
    format!("{code:?} {sector:?} {office:?} {period:?}")
}

fn alias(entry: &Alias) -> String {
    // The holder and the block are compared under their own keys.
    let Alias { text, actor: _, sort, case, unless_left, unless_right, period, ambiguity: _, at: _ } = entry;
    format!("{text} {sort:?} {case:?} {unless_left:?} {unless_right:?} {period:?}")
}

fn ambiguity(entry: &Ambiguity) -> String {
    let Ambiguity { surface, window, rules, otherwise, at: _ } = entry;
    let rules: Vec<String> = rules.iter().map(context_rule).collect();
    let otherwise = match otherwise {
        Otherwise::Ask => "ask",
        Otherwise::Drop => "drop",
        Otherwise::Actor(id) => id,
    };
    format!("{surface} {window:?} {rules:?} {otherwise}")
}

fn context_rule(entry: &ContextRule) -> String {
    let ContextRule { id, pick, when_full_name, near_any, right_any, left_any, origin: _ } = entry;
    format!("{id} {pick:?} {when_full_name} {near_any:?} {right_any:?} {left_any:?}")
}

fn agent(entry: &Agent) -> String {
    let Agent { id, sector, code, passive, people_only, capital, of_state, of_person, origin: _ } = entry;
    format!("{id} {sector:?} {code:?} {passive} {people_only} {capital} {of_state:?} {of_person:?}")
}

fn trigger(entry: &Trigger) -> String {
    let Trigger {
        id,
        part,
        event,
        mode,
        context,
        cameo,
        acled,
        actor,
        recipient,
        symmetric,
        object,
        not_object,
        subject,
        not_subject,
        near,
        not_near,
        requires,
        infinitive,
        needs,
        recipient_sector,
        named_after,
        status,
        origin: _,
    } = entry;
    let head = format!("{id} {part:?} {event} {mode:?} {context:?} {cameo:?} {acled:?} {status:?} {symmetric}");
    let slots = format!("{actor:?} {recipient:?} {object:?} {not_object:?} {subject:?} {not_subject:?}");
    format!(
        "{head} {slots} {near:?} {not_near:?} {requires:?} {infinitive} {needs:?} {recipient_sector:?} {named_after:?}"
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Layer, load};
    use super::*;
    use proptest::prelude::*;

    fn lexicon(actors: &str) -> Lexicon {
        load(&[Layer::Default, Layer::Texts(vec![("actors/own.toml".to_owned(), actors.to_owned())])])
            .unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    fn between(old: &str, new: &str) -> Vec<String> {
        match touched(&lexicon(old), &lexicon(new)) {
            Touched::Holding(words) => words.into_iter().map(|words| words.join(" ")).collect(),
            Touched::All(what) => panic!("{what:?}"),
        }
    }

    #[test]
    fn entries_reach_the_articles_with_their_names() {
        let grey = "[[actor]]\nid = \"GREY\"\nname = \"Grey Column\"\nkind = \"group\"\n";
        let more = format!("{grey}aliases = [\"Column of the Grey\"]\n");
        assert_eq!(between(grey, grey), [""; 0]);
        assert_eq!(between(grey, &format!("# Moved down.\n\n{grey}")), [""; 0]);
        assert_eq!(between("", grey), ["grey column"]);
        assert_eq!(between(grey, &more), ["column of the grey"]);
        // What is said of the actor holds for all names.
        let coded = format!("{more}country = \"PAK\"\n");
        assert_eq!(between(&more, &coded), ["column of the grey", "grey column"]);
    }

    #[test]
    fn actors_that_are_otherwise() {
        let grey = "[[actor]]\nid = \"GREY\"\nname = \"Grey Column\"\nkind = \"group\"\n";
        let changed = |old: &str, new: &str| changed_actors(&lexicon(old), &lexicon(new));
        assert!(changed(grey, &format!("\n{grey}aliases = [\"Greys\"]\n")).is_empty());
        assert_eq!(changed(grey, &format!("{grey}sector = [\"REB\"]\n")), HashSet::from(["GREY".to_owned()]));
        assert_eq!(changed("", grey), HashSet::from(["GREY".to_owned()]));
    }

    #[test]
    fn lines_are_followed_to_where_they_stand_now() {
        let grey = "[[actor]]\nid = \"GREY\"\nname = \"Grey Column\"\nkind = \"group\"\n";
        let line = |line| Origin { file: "actors/own.toml".into(), line };
        let moved = |old: &str, new: &str| compared(&lexicon(old), &lexicon(new)).1;
        assert_eq!(moved(grey, grey), Lines::new());
        let lower = format!("# Moved down.\n\n{grey}");
        assert_eq!(moved(grey, &lower), Lines::from([(line(2), Some(line(4))), (line(3), Some(line(5)))]));
        // Two names of one line that stand on two lines now: which is meant cannot be told.
        let one = format!("{grey}aliases = [\"Column of the Grey\", \"Greys\"]\n");
        let two = format!("{grey}aliases = [\"Column of the Grey\",\n\"Greys\"]\n");
        assert_eq!(moved(&one, &two), Lines::from([(line(5), None)]));
    }

    #[test]
    fn words_of_a_text() {
        let mut words = Vec::new();
        held_words("They didn't stop; they cannot. Al-Qaeda’s “Émirate”", |word| words.push(word.to_owned()));
        let expected =
            ["they", "didn", "t", "did", "stop", "they", "cannot", "can", "not", "al", "qaeda", "s", "émirate"];
        assert_eq!(words, expected);
    }

    proptest! {
        #[test]
        fn stretches_fold_as_the_whole(text in "([a-nA-N]{1,3}|[ .'’-]|[éÉÅß—\u{301}\u{ad}\u{200b}\u{2011}]|\\PC){0,24}") {
            // Without "t" there is no clitic to be cut.
            let text = text.replace(['t', 'T'], "");
            let mut words = Vec::new();
            held_words(&text, |word| words.push(word.to_owned()));
            let folded = fold(&text);
            prop_assert_eq!(words, folded_words(&folded).collect::<Vec<_>>());
        }
    }
}
