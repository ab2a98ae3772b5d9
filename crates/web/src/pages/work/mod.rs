//! The office at work (`/kerja`).

pub mod access_case;
pub mod access_desk;
pub mod acts;
pub mod case;
pub mod failed_messages;
pub mod find;
pub mod giving;
pub mod office_list;
pub mod overview;
pub mod paper;
pub mod power_case;
pub mod queue;
pub mod refunds;
pub mod register;
pub mod signed_today;
pub mod signing_blocks;
pub mod signing_list;
pub mod signing_pin;
pub mod survey_index;
pub mod visits;
