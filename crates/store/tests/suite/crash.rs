//! Nothing acknowledged is lost under `kill -9`.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;

use ledger::CanonicalLeaf;
use serde_json::json;
use store::StoreError;
use store::ledger_log::{NewLeaf, append_leaf, head, waiting};

use crate::{both_engines, id, insert_note, note_table, now, write};

/// Set for the child process: the database to write to.
const CHILD: &str = "STORE_SUITE_CHILD_URL";
/// Set for the child process: the first number it writes.
const FIRST: &str = "STORE_SUITE_CHILD_FIRST";

/// The child: writes until it is killed and says what was acknowledged. Without the variable it does nothing.
#[test]
#[ignore = "started by the tests below as a process that is killed"]
fn child_writes_until_killed() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let options = store::StoreOptions {
        sequencer: std::sync::Arc::new(store::ledger_log::LedgerSequencer),
        ..store::StoreOptions::default()
    };
    let store = store::Store::open(&url.parse().unwrap(), options).unwrap();
    let next = AtomicI64::new(std::env::var(FIRST).unwrap().parse().unwrap());
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    write(&store, move |tx| {
                        insert_note(tx, number)?;
                        let body = CanonicalLeaf::new(json!({"note": number})).unwrap();
                        append_leaf(
                            tx,
                            NewLeaf {
                                id: id(number as u64),
                                object_kind: "note",
                                object_id: id(number as u64),
                                object_version: 1,
                                body: &body,
                                recorded_at: now(),
                            },
                        )
                    })
                    .unwrap();
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "acknowledged {number}").unwrap();
                    out.flush().unwrap();
                }
            });
        }
    });
}

both_engines! {
    fn what_was_acknowledged_is_there_after_kill_9(place: &Place) {
        let store = place.store();
        note_table(&store);
        drop(store);
        let mut acknowledged = Vec::new();
        for round in 1..=3 {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "crash::child_writes_until_killed", "--ignored", "--nocapture", "--test-threads=1"])
                .env(CHILD, &place.url)
                .env(FIRST, (round * 1_000_000).to_string())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let mut heard = 0;
            for line in lines.map_while(Result::ok) {
                if let Some((_, number)) = line.split_once("acknowledged ") {
                    acknowledged.push(number.trim().parse::<i64>().unwrap());
                    heard += 1;
                    if heard == 200 {
                        child.kill().unwrap();
                    }
                }
            }
            child.wait().unwrap();
            assert!(heard >= 200, "round {round}: only {heard} acknowledged");

            let store = place.store();
            store.sequence().unwrap();
            let stored: Vec<i64> = store
                .read(|tx| tx.query("SELECT id FROM note ORDER BY id", &[])?.iter().map(|row| row.get(0)).collect())
                .map_err(|error: StoreError| error)
                .unwrap();
            for number in &acknowledged {
                assert!(stored.binary_search(number).is_ok(), "{number} was acknowledged and is lost");
            }
            // Row and leaf came together or not at all, and the log counts them all.
            assert_eq!(store.read(head).unwrap().frontier.size(), stored.len() as u64);
            assert_eq!(store.read(waiting).unwrap().count, 0);
            assert_eq!(store.find_damage().unwrap(), Vec::<String>::new());
        }
    }
}
