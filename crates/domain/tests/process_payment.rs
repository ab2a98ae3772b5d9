//! Retribution: SKRD, ten working days, proof, second person, lapse (MJK18-14, 15; ).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::calendar::SuspensionReason as ClockReason;
use domain::definition::StageKind;
use domain::party::Actor;
use domain::process::*;
use domain::value::Rupiah;
use process_support::*;
use proves::proves;

/// SKRD issued and its notice delivered on Monday 9 March at 10.00: due Monday 30 March.
fn waiting() -> File {
    let mut file = File::at(imb(), StageKind::Payment);
    file.set("2026-03-09T09:00:00");
    file.issue_skrd();
    file.set("2026-03-09T10:00:00");
    file.ok(&Actor::system(), Command::ConfirmNoticeReceived { at: wib("2026-03-09T10:00:00") });
    file
}

fn settle(confirm: bool) -> Command {
    Command::SettlePayment { confirm, note: "Bukti salah berkas.".to_owned() }
}

#[test]
#[proves("MJK18-1.21", "MJK18-14.6")]
fn the_skrd_follows_the_measured_values_and_exists_once() {
    let mut file = File::at(imb(), StageKind::Payment);
    let pay = file.pay("BANK-1", file.now);
    assert_eq!(file.refused(&Cast::retribution(), pay), Refusal::SkrdMissing);
    file.issue_skrd();
    let skrd = file.state.skrd.clone().unwrap();
    assert_eq!(skrd.amount, Rupiah::new(1_400_000));
    assert_eq!(skrd.applicant_amount, Some(Rupiah::new(1_200_000)));
    assert_eq!(skrd.revenue_account, "4.1.02.03.01");
    assert_eq!(file.state.status, Status::AwaitingPayment);
    let again = Command::IssueSkrd { number: "SKRD/2".to_owned(), payment_code: "1".to_owned() };
    assert_eq!(file.refused(&Cast::retribution(), again), Refusal::SkrdExists);
    assert_eq!(file.state.skrd, Some(skrd));
}

#[test]
#[proves("MJK18-15", "MJK18-11.3.f")]
fn a_type_without_retribution_never_gets_an_skrd() {
    for kind in [StageKind::Decision, StageKind::Printing, StageKind::Handover] {
        let mut file = File::at(sip(), kind);
        let issue = Command::IssueSkrd { number: "SKRD/1".to_owned(), payment_code: "1".to_owned() };
        assert_eq!(file.refused(&Cast::retribution(), issue), Refusal::NoRetribution);
    }
}

#[test]
#[proves("MJK18-15")]
fn nobody_is_asked_for_rp0() {
    for formula in ["rupiah(0)", "rec.luas > 500 ? rupiah(100000) : rupiah(0)"] {
        let mut exempt = imb();
        let example = |area: &str| serde_json::json!({ "given": { "rec.luas": area, "rec.koefisien": "1" }, "expect": 0 });
        let examples = [example("1"), example("20"), example("300")];
        let fee = serde_json::json!({ "formula": formula, "examples": examples });
        exempt.fee = Some(serde_json::from_value(fee).unwrap());
        exempt.bind().unwrap();
        let file = File::at(exempt, StageKind::Printing);
        assert_eq!(file.state.skrd, None, "{formula}");
        let kind = |id| file.world.definition.stage(id).map(|s| s.kind);
        let paid = file.state.passages.iter().any(|p| kind(&p.stage) == Some(StageKind::Payment));
        assert!(!paid, "{formula}: the stage is passed over");
    }
}

#[test]
fn the_service_clock_stands_still_while_payment_is_awaited() {
    let mut file = waiting();
    assert_eq!(file.state.clock.as_ref().unwrap().suspended(), Some(ClockReason::Payment));
    let pay = file.pay("BANK-1", file.now);
    file.ok(&Cast::retribution(), pay);
    file.ok(&Cast::cashier(), settle(true));
    assert_eq!(file.state.clock.as_ref().unwrap().suspended(), None);
}

#[test]
#[proves("MJK18-14.3", "MJK18-14.4")]
fn payment_on_day_ten_counts_and_on_day_eleven_is_refused() {
    let mut file = waiting();
    let due =
        file.state.skrd.as_ref().unwrap().clock.as_ref().unwrap().due(&file.world.calendar).unwrap().unwrap();
    assert_eq!(due.at, wib("2026-03-30T23:59:59"));
    file.set("2026-03-31T08:00:00");
    let late = file.pay("BANK-9", wib("2026-03-31T00:00:00"));
    assert_eq!(file.refused(&Cast::retribution(), late), Refusal::PaidTooLate);
    let last = file.pay("BANK-1", wib("2026-03-30T23:59:59"));
    file.ok(&Cast::retribution(), last);
    file.ok(&Cast::cashier(), settle(true));
    assert_eq!(file.kind(), Some(StageKind::Printing));
}

#[test]
#[proves("MJK18-14.3")]
fn notice_on_monday_without_holidays_is_due_on_the_second_monday_after() {
    let mut file = File::at(imb(), StageKind::Payment);
    file.issue_skrd();
    file.ok(&Actor::system(), Command::ConfirmNoticeReceived { at: file.now });
    let due = |f: &File| {
        f.state.skrd.as_ref().unwrap().clock.as_ref().unwrap().due(&f.world.calendar).unwrap().unwrap()
    };
    assert_eq!(due(&file).at, wib("2026-03-16T23:59:59"));
    let holiday = domain::calendar::Holiday {
        date: day("2026-03-10"),
        name: "Cuti bersama".to_owned(),
        short: None,
        kind: domain::calendar::HolidayKind::JointLeave,
        estimated: false,
    };
    file.world.calendar = file.world.calendar.with_holiday(holiday).unwrap();
    assert_eq!(due(&file).at, wib("2026-03-17T23:59:59"));
}

#[test]
fn the_ten_days_begin_with_the_delivery_and_a_second_report_changes_nothing() {
    let mut file = File::at(imb(), StageKind::Payment);
    file.issue_skrd();
    assert!(file.state.skrd.as_ref().unwrap().clock.is_none());
    file.set("2026-12-01T09:00:00");
    assert_eq!(file.refused(&Actor::system(), Command::Expire), Refusal::NotYetExpired);
    file.ok(&Actor::system(), Command::ConfirmNoticeReceived { at: wib("2026-03-09T10:00:00") });
    let events = file.ok(&Actor::system(), Command::ConfirmNoticeReceived { at: wib("2026-03-20T10:00:00") });
    assert!(events.is_empty());
    assert_eq!(file.state.skrd.as_ref().unwrap().notice_received_at, Some(wib("2026-03-09T10:00:00")));
    let by_hand = Command::ConfirmNoticeReceived { at: file.now };
    assert!(matches!(file.refused(&Cast::retribution(), by_hand), Refusal::NotAllowed { .. }));
}

#[test]
fn a_notice_is_never_received_before_its_skrd() {
    let mut file = File::at(imb(), StageKind::Payment);
    file.issue_skrd();
    let issued = file.state.skrd.as_ref().unwrap().issued_at;
    file.ok(&Actor::system(), Command::ConfirmNoticeReceived { at: wib("2026-01-05T10:00:00") });
    assert_eq!(file.state.skrd.as_ref().unwrap().notice_received_at, Some(issued));
}

#[test]
#[proves("MJK18-14.5")]
fn a_payment_needs_its_proof_the_right_amount_and_a_second_person() {
    let mut file = waiting();
    let no_reference = file.pay(" ", file.now);
    assert!(matches!(file.refused(&Cast::retribution(), no_reference), Refusal::Invalid { .. }));
    for amount in [1_399_999, 1_400_001, 0] {
        let wrong = Command::RecordPayment {
            bank_reference: "BANK-1".to_owned(),
            amount: Rupiah::new(amount),
            paid_at: file.now,
            proof: None,
        };
        let refusal = file.refused(&Cast::retribution(), wrong);
        assert_eq!(refusal, Refusal::WrongAmount { expected: Rupiah::new(1_400_000) });
    }
    assert_eq!(file.refused(&Cast::cashier(), settle(true)), Refusal::PaymentMissing);
    let pay = file.pay("BANK-1", file.now);
    file.ok(&Cast::retribution(), pay.clone());
    assert_eq!(file.refused(&Cast::retribution(), pay), Refusal::PaymentExists);
    assert_eq!(file.refused(&Cast::retribution(), settle(true)), Refusal::OwnProposal);
    assert_eq!(file.state.status, Status::AwaitingPayment);
    file.ok(&Cast::cashier(), settle(true));
    assert_eq!(
        file.state.payment.as_ref().unwrap().confirmed_by.as_ref().unwrap().account,
        Cast::cashier().account
    );
}

#[test]
fn the_second_person_confirms_although_the_first_has_taken_the_file() {
    let mut file = waiting();
    let take = Command::Assign { to: cast::by(&Cast::retribution()), note: String::new(), overtaking: None };
    file.ok(&Cast::retribution(), take);
    let pay = file.pay("BANK-1", file.now);
    file.ok(&Cast::retribution(), pay);
    file.ok(&Cast::cashier(), settle(true));
}

#[test]
fn where_one_person_suffices_the_recorded_payment_counts_at_once() {
    let mut file = waiting();
    file.world.policy.second_payment_confirmation = false;
    let pay = file.pay("BANK-1", file.now);
    file.ok(&Cast::retribution(), pay);
    assert_eq!(file.kind(), Some(StageKind::Printing));
}

#[test]
fn the_same_bank_reference_counts_once_in_the_region() {
    let mut file = waiting();
    let used = Given { bank_reference_used: true, ..Given::default() };
    let pay = file.pay("BANK-1", file.now);
    assert_eq!(file.refused_with(&Cast::retribution(), pay, &used), Refusal::BankReferenceUsed);
}

#[test]
fn a_payment_is_neither_of_tomorrow_nor_older_than_its_skrd() {
    let mut file = waiting();
    for at in ["2026-03-09T10:05:00", "2026-03-08T10:00:00"] {
        let pay = file.pay("BANK-1", wib(at));
        assert_eq!(file.refused(&Cast::retribution(), pay), Refusal::PaidInFuture, "{at}");
    }
}

#[test]
#[proves("MJK18-14.4")]
fn a_last_day_payment_reported_a_day_later_is_accepted_and_only_then_the_receivable_is_void() {
    let mut file = waiting();
    file.set("2026-03-31T23:59:59");
    assert_eq!(file.refused(&Actor::system(), Command::Expire), Refusal::NotYetExpired);
    let mut paid = waiting();
    paid.set("2026-03-31T15:00:00");
    let pay = paid.pay("BANK-1", wib("2026-03-30T22:00:00"));
    paid.ok(&Cast::retribution(), pay);
    file.set("2026-04-01T00:00:00");
    file.ok(&Actor::system(), Command::Expire);
    assert_eq!(file.state.status, Status::ExpiredUnpaid);
    let in_time = file.pay("BANK-1", wib("2026-03-30T22:00:00"));
    assert_eq!(file.refused(&Cast::retribution(), in_time), Refusal::PaidTooLate, "listed for refund");
    let again = Command::IssueSkrd { number: "SKRD/2".to_owned(), payment_code: "2".to_owned() };
    assert_eq!(file.refused(&Cast::retribution(), again), Refusal::SkrdExists);
    assert!(file.ok(&Actor::system(), Command::Expire).is_empty());
}

#[test]
fn only_the_timer_lets_a_receivable_lapse() {
    let mut file = waiting();
    file.set("2026-04-02T09:00:00");
    assert!(matches!(file.refused(&Cast::retribution(), Command::Expire), Refusal::NotAllowed { .. }));
}

#[test]
fn a_recorded_payment_holds_the_lapse_back_until_it_is_settled() {
    let mut file = waiting();
    file.set("2026-03-30T15:00:00");
    let pay = file.pay("BANK-1", file.now);
    file.ok(&Cast::retribution(), pay);
    file.set("2026-04-06T09:00:00");
    assert_eq!(
        file.refused(&Actor::system(), Command::Expire),
        Refusal::NotYetExpired,
        "the timer asks again"
    );
    let silent = Command::SettlePayment { confirm: false, note: " ".to_owned() };
    assert_eq!(file.refused(&Cast::cashier(), silent), Refusal::NoteMissing);
    file.ok(&Cast::cashier(), settle(false));
    assert!(file.state.payment.is_none());
    file.ok(&Actor::system(), Command::Expire);
    assert_eq!(file.state.status, Status::ExpiredUnpaid);
}
