//! stub
use crate::annotation::*;
use crate::lexicon::Lexicon;
use crate::text::*;
pub(super) fn mentions(_: &Article, _: &[Sentence], _: &Lexicon) -> (Vec<Mention>, Vec<Leftover>) {
    (vec![], vec![])
}
