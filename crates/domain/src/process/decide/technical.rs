//! *Rekomendasi teknis*: one or several agencies in parallel, with visit and values (MJK18-11.3.d, 20).

use super::submit::field_problems;
use super::{at_desk, note_given};
use crate::definition::{AgencyDef, AgencyId, StageDef, StageKind, VisitPolicy};
use crate::formula::{Value, Values};
use crate::process::record::{PlannedVisit, Recommendation, RecommendationOutcome, SiteVisit};
use crate::process::{Application, Event, Facts, Refusal, flow};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The stage and the agency's part, for a member of that agency (MJK18-20.c: only own cases).
fn part<'d>(
    state: &Application,
    agency: &AgencyId,
    facts: &Facts<'d>,
) -> Result<(&'d StageDef, &'d AgencyDef), Refusal> {
    // Agencies work beside each other: what one of them has taken does not stop the others.
    let stage = at_desk(state, StageKind::TechnicalRecommendation, facts)?;
    if facts.actor.agency.as_ref() != Some(agency) || !state.agencies.contains(agency) {
        return Err(Refusal::AgencyNotAsked);
    }
    let def = stage.agencies.iter().find(|a| &a.agency == agency).ok_or(Refusal::AgencyNotAsked)?;
    if state.recommendations.contains_key(agency) {
        return Err(Refusal::AlreadyRecommended);
    }
    Ok((stage, def))
}

/// Says on which day a team comes; a day may be set anew as long as nobody was there.
pub(super) fn plan_visit(
    state: &Application,
    agency: &AgencyId,
    plan: &PlannedVisit,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let (_, def) = part(state, agency, facts)?;
    let wrong =
        |field: &str, message: &str| Refusal::Invalid { field: field.into(), message: message.into() };
    if def.visit == VisitPolicy::None || state.visits.contains_key(agency) {
        return Err(wrong("berkas", "Berkas ini tidak menunggu tinjauan lapangan."));
    }
    if plan.day < facts.today {
        return Err(wrong("tanggal", "Tanggal tinjauan tidak boleh sebelum hari ini."));
    }
    if plan.assignment.trim().is_empty() {
        return Err(wrong("surat_tugas", "Isi nomor surat tugas."));
    }
    if plan.team.is_empty() {
        return Err(wrong("tim", "Isi nama anggota tim."));
    }
    if state.planned_visits.get(agency) == Some(plan) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::VisitPlanned { agency: agency.clone(), plan: plan.clone() }])
}

pub(super) fn record_visit(
    state: &Application,
    agency: &AgencyId,
    visit: &SiteVisit,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    part(state, agency, facts)?;
    if visit.at > now || visit.team.is_empty() || visit.assignment.trim().is_empty() {
        let message = "Isi tanggal, surat tugas dan nama tim yang hadir.".to_owned();
        return Err(Refusal::Invalid { field: "visit".into(), message });
    }
    note_given(&visit.findings)?;
    Ok(vec![Event::VisitRecorded { agency: agency.clone(), visit: visit.clone() }])
}

/// The stage is left when every agency asked has spoken; silence never moves a file.
pub(super) fn recommend(
    state: &Application,
    agency: &AgencyId,
    outcome: RecommendationOutcome,
    typed: &BTreeMap<String, String>,
    note: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let (stage, def) = part(state, agency, facts)?;
    if def.visit == VisitPolicy::Required && !state.visits.contains_key(agency) {
        return Err(Refusal::VisitMissing);
    }
    if outcome != RecommendationOutcome::Recommended {
        note_given(note)?;
    }
    let known = typed.iter().filter_map(|(id, text)| {
        let field = def.fields.iter().find(|f| &f.id == id)?;
        Some((id.clone(), field.kept(text)))
    });
    let recommendation =
        Recommendation { outcome, values: known.collect(), note: note.to_owned(), by: facts.by(), at: now };
    let mut after = state.clone();
    after.recommendations.insert(agency.clone(), recommendation.clone());
    let values = facts.values(&after);
    if outcome != RecommendationOutcome::NotRecommended {
        let problems = field_problems("rec.", &def.fields, &recommendation.values, &values, facts)?;
        if !problems.is_empty() {
            return Err(Refusal::Fields { problems });
        }
        if differs(def, &values) {
            note_given(note)?;
        }
    }
    let mut events = vec![Event::Recommended { agency: agency.clone(), recommendation }];
    if after.agencies.iter().all(|a| after.recommendations.contains_key(a)) {
        events.extend(flow::advance(&after, &stage.id, &values, facts, false)?);
    }
    Ok(events)
}

/// Whether the agency fixed another value than the applicant gave under the same name: that needs a reason.
fn differs(def: &AgencyDef, values: &Values) -> bool {
    def.fields.iter().any(|field| {
        match (values.get(&format!("form.{}", field.id)), values.get(&format!("rec.{}", field.id))) {
            (Some(own), Some(fixed)) => own != &Value::Null && fixed != &Value::Null && own != fixed,
            _ => false,
        }
    })
}
