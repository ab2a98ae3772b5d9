//! Properties over many starts and budgets, judged by a second, naive way of counting.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendar_fixture;

use std::collections::BTreeSet;

use calendar_fixture::{joint_leave, mojokerto, wib};
use domain::calendar::{Budget, Calendar, RunningClock, SuspensionReason};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

/// 1 January 2025, 00.00 in Jakarta, and the seconds of nearly two years after it.
const FIRST: &str = "2025-01-01T00:00:00";
const SPAN: i64 = 700 * 86_400;

/// Days since 1970 of a civil date, by the formula of the Gregorian calendar; shares no code with the product.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + day - 719_469
}

/// Days off as day numbers, straight from the reference list.
fn days_off() -> BTreeSet<i64> {
    include_str!("../../../data/reference/holidays-id-2024-2027.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let part: Vec<i64> = line[..10].split('-').map(|n| n.parse().unwrap()).collect();
            day_number(part[0], part[1], part[2])
        })
        .collect()
}

/// Day number of an instant in Jakarta, seven hours ahead of UTC.
fn local_day(at: Timestamp) -> i64 {
    (at.as_second() + 7 * 3600).div_euclid(86_400)
}

/// Day 0 of 1970 was a Thursday.
fn works(day: i64, off: &BTreeSet<i64>) -> bool {
    (day + 3).rem_euclid(7) < 5 && !off.contains(&day)
}

fn at(second: i64) -> Timestamp {
    wib(FIRST) + SignedDuration::from_secs(second)
}

fn seconds(calendar: &Calendar, from: Timestamp, to: Timestamp) -> u64 {
    calendar.working_seconds_between(from, to).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn working_days_agree_with_a_naive_walk(start in 0..SPAN, days in 1_u16..60) {
        let (off, start) = (days_off(), at(start));
        let mut day = local_day(start);
        let mut left = days;
        while left > 0 {
            day += 1;
            left -= u16::from(works(day, &off));
        }
        let due = mojokerto().due(start, Budget::working_days(days)).unwrap();
        prop_assert_eq!(local_day(due.at), day);
        prop_assert_eq!((due.at.as_second() + 7 * 3600).rem_euclid(86_400), 86_399);
    }

    #[test]
    fn working_minutes_are_used_up_exactly_at_the_due_instant(start in 0..SPAN, minutes in 1_u32..6000) {
        let calendar = mojokerto();
        let due = calendar.due(at(start), Budget::WorkingMinutes(minutes)).unwrap();
        prop_assert_eq!(seconds(&calendar, at(start), due.at), u64::from(minutes) * 60);
        let before = due.at - SignedDuration::from_secs(1);
        prop_assert!(seconds(&calendar, at(start), before) < u64::from(minutes) * 60);
    }

    #[test]
    fn a_suspension_neither_gives_nor_takes_working_time(
        start in 0..SPAN, run in 0_i64..20 * 86_400, pause in 0_i64..40 * 86_400, minutes in 1_u32..6000,
    ) {
        let calendar = mojokerto();
        let mut clock = RunningClock::start(at(start), Budget::WorkingMinutes(minutes));
        let straight = clock.due(&calendar).unwrap().unwrap();
        let (stop, go) = (at(start + run), at(start + run + pause));
        clock.suspend(stop, SuspensionReason::Correction).unwrap();
        clock.resume(go).unwrap();
        let due = clock.due(&calendar).unwrap().unwrap();
        if stop > straight.at {
            prop_assert_eq!(due.at, straight.at);
        } else {
            let used = seconds(&calendar, at(start), stop) + seconds(&calendar, go, due.at);
            prop_assert_eq!(used, u64::from(minutes) * 60);
            prop_assert!(due.at >= straight.at);
        }
    }

    #[test]
    fn suspended_working_days_count_before_and_after_only(
        start in 0..SPAN, run in 0_i64..20 * 86_400, pause in 0_i64..40 * 86_400, days in 1_u16..30,
    ) {
        let (calendar, off) = (mojokerto(), days_off());
        let mut clock = RunningClock::start(at(start), Budget::working_days(days));
        let straight = clock.due(&calendar).unwrap().unwrap();
        let (stop, go) = (at(start + run), at(start + run + pause));
        clock.suspend(stop, SuspensionReason::Payment).unwrap();
        clock.resume(go).unwrap();
        let due = clock.due(&calendar).unwrap().unwrap();
        prop_assert!(due.at >= straight.at, "a suspension never shortens");
        let count = |from: Timestamp, to: Timestamp| {
            (local_day(from) + 1..=local_day(to)).filter(|day| works(*day, &off)).count()
        };
        let before = count(at(start), stop);
        if before < usize::from(days) {
            prop_assert_eq!(before + count(go, due.at), usize::from(days));
            prop_assert!(works(local_day(due.at), &off));
        }
    }

    #[test]
    fn one_more_holiday_never_makes_anything_due_earlier(
        start in 0..SPAN, shift in 0_i64..30, days in 1_u16..30,
    ) {
        let calendar = mojokerto();
        let date = calendar.local_date(at(start + shift * 86_400));
        let more = calendar.with_holiday(joint_leave(&date.to_string(), "Libur")).unwrap();
        let budget = Budget::working_days(days);
        let (old, new) = (calendar.due(at(start), budget).unwrap(), more.due(at(start), budget).unwrap());
        prop_assert!(new.at >= old.at);
        prop_assert!(new.explain_id("").split_whitespace().count() <= 20, "{}", new.explain_id(""));
    }

    #[test]
    fn every_budget_reads_back(halves in 1_u16.., minutes in 1_u32.., days in 1_u16..) {
        for budget in [Budget::WorkingDays { halves }, Budget::WorkingMinutes(minutes), Budget::CalendarDays(days)] {
            prop_assert_eq!(budget.to_string().parse::<Budget>().unwrap(), budget);
        }
    }
}
