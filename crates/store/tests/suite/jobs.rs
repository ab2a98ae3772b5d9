//! Jobs are done once, and requests answered once.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::thread;

use jiff::{SignedDuration, Timestamp};
use store::idempotency::{Claim, Key};
use store::job::{self, NewJob};
use store::{StoreError, WriteTx, idempotency};

use crate::{both_engines, id, now, write};

fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn add(
    tx: &WriteTx<'_>,
    number: u64,
    priority: i64,
    run_at: Timestamp,
    dedup: Option<&str>,
) -> Result<bool, StoreError> {
    let new =
        NewJob { id: id(number), kind: "render", payload: "{}", run_at, priority, dedup, created_at: now() };
    job::enqueue(tx, new)
}

fn ids(jobs: &[job::Job]) -> Vec<[u8; 16]> {
    jobs.iter().map(|job| job.id).collect()
}

both_engines! {
    fn urgent_jobs_go_first_then_the_oldest(store: Store) {
        let claimed = write(&store, |tx| {
            add(tx, 1, 0, after(-5), None)?;
            add(tx, 2, 0, after(-9), None)?;
            add(tx, 3, 7, after(-1), None)?;
            add(tx, 4, 9, after(60), None)?;
            assert_eq!(job::next_due(tx)?, Some(after(-9)));
            Ok((job::claim(tx, now(), after(30), 2)?, job::claim(tx, now(), after(30), 9)?))
        }).unwrap();
        assert_eq!(ids(&claimed.0), [id(3), id(2)]);
        assert_eq!(ids(&claimed.1), [id(1)], "the fourth is not due");
        assert_eq!(store.read(job::next_due).unwrap(), Some(after(30)));
    }

    fn a_lost_lease_cannot_close_the_job_of_its_successor(store: Store) {
        write(&store, |tx| {
            add(tx, 1, 0, now(), None)?;
            let first = job::claim(tx, now(), after(30), 1)?.remove(0);
            assert!(job::claim(tx, after(30), after(60), 1)?.is_empty(), "the lease holds");
            let second = job::claim(tx, after(31), after(61), 1)?.remove(0);
            assert_eq!((first.attempts, second.attempts), (1, 2));
            assert!(!job::complete(tx, id(1), first.attempts)?);
            assert!(!job::retry(tx, id(1), first.attempts, now(), "x")?);
            assert!(!job::fail(tx, id(1), first.attempts, "x")?);
            assert!(job::complete(tx, id(1), second.attempts)?);
            assert!(!job::complete(tx, id(1), second.attempts)?, "once");
            assert!(job::claim(tx, after(999), after(1000), 1)?.is_empty());
            Ok(())
        }).unwrap();
    }

    fn a_job_is_tried_again_and_given_up(store: Store) {
        write(&store, |tx| {
            add(tx, 1, 0, now(), Some("only"))?;
            let first = job::claim(tx, now(), after(30), 1)?.remove(0);
            assert!(job::retry(tx, id(1), first.attempts, after(10), "gateway tidak menjawab")?);
            assert!(job::claim(tx, after(9), after(30), 1)?.is_empty());
            let second = job::claim(tx, after(10), after(30), 1)?.remove(0);
            assert_eq!(second.last_error.as_deref(), Some("gateway tidak menjawab"));
            assert!(!add(tx, 2, 0, now(), Some("only"))?, "still open");
            assert!(job::fail(tx, id(1), second.attempts, "menyerah")?);
            assert!(add(tx, 2, 0, now(), Some("only"))?, "closed, so the name is free");
            assert!(add(tx, 3, 0, now(), None)? && add(tx, 4, 0, now(), None)?, "no name, no limit");
            Ok(())
        }).unwrap();
    }

    fn eight_workers_do_each_job_once(store: Store) {
        write(&store, |tx| (0..200).try_for_each(|n| add(tx, n, (n % 3) as i64, now(), None).map(|_| ()))).unwrap();
        let done = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| loop {
                    let jobs = write(&store, |tx| job::claim(tx, now(), after(30), 7)).unwrap();
                    if jobs.is_empty() {
                        break;
                    }
                    done.lock().unwrap().extend(ids(&jobs));
                    for job in jobs {
                        assert!(write(&store, move |tx| job::complete(tx, job.id, job.attempts)).unwrap());
                    }
                });
            }
        });
        let done = done.into_inner().unwrap();
        assert_eq!(done.len(), 200);
        assert_eq!(done.iter().collect::<BTreeSet<_>>().len(), 200);
    }

    fn a_repeated_request_gets_the_stored_answer(store: Store) {
        fn key(actor: &'static str) -> Key<'static> {
            Key { actor, operation: "application.submit", key: "k1" }
        }
        write(&store, |tx| {
            assert_eq!(idempotency::claim(tx, key("siti"), [1; 32], now())?, Claim::New);
            idempotency::answer(tx, key("siti"), r#"{"number":"A-1"}"#)
        }).unwrap();
        write(&store, |tx| {
            let again = idempotency::claim(tx, key("siti"), [1; 32], after(99_999))?;
            assert_eq!(again, Claim::Answered(r#"{"number":"A-1"}"#.into()));
            assert_eq!(idempotency::claim(tx, key("siti"), [2; 32], now())?, Claim::OtherRequest);
            assert_eq!(idempotency::claim(tx, key("budi"), [2; 32], now())?, Claim::New);
            idempotency::answer(tx, key("budi"), "{}")?;
            assert_eq!(idempotency::answer(tx, key("siti"), "{}"), Err(StoreError::NoRow), "an answer is final");
            Ok(())
        }).unwrap();
    }

    fn sixteen_equal_requests_do_the_work_once(store: Store) {
        let key = Key { actor: "siti", operation: "pay", key: "k" };
        let answers = Mutex::new(BTreeSet::new());
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    let answer = write(&store, move |tx| match idempotency::claim(tx, key, [1; 32], now())? {
                        Claim::New => {
                            let answer = store::counter::next(tx, "payment")?.to_string();
                            idempotency::answer(tx, key, &answer)?;
                            Ok(answer)
                        }
                        Claim::Answered(answer) => Ok(answer),
                        Claim::OtherRequest => Err(StoreError::NoRow),
                    }).unwrap();
                    answers.lock().unwrap().insert(answer);
                });
            }
        });
        assert_eq!(answers.into_inner().unwrap(), BTreeSet::from(["1".to_owned()]));
        assert_eq!(store.read(|tx| store::counter::last(tx, "payment")), Ok(1));
    }
}
