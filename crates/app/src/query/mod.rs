//! Read models for pages.

pub mod access;
pub mod applicant;
pub mod audit_export;
pub mod auditor;
pub mod case;
pub mod counter;
pub mod demo;
pub mod desk;
pub(crate) mod desk_memory;
pub mod due;
pub mod find;
pub mod go_between;
pub mod number_register;
pub mod office_list;
pub mod overview;
pub mod public;
mod rebuilt;
pub mod register;
pub mod restricted;
pub mod security;
pub mod signing_list;
pub mod status_sentence;
pub mod survey_index;
pub mod timeline;
pub mod told;
pub(crate) mod unheard;
pub mod visits;
