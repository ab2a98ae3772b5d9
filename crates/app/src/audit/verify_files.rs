//! Reads every stored file again: its bytes must have the digest of its row, and the row the digest that the proven states name.

use super::verify::{Finding, VerifyReport};
use crate::crypt::sha256;
use crate::error::AppError;
use gateway::files::ObjectStore;
use serde_json::Value;
use std::collections::BTreeMap;
use store::Store;

const PAGE: u32 = 500;

/// Adds what does not agree to a report; [`super::verify()`] proves the states that the digests come from.
///
/// # Errors
/// Only when the database or the medium cannot be read at all.
pub fn verify_files(
    store: &Store,
    files: &dyn ObjectStore,
    report: &mut VerifyReport,
) -> Result<(), AppError> {
    let mut named = BTreeMap::new();
    for (_, state, _) in store.read(store::application::all_rows)? {
        let state: Value = serde_json::from_str(&state).unwrap_or_default();
        // What a discarded draft showed may have been taken out of the folder since.
        if state["registration"].is_null() && !state["closed_at"].is_null() {
            continue;
        }
        note_files(&state, &mut named);
    }
    let mut after = [0; 16];
    loop {
        let page = store.read(|tx| store::file::page(tx, after, PAGE))?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for row in page {
            report.files += 1;
            let file = domain::value::Id::<domain::party::StoredFile>::from_bytes(row.id).to_string();
            let said = named.remove(&file);
            let found = match files.get(&row.object)? {
                None => Some(Finding::FileMissing { file }),
                Some(bytes) if sha256(&bytes) != row.digest => Some(Finding::FileDiffers { file }),
                Some(_) if said.is_some_and(|said| said != hex::encode(row.digest)) => {
                    Some(Finding::FileDiffers { file })
                }
                Some(_) => None,
            };
            report.findings.extend(found);
        }
    }
    report.findings.extend(named.into_keys().map(|file| Finding::FileMissing { file }));
    Ok(())
}

/// Every file that a state names with its digest, wherever it stands in it.
fn note_files(value: &Value, named: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            if let (Some(file), Some(digest)) =
                (map.get("file").and_then(Value::as_str), map.get("digest").and_then(Value::as_str))
            {
                named.insert(file.to_owned(), digest.to_owned());
            }
            map.values().for_each(|inner| note_files(inner, named));
        }
        Value::Array(list) => list.iter().for_each(|inner| note_files(inner, named)),
        _ => {}
    }
}
