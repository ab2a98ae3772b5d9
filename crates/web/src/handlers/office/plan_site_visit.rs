//! Plans a site visit: day, place, letter of assignment, team. The applicant is invited (BTG68-9.3, BTG68-10.1).

use super::moment::{moment_of, zone};
use super::perform::{file_id, recorded, settle};
use super::problems::Problems;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::query::case::{Candidate, CaseView, view};
use axum::extract::Path;
use domain::process::{By, Command};
use jiff::Timestamp;

/// Longest place and letter of assignment.
pub(super) const LONGEST: usize = 160;

fn plan(case: &CaseView, sent: &Sent, now: Timestamp) -> Result<Command, AppError> {
    let mut problems = Problems::default();
    let at = moment_of(&mut problems, sent, "jadwal_tanggal", "jadwal_jam", zone(case));
    if at.is_some_and(|at| at < now) {
        problems.add("jadwal_tanggal", "past", "Waktu ini sudah lewat. Pilih hari dan jam yang akan datang.");
    }
    let place = problems.text("tempat", sent.text("tempat"), LONGEST, "Tulis tempat yang ditinjau.");
    let assignment =
        problems.text("surat_tugas", sent.text("surat_tugas"), LONGEST, "Tulis nomor surat tugas.");
    let candidates: &[Candidate] = case.site_visit.as_ref().map_or(&[], |v| v.candidates.as_slice());
    let chosen = sent.all("anggota");
    let team: Vec<By> = candidates
        .iter()
        .filter(|c| chosen.contains(&c.account.to_string().as_str()))
        .map(|c| By { account: Some(c.account), name: c.name.clone() })
        .collect();
    if team.is_empty() {
        problems.add("anggota", "missing", "Pilih paling sedikit satu anggota tim.");
    } else if team.len() < chosen.len() {
        problems.add("anggota", "unknown", "Ada anggota yang tidak dapat dipilih lagi. Pilih dari daftar.");
    }
    problems.or(at.map(|at| Command::PlanSiteVisit { at, place, assignment, team }))
}

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let application = file_id(&id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            let command = plan(&case, &kept, region.now());
            let command = recorded(region, actor, application, "plan_site_visit", command)?;
            region.act(actor, kept.request(application, command)).map(|_| ())
        })
        .await;
    settle(&visitor, application, &sent, "Tinjauan lapangan dijadwalkan. Pemohon diberi tahu.", result).await
}
