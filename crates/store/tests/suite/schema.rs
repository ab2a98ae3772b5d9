//! Migrations, and the equality of what they make.

use store::{Engine, MIGRATIONS, Migration, Store, StoreError};

use crate::{Place, both_engines, now};

fn index_names(store: &Store) -> Vec<String> {
    let sql = store::Dialect {
        sqlite: "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
        postgres: "SELECT CAST(i.indexname AS TEXT) FROM pg_indexes AS i WHERE i.schemaname = current_schema() \
                   AND NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conname = i.indexname \
                   AND c.connamespace = CAST(current_schema() AS regnamespace))",
    };
    let rows = store.read(|tx| tx.query(sql, &[])).unwrap();
    let mut names: Vec<String> = rows.iter().map(|row| row.get(0).unwrap()).collect();
    names.sort();
    names
}

both_engines! {
    fn migrations_run_once(place: &Place) {
        let store = place.open();
        let first = store.migrate(now()).unwrap();
        assert_eq!(first, MIGRATIONS.iter().map(|migration| migration.name).collect::<Vec<_>>());
        assert_eq!(store.migrate(now()).unwrap(), Vec::<String>::new());
        drop(store);
        assert_eq!(place.open().migrate(now()).unwrap(), Vec::<String>::new());
    }

    fn an_edited_migration_is_refused_by_name(place: &Place) {
        let store = place.store();
        let mut edited = MIGRATIONS.to_vec();
        edited[0].text = "CREATE TABLE other (a {int}) {strict};";
        let refused = store.migrate_with(&edited, now());
        assert_eq!(refused, Err(StoreError::MigrationEdited { name: MIGRATIONS[0].name.into() }));
    }

    fn a_newer_database_is_not_opened(place: &Place) {
        let mut newer = MIGRATIONS.to_vec();
        newer.push(Migration { name: "9999_future", text: "CREATE TABLE future (a {int}) {strict};" });
        let store = place.open();
        store.migrate_with(&newer, now()).unwrap();
        let name = "9999_future".to_owned();
        assert_eq!(store.migrate(now()), Err(StoreError::NewerSchema { name: name.clone() }));
        drop(store);
        let refused = place.open_with(store::StoreOptions::default()).map(|_| ());
        assert_eq!(refused, Err(StoreError::NewerSchema { name }));
    }

    fn a_migration_that_comes_late_is_refused(place: &Place) {
        let store = place.store();
        let mut late = MIGRATIONS.to_vec();
        late.push(Migration { name: "0000_before", text: "CREATE TABLE late (a {int}) {strict};" });
        assert!(matches!(store.migrate_with(&late, now()), Err(StoreError::MigrationOutOfOrder { .. })));
    }

    fn a_failed_upgrade_leaves_the_old_schema(place: &Place) {
        let store = place.store();
        let before = store.schema().unwrap();
        let mut broken = MIGRATIONS.to_vec();
        broken.push(Migration { name: "9998_good", text: "CREATE TABLE good (a {int}) {strict};" });
        broken.push(Migration { name: "9999_bad", text: "CREATE TABLE half (a {int}) {strict}; CREATE TABL x;" });
        assert!(matches!(store.migrate_with(&broken, now()), Err(StoreError::Statement { .. })));
        assert_eq!(store.schema().unwrap(), before);
        assert_eq!(store.migrate(now()).unwrap(), Vec::<String>::new());
    }

    fn eight_processes_may_migrate_at_once(place: &Place) {
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| place.store());
            }
        });
        assert!(place.open().schema().unwrap().iter().any(|column| column.table == "ledger_leaf"));
    }

    fn columns_are_of_the_type_map(place: &Place) {
        for column in place.store().schema().unwrap() {
            assert!(["int", "text", "blob"].contains(&column.kind.as_str()), "{column:?}");
        }
    }
}

#[test]
fn both_engines_have_equal_schemas() {
    let sqlite = Place::sqlite();
    let Some(postgres) = Place::postgres() else { return };
    let (sqlite, postgres) = (sqlite.store(), postgres.store());
    let columns = sqlite.schema().unwrap();
    assert_eq!(columns, postgres.schema().unwrap());
    assert!(columns.len() > 40);
    let indexes = index_names(&sqlite);
    assert_eq!(indexes, index_names(&postgres));
    assert!(indexes.contains(&"ledger_leaf_pending".to_owned()));
}

#[test]
fn every_table_of_sqlite_is_strict() {
    let place = Place::sqlite();
    let loose = place
        .store()
        .read(|tx| {
            tx.query("SELECT name FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite%'", &[])
        })
        .map_err(|error: StoreError| error)
        .unwrap();
    assert!(loose.is_empty(), "{} tables", loose.len());
}

#[test]
fn no_word_in_braces_is_left_over_and_names_ascend() {
    for migration in MIGRATIONS {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let text = migration.for_engine(engine);
            assert!(!text.contains('{') && !text.contains('}'), "{}", migration.name);
        }
    }
    assert!(MIGRATIONS.windows(2).all(|pair| pair[0].name < pair[1].name));
}

#[test]
fn every_migration_file_is_embedded_and_every_table_has_a_comment() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap().trim_end_matches(".sql").to_owned())
        .collect();
    files.sort();
    assert_eq!(files, MIGRATIONS.iter().map(|migration| migration.name).collect::<Vec<_>>());
    for migration in MIGRATIONS {
        let lines: Vec<&str> = migration.text.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[1].starts_with("CREATE TABLE")) {
            assert!(pair[0].starts_with("-- "), "{}: {}", migration.name, pair[1]);
        }
    }
}
