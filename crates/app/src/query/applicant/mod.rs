//! What an applicant sees of the own files. Another person's file does not exist here, and the attempt is recorded.

mod correction;
mod draft;
mod folder;
mod own_file;
mod status;

pub use correction::{CorrectionView, WantedItem, correction};
pub use draft::{Assisted, DocumentView, DraftView, FieldView, GroupView, ItemsView, draft};
pub(crate) use folder::mine;
pub use folder::{FolderView, Validity, attachable, files_for, folder, folder_file, folder_picture, papers};
pub use own_file::{OwnFile, own};
pub use status::{PaperView, PaymentView, StatusView, paper, status};

use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use crate::query::status_sentence::{StatusSentence, status_sentence};
use crate::{Office, Region};
use domain::definition::{RequestKind, ServiceId};
use domain::party::{Account, Actor};
use domain::process::{Application, Refusal, Status};
use domain::value::{Id, date_text};

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
        lines.push(line(region, &office, &state)?);
    }
    Ok(lines)
}

/// A file in a list of its owner, or of the holder of the owner's power of attorney.
pub(super) fn line(region: &Region, office: &Office, state: &Application) -> Result<OwnLine, AppError> {
    let definition = office.definition(&state.definition)?;
    Ok(OwnLine {
        id: state.id.to_string(),
        number: state.registration.map(|r| r.to_string()).unwrap_or_default(),
        service: definition.name.clone(),
        status: state.status,
        sentence: status_sentence(region, office, &definition, state),
    })
}

/// The own application with a registration number (MJK18-23.2). Somebody else's is answered as if it did not exist, and
/// either attempt is recorded alike.
///
/// # Errors
/// Database.
pub fn own_by_number(region: &Region, actor: &Actor, number: &str) -> Result<Option<String>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let found = region.store.read(|tx| store::application::by_registration(tx, number.trim()))?;
    if let Some(own) = found.filter(|stored| stored.state.owner == account) {
        return Ok(Some(own.state.id.to_string()));
    }
    let subject = Subject::account(account);
    record_refusal(region, actor, &subject, "track_number", &Refusal::NotYours)?;
    Ok(None)
}

/// Number of a running application of mine for a service (practice: twice the same).
///
/// # Errors
/// Database.
pub fn running(region: &Region, actor: &Actor, service: &ServiceId) -> Result<Option<String>, AppError> {
    running_of(region, actor.account.ok_or(AppError::NotSignedIn)?, service)
}

/// The same for the applicant whom an officer helps.
fn running_of(
    region: &Region,
    account: Id<Account>,
    service: &ServiceId,
) -> Result<Option<String>, AppError> {
    let states = region.store.read(|tx| store::application::owned_by(tx, account))?;
    Ok(states
        .iter()
        .filter(|s| &s.service == service && s.submitted_at.is_some())
        .find(|s| !s.status.is_terminal() && s.status != Status::Issued)
        .and_then(|s| s.registration.map(|r| r.to_string())))
}

/// A draft of mine of this kind for a service in which nothing was filled yet, under the service's present definition.
///
/// # Errors
/// Database.
pub fn untouched_draft(
    region: &Region,
    actor: &Actor,
    service: &ServiceId,
    kind: RequestKind,
) -> Result<Option<String>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let office = region.office();
    let Some((active, _)) = office.active(service) else { return Ok(None) };
    let states = region.store.read(|tx| store::application::owned_by(tx, account))?;
    Ok(states
        .iter()
        .find(|s| {
            s.status == Status::Draft
                && s.closed_at.is_none()
                && s.version == 1
                && s.definition == active
                && s.kind == kind
        })
        .map(|s| s.id.to_string()))
}

/// A permit of mine that a renewal, change or replacement may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierChoice {
    /// Its application.
    pub application: String,
    /// Its service.
    pub service: ServiceId,
    /// Number and last day, in words.
    pub label: String,
}

/// My permits of a service that are in my hands and have no successor, the newest first.
///
/// # Errors
/// Database.
pub fn earlier_choices(
    region: &Region,
    actor: &Actor,
    service: &ServiceId,
) -> Result<Vec<EarlierChoice>, AppError> {
    earlier_of(region, actor.account.ok_or(AppError::NotSignedIn)?, Some(service))
}

/// The same for anybody's account, of one service or of all.
pub(crate) fn earlier_of(
    region: &Region,
    account: Id<Account>,
    service: Option<&ServiceId>,
) -> Result<Vec<EarlierChoice>, AppError> {
    region.store.read(|tx| -> Result<_, AppError> {
        let mut choices = Vec::new();
        for state in store::application::owned_by(tx, account)? {
            let other = service.is_some_and(|service| &state.service != service);
            // Nothing follows a certified copy.
            if other || state.status != Status::HandedOver || state.kind == RequestKind::CertifiedCopy {
                continue;
            }
            let Some(permit) = store::permit::of_application(tx, state.id)? else { continue };
            let until = permit.valid_until.as_deref().and_then(|d| d.parse::<jiff::civil::Date>().ok());
            let label = match until {
                Some(until) => format!("{}, berlaku sampai {}", permit.number, date_text::date(until)),
                None => permit.number,
            };
            let service = state.service.clone();
            choices.push(EarlierChoice { application: state.id.to_string(), service, label });
        }
        Ok(choices)
    })
}
