//! Many threads at once.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread;

use store::{StoreError, params};

use crate::{Place, both_engines, count_notes, insert_note, note_table, write};

both_engines! {
    fn sixty_four_threads_lose_nothing(store: Store) {
        note_table(&store);
        thread::scope(|scope| {
            for number in 0..64i64 {
                let store = &store;
                scope.spawn(move || {
                    for round in 0..10 {
                        write(store, move |tx| {
                            insert_note(tx, number * 100 + round)?;
                            tx.execute("UPDATE note SET body = 'dibaca' WHERE id = ?1", params![number * 100 + round])
                        }).unwrap();
                        let seen: i64 = store.read(|tx| tx.query_one(
                            "SELECT count(*) FROM note WHERE id = ?1 AND body = 'dibaca'",
                            params![number * 100 + round])?.get(0)).unwrap();
                        assert_eq!(seen, 1, "what was acknowledged is seen by the next read");
                    }
                });
            }
        });
        assert_eq!(count_notes(&store), 640);
    }

    fn counters_have_no_gap_and_no_double(store: Store) {
        let given = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for thread in 0..16 {
                let (store, given) = (&store, &given);
                scope.spawn(move || {
                    for round in 0..25 {
                        // Every fifth act fails after it has taken its number, which must be given back.
                        let fails = (thread + round) % 5 == 0;
                        let number = write(store, move |tx| {
                            let number = store::counter::next(tx, "sk/2026")?;
                            if fails { Err(StoreError::NoRow) } else { Ok(number) }
                        });
                        if let Ok(number) = number {
                            given.lock().unwrap().push(number);
                        } else {
                            assert!(fails);
                        }
                    }
                });
            }
        });
        let given = given.into_inner().unwrap();
        let distinct: BTreeSet<i64> = given.iter().copied().collect();
        assert_eq!(given.len(), 16 * 20);
        assert_eq!(distinct, (1..=16 * 20).collect::<BTreeSet<i64>>());
        assert_eq!(store.read(|tx| store::counter::last(tx, "sk/2026")), Ok(16 * 20));
        assert_eq!(store.read(|tx| store::counter::last(tx, "sk/2027")), Ok(0));
    }

    fn a_reader_sees_one_moment(store: Store) {
        note_table(&store);
        write(&store, |tx| insert_note(tx, 1)).unwrap();
        let (go, wait) = mpsc::channel::<()>();
        let (done, written) = mpsc::channel::<()>();
        let writer = store.clone();
        let other = thread::spawn(move || {
            wait.recv().unwrap();
            write(&writer, |tx| insert_note(tx, 2)).unwrap();
            done.send(()).unwrap();
        });
        let counts: (i64, i64) = store.read(|tx| {
            let count = || tx.query_one("SELECT count(*) FROM note", &[])?.get::<i64>(0);
            let before = count()?;
            go.send(()).unwrap();
            written.recv().unwrap();
            Ok::<_, StoreError>((before, count()?))
        }).unwrap();
        assert_eq!(counts, (1, 1));
        other.join().unwrap();
        assert_eq!(count_notes(&store), 2);
    }
}

#[test]
fn postgres_a_deadlock_is_run_again() {
    let Some(place) = Place::postgres() else { return };
    let store = place.store();
    note_table(&store);
    write(&store, |tx| insert_note(tx, 1).and_then(|()| insert_note(tx, 2))).unwrap();
    let barrier = Arc::new(Barrier::new(2));
    let runs = Arc::new(AtomicU32::new(0));
    let threads: Vec<_> = [(1i64, 2i64), (2, 1)]
        .map(|(first, second)| {
            let (store, barrier, runs) = (store.clone(), barrier.clone(), runs.clone());
            thread::spawn(move || {
                let met = AtomicU32::new(0);
                write(&store, move |tx| {
                    runs.fetch_add(1, Ordering::SeqCst);
                    let add = "UPDATE note SET body = body || '+' WHERE id = ?1";
                    tx.execute(add, params![first])?;
                    if met.fetch_add(1, Ordering::SeqCst) == 0 {
                        barrier.wait();
                    }
                    tx.execute(add, params![second]).map(|_| ())
                })
            })
        })
        .into_iter()
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Ok(()));
    }
    // On a busy machine the two may meet once more.
    assert!(runs.load(Ordering::SeqCst) >= 3, "one of the two ran again");
    let bodies: i64 = store
        .read(|tx| tx.query_one("SELECT count(*) FROM note WHERE body = 'isi++'", &[])?.get(0))
        .map_err(|error: StoreError| error)
        .unwrap();
    assert_eq!(bodies, 2, "each act counted once");
}

#[test]
fn postgres_serialisation_failures_are_run_again_and_no_other_failure() {
    let Some(place) = Place::postgres() else { return };
    let store = place.store();
    let attempts = |code: &'static str, fail_times: u32| {
        let runs = Arc::new(AtomicU32::new(0));
        let counted = runs.clone();
        let result = write(&store, move |tx| {
            if counted.fetch_add(1, Ordering::SeqCst) < fail_times {
                tx.execute(
                    &format!("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{code}'; END $$"),
                    &[],
                )?;
            }
            Ok(())
        });
        (runs.load(Ordering::SeqCst), result)
    };
    assert_eq!(attempts("40001", 2), (3, Ok(())));
    assert_eq!(attempts("40P01", 1), (2, Ok(())));
    assert_eq!(attempts("40001", 99), (10, Err(StoreError::Retries { attempts: 10 })));
    let (runs, result) = attempts("23505", 1);
    assert_eq!(runs, 1);
    assert!(matches!(result, Err(StoreError::Unique { .. })), "{result:?}");
    assert_eq!(attempts("55P03", 1).0, 1);
}

#[test]
fn postgres_connections_that_died_are_replaced() {
    let Some(place) = Place::postgres() else { return };
    let store = place.store();
    let killed =
        write(&store, |tx| tx.query("SELECT pg_terminate_backend(pg_backend_pid())", &[]).map(|_| ()));
    assert!(matches!(killed, Err(StoreError::Connect(_))), "{killed:?}");
    assert_eq!(write(&store, |tx| store::counter::next(tx, "x")), Ok(1));
    // One that dies while it is idle.
    let pid = write(&store, |tx| tx.query_one("SELECT pg_backend_pid()", &[])?.get::<i64>(0)).unwrap();
    store
        .read(|tx| tx.query("SELECT pg_terminate_backend(CAST(?1 AS INTEGER))", params![pid]))
        .map_err(|error: StoreError| error)
        .unwrap();
    thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(write(&store, |tx| store::counter::next(tx, "x")), Ok(2));
}
