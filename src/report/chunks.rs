//! Articles' texts in files of a few articles each, for a page that is to stay small: a script reads the one that is wanted.

use super::page::packed;
use super::{Beside, Text};
use crate::dataset::Dataset;
use std::io;

/// Articles of a file, in order of `doc`.
pub(super) const ARTICLES: usize = 50;

/// Name and text of each file; none where the page holds the texts itself.
///
/// A page opened from disk may not read files, but it may run scripts: each file calls a function with its articles,
/// packed so that nothing of a text is code.
pub fn chunks(dataset: &Dataset, beside: &Beside) -> io::Result<Vec<(String, String)>> {
    if beside.chunks.is_none() {
        return Ok(Vec::new());
    }
    let chunk = |(number, rows): (usize, &[crate::dataset::ArticleRecord])| {
        let texts = rows.iter().map(|row| match beside.texts.get(&row.doc) {
            Some(Text::Same(text)) => Some(text),
            _ => None,
        });
        let packed = packed(serde_json::to_string(&texts.collect::<Vec<_>>())?.as_bytes())?;
        Ok((format!("{number:03}.js"), format!("texts({number}, \"{packed}\");\n")))
    };
    dataset.articles.chunks(ARTICLES).enumerate().map(chunk).collect()
}
