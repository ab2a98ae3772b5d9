//! Dates and times as officers type them, in the zone of the office.

use super::perform::wrong;
use super::problems::Problems;
use crate::forms::Sent;
use app::AppError;
use app::query::case::CaseView;
use domain::value::date_text;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// The zone of the office.
pub(super) fn zone(case: &CaseView) -> TimeZone {
    case.zone.clone()
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
    let date =
        date_text::read(sent.text(day)).ok_or_else(|| wrong(day, "Tulis tanggal seperti 30-03-2026."))?;
    let time = time(sent.text(hour)).ok_or_else(|| wrong(hour, "Tulis jam seperti 10.42."))?;
    let zoned =
        date.to_datetime(time).to_zoned(zone).map_err(|_| wrong(day, "Tanggal ini tidak dapat dipakai."))?;
    Ok(zoned.timestamp())
}

/// The same for a form that tells all its problems at once.
pub(super) fn moment_of(
    problems: &mut Problems,
    sent: &Sent,
    day: &str,
    hour: &str,
    zone: TimeZone,
) -> Option<Timestamp> {
    let date = date_text::read(sent.text(day));
    if date.is_none() {
        problems.add(day, "not_a_date", "Tulis tanggal seperti 30-03-2026.");
    }
    let time = time(sent.text(hour));
    if time.is_none() {
        problems.add(hour, "not_a_time", "Tulis jam seperti 10.42.");
    }
    let zoned = date?.to_datetime(time?).to_zoned(zone);
    if zoned.is_err() {
        problems.add(day, "not_a_date", "Tanggal ini tidak dapat dipakai.");
    }
    zoned.ok().map(|z| z.timestamp())
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_have_a_dot_or_a_colon() {
        assert_eq!(time("10.42"), Some(jiff::civil::time(10, 42, 0, 0)));
        assert_eq!(time("9:05"), Some(jiff::civil::time(9, 5, 0, 0)));
        assert_eq!(time("25.00"), None);
    }
}
