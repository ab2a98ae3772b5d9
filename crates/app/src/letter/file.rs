//! Files of the office: bytes first into the object store, synced, then the row.

use crate::Region;
use crate::act::{Subject, record_act};
use crate::crypt::digest;
use crate::error::AppError;
use domain::party::{Actor, ApplicationRecord, StoredFile};
use domain::process::FiledDocument;
use domain::value::{Digest, Id};
use store::file::FileRow;

/// Keeps a document of an application; the same bytes again are the same object.
///
/// # Errors
/// Storage or database.
pub(crate) fn put_file(
    region: &Region,
    owner: [u8; 16],
    category: &str,
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<FiledDocument, AppError> {
    let object = region.keys.object_name(bytes);
    region.files.put(&object, bytes)?;
    let digest = digest(bytes);
    let (seed, now) = region.draw();
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let object = object.as_str();
    written!(region, [region, object, name, media_type, category], |tx| {
        let mut dice = Region::dice_of(seed, now);
        let id: Id<StoredFile> = dice.id();
        let row = FileRow {
            id,
            owner,
            digest: *digest.as_bytes(),
            object: object.to_owned(),
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size,
            category: category.to_owned(),
            created_at: now,
            series: category.to_owned(),
            version: 1,
            pages: None,
            valid_until: None,
        };
        store::file::insert(tx, &row)?;
        // Every paper the office makes stands in the ledger by its digest, so that anybody can ask for it later.
        let subject = Subject { kind: "document", id: *id.as_bytes(), version: 0 };
        let kept = Some(*digest.as_bytes());
        record_act(tx, &mut dice, region, &Actor::system(), &subject, "file_document", kept, &[])?;
        Ok::<_, AppError>(FiledDocument { digest, file: id })
    })
}

/// Reads a file and checks that its bytes are those that were kept.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Damaged`] when the bytes changed.
pub fn read_file_by_id(region: &Region, id: Id<StoredFile>) -> Result<(FileRow, Vec<u8>), AppError> {
    let row = region.store.read(|tx| store::file::find(tx, id))?.ok_or(AppError::NotFound)?;
    let bytes =
        region.files.get(&row.object)?.ok_or_else(|| AppError::Damaged("a stored file is missing".into()))?;
    if digest(&bytes) != Digest::new(row.digest) {
        return Err(AppError::Damaged("a stored file has other bytes than were kept".into()));
    }
    Ok((row, bytes))
}

/// The newest file of a category that belongs to an application (`receipt`, `skrd`, `permit` …).
///
/// # Errors
/// As [`read_file_by_id`].
pub fn read_file(
    region: &Region,
    application: Id<ApplicationRecord>,
    category: &str,
) -> Result<Option<(FileRow, Vec<u8>)>, AppError> {
    let files = region.store.read(|tx| store::file::owned_by(tx, *application.as_bytes()))?;
    match files.into_iter().find(|f| f.category == category) {
        Some(row) => read_file_by_id(region, row.id).map(Some),
        None => Ok(None),
    }
}
