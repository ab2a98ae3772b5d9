//! What strangers may do so often, what erased drafts leave behind, names to sign in with, numbers of others, and who is behind
//! many applicants (MJK18-8, 9, 11.2, 12.6).

use crate::access::person;
use crate::support::*;
use app::AppError;
use app::account::access::{Decision, attach, begin, begin_with, decide, own, send, send_code};
use app::account::{
    Device, Held, ask_new_password, ask_notice_contact, confirm_notice_contact, held, lock, read_personal,
    remove_notice_contact, set_password, sign_in, sign_in_on, signed_in, unlock,
};
use app::folder::{Upload, upload};
use app::play::PASSWORD;
use app::query::access::case;
use app::query::go_between::go_betweens;
use app::query::overview::overview;
use app::query::public::check_pdf;
use domain::access::{AccessKind, AccessPaper, TypedClaims};
use domain::definition::StageKind;
use domain::party::{Account, Actor};
use domain::process::{Command, Refusal};
use domain::value::Id;
use jiff::SignedDuration;
use proves::proves;
use testkit::house::House;

fn nobody() -> Actor {
    Actor { name: "Calon pengguna".into(), ..Actor::system() }
}

fn phone_of(house: &House, id: Id<Account>) -> String {
    let row = house.stand.region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
    read_personal(&house.stand.region.keys, &row).unwrap().phone.unwrap().to_string()
}

#[proves("MJK18-9.1", "MJK18-12.6#1")]
#[test]
fn an_officers_session_locks_a_holders_ends_and_a_public_one_ends_sooner() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let login_of =
            |id: Id<Account>| region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap().login;
        let staff = officer(house, "registration_assistant", 0);
        let desk = login_of(staff.account.unwrap());
        let home = login_of(house.stand.cast.applicants[0].0);
        let device = |public| Device { name: "tes".into(), public, ..Device::default() };
        let desk = sign_in_on(&region, &desk, PASSWORD, &device(false)).unwrap().cookie;
        let own = sign_in_on(&region, &home, PASSWORD, &device(false)).unwrap().cookie;
        let public = sign_in_on(&region, &home, PASSWORD, &device(true)).unwrap().cookie;
        wait(house, SignedDuration::from_mins(4));
        assert!(matches!(held(&region, &public).unwrap(), Held::Left));
        assert!(matches!(held(&region, &public).unwrap(), Held::Nobody), "it has ended");
        wait(house, SignedDuration::from_mins(7));
        assert!(matches!(held(&region, &desk).unwrap(), Held::Locked(_)));
        assert!(matches!(signed_in(&region, &desk), Err(AppError::NotSignedIn)));
        assert!(matches!(held(&region, &own).unwrap(), Held::Open(_)));
        let refusal =
            refused_as(house, &nobody(), "unlock_session", || unlock(&region, &desk, "bukan ini", ""));
        assert_eq!(refusal.field_names(), ["kunci_sandi"]);
        unlock(&region, &desk, PASSWORD, "").unwrap();
        assert!(signed_in(&region, &desk).is_ok());
        lock(&region, &staff, &desk).unwrap();
        assert!(signed_in(&region, &desk).is_err(), "locked at once");
        wait(house, SignedDuration::from_hours(13));
        assert!(matches!(held(&region, &desk).unwrap(), Held::Nobody), "the day is over");
        assert!(matches!(held(&region, &own).unwrap(), Held::Nobody));
    });
}

#[proves("MJK18-11.2", "MJK18-8.4.a", "MJK18-8.4.b")]
#[test]
fn a_chosen_name_and_every_confirmed_address_sign_in() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let typed = |login: &str| TypedClaims { login: login.into(), ..person() };
        for bad in ["abc", "1andi", "a26-000001-7", "nama lengkap", "x@y.example"] {
            let refusal = refused_as(house, &nobody(), "begin_access_request", || {
                begin(&region, &[7; 32], "", AccessKind::Person, &typed(bad), None)
            });
            assert_eq!(refusal.field_names(), ["nama_akun"], "{bad}");
        }
        let staff = officer(house, "service_officer", 0);
        let row = region.store.read(|tx| store::account::find(tx, staff.account.unwrap())).unwrap().unwrap();
        let taken = refused_as(house, &nobody(), "begin_access_request", || {
            begin(&region, &[7; 32], "", AccessKind::Person, &typed(&row.login), None)
        });
        assert_eq!(taken.field_names(), ["nama_akun"]);

        let (cookie, id) = house.stand.begin_access(AccessKind::Person, &typed("Wulan.Contoh")).unwrap();
        house.stand.confirm_access(&cookie, id).unwrap();
        send(&region, &cookie, id, true).unwrap();
        let seen = case(&region, &staff, id).unwrap().opened.row.version;
        decide(&region, &staff, id, seen, &Decision::Grant).unwrap();
        house.stand.settle().unwrap();
        let mail = house.stand.gateway.messages_to("Wulandari@warga.example");
        assert!(mail.iter().any(|m| m.text.contains("wulan.contoh")), "the name is told");
        let code = house.stand.newest_code("+6284090000001").unwrap();
        let new = ["kebun bunga melati", "kebun bunga melati"];
        set_password(&region, "wulan.contoh", &code, new, "tes", "").unwrap();
        let names =
            ["wulan.contoh", "WULAN.CONTOH", "0840 9000 0001", "Wulandari@warga.example", "3576014101950000"];
        let mut refused = Vec::new();
        for name in names.into_iter().chain(["tidak.ada", "084099999999"]) {
            if !name.starts_with("tidak") && !name.starts_with("0840999") {
                sign_in(&region, name, new[0], "tes", "").unwrap();
            }
            refused.push(sign_in(&region, name, "salah", "tes", "").unwrap_err().to_string());
        }
        refused.dedup();
        assert_eq!(refused.len(), 1, "the answer tells nobody which exists: {refused:?}");
    });
}

#[test]
fn an_erased_draft_takes_its_papers_along_unless_another_file_names_them() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let both = app::play::sample_pdf(&["Dokumen contoh", "dua orang"]);
        let alone = app::play::sample_pdf(&["Dokumen contoh", "satu orang"]);
        let cookie = [7; 32];
        let id = begin(&region, &cookie, "", AccessKind::Person, &person(), None).unwrap();
        for bytes in [&alone, &both] {
            attach(&region, &cookie, id, AccessPaper::IdentityCard, bytes).unwrap();
        }
        let holder = region.actor(house.stand.cast.applicants[0].0).unwrap();
        let same = Upload { category: "ktp", name: "ktp.pdf", bytes: &both };
        upload(&region, &holder, &same).unwrap();
        let exists = |bytes: &[u8]| region.files.exists(&region.keys.object_name(bytes)).unwrap();
        assert!(exists(&both) && exists(&alone));
        wait(house, SignedDuration::from_hours(24 * 8));
        assert!(matches!(own(&region, &cookie, id), Err(AppError::NotFound)));
        assert!(!exists(&alone), "also an earlier version");
        assert!(exists(&both), "somebody else's file has the same bytes");
        let latest = region.store.read(|tx| store::audit::latest(tx, None, 200)).unwrap();
        let kept = latest.iter().find(|r| r.act == "erase_access_draft").unwrap();
        assert_eq!((kept.object_id, kept.fields.as_str()), (*id.as_bytes(), "[\"papers\"]"));
    });
}

#[proves("MJK18-9.1")]
#[test]
fn one_address_may_ask_only_so_often_and_is_told_when_again() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let most = region.profile.policy.access.clone();
        let full = Refusal::TooOften { minutes: 60 };
        let check = |address: &str| check_pdf(&region, b"%PDF-1.7 bukan dokumen", address);
        for _ in 0..most.checks_an_hour {
            check("10.0.0.1").unwrap();
        }
        let refusal = refused_as(house, &nobody(), "check_document", || check("10.0.0.1"));
        assert_eq!(refusal, full);
        assert!(refusal.sentence().contains("Coba lagi setelah 60 menit"), "{refusal}");
        check("10.0.0.2").unwrap();

        let ask = |address: &str| begin(&region, &[7; 32], address, AccessKind::Person, &person(), None);
        let mut first = None;
        for _ in 0..most.requests_an_hour {
            first = Some(ask("10.0.0.1").unwrap());
        }
        assert_eq!(refused_as(house, &nobody(), "begin_access_request", || ask("10.0.0.1")), full);
        ask("10.0.0.2").unwrap();

        let code = |address: &str| send_code(&region, &[7; 32], address, first.unwrap(), false);
        for n in 0..most.codes_an_hour {
            // The address itself may be written to once a minute; what counts here is who asks.
            assert_eq!(code("10.0.0.1").is_ok(), n == 0, "{n}");
        }
        assert_eq!(refused_as(house, &nobody(), "send_access_code", || code("10.0.0.1")), full);
        let forgotten = |address: &str| ask_new_password(&region, "tidak-ada", false, address);
        assert_eq!(refused_as(house, &nobody(), "ask_new_password", || forgotten("10.0.0.1")), full);
        forgotten("10.0.0.2").unwrap();
        wait(house, SignedDuration::from_mins(61));
        check("10.0.0.1").unwrap();
        ask("10.0.0.1").unwrap();
        forgotten("10.0.0.1").unwrap();
    });
}

#[test]
fn a_number_of_another_holder_receives_notices_and_no_codes() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let id = reach(house, "sip-dokter", StageKind::AdminVerification);
        let person = state(house, id).owner;
        let neighbour = house.stand.cast.applicants.iter().find(|a| a.0 != person).unwrap().0;
        let number = phone_of(house, neighbour);
        let clerk = officer(house, "registration_assistant", 0);
        let adding = "add_notice_contact";
        let ask = |number: &str| ask_notice_contact(&region, &clerk, person, number);
        for wrong in [phone_of(house, person), "084099999999".to_owned()] {
            assert_eq!(refused_as(house, &clerk, adding, || ask(&wrong)).field_names(), ["ponsel"]);
        }
        let shown = ask(&number).unwrap();
        house.stand.settle().unwrap();
        let code = house.stand.newest_code(&number).unwrap();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let confirm = |code: &str| confirm_notice_contact(&region, &clerk, person, &shown, code);
        assert_eq!(refused_as(house, &clerk, adding, || confirm(wrong)), Refusal::CodeWrong { left: 4 });
        confirm(&code).unwrap();

        let told = |house: &House| house.stand.gateway.messages_to(&number).len();
        let before = told(house);
        let login = region.store.read(|tx| store::account::find(tx, person)).unwrap().unwrap().login;
        ask_new_password(&region, &login, false, "").unwrap();
        house.stand.settle().unwrap();
        assert_eq!(told(house), before, "a code for signing in goes to the own number only");
        let writer = officer(house, "service_officer", 0);
        let text = "Mohon bawa dokumen asli ke loket.".to_owned();
        act(house, &writer, id, Command::TellApplicant { text });
        house.stand.settle().unwrap();
        assert_eq!(told(house), before + 1, "a notice goes to both");
        // Nobody signs in to this account with the neighbour's number.
        let entered = sign_in(&region, &number, PASSWORD, "tes", "").unwrap();
        assert_eq!(entered.account, neighbour);
        remove_notice_contact(&region, &clerk, person).unwrap();
        assert!(matches!(remove_notice_contact(&region, &clerk, person), Err(AppError::NotFound)));
    });
}

#[test]
fn a_person_without_a_phone_is_helped_with_a_number_of_another_holder() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let neighbour = house.stand.cast.applicants[0].0;
        let number = phone_of(house, neighbour);
        let typed = TypedClaims { phone: number.clone(), borrowed: "ya".into(), ..person() };
        let unknown = TypedClaims { phone: "084099999999".into(), ..typed.clone() };
        let clerk = officer(house, "registration_assistant", 0);
        let (cookie, act) = ([8; 32], "begin_access_request");
        let ask = |helper: Option<&Actor>, typed: &TypedClaims| {
            begin_with(&region, helper, &cookie, "", AccessKind::Person, typed, None)
        };
        let alone = refused_as(house, &nobody(), act, || ask(None, &typed));
        assert_eq!(alone.field_names(), ["nomor_orang_lain"]);
        let nobodys = refused_as(house, &clerk, act, || ask(Some(&clerk), &unknown));
        assert_eq!(nobodys.field_names(), ["ponsel"]);
        let id = ask(Some(&clerk), &typed).unwrap();
        attach(&region, &cookie, id, AccessPaper::IdentityCard, &app::play::sample_pdf(&["KTP"])).unwrap();
        house.stand.confirm_access(&cookie, id).unwrap();
        send(&region, &cookie, id, true).unwrap();
        house.stand.settle().unwrap();
        let before = house.stand.gateway.messages_to(&number).len();
        let staff = officer(house, "service_officer", 0);
        let seen = case(&region, &staff, id).unwrap().opened.row.version;
        decide(&region, &staff, id, seen, &Decision::Grant).unwrap();
        house.stand.settle().unwrap();
        assert_eq!(house.stand.gateway.messages_to(&number).len(), before, "no code for signing in");
        let code = house.stand.newest_code("Wulandari@warga.example").unwrap();
        let new = ["kebun bunga melati", "kebun bunga melati"];
        let signed = set_password(&region, "3576014101950000", &code, new, "tes", "").unwrap();
        assert_ne!(signed.account, neighbour);
        let row = region.store.read(|tx| store::account::find(tx, signed.account)).unwrap().unwrap();
        let personal = read_personal(&region.keys, &row).unwrap();
        assert_eq!((personal.phone, personal.notice_phone.unwrap().to_string()), (None, number.clone()));
        assert_eq!(sign_in(&region, &number, PASSWORD, "tes", "").unwrap().account, neighbour);
    });
}

#[test]
fn a_device_behind_more_than_three_applicants_is_shown_to_the_head() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let head = officer(house, "head_of_office", 0);
        let people: Vec<Id<Account>> = house.stand.cast.applicants.iter().take(4).map(|a| a.0).collect();
        let count = || overview(&region, &head).unwrap().go_betweens;
        let enter = |id: Id<Account>, mark: Option<[u8; 32]>| {
            let row = region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
            let device = Device { name: "Chrome di Android".into(), mark, ..Device::default() };
            sign_in_on(&region, &row.login, PASSWORD, &device).unwrap();
        };
        for id in &people[..3] {
            enter(*id, Some([5; 32]));
            enter(*id, Some([5; 32]));
            enter(*id, None);
        }
        enter(people[3], Some([6; 32]));
        assert_eq!(count(), 0, "three are a family");
        enter(people[3], Some([5; 32]));
        assert_eq!(count(), 1);
        let shown = go_betweens(&region, &head).unwrap();
        assert_eq!(shown[0].people.len(), 4);
        assert_eq!(shown[0].device.as_deref(), Some("Chrome di Android"));
        let clerk = officer(house, "registration_assistant", 0);
        let refusal = refused_as(house, &clerk, "open_go_betweens", || go_betweens(&region, &clerk));
        assert_eq!(refusal.code(), "not_allowed");
        wait(house, SignedDuration::from_hours(24 * 91));
        assert_eq!(count(), 0, "ninety days");
    });
}
