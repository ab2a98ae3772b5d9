//! Retribution: only on an SKRD, the right amount, once a bank reference, within ten working days (MJK18-14).

use crate::support::*;
use app::act::Request;
use app::manage::{CalendarEdit, DayChange, apply_calendar, calendar_year};
use domain::definition::StageKind;
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Command, Refusal, Status};
use domain::value::{Id, Rupiah};
use jiff::{SignedDuration, Timestamp};
use proves::proves;
use testkit::house::House;

pub fn issue() -> Command {
    Command::IssueSkrd { number: String::new(), payment_code: String::new() }
}

/// A file whose payment notice was delivered on Monday 2 March 2026 at ten in the morning.
fn notified(house: &mut House) -> Id<ApplicationRecord> {
    let id = reach(house, CARD, StageKind::Payment);
    wait_until(house, "2026-03-02T03:00:00Z");
    act(house, &cashier(house, 0), id, issue());
    wait(house, SignedDuration::from_secs(3));
    assert!(state(house, id).skrd.unwrap().clock.is_some());
    id
}

fn cashier(house: &House, n: usize) -> Actor {
    officer(house, "retribution_officer", n)
}

fn payment(house: &House, id: Id<ApplicationRecord>, reference: &str, paid_at: Timestamp) -> Request {
    let amount = state(house, id).skrd.unwrap().amount;
    let bank_reference = reference.to_owned();
    Request::new(id, Command::RecordPayment { bank_reference, amount, paid_at, proof: None })
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// End of Monday 16 March in Mojokerto: the last second of day ten.
const DAY_TEN: &str = "2026-03-16T16:59:59Z";

fn refunds(house: &House) -> Vec<(String, i64)> {
    let rows = house.stand.region.store.read(store::desk::refunds).unwrap();
    rows.into_iter().map(|r| (r.bank_reference, r.amount)).collect()
}

fn settle(house: &House, id: Id<ApplicationRecord>) -> Application {
    act(house, &cashier(house, 1), id, Command::SettlePayment { confirm: true, note: String::new() })
}

#[proves("MJK18-14.3")]
#[test]
fn day_ten_counts_also_when_it_is_reported_a_day_later() {
    on_both(|house| {
        let id = notified(house);
        let skrd = state(house, id).skrd.unwrap();
        let due = skrd.clock.unwrap().due(&house.stand.region.office().calendar).unwrap().unwrap();
        assert_eq!((due.last_day.to_string().as_str(), due.at), ("2026-03-16", at(DAY_TEN)));
        // The report comes on Tuesday, within the settlement grace; the bank's time is Monday's last second.
        wait_until(house, "2026-03-17T08:00:00Z");
        house.stand.region.act(&cashier(house, 0), payment(house, id, "BCD-10", at(DAY_TEN))).unwrap();
        assert_eq!(settle(house, id).status, Status::InProcess);
        assert_eq!(refunds(house), []);
    });
}

#[proves("MJK18-14.3")]
#[test]
fn a_holiday_in_between_gives_a_day_more_and_the_lapse_follows() {
    on_both(|house| {
        let id = notified(house);
        let region = house.stand.region.clone();
        wait_until(house, "2026-03-05T03:00:00Z");
        let nobody = officer(house, "service_officer", 0);
        let manager = officer(house, "system_manager", 0);
        let edit = CalendarEdit {
            date: jiff::civil::date(2026, 3, 10),
            change: DayChange::Set {
                name: "Cuti bersama tambahan".into(),
                kind: domain::calendar::HolidayKind::JointLeave,
            },
            decree: "Keputusan contoh Nomor 1".into(),
            reason: "Cuti bersama diumumkan.".into(),
            seen: calendar_year(&region, &manager, Some(2026)).unwrap().version,
        };
        let refusal = refused_as(house, &nobody, "set_calendar", || apply_calendar(&region, &nobody, &edit));
        assert!(matches!(refusal, Refusal::NotAllowed { .. }));
        apply_calendar(&region, &manager, &edit).unwrap();
        let clock = state(house, id).skrd.unwrap().clock.unwrap();
        let due = clock.due(&region.office().calendar).unwrap().unwrap();
        assert_eq!(due.last_day.to_string(), "2026-03-17");
        // The old lapse would have come on the 18th. Nyepi and Idulfitri lie in between: the grace ends on 25 March.
        wait_until(house, "2026-03-25T16:00:00Z");
        assert_eq!(state(house, id).status, Status::AwaitingPayment);
        wait_until(house, "2026-03-26T17:10:00Z");
        assert_eq!(state(house, id).status, Status::ExpiredUnpaid);
    });
}

#[proves("MJK18-14.4")]
#[test]
fn day_eleven_is_refused_listed_for_refund_and_the_receivable_lapses() {
    on_both(|house| {
        let id = notified(house);
        let region = house.stand.region.clone();
        let clerk = cashier(house, 0);
        wait_until(house, "2026-03-17T08:00:00Z");
        let late = payment(house, id, "BCD-11", at("2026-03-17T02:00:00Z"));
        for _ in 0..2 {
            // The refusal keeps one thing: the money to be paid back, once.
            let error = region.act(&clerk, late.clone()).unwrap_err();
            assert_eq!(error.refusal(), Some(&Refusal::PaidTooLate));
            recorded(&region, &clerk, "record_payment", &Refusal::PaidTooLate);
            let amount = state(house, id).skrd.unwrap().amount.amount();
            assert_eq!(refunds(house), [("BCD-11".to_owned(), amount)]);
        }
        assert!(state(house, id).payment.is_none());
        // One second after the last of day ten is day eleven.
        let barely = payment(house, id, "BCD-11b", at("2026-03-16T17:00:00Z"));
        assert_eq!(region.act(&clerk, barely).unwrap_err().refusal(), Some(&Refusal::PaidTooLate));

        assert_eq!(state(house, id).status, Status::AwaitingPayment, "within the grace");
        wait_until(house, "2026-03-17T17:10:00Z");
        let lapsed = state(house, id);
        assert_eq!(lapsed.status, Status::ExpiredUnpaid);
        let messages = region.store.read(|tx| store::outbox::of_application(tx, id)).unwrap();
        assert!(messages.iter().any(|m| m.template == "expired_unpaid" && m.channel == "sms"));
        // Money that reached the bank in time but was never reported comes back too: the file is void for good.
        let forgotten = payment(house, id, "BCD-12", at(DAY_TEN));
        assert_eq!(region.act(&clerk, forgotten).unwrap_err().refusal(), Some(&Refusal::PaidTooLate));
        assert_eq!(refunds(house).len(), 3);

        let again = reach(house, CARD, StageKind::Payment);
        assert_ne!(state(house, again).registration, lapsed.registration);
    });
}

#[proves("MJK18-14.5", "MJK18-14.6")]
#[test]
fn payment_needs_an_skrd_the_right_amount_proof_and_a_second_person() {
    on_both(|house| {
        let id = reach(house, CARD, StageKind::Payment);
        let clerk = cashier(house, 0);
        let now = house.stand.region.now();
        let pay = |reference: &str, amount: i64, paid_at| {
            let (bank_reference, amount) = (reference.to_owned(), Rupiah::new(amount));
            Request::new(id, Command::RecordPayment { bank_reference, amount, paid_at, proof: None })
        };
        assert_eq!(refused(house, &clerk, pay("BCD-1", 100, now)), Refusal::SkrdMissing);
        act(house, &clerk, id, issue());
        assert_eq!(refused(house, &clerk, Request::new(id, issue())), Refusal::SkrdExists);
        wait(house, SignedDuration::from_hours(1));
        let now = house.stand.region.now();
        let expected = state(house, id).skrd.unwrap().amount;
        for wrong in [expected.amount() - 1, expected.amount() + 1, 0] {
            assert_eq!(refused(house, &clerk, pay("BCD-1", wrong, now)), Refusal::WrongAmount { expected });
        }
        let future = now.checked_add(SignedDuration::from_secs(1)).unwrap();
        assert_eq!(refused(house, &clerk, pay("BCD-1", expected.amount(), future)), Refusal::PaidInFuture);
        let unproven = refused(house, &clerk, pay(" ", expected.amount(), now));
        assert_eq!(unproven.field_names(), ["bank_reference"]);

        house.stand.region.act(&clerk, pay("BCD-1", expected.amount(), now)).unwrap();
        assert_eq!(state(house, id).status, Status::AwaitingPayment, "recorded is not yet paid");
        let own = Command::SettlePayment { confirm: true, note: String::new() };
        assert_eq!(refused(house, &clerk, Request::new(id, own)), Refusal::OwnProposal);
        assert_eq!(settle(house, id).status, Status::InProcess);
        let paid = state(house, id).payment.unwrap();
        assert_eq!((paid.bank_reference.as_str(), paid.amount, paid.paid_at), ("BCD-1", expected, now));
    });
}

#[test]
fn a_bank_reference_counts_once_in_the_region() {
    on_both(|house| {
        let files = reach_many(house, CARD, StageKind::Payment, 2);
        let (a, b) = (files[0], files[1]);
        let (clerk, second) = (cashier(house, 0), cashier(house, 1));
        for id in &files {
            act(house, &clerk, *id, issue());
        }
        wait(house, SignedDuration::from_hours(1));
        let now = house.stand.region.now();
        house.stand.region.act(&clerk, payment(house, a, "BCD-7", now)).unwrap();
        assert_eq!(refused(house, &clerk, payment(house, b, " BCD-7 ", now)), Refusal::BankReferenceUsed);
        // It was typed for the wrong file: taken out there, it may come with the right one.
        let empty = Command::SettlePayment { confirm: false, note: " ".into() };
        assert_eq!(refused(house, &second, Request::new(a, empty)), Refusal::NoteMissing);
        act(house, &second, a, Command::SettlePayment { confirm: false, note: "Berkas tertukar.".into() });
        assert!(state(house, a).payment.is_none());
        house.stand.region.act(&clerk, payment(house, b, "BCD-7", now)).unwrap();
        assert_eq!(refused(house, &clerk, payment(house, a, "BCD-7", now)), Refusal::BankReferenceUsed);
        settle(house, b);
        house.stand.region.act(&clerk, payment(house, a, "BCD-8", now)).unwrap();
    });
}
