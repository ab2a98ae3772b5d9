//! Puts a file into one's folder.

use super::inspect::inspect;
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::{Account, Actor, StoredFile};
use domain::process::AttachedDocument;
use domain::value::Id;
use store::file::FileRow;

/// A file as it came.
#[derive(Debug, Clone)]
pub struct Upload<'a> {
    /// Document id, or a free category.
    pub category: &'a str,
    /// Name as chosen by the person.
    pub name: &'a str,
    /// Bytes.
    pub bytes: &'a [u8],
}

/// A kept file.
#[derive(Debug, Clone)]
pub struct Uploaded {
    /// To attach to an application.
    pub document: AttachedDocument,
    /// A sentence for the person, when the photo looks poor.
    pub advice: Option<String>,
}

/// Inspects and keeps a file: bytes synced first, then the row.
///
/// # Errors
/// [`domain::process::Refusal::Upload`], recorded; storage or database.
pub fn upload(region: &Region, actor: &Actor, upload: &Upload<'_>) -> Result<Uploaded, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    upload_for(region, actor, account, upload)
}

/// The same, into the folder of the applicant whom an officer helps: the file is the applicant's (MJK18-12.2, 12.6). Whose
/// application the actor fills is decided by the caller's query.
///
/// # Errors
/// As [`upload`].
pub fn upload_for(
    region: &Region,
    actor: &Actor,
    account: Id<Account>,
    upload: &Upload<'_>,
) -> Result<Uploaded, AppError> {
    let inspected = match inspect(upload.bytes) {
        Ok(inspected) => inspected,
        Err(refusal) => {
            record_refusal(region, actor, &Subject::account(account), "upload_file", &refusal)?;
            return Err(refusal.into());
        }
    };
    let object = region.keys.object_name(&inspected.bytes);
    region.files.put(&object, &inspected.bytes)?;
    let digest = crate::crypt::digest(&inspected.bytes);
    let size = i64::try_from(inspected.bytes.len()).unwrap_or(i64::MAX);
    let media_type = inspected.media_type;
    // Names come from strangers: keep a short, plain one.
    let name: String =
        upload.name.chars().filter(|c| c.is_alphanumeric() || " ._-()".contains(*c)).take(80).collect();
    let name = if name.trim().is_empty() { "berkas" } else { name.trim() };
    let category = upload.category;
    let (seed, now) = region.draw();
    let object = object.as_str();
    let id = written!(region, [region, actor, object, name, category], |tx| {
        let mut dice = Dice::new(seed, now);
        let id: Id<StoredFile> = dice.id();
        let row = FileRow {
            id,
            owner: *account.as_bytes(),
            digest: *digest.as_bytes(),
            object: object.to_owned(),
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size,
            category: category.to_owned(),
            created_at: now,
        };
        store::file::insert(tx, &row)?;
        let digest = Some(*digest.as_bytes());
        record_act(tx, &mut dice, region, actor, &Subject::account(account), "upload_file", digest, &[])?;
        Ok::<_, AppError>(id)
    })?;
    let document = AttachedDocument { file: id, digest, name: name.to_owned() };
    Ok(Uploaded { document, advice: inspected.advice })
}
