//! The office at work (`/kerja`).

pub mod access_case;
pub mod access_desk;
pub mod acts;
pub mod case;
pub mod failed_messages;
pub mod paper;
pub mod queue;
pub mod refunds;
pub mod register;
pub mod signing_list;
pub mod signing_pin;
