//! The counter: search, what a person came for, the sheet for a declaration on paper.

pub mod contact;
pub mod declaration;
pub mod desk;
pub mod person;
