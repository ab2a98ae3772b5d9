//! Days that count after a receipt: the power of attorney, an uncollected document, papers that end.

use crate::support::*;
use app::account::{AccountKind, NewAccount, Personal, create};
use app::act::Request;
use app::folder::{Place, Target, receive};
use app::play::{Plan, Story};
use app::query::case::view;
use domain::access::{AccessPaper, Power};
use domain::capability::RoleId;
use domain::definition::StageKind;
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Command, RecipientKind, Refusal};
use domain::value::{Id, date_text};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use proves::proves;
use testkit::house::House;

fn today(house: &House) -> Date {
    house.stand.region.office().calendar.local_date(house.stand.region.now())
}

/// A firm whose user acts under a power of attorney through this day.
fn represented(house: &House, until: Date) -> Id<Account> {
    let region = &house.stand.region;
    let new = NewAccount {
        kind: AccountKind::Business,
        login: "cv-wakil".into(),
        name: "CV Wakil Contoh".into(),
        personal: Personal {
            npwp: (0..10).find_map(|n| format!("03.000.077.{n}-999.000").parse().ok()),
            phone: Some("084000004444".parse().unwrap()),
            email: Some("wakil@warga.example".parse().unwrap()),
            street: "Jalan Contoh 4".into(),
            village: "35.76.02.1001".into(),
            power: Some(Power { representative: "Sari Contoh".into(), until }),
            ..Personal::default()
        },
        password: "contoh-2026".into(),
        roles: vec![RoleId::from("applicant")],
        agency: None,
        nip: None,
    };
    create(region, &Actor::system(), &new).unwrap()
}

fn told(house: &House, template: &str) -> Vec<(String, Option<Id<ApplicationRecord>>)> {
    let rows = house.stand.region.store.read(|tx| store::outbox::latest(tx, 500)).unwrap();
    let of = rows.into_iter().filter(|m| m.template == template);
    of.map(|m| (m.channel, m.application)).collect()
}

#[proves("MJK18-8.4.e")]
#[test]
fn an_expired_power_of_attorney_stops_a_submission_until_a_new_one_is_in_the_folder() {
    on_both(|house| {
        let last = today(house).checked_sub(1.days()).unwrap();
        let firm = represented(house, last);
        let plan = Plan { stay_draft: true, ..draft_plan(house, CARD, 1) };
        let start = house.stand.office_time_after(30);
        let id = house.stand.play(vec![Story { owner: firm, start, plan }], None).unwrap()[0].application;
        let user = house.stand.region.actor(firm).unwrap();
        let expired = Refusal::PowerExpired { until: date_text::date(last) };
        assert_eq!(refused(house, &user, Request::new(id, submit())), expired);
        // A new one, uploaded with its last day, is enough; who acted stands in the file.
        let new_last = today(house).checked_add(90.days()).unwrap();
        let target = Target {
            category: AccessPaper::PowerOfAttorney.id().into(),
            name: "kuasa.pdf".into(),
            valid_until: Some(new_last),
            owner: None,
            place: Place::Folder,
        };
        let paper =
            app::folder::Incoming { name: "kuasa.pdf".into(), bytes: app::play::sample_pdf(&["kuasa"]) };
        receive(&house.stand.region, &user, &target, vec![paper]).unwrap();
        let sent = act(house, &user, id, submit());
        let kept = sent.representative.unwrap();
        assert_eq!((kept.representative.as_str(), kept.until), ("Sari Contoh", new_last));
        let verifier = officer(house, "service_officer", 0);
        let rows = view(&house.stand.region, &verifier, id).unwrap().holder.rows;
        let row = |label: &str| rows.iter().find(|(key, _)| key == label).map(|(_, value)| value.clone());
        assert_eq!(row("Diwakili oleh").as_deref(), Some("Sari Contoh"));
        assert_eq!(row("Surat kuasa berlaku sampai"), Some(date_text::date(new_last)));
    });
}

#[test]
fn who_has_not_come_for_the_document_is_reminded_once_after_the_days_of_the_profile() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Handover);
        let since = state(house, id).passage().unwrap().entered_at;
        let due = since.checked_add(SignedDuration::from_hours(14 * 24)).unwrap();
        house.stand.advance_to(due.checked_sub(SignedDuration::from_mins(1)).unwrap()).unwrap();
        assert_eq!(told(house, "pickup_reminder"), []);
        house.stand.advance_to(due).unwrap();
        assert_eq!(told(house, "pickup_reminder"), [("sms".to_owned(), Some(id))]);
        wait(house, SignedDuration::from_hours(60 * 24));
        assert_eq!(told(house, "pickup_reminder").len(), 1, "one, not a series");
    });
}

#[test]
fn who_came_in_time_is_not_reminded() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Handover);
        let clerk = officer(house, "handover_officer", 0);
        let recipient = RecipientKind::Holder { id_seen: "KTP".into() };
        act(house, &clerk, id, Command::HandOver { recipient, with_skrd: false });
        wait(house, SignedDuration::from_hours(20 * 24));
        assert_eq!(told(house, "pickup_reminder"), []);
    });
}

/// A draft of the first applicant with an identity card that ends on this day.
fn with_paper(house: &mut House, object: usize, last: Date) -> Id<ApplicationRecord> {
    let plan = Plan { stay_draft: true, ..draft_plan(house, SIP, object) };
    let id = play(house, SIP, vec![plan])[0];
    let user = owner(house, id);
    let target = Target {
        category: "ktp".into(),
        name: "ktp.pdf".into(),
        valid_until: Some(last),
        owner: None,
        place: Place::Folder,
    };
    let bytes = app::play::sample_pdf(&["ktp", &last.to_string()]);
    let paper = app::folder::Incoming { name: "ktp.pdf".into(), bytes };
    let app::folder::Received::Kept(kept) =
        receive(&house.stand.region, &user, &target, vec![paper]).unwrap()
    else {
        panic!("one PDF is kept at once")
    };
    let command = Command::AttachDocument { document: "ktp".into(), file: kept };
    act(house, &user, id, command);
    id
}

#[test]
fn the_owner_of_a_paper_that_a_file_rests_on_is_told_once_before_it_ends() {
    on_both(|house| {
        let last = today(house).checked_add(50.days()).unwrap();
        let unsent = with_paper(house, 1, last);
        let user = owner(house, unsent);
        // Nobody is told of a paper that no file rests on.
        wait(house, SignedDuration::from_hours(25 * 24));
        assert_eq!(told(house, "paper_ends"), []);
        act(house, &user, unsent, submit());
        wait(house, SignedDuration::from_hours(1));
        let channels: Vec<String> =
            told(house, "paper_ends").into_iter().map(|(channel, _)| channel).collect();
        assert_eq!(channels.len(), 2, "{channels:?}");
        assert!(channels.contains(&"sms".to_owned()) && channels.contains(&"email".to_owned()));
        wait(house, SignedDuration::from_hours(40 * 24));
        assert_eq!(told(house, "paper_ends").len(), 2, "once");
    });
}

#[test]
fn a_paper_is_told_of_on_the_day_of_the_profile_unless_a_newer_one_is_there() {
    on_both(|house| {
        let last = today(house).checked_add(50.days()).unwrap();
        let id = with_paper(house, 1, last);
        let user = owner(house, id);
        act(house, &user, id, submit());
        let day = last.checked_sub(30.days()).unwrap();
        wait_until(house, &format!("{day}T08:59:00+07:00"));
        assert_eq!(told(house, "paper_ends"), []);
        wait_until(house, &format!("{day}T09:00:00+07:00"));
        assert_eq!(told(house, "paper_ends").len(), 2);
        // Replaced in time by a newer one: silence.
        let last = today(house).checked_add(60.days()).unwrap();
        let id = with_paper(house, 2, last);
        act(house, &user, id, submit());
        with_paper(house, 3, last.checked_add(365.days()).unwrap());
        wait(house, SignedDuration::from_hours(58 * 24));
        assert_eq!(told(house, "paper_ends").len(), 2);
    });
}

#[proves("MJK18-3.d")]
#[test]
fn files_of_an_older_program_are_found_and_counted_after_it_was_replaced() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::AdminVerification);
        let region = house.stand.region.clone();
        let due = |region: &app::Region| -> (i64, i64) {
            let words = "SELECT COUNT(*) FROM search_word";
            let sql =
                "SELECT COUNT(*) FROM application WHERE next_due_at IS NOT NULL AND promised IS NOT NULL";
            let one = |sql| region.store.read(|tx| tx.query_one(sql, &[])?.get::<i64>(0)).unwrap();
            (one(words), one(sql))
        };
        let before = due(&region);
        for sql in [
            "DELETE FROM search_word",
            "UPDATE application SET next_due_at = NULL, done_at = NULL, promised = NULL",
        ] {
            region.store.write(move |tx| tx.execute(sql, &[])).unwrap();
        }
        assert_eq!(due(&region), (0, 0));
        app::setup::refill(&region).unwrap();
        app::setup::refill(&region).unwrap();
        assert_eq!(jobs(&region.store, "refill"), 1, "opening twice asks once");
        house.stand.settle().unwrap();
        assert_eq!(due(&region), before);
        let missing = region.store.read(|tx| store::overview::unfindable(tx, None, 5)).unwrap();
        assert_eq!(missing, []);
        let report =
            app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
        assert_eq!(report.findings, [], "{id}");
    });
}
