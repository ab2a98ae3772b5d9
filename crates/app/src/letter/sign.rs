//! Signature and seal: after consent with PIN the official's key certifies the frozen page; numbering fills one field; the
//! office seal closes all (A-50, design section 4).

use super::{put_file, read_file_by_id};
use crate::Region;
use crate::act::Request;
use crate::error::AppError;
use crate::job::Outcome;
use crate::keys::signer;
use document::fields::{NUMBER_FIELD, OFFICIAL_FIELD, SEAL_FIELD};
use document::sign::{DocMdp, SigningFacts, certify};
use domain::definition::SigningMode;
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Command, FiledDocument, IssuedDocument};
use domain::value::Id;

/// Owner name of the office's seal key.
pub(crate) const SEAL: &str = "seal";

pub(super) fn failed(error: impl std::fmt::Display) -> AppError {
    AppError::Failed(error.to_string())
}

pub(super) fn load(region: &Region, id: Id<ApplicationRecord>) -> Result<Application, AppError> {
    Ok(region.store.read(|tx| store::application::find(tx, id))?.ok_or(AppError::NotFound)?.state)
}

pub(super) fn system(
    region: &Region,
    id: Id<ApplicationRecord>,
    command: Command,
) -> Result<Outcome, AppError> {
    match region.act(&Actor::system(), Request::new(id, command)) {
        Ok(_) | Err(AppError::Refused(_)) => Ok(Outcome::Done),
        Err(other) => Err(other),
    }
}

/// Certifies the page that the official consented to, with form filling as the only permitted change.
///
/// # Errors
/// Keys, storage; tried again. Without recorded consent nothing is signed.
pub(crate) fn sign_document(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let state = load(region, id)?;
    let Some(signature) = state.signature.as_ref().filter(|s| s.mode == SigningMode::Electronic) else {
        return Ok(Outcome::Done);
    };
    let (Some(page), Some(account)) = (&state.frozen, signature.by.account) else { return Ok(Outcome::Done) };
    if signature.signed.is_some() || page.digest != signature.consented {
        return Ok(Outcome::Done);
    }
    let (_, bytes) = read_file_by_id(region, page.file)?;
    let key = region.store.read(|tx| signer(tx, &region.keys, &account.to_string()))?;
    let facts = SigningFacts {
        time: signature.at,
        reason: format!("Penandatanganan oleh {}", signature.right.title),
        location: region.profile.identity.city.clone(),
        name: signature.by.name.clone(),
    };
    let signed =
        certify(&bytes, OFFICIAL_FIELD, key.as_ref(), &facts, DocMdp::FormFilling).map_err(failed)?;
    // A signed refusal is the letter itself; it has no number to wait for (BTG68-11.3).
    if state.decision.as_ref().is_some_and(|decision| !decision.approved) {
        let filed = put_file(region, *id.as_bytes(), "refusal", "refusal.pdf", "application/pdf", &signed)?;
        return system(region, id, Command::FileSigned { signed: filed });
    }
    // With the number in it already, the signed document is the permit itself.
    if region.office().definition(&state.definition)?.numbered_before_signing() {
        let filed = put_file(region, *id.as_bytes(), "permit", "izin.pdf", "application/pdf", &signed)?;
        return file_final(region, id, filed);
    }
    let filed =
        put_file(region, *id.as_bytes(), "signed", "izin-bertanda-tangan.pdf", "application/pdf", &signed)?;
    system(region, id, Command::FileSigned { signed: filed })
}

fn file_final(region: &Region, id: Id<ApplicationRecord>, filed: FiledDocument) -> Result<Outcome, AppError> {
    let document = IssuedDocument { digest: filed.digest, file: filed.file, at: region.now() };
    system(region, id, Command::FileSealed { document })
}

/// Fills the number field and closes the document with the office seal.
///
/// # Errors
/// Keys, storage; tried again.
pub(crate) fn seal_document(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let state = load(region, id)?;
    let signed = state.signature.as_ref().and_then(|s| s.signed.as_ref());
    let (Some(number), Some(signed)) = (&state.number, signed) else { return Ok(Outcome::Done) };
    if state.issued.is_some() {
        return Ok(Outcome::Done);
    }
    let (_, bytes) = read_file_by_id(region, signed.file)?;
    let numbered = document::number::fill(&bytes, NUMBER_FIELD, &number.number).map_err(failed)?;
    let sealed = seal_bytes(region, &numbered, number.at)?;
    let filed = put_file(region, *id.as_bytes(), "permit", "izin.pdf", "application/pdf", &sealed)?;
    file_final(region, id, filed)
}

fn seal_bytes(region: &Region, bytes: &[u8], at: jiff::Timestamp) -> Result<Vec<u8>, AppError> {
    let key = region.store.read(|tx| signer(tx, &region.keys, SEAL))?;
    document::seal::seal(
        bytes,
        SEAL_FIELD,
        key.as_ref(),
        &seal_facts(region, at, "Penomoran dan segel kantor"),
    )
    .map_err(failed)
}

pub(super) fn seal_facts(region: &Region, at: jiff::Timestamp, reason: &str) -> SigningFacts {
    SigningFacts {
        time: at,
        reason: reason.to_owned(),
        location: region.profile.identity.city.clone(),
        name: region.profile.identity.office_short.clone(),
    }
}

/// Closes a document that needs only the office seal: scans, refusal and decision letters.
///
/// # Errors
/// Keys.
pub(super) fn seal_plain(
    region: &Region,
    pdf: &[u8],
    at: jiff::Timestamp,
    reason: &str,
) -> Result<Vec<u8>, AppError> {
    let key = region.store.read(|tx| signer(tx, &region.keys, SEAL))?;
    document::sign::seal_plain(pdf, key.as_ref(), &seal_facts(region, at, reason)).map_err(failed)
}

/// Files a sealed document as the permit.
///
/// # Errors
/// Database.
pub(super) fn file_permit(
    region: &Region,
    id: Id<ApplicationRecord>,
    filed: FiledDocument,
) -> Result<Outcome, AppError> {
    file_final(region, id, filed)
}
