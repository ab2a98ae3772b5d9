//! Values, calendar, capabilities, process engine and rules.
//!
//! Invariant: pure. Nothing here reads a clock, draws chance, opens a file or a socket, or awaits.

pub mod calendar;
pub mod formula;
pub mod value;
