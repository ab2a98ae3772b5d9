//! Applies a profile: stores its checked definitions under their hashes, seeds settings that are not there yet.

use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::office::{CALENDAR, OFFICIALS};
use crate::{Dice, Region};
use domain::official::Officials;
use domain::party::Actor;
use jiff::Timestamp;
use profile::Profile;
use store::Store;

/// Follows the service's id where definitions of its certified copies are kept.
const COPIES: &str = ":salinan";

/// Stores and activates the definitions; calendar and officials are seeded once and are settings afterwards. Running files
/// keep the definition they started with.
///
/// Answers the definitions that are new, by service; [`record_applied`] writes them into the ledger once the region is open.
///
/// # Errors
/// Database.
pub fn apply_profile(
    store: &Store,
    profile: &Profile,
    now: Timestamp,
) -> Result<Vec<(String, [u8; 32])>, AppError> {
    let mut bodies = Vec::new();
    for (id, hashed) in &profile.services {
        bodies.push((id.0.clone(), *hashed.hash.as_bytes(), json(&hashed.definition)?));
    }
    // Copies of a service's permits have a definition of their own beside the service's.
    for (id, hashed) in &profile.copies {
        let name = format!("{}{COPIES}", id.0);
        bodies.push((name, *hashed.hash.as_bytes(), json(&hashed.definition)?));
    }
    let calendar = json(&profile.calendar.to_specs())?;
    let officials = Officials { positions: profile.positions.clone(), ..Officials::default() };
    let officials = json(&officials)?;
    let store = store.clone();
    store.write(move |tx| {
        let mut fresh = Vec::new();
        for (service, hash, body) in &bodies {
            if store::office::put_definition(tx, *hash, service, body, "approved", now)? {
                fresh.push((service.clone(), *hash));
            }
            store::office::activate_definition(tx, service, *hash)?;
        }
        for (key, body) in [(CALENDAR, &calendar), (OFFICIALS, &officials)] {
            if store::office::get(tx, key)?.is_none() {
                store::office::set(tx, key, body, now)?;
            }
        }
        Ok(fresh)
    })
}

/// Records which definitions came into force: an act in the ledger each, with the definition's hash.
///
/// # Errors
/// Database.
pub fn record_applied(region: &Region, applied: &[(String, [u8; 32])]) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    let applied = &applied.to_vec();
    if applied.is_empty() {
        return Ok(());
    }
    written!(region, [region, applied], |tx| {
        let mut dice = Dice::new(seed, now);
        let system = Actor::system();
        for (service, hash) in applied {
            let fields = [service.clone()];
            record_act(
                tx,
                &mut dice,
                region,
                &system,
                &Subject::office(0),
                "apply_definition",
                Some(*hash),
                &fields,
            )?;
        }
        Ok::<_, AppError>(())
    })
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|e| AppError::Failed(e.to_string()))
}
