//! Files that cannot be used are refused with a sentence that says why.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use store::{DatabaseUrl, Store, StoreError, StoreOptions};

use crate::{Place, insert_note, note_table, write};

fn open(path: &Path) -> Result<(), StoreError> {
    Store::open(&DatabaseUrl::sqlite(path), StoreOptions::default()).map(|_| ())
}

/// A closed database with some pages.
fn filled(place: &Place) -> PathBuf {
    let store = place.store();
    note_table(&store);
    write(&store, |tx| (0..5000).try_for_each(|number| insert_note(tx, number))).unwrap();
    drop(store);
    PathBuf::from(place.url.strip_prefix("sqlite:").unwrap())
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let refused = open(&folder.path().join("missing/region.db"));
    assert!(matches!(refused, Err(StoreError::Unwritable { .. })), "{refused:?}");
    fs::write(folder.path().join("file"), "x").unwrap();
    let refused = open(&folder.path().join("file/region.db"));
    assert!(matches!(refused, Err(StoreError::Unwritable { .. })), "{refused:?}");
}

#[test]
fn a_folder_that_cannot_be_written() {
    // /proc refuses new files to everybody, also to root, whom permissions do not stop.
    let refused = open(Path::new("/proc/region.db"));
    assert!(matches!(refused, Err(StoreError::Unwritable { .. })), "{refused:?}");
    let folder = tempfile::tempdir().unwrap();
    let mut permissions = fs::metadata(folder.path()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path(), permissions).unwrap();
    if fs::write(folder.path().join("probe"), "x").is_err() {
        let refused = open(&folder.path().join("region.db"));
        assert!(matches!(refused, Err(StoreError::Unwritable { .. })), "{refused:?}");
    }
}

#[test]
fn a_folder_in_the_place_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        open(folder.path()),
        Err(StoreError::Unwritable { .. } | StoreError::NotADatabase { .. })
    ));
}

#[test]
fn a_file_that_is_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("region.db");
    for content in ["short", &"Ini bukan basis data. ".repeat(500)] {
        fs::write(&path, content).unwrap();
        let refused = open(&path);
        assert_eq!(refused, Err(StoreError::NotADatabase { path: path.display().to_string() }));
        assert_eq!(fs::read_to_string(&path).unwrap(), content, "and is left as it was");
    }
}

#[test]
fn an_empty_file_becomes_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("region.db");
    fs::write(&path, "").unwrap();
    assert_eq!(open(&path), Ok(()));
}

#[test]
fn a_file_cut_short() {
    let place = Place::sqlite();
    let path = filled(&place);
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(file.metadata().unwrap().len() / 2).unwrap();
    assert!(matches!(open(&path), Err(StoreError::Damaged { .. })));
}

#[test]
fn pages_overwritten_at_the_start() {
    let place = Place::sqlite();
    let path = filled(&place);
    let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(100)).unwrap();
    file.write_all(&[0xff; 3996]).unwrap();
    assert!(matches!(open(&path), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_page_of_rows_overwritten_is_found_by_the_search_and_by_the_reader() {
    let place = Place::sqlite();
    let path = filled(&place);
    let store = place.open();
    assert_eq!(store.find_damage().unwrap(), Vec::<String>::new());
    drop(store);
    // A page that holds rows and no index: full of their text.
    let content = fs::read(&path).unwrap();
    let is_rows = |page: &[u8]| page.windows(3).filter(|part| part == b"isi").count() > 50;
    let page = content.chunks(4096).rposition(is_rows).unwrap();
    let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(page as u64 * 4096)).unwrap();
    file.write_all(&[0xff; 4096]).unwrap();
    drop(file);
    let store = place.open();
    assert!(!store.find_damage().unwrap_or_else(|error| vec![error.to_string()]).is_empty());
    let read = store.read(|tx| tx.query("SELECT id, body FROM note", &[]).map(|rows| rows.len()));
    assert!(matches!(read, Err(StoreError::Damaged { .. })), "{read:?}");
}
