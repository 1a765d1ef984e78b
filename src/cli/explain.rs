//! `khabar explain`: what was found in a text, why, and what was not coded and why not.

mod arcs;
mod draw;
mod why;

use super::settings::{Layers, Reading, Sources};
use super::{Console, Exit, Failure, dictionaries};
use crate::corpus::{Input, from_text, load};
use crate::dataset::{EventRecord, LeftoverRecord, MentionRecord, Offsets, rows};
use crate::extract::{self, extract};
use crate::lexicon::{Lexicon, codes, lint};
use crate::syntax::Model;
use crate::text::{Article, BlockKind, Span};
use arcs::Tree;
use clap::ValueEnum;
use serde_json::json;
use std::path::Path;

/// Show the mentions and events of a text, the dictionary lines behind them, and why others were not coded
#[derive(clap::Args)]
pub struct Args {
    /// A file, one of its lines, or the code of a lint of `khabar dict check`
    #[arg(value_name = "FILE[:LINE]|CODE", required_unless_present = "text", conflicts_with = "text")]
    file: Option<String>,
    /// A text instead of a file
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    options: Options,
}

/// Settings that `explain` shares with `run`.
#[derive(clap::Args, Clone)]
struct Options {
    #[command(flatten)]
    layers: Layers,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Explains a text or a file.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    if let Some(lint) = args.file.as_deref().filter(|file| !Path::new(file).exists()).and_then(lint) {
        let head = console.stdout_paint().bold(&format!("{} {} ({})", lint.code, lint.title, lint.severity));
        console.data(&format!("{head}\n{}\n", lint.why))?;
        return Ok(Exit::Done);
    }
    let options = sources.resolve::<Options>()?;
    let dictionaries = dictionaries::load(&options.layers, console)?;
    let (article, line) = target(args, &options.reading, &dictionaries.lexicon)?;
    let explanation = explain(&article, &dictionaries.lexicon, Model::shipped());
    let shown = explanation.only(line);
    let text = match args.format {
        Format::Json => format!("{:#}\n", to_json(&article, &shown)),
        Format::Text => draw::draw(&article, &shown, console.stdout_paint()),
    };
    console.data(&text)?;
    Ok(Exit::Done)
}

/// The article that is meant, and the line if only one is.
fn target(args: &Args, reading: &Reading, lexicon: &Lexicon) -> Result<(Article, Option<usize>), Failure> {
    let (options, conventions) = (reading.options(), &lexicon.conventions);
    if let Some(text) = &args.text {
        return Ok((from_text("text", text.clone(), &options, conventions).article, None));
    }
    let name = args.file.as_deref().unwrap_or_default();
    let (path, line) = match name.rsplit_once(':') {
        Some((path, line)) if !Path::new(name).exists() => match line.parse() {
            Ok(line) => (path, Some(line)),
            Err(_) => (name, None),
        },
        _ => (name, None),
    };
    let doc = Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
    let input = Input { doc, path: path.into() };
    if !input.path.is_file() {
        return Err(Failure::new(no_file(path)));
    }
    let loaded = load(&input, &options, conventions);
    let article = loaded.map_err(|reason| Failure::new(format!("{path} {reason}")))?.article;
    let end = article.text.len();
    let lines = line_of(&article.text, Span::new(end, end));
    match line {
        Some(line) if line == 0 || line > lines => Err(Failure::new(format!("{path} has no line {line}"))),
        line => Ok((article, line)),
    }
}

/// Why there is nothing to explain, and what may have been meant.
fn no_file(path: &str) -> String {
    let is_code = path.len() == 4 && path.starts_with(['D', 'd']) && path.bytes().skip(1).all(|b| b.is_ascii_digit());
    match Path::new(path).is_dir() {
        true => format!("`{path}` is a folder: name one of its files; `khabar run {path}` codes them all"),
        false if is_code => format!("`khabar dict check` has no {path}: its codes are {}", codes().join(", ")),
        false => format!("there is no file `{path}`"),
    }
}

/// An article taken apart, line by line of its content.
pub struct Explanation {
    pub sentences: Vec<Explained>,
    /// Blocks that were not read for events.
    pub unread: Vec<Unread>,
}

/// A sentence and all that was found in it.
pub struct Explained {
    pub sentence: u32,
    /// In the file, from 1.
    pub line: usize,
    pub text: String,
    /// Whether the parser saw it; else its words and tags alone left no event possible.
    pub parsed: bool,
    /// Of the sentence, in code points of the article.
    pub start: u32,
    pub end: u32,
    pub mentions: Vec<MentionRecord>,
    pub events: Vec<EventRecord>,
    /// For each event and party, the words between them in the parse.
    pub arcs: Vec<Vec<String>>,
    pub leftovers: Vec<LeftoverRecord>,
    /// Why words that can carry an event carry none.
    pub why_not: Vec<String>,
}

/// A block that was left out.
pub struct Unread {
    pub line: usize,
    pub kind: BlockKind,
    pub text: String,
}

/// Runs the very extraction of `khabar run` and lays out what it found.
pub fn explain(article: &Article, lexicon: &Lexicon, model: &Model) -> Explanation {
    let extraction = extract(article, lexicon, model);
    let rows = rows(article, &extraction, false);
    let offsets = Offsets::new(&article.text);
    let parser = model.parser();
    let mut sentences: Vec<Explained> = Vec::new();
    for (index, &span) in extraction.sentences.iter().enumerate() {
        let (sentence, (start, end)) = (index as u32, offsets.span(span));
        let (tokens, parse) = extract::arcs(article, span, &extraction.mentions, lexicon, &parser);
        let words = tokens.iter().map(|token| token.span.of(&article.text)).collect();
        let tree = Tree { tokens: &tokens, words, parse: &parse, offsets: &offsets };
        let events: Vec<_> = rows.events.iter().filter(|row| row.sentence == sentence).cloned().collect();
        let here = |row: &&LeftoverRecord| row.examples.iter().any(|example| example.sentence == sentence);
        let mut explained = Explained {
            sentence,
            line: line_of(&article.text, span),
            text: span.of(&article.text).to_owned(),
            parsed: extraction.parsed.binary_search(&sentence).is_ok(),
            start,
            end,
            mentions: rows.mentions.iter().filter(|row| row.sentence == sentence).cloned().collect(),
            arcs: events.iter().map(|event| tree.ways(event)).collect(),
            events,
            leftovers: rows.leftovers.iter().filter(here).cloned().collect(),
            why_not: Vec::new(),
        };
        explained.why_not = why::why_not(&tree, &explained, lexicon);
        sentences.push(explained);
    }
    Explanation { sentences, unread: unread(article) }
}

fn unread(article: &Article) -> Vec<Unread> {
    let blocks = article.blocks.iter().filter(|block| !block.kind.is_content() && !block.span.is_empty());
    blocks
        .map(|block| Unread {
            line: line_of(&article.text, block.span),
            kind: block.kind,
            text: block.span.of(&article.text).to_owned(),
        })
        .collect()
}

/// The line that a span begins on, from 1; CR, LF and CRLF all end one.
fn line_of(text: &str, span: Span) -> usize {
    let before = text.get(..span.start as usize).unwrap_or("");
    let ends = before.matches('\n').count() + before.matches('\r').count() - before.matches("\r\n").count();
    ends + 1
}

impl Explanation {
    /// That of one line only, or all of it.
    fn only(mut self, line: Option<usize>) -> Explanation {
        let Some(line) = line else { return self };
        let until = |sentence: &Explained| sentence.line + sentence.text.lines().count().saturating_sub(1);
        self.sentences.retain(|sentence| (sentence.line..=until(sentence)).contains(&line));
        self.unread.retain(|block| block.line == line);
        self
    }
}

fn to_json(article: &Article, explanation: &Explanation) -> serde_json::Value {
    let sentences = explanation.sentences.iter().map(|one| {
        json!({
            "sentence": one.sentence, "line": one.line, "start": one.start, "end": one.end, "text": one.text,
            "parsed": one.parsed, "mentions": one.mentions, "events": one.events, "leftovers": one.leftovers, "why_not": one.why_not,
        })
    });
    let unread = explanation.unread.iter();
    json!({
        "doc": article.doc,
        "published": article.published.map(|date| date.to_string()),
        "published_from": article.published_from.map(|from| from.as_str()),
        "sentences": sentences.collect::<Vec<_>>(),
        "unread": unread.map(|block| json!({
            "line": block.line, "kind": draw::kind(block.kind), "text": block.text,
        })).collect::<Vec<_>>(),
    })
}
