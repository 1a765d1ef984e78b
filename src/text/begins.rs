//! What lines begin with that fit a pattern. Most patterns need not be compiled for a text, as none of its lines does.

/// Patterns that are built in, by alphabet, and what begins every line that fits, as bytes in lower case: worked out by
/// `build.rs`. They are known to be sound.
const KNOWN: &[(&str, &[&[u8]])] = include!(concat!(env!("OUT_DIR"), "/begins.rs"));

/// What begins every line that fits the pattern; none for one that is not built in.
pub(super) fn begins(pattern: &str) -> Option<&'static [&'static [u8]]> {
    let at = KNOWN.binary_search_by_key(&pattern, |(known, _)| known).ok()?;
    KNOWN.get(at).map(|(_, begins)| *begins)
}

/// Whether a line begins with one of these; case is ignored.
pub(super) fn fits(line: &str, begins: &[&[u8]]) -> bool {
    let line = line.as_bytes();
    begins.iter().any(|begin| line.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin)))
}
