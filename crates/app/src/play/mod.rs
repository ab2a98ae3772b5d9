//! Plays services through the real use cases and jobs on a moved clock, with invented people: the demo's files, the
//! rehearsal of a profile, and the journeys of tests. Nothing here inserts a row by itself.

mod access;
mod cast;
mod desks;
mod further;
mod names;
mod papers;
mod plan;
mod sample;
mod stage;
mod stand;
mod story;
mod trace;

pub use cast::{Cast, CastMember, PASSWORD, Person, PersonFile, PersonKind};
pub use papers::sample_pdf;
pub use plan::{Pay, Plan, Refusing, SurveyAnswer};
pub(crate) use sample::sample_value;
pub use stand::Stand;
pub use story::{Ending, Story};
pub use trace::TraceLine;
