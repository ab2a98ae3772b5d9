//! What an applicant sees of the own files. Another person's file does not exist here, and the attempt is recorded.

mod correction;
mod draft;
mod folder;
mod own_file;
mod status;

pub use correction::{CorrectionView, WantedItem, correction};
pub use draft::{DocumentView, DraftView, FieldView, GroupView, ItemsView, draft};
pub(crate) use folder::mine;
pub use folder::{FolderView, Validity, attachable, folder, folder_file, papers};
pub use own_file::{OwnFile, own};
pub use status::{PaperView, PaymentView, StatusView, paper, status};

use crate::Region;
use crate::error::AppError;
use crate::query::status_sentence::{StatusSentence, status_sentence};
use domain::definition::ServiceId;
use domain::party::Actor;
use domain::process::Status;

/// One of my applications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLine {
    /// Id.
    pub id: String,
    /// Registration number; empty for a draft.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Where it stands.
    pub status: Status,
    /// In words.
    pub sentence: StatusSentence,
}

/// My applications, the last touched first; drafts that were thrown away are left out.
///
/// # Errors
/// Database.
pub fn own_list(region: &Region, actor: &Actor) -> Result<Vec<OwnLine>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let office = region.office();
    let states = region.store.read(|tx| store::application::owned_by(tx, account))?;
    let mut lines = Vec::new();
    for state in states {
        if state.status == Status::Draft && state.closed_at.is_some() {
            continue;
        }
        let definition = office.definition(&state.definition)?;
        lines.push(OwnLine {
            id: state.id.to_string(),
            number: state.registration.map(|r| r.to_string()).unwrap_or_default(),
            service: definition.name.clone(),
            status: state.status,
            sentence: status_sentence(region, &office, &definition, &state),
        });
    }
    Ok(lines)
}

/// Number of a running application of mine for a service (practice: twice the same).
///
/// # Errors
/// Database.
pub fn running(region: &Region, actor: &Actor, service: &ServiceId) -> Result<Option<String>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let states = region.store.read(|tx| store::application::owned_by(tx, account))?;
    Ok(states
        .iter()
        .filter(|s| &s.service == service && s.submitted_at.is_some())
        .find(|s| !s.status.is_terminal() && s.status != Status::Issued)
        .and_then(|s| s.registration.map(|r| r.to_string())))
}

/// A draft of mine for a service in which nothing was filled yet, under the service's present definition.
///
/// # Errors
/// Database.
pub fn untouched_draft(
    region: &Region,
    actor: &Actor,
    service: &ServiceId,
) -> Result<Option<String>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let office = region.office();
    let Some((active, _)) = office.active(service) else { return Ok(None) };
    let states = region.store.read(|tx| store::application::owned_by(tx, account))?;
    Ok(states
        .iter()
        .find(|s| {
            s.status == Status::Draft && s.closed_at.is_none() && s.version == 1 && s.definition == active
        })
        .map(|s| s.id.to_string()))
}
