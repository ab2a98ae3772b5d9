//! Questions to a calendar: is this a working day, when does the office close, how much time lies between.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use super::week::second_of_day;
use super::{Calendar, CalendarError, OpenSpan};

/// Seconds of a civil day; zones of Indonesia know no daylight saving, so every day has them all.
const LAST_SECOND: Time = Time::constant(23, 59, 59, 0);

impl Calendar {
    /// The hours in which the office is open on this date; empty on a day off.
    pub fn open_spans(&self, date: Date) -> Result<&[OpenSpan], CalendarError> {
        let plan = self.plan(date.year())?;
        if plan.holidays.contains_key(&date) { Ok(&[]) } else { self.ordinary_spans(date) }
    }

    /// The hours this date would have if no holiday fell on it.
    pub(super) fn ordinary_spans(&self, date: Date) -> Result<&[OpenSpan], CalendarError> {
        let plan = self.plan(date.year())?;
        let season = plan.seasons.iter().find(|s| s.from <= date && date <= s.to);
        Ok(season.map_or(&plan.week, |s| &s.week).hours(date.weekday()))
    }

    /// *Hari kerja* (A-92): the office has hours on this weekday and no holiday or joint leave falls on it.
    pub fn working_day(&self, date: Date) -> Result<bool, CalendarError> {
        Ok(!self.open_spans(date)?.is_empty())
    }

    /// The first working day after this date.
    pub fn next_working_day(&self, date: Date) -> Result<Date, CalendarError> {
        let mut day = tomorrow(date)?;
        while !self.working_day(day)? {
            day = tomorrow(day)?;
        }
        Ok(day)
    }

    /// This date if it is a working day, else the first one after it.
    pub fn working_day_on_or_after(&self, date: Date) -> Result<Date, CalendarError> {
        if self.working_day(date)? { Ok(date) } else { self.next_working_day(date) }
    }

    /// Number of working days after `from` up to and including `to`; 0 when `to` is not later.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, CalendarError> {
        let (mut day, mut count) = (from, 0);
        while day < to {
            day = tomorrow(day)?;
            count += u32::from(self.working_day(day)?);
        }
        Ok(count)
    }

    /// When the office opens on this date; `None` on a day off.
    pub fn office_open(&self, date: Date) -> Result<Option<Timestamp>, CalendarError> {
        self.open_spans(date)?.first().map(|s| self.instant(date.to_datetime(s.from()))).transpose()
    }

    /// When the office closes for the day; `None` on a day off.
    pub fn office_close(&self, date: Date) -> Result<Option<Timestamp>, CalendarError> {
        self.open_spans(date)?.last().map(|s| self.instant(date.to_datetime(s.to()))).transpose()
    }

    /// Whether the office is open at this instant.
    pub fn open_at(&self, at: Timestamp) -> Result<bool, CalendarError> {
        let local = self.local(at);
        Ok(self.open_spans(local.date())?.iter().any(|s| s.from() <= local.time() && local.time() < s.to()))
    }

    /// The last instant not after `at` at which somebody in the office could still act.
    pub fn last_open_instant(&self, at: Timestamp) -> Result<Timestamp, CalendarError> {
        let local = self.local(at);
        let mut date = local.date();
        loop {
            for span in self.open_spans(date)?.iter().rev() {
                if date < local.date() || span.to() <= local.time() {
                    return self.instant(date.to_datetime(span.to()));
                }
                if span.from() <= local.time() {
                    return Ok(at);
                }
            }
            date = date.yesterday().map_err(|_| CalendarError::OutOfRange)?;
        }
    }

    /// Seconds inside opening hours between two instants; 0 when `to` is not later. Fractions are cut off.
    pub fn working_seconds_between(&self, from: Timestamp, to: Timestamp) -> Result<u64, CalendarError> {
        let (from, to) = (self.local(from), self.local(to));
        let (mut date, mut total) = (from.date(), 0);
        while date <= to.date() {
            for span in self.open_spans(date)? {
                let mut begin = second_of_day(span.from());
                let mut end = second_of_day(span.to());
                if date == from.date() {
                    begin = begin.max(second_of_day(from.time()));
                }
                if date == to.date() {
                    end = end.min(second_of_day(to.time()));
                }
                total += u64::from(end.saturating_sub(begin));
            }
            date = tomorrow(date)?;
        }
        Ok(total)
    }

    /// The local date of an instant.
    pub fn local_date(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The local date and time of an instant.
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.time_zone().to_datetime(at)
    }

    /// The instant of a local date and time.
    pub fn instant(&self, local: DateTime) -> Result<Timestamp, CalendarError> {
        self.time_zone().to_timestamp(local).map_err(|_| CalendarError::OutOfRange)
    }

    /// 23:59:59 local time of this date: when a deadline by law ends.
    pub fn end_of_day(&self, date: Date) -> Result<Timestamp, CalendarError> {
        self.instant(date.to_datetime(LAST_SECOND))
    }
}

/// The next civil date.
pub(super) fn tomorrow(date: Date) -> Result<Date, CalendarError> {
    date.tomorrow().map_err(|_| CalendarError::OutOfRange)
}
