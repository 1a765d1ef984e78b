//! placeholder
/// Rules.
#[derive(Default)]
pub struct Rules;
