//! Renewal, change and replacement: an application about an earlier permit, which ends when the new one is issued (practice,
//! section 2 "After issue").

use crate::support::*;
use app::AppError;
use app::act::{StartDraft, start_draft};
use app::audit::verify;
use app::play::{PersonKind, Plan, Story};
use app::query::public::{Standing, by_code};
use domain::definition::{RequestKind, ServiceId, StageKind};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Refusal, Status};
use domain::value::Id;
use jiff::ToSpan;
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
    let start =
        StartDraft { service: ServiceId(service.to_owned()), owner, kind: Some(kind), earlier, code: None };
    start_draft(&house.stand.region, actor, &start)
}

/// The local day so many days from now, as a form takes it.
fn in_days(house: &House, days: i32) -> String {
    let today = house.stand.region.office().calendar.local_date(house.stand.region.now());
    today.checked_add(days.days()).unwrap().to_string()
}

#[test]
fn the_earlier_permit_ends_when_its_successor_is_issued_and_its_ordinal_lives_on() {
    on_both(|house| {
        // The first ends soon enough to be renewed.
        let mut ending = draft_plan(house, SIP, 1);
        ending.form.insert("str_sampai".into(), in_days(house, 55));
        let plans = vec![ending, draft_plan(house, SIP, 2)];
        let ids = play(house, SIP, plans);
        assert!(ids.iter().all(|id| state(house, *id).status == Status::HandedOver));
        let first = ids[0];
        let before = permit(house, first);
        let mut renewal = about(house, SIP, first, RequestKind::Renewal);
        renewal.form.insert("str_sampai".into(), in_days(house, 900));
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

#[test]
fn a_renewal_before_its_days_is_refused_with_the_day_on_which_it_opens() {
    on_both(|house| {
        let mut plan = draft_plan(house, SIP, 1);
        plan.form.insert("str_sampai".into(), in_days(house, 200));
        let first = play(house, SIP, vec![plan])[0];
        let own = owner(house, first);
        let last: jiff::civil::Date = permit(house, first).valid_until.unwrap().parse().unwrap();
        let opens = last.checked_sub(60.days()).unwrap();
        let from = domain::value::date_text::date(opens);
        let early = Refusal::RenewalTooEarly { from };
        let answer = start(house, &own, SIP, RequestKind::Renewal, Some(first));
        assert!(matches!(answer, Err(AppError::Refused(why)) if why == early));
        recorded(&house.stand.region, &own, "start_draft", &early);
        wait_until(house, &format!("{opens}T00:00:01+07:00"));
        let draft = start(house, &own, SIP, RequestKind::Renewal, Some(first)).unwrap();
        assert_eq!(state(house, draft).earlier.unwrap().application, first);
    });
}

#[test]
fn a_certified_copy_has_its_own_entry_says_what_it_copies_and_leaves_the_permit_alone() {
    on_both(|house| {
        let first = play(house, SIP, vec![draft_plan(house, SIP, 1)])[0];
        let copied = permit(house, first);
        let plan = Plan { form: Default::default(), ..about(house, SIP, first, RequestKind::CertifiedCopy) };
        let second = play(house, SIP, vec![plan])[0];
        let copy = permit(house, second);
        assert_eq!(
            (state(house, first).status, state(house, second).status),
            (Status::HandedOver, Status::HandedOver)
        );
        // Its way is short, its number and code are its own, and it is no second permit of the holder.
        assert!(definition(house, second).stage_of_kind(StageKind::TechnicalRecommendation).is_none());
        assert!(copy.number.starts_with("LEG/") && copy.code != copied.code);
        assert_eq!(copy.copy_of, Some(first));
        let region = &house.stand.region;
        let count = |tx: &store::ReadTx<'_>| store::permit::active_of_holder(tx, copied.holder, SIP);
        assert_eq!(region.store.read(count).unwrap(), 1);
        let card = by_code(region, &copy.code).unwrap().unwrap();
        assert_eq!(card.number, copy.number);
        assert!(
            card.kind.starts_with("Salinan sah dari") && card.kind.contains(&copied.number),
            "{}",
            card.kind
        );
        assert_eq!(card.standing, Standing::InForce);
        // Nothing follows a copy, and nobody copies another person's permit.
        let (own, other) = (owner(house, first), stranger(house, first));
        let again = start(house, &own, SIP, RequestKind::CertifiedCopy, Some(second));
        assert!(matches!(again, Err(AppError::Refused(Refusal::EarlierEnded))));
        let foreign = start(house, &other, SIP, RequestKind::CertifiedCopy, Some(first));
        assert!(matches!(foreign, Err(AppError::Refused(Refusal::NotYours))));
        // When the permit ends, its copy ends with it.
        let change = about(house, SIP, first, RequestKind::Change);
        play(house, SIP, vec![change]);
        let card = by_code(&house.stand.region, &copy.code).unwrap().unwrap();
        assert_eq!(card.standing, Standing::Replaced);
        let region = &house.stand.region;
        let report = verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
        assert_eq!(report.findings, []);
    });
}

#[test]
fn a_transfer_shows_both_holders_tells_the_old_one_and_ends_the_old_permit() {
    on_both(|house| {
        const PHARMACY: &str = "izin-apotek";
        let first = play(house, PHARMACY, vec![draft_plan(house, PHARMACY, 1)])[0];
        let before = permit(house, first);
        let (old, new) = (owner(house, first), stranger_firm(house, first));
        let service = ServiceId(PHARMACY.to_owned());
        let ask = |house: &House, actor: &Actor, code: &str| {
            let start = StartDraft {
                service: service.clone(),
                owner: None,
                kind: Some(RequestKind::Transfer),
                earlier: None,
                code: Some(code.to_owned()),
            };
            start_draft(&house.stand.region, actor, &start)
        };
        // Who has not seen the sheet gets no further, nor does its holder; both attempts are kept.
        let unknown = ask(house, &new, "0000-0000-0000-0000");
        assert!(matches!(unknown, Err(AppError::Refused(Refusal::EarlierUnknown))));
        recorded(&house.stand.region, &new, "start_draft", &Refusal::EarlierUnknown);
        let own = ask(house, &old, &before.code);
        assert!(matches!(own, Err(AppError::Refused(Refusal::AlreadyHolder))));
        // The old holder's answers are not shown to the new one.
        let draft = ask(house, &new, &before.code).unwrap();
        let started = state(house, draft);
        assert!(started.form.is_empty());
        assert_eq!(started.earlier.unwrap().holder.as_deref(), Some(before.holder_name.as_str()));
        let plan = Plan {
            kind: Some(RequestKind::Transfer),
            code: Some(before.code.clone()),
            ..draft_plan(house, PHARMACY, 1)
        };
        let begin = house.stand.office_time_after(30);
        let story = Story { owner: new.account.unwrap(), start: begin, plan };
        let second = house.stand.play(vec![story], None).unwrap()[0].application;
        let after = permit(house, second);
        assert_eq!(
            (state(house, first).status, permit(house, first).state.as_str()),
            (Status::Replaced, "replaced")
        );
        assert_eq!(after.holder, new.account.unwrap());
        assert_eq!(after.holder_name, new.name);
        let region = &house.stand.region;
        let told = region.store.read(|tx| store::outbox::of_application(tx, first)).unwrap();
        assert!(told.iter().any(|m| m.template == "transfer_asked" && m.channel == "sms"));
        let report = verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
        assert_eq!(report.findings, []);
    });
}

/// A firm that is not the owner of this file.
fn stranger_firm(house: &House, id: Id<ApplicationRecord>) -> Actor {
    let owner = state(house, id).owner;
    let other = |a: &&(Id<Account>, PersonKind, _)| a.1 == PersonKind::Business && a.0 != owner;
    let firm = house.stand.cast.applicants.iter().find(other).unwrap().0;
    house.stand.region.actor(firm).unwrap()
}
