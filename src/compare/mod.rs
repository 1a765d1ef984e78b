//! A dataset under two dictionaries, and what a dataset tells about the dictionaries that made it.

mod coverage;
mod impact;
mod sightings;
mod spelling;
mod stale;
mod suggest;
mod unused;

pub use coverage::Coverage;
pub use impact::{Change, Impact};
pub use sightings::{Sighting, Sightings, new_names};
pub use stale::{Stale, stale};
pub use suggest::{Near, Suggestion, suggest};
pub use unused::{Seen, Unused};
