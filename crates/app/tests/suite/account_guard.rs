//! What protects an account: duties, pauses, forgotten passwords, changed numbers, reports of misuse (MJK18-9, 20).

use crate::support::*;
use app::AppError;
use app::account::{
    AGENCY_GUIDE, AccountKind, AskedChange, CONFIDENTIALITY, DUTIES, NewAccount, Personal, accept_duties,
    ask_change, ask_new_password, cancel_change, change_password, confirm_change, create, end_own_session,
    pending_duties, read_personal, reopen, report_misuse, set_password, sign_in, signed_in,
};
use app::play::PASSWORD;
use app::query::security::security;
use domain::capability::RoleId;
use domain::definition::AgencyId;
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use jiff::SignedDuration;
use proves::proves;
use testkit::house::House;

fn applicant(house: &House, n: usize) -> (Actor, Personal, String) {
    let id = house.stand.cast.applicants[n].0;
    let row = row(house, id);
    (house.stand.region.actor(id).unwrap(), read_personal(&house.stand.region.keys, &row).unwrap(), row.login)
}

fn row(house: &House, id: Id<Account>) -> store::account::AccountRow {
    house.stand.region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap()
}

fn text(value: impl ToString) -> String {
    value.to_string()
}

#[proves("MJK18-9.1", "MJK18-20.a", "MJK18-20.c")]
#[test]
fn duties_guide_and_confidentiality_are_asked_once_and_after_each_change() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let agency = region.profile.agencies[0].id.clone();
        let new = |login: &str, agency: Option<AgencyId>| NewAccount {
            kind: AccountKind::Staff,
            login: login.into(),
            name: "Petugas Baru".into(),
            personal: Personal::default(),
            password: PASSWORD.into(),
            roles: vec![RoleId::from("technical_agency")],
            agency,
            nip: None,
        };
        let system = Actor::system();
        let guest = create(&region, &system, &new("instansi-baru", Some(agency))).unwrap();
        let clerk = create(&region, &system, &new("petugas-baru", None)).unwrap();
        let names = |id| {
            let pending = pending_duties(&region, &row(house, id)).unwrap();
            pending.iter().map(|text| text.document).collect::<Vec<_>>()
        };
        assert_eq!(names(guest), [DUTIES, AGENCY_GUIDE, CONFIDENTIALITY]);
        assert_eq!(names(clerk), [DUTIES]);
        let actor = region.actor(guest).unwrap();
        let mut ticked: Vec<String> = pending_duties(&region, &row(house, guest))
            .unwrap()
            .iter()
            .map(|text| hex::encode(text.version))
            .collect();
        let last = ticked.pop().unwrap();
        let refusal = refused_as(house, &actor, "accept_duties", || accept_duties(&region, &actor, &ticked));
        assert_eq!(refusal, Refusal::DutiesNotAccepted);
        assert_eq!(names(guest).len(), 3, "all or nothing");
        ticked.push(last);
        accept_duties(&region, &actor, &ticked).unwrap();
        assert!(names(guest).is_empty());
        // What was accepted is one text; of another version nobody has accepted anything.
        region
            .store
            .write(move |tx| {
                tx.execute(
                    "UPDATE acceptance SET version = ?1 WHERE document = ?2",
                    &[store::Value::from(vec![1_u8; 32]), store::Value::from(CONFIDENTIALITY)],
                )
                .map(|_| ())
            })
            .unwrap();
        assert_eq!(names(guest), [CONFIDENTIALITY]);
    });
}

#[proves("MJK18-9.1")]
#[test]
fn guessing_becomes_slow_and_the_owner_comes_in_again() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (_, personal, login) = applicant(house, 0);
        let enter = |login: &str, password: &str| sign_in(&region, login, password, "tes", "10.0.0.1");
        let phone = personal.phone.unwrap().local_form();
        // One account has one count, however it is called.
        for name in [login.as_str(), &phone, &login, &phone, &login, &login] {
            let wrong = enter(name, "salah").unwrap_err();
            assert_eq!(wrong.refusal().unwrap().code(), "invalid");
        }
        let paused =
            refused_as(house, &Actor { name: "Calon pengguna".into(), ..Actor::system() }, "sign_in", || {
                enter(&login, PASSWORD)
            });
        assert_eq!(paused, Refusal::TooManyAttempts { minutes: 1 });
        wait(house, SignedDuration::from_secs(31));
        enter(&login, PASSWORD).unwrap();
        // An account that does not exist is slowed down alike.
        for _ in 0..6 {
            assert_eq!(enter("tidak-ada", "salah").unwrap_err().refusal().unwrap().code(), "invalid");
        }
        let ghost = enter("tidak-ada", "salah").unwrap_err();
        assert_eq!(ghost.refusal(), Some(&Refusal::TooManyAttempts { minutes: 1 }));
        // Many names from one address: the address pauses, another address does not.
        for n in 0..20 {
            let _ = enter(&format!("nama-{n}"), "salah");
        }
        assert!(matches!(enter("siapa", "salah"), Err(AppError::Refused(Refusal::TooManyAttempts { .. }))));
        sign_in(&region, &login, PASSWORD, "tes", "10.0.0.2").unwrap();
    });
}

#[proves("MJK18-9.1")]
#[test]
fn a_forgotten_password_tells_nothing_and_ends_every_session() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (_, personal, login) = applicant(house, 0);
        let session = sign_in(&region, &login, PASSWORD, "tes", "").unwrap();
        let count = || region.store.read(|tx| store::outbox::latest(tx, 500)).unwrap().len();
        let before = count();
        ask_new_password(&region, "tidak-ada", false, "").unwrap();
        assert_eq!(count(), before);
        ask_new_password(&region, &login, false, "").unwrap();
        ask_new_password(&region, &login, false, "").unwrap();
        assert_eq!(count(), before + 1, "the second time within a minute sends nothing, and says nothing");
        house.stand.settle().unwrap();
        let phone = text(personal.phone.unwrap());
        let code = house.stand.newest_code(&phone).unwrap();
        let new = ["hujan di bulan juni", "hujan di bulan juni"];
        let unknown = set_password(&region, "tidak-ada", &code, new, "tes", "").unwrap_err();
        let wrong = set_password(&region, &login, "1", new, "tes", "").unwrap_err();
        assert_eq!(unknown.to_string(), wrong.to_string());
        set_password(&region, &login, &code, new, "tes", "").unwrap();
        assert!(matches!(signed_in(&region, &session.cookie), Err(AppError::NotSignedIn)));
        assert!(sign_in(&region, &login, PASSWORD, "tes", "").is_err());
        sign_in(&region, &login, new[0], "tes", "").unwrap();
        let (_, _, other) = applicant(house, 1);
        ask_new_password(&region, &other, true, "").unwrap();
        house.stand.settle().unwrap();
        let (_, personal, _) = applicant(house, 1);
        let code = house.stand.newest_code(&text(personal.email.unwrap())).unwrap();
        wait(house, SignedDuration::from_mins(16));
        assert!(set_password(&region, &other, &code, new, "tes", "").is_err(), "fifteen minutes");
    });
}

#[proves("MJK18-9.1")]
#[test]
fn a_number_changes_with_both_codes_or_after_a_day_of_waiting() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (actor, personal, _) = applicant(house, 0);
        let old = text(personal.phone.unwrap());
        let mail = text(personal.email.unwrap());
        let ask = |address: &str, lost: bool| {
            ask_change(&region, &actor, &AskedChange { email: false, address: address.into(), lost })
        };
        let (_, other, _) = applicant(house, 1);
        assert!(matches!(
            ask(&other.phone.unwrap().local_form(), false),
            Err(AppError::Refused(Refusal::NotRegistrable))
        ));
        ask("0840-9000-0011", false).unwrap();
        house.stand.settle().unwrap();
        let new_code = house.stand.newest_code("+6284090000011").unwrap();
        let old_code = house.stand.newest_code(&old).unwrap();
        let wrong = if old_code == "000000" { "000001" } else { "000000" };
        assert!(confirm_change(&region, &actor, [&new_code, wrong]).is_err());
        assert_eq!(confirm_change(&region, &actor, [&new_code, &old_code]).unwrap(), None);
        house.stand.settle().unwrap();
        assert_eq!(text(applicant(house, 0).1.phone.unwrap()), "+6284090000011");
        let notice = house.stand.gateway.messages_to(&old).last().unwrap().text.clone();
        assert!(notice.contains("nomor ponsel akun Anda diganti"), "{notice}");

        // The number is lost: the mailbox proves who asks, the old number is told, a day passes.
        ask("0840-9000-0012", true).unwrap();
        house.stand.settle().unwrap();
        let new_code = house.stand.newest_code("+6284090000012").unwrap();
        let proof = house.stand.newest_code(&mail).unwrap();
        let from = confirm_change(&region, &actor, [&new_code, &proof]).unwrap().unwrap();
        assert_eq!(from.duration_since(region.now()), SignedDuration::from_hours(24));
        house.stand.settle().unwrap();
        let notice = house.stand.gateway.messages_to("+6284090000011").last().unwrap().text.clone();
        assert!(notice.contains("diganti, berlaku"), "{notice}");
        wait(house, SignedDuration::from_hours(23));
        assert_eq!(text(applicant(house, 0).1.phone.unwrap()), "+6284090000011");
        wait(house, SignedDuration::from_hours(2));
        assert_eq!(text(applicant(house, 0).1.phone.unwrap()), "+6284090000012");
        // A change that its holder takes back never happens.
        ask("0840-9000-0013", true).unwrap();
        house.stand.settle().unwrap();
        let codes = ["+6284090000013", mail.as_str()].map(|at| house.stand.newest_code(at).unwrap());
        confirm_change(&region, &actor, [&codes[0], &codes[1]]).unwrap();
        cancel_change(&region, &actor).unwrap();
        wait(house, SignedDuration::from_hours(30));
        assert_eq!(text(applicant(house, 0).1.phone.unwrap()), "+6284090000012");
    });
}

#[proves("MJK18-9.2")]
#[test]
fn a_report_of_misuse_blocks_at_once_until_an_officer_has_looked() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (actor, personal, login) = applicant(house, 0);
        let here = sign_in(&region, &login, PASSWORD, "tes", "").unwrap();
        let there = sign_in(&region, &login, PASSWORD, "ponsel", "").unwrap();
        report_misuse(&region, &actor, "Ada yang masuk dari kota lain.").unwrap();
        for session in [here, there] {
            assert!(matches!(signed_in(&region, &session.cookie), Err(AppError::NotSignedIn)));
        }
        assert!(sign_in(&region, &login, PASSWORD, "tes", "").is_err());
        let latest = region.store.read(|tx| store::audit::latest(tx, None, 400)).unwrap();
        let id = actor.account.unwrap();
        assert!(latest.iter().any(|r| r.act == "report_misuse" && r.account == Some(*id.as_bytes())));

        let officer = officer(house, "service_officer", 0);
        let desk = app::query::access::desk(&region, &officer).unwrap();
        assert_eq!(desk.reports[0].account, id);
        let unseen = refused_as(house, &officer, "reopen_account", || reopen(&region, &officer, id, false));
        assert_eq!(unseen.field_names(), ["ktp_dilihat"]);
        reopen(&region, &officer, id, true).unwrap();
        house.stand.settle().unwrap();
        assert!(sign_in(&region, &login, PASSWORD, "tes", "").is_err(), "the known password stays dead");
        let code = house.stand.newest_code(&text(personal.phone.unwrap())).unwrap();
        let new = ["gunung tinggi sekali", "gunung tinggi sekali"];
        set_password(&region, &login, &code, new, "tes", "").unwrap();
        assert!(app::query::access::desk(&region, &officer).unwrap().reports.is_empty());
    });
}

#[test]
fn sessions_are_listed_and_ended_and_a_new_password_ends_the_others() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (actor, _, login) = applicant(house, 0);
        let here = sign_in(&region, &login, PASSWORD, "Firefox di Linux", "").unwrap();
        let there = sign_in(&region, &login, PASSWORD, "Chrome di Android", "").unwrap();
        let view = security(&region, &actor, &here.cookie).unwrap();
        assert_eq!(view.sessions.len(), 2);
        let other = view.sessions.iter().find(|s| !s.here).unwrap();
        assert_eq!(other.device, "Chrome di Android");
        let (stranger, ..) = applicant(house, 1);
        assert!(matches!(end_own_session(&region, &stranger, &other.token), Err(AppError::NotFound)));
        end_own_session(&region, &actor, &other.token).unwrap();
        assert!(matches!(signed_in(&region, &there.cookie), Err(AppError::NotSignedIn)));
        let third = sign_in(&region, &login, PASSWORD, "tes", "").unwrap();
        let new = ["langit biru cerah", "langit biru cerah"];
        let wrong = change_password(&region, &actor, &here.cookie, "salah", new).unwrap_err();
        assert_eq!(wrong.refusal().unwrap().field_names(), ["sandi_lama"]);
        change_password(&region, &actor, &here.cookie, PASSWORD, new).unwrap();
        assert!(signed_in(&region, &here.cookie).is_ok());
        assert!(matches!(signed_in(&region, &third.cookie), Err(AppError::NotSignedIn)));
    });
}
