//! PETRARCH's and TABARI's files of actors and agents.
//!
//! Format as the files at github.com/openeventdata have it: `HEAD_ [CODE dates]`, `+SYNONYM_`, codes on indented lines,
//! comments after `#` or `;`, nouns as `NOUN {PLURAL} [~CODE]`.

mod actors;
mod agents;
mod date;
mod name;
mod timeline;

pub use actors::read as actors;
pub use agents::read as agents;

/// A line without its comment, and blanks at its end.
fn without_comment(line: &str) -> &str {
    line.split(['#', ';']).next().unwrap_or_default().trim_end()
}
