//! stub
use crate::text::Conventions;
pub(super) fn parse<'a>(
    _files: &mut dyn Iterator<Item = (&'a str, &'a str)>,
    _fault: &mut dyn FnMut(&str, usize, String),
) -> Conventions {
    Conventions::default()
}
