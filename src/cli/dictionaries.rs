//! The dictionaries of a command, loaded, or their faults shown.

use super::settings::Layers;
use super::{Console, Failure};
use crate::lexicon::Lexicon;

/// What codes.
pub struct Dictionaries {
    pub lexicon: Lexicon,
    /// Names of the layers, the defaults' first.
    pub layers: Vec<String>,
}

impl Dictionaries {
    /// All files, each below its layer's folder.
    pub fn snapshot(&self) -> impl Iterator<Item = (String, &[u8])> {
        std::iter::empty()
    }
}

/// Loads the layers, or shows every fault of every file.
pub fn load(_layers: &Layers, _console: &Console) -> Result<Dictionaries, Failure> {
    Err(Failure::new("no dictionaries yet"))
}
