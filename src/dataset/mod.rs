//! An output folder: the records (the contract, field by field), and how they get there.
//!
//! Only the records serialise. Nothing here prints, and nothing knows where articles come from or how they are coded.

mod cache;
#[cfg(feature = "parquet")]
mod columns;
mod csv;
mod folder;
mod inputs;
mod leftovers;
mod lines;
mod link;
mod manifest;
mod offsets;
mod read;
mod record;
mod rows;
mod schema;
#[cfg(test)]
mod tests;
mod words;
mod writer;

pub use cache::{Cache, Moved, Recalled, seal};
#[cfg(feature = "parquet")]
pub use columns::export_parquet;
pub use folder::{Folder, FolderFault, in_words, is_ours};
pub use inputs::recorded_inputs;
pub use manifest::{Counts, DecisionCounts, DictionariesRecord, Only, RunRecord};
pub use offsets::Offsets;
pub use read::{Dataset, ReadFault, read_events, read_rows, read_run, read_whole_run, snapshot_layers};
pub use record::*;
pub use rows::{Rows, rows};
pub use schema::schemas;
pub use words::{Held, Stamp, Wanted, read_words};
pub use writer::{Coded, Copy, Format, NO_TEXT, OUTSIDE_DATES, Writer};
