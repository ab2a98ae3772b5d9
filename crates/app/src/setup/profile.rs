//! Applies a profile: stores its checked definitions under their hashes, seeds settings that are not there yet. A definition
//! comes into force when its standard is approved (MJK18-19).

use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::office::{CALENDAR, OFFICIALS};
use crate::standard::{copies_of, standard_digest};
use crate::{Dice, Region};
use domain::definition::ServiceDefinition;
use domain::official::Officials;
use domain::party::Actor;
use jiff::Timestamp;
use profile::Profile;
use store::{ReadTx, Store};

/// A service of the profile, ready to be kept.
struct Offered {
    /// Service.
    service: String,
    /// Digest of its standard.
    standard: [u8; 32],
    /// Name, hash and text of its definitions.
    bodies: Vec<(String, [u8; 32], String)>,
}

/// Stores the definitions; those with an approved standard, or with the standard that is in force, are the ones that new
/// applications take, the others wait. Calendar and officials are seeded once and are settings afterwards. Running files keep
/// the definition they started with.
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
    let mut offered = Vec::new();
    for (id, hashed) in &profile.services {
        let mut bodies = vec![(id.0.clone(), *hashed.hash.as_bytes(), json(&hashed.definition)?)];
        // Copies of a service's permits have a definition of their own beside the service's.
        let copies = profile.copies.get(id);
        if let Some(copies) = copies {
            bodies.push((copies_of(&id.0), *copies.hash.as_bytes(), json(&copies.definition)?));
        }
        let standard = standard_digest(&hashed.definition, copies.map(|c| &c.definition))?;
        offered.push(Offered { service: id.0.clone(), standard: *standard.as_bytes(), bodies });
    }
    let calendar = json(&profile.calendar.to_specs())?;
    let officials = Officials { positions: profile.positions.clone(), ..Officials::default() };
    let officials = json(&officials)?;
    let store = store.clone();
    store.write(move |tx| {
        let mut fresh = Vec::new();
        for Offered { service, standard, bodies } in &offered {
            let holds = store::standard::is_approved(tx, service, *standard)?
                || standard_in_force(tx, service)? == Some(*standard);
            for (name, hash, body) in bodies {
                if store::office::put_definition(tx, *hash, name, body, "draft", now)? {
                    fresh.push((name.clone(), *hash));
                }
                match holds {
                    true => store::office::activate_definition(tx, name, *hash)?,
                    false => store::office::await_approval(tx, name, *hash)?,
                }
            }
        }
        for (key, body) in [(CALENDAR, &calendar), (OFFICIALS, &officials)] {
            if store::office::get(tx, key)?.is_none() {
                store::office::set(tx, key, body, now)?;
            }
        }
        Ok(fresh)
    })
}

/// Digest of the standard that new applications follow now.
fn standard_in_force(tx: &ReadTx<'_>, service: &str) -> Result<Option<[u8; 32]>, AppError> {
    let (own, copies) = (active(tx, service)?, active(tx, &copies_of(service))?);
    Ok(match own {
        Some(own) => Some(*standard_digest(&own, copies.as_ref())?.as_bytes()),
        None => None,
    })
}

fn active(tx: &ReadTx<'_>, name: &str) -> Result<Option<ServiceDefinition>, AppError> {
    let Some(body) = store::office::active_body(tx, name)? else { return Ok(None) };
    serde_json::from_str(&body).map(Some).map_err(|e| AppError::Damaged(format!("{name}: {e}")))
}

/// Records which definitions are known now: an act in the ledger each, with the definition's hash.
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
