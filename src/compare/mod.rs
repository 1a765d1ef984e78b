//! A dataset under two dictionaries, and what a dataset tells about the dictionaries that made it.

mod impact;

pub use impact::{Change, Impact};
