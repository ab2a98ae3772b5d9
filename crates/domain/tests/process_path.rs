//! The happy path of each order of stages, one stage after the other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::definition::{ServiceDefinition, StageKind};
use domain::process::{Event, Status, replay};
use process_support::*;
use proves::proves;

/// Stage kinds in the order of their passages, checked against the definition.
fn walked(definition: ServiceDefinition) -> (File, Vec<StageKind>) {
    let mut file = File::submitted(definition);
    file.finish();
    let kinds =
        file.state.passages.iter().map(|p| file.world.definition.stage(&p.stage).unwrap().kind).collect();
    let again = replay(file.events.iter().map(|(e, at)| (e, *at))).unwrap().unwrap();
    assert_eq!(again, file.state);
    (file, kinds)
}

fn kinds_of(definition: &ServiceDefinition) -> Vec<StageKind> {
    definition.stages.iter().map(|s| s.kind).collect()
}

#[test]
#[proves("MJK18-11.3.a", "MJK18-11.3.k")]
fn a_liable_wet_permit_goes_through_all_eleven_stages_in_order() {
    let definition = imb();
    let (file, kinds) = walked(definition.clone());
    assert_eq!(kinds.len(), 11);
    assert_eq!(kinds, kinds_of(&definition));
    assert_eq!(kinds[0], StageKind::Registration);
    assert!(file.state.registration.is_some() && file.state.submitted_at.is_some());
    assert_eq!(file.state.status, Status::HandedOver);
    assert_eq!(file.state.handover.as_ref().unwrap().items, ["permit", "skrd"]);
    assert!(file.state.closed_at.is_some());
}

#[test]
#[proves("MJK18-11.3.f", "MJK18-15")]
fn a_free_permit_goes_from_decision_to_printing_and_never_has_an_skrd() {
    let (file, kinds) = walked(sip());
    assert!(!kinds.contains(&StageKind::Payment));
    let decision = kinds.iter().position(|k| *k == StageKind::Decision).unwrap();
    assert_eq!(kinds[decision + 1], StageKind::Printing);
    assert!(file.state.skrd.is_none());
    assert_eq!(file.state.handover.as_ref().unwrap().items, ["permit"]);
}

#[test]
#[proves("MJK18-15", "MJK18-1.21")]
fn a_flagged_type_gets_the_payment_stage_and_the_tariff_of_its_items() {
    let (file, kinds) = walked(kartu());
    assert!(kinds.contains(&StageKind::Payment));
    assert!(!kinds.contains(&StageKind::TechnicalRecommendation));
    assert_eq!(file.state.skrd.as_ref().unwrap().amount.amount(), 300_000);
}

#[test]
#[proves("MJK18-11.3.i", "MJK18-11.3.j")]
fn in_mojokerto_the_number_exists_before_the_survey_opens() {
    let (file, kinds) = walked(sip());
    let numbering = kinds.iter().position(|k| *k == StageKind::Numbering).unwrap();
    assert_eq!(
        &kinds[numbering - 1..],
        [StageKind::Signing, StageKind::Numbering, StageKind::Survey, StageKind::Handover]
    );
    let first = |name: &str| file.events.iter().position(|(e, _)| e.name() == name).unwrap();
    assert!(first("numbered") < first("survey_opened"));
}

#[test]
#[proves("KDR11-11.3.i", "KDR11-11.3.j", "KDR11-11.3.k")]
fn in_kediri_no_number_exists_before_the_survey_is_filled() {
    let (file, kinds) = walked(kediri());
    let survey = kinds.iter().position(|k| *k == StageKind::Survey).unwrap();
    assert_eq!(
        &kinds[survey - 1..],
        [StageKind::Signing, StageKind::Survey, StageKind::Numbering, StageKind::Handover]
    );
    let first = |name: &str| file.events.iter().position(|(e, _)| e.name() == name).unwrap();
    assert!(first("survey_answered") < first("numbered"));
    assert_eq!(file.state.status, Status::HandedOver);
}

#[test]
fn kediri_in_ink_ends_too() {
    let (file, _) = walked(kediri_wet());
    assert_eq!(file.state.status, Status::HandedOver);
}

#[test]
#[proves("BTG68-9.3")]
fn in_batang_the_visit_is_a_stage_and_the_number_stands_before_the_signature() {
    let definition = batang();
    let (file, kinds) = walked(definition.clone());
    assert_eq!(kinds, kinds_of(&definition));
    let first = |name: &str| file.events.iter().position(|(e, _)| e.name() == name).unwrap();
    assert!(first("numbered") < first("signature_given"));
    assert_eq!(file.state.notices.len(), 1);
    assert_eq!(file.state.status, Status::HandedOver);
}

#[test]
fn a_document_without_signature_is_released_delivered_and_archived() {
    let (file, kinds) = walked(purwakarta());
    assert_eq!(kinds.last(), Some(&StageKind::Archive));
    assert_eq!(file.state.status, Status::HandedOver);
    assert!(file.state.signature.is_none());
    assert_eq!(file.state.handover.as_ref().unwrap().how, "email");
    assert_eq!(file.state.archive.as_ref().unwrap().location, "Rak 3");
    assert_eq!(file.state.number.as_ref().unwrap().number, "5/IP/2026");
}

#[test]
fn a_path_that_ends_with_delivery_closes_there() {
    let mut definition = purwakarta();
    definition.stages.pop();
    let (file, kinds) = walked(definition);
    assert_eq!(kinds.last(), Some(&StageKind::Delivery));
    assert_eq!(file.state.status, Status::HandedOver);
}

#[test]
fn a_path_that_archives_after_hand_over_stays_open_until_then() {
    let mut definition = sip();
    definition.stages.push(services::stage(StageKind::Archive, None));
    let mut file = File::at(definition, StageKind::Archive);
    assert_eq!(file.state.status, Status::Issued);
    assert!(matches!(file.events[file.events.len() - 3].0, Event::Delivered { .. }));
    file.finish();
    assert_eq!(file.state.status, Status::HandedOver);
    assert_eq!(file.state.handover.as_ref().unwrap().how, "holder");
}
