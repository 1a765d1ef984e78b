//! Opens a file in the user's browser.

use super::Console;
use std::path::Path;
use std::process::{Command, Stdio};

/// Asks the system to show the file; where it cannot, the user is told to do so.
pub fn open(path: &Path, console: &Console) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(target_os = "windows") {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    let started = command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = started {
        console.warn(&format!("no browser could be started ({error}); open {} yourself", path.display()));
    }
}
