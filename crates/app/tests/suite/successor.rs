//! Renewal, change and replacement: an application about an earlier permit, which ends when the new one is issued (practice,
//! section 2 "After issue").

use crate::support::*;
use app::AppError;
use app::act::{StartDraft, start_draft};
use app::audit::verify;
use app::play::Plan;
use app::query::public::{Standing, by_code};
use domain::definition::{RequestKind, ServiceId};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Refusal, Status};
use domain::value::Id;
use store::permit::PermitRow;
use testkit::house::House;

fn permit(house: &House, id: Id<ApplicationRecord>) -> PermitRow {
    house.stand.region.store.read(|tx| store::permit::of_application(tx, id)).unwrap().unwrap()
}

/// A plan about an earlier file, with what its form said.
fn about(house: &House, service: &str, earlier: Id<ApplicationRecord>, kind: RequestKind) -> Plan {
    Plan {
        kind: Some(kind),
        earlier: Some(earlier),
        form: state(house, earlier).form,
        ..Plan::straight(ServiceId(service.to_owned()))
    }
}

fn start(
    house: &House,
    actor: &Actor,
    service: &str,
    kind: RequestKind,
    earlier: Option<Id<ApplicationRecord>>,
) -> Result<Id<ApplicationRecord>, AppError> {
    let owner: Option<Id<Account>> = None;
    let start = StartDraft { service: ServiceId(service.to_owned()), owner, kind: Some(kind), earlier };
    start_draft(&house.stand.region, actor, &start)
}

#[test]
fn the_earlier_permit_ends_when_its_successor_is_issued_and_its_ordinal_lives_on() {
    on_both(|house| {
        let plans = vec![draft_plan(house, SIP, 1), draft_plan(house, SIP, 2)];
        let ids = play(house, SIP, plans);
        assert!(ids.iter().all(|id| state(house, *id).status == Status::HandedOver));
        let first = ids[0];
        let before = permit(house, first);
        let renewal = about(house, SIP, first, RequestKind::Renewal);
        let second = play(house, SIP, vec![renewal])[0];
        let after = permit(house, second);
        assert_eq!(
            (state(house, first).status, state(house, second).status),
            (Status::Replaced, Status::HandedOver)
        );
        assert_eq!(permit(house, first).state, "replaced");
        // Of two places of practice the renewed one keeps its ordinal, and still counts once.
        assert_eq!(after.ordinal, before.ordinal);
        assert_ne!(after.number, before.number);
        let standing = |code: &str| by_code(&house.stand.region, code).unwrap().unwrap().standing;
        assert_eq!((standing(&before.code), standing(&after.code)), (Standing::Replaced, Standing::InForce));
        // It has a successor; it gets no second one, and nobody else may name it.
        let (own, other) = (owner(house, first), stranger(house, first));
        for (actor, refusal) in [(&own, Refusal::EarlierEnded), (&other, Refusal::NotYours)] {
            let answer = start(house, actor, SIP, RequestKind::Renewal, Some(first));
            assert!(matches!(answer, Err(AppError::Refused(why)) if why == refusal), "{refusal:?}");
            recorded(&house.stand.region, actor, "start_draft", &refusal);
        }
        let region = &house.stand.region;
        let report = verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
        assert_eq!(report.findings, []);
    });
}

#[test]
fn a_service_offers_its_kinds_only_and_a_successor_names_its_permit() {
    on_both(|house| {
        let id = draft(house, SIP);
        let own = owner(house, id);
        let none = start(house, &own, SIP, RequestKind::Replacement, None);
        assert!(matches!(none, Err(AppError::Refused(Refusal::EarlierMissing))));
        // A draft is no permit.
        let draft = start(house, &own, SIP, RequestKind::Renewal, Some(id));
        assert!(matches!(draft, Err(AppError::Refused(Refusal::NotYours))));
        let unknown = start(house, &own, IMB, RequestKind::Renewal, None);
        assert!(matches!(unknown, Err(AppError::Refused(Refusal::KindNotOffered { .. }))));
        // Where permits on paper came before the register, the applicant brings the paper.
        let trayek = "izin-trayek-perpanjangan";
        let firm = house.stand.region.actor(owner_of(house, trayek)).unwrap();
        let id = start(house, &firm, trayek, RequestKind::Renewal, None).unwrap();
        assert_eq!(state(house, id).kind, RequestKind::Renewal);
    });
}
