//! Administration of a region, for who may configure the system (MJK18-24.1).

pub mod calendar;
pub mod calendar_preview;
pub mod home;
pub mod officials;
pub mod person;
pub mod profile;
pub mod staff;
pub mod standards;
pub mod system;
