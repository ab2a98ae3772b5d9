//! What the tests share: a house on each database, files brought to a stage, and what must hold after a refusal.

pub mod scene;

use app::act::Request;
use app::folder::{Upload, upload};
use app::pin::{PinEntry, PinRequest, request as request_pin};
use app::play::{PersonKind, Plan, Story};
use app::{AppError, Region};
use domain::capability::RoleId;
use domain::definition::{ApplicantKind, ServiceDefinition, ServiceId, StageKind};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::pin::PinAct;
use domain::process::{Application, AttachedDocument, Command, Refusal};
use domain::value::{Digest, Id};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Store;
use testkit::house::{Database, House, Letters};
use testkit::postgres::Cluster;

/// Free, electronic, with an agency's recommendation.
pub const SIP: &str = "sip-dokter";
/// With retribution, in ink.
pub const IMB: &str = "imb";
/// With retribution, electronic, for firms.
pub const CARD: &str = "kartu-pengawasan";

/// Runs a test in the region of Mojokerto on SQLite, then on PostgreSQL where it is installed or required.
pub fn on_both(test: impl Fn(&mut House)) {
    on_both_of("mojokerto", test);
}

/// As [`on_both`], with another profile.
pub fn on_both_of(profile: &str, test: impl Fn(&mut House)) {
    on_each(|database| {
        let mut house = House::open(profile, database, Letters::Quick, 1).unwrap().unwrap();
        test(&mut house);
    });
}

/// Gives the test an empty database of each kind.
pub fn on_each(test: impl Fn(Database)) {
    println!("on SQLite");
    test(Database::Sqlite);
    if let Some(cluster) = Cluster::shared() {
        println!("on PostgreSQL");
        let schema = cluster.schema();
        test(Database::Postgres(schema.url().to_owned()));
    }
}

/// The account that applies for a service: a person, or a firm where only firms may.
pub fn owner_of(house: &House, service: &str) -> Id<Account> {
    let (_, definition) = house.stand.region.office().active(&ServiceId(service.to_owned())).unwrap();
    let wanted = if definition.applicant == ApplicantKind::Business {
        PersonKind::Business
    } else {
        PersonKind::Person
    };
    house.stand.cast.applicants.iter().find(|a| a.1 == wanted).unwrap().0
}

/// A plan that stays a draft with everything filled in, about an object of its own.
pub fn draft_plan(house: &House, service: &str, object: usize) -> Plan {
    let (_, definition) = house.stand.region.office().active(&ServiceId(service.to_owned())).unwrap();
    let mut plan = Plan::straight(ServiceId(service.to_owned()));
    if let Some(field) = &definition.object_field {
        plan.form.insert(field.clone(), format!("Contoh {object}"));
    }
    plan
}

/// Plays one story for each plan.
pub fn play(house: &mut House, service: &str, plans: Vec<Plan>) -> Vec<Id<ApplicationRecord>> {
    let owner = owner_of(house, service);
    let first = house.stand.office_time_after(30);
    // One after the other: an official may ask for twenty PINs an hour.
    let at = |n: usize| first.checked_add(SignedDuration::from_mins(10 * i64::try_from(n).unwrap())).unwrap();
    let stories =
        plans.into_iter().enumerate().map(|(n, plan)| Story { owner, start: at(n), plan }).collect();
    house.stand.play(stories, None).unwrap().into_iter().map(|e| e.application).collect()
}

/// A filled draft that was not sent.
pub fn draft(house: &mut House, service: &str) -> Id<ApplicationRecord> {
    drafts(house, service, 1)[0]
}

/// Several filled drafts, each about another object.
pub fn drafts(house: &mut House, service: &str, count: usize) -> Vec<Id<ApplicationRecord>> {
    let plans = (0..count).map(|n| Plan { stay_draft: true, ..draft_plan(house, service, n) }).collect();
    play(house, service, plans)
}

/// Files that have come to a stage.
pub fn reach_many(
    house: &mut House,
    service: &str,
    stage: StageKind,
    count: usize,
) -> Vec<Id<ApplicationRecord>> {
    let plans = (0..count)
        .map(|n| Plan { stop_at: Some(stage), pace: Some(15), ..draft_plan(house, service, n) })
        .collect();
    let files = play(house, service, plans);
    for id in &files {
        assert_eq!(stage_kind(house, *id), Some(stage), "{service}");
    }
    files
}

/// A file that has come to a stage.
pub fn reach(house: &mut House, service: &str, stage: StageKind) -> Id<ApplicationRecord> {
    reach_many(house, service, stage, 1)[0]
}

/// The state of a file.
pub fn state(house: &House, id: Id<ApplicationRecord>) -> Application {
    house.stand.region.store.read(|tx| store::application::find(tx, id)).unwrap().unwrap().state
}

/// The definition that a file keeps.
pub fn definition(house: &House, id: Id<ApplicationRecord>) -> Arc<ServiceDefinition> {
    house.stand.region.office().definition(&state(house, id).definition).unwrap()
}

/// The kind of stage in which a file is.
pub fn stage_kind(house: &House, id: Id<ApplicationRecord>) -> Option<StageKind> {
    let stage = state(house, id).stage?;
    definition(house, id).stage(&stage).map(|s| s.kind)
}

/// The `n`-th officer of a role.
pub fn officer(house: &House, role: &str, n: usize) -> Actor {
    house.stand.region.actor(house.stand.cast.by_role[&RoleId::from(role)][n]).unwrap()
}

/// The owner of a file.
pub fn owner(house: &House, id: Id<ApplicationRecord>) -> Actor {
    house.stand.region.actor(state(house, id).owner).unwrap()
}

/// Somebody else who applies for things.
pub fn stranger(house: &House, id: Id<ApplicationRecord>) -> Actor {
    let own = state(house, id).owner;
    let other = house.stand.cast.applicants.iter().find(|a| a.0 != own).unwrap().0;
    house.stand.region.actor(other).unwrap()
}

/// Who holds a post today.
pub fn holder(house: &House, position: &str) -> Actor {
    let office = house.stand.region.office();
    let today = office.calendar.local_date(house.stand.region.now());
    house.stand.region.actor(office.officials.holder(position, today).unwrap().account).unwrap()
}

/// Moves the clock forward, doing every job on the way.
pub fn wait(house: &mut House, time: SignedDuration) {
    let target = house.stand.region.now().checked_add(time).unwrap();
    house.stand.advance_to(target).unwrap();
}

/// Moves the clock to a moment.
pub fn wait_until(house: &mut House, at: &str) {
    house.stand.advance_to(at.parse::<Timestamp>().unwrap()).unwrap();
}

/// Moves the clock forward while things outside fail: jobs are tried again at their times, as the workers do.
pub fn wait_through_trouble(house: &House, time: SignedDuration) {
    let region = &house.stand.region;
    let target = region.now().checked_add(time).unwrap();
    loop {
        work(house);
        match region.store.read(store::job::next_due).unwrap() {
            Some(at) if at > region.now() && at <= target => house.stand.clock.move_to(at),
            _ => break,
        }
    }
    house.stand.clock.move_to(target);
    work(house);
}

/// Does what is due and takes the delivery reports, until nothing is left.
fn work(house: &House) {
    let region = &house.stand.region;
    loop {
        let done = app::job::run_due(region, 50).unwrap().done;
        let reports = house.stand.gateway.advance_to(region.now());
        for report in &reports {
            let id = report.reference.as_str().parse().unwrap();
            app::message::delivered(region, id, region.now()).unwrap();
        }
        if done == 0 && reports.is_empty() {
            return;
        }
    }
}

/// An act that must be accepted.
pub fn act(house: &House, actor: &Actor, id: Id<ApplicationRecord>, command: Command) -> Application {
    house.stand.region.act(actor, Request::new(id, command)).unwrap().state
}

/// Sends a draft.
pub fn submit() -> Command {
    Command::Submit { declared: true, verification_code: String::new() }
}

/// Puts a sample paper into somebody's folder.
pub fn paper(house: &House, actor: &Actor, note: &str) -> AttachedDocument {
    let bytes = app::play::sample_pdf(&[note]);
    upload(&house.stand.region, actor, &Upload { category: "contoh", name: "contoh.pdf", bytes: &bytes })
        .unwrap()
        .document
}

/// Asks for a PIN and reads it as its receiver would.
pub fn pin(house: &mut House, actor: &Actor, act: PinAct, digest: Digest) -> PinEntry {
    let asked = PinRequest {
        act,
        documents: vec![digest],
        service_short: "SIP Dokter".into(),
        number: "26-000001-1".into(),
        sample: "SIP Dokter 26-000001-1".into(),
    };
    let challenge = request_pin(&house.stand.region, actor, &asked).unwrap();
    house.stand.settle().unwrap();
    let code = house.stand.newest_pin(actor.account.unwrap()).unwrap();
    PinEntry { challenge, code }
}

/// How often a job of a kind was ever written.
pub fn jobs(store: &Store, kind: &str) -> i64 {
    let sql = "SELECT count(*) FROM job WHERE kind = ?1";
    store.read(|tx| tx.query_one(sql, store::params![kind])?.get(0)).unwrap()
}

/// The value of each counter.
pub fn counters(store: &Store) -> BTreeMap<String, i64> {
    let rows = store.read(|tx| tx.query("SELECT name, value FROM counter", &[])).unwrap();
    rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap())).collect()
}

/// What a refusal must leave as it was, one line a row.
const KEPT: [(&str, &str); 11] = [
    ("application", "SELECT CAST(version AS TEXT) || status || state FROM application ORDER BY id"),
    (
        "application_event",
        "SELECT name || CAST(version AS TEXT) || body FROM application_event ORDER BY application, version",
    ),
    ("counter", "SELECT name || CAST(value AS TEXT) FROM counter ORDER BY name"),
    ("paper_sheet", "SELECT serial || state FROM paper_sheet ORDER BY serial"),
    ("bank_reference", "SELECT reference FROM bank_reference ORDER BY reference"),
    ("refund", "SELECT bank_reference FROM refund ORDER BY bank_reference"),
    ("permit", "SELECT number || state FROM permit ORDER BY number"),
    ("outbox_message", "SELECT template || state FROM outbox_message ORDER BY id"),
    ("job", "SELECT kind || state FROM job ORDER BY id"),
    ("stored_file", "SELECT object || name FROM stored_file ORDER BY id"),
    ("survey_answer", "SELECT answers FROM survey_answer ORDER BY id"),
];

/// Everything that [`KEPT`] names.
pub fn everything(store: &Store) -> Vec<(&'static str, Vec<String>)> {
    store
        .read(|tx| {
            KEPT.iter()
                .map(|(table, sql)| {
                    let rows = tx.query(*sql, &[])?;
                    Ok((*table, rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?))
                })
                .collect::<Result<_, store::StoreError>>()
        })
        .unwrap()
}

/// How many leaves the log has.
pub fn leaves(store: &Store) -> u64 {
    store.sequence().unwrap();
    store.read(store::ledger_log::head).unwrap().frontier.size()
}

/// The newest leaf, read.
fn newest_leaf(store: &Store) -> ([u8; 16], Value) {
    let last = i64::try_from(leaves(store)).unwrap() - 1;
    let leaf = store.read(|tx| store::ledger_log::leaves(tx, last, 1)).unwrap().remove(0);
    (leaf.id, serde_json::from_str(&leaf.body).unwrap())
}

/// The last leaf and its record tell of a refused attempt: code and field names, never values.
pub fn recorded(region: &Region, actor: &Actor, act: &str, refusal: &Refusal) {
    let (id, body) = newest_leaf(&region.store);
    let record = region.store.read(|tx| store::audit::find(tx, id)).unwrap().unwrap();
    assert_eq!((record.act.as_str(), record.outcome.as_str()), (act, "refused"));
    assert_eq!(record.code, Some(refusal.code()));
    assert_eq!(record.account, actor.account.map(|a| *a.as_bytes()));
    assert_eq!(serde_json::from_str::<Vec<String>>(&record.fields).unwrap(), refusal.field_names());
    assert_eq!((&body["act"], &body["outcome"]), (&act.into(), &"refused".into()));
    assert_eq!(body["code"], refusal.code().as_str());
    assert_eq!(body["detail"], Value::Null);
    let sentence = refusal.sentence();
    assert!(sentence.ends_with('.') && sentence.split(' ').count() <= 26, "{sentence}");
}

/// Runs something that must be refused, and checks that nothing changed but one leaf with its record.
pub fn refused_as<T: std::fmt::Debug>(
    house: &House,
    actor: &Actor,
    act: &str,
    attempt: impl FnOnce() -> Result<T, AppError>,
) -> Refusal {
    let region = &house.stand.region;
    let before = (everything(&region.store), leaves(&region.store));
    let refusal = match attempt() {
        Err(AppError::Refused(refusal)) => refusal,
        Err(AppError::NotFound) => Refusal::NotYours,
        other => panic!("{act} was not refused: {other:?}"),
    };
    let after = everything(&region.store);
    for (was, is) in before.0.iter().zip(&after) {
        assert_eq!(was, is, "{act}: {refusal:?}");
    }
    assert_eq!(leaves(&region.store), before.1 + 1, "{act}: one leaf for the attempt");
    recorded(region, actor, act, &refusal);
    refusal
}

/// An act that must be refused without a trace but its leaf.
pub fn refused(house: &House, actor: &Actor, request: Request) -> Refusal {
    let act = request.command.name();
    refused_as(house, actor, act, || house.stand.region.act(actor, request).map(|d| d.state.version))
}
