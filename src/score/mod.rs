//! An output folder against gold annotations: precision, recall and F1, by the rules of the gold's guidelines.
//!
//! [`read_gold`] and [`read_output`] read, [`score`] compares; nothing here prints. Figures are counts until they are shown,
//! so that every share comes with the number it is a share of.

mod confusion;
mod errors;
mod figures;
mod gold;
mod locate;
mod mentions;
mod output;
mod pairs;
mod parties;
mod show;
#[cfg(test)]
mod tests;

pub use confusion::confusion;
pub use errors::errors;
pub use figures::{Figures, Rate, Share, wilson};
pub use gold::{Gold, read_gold};
pub use output::{Output, read_output};
pub use parties::Rules;
pub use show::{to_json, to_text};

use crate::dataset::in_words;
use locate::Located;
use pairs::Pair;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why there are no figures.
#[derive(Debug)]
pub struct ScoreFault {
    pub path: PathBuf,
    /// From 1.
    pub line: Option<usize>,
    pub message: String,
}

impl ScoreFault {
    fn new(path: &Path, message: impl fmt::Display) -> ScoreFault {
        ScoreFault { path: path.to_owned(), line: None, message: message.to_string() }
    }

    fn at(path: &Path, line: usize, message: impl fmt::Display) -> ScoreFault {
        ScoreFault { line: Some(line), ..ScoreFault::new(path, message) }
    }

    fn io(path: &Path, error: &io::Error) -> ScoreFault {
        ScoreFault::new(path, in_words(error))
    }
}

impl fmt::Display for ScoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path.display(), self.message),
            None => write!(f, "{}: {}", self.path.display(), self.message),
        }
    }
}

impl std::error::Error for ScoreFault {}

/// An article's annotation, found in its text.
pub struct Annotated<'a> {
    gold: &'a Gold,
    located: Located<'a>,
}

/// Finds an annotation in its article's text.
pub fn annotated<'a>(gold: &'a Gold, text: &'a str) -> Result<Annotated<'a>, ScoreFault> {
    Ok(Annotated { gold, located: locate::locate(gold, text)? })
}

/// Figures over all annotated articles. With `ids`, named mentions of other organisations are left out.
pub fn score(articles: &[Annotated], output: &Output, rules: Rules, ids: Option<&HashSet<String>>) -> Figures {
    let mut figures = Figures::default();
    for article in articles {
        let name = article.gold.name();
        figures.add_mentions(&mentions::count(&article.located, output.mentions(name), ids));
        for pair in pairs::pairs(article.gold, &article.located, output.events(name), rules) {
            figures.add_pair(&pair);
        }
    }
    figures
}

/// The events of every article, gold and output side by side.
fn all_pairs<'a>(articles: &'a [Annotated], output: &'a Output, rules: Rules) -> Vec<(&'a Gold, Vec<Pair<'a>>)> {
    articles
        .iter()
        .map(|one| (one.gold, pairs::pairs(one.gold, &one.located, output.events(one.gold.name()), rules)))
        .collect()
}
