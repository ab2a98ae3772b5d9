//! Stages of other regions: site visit, notice, issue by a division, delivery, archive.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::definition::{StageId, StageKind};
use domain::party::Actor;
use domain::process::*;
use process_support::cast::by;
use process_support::file::{issued, visit};
use process_support::*;
use proves::proves;

fn plan(file: &File, team: &[Actor]) -> Command {
    Command::PlanSiteVisit {
        at: file.now,
        place: "Wates".to_owned(),
        assignment: "ST-1".to_owned(),
        team: team.iter().map(by).collect(),
    }
}

fn minutes(file: &File, documents: &[&str]) -> Command {
    Command::RecordSiteVisit {
        visit: visit(file.now),
        documents: documents.iter().map(|d| (*d).to_owned()).collect(),
    }
}

fn planned() -> File {
    let mut file = File::at(batang(), StageKind::SiteVisit);
    let command = plan(&file, &[Cast::team_a(), Cast::team_b()]);
    file.ok(&Cast::team_a(), command);
    file
}

#[test]
#[proves("BTG68-9.3")]
fn no_recommendation_before_the_visit_of_a_flagged_type() {
    let mut file = File::at(batang(), StageKind::SiteVisit);
    let refusal = file.refused(&Cast::team_a(), File::recommend("tim_teknis", ""));
    assert!(matches!(refusal, Refusal::WrongStage { .. }));
    let command = minutes(&file, &["ktp"]);
    assert_eq!(file.refused(&Cast::team_a(), command), Refusal::VisitNotPlanned);
    assert_eq!(file.refused(&Cast::team_a(), Command::SignOffSiteVisit), Refusal::VisitNotPlanned);
}

#[test]
fn a_plan_names_time_place_letter_and_people() {
    let mut file = File::at(batang(), StageKind::SiteVisit);
    let nobody = plan(&file, &[]);
    assert!(matches!(file.refused(&Cast::team_a(), nobody), Refusal::Invalid { .. }));
    let command = plan(&file, &[Cast::team_a()]);
    file.set("2026-03-02T12:00:00");
    assert!(matches!(file.refused(&Cast::team_a(), command), Refusal::Invalid { .. }), "in the past");
    let command = plan(&file, &[Cast::team_a()]);
    assert!(matches!(file.refused(&Cast::verifier(), command), Refusal::NotAllowed { .. }));
}

#[test]
#[proves("BTG68-10.2")]
fn only_members_of_the_team_record_and_sign_off() {
    let mut file = planned();
    let command = minutes(&file, &["ktp"]);
    assert_eq!(file.refused(&Cast::team_c(), command.clone()), Refusal::NotInTeam);
    assert!(matches!(file.refused(&Cast::verifier(), command.clone()), Refusal::NotAllowed { .. }));
    file.ok(&Cast::team_b(), command);
    assert_eq!(file.refused(&Cast::team_c(), Command::SignOffSiteVisit), Refusal::NotInTeam);
}

#[test]
#[proves("BTG68-10.1")]
fn minutes_are_not_final_while_a_mandatory_document_was_not_handed_over() {
    let mut file = planned();
    assert_eq!(file.refused(&Cast::team_a(), Command::SignOffSiteVisit), Refusal::VisitMissing);
    let unknown = minutes(&file, &["ijazah"]);
    assert!(matches!(file.refused(&Cast::team_a(), unknown), Refusal::UnknownDocument { .. }));
    let command = minutes(&file, &[]);
    file.ok(&Cast::team_a(), command);
    let refusal = file.refused(&Cast::team_a(), Command::SignOffSiteVisit);
    assert_eq!(refusal, Refusal::DocumentsMissing { documents: vec!["ktp".to_owned()] });
    let command = minutes(&file, &["ktp"]);
    file.ok(&Cast::team_a(), command);
    file.ok(&Cast::team_a(), Command::SignOffSiteVisit);
}

#[test]
fn all_members_sign_off_and_then_the_minutes_are_locked() {
    let mut file = planned();
    let command = minutes(&file, &["ktp"]);
    file.ok(&Cast::team_a(), command.clone());
    file.ok(&Cast::team_a(), Command::SignOffSiteVisit);
    assert_eq!(file.refused(&Cast::team_a(), Command::SignOffSiteVisit), Refusal::AlreadySignedOff);
    assert_eq!(file.kind(), Some(StageKind::SiteVisit));
    file.ok(&Cast::team_b(), command.clone());
    assert!(file.state.site_visit.as_ref().unwrap().signed_off.is_empty(), "written again, signed again");
    file.ok(&Cast::team_a(), Command::SignOffSiteVisit);
    file.ok(&Cast::team_b(), Command::SignOffSiteVisit);
    assert_eq!(file.kind(), Some(StageKind::TechnicalRecommendation));
    assert!(matches!(file.refused(&Cast::team_a(), command), Refusal::WrongStage { .. }));
}

#[test]
fn sent_back_to_the_visit_the_members_sign_off_again() {
    let mut file = File::at(batang(), StageKind::TechnicalRecommendation);
    let back = Command::SendBack { to: StageId("site_visit".to_owned()), note: "Ukur lagi.".to_owned() };
    file.ok(&Cast::team_a(), back);
    let record = file.state.site_visit.as_ref().unwrap();
    assert!(record.signed_off.is_empty() && record.visit.is_some());
    file.ok(&Cast::team_a(), Command::SignOffSiteVisit);
    file.ok(&Cast::team_b(), Command::SignOffSiteVisit);
    assert_eq!(file.kind(), Some(StageKind::TechnicalRecommendation));
}

#[test]
fn the_file_waits_at_a_notice_until_it_was_sent() {
    let mut file = File::at(batang(), StageKind::Notice);
    let sent =
        |channel: &str, file: &File| Command::ConfirmNoticeSent { channel: channel.to_owned(), at: file.now };
    let by_hand = sent("sms", &file);
    assert!(matches!(file.refused(&Cast::handover(), by_hand), Refusal::NotAllowed { .. }));
    let empty = sent(" ", &file);
    assert!(matches!(file.refused(&Actor::system(), empty), Refusal::Invalid { .. }));
    assert!(matches!(file.refused(&Cast::handover(), File::holder()), Refusal::WrongStage { .. }));
    let command = sent("email", &file);
    file.ok(&Actor::system(), command.clone());
    assert_eq!(file.state.notices[0].channel, "email");
    assert!(matches!(file.refused(&Actor::system(), command), Refusal::WrongStage { .. }));
}

#[test]
#[proves("PWK63-6.2.f")]
fn a_division_issues_after_the_approval_with_a_number_once() {
    let release = |number: &str| Command::ReleaseIssue { number: number.to_owned() };
    let mut early = File::at(purwakarta(), StageKind::Decision);
    assert!(matches!(early.refused(&Cast::division(), release("1")), Refusal::WrongStage { .. }));
    let mut file = File::at(purwakarta(), StageKind::ProcessingIssue);
    let seal = Command::FileSealed { document: issued(40, file.now) };
    assert_eq!(file.refused(&Actor::system(), seal.clone()), Refusal::NotNumbered);
    assert!(matches!(file.refused(&Cast::division(), release(" ")), Refusal::Invalid { .. }));
    assert!(matches!(file.refused(&Cast::printer(), release("1")), Refusal::NotAllowed { .. }));
    file.ok(&Cast::division(), release("5/IP/2026"));
    assert_eq!(file.refused(&Cast::division(), release("6/IP/2026")), Refusal::AlreadyNumbered);
    file.ok(&Actor::system(), seal);
    assert_eq!((file.state.status, file.kind()), (Status::Issued, Some(StageKind::Delivery)));
}

#[test]
fn a_division_that_only_prepares_leaves_signature_and_number_to_their_stages() {
    let mut definition = sip();
    definition.stages.insert(6, services::stage(StageKind::ProcessingIssue, None));
    let mut file = File::at(definition, StageKind::ProcessingIssue);
    file.ok(&Cast::division(), Command::ReleaseIssue { number: "9".to_owned() });
    assert!(file.state.number.is_none());
    assert_eq!(file.kind(), Some(StageKind::Printing));
    file.finish();
    assert_eq!(file.state.number.as_ref().unwrap().number, "500/0147/2026");
}

#[test]
fn an_unsigned_document_of_a_numbering_desk_is_sealed_there() {
    let mut definition = purwakarta();
    definition.stages[4] = services::stage(StageKind::Numbering, None);
    let mut file = File::at(definition, StageKind::Numbering);
    file.ok(&Cast::printer(), Command::AssignNumber { number: "7".to_owned() });
    assert_eq!(file.kind(), Some(StageKind::Numbering));
    let seal = Command::FileSealed { document: issued(40, file.now) };
    file.ok(&Actor::system(), seal);
    file.finish();
    assert_eq!(file.state.status, Status::HandedOver);
}

#[test]
fn a_delivery_is_told_by_the_system_and_repeated_reports_change_nothing() {
    let mut file = File::at(purwakarta(), StageKind::Delivery);
    let delivered = |address: &str, file: &File| Command::ConfirmDelivered {
        channel: "email".to_owned(),
        address: address.to_owned(),
        at: file.now,
    };
    let by_hand = delivered("a@b.example", &file);
    assert!(matches!(file.refused(&Cast::division(), by_hand), Refusal::NotAllowed { .. }));
    let empty = delivered("", &file);
    assert_eq!(file.refused(&Actor::system(), empty), Refusal::RecipientIncomplete);
    let command = delivered("a@b.example", &file);
    file.ok(&Actor::system(), command.clone());
    assert!(file.ok(&Actor::system(), command).is_empty());
    assert_eq!((file.state.status, file.kind()), (Status::Issued, Some(StageKind::Archive)));
}

#[test]
fn the_archive_needs_a_place_and_closes_the_case() {
    let mut file = File::at(purwakarta(), StageKind::Archive);
    let archive = |place: &str| Command::Archive { location: place.to_owned() };
    assert_eq!(file.refused(&Cast::division(), archive(" ")), Refusal::ArchivePlaceMissing);
    assert!(matches!(file.refused(&Cast::handover(), archive("Rak 3")), Refusal::NotAllowed { .. }));
    file.ok(&Cast::division(), archive("Rak 3"));
    assert_eq!(file.state.status, Status::HandedOver);
    assert!(file.state.stage.is_none());
}
