//! *Tinjauan lapangan* as a stage of its own (BTG68-9.3, 10): planned with a team, recorded by it, signed off by all.

use super::submit::documents_asked;
use super::{at_desk, note_given};
use crate::definition::StageKind;
use crate::process::record::{By, SiteVisit, SiteVisitRecord};
use crate::process::{Application, Event, Facts, Refusal, flow};
use jiff::Timestamp;

/// Plans the visit; planned anew, earlier minutes fall.
#[allow(clippy::too_many_arguments)]
pub(super) fn plan(
    state: &Application,
    at: Timestamp,
    place: &str,
    assignment: &str,
    team: &[By],
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    at_desk(state, StageKind::SiteVisit, facts)?;
    let people = !team.is_empty() && team.iter().all(|m| m.account.is_some() && !m.name.trim().is_empty());
    if at < now || place.trim().is_empty() || assignment.trim().is_empty() || !people {
        let message = "Isi waktu, tempat, surat tugas dan anggota tim.".to_owned();
        return Err(Refusal::Invalid { field: "visit".into(), message });
    }
    let mut members: Vec<By> = Vec::new();
    for member in team {
        if members.iter().all(|m| m.account != member.account) {
            members.push(member.clone());
        }
    }
    let planned = SiteVisitRecord {
        planned: at,
        place: place.trim().to_owned(),
        assignment: assignment.trim().to_owned(),
        team: members,
        visit: None,
        documents: Vec::new(),
        signed_off: Vec::new(),
    };
    Ok(vec![Event::SiteVisitPlanned { planned }])
}

/// The plan, for a member of its team (BTG68-10.2).
fn member<'s>(state: &'s Application, facts: &Facts<'_>) -> Result<&'s SiteVisitRecord, Refusal> {
    let record = state.site_visit.as_ref().ok_or(Refusal::VisitNotPlanned)?;
    if record.team.iter().any(|m| m.account == facts.actor.account) {
        Ok(record)
    } else {
        Err(Refusal::NotInTeam)
    }
}

/// Writes the minutes. Written again, the members sign off again.
pub(super) fn record(
    state: &Application,
    visit: &SiteVisit,
    documents: &[String],
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    at_desk(state, StageKind::SiteVisit, facts)?;
    member(state, facts)?;
    if visit.at > now || visit.team.is_empty() || visit.assignment.trim().is_empty() {
        let message = "Isi tanggal, surat tugas dan nama tim yang hadir.".to_owned();
        return Err(Refusal::Invalid { field: "visit".into(), message });
    }
    note_given(&visit.findings)?;
    let asked = documents_asked(&facts.values(state), facts)?;
    if let Some(unknown) = documents.iter().find(|id| asked.iter().all(|d| &d.id != *id)) {
        return Err(Refusal::UnknownDocument { document: unknown.clone() });
    }
    Ok(vec![Event::SiteVisitRecorded { visit: visit.clone(), documents: documents.to_vec() }])
}

/// Every member signs the minutes off; with the last one the stage is left and the minutes are locked (BTG68-10.3). All
/// documents must have been handed over at the visit (BTG68-10.1).
pub(super) fn sign_off(state: &Application, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let stage = at_desk(state, StageKind::SiteVisit, facts)?;
    let record = member(state, facts)?;
    if record.visit.is_none() {
        return Err(Refusal::VisitMissing);
    }
    let values = facts.values(state);
    let missing: Vec<String> = documents_asked(&values, facts)?
        .into_iter()
        .filter(|d| !d.optional && !record.documents.contains(&d.id))
        .map(|d| d.id.clone())
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::DocumentsMissing { documents: missing });
    }
    let signed = |by: &By| record.signed_off.iter().any(|s| s.account == by.account);
    let me = facts.by();
    if signed(&me) {
        return Err(Refusal::AlreadySignedOff);
    }
    let last = record.team.iter().all(|m| m.account == me.account || signed(m));
    let mut events = vec![Event::SiteVisitSignedOff { by: me }];
    if last {
        events.extend(flow::advance(state, &stage.id, &values, facts, false)?);
    }
    Ok(events)
}
