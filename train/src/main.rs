//! Trains khabar's tagger and parser on silver sentences, and runs them over tokenised text.

mod net;
mod oracle;
mod pack;
mod random;
mod sentence;
mod teach;
mod tokens;
mod weights;

use harper_pos_utils::Tagger;
use khabar::syntax::index::Index;
use khabar::syntax::{Model, Parse};
use khabar::text::Span;
use sentence::Sentence;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["train", out, ref silver @ ..] => train(out, silver),
        ["tokens", ref folders @ ..] => write_tokens(folders),
        ["cut"] => cut(),
        ["agree", model, silver] => agree(model, silver),
        ["parse", model] => parse(model),
        ["speed", model, silver] => speed(model, silver),
        ["brill"] => brill(),
        _ => Err("tokens FOLDER... | cut < SENTENCES | train OUT SILVER... | agree MODEL SILVER | parse MODEL < TOKENS | speed MODEL SILVER | brill < TOKENS".into()),
    }
}

/// Prints the distinct sentences of folders of texts.
fn write_tokens(folders: &[&str]) -> Outcome {
    let mut out = BufWriter::new(io::stdout().lock());
    let folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    Ok(tokens::write(&folders, &tokens::conventions()?, &mut out)?)
}

/// Cuts sentences, one a line, into tokens.
fn cut() -> Outcome {
    let conventions = tokens::conventions()?;
    let mut found = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        found.clear();
        khabar::text::tokenize(&line, Span::new(0, line.len()), &conventions, &mut found);
        println!("{}", tokens::joined(&line, &found));
    }
    Ok(())
}

fn option(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn load_silver(paths: &[&str]) -> io::Result<Vec<Sentence>> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(sentence::read(BufReader::new(File::open(path)?))?);
    }
    Ok(all)
}

/// How many parts of the silver tell which words are frequent.
const COUNTED: usize = 2;
/// How many rows speak of words; and a look seen less often than this has none.
const ROWS: usize = 16_384;
const LEAST: u32 = 5;

/// Trains on files of silver in the order in which they are named; a file may be named again.
fn train(out: &str, silver: &[&str]) -> Outcome {
    let mut counted = Vec::new();
    for path in silver.iter().take(COUNTED) {
        counted.extend(load_part(path)?);
    }
    let (index, rows) = teach::index(&counted, ROWS, LEAST);
    drop(counted);
    let options = teach::Options { batch: 16, rate: 0.002, explore: option("EXPLORE", 90), seed: 11 };
    let read = Index::new(&index).ok_or("no index")?;
    let net = teach::train(silver.len(), |visit| load_part(silver[visit]), read, rows, options)?;
    Ok(fs::write(out, pack::file(&net, &index))?)
}

/// A file of silver with its headlines.
fn load_part(path: &str) -> io::Result<Vec<Sentence>> {
    let mut part = load_silver(&[path])?;
    sentence::add_headlines(&mut part);
    part.iter_mut().for_each(|sentence| sentence.forms = Vec::new());
    Ok(part)
}

fn open(path: &str) -> io::Result<Model> {
    Ok(Model::new(fs::read(path)?.leak()))
}

/// Prints how far a model agrees with the teacher.
fn agree(model: &str, silver: &str) -> Outcome {
    let model = open(model)?;
    let parser = model.parser();
    let core = ["nsubj", "nsubjpass", "dobj", "agent"];
    let mut parse = Parse::default();
    let (mut n, mut tags, mut uas, mut las) = (0, 0, 0, 0);
    let (mut hits, mut found, mut wanted) = (0, 0, 0);
    for sentence in load_silver(&[silver])? {
        let words: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        parser.parse(&words, &mut parse);
        for i in 0..words.len() {
            let is_core = |label: u8| core.contains(&khabar::syntax::Label::ALL[usize::from(label)].as_str());
            let head = parse.heads[i] == sentence.heads[i];
            let label = parse.labels[i] as u8 == sentence.labels[i];
            n += 1;
            tags += usize::from(parse.tags[i] as u8 == sentence.tags[i]);
            uas += usize::from(head);
            las += usize::from(head && label);
            found += usize::from(is_core(parse.labels[i] as u8));
            wanted += usize::from(is_core(sentence.labels[i]));
            hits += usize::from(is_core(sentence.labels[i]) && head && label);
        }
    }
    let share = |k: usize| k as f64 / n as f64;
    let f1 = 2.0 * hits as f64 / (found + wanted) as f64;
    println!("tags {:.4} UAS {:.4} LAS {:.4} core F1 {f1:.4} ({n} tokens)", share(tags), share(uas), share(las));
    Ok(())
}

/// Reads tokens as `silver.py` does and writes what it writes.
fn parse(model: &str) -> Outcome {
    let model = open(model)?;
    let (parser, mut parse) = (model.parser(), Parse::default());
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split([' ', '\u{1f}']).collect();
        parser.parse(&words, &mut parse);
        for (i, word) in words.iter().enumerate() {
            let (tag, label) = (parse.tags[i].as_str(), parse.labels[i].as_str());
            let upos = parse.upos(i, word).as_str();
            writeln!(out, "{word}\t{tag}\t{}\t{label}\t{upos}", parse.heads[i])?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Prints the universal tags that harper-brill gives to tokenised text; every arc points to the first word.
fn brill() -> Outcome {
    let tagger = harper_brill::brill_tagger();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let words: Vec<String> = line?.split([' ', '\u{1f}']).map(str::to_owned).collect();
        for (word, tag) in words.iter().zip(tagger.tag_sentence(&words)) {
            let upos = tag.as_ref().map_or("X", AsRef::as_ref);
            writeln!(out, "{word}\t_\t0\tdep\t{upos}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Prints tokens a second of processor time of this thread, tagging and parsing, the best of seven runs; and load time.
fn speed(model: &str, silver: &str) -> Outcome {
    let bytes: &'static [u8] = fs::read(model)?.leak();
    let start = Instant::now();
    let model = Model::new(bytes);
    let load = start.elapsed();
    let data = load_silver(&[silver])?;
    let words: Vec<Vec<&str>> = data.iter().map(|s| s.forms.iter().map(String::as_str).collect()).collect();
    let tokens: usize = words.iter().map(Vec::len).sum();
    let (parser, mut parse) = (model.parser(), Parse::default());
    let mut best = f64::MAX;
    for _ in 0..7 {
        let start = busy();
        for sentence in &words {
            parser.parse(sentence, &mut parse);
        }
        best = best.min(busy() - start);
    }
    println!("{:.0} tokens/s, loaded in {load:?} ({} bytes, {tokens} tokens)", tokens as f64 / best, bytes.len());
    Ok(())
}

/// Seconds that this process has run: on a shared machine the clock on the wall says little.
fn busy() -> f64 {
    let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds: Option<f64> = text.split(' ').next().and_then(|field| field.parse().ok());
    nanoseconds.unwrap_or_default() / 1e9
}
