//! The desks say no: order of stages, four eyes, powers of officials, one answer for two officers.

use crate::support::*;
use app::account::{AccountKind, NewAccount, Personal, create};
use app::act::Request;
use app::play::{Plan, Refusing};
use app::setup::set_officials;
use domain::capability::RoleId;
use domain::definition::StageKind;
use domain::official::{Absence, Appointment, Tenure};
use domain::party::Actor;
use domain::pin::PinAct;
use domain::process::{Command, RecipientKind, Refusal, Status};
use jiff::civil::date;
use proves::proves;
use testkit::house::House;

fn check(item: &str) -> Command {
    Command::CheckItem { item: item.into(), ok: true, note: String::new() }
}

fn staff(house: &House, login: &str, roles: &[&str]) -> Actor {
    let region = &house.stand.region;
    let new = NewAccount {
        kind: AccountKind::Staff,
        login: login.into(),
        name: "Petugas Rangkap".into(),
        personal: Personal::default(),
        password: "contoh-2026".into(),
        roles: roles.iter().map(|r| RoleId::from(*r)).collect(),
        agency: None,
        nip: None,
    };
    region.actor(create(region, &Actor::system(), &new).unwrap()).unwrap()
}

#[proves("MJK18-11.3.b")]
#[test]
fn no_stage_is_skipped() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::AdminVerification);
        let stage = "Verifikasi administrasi";
        let ahead = [
            ("admin_validator", Command::Validate),
            ("numbering_officer", Command::AssignNumber { number: String::new() }),
            ("handover_officer", hand_over(false)),
        ];
        for (role, command) in ahead {
            let refusal = refused(house, &officer(house, role, 0), Request::new(id, command));
            assert!(
                matches!(&refusal, Refusal::WrongStage { stage: now } if now.contains(stage)),
                "{refusal:?}"
            );
        }
        // Nor is a verification complete before every item was looked at.
        let officer = officer(house, "service_officer", 0);
        act(house, &officer, id, check("form"));
        let refusal = refused(house, &officer, Request::new(id, Command::PassVerification));
        let documents = state(house, id).documents.len();
        assert!(
            matches!(&refusal, Refusal::ItemsUnchecked { items } if items.len() == documents),
            "{refusal:?}"
        );
    });
}

#[proves("MJK18-11.3.c")]
#[test]
fn nobody_validates_an_own_verification() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::AdminVerification);
        let both = staff(house, "rangkap", &["service_officer", "admin_validator"]);
        let mut items = vec!["form".to_owned()];
        items.extend(state(house, id).documents.keys().map(|d| format!("doc.{d}")));
        for item in &items {
            act(house, &both, id, check(item));
        }
        act(house, &both, id, Command::PassVerification);
        assert_eq!(refused(house, &both, Request::new(id, Command::Validate)), Refusal::OwnVerification);
        act(house, &officer(house, "admin_validator", 0), id, Command::Validate);
    });
}

#[test]
fn two_officers_at_once_get_one_answer() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::AdminVerification);
        let seen = state(house, id).version;
        let (first, second) = (officer(house, "service_officer", 0), officer(house, "service_officer", 1));
        let at = |item: &str| Request::new(id, check(item)).at_version(seen);
        house.stand.region.act(&first, at("form")).unwrap();
        assert_eq!(refused(house, &second, at("doc.ktp")), Refusal::Stale);
        assert!(state(house, id).checks.contains_key("form"));
    });
}

#[proves("MJK18-13.4")]
#[test]
fn a_plh_signs_from_the_first_day_of_the_absence_and_not_before() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Signing);
        let region = house.stand.region.clone();
        let (head, deputy) = (holder(house, "kepala_dinas"), holder(house, "sekretaris"));
        let today = region.office().calendar.local_date(region.now());
        let (from, until) = (date(2026, 2, 25), date(2026, 2, 27));
        assert!(today < from.yesterday().unwrap());
        let mut officials = region.office().officials.clone();
        let appointment = Appointment {
            position: "kepala_dinas".into(),
            account: deputy.account.unwrap(),
            from,
            until: Some(until),
            tenure: Tenure::Plh,
            decree: "Surat Perintah Nomor 800/001-CONTOH/2026".into(),
            letter: None,
        };
        // A Plh without an absence, or a second holder, is no register.
        officials.appointments.push(appointment);
        let wrong = refused_as(house, &Actor::system(), "set_officials", || {
            set_officials(&region, &Actor::system(), &officials)
        });
        assert!(matches!(wrong, Refusal::Invalid { .. }));
        officials.absences.push(Absence {
            account: head.account.unwrap(),
            from,
            until,
            reason: "Cuti".into(),
        });
        set_officials(&region, &Actor::system(), &officials).unwrap();

        // A delegation for other services gives no right for this one.
        let mut narrow = officials.clone();
        narrow.delegations[0].services = vec![domain::definition::ServiceId(IMB.to_owned())];
        set_officials(&region, &Actor::system(), &narrow).unwrap();
        let digest = state(house, id).frozen.unwrap().digest;
        let outside = refused(house, &head, Request::new(id, Command::Sign { digest }));
        assert_eq!(outside, Refusal::NoSigningRight { why: domain::official::NoRight::NoDelegation });
        set_officials(&region, &Actor::system(), &officials).unwrap();

        wait_until(house, "2026-02-24T02:00:00Z");
        let page = app::letter::prepare_signing(&region, &head, id).unwrap();
        let seen = app::letter::open_page(&region, &deputy, &page);
        assert!(seen.is_ok());
        let sign = |digest| Request::new(id, Command::Sign { digest });
        let entry = pin(house, &deputy, PinAct::Sign, page.digest);
        let early = refused(house, &deputy, sign(page.digest).with_pin(entry));
        assert!(matches!(early, Refusal::NoSigningRight { .. }), "{early:?}");

        wait_until(house, "2026-02-25T02:00:00Z");
        let absent = refused(house, &head, sign(page.digest));
        assert!(matches!(absent, Refusal::NoSigningRight { .. }), "{absent:?}");
        let page = app::letter::prepare_signing(&region, &deputy, id).unwrap();
        app::letter::open_page(&region, &deputy, &page).unwrap();
        let entry = pin(house, &deputy, PinAct::Sign, page.digest);
        let signed = region.act(&deputy, sign(page.digest).with_pin(entry)).unwrap().state.signature.unwrap();
        assert!(signed.right.title.starts_with("Plh. Kepala Dinas"), "{}", signed.right.title);
        assert!(!signed.right.delegation_decree.is_empty());
    });
}

#[proves("MJK18-11.3.i")]
#[test]
fn a_cancelled_file_gets_no_number_and_leaves_no_gap() {
    on_both(|house| {
        let numbers = |house: &House| counters(&house.stand.region.store)["number.izin.2026"];
        let straight = |n| move |house: &House| draft_plan(house, SIP, n);
        let plan = straight(1)(house);
        let first = play(house, SIP, vec![plan])[0];
        assert_eq!(numbers(house), 1);
        let plan = Plan { refusing: Refusing::CancelAt(StageKind::Numbering), ..straight(2)(house) };
        let cancelled = play(house, SIP, vec![plan])[0];
        assert_eq!(state(house, cancelled).status, Status::Cancelled);
        let clerk = officer(house, "numbering_officer", 0);
        let asked = Request::new(cancelled, Command::AssignNumber { number: String::new() });
        assert!(matches!(refused(house, &clerk, asked), Refusal::WrongStatus { .. }));
        let plan = straight(3)(house);
        let next = play(house, SIP, vec![plan])[0];
        assert_eq!(numbers(house), 2);
        let number = |id| state(house, id).number.unwrap().number;
        assert!(number(first).contains("/0001/") && number(next).contains("/0002/"), "{}", number(next));
        let again =
            refused(house, &clerk, Request::new(next, Command::AssignNumber { number: String::new() }));
        assert_eq!(again, Refusal::AlreadyNumbered);
    });
}

#[test]
fn an_unnumbered_sheet_is_not_scanned() {
    on_both(|house| {
        let id = reach(house, IMB, StageKind::Numbering);
        let clerk = officer(house, "numbering_officer", 0);
        let file = paper(house, &clerk, "pindaian");
        let scan = || Request::new(id, Command::Scan { file: file.clone() });
        assert_eq!(refused(house, &clerk, scan()), Refusal::NotNumbered);
        act(house, &clerk, id, Command::AssignNumber { number: String::new() });
        house.stand.region.act(&clerk, scan()).unwrap();
        let own = Command::SettleScan { matches: true, note: String::new() };
        assert_eq!(refused(house, &clerk, Request::new(id, own)), Refusal::OwnScan);
    });
}

fn hand_over(with_skrd: bool) -> Command {
    Command::HandOver { recipient: RecipientKind::Holder { id_seen: "KTP".into() }, with_skrd }
}

#[proves("MJK18-17.2", "MJK18-18.2")]
#[test]
fn one_survey_a_file_and_the_skrd_goes_with_the_permit() {
    on_both(|house| {
        let liable = reach(house, CARD, StageKind::Handover);
        let free = reach(house, SIP, StageKind::Handover);
        for id in [liable, free] {
            let again = Command::AnswerSurvey { answers: vec![4; 9] };
            assert_eq!(refused(house, &owner(house, id), Request::new(id, again)), Refusal::SurveyAnswered);
        }
        let clerk = officer(house, "handover_officer", 0);
        assert_eq!(
            refused(house, &clerk, Request::new(liable, hand_over(false))),
            Refusal::SkrdNotHandedOver
        );
        let closed = act(house, &clerk, liable, hand_over(true));
        assert_eq!(closed.status, Status::HandedOver);
        assert_eq!(closed.handover.unwrap().items, ["permit", "skrd"]);
        let closed = act(house, &clerk, free, hand_over(false));
        assert_eq!(closed.status, Status::HandedOver);
        assert_eq!(closed.handover.unwrap().items, ["permit"]);

        let refusing = Refusing::Refuse(vec!["Tempat praktik tidak memenuhi syarat. | Pasal 5".into()]);
        let plan = Plan { refusing, ..draft_plan(house, SIP, 7) };
        let refused_file = play(house, SIP, vec![plan])[0];
        assert_eq!(state(house, refused_file).status, Status::Refused);
        assert!(state(house, refused_file).survey.opened_at.is_none(), "a refused file has no survey");
        let answer = Command::AnswerSurvey { answers: vec![4; 9] };
        let refusal = refused(house, &owner(house, refused_file), Request::new(refused_file, answer));
        assert!(matches!(refusal, Refusal::WrongStatus { .. }), "{refusal:?}");
    });
}
