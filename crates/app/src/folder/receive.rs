//! Takes what an applicant has chosen: a clear file is kept at once; several photos, and what looks poor, are shown first.

use super::arrange::{self, NewPage};
use super::keep::{Kept, keep};
use super::upload::{look, recorded};
use super::words::{self, LARGEST, MOST_PAGES};
use super::{Place, Target};
use crate::Region;
use crate::act::Request;
use crate::error::AppError;
use domain::party::{Actor, Arrangement};
use domain::process::{AttachedDocument, Command, Refusal};
use domain::value::Id;
use intake::Looked;

/// A page of A4 at 200 dots an inch, which keeps small print readable.
pub(crate) const LONGEST: u32 = 2_340;

/// A file as it came, by form or in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Name as chosen by the person.
    pub name: String,
    /// Bytes.
    pub bytes: Vec<u8>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It is in the folder, and attached where it was meant to be.
    Kept(AttachedDocument),
    /// It waits for its owner's look.
    ToArrange(Id<Arrangement>),
}

/// Takes what was chosen for one document (MJK18-12.2).
///
/// # Errors
/// [`Refusal::Upload`], recorded: nothing chosen, a file that cannot be kept, photos and PDF together.
pub fn receive(
    region: &Region,
    actor: &Actor,
    target: &Target,
    files: Vec<Incoming>,
) -> Result<Received, AppError> {
    let refused = |refusal: Refusal| recorded(region, actor, refusal);
    let mut target = target.clone();
    if target.name.trim().is_empty() {
        target.name = files.first().map(|f| f.name.clone()).unwrap_or_default();
    }
    let mut files = files;
    match files.len() {
        0 => Err(words::refuse("missing", "Pilih berkas lebih dahulu.").into()),
        1 => one(region, actor, &target, files.remove(0)),
        n if n > MOST_PAGES => Err(refused(too_many())),
        _ => {
            let mut pages = Vec::new();
            for file in files {
                pages.push(photo(region, actor, &file)?);
            }
            arrange::open(region, actor, &target, pages).map(Received::ToArrange)
        }
    }
}

pub(super) fn too_many() -> Refusal {
    words::refuse("too_many", "Satu dokumen paling banyak 30 foto. Bagi menjadi beberapa berkas.")
}

fn one(region: &Region, actor: &Actor, target: &Target, file: Incoming) -> Result<Received, AppError> {
    let done = |kept: &Kept<'_>| match keep(region, actor, target, kept)? {
        Some(document) => {
            attach(region, actor, target, &document)?;
            Ok(Received::Kept(document))
        }
        None => Err(AppError::NotFound),
    };
    match look(region, actor, &file.bytes, LONGEST)? {
        Looked::Picture(picture) if picture.doubts.is_empty() => {
            done(&Kept { bytes: &picture.kept, media_type: picture.media_type, pages: None, from: None })
        }
        Looked::Paper { pages, doubts } if doubts.is_empty() => {
            done(&Kept { bytes: &file.bytes, media_type: "application/pdf", pages: Some(pages), from: None })
        }
        Looked::Picture(picture) => {
            let page = NewPage::photo(file.name, picture);
            arrange::open(region, actor, target, vec![page]).map(Received::ToArrange)
        }
        Looked::Paper { pages, doubts } => {
            let thumbnail = region.inspector.draw(&file.bytes, 0, 360, "").map_err(words::refusal)?.jpeg;
            let page = NewPage {
                name: file.name,
                bytes: file.bytes,
                thumbnail,
                width: 0,
                height: 0,
                doubts,
                paper: Some(pages),
            };
            arrange::open(region, actor, target, vec![page]).map(Received::ToArrange)
        }
    }
}

/// One of several: a photo. The person hears which one is meant.
pub(super) fn photo(region: &Region, actor: &Actor, file: &Incoming) -> Result<NewPage, AppError> {
    let named = |error: AppError| match error {
        AppError::Refused(Refusal::Upload { kind, message }) => {
            let name = super::keep::plain_name(&file.name);
            Refusal::Upload { kind, message: format!("{name}: {message}") }.into()
        }
        other => other,
    };
    match look(region, actor, &file.bytes, LONGEST).map_err(named)? {
        Looked::Picture(picture) => Ok(NewPage::photo(file.name.clone(), picture)),
        Looked::Paper { .. } => {
            let refusal = words::refuse("mixed", "Pilih beberapa foto, atau satu PDF saja.");
            Err(recorded(region, actor, refusal))
        }
    }
}

/// Attaches a kept file where it was meant to be. Those of a correction are sent together later.
pub(super) fn attach(
    region: &Region,
    actor: &Actor,
    target: &Target,
    file: &AttachedDocument,
) -> Result<(), AppError> {
    let Place::Draft { application, document } = &target.place else { return Ok(()) };
    let id = application.parse().map_err(|_| AppError::NotFound)?;
    let command = Command::AttachDocument { document: document.clone(), file: file.clone() };
    region.act(actor, Request::new(id, command)).map(|_| ())
}

/// A joined file is as limited as one that came whole.
pub(super) fn within_limit(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > LARGEST { Err(words::too_large()) } else { Ok(()) }
}
