//! Number and mailbox are lost: two officers, a code, a notice, a day of waiting, and a way to stop it (MJK18-9, 11.2).

use crate::support::*;
use app::AppError;
use app::account::{
    confirm_change, confirm_counter_change, propose_change, read_personal, set_password, sign_in, signed_in,
    stop_change,
};
use app::play::PASSWORD;
use app::query::counter::{awaiting_second, contact};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use jiff::SignedDuration;
use proves::proves;
use testkit::house::House;

const NEW: &str = "0840-9000-0077";
const NEW_FULL: &str = "+6284090000077";

fn holder(house: &House, n: usize) -> (Id<Account>, String, [String; 2]) {
    let id = house.stand.cast.applicants[n].0;
    let row = house.stand.region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
    let personal = read_personal(&house.stand.region.keys, &row).unwrap();
    (id, row.login, [personal.phone.unwrap().to_string(), personal.email.unwrap().to_string()])
}

fn officers(house: &House) -> [Actor; 2] {
    [0, 1].map(|n| officer(house, "registration_assistant", n))
}

/// The first officer has seen the card, and the code has arrived at the new number.
fn proposed(house: &mut House, first: &Actor, account: Id<Account>) -> String {
    propose_change(&house.stand.region, first, account, false, NEW, true).unwrap();
    house.stand.settle().unwrap();
    house.stand.newest_code(NEW_FULL).unwrap()
}

#[proves("MJK18-9.1", "MJK18-11.2")]
#[test]
fn two_officers_see_the_card_and_a_day_passes() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (account, _, [phone, mail]) = holder(house, 0);
        let [first, second] = officers(house);
        let propose = |number: &str, seen| propose_change(&region, &first, account, false, number, seen);
        let act = "propose_contact_change";
        let unseen = refused_as(house, &first, act, || propose(NEW, false));
        assert_eq!(unseen.field_names(), ["ktp_dilihat"]);
        let taken = holder(house, 1).2[0].clone();
        assert_eq!(refused_as(house, &first, act, || propose(&taken, true)), Refusal::NotRegistrable);
        let stranger = house.stand.region.actor(holder(house, 1).0).unwrap();
        let refusal = refused_as(house, &stranger, act, || {
            propose_change(&region, &stranger, account, false, NEW, true)
        });
        assert_eq!(refusal.code(), "not_allowed");
        // Somebody who works here cannot be helped so.
        let staff = second.account.unwrap();
        assert!(matches!(propose_change(&region, &first, staff, false, NEW, true), Err(AppError::NotFound)));

        let code = proposed(house, &first, account);
        assert_eq!(awaiting_second(&region, &second).unwrap()[0][2], first.name);
        let confirm = |actor: &Actor, code: &str, seen| {
            confirm_counter_change(&region, actor, account, code, seen).map(|_| ())
        };
        let act = "confirm_contact_change";
        let own = refused_as(house, &first, act, || confirm(&first, &code, true));
        assert_eq!(own, Refusal::OwnIdentityCheck);
        let unseen = refused_as(house, &second, act, || confirm(&second, &code, false));
        assert_eq!(unseen.field_names(), ["ktp_dilihat"]);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let refusal = refused_as(house, &second, act, || confirm(&second, wrong, true));
        assert_eq!(refusal, Refusal::CodeWrong { left: 4 });
        // The holder's own page confirms nothing of it.
        let actor = region.actor(account).unwrap();
        assert!(matches!(confirm_change(&region, &actor, [&code, &code]), Err(AppError::NotFound)));
        let from = confirm_counter_change(&region, &second, account, &code, true).unwrap();
        assert_eq!(from.duration_since(region.now()), SignedDuration::from_hours(24));
        house.stand.settle().unwrap();
        for old in [&phone, &mail] {
            let told = house.stand.gateway.messages_to(old).last().unwrap().text.clone();
            assert!(told.contains("akan diganti, berlaku") && told.contains("Bukan"), "{told}");
        }
        assert!(
            contact(&region, &second, &account.to_string()).unwrap().change.unwrap().effective_at.is_some()
        );

        // Until then the old number signs in and the new one does not.
        let enter = |name: &str| sign_in(&region, name, PASSWORD, "tes", "");
        wait(house, SignedDuration::from_hours(23));
        assert!(enter(NEW).is_err());
        enter(&phone).unwrap();
        wait(house, SignedDuration::from_hours(2));
        enter(NEW).unwrap();
        assert!(enter(&phone).is_err());
        let latest = region.store.read(|tx| store::audit::latest(tx, None, 400)).unwrap();
        for (act, by) in [("propose_contact_change", &first), ("confirm_contact_change", &second)] {
            let done = |r: &store::audit::AuditRow| {
                r.act == act && r.outcome == "done" && r.object_id == *account.as_bytes()
            };
            assert!(latest.iter().any(|r| done(r) && r.actor_name == by.name), "{act}");
        }
    });
}

#[proves("MJK18-9.2")]
#[test]
fn whoever_reads_the_old_number_stops_it_without_signing_in() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (account, login, [phone, _]) = holder(house, 0);
        let session = sign_in(&region, &login, PASSWORD, "tes", "").unwrap();
        let [first, second] = officers(house);
        let code = proposed(house, &first, account);
        confirm_counter_change(&region, &second, account, &code, true).unwrap();
        house.stand.settle().unwrap();
        let stop = house.stand.newest_code(&phone).unwrap();
        let nobody = Actor { name: "Calon pengguna".into(), ..Actor::system() };
        let act = "stop_contact_change";
        let wrong = if stop == "000000" { "000001" } else { "000000" };
        let unknown = refused_as(house, &nobody, act, || stop_change(&region, "tidak-ada", &stop, ""));
        let false_code = refused_as(house, &nobody, act, || stop_change(&region, &login, wrong, ""));
        assert_eq!(unknown, false_code, "the answer does not tell which");
        assert!(signed_in(&region, &session.cookie).is_ok());

        stop_change(&region, &login, &stop, "").unwrap();
        assert!(matches!(signed_in(&region, &session.cookie), Err(AppError::NotSignedIn)));
        assert!(sign_in(&region, &login, PASSWORD, "tes", "").is_err(), "blocked at once");
        wait(house, SignedDuration::from_hours(30));
        let row = region.store.read(|tx| store::account::find(tx, account)).unwrap().unwrap();
        let personal = read_personal(&region.keys, &row).unwrap();
        assert_eq!(personal.phone.unwrap().to_string(), phone, "nothing was changed");
        let desk = app::query::access::desk(&region, &officer(house, "service_officer", 0)).unwrap();
        assert_eq!(desk.reports[0].account, account);
        // A code that stops is none that opens.
        let new = ["hujan di bulan juni", "hujan di bulan juni"];
        assert!(set_password(&region, &login, &stop, new, "tes", "").is_err());
    });
}
