//! Values, calendar, capabilities, process engine and rules.
//!
//! Invariant: pure. Nothing here reads a clock, draws chance, opens a file or a socket, or awaits. Time, ids, salts and
//! everything looked up elsewhere come in as arguments; rules answer with events or with a [`process::Refusal`].

pub mod access;
pub mod calendar;
pub mod capability;
pub mod definition;
pub mod formula;
pub mod numbering;
pub mod official;
pub mod official_change;
pub mod party;
pub mod pin;
pub mod process;
pub mod retention;
pub mod survey;
pub mod value;
