//! The program: everything is in the library, where it can be tested.

use std::process::ExitCode;

fn main() -> ExitCode {
    khabar::cli::main(std::env::args_os()).into()
}
