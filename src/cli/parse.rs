//! `khabar parse`: sentences, tokens, tags and arcs of a text, as CoNLL-U.

use super::settings::{Layers, Sources};
use super::{Console, Exit, Failure, dictionaries};
use crate::syntax::{Label, Model, Parse};
use crate::text::{Article, Block, BlockKind, Span, Token, segment, tokenize};
use std::fmt::Write;
use std::path::PathBuf;

/// Show how a text is cut and parsed, as CoNLL-U
#[derive(clap::Args)]
pub struct Args {
    /// A plain text, read whole, without regard to what in it is not the article
    #[arg(value_name = "FILE", required_unless_present = "text", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// A text instead of a file
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[command(flatten)]
    options: Options,
}

/// Settings that `parse` shares with `run`: dictionaries know the abbreviations.
#[derive(clap::Args, Clone)]
struct Options {
    #[command(flatten)]
    layers: Layers,
}

/// Parses a text or a file.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let options = sources.resolve::<Options>()?;
    let article = plain(read(args)?);
    let dictionaries = dictionaries::load(&options.layers, console)?;
    let conventions = &dictionaries.lexicon.conventions;
    let parser = Model::shipped().parser();
    let (mut tokens, mut parse, mut out) = (Vec::new(), Parse::default(), String::new());
    for sentence in segment(&article, conventions) {
        tokens.clear();
        tokenize(&article.text, sentence.span, conventions, &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.span.of(&article.text)).collect();
        parser.parse(&words, &mut parse);
        conllu(sentence.span.of(&article.text), &words, &tokens, &parse, &mut out);
    }
    console.data(&out)?;
    Ok(Exit::Done)
}

fn read(args: &Args) -> Result<String, Failure> {
    match (&args.text, &args.file) {
        (Some(text), _) => Ok(text.clone()),
        (None, Some(path)) => std::fs::read_to_string(path)
            .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", path.display()))),
        (None, None) => Err(Failure::new("give a file or --text")),
    }
}

/// An article of which every line is a paragraph.
fn plain(text: String) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        blocks.push(Block { span: Span::new(start, end), kind: BlockKind::Paragraph });
        start += line.len();
    }
    Article { blocks, ..Article::plain(&text, None) }
}

/// Appends one sentence. Labels are ClearNLP's but for the root's.
fn conllu(sentence: &str, words: &[&str], tokens: &[Token], parse: &Parse, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# text = {}", sentence.split_whitespace().collect::<Vec<_>>().join(" "));
    for (i, word) in words.iter().enumerate() {
        let (Some(tag), Some(&head), Some(&label)) = (parse.tags.get(i), parse.heads.get(i), parse.labels.get(i))
        else {
            continue;
        };
        let (head, label) = match label {
            Label::Root => (0, "root"),
            label => (usize::from(head) + 1, label.as_str()),
        };
        let glued = match (tokens.get(i), tokens.get(i + 1)) {
            (Some(this), Some(next)) if this.span.end == next.span.start => "SpaceAfter=No",
            _ => "_",
        };
        let (upos, tag) = (parse.upos(i, word).as_str(), tag.as_str());
        let _ = writeln!(out, "{}\t{word}\t_\t{upos}\t{tag}\t_\t{head}\t{label}\t_\t{glued}", i + 1);
    }
    out.push('\n');
}
