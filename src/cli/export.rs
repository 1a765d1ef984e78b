//! `khabar export`: tables made from a dataset.

use super::{Console, Exit, Failure, Level, dictionaries, snapshot};
use crate::dataset::Dataset;
use crate::ontology::Status;
use crate::report::{self, Known, Selection};
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Make tables from a dataset: counts, as CSV on stdout, or all rows as Parquet
#[derive(clap::Args)]
pub struct Args {
    /// Folder that a run wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// What to make
    #[arg(long, value_enum, value_name = "TABLE")]
    to: Table,
    #[cfg(feature = "parquet")]
    /// Parquet: the folder to write to, new or empty
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    #[cfg(feature = "parquet")]
    /// Parquet: a file for each month of publication, in folders that readers take for a column `month`
    #[arg(long)]
    by_month: bool,
    /// Whose events a row counts
    #[arg(long, value_enum, default_value_t = Unit::Dyad)]
    unit: Unit,
    /// The time of a row
    #[arg(long, value_enum, default_value_t = Period::Month)]
    period: Period,
    /// What has a column
    #[arg(long, value_enum, default_value_t = By::Type)]
    by: By,
    /// Statuses that count
    #[arg(long, value_name = "STATUS", value_delimiter = ',', default_value = "asserted,claimed")]
    #[arg(value_parser = PossibleValuesParser::new(Status::WORDS))]
    status: Vec<String>,
    /// Count every report of an event, not only the first
    #[arg(long)]
    duplicates: bool,
    /// Count an actor as what it is part of on the day of the event: a wing as its party, a ministry as its state
    #[arg(long)]
    roll_up: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// Events by actor or pair, period, and type or quad class
    Counts,
    /// Articles, mentions and events, in files below --into
    #[cfg(feature = "parquet")]
    Parquet,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Unit {
    Actor,
    Dyad,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Period {
    Day,
    Week,
    Month,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Type,
    Quad,
}

/// Makes what is asked for.
pub fn main(args: &Args, console: &Console) -> Result<Exit, Failure> {
    match args.to {
        Table::Counts => counts(args, console),
        #[cfg(feature = "parquet")]
        Table::Parquet => parquet(args, console),
    }
}

/// Writes the rows into files of their own.
#[cfg(feature = "parquet")]
fn parquet(args: &Args, console: &Console) -> Result<Exit, Failure> {
    use crate::dataset::{export_parquet, in_words, read_whole_run};
    let Some(into) = &args.into else {
        return Err(Failure::new("--to parquet writes files; say with --into which folder they go to"));
    };
    read_whole_run(&args.out).map_err(Failure::new)?;
    if std::fs::read_dir(into).is_ok_and(|mut held| held.next().is_some()) {
        return Err(Failure::new(format!("`{}` is not empty; name a new folder", into.display())));
    }
    let written = export_parquet(&args.out, into, args.by_month).map_err(|error| {
        let why = in_words(&error);
        Failure::new(format!("cannot write `{}` as Parquet to `{}`: {why}", args.out.display(), into.display()))
    })?;
    console.say(Level::Normal, &format!("wrote {written} files"), json!({ "files": written }));
    console.data(&format!("{}\n", into.display()))?;
    Ok(Exit::Done)
}

/// Prints the table; what is not in it is said on stderr.
fn counts(args: &Args, console: &Console) -> Result<Exit, Failure> {
    let dataset = Dataset::read(&args.out).map_err(Failure::new)?;
    let roll_up = args.roll_up.then(|| wholes(&args.out, &dataset, console)).transpose()?;
    let counted = report::counts(&dataset, &args.selection(roll_up)).map_err(Failure::new)?;
    console.data(&counted.csv)?;
    let left_out = [
        (counted.repeated, "later reports of an event (--duplicates counts them)"),
        (counted.other_status, "of another status (--status names those that count)"),
        (counted.undated, "without a date as precise as --period asks"),
    ];
    for (count, why) in left_out.iter().filter(|(count, _)| *count > 0) {
        console.say(Level::Normal, &format!("not counted: {count} events {why}"), json!({ "events": count }));
    }
    Ok(Exit::Done)
}

/// What the dictionaries that coded the dataset say its actors are part of.
fn wholes(out: &Path, dataset: &Dataset, console: &Console) -> Result<Known, Failure> {
    let layers = snapshot::layers(out, &dataset.run).map_err(Failure::new)?;
    let lexicon = dictionaries::load_stack(layers, console)?.lexicon;
    Ok(Known { actors: snapshot::standings(dataset, &lexicon), ..Known::default() })
}

impl Args {
    fn selection(&self, roll_up: Option<Known>) -> Selection {
        Selection {
            unit: match self.unit {
                Unit::Actor => report::Unit::Actor,
                Unit::Dyad => report::Unit::Dyad,
            },
            period: match self.period {
                Period::Day => report::Period::Day,
                Period::Week => report::Period::Week,
                Period::Month => report::Period::Month,
            },
            by: match self.by {
                By::Type => report::By::Type,
                By::Quad => report::By::Quad,
            },
            statuses: self.status.clone(),
            duplicates: self.duplicates,
            roll_up,
        }
    }
}
