//! `khabar run`: a folder of articles in, a dataset out.

use super::progress::Meter;
use super::settings::{Gate, Setting, Settings, Sources};
use super::summary::summary;
use super::{Console, Exit, Failure, Level, dictionaries};
use crate::compare::recall;
use crate::corpus::{Listing, walk_outside};
use crate::dataset::{self, Counts, DictionariesRecord, Folder, RunRecord, SCHEMA_VERSION, Writer};
use crate::review::{self, Decisions};
use crate::run::{Batch, Decided, run};
use crate::syntax::Model;
use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Code articles: read files and folders, write a dataset
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders to read
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Say what would be read and written, and stop
    #[arg(long)]
    dry_run: bool,
    /// Also write report.html, CODEBOOK.md and datapackage.json; with PATH the page goes there
    #[arg(long, value_name = "PATH", num_args = 0..=1, require_equals = true)]
    report: Option<Option<PathBuf>>,
    #[command(flatten)]
    settings: Settings,
}

/// Codes the inputs. Everything that can stop a run is tried before the first article is read.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let (settings, listed) = sources.resolve_with_origins::<Settings>()?;
    check(args, &settings)?;
    let inputs = inputs(args, &settings)?;
    super::report::check_place(args.report.iter().flatten())?;
    let dictionaries = dictionaries::load(&settings.layers, console)?;
    let decided = decided(&settings, sources)?;
    if args.dry_run {
        return dry_run(&inputs, &settings, console);
    }
    let stop = stop_on_interrupt();
    let start = Start {
        time: Instant::now(),
        threads: threads(settings.threads),
        args,
        listed: &listed,
        only: settings.only.map(Into::into),
    };
    let disk = |error: io::Error| cannot_write(&settings.out, &error);
    let folder = Folder::open(&settings.out).map_err(Failure::new)?;
    let writer = Writer::create(folder, settings.only.map(Into::into)).map_err(disk)?;
    let key = key(args, &settings);
    let mut writer = match settings.no_cache {
        true => writer,
        false => writer.keep_words().and_then(|writer| writer.keep_rows(&key)).map_err(disk)?,
    };
    let cache = if settings.no_cache { None } else { recall(&settings.out, &key, &dictionaries.lexicon) };
    let batch = Batch {
        inputs: &inputs,
        reading: &settings.reading.options(),
        lexicon: &dictionaries.lexicon,
        model: settings.only.is_none().then(Model::shipped),
        since: settings.since,
        until: settings.until,
        dedupe: settings.dedupe.into(),
        keep_text: settings.keep_text,
        keep: !settings.no_cache,
        cache: cache.as_ref(),
        threads: start.threads,
        decided: &decided,
        stop: &stop,
    };
    let snapshot = dictionaries.snapshot()?;
    let mut meter = Meter::new(console, inputs.len() as u64);
    let seen = |doc: &str, warnings: &[_], counts: &_| meter.seen(doc, warnings, counts);
    let copies = run(&batch, &mut writer, seen).map_err(disk)?;
    drop(meter);
    // Some systems put no new file in the place of one that is open.
    drop(cache);
    if stop.load(Ordering::Relaxed) {
        let message = format!("interrupted; `{}` is as it was before", settings.out.display());
        return Err(Failure { exit: Exit::Interrupted, message });
    }
    let manifest = |counts| start.manifest(Counts { decisions: decided.counts(), ..counts }, &dictionaries);
    let formats: Vec<_> = settings.format.iter().filter_map(|format| format.beside_jsonl()).collect();
    let run = writer.finish(&copies, &formats, &snapshot, manifest).map_err(disk)?;
    if let Some(path) = &args.report {
        super::report::after_run(&settings.out, path.as_deref(), console)?;
    }
    report(&run, &settings, console)
}

/// What must be the same for a run to take over what another has kept: the program, where the articles lie and how they
/// are read. (No article is kept whose reading depends on the day.)
fn key(args: &Args, settings: &Settings) -> String {
    let roots: Vec<_> = args.inputs.iter().map(|input| input.canonicalize().unwrap_or_default()).collect();
    let Settings { reading, since, until, keep_text, only, .. } = settings;
    format!("{} {roots:?} {reading:?} {since:?} {until:?} {keep_text} {only:?}", env!("KHABAR_BUILD"))
}

/// Settings that go against each other.
fn check(args: &Args, settings: &Settings) -> Result<(), Failure> {
    if settings.only.is_some() && args.report.is_some() {
        return Err(Failure::new(
            "a report is about events, which --only mentions leaves out; leave out one of the two",
        ));
    }
    match (settings.since, settings.until) {
        (Some(since), Some(until)) if since > until => {
            Err(Failure::new(format!("no day lies between --since {since} and --until {until}")))
        }
        _ => Ok(()),
    }
}

/// All that is to be read. What lies in the output folder is no input, though the folder may lie among the inputs.
fn inputs(args: &Args, settings: &Settings) -> Result<Listing, Failure> {
    let found = walk_outside(&args.inputs, Some(&settings.out)).map_err(Failure::new)?;
    if found.is_empty() {
        let names: Vec<_> = args.inputs.iter().map(|input| format!("`{}`", input.display())).collect();
        return Err(Failure::new(format!("nothing to read in {}", names.join(", "))));
    }
    Ok(found)
}

/// What reviewers decided. A file that is named and not there is a mistake; the usual one comes with the first review.
fn decided(settings: &Settings, sources: &Sources) -> Result<Decided, Failure> {
    let path = settings.decisions.path(sources)?;
    if sources.given.value_source("decisions").is_some() && !path.exists() {
        return Err(Failure::new(format!("there is no file of decisions `{}`", path.display())));
    }
    let decisions = Decisions::new(review::read(&path).map_err(Failure::new)?);
    Ok(Decided::new(decisions))
}

/// As many as wanted; for 0 one a core.
pub fn threads(wanted: usize) -> usize {
    match wanted {
        0 => std::thread::available_parallelism().map_or(1, NonZero::get),
        n => n,
    }
}

/// The first Ctrl-C ends the batch in order, the second at once.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&stop);
    // Where no handler can be set, Ctrl-C ends the program at once; the output still has no final name then.
    let _ = ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::Interrupted as i32);
        }
    });
    stop
}

fn cannot_write(out: &Path, error: &io::Error) -> Failure {
    let why = dataset::in_words(error);
    Failure::new(format!("cannot write to `{}`: {why}; what was there before is unchanged", out.display()))
}

fn dry_run(inputs: &Listing, settings: &Settings, console: &Console) -> Result<Exit, Failure> {
    let listed: String = inputs.iter().map(|found| format!("{}\n", found.doc())).collect();
    console.data(&listed)?;
    let message = format!("would read {} inputs and write to {}", inputs.len(), settings.out.display());
    console.say(Level::Normal, &message, serde_json::json!({ "inputs": inputs.len() }));
    Ok(Exit::Done)
}

/// What is known of a run when it starts.
struct Start<'a> {
    time: Instant,
    threads: usize,
    args: &'a Args,
    listed: &'a [Setting],
    only: Option<dataset::Only>,
}

impl Start<'_> {
    fn manifest(&self, counts: Counts, dictionaries: &dictionaries::Dictionaries) -> RunRecord {
        let seconds = self.time.elapsed().as_secs_f64();
        let started = jiff::Timestamp::now() - self.time.elapsed();
        RunRecord {
            program: "khabar".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: SCHEMA_VERSION.to_owned(),
            dictionaries: DictionariesRecord {
                hash: dictionaries.lexicon.hash().to_owned(),
                layers: dictionaries.names(),
            },
            only: self.only,
            inputs: self.args.inputs.iter().map(|input| input.display().to_string()).collect(),
            options: self.options(),
            counts,
            started: started.to_string(),
            seconds: (seconds * 1000.0).round() / 1000.0,
            threads: self.threads,
        }
    }

    fn options(&self) -> BTreeMap<String, serde_json::Value> {
        self.listed.iter().map(|setting| (setting.name.clone(), setting.to_json())).collect()
    }
}

/// The summary on stderr, the folder on stdout, and how it ends.
fn report(run: &RunRecord, settings: &Settings, console: &Console) -> Result<Exit, Failure> {
    let out = settings.out.display().to_string();
    let figures = serde_json::to_value(&run.counts).unwrap_or_default();
    console.say(Level::Normal, &summary(run, &out, console.stderr_paint()), figures);
    console.data(&format!("{out}\n"))?;
    let failed: Vec<String> = settings.fail_on.iter().filter_map(|gate| fails(*gate, &run.counts)).collect();
    if !failed.is_empty() {
        let message = format!("--fail-on: {}", failed.join(", "));
        return Err(Failure { exit: Exit::GateFailed, message });
    }
    if run.counts.skipped == 0 {
        return Ok(Exit::Done);
    }
    console.warn(&format!("{} inputs were skipped, see {out}/skipped.jsonl", run.counts.skipped));
    Ok(Exit::SomeSkipped)
}

fn fails(gate: Gate, counts: &Counts) -> Option<String> {
    let (count, what) = match gate {
        Gate::Skipped => (counts.skipped, "inputs skipped"),
        Gate::Undated => (counts.undated, "articles without a date"),
        Gate::Ambiguous => (counts.ambiguous, "ambiguous names that no rule settled"),
    };
    (count > 0).then(|| format!("{count} {what}"))
}
