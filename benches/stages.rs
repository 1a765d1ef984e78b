//! What each stage of coding costs, on the sample articles and with the default dictionaries: `cargo bench`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use khabar::corpus::{ReadOptions, from_text};
use khabar::dataset::rows;
use khabar::extract::extract;
use khabar::lexicon::{Layer, Lexicon, Scratch, load};
use khabar::syntax::{Model, Parse};
use khabar::text::{Article, Token, segment, tokenize};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

fn main() {
    // Read before the clock starts.
    LazyLock::force(&LEXICON);
    divan::main();
}

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| load(&[Layer::Default]).unwrap_or_else(|_| panic!("faults in the default dictionaries")));

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/clean");
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

fn article(text: &str) -> Article {
    let today = || jiff::civil::date(2026, 1, 1);
    let options = ReadOptions { today, published: None, day_order: None, max_bytes: u64::MAX };
    from_text("a.txt", text.to_owned(), &options, &LEXICON.conventions).article
}

fn articles() -> Vec<Article> {
    texts().iter().map(|text| article(text)).collect()
}

/// Measures some work on every article; all are counted in bytes.
fn each<T>(bencher: Bencher, work: impl Fn(&Article) -> T + Sync) {
    let articles = articles();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| articles.iter().map(&work).for_each(|done| drop(black_box(done))));
}

#[divan::bench(sample_count = 10)]
fn start() -> bool {
    load(black_box(&[Layer::Default])).is_ok()
}

#[divan::bench]
fn read(bencher: Bencher) {
    each(bencher, |known| article(&known.text));
}

#[divan::bench]
fn sentences(bencher: Bencher) {
    each(bencher, |article| segment(article, &LEXICON.conventions));
}

#[divan::bench]
fn names_and_triggers(bencher: Bencher) {
    let sentences = |article: &Article| segment(article, &LEXICON.conventions);
    each(bencher, |article| {
        let (mut scratch, mut hits) = (Scratch::default(), Vec::new());
        for sentence in sentences(article) {
            LEXICON.scan(&article.text, sentence.span, &mut scratch, &mut hits);
        }
        hits
    });
}

#[divan::bench]
fn parse_of_every_sentence(bencher: Bencher) {
    each(bencher, |article| {
        let (mut tokens, mut parse): (Vec<Token>, _) = (Vec::new(), Parse::default());
        let parser = Model::shipped().parser();
        for sentence in segment(article, &LEXICON.conventions) {
            tokens.clear();
            tokenize(&article.text, sentence.span, &LEXICON.conventions, &mut tokens);
            let words: Vec<&str> = tokens.iter().map(|token| token.span.of(&article.text)).collect();
            parser.parse(&words, &mut parse);
        }
        parse
    });
}

#[divan::bench]
fn everything(bencher: Bencher) {
    each(bencher, |article| extract(article, &LEXICON, Model::shipped()));
}

#[divan::bench]
fn rows_as_json(bencher: Bencher) {
    let known: Vec<_> =
        articles().into_iter().map(|article| (extract(&article, &LEXICON, Model::shipped()), article)).collect();
    bencher.bench(|| {
        let rows = known.iter().map(|(extraction, article)| rows(article, extraction, false));
        rows.map(|rows| serde_json::to_vec(&(rows.article, rows.mentions, rows.events))).filter(Result::is_ok).count()
    });
}
