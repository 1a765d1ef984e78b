//! A text as published.

use super::{PartialDate, Span};
use jiff::civil::Date;

/// A text as published. `text` is the decoded file, unchanged but for a BOM; all else points into it.
#[derive(Clone, Debug)]
pub struct Article {
    /// Path below the input folder, with `/`; for a member of a container `path#member`.
    pub doc: String,
    pub text: String,
    /// Every line that is not blank lies in exactly one block, in order.
    pub blocks: Vec<Block>,
    pub title: Option<String>,
    /// Publication date; never today's for want of another, never in the future.
    pub published: Option<PartialDate>,
    pub published_from: Option<PublishedFrom>,
    pub source: Option<String>,
    pub url: Option<String>,
    /// BCP 47 language tag, where the input states it.
    pub lang: Option<String>,
    pub dateline: Option<Dateline>,
    /// SHA-256 of the text, lower-case hex.
    pub sha256: String,
}

impl Article {
    /// A text in hand, as one paragraph, with nothing known of it but perhaps its day.
    pub fn plain(text: &str, published: Option<PartialDate>) -> Article {
        Article {
            doc: "text".to_owned(),
            text: text.to_owned(),
            blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
            title: None,
            published,
            published_from: None,
            source: None,
            url: None,
            lang: None,
            dateline: None,
            sha256: String::new(),
        }
    }

    /// The publication date as a day, where it is known to the day.
    pub fn published_day(&self) -> Option<Date> {
        match self.published {
            Some(PartialDate::Day(day)) => Some(day),
            _ => None,
        }
    }
}

/// A paragraph or line of an article and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Without the line break at its end.
    pub span: Span,
    pub kind: BlockKind,
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Title,
    /// A headline within the text.
    Subhead,
    Paragraph,
    ListItem,
    /// Front matter, a date line, a by-line: read for metadata, not for events.
    Metadata,
    /// Menus, share lines, copyright lines, teasers: left out of extraction, kept visible.
    Boilerplate,
}

impl BlockKind {
    /// Whether events and mentions are looked for in it.
    pub fn is_content(self) -> bool {
        !matches!(self, BlockKind::Metadata | BlockKind::Boilerplate)
    }

    /// Whether it is a headline, of the article or within it.
    pub fn is_headline(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Subhead)
    }
}

/// `KABUL (Reuters) -`, `Islamabad / Kabul —`: where a report was written and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, dash included.
    pub span: Span,
    /// Place names as written.
    pub places: Vec<Span>,
    pub agency: Option<Span>,
}

/// Where the publication date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedFrom {
    FrontMatter,
    /// A `Date:` or `Published:` line.
    Meta,
    FirstLines,
    Dateline,
    FileName,
    /// Given on the command line.
    Option,
}

impl PublishedFrom {
    /// As written in `published_from`.
    pub fn as_str(self) -> &'static str {
        match self {
            PublishedFrom::FrontMatter => "front-matter",
            PublishedFrom::Meta => "meta",
            PublishedFrom::FirstLines => "first-lines",
            PublishedFrom::Dateline => "dateline",
            PublishedFrom::FileName => "filename",
            PublishedFrom::Option => "--date",
        }
    }
}
