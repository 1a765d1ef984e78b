//! Edits of dictionary files that keep comments, order and layout: text in, text out.

mod actor;
mod block;
mod cells;
mod document;
mod entries;
mod facts;
mod format;
mod list;
#[cfg(test)]
mod tests;

pub use actor::{ActorEdit, NewActor, NewName, NewRole, add_actor, edit_actor};
pub use block::{NewRule, ambiguous, ignore};
pub use cells::{Step, steps};
pub use document::{entry_at, has_actor};
pub use entries::{ActorStatement, AgentStatement, NewNoun, actor_ids, entries};
pub use facts::{Facts, facts};
pub use format::format;
