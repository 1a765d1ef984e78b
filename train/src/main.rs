//! Trains khabar's tagger and parser on silver sentences, and runs them over tokenised text.

mod export;
mod learn;
mod oracle;
mod perceptron;
mod sentence;
mod tokens;

use harper_pos_utils::Tagger;
use khabar::syntax::{Model, Parse};
use khabar::text::Span;
use learn::{Lone, ParserOptions};
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

fn train(out: &str, silver: &[&str]) -> Outcome {
    let start = Instant::now();
    let mut data = load_silver(silver)?;
    sentence::add_headlines(&mut data);
    for sentence in &mut data {
        sentence.forms = Vec::new();
    }
    let tokens: usize = data.iter().map(|s| s.words.len()).sum();
    eprintln!("{} sentences, {tokens} tokens, {:?}", data.len(), start.elapsed());
    let lone_list = learn::lone_words(&data, option("LONE_LEAST", 20) as u32, option("LONE_PURITY", 300) as u32);
    let lone: Lone = lone_list.iter().copied().collect();
    let tagger_bits = option("TAGGER_BITS", 22) as u32;
    let epochs = option("TAGGER_EPOCHS", 3);
    let halves = [0, 1].map(|half| (half..data.len()).step_by(2).collect::<Vec<usize>>());
    // Each half is tagged by taggers that have not seen it: the parser must learn from tags as good as it will get.
    let first = jackknife(
        &halves,
        |ids| learn::train_tagger(&pick(&data, ids), &lone, 2, tagger_bits, 7).averaged(),
        |i, weights| learn::tag(&data[i], &lone, weights),
    )?;
    let tags = jackknife(
        &halves,
        |ids| learn::train_second(&pick(&data, ids), &pick(&first, ids), &lone, 2, tagger_bits, 7).averaged(),
        |i, weights| learn::retag(&data[i], &first[i], &lone, weights),
    )?;
    eprintln!("jackknifed, {:?}", start.elapsed());
    let options = ParserOptions {
        epochs: option("PARSER_EPOCHS", 5),
        move_bits: option("MOVE_BITS", 25) as u32,
        label_bits: option("LABEL_BITS", 23) as u32,
        seed: 11,
        explore: option("EXPLORE", 90),
        margin: option("MARGIN", 15) as i32,
    };
    let all: Vec<usize> = (0..data.len()).collect();
    std::thread::scope(|scope| {
        let mut thread = Some(scope.spawn(|| {
            let one = learn::train_tagger(&pick(&data, &all), &lone, epochs, tagger_bits, 7).average();
            let two = learn::train_second(&pick(&data, &all), &pick(&first, &all), &lone, epochs, tagger_bits, 7);
            (one, two.average())
        }));
        let mut taggers = None;
        let mut written = Ok(());
        learn::train_parser(&data, &tags, options, |epoch, moves, labels| {
            taggers = taggers.take().or_else(|| thread.take().and_then(|thread| thread.join().ok()));
            let Some((one, two)) = &taggers else { return };
            let (moves, labels) = (moves.average(), labels.average());
            let rows = [one.len(), two.len(), moves.len(), labels.len()];
            eprintln!("rows of both taggers, moves, labels: {rows:?}, {:?}", start.elapsed());
            for (suffix, [tag_bits, second_bits, move_bits, label_bits]) in sizes() {
                let file = export::file([
                    &export::lone(&lone_list, option("LONE_OUT", 14) as u32),
                    &export::rows(one, tag_bits),
                    &export::rows(two, second_bits),
                    &export::triples(&moves, move_bits),
                    &export::rows(&labels, label_bits),
                ]);
                // A model after each epoch: `OUT.1`, `OUT.2`, ..., the last also as `OUT`.
                let path = format!("{out}{suffix}");
                written = fs::write(format!("{path}.{}", epoch + 1), &file).and_then(|()| fs::write(path, file));
            }
        });
        Ok(written?)
    })
}

fn pick<'a, T>(all: &'a [T], ids: &[usize]) -> Vec<&'a T> {
    ids.iter().map(|&i| &all[i]).collect()
}

/// Trains on each half, and applies what was learnt to the other.
fn jackknife<M: Send>(
    halves: &[Vec<usize>; 2],
    train: impl Fn(&[usize]) -> M + Sync,
    apply: impl Fn(usize, &M) -> Vec<u8>,
) -> Result<Vec<Vec<u8>>, Box<dyn std::error::Error>> {
    let trained = std::thread::scope(|scope| {
        let work = halves.each_ref().map(|half| scope.spawn(|| train(half)));
        work.map(|thread| thread.join())
    });
    let [even, odd] = trained.map(|model| model.map_err(|_| "a training thread failed"));
    let (even, odd) = (even?, odd?);
    let all = halves.iter().map(Vec::len).sum();
    Ok((0..all).map(|i| apply(i, if i % 2 == 0 { &odd } else { &even })).collect())
}

/// File name endings and the binary logarithms of table sizes: `SIZES=.a:16:16:20:17,.b:15:15:19:16`.
fn sizes() -> Vec<(String, [u32; 4])> {
    let sizes = std::env::var("SIZES").unwrap_or_else(|_| ":16:16:20:17".to_owned());
    let one = |size: &str| {
        let mut fields = size.split(':');
        let suffix = fields.next().unwrap_or("").to_owned();
        (suffix, std::array::from_fn(|_| fields.next().and_then(|bits| bits.parse().ok()).unwrap_or(16)))
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
    for sentence in load_silver(&[silver])? {
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
    let mut parse = Parse::default();
    let mut best = f64::MAX;
    for _ in 0..7 {
        let start = busy();
        for sentence in &words {
            model.parse(sentence, &mut parse);
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
