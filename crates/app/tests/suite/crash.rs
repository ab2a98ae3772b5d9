//! The process may end between any two steps: what was promised is done afterwards, once.

use crate::support::*;
use app::act::Request;
use app::folder::{Upload, upload};
use app::job::run_due;
use app::ports::{MovableClock, SeededChance};
use app::{Demo, Region, RegionParts};
use domain::definition::StageKind;
use domain::pin::PinAct;
use domain::process::{Command, Status};
use gateway::files::LocalFiles;
use gateway::sim::RecordingGateway;
use jiff::SignedDuration;
use std::sync::Arc;
use store::ledger_log::LedgerSequencer;
use store::{Store, StoreOptions};
use testkit::house::{Database, House, Letters};

#[test]
fn the_work_of_a_dead_worker_is_done_once_by_another() {
    on_both(|house| {
        let id = draft(house, SIP);
        act(house, &owner(house, id), id, submit());
        let region = house.stand.region.clone();
        let now = region.now();
        let lease = now.checked_add(SignedDuration::from_mins(5)).unwrap();
        let taken = region.store.write(move |tx| store::job::claim(tx, now, lease, 50)).unwrap();
        assert!(taken.iter().any(|job| job.kind == "receipt"));
        assert_eq!(run_due(&region, 50).unwrap().done, 0, "leased");
        house.stand.clock.move_to(now.checked_add(SignedDuration::from_mins(4)).unwrap());
        assert_eq!(run_due(&region, 50).unwrap().done, 0, "still leased");
        house.stand.clock.move_to(now.checked_add(SignedDuration::from_mins(6)).unwrap());
        assert_eq!(run_due(&region, 50).unwrap().done, taken.len());
        // The first worker was only slow: its late word counts for nothing.
        for job in &taken {
            let (job, attempts) = (job.id, job.attempts);
            assert!(!region.store.write(move |tx| store::job::complete(tx, job, attempts)).unwrap());
        }
        let files = region.store.read(|tx| store::file::owned_by(tx, *id.as_bytes())).unwrap();
        assert_eq!(files.iter().filter(|f| f.category == "receipt").count(), 1);
        let messages = house.stand.gateway.messages();
        let told =
            messages.iter().filter(|m| m.subject.is_none() && m.text.contains("sudah kami terima")).count();
        assert_eq!(told, 1);
    });
}

/// Opens the region again on what the dead process left: database and files.
fn reopen(house: House, database: &Database, seed: u64) -> House {
    let House { stand, dir } = house;
    let old = stand.region.clone();
    let now = old.now();
    let (profile, typesetter, keys) = (old.profile.clone(), old.typesetter.clone(), old.keys.clone());
    let cast = stand.cast.clone();
    drop((stand, old));
    let url = match database {
        Database::Sqlite => store::DatabaseUrl::sqlite(dir.path().join("house.db")),
        Database::Postgres(url) => url.parse().unwrap(),
    };
    let options = StoreOptions {
        sequencer: Arc::new(LedgerSequencer),
        sequence_after_write: true,
        ..StoreOptions::default()
    };
    let store = Store::open(&url, options).unwrap();
    let clock = Arc::new(MovableClock::at(now));
    let gateway = Arc::new(RecordingGateway::new(now));
    let region = Region::open(RegionParts {
        profile,
        store,
        files: Arc::new(LocalFiles::open(dir.path().join("files")).unwrap()),
        clock: clock.clone(),
        chance: Arc::new(SeededChance::new(seed)),
        typesetter,
        inspector: intake::Inspector::here(),
        sms: gateway.clone(),
        email: gateway.clone(),
        keys,
        base_url: "https://contoh.example".into(),
        password_cost: app::crypt::PasswordCost::Invented,
        demo: Some(Demo { clock: clock.clone(), gateway: gateway.clone() }),
    })
    .unwrap();
    House { stand: app::play::Stand::new(region, clock, gateway, cast, seed), dir }
}

#[test]
fn a_signature_given_before_the_crash_becomes_a_document_after_it() {
    on_each(|database| {
        let mut house = House::open("mojokerto", database.clone(), Letters::Quick, 1).unwrap().unwrap();
        let id = reach(&mut house, SIP, StageKind::Signing);
        let head = holder(&house, "kepala_dinas");
        let page = app::letter::prepare_signing(&house.stand.region, &head, id).unwrap();
        app::letter::open_page(&house.stand.region, &head, &page).unwrap();
        let entry = pin(&mut house, &head, PinAct::Sign, page.digest);
        let sign = Request::new(id, Command::Sign { digest: page.digest }).with_pin(entry);
        house.stand.region.act(&head, sign).unwrap();
        assert!(state(&house, id).signature.unwrap().signed.is_none());

        let mut house = reopen(house, &database, 2);
        house.stand.settle().unwrap();
        assert!(state(&house, id).signature.unwrap().signed.is_some());
        assert_eq!(stage_kind(&house, id), Some(StageKind::Numbering));

        // The same between number and seal.
        act(
            &house,
            &officer(&house, "numbering_officer", 0),
            id,
            Command::AssignNumber { number: String::new() },
        );
        assert!(state(&house, id).issued.is_none());
        let mut house = reopen(house, &database, 3);
        house.stand.settle().unwrap();
        assert_eq!(state(&house, id).status, Status::Issued);
        let region = &house.stand.region;
        let (_, bytes) = app::letter::read_file(region, id, "permit").unwrap().unwrap();
        let trust = document::Trust { roots: region.keys.roots.clone() };
        let expectation = document::Expectation { number: true, seal: true };
        assert!(document::verify::verify(&bytes, &trust, expectation).is_valid());
        let report =
            app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
        assert_eq!(report.findings, []);
    });
}

/// Bytes come before their row, so a crash leaves at worst an object that nobody names.
#[test]
fn bytes_without_a_row_harm_nothing() {
    on_both(|house| {
        let id = draft(house, SIP);
        let owner = owner(house, id);
        let region = house.stand.region.clone();
        let bytes = &app::play::sample_pdf(&["yatim"])[..];
        region.files.put(&region.keys.object_name(bytes), bytes).unwrap();
        let new = Upload { category: "ktp", name: "ktp.pdf", bytes };
        let kept = upload(&region, &owner, &new).unwrap().document;
        let again = upload(&region, &owner, &new).unwrap().document;
        assert_ne!(kept.file, again.file);
        assert_eq!(app::letter::read_file_by_id(&region, kept.file).unwrap().1, bytes);
        let report =
            app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
        assert_eq!(report.findings, []);
    });
}
