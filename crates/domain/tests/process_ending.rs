//! Hand-over, cancellation and revocation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::definition::StageKind;
use domain::official::NoRight;
use domain::party::Actor;
use domain::process::*;
use process_support::*;
use proves::proves;

fn hand(recipient: RecipientKind, with_skrd: bool) -> Command {
    Command::HandOver { recipient, with_skrd }
}

fn holder() -> RecipientKind {
    RecipientKind::Holder { id_seen: "KTP".to_owned() }
}

fn courier(waybill: &str) -> RecipientKind {
    RecipientKind::Courier { received_by: "Ibu Sri".to_owned(), waybill: waybill.to_owned() }
}

fn ship() -> Command {
    Command::Ship { courier: "Kurir Contoh".to_owned(), waybill: "RESI-1".to_owned() }
}

#[test]
#[proves("MJK18-18.2")]
fn a_liable_permit_is_handed_over_only_with_its_skrd() {
    let mut file = File::at(imb(), StageKind::Handover);
    assert_eq!(file.refused(&Cast::handover(), hand(holder(), false)), Refusal::SkrdNotHandedOver);
    file.ok(&Cast::handover(), hand(holder(), true));
    assert_eq!(file.state.handover.as_ref().unwrap().items, ["permit", "skrd"]);
    let mut free = File::at(sip(), StageKind::Handover);
    free.ok(&Cast::handover(), hand(holder(), false));
    assert_eq!(free.state.handover.as_ref().unwrap().items, ["permit"]);
}

#[test]
#[proves("MJK18-18.1")]
fn courier_and_collection_both_close_a_case() {
    let mut sent = File::at(sip(), StageKind::Handover);
    assert_eq!(sent.refused(&Cast::handover(), hand(courier("RESI-1"), true)), Refusal::NotShipped);
    let empty = Command::Ship { courier: "Kurir".to_owned(), waybill: " ".to_owned() };
    assert_eq!(sent.refused(&Cast::handover(), empty), Refusal::ShipmentIncomplete);
    sent.ok(&Cast::handover(), ship());
    assert_eq!(sent.refused(&Cast::handover(), hand(courier("RESI-2"), true)), Refusal::WaybillDiffers);
    sent.ok(&Cast::handover(), hand(courier("RESI-1"), true));
    assert_eq!(sent.state.handover.as_ref().unwrap().how, "courier");
    let mut collected = File::at(sip(), StageKind::Handover);
    collected.ok(&Cast::handover(), hand(holder(), true));
    assert_eq!((sent.state.status, collected.state.status), (Status::HandedOver, Status::HandedOver));
}

#[test]
#[proves("MJK18-18.1")]
fn a_failed_delivery_brings_the_document_back_to_the_counter() {
    let mut file = File::at(sip(), StageKind::Handover);
    let back = |reason: &str| Command::ReturnShipment { reason: reason.to_owned() };
    assert_eq!(file.refused(&Cast::handover(), back("Alamat kosong.")), Refusal::NotShipped);
    file.ok(&Cast::handover(), ship());
    assert_eq!(file.refused(&Cast::handover(), back(" ")), Refusal::NoteMissing);
    file.ok(&Cast::handover(), back("Alamat kosong."));
    // Nobody received it with that waybill; the holder collects it.
    assert_eq!(file.refused(&Cast::handover(), hand(courier("RESI-1"), true)), Refusal::NotShipped);
    file.ok(&Cast::handover(), hand(holder(), true));
    assert_eq!(file.state.handover.as_ref().unwrap().how, "holder");
}

#[test]
#[proves("KDR11-18.1")]
fn where_the_courier_is_the_rule_the_counter_has_only_what_came_back() {
    let mut file = File::at(sip(), StageKind::Handover);
    file.world.policy.courier = CourierRule::Mandatory;
    assert_eq!(file.refused(&Cast::handover(), hand(holder(), true)), Refusal::CourierFirst);
    file.ok(&Cast::handover(), ship());
    file.ok(&Cast::handover(), Command::ReturnShipment { reason: "Rumah kosong.".to_owned() });
    file.ok(&Cast::handover(), hand(holder(), true));
    assert_eq!(file.state.handover.as_ref().unwrap().how, "holder");
    // And where nothing is sent, nothing is.
    let mut none = File::at(sip(), StageKind::Handover);
    none.world.policy.courier = CourierRule::None;
    assert_eq!(none.refused(&Cast::handover(), ship()), Refusal::CourierNotUsed);
    none.ok(&Cast::handover(), hand(holder(), true));
}

#[test]
#[proves("MJK18-11.3.k")]
fn the_case_closes_only_with_a_complete_receipt() {
    let mut file = File::at(sip(), StageKind::Handover);
    let proxy = |name: &str, relation: &str, seen: &str, power: bool| RecipientKind::Representative {
        name: name.to_owned(),
        relation: relation.to_owned(),
        id_seen: seen.to_owned(),
        power_of_attorney: power,
    };
    for recipient in [
        RecipientKind::Holder { id_seen: " ".to_owned() },
        proxy("", "anak", "KTP", true),
        proxy("Rina", "", "KTP", true),
        proxy("Rina", "anak", "", true),
        proxy("Rina", "anak", "KTP", false),
    ] {
        assert_eq!(file.refused(&Cast::handover(), hand(recipient, true)), Refusal::RecipientIncomplete);
    }
    assert!(file.state.closed_at.is_none());
    file.ok(&Cast::handover(), hand(proxy("Rina", "anak", "KTP", true), true));
    assert_eq!(file.state.status, Status::HandedOver);
    assert!(file.state.closed_at.is_some());
    assert!(matches!(file.refused(&Cast::handover(), hand(holder(), true)), Refusal::WrongStatus { .. }));
}

fn ask() -> Command {
    Command::RequestCancellation { reason: "Tidak jadi membangun.".to_owned() }
}

fn check(proper: bool) -> Command {
    Command::CheckCancellation { proper, note: "Alasan jelas.".to_owned(), digest: digest(60) }
}

fn settle(approve: bool, of: u8) -> Command {
    Command::DecideCancellation { approve, note: "Tidak beralasan.".to_owned(), digest: digest(of) }
}

#[test]
#[proves("MJK18-7.2.b")]
fn a_pending_file_is_cancelled_by_request_check_and_decision_with_pin() {
    let mut file = File::at(imb(), StageKind::Decision);
    assert_eq!(file.refused(&Cast::stranger(), ask()), Refusal::NotYours);
    let silent = Command::RequestCancellation { reason: " ".to_owned() };
    assert_eq!(file.refused(&Cast::owner(), silent), Refusal::CancellationReasonMissing);
    assert_eq!(file.refused(&Cast::verifier(), check(true)), Refusal::CancellationMissing);
    file.ok(&Cast::owner(), ask());
    assert_eq!(file.refused(&Cast::owner(), ask()), Refusal::CancellationExists);
    assert_eq!(file.refused(&Cast::head(), settle(true, 60)), Refusal::CancellationMissing);
    file.ok(&Cast::verifier(), check(true));
    let none = Given { pin: None, ..Given::default() };
    assert_eq!(file.refused_with(&Cast::head(), settle(true, 60), &none), Refusal::PinMissing);
    assert_eq!(file.refused(&Cast::head(), settle(true, 61)), Refusal::DraftChanged);
    file.ok(&Cast::head(), settle(true, 60));
    assert_eq!(file.state.status, Status::Cancelled);
    assert!(file.state.stage.is_none() && file.state.closed_at.is_some());
}

#[test]
fn a_declined_request_leaves_the_file_where_it_was() {
    let mut file = File::at(imb(), StageKind::Decision);
    file.ok(&Cast::owner(), ask());
    file.ok(&Cast::verifier(), check(false));
    assert!(file.state.cancellation.is_none());
    file.ok(&Cast::owner(), ask());
    file.ok(&Cast::verifier(), check(true));
    file.ok(&Cast::head(), settle(false, 60));
    assert_eq!((file.state.status, file.kind()), (Status::InProcess, Some(StageKind::Decision)));
    file.finish();
}

#[test]
fn an_existing_document_is_revoked_also_after_hand_over() {
    for kind in [StageKind::Survey, StageKind::Handover] {
        let mut file = File::at(sip(), kind);
        file.ok(&Cast::owner(), ask());
        file.ok(&Cast::verifier(), check(true));
        file.ok(&Cast::head(), settle(true, 60));
        assert_eq!(file.state.status, Status::Revoked);
    }
    let mut file = File::at(sip(), StageKind::Handover);
    file.finish();
    file.ok(&Cast::owner(), ask());
    file.ok(&Cast::verifier(), check(true));
    file.ok(&Cast::head(), settle(true, 60));
    assert_eq!(file.state.status, Status::Revoked);
}

#[test]
fn a_request_made_before_issue_and_decided_after_it_revokes() {
    let mut file = File::at(sip(), StageKind::Numbering);
    file.ok(&Cast::owner(), ask());
    file.until(StageKind::Survey);
    file.ok(&Cast::verifier(), check(true));
    file.ok(&Cast::head(), settle(true, 60));
    assert_eq!(file.state.status, Status::Revoked);
}

#[test]
fn what_ended_otherwise_is_neither_cancelled_nor_revoked() {
    let mut file = File::at(imb(), StageKind::Payment);
    file.issue_skrd();
    file.ok(&Actor::system(), Command::ConfirmNoticeReceived { at: file.now });
    file.ok(&Cast::owner(), ask());
    file.ok(&Cast::verifier(), check(true));
    file.set("2026-06-02T09:00:00");
    file.ok(&Actor::system(), Command::Expire);
    assert!(matches!(file.refused(&Cast::head(), settle(true, 60)), Refusal::WrongStatus { .. }));
    assert!(matches!(file.refused(&Cast::verifier(), check(true)), Refusal::WrongStatus { .. }));
    assert!(matches!(file.refused(&Cast::owner(), ask()), Refusal::WrongStatus { .. }));
}

#[test]
fn a_file_that_is_away_for_correction_can_be_cancelled() {
    let mut file = File::submitted(sip());
    let item = CorrectionItem { item: "doc.ktp".to_owned(), note: "Buram.".to_owned() };
    file.ok(&Cast::verifier(), Command::RequestCorrection { items: vec![item] });
    file.ok(&Cast::owner(), ask());
    file.ok(&Cast::verifier(), check(true));
    assert_eq!(
        file.refused(&Cast::secretary(), settle(true, 60)),
        Refusal::NoSigningRight { why: NoRight::NoDelegation }
    );
    file.ok(&Cast::head(), settle(true, 60));
    assert_eq!(file.state.status, Status::Cancelled);
}

#[test]
fn a_contact_is_noted_by_the_desk_with_words() {
    let mut file = File::submitted(sip());
    let note = |text: &str| Command::NoteContact { note: text.to_owned() };
    assert_eq!(file.refused(&Cast::verifier(), note("")), Refusal::NoteMissing);
    assert!(matches!(file.refused(&Cast::owner(), note("Ditelepon.")), Refusal::NotAllowed { .. }));
    file.ok(&Cast::verifier(), note("Ditelepon."));
}
