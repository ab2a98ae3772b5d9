//! What officers change at run time, as one snapshot: calendar, officials, definitions.

use crate::error::AppError;
use domain::calendar::{Calendar, CalendarSpec};
use domain::definition::{RequestKind, ServiceDefinition, ServiceId};
use domain::official::Officials;
use domain::value::Digest;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use store::ReadTx;

/// Key of the calendar setting.
pub const CALENDAR: &str = "calendar";
/// Key of the officials setting.
pub const OFFICIALS: &str = "officials";

/// A snapshot of the office's settings.
pub struct Office {
    /// Calendar now.
    pub calendar: Calendar,
    /// Register of officials now.
    pub officials: Officials,
    /// Every definition by hash: running files keep theirs.
    pub definitions: HashMap<Digest, Arc<ServiceDefinition>>,
    /// The definition that new applications take.
    pub active: BTreeMap<ServiceId, Digest>,
    /// The definition that new certified copies of a service's permits take.
    pub copies: BTreeMap<ServiceId, Digest>,
    /// Definitions whose standard the head of the office has not approved yet (MJK18-19).
    pub waiting: BTreeMap<ServiceId, Digest>,
    /// The same of certified copies.
    pub waiting_copies: BTreeMap<ServiceId, Digest>,
}

impl Office {
    /// Reads the snapshot.
    ///
    /// # Errors
    /// [`AppError::Damaged`] when a stored text cannot be read.
    pub fn load(tx: &ReadTx<'_>) -> Result<Office, AppError> {
        let damaged = |what: &str, why: String| AppError::Damaged(format!("{what}: {why}"));
        let specs: Vec<CalendarSpec> = match store::office::get(tx, CALENDAR)? {
            Some((body, _)) => serde_json::from_str(&body).map_err(|e| damaged(CALENDAR, e.to_string()))?,
            None => return Err(damaged(CALENDAR, "not set; apply a profile first".into())),
        };
        let calendar = Calendar::new(specs).map_err(|e| damaged(CALENDAR, e.to_string()))?;
        let officials = match store::office::get(tx, OFFICIALS)? {
            Some((body, _)) => serde_json::from_str(&body).map_err(|e| damaged(OFFICIALS, e.to_string()))?,
            None => Officials::default(),
        };
        let mut definitions = HashMap::new();
        let (mut active, mut copies) = (BTreeMap::new(), BTreeMap::new());
        let (mut waiting, mut waiting_copies) = (BTreeMap::new(), BTreeMap::new());
        for (hash, service, body, state) in store::office::definitions(tx)? {
            let mut definition: ServiceDefinition =
                serde_json::from_str(&body).map_err(|e| damaged(&service, e.to_string()))?;
            definition.bind().map_err(|problems| damaged(&service, format!("{problems:?}")))?;
            let hash = Digest::new(hash);
            let kept = match (state.as_str(), definition.makes_copies()) {
                ("active", false) => Some(&mut active),
                ("active", true) => Some(&mut copies),
                ("draft", false) => Some(&mut waiting),
                ("draft", true) => Some(&mut waiting_copies),
                _ => None,
            };
            if let Some(kept) = kept {
                kept.insert(definition.id.clone(), hash);
            }
            definitions.insert(hash, Arc::new(definition));
        }
        Ok(Office { calendar, officials, definitions, active, copies, waiting, waiting_copies })
    }

    /// The definition that a file keeps.
    ///
    /// # Errors
    /// [`AppError::Damaged`] when it is gone, which never happens: definitions are not deleted.
    pub fn definition(&self, hash: &Digest) -> Result<Arc<ServiceDefinition>, AppError> {
        self.definitions
            .get(hash)
            .cloned()
            .ok_or_else(|| AppError::Damaged(format!("service definition {hash} is missing")))
    }

    /// The definition that a new application of a kind takes: certified copies go a way of their own.
    pub fn taken(&self, service: &ServiceId, kind: RequestKind) -> Option<(Digest, Arc<ServiceDefinition>)> {
        if kind != RequestKind::CertifiedCopy {
            return self.active(service);
        }
        let hash = *self.copies.get(service)?;
        Some((hash, self.definitions.get(&hash)?.clone()))
    }

    /// The definition that a new application takes.
    pub fn active(&self, service: &ServiceId) -> Option<(Digest, Arc<ServiceDefinition>)> {
        let hash = *self.active.get(service)?;
        Some((hash, self.definitions.get(&hash)?.clone()))
    }

    /// Whether a standard of this service waits for its approval: the service's own, or that of its certified copies.
    pub fn awaits_approval(&self, service: &ServiceId) -> bool {
        self.waiting.contains_key(service) || self.waiting_copies.contains_key(service)
    }

    /// The definition that people read: the one in force, or the one that waits for its first approval.
    pub fn offered(&self, service: &ServiceId) -> Option<(Digest, Arc<ServiceDefinition>)> {
        let hash = *self.active.get(service).or_else(|| self.waiting.get(service))?;
        Some((hash, self.definitions.get(&hash)?.clone()))
    }
}
