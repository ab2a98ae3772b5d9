//! One suite, both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod crash;
mod damage;
mod facade;
mod group;
mod jobs;
mod ledger;
mod placeholders;
mod races;
mod schema;
mod statements;

use std::sync::Arc;

use store::ledger_log::LedgerSequencer;
use store::{DatabaseUrl, Store, StoreError, StoreOptions, WriteTx};

/// An empty place for one database.
pub struct Place {
    pub url: String,
    _folder: Option<tempfile::TempDir>,
    _schema: Option<testkit::postgres::Schema>,
}

impl Place {
    pub fn sqlite() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("region.db").display());
        Place { url, _folder: Some(folder), _schema: None }
    }

    pub fn postgres() -> Option<Place> {
        let schema = testkit::postgres::Cluster::shared()?.schema();
        Some(Place { url: schema.url().to_owned(), _folder: None, _schema: Some(schema) })
    }

    pub fn open_with(&self, options: StoreOptions) -> Result<Store, StoreError> {
        Store::open(&self.url.parse::<DatabaseUrl>()?, options)
    }

    pub fn open(&self) -> Store {
        self.open_with(StoreOptions { sequencer: Arc::new(LedgerSequencer), ..StoreOptions::default() })
            .unwrap()
    }

    /// Open and migrated.
    pub fn store(&self) -> Store {
        let store = self.open();
        store.migrate(now()).unwrap();
        store
    }
}

/// The moment at which tests happen: 2 March 2026, 08:00 WIB.
pub fn now() -> jiff::Timestamp {
    "2026-03-02T01:00:00Z".parse().unwrap()
}

/// An id made of a number.
pub fn id(number: u64) -> [u8; 16] {
    u128::from(number).to_be_bytes()
}

/// A write whose only failure is the store's.
pub fn write<T, F>(store: &Store, closure: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: Fn(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
{
    store.write(closure)
}

/// A table for tests of the façade.
pub fn note_table(store: &Store) {
    write(store, |tx| {
        tx.execute(
            "CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (body <> 'bad'))",
            &[],
        )?;
        Ok(())
    })
    .unwrap();
}

pub fn count_notes(store: &Store) -> i64 {
    store.read(|tx| tx.query_one("SELECT count(*) FROM note", &[])?.get(0)).unwrap()
}

pub fn insert_note(tx: &WriteTx<'_>, number: i64) -> Result<(), StoreError> {
    tx.execute("INSERT INTO note (id, body) VALUES (?1, ?2)", store::params![number, "isi"]).map(|_| ())
}

/// Runs each function as two tests, `NAME::sqlite` and `NAME::postgres`.
#[macro_export]
macro_rules! both_engines {
    ($(fn $name:ident($store:ident: Store) $body:block)+) => {
        $(mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn run($store: store::Store) $body

            #[test]
            fn sqlite() {
                let place = $crate::Place::sqlite();
                run(place.store());
            }

            #[test]
            fn postgres() {
                if let Some(place) = $crate::Place::postgres() {
                    run(place.store());
                }
            }
        })+
    };
    ($(fn $name:ident($place:ident: &Place) $body:block)+) => {
        $(mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn run($place: &$crate::Place) $body

            #[test]
            fn sqlite() {
                run(&$crate::Place::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(place) = $crate::Place::postgres() {
                    run(&place);
                }
            }
        })+
    };
}
