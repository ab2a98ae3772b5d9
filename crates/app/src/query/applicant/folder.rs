//! *Folder akun pengguna*: my files, reusable in every application (MJK18-12.2).

use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use crate::letter::read_file_by_id;
use domain::capability::Capability;
use domain::party::{Actor, StoredFile};
use domain::process::{AttachedDocument, Refusal};
use domain::value::{Digest, Id};
use jiff::civil::Date;
use store::file::FileRow;

/// A file of my folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderView {
    /// Id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it was uploaded for: a document id, or a free word.
    pub category: String,
    /// Real type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Local day of the upload.
    pub day: Date,
    /// Registration numbers of applications that use it.
    pub used_in: Vec<String>,
}

/// My files, newest first.
///
/// # Errors
/// Database.
pub fn folder(region: &Region, actor: &Actor) -> Result<Vec<FolderView>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (files, states) = region.store.read(|tx| -> Result<_, AppError> {
        Ok((store::file::owned_by(tx, *account.as_bytes())?, store::application::owned_by(tx, account)?))
    })?;
    let office = region.office();
    Ok(files
        .into_iter()
        .map(|row| FolderView {
            used_in: states
                .iter()
                .filter(|s| s.documents.values().any(|d| d.file == row.id))
                .filter_map(|s| s.registration.map(|r| r.to_string()))
                .collect(),
            id: row.id.to_string(),
            name: row.name,
            category: row.category,
            media_type: row.media_type,
            size: row.size,
            day: office.calendar.local_date(row.created_at),
        })
        .collect())
}

/// The row of one of my files.
fn mine(region: &Region, actor: &Actor, id: &str) -> Result<FileRow, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let id: Id<StoredFile> = id.parse().map_err(|_| AppError::NotFound)?;
    let row = region.store.read(|tx| store::file::find(tx, id))?;
    match row {
        Some(row) if row.owner == *account.as_bytes() => Ok(row),
        _ => {
            record_refusal(region, actor, &Subject::account(account), "open_file", &Refusal::NotYours)?;
            Err(AppError::NotFound)
        }
    }
}

/// A file of a draft that this officer entered for somebody and has not sent yet (MJK18-12.6).
fn entered(region: &Region, actor: &Actor, id: &str) -> Result<Option<Id<StoredFile>>, AppError> {
    let Some(account) = actor.account.filter(|_| actor.may(Capability::AssistRegistration)) else {
        return Ok(None);
    };
    let Ok(id) = id.parse::<Id<StoredFile>>() else { return Ok(None) };
    let drafts = region.store.read(|tx| store::application::entered_by(tx, account))?;
    Ok(drafts.iter().any(|s| s.documents.values().any(|d| d.file == id)).then_some(id))
}

/// One of my files with its bytes.
///
/// # Errors
/// [`AppError::NotFound`], recorded, for another person's file.
pub fn folder_file(region: &Region, actor: &Actor, id: &str) -> Result<(FileRow, Vec<u8>), AppError> {
    if let Some(id) = entered(region, actor, id)? {
        return read_file_by_id(region, id);
    }
    let row = mine(region, actor, id)?;
    read_file_by_id(region, row.id)
}

/// One of my files, to be attached to an application.
///
/// # Errors
/// As [`folder_file`].
pub fn attachable(region: &Region, actor: &Actor, id: &str) -> Result<AttachedDocument, AppError> {
    let row = mine(region, actor, id)?;
    Ok(AttachedDocument { file: row.id, digest: Digest::new(row.digest), name: row.name })
}
