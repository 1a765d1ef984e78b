//! What an earlier dataset still holds under other dictionaries: the articles that the change cannot touch.

use crate::dataset::{Cache, Moved, Wanted, read_run, snapshot_layers};
use crate::lexicon::{Layer, Lexicon, Touched, compared, load};
use std::path::Path;

/// The articles of an output folder that are coded by this lexicon as they were, if an earlier run with the same key
/// kept them.
pub fn recall(out: &Path, key: &str, lexicon: &Lexicon) -> Option<Cache> {
    let run = read_run(out).ok()?;
    if run.dictionaries.hash == lexicon.hash() {
        return Cache::open(out, key, Moved::new(), |_| true);
    }
    let layers = snapshot_layers(out, &run).ok()?;
    let old = load(&layers.into_iter().map(Layer::Folder).collect::<Vec<_>>()).ok()?;
    let (Touched::Holding(sets), lines) = compared(&old, lexicon) else { return None };
    let lines = lines.into_iter().map(|(line, now)| (line.to_string(), now.map(|now| now.to_string())));
    let touched = Wanted::new(&sets);
    Cache::open(out, key, lines.collect(), |article| !touched.is_held_by(article))
}
