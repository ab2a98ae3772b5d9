//! Dates and times as officers type them, in the zone of the office.

use super::perform::wrong;
use crate::forms::Sent;
use app::AppError;
use app::query::case::CaseView;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// The zone of the office.
pub(super) fn zone(case: &CaseView) -> TimeZone {
    case.zone.clone()
}

/// "2026-03-30", "30-03-2026" or "30/3/2026".
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let mut parts = text.split(['-', '/', '.']).map(str::trim);
    let day: i8 = parts.next()?.parse().ok()?;
    let month: i8 = parts.next()?.parse().ok()?;
    let year: i16 = parts.next()?.parse().ok()?;
    if parts.next().is_some() || year < 1_000 {
        return None;
    }
    Date::new(year, month, day).ok()
}

/// "10.42", "10:42" or "10".
fn time(text: &str) -> Option<Time> {
    let mut parts = text.trim().split(['.', ':']);
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next().unwrap_or("0").parse().ok()?;
    Time::new(hour, minute, 0, 0).ok()
}

/// Date and time of two fields as one instant.
pub(super) fn moment(sent: &Sent, day: &str, hour: &str, zone: TimeZone) -> Result<Timestamp, AppError> {
    let date = date(sent.text(day)).ok_or_else(|| wrong(day, "Tulis tanggal seperti 30-03-2026."))?;
    let time = time(sent.text(hour)).ok_or_else(|| wrong(hour, "Tulis jam seperti 10.42."))?;
    let zoned =
        date.to_datetime(time).to_zoned(zone).map_err(|_| wrong(day, "Tanggal ini tidak dapat dipakai."))?;
    Ok(zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::{date, time};

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = Some(jiff::civil::date(2026, 3, 30));
        for text in ["2026-03-30", "30-03-2026", "30/3/2026", " 30.03.2026 "] {
            assert_eq!(date(text), day, "{text}");
        }
        for text in ["30-02-2026", "30-03-26", "kemarin", "1-2-2026-3"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_have_a_dot_or_a_colon() {
        assert_eq!(time("10.42"), Some(jiff::civil::time(10, 42, 0, 0)));
        assert_eq!(time("9:05"), Some(jiff::civil::time(9, 5, 0, 0)));
        assert_eq!(time("25.00"), None);
    }
}
