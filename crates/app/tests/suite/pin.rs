//! PIN by SMS: bound to one act on one document, five minutes, three attempts, once (MJK18-13.3).

use crate::support::*;
use app::account::{AccountKind, NewAccount, Personal, create};
use app::act::Request;
use app::pin::{PinEntry, PinRequest, request as request_pin};
use domain::capability::RoleId;
use domain::definition::StageKind;
use domain::party::{Actor, ApplicationRecord};
use domain::pin::PinAct;
use domain::process::{Command, Refusal};
use domain::value::{Digest, Id};
use jiff::SignedDuration;
use proves::proves;
use testkit::house::House;

/// Two files whose drafts wait for the initials of the same official.
fn two_drafts(house: &mut House) -> (Actor, [(Id<ApplicationRecord>, Digest); 2]) {
    let files = reach_many(house, SIP, StageKind::Decision, 2);
    house.stand.settle().unwrap();
    let with_draft = |id| (id, state(house, id).draft.unwrap().digest);
    (holder(house, "kabid_non_usaha"), [with_draft(files[0]), with_draft(files[1])])
}

fn initial(id: Id<ApplicationRecord>, digest: Digest) -> Request {
    Request::new(id, Command::Initial { digest })
}

fn wrong(entry: &PinEntry) -> PinEntry {
    let last = if entry.code.ends_with('0') { "1" } else { "0" };
    PinEntry { challenge: entry.challenge, code: format!("{}{last}", &entry.code[..5]) }
}

#[proves("MJK18-13.3")]
#[test]
fn a_pin_serves_one_document_once_and_not_for_long() {
    on_both(|house| {
        let (official, [(a, digest_a), (b, digest_b)]) = two_drafts(house);
        assert_eq!(refused(house, &official, initial(a, digest_a)), Refusal::PinMissing);

        let for_a = pin(house, &official, PinAct::Initial, digest_a);
        let other = refused(house, &official, initial(b, digest_b).with_pin(for_a.clone()));
        assert_eq!(other, Refusal::PinForAnotherAct);
        let to_decide = pin(house, &official, PinAct::Decide, digest_a);
        let other = refused(house, &official, initial(a, digest_a).with_pin(to_decide));
        assert_eq!(other, Refusal::PinForAnotherAct);
        // Somebody else's PIN, typed rightly.
        let head = holder(house, "kepala_dinas");
        let other = refused(house, &head, initial(a, digest_a).with_pin(for_a.clone()));
        assert_eq!(other, Refusal::PinForAnotherAct);

        house.stand.region.act(&official, initial(a, digest_a).with_pin(for_a.clone())).unwrap();
        assert_eq!(refused(house, &official, initial(a, digest_a).with_pin(for_a)), Refusal::PinAlreadyUsed);

        let for_b = pin(house, &official, PinAct::Initial, digest_b);
        wait(house, SignedDuration::from_mins(6));
        assert_eq!(refused(house, &official, initial(b, digest_b).with_pin(for_b)), Refusal::PinExpired);
    });
}

#[proves("MJK18-13.3")]
#[test]
fn the_third_wrong_pin_closes_it_also_for_the_right_one() {
    on_both(|house| {
        let (official, [(a, digest), _]) = two_drafts(house);
        let entry = pin(house, &official, PinAct::Initial, digest);
        for left in [2, 1, 0] {
            let refusal = refused(house, &official, initial(a, digest).with_pin(wrong(&entry)));
            assert_eq!(refusal, Refusal::PinWrong { left });
        }
        for _ in 0..2 {
            let refusal = refused(house, &official, initial(a, digest).with_pin(entry.clone()));
            assert_eq!(refusal, Refusal::PinAttemptsUsedUp);
        }
        let fresh = pin(house, &official, PinAct::Initial, digest);
        house.stand.region.act(&official, initial(a, digest).with_pin(fresh)).unwrap();
    });
}

/// An act refused for another reason does not use the PIN up, and a wrong PIN counts although its act was rolled back.
#[test]
fn a_refused_act_leaves_the_right_pin_usable() {
    on_both(|house| {
        let (official, [(a, digest), _]) = two_drafts(house);
        let entry = pin(house, &official, PinAct::Initial, digest);
        let stale = refused(house, &official, initial(a, digest).with_pin(entry.clone()).at_version(1));
        assert_eq!(stale, Refusal::Stale);
        let wrong = refused(house, &official, initial(a, digest).with_pin(wrong(&entry)));
        assert_eq!(wrong, Refusal::PinWrong { left: 2 });
        house.stand.region.act(&official, initial(a, digest).with_pin(entry)).unwrap();
    });
}

#[proves("MJK18-13.3")]
#[test]
fn initials_decision_and_signature_each_need_a_pin() {
    on_both(|house| {
        let (official, [(a, digest), _]) = two_drafts(house);
        assert_eq!(refused(house, &official, initial(a, digest)), Refusal::PinMissing);
        let entry = pin(house, &official, PinAct::Initial, digest);
        house.stand.region.act(&official, initial(a, digest).with_pin(entry)).unwrap();

        let head = holder(house, "kepala_dinas");
        let decide = || Request::new(a, Command::Decide { digest });
        assert_eq!(refused(house, &head, decide()), Refusal::PinMissing);
        let entry = pin(house, &head, PinAct::Decide, digest);
        house.stand.region.act(&head, decide().with_pin(entry)).unwrap();

        let c = play(
            house,
            SIP,
            vec![app::play::Plan { stop_at: Some(StageKind::Signing), ..draft_plan(house, SIP, 9) }],
        )[0];
        let page = app::letter::prepare_signing(&house.stand.region, &head, c).unwrap();
        let sign = || Request::new(c, Command::Sign { digest: page.digest });
        assert_eq!(refused(house, &head, sign()), Refusal::DocumentNotSeen, "nothing is signed unseen");
        app::letter::open_page(&house.stand.region, &head, &page).unwrap();
        assert_eq!(refused(house, &head, sign()), Refusal::PinMissing);
        let entry = pin(house, &head, PinAct::Sign, page.digest);
        house.stand.region.act(&head, sign().with_pin(entry)).unwrap();
    });
}

#[test]
fn only_a_keyed_hash_is_kept_and_without_a_number_nothing_is_sent() {
    on_both(|house| {
        let (official, [(_, digest), _]) = two_drafts(house);
        let entry = pin(house, &official, PinAct::Initial, digest);
        let region = house.stand.region.clone();
        let sql = "SELECT state || documents, code_hash FROM pin_challenge";
        let rows = region.store.read(|tx| tx.query(sql, &[])).unwrap();
        let plain = app::crypt::sha256(entry.code.as_bytes());
        for row in &rows {
            assert!(!row.get::<String>(0).unwrap().contains(&entry.code));
            assert_ne!(
                row.get::<[u8; 32]>(1).unwrap(),
                plain,
                "a plain digest of six digits is as good as the PIN"
            );
        }
        let new = NewAccount {
            kind: AccountKind::Staff,
            login: "tanpa-ponsel".into(),
            name: "Petugas Tanpa Ponsel".into(),
            personal: Personal::default(),
            password: "contoh-2026".into(),
            roles: vec![RoleId::from("deciding_official")],
            agency: None,
            nip: None,
        };
        let silent = region.actor(create(&region, &Actor::system(), &new).unwrap()).unwrap();
        let asked = PinRequest {
            act: PinAct::Initial,
            documents: vec![digest],
            service_short: "SIP Dokter".into(),
            number: String::new(),
            sample: String::new(),
        };
        let refusal = refused_as(house, &silent, "request_pin", || request_pin(&region, &silent, &asked));
        assert_eq!(refusal, Refusal::NoRegisteredPhone);
    });
}
