//! Registration: what keeps a file from being sent, and what the receipt starts (MJK18-12).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::capability::RoleId;
use domain::definition::StageKind;
use domain::party::Actor;
use domain::pin::PinAct;
use domain::process::*;
use process_support::cast::{by, person};
use process_support::file::{attached, form, proof};
use process_support::*;
use proves::proves;

fn fields(refusal: Refusal) -> Vec<String> {
    assert!(matches!(refusal, Refusal::Fields { .. }), "{refusal:?}");
    refusal.field_names()
}

#[test]
#[proves("MJK18-12.1")]
fn a_missing_mandatory_document_blocks_submit() {
    let mut file = File::draft(sip());
    file.ok(&Cast::owner(), Command::SaveForm { form: form(&[("lantai", "2")]) });
    let refusal = file.refused(&Cast::owner(), File::submit());
    assert_eq!(refusal, Refusal::DocumentsMissing { documents: vec!["struktur".to_owned()] });
    file.ok(&Cast::owner(), Command::AttachDocument { document: "struktur".to_owned(), file: attached(2) });
    file.ok(&Cast::owner(), File::submit());
}

#[test]
fn an_optional_document_may_be_left_out() {
    let file = File::submitted(sip());
    assert!(!file.state.documents.contains_key("foto"));
}

#[test]
fn a_nik_that_is_not_sixteen_digits_is_refused_and_kept_as_typed() {
    let mut file = File::draft(sip());
    file.ok(&Cast::owner(), Command::SaveForm { form: form(&[("nik", "35760201")]) });
    assert_eq!(fields(file.refused(&Cast::owner(), File::submit())), ["nik"]);
    assert_eq!(file.state.form["nik"], "35760201");
}

#[test]
fn a_nik_of_thirty_february_or_of_an_unknown_province_is_refused() {
    for nik in ["3576023002880001", "0176020107790001"] {
        let mut file = File::draft(sip());
        file.ok(&Cast::owner(), Command::SaveForm { form: form(&[("nik", nik)]) });
        assert_eq!(fields(file.refused(&Cast::owner(), File::submit())), ["nik"], "{nik}");
    }
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let mut file = File::draft(sip());
    file.ok(
        &Cast::owner(),
        Command::SaveForm { form: form(&[("nik", ""), ("nama", " "), ("lantai", "dua")]) },
    );
    assert_eq!(fields(file.refused(&Cast::owner(), File::submit())), ["nik", "nama", "lantai"]);
}

#[test]
fn a_field_that_its_condition_opens_is_mandatory_only_then() {
    let mut file = File::draft(sip());
    file.ok(&Cast::owner(), Command::AttachDocument { document: "struktur".to_owned(), file: attached(2) });
    file.ok(&Cast::owner(), Command::SaveForm { form: form(&[("lantai", "3")]) });
    assert_eq!(fields(file.refused(&Cast::owner(), File::submit())), ["alasan"]);
}

#[test]
fn items_outside_their_bounds_are_refused_with_place_and_field() {
    let mut file = File::draft(kartu());
    let item = form(&[("kelas", "sepeda"), ("nopol", "S 9")]);
    file.ok(&Cast::owner(), Command::SaveItems { items: vec![item.clone()] });
    assert_eq!(fields(file.refused(&Cast::owner(), File::submit())), ["item.1.kelas"]);
    file.ok(&Cast::owner(), Command::SaveItems { items: vec![] });
    assert_eq!(fields(file.refused(&Cast::owner(), File::submit())), ["items"]);
    let refusal = file.refused(&Cast::owner(), Command::SaveItems { items: vec![item; 4] });
    assert!(matches!(refusal, Refusal::Invalid { .. }));
}

#[test]
#[proves("MJK18-12.3")]
fn an_unticked_declaration_is_refused_and_a_ticked_one_is_kept_with_text_time_and_digest() {
    let mut file = File::draft(sip());
    let unticked = Command::Submit { declared: false, verification_code: "X".to_owned() };
    assert_eq!(file.refused(&Cast::owner(), unticked), Refusal::DeclarationMissing);
    file.set("2026-03-02T10:00:00");
    file.ok(&Cast::owner(), File::submit());
    let kept = file.state.declaration.unwrap();
    assert_eq!((kept.version.as_str(), kept.text.as_str()), ("2026-01", "Semua data benar."));
    assert_eq!((kept.at, kept.content), (wib("2026-03-02T10:00:00"), digest(77)));
}

#[test]
#[proves("MJK18-12.4")]
fn the_receipt_comes_only_with_completeness_and_starts_the_service_clock() {
    let mut file = File::empty(sip());
    file.refused(&Cast::owner(), File::submit());
    assert!(file.state.registration.is_none() && file.state.clock.is_none());
    file.fill();
    file.ok(&Cast::owner(), File::submit());
    assert_eq!(file.state.registration.unwrap().serial(), 147);
    let clock = file.state.clock.as_ref().unwrap();
    assert_eq!(Some(clock.started()), file.state.submitted_at);
    assert_eq!(clock.suspended(), None);
    assert_eq!(file.kind(), Some(StageKind::AdminVerification));
}

#[test]
fn a_draft_is_nobody_elses_and_a_sent_file_is_no_draft() {
    let mut file = File::draft(sip());
    let save = || Command::SaveForm { form: form(&[("nama", "X")]) };
    assert_eq!(file.refused(&Cast::stranger(), save()), Refusal::NotYours);
    assert_eq!(file.refused(&Cast::stranger(), File::submit()), Refusal::NotYours);
    file.ok(&Cast::owner(), File::submit());
    assert!(matches!(file.refused(&Cast::owner(), save()), Refusal::WrongStatus { .. }));
    assert!(matches!(file.refused(&Cast::owner(), File::submit()), Refusal::WrongStatus { .. }));
    assert!(matches!(file.refused(&Cast::owner(), Command::DiscardDraft), Refusal::WrongStatus { .. }));
}

#[test]
fn a_discarded_draft_takes_nothing_any_more() {
    let mut file = File::draft(sip());
    file.ok(&Cast::owner(), Command::DiscardDraft);
    assert!(file.state.form.is_empty() && file.state.documents.is_empty());
    let save = Command::SaveForm { form: form(&[("nama", "X")]) };
    assert!(matches!(file.refused(&Cast::owner(), save), Refusal::WrongStatus { .. }));
    assert!(matches!(file.refused(&Cast::owner(), File::submit()), Refusal::WrongStatus { .. }));
}

#[test]
fn a_document_that_the_service_does_not_ask_for_is_refused() {
    let mut file = File::draft(sip());
    for document in ["ijazah", SIGNED_DECLARATION] {
        let attach = Command::AttachDocument { document: document.to_owned(), file: attached(3) };
        assert!(matches!(file.refused(&Cast::owner(), attach), Refusal::UnknownDocument { .. }));
    }
}

#[test]
fn fields_that_do_not_exist_and_endless_texts_are_not_kept() {
    let mut file = File::draft(kartu());
    let long = "x".repeat(9_000);
    file.ok(&Cast::owner(), Command::SaveForm { form: form(&[("admin", "1"), ("nama", &long)]) });
    assert!(!file.state.form.contains_key("admin"));
    assert_eq!(file.state.form["nama"].len(), 5_000);
    let item = form(&[("kelas", "bus"), ("tarif", "0"), ("nopol", &long)]);
    file.ok(&Cast::owner(), Command::SaveItems { items: vec![item] });
    assert!(!file.state.items[0].contains_key("tarif"));
    assert_eq!(file.state.items[0]["nopol"].len(), 5_000);
}

#[test]
fn an_address_outside_the_region_and_an_object_that_runs_already_are_refused() {
    let mut file = File::draft(sip());
    let outside = Given { outside_region: Some("Alamat ini di Kabupaten.".to_owned()), ..Given::default() };
    let refusal = file.refused_with(&Cast::owner(), File::submit(), &outside);
    assert_eq!(refusal.sentence(), "Alamat ini di Kabupaten.");
    let twice = Given { same_object: Some("26-000001-6".to_owned()), ..Given::default() };
    assert!(matches!(file.refused_with(&Cast::owner(), File::submit(), &twice), Refusal::SameObject { .. }));
}

fn assisted() -> File {
    let helper = Cast::helper();
    let definition = sip();
    let new = NewApplication {
        id: id(201),
        service: definition.id.clone(),
        definition: digest(200),
        owner: account(1),
        holder_name: "Ponirah".to_owned(),
        entered_by: Some(by(&helper)),
        power: None,
        kind: Default::default(),
        earlier: None,
        at: wib("2026-03-02T09:00:00"),
    };
    let mut file = File::start(World::new(definition), new);
    file.ok(
        &helper,
        Command::SaveForm {
            form: form(&[("nik", "3576014805580000"), ("nama", "Ponirah"), ("lantai", "1")]),
        },
    );
    file.ok(&helper, Command::AttachDocument { document: "ktp".to_owned(), file: attached(1) });
    file
}

#[test]
#[proves("MJK18-12.6#2")]
fn an_assisted_file_shows_both_people_and_is_never_declared_by_the_officer_alone() {
    let mut file = assisted();
    assert_eq!(file.refused(&Cast::helper(), File::submit()), Refusal::DeclarationMissing);
    let signed = Command::AttachDocument { document: SIGNED_DECLARATION.to_owned(), file: attached(9) };
    file.ok(&Cast::helper(), signed);
    file.ok(&Cast::helper(), File::submit());
    assert_eq!(file.state.owner, account(1));
    assert_eq!(file.state.entered_by.as_ref().unwrap().account, Cast::helper().account);
}

#[test]
fn the_owner_of_an_assisted_file_may_declare_with_the_own_account() {
    let mut file = assisted();
    file.ok(&Cast::owner(), File::submit());
}

#[test]
fn the_helper_sees_the_file_until_the_receipt_only() {
    let mut file = assisted();
    file.ok(&Cast::owner(), File::submit());
    let cancel = Command::RequestCancellation { reason: "salah".to_owned() };
    let mut helper = Cast::helper();
    helper.capabilities.insert(domain::capability::Capability::RequestCancellation);
    assert_eq!(file.refused(&helper, cancel), Refusal::NotYours);
    assert_eq!(file.refused(&helper, Command::SaveForm { form: form(&[]) }), Refusal::NotYours);
}

#[test]
fn without_the_capability_nothing_is_done_whatever_the_role_is_called() {
    let mut file = File::submitted(sip());
    let mut nobody = person(4, "Sukinem", &[], None);
    nobody.roles.insert(RoleId::from("service_officer"));
    let refusal = file.refused(&nobody, Command::PassVerification);
    assert!(matches!(refusal, Refusal::NotAllowed { capability: Some(_) }));
}

#[test]
fn the_system_cannot_act_for_a_person_nor_a_person_for_the_system() {
    let mut file = File::submitted(sip());
    assert!(matches!(file.refused(&Actor::system(), Command::PassVerification), Refusal::NotAllowed { .. }));
    let mut decided = File::at(sip(), StageKind::Printing);
    let page = FrozenPage { digest: digest(1), file: id(1), signer: account(11), date: None };
    for who in [Cast::head(), Cast::printer(), Cast::owner()] {
        let refusal = decided.refused(&who, Command::FreezePage { page: page.clone() });
        assert!(matches!(refusal, Refusal::NotAllowed { .. }));
    }
}

#[test]
#[proves("MJK18-12.6#2", "MJK18-12.3")]
fn a_code_on_the_applicants_phone_declares_for_exactly_what_was_filled() {
    let mut file = assisted();
    let code = |file: &File, who: &Actor, content: u8| {
        let pin = proof(who, PinAct::Declare, digest(content), file.now, &file.world);
        Given { pin: Some(pin), ..Given::default() }
    };
    // A code for other content, and a code of the officer himself, are nobody's declaration.
    let other = code(&file, &Cast::owner(), 78);
    assert_eq!(file.refused_with(&Cast::helper(), File::submit(), &other), Refusal::DeclarationMissing);
    let own = code(&file, &Cast::helper(), 77);
    assert_eq!(file.refused_with(&Cast::helper(), File::submit(), &own), Refusal::DeclarationMissing);
    let right = code(&file, &Cast::owner(), 77);
    file.try_with(&Cast::helper(), File::submit(), &right).unwrap();
    assert_eq!(file.state.declaration.as_ref().unwrap().how, Declared::Code);
}

#[test]
#[proves("MJK18-12.3")]
fn a_signed_declaration_falls_when_the_form_changes_afterwards() {
    let mut file = assisted();
    let signed = || Command::AttachDocument { document: SIGNED_DECLARATION.to_owned(), file: attached(9) };
    file.ok(&Cast::helper(), signed());
    file.ok(&Cast::helper(), Command::SaveForm { form: form(&[("nama", "Ponirah B.")]) });
    assert_eq!(file.refused(&Cast::helper(), File::submit()), Refusal::DeclarationMissing);
    file.ok(&Cast::helper(), Command::SaveForm { form: form(&[("nama", "Ponirah")]) });
    file.ok(&Cast::helper(), signed());
    // Saved again as it was, nothing falls.
    file.ok(&Cast::helper(), Command::SaveForm { form: form(&[("nama", "Ponirah")]) });
    file.ok(&Cast::helper(), File::submit());
    assert_eq!(file.state.declaration.as_ref().unwrap().how, Declared::SignedForm);
}

#[test]
#[proves("MJK18-12.6#2")]
fn who_entered_a_file_for_somebody_does_not_judge_it() {
    let mut file = assisted();
    file.ok(&Cast::owner(), File::submit());
    let mut helper = Cast::verifier();
    helper.account = Cast::helper().account;
    let check = || Command::CheckItem { item: "form".to_owned(), ok: true, note: String::new() };
    assert_eq!(file.refused(&helper, check()), Refusal::OwnEntry);
    assert_eq!(file.refused(&helper, Command::PassVerification), Refusal::OwnEntry);
    let take = Command::Assign { to: by(&helper), note: String::new(), overtaking: None };
    assert_eq!(file.refused(&helper, take), Refusal::OwnEntry);
    file.ok(&Cast::verifier(), check());
}

#[test]
#[proves("MJK18-8.4.e")]
fn a_power_of_attorney_holds_through_its_last_day_and_is_kept_with_the_application() {
    let power = |until: &str| domain::access::Power {
        representative: "Sari Contoh".to_owned(),
        until: until.parse().unwrap(),
    };
    let given = |until: &str| Given { power: Some(power(until)), ..Given::default() };
    // The file is sent on Monday 2 March 2026.
    let mut file = File::draft(sip());
    let refusal = file.try_with(&Cast::owner(), File::submit(), &given("2026-03-01")).unwrap_err();
    assert_eq!(refusal, Refusal::PowerExpired { until: "1 Maret 2026".to_owned() });
    assert!(refusal.sentence().contains("1 Maret 2026") && refusal.sentence().contains("Unggah surat kuasa"));
    assert_eq!(file.state.status, Status::Draft);
    file.try_with(&Cast::owner(), File::submit(), &given("2026-03-02")).unwrap();
    assert_eq!(file.state.representative, Some(power("2026-03-02")));
}
