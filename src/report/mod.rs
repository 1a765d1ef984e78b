//! A dataset as people read it: a page that opens from disk, a codebook, and tables of counts.
//!
//! [`page`] writes `report.html`: one file, no request, articles shown as text only. Its script, style and markup are plain
//! files in `assets/`. [`counts`] is the table that analysts publish, [`codebook`] says what each column means.

mod anchor;
mod chunks;
mod codebook;
mod counts;
mod data;
mod happened;
mod known;
mod page;
mod party;
mod quality;
mod shared;
#[cfg(test)]
mod tests;
mod thousands;
mod warnings;

pub use chunks::chunks;
pub use codebook::{codebook, package};
pub use counts::{By, Counted, Period, Selection, Unit, counts};
pub use data::unknown_names;
pub use known::{Advice, Known, RoleLine, Standing, Whole};
pub use page::page;
pub use quality::Quality;
pub use thousands::thousands;

use serde_json::Value;
use std::collections::HashMap;

/// What has become of an article's text since the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// As it was coded.
    Same(String),
    /// The input now reads otherwise; offsets would point anywhere.
    Changed,
    /// The input is not where it was.
    Missing,
    /// Not to be shown.
    LeftOut,
}

/// Texts by `doc`; an article that is not in it counts as missing.
pub type Texts = HashMap<String, Text>;

/// What a page shows beside the rows of its dataset.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    pub texts: Texts,
    /// The folder beside the page that holds the articles' texts; none where the page holds them itself.
    pub chunks: Option<String>,
    /// Whether the page is to be read on paper: without lists, and without controls.
    pub brief: bool,
    /// What is otherwise than in an earlier dataset, as `khabar diff --format json` tells it.
    pub changes: Option<Value>,
    /// None where the dictionaries cannot be read.
    pub known: Option<Known>,
    pub quality: Quality,
    /// The command line that gives the dataset.
    pub command: String,
    /// The dataset's folder, as it was named.
    pub folder: String,
    /// Whether the dataset's files lie beside the page, so that it can link to them.
    pub files: bool,
}
