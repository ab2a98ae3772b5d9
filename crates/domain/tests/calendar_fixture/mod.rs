//! Calendars for the tests: the profile files as shipped, and one without any holiday.
#![allow(dead_code, clippy::unwrap_used)]

use domain::calendar::{Calendar, CalendarSpec, Holiday, HolidayKind};
use jiff::Timestamp;
use jiff::civil::Date;

const FILES: [&str; 3] = [
    include_str!("../../../../profiles/mojokerto/calendar/2025.toml"),
    include_str!("../../../../profiles/mojokerto/calendar/2026.toml"),
    include_str!("../../../../profiles/mojokerto/calendar/2027.toml"),
];

const EXAMPLE_FILES: [&str; 3] = [
    include_str!("../../../../profiles/contoh/calendar/2025.toml"),
    include_str!("../../../../profiles/contoh/calendar/2026.toml"),
    include_str!("../../../../profiles/contoh/calendar/2027.toml"),
];

fn read(files: [&str; 3]) -> Calendar {
    Calendar::new(files.map(|text| toml::from_str::<CalendarSpec>(text).unwrap())).unwrap()
}

/// The calendars of Mojokerto, 2025 to 2027.
pub fn mojokerto() -> Calendar {
    read(FILES)
}

/// The calendars of the example region, with a local holiday each year.
pub fn example() -> Calendar {
    read(EXAMPLE_FILES)
}

/// The hours of 2026 without Ramadan and without holidays.
pub fn plain() -> Calendar {
    let mut spec: CalendarSpec = toml::from_str(FILES[1]).unwrap();
    spec.seasons.clear();
    spec.holidays.clear();
    Calendar::new([spec]).unwrap()
}

/// A holiday of joint leave, as announced late.
pub fn joint_leave(date: &str, name: &str) -> Holiday {
    Holiday {
        date: day(date),
        name: name.to_owned(),
        short: None,
        kind: HolidayKind::JointLeave,
        estimated: false,
    }
}

/// "2026-03-09".
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// "2026-03-09T10:15" in Western Indonesian time.
pub fn wib(text: &str) -> Timestamp {
    format!("{text}+07:00").parse().unwrap()
}
