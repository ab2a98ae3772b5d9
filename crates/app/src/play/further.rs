//! Stage kinds that only some regions have: site visit, notice, issue by a division, delivery, archive.

use super::stage::{Case, Next};
use super::stand::Stand;
use crate::act::Request;
use crate::error::AppError;
use domain::definition::{StageDef, StageKind};
use domain::process::{Application, By, Command, SiteVisit};
use jiff::SignedDuration;

impl Stand {
    /// The next act in such a stage.
    pub(super) fn further(
        &mut self,
        case: &Case,
        state: &Application,
        stage: &StageDef,
        pace: u32,
    ) -> Result<Next, AppError> {
        match stage.kind {
            StageKind::SiteVisit => self.visit_site(case, state, stage, pace),
            StageKind::ProcessingIssue => {
                let officer = self.officer(stage, 0)?;
                if state.issue.is_none() {
                    let command = Command::ReleaseIssue { number: String::new() };
                    self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
                }
                self.settle()?;
                Ok(Next::After(pace))
            }
            StageKind::Archive => {
                let officer = self.officer(stage, 0)?;
                let command = Command::Archive { location: "Lemari 2, map contoh".to_owned() };
                self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
                Ok(Next::After(pace))
            }
            // Background work moves the file on.
            _ => {
                let before = state.version;
                self.settle()?;
                let (after, _) = self.state(case.id)?;
                if after.version == before {
                    return Ok(Next::After(60));
                }
                self.note(
                    &after,
                    "system",
                    if stage.kind == StageKind::Notice { "confirm_notice_sent" } else { "confirm_delivered" },
                    &stage.id.0,
                );
                Ok(Next::After(pace))
            }
        }
    }

    /// Planned for the next day, recorded there, signed off by every member of the team (BTG68-10).
    fn visit_site(
        &mut self,
        case: &Case,
        state: &Application,
        stage: &StageDef,
        pace: u32,
    ) -> Result<Next, AppError> {
        let people = self.cast.by_role.get(&stage.role).cloned().unwrap_or_default();
        let mut team = Vec::new();
        for id in people.iter().take(2) {
            team.push(self.actor(*id)?);
        }
        let Some(first) = team.first().cloned() else {
            return Err(AppError::Failed(format!("nobody holds the role {}", stage.role)));
        };
        let now = self.region.now();
        let Some(record) = &state.site_visit else {
            let at = now.checked_add(SignedDuration::from_hours(24)).unwrap_or(now);
            let members = team.iter().map(|a| By { account: a.account, name: a.name.clone() }).collect();
            let command = Command::PlanSiteVisit {
                at,
                place: "Alamat yang dimohonkan".to_owned(),
                assignment: "Surat Tugas Nomor 094/000-CONTOH/2026".to_owned(),
                team: members,
            };
            self.act(&first, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
            return Ok(Next::At(at));
        };
        if record.visit.is_none() {
            let visit = SiteVisit {
                at: record.planned,
                assignment: record.assignment.clone(),
                team: record.team.iter().map(|m| m.name.clone()).collect(),
                findings: "Keadaan di lapangan sesuai berkas.".to_owned(),
                photos: Vec::new(),
                position: None,
                meeting: false,
            };
            let documents = state.documents.keys().cloned().collect();
            let command = Command::RecordSiteVisit { visit, documents };
            self.act(&first, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
            return Ok(Next::After(pace));
        }
        for member in &team {
            let signed = record.signed_off.iter().any(|s| s.account == member.account);
            if !signed {
                self.act(
                    member,
                    &stage.role.0,
                    Request::new(case.id, Command::SignOffSiteVisit),
                    &stage.id.0,
                )?;
            }
        }
        Ok(Next::After(pace))
    }
}
