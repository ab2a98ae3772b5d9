//! Draft, chain of initials, approval and refusal with PIN by delegation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::definition::{AgencyId, StageKind};
use domain::official::NoRight;
use domain::party::Actor;
use domain::pin::PinAct;
use domain::process::*;
use process_support::cast::{absence, appointment, delegation};
use process_support::file::proof;
use process_support::*;
use proves::proves;

fn initial(n: u8) -> Command {
    Command::Initial { digest: digest(n) }
}

fn decide_on(n: u8) -> Command {
    Command::Decide { digest: digest(n) }
}

fn compose(kind: DraftKind, n: u8) -> Command {
    Command::ComposeDraft { kind, digest: digest(n), file: id(n) }
}

fn approval(reason: &str) -> DraftKind {
    DraftKind::Approval { reason: reason.to_owned() }
}

fn refusal_draft() -> DraftKind {
    DraftKind::Refusal { grounds: vec!["Tidak sesuai tata ruang | Pasal 5".to_owned()] }
}

fn at_decision() -> File {
    let mut file = File::at(imb(), StageKind::Decision);
    file.compose(10);
    file
}

#[test]
fn initials_come_in_order_by_those_who_hold_the_posts() {
    let mut file = at_decision();
    assert_eq!(file.refused(&Cast::secretary(), initial(10)), Refusal::NotYourInitial);
    let awaits = |position: &str| Refusal::InitialMissing { position: position.to_owned() };
    assert_eq!(file.refused(&Cast::head(), decide_on(10)), awaits("kabid"));
    file.ok(&Cast::kabid(), initial(10));
    assert_eq!(file.refused(&Cast::kabid(), initial(10)), Refusal::NotYourInitial);
    assert_eq!(file.refused(&Cast::head(), decide_on(10)), awaits("sekretaris"));
    file.ok(&Cast::secretary(), initial(10));
    file.ok(&Cast::head(), decide_on(10));
    let marks = &file.state.draft.as_ref().unwrap().initials;
    assert_eq!(marks.iter().map(|m| m.position.as_str()).collect::<Vec<_>>(), ["kabid", "sekretaris"]);
}

#[test]
fn a_changed_draft_voids_the_chain_with_a_reason() {
    let mut file = at_decision();
    file.ok(&Cast::kabid(), initial(10));
    let events = file.ok(&Actor::system(), compose(approval(""), 11));
    assert!(
        matches!(&events[0], Event::DraftComposed { voided: Some(why), .. } if why.contains("1 paraf gugur"))
    );
    assert!(file.state.draft.as_ref().unwrap().initials.is_empty());
    assert_eq!(file.refused(&Cast::kabid(), initial(10)), Refusal::DraftChanged);
    assert_eq!(file.refused(&Cast::head(), decide_on(10)), Refusal::DraftChanged);
}

#[test]
fn the_same_draft_composed_again_keeps_its_initials() {
    let mut file = at_decision();
    file.ok(&Cast::kabid(), initial(10));
    assert!(file.ok(&Actor::system(), compose(approval(""), 10)).is_empty());
    assert_eq!(file.state.draft.as_ref().unwrap().initials.len(), 1);
}

#[test]
fn one_person_in_two_posts_is_not_asked_twice() {
    let mut file = at_decision();
    file.world.officials.appointments[2].account = account(9);
    file.ok(&Cast::kabid(), initial(10));
    file.ok(&Cast::head(), decide_on(10));
}

#[test]
fn a_post_taken_over_after_the_mark_was_not_initialled_for() {
    let mut file = at_decision();
    file.set("2026-03-04T10:00:00");
    file.ok(&Cast::kabid(), initial(10));
    file.world.officials.absences.push(absence(10, "2026-03-05", "2026-03-06"));
    let plh = appointment("sekretaris", 9, "2026-03-05", Some("2026-03-06"), domain::official::Tenure::Plh);
    file.world.officials.appointments.push(plh);
    file.set("2026-03-05T10:00:00");
    let refusal = file.refused(&Cast::head(), decide_on(10));
    assert_eq!(refusal, Refusal::InitialMissing { position: "sekretaris".to_owned() });
}

#[test]
fn who_decides_is_not_asked_for_the_own_lower_initials() {
    let mut file = File::submitted(imb());
    file.set("2026-03-30T09:00:00");
    file.until(StageKind::Decision);
    file.compose(10);
    file.ok(&Cast::kabid(), initial(10));
    file.ok(&Cast::secretary(), decide_on(10));
    assert_eq!(file.state.decision.as_ref().unwrap().right.title, "Plh. Kepala Dinas");
}

#[test]
fn a_draft_is_composed_by_the_system_or_by_who_decides() {
    let mut file = File::at(imb(), StageKind::Decision);
    for who in [Cast::owner(), Cast::kabid(), Cast::verifier(), Cast::printer()] {
        let refusal = file.refused(&who, compose(approval(""), 66));
        assert!(matches!(refusal, Refusal::NotAllowed { .. }), "{}", who.name);
    }
    assert_eq!(
        file.refused(&Cast::head(), compose(DraftKind::Refusal { grounds: vec![" ".to_owned()] }, 66)),
        Refusal::GroundsMissing
    );
    file.ok(&Cast::head(), compose(refusal_draft(), 66));
}

#[test]
fn background_work_does_not_undo_a_refusal_that_an_official_wrote() {
    let mut file = at_decision();
    file.ok(&Cast::head(), compose(refusal_draft(), 66));
    assert!(file.ok(&Actor::system(), compose(approval(""), 12)).is_empty());
    assert_eq!(file.state.draft.as_ref().unwrap().digest, digest(66));
}

#[test]
#[proves("MJK18-11.3.e", "KDR11-11.3.e")]
fn a_refusal_is_terminal_and_keeps_its_grounds() {
    let mut file = at_decision();
    file.ok(&Cast::head(), compose(refusal_draft(), 66));
    file.ok(&Cast::kabid(), initial(66));
    file.ok(&Cast::secretary(), initial(66));
    file.ok(&Cast::head(), decide_on(66));
    assert_eq!(file.state.status, Status::Refused);
    let decision = file.state.decision.as_ref().unwrap();
    assert!(!decision.approved);
    assert_eq!(decision.reasons, ["Tidak sesuai tata ruang | Pasal 5"]);
    assert!(file.state.closed_at.is_some() && file.state.stage.is_none());
    file.ok(&Actor::system(), Command::FileLetter { letter: file::issued(70, file.now) });
    assert!(file.state.letter.is_some());
}

#[test]
#[proves("MJK18-11.3.e")]
fn an_approval_moves_on_to_the_next_stage() {
    let file = File::at(imb(), StageKind::Payment);
    assert!(file.state.decision.as_ref().unwrap().approved);
    assert_eq!(file.state.status, Status::InProcess);
}

#[test]
fn deciding_against_an_agency_needs_a_written_reason() {
    let mut file = File::at(sip(), StageKind::TechnicalRecommendation);
    let no = Command::Recommend {
        agency: AgencyId("dinkes".to_owned()),
        outcome: RecommendationOutcome::NotRecommended,
        values: Default::default(),
        note: "Alat kurang.".to_owned(),
    };
    file.ok(&Cast::dinkes(), no);
    file.compose(10);
    file.ok(&Cast::kabid(), initial(10));
    assert_eq!(file.refused(&Cast::head(), decide_on(10)), Refusal::ReasonMissing);
    assert_eq!(file.refused(&Cast::head(), compose(approval(" "), 11)), Refusal::ReasonMissing);
    file.ok(&Cast::head(), compose(approval("Alat sudah datang."), 11));
    file.ok(&Cast::kabid(), initial(11));
    file.ok(&Cast::head(), decide_on(11));
    assert_eq!(file.state.decision.as_ref().unwrap().reasons, ["Alat sudah datang."]);
}

#[test]
#[proves("MJK18-13.3")]
fn initials_approval_and_signature_are_refused_without_their_own_pin() {
    let none = Given { pin: None, ..Given::default() };
    let wrong = |file: &File, who: &Actor, act: PinAct, of: u8| Given {
        pin: Some(proof(who, act, digest(of), file.now, &file.world)),
        ..Given::default()
    };
    let mut file = at_decision();
    assert_eq!(file.refused_with(&Cast::kabid(), initial(10), &none), Refusal::PinMissing);
    for (act, of) in [(PinAct::Sign, 10), (PinAct::Initial, 11)] {
        let given = wrong(&file, &Cast::kabid(), act, of);
        assert_eq!(file.refused_with(&Cast::kabid(), initial(10), &given), Refusal::PinForAnotherAct);
    }
    file.ok(&Cast::kabid(), initial(10));
    file.ok(&Cast::secretary(), initial(10));
    assert_eq!(file.refused_with(&Cast::head(), decide_on(10), &none), Refusal::PinMissing);
    let of_another = wrong(&file, &Cast::secretary(), PinAct::Decide, 10);
    assert_eq!(file.refused_with(&Cast::head(), decide_on(10), &of_another), Refusal::PinForAnotherAct);
    let mut file = File::at(sip(), StageKind::Signing);
    let sign = Command::Sign { digest: digest(20) };
    assert_eq!(file.refused_with(&Cast::head(), sign.clone(), &none), Refusal::PinMissing);
    let of_b = wrong(&file, &Cast::head(), PinAct::Sign, 21);
    assert_eq!(file.refused_with(&Cast::head(), sign.clone(), &of_b), Refusal::PinForAnotherAct);
    file.ok(&Cast::head(), sign);
}

#[test]
#[proves("MJK18-13.4")]
fn deciding_and_signing_need_a_delegation_for_the_service_and_the_day() {
    let mut file = at_decision();
    file.ok(&Cast::kabid(), initial(10));
    file.ok(&Cast::secretary(), initial(10));
    let no = |why| Refusal::NoSigningRight { why };
    for register in [
        delegation("kepala_dinas", &["sip-dokter"], "2026-01-01", None),
        delegation("kepala_dinas", &[], "2026-01-01", Some("2026-03-01")),
        delegation("kepala_dinas", &[], "2026-03-03", None),
        delegation("sekretaris", &[], "2026-01-01", None),
    ] {
        file.world.officials.delegations = vec![register];
        assert_eq!(file.refused(&Cast::head(), decide_on(10)), no(NoRight::NoDelegation));
    }
    file.world.officials.delegations =
        vec![delegation("kepala_dinas", &["imb"], "2026-03-02", Some("2026-03-02"))];
    file.ok(&Cast::head(), decide_on(10));
    let right = &file.state.decision.as_ref().unwrap().right;
    assert_eq!(right.delegation_decree, "SK Pelimpahan 1/2026");
}

#[test]
fn the_head_on_leave_decides_nothing() {
    let mut file = File::submitted(sip());
    file.set("2026-03-31T09:00:00");
    file.until(StageKind::Decision);
    file.compose(10);
    file.ok(&Cast::kabid(), initial(10));
    assert_eq!(file.refused(&Cast::head(), decide_on(10)), Refusal::NoSigningRight { why: NoRight::Absent });
    file.ok(&Cast::secretary(), decide_on(10));
}

#[test]
fn a_letter_is_filed_only_for_a_closed_file() {
    let mut file = at_decision();
    let letter = Command::FileLetter { letter: file::issued(70, file.now) };
    assert!(matches!(file.refused(&Actor::system(), letter), Refusal::WrongStatus { .. }));
}
