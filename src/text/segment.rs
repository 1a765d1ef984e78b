//! Cuts an article's content blocks into sentences.

use super::{Article, Conventions, Span};

/// A sentence of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Trimmed of white space; the dateline is not part of it.
    pub span: Span,
    /// Index into the article's blocks.
    pub block: u32,
}

/// The sentences of all content blocks, in order.
pub fn segment(article: &Article, conventions: &Conventions) -> Vec<Sentence> {
    let _ = (article, conventions);
    Vec::new()
}
