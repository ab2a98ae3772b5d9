//! How long the readable audit trail is kept: configured, with a legal basis; younger records cannot be removed.

use crate::support::{on_both, on_both_of};
use app::AppError;
use app::audit::{Finding, remove_records, verify};
use app::play::{Plan, Story};
use domain::capability::RoleId;
use domain::definition::ServiceId;
use domain::party::Actor;
use domain::process::Refusal;
use jiff::civil::date;
use proves::proves;
use testkit::house::House;

fn keeper(house: &House) -> Actor {
    let role = RoleId::from("system_manager");
    house.stand.region.actor(house.stand.cast.by_role[&role][0]).unwrap()
}

fn findings(house: &House) -> Vec<Finding> {
    let region = &house.stand.region;
    verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap().findings
}

fn records(house: &House) -> usize {
    house.stand.region.store.read(|tx| store::audit::latest(tx, None, 100_000)).unwrap().len()
}

#[proves("MJK18-22.3")]
#[test]
fn records_younger_than_the_retention_stay_and_older_ones_go_by_an_act() {
    on_both(|house| {
        let basis = house.stand.region.profile.basis("audit.keep_years").to_owned();
        assert!(basis.contains("Pasal 22 ayat (3)"), "the period has a legal basis: {basis}");
        assert_eq!(house.stand.region.profile.policy.audit_keep_years, Some(10));
        let owner = house.stand.cast.applicants[0].0;
        let start = house.stand.office_time_after(30);
        let plan = Plan::straight(ServiceId("sip-dokter".into()));
        house.stand.play(vec![Story { owner, start, plan }], None).unwrap();
        let before = records(house);

        let refused = remove_records(&house.stand.region, &keeper(house), date(2026, 2, 3));
        assert!(matches!(refused, Err(AppError::Refused(Refusal::RetentionNotOver { .. }))), "{refused:?}");
        assert_eq!(records(house), before + 1, "only the refused attempt was added");

        let stranger = house.stand.region.actor(owner).unwrap();
        let refused = remove_records(&house.stand.region, &stranger, date(2010, 1, 1));
        assert!(matches!(refused, Err(AppError::Refused(Refusal::NotAllowed { .. }))), "{refused:?}");

        // Eleven years later the first days may go; the log still proves itself.
        house.stand.clock.move_to("2037-03-01T03:00:00Z".parse().unwrap());
        house.stand.region.reload_office().unwrap();
        let removed = remove_records(&house.stand.region, &keeper(house), date(2026, 2, 4)).unwrap();
        assert!(removed > 0);
        assert_eq!(findings(house), Vec::new());
    });
}

#[test]
fn a_region_that_says_nothing_keeps_its_records_for_ever() {
    on_both_of("contoh", |house| {
        house.stand.clock.move_to("2099-01-01T03:00:00Z".parse().unwrap());
        let refused = remove_records(&house.stand.region, &keeper(house), date(2020, 1, 1));
        assert!(matches!(refused, Err(AppError::Refused(Refusal::RetentionNotOver { .. }))), "{refused:?}");
    });
}
