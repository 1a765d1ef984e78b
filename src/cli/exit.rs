//! How the program ends.

use std::fmt::{self, Display};
use std::process::ExitCode;

/// Exit codes, a promise to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Every input is accounted for.
    Done = 0,
    /// A gate that the user set was not passed.
    GateFailed = 1,
    /// Usage, no such input, nothing to read, a faulty dictionary, an output folder that cannot be used, a full disk.
    CouldNotRun = 2,
    /// Done, but some inputs could not be read.
    SomeSkipped = 3,
    /// Ctrl-C.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command came to nothing.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    pub message: String,
}

impl Failure {
    /// A failure that ends the program with code 2.
    pub fn new(message: impl Display) -> Failure {
        Failure { exit: Exit::CouldNotRun, message: message.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}
