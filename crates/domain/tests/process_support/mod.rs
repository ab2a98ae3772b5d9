//! A small office for the tests of the process engine: invented people, five services in the orders of four regions, and
//! a file that walks through them on a clock of the test.
#![allow(dead_code, unused_imports, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod cast;
pub mod file;
pub mod services;
pub mod steps;

pub use cast::{Cast, account, digest, id, officials};
pub use file::{File, Given, World};
pub use services::{batang, imb, kartu, kediri, kediri_wet, policy, purwakarta, sip};

use domain::calendar::{Calendar, CalendarSpec};
use jiff::Timestamp;
use jiff::civil::Date;

/// The calendar of 2026 as the profile ships it.
pub fn calendar() -> Calendar {
    let text = include_str!("../../../../profiles/mojokerto/calendar/2026.toml");
    Calendar::new([toml::from_str::<CalendarSpec>(text).unwrap()]).unwrap()
}

/// "2026-03-09T10:15:00" in Western Indonesian time.
pub fn wib(text: &str) -> Timestamp {
    format!("{text}+07:00").parse().unwrap()
}

/// "2026-03-09".
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}
