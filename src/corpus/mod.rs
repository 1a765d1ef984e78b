//! A folder in, articles out: walk, decode, blocks, boilerplate, metadata, duplicates.
//!
//! [`walk`] lists the inputs, [`load`] reads one of them, [`Duplicates`] compares what was read. A bad input is a reason,
//! never an error that ends the batch.

mod blocks;
mod dateline;
mod dates;
mod decode;
mod duplicates;
mod fingerprint;
mod front;
mod lines;
mod listing;
mod metadata;
mod skip;
#[cfg(test)]
mod tests;
mod walk;
mod words;

pub use dates::DayOrder;
pub use duplicates::{Dedupe, Duplicates, Standing};
pub use fingerprint::Fingerprint;
pub use listing::{Found, Input, Listing};
pub use skip::{NoSuchInput, SkipReason, Skipped, Warning};
pub use walk::{walk, walk_outside};

use crate::text::{Article, Conventions, PublishedFrom};
use jiff::civil::Date;
use metadata::Metadata;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs::File;
use std::io::Read;

/// How files are read.
#[derive(Clone, Copy, Debug)]
pub struct ReadOptions {
    /// No article is published after this day; a later date is not believed. Asked when a text first tells a date.
    pub today: fn() -> Date,
    /// The publication date, whatever the text says (`--date`).
    pub published: Option<Date>,
    /// What `04/05/2024` means; without it such a date is not used.
    pub day_order: Option<DayOrder>,
    /// Larger files are refused (`--max-bytes`).
    pub max_bytes: u64,
}

/// 32 MB: far more than any article; all rows of one article are held at once.
pub const DEFAULT_MAX_BYTES: u64 = 32 << 20;

/// Memory that is set aside on the word of the file system alone, which for some files says what it likes.
const AHEAD: u64 = 1 << 20;

/// An article and what an analyst should know of how it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub article: Article,
    pub warnings: Vec<Warning>,
}

/// Reads one input from disk.
pub fn load(input: &Input, options: &ReadOptions, conventions: &Conventions) -> Result<Loaded, SkipReason> {
    read(&input.doc, bytes(input, options)?, options, conventions)
}

/// The bytes of one input.
pub fn bytes(input: &Input, options: &ReadOptions) -> Result<Vec<u8>, SkipReason> {
    walk::check_extension(&input.path)?;
    let file = File::open(&input.path).map_err(|error| SkipReason::io(&error))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let too_large = |bytes| Err(SkipReason::TooLarge { bytes, max_bytes: options.max_bytes });
    if size > options.max_bytes {
        return too_large(size);
    }
    let limit = options.max_bytes.saturating_add(1);
    // One more, so that the end of the file is found without growing.
    let mut bytes = Vec::with_capacity(size.min(AHEAD) as usize + 1);
    // Read no further than the limit: the file may grow, and what the system says of its size may be wrong.
    (&file).take(limit).read_to_end(&mut bytes).map_err(|error| SkipReason::io(&error))?;
    if bytes.len() as u64 > options.max_bytes { too_large(size.max(limit)) } else { Ok(bytes) }
}

/// A file's text, whatever its encoding; none where it is no text.
pub fn decoded(bytes: Vec<u8>) -> Option<String> {
    decode::decode(bytes).ok().map(|decoded| decoded.text)
}

/// Reads an article from its bytes; `doc` is its path in the output.
pub fn read(doc: &str, bytes: Vec<u8>, options: &ReadOptions, conventions: &Conventions) -> Result<Loaded, SkipReason> {
    let decoded = decode::decode(bytes)?;
    let mut loaded = from_text(doc, decoded.text, options, conventions);
    loaded.warnings.extend(decoded.warning);
    Ok(loaded)
}

/// Reads an article from its text. It may have no content block.
pub fn from_text(doc: &str, text: String, options: &ReadOptions, conventions: &Conventions) -> Loaded {
    let sha256 = hex(&Sha256::digest(text.as_bytes()));
    let mut metadata = Metadata::new(doc, options);
    let mut blocks = blocks::blocks(&text, conventions, &mut metadata);
    let dateline = dateline::first(&text, &blocks, conventions);
    if let Some(dateline) = &dateline {
        metadata.take_dateline(&text, dateline, conventions);
    }
    blocks::mark_title(&text, &mut blocks, &mut metadata);
    let (published, published_from) = match options.published {
        Some(day) => (Some(crate::text::PartialDate::Day(day)), Some(PublishedFrom::Option)),
        None => metadata.published(conventions).unzip(),
    };
    let Metadata { title, source, url, lang, warnings, .. } = metadata;
    let doc = doc.to_owned();
    let article = Article { doc, text, blocks, title, published, published_from, source, url, lang, dateline, sha256 };
    Loaded { article, warnings }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
