//! Indonesian dates and times: "Senin, 30 Maret 2026", "10.42".

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// "Maret".
pub fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or_default()
}

/// "Senin".
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Senin",
        Weekday::Tuesday => "Selasa",
        Weekday::Wednesday => "Rabu",
        Weekday::Thursday => "Kamis",
        Weekday::Friday => "Jumat",
        Weekday::Saturday => "Sabtu",
        Weekday::Sunday => "Minggu",
    }
}

/// "30 Maret 2026".
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "Senin, 30 Maret 2026".
pub fn weekday_date(day: Date) -> String {
    format!("{}, {}", weekday(day), date(day))
}

/// "30-03-2026", for SMS where length counts.
pub fn short_date(date: Date) -> String {
    format!("{:02}-{:02}-{}", date.day(), date.month(), date.year())
}

/// "10.42".
pub fn time(time: Time) -> String {
    format!("{:02}.{:02}", time.hour(), time.minute())
}

/// "30 Maret 2026" of an instant, in the zone of the office.
pub fn date_at(at: Timestamp, zone: &TimeZone) -> String {
    date(zone.to_datetime(at).date())
}

/// "Senin, 30 Maret 2026" of an instant, in the zone of the office.
pub fn weekday_date_at(at: Timestamp, zone: &TimeZone) -> String {
    weekday_date(zone.to_datetime(at).date())
}

/// "10.42" of an instant, in the zone of the office.
pub fn time_at(at: Timestamp, zone: &TimeZone) -> String {
    time(zone.to_datetime(at).time())
}

/// "Senin, 30 Maret 2026 pukul 10.42" of an instant, in the zone of the office.
pub fn moment_at(at: Timestamp, zone: &TimeZone) -> String {
    format!("{} pukul {}", weekday_date_at(at, zone), time_at(at, zone))
}
