//! The signed paper, for owners without telephone: sent by the helper, looked at by an officer beside what was asked.

use super::{recorded, subject};
use crate::account::access::looked;
use crate::act::record_act;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::AccessPaper;
use domain::party::{Actor, PowerRecord, StoredFile};
use domain::value::Id;
use store::file::FileRow;

/// Inspects and keeps the paper; answers a sentence of advice when the photo looks poor.
///
/// # Errors
/// A refusal for a file that cannot be used, recorded; [`AppError::NotFound`] for a request of others or one that is settled.
pub fn attach_paper(
    region: &Region,
    actor: &Actor,
    id: Id<PowerRecord>,
    bytes: &[u8],
) -> Result<Option<String>, AppError> {
    let act = "attach_power_of_attorney";
    let result = attach(region, actor, id, act, bytes);
    recorded(region, actor, id, act, result)
}

fn attach(
    region: &Region,
    actor: &Actor,
    id: Id<PowerRecord>,
    act: &str,
    bytes: &[u8],
) -> Result<Option<String>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let row = region.store.read(|tx| store::power_of_attorney::find(tx, id))?;
    if !row.is_some_and(|row| row.helper == account && row.state == "asked") {
        return Err(AppError::NotFound);
    }
    let paper = AccessPaper::PowerOfAttorney;
    let inspected = looked(region, bytes)?;
    let object = region.keys.object_name(&inspected.bytes);
    region.files.put(&object, &inspected.bytes)?;
    let digest = *crate::crypt::digest(&inspected.bytes).as_bytes();
    let size = i64::try_from(inspected.bytes.len()).unwrap_or(i64::MAX);
    let (media_type, pages) = (inspected.media_type, inspected.pages.map(i64::from));
    let (seed, now) = region.draw();
    let object = object.as_str();
    written!(region, [region, actor, object, act], |tx| {
        let mut dice = Dice::new(seed, now);
        let file: Id<StoredFile> = dice.id();
        let kept = FileRow {
            id: file,
            // It belongs to the request, not to a folder.
            owner: *id.as_bytes(),
            digest,
            object: object.to_owned(),
            name: paper.label().to_owned(),
            media_type: media_type.to_owned(),
            size,
            category: paper.id().to_owned(),
            created_at: now,
            series: paper.id().to_owned(),
            version: store::file::next_version(tx, *id.as_bytes(), paper.id())?,
            pages,
            valid_until: None,
        };
        store::file::insert(tx, &kept)?;
        if !store::power_of_attorney::set_paper(tx, id, file)? {
            return Err(AppError::NotFound);
        }
        record_act(tx, &mut dice, region, actor, &subject(id), act, Some(digest), &[]).map(|_| ())
    })?;
    Ok(inspected.advice)
}
