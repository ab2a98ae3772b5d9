//! Due dates: the examples of the regulations, and the sentences people read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendar_fixture;

use std::cmp::Ordering;

use calendar_fixture::{day, example, joint_leave, mojokerto, plain, wib};
use domain::calendar::{Budget, BudgetError, Calendar, CalendarError, CalendarSpec, HolidayKind, SkipReason};
use proves::proves;

const TEN_DAYS: Budget = Budget::working_days(10);

#[test]
#[proves("MJK18-14.3")]
fn ten_working_days_after_the_notice_of_2_march_end_on_16_march_or_a_holiday_later() {
    let notice = wib("2026-03-02T10:15:00");
    let due = plain().due(notice, TEN_DAYS).unwrap();
    assert_eq!(due.at, wib("2026-03-16T23:59:59"));
    assert!(due.explain_id("").starts_with("Paling lambat Senin, 16 Maret 2026"));
    assert!(!due.passed(wib("2026-03-16T23:59:59")), "payment on the last day is accepted");
    assert!(due.passed(wib("2026-03-17T00:00:00")));

    let with_one = plain().with_holiday(joint_leave("2026-03-11", "Libur")).unwrap();
    let due = with_one.due(notice, TEN_DAYS).unwrap();
    assert_eq!(due.at, wib("2026-03-17T23:59:59"));
    assert!(due.explain_id("").starts_with("Paling lambat Selasa, 17 Maret 2026"));
}

#[test]
fn a_notice_delivered_on_9_march_2026_is_due_on_monday_30_march() {
    let due = mojokerto().due(wib("2026-03-09T09:00:00"), TEN_DAYS).unwrap();
    assert_eq!(due.last_day, day("2026-03-30"));
    assert_eq!(
        due.explain_id(""),
        "Paling lambat Senin, 30 Maret 2026 (10 hari kerja; libur Nyepi dan Idulfitri tidak dihitung)."
    );
    assert_eq!(
        due.explain_id("Pasal 14 ayat (3)"),
        "Paling lambat Senin, 30 Maret 2026 (10 hari kerja; libur Nyepi dan Idulfitri tidak dihitung). \
         Dasar: Pasal 14 ayat (3)."
    );
    let holidays: Vec<_> = due
        .skipped
        .iter()
        .filter(|s| matches!(&s.reason, SkipReason::Holidays { .. }))
        .map(|s| (s.from, s.to))
        .collect();
    assert_eq!(holidays, [(day("2026-03-18"), day("2026-03-24"))]);
}

#[test]
fn a_notice_delivered_on_friday_13_march_2026_is_due_on_monday_6_april() {
    let due = mojokerto().due(wib("2026-03-13T16:40:00"), TEN_DAYS).unwrap();
    assert_eq!(due.last_day, day("2026-04-06"));
    let text = due.explain_id("");
    assert!(text.split_whitespace().count() <= 20, "{text}");
}

#[test]
#[proves("MJK18-8.5")]
fn an_access_request_of_friday_15_00_is_due_on_monday_or_the_next_working_day() {
    let one_day = Budget::working_days(1);
    let due = mojokerto().due(wib("2026-04-10T15:00:00"), one_day).unwrap();
    assert_eq!(due.at, wib("2026-04-13T23:59:59"));
    assert!(due.passed(wib("2026-04-14T00:00:00")), "undecided after that is a breach");

    let monday_off = mojokerto().with_holiday(joint_leave("2026-04-13", "Libur")).unwrap();
    assert_eq!(monday_off.due(wib("2026-04-10T15:00:00"), one_day).unwrap().last_day, day("2026-04-14"));
}

#[test]
fn what_arrives_on_a_day_off_has_the_first_working_day_after_it_as_day_1() {
    let calendar = mojokerto();
    let one_day = Budget::working_days(1);
    for (arrived, due) in [
        ("2026-03-21T11:00:00", "2026-03-25"), // Idulfitri
        ("2026-04-11T08:00:00", "2026-04-13"), // Saturday
        ("2026-04-08T23:59:59", "2026-04-09"), // outside hours
        ("2026-04-09T00:00:00", "2026-04-10"),
    ] {
        assert_eq!(calendar.due(wib(arrived), one_day).unwrap().last_day, day(due), "{arrived}");
    }
}

#[test]
fn a_holiday_on_a_sunday_is_no_reason_for_a_later_date() {
    // 30 May to 1 June 2026: a Saturday, Waisak on a Sunday, and Pancasila Day on a Monday.
    let due = mojokerto().due(wib("2026-05-29T10:00:00"), Budget::working_days(1)).unwrap();
    assert_eq!(
        due.explain_id(""),
        "Paling lambat Selasa, 2 Juni 2026 (1 hari kerja; libur Hari Lahir Pancasila tidak dihitung)."
    );
}

#[test]
fn the_zone_of_the_office_decides_which_day_it_is() {
    // 17.30 UTC is half past midnight in Jakarta: already Tuesday there.
    let at = "2026-04-13T17:30:00Z".parse().unwrap();
    assert_eq!(mojokerto().due(at, Budget::working_days(1)).unwrap().last_day, day("2026-04-15"));
}

#[test]
fn a_trailing_half_day_ends_at_noon() {
    let calendar = mojokerto();
    let half = calendar.due(wib("2026-04-10T09:00:00"), "0,5 hari kerja".parse().unwrap()).unwrap();
    assert_eq!(half.at, wib("2026-04-13T12:00:00"));
    assert_eq!(half.explain_id(""), "Paling lambat Senin, 13 April 2026 pukul 12.00 (0,5 hari kerja).");
    let more = calendar.due(wib("2026-04-10T09:00:00"), "1,5 hari kerja".parse().unwrap()).unwrap();
    assert_eq!(more.at, wib("2026-04-14T12:00:00"));
}

#[test]
fn working_hours_run_inside_opening_hours_only() {
    let calendar = mojokerto();
    let three_hours: Budget = "3 jam kerja".parse().unwrap();
    for (arrived, due) in [
        ("2026-04-08T08:00:00", "2026-04-08T11:00:00"),
        ("2026-04-08T10:00:00", "2026-04-08T13:30:00"), // lunch 12.00–12.30
        ("2026-04-08T14:00:00", "2026-04-09T08:30:00"), // over night
        ("2026-04-10T11:00:00", "2026-04-13T08:30:00"), // Friday prayer, then the weekend
        ("2026-03-10T13:00:00", "2026-03-11T09:00:00"), // Ramadan closes at 15.00, opens at 08.00
        ("2026-04-11T09:00:00", "2026-04-13T10:30:00"), // Saturday
        ("2026-04-08T09:00:00", "2026-04-08T12:00:00"), // ends with the span, not after lunch
    ] {
        let answer = calendar.due(wib(arrived), three_hours).unwrap();
        assert_eq!(answer.at, wib(due), "{arrived}");
        assert_eq!(calendar.working_seconds_between(wib(arrived), answer.at).unwrap(), 3 * 3600);
    }
}

#[test]
fn calendar_days_count_holidays_too() {
    let due = mojokerto().due(wib("2026-03-17T10:00:00"), "6 hari".parse().unwrap()).unwrap();
    assert_eq!(due.at, wib("2026-03-23T23:59:59"));
    assert_eq!(due.explain_id(""), "Paling lambat Senin, 23 Maret 2026 (6 hari kalender).");
    // And they need no year of holidays.
    assert!(mojokerto().due(wib("2027-12-30T10:00:00"), Budget::calendar_days(6)).is_ok());
}

#[test]
fn a_year_without_data_is_an_error_never_a_year_without_holidays() {
    let calendar = mojokerto();
    let error = calendar.due(wib("2027-12-28T10:00:00"), TEN_DAYS).unwrap_err();
    assert_eq!(error, CalendarError::YearNotKnown(2028));
    assert_eq!(error.code(), "calendar_year_not_known");
    assert!(error.message_id().contains("2028"));
    assert_eq!(calendar.working_day(day("2031-05-05")), Err(CalendarError::YearNotKnown(2031)));
    assert_eq!(calendar.next_working_day(day("2027-12-31")), Err(CalendarError::YearNotKnown(2028)));
    assert!(calendar.due(wib("2026-12-28T10:00:00"), TEN_DAYS).is_ok(), "the years join");
}

#[test]
fn the_office_opens_and_closes_by_season() {
    let calendar = mojokerto();
    assert_eq!(calendar.office_close(day("2026-04-08")).unwrap(), Some(wib("2026-04-08T16:00:00")));
    assert_eq!(calendar.office_close(day("2026-04-10")).unwrap(), Some(wib("2026-04-10T14:30:00")));
    assert_eq!(calendar.office_open(day("2026-03-10")).unwrap(), Some(wib("2026-03-10T08:00:00")));
    assert_eq!(calendar.office_close(day("2026-03-10")).unwrap(), Some(wib("2026-03-10T15:00:00")));
    assert_eq!(calendar.office_close(day("2026-04-03")).unwrap(), None, "Good Friday");
    assert!(calendar.open_at(wib("2026-04-08T07:30:00")).unwrap());
    assert!(!calendar.open_at(wib("2026-04-08T12:15:00")).unwrap());
    assert!(!calendar.open_at(wib("2026-04-08T16:00:00")).unwrap());
    assert_eq!(calendar.day_minutes(2026).unwrap(), 480);
}

#[test]
fn the_calendars_of_the_profiles_hold_exactly_the_days_of_the_reference_list() {
    let list = include_str!("../../../data/reference/holidays-id-2024-2027.csv");
    for (calendar, local) in [(mojokerto(), 0), (example(), 1)] {
        for year in [2025, 2026, 2027] {
            let wanted: Vec<(String, HolidayKind, bool)> = list
                .lines()
                .filter(|line| line.starts_with(&year.to_string()))
                .map(|line| {
                    let columns: Vec<&str> = line.split(',').collect();
                    let kind = match columns[2] {
                        "cuti_bersama" => HolidayKind::JointLeave,
                        _ => HolidayKind::National,
                    };
                    (columns[0].to_owned(), kind, columns[2].ends_with("perkiraan"))
                })
                .collect();
            let all: Vec<_> = calendar.holidays(year).unwrap().collect();
            let found: Vec<_> = all
                .iter()
                .filter(|h| h.kind != HolidayKind::Local)
                .map(|h| (h.date.to_string(), h.kind, h.estimated))
                .collect();
            assert_eq!(found, wanted, "{year}");
            assert_eq!(all.len() - found.len(), local, "{year}");
        }
    }
    assert!(!example().working_day(day("2026-10-12")).unwrap());
    assert!(mojokerto().working_day(day("2026-10-12")).unwrap());
}

#[test]
fn a_calendar_survives_being_written_as_settings() {
    let calendar = mojokerto();
    let text = serde_json::to_string(&calendar.to_specs()).unwrap();
    let specs: Vec<CalendarSpec> = serde_json::from_str(&text).unwrap();
    assert_eq!(specs, calendar.to_specs());
    assert_eq!(calendar.years().collect::<Vec<_>>(), [2025, 2026, 2027]);
    let due = calendar.due(wib("2026-03-09T09:00:00"), TEN_DAYS).unwrap();
    let json = serde_json::to_string(&due).unwrap();
    assert_eq!(serde_json::from_str::<domain::calendar::Due>(&json).unwrap(), due);
}

#[test]
fn a_calendar_that_contradicts_itself_is_refused() {
    let spec = || plain().to_specs().remove(0);
    let build = |spec: CalendarSpec| Calendar::new([spec]).map(|_| ()).unwrap_err().code();

    let mut wrong = spec();
    wrong.time_zone = "Asia/Mojokerto".to_owned();
    assert_eq!(build(wrong), "calendar_time_zone");

    let mut wrong = spec();
    wrong.holidays = vec![joint_leave("2027-01-01", "Tahun Baru")];
    assert_eq!(build(wrong), "calendar_outside_year");

    let mut wrong = spec();
    wrong.holidays = vec![joint_leave("2026-01-01", "A"), joint_leave("2026-01-01", "B")];
    assert_eq!(build(wrong), "calendar_holiday_twice");

    let mut wrong = spec();
    wrong.week = domain::calendar::Week::default();
    assert_eq!(build(wrong), "calendar_no_working_day");

    let mut wrong = spec();
    wrong.week.monday.reverse();
    assert_eq!(build(wrong), "calendar_hours");

    assert_eq!(Calendar::new([spec(), spec()]).unwrap_err(), CalendarError::YearTwice(2026));
    let mut other = spec();
    other.year = 2027;
    other.time_zone = "Asia/Makassar".to_owned();
    assert_eq!(Calendar::new([spec(), other]).unwrap_err(), CalendarError::MixedTimeZones);
    for hours in ["7.30-12.00", "12.00-07.30", "07.30", "07.30-25.00", "aa.bb-12.00"] {
        assert!(hours.parse::<domain::calendar::OpenSpan>().is_err(), "{hours}");
    }
}

#[test]
fn budgets_are_read_and_written_in_indonesian() {
    for text in
        ["7 hari kerja", "0,5 hari kerja", "3 jam kerja", "90 menit kerja", "6 hari", "1,5 hari kerja"]
    {
        assert_eq!(text.parse::<Budget>().unwrap().to_string(), text);
        assert_eq!(serde_json::from_str::<Budget>(&format!("\"{text}\"")).unwrap().to_string(), text);
    }
    assert_eq!("3 jam".parse::<Budget>().unwrap(), Budget::working_hours(3));
    assert_eq!("1,5 jam kerja".parse::<Budget>().unwrap(), Budget::WorkingMinutes(90));
    assert_eq!(" 7  Hari  Kerja ".parse::<Budget>().unwrap(), Budget::working_days(7));
    for wrong in
        ["", "7", "tujuh hari", "0,25 hari kerja", "1,5 hari", "-1 hari", "7 minggu", ",5 hari kerja"]
    {
        assert!(matches!(wrong.parse::<Budget>(), Err(BudgetError::Unreadable(_))), "{wrong}");
    }
    assert_eq!("0 hari kerja".parse::<Budget>(), Err(BudgetError::Zero));
    assert_eq!("99999999999 hari".parse::<Budget>(), Err(BudgetError::TooLarge));
    assert_eq!("40000 hari kerja".parse::<Budget>(), Err(BudgetError::TooLarge));
}

#[test]
fn stage_budgets_add_up_to_the_published_time() {
    let parts: Vec<Budget> =
        ["1 hari kerja", "0,5 hari kerja", "4 hari kerja", "0,5 hari kerja", "8 jam kerja"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
    let total = Budget::working_days(7);
    assert_eq!(Budget::compare_sum(&parts, total, 480).unwrap(), Ordering::Equal);
    assert_eq!(Budget::compare_sum(&parts[1..], total, 480).unwrap(), Ordering::Less);
    assert_eq!(Budget::compare_sum(&parts, Budget::working_days(6), 480).unwrap(), Ordering::Greater);
    assert!(Budget::compare_sum(&parts, Budget::calendar_days(7), 480).is_err());
    assert_eq!(Budget::calendar_days(6).compare(Budget::calendar_days(7), 480).unwrap(), Ordering::Less);
    assert_eq!(parts[0].checked_add(parts[1]).unwrap().to_string(), "1,5 hari kerja");
    assert!(parts[0].checked_add(Budget::working_hours(1)).is_err());
}
