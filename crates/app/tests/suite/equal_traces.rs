//! The same seed gives the same acts and the same ledger, on both databases and every time.

use crate::support::*;
use app::play::{Pay, Plan, Refusing, Story, SurveyAnswer};
use domain::definition::StageKind;
use jiff::SignedDuration;
use testkit::house::{Database, House, Letters};

/// Straight ways and every other end, all services mixed.
fn plans(house: &House) -> Vec<(&'static str, Plan)> {
    let plan = |service, n| draft_plan(house, service, n);
    let ground = vec!["Tidak memenuhi syarat. | Pasal 5".to_owned()];
    vec![
        (SIP, plan(SIP, 0)),
        (IMB, plan(IMB, 0)),
        (CARD, plan(CARD, 0)),
        (SIP, Plan { corrections: 1, ..plan(SIP, 1) }),
        (SIP, Plan { refusing: Refusing::Refuse(ground), ..plan(SIP, 2) }),
        (SIP, Plan { refusing: Refusing::HandBack("Salah layanan.".into()), ..plan(SIP, 3) }),
        (IMB, Plan { refusing: Refusing::CancelAt(StageKind::Decision), ..plan(IMB, 1) }),
        (CARD, Plan { refusing: Refusing::Revoke, ..plan(CARD, 1) }),
        (CARD, Plan { pay: Pay::Never, ..plan(CARD, 2) }),
        (CARD, Plan { pay: Pay::TooLate, ..plan(CARD, 3) }),
        (SIP, Plan { survey: SurveyAnswer::AfterSuspension, ..plan(SIP, 4) }),
        (IMB, Plan { spoil_sheet: true, ..plan(IMB, 2) }),
    ]
}

/// Trace and root of a run of the first `count` stories.
fn run(database: Database, seed: u64, count: usize) -> (Vec<String>, String) {
    let mut house = House::open("mojokerto", database, Letters::Quick, seed).unwrap().unwrap();
    let start = house.stand.office_time_after(30);
    let stories = plans(&house)
        .into_iter()
        .take(count)
        .enumerate()
        .map(|(n, (service, plan))| Story {
            owner: owner_of(&house, service),
            start: start.checked_add(SignedDuration::from_mins(20 * i64::try_from(n).unwrap())).unwrap(),
            plan,
        })
        .collect();
    house.stand.play(stories, None).unwrap();
    let region = &house.stand.region;
    let report = app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
    assert_eq!(report.findings, []);
    (house.stand.trace.iter().map(|line| serde_json::to_string(line).unwrap()).collect(), report.root)
}

#[test]
fn one_seed_one_trace_and_one_root() {
    let (trace, root) = run(Database::Sqlite, 7, 99);
    assert!(trace.len() > 150, "{}", trace.len());
    on_each(|database| {
        let (again, same_root) = run(database, 7, 99);
        for (n, (a, b)) in trace.iter().zip(&again).enumerate() {
            assert_eq!(a, b, "line {n}");
        }
        assert_eq!(again.len(), trace.len());
        assert_eq!(same_root, root);
    });
}

#[test]
fn another_seed_another_root() {
    assert_ne!(run(Database::Sqlite, 7, 1).1, run(Database::Sqlite, 8, 1).1);
}
