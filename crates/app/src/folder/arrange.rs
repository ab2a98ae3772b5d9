//! Photos before they are kept: shown small, turned, moved, removed, joined. Works page by page, without script.

use super::Target;
use super::keep::{Kept, keep};
use super::receive::{Incoming, attach, photo, too_many, within_limit};
use super::upload::recorded;
use super::words::{self, MOST_PAGES};
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use crate::job::{Work, enqueue};
use crate::{Dice, Region};
use domain::party::{Actor, Arrangement};
use domain::process::{AttachedDocument, Refusal};
use domain::value::Id;
use intake::{Doubt, Leaf, Picture, join};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use store::arrangement::ArrangementRow;

/// Photos that nobody keeps are thrown away after two days.
pub(super) const KEPT_FOR: SignedDuration = SignedDuration::from_hours(48);

/// A page as it is stored: names of objects, never bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredPage {
    pub object: String,
    pub thumbnail: String,
    width: u32,
    height: u32,
    turn: u8,
    name: String,
    doubts: Vec<Doubt>,
    /// A whole PDF of so many pages.
    paper: Option<u32>,
}

/// A page that was looked at.
pub(super) struct NewPage {
    pub name: String,
    pub bytes: Vec<u8>,
    pub thumbnail: Vec<u8>,
    pub width: u32,
    pub height: u32,
    pub doubts: Vec<Doubt>,
    pub paper: Option<u32>,
}

impl NewPage {
    pub fn photo(name: String, picture: Picture) -> Self {
        let Picture { page, width, height, thumbnail, doubts, .. } = picture;
        NewPage { name, bytes: page, thumbnail, width, height, doubts, paper: None }
    }
}

/// A page as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangedPage {
    /// Name of the photo.
    pub name: String,
    /// Quarter turns to the right.
    pub turn: u8,
    /// What looks poor, as sentences.
    pub doubts: Vec<&'static str>,
    /// A whole PDF of so many pages.
    pub paper: Option<u32>,
}

/// Photos in order, not kept yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangementView {
    /// Id.
    pub id: String,
    /// Where the file goes.
    pub target: Target,
    /// Grows with each change.
    pub version: i64,
    /// The pages.
    pub pages: Vec<ArrangedPage>,
    /// They have become a file.
    pub kept: bool,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A quarter turn to the right.
    Turn(usize),
    /// Before the one in front of it.
    Up(usize),
    /// Behind the one after it.
    Down(usize),
    /// Out.
    Remove(usize),
    /// More photos behind the last.
    Add(Vec<Incoming>),
}

/// Puts a page's bytes under names that nobody else has, so that they can be removed.
fn put(region: &Region, id: Id<Arrangement>, page: NewPage) -> Result<StoredPage, AppError> {
    let name = |kind: &[u8], bytes: &[u8]| {
        let own: &[u8] = id.as_bytes();
        region.keys.object_name(&[b"arrangement ", kind, own, bytes].concat())
    };
    let object = name(b"page", &page.bytes);
    region.files.put(&object, &page.bytes)?;
    let thumbnail = name(b"small", &page.thumbnail);
    region.files.put(&thumbnail, &page.thumbnail)?;
    let NewPage { name, width, height, doubts, paper, .. } = page;
    Ok(StoredPage { object, thumbnail, width, height, turn: 0, name, doubts, paper })
}

fn json<T: Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|e| AppError::Failed(e.to_string()))
}

/// Begins.
pub(super) fn open(
    region: &Region,
    actor: &Actor,
    target: &Target,
    pages: Vec<NewPage>,
) -> Result<Id<Arrangement>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let mut dice = Dice::new(seed, now);
    let id: Id<Arrangement> = dice.id();
    let stored: Vec<StoredPage> =
        pages.into_iter().map(|page| put(region, id, page)).collect::<Result<_, _>>()?;
    let row = ArrangementRow {
        id,
        account,
        target: json(target)?,
        pages: json(&stored)?,
        version: 1,
        kept: None,
        created_at: now,
        expires_at: now.checked_add(KEPT_FOR).unwrap_or(now),
    };
    let row = &row;
    let (seed, _) = region.draw();
    written!(region, [row], |tx| {
        store::arrangement::insert(tx, row)?;
        enqueue(tx, &mut Dice::new(seed, now), Work::SweepArrangement { arrangement: row.id }, row.expires_at)
    })?;
    Ok(id)
}

/// My photos; those of somebody else are answered as if they did not exist, and the attempt is recorded.
fn mine(region: &Region, actor: &Actor, id: &str) -> Result<(ArrangementRow, Vec<StoredPage>), AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let id: Id<Arrangement> = id.parse().map_err(|_| AppError::NotFound)?;
    let Some(row) = region.store.read(|tx| store::arrangement::find(tx, id))? else {
        return Err(AppError::NotFound);
    };
    if row.account != account {
        record_refusal(region, actor, &Subject::account(account), "open_file", &Refusal::NotYours)?;
        return Err(AppError::NotFound);
    }
    if row.expires_at <= region.now() {
        return Err(AppError::NotFound);
    }
    let pages = stored_pages(&row)?;
    Ok((row, pages))
}

pub(super) fn stored_pages(row: &ArrangementRow) -> Result<Vec<StoredPage>, AppError> {
    serde_json::from_str(&row.pages).map_err(|e| AppError::Damaged(e.to_string()))
}

fn target(row: &ArrangementRow) -> Result<Target, AppError> {
    serde_json::from_str(&row.target).map_err(|e| AppError::Damaged(e.to_string()))
}

/// Photos as they are now. Nothing once they are kept: then only their target is told.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn arrangement(region: &Region, actor: &Actor, id: &str) -> Result<ArrangementView, AppError> {
    let (row, pages) = mine(region, actor, id)?;
    let pages = if row.kept.is_some() { Vec::new() } else { pages };
    let shown = |p: &StoredPage| ArrangedPage {
        name: p.name.clone(),
        turn: p.turn,
        doubts: p.doubts.iter().map(|d| words::doubt(*d)).collect(),
        paper: p.paper,
    };
    Ok(ArrangementView {
        id: row.id.to_string(),
        target: target(&row)?,
        version: row.version,
        pages: pages.iter().map(shown).collect(),
        kept: row.kept.is_some(),
    })
}

/// A page made small, JPEG.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn thumbnail(region: &Region, actor: &Actor, id: &str, page: usize) -> Result<Vec<u8>, AppError> {
    let (row, pages) = mine(region, actor, id)?;
    let page = pages.get(page).filter(|_| row.kept.is_none()).ok_or(AppError::NotFound)?;
    region.files.get(&page.thumbnail)?.ok_or(AppError::NotFound)
}

/// Changes the order, as seen at `version`.
///
/// # Errors
/// [`Refusal::Stale`] when it was changed meanwhile; refusals of added photos.
pub fn arrange(region: &Region, actor: &Actor, id: &str, version: i64, step: Step) -> Result<(), AppError> {
    let (row, mut pages) = mine(region, actor, id)?;
    if row.version != version || row.kept.is_some() {
        return Err(Refusal::Stale.into());
    }
    let mut gone = Vec::new();
    match step {
        Step::Turn(n) => {
            if let Some(page) = pages.get_mut(n).filter(|p| p.paper.is_none()) {
                page.turn = (page.turn + 1) % 4;
            }
        }
        Step::Up(n) if n > 0 && n < pages.len() => pages.swap(n, n - 1),
        Step::Down(n) if n + 1 < pages.len() => pages.swap(n, n + 1),
        Step::Remove(n) if n < pages.len() => gone.push(pages.remove(n)),
        Step::Up(_) | Step::Down(_) | Step::Remove(_) => {}
        Step::Add(files) => {
            if pages.len() + files.len() > MOST_PAGES {
                return Err(recorded(region, actor, too_many()));
            }
            if files.is_empty() || pages.iter().any(|p| p.paper.is_some()) {
                return Err(words::refuse("missing", "Pilih foto lebih dahulu.").into());
            }
            for file in files {
                let page = photo(region, actor, &file)?;
                pages.push(put(region, row.id, page)?);
            }
        }
    }
    let (text, id) = (json(&pages)?, row.id);
    let text = text.as_str();
    if !written!(region, [text], |tx| Ok::<_, AppError>(store::arrangement::change(tx, id, version, text)?))?
    {
        return Err(Refusal::Stale.into());
    }
    // The same photo may have been chosen twice: its bytes go with the last of them.
    let unused = |page: &&StoredPage| !pages.iter().any(|other| other.object == page.object);
    remove_bytes(region, gone.iter().filter(unused));
    Ok(())
}

/// Keeps them as one file: a PDF, or a single upright photo as a picture. Again after that changes nothing.
///
/// # Errors
/// [`Refusal::Upload`] when nothing is left or all together is too large.
pub fn keep_arranged(region: &Region, actor: &Actor, id: &str) -> Result<Option<AttachedDocument>, AppError> {
    let (row, pages) = mine(region, actor, id)?;
    if row.kept.is_some() {
        return Ok(None);
    }
    let mut target = target(&row)?;
    let mut parts = Vec::new();
    for page in &pages {
        parts.push(region.files.get(&page.object)?.ok_or(AppError::NotFound)?);
    }
    let (bytes, media_type, count) = match pages.as_slice() {
        [] => return Err(words::refuse("missing", "Pilih foto lebih dahulu.").into()),
        [StoredPage { paper: Some(count), .. }] => (parts.remove(0), "application/pdf", Some(*count)),
        [StoredPage { turn: 0, .. }] => (parts.remove(0), "image/jpeg", None),
        several => {
            let leaves: Vec<Leaf<'_>> = several
                .iter()
                .zip(&parts)
                .map(|(p, jpeg)| Leaf { jpeg, width: p.width, height: p.height, turn: p.turn })
                .collect();
            target.name = as_pdf(&target.name);
            (join(&leaves), "application/pdf", u32::try_from(several.len()).ok())
        }
    };
    within_limit(&bytes).map_err(|refusal| recorded(region, actor, refusal))?;
    let kept = Kept { bytes: &bytes, media_type, pages: count, from: Some(row.id) };
    let Some(document) = keep(region, actor, &target, &kept)? else { return Ok(None) };
    remove_bytes(region, pages.iter());
    attach(region, actor, &target, &document)?;
    Ok(Some(document))
}

/// `ktp.jpg` names a photo, not the PDF that it becomes a page of.
fn as_pdf(name: &str) -> String {
    let lower = name.to_lowercase();
    let ending = [".jpg", ".jpeg", ".png", ".heic"].iter().find(|e| lower.ends_with(**e));
    ending.map_or_else(|| name.to_owned(), |e| format!("{}.pdf", &name[..name.len() - e.len()]))
}

/// Throws them away now.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn discard(region: &Region, actor: &Actor, id: &str) -> Result<Target, AppError> {
    let (row, pages) = mine(region, actor, id)?;
    let id = row.id;
    written!(region, [], |tx| Ok::<_, AppError>(store::arrangement::delete(tx, id)?))?;
    if row.kept.is_none() {
        remove_bytes(region, pages.iter());
    }
    target(&row)
}

/// Bytes that no row names any more. What cannot be removed stays and hurts nobody.
pub(super) fn remove_bytes<'p>(region: &Region, pages: impl Iterator<Item = &'p StoredPage>) {
    for name in pages.flat_map(|p| [&p.object, &p.thumbnail]) {
        if let Err(error) = region.files.delete(name) {
            tracing::warn!(%error, "a page could not be removed");
        }
    }
}
