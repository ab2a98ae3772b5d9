//! Read models for pages.

pub mod access;
pub mod applicant;
pub mod auditor;
pub mod case;
pub mod demo;
pub mod desk;
pub mod public;
pub mod register;
pub mod security;
pub mod signing_list;
pub mod status_sentence;
pub mod timeline;
