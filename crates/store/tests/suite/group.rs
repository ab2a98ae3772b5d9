//! Many callers, one commit (SQLite), and what a failure does to the others.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use store::{Sequencer, Store, StoreError, StoreOptions, WriteTx};

use crate::{Place, count_notes, insert_note, note_table, now, write};

/// Counts commits, and fails when told.
#[derive(Default)]
struct Probe {
    commits: AtomicUsize,
    fail: AtomicUsize,
}

impl Sequencer for Probe {
    fn before_commit(&self, _: &WriteTx<'_>) -> Result<(), StoreError> {
        self.commits.fetch_add(1, Ordering::SeqCst);
        match self.fail.load(Ordering::SeqCst) {
            0 => Ok(()),
            1 => Err(StoreError::Ledger("tidak bisa".into())),
            _ => panic!("sequencer"),
        }
    }
}

fn open(place: &Place, group_max: usize) -> (Store, Arc<Probe>) {
    let probe = Arc::new(Probe::default());
    let options = StoreOptions { sequencer: probe.clone(), group_max, ..StoreOptions::default() };
    let store = place.open_with(options).unwrap();
    store.migrate(now()).unwrap();
    note_table(&store);
    probe.commits.store(0, Ordering::SeqCst);
    (store, probe)
}

type Closure = Box<dyn Fn(&WriteTx<'_>) -> Result<(), StoreError> + Send>;

/// Holds the writer until all closures wait, so that they form one group behind the first.
fn together(store: &Store, closures: Vec<Closure>) -> Vec<Result<(), StoreError>> {
    let (release, held) = mpsc::channel::<()>();
    let held = Mutex::new(held);
    let first = store.clone();
    let first = thread::spawn(move || {
        write(&first, move |tx| {
            held.lock().unwrap().recv().unwrap();
            insert_note(tx, 0)
        })
    });
    thread::sleep(Duration::from_millis(100));
    let mut callers = vec![first];
    for closure in closures {
        let store = store.clone();
        callers.push(thread::spawn(move || write(&store, closure)));
        thread::sleep(Duration::from_millis(20));
    }
    thread::sleep(Duration::from_millis(100));
    release.send(()).unwrap();
    callers.into_iter().map(|caller| caller.join().unwrap()).collect()
}

fn inserting(numbers: std::ops::RangeInclusive<i64>) -> Vec<Closure> {
    numbers.map(|number| Box::new(move |tx: &WriteTx<'_>| insert_note(tx, number)) as Closure).collect()
}

#[test]
fn those_who_wait_share_one_commit() {
    let place = Place::sqlite();
    let (store, probe) = open(&place, 128);
    let answers = together(&store, inserting(1..=9));
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(probe.commits.load(Ordering::SeqCst), 1);
    assert_eq!(count_notes(&store), 10);
}

#[test]
fn a_group_has_a_greatest_size() {
    let place = Place::sqlite();
    let (store, probe) = open(&place, 4);
    together(&store, inserting(1..=9));
    assert_eq!(probe.commits.load(Ordering::SeqCst), 3, "10 in groups of 4, 4 and 2");
}

#[test]
fn one_that_fails_or_panics_does_not_hurt_the_others() {
    let place = Place::sqlite();
    let (store, probe) = open(&place, 128);
    let mut closures = inserting(1..=2);
    closures.push(Box::new(|tx| insert_note(tx, 7).and(Err(StoreError::NoRow))));
    closures.push(Box::new(|tx| insert_note(tx, 8).and_then(|()| insert_note(tx, 1))));
    closures.push(Box::new(|tx| {
        insert_note(tx, 9)?;
        panic!("berhenti")
    }));
    closures.extend(inserting(3..=4));
    let answers = together(&store, closures);
    assert_eq!(probe.commits.load(Ordering::SeqCst), 1);
    assert_eq!(answers[3], Err(StoreError::NoRow));
    assert!(matches!(answers[4], Err(StoreError::Unique { .. })), "{:?}", answers[4]);
    assert_eq!(answers[5], Err(StoreError::Panicked("berhenti".into())));
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 5);
    let ids: Vec<i64> = store
        .read(|tx| tx.query("SELECT id FROM note ORDER BY id", &[])?.iter().map(|row| row.get(0)).collect())
        .map_err(|error: StoreError| error)
        .unwrap();
    assert_eq!(ids, [0, 1, 2, 3, 4], "nothing of 7, 8 and 9");
}

#[test]
fn when_the_commit_fails_nobody_is_acknowledged() {
    let place = Place::sqlite();
    let (store, _) = open(&place, 128);
    write(&store, |tx| {
        tx.execute(
            "CREATE TABLE child (note BIGINT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED)",
            &[],
        )?;
        Ok(())
    })
    .unwrap();
    let mut closures = inserting(1..=3);
    // The engine looks at this rule only when it commits.
    closures.push(Box::new(|tx| tx.execute("INSERT INTO child (note) VALUES (999)", &[]).map(|_| ())));
    let answers = together(&store, closures);
    assert!(answers.iter().all(|answer| matches!(answer, Err(StoreError::CommitFailed(_)))), "{answers:?}");
    assert_eq!(count_notes(&store), 0);
    write(&store, |tx| insert_note(tx, 1)).unwrap();
    assert_eq!(count_notes(&store), 1);
}

#[test]
fn when_the_sequencer_fails_nobody_is_acknowledged() {
    for way in [1, 2] {
        let place = Place::sqlite();
        let (store, probe) = open(&place, 128);
        probe.fail.store(way, Ordering::SeqCst);
        let answers = together(&store, inserting(1..=3));
        assert!(
            answers.iter().all(|answer| matches!(answer, Err(StoreError::CommitFailed(_)))),
            "{answers:?}"
        );
        probe.fail.store(0, Ordering::SeqCst);
        assert_eq!(count_notes(&store), 0);
        write(&store, |tx| insert_note(tx, 1)).unwrap();
    }
}

#[test]
fn the_sequencer_runs_only_when_something_stays_written() {
    let place = Place::sqlite();
    let (store, probe) = open(&place, 128);
    write(&store, |tx| tx.query("SELECT count(*) FROM note", &[]).map(|_| ())).unwrap();
    let _ = write(&store, |tx| insert_note(tx, 1).and(Err::<(), _>(StoreError::NoRow)));
    assert_eq!(probe.commits.load(Ordering::SeqCst), 0);
    write(&store, |tx| tx.query("INSERT INTO note (id, body) VALUES (1, 'x') RETURNING id", &[]).map(|_| ()))
        .unwrap();
    assert_eq!(probe.commits.load(Ordering::SeqCst), 1);
}

#[test]
fn durability_is_switched_on() {
    let place = Place::sqlite();
    let (store, _) = open(&place, 128);
    let settings = write(&store, |tx| {
        let number = |sql: &str| tx.query_one(sql, &[])?.get::<i64>(0);
        Ok((number("PRAGMA synchronous")?, number("PRAGMA foreign_keys")?))
    });
    assert_eq!(settings, Ok((2, 1)), "FULL, and foreign keys on");
    let mode = store.read(|tx| tx.query_one("PRAGMA journal_mode", &[])?.get::<String>(0));
    assert_eq!(mode, Ok::<_, StoreError>("wal".into()));
}
