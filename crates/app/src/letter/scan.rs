//! Wet mode: the numbered sheet comes back as a picture, is laid out as PDF/A and closed with the office seal.

use super::context::{Subject, permit_data, request, signature_block, with_common};
use super::sign::{file_permit, load, seal_plain};
use super::{put_file, read_file_by_id};
use crate::Region;
use crate::act::valid_until;
use crate::error::AppError;
use crate::job::Outcome;
use crate::ports::LetterRequest;
use domain::definition::SigningMode;
use domain::party::ApplicationRecord;
use domain::value::Id;
use serde_json::json;

/// Seals the compared scan: that is the digital copy.
///
/// # Errors
/// Typesetting, keys, storage; tried again.
pub(crate) fn seal_scan(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let state = load(region, id)?;
    let Some(scan) = state.scan.as_ref().filter(|s| s.compared_by.is_some()) else {
        return Ok(Outcome::Done);
    };
    if state.issued.is_some() {
        return Ok(Outcome::Done);
    }
    let (row, bytes) = read_file_by_id(region, scan.file.file)?;
    let pdf = if row.media_type == "application/pdf" {
        bytes
    } else {
        let name = if row.media_type == "image/png" { "scan-1.png" } else { "scan-1.jpg" };
        let number = state.number.as_ref().map_or("", |n| n.number.as_str());
        let data = with_common(
            region,
            json!({
                "title": format!("Pindaian izin {number}"),
                "summary": format!("Lembar izin nomor {number} atas nama {}.", state.holder_name),
                "pages": [name],
                "number": number,
            }),
        );
        let letter = LetterRequest {
            template: "scan.typ".to_owned(),
            data,
            attachments: vec![(name.to_owned(), bytes)],
            at: scan.at,
            ident: format!("{id}-scan"),
        };
        region.typesetter.pdf(&letter)?.pdf
    };
    let sealed = seal_plain(region, &pdf, scan.at, "Salinan digital lembar bernomor")?;
    let filed = put_file(region, *id.as_bytes(), "permit", "izin.pdf", "application/pdf", &sealed)?;
    file_permit(region, id, filed)
}

/// A picture of the sheet as it would look with ink and number: for demo and rehearsal, where nobody holds paper.
///
/// # Errors
/// Typesetting.
pub fn simulated_scan(region: &Region, id: Id<ApplicationRecord>) -> Result<Vec<u8>, AppError> {
    let subject = Subject::load(region, id)?;
    let signature = subject.state.signature.as_ref().ok_or(AppError::NotFound)?;
    let account = signature.by.account.ok_or(AppError::NotFound)?;
    let date = subject.office.calendar.local_date(signature.at);
    let block = signature_block(region, account, &signature.right, SigningMode::Wet)?;
    let until = valid_until(&subject.office, &subject.definition, &subject.state, signature.at);
    let number = subject.state.number.as_ref().map(|n| n.number.as_str());
    let (data, qr) = permit_data(region, &subject, block, number, Some(date), until)?;
    let template = &subject.definition.product.letters.permit;
    let letter = request(template, data, Some(qr), signature.at, format!("{id}-sheet"));
    region.typesetter.pictures(&letter, 150.0)?.into_iter().next().ok_or(AppError::NotFound)
}
