//! Attaches a paper to a draft: card, deed, power of attorney (MJK18-8.4.c to e).

use super::{newcomer, own_draft, subject};
use crate::act::{record_act, record_refusal};
use crate::error::AppError;
use crate::folder::{LARGEST, doubt, refusal, too_large};
use crate::{Dice, Region};
use domain::access::{AccessPaper, required_papers};
use domain::party::{AccessRequest, StoredFile};
use domain::process::Refusal;
use domain::value::Id;
use intake::Looked;
use store::file::FileRow;

/// More changes than this nobody needs; a stranger must not fill the disk.
const MOST_CHANGES: i64 = 80;

/// Inspects and keeps a paper; answers a sentence of advice when the photo looks poor.
///
/// # Errors
/// [`Refusal::Upload`], recorded; [`AppError::NotFound`] for a paper that is not asked for or a draft that is not this
/// browser's.
pub fn attach(
    region: &Region,
    cookie: &[u8; 32],
    id: Id<AccessRequest>,
    paper: AccessPaper,
    bytes: &[u8],
) -> Result<Option<String>, AppError> {
    let act = "attach_access_paper";
    let draft = own_draft(region, cookie, id)?;
    if !required_papers(&draft.stated.claims).contains(&paper) {
        return Err(AppError::NotFound);
    }
    let checked = if draft.row.version > MOST_CHANGES {
        let message = "Terlalu sering diganti. Mulai pendaftaran baru atau datang ke loket.".to_owned();
        Err(Refusal::Upload { kind: "too_often".into(), message })
    } else {
        looked(region, bytes)
    };
    let inspected = match checked {
        Ok(inspected) => inspected,
        Err(refusal) => {
            record_refusal(region, &newcomer(), &subject(id), act, &refusal)?;
            return Err(refusal.into());
        }
    };
    let object = region.keys.object_name(&inspected.bytes);
    region.files.put(&object, &inspected.bytes)?;
    let digest = *crate::crypt::digest(&inspected.bytes).as_bytes();
    let size = i64::try_from(inspected.bytes.len()).unwrap_or(i64::MAX);
    let (media_type, pages) = (inspected.media_type, inspected.pages.map(i64::from));
    let (seed, now) = region.draw();
    let object = object.as_str();
    written!(region, [region, object], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = store::access::lock(tx, id)?.ok_or(AppError::NotFound)?;
        let mut papers: super::Papers =
            serde_json::from_str(&row.papers).map_err(|e| AppError::Damaged(e.to_string()))?;
        let file: Id<StoredFile> = dice.id();
        let ending = match media_type {
            "application/pdf" => "pdf",
            "image/png" => "png",
            _ => "jpg",
        };
        let kept = FileRow {
            id: file,
            owner: *id.as_bytes(),
            digest,
            object: object.to_owned(),
            // Names of strangers' files may hold anything: the paper's own name says what it is.
            name: format!("{}.{ending}", paper.label()),
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
        papers.insert(paper, file);
        let papers = serde_json::to_string(&papers).map_err(|e| AppError::Failed(e.to_string()))?;
        store::access::set_papers(tx, id, &papers)?;
        record_act(tx, &mut dice, region, &newcomer(), &subject(id), act, Some(digest), &[])?;
        Ok::<_, AppError>(())
    })?;
    Ok(inspected.advice)
}

/// A paper as it is kept.
pub(crate) struct Inspected {
    pub bytes: Vec<u8>,
    pub media_type: &'static str,
    pub pages: Option<u32>,
    pub advice: Option<String>,
}

/// Longest side of a kept photo, as in the folder: a page of A4 at 200 dots an inch.
const LONGEST: u32 = 2_340;

/// Looks at the bytes in the limited child process. Whoever has no account yet gets advice on a poor photo, not a page to
/// arrange it: the officer sees it beside the claim.
pub(crate) fn looked(region: &Region, bytes: &[u8]) -> Result<Inspected, Refusal> {
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    let (bytes, media_type, pages, doubts) = match region.inspector.look(bytes, LONGEST).map_err(refusal)? {
        Looked::Picture(picture) => (picture.kept, picture.media_type, None, picture.doubts),
        Looked::Paper { pages, doubts } => (bytes.to_vec(), "application/pdf", Some(pages), doubts),
    };
    let advice = doubts.first().map(|found| doubt(*found).to_owned());
    Ok(Inspected { bytes, media_type, pages, advice })
}
