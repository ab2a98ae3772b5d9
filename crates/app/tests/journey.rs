//! One application of each service through the real use cases and jobs, from registration to hand-over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use app::play::{Plan, Story};
use domain::process::Status;
use proves::proves;
use testkit::house::{Database, House, Letters};

#[proves("MJK18-3.b", "MJK18-4.3.a")]
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
