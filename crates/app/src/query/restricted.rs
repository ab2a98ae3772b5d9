//! *Informasi terbatas*: all electronic documents and the status of activities, for the organiser alone; the third view is the
//! audit trail ([`super::auditor`]). Each view is recorded before it is shown (MJK18-10.2.b, 10.3).

use super::case::require;
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::definition::AgencyId;
use domain::party::Actor;
use jiff::Timestamp;
use store::file::DocumentLine;
use store::overview::Activity;

/// Rows of one page.
const PAGE: u32 = 50;

fn recorded(region: &Region, actor: &Actor, view: &str) -> Result<(), AppError> {
    require(region, actor, &[Capability::ReadAuditTrail], "read_restricted")?;
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let fields = [view.to_owned()];
    let fields = fields.as_slice();
    written!(region, [region, actor, fields], |tx| {
        let mut dice = Dice::new(seed, now);
        let subject = Subject::account(account);
        record_act(tx, &mut dice, region, actor, &subject, "read_restricted", None, fields).map(|_| ())
    })
}

/// A page of documents and the key of the next older one.
pub type Documents = (Vec<DocumentLine>, Option<(Timestamp, [u8; 16])>);

/// All electronic documents, the newest first.
///
/// # Errors
/// A refusal for everybody but the organiser, recorded; database.
pub fn documents(
    region: &Region,
    actor: &Actor,
    before: Option<(Timestamp, [u8; 16])>,
) -> Result<Documents, AppError> {
    recorded(region, actor, "documents")?;
    let lines = region.store.read(|tx| store::file::documents(tx, before, PAGE))?;
    let full = lines.len() == PAGE as usize;
    let older = lines.last().filter(|_| full).map(|l| (l.file.created_at, *l.file.id.as_bytes()));
    Ok((lines, older))
}

/// Papers that the house makes or takes in, and what people read for them.
const PAPERS: [(&str, &str); 17] = [
    ("receipt", "Tanda terima"),
    ("draft", "Konsep izin"),
    ("page", "Halaman tanda tangan"),
    ("signed", "Izin bertanda tangan"),
    ("permit", "Izin"),
    ("skrd", "SKRD"),
    ("scan", "Pindaian lembar bernomor"),
    ("payment_proof", "Bukti bayar"),
    ("refusal", "Surat penolakan"),
    ("hand_back", "Surat pengembalian"),
    ("cancellation", "Surat pembatalan"),
    ("surat-pengangkatan", "Surat pengangkatan"),
    ("signed_declaration", "Lembar pernyataan"),
    ("ktp", "KTP"),
    ("npwp", "Kartu NPWP perusahaan"),
    ("akta", "Akta pendirian"),
    ("surat-kuasa", "Surat kuasa"),
];

/// What kind of paper a stored file is, in words.
pub fn paper_kind(region: &Region, category: &str) -> String {
    if let Some(agency) = category.strip_prefix("recommendation.") {
        return format!("Rekomendasi {}", region.profile.agency_name(&AgencyId(agency.to_owned())));
    }
    let made = PAPERS.iter().find(|(id, _)| *id == category).map(|(_, words)| (*words).to_owned());
    let mut asked = region.profile.services.values().flat_map(|s| &s.definition.documents);
    made.or_else(|| asked.find(|d| d.id == category).map(|d| d.label.clone()))
        .unwrap_or_else(|| "Berkas lain".to_owned())
}

/// What each holder does here, the last active first, and whether there are more; `page` counts from 1.
///
/// # Errors
/// As [`documents`].
pub fn activity(region: &Region, actor: &Actor, page: u32) -> Result<(Vec<Activity>, bool), AppError> {
    recorded(region, actor, "activity")?;
    let skip = page.max(1).saturating_sub(1).saturating_mul(PAGE);
    let mut lines = region.store.read(|tx| store::overview::activity(tx, PAGE + 1, skip))?;
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    Ok((lines, more))
}
