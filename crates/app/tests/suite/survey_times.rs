//! Reminders of the survey on days 2, 4 and 6 at eight, then the file stands still; reminder of a correction.

use crate::support::*;
use app::act::Request;
use app::play::{Plan, SurveyAnswer};
use domain::definition::StageKind;
use domain::party::ApplicationRecord;
use domain::process::{Command, RecipientKind, Refusal, Status, SuspensionReason};
use domain::value::Id;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proves::proves;
use testkit::house::House;

fn told(house: &House, id: Id<ApplicationRecord>, template: &str) -> Vec<Timestamp> {
    let rows = house.stand.region.store.read(|tx| store::outbox::of_application(tx, id)).unwrap();
    rows.iter().filter(|m| m.template == template && m.channel == "sms").map(|m| m.created_at).collect()
}

fn open_survey(house: &mut House) -> (Id<ApplicationRecord>, jiff::civil::Date) {
    let plan = Plan { survey: SurveyAnswer::Never, ..draft_plan(house, SIP, 0) };
    let id = play(house, SIP, vec![plan])[0];
    assert_eq!(stage_kind(house, id), Some(StageKind::Survey));
    let opened = state(house, id).survey.opened_at.unwrap();
    (id, house.stand.region.office().calendar.local_date(opened))
}

fn local(house: &House, day: jiff::civil::Date, hour: i8, minute: i8) -> Timestamp {
    let zone = house.stand.region.office().calendar.time_zone().clone();
    day.at(hour, minute, 0, 0).to_zoned(zone).unwrap().timestamp()
}

fn answer() -> Command {
    Command::AnswerSurvey { answers: vec![4, 4, 4, 3, 4, 4, 3, 4, 4] }
}

#[proves("MJK18-17.3", "MJK18-17.4")]
#[test]
fn three_reminders_then_the_file_stands_still_until_it_is_answered() {
    on_both(|house| {
        let (id, day) = open_survey(house);
        house.stand.advance_to(local(house, day + 6.days(), 23, 59)).unwrap();
        let expected: Vec<Timestamp> = [2, 4, 6].map(|n: i32| local(house, day + n.days(), 8, 0)).into();
        assert_eq!(told(house, id, "survey_reminder"), expected);
        assert_eq!(state(house, id).status, Status::Issued, "day six is not over");
        house.stand.advance_to(local(house, day + 7.days(), 0, 0)).unwrap();
        let standing = state(house, id);
        assert_eq!(standing.status, Status::Suspended(SuspensionReason::Survey));
        let recipient = RecipientKind::Holder { id_seen: "KTP".into() };
        let hand_over = Command::HandOver { recipient, with_skrd: false };
        let clerk = officer(house, "handover_officer", 0);
        assert_eq!(refused(house, &clerk, Request::new(id, hand_over)), Refusal::SurveyMissing);

        house.stand.advance_to(local(house, day + 20.days(), 9, 0)).unwrap();
        assert_eq!(told(house, id, "survey_reminder").len(), 3, "never a fourth");
        let resumed = act(house, &owner(house, id), id, answer());
        assert_eq!((resumed.status, stage_kind(house, id)), (Status::Issued, Some(StageKind::Handover)));
        assert_eq!(told(house, id, "survey_resumed").len(), 1);
        assert_eq!(resumed.service_done_at, standing.service_done_at, "standing still is no service time");
    });
}

#[proves("MJK18-17.3")]
#[test]
fn an_answer_on_day_three_stops_the_rest() {
    on_both(|house| {
        let (id, day) = open_survey(house);
        house.stand.advance_to(local(house, day + 3.days(), 10, 0)).unwrap();
        act(house, &owner(house, id), id, answer());
        house.stand.advance_to(local(house, day + 12.days(), 10, 0)).unwrap();
        assert_eq!(told(house, id, "survey_reminder"), [local(house, day + 2.days(), 8, 0)]);
        assert_eq!(told(house, id, "survey_suspended"), []);
        assert_eq!(state(house, id).status, Status::Issued);
    });
}

#[test]
fn an_open_correction_is_reminded_once_three_days_before_its_end() {
    on_both(|house| {
        let mut plan = Plan { corrections: 1, leave_correction_open: true, ..draft_plan(house, SIP, 0) };
        let waiting = play(house, SIP, vec![plan.clone()])[0];
        plan = Plan { leave_correction_open: false, ..draft_plan(house, SIP, 1) };
        plan.corrections = 1;
        let answered = play(house, SIP, vec![plan])[0];
        assert_eq!(state(house, waiting).status, Status::Returned);
        let calendar = house.stand.region.office().calendar.clone();
        let due = state(house, waiting).open_correction().unwrap().clock.due(&calendar).unwrap().unwrap().at;
        house.stand.advance_to(due.checked_add(SignedDuration::from_hours(48)).unwrap()).unwrap();
        let expected = due.checked_sub(SignedDuration::from_hours(72)).unwrap();
        assert_eq!(told(house, waiting, "correction_reminder"), [expected]);
        assert_eq!(told(house, answered, "correction_reminder"), []);
    });
}
