//! Opens a document of a file: who may, kept as seen by this person, and recorded.

use super::{check_open, unknown};
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::letter::read_file_by_id;
use crate::{Dice, Region};
use domain::party::{Actor, ApplicationRecord, StoredFile};
use domain::process::{Application, Event, Refusal};
use domain::value::{Digest, Id};
use store::file::FileRow;

/// Length of a page in a preview, in pixels: small print stays readable, a page weighs some 200 kB.
const VIEWED: u32 = 1_500;

/// A document as opened.
#[derive(Debug, Clone)]
pub struct OpenedDocument {
    /// File name.
    pub name: String,
    /// Real type.
    pub media_type: String,
    /// Bytes.
    pub bytes: Vec<u8>,
    /// SHA-256.
    pub digest: Digest,
    /// Made by the office, not uploaded.
    pub by_office: bool,
}

/// Whether a stored file belongs to an application: attached by the applicant, by an officer, or made by the office.
fn belongs(row: &FileRow, state: &Application, history: &[Event]) -> bool {
    if &row.owner == state.id.as_bytes() {
        return true;
    }
    let attached = state.documents.values().any(|d| d.file == row.id)
        || state.scan.as_ref().is_some_and(|s| s.file.file == row.id)
        || state.payment.as_ref().and_then(|p| p.proof.as_ref()).is_some_and(|p| p.file == row.id)
        || state.visits.values().flat_map(|v| &v.photos).any(|p| p.file == row.id)
        || state.site_visit.iter().flat_map(|r| &r.visit).flat_map(|v| &v.photos).any(|p| p.file == row.id);
    // Photos that a correction replaced stay readable: the old one beside the new one.
    attached
        || history.iter().any(|event| match event {
            Event::DocumentAttached { file, .. } => file.file == row.id,
            Event::CorrectionAnswered { documents, .. } => documents.values().any(|d| d.file == row.id),
            Event::Scanned { scan } => scan.file.file == row.id,
            _ => false,
        })
}

/// Opens a document for somebody who may open its file. The view is remembered (nothing is signed unseen) and recorded
/// (MJK18-10.3: reads of restricted data).
///
/// # Errors
/// [`AppError::NotFound`], a refusal as for the file, damaged bytes.
pub fn open_document(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
    file: Id<StoredFile>,
) -> Result<OpenedDocument, AppError> {
    let (state, definition) = loaded(region, actor, id, "open_document")?;
    check_open(region, actor, &definition, &state, "open_document")?;
    open_checked(region, actor, &state, file, "open_document")
}

/// Whether this person may take the originals of applicants away. Copies of identity cards leak from offices; so looking is
/// one right and taking another, which the profile gives by role.
pub fn may_take_originals(region: &Region, actor: &Actor) -> bool {
    actor.roles.iter().filter_map(|r| region.profile.roles.get(r)).any(|def| def.originals)
}

/// The bytes as they came, to be taken away. Papers of the office are for everybody who may open the file.
///
/// # Errors
/// As [`open_document`]; [`Refusal::OriginalNotAllowed`], recorded.
pub fn take_document(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
    file: Id<StoredFile>,
) -> Result<OpenedDocument, AppError> {
    let (state, definition) = loaded(region, actor, id, "open_document")?;
    let found = region.store.read(|tx| store::file::find(tx, file))?;
    let theirs = found.is_some_and(|row| &row.owner != id.as_bytes());
    let act = if theirs { "download_original" } else { "open_document" };
    check_open(region, actor, &definition, &state, act)?;
    if theirs && !may_take_originals(region, actor) {
        let refusal = Refusal::OriginalNotAllowed;
        record_refusal(region, actor, &Subject::application(id), act, &refusal)?;
        return Err(refusal.into());
    }
    open_checked(region, actor, &state, file, act)
}

/// As [`open_document`], for a reader whose right was checked.
pub(crate) fn open_checked(
    region: &Region,
    actor: &Actor,
    state: &Application,
    file: Id<StoredFile>,
    act: &'static str,
) -> Result<OpenedDocument, AppError> {
    let events = region.store.read(|tx| store::application::events(tx, state.id))?;
    let history: Vec<Event> = events.iter().map(|e| e.event()).collect::<Result<_, _>>()?;
    let found = region.store.read(|tx| store::file::find(tx, file))?;
    if !found.is_some_and(|row| belongs(&row, state, &history)) {
        unknown(region, actor, state.id, act)?;
        return Err(AppError::NotFound);
    }
    let (row, bytes) = read_file_by_id(region, file)?;
    let digest = Digest::new(row.digest);
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let application = state.id;
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        store::desk::see(tx, account, &digest, now)?;
        let subject = Subject::application(application);
        record_act(tx, &mut dice, region, actor, &subject, act, Some(*digest.as_bytes()), &[])?;
        Ok::<_, AppError>(())
    })?;
    let by_office = row.owner == *state.id.as_bytes();
    Ok(OpenedDocument { name: row.name, media_type: row.media_type, bytes, digest, by_office })
}

/// A page (from 0) as a picture with the viewer's name and the time across it, so that a copy names its source. PDFs are
/// drawn and photos decoded in the child process that looks at files of strangers.
///
/// # Errors
/// [`AppError::NotFound`] for a page that is not there; a refusal for a file that cannot be drawn.
pub fn page_picture(
    region: &Region,
    actor: &Actor,
    document: &OpenedDocument,
    page: u32,
) -> Result<Vec<u8>, AppError> {
    let office = region.office();
    let now = domain::value::date_text::moment_at(region.now(), office.calendar.time_zone());
    let across = format!("Dilihat {}, {now}", actor.name);
    match region.inspector.draw(&document.bytes, page, VIEWED, &across) {
        Ok(drawn) => Ok(drawn.jpeg),
        Err(intake::Refused::NoSuchPage) => Err(AppError::NotFound),
        Err(refused) => Err(crate::folder::refusal(refused).into()),
    }
}

/// The newest document of a kind (`draft`, `page`, `permit` …) of a file.
///
/// # Errors
/// As [`open_document`].
pub fn read_category(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
    category: &str,
) -> Result<OpenedDocument, AppError> {
    let files = region.store.read(|tx| store::file::owned_by(tx, *id.as_bytes()))?;
    match files.into_iter().find(|f| f.category == category) {
        Some(row) => open_document(region, actor, id, row.id),
        None => Err(AppError::NotFound),
    }
}

pub(crate) fn loaded(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
    act: &str,
) -> Result<(Application, std::sync::Arc<domain::definition::ServiceDefinition>), AppError> {
    let Some(stored) = region.store.read(|tx| store::application::find(tx, id))? else {
        unknown(region, actor, id, act)?;
        return Err(AppError::NotFound);
    };
    let definition = region.office().definition(&stored.state.definition)?;
    Ok((stored.state, definition))
}
