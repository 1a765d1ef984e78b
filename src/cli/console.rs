//! What the program says: data on stdout, all else on stderr, in colour where wanted.

use super::exit::Failure;
use clap::ValueEnum;
use serde_json::json;
use std::io::{self, IsTerminal, Write};

/// Options on how to speak, for all commands.
#[derive(clap::Args)]
pub struct Args {
    /// Colour the output
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN", env = "KHABAR_COLOR")]
    #[arg(help_heading = "Global options")]
    color: Color,
    /// Show no progress
    #[arg(long, global = true, env = "KHABAR_NO_PROGRESS", value_parser = clap::builder::BoolishValueParser::new())]
    #[arg(help_heading = "Global options")]
    no_progress: bool,
    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    quiet: bool,
    /// Say more; twice: each article
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Global options")]
    verbose: u8,
    /// How messages are written to stderr
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text, value_name = "FORMAT")]
    #[arg(env = "KHABAR_LOG_FORMAT", help_heading = "Global options")]
    log_format: LogFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Quiet,
    Normal,
    Verbose,
    Each,
}

/// The two streams and how the user wants them.
pub struct Console {
    color: Color,
    progress: bool,
    log: LogFormat,
    level: Level,
}

impl Console {
    /// From the command line.
    pub fn new(args: &Args) -> Console {
        let level = match (args.quiet, args.verbose) {
            (true, _) => Level::Quiet,
            (_, 0) => Level::Normal,
            (_, 1) => Level::Verbose,
            _ => Level::Each,
        };
        Console { color: args.color, progress: !args.no_progress, log: args.log_format, level }
    }

    /// Whether as much as this is to be said.
    pub fn says(&self, level: Level) -> bool {
        self.level >= level
    }

    /// Whether progress is shown, and as a bar.
    pub fn progress(&self) -> Progress {
        match self.progress && self.says(Level::Normal) {
            true if self.log == LogFormat::Text && io::stderr().is_terminal() => Progress::Bar,
            true => Progress::Lines,
            false => Progress::None,
        }
    }

    /// Colours for data on stdout.
    pub fn stdout_paint(&self) -> Paint {
        Paint { on: self.colored(io::stdout().is_terminal()) }
    }

    /// Colours for messages on stderr.
    pub fn stderr_paint(&self) -> Paint {
        Paint { on: self.log == LogFormat::Text && self.colored(io::stderr().is_terminal()) }
    }

    fn colored(&self, terminal: bool) -> bool {
        let wanted = || std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && wanted(),
        }
    }

    /// Says why a command came to nothing.
    pub fn error(&self, failure: &Failure) {
        self.write("error", &failure.message, json!({ "exit": failure.exit as u8 }));
    }

    /// Says that something is not as it should be.
    pub fn warn(&self, message: &str) {
        if self.says(Level::Normal) {
            self.write("warning", message, json!({}));
        }
    }

    /// Says something, with the figures behind it for programs that read along.
    pub fn say(&self, level: Level, message: &str, figures: serde_json::Value) {
        if self.says(level) {
            self.write("info", message, figures);
        }
    }

    /// Writes data to stdout. A reader that has gone away (`| head`) is no error.
    pub fn data(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("cannot write to stdout: {error}")))
            }
            _ => Ok(()),
        }
    }

    fn write(&self, level: &str, message: &str, figures: serde_json::Value) {
        let line = match self.log {
            LogFormat::Json => json!({ "level": level, "message": message.trim(), "data": figures }).to_string(),
            LogFormat::Text if level == "info" => message.to_owned(),
            LogFormat::Text => {
                let paint = self.stderr_paint();
                let label = format!("{level}:");
                let label = if level == "error" { paint.red(&label) } else { paint.yellow(&label) };
                format!("{label} {message}")
            }
        };
        // Where the error stream is closed there is nobody to tell.
        let _ = writeln!(io::stderr().lock(), "{line}");
    }
}

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    None,
    /// A line every ten seconds.
    Lines,
    Bar,
}

/// Colours, or none.
#[derive(Clone, Copy)]
pub struct Paint {
    on: bool,
}

macro_rules! colors {
    ($($name:ident = $code:literal),+) => {
        impl Paint {
            $(
                /// The text in this colour.
                pub fn $name(self, text: &str) -> String {
                    if self.on { format!(concat!("\x1b[", $code, "m{}\x1b[0m"), text) } else { text.to_owned() }
                }
            )+

            /// Whether there are colours.
            pub fn is_on(self) -> bool {
                self.on
            }
        }
    };
}

colors!(bold = "1", dim = "2", red = "1;31", green = "32", yellow = "33", blue = "1;34", cyan = "36");
