//! How a database knows its keys and its purpose, so that a lost or changed key file is a named error and a demo is never
//! served as an office.

use anyhow::{Context as _, Result, bail};
use app::crypt::PurposeKey;
use app::keys::RegionKeys;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::Path;
use store::Store;

/// Setting that holds [`Fingerprints`].
const KEYS: &str = "keys.fingerprint";
/// Setting that holds [`Owner`].
const OWNER: &str = "region.owner";

/// What a database is for. One purpose never opens a database of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A real office.
    Production,
    /// Invented people on a clock that moves.
    Demo,
    /// One played run.
    Rehearsal,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::Production => "an office",
            Purpose::Demo => "the demo",
            Purpose::Rehearsal => "a rehearsal",
        }
    }
}

/// Whose database it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Id of the profile.
    pub region: String,
    /// What for.
    pub purpose: Purpose,
}

/// Keyed digests of nothing: they tell whether a key is the same and nothing about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprints {
    master: String,
    index: String,
    checkpoint: String,
}

impl Fingerprints {
    /// Of a region's keys.
    pub fn of(keys: &RegionKeys) -> Self {
        let print = |key: &PurposeKey| hex::encode(&key.mac(b"satupintu key fingerprint v1")[..8]);
        Fingerprints {
            master: print(&keys.master),
            index: print(&keys.index),
            checkpoint: print(&PurposeKey::new(keys.checkpoint)),
        }
    }

    /// Names of the keys that differ.
    pub fn changed(&self, now: &Fingerprints) -> Vec<&'static str> {
        [
            ("master", self.master != now.master),
            ("index", self.index != now.index),
            ("checkpoint", self.checkpoint != now.checkpoint),
        ]
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
    }
}

fn setting<T: serde::de::DeserializeOwned>(store: &Store, key: &str) -> Result<Option<T>> {
    let found = store.read(|tx| store::office::get(tx, key))?;
    found
        .map(|(body, _)| {
            serde_json::from_str(&body).with_context(|| format!("the setting {key} cannot be read"))
        })
        .transpose()
}

/// The fingerprints a database keeps; `None` before its first start.
///
/// # Errors
/// Database.
pub fn stored(store: &Store) -> Result<Option<Fingerprints>> {
    setting(store, KEYS)
}

/// Whose database it is; `None` before its first start.
///
/// # Errors
/// Database.
pub fn owner(store: &Store) -> Result<Option<Owner>> {
    setting(store, OWNER)
}

/// Refuses keys that are not the ones of the database.
///
/// # Errors
/// A sentence that names the changed files.
pub fn compare(stored: &Fingerprints, keys: &RegionKeys, folder: &Path) -> Result<()> {
    let changed = stored.changed(&Fingerprints::of(keys));
    if changed.is_empty() {
        return Ok(());
    }
    let files: Vec<String> = changed.iter().map(|name| folder.join(name).display().to_string()).collect();
    bail!(
        "the key file {} is not the one this database was made with; put the original back from your safe copy",
        files.join(" and ")
    )
}

/// Refuses a database of another region or purpose.
///
/// # Errors
/// A sentence that says whose it is.
pub fn check_owner(found: &Owner, wanted: &Owner) -> Result<()> {
    if found.purpose != wanted.purpose {
        bail!(
            "this database belongs to {}, not to {}; use another data folder",
            found.purpose.name(),
            wanted.purpose.name()
        );
    }
    if found.region != wanted.region {
        bail!("this database belongs to the region {}, not to {}", found.region, wanted.region);
    }
    Ok(())
}

/// Keeps fingerprints and owner at the first start.
///
/// # Errors
/// Database.
pub fn keep(store: &Store, keys: &RegionKeys, owner: &Owner, now: Timestamp) -> Result<()> {
    let prints = serde_json::to_string(&Fingerprints::of(keys))?;
    let owner = serde_json::to_string(owner)?;
    store.write(move |tx| {
        store::office::set(tx, KEYS, &prints, now)?;
        store::office::set(tx, OWNER, &owner, now)?;
        Ok::<_, store::StoreError>(())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_key_is_named() {
        let keys = RegionKeys::from_seed([1; 32], Vec::new());
        let kept = Fingerprints::of(&keys);
        assert!(compare(&kept, &keys, Path::new("keys")).is_ok());
        let other = RegionKeys { checkpoint: [9; 32], ..keys };
        let error = compare(&kept, &other, Path::new("keys")).unwrap_err().to_string();
        assert!(error.contains("keys/checkpoint") && !error.contains("keys/master"), "{error}");
    }

    #[test]
    fn a_demo_is_no_office() {
        let demo = Owner { region: "contoh".into(), purpose: Purpose::Demo };
        let office = Owner { region: "contoh".into(), purpose: Purpose::Production };
        let error = check_owner(&demo, &office).unwrap_err().to_string();
        assert!(error.contains("belongs to the demo"), "{error}");
        assert!(check_owner(&office, &office).is_ok());
    }
}
