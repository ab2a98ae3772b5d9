//! Read models for pages.

pub mod auditor;
pub mod case;
pub mod demo;
pub mod desk;
pub mod register;
pub mod signing_list;
