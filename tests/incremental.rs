//! A run over what another run left gives the same bytes as one that starts anew, and codes no more than it must.

mod small;

use proptest::prelude::*;
use serde_json::Value;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const FILES: [&str; 5] = ["articles.jsonl", "mentions.jsonl", "events.jsonl", "leftovers.jsonl", "skipped.jsonl"];

/// A folder of articles and one of dictionaries, both being worked on.
struct Desk {
    root: tempfile::TempDir,
    /// Steps of a clock by which files are written: all long past, no two the same.
    clock: u64,
}

impl Desk {
    fn new() -> Desk {
        let mut desk = Desk { root: tempfile::tempdir().unwrap(), clock: 0 };
        for (name, text) in small::dictionaries() {
            desk.write(&format!("dict/{name}"), &text);
        }
        desk.write("own/own.toml", "");
        for (number, text) in TEXTS.iter().enumerate() {
            desk.write(&format!("news/{number}.txt"), text);
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn write(&mut self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        self.date(name);
    }

    /// Gives a file a time of its own.
    fn date(&mut self, name: &str) {
        self.clock += 1;
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000 + self.clock);
        File::options().append(true).open(self.path(name)).unwrap().set_modified(time).unwrap();
    }

    fn run(&self, out: &str, more: &[&str]) -> Value {
        let mut command = assert_cmd::Command::cargo_bin("khabar").unwrap();
        let command =
            command.current_dir(self.root.path()).args(["run", "news", "--no-defaults", "-d", "dict", "-d", "own"]);
        let ran = command.args(["--out", out, "-q"]).args(more).output().unwrap();
        assert!(matches!(ran.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&ran.stderr));
        serde_json::from_slice(&fs::read(self.path(out).join("run.json")).unwrap()).unwrap()
    }

    /// Runs over what is there and anew; how many articles were taken over, and how many there are.
    fn runs(&self) -> (u64, u64) {
        let again = self.run("out", &[]);
        let anew = self.run("anew", &["--no-cache"]);
        for name in FILES {
            assert_eq!(read(&self.path("out").join(name)), read(&self.path("anew").join(name)), "{name}");
        }
        assert!(!self.path("anew/.khabar/rows").exists());
        assert_eq!(anew["counts"]["recalled"], 0);
        (again["counts"]["recalled"].as_u64().unwrap(), again["counts"]["coded"].as_u64().unwrap())
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

const TEXTS: [&str; 6] = [
    "The border\n20 November 2025\n\nTTP fighters attacked an army convoy near Wana on Monday, killing two soldiers.\n",
    "The talks\n21 November 2025\n\nPakistan met the Taliban in Doha. India condemned the attack. Kabul denied it.\n",
    "The talks again\n21 November 2025\n\nPakistan met the Taliban in Doha. India condemned the attack. Kabul denied it.\n",
    "The front\n22 November 2025\n\nThe National Resistance Front (NRF) claimed an attack on the Taliban. NRF threatened more.\n",
    "The march\n3 November 2025\n\nThousands of villagers protested in Quetta. Police arrested ten of them on Sunday.\n",
    "Grey\n4 November 2025\n\nThe Grey Column shelled an Afghan post. The United Nations urged Pakistan to hold talks.\n",
];

/// What a person does between two runs.
#[derive(Clone, Debug)]
enum Step {
    Article(usize, usize),
    Added(usize),
    Removed(usize),
    Touched(usize),
    /// Something above all entries of a file, which moves their lines.
    Comment,
    Entry(usize),
    Cleared,
}

const ENTRIES: [&str; 6] = [
    "[[actor]]\nid = \"GREY\"\nname = \"Grey Column\"\nkind = \"group\"\ncountry = \"AFG\"\n",
    "[[actor]]\nid = \"TTP\"\nextends = true\naliases = [\"fighters\"]\n",
    "[[actor]]\nid = \"PAK\"\noff = true\n",
    "[[ambiguous]]\ntext = \"Kabul\"\nrules = [{ id = \"k-1\", pick = \"none\", near_any = [\"talks\"] }]\notherwise = \"AFG\"\n",
    "[[ignore]]\ntext = \"Taliban in Doha\"\nlemmas = [\"army convoy\"]\n",
    "[[agent]]\nid = \"column\"\nnouns = [\"column\"]\nsector = [\"REB\"]\n",
];

fn step() -> impl Strategy<Value = Step> {
    let any = || 0..60usize;
    prop_oneof![
        (any(), any()).prop_map(|(at, text)| Step::Article(at, text)),
        any().prop_map(Step::Added),
        any().prop_map(Step::Removed),
        any().prop_map(Step::Touched),
        Just(Step::Comment),
        any().prop_map(Step::Entry),
        Just(Step::Cleared),
    ]
}

fn take(desk: &mut Desk, step: &Step) {
    let mut news: Vec<String> = fs::read_dir(desk.path("news"))
        .unwrap()
        .map(|entry| format!("news/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    news.sort();
    let few = read(&desk.path("dict/actors/few.toml"));
    let own = fs::read_to_string(desk.path("own/own.toml")).unwrap_or_default();
    let article = |at: usize| news[at % news.len()].clone();
    match *step {
        Step::Article(at, text) => desk.write(&article(at), TEXTS[text % TEXTS.len()]),
        Step::Added(text) => desk.write(&format!("news/new-{}.txt", desk.clock), TEXTS[text % TEXTS.len()]),
        Step::Removed(at) if news.len() > 1 => fs::remove_file(desk.path(&article(at))).unwrap(),
        Step::Removed(_) => {}
        Step::Touched(at) => desk.date(&article(at)),
        Step::Comment => desk.write("dict/actors/few.toml", &format!("# Looked at.\n{few}")),
        Step::Entry(entry) => {
            let entry = ENTRIES[entry % ENTRIES.len()];
            desk.write("own/own.toml", &format!("{}{entry}", own.replace(entry, "")));
        }
        Step::Cleared => desk.write("own/own.toml", ""),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_edited_the_rows_are_those_of_a_clean_run(steps in proptest::collection::vec(step(), 2..6)) {
        let mut desk = Desk::new();
        desk.run("out", &[]);
        for step in &steps {
            take(&mut desk, step);
            desk.runs();
        }
    }
}

#[test]
fn only_what_has_changed_is_coded_again() {
    let mut desk = Desk::new();
    assert_eq!(desk.runs(), (0, 6));
    assert_eq!(desk.runs(), (6, 6));
    desk.date("news/0.txt");
    assert_eq!(desk.runs(), (6, 6), "the same bytes at another time");
    desk.write("news/1.txt", TEXTS[4]);
    assert_eq!(desk.runs(), (5, 6));
    desk.write("own/own.toml", ENTRIES[0]);
    assert_eq!(desk.runs(), (5, 6), "one article names the Grey Column");
    take(&mut desk, &Step::Comment);
    assert_eq!(desk.runs(), (6, 6), "lines have moved, and say what they said");
    assert_eq!(desk.run("out", &["--keep-text"])["counts"]["recalled"], 0);
    assert_eq!(desk.run("out", &["--no-cache"])["counts"]["recalled"], 0);
    assert_eq!(desk.runs().0, 0, "nothing was kept");
}

#[test]
fn what_was_written_a_moment_ago_is_known_by_its_bytes() {
    let mut desk = Desk::new();
    let now = SystemTime::now();
    for text in [TEXTS[0].to_owned(), TEXTS[0].replace("Monday", "Sunday")] {
        // Written twice within one tick of the clock, as long as before.
        desk.write("news/0.txt", &text);
        File::options().append(true).open(desk.path("news/0.txt")).unwrap().set_modified(now).unwrap();
        desk.runs();
    }
}

#[test]
fn the_first_entry_of_an_empty_layer_touches_only_what_holds_it() {
    let mut desk = Desk::new();
    fs::remove_file(desk.path("own/own.toml")).unwrap();
    let (_, coded) = desk.runs();
    desk.write("own/own.toml", &format!("schema = 1\n{}", ENTRIES[0]));
    let (recalled, _) = desk.runs();
    assert_eq!(recalled, coded - 1);
}

#[test]
fn a_damaged_cache_is_as_none() {
    let desk = Desk::new();
    desk.runs();
    let rows = fs::read(desk.path("out/.khabar/rows")).unwrap();
    let mut one_bit = rows.clone();
    let mut endless = rows[..30].to_vec();
    endless.extend([0xff; 4]);
    one_bit[rows.len() - 9] ^= 1;
    let damages = [&rows[..rows.len() / 2], &rows[..5], &endless, &one_bit];
    for damaged in damages {
        fs::write(desk.path("out/.khabar/rows"), damaged).unwrap();
        assert!(desk.runs().0 < 6);
    }
    let words = fs::read(desk.path("out/.khabar/words")).unwrap();
    fs::write(desk.path("out/.khabar/words"), &words[..words.len() - 3]).unwrap();
    assert_eq!(desk.runs(), (0, 6));
}

#[test]
fn what_another_run_kept_is_as_none() {
    let mut desk = Desk::new();
    desk.runs();
    for name in [&["rows"][..], &["words"], &["rows", "words"]] {
        let kept = |name: &&str| desk.path(&format!("out/.khabar/{name}"));
        let earlier: Vec<_> = name.iter().map(|name| (kept(name), fs::read(kept(name)).unwrap())).collect();
        desk.write("own/own.toml", ENTRIES[0]);
        desk.run("out", &[]);
        earlier.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
        assert_eq!(desk.runs(), (0, 6), "{name:?} of before a power cut");
        desk.write("own/own.toml", "");
        assert_eq!(desk.runs(), (5, 6));
    }
}
