//! What a use case sees of either engine.

use store::{ReadTx, Row, StoreError, Value, params};

use crate::{both_engines, count_notes, id, insert_note, note_table, now, write};

/// Usable with both kinds of transaction.
fn bodies(tx: &ReadTx<'_>) -> Result<Vec<String>, StoreError> {
    tx.query("SELECT body FROM note ORDER BY body", &[])?.iter().map(|row: &Row| row.get(0)).collect()
}

both_engines! {
    fn every_kind_of_value_comes_back(store: Store) {
        let (blob, text) = if store.engine() == store::Engine::Sqlite { ("BLOB", "TEXT") } else { ("BYTEA", "TEXT") };
        let row = write(&store, move |tx| {
            tx.execute(&format!("CREATE TABLE kinds (n BIGINT, t {text}, b {blob})"), &[])?;
            for (n, t, b) in [
                (Value::Int(i64::MIN), Value::from("ĕ 'kutip' \"dua\" 🌾"), Value::Blob(vec![0, 255, 10])),
                (Value::Int(i64::MAX), Value::from(""), Value::Blob(Vec::new())),
                (Value::Null, Value::Null, Value::Null),
            ] {
                tx.execute("INSERT INTO kinds (n, t, b) VALUES (?1, ?2, ?3)", &[n.clone(), t.clone(), b.clone()])?;
                let found = tx.query_one(
                    "SELECT n, t, b FROM kinds WHERE (n = ?1 OR n IS NULL) AND (t = ?2 OR t IS NULL) \
                     AND (b = ?3 OR b IS NULL) ORDER BY n DESC LIMIT 1",
                    &[n.clone(), t.clone(), b.clone()],
                )?;
                if n != Value::Null {
                    assert!(found.values() == [n, t, b]);
                }
            }
            tx.query_one("SELECT n, t, b FROM kinds WHERE n IS NULL", &[])
        }).unwrap();
        assert_eq!(row.get::<Option<i64>>(0).unwrap(), None);
        assert_eq!(row.get::<Option<String>>(1).unwrap(), None);
        assert_eq!(row.get::<Option<Vec<u8>>>(2).unwrap(), None);
        assert!(matches!(row.get::<i64>(0), Err(StoreError::Type { column: 0, .. })));
        assert!(matches!(row.get::<i64>(3), Err(StoreError::Type { found: "nothing", .. })));
    }

    fn rust_types_go_in_and_out(store: Store) {
        write(&store, |tx| {
            store::counter::next(tx, "x")?;
            let row = tx.query_one("SELECT value, name FROM counter WHERE value = ?1", params![true])?;
            assert!(row.get::<bool>(0)?);
            assert_eq!(row.get::<u8>(0)?, 1);
            assert!(matches!(row.get::<String>(0), Err(StoreError::Type { .. })));
            tx.execute("UPDATE counter SET value = ?1", params![now()])?;
            let row = tx.query_one("SELECT value FROM counter", &[])?;
            assert_eq!(row.get::<jiff::Timestamp>(0)?, now());
            assert!(matches!(row.get::<bool>(0), Err(StoreError::Type { .. })), "a time is no flag");
            assert!(matches!(row.get::<u32>(0), Err(StoreError::Type { .. })), "does not fit");
            Ok(())
        }).unwrap();
    }

    fn query_one_wants_exactly_one(store: Store) {
        note_table(&store);
        write(&store, |tx| {
            assert_eq!(tx.query_one("SELECT id FROM note", &[]), Err(StoreError::NoRow));
            assert_eq!(tx.query_opt("SELECT id FROM note", &[]), Ok(None));
            insert_note(tx, 1)?;
            insert_note(tx, 2)?;
            assert_eq!(tx.query_one("SELECT id FROM note", &[]), Err(StoreError::SeveralRows));
            assert_eq!(tx.execute("UPDATE note SET body = 'lain'", &[])?, 2);
            Ok(())
        }).unwrap();
    }

    fn a_function_for_reading_serves_both(store: Store) {
        note_table(&store);
        let inside = write(&store, |tx| { insert_note(tx, 1)?; bodies(tx) }).unwrap();
        let outside = store.read(bodies).unwrap();
        assert_eq!(inside, outside);
        assert_eq!(outside, ["isi"]);
    }

    fn a_snapshot_cannot_write(store: Store) {
        note_table(&store);
        let refused = store.read(|tx| tx.query("INSERT INTO note (id, body) VALUES (1, 'x') RETURNING id", &[]));
        assert!(refused.is_err());
        assert_eq!(count_notes(&store), 0);
    }

    fn what_fails_is_rolled_back_whole(store: Store) {
        note_table(&store);
        let refused: Result<(), StoreError> = write(&store, |tx| {
            insert_note(tx, 1)?;
            Err(StoreError::NoRow)
        });
        assert_eq!(refused, Err(StoreError::NoRow));
        assert_eq!(count_notes(&store), 0);
    }

    fn broken_rules_have_names(store: Store) {
        note_table(&store);
        let twice = write(&store, |tx| { insert_note(tx, 1)?; insert_note(tx, 1) });
        assert_eq!(twice, Err(StoreError::Unique { table: "note".into(), columns: "id".into() }));
        let bad = write(&store, |tx| tx.execute("INSERT INTO note (id, body) VALUES (1, 'bad')", &[]));
        assert!(matches!(bad, Err(StoreError::Constraint(_))), "{bad:?}");
        let null = write(&store, |tx| tx.execute("INSERT INTO note (id) VALUES (1)", &[]));
        assert!(matches!(null, Err(StoreError::Constraint(_))), "{null:?}");
        let several = write(&store, |tx| {
            let key = store::idempotency::Key { actor: "a", operation: "o", key: "k" };
            store::idempotency::claim(tx, key, [0; 32], now())?;
            tx.execute(
                "INSERT INTO idempotency (key, actor, operation, body_digest, response, created_at) \
                 VALUES ('k', 'a', 'o', ?1, '', 1)", params![[1u8; 32]])
        });
        let columns = "actor, operation, key".to_owned();
        assert_eq!(several, Err(StoreError::Unique { table: "idempotency".into(), columns }));
    }

    fn a_hidden_failure_fails_the_transaction(store: Store) {
        note_table(&store);
        let hidden = write(&store, |tx| {
            insert_note(tx, 1)?;
            let _ = insert_note(tx, 1);
            assert!(matches!(insert_note(tx, 2), Err(StoreError::Aborted(_))));
            Ok(())
        });
        assert!(matches!(hidden, Err(StoreError::Aborted(_))), "{hidden:?}");
        assert_eq!(count_notes(&store), 0);
        write(&store, |tx| insert_note(tx, 1)).unwrap();
    }

    fn a_wrong_statement_says_why_and_holds_no_values(store: Store) {
        note_table(&store);
        let wrong = write(&store, |tx| tx.execute("INSERT INTO note (idx) VALUES (?1)", params!["3578010101900001"]));
        let Err(StoreError::Statement { sql, detail }) = wrong else { panic!("{wrong:?}") };
        assert!(sql.contains("idx") && detail.contains("idx"));
        let text = format!("{:?}", params!["3578010101900001"]);
        assert!(!text.contains("3578"), "parameters never show in debug output");
        let few = write(&store, |tx| tx.execute("INSERT INTO note (id, body) VALUES (?1, ?2)", params![1i64]));
        assert!(matches!(few, Err(StoreError::Statement { .. })), "{few:?}");
        let kind = write(&store, |tx| tx.execute("UPDATE counter SET value = ?1", params![vec![1u8]]));
        assert_eq!(kind, kind.clone());
        let nul = write(&store, |tx| tx.execute("INSERT INTO note (id, body) VALUES (1, ?1)", params!["a\0b"]));
        assert!(matches!(nul, Err(StoreError::Statement { .. })), "{nul:?}");
    }

    fn floats_are_refused(store: Store) {
        let float = store.read(|tx| tx.query("SELECT CAST(1 AS DOUBLE PRECISION) / 3", &[]));
        assert!(float.is_err());
    }

    fn transactions_do_not_nest(store: Store) {
        let inner = store.clone();
        let nested: Result<(), StoreError> = write(&store, move |_| {
            assert!(store::in_write());
            assert_eq!(write(&inner, |_| Ok(())), Err(StoreError::Nested));
            inner.read(|_| Ok(()))
        });
        assert_eq!(nested, Err(StoreError::Nested));
        assert!(!store::in_write());
        let (reader, other) = (store.clone(), store.clone());
        let nested: Result<(), StoreError> = reader.read(|_| other.read(|_| Ok(())));
        assert_eq!(nested, Err(StoreError::Nested));
        // and the thread is usable afterwards
        assert_eq!(store.read(|_| Ok::<_, StoreError>(1)), Ok(1));
    }

    fn a_panic_is_an_error_and_leaves_nothing(store: Store) {
        note_table(&store);
        let panicked: Result<(), StoreError> = write(&store, |tx| {
            insert_note(tx, 1)?;
            panic!("tidak boleh");
        });
        assert_eq!(panicked, Err(StoreError::Panicked("tidak boleh".into())));
        assert!(!store::in_write());
        assert_eq!(count_notes(&store), 0);
        write(&store, |tx| insert_note(tx, 1)).unwrap();
        assert_eq!(count_notes(&store), 1);
    }

    fn a_panic_while_reading_frees_the_connection(store: Store) {
        for _ in 0..20 {
            let reader = store.clone();
            let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                let _: Result<(), StoreError> = reader.read(|_| panic!("baca"));
            }));
            assert!(panicked.is_err());
        }
        assert_eq!(store.read(|tx| tx.query_one("SELECT count(*) FROM job", &[])?.get::<i64>(0)), Ok(0));
    }

    fn text_is_ordered_by_code_point(store: Store) {
        let names = write(&store, |tx| {
            for name in ["b", "B", "a", "é", "Z", "_"] {
                store::counter::next(tx, name)?;
            }
            tx.query("SELECT name FROM counter ORDER BY name", &[])?
                .iter().map(|row| row.get::<String>(0)).collect::<Result<Vec<_>, _>>()
        }).unwrap();
        assert_eq!(names, ["B", "Z", "_", "a", "b", "é"]);
    }

    fn the_last_handle_may_fall_inside_a_write(store: Store) {
        let inner = std::sync::Mutex::new(Some(store.clone()));
        write(&store, move |_| { drop(inner.lock().unwrap().take()); Ok(()) }).unwrap();
        drop(store);
        assert_eq!(id(1)[15], 1);
    }
}

#[test]
fn addresses_are_read() {
    use store::{DatabaseUrl, Engine};
    assert_eq!("sqlite:/a/b.db".parse::<DatabaseUrl>().unwrap().engine(), Engine::Sqlite);
    let url: DatabaseUrl = "postgres://u:rahasia@h/d?schema=batang&connect_timeout=3".parse().unwrap();
    assert_eq!(url.engine(), Engine::Postgres);
    assert!(!format!("{url:?}").contains("rahasia"));
    for wrong in [
        "",
        "sqlite:",
        "sqlite::memory:",
        "mysql://x",
        "postgres://h/d?schema=a%22b",
        "postgres://h/d?schema=",
    ] {
        assert!(matches!(wrong.parse::<DatabaseUrl>(), Err(StoreError::Address(_))), "{wrong}");
    }
}

#[test]
fn a_server_that_is_not_there_is_named_so() {
    let url = "postgres://u@/d?host=/nonexistent&schema=x".parse().unwrap();
    let refused = store::Store::open(&url, store::StoreOptions::default());
    assert!(matches!(refused, Err(StoreError::Connect(_))), "{refused:?}");
}
