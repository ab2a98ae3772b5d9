//! So many times an hour: what strangers may ask for from one network address (MJK18-9.1; ketentuan kantor).

use crate::process::Refusal;
use jiff::{SignedDuration, Timestamp};

/// Uses counted since the first one of the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateWindow {
    /// The first use that counts.
    pub started_at: Timestamp,
    /// How many.
    pub used: u32,
}

impl RateWindow {
    /// How long uses count.
    pub const LENGTH: SignedDuration = SignedDuration::from_hours(1);

    /// The window after one more use.
    ///
    /// # Errors
    /// [`Refusal::TooOften`] with the whole minutes to wait; the refused use does not count, so that waiting helps.
    pub fn used(before: Option<RateWindow>, most: u32, now: Timestamp) -> Result<RateWindow, Refusal> {
        let running = before.filter(|w| now.duration_since(w.started_at) < Self::LENGTH);
        let window = running.unwrap_or(RateWindow { started_at: now, used: 0 });
        if window.used < most {
            return Ok(RateWindow { used: window.used + 1, ..window });
        }
        let seconds = (Self::LENGTH - now.duration_since(window.started_at)).as_secs();
        Err(Refusal::TooOften { minutes: u32::try_from((seconds + 59) / 60).unwrap_or(60).max(1) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_begins_with_the_first_use_and_its_end_is_told() {
        let at = |minutes: i64| Timestamp::from_second(1_775_000_000 + minutes * 60).unwrap();
        let mut window = None;
        for minute in 0..3 {
            window = Some(RateWindow::used(window, 3, at(minute)).unwrap());
        }
        assert_eq!(RateWindow::used(window, 3, at(20)), Err(Refusal::TooOften { minutes: 40 }));
        assert_eq!(RateWindow::used(window, 3, at(59)), Err(Refusal::TooOften { minutes: 1 }));
        assert_eq!(RateWindow::used(window, 3, at(60)).unwrap().used, 1);
    }
}
