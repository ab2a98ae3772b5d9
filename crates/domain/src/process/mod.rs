//! The process engine: `decide(&state, &command, &facts, now) -> Result<Vec<Event>, Refusal>` and `apply(state, &event)`.
//!
//! One file per stage holds the rules of its acts; [`flow`] knows which stage comes next; [`transition`] is the table of
//! legal moves between the closed statuses.

mod application;
mod apply;
mod command;
mod decide;
pub mod earlier;
mod event;
mod facts;
pub mod flow;
pub mod pace;
mod policy;
mod record;
mod record_paper;
mod record_stage;
mod refusal;
mod status;
pub mod transition;

pub use application::{Application, EarlierPermit, NewApplication};
pub use apply::{ApplyError, apply, replay};
pub use command::{Command, RecipientKind, SendBackTarget};
pub use decide::decide;
pub use earlier::EarlierFacts;
pub use event::Event;
pub use facts::{DocumentFact, Facts, ItemValues};
pub use policy::{CourierRule, PaymentPolicy, PinPolicy, RegionPolicy, SurveyPolicy};
pub use record::*;
pub use refusal::Refusal;
pub use status::{Status, SuspensionReason};
