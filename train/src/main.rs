//! Trains khabar's tagger and parser on silver sentences, and runs them over tokenised text.

mod export;
mod learn;
mod oracle;
mod perceptron;
mod sentence;

use khabar::syntax::{Model, Parse};
use learn::{Lone, ParserOptions};
use sentence::Sentence;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::time::Instant;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["train", out, ref silver @ ..] => train(out, silver),
        ["agree", model, silver] => agree(model, silver),
        ["parse", model] => parse(model),
        ["speed", model, silver] => speed(model, silver),
        _ => Err("train OUT SILVER... | agree MODEL SILVER | parse MODEL < TOKENS | speed MODEL SILVER".into()),
    }
}

fn option(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn load(paths: &[&str], keep_forms: bool) -> io::Result<Vec<Sentence>> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(sentence::read(BufReader::new(File::open(path)?), keep_forms)?);
    }
    Ok(all)
}

fn train(out: &str, silver: &[&str]) -> Outcome {
    let start = Instant::now();
    let data = load(silver, false)?;
    let tokens: usize = data.iter().map(|s| s.words.len()).sum();
    eprintln!("{} sentences, {tokens} tokens, {:?}", data.len(), start.elapsed());
    let lone_list = learn::lone_words(&data, option("LONE_LEAST", 20) as u32, option("LONE_PURITY", 300) as u32);
    let lone: Lone = lone_list.iter().copied().collect();
    let tagger_bits = option("TAGGER_BITS", 22) as u32;
    let epochs = option("TAGGER_EPOCHS", 3);
    let halves = [0, 1].map(|half| data.iter().skip(half).step_by(2).collect::<Vec<_>>());
    // Each half is tagged by a tagger that has not seen it: the parser must learn from tags as good as it will get.
    let tagged = std::thread::scope(|scope| {
        let work = halves.each_ref().map(|half| {
            let lone = &lone;
            scope.spawn(move || learn::train_tagger(half, lone, 2, tagger_bits, 7))
        });
        work.map(|thread| thread.join())
    });
    let [even, odd] = tagged.map(|tagger| tagger.map_err(|_| "a training thread failed"));
    let (even, odd) = (even?, odd?);
    let tags: Vec<Vec<u8>> = (data.iter().enumerate())
        .map(|(i, sentence)| learn::tag(sentence, &lone, if i % 2 == 0 { &odd } else { &even }))
        .collect();
    drop((even, odd));
    eprintln!("jackknifed, {:?}", start.elapsed());
    let options = ParserOptions {
        epochs: option("PARSER_EPOCHS", 3),
        move_bits: option("MOVE_BITS", 25) as u32,
        label_bits: option("LABEL_BITS", 22) as u32,
        seed: 11,
        explore: option("EXPLORE", 90),
    };
    let all: Vec<&Sentence> = data.iter().collect();
    let (tagger, parser) = std::thread::scope(|scope| {
        let tagger = scope.spawn(|| learn::train_tagger(&all, &lone, epochs, tagger_bits, 7).average());
        let (moves, labels) = learn::train_parser(&data, &tags, options);
        (tagger.join(), (moves.average(), labels.average()))
    });
    let tagger = tagger.map_err(|_| "a training thread failed")?;
    let (moves, labels) = parser;
    eprintln!("rows: {} tags, {} moves, {} labels, {:?}", tagger.len(), moves.len(), labels.len(), start.elapsed());
    for (suffix, tag_bits, move_bits, label_bits) in sizes() {
        let file = export::file([
            &export::lone(&lone_list, option("LONE_OUT", 14) as u32),
            &export::rows(&tagger, tag_bits),
            &export::triples(&moves, move_bits),
            &export::rows(&labels, label_bits),
        ]);
        fs::write(format!("{out}{suffix}"), file)?;
    }
    Ok(())
}

/// File name endings and the binary logarithms of table sizes: `SIZES=.a:15:20:15,.b:14:19:14`.
fn sizes() -> Vec<(String, u32, u32, u32)> {
    let sizes = std::env::var("SIZES").unwrap_or_else(|_| ":17:20:17".to_owned());
    let one = |size: &str| {
        let mut fields = size.split(':');
        let suffix = fields.next().unwrap_or("").to_owned();
        let mut bits = || fields.next().and_then(|bits| bits.parse().ok()).unwrap_or(15);
        (suffix, bits(), bits(), bits())
    };
    sizes.split(',').map(one).collect()
}

fn open(path: &str) -> io::Result<Model> {
    Ok(Model::new(fs::read(path)?.leak()))
}

/// Prints how far a model agrees with the teacher.
fn agree(model: &str, silver: &str) -> Outcome {
    let model = open(model)?;
    let core = ["nsubj", "nsubjpass", "dobj", "agent"];
    let mut parse = Parse::default();
    let (mut n, mut tags, mut uas, mut las) = (0, 0, 0, 0);
    let (mut hits, mut found, mut wanted) = (0, 0, 0);
    for sentence in load(&[silver], true)? {
        let words: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        model.parse(&words, &mut parse);
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
    let mut parse = Parse::default();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split([' ', '\u{1f}']).collect();
        model.parse(&words, &mut parse);
        for (i, word) in words.iter().enumerate() {
            let (tag, label) = (parse.tags[i].as_str(), parse.labels[i].as_str());
            let upos = parse.upos(i, word).as_str();
            writeln!(out, "{word}\t{tag}\t{}\t{label}\t{upos}", parse.heads[i])?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Prints tokens a second of this thread, tagging and parsing, the best of five runs.
fn speed(model: &str, silver: &str) -> Outcome {
    let model = open(model)?;
    let data = load(&[silver], true)?;
    let words: Vec<Vec<&str>> = data.iter().map(|s| s.forms.iter().map(String::as_str).collect()).collect();
    let tokens: usize = words.iter().map(Vec::len).sum();
    let mut parse = Parse::default();
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        for sentence in &words {
            model.parse(sentence, &mut parse);
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{:.0} tokens/s ({tokens} tokens)", tokens as f64 / best);
    Ok(())
}
