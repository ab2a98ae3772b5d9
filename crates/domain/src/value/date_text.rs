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

/// Reads a date as people write it: "2026-03-30", "30-03-2026", "30/3/2026", "30.3.2026", "30 Maret 2026". `None` for
/// anything else, and for a year of two digits, which could mean either century.
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let mut parts = text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty());
    let day: i8 = parts.next()?.parse().ok()?;
    let named = parts.next()?;
    let year: i16 = parts.next()?.parse().ok()?;
    if parts.next().is_some() || year < 1_000 {
        return None;
    }
    let by_name = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(named));
    let month: i8 = match by_name {
        Some(place) => i8::try_from(place + 1).ok()?,
        None => named.parse().ok()?,
    };
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = Some(jiff::civil::date(2026, 3, 30));
        for text in
            ["2026-03-30", "30-03-2026", "30/3/2026", " 30.03.2026 ", "30 Maret 2026", "30  maret 2026"]
        {
            assert_eq!(read(text), day, "{text}");
        }
        for text in ["30-02-2026", "30-03-26", "kemarin", "1-2-2026-3", "30 Mrt 2026", "", "31-04-2026"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
