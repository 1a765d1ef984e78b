//! The impact of a change equals what a full run with the new dictionaries gives, and no article that it bears on is
//! passed over.

mod small;

use khabar::compare::{Change, Impact};
use khabar::corpus::{DEFAULT_MAX_BYTES, ReadOptions, load as load_article, walk};
use khabar::dataset::{EventRecord, Held, MentionRecord, Wanted, rows};
use khabar::extract::extract;
use khabar::lexicon::{Layer, Lexicon, Touched, default_files, load, touched};
use khabar::syntax::Model;
use khabar::text::Article;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use std::path::Path;
use std::sync::LazyLock;

fn lexicon(edit: &str) -> Lexicon {
    let own = Layer::Texts(vec![("own.toml".to_owned(), edit.to_owned())]);
    load(&[Layer::Texts(small::dictionaries()), own]).unwrap_or_else(|faults| panic!("{edit}\n{faults:#?}"))
}

fn articles(lexicon: &Lexicon) -> Vec<Article> {
    let options = ReadOptions {
        today: || jiff::civil::Date::MAX,
        published: None,
        day_order: None,
        max_bytes: DEFAULT_MAX_BYTES,
    };
    let found = walk(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/clean")]).unwrap();
    let inputs = found.files().filter_map(|input| load_article(&input, &options, &lexicon.conventions).ok());
    // Long ones would only take long.
    inputs.map(|loaded| loaded.article).filter(|article| article.text.len() < 2500).collect()
}

type Coded = (Vec<MentionRecord>, Vec<EventRecord>);

/// The lexicon before, and the articles with their rows.
static BEFORE: LazyLock<(Lexicon, Vec<(Article, Coded)>)> = LazyLock::new(|| {
    let lexicon = lexicon("");
    let articles = articles(&lexicon);
    let coded = articles.into_iter().map(|article| {
        let rows = coded(&article, &lexicon);
        (article, rows)
    });
    let coded = coded.collect();
    (lexicon, coded)
});

/// Edits that do not get into each other's way, with a word for what each is.
const EDITS: &[(&str, &str)] = &[
    ("a new actor", "[[actor]]\nid = \"CARAVAN\"\nname = \"army convoy\"\nkind = \"group\"\naliases = [\"Sunday\"]\n"),
    ("a new alias", "[[actor]]\nid = \"TTP\"\nextends = true\naliases = [\"militants\", \"Pakistani militants\"]\n"),
    (
        "a new acronym",
        "[[actor]]\nid = \"NRF\"\nextends = true\nacronyms = [\"Doha\"]\n[[ambiguous]]\ntext = \"Doha\"\n\
                       rules = [{ id = \"doha-1\", pick = \"NRF\", near_any = [\"talks\", \"round\"] }]\n\
                       otherwise = \"drop\"\n",
    ),
    ("an actor off", "[[actor]]\nid = \"PAK\"\noff = true\n"),
    ("an actor replaced", "[[actor]]\nid = \"IND\"\nname = \"India\"\nkind = \"state\"\nsector = [\"GOV\"]\n"),
    ("an ignored name", "[[ignore]]\ntext = \"Taliban government\"\n"),
    ("words that hide a trigger", "[[ignore]]\nlemmas = [\"army strike\", \"police arrest\", \"minister meet\"]\n"),
    (
        "an agent",
        "[[agent]]\nid = \"own-hands\"\nnouns = [\"shopkeeper\", \"envoy\", \"local elder\"]\nsector = [\"LAB\"]\n",
    ),
];

/// Edits of event files, each of which says its type.
const EVENTS: &[(&str, &str, &str)] = &[
    (
        "a verb off",
        "events/assault.toml",
        "event = \"ASSAULT\"\n[[verb]]\nid = \"attack\"\nlemmas = [\"attack\"]\noff = true\n",
    ),
    (
        "a verb new",
        "events/consult.toml",
        "event = \"CONSULT\"\n[[verb]]\nid = \"own-reach\"\nlemmas = [\"say\", \"bury\"]\n",
    ),
    (
        "a noun new",
        "events/mobilize.toml",
        "event = \"MOBILIZE\"\n[[noun]]\nid = \"own-convoy\"\nlemmas = [\"soldier\", \"fighter\", \"envoy\"]\n\
                    actor = [\"premodifier\"]\n",
    ),
];

/// Whether an article is coded again.
fn select(touched: &Touched) -> impl Fn(&Article) -> bool + use<> {
    let wanted = match touched {
        Touched::All(_) => None,
        Touched::Holding(sets) => Some(Wanted::new(sets)),
    };
    move |article| wanted.as_ref().is_none_or(|wanted| wanted.is_held_by(&Held::new(article, None)))
}

fn coded(article: &Article, lexicon: &Lexicon) -> Coded {
    let all = rows(article, &extract(article, lexicon, Model::shipped()), false);
    (all.mentions, all.events)
}

fn plain_mention(row: &MentionRecord) -> String {
    format!("{:?}", MentionRecord { trace: vec![], ..row.clone() })
}

fn plain_event(row: &EventRecord) -> String {
    format!("{:?}", EventRecord { trace: vec![], link: None, id: String::new(), ..row.clone() })
}

/// The rows before, with what the impact takes out and puts in.
fn changed<T>(before: &[T], changes: &[Change<T>], plain: fn(&T) -> String) -> Vec<String> {
    let mut rows: Vec<String> = before.iter().map(plain).collect();
    for old in changes.iter().filter_map(|change| change.old.as_ref()) {
        let at = rows.iter().position(|row| *row == plain(old)).expect("what is lost was there");
        rows.remove(at);
    }
    rows.extend(changes.iter().filter_map(|change| change.new.as_ref()).map(plain));
    rows.sort();
    rows
}

fn sorted<T>(rows: &[T], plain: fn(&T) -> String) -> Vec<String> {
    let mut rows: Vec<String> = rows.iter().map(plain).collect();
    rows.sort();
    rows
}

/// How many articles are otherwise, and how many are coded again.
fn holds(what: &str, after: &Lexicon) -> (usize, usize) {
    let (before, articles) = &*BEFORE;
    let touches = select(&touched(before, after));
    let (mut otherwise, mut again) = (0, 0);
    for (article, old) in articles {
        let new = coded(article, after);
        let impact = match touches(article) {
            true => {
                let coded = |lexicon| extract(article, lexicon, Model::shipped());
                Impact::of((article, &coded(before)), (article, &coded(after)))
            }
            false => Impact::default(),
        };
        let doc = &article.doc;
        assert_eq!(changed(&old.0, &impact.mentions, plain_mention), sorted(&new.0, plain_mention), "{what}: {doc}");
        assert_eq!(changed(&old.1, &impact.events, plain_event), sorted(&new.1, plain_event), "{what}: {doc}");
        otherwise += usize::from(!impact.is_empty());
        again += usize::from(touches(article));
    }
    (otherwise, again)
}

#[test]
fn every_sort_of_edit_equals_a_full_run() {
    let all = BEFORE.1.len();
    let with_event = |file: &str, text: &str| {
        let own = Layer::Texts(vec![(file.to_owned(), text.to_owned())]);
        load(&[Layer::Texts(small::dictionaries()), own]).unwrap_or_else(|faults| panic!("{text}\n{faults:#?}"))
    };
    let plain = EDITS.iter().map(|(what, edit)| (*what, lexicon(edit)));
    let events = EVENTS.iter().map(|(what, file, text)| (*what, with_event(file, text)));
    for (what, after) in plain.chain(events) {
        let (otherwise, again) = holds(what, &after);
        assert!(otherwise > 0, "{what} changes nothing in the sample articles: the test tests nothing");
        assert!(again < all, "{what}: all {all} articles were coded again");
    }
}

#[test]
fn what_all_articles_are_read_with_touches_all() {
    let rules = default_files().into_iter().find(|(name, _)| *name == "rules.toml").unwrap();
    let rules = format!("{}\n# Changed.\n", String::from_utf8(rules.1.to_vec()).unwrap());
    let own = Layer::Texts(vec![("rules.toml".to_owned(), rules)]);
    let after = load(&[Layer::Texts(small::dictionaries()), own]).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(touched(&BEFORE.0, &after), Touched::All(vec!["rules.toml"]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_taken_together_equal_a_full_run(
        edits in subsequence(EDITS, 1..4),
        word in any::<Index>(),
    ) {
        // An alias that is any word of any article.
        let (_, articles) = &*BEFORE;
        let words: Vec<&str> = articles.iter().flat_map(|(article, _)| article.text.split_whitespace()).collect();
        let word: String = word.get(&words).chars().filter(|c| c.is_alphanumeric()).collect();
        let mut edit: String = edits.iter().map(|(_, text)| *text).collect();
        if word.len() > 3 && BEFORE.0.triggers_of(&word.to_lowercase()).is_empty() {
            edit.push_str(&format!("[[actor]]\nid = \"OWN\"\nname = \"{word}\"\nkind = \"group\"\n"));
        }
        let own = Layer::Texts(vec![("own.toml".to_owned(), edit.clone())]);
        // Two holders of one name are a fault, and nothing to compare.
        if let Ok(after) = load(&[Layer::Texts(small::dictionaries()), own]) {
            holds(&edit, &after);
        }
    }
}
