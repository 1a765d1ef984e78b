//! Every example that an entry of the default dictionaries carries comes out as the entry says.

use khabar::extract::failure;
use khabar::lexicon::{Layer, load};
use khabar::syntax::Model;

#[test]
fn every_example_of_the_default_dictionaries_holds() {
    let lexicon =
        load(&[Layer::Default]).unwrap_or_else(|faults| panic!("{} faults in the default dictionaries", faults.len()));
    let failed: Vec<String> = lexicon
        .examples
        .iter()
        .filter_map(|example| {
            let wrong = failure(example, &lexicon, Model::shipped())?;
            Some(format!("{}: \"{}\": {wrong}", example.at.origin, example.text))
        })
        .collect();
    let total = lexicon.examples.len();
    assert!(total > 0 && failed.is_empty(), "{} of {total} examples fail:\n{}", failed.len(), failed.join("\n"));
}
