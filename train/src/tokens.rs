//! Cuts texts into khabar's sentences and tokens, for the teacher to read.

use jiff::civil::Date;
use khabar::corpus::{DEFAULT_MAX_BYTES, ReadOptions, load, walk};
use khabar::lexicon::{Layer, load as load_lexicon};
use khabar::text::{Conventions, Token, segment, tokenize};
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// Sentences of more tokens than this are lists and tables more often than not.
const LONGEST: usize = 80;

/// Writes each distinct sentence of the articles in `folders`, tokens parted by a space, or by U+001F where none stood.
pub fn write(folders: &[PathBuf], conventions: &Conventions, out: &mut impl Write) -> io::Result<()> {
    let today = Date::constant(2100, 1, 1);
    let options = ReadOptions { today, published: None, day_order: None, max_bytes: DEFAULT_MAX_BYTES };
    let mut seen = HashSet::new();
    let mut tokens = Vec::new();
    let listing = walk(folders).map_err(|_| io::Error::other("no such folder"))?;
    for input in listing.files() {
        let Ok(loaded) = load(&input, &options, conventions) else { continue };
        let article = loaded.article;
        for sentence in segment(&article, conventions) {
            let text = sentence.span.of(&article.text);
            if text.len() > 1 && seen.insert(text.to_owned()) {
                tokens.clear();
                tokenize(&article.text, sentence.span, conventions, &mut tokens);
                if (1..=LONGEST).contains(&tokens.len()) {
                    writeln!(out, "{}", joined(&article.text, &tokens))?;
                }
            }
        }
    }
    Ok(())
}

/// The tokens of one sentence, as [`write`] writes them.
pub fn joined(text: &str, tokens: &[Token]) -> String {
    let mut line = String::new();
    let mut end = 0;
    for token in tokens {
        if !line.is_empty() {
            line.push(if token.span.start > end { ' ' } else { '\u{1f}' });
        }
        line.extend(token.span.of(text).chars().filter(|c| !c.is_whitespace()));
        end = token.span.end;
    }
    line
}

/// The conventions of the default dictionaries.
pub fn conventions() -> io::Result<Conventions> {
    let lexicon = load_lexicon(&[Layer::Default]);
    lexicon
        .map(|lexicon| lexicon.conventions)
        .map_err(|faults| io::Error::other(format!("{} faults in the dictionaries", faults.len())))
}
