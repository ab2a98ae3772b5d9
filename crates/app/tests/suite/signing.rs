//! The evening digest of each official, and "Bukan saya" (MJK18-13.3).

use crate::support::*;
use app::AppError;
use app::account::{sign_in, signed_in};
use app::act::Request;
use app::play::PASSWORD;
use app::signing::{block_own, blocks, lift, signed_today};
use domain::definition::StageKind;
use domain::party::Actor;
use domain::pin::PinAct;
use domain::process::{Command, Refusal};
use gateway::sim::RecordedMessage;
use proves::proves;
use testkit::house::House;

fn phone_of(house: &House, who: &Actor) -> (String, String, String) {
    let region = &house.stand.region;
    let row = region.store.read(|tx| store::account::find(tx, who.account.unwrap())).unwrap().unwrap();
    let personal = app::account::read_personal(&region.keys, &row).unwrap();
    (personal.phone.unwrap().to_string(), personal.email.unwrap().to_string(), row.login)
}

fn sent(house: &House, to: &str, words: &str) -> Vec<RecordedMessage> {
    house.stand.gateway.messages_to(to).into_iter().filter(|m| m.text.contains(words)).collect()
}

#[proves("MJK18-13.3")]
#[test]
fn each_official_hears_in_the_evening_what_was_done_in_the_own_name() {
    on_both(|house| {
        let files = reach_many(house, SIP, StageKind::Decision, 2);
        house.stand.settle().unwrap();
        let official = holder(house, "kabid_non_usaha");
        let (phone, email, _) = phone_of(house, &official);
        for id in &files {
            let digest = state(house, *id).draft.unwrap().digest;
            let entry = pin(house, &official, PinAct::Initial, digest);
            let request = Request::new(*id, Command::Initial { digest }).with_pin(entry);
            house.stand.region.act(&official, request).unwrap();
        }
        let lines = signed_today(&house.stand.region, &official).unwrap();
        assert_eq!(lines.iter().map(|l| l.what).collect::<Vec<_>>(), ["Paraf", "Paraf"]);
        assert_eq!(jobs(&house.stand.region.store, "signing_digest"), 1, "one evening, one digest");
        assert!(sent(house, &phone, "atas nama Anda").is_empty());

        let office = house.stand.region.office();
        let today = office.calendar.local_date(house.stand.region.now());
        let close = office.calendar.office_close(today).unwrap().unwrap();
        house.stand.advance_to(close).unwrap();
        house.stand.settle().unwrap();
        let sms = sent(house, &phone, "atas nama Anda");
        assert_eq!(sms.len(), 1);
        assert!(sms[0].text.contains("2 paraf"), "{}", sms[0].text);
        let mails = sent(house, &email, "Bukan saya");
        assert_eq!(mails.len(), 1);
        for id in &files {
            let number = state(house, *id).registration.unwrap().to_string();
            assert!(mails[0].text.contains(&format!("Paraf: SIP Dokter {number}")), "{}", mails[0].text);
            assert!(!mails[0].text.contains(&state(house, *id).holder_name), "no name of a holder travels");
        }
        // Whoever did nothing hears nothing, and nobody hears twice.
        let (other, _, _) = phone_of(house, &holder(house, "kepala_dinas"));
        assert!(sent(house, &other, "atas nama Anda").is_empty());
        wait(house, jiff::SignedDuration::from_hours(30));
        assert_eq!(sent(house, &phone, "atas nama Anda").len(), 1);
    });
}

#[proves("MJK18-13.3")]
#[test]
fn not_me_blocks_at_once_and_only_the_system_manager_lifts_it() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Decision);
        house.stand.settle().unwrap();
        let official = holder(house, "kabid_non_usaha");
        let (_, _, login) = phone_of(house, &official);
        let manager = officer(house, "system_manager", 0);
        let (manager_phone, ..) = phone_of(house, &manager);
        let region = house.stand.region.clone();
        let session = sign_in(&region, &login, PASSWORD, "ponsel", "192.0.2.1").unwrap();
        let digest = state(house, id).draft.unwrap().digest;
        let entry = pin(house, &official, PinAct::Initial, digest);

        block_own(&region, &official).unwrap();
        house.stand.settle().unwrap();
        assert!(matches!(signed_in(&region, &session.cookie), Err(AppError::NotSignedIn)));
        // Neither the PIN that is open nor a new one.
        let initial = Request::new(id, Command::Initial { digest });
        assert_eq!(refused(house, &official, initial.clone().with_pin(entry)), Refusal::SigningBlocked);
        let asked = app::pin::PinRequest {
            act: PinAct::Initial,
            documents: vec![digest],
            service_short: "SIP Dokter".into(),
            number: "26-000001-1".into(),
            sample: "SIP Dokter 26-000001-1".into(),
        };
        let again = app::pin::request(&region, &official, &asked).unwrap_err();
        assert_eq!(again.refusal(), Some(&Refusal::SigningBlocked));
        assert_eq!(sent(house, &manager_phone, "memblokir tanda tangannya").len(), 1);
        // Pressed twice, the manager is told once.
        block_own(&region, &official).unwrap();
        house.stand.settle().unwrap();
        assert_eq!(sent(house, &manager_phone, "memblokir tanda tangannya").len(), 1);

        let block = blocks(&region, &manager).unwrap().remove(0);
        assert!(block.lifted.is_none());
        for (who, reason) in [(&official, "Sudah aman."), (&manager, " ")] {
            assert!(lift(&region, who, &block.id, reason).unwrap_err().refusal().is_some());
        }
        assert!(blocks(&region, &manager).unwrap()[0].lifted.is_none());
        lift(&region, &manager, &block.id, "Pemilik datang sendiri.").unwrap();
        assert!(matches!(lift(&region, &manager, &block.id, "Lagi."), Err(AppError::NotFound)));
        let lifted = blocks(&region, &manager).unwrap().remove(0).lifted.unwrap();
        assert_eq!(
            (lifted.1.as_str(), lifted.2.as_str()),
            (manager.name.as_str(), "Pemilik datang sendiri.")
        );
        let entry = pin(house, &official, PinAct::Initial, digest);
        region.act(&official, initial.with_pin(entry)).unwrap();
    });
}
