//! *Rekonstruksi berkas*: the state is rebuilt from its events, in order, and compared with the state that is stored and with
//! what the ledger says of both (MJK18-22.4.a).

use crate::act::{event_digest, state_digest};
use crate::error::AppError;
use domain::party::ApplicationRecord;
use domain::process::{Application, replay};
use domain::value::Id;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;
use store::ReadTx;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RebuiltEvent {
    /// Version of the file after it.
    pub version: i64,
    /// Stable name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Its digest under the salt of the file, hex.
    pub digest: String,
    /// A leaf of the ledger names this digest.
    pub in_ledger: bool,
}

/// A file rebuilt from its events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// In order.
    pub events: Vec<RebuiltEvent>,
    /// Digest of the state that the events add up to, hex; empty when they add up to none.
    pub rebuilt: String,
    /// Digest of the stored state.
    pub stored: String,
    /// Digest that the last leaf of the file names.
    pub ledger: String,
}

impl Rebuilt {
    /// The events give the stored state, and the ledger names it and each of them.
    pub fn agrees(&self) -> bool {
        !self.rebuilt.is_empty()
            && self.rebuilt == self.stored
            && self.stored == self.ledger
            && self.events.iter().all(|e| e.in_ledger)
    }
}

/// Rebuilds a file.
///
/// # Errors
/// [`AppError::NotFound`]; database.
pub(super) fn rebuild(tx: &ReadTx<'_>, id: Id<ApplicationRecord>) -> Result<Rebuilt, AppError> {
    let stored = store::application::find(tx, id)?.ok_or(AppError::NotFound)?;
    let mut named: BTreeMap<i64, String> = BTreeMap::new();
    let mut ledger = String::new();
    for leaf in store::ledger_log::leaves_of_object(tx, "application", *id.as_bytes())? {
        let body: Value = serde_json::from_str(&leaf.body).unwrap_or(Value::Null);
        if let Some(after) = body["detail"]["after"].as_str() {
            after.clone_into(&mut ledger);
        }
        for event in body["detail"]["events"].as_array().into_iter().flatten() {
            if let (Some(version), Some(digest)) = (event["version"].as_i64(), event["digest"].as_str()) {
                named.insert(version, digest.to_owned());
            }
        }
    }
    let rows = store::application::events(tx, id)?;
    let mut events = Vec::new();
    let mut facts = Vec::new();
    for row in &rows {
        let digest = hex::encode(event_digest(&stored.salt, &row.body));
        let event = row.event().ok();
        events.push(RebuiltEvent {
            version: row.version,
            name: event.as_ref().map_or_else(String::new, |e| e.name().to_owned()),
            at: row.at,
            in_ledger: named.get(&row.version) == Some(&digest),
            digest,
        });
        facts.extend(event.map(|e| (e, row.at)));
    }
    let all = facts.len() == rows.len();
    let state: Option<Application> = match replay(facts.iter().map(|(e, at)| (e, *at))) {
        Ok(state) if all => state,
        _ => None,
    };
    let text = state.and_then(|state| store::application::state_text(&state).ok());
    Ok(Rebuilt {
        events,
        rebuilt: text.map_or_else(String::new, |text| hex::encode(state_digest(&stored.salt, &text))),
        stored: hex::encode(state_digest(&stored.salt, &stored.text)),
        ledger,
    })
}
