//! Printing, signing, numbering and scanning: electronic and in ink (MJK18-11.3.g to i, 13, 16; ).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::capability::RoleId;
use domain::definition::{SigningMode, StageKind};
use domain::official::NoRight;
use domain::party::Actor;
use domain::process::*;
use process_support::file::{attached, issued};
use process_support::*;
use proves::proves;

fn sign(n: u8) -> Command {
    Command::Sign { digest: digest(n) }
}

fn ink(n: u8) -> Command {
    Command::SignInInk { digest: digest(n) }
}

fn number(text: &str) -> Command {
    Command::AssignNumber { number: text.to_owned() }
}

fn spoil(serial: &str) -> Command {
    Command::SpoilSheet { serial: serial.to_owned(), reason: "Kertas macet.".to_owned() }
}

fn scan(n: u8) -> Command {
    Command::Scan { file: attached(n) }
}

fn compare(matches: bool) -> Command {
    Command::SettleScan { matches, note: "Nomor tidak terbaca.".to_owned() }
}

fn sealed(file: &File) -> Command {
    Command::FileSealed { document: issued(40, file.now) }
}

#[test]
#[proves("MJK18-11.3.g", "MJK18-16.1", "KDR11-11.3.g")]
fn only_the_paper_kind_of_the_service_from_stock_is_printed_on() {
    let mut file = File::at(kartu(), StageKind::Printing);
    let print = file.print(1);
    assert_eq!(file.refused(&Cast::printer(), print.clone()), Refusal::PageNotReady);
    file.freeze(20).unwrap();
    let other = Command::Print { paper: "hijau".to_owned(), serial: "A-1".to_owned() };
    assert_eq!(file.refused(&Cast::printer(), other), Refusal::WrongPaper { expected: "kartu".to_owned() });
    let used = Given { sheet_available: false, ..Given::default() };
    let refusal = file.refused_with(&Cast::printer(), print.clone(), &used);
    assert_eq!(refusal, Refusal::SheetNotAvailable { serial: "A-000001".to_owned() });
    file.ok(&Cast::printer(), print);
    assert_eq!(file.state.valid_sheet().unwrap().serial, "A-000001");
    assert_eq!(file.kind(), Some(StageKind::Signing));
}

#[test]
#[proves("MJK18-16.2", "MJK18-13.5")]
fn in_ink_nothing_is_signed_before_it_is_printed_and_electronically_it_may_be() {
    let mut wet = File::at(imb(), StageKind::Printing);
    wet.freeze(20).unwrap();
    assert_eq!(wet.refused(&Cast::head(), ink(20)), Refusal::NotPrinted);
    assert_eq!(wet.refused(&Cast::head(), sign(20)), Refusal::NotPrinted);
    let print = wet.print(1);
    wet.ok(&Cast::printer(), print);
    wet.ok(&Cast::head(), ink(20));
    wet.finish();
    let mut definition = sip();
    definition.stages.swap(6, 7);
    let mut electronic = File::at(definition, StageKind::Signing);
    electronic.freeze(20).unwrap();
    assert!(electronic.state.sheets.is_empty());
    electronic.ok(&Cast::head(), sign(20));
    electronic.ok(
        &Actor::system(),
        Command::FileSigned { signed: FiledDocument { digest: digest(30), file: id(30) } },
    );
    electronic.finish();
    assert_eq!((wet.state.status, electronic.state.status), (Status::HandedOver, Status::HandedOver));
}

#[test]
#[proves("MJK18-11.3.h", "KDR11-11.3.h")]
fn only_the_authorised_official_signs() {
    let mut file = File::at(sip(), StageKind::Signing);
    for who in [Cast::printer(), Cast::kabid(), Cast::owner(), Cast::validator()] {
        assert!(matches!(file.refused(&who, sign(20)), Refusal::NotAllowed { .. }), "{}", who.name);
    }
    assert_eq!(
        file.refused(&Cast::secretary(), sign(20)),
        Refusal::NoSigningRight { why: NoRight::NoDelegation }
    );
    let mut role = Cast::head();
    role.roles.remove(&RoleId::from("head_of_office"));
    assert!(matches!(file.refused(&role, sign(20)), Refusal::NotAllowed { .. }));
    file.ok(&Cast::head(), sign(20));
    assert_eq!(file.refused(&Cast::head(), sign(20)), Refusal::AlreadySigned);
}

/// Frozen for the secretary's block, as on her first day as Plh.
fn page_of_secretary(n: u8, date: &str) -> Command {
    let page = FrozenPage { digest: digest(n), file: id(n), signer: account(10), date: Some(day(date)) };
    Command::FreezePage { page }
}

#[test]
#[proves("MJK18-13.4")]
fn a_plh_does_not_sign_a_day_too_early_nor_a_day_too_late() {
    let mut file = File::at(sip(), StageKind::Signing);
    for (date, allowed) in
        [("2026-03-29", false), ("2026-03-30", true), ("2026-04-02", true), ("2026-04-03", false)]
    {
        let mut copy =
            File { world: World::new(sip()), state: file.state.clone(), events: Vec::new(), now: file.now };
        copy.set(&format!("{date}T10:00:00"));
        copy.ok(&Actor::system(), page_of_secretary(21, date));
        if allowed {
            copy.ok(&Cast::secretary(), sign(21));
            assert_eq!(copy.state.signature.as_ref().unwrap().right.title, "Plh. Kepala Dinas");
        } else {
            assert!(
                matches!(copy.refused(&Cast::secretary(), sign(21)), Refusal::NoSigningRight { .. }),
                "{date}"
            );
        }
    }
    file.set("2026-03-30T10:00:00");
    assert_eq!(file.refused(&Cast::head(), sign(20)), Refusal::NoSigningRight { why: NoRight::Absent });
}

#[test]
fn a_page_with_another_signers_block_or_another_day_is_not_signed() {
    let mut file = File::at(sip(), StageKind::Signing);
    file.ok(&Actor::system(), page_of_secretary(21, "2026-03-02"));
    assert_eq!(file.refused(&Cast::head(), sign(21)), Refusal::DraftChanged);
    file.freeze(22).unwrap();
    assert_eq!(file.refused(&Cast::head(), sign(21)), Refusal::DraftChanged);
    file.set("2026-03-03T09:00:00");
    assert_eq!(file.refused(&Cast::head(), sign(22)), Refusal::DraftChanged);
}

#[test]
fn nothing_is_signed_unseen() {
    let mut file = File::at(sip(), StageKind::Signing);
    let unseen = Given { document_seen: false, ..Given::default() };
    assert_eq!(file.refused_with(&Cast::head(), sign(20), &unseen), Refusal::DocumentNotSeen);
}

#[test]
#[proves("MJK18-1.11")]
fn the_signature_is_bound_to_the_digest_the_signer_and_the_right() {
    let mut file = File::at(sip(), StageKind::Signing);
    assert_eq!(file.refused(&Cast::head(), sign(99)), Refusal::DraftChanged);
    file.ok(&Cast::head(), sign(20));
    let signature = file.state.signature.clone().unwrap();
    assert_eq!((signature.consented, signature.mode), (digest(20), SigningMode::Electronic));
    assert_eq!(signature.by.account, Cast::head().account);
    assert_eq!(file.freeze(23).unwrap_err(), Refusal::PageNotReady);
}

#[test]
fn a_page_is_frozen_only_for_an_approved_file_that_still_moves() {
    let mut early = File::at(sip(), StageKind::Decision);
    assert_eq!(early.freeze(20).unwrap_err(), Refusal::PageNotReady);
    let mut wet = File::at(imb(), StageKind::Signing);
    assert_eq!(wet.freeze(21).unwrap_err(), Refusal::PageNotReady, "the sheet lies on the desk");
    let mut gone = File::at(imb(), StageKind::Payment);
    gone.issue_skrd();
    gone.ok(&Actor::system(), Command::ConfirmNoticeReceived { at: gone.now });
    gone.set("2026-06-02T09:00:00");
    gone.ok(&Actor::system(), Command::Expire);
    assert!(matches!(gone.freeze(20), Err(Refusal::WrongStatus { .. })));
}

#[test]
#[proves("MJK18-11.3.i")]
fn a_number_is_given_once_after_the_signature_and_never_empty() {
    let mut file = File::at(sip(), StageKind::Signing);
    assert!(matches!(file.refused(&Cast::printer(), number("1")), Refusal::WrongStage { .. }));
    file.until(StageKind::Numbering);
    assert!(matches!(file.refused(&Cast::printer(), number(" ")), Refusal::Invalid { .. }));
    assert!(matches!(file.refused(&Cast::verifier(), number("1")), Refusal::NotAllowed { .. }));
    file.ok(&Cast::printer(), number("500/0147/2026"));
    assert_eq!(file.refused(&Cast::printer(), number("500/0148/2026")), Refusal::AlreadyNumbered);
    assert_eq!(file.state.number.as_ref().unwrap().number, "500/0147/2026");
}

#[test]
fn a_cancelled_file_gets_no_number() {
    let mut file = File::at(sip(), StageKind::Numbering);
    file.ok(&Cast::owner(), Command::RequestCancellation { reason: "Pindah kota.".to_owned() });
    file.ok(
        &Cast::verifier(),
        Command::CheckCancellation { proper: true, note: String::new(), digest: digest(60) },
    );
    file.ok(
        &Cast::head(),
        Command::DecideCancellation { approve: true, note: String::new(), digest: digest(60) },
    );
    assert_eq!(file.state.status, Status::Cancelled);
    assert!(matches!(file.refused(&Cast::printer(), number("1")), Refusal::WrongStatus { .. }));
    let seal = sealed(&file);
    assert!(matches!(file.refused(&Actor::system(), seal), Refusal::WrongStatus { .. }));
}

#[test]
fn an_unnumbered_sheet_is_not_scanned_and_an_electronic_document_never() {
    let mut wet = File::at(imb(), StageKind::Numbering);
    assert_eq!(wet.refused(&Cast::printer(), scan(50)), Refusal::NotNumbered);
    let mut electronic = File::at(sip(), StageKind::Numbering);
    electronic.ok(&Cast::printer(), number("1"));
    assert!(matches!(electronic.refused(&Cast::printer(), scan(50)), Refusal::WrongStage { .. }));
}

#[test]
fn a_second_person_compares_the_scan_and_only_then_it_is_sealed() {
    let mut file = File::at(imb(), StageKind::Numbering);
    file.ok(&Cast::printer(), number("1"));
    assert_eq!(file.refused(&Cast::comparer(), compare(true)), Refusal::ScanMissing);
    file.ok(&Cast::printer(), scan(50));
    assert_eq!(file.refused(&Cast::printer(), compare(true)), Refusal::OwnScan);
    let seal = sealed(&file);
    assert_eq!(file.refused(&Actor::system(), seal.clone()), Refusal::ScanMissing);
    file.ok(&Cast::comparer(), compare(false));
    assert!(file.state.scan.is_none());
    file.ok(&Cast::printer(), scan(51));
    file.ok(&Cast::comparer(), compare(true));
    assert_eq!(file.refused(&Cast::comparer(), compare(false)), Refusal::ScanSettled);
    assert_eq!(file.refused(&Cast::printer(), scan(52)), Refusal::ScanSettled);
    file.ok(&Actor::system(), seal);
    assert_eq!(file.state.status, Status::Issued);
}

#[test]
fn nothing_is_sealed_without_number_and_certified_signature() {
    let mut file = File::at(sip(), StageKind::Numbering);
    let seal = sealed(&file);
    assert_eq!(file.refused(&Actor::system(), seal.clone()), Refusal::NotNumbered);
    let mut batang = File::at(batang(), StageKind::Signing);
    batang.freeze(20).unwrap();
    assert_eq!(batang.refused(&Actor::system(), seal.clone()), Refusal::SignatureNotReady);
    file.ok(&Cast::printer(), number("1"));
    file.ok(&Actor::system(), seal.clone());
    assert!(file.ok(&Actor::system(), seal).is_empty(), "a repeated job changes nothing");
}

#[test]
fn the_certified_document_of_a_numbered_one_waits_for_its_seal() {
    let mut file = File::at(batang(), StageKind::Signing);
    file.freeze(20).unwrap();
    file.ok(&Cast::head(), sign(20));
    let signed = Command::FileSigned { signed: FiledDocument { digest: digest(30), file: id(30) } };
    file.ok(&Actor::system(), signed.clone());
    assert_eq!(file.kind(), Some(StageKind::Signing));
    assert!(file.ok(&Actor::system(), signed).is_empty());
    let seal = sealed(&file);
    file.ok(&Actor::system(), seal);
    assert_eq!(file.kind(), Some(StageKind::Notice));
}

#[test]
fn a_spoiled_sheet_is_replaced_before_the_signature_without_a_way_back() {
    let mut file = File::at(imb(), StageKind::Signing);
    assert!(matches!(file.refused(&Cast::printer(), spoil("A-000009")), Refusal::SheetNotAvailable { .. }));
    assert!(matches!(file.refused(&Cast::head(), spoil("A-000001")), Refusal::NotAllowed { .. }));
    file.ok(&Cast::printer(), spoil("A-000001"));
    assert_eq!(file.kind(), Some(StageKind::Signing));
    assert_eq!(file.refused(&Cast::head(), ink(20)), Refusal::NotPrinted);
    file.freeze(24).unwrap();
    let print = file.print(2);
    file.ok(&Cast::printer(), print.clone());
    assert_eq!(
        file.refused(&Cast::printer(), print),
        Refusal::WrongStage { stage: "Penandatanganan".to_owned() }
    );
    file.ok(&Cast::head(), ink(24));
    file.finish();
}

#[test]
fn ink_goes_with_its_spoiled_sheet_and_the_number_stays() {
    let mut file = File::at(imb(), StageKind::Numbering);
    file.ok(&Cast::printer(), number("500/0147/2026"));
    file.ok(&Cast::printer(), scan(50));
    file.ok(&Cast::printer(), spoil("A-000001"));
    assert_eq!(file.kind(), Some(StageKind::Printing));
    assert!(file.state.signature.is_none() && file.state.scan.is_none());
    let print = file.print(2);
    file.ok(&Cast::printer(), print);
    file.finish();
    assert_eq!(file.state.number.as_ref().unwrap().number, "500/0147/2026");
    assert_eq!(file.events.iter().filter(|(e, _)| e.name() == "numbered").count(), 1);
    assert_eq!(file.state.sheets.len(), 2);
}

#[test]
fn a_sheet_spoiled_after_the_survey_does_not_ask_for_the_survey_again() {
    let mut file = File::at(kediri_wet(), StageKind::Numbering);
    file.ok(&Cast::printer(), spoil("A-000001"));
    let print = file.print(2);
    file.ok(&Cast::printer(), print);
    file.finish();
    assert_eq!(file.events.iter().filter(|(e, _)| e.name() == "survey_answered").count(), 1);
}

#[test]
fn an_issued_electronic_document_is_printed_anew_before_it_is_handed_over() {
    let mut file = File::at(sip(), StageKind::Handover);
    file.ok(&Cast::printer(), spoil("A-000001"));
    assert_eq!(file.refused(&Cast::handover(), File::holder()), Refusal::SheetMissing);
    assert!(file.state.signature.is_some());
    let print = file.print(2);
    file.ok(&Cast::printer(), print);
    file.ok(&Cast::handover(), File::holder());
    let mut wet = File::at(imb(), StageKind::Handover);
    assert!(matches!(wet.refused(&Cast::printer(), spoil("A-000001")), Refusal::WrongStatus { .. }));
}

#[test]
fn ink_with_the_number_printed_before_is_scanned_at_the_signing_desk() {
    let mut definition = sip();
    definition.product.signing = SigningMode::Wet;
    definition.stages.swap(7, 8);
    definition.stages.swap(6, 7);
    let mut file = File::at(definition, StageKind::Signing);
    file.ok(&Cast::head(), ink(20));
    assert_eq!(file.kind(), Some(StageKind::Signing));
    file.ok(&Cast::printer(), scan(50));
    file.ok(&Cast::comparer(), compare(true));
    let seal = sealed(&file);
    file.ok(&Actor::system(), seal);
    file.finish();
    assert_eq!(file.state.status, Status::HandedOver);
}

#[test]
#[proves("MJK18-13.4", "MJK18-16.2")]
fn a_sheet_with_the_name_of_who_no_longer_signs_is_replaced_before_the_ink() {
    let mut file = File::at(imb(), StageKind::Printing);
    file.freeze(20).unwrap();
    let print = file.print(1);
    file.ok(&Cast::printer(), print);
    // The head goes on leave; the secretary is Plh from today.
    file.set("2026-03-30T10:00:00");
    assert_eq!(file.refused(&Cast::head(), ink(20)), Refusal::NoSigningRight { why: NoRight::Absent });
    let other = Refusal::SheetForAnother { serial: "A-000001".to_owned() };
    assert_eq!(file.refused(&Cast::secretary(), ink(20)), other);
    file.ok(&Cast::printer(), spoil("A-000001"));
    let again = file.print(2);
    assert_eq!(file.refused(&Cast::printer(), again.clone()), Refusal::PageOutlived);
    assert_eq!(file.refused(&Cast::secretary(), ink(20)), Refusal::NotPrinted);
    let page = FrozenPage { digest: digest(21), file: id(21), signer: account(10), date: None };
    file.ok(&Actor::system(), Command::FreezePage { page });
    file.ok(&Cast::printer(), again);
    file.ok(&Cast::secretary(), ink(21));
    assert_eq!(file.state.signature.as_ref().unwrap().right.title, "Plh. Kepala Dinas");
}
