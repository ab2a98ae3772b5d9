//! The profile that runs now: what it says, on what each setting rests, where it stands; and the versions of its services.

use super::manager;
use crate::Region;
use crate::error::AppError;
use domain::party::Actor;
use domain::value::Digest;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingLine {
    /// Name, for example `payment.pay_within`.
    pub name: String,
    /// Value.
    pub value: String,
    /// Article, or "ketentuan kantor"; empty where a setting needs none.
    pub basis: String,
    /// File and line.
    pub place: String,
}

/// A definition of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionVersion {
    /// Service id.
    pub service: String,
    /// Name in short.
    pub name: String,
    /// Hash.
    pub hash: String,
    /// New applications take this one.
    pub active: bool,
    /// Since when the office knows it.
    pub since: Timestamp,
    /// Files inside the office that keep it.
    pub open_files: i64,
}

/// The profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningProfile {
    /// Its name.
    pub id: String,
    /// Settings in the order of the file.
    pub settings: Vec<SettingLine>,
    /// Legal basis of acts: act and article.
    pub acts: Vec<(String, String)>,
    /// What the check of the profile warned of: kind and place (MJK18-3.e).
    pub warnings: Vec<(profile::ProblemKind, String)>,
    /// Versions by service, the newest first.
    pub versions: Vec<DefinitionVersion>,
    /// Services of the office's list that are not open.
    pub inactive: Vec<profile::InactiveService>,
}

/// The running profile, to read.
///
/// # Errors
/// A refusal without the right to configure, recorded; database.
pub fn running_profile(region: &Region, actor: &Actor) -> Result<RunningProfile, AppError> {
    manager(region, actor, "open_profile")?;
    let profile = &region.profile;
    let line = |said: &profile::Said| SettingLine {
        name: said.name.clone(),
        value: said.value.clone(),
        basis: match profile.law.get(&said.name) {
            Some(article) => article.clone(),
            None if profile::SETTINGS.iter().any(|(name, _)| *name == said.name) => {
                profile.basis(&said.name).to_owned()
            }
            None => String::new(),
        },
        place: format!("{}, baris {}", said.file, said.line),
    };
    let (versions, open) = region.store.read(|tx| {
        let open: BTreeMap<[u8; 32], i64> = store::application::open_by_definition(tx)?.into_iter().collect();
        Ok::<_, AppError>((store::office::versions(tx)?, open))
    })?;
    let office = region.office();
    let version = |(hash, service, state, since): store::office::VersionRow| DefinitionVersion {
        name: office
            .definitions
            .get(&Digest::new(hash))
            .map_or_else(|| service.clone(), |d| d.short_name.clone()),
        service,
        hash: hex::encode(hash),
        active: state == "active",
        since,
        open_files: open.get(&hash).copied().unwrap_or(0),
    };
    Ok(RunningProfile {
        inactive: profile.inactive.clone(),
        id: profile.id.clone(),
        settings: profile.said.iter().map(line).collect(),
        acts: profile
            .law
            .iter()
            .filter_map(|(name, article)| Some((name.strip_prefix("act.")?.to_owned(), article.clone())))
            .collect(),
        warnings: profile
            .warnings
            .iter()
            .map(|problem| (problem.kind, format!("{}, baris {}", problem.file, problem.line)))
            .collect(),
        versions: versions.into_iter().map(version).collect(),
    })
}
