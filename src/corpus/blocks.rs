//! What each paragraph of a text is: title, subhead, prose, list, metadata or residue of the page it came from.

use super::front::front_matter;
use super::lines::{opens_item, paragraphs};
use super::metadata::Metadata;
use crate::text::{Block, BlockKind, Conventions, Reach, count_words};

/// The blocks of a text, in order. What lines say about the article goes into `metadata`.
pub(super) fn blocks(text: &str, conventions: &Conventions, metadata: &mut Metadata) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut body = 0;
    if let Some(front) = front_matter(text) {
        front.entries.iter().for_each(|(key, value)| metadata.take_front_matter(key, value));
        body = front.span.end as usize;
        blocks.push(Block { span: front.span, kind: BlockKind::Metadata });
    }
    let spans = paragraphs(text, body);
    let lines: Vec<_> = spans.iter().map(|span| Line::of(span.of(text).trim())).collect();
    let mut kinds: Vec<_> = lines.iter().map(|line| kind(line.text)).collect();
    read_margins(&lines, &mut kinds, conventions, metadata);
    mark_boilerplate(&lines, &mut kinds, conventions);
    mark_menus(&lines, &mut kinds);
    blocks.extend(spans.into_iter().zip(kinds).map(|(span, kind)| Block { span, kind }));
    blocks
}

/// A paragraph as one line, and what is asked of it more than once.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    is_prose: bool,
}

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Line<'a> {
        Line { text, is_prose: is_prose(text) }
    }
}

/// Makes the first heading before the prose the title, or the block that repeats the title given elsewhere.
pub(super) fn mark_title(text: &str, blocks: &mut [Block], metadata: &mut Metadata) {
    let words = |block: &Block| block.span.of(text).split_whitespace().count();
    let headings: Vec<_> = (0..blocks.len())
        .filter(|&index| blocks[index].kind.is_content())
        .take_while(|&index| blocks[index].kind == BlockKind::Subhead)
        .collect();
    let same = |index: &&usize| metadata.title.as_deref() == Some(plain(blocks[**index].span.of(text)));
    // A name of two words above a longer line is the paper's.
    let first = headings.iter().find(|&&index| words(&blocks[index]) > 3).or(headings.first());
    let found = if metadata.title.is_some() { headings.iter().find(same) } else { first };
    if let Some(block) = found.and_then(|&index| blocks.get_mut(index)) {
        block.kind = BlockKind::Title;
        metadata.title.get_or_insert_with(|| plain(block.span.of(text)).to_owned());
    }
}

/// A heading without the marks of Markdown.
fn plain(line: &str) -> &str {
    line.trim().trim_start_matches('#').trim_matches(['*', '_']).trim()
}

/// What a line looks like by itself.
fn kind(line: &str) -> BlockKind {
    if is_heading(line) {
        BlockKind::Subhead
    } else if opens_item(line) {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    }
}

/// Short, begins like a name or sentence and ends without a stop.
fn is_heading(line: &str) -> bool {
    let marked = line.starts_with('#');
    let line = plain(line);
    if !marked && line.len() > LONGEST_HEADING {
        return false;
    }
    let mark = |c: &char| c.is_alphanumeric() || matches!(c, '?' | '!' | '%') || is_stop(*c);
    let Some(last) = line.chars().rev().find(mark) else { return false };
    let stops = is_stop(last) || has_full_sentence(line);
    let opens = line.starts_with(|c: char| !c.is_lowercase());
    let bullet = opens_item(line) && !line.starts_with(|c: char| c.is_ascii_digit());
    let short = line.len() <= LONGEST_HEADING && count_words(line, 23) <= 22;
    !line.is_empty() && (marked || (opens && short && !stops && !bullet))
}

/// In bytes, unless it is marked.
const LONGEST_HEADING: usize = 160;

/// A mark that ends no headline.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | ':' | ';' | ',' | '…' | '-' | '—' | '–' | '।' | '۔')
}

/// Whether an ordinary word stands at a full stop within the line: after "Gov." a headline may go on.
fn has_full_sentence(line: &str) -> bool {
    let mut stops = line.match_indices(". ").map(|(at, _)| line[..at].rsplit(' ').next().unwrap_or_default());
    stops.any(|word| word.len() > 2 && word.chars().all(|c| c.is_lowercase() || c.is_ascii_digit()))
}

/// A paragraph of several sentences, or a long one of one.
fn is_prose(line: &str) -> bool {
    let words = count_words(line, 40);
    words >= 40 || (words >= 18 && line.ends_with(['.', '"', '”', '’', '?', '!', ')']) && has_inner_stop(line)) || {
        words >= 25 && line.ends_with(['.', '"', '”'])
    }
}

/// Whether a capital follows a full stop and a space.
fn has_inner_stop(line: &str) -> bool {
    let capital = |at: usize| line[at + 2..].starts_with(|c: char| c.is_uppercase() || c == '“' || c == '"');
    memchr::memmem::find_iter(line.as_bytes(), ". ").any(capital)
}

/// Reads the lines before the first prose and after the last for what they say about the article.
fn read_margins(lines: &[Line], kinds: &mut [BlockKind], conventions: &Conventions, metadata: &mut Metadata) {
    let first = lines.iter().position(|line| line.is_prose).unwrap_or(lines.len());
    let own = |line: &Line| line.is_prose && reach(line.text, conventions).is_none();
    let last = lines.iter().rposition(own).map_or(lines.len(), |last| last + 1);
    // Where there is no prose, the first lines are the head.
    let head = if first == lines.len() { first.min(12) } else { first };
    for index in (0..head).chain(last.max(head)..lines.len()) {
        let (Some(Line { text: line, .. }), Some(kind)) = (lines.get(index), kinds.get_mut(index)) else { continue };
        // After the prose a "Source:" line credits a picture, and a teaser has a date of its own.
        let reads = index < head || line.len() < 200 && is_imprint(line);
        if reads && metadata.take_line(line, conventions) {
            *kind = BlockKind::Metadata;
        }
    }
}

/// Whether a line after the prose may date or place the article itself.
fn is_imprint(line: &str) -> bool {
    let start: String = line.chars().take(24).collect::<String>().to_lowercase();
    [
        "publish",
        "first published",
        "originally published",
        "this article",
        "this story",
        "date:",
        "url:",
        "http",
        "updated",
        "©",
    ]
    .iter()
    .any(|label| start.starts_with(label))
}

/// Words of the article that must stand before a line can end it.
const BODY: usize = 30;

fn mark_boilerplate(lines: &[Line], kinds: &mut [BlockKind], conventions: &Conventions) {
    let mut words = 0;
    let mut teasers = None;
    for (index, line) in lines.iter().enumerate().take(kinds.len()) {
        let reach = reach(line.text, conventions);
        if reach == Some(Reach::Tail) && words >= BODY {
            kinds[index..].fill(BlockKind::Boilerplate);
            return;
        }
        teasers = match teasers {
            // What stands in the head of an article is its own.
            _ if reach == Some(Reach::Teasers) && words >= BODY => Some(Teasers::Open),
            Some(teasers) if !line.is_prose => next_teaser(teasers, line.text),
            _ => None,
        };
        if (teasers.is_some() || reach.is_some()) && kinds[index] != BlockKind::Metadata {
            kinds[index] = BlockKind::Boilerplate;
        }
        if kinds[index].is_content() && words < BODY {
            words += count_words(line.text, BODY);
        }
    }
}

/// Where a run of teasers stands.
#[derive(Clone, Copy)]
enum Teasers {
    /// After the line that heads it.
    Open,
    /// They are headlines, without full stops.
    Headlines,
    /// They are sentences.
    Sentences,
}

/// Whether a line goes on with a run of teasers: a sentence after headlines is the article's.
fn next_teaser(teasers: Teasers, line: &str) -> Option<Teasers> {
    let sentence = line.ends_with(['.', '”', '"']);
    match teasers {
        Teasers::Open if sentence => Some(Teasers::Sentences),
        Teasers::Open => Some(Teasers::Headlines),
        Teasers::Headlines if sentence && line.split_whitespace().count() >= 12 => None,
        _ => Some(teasers),
    }
}

/// Whether a line is residue, with a bullet before it or without.
fn reach(line: &str, conventions: &Conventions) -> Option<Reach> {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_telling(c));
    if bare.is_empty() {
        return Some(Reach::Line);
    }
    let found = conventions.residue.reach(line);
    if bare.len() < line.len() { found.or_else(|| conventions.residue.reach(bare)) } else { found }
}

/// Marks that a pattern may begin with.
fn is_telling(c: char) -> bool {
    matches!(c, '©' | '(' | '[' | '@' | '#' | '+' | '"' | '\'' | '“' | '‘' | '_')
}

/// Four and more lines in a row of one or two words, before the prose or after it, are a menu.
fn mark_menus(lines: &[Line], kinds: &mut [BlockKind]) {
    let first = lines.iter().position(|line| line.is_prose);
    let last = lines.iter().rposition(|line| line.is_prose);
    let (Some(first), Some(last)) = (first, last) else { return };
    for margin in [0..first, last + 1..lines.len()] {
        let mut start = margin.start;
        for index in margin.start..=margin.end {
            let in_menu = index < margin.end && is_menu_word(lines[index].text);
            if !in_menu {
                if index - start >= 4 {
                    kinds[start..index].fill(BlockKind::Boilerplate);
                }
                start = index + 1;
            }
        }
    }
}

fn is_menu_word(line: &str) -> bool {
    count_words(line, 3) <= 2 && !line.ends_with(['.', '!', '?', '"', '”'])
}
