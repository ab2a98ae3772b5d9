//! One application of each service with real letters: what leaves the office is what independent validators accept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use app::play::{PersonKind, Plan, Story};
use domain::definition::ApplicantKind;
use domain::process::Status;
use testkit::house::{Database, House, Letters};

#[test]
fn every_service_issues_a_valid_document() {
    let Some(mut house) = House::open("mojokerto", Database::Sqlite, Letters::Real, 1).unwrap() else {
        return;
    };
    let services: Vec<_> = house.stand.region.profile.services.keys().cloned().collect();
    for service in services {
        let (_, definition) = house.stand.region.office().active(&service).unwrap();
        let kind = if definition.applicant == ApplicantKind::Business {
            PersonKind::Business
        } else {
            PersonKind::Person
        };
        let owner = house.stand.cast.applicants.iter().find(|a| a.1 == kind).unwrap().0;
        let start = house.stand.office_time_after(30);
        let plan = Plan::straight(service.clone());
        let endings = house.stand.play(vec![Story { owner, start, plan }], None).unwrap();
        assert_eq!(endings[0].status, Status::HandedOver, "{service}");
        let (_, bytes) =
            app::letter::read_file(&house.stand.region, endings[0].application, "permit").unwrap().unwrap();
        let wet = definition.product.signing == domain::definition::SigningMode::Wet;
        let expectation = document::verify::Expectation { number: !wet, seal: true };
        let report = document::verify::verify(&bytes, &document::rehearsal::trust().unwrap(), expectation);
        assert!(report.is_valid(), "{service}: {report:#?}");
        if let Some(dir) = std::env::var_os("SATUPINTU_KEEP_PAPERS") {
            std::fs::write(std::path::Path::new(&dir).join(format!("{service}.pdf")), &bytes).unwrap();
        }
    }
}
