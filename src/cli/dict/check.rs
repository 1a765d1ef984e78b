//! `khabar dict check`: everything that is wrong in the dictionaries, with the line and the mend.

use super::change::{Change, Options};
use super::{Format, against};
use crate::cli::dictionaries::{path, show, stack};
use crate::cli::settings::{Layers, Sources};
use crate::cli::{Console, Exit, Failure, Level};
use crate::extract::failure;
use crate::lexicon::{Checked, Fault, Layer, Mend, Severity, check};
use crate::syntax::Model;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

/// Show everything that is wrong in the dictionaries, and mend what a program can mend
#[derive(clap::Args)]
pub struct Args {
    /// Mend what is certain, in the project's own folders
    #[arg(long)]
    fix: bool,
    /// Look also at this dataset: how often a contested name stands there, which names never stand alone and which never at all
    #[arg(long, value_name = "OUT")]
    against: Option<PathBuf>,
    /// Files and folders of the dataset's articles; else the inputs that OUT/run.json records
    #[arg(long, value_name = "INPUT", requires = "against")]
    texts: Vec<PathBuf>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    layers: Layers,
}

/// So many of a kind of warning are shown in full; `-v` shows all.
const SHOWN: usize = 3;

/// Ends with code 1 where there are errors.
pub fn main(args: &Args, sources: &Sources, console: &Console) -> Result<Exit, Failure> {
    let start = Instant::now();
    let layers = stack(&sources.resolve::<Layers>()?)?;
    let mut checked = checked(&layers);
    if args.fix && args.options.dry_run {
        mend(&checked.faults, &layers, &args.options, console)?;
        return Ok(Exit::Done);
    }
    // Mends that touch each other are written one after the other.
    while args.fix && mend(&checked.faults, &layers, &args.options, console)? {
        checked = self::checked(&layers);
    }
    if let Some(out) = &args.against {
        against::add(&mut checked, out, &args.texts, console)?;
        checked = checked.sorted();
    }
    let text = match args.format {
        Format::Json => format!("{:#}\n", to_json(&checked.faults, &layers)),
        Format::Text => to_text(&checked.faults, &layers, console),
    };
    console.data(&text)?;
    let seconds = start.elapsed().as_secs_f64();
    console.say(Level::Normal, &summary(&checked, seconds), json!({ "seconds": seconds }));
    Ok(if checked.is_sound() { Exit::Done } else { Exit::GateFailed })
}

/// All faults; examples are run where there is nothing in the way.
pub fn checked(layers: &[Layer]) -> Checked {
    let mut checked = check(layers);
    if checked.is_sound() {
        let fails = |example| failure(example, &checked.lexicon, Model::shipped());
        let failed: Vec<_> =
            checked.lexicon.examples.iter().filter_map(|one| Some((one.at.clone(), fails(one)?))).collect();
        let help = "mend the entry or the example; khabar explain --text \"...\" shows how it is coded";
        for (at, wrong) in failed {
            checked.add(Severity::Error, "D003", &at, format!("example fails: {wrong}"), help);
        }
    }
    checked.sorted()
}

fn to_text(faults: &[Fault], layers: &[Layer], console: &Console) -> String {
    let all = console.says(Level::Verbose);
    let mut warnings: BTreeMap<&str, usize> = BTreeMap::new();
    let mut text = String::new();
    for fault in faults.iter().filter(|fault| all || fault.severity != Severity::Info) {
        if fault.severity == Severity::Warning {
            *warnings.entry(fault.code).or_default() += 1;
        }
        if all || warnings.get(fault.code).is_none_or(|&count| count <= SHOWN) || fault.severity == Severity::Error {
            text.push_str(&show(fault, layers, console.stdout_paint()));
            text.push_str("\n\n");
        }
    }
    for (code, count) in warnings.iter().filter(|&(_, &count)| !all && count > SHOWN) {
        text.push_str(&format!("{code}: {} more, khabar dict check -v shows them\n", count - SHOWN));
    }
    text
}

fn to_json(faults: &[Fault], layers: &[Layer]) -> Value {
    let one = |fault: &Fault| {
        let place = &fault.place;
        json!({
            "code": fault.code, "severity": fault.severity.as_str(), "file": path(place, layers),
            "line": place.origin.line, "column": place.column, "message": fault.message, "note": fault.note, "help": fault.help,
            "quote": place.quote, "fixable": fault.mend.is_some(),
            "also": fault.also.as_ref().map(|also| json!({ "file": path(also, layers), "line": also.origin.line })),
        })
    };
    faults.iter().map(one).collect()
}

fn summary(checked: &Checked, seconds: f64) -> String {
    let count = |severity| checked.faults.iter().filter(|fault| fault.severity == severity).count();
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let lexicon = &checked.lexicon;
    format!(
        "{}, {} in {}, {}, {} ({seconds:.2} s)",
        plural(count(Severity::Error), "error"),
        plural(count(Severity::Warning), "warning"),
        plural(lexicon.actors.len(), "actor"),
        plural(lexicon.aliases.len(), "name"),
        plural(lexicon.examples.len(), "example"),
    )
}

/// Writes every certain mend into the project's own files; whether there was one.
fn mend(faults: &[Fault], layers: &[Layer], options: &Options, console: &Console) -> Result<bool, Failure> {
    let mut by_file: BTreeMap<PathBuf, Vec<Mend>> = BTreeMap::new();
    for fault in faults {
        if let (Some(mend), Some(Layer::Folder(folder))) = (&fault.mend, layers.get(fault.place.layer)) {
            by_file.entry(folder.join(&*fault.place.origin.file)).or_default().push(mend.clone());
        }
    }
    let mut any = false;
    for (path, mends) in by_file {
        let change = Change::of(path, |text| Ok(Mend::apply(text, &mends)))?;
        any |= change.before != change.after;
        change.write(options, console)?;
    }
    Ok(any)
}
