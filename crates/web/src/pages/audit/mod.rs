//! The audit trail (`/jejak-audit`).

pub mod list;
pub mod restricted;
pub mod story;
