//! Settings: flag > `KHABAR_*` > `khabar.toml` > default, each knowing where it comes from.

use super::exit::Failure;
use crate::corpus::{self, DayOrder, ReadOptions};
use crate::dataset;
use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, Args, FromArgMatches, ValueEnum};
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Which dictionaries code.
#[derive(clap::Args, Clone, Debug)]
pub struct Layers {
    /// Dictionary folder to layer over the defaults; may be given more than once
    #[arg(short, long, value_name = "DIR", env = "KHABAR_DICTIONARIES", value_delimiter = ':')]
    pub dictionaries: Vec<PathBuf>,
    /// Leave the default dictionaries out
    #[arg(long, env = "KHABAR_NO_DEFAULTS", value_parser = clap::builder::BoolishValueParser::new())]
    pub no_defaults: bool,
}

/// How articles are read.
#[derive(clap::Args, Clone, Debug)]
pub struct Reading {
    /// Publication date of all articles, whatever they say themselves (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", env = "KHABAR_DATE")]
    pub date: Option<Date>,
    /// Largest input that is read, in bytes
    #[arg(long, value_name = "N", env = "KHABAR_MAX_BYTES", default_value_t = corpus::DEFAULT_MAX_BYTES)]
    pub max_bytes: u64,
    /// 04/05/2024 is the 4th of May; without this and --monthfirst such dates are not used
    #[arg(long, env = "KHABAR_DAYFIRST", value_parser = clap::builder::BoolishValueParser::new())]
    #[arg(conflicts_with = "monthfirst")]
    pub dayfirst: bool,
    /// 04/05/2024 is the 5th of April
    #[arg(long, env = "KHABAR_MONTHFIRST", value_parser = clap::builder::BoolishValueParser::new())]
    pub monthfirst: bool,
}

impl Reading {
    /// What the reader of articles is told; the day comes from the clock, here and nowhere else.
    pub fn options(&self) -> ReadOptions {
        let day_order = match (self.dayfirst, self.monthfirst) {
            (true, _) => Some(DayOrder::DayFirst),
            (_, true) => Some(DayOrder::MonthFirst),
            _ => None,
        };
        ReadOptions { today, published: self.date, day_order, max_bytes: self.max_bytes }
    }
}

/// The day it is, the same for all articles of a run. To find out takes a look at all time zones that the system has.
fn today() -> Date {
    static TODAY: LazyLock<Date> = LazyLock::new(|| jiff::ZonedDateTime::now().date());
    *TODAY
}

/// Where reviewers' decisions are kept.
#[derive(clap::Args, Clone, Debug)]
pub struct DecisionsFile {
    /// File of reviewers' decisions; else decisions.jsonl beside khabar.toml, or in the working directory without one
    #[arg(long, value_name = "FILE", env = "KHABAR_DECISIONS")]
    pub decisions: Option<PathBuf>,
}

impl DecisionsFile {
    /// The file, whether or not it is there.
    pub fn path(&self, sources: &Sources) -> Result<PathBuf, Failure> {
        match &self.decisions {
            Some(file) => Ok(file.clone()),
            None => Ok(sources.folder()?.join("decisions.jsonl")),
        }
    }
}

/// What is pressed in a review.
#[derive(clap::Args, Clone, Debug)]
pub struct KeySettings {
    /// Other keys for a review, as in skip=k,undo=z; its help (h) names all acts
    #[arg(long, value_name = "ACT=KEY", env = "KHABAR_KEYS", value_delimiter = ',')]
    pub keys: Vec<String>,
}

/// All that `khabar.toml` may set.
#[derive(clap::Args, Clone, Debug)]
pub struct AllSettings {
    #[command(flatten)]
    pub run: Settings,
    #[command(flatten)]
    pub keys: KeySettings,
}

/// What a run may be told.
#[derive(clap::Args, Clone, Debug)]
pub struct Settings {
    /// Folder to write to: new, empty, or of an earlier run
    #[arg(short, long, value_name = "DIR", env = "KHABAR_OUT", default_value = "out")]
    pub out: PathBuf,
    #[command(flatten)]
    pub layers: Layers,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub decisions: DecisionsFile,
    /// Code only articles published on this day or after
    #[arg(long, value_name = "DATE", env = "KHABAR_SINCE")]
    pub since: Option<Date>,
    /// Code only articles published on this day or before
    #[arg(long, value_name = "DATE", env = "KHABAR_UNTIL")]
    pub until: Option<Date>,
    /// Which articles are marked as duplicates; none is left out
    #[arg(long, value_enum, env = "KHABAR_DEDUPE", default_value_t = Dedupe::Near)]
    pub dedupe: Dedupe,
    /// Forms to write the rows in; JSON Lines are always written
    #[arg(long, value_enum, value_name = "FORMAT", env = "KHABAR_FORMAT", value_delimiter = ',')]
    #[arg(default_value = "jsonl")]
    pub format: Vec<Format>,
    /// Look for these alone; events are the dear part: mentions come several times as fast, and are the same
    #[arg(long, value_enum, value_name = "WHAT", env = "KHABAR_ONLY")]
    pub only: Option<Only>,
    /// Write each article's text into its row
    #[arg(long, env = "KHABAR_KEEP_TEXT", value_parser = clap::builder::BoolishValueParser::new())]
    pub keep_text: bool,
    /// Code every article anew, and keep nothing in OUT/.khabar for the next run and `khabar dict impact`
    #[arg(long, env = "KHABAR_NO_CACHE", value_parser = clap::builder::BoolishValueParser::new())]
    pub no_cache: bool,
    /// End with exit code 1 if there are any of these
    #[arg(long, value_enum, value_name = "WHAT", env = "KHABAR_FAIL_ON", value_delimiter = ',')]
    pub fail_on: Vec<Gate>,
    /// Threads; 0 for one a core. The rows are the same with any number
    #[arg(short = 'j', long, value_name = "N", env = "KHABAR_THREADS", default_value_t = 0)]
    pub threads: usize,
}

/// How alike two articles must be to count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Dedupe {
    Off,
    Exact,
    Near,
}

/// What a run may be asked for alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Who is named; events.jsonl is not written, and commands that need it say so
    Mentions,
}

/// A form of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Jsonl,
    Csv,
    #[cfg(feature = "parquet")]
    Parquet,
}

/// What a run can be made to fail on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Gate {
    /// Inputs that could not be read
    Skipped,
    /// Articles without a date
    Undated,
    /// Ambiguous names that no rule settled
    Ambiguous,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Flag,
    Env(String),
    File(PathBuf, usize),
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Flag => f.write_str("command line"),
            Origin::Env(name) => write!(f, "environment, {name}"),
            Origin::File(path, line) => write!(f, "{}:{line}", path.display()),
            Origin::Default => f.write_str("default"),
        }
    }
}

/// A setting, its value as one writes it, and where it comes from.
#[derive(Clone, Debug)]
pub struct Setting {
    pub name: String,
    pub values: Vec<String>,
    /// Whether it takes several.
    pub many: bool,
    pub origin: Origin,
}

/// What settings are made from.
pub struct Sources<'a> {
    /// The command's own matches: flags and environment.
    pub given: &'a ArgMatches,
    /// `--config`
    pub config: Option<&'a Path>,
}

impl Sources<'_> {
    /// The folder of `khabar.toml`; empty, which is the working directory, where there is none.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        let file = ConfigFile::find(self.config)?;
        Ok(file.path.parent().map(Path::to_owned).unwrap_or_default())
    }

    /// A command's settings.
    pub fn resolve<T: clap::Args + FromArgMatches>(&self) -> Result<T, Failure> {
        self.resolve_with_origins::<T>().map(|(settings, _)| settings)
    }

    /// A command's settings, and where each comes from.
    pub fn resolve_with_origins<T: clap::Args + FromArgMatches>(&self) -> Result<(T, Vec<Setting>), Failure> {
        let file = ConfigFile::find(self.config)?;
        let command = T::augment_args(clap::Command::new("khabar.toml").no_binary_name(true).disable_help_flag(true));
        let mut args: Vec<OsString> = Vec::new();
        let mut origins = BTreeMap::new();
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            let name = arg.get_long().unwrap_or(id);
            let flag = matches!(arg.get_action(), ArgAction::SetTrue);
            let (values, origin) = match (self.given.value_source(id), file.entries.get(name)) {
                (Some(ValueSource::CommandLine), _) => (given(self.given, id, flag), Origin::Flag),
                (Some(ValueSource::EnvVariable), _) => {
                    let env = arg.get_env().map(|env| env.to_string_lossy().into_owned());
                    (given(self.given, id, flag), Origin::Env(env.unwrap_or_default()))
                }
                (_, Some(entry)) => (entry.values.clone(), Origin::File(file.path.clone(), entry.line)),
                _ => (Vec::new(), Origin::Default),
            };
            args.extend(values.iter().filter(|_| !flag).map(|value| option(name, value)));
            args.extend(values.iter().filter(|value| flag && *value == "true").map(|_| format!("--{name}").into()));
            origins.insert(name.to_owned(), origin);
        }
        let matches = command.clone().try_get_matches_from(args).map_err(|error| file.blame(&error))?;
        let settings = T::from_arg_matches(&matches).map_err(|error| file.blame(&error))?;
        let listed = command.get_arguments().map(|arg| setting(arg, &matches, &origins)).collect();
        Ok((settings, listed))
    }
}

fn option(name: &str, value: &OsString) -> OsString {
    let mut option = OsString::from(format!("--{name}="));
    option.push(value);
    option
}

fn given(matches: &ArgMatches, id: &str, flag: bool) -> Vec<OsString> {
    if flag {
        return vec![matches.get_flag(id).to_string().into()];
    }
    matches.get_raw(id).map(|values| values.map(OsString::from).collect()).unwrap_or_default()
}

fn setting(arg: &clap::Arg, matches: &ArgMatches, origins: &BTreeMap<String, Origin>) -> Setting {
    let id = arg.get_id().as_str();
    let name = arg.get_long().unwrap_or(id).to_owned();
    let flag = matches!(arg.get_action(), ArgAction::SetTrue);
    let values = given(matches, id, flag).iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let origin = origins.get(&name).cloned().unwrap_or(Origin::Default);
    let many = matches!(arg.get_action(), ArgAction::Append);
    Setting { name, values, many, origin }
}

/// `khabar.toml`, as written.
struct ConfigFile {
    path: PathBuf,
    entries: BTreeMap<String, Entry>,
}

/// A key's values, as one would write them on the command line.
struct Entry {
    values: Vec<OsString>,
    line: usize,
}

type Raw = BTreeMap<toml::Spanned<String>, toml::Value>;

const NAME: &str = "khabar.toml";
/// Settings that may stand as tables: what is `a=b` in a list is `a = "b"` in those.
const TABLES: &[&str] = &["keys"];
/// Settings whose values are paths, seen from the file's folder.
const PATHS: &[&str] = &["out", "dictionaries", "decisions"];

impl ConfigFile {
    /// The named one, or the nearest from the working directory upward, or an empty one.
    fn find(named: Option<&Path>) -> Result<ConfigFile, Failure> {
        if let Some(path) = named {
            return ConfigFile::read(path);
        }
        let here = std::env::current_dir().unwrap_or_default();
        match here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file()) {
            Some(path) => ConfigFile::read(&path),
            None => Ok(ConfigFile { path: PathBuf::from(NAME), entries: BTreeMap::new() }),
        }
    }

    fn read(path: &Path) -> Result<ConfigFile, Failure> {
        let shown = path.display();
        let text =
            std::fs::read_to_string(path).map_err(|error| Failure::new(format!("cannot read {shown}: {error}")))?;
        let raw: Raw = toml::from_str(&text).map_err(|error| Failure::new(format!("{shown}: {error}")))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let known = AllSettings::augment_args(clap::Command::new(NAME));
        let known: Vec<&str> = known.get_arguments().filter_map(|arg| arg.get_long()).collect();
        let mut entries = BTreeMap::new();
        for (key, value) in raw {
            let line = text.get(..key.span().start).unwrap_or("").matches('\n').count() + 1;
            let name = key.into_inner();
            if !known.contains(&name.as_str()) {
                let known = known.join(", ");
                return Err(Failure::new(format!("{shown}:{line}: there is no setting `{name}` (known are: {known})")));
            }
            let table = TABLES.contains(&name.as_str());
            let fault = || {
                Failure::new(format!(
                    "{shown}:{line}: `{name}` takes no {}",
                    if table { "such table" } else { "table" }
                ))
            };
            let values = if table { pairs(&value) } else { values(&value) }.ok_or_else(fault)?;
            let place = |value: String| match PATHS.contains(&name.as_str()) {
                true => folder.join(value).into_os_string(),
                false => value.into(),
            };
            entries.insert(name.clone(), Entry { values: values.into_iter().map(place).collect(), line });
        }
        Ok(ConfigFile { path: path.to_owned(), entries })
    }

    /// Flags and variables have been checked before, so that what is wrong here is the file's.
    fn blame(&self, error: &clap::Error) -> Failure {
        let words = error.to_string();
        let first = words.lines().next().unwrap_or_default();
        Failure::new(format!("{}: {}", self.path.display(), first.trim_start_matches("error: ")))
    }
}

fn pairs(value: &toml::Value) -> Option<Vec<String>> {
    let toml::Value::Table(pairs) = value else { return values(value) };
    let one = |value| match &values(value)?[..] {
        [only] => Some(only.clone()),
        _ => None,
    };
    pairs.iter().map(|(name, value)| Some(format!("{name}={}", one(value)?))).collect()
}

fn values(value: &toml::Value) -> Option<Vec<String>> {
    match value {
        toml::Value::Array(items) => items.iter().map(|item| values(item)?.pop()).collect(),
        toml::Value::Table(_) => None,
        toml::Value::String(text) => Some(vec![text.clone()]),
        other => Some(vec![other.to_string()]),
    }
}

impl From<Dedupe> for corpus::Dedupe {
    fn from(dedupe: Dedupe) -> corpus::Dedupe {
        match dedupe {
            Dedupe::Off => corpus::Dedupe::Off,
            Dedupe::Exact => corpus::Dedupe::Exact,
            Dedupe::Near => corpus::Dedupe::Near,
        }
    }
}

impl From<Only> for dataset::Only {
    fn from(only: Only) -> dataset::Only {
        match only {
            Only::Mentions => dataset::Only::Mentions,
        }
    }
}

impl Format {
    /// What it adds to JSON Lines.
    pub fn beside_jsonl(self) -> Option<dataset::Format> {
        match self {
            Format::Jsonl => None,
            Format::Csv => Some(dataset::Format::Csv),
            #[cfg(feature = "parquet")]
            Format::Parquet => Some(dataset::Format::Parquet),
        }
    }
}

impl Setting {
    /// As JSON: a list for those that take several values, null for none.
    pub fn to_json(&self) -> serde_json::Value {
        let one = |value: &String| match (value.parse::<u64>(), value.parse::<bool>()) {
            (Ok(number), _) => json!(number),
            (_, Ok(flag)) => json!(flag),
            _ => json!(value),
        };
        match self.many {
            true => self.values.iter().map(one).collect(),
            false => self.values.first().map_or(serde_json::Value::Null, one),
        }
    }
}
