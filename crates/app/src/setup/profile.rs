//! Applies a profile: stores its checked definitions under their hashes, seeds settings that are not there yet.

use crate::error::AppError;
use crate::office::{CALENDAR, OFFICIALS};
use domain::official::Officials;
use jiff::Timestamp;
use profile::Profile;
use store::Store;

/// Stores and activates the definitions; calendar and officials are seeded once and are settings afterwards. Running files
/// keep the definition they started with.
///
/// # Errors
/// Database.
pub fn apply_profile(store: &Store, profile: &Profile, now: Timestamp) -> Result<(), AppError> {
    let mut bodies = Vec::new();
    for (id, hashed) in &profile.services {
        bodies.push((id.0.clone(), *hashed.hash.as_bytes(), json(&hashed.definition)?));
    }
    let calendar = json(&profile.calendar.to_specs())?;
    let officials = Officials { positions: profile.positions.clone(), ..Officials::default() };
    let officials = json(&officials)?;
    let store = store.clone();
    store.write(move |tx| {
        for (service, hash, body) in &bodies {
            store::office::put_definition(tx, *hash, service, body, "approved", now)?;
            store::office::activate_definition(tx, service, *hash)?;
        }
        for (key, body) in [(CALENDAR, &calendar), (OFFICIALS, &officials)] {
            if store::office::get(tx, key)?.is_none() {
                store::office::set(tx, key, body, now)?;
            }
        }
        Ok(())
    })
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|e| AppError::Failed(e.to_string()))
}
