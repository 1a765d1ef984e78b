//! The articles of a dataset, read for its report.

use crate::cli::Failure;
use crate::corpus::{self, ReadOptions};
use crate::dataset::{ArticleRecord, Dataset, recorded_inputs};
use crate::report::{Text, Texts};
use crate::text::Conventions;
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// No article is shown.
pub fn left_out(dataset: &Dataset) -> Texts {
    dataset.articles.iter().map(|row| (row.doc.clone(), Text::LeftOut)).collect()
}

/// Each article's text: from its row, else from the input, if that still reads as it was coded.
pub fn read_texts(out: &Path, dataset: &Dataset, moved: Option<&Path>) -> Result<Texts, Failure> {
    read_some(out, dataset, moved, |_| true)
}

/// Those of some of the articles.
pub fn read_some(
    out: &Path,
    dataset: &Dataset,
    moved: Option<&Path>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Texts, Failure> {
    let rows = || dataset.articles.iter().filter(|row| wanted(&row.doc));
    if rows().all(|row| row.text.is_some()) {
        return Ok(rows().map(|row| (row.doc.clone(), text(row, &HashMap::new()))).collect());
    }
    let roots: Vec<PathBuf> = match moved {
        Some(folder) => vec![folder.to_owned()],
        // An input that is gone is no failure: the page says so at its articles.
        None => recorded_inputs(out, &dataset.run).into_iter().filter(|path| path.exists()).collect(),
    };
    let found = corpus::walk(&roots).map_err(Failure::new)?;
    let inputs = found.files().map(|input| (input.doc.clone(), input)).collect();
    Ok(rows().map(|row| (row.doc.clone(), text(row, &inputs))).collect())
}

fn text(row: &ArticleRecord, inputs: &HashMap<String, corpus::Input>) -> Text {
    if let Some(text) = &row.text {
        return Text::Same(text.clone());
    }
    let Some(input) = inputs.get(&row.doc) else { return Text::Missing };
    // Only the text is wanted, and it does not depend on what is known of dates and boilerplate.
    let options = ReadOptions { today: || Date::MAX, published: None, day_order: None, max_bytes: u64::MAX };
    match corpus::load(input, &options, &Conventions::default()) {
        Ok(loaded) if loaded.article.sha256 == row.sha256 => Text::Same(loaded.article.text),
        Ok(_) => Text::Changed,
        Err(_) => Text::Missing,
    }
}
