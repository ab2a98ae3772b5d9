//! The system's clock.

use app::ports::Clock;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

/// The time of this machine; the one place of the whole program that reads it.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        // Everything else takes the time from a `Clock`, so that tests, demo and rehearsal can move it.
        #[allow(clippy::disallowed_methods)]
        let now = Timestamp::now();
        // The database keeps microseconds; a finer time would differ once it is read back.
        let cut = TimestampRound::new().smallest(Unit::Microsecond).mode(RoundMode::Trunc);
        now.round(cut).unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_cut_to_microseconds() {
        let now = SystemClock.now();
        assert_eq!(now.subsec_nanosecond() % 1_000, 0);
        assert!(now > "2025-01-01T00:00:00Z".parse().unwrap());
    }
}
