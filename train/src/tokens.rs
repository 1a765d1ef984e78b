//! Cuts plain texts into khabar's sentences and tokens, for the teacher to read.

use khabar::text::{Conventions, Span, Token, tokenize};
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;
use std::{fs, str};

/// Sentences of more tokens than this are lists and tables more often than not.
const LONGEST: usize = 80;

/// Writes each distinct sentence of the files below `folder`, its tokens parted by a space, or by U+001F where none stood.
pub fn write(folder: &Path, seen: &mut HashSet<String>, out: &mut impl Write) -> io::Result<()> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let conventions = conventions();
    let mut tokens = Vec::new();
    for path in paths {
        if path.is_dir() {
            write(&path, seen, out)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let Ok(text) = str::from_utf8(&bytes) else { continue };
        for line in text.lines() {
            for sentence in sentences(line.trim(), &conventions) {
                if sentence.len() > 1 && seen.insert(sentence.to_owned()) {
                    tokens.clear();
                    tokenize(sentence, Span::new(0, sentence.len()), &conventions, &mut tokens);
                    if (1..=LONGEST).contains(&tokens.len()) {
                        writeln!(out, "{}", joined(sentence, &tokens))?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// The tokens of one sentence, as [`write`] writes them.
pub fn joined(sentence: &str, tokens: &[Token]) -> String {
    let mut line = String::new();
    let mut end = 0;
    for token in tokens {
        if !line.is_empty() {
            line.push(if token.span.start > end { ' ' } else { '\u{1f}' });
        }
        line.extend(token.span.of(sentence).chars().filter(|c| !c.is_whitespace()));
        end = token.span.end;
    }
    line
}

/// Cuts a line after each full stop, question or exclamation mark that a capital follows and no abbreviation owns.
fn sentences<'a>(line: &'a str, conventions: &Conventions) -> Vec<&'a str> {
    let mut all = Vec::new();
    let mut from = 0;
    for (at, mark) in line.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let after = line[at + 1..].trim_start_matches(['"', '\'', ')', ']', '”', '’']);
        let next = after.trim_start().trim_start_matches(['"', '\'', '(', '[', '“', '‘']);
        let word = line[from.min(at)..at].rsplit([' ', '(', '"', '“']).next().unwrap_or("");
        let owned = mark == '.' && conventions.takes_stop(word, after);
        let begins =
            after.starts_with(char::is_whitespace) && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if begins && !owned {
            let end = line.len() - after.len();
            all.push(line[from..end].trim());
            from = end;
        }
    }
    all.push(line[from..].trim());
    all
}

/// Abbreviations frequent in English news.
pub fn conventions() -> Conventions {
    let set = |words: &str| words.split(' ').map(str::to_owned).collect();
    Conventions {
        titles: set(
            "Mr Mrs Ms Dr Lt Gen Col Maj Sgt Capt Sen Rep Gov Prof St Adm Cmdr Brig Hon Rev Pres Supt Insp Cpl Pvt",
        ),
        abbreviations: set(
            "U.S U.K U.N E.U D.C p.m a.m Inc Corp Co Ltd Jr Sr etc vs Calif Fla Va Pa Mass Conn Md Ariz Tenn",
        ),
        before_number: set("No Nos Art Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec Sec Fig pp"),
        ..Conventions::default()
    }
}
