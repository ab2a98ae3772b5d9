//! *Tanda terima pendaftaran* (MJK18-12.4).

use super::context::{Subject, bare_url, request, with_common};
use super::put_file;
use super::words::kind_text;
use crate::Region;
use crate::error::AppError;
use crate::job::Outcome;
use domain::party::ApplicationRecord;
use domain::value::{Id, date_text};
use serde_json::json;

/// Lays out the receipt.
///
/// # Errors
/// Typesetting or storage; tried again.
pub(crate) fn receipt(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let subject = Subject::load(region, id)?;
    let Some(submitted) = subject.state.submitted_at else { return Ok(Outcome::Done) };
    // A received file is found by its words from now on; the words need no letter.
    crate::query::find::make_findable(region, id)?;
    let definition = &subject.definition;
    let calendar = &subject.office.calendar;
    let due =
        calendar.due(submitted, definition.service_time).map_err(|e| AppError::Failed(e.to_string()))?;
    let documents: Vec<_> = definition
        .documents
        .iter()
        .filter(|d| subject.state.documents.contains_key(&d.id))
        .map(|d| {
            let remark = d.original_at_handover.then_some("asli ditunjukkan saat pengambilan");
            json!({ "name": d.label, "remark": remark })
        })
        .collect();
    let fee = if definition.fee.as_ref().is_some_and(|fee| !fee.is_free()) {
        "Retribusi dihitung setelah permohonan disetujui. Tidak ada biaya lain."
    } else if definition.tariff_unset.is_some() {
        "Dikenai retribusi. Tarifnya belum diisi. Jangan membayar sebelum kantor mengumumkannya."
    } else {
        "Tidak dipungut biaya. Jangan membayar kepada siapa pun."
    };
    let channel = match &subject.state.entered_by {
        Some(by) if subject.state.power.is_some() => format!("Daring, oleh penerima kuasa: {}", by.name),
        Some(by) => format!("Dibantu petugas loket: {}", by.name),
        None => "Daring, oleh pemohon sendiri".to_owned(),
    };
    let registration = subject.registration();
    let url = format!("{}/permohonan/{id}", region.base_url);
    let qr = document::qr::svg(&url).map_err(|e| AppError::Failed(e.to_string()))?;
    let declaration = subject.state.declaration.as_ref();
    let data = with_common(
        region,
        json!({
            "registration_number": registration,
            "received_at": format!(
                "{} pukul {}",
                date_text::weekday_date_at(submitted, calendar.time_zone()),
                date_text::time_at(submitted, calendar.time_zone())
            ),
            "service": { "name": definition.name, "kind": kind_text(&subject.state) },
            "applicant": {
                "name": subject.state.holder_name,
                "representative": subject.state.representative.as_ref().map(|power| power.representative.clone()),
                "nik_masked": subject.personal.nik.as_ref().map(|n| n.masked()),
                "npwp": subject.personal.npwp.as_ref().map(ToString::to_string),
                "address": subject.address(),
            },
            "object": subject.object(),
            "channel": channel,
            "fee": fee,
            "due": {
                "date": date_text::weekday_date(due.last_day),
                "explanation": due.explain_id(definition.service_time_basis.label()),
            },
            "documents": documents,
            "next_steps": [
                "Petugas memeriksa berkas Anda. Anda tidak perlu berbuat apa-apa.",
                "Kami mengirim SMS bila ada yang perlu diperbaiki atau bila izin sudah siap.",
                "Simpan nomor pendaftaran ini. Anda memerlukannya saat bertanya kepada kami.",
            ],
            "declaration": declaration.map(|d| d.text.clone()),
            "declared_at": declaration.map(|d| subject.moment(d.at)),
            "tracking_url": bare_url(region).replace(&region.profile.identity.verification_path, "/akun"),
        }),
    );
    let letter = request("receipt.typ", data, Some(qr.into_bytes()), submitted, format!("{id}-receipt"));
    let laid = region.typesetter.pdf(&letter)?;
    let name = format!("tanda-terima-{registration}.pdf");
    put_file(region, *id.as_bytes(), "receipt", &name, "application/pdf", &laid.pdf)?;
    Ok(Outcome::Done)
}
