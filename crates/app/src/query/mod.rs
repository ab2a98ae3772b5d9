//! Read models for pages.

pub mod applicant;
pub mod auditor;
pub mod case;
pub mod counter;
pub mod demo;
pub mod desk;
pub mod due;
pub mod public;
pub mod register;
pub mod signing_list;
pub mod status_sentence;
pub mod timeline;
pub(crate) mod unheard;
