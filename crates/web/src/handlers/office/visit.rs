//! Records a visit with its findings (an act inside the recommendation).

use super::moment::{moment, zone};
use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::{Command, Refusal, SiteVisit};

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "record_visit", "Tinjauan lapangan dicatat.", |case, actor, sent| {
        let agency = actor.agency.clone().ok_or(Refusal::AgencyNotAsked)?;
        let at = moment(sent, "tanggal", "jam", zone(case))?;
        let team = sent
            .text("tim")
            .split([',', '\n', ';'])
            .map(str::trim)
            .filter(|n| !n.is_empty())
            .map(str::to_owned);
        let visit = SiteVisit {
            at,
            assignment: sent.text("surat_tugas").trim().to_owned(),
            team: team.collect(),
            findings: sent.text("temuan").trim().to_owned(),
            photos: Vec::new(),
            position: Some(sent.text("posisi").trim().to_owned()).filter(|p| !p.is_empty()),
        };
        Ok(Command::RecordVisit { agency, visit })
    })
    .await
}
