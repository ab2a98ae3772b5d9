//! Reads and checks a regional profile; reports every problem with file and line.
//!
//! A profile is how a region works: data, never code. [`Profile::load`] reads the folder, checks everything that can be
//! checked before the first applicant comes, and answers with the profile or with *every* problem found. What each file
//! and key means stands in `FORMAT.md` beside this crate.
//!
//! Invariant: a [`Profile`] that exists has passed all checks; its services are bound and hashed, its messages render.

mod asked;
mod calendar_file;
mod check;
mod diff;
mod folder;
mod gsm;
mod identity_file;
mod inactive_file;
mod load;
pub mod locale;
mod matrix;
mod message;
mod message_event;
mod message_file;
mod numbering_file;
mod problem;
mod profile_type;
mod reader;
mod region_file;
mod said;
mod schema;
mod service;
mod settings;
mod source;
mod template;

pub use diff::{Differences, differences};
pub use gsm::{PartCount, sms_parts};
pub use inactive_file::InactiveService;
pub use load::{Report, check};
pub use message::{Channel, MessageError, MessageTemplate, Rendered};
pub use message_event::MessageEvent;
pub use problem::{Problem, ProblemKind, Severity};
pub use profile_type::{
    Agency, Division, Identity, InformationPage, Paper, Profile, RoleDef, ServicePage, Theme,
};
pub use said::Said;
pub use schema::{Schema, schemas};
pub use service::canonical_hash;
pub use settings::{ACTS, SETTINGS};
pub use template::{NameError, NewProfile};
