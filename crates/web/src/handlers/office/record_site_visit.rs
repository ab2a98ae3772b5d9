//! Writes the minutes of a site visit: who was there, what was found, photos, and the documents handed over (BTG68-10).

use super::moment::{moment_of, zone};
use super::perform::{file_id, recorded, settle};
use super::problems::Problems;
use super::visit::{chosen, keep};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::query::case::{CaseView, DeskAct, view};
use app::{AppError, Region};
use axum::extract::Path;
use domain::party::Actor;
use domain::process::{Command, SiteVisit};
use jiff::Timestamp;

/// Longest findings.
pub(super) const LONGEST: usize = 3_000;

fn minutes(case: &CaseView, sent: &Sent, now: Timestamp) -> Result<(SiteVisit, Vec<String>), AppError> {
    let mut problems = Problems::default();
    let at = moment_of(&mut problems, sent, "tanggal", "jam", zone(case));
    if at.is_some_and(|at| at > now) {
        problems.add("tanggal", "future", "Waktu ini belum tiba. Catat setelah tim berada di lapangan.");
    }
    let record = case.state.site_visit.as_ref();
    let there = sent.all("hadir");
    let mut team: Vec<String> = record
        .iter()
        .flat_map(|r| &r.team)
        .filter(|m| m.account.is_some_and(|a| there.contains(&a.to_string().as_str())))
        .map(|m| m.name.clone())
        .collect();
    if team.is_empty() {
        problems.add("hadir", "missing", "Pilih siapa yang hadir.");
    }
    team.extend(super::visit::names(sent.text("hadir_lain")));
    let findings =
        problems.text("temuan", sent.text("temuan"), LONGEST, "Tulis temuan dan hasil ukur di lapangan.");
    let documents = sent.all("diserahkan").into_iter().map(str::to_owned).collect();
    let visit = at.map(|at| SiteVisit {
        at,
        assignment: record.map_or_else(String::new, |r| r.assignment.clone()),
        team,
        findings,
        // Minutes that are written again keep the photos that were taken.
        photos: record.and_then(|r| r.visit.as_ref()).map_or_else(Vec::new, |v| v.photos.clone()),
        position: Some(sent.text("posisi").trim().to_owned()).filter(|p| !p.is_empty()),
        meeting: false,
    });
    problems.or(visit).map(|visit| (visit, documents))
}

fn command(region: &Region, actor: &Actor, case: &CaseView, sent: &Sent) -> Result<Command, AppError> {
    let (mut visit, documents) = minutes(case, sent, region.now())?;
    // Whoever may not record them brings no photos in either; the engine says why.
    if case.panels.open(DeskAct::RecordSiteVisit) {
        visit.photos.extend(keep(region, actor, &chosen(sent)?)?);
    }
    Ok(Command::RecordSiteVisit { visit, documents })
}

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let application = file_id(&id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            let command = command(region, actor, &case, &kept);
            let command = recorded(region, actor, application, "record_site_visit", command)?;
            region.act(actor, kept.request(application, command)).map(|_| ())
        })
        .await;
    settle(&visitor, application, &sent, "Berita acara dicatat. Setiap anggota tim mengesahkannya.", result)
        .await
}
