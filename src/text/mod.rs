//! What was written: articles, spans, sentences and tokens. Pure; knows no dictionary and no file.

mod address;
mod article;
mod begins;
mod bounds;
mod conventions;
mod date;
mod residue;
mod runs;
mod segment;
mod span;
mod tokenize;

pub use article::{Article, Block, BlockKind, Dateline, PublishedFrom};
pub use conventions::{ConventionLists, Conventions};
pub use date::PartialDate;
pub use residue::{LinePatterns, Reach, Residue};
pub use runs::{count_words, run_end, sort};
pub use segment::{Sentence, segment};
pub use span::Span;
pub use tokenize::{Token, TokenKind, tokenize};
