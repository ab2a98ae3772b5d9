//! Puts one file into one's folder as it is: what officers scan and photograph, and what the demo invents.

use super::keep::{Kept, keep};
use super::words::{self, LARGEST};
use super::{Place, Target};
use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use domain::party::{Account, Actor};
use domain::process::{AttachedDocument, Refusal};
use domain::value::Id;
use intake::Looked;

/// Officers' scans keep 400 dots an inch on A4: they become the digital copy.
const LONGEST: u32 = 4_800;

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

/// Inspects and keeps a file.
///
/// # Errors
/// [`domain::process::Refusal::Upload`], recorded; storage or database.
pub fn upload(region: &Region, actor: &Actor, upload: &Upload<'_>) -> Result<Uploaded, AppError> {
    actor.account.ok_or(AppError::NotSignedIn)?;
    let (bytes, media_type, pages, doubts) = match look(region, actor, upload.bytes, LONGEST)? {
        Looked::Picture(picture) => (picture.kept, picture.media_type, None, picture.doubts),
        Looked::Paper { pages, doubts } => (upload.bytes.to_vec(), "application/pdf", Some(pages), doubts),
    };
    let kept = Kept { bytes: &bytes, media_type, pages, from: None };
    let document = put(region, actor, None, upload, &kept)?;
    Ok(Uploaded { document, advice: doubts.first().map(|d| words::doubt(*d).to_owned()) })
}

/// Keeps a PDF that this program has written itself: there is nothing to inspect. `owner` as in [`Target::owner`].
///
/// # Errors
/// Storage or database.
pub fn put_own_pdf(
    region: &Region,
    actor: &Actor,
    owner: Option<Id<Account>>,
    upload: &Upload<'_>,
) -> Result<AttachedDocument, AppError> {
    let kept = Kept { bytes: upload.bytes, media_type: "application/pdf", pages: Some(1), from: None };
    put(region, actor, owner, upload, &kept)
}

fn put(
    region: &Region,
    actor: &Actor,
    owner: Option<Id<Account>>,
    upload: &Upload<'_>,
    kept: &Kept<'_>,
) -> Result<AttachedDocument, AppError> {
    let target = Target {
        category: upload.category.to_owned(),
        name: upload.name.to_owned(),
        valid_until: None,
        owner,
        place: Place::Folder,
    };
    keep(region, actor, &target, kept)?.ok_or(AppError::NotFound)
}

/// Looks at a file; a refusal is recorded.
pub(crate) fn look(region: &Region, actor: &Actor, bytes: &[u8], longest: u32) -> Result<Looked, AppError> {
    let looked = if bytes.len() > LARGEST {
        Err(words::too_large())
    } else {
        region.inspector.look(bytes, longest).map_err(words::refusal)
    };
    looked.map_err(|refusal| recorded(region, actor, refusal))
}

/// Keeps a refused attempt in the record.
pub(crate) fn recorded(region: &Region, actor: &Actor, refusal: Refusal) -> AppError {
    let Some(account) = actor.account else { return AppError::NotSignedIn };
    match record_refusal(region, actor, &Subject::account(account), "upload_file", &refusal) {
        Ok(()) => refusal.into(),
        Err(error) => error,
    }
}
