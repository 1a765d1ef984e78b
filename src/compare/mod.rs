//! Two datasets told apart, a dataset under two dictionaries, and what a dataset tells about the dictionaries that made it.

mod change;
mod coverage;
mod diff;
mod edits;
mod guess;
mod impact;
mod papers;
mod recall;
mod sightings;
mod spelling;
mod stale;
mod suggest;
mod unused;

pub use change::{Change, Sort};
pub use coverage::Coverage;
pub use diff::{Articles, Cause, Diff, Place, Side, Told};
pub use edits::{Edits, Files};
pub use guess::{Guess, Guessed};
pub use impact::Impact;
pub use recall::recall;
pub use sightings::{Sighting, Sightings, new_names};
pub use stale::{Stale, stale};
pub use suggest::{Near, Suggestion, suggest};
pub use unused::{Seen, Unused};
