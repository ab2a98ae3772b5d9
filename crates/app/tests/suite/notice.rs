//! What the applicant is told about the decision and the payment, and when the ten working days begin (MJK18-14.1 to 14.3).

use crate::support::*;
use app::play::{Plan, Refusing};
use domain::definition::StageKind;
use domain::party::ApplicationRecord;
use domain::process::Command;
use domain::value::Id;
use gateway::sim::Outcome;
use jiff::SignedDuration;
use proves::proves;
use store::outbox::MessageRow;
use testkit::house::House;

fn messages(house: &House, id: Id<ApplicationRecord>, template: &str) -> Vec<MessageRow> {
    let rows = house.stand.region.store.read(|tx| store::outbox::of_application(tx, id)).unwrap();
    rows.into_iter().filter(|m| m.template == template && m.channel == "sms").collect()
}

fn sms(house: &House, id: Id<ApplicationRecord>, template: &str) -> String {
    let rows = messages(house, id, template);
    assert_eq!(rows.len(), 1, "{template}");
    app::message::open_text(&house.stand.region, &rows[0]).unwrap().unwrap().text
}

fn issue_skrd(house: &House, id: Id<ApplicationRecord>) {
    let command = Command::IssueSkrd { number: String::new(), payment_code: String::new() };
    act(house, &officer(house, "retribution_officer", 0), id, command);
}

#[proves("MJK18-14.2#1", "MJK18-14.2#2", "MJK18-14.2#3")]
#[test]
fn one_sms_holds_code_amount_account_and_bank() {
    on_both(|house| {
        let id = reach(house, IMB, StageKind::Payment);
        issue_skrd(house, id);
        house.stand.settle().unwrap();
        let text = sms(house, id, "payment_notice");
        let skrd = state(house, id).skrd.unwrap();
        let policy = house.stand.region.profile.policy.payment.clone().unwrap();
        assert!(text.contains(&skrd.payment_code), "{text}");
        assert!(text.contains(&skrd.amount.to_string()), "{text}");
        assert!(text.contains(&policy.account) && text.contains(&policy.bank), "{text}");
        // The registered number got it, in one message.
        let row = messages(house, id, "payment_notice").remove(0);
        let to = app::message::open_recipient(&house.stand.region, &row).unwrap();
        let sent = house.stand.gateway.messages_to(&to);
        assert_eq!(sent.iter().filter(|m| m.text == text).count(), 1);
    });
}

#[proves("MJK18-14.1")]
#[test]
fn both_results_are_told_by_sms_and_a_failure_is_shown() {
    on_both(|house| {
        let approved = reach(house, SIP, StageKind::Printing);
        let number = |house: &House, id| state(house, id).registration.unwrap().to_string();
        let text = sms(house, approved, "approved");
        assert!(text.contains(&number(house, approved)) && text.contains("disetujui"), "{text}");

        let owner = owner_of(house, SIP);
        let row = house.stand.region.store.read(|tx| store::account::find(tx, owner)).unwrap().unwrap();
        let phone =
            app::account::read_personal(&house.stand.region.keys, &row).unwrap().phone.unwrap().to_string();
        house.stand.gateway.script(phone, Outcome::Refuse);
        let refusing = Refusing::Refuse(vec!["Tidak memenuhi syarat. | Pasal 5".into()]);
        let plan = Plan { refusing, ..draft_plan(house, SIP, 4) };
        let refused = play(house, SIP, vec![plan])[0];
        let row = messages(house, refused, "refused").remove(0);
        assert_eq!((row.state.as_str(), row.attempts), ("failed", 1));
        assert!(row.last_error.is_some_and(|e| e.contains("recipient")));
        let text = sms(house, refused, "refused");
        assert!(text.contains(&number(house, refused)) && text.contains("ditolak"), "{text}");
        let latest = house.stand.region.store.read(|tx| store::outbox::latest(tx, 200)).unwrap();
        assert!(latest.iter().any(|m| m.id == row.id && m.state == "failed"), "staff see it");
    });
}

#[test]
fn the_clock_starts_at_the_delivery_report() {
    on_both(|house| {
        let id = reach(house, CARD, StageKind::Payment);
        house.stand.gateway.set_usual(Outcome::NeverReport);
        issue_skrd(house, id);
        wait(house, SignedDuration::from_hours(5));
        assert!(state(house, id).skrd.unwrap().notice_received_at.is_none());
        let message = messages(house, id, "payment_notice").remove(0);
        assert_eq!(message.state, "sent");
        let at = house.stand.region.now();
        app::message::delivered(&house.stand.region, message.id, at).unwrap();
        // A second report, and the end of the waiting time, change nothing.
        wait(house, SignedDuration::from_hours(1));
        app::message::delivered(&house.stand.region, message.id, house.stand.region.now()).unwrap();
        wait(house, SignedDuration::from_hours(30));
        let skrd = state(house, id).skrd.unwrap();
        assert_eq!(skrd.notice_received_at, Some(at));
        assert_eq!(skrd.clock.unwrap().started(), at);
        assert_eq!(messages(house, id, "payment_notice")[0].state, "delivered");
    });
}

#[test]
fn without_a_report_the_first_successful_sending_counts_after_a_day() {
    on_both(|house| {
        let id = reach(house, CARD, StageKind::Payment);
        house.stand.gateway.set_usual(Outcome::Unreachable);
        issue_skrd(house, id);
        wait_through_trouble(house, SignedDuration::from_mins(2));
        house.stand.gateway.set_usual(Outcome::NeverReport);
        wait_through_trouble(house, SignedDuration::from_hours(1));
        let sent = house.stand.gateway.messages();
        let sent = sent.iter().filter(|m| m.text.contains("Kode bayar")).map(|m| m.taken_at).min().unwrap();
        wait_through_trouble(house, SignedDuration::from_hours(22));
        assert!(state(house, id).skrd.unwrap().notice_received_at.is_none(), "a report may still come");
        wait_through_trouble(house, SignedDuration::from_hours(2));
        let started = state(house, id).skrd.unwrap().notice_received_at.unwrap();
        // The gateway's clock stands at the last poll, the job's at the sending itself.
        assert!(
            started >= sent && started.duration_since(sent) < SignedDuration::from_mins(10),
            "{started} {sent}"
        );
        assert!(started > state(house, id).skrd.unwrap().issued_at, "not the failed tries");
    });
}

#[test]
fn when_nothing_can_be_sent_the_clock_does_not_start() {
    on_both(|house| {
        let id = reach(house, CARD, StageKind::Payment);
        house.stand.gateway.set_usual(Outcome::Refuse);
        issue_skrd(house, id);
        wait_through_trouble(house, SignedDuration::from_hours(24 * 30));
        let skrd = state(house, id).skrd.unwrap();
        assert!(skrd.notice_received_at.is_none() && skrd.clock.is_none());
        assert_eq!(messages(house, id, "payment_notice")[0].state, "failed");
    });
}
