//! Records a visit with its findings and photos, or a meeting of the team with its outcome (an act inside the recommendation).

use super::moment::{moment, zone};
use super::perform::{file_id, recorded, settle, wrong};
use crate::forms::{Sent, SentFile};
use crate::visitor::{Answer, Visitor};
use app::folder::{Upload, upload};
use app::query::case::view;
use app::{AppError, Region};
use axum::extract::Path;
use domain::party::Actor;
use domain::process::{AttachedDocument, Command, Refusal, SiteVisit};

/// Photos of one visit.
const MOST_PHOTOS: usize = 10;

/// Names as typed: one a line, or with commas between them.
pub(super) fn names(text: &str) -> Vec<String> {
    let names = text.split([',', '\n', ';']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// The photos of a form.
pub(super) fn chosen(sent: &Sent) -> Result<Vec<&SentFile>, AppError> {
    let photos: Vec<&SentFile> =
        sent.files().iter().filter(|f| f.field == "foto" && !f.bytes.is_empty()).collect();
    if photos.len() > MOST_PHOTOS {
        return Err(wrong("foto", "Pilih paling banyak sepuluh foto."));
    }
    Ok(photos)
}

/// Stores them; what is wrong with one is said at the photos.
pub(super) fn keep(
    region: &Region,
    actor: &Actor,
    photos: &[&SentFile],
) -> Result<Vec<AttachedDocument>, AppError> {
    let upload = |file: &&SentFile| {
        let file = Upload { category: "visit_photo", name: &file.name, bytes: &file.bytes };
        upload(region, actor, &file).map(|kept| kept.document).map_err(|e| match e {
            // Said at the photos, where another one is chosen.
            AppError::Refused(refusal) => wrong("foto", &refusal.sentence()),
            other => other,
        })
    };
    photos.iter().map(upload).collect()
}

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let application = file_id(&id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            let typed = || -> Result<_, AppError> {
                let agency = actor.agency.clone().ok_or(Refusal::AgencyNotAsked)?;
                let visit = SiteVisit {
                    at: moment(&kept, "tanggal", "jam", zone(&case))?,
                    assignment: kept.text("surat_tugas").trim().to_owned(),
                    team: names(kept.text("tim")),
                    findings: kept.text("temuan").trim().to_owned(),
                    photos: Vec::new(),
                    position: Some(kept.text("posisi").trim().to_owned()).filter(|p| !p.is_empty()),
                    meeting: kept.text("cara") == "rapat",
                };
                let photos = keep(region, actor, &chosen(&kept)?)?;
                Ok(Command::RecordVisit { agency, visit: SiteVisit { photos, ..visit } })
            };
            let command = recorded(region, actor, application, "record_visit", typed())?;
            region.act(actor, kept.request(application, command)).map(|_| ())
        })
        .await;
    settle(&visitor, application, &sent, "Tinjauan lapangan dicatat.", result).await
}
