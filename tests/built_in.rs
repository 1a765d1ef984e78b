//! The built-in dictionaries are read from what the build laid down of them, the same files in a folder as TOML: nothing
//! may come of that but time.

use khabar::corpus::{DEFAULT_MAX_BYTES, ReadOptions, read};
use khabar::dataset::rows;
use khabar::extract::extract;
use khabar::lexicon::{Checked, Layer, check};
use khabar::syntax::Model;
use std::path::Path;

fn checked(layer: Layer) -> Checked {
    check(&[layer])
}

#[test]
fn the_same_rows_traces_and_lints() {
    let built_in = checked(Layer::Default);
    let read_again = checked(Layer::Texts(Layer::Default.files().unwrap()));
    assert_eq!(built_in.faults, read_again.faults);
    assert_eq!(built_in.lexicon.hash(), read_again.lexicon.hash());
    let options = ReadOptions {
        today: || "2030-01-01".parse().unwrap(),
        published: None,
        day_order: None,
        max_bytes: DEFAULT_MAX_BYTES,
    };
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let files = ["clean", "web", "wire"].map(|folder| std::fs::read_dir(corpus.join(folder)).unwrap());
    let mut events = 0;
    for entry in files.into_iter().flatten() {
        let path = entry.unwrap().path();
        let coded = [&built_in, &read_again].map(|checked| {
            let loaded = read("doc", std::fs::read(&path).unwrap(), &options, &checked.lexicon.conventions).unwrap();
            let rows = rows(&loaded.article, &extract(&loaded.article, &checked.lexicon, Model::shipped()), true);
            events += rows.events.len();
            serde_json::to_string(&rows.mentions).unwrap() + &serde_json::to_string(&rows.events).unwrap()
        });
        assert_eq!(coded[0], coded[1], "{}", path.display());
    }
    assert!(events > 20, "{events}");
}
