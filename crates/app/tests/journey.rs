//! One application of each service through the real use cases and jobs, from registration to hand-over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use app::play::{Plan, Story};
use domain::process::Status;
use proves::proves;
use testkit::house::{Database, House, Letters};

#[proves("MJK18-3.b", "MJK18-4.3.a", "MJK18-13.5")]
#[test]
fn every_service_runs_from_registration_to_handover() {
    let mut house = House::open("mojokerto", Database::Sqlite, Letters::Quick, 1).unwrap().unwrap();
    let services: Vec<_> = house.stand.region.profile.services.keys().cloned().collect();
    for service in services {
        let plan = Plan::straight(service.clone());
        let person = house.stand.cast.applicants[0].0;
        let firm =
            house.stand.cast.applicants.iter().find(|a| a.1 == app::play::PersonKind::Business).unwrap().0;
        let (_, definition) = house.stand.region.office().active(&service).unwrap();
        let business = definition.applicant == domain::definition::ApplicantKind::Business;
        let owner = if business { firm } else { person };
        let start = house.stand.office_time_after(30);
        let endings = house.stand.play(vec![Story { owner, start, plan }], None).unwrap();
        assert_eq!(endings[0].status, Status::HandedOver, "{service}");
    }
    let report = app::audit::verify(
        &house.stand.region.store,
        &house.stand.region.keys,
        &house.stand.region.profile.id,
        house.stand.region.now(),
    )
    .unwrap();
    assert_eq!(report.findings, Vec::new());
}

#[proves("MJK18-13.1")]
#[test]
fn an_electronically_signed_case_needs_no_paper_but_the_product() {
    let mut house = House::open("mojokerto", Database::Sqlite, Letters::Quick, 4).unwrap().unwrap();
    let service = domain::definition::ServiceId("sip-dokter".into());
    let owner = house.stand.cast.applicants[0].0;
    let start = house.stand.office_time_after(30);
    let endings =
        house.stand.play(vec![Story { owner, start, plan: Plan::straight(service) }], None).unwrap();
    assert_eq!(endings[0].status, Status::HandedOver);
    let stored =
        house.stand.region.store.read(|tx| store::application::events(tx, endings[0].application)).unwrap();
    let names: Vec<String> = stored.iter().map(|e| e.event().unwrap().name().to_owned()).collect();
    let papers = names.iter().filter(|n| *n == "printed").count();
    assert_eq!(papers, 1, "one sheet for the product itself");
    for paper_step in ["scanned", "scan_compared"] {
        assert!(!names.iter().any(|n| n == paper_step), "{paper_step} means that signed paper was uploaded");
    }
    let electronic = stored.iter().any(|e| {
        matches!(e.event().unwrap(), domain::process::Event::SignatureGiven { signature }
            if signature.mode == domain::definition::SigningMode::Electronic)
    });
    assert!(electronic);
}
