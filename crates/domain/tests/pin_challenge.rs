//! The PIN by SMS: one use, five minutes, three attempts, one kind of act, one digest (MJK18-13.3).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::pin::{PinAct, PinChallenge};
use domain::process::{PinPolicy, Refusal};
use jiff::SignedDuration;
use process_support::*;
use proves::proves;

const SENT: &str = "2026-03-02T09:00:00";

fn challenge(policy: &PinPolicy) -> PinChallenge {
    PinChallenge::new(id(1), account(11), PinAct::Sign, digest(1), wib(SENT), policy)
}

fn normal() -> PinChallenge {
    challenge(&PinPolicy { valid_minutes: 5, attempts: 3 })
}

fn attempt(pin: PinChallenge, right: bool, at: &str) -> (PinChallenge, Result<(), Refusal>) {
    let (pin, outcome) = pin.attempt(account(11), PinAct::Sign, &digest(1), right, wib(at));
    (pin, outcome.map(|_| ()))
}

#[test]
#[proves("MJK18-13.3")]
fn a_right_pin_works_once() {
    let (pin, first) = attempt(normal(), true, "2026-03-02T09:01:00");
    assert_eq!(first, Ok(()));
    let (_, again) = attempt(pin, true, "2026-03-02T09:01:30");
    assert_eq!(again, Err(Refusal::PinAlreadyUsed));
}

#[test]
#[proves("MJK18-13.3")]
fn the_fourth_attempt_is_refused_although_it_is_right() {
    let mut pin = normal();
    for left in [2, 1, 0] {
        let (after, outcome) = attempt(pin, false, "2026-03-02T09:01:00");
        assert_eq!(outcome, Err(Refusal::PinWrong { left }));
        pin = after;
    }
    let (_, fourth) = attempt(pin, true, "2026-03-02T09:02:00");
    assert_eq!(fourth, Err(Refusal::PinAttemptsUsedUp));
}

#[test]
#[proves("MJK18-13.3")]
fn a_pin_lives_five_minutes_to_the_second() {
    let (_, in_time) = attempt(normal(), true, "2026-03-02T09:05:00");
    assert_eq!(in_time, Ok(()));
    let (pin, late) = attempt(normal(), true, "2026-03-02T09:05:01");
    assert_eq!(late, Err(Refusal::PinExpired));
    assert!(!pin.closed);
}

#[test]
#[proves("MJK18-13.3")]
fn a_pin_of_one_document_act_or_person_is_none_for_another() {
    for (who, act, of) in
        [(11, PinAct::Sign, 2), (11, PinAct::Initial, 1), (11, PinAct::Cancel, 1), (10, PinAct::Sign, 1)]
    {
        let (pin, outcome) = normal().attempt(account(who), act, &digest(of), true, wib(SENT));
        assert_eq!(outcome, Err(Refusal::PinForAnotherAct));
        assert!(!pin.closed && pin.wrong == 0);
    }
}

#[test]
fn validity_and_attempts_follow_the_policy() {
    let pin = challenge(&PinPolicy { valid_minutes: 2, attempts: 1 });
    assert_eq!(pin.expires_at, wib(SENT).checked_add(SignedDuration::from_mins(2)).unwrap());
    let (pin, outcome) = attempt(pin, false, SENT);
    assert_eq!(outcome, Err(Refusal::PinWrong { left: 0 }));
    assert_eq!(attempt(pin, true, SENT).1, Err(Refusal::PinAttemptsUsedUp));
}

#[test]
fn the_proof_tells_its_person_act_and_digest() {
    let (_, outcome) = normal().attempt(account(11), PinAct::Sign, &digest(1), true, wib(SENT));
    let proof = outcome.unwrap();
    assert!(proof.is_for(account(11), PinAct::Sign));
    assert!(!proof.is_for(account(10), PinAct::Sign) && !proof.is_for(account(11), PinAct::Decide));
    assert_eq!((proof.id(), *proof.digest()), (id(1), digest(1)));
}
