//! Clocks that stop and run on, and calendars that change under them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendar_fixture;

use calendar_fixture::{day, joint_leave, mojokerto, plain, wib};
use domain::calendar::{Budget, ClockError, RunningClock, SuspensionReason, WarnLevel, reprojection};

fn clock(start: &str, budget: &str) -> RunningClock {
    RunningClock::start(wib(start), budget.parse().unwrap())
}

fn stopped(mut clock: RunningClock, from: &str, until: &str) -> RunningClock {
    clock.suspend(wib(from), SuspensionReason::Correction).unwrap();
    clock.resume(wib(until)).unwrap();
    clock
}

#[test]
fn a_suspension_stops_the_clock_and_never_resets_it() {
    let calendar = plain();
    // Days 1 to 3 are 6, 7 and 8 April; four days remain after 15 April.
    let mut running = clock("2026-04-03T10:00:00", "7 hari kerja");
    assert_eq!(running.due(&calendar).unwrap().unwrap().last_day, day("2026-04-14"));
    running.suspend(wib("2026-04-08T11:00:00"), SuspensionReason::Correction).unwrap();
    assert_eq!(running.due(&calendar).unwrap(), None);
    assert_eq!(running.suspended(), Some(SuspensionReason::Correction));
    let seen = running.used(&calendar, wib("2026-04-14T11:00:00")).unwrap();
    assert_eq!(seen.to_string(), "3 hari kerja");
    running.resume(wib("2026-04-15T11:00:00")).unwrap();
    let past = running.used(&calendar, wib("2026-04-07T11:00:00")).unwrap();
    assert_eq!(past.to_string(), "2 hari kerja", "a look at the past sees what was used then");
    let due = running.due(&calendar).unwrap().unwrap();
    assert_eq!(due.last_day, day("2026-04-21"));
    assert_eq!(
        due.explain_id(""),
        "Paling lambat Selasa, 21 April 2026 (7 hari kerja; masa perbaikan tidak dihitung)."
    );
    assert_eq!(running.used(&calendar, wib("2026-04-16T11:00:00")).unwrap().to_string(), "4 hari kerja");
}

#[test]
fn two_suspensions_and_holidays_stay_one_short_sentence() {
    let mut running =
        stopped(clock("2026-03-09T10:00:00", "10 hari kerja"), "2026-03-10T09:00:00", "2026-03-11T09:00:00");
    running.suspend(wib("2026-03-12T09:00:00"), SuspensionReason::Payment).unwrap();
    running.resume(wib("2026-03-12T15:00:00")).unwrap();
    let text = running.due(&mojokerto()).unwrap().unwrap().explain_id("");
    assert!(text.split_whitespace().count() <= 20, "{text}");
    assert!(text.contains("tidak dihitung"), "{text}");
}

#[test]
fn a_clock_stopped_on_its_last_day_gets_the_day_of_resumption() {
    let calendar = plain();
    let base = || clock("2026-04-06T10:00:00", "1 hari kerja");
    let resumed = stopped(base(), "2026-04-07T09:00:00", "2026-04-09T10:00:00");
    assert_eq!(resumed.due(&calendar).unwrap().unwrap().at, wib("2026-04-09T23:59:59"));
    let on_saturday = stopped(base(), "2026-04-07T09:00:00", "2026-04-11T10:00:00");
    assert_eq!(on_saturday.due(&calendar).unwrap().unwrap().at, wib("2026-04-13T23:59:59"));
}

#[test]
fn a_suspension_after_the_deadline_does_not_heal_it() {
    let calendar = plain();
    let mut late = clock("2026-04-06T10:00:00", "1 hari kerja");
    late.suspend(wib("2026-04-08T09:00:00"), SuspensionReason::Correction).unwrap();
    assert_eq!(late.due(&calendar).unwrap().unwrap().last_day, day("2026-04-07"));
    assert_eq!(late.warn_level(&calendar, wib("2026-04-08T10:00:00")).unwrap(), WarnLevel::Late);
    late.resume(wib("2026-04-09T09:00:00")).unwrap();
    assert_eq!(late.due(&calendar).unwrap().unwrap().last_day, day("2026-04-07"));
}

#[test]
fn working_minutes_are_kept_to_the_minute() {
    let calendar = plain();
    let resumed =
        stopped(clock("2026-04-08T10:00:00", "3 jam kerja"), "2026-04-08T11:10:00", "2026-04-09T15:00:00");
    // 70 minutes used; 60 remain on Thursday, 50 on Friday morning.
    assert_eq!(resumed.due(&calendar).unwrap().unwrap().at, wib("2026-04-10T08:20:00"));
    assert_eq!(resumed.used(&calendar, wib("2026-04-09T12:00:00")).unwrap(), Budget::WorkingMinutes(70));
    assert_eq!(resumed.used(&calendar, wib("2026-04-10T08:20:00")).unwrap(), Budget::WorkingMinutes(180));
}

#[test]
fn dashboards_warn_on_the_last_day_on_which_the_office_is_open() {
    let calendar = plain();
    let running = clock("2026-04-06T10:00:00", "3 hari kerja");
    for (now, level) in [
        ("2026-04-08T16:30:00", WarnLevel::Ok),
        ("2026-04-09T00:00:00", WarnLevel::DueToday),
        ("2026-04-09T23:59:59", WarnLevel::DueToday),
        ("2026-04-10T00:00:00", WarnLevel::Late),
    ] {
        assert_eq!(running.warn_level(&calendar, wib(now)).unwrap(), level, "{now}");
    }
    assert_eq!(running.act_by(&calendar).unwrap(), Some(wib("2026-04-09T16:00:00")));

    // Six calendar days end on a Sunday; nobody acts after Friday.
    let sunday = clock("2026-04-06T10:00:00", "6 hari");
    assert_eq!(sunday.act_by(&calendar).unwrap(), Some(wib("2026-04-10T14:30:00")));
    assert_eq!(sunday.warn_level(&calendar, wib("2026-04-10T08:00:00")).unwrap(), WarnLevel::DueToday);
    assert_eq!(sunday.warn_level(&calendar, wib("2026-04-12T20:00:00")).unwrap(), WarnLevel::DueToday);

    let mut waiting = clock("2026-04-06T10:00:00", "3 hari kerja");
    waiting.suspend(wib("2026-04-07T10:00:00"), SuspensionReason::Survey).unwrap();
    assert_eq!(waiting.warn_level(&calendar, wib("2026-05-07T10:00:00")).unwrap(), WarnLevel::Suspended);
}

#[test]
fn a_clock_refuses_an_order_of_events_that_makes_no_sense() {
    let mut running = clock("2026-04-06T10:00:00", "3 hari kerja");
    assert_eq!(running.resume(wib("2026-04-07T10:00:00")), Err(ClockError::NotSuspended));
    let early = running.suspend(wib("2026-04-06T09:59:59"), SuspensionReason::Survey);
    assert_eq!(early, Err(ClockError::BeforeLastChange));
    running.suspend(wib("2026-04-07T10:00:00"), SuspensionReason::Survey).unwrap();
    let twice = running.suspend(wib("2026-04-07T11:00:00"), SuspensionReason::Survey);
    assert_eq!(twice, Err(ClockError::AlreadySuspended));
    assert_eq!(running.resume(wib("2026-04-07T09:00:00")), Err(ClockError::BeforeLastChange));
    running.resume(wib("2026-04-08T10:00:00")).unwrap();
    let overlapping = running.suspend(wib("2026-04-08T09:00:00"), SuspensionReason::Survey);
    assert_eq!(overlapping, Err(ClockError::BeforeLastChange));
    let text = serde_json::to_string(&running).unwrap();
    assert_eq!(serde_json::from_str::<RunningClock>(&text).unwrap(), running);
}

#[test]
fn joint_leave_announced_late_moves_a_running_deadline_and_says_so() {
    let old = mojokerto();
    let new = old.with_holiday(joint_leave("2026-04-10", "Cuti Bersama Tambahan")).unwrap();
    let running = clock("2026-04-06T10:00:00", "5 hari kerja");
    let change = reprojection(&old, &new, &running).unwrap().unwrap();
    assert_eq!(change.old.last_day, day("2026-04-13"));
    assert_eq!(change.new.last_day, day("2026-04-14"));
    assert_eq!(
        change.why,
        "Batas waktu berubah menjadi Selasa, 14 April 2026 karena 10 April 2026 ditetapkan libur \
         Cuti Bersama Tambahan."
    );
    assert!(change.why.split_whitespace().count() <= 20);
    let back = reprojection(&new, &old, &running).unwrap().unwrap();
    assert!(back.why.ends_with("karena 10 April 2026 menjadi hari kerja."), "{}", back.why);

    let after = old.with_holiday(joint_leave("2026-04-20", "Cuti Bersama Tambahan")).unwrap();
    assert_eq!(reprojection(&old, &after, &running).unwrap(), None);
    let mut waiting = running;
    waiting.suspend(wib("2026-04-07T10:00:00"), SuspensionReason::Payment).unwrap();
    assert_eq!(reprojection(&old, &new, &waiting).unwrap(), None);
}
