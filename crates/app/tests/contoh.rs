//! The fictional region exercises every stage kind (MJK18-11.3's order is one of several).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use app::play::{Plan, Story};
use domain::process::Status;
use testkit::house::{Database, House, Letters};

#[test]
fn every_service_of_the_fictional_region_reaches_its_end() {
    let mut house = House::open("contoh", Database::Sqlite, Letters::Quick, 3).unwrap().unwrap();
    let services: Vec<_> = house.stand.region.profile.services.keys().cloned().collect();
    for service in services {
        let owner = house.stand.cast.applicants[1].0;
        let start = house.stand.office_time_after(30);
        let plan = Plan::straight(service.clone());
        let endings = house.stand.play(vec![Story { owner, start, plan }], None).unwrap();
        assert_eq!(endings[0].status, Status::HandedOver, "{service}");
    }
    let region = &house.stand.region;
    let report = app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
    assert_eq!(report.findings, Vec::new());
}
