//! A helper acts for an owner under a power of attorney, from an own account (MJK18-12.6; practice, section 3).

mod process_support;

use domain::access::PowerOfAttorney;
use domain::definition::ServiceId;
use domain::party::Actor;
use domain::process::*;
use jiff::civil::{Date, date};
use process_support::cast::{Cast, account, id, person};
use process_support::file::{File, Given, attached, form};
use process_support::services::sip;
use proves::proves;
use std::collections::BTreeMap;

fn helper() -> Actor {
    person(77, "Danu Prakoso", &["applicant"], None)
}

fn power(until: Date, services: &[&str]) -> PowerOfAttorney {
    PowerOfAttorney {
        id: id(90),
        owner: account(1),
        helper: account(77),
        helper_name: "Danu Prakoso".to_owned(),
        services: services.iter().map(|s| ServiceId((*s).to_owned())).collect(),
        from: date(2026, 1, 1),
        until,
    }
}

fn under(power: PowerOfAttorney) -> Given {
    Given { attorney: Some(power), ..Given::default() }
}

fn save() -> Command {
    Command::SaveForm { form: form(&[("nama", "Ponirah")]) }
}

#[test]
#[proves("MJK18-12.6#2")]
fn the_holder_of_a_power_of_attorney_fills_declares_and_sends_in_the_owners_name() {
    let mut file = File::draft(sip());
    let given = under(power(date(2026, 12, 31), &[]));
    file.try_with(&helper(), save(), &given).unwrap();
    let new = Command::AttachDocument { document: "ktp".to_owned(), file: attached(7) };
    file.try_with(&helper(), new, &given).unwrap();
    file.try_with(&helper(), File::submit(), &given).unwrap();
    assert_eq!(file.state.owner, account(1));
    assert_eq!(file.state.declaration.as_ref().unwrap().how, Declared::Attorney);
    let representative = file.state.representative.as_ref().unwrap();
    assert_eq!(representative.representative, "Danu Prakoso");
    assert_eq!(representative.until, date(2026, 12, 31));
}

#[test]
#[proves("MJK18-12.6#2")]
fn without_it_after_its_last_day_and_for_another_service_nothing_is_done() {
    let mut file = File::draft(sip());
    let today = date(2026, 3, 2);
    assert_eq!(file.refused(&helper(), save()), Refusal::NotYours);
    let ended = under(power(today.yesterday().unwrap(), &[]));
    assert_eq!(file.refused_with(&helper(), save(), &ended), Refusal::NotYours);
    let other = under(power(date(2026, 12, 31), &["imb"]));
    assert_eq!(file.refused_with(&helper(), save(), &other), Refusal::NotYours);
    // Somebody else's power is nobody's power.
    let mut stolen = power(date(2026, 12, 31), &[]);
    stolen.helper = account(78);
    assert_eq!(file.refused_with(&helper(), save(), &under(stolen)), Refusal::NotYours);
    let mut elsewhere = power(date(2026, 12, 31), &[]);
    elsewhere.owner = account(2);
    assert_eq!(file.refused_with(&helper(), save(), &under(elsewhere)), Refusal::NotYours);
    // The last day counts.
    file.try_with(&helper(), save(), &under(power(today, &[]))).unwrap();
}

#[test]
fn cancelling_and_the_survey_stay_with_the_owner() {
    let mut file = File::submitted(sip());
    let given = under(power(date(2026, 12, 31), &[]));
    let mut helper = helper();
    helper.capabilities.insert(domain::capability::Capability::RequestCancellation);
    helper.capabilities.insert(domain::capability::Capability::FillSurvey);
    let cancel = Command::RequestCancellation { reason: "salah".to_owned() };
    assert_eq!(file.refused_with(&helper, cancel, &given), Refusal::NotYours);
    let survey = Command::AnswerSurvey { answers: vec![4; 9] };
    assert_eq!(file.refused_with(&helper, survey, &given), Refusal::NotYours);
}

#[test]
fn a_correction_is_answered_under_it_too_and_says_so() {
    let mut file = File::submitted(sip());
    file.ok(
        &Cast::verifier(),
        Command::CheckItem { item: "doc.ktp".to_owned(), ok: false, note: "Buram.".into() },
    );
    let items = vec![CorrectionItem { item: "doc.ktp".to_owned(), note: "Buram.".to_owned() }];
    file.ok(&Cast::verifier(), Command::RequestCorrection { items });
    let answer = |declared| Command::AnswerCorrection {
        form: BTreeMap::new(),
        documents: BTreeMap::from([("ktp".to_owned(), attached(99))]),
        declared,
    };
    assert_eq!(file.refused(&helper(), answer(true)), Refusal::NotYours);
    let given = under(power(date(2026, 12, 31), &[]));
    assert_eq!(file.refused_with(&helper(), answer(false), &given), Refusal::DeclarationMissing);
    file.try_with(&helper(), answer(true), &given).unwrap();
    assert_eq!(file.state.declaration.as_ref().unwrap().how, Declared::Attorney);
}

#[test]
fn it_lasts_a_year_at_most_and_never_begins_in_the_past() {
    let today = date(2026, 3, 2);
    assert!(PowerOfAttorney::check_until(today, today).is_ok());
    assert!(PowerOfAttorney::check_until(date(2027, 3, 3), today).is_ok());
    assert!(PowerOfAttorney::check_until(date(2027, 3, 4), today).is_err());
    let past = PowerOfAttorney::check_until(date(2026, 3, 1), today).unwrap_err();
    assert!(past.sentence().contains("sudah lewat"), "{}", past.sentence());
}
