//! Stages and times of a service are those that the head of the office set (MJK18-19).

use crate::support::*;
use app::act::{StartDraft, start_draft};
use app::manage::{StandardApproval, StandardLine, StandardState, approve_standards, service_standards};
use app::{AppError, Region};
use domain::calendar::Budget;
use domain::definition::{HashedDefinition, ServiceId, StageKind, StandardPart};
use domain::official::{Absence, Appointment, Tenure};
use domain::party::{Actor, ApplicationRecord};
use domain::process::Refusal;
use domain::value::Id;
use jiff::civil::{Date, date};
use proves::proves;
use testkit::house::House;

fn sip() -> ServiceId {
    ServiceId(SIP.to_owned())
}

fn start(region: &Region, actor: &Actor) -> Result<Id<ApplicationRecord>, AppError> {
    start_draft(
        region,
        actor,
        &StartDraft { service: sip(), owner: None, kind: None, earlier: None, code: None },
    )
}

fn approval(services: &[&str], decree: &str, decided_on: Date) -> StandardApproval {
    StandardApproval {
        services: services.iter().map(|id| ServiceId((*id).to_owned())).collect(),
        decree: decree.to_owned(),
        decided_on,
        covered: false,
    }
}

fn line(region: &Region, actor: &Actor) -> StandardLine {
    let lines = service_standards(region, actor).unwrap().lines;
    lines.into_iter().find(|line| line.service == sip()).unwrap()
}

/// Applies the profile again after a change of the doctor's service, as an operator does.
fn apply(house: &House, change: impl FnOnce(&mut HashedDefinition)) {
    let region = &house.stand.region;
    let mut profile = region.profile.clone();
    let hashed = profile.services.get_mut(&sip()).unwrap();
    change(hashed);
    hashed.hash = profile::canonical_hash(&hashed.definition).unwrap();
    app::setup::apply_profile(&region.store, &profile, region.now()).unwrap();
    region.reload_office().unwrap();
}

fn slower(hashed: &mut HashedDefinition) {
    let stages = &mut hashed.definition.stages;
    let stage = stages.iter_mut().find(|s| s.kind == StageKind::AdminVerification).unwrap();
    stage.budget = Some(Budget::WorkingDays { halves: 10 });
}

#[proves("MJK18-19")]
#[test]
fn nobody_can_apply_before_the_head_has_approved_the_standard() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let applicant = region.actor(owner_of(house, SIP)).unwrap();
        // An office on its first day: the profile is applied, nothing is approved yet.
        house.forget_approvals().unwrap();
        let refusal = refused_as(house, &applicant, "start_draft", || start(&region, &applicant));
        assert_eq!(refusal, Refusal::StandardNotApproved);

        let head = officer(house, "head_of_office", 0);
        assert_eq!(line(&region, &head).state, StandardState::FirstApproval);
        let decree = approval(&[SIP], "188/7/2026", date(2026, 2, 2));
        for role in ["system_manager", "service_officer", "admin_validator"] {
            let other = officer(house, role, 0);
            let refusal =
                refused_as(house, &other, "approve_standard", || approve_standards(&region, &other, &decree));
            assert!(matches!(refusal, Refusal::NotAllowed { .. }), "{role}: {refusal:?}");
        }
        approve_standards(&region, &head, &decree).unwrap();
        match line(&region, &head).state {
            StandardState::InForce(row) => {
                assert_eq!((row.decree.as_str(), row.decided_on.as_str()), ("188/7/2026", "2026-02-02"));
                assert_eq!(row.approved_name, head.name);
            }
            other => panic!("{other:?}"),
        }
        let id = start(&region, &applicant).unwrap();
        let stages = definition(house, id).stages.clone();
        assert!(stages.iter().any(|s| s.budget.is_some()), "the deadline engine has its times");
        // The other services still wait.
        assert!(region.office().active(&ServiceId(IMB.to_owned())).is_none());
    });
}

#[proves("MJK18-19")]
#[test]
fn a_changed_stage_time_waits_for_the_head_and_words_do_not() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let applicant = region.actor(owner_of(house, SIP)).unwrap();
        let (before, _) = region.office().active(&sip()).unwrap();
        let running = start(&region, &applicant).unwrap();

        apply(house, |hashed| hashed.definition.summary = "Kata-kata baru.".to_owned());
        let (words, definition_now) = region.office().active(&sip()).unwrap();
        assert_ne!(words, before, "words need no decree");
        assert_eq!(definition_now.summary, "Kata-kata baru.");

        apply(house, slower);
        assert_eq!(region.office().active(&sip()).unwrap().0, words, "the approved times stay in force");
        let head = officer(house, "head_of_office", 0);
        let waits = line(&region, &head);
        assert_eq!(waits.state, StandardState::ChangeWaits);
        assert_eq!(waits.differs, [StandardPart::Time]);
        let moved: Vec<_> = waits.stages.iter().filter(|s| s.before.is_some()).collect();
        assert_eq!(moved.len(), 1);
        assert_eq!(moved[0].time.as_deref(), Some("5 hari kerja"));
        let meanwhile = start(&region, &applicant).unwrap();
        assert_eq!(state(house, meanwhile).definition, words);

        approve_standards(&region, &head, &approval(&[SIP], "188/8/2026", date(2026, 2, 2))).unwrap();
        assert!(matches!(line(&region, &head).state, StandardState::InForce(_)), "kept under its decree");
        let now = start(&region, &applicant).unwrap();
        let stage = definition(house, now).stage_of_kind(StageKind::AdminVerification).unwrap().budget;
        assert_eq!(stage, Some(Budget::WorkingDays { halves: 10 }));
        assert_eq!(state(house, running).definition, before, "a running file keeps its times");

        // Back to the times that were approved first: no new decree is needed.
        apply(house, |_| ());
        assert!(matches!(line(&region, &head).state, StandardState::InForce(_)));
    });
}

#[proves("MJK18-19")]
#[test]
fn an_approval_names_services_a_decree_and_a_day_that_has_come() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let head = officer(house, "head_of_office", 0);
        apply(house, slower);
        let today = date(2026, 2, 2);
        let wrong: [(&[&str], &str, Date, &str); 6] = [
            (&[], "188/8/2026", today, "layanan"),
            (&["tidak-ada"], "188/8/2026", today, "layanan"),
            // Approved already.
            (&[IMB], "188/8/2026", today, "layanan"),
            (&[SIP], "  ", today, "keputusan"),
            (&[SIP], "188/8/2026\nx", today, "keputusan"),
            (&[SIP], "188/8/2026", date(2026, 2, 3), "tanggal"),
        ];
        for (services, decree, day, field) in wrong {
            let approval = approval(services, decree, day);
            let refusal =
                refused_as(house, &head, "approve_standard", || approve_standards(&region, &head, &approval));
            assert_eq!(refusal.field_names(), [field], "{services:?} {decree:?} {day}");
        }
        // One wrong service lets none through.
        let both = approval(&[SIP, IMB], "188/8/2026", today);
        refused_as(house, &head, "approve_standard", || approve_standards(&region, &head, &both));
        assert_eq!(line(&region, &head).state, StandardState::ChangeWaits);
    });
}

#[test]
fn who_acts_for_the_head_says_that_the_letter_covers_it() {
    on_both(|house| {
        let region = house.stand.region.clone();
        apply(house, slower);
        let (head, deputy) = (officer(house, "head_of_office", 0), officer(house, "head_of_office", 1));
        let today = region.office().calendar.local_date(region.now());
        let mut officials = region.office().officials.clone();
        let post = officials.positions[0].id.clone();
        let holder = officials.holder(&post, today).unwrap().account;
        officials.absences.push(Absence {
            account: holder,
            from: today,
            until: today,
            reason: "Cuti".into(),
        });
        officials.appointments.push(Appointment {
            position: post,
            account: deputy.account.unwrap(),
            from: today,
            until: Some(today),
            tenure: Tenure::Plh,
            decree: "800/1/2026".into(),
            letter: None,
        });
        app::setup::set_officials(&region, &Actor::system(), &officials).unwrap();
        assert_eq!(service_standards(&region, &head).unwrap().acting, None);
        assert_eq!(service_standards(&region, &deputy).unwrap().acting.as_deref(), Some("800/1/2026"));
        let decree = approval(&[SIP], "188/8/2026", date(2026, 2, 2));
        let refusal =
            refused_as(house, &deputy, "approve_standard", || approve_standards(&region, &deputy, &decree));
        assert_eq!(refusal.field_names(), ["mencakup"]);
        approve_standards(&region, &deputy, &StandardApproval { covered: true, ..decree }).unwrap();
    });
}

/// Certified copies have a way of their own, and one standard with their service.
#[test]
fn a_changed_time_of_certified_copies_waits_too() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let head = officer(house, "head_of_office", 0);
        let before = region.office().copies[&sip()];
        let mut profile = region.profile.clone();
        let copies = profile.copies.get_mut(&sip()).unwrap();
        copies.definition.service_time = Budget::WorkingDays { halves: 40 };
        copies.hash = profile::canonical_hash(&copies.definition).unwrap();
        app::setup::apply_profile(&region.store, &profile, region.now()).unwrap();
        region.reload_office().unwrap();
        assert_eq!(region.office().copies[&sip()], before, "the approved times stay in force");
        let waits = line(&region, &head);
        assert_eq!((waits.state, waits.differs), (StandardState::ChangeWaits, vec![StandardPart::Time]));
        approve_standards(&region, &head, &approval(&[SIP], "188/8/2026", date(2026, 2, 2))).unwrap();
        assert_ne!(region.office().copies[&sip()], before);
        assert!(matches!(line(&region, &head).state, StandardState::InForce(_)));
    });
}
