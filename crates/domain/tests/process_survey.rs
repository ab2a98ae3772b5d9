//! Survey: reminders, standing still, one answer (MJK18-17; ).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::calendar::SuspensionReason as ClockReason;
use domain::definition::StageKind;
use domain::party::Actor;
use domain::process::*;
use process_support::*;
use proves::proves;

const STANDING: Status = Status::Suspended(SuspensionReason::Survey);

/// The survey opened on Monday 2 March 2026.
fn open() -> File {
    File::at(sip(), StageKind::Survey)
}

fn fill() -> Command {
    Command::AnswerSurvey { answers: vec![3; 9] }
}

#[test]
#[proves("MJK18-17.3")]
fn reminders_come_on_days_two_four_and_six_and_never_a_fourth() {
    let mut file = open();
    let mut sent = Vec::new();
    for date in 2..=20 {
        file.set(&format!("2026-03-{date:02}T08:00:00"));
        for event in file.ok(&Actor::system(), Command::RemindSurvey) {
            sent.push((date, event));
        }
    }
    let days: Vec<i32> = sent.iter().map(|(date, _)| *date).collect();
    assert_eq!(days, [4, 6, 8]);
    assert_eq!(file.state.survey.reminders, 3);
}

#[test]
#[proves("MJK18-17.3")]
fn filling_on_day_three_stops_the_rest() {
    let mut file = open();
    file.set("2026-03-04T08:00:00");
    assert_eq!(file.ok(&Actor::system(), Command::RemindSurvey).len(), 1);
    file.set("2026-03-05T12:00:00");
    file.ok(&Cast::owner(), fill());
    file.set("2026-03-06T08:00:00");
    assert!(file.ok(&Actor::system(), Command::RemindSurvey).is_empty());
    assert!(file.ok(&Actor::system(), Command::SuspendForSurvey).is_empty());
}

#[test]
#[proves("MJK18-17.4", "MJK18-11.3.j")]
fn after_six_days_the_file_stands_still_until_the_survey_is_filled() {
    let mut file = open();
    assert!(file.state.number.is_some(), "the number exists already");
    file.set("2026-03-08T23:59:59");
    assert!(file.ok(&Actor::system(), Command::SuspendForSurvey).is_empty());
    file.set("2026-03-09T00:00:00");
    file.ok(&Actor::system(), Command::SuspendForSurvey);
    assert_eq!(file.state.status, STANDING);
    assert_eq!(file.refused(&Cast::handover(), File::holder()), Refusal::SurveyMissing);
    assert!(file.ok(&Actor::system(), Command::SuspendForSurvey).is_empty());
    file.ok(&Cast::owner(), fill());
    assert_eq!((file.state.status, file.kind()), (Status::Issued, Some(StageKind::Handover)));
    file.ok(&Cast::handover(), File::holder());
}

#[test]
#[proves("MJK18-17.4", "KDR11-17.4")]
fn the_time_of_standing_still_does_not_count_as_service_time() {
    let mut file = File::at(kediri(), StageKind::Survey);
    let clock = |f: &File| f.state.clock.clone().unwrap();
    assert_eq!(clock(&file).suspended(), Some(ClockReason::Survey));
    let used = clock(&file).used(&file.world.calendar, wib("2026-03-02T10:00:00")).unwrap();
    file.set("2026-03-09T00:00:00");
    file.ok(&Actor::system(), Command::SuspendForSurvey);
    let number = Command::AssignNumber { number: "1".to_owned() };
    assert!(matches!(file.refused(&Cast::printer(), number), Refusal::WrongStatus { .. }));
    file.set("2026-04-13T09:00:00");
    assert_eq!(clock(&file).used(&file.world.calendar, wib("2026-04-13T09:00:00")).unwrap(), used);
    file.ok(&Cast::owner(), fill());
    assert_eq!((file.state.status, file.kind()), (Status::InProcess, Some(StageKind::Numbering)));
    assert_eq!(clock(&file).suspended(), None);
    assert_eq!(clock(&file).due(&file.world.calendar).unwrap().unwrap().last_day, day("2026-04-22"));
}

#[test]
#[proves("MJK18-17.2")]
fn only_the_owner_answers_once_and_whole() {
    let mut file = open();
    assert_eq!(file.refused(&Cast::stranger(), fill()), Refusal::NotYours);
    for answers in [vec![4; 8], vec![4; 10], vec![0; 9], vec![5; 9]] {
        let refusal = file.refused(&Cast::owner(), Command::AnswerSurvey { answers });
        assert_eq!(refusal, Refusal::SurveyIncomplete);
    }
    file.ok(&Cast::owner(), fill());
    assert_eq!(file.refused(&Cast::owner(), fill()), Refusal::SurveyAnswered);
}

#[test]
#[proves("MJK18-17.2")]
fn a_refused_file_has_no_survey() {
    let mut file = File::at(sip(), StageKind::Decision);
    let kind = DraftKind::Refusal { grounds: vec!["Pasal 5".to_owned()] };
    file.ok(&Cast::head(), Command::ComposeDraft { kind, digest: digest(66), file: id(66) });
    file.ok(&Cast::kabid(), Command::Initial { digest: digest(66) });
    file.ok(&Cast::head(), Command::Decide { digest: digest(66) });
    assert!(file.state.survey.opened_at.is_none());
    assert!(matches!(file.refused(&Cast::owner(), fill()), Refusal::WrongStatus { .. }));
}

#[test]
fn a_survey_is_not_filled_before_it_opens() {
    let mut file = File::at(sip(), StageKind::Printing);
    assert!(matches!(file.refused(&Cast::owner(), fill()), Refusal::WrongStage { .. }));
    assert!(matches!(file.refused(&Cast::verifier(), Command::RemindSurvey), Refusal::NotAllowed { .. }));
}
