//! Keeps a file in a folder: bytes synced first, then the row with its version, in one write with the record.

use super::Target;
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::{Actor, Arrangement, StoredFile};
use domain::process::AttachedDocument;
use domain::value::Id;
use store::file::FileRow;

/// A file that was looked at.
pub(crate) struct Kept<'a> {
    pub bytes: &'a [u8],
    pub media_type: &'a str,
    pub pages: Option<u32>,
    /// The photos it was made of, when a person had put them in order.
    pub from: Option<Id<Arrangement>>,
}

/// Names come from strangers: a short, plain one is kept.
pub(crate) fn plain_name(name: &str) -> String {
    let plain: String =
        name.chars().filter(|c| c.is_alphanumeric() || " ._-()".contains(*c)).take(80).collect();
    if plain.trim().is_empty() { "berkas".to_owned() } else { plain.trim().to_owned() }
}

/// Which paper a file is a version of: a document id, or for loose files their name. Files of a correction are versions of
/// the document that they correct.
pub(crate) fn series(category: &str, name: &str) -> String {
    match category.split_once('@').map_or(category, |(document, _)| document) {
        super::LOOSE => format!("{}/{}", super::LOOSE, name.to_lowercase()),
        document => document.to_owned(),
    }
}

/// Keeps it. Nothing when the photos it was made of have become a file before.
pub(crate) fn keep(
    region: &Region,
    actor: &Actor,
    target: &Target,
    kept: &Kept<'_>,
) -> Result<Option<AttachedDocument>, AppError> {
    let account = target.owner.or(actor.account).ok_or(AppError::NotSignedIn)?;
    let object = region.keys.object_name(kept.bytes);
    region.files.put(&object, kept.bytes)?;
    let digest = crate::crypt::digest(kept.bytes);
    let size = i64::try_from(kept.bytes.len()).unwrap_or(i64::MAX);
    let name = plain_name(&target.name);
    let category = target.category.as_str();
    let (media_type, pages, from) = (kept.media_type, kept.pages.map(i64::from), kept.from);
    let valid_until = target.valid_until;
    let (seed, now) = region.draw();
    let (object, name) = (object.as_str(), name.as_str());
    let id = written!(region, [region, actor, object, name, category, media_type], |tx| {
        let mut dice = Dice::new(seed, now);
        let id: Id<StoredFile> = dice.id();
        if let Some(from) = from
            && !store::arrangement::keep(tx, from, id)?
        {
            return Ok(None);
        }
        let series = series(category, name);
        let version = store::file::next_version(tx, *account.as_bytes(), &series)?;
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
            series,
            version,
            pages,
            valid_until: valid_until.map(|d| d.to_string()),
        };
        store::file::insert(tx, &row)?;
        let digest = Some(*digest.as_bytes());
        record_act(tx, &mut dice, region, actor, &Subject::account(account), "upload_file", digest, &[])?;
        Ok::<_, AppError>(Some(id))
    })?;
    let name = name.to_owned();
    Ok(id.map(|file| AttachedDocument { file, digest, name, valid_until }))
}
