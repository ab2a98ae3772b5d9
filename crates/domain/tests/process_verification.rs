//! Verification, correction, validation, sending back and handing back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::calendar::SuspensionReason as ClockReason;
use domain::definition::{StageId, StageKind};
use domain::process::*;
use process_support::cast::by;
use process_support::file::{attached, form};
use process_support::*;
use proves::proves;

fn check(item: &str, ok: bool) -> Command {
    Command::CheckItem {
        item: item.to_owned(),
        ok,
        note: if ok { String::new() } else { "buram".to_owned() },
    }
}

fn ask(items: &[&str]) -> Command {
    let item = |i: &&str| CorrectionItem { item: (*i).to_owned(), note: "Perbaiki.".to_owned() };
    Command::RequestCorrection { items: items.iter().map(item).collect() }
}

fn answer(fields: &[(&str, &str)], documents: &[(&str, u8)]) -> Command {
    let documents = documents.iter().map(|(id, n)| ((*id).to_owned(), attached(*n))).collect();
    Command::AnswerCorrection { form: form(fields), documents, declared: true }
}

fn back(to: &str) -> Command {
    Command::SendBack { to: StageId(to.to_owned()), note: "Lihat lagi.".to_owned() }
}

#[test]
#[proves("MJK18-11.3.b", "KDR11-11.3.b")]
fn verification_cannot_be_skipped_and_keeps_a_result_for_each_document() {
    let mut file = File::submitted(sip());
    let later = [
        (Cast::validator(), Command::Validate),
        (Cast::dinkes(), File::recommend("dinkes", "")),
        (Cast::head(), Command::Decide { digest: digest(10) }),
        (Cast::printer(), Command::AssignNumber { number: "1".to_owned() }),
        (Cast::handover(), File::holder()),
    ];
    for (who, command) in later {
        let name = command.name();
        let refusal = file.refused(&who, command);
        assert!(matches!(refusal, Refusal::WrongStage { .. }), "{name}: {refusal:?}");
    }
    file.ok(&Cast::verifier(), check("form", true));
    let refusal = file.refused(&Cast::verifier(), Command::PassVerification);
    assert_eq!(refusal, Refusal::ItemsUnchecked { items: vec!["doc.ktp".to_owned()] });
    file.ok(&Cast::verifier(), check("doc.ktp", true));
    file.ok(&Cast::verifier(), Command::PassVerification);
    assert_eq!(file.kind(), Some(StageKind::AdminValidation));
    assert!(file.state.checks["doc.ktp"].ok && file.state.checks["form"].ok);
}

#[test]
fn an_item_that_is_wrong_needs_a_note_and_stops_the_file() {
    let mut file = File::submitted(sip());
    let silent = Command::CheckItem { item: "doc.ktp".to_owned(), ok: false, note: " ".to_owned() };
    assert_eq!(file.refused(&Cast::verifier(), silent), Refusal::NoteMissing);
    file.ok(&Cast::verifier(), check("form", true));
    file.ok(&Cast::verifier(), check("doc.ktp", false));
    let refusal = file.refused(&Cast::verifier(), Command::PassVerification);
    assert_eq!(refusal, Refusal::ItemsNotOk { items: vec!["doc.ktp".to_owned()] });
    assert!(matches!(
        file.refused(&Cast::verifier(), check("doc.ijazah", true)),
        Refusal::UnknownDocument { .. }
    ));
}

#[test]
fn a_file_that_somebody_has_taken_is_his_until_it_is_given_back() {
    let mut file = File::submitted(sip());
    let take = |who: &domain::party::Actor| Command::Assign {
        to: by(who),
        note: "giliran".to_owned(),
        overtaking: None,
    };
    file.ok(&Cast::both(), take(&Cast::both()));
    assert!(matches!(file.refused(&Cast::verifier(), check("form", true)), Refusal::TakenBy { .. }));
    assert!(matches!(file.refused(&Cast::verifier(), take(&Cast::verifier())), Refusal::TakenBy { .. }));
    assert!(matches!(
        file.refused(&Cast::verifier(), Command::Unassign { note: String::new() }),
        Refusal::TakenBy { .. }
    ));
    file.ok(&Cast::both(), Command::Unassign { note: String::new() });
    file.ok(&Cast::verifier(), check("form", true));
}

#[test]
fn the_head_of_section_assigns_with_a_note_and_others_do_not() {
    let mut file = File::submitted(sip());
    let give =
        |note: &str| Command::Assign { to: by(&Cast::verifier()), note: note.to_owned(), overtaking: None };
    assert!(matches!(file.refused(&Cast::both(), give("x")), Refusal::NotAllowed { .. }));
    file.ok(&Cast::kabid(), give(""));
    assert_eq!(file.refused(&Cast::kabid(), give("")), Refusal::NoteMissing);
    file.ok(&Cast::kabid(), give("pindah tugas"));
    let own = Command::Assign { to: by(&Cast::kabid()), note: "x".to_owned(), overtaking: None };
    assert!(matches!(file.refused(&Cast::kabid(), own), Refusal::NotAllowed { .. }), "not a desk of the own");
}

#[test]
fn overtaking_an_older_file_asks_for_a_reason() {
    let mut file = File::submitted(sip());
    let take = |why: Option<&str>| Command::Assign {
        to: by(&Cast::verifier()),
        note: String::new(),
        overtaking: why.map(str::to_owned),
    };
    let older = Given { overtakes: true, ..Given::default() };
    assert_eq!(file.refused_with(&Cast::verifier(), take(None), &older), Refusal::OvertakingReasonMissing);
    assert_eq!(
        file.refused_with(&Cast::verifier(), take(Some(" ")), &older),
        Refusal::OvertakingReasonMissing
    );
    file.try_with(&Cast::verifier(), take(Some("Pemohon lansia.")), &older).unwrap();
}

#[test]
#[proves("MJK18-11.3.c", "KDR11-11.3.c")]
fn nobody_validates_the_own_verification() {
    let mut file = File::submitted(sip());
    file.check_all(&Cast::both());
    file.ok(&Cast::both(), Command::PassVerification);
    assert_eq!(file.refused(&Cast::both(), Command::Validate), Refusal::OwnVerification);
    file.ok(&Cast::validator(), Command::Validate);
    assert_eq!(file.kind(), Some(StageKind::TechnicalRecommendation));
}

#[test]
fn who_judged_an_item_does_not_validate_although_another_passed_the_file() {
    let mut file = File::submitted(sip());
    file.check_all(&Cast::both());
    file.ok(&Cast::verifier(), Command::PassVerification);
    assert_eq!(file.refused(&Cast::both(), Command::Validate), Refusal::OwnVerification);
}

#[test]
#[proves("MJK18-11.3.c")]
fn sent_back_to_validation_the_verifier_still_cannot_validate() {
    let mut file = File::submitted(sip());
    file.ok(&Cast::verifier(), check("form", true));
    file.ok(&Cast::verifier(), check("doc.ktp", true));
    file.ok(&Cast::both(), Command::PassVerification);
    file.ok(&Cast::validator(), Command::Validate);
    file.ok(&Cast::dinkes(), back("admin_validation"));
    assert!(file.state.validated_by.is_none());
    assert_eq!(file.refused(&Cast::both(), Command::Validate), Refusal::OwnVerification);
    file.ok(&Cast::validator(), Command::Validate);
}

#[test]
fn a_correction_suspends_the_clock_and_its_answer_lets_it_run_on() {
    let mut file = File::submitted(sip());
    file.set("2026-03-04T10:00:00");
    file.ok(&Cast::verifier(), ask(&["doc.ktp"]));
    assert_eq!(file.state.status, Status::Returned);
    let clock = |f: &File| f.state.clock.clone().unwrap();
    assert_eq!(clock(&file).suspended(), Some(ClockReason::Correction));
    assert_eq!(
        file.state.passage().unwrap().clock.as_ref().unwrap().suspended(),
        Some(ClockReason::Correction)
    );
    let number = file.state.registration;
    // Two working days were used before, so five of seven remain after 9 March.
    file.set("2026-03-09T10:00:00");
    file.ok(&Cast::owner(), answer(&[], &[("ktp", 8)]));
    assert_eq!((file.state.status, file.state.registration), (Status::InProcess, number));
    assert_eq!(clock(&file).due(&file.world.calendar).unwrap().unwrap().last_day, day("2026-03-16"));
    assert_eq!(file.state.documents["ktp"].digest, digest(8));
    assert!(!file.state.checks.contains_key("doc.ktp"));
}

#[test]
fn a_correction_is_answered_whole_with_new_bytes_and_a_new_declaration() {
    let mut file = File::submitted(sip());
    file.ok(&Cast::verifier(), ask(&["doc.ktp", "form.nama"]));
    let left = |items: &[&str]| Refusal::CorrectionIncomplete {
        items: items.iter().map(|i| (*i).to_owned()).collect(),
    };
    let owner = Cast::owner();
    assert_eq!(file.refused(&owner, answer(&[("nama", "Sugeng")], &[])), left(&["doc.ktp"]));
    assert_eq!(file.refused(&owner, answer(&[("nama", "Sugeng")], &[("ktp", 1)])), left(&["doc.ktp"]));
    assert_eq!(file.refused(&owner, answer(&[("nama", " ")], &[("ktp", 8)])), left(&["form.nama"]));
    let unticked = Command::AnswerCorrection {
        form: form(&[("nama", "Sugeng")]),
        documents: [("ktp".to_owned(), attached(8))].into(),
        declared: false,
    };
    assert_eq!(file.refused(&owner, unticked), Refusal::DeclarationMissing);
    assert_eq!(file.refused(&Cast::stranger(), answer(&[], &[])), Refusal::NotYours);
    file.set("2026-03-03T11:00:00");
    file.ok(&owner, answer(&[("nama", "Sugeng"), ("nik", "1")], &[("ktp", 8)]));
    assert_eq!(file.state.form["nama"], "Sugeng");
    assert_eq!(file.state.form["nik"], "3576020107790001", "only what was asked is taken");
    assert_eq!(file.state.declaration.as_ref().unwrap().at, wib("2026-03-03T11:00:00"));
}

#[test]
fn a_wrong_value_in_a_correction_is_refused_by_its_field() {
    let mut file = File::submitted(sip());
    file.ok(&Cast::verifier(), ask(&["form.nik"]));
    let refusal = file.refused(&Cast::owner(), answer(&[("nik", "12")], &[]));
    assert_eq!(refusal.field_names(), ["nik"]);
}

#[test]
fn a_correction_may_open_a_field_that_was_not_asked_before() {
    let mut file = File::submitted(sip());
    file.ok(&Cast::verifier(), ask(&["form.lantai"]));
    let refusal = file.refused(&Cast::owner(), answer(&[("lantai", "3")], &[]));
    assert_eq!(refusal.field_names(), ["alasan"]);
    file.ok(&Cast::owner(), answer(&[("lantai", "3"), ("alasan", "Tumbuh.")], &[]));
    assert_eq!(file.state.form["alasan"], "Tumbuh.");
}

#[test]
fn one_of_several_items_can_be_corrected() {
    let mut file = File::submitted(kartu());
    assert!(matches!(
        file.refused(&Cast::verifier(), ask(&["item.3.nopol"])),
        Refusal::UnknownDocument { .. }
    ));
    file.ok(&Cast::verifier(), ask(&["item.2.nopol"]));
    file.ok(&Cast::owner(), answer(&[("item.2.nopol", "S 77 ZZ"), ("item.1.kelas", "taksi")], &[]));
    assert_eq!(file.state.items[1]["nopol"], "S 77 ZZ");
    assert_eq!(file.state.items[0]["kelas"], "bus");
    assert!(!file.state.form.contains_key("item.2.nopol"));
}

#[test]
fn what_was_corrected_is_judged_again_and_what_was_wrong_elsewhere_stays_wrong() {
    let mut file = File::submitted(sip());
    file.ok(&Cast::verifier(), check("form", true));
    file.ok(&Cast::verifier(), check("doc.ktp", false));
    file.ok(&Cast::verifier(), ask(&["form.nama"]));
    file.ok(&Cast::owner(), answer(&[("nama", "Sugeng")], &[]));
    assert!(!file.state.checks.contains_key("form"), "the form changed");
    assert!(!file.state.checks["doc.ktp"].ok);
    file.ok(&Cast::verifier(), check("form", true));
    let refusal = file.refused(&Cast::verifier(), Command::PassVerification);
    assert_eq!(refusal, Refusal::ItemsNotOk { items: vec!["doc.ktp".to_owned()] });
}

#[test]
fn a_wrong_document_that_is_no_longer_asked_for_holds_nothing_up() {
    let mut file = File::draft(sip());
    file.ok(&Cast::owner(), Command::SaveForm { form: form(&[("lantai", "2")]) });
    file.ok(&Cast::owner(), Command::AttachDocument { document: "struktur".to_owned(), file: attached(2) });
    file.ok(&Cast::owner(), File::submit());
    file.ok(&Cast::verifier(), check("doc.struktur", false));
    file.ok(&Cast::verifier(), check("doc.ktp", true));
    file.ok(&Cast::verifier(), ask(&["form.lantai"]));
    file.ok(&Cast::owner(), answer(&[("lantai", "1")], &[]));
    file.ok(&Cast::verifier(), check("form", true));
    file.ok(&Cast::verifier(), Command::PassVerification);
}

#[test]
fn nothing_to_correct_is_no_correction() {
    let mut file = File::submitted(sip());
    assert_eq!(file.refused(&Cast::verifier(), ask(&[])), Refusal::NothingToCorrect);
    let silent = CorrectionItem { item: "doc.ktp".to_owned(), note: String::new() };
    assert_eq!(
        file.refused(&Cast::verifier(), Command::RequestCorrection { items: vec![silent] }),
        Refusal::NothingToCorrect
    );
    assert!(matches!(file.refused(&Cast::verifier(), ask(&["doc.ijazah"])), Refusal::UnknownDocument { .. }));
}

#[test]
fn sent_back_to_verification_the_old_validation_does_not_count() {
    let mut file = File::at(sip(), StageKind::TechnicalRecommendation);
    let due = |f: &File| f.state.clock.as_ref().unwrap().due(&f.world.calendar).unwrap().unwrap().at;
    let before = due(&file);
    file.ok(&Cast::dinkes(), back("admin_verification"));
    assert_eq!(due(&file), before, "the clock runs on");
    assert!(file.state.validated_by.is_none());
    file.ok(&Cast::verifier(), Command::PassVerification);
    assert_eq!(file.kind(), Some(StageKind::AdminValidation));
    assert!(file.state.validated_by.is_none());
}

#[test]
fn sending_back_needs_a_note_an_earlier_desk_and_the_own_desk() {
    let mut file = File::at(sip(), StageKind::AdminValidation);
    let silent = Command::SendBack { to: StageId("admin_verification".to_owned()), note: " ".to_owned() };
    assert_eq!(file.refused(&Cast::validator(), silent), Refusal::NoteMissing);
    for to in ["admin_validation", "decision", "registration", "nowhere"] {
        assert_eq!(file.refused(&Cast::validator(), back(to)), Refusal::NotAnEarlierStage, "{to}");
    }
    let back_to = || back("admin_verification");
    for who in [Cast::owner(), Cast::verifier(), Cast::kabid(), Cast::dinkes()] {
        assert!(matches!(file.refused(&who, back_to()), Refusal::NotAllowed { .. }), "{}", who.name);
    }
    let take = Command::Assign { to: by(&Cast::both()), note: String::new(), overtaking: None };
    file.ok(&Cast::both(), take);
    assert!(matches!(file.refused(&Cast::validator(), back_to()), Refusal::TakenBy { .. }));
    file.ok(&Cast::both(), back_to());
}

#[test]
fn the_official_whose_initials_are_due_may_send_a_draft_back_and_another_may_not() {
    let mut file = File::at(sip(), StageKind::Decision);
    file.compose(10);
    let mut other = Cast::kabid();
    other.account = Some(account(99));
    assert!(matches!(file.refused(&other, back("technical_recommendation")), Refusal::NotAllowed { .. }));
    file.ok(&Cast::kabid(), back("technical_recommendation"));
    assert_eq!(file.kind(), Some(StageKind::TechnicalRecommendation));
}

#[test]
fn nothing_goes_back_after_the_approval() {
    let mut file = File::at(sip(), StageKind::Printing);
    assert!(matches!(file.refused(&Cast::printer(), back("decision")), Refusal::WrongStage { .. }));
}

fn propose() -> Command {
    Command::ProposeHandBack { reason: "Bukan wewenang kantor.".to_owned() }
}

fn settle(confirm: bool) -> Command {
    Command::SettleHandBack { confirm, note: "Masih wewenang.".to_owned() }
}

#[test]
fn a_hand_back_is_proposed_by_one_and_confirmed_by_another() {
    let mut file = File::submitted(sip());
    assert!(matches!(file.refused(&Cast::validator(), settle(true)), Refusal::WrongStatus { .. }));
    file.ok(&Cast::both(), propose());
    assert_eq!(file.refused(&Cast::both(), settle(true)), Refusal::OwnProposal);
    file.ok(&Cast::validator(), settle(false));
    assert!(file.state.hand_back.is_none());
    file.ok(&Cast::both(), propose());
    file.ok(&Cast::validator(), settle(true));
    assert_eq!(file.state.status, Status::HandedBack);
}

#[test]
fn a_returned_file_is_handed_back_only_after_the_time_to_answer() {
    let mut file = File::submitted(sip());
    file.ok(&Cast::verifier(), ask(&["doc.ktp"]));
    // Ten working days after Monday 2 March: Nyepi week is not reached.
    file.set("2026-03-16T23:59:59");
    assert!(matches!(file.refused(&Cast::verifier(), propose()), Refusal::WrongStatus { .. }));
    file.set("2026-03-17T08:00:00");
    let mut guest = Cast::verifier();
    guest.roles.clear();
    assert!(matches!(file.refused(&guest, propose()), Refusal::NotAllowed { .. }));
    file.ok(&Cast::verifier(), propose());
    file.ok(&Cast::validator(), settle(true));
    assert_eq!(file.state.status, Status::HandedBack);
}

#[test]
fn an_answer_makes_the_proposal_to_hand_back_void() {
    let mut file = File::submitted(sip());
    file.ok(&Cast::verifier(), ask(&["doc.ktp"]));
    file.set("2026-03-17T08:00:00");
    file.ok(&Cast::verifier(), propose());
    file.ok(&Cast::owner(), answer(&[], &[("ktp", 8)]));
    assert!(matches!(file.refused(&Cast::validator(), settle(true)), Refusal::WrongStatus { .. }));
}

#[test]
fn a_file_that_went_on_is_not_handed_back_any_more() {
    let mut file = File::submitted(sip());
    file.ok(&Cast::verifier(), propose());
    file.check_all(&Cast::verifier());
    file.ok(&Cast::verifier(), Command::PassVerification);
    assert!(file.state.hand_back.is_none());
    assert!(matches!(file.refused(&Cast::validator(), settle(true)), Refusal::WrongStage { .. }));
}
