//! *Folder akun pengguna*: my files, reusable in every application (MJK18-12.2).

use super::own_file::own;
use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use crate::letter::read_file_by_id;
use domain::access::AccessPaper;
use domain::party::{Account, Actor, StoredFile};
use domain::process::{Application, AttachedDocument, Refusal};
use domain::value::{Digest, Id};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
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
    /// Which paper it is a version of.
    pub series: String,
    /// Which version.
    pub version: i64,
    /// The newest of its paper.
    pub newest: bool,
    /// Pages, where they were counted.
    pub pages: Option<i64>,
    /// Until when the paper is valid.
    pub validity: Validity,
    /// Real type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Local day of the upload.
    pub day: Date,
    /// Applications that use it: id, and registration number or the service of a draft.
    pub used_in: Vec<(String, String)>,
}

/// A paper that ends within so many days is named in time for a new one.
const SOON: i64 = 30;

/// Whether a paper is valid today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// Without end, or nobody said.
    Open,
    /// Valid through this day.
    Until(Date),
    /// Valid through this day, which is near.
    Ending(Date),
    /// No longer valid since the day after this one.
    Ended(Date),
}

impl Validity {
    /// On a day. A paper is valid through its last day.
    pub fn on(today: Date, last: Option<Date>) -> Validity {
        let Some(last) = last else { return Validity::Open };
        let left = today.until(last).map_or(0, |span| i64::from(span.get_days()));
        match left {
            ..0 => Validity::Ended(last),
            0..=SOON => Validity::Ending(last),
            _ => Validity::Until(last),
        }
    }
}

/// Papers that services ask for, with what people call them, in the order of the alphabet.
pub fn papers(region: &Region) -> Vec<(String, String)> {
    let asked = region.profile.services.values().flat_map(|s| &s.definition.documents);
    let mut named: BTreeMap<&str, &str> = asked.map(|d| (d.id.as_str(), d.label.as_str())).collect();
    // A firm's representative renews the power of attorney here (MJK18-8.4.e).
    let power = AccessPaper::PowerOfAttorney;
    named.insert(power.id(), power.label());
    let mut papers: Vec<(String, String)> =
        named.into_iter().map(|(id, label)| (id.to_owned(), label.to_owned())).collect();
    papers.sort_by_key(|(_, label)| label.to_lowercase());
    papers
}

fn last_day(row: &FileRow) -> Option<Date> {
    row.valid_until.as_ref().and_then(|text| text.parse().ok())
}

/// My files, newest first.
///
/// # Errors
/// Database.
pub fn folder(region: &Region, actor: &Actor) -> Result<Vec<FolderView>, AppError> {
    listed(region, actor.account.ok_or(AppError::NotSignedIn)?)
}

/// Files of a folder that belong to one application: what it uses, and what was sent to correct it. A helper sees no other
/// file of the owner (MJK18-12.6).
///
/// # Errors
/// [`AppError::NotFound`] when the application is not mine; database.
pub fn files_for(region: &Region, actor: &Actor, application: &str) -> Result<Vec<FolderView>, AppError> {
    let file = own(region, actor, application)?;
    let files = listed(region, file.state.owner)?;
    let mine = |f: &FolderView| belongs(&file.state, &f.id, &f.category);
    Ok(files.into_iter().filter(|f| file.under.is_none() || mine(f)).collect())
}

/// Whether a file is used by an application or was sent to correct it.
fn belongs(state: &Application, file: &str, category: &str) -> bool {
    let used = state.documents.values().any(|d| d.file.to_string() == file);
    let number = state.registration.map(|number| number.to_string());
    let sent = category.split_once('@').is_some_and(|(_, of)| Some(of) == number.as_deref());
    used || sent
}

fn listed(region: &Region, account: Id<Account>) -> Result<Vec<FolderView>, AppError> {
    let (files, states) = region.store.read(|tx| -> Result<_, AppError> {
        Ok((store::file::owned_by(tx, *account.as_bytes())?, store::application::owned_by(tx, account)?))
    })?;
    let office = region.office();
    let today = office.calendar.local_date(region.now());
    let name = |s: &Application| match s.registration {
        Some(number) => number.to_string(),
        None => office
            .definition(&s.definition)
            .map_or_else(|_| "draf".to_owned(), |d| format!("draf {}", d.name)),
    };
    let mut seen = BTreeSet::new();
    Ok(files
        .into_iter()
        .map(|row| FolderView {
            used_in: states
                .iter()
                .filter(|s| s.registration.is_some() || s.closed_at.is_none())
                .filter(|s| s.documents.values().any(|d| d.file == row.id))
                .map(|s| (s.id.to_string(), name(s)))
                .collect(),
            newest: seen.insert(row.series.clone()),
            validity: Validity::on(today, last_day(&row)),
            series: row.series,
            version: row.version,
            pages: row.pages,
            id: row.id.to_string(),
            name: row.name,
            category: row.category,
            media_type: row.media_type,
            size: row.size,
            day: office.calendar.local_date(row.created_at),
        })
        .collect())
}

/// A file of somebody else's application that I look after under a power of attorney (MJK18-12.6).
fn held_file(region: &Region, actor: &Actor, id: &str) -> Result<Option<FileRow>, AppError> {
    let Some(helper) = actor.account else { return Ok(None) };
    let Ok(file) = id.parse::<Id<StoredFile>>() else { return Ok(None) };
    let today = region.office().calendar.local_date(region.now());
    region.store.read(|tx| -> Result<_, AppError> {
        let Some(row) = store::file::find(tx, file)? else { return Ok(None) };
        let owner = Id::<Account>::from_bytes(row.owner);
        let powers = store::power_of_attorney::between(tx, owner, helper)?;
        if powers.is_empty() {
            return Ok(None);
        }
        let ended = |s: &Application| s.closed_at.map(|at| region.office().calendar.local_date(at));
        let covered = |s: &Application| {
            powers.iter().any(|p| p.covers(owner, Some(helper), &s.service, today) && p.reaches(ended(s)))
        };
        let states = store::application::owned_by(tx, owner)?;
        let found = states.iter().any(|s| covered(s) && belongs(s, id, &row.category));
        Ok(found.then_some(row))
    })
}

/// The row of one of my files.
pub(crate) fn mine(region: &Region, actor: &Actor, id: &str) -> Result<FileRow, AppError> {
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
    let Some(account) = actor.account.filter(|_| actor.may_assist()) else {
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
    if let Some(row) = held_file(region, actor, id)? {
        return read_file_by_id(region, row.id);
    }
    let row = mine(region, actor, id)?;
    read_file_by_id(region, row.id)
}

/// Length of a small picture of a file, in pixels: enough to tell a blurred photo from a clear one, some 30 kB.
const SMALL: u32 = 640;

/// The first page of one of my files as a small picture. It is drawn in the child process that looks at files of strangers.
///
/// # Errors
/// As [`folder_file`]; a refusal for a file that cannot be drawn.
pub fn folder_picture(region: &Region, actor: &Actor, id: &str) -> Result<Vec<u8>, AppError> {
    let (_, bytes) = folder_file(region, actor, id)?;
    match region.inspector.draw(&bytes, 0, SMALL, "") {
        Ok(drawn) => Ok(drawn.jpeg),
        Err(refused) => Err(crate::folder::refusal(refused).into()),
    }
}

/// One of my files, to be attached to an application.
///
/// # Errors
/// As [`folder_file`].
pub fn attachable(region: &Region, actor: &Actor, id: &str) -> Result<AttachedDocument, AppError> {
    let row = match held_file(region, actor, id)? {
        Some(row) => row,
        None => mine(region, actor, id)?,
    };
    let valid_until = last_day(&row);
    Ok(AttachedDocument { file: row.id, digest: Digest::new(row.digest), name: row.name, valid_until })
}
