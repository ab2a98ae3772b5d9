//! Messages on bad days: a gateway that stumbles, a number that does not exist, secrets that must not stay.

use crate::support::*;
use app::ports::SeededChance;
use app::{AppError, Region, RegionParts};
use domain::party::Message;
use domain::pin::PinAct;
use domain::value::{Digest, Id};
use gateway::sim::Outcome;
use jiff::SignedDuration;
use proves::proves;
use std::sync::Arc;
use store::outbox::MessageRow;
use testkit::house::House;

fn last_to(house: &House, template: &str) -> MessageRow {
    let rows = house.stand.region.store.read(|tx| store::outbox::latest(tx, 200)).unwrap();
    rows.into_iter().find(|m| m.template == template && m.channel == "sms").unwrap()
}

fn find(house: &House, id: Id<Message>) -> MessageRow {
    house.stand.region.store.read(|tx| store::outbox::find(tx, id)).unwrap().unwrap()
}

#[test]
fn a_stumbling_gateway_is_tried_again_later_and_later() {
    on_both(|house| {
        let id = draft(house, SIP);
        let outcome = Outcome::FailTimes { times: 3, then_after: SignedDuration::from_secs(2) };
        house.stand.gateway.set_usual(outcome);
        act(house, &owner(house, id), id, submit());
        let reference = last_to(house, "submitted").id.to_string().parse().unwrap();
        let mut tries = Vec::new();
        // One, four, sixteen minutes between them.
        for minutes in [0, 1, 3, 1, 15, 1] {
            wait_through_trouble(house, SignedDuration::from_mins(minutes));
            tries.push(house.stand.gateway.tries(&reference));
        }
        assert_eq!(tries, [1, 2, 2, 3, 3, 4]);
        wait_through_trouble(house, SignedDuration::from_secs(5));
        let message = last_to(house, "submitted");
        assert_eq!((message.state.as_str(), message.attempts, message.last_error), ("delivered", 4, None));
        wait_through_trouble(house, SignedDuration::from_hours(24));
        assert_eq!(house.stand.gateway.tries(&reference), 4, "sent once");
    });
}

#[proves("MJK18-14.1")]
#[test]
fn a_gateway_that_stays_away_ends_as_failed_and_is_not_silent() {
    on_both(|house| {
        let id = draft(house, SIP);
        house.stand.gateway.set_usual(Outcome::Unreachable);
        act(house, &owner(house, id), id, submit());
        wait_through_trouble(house, SignedDuration::from_hours(48));
        let message = last_to(house, "submitted");
        assert_eq!((message.state.as_str(), message.attempts), ("failed", 6));
        assert!(message.last_error.is_some());
    });
}

#[test]
fn a_number_that_does_not_exist_fails_at_once() {
    on_both(|house| {
        let id = draft(house, SIP);
        house.stand.gateway.set_usual(Outcome::Refuse);
        act(house, &owner(house, id), id, submit());
        wait_through_trouble(house, SignedDuration::from_hours(24));
        let message = last_to(house, "submitted");
        assert_eq!((message.state.as_str(), message.attempts), ("failed", 1));
    });
}

#[test]
fn a_report_of_failure_is_shown_and_overrules_no_delivery() {
    on_both(|house| {
        let id = draft(house, SIP);
        house.stand.gateway.set_usual(Outcome::NeverReport);
        act(house, &owner(house, id), id, submit());
        house.stand.settle().unwrap();
        let message = last_to(house, "submitted").id;
        app::message::not_delivered(&house.stand.region, message).unwrap();
        assert_eq!(find(house, message).state, "failed");
        let second = draft_plan(house, SIP, 5);
        play(
            house,
            SIP,
            vec![app::play::Plan {
                stop_at: Some(domain::definition::StageKind::AdminVerification),
                ..second
            }],
        );
        let other = last_to(house, "submitted").id;
        app::message::delivered(&house.stand.region, other, house.stand.region.now()).unwrap();
        app::message::not_delivered(&house.stand.region, other).unwrap();
        assert_eq!(find(house, other).state, "delivered");
    });
}

/// The same region as it runs outside a demo.
fn without_demo(house: &House) -> Region {
    let inner = &house.stand.region;
    Region::open(RegionParts {
        profile: inner.profile.clone(),
        store: inner.store.clone(),
        files: inner.files.clone(),
        clock: inner.clock.clone(),
        chance: Arc::new(SeededChance::new(99)),
        typesetter: inner.typesetter.clone(),
        inspector: inner.inspector.clone(),
        sms: inner.sms.clone(),
        email: inner.email.clone(),
        keys: inner.keys.clone(),
        base_url: inner.base_url.clone(),
        password_cost: inner.password_cost,
        demo: None,
    })
    .unwrap()
}

#[test]
fn the_text_of_a_pin_is_gone_once_it_was_handed_over_or_cannot_be() {
    on_both(|house| {
        let region = without_demo(house);
        house.stand.region = region;
        let head = holder(house, "kepala_dinas");
        let digest = Digest::new([3; 32]);
        let entry = pin(house, &head, PinAct::Decide, digest);
        let message = last_to(house, "pin");
        assert_eq!((message.state.as_str(), message.secret), ("sent", true));
        assert!(message.body_enc.is_empty(), "erased on hand-over");
        assert!(app::message::open_text(&house.stand.region, &message).unwrap().is_none());
        assert!(!appears(house, &entry.code), "in no leaf, record, job or message");

        wait(house, SignedDuration::from_mins(1));
        // Not handed over in time: it is erased unsent, and never arrives after its life.
        house.stand.gateway.set_usual(Outcome::Unreachable);
        let before = house.stand.gateway.messages().len();
        let asked = app::pin::PinRequest {
            act: PinAct::Decide,
            documents: vec![digest],
            service_short: "SIP".into(),
            number: "26-000001-1".into(),
            sample: String::new(),
        };
        app::pin::request(&house.stand.region, &head, &asked).unwrap();
        wait_through_trouble(house, SignedDuration::from_mins(20));
        house.stand.gateway.set_usual(Outcome::NeverReport);
        wait_through_trouble(house, SignedDuration::from_hours(12));
        let late = last_to(house, "pin");
        assert_eq!((late.state.as_str(), late.body_enc.len()), ("failed", 0));
        assert_eq!(house.stand.gateway.messages().len(), before, "nobody gets a PIN of yesterday");
    });
}

/// Whether six digits stand alone in a text of the database.
fn appears(house: &House, code: &str) -> bool {
    let texts = [
        "SELECT body FROM ledger_leaf",
        "SELECT act || fields || COALESCE(basis, '') || actor_name FROM audit_record",
        "SELECT payload || COALESCE(last_error, '') FROM job",
        "SELECT template || COALESCE(last_error, '') || COALESCE(provider_ref, '') FROM outbox_message",
        "SELECT response FROM idempotency",
        "SELECT state || documents FROM pin_challenge",
    ];
    let store = &house.stand.region.store;
    texts.iter().any(|sql| {
        let rows = store.read(|tx| tx.query(*sql, &[])).unwrap();
        rows.iter().any(|row| {
            let text: String = row.get(0).unwrap();
            text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == code)
        })
    })
}

/// Whoever has no e-mail reads every message in the account, or has it printed at the counter (practice, section 3).
#[test]
fn every_message_about_a_file_can_be_read_again_and_codes_cannot() {
    on_both(|house| {
        let id = draft(house, SIP);
        let owner = owner(house, id);
        let region = house.stand.region.clone();
        let of = |actor: &domain::party::Actor| app::query::told::of_mine(&region, actor, &id.to_string());
        assert!(matches!(of(&owner), Err(AppError::NotFound)), "a draft has no messages");
        act(house, &owner, id, submit());
        let told = of(&owner).unwrap();
        assert_eq!(told.messages.len(), 1, "SMS and e-mail of one moment stand together");
        assert_eq!(told.messages[0].template, "submitted");
        assert_eq!(told.messages[0].channels.len(), 2);
        assert!(told.messages[0].text.contains(&told.number));
        assert!(matches!(of(&stranger(house, id)), Err(AppError::NotFound)));
        let codes = region.store.read(|tx| store::outbox::of_application(tx, id)).unwrap();
        let shown: usize = told.messages.iter().map(|m| m.channels.len()).sum();
        assert_eq!(shown, codes.iter().filter(|m| !m.secret).count());

        let counter = officer(house, "registration_assistant", 0);
        let printed = app::query::told::at_the_counter(&region, &counter, &id.to_string()).unwrap();
        assert_eq!(printed.messages, told.messages);
        let agency = region.actor(house.stand.cast.by_agency.values().next().unwrap()[0]).unwrap();
        refused_as(house, &agency, "print_messages", || {
            app::query::told::at_the_counter(&region, &agency, &id.to_string())
        });
    });
}
