//! A person's judgement on a dataset: what to ask, what was answered, and what the answers do to the next run.
//!
//! [`Material`] is what can be judged, [`queue`] what is worth asking, [`Desk`] a review under way. Answers are [`Line`]s of an
//! append-only file ([`Log`]) and name places in texts, so that they outlive runs, dictionaries and moved files;
//! [`Decisions`] is what holds of them, and [`Judge`] applies it to an article.

mod agreement;
mod apply;
mod audit;
mod decision;
mod desk;
mod excerpt;
mod gold;
mod keys;
mod log;
mod material;
mod odd;
#[cfg(feature = "review")]
mod page;
mod proposal;
mod queue;
mod settled;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod view;

pub use agreement::{Agreement, agreement};
pub use apply::{Judge, TRACED_AS, Who};
pub use audit::{Audit, Field, Precision};
pub use decision::{Answer, Coding, Decision, Fix, Key, Line, Part, Undo};
pub use desk::{Chosen, Coder, Desk, Refusal, Reply};
pub use excerpt::Excerpt;
pub use gold::{Gold, GoldEvent, GoldMention, Open, Reviewed};
pub use keys::{KeyFault, Keys};
pub use log::{Log, LogFault, read};
pub use material::{Material, Named};
#[cfg(feature = "review")]
pub use page::{Closing, Figures, Page, Setting};
pub use proposal::{Change, Proposal, proposals};
pub use queue::{Class, Group, Only, Wanted, gone, queue};
pub use settled::{Decisions, Settled};
pub use view::{ActorView, CodingView, EventView, PartyView, PlaceView, Question, View};
