//! *Tinjauan*: an agency's files that wait for a visit, and the rounds that are planned: several on one day make one list
//! (practice, section 2).

use crate::Region;
use crate::error::AppError;
use crate::letter::field_text;
use domain::capability::Capability;
use domain::definition::{AgencyId, FieldDef, FieldType, ServiceDefinition, VisitPolicy};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, PlannedVisit};
use domain::value::Id;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Far above what an agency has at a time.
const MOST: u32 = 1_000;
/// Parts of an address.
const PARTS: usize = 4;

/// A file that waits for a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitLine {
    /// File.
    pub id: Id<ApplicationRecord>,
    /// Registration number.
    pub registration: String,
    /// Name of the service in short.
    pub service_short: String,
    /// Holder.
    pub holder: String,
    /// Where, as the applicant wrote it.
    pub place: String,
    /// No recommendation without a visit.
    pub required: bool,
}

/// The files of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Day.
    pub day: Date,
    /// Letters of assignment.
    pub assignments: Vec<String>,
    /// Everybody of the teams.
    pub team: Vec<String>,
    /// Files, by place, so that neighbours stand together.
    pub files: Vec<VisitLine>,
}

/// What an agency has to visit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visits {
    /// Name of the agency.
    pub agency: String,
    /// Without a day, the one asked first in front.
    pub unplanned: Vec<VisitLine>,
    /// Planned, the next day first.
    pub rounds: Vec<Round>,
}

/// The visits of one's own agency (MJK18-20.c).
///
/// # Errors
/// A refusal without the right or the agency, recorded; database.
pub fn visits(region: &Region, actor: &Actor) -> Result<Visits, AppError> {
    super::case::require(region, actor, &[Capability::RecommendTechnically], "open_visits")?;
    let Some(agency) = &actor.agency else { return Ok(Visits::default()) };
    let office = region.office();
    let mut unplanned = Vec::new();
    let mut rounds: BTreeMap<Date, Round> = BTreeMap::new();
    for state in region.store.read(|tx| store::application::awaiting_agency(tx, agency, MOST))? {
        let definition = office.definition(&state.definition)?;
        let Some(line) = line(&state, &definition, agency) else { continue };
        match state.planned_visits.get(agency) {
            None => unplanned.push(line),
            Some(plan) => {
                let empty =
                    || Round { day: plan.day, assignments: Vec::new(), team: Vec::new(), files: Vec::new() };
                add(rounds.entry(plan.day).or_insert_with(empty), plan, line);
            }
        }
    }
    let mut rounds: Vec<Round> = rounds.into_values().collect();
    rounds.iter_mut().for_each(|round| round.files.sort_by(|a, b| a.place.cmp(&b.place)));
    Ok(Visits { agency: region.profile.agency_name(agency).to_owned(), unplanned, rounds })
}

fn add(round: &mut Round, plan: &PlannedVisit, line: VisitLine) {
    if !round.assignments.contains(&plan.assignment) {
        round.assignments.push(plan.assignment.clone());
    }
    for member in &plan.team {
        if !round.team.contains(member) {
            round.team.push(member.clone());
        }
    }
    round.files.push(line);
}

/// `None` when this agency does not visit for the service, or was there.
fn line(state: &Application, definition: &ServiceDefinition, agency: &AgencyId) -> Option<VisitLine> {
    let part = definition.stages.iter().flat_map(|s| &s.agencies).find(|a| &a.agency == agency)?;
    if part.visit == VisitPolicy::None || state.visits.contains_key(agency) {
        return None;
    }
    Some(VisitLine {
        id: state.id,
        registration: state.registration.map_or_else(String::new, |r| r.to_string()),
        service_short: definition.short_name.clone(),
        holder: state.holder_name.clone(),
        place: place(state, definition),
        required: part.visit == VisitPolicy::Required,
    })
}

/// The object and the answers of the group in which the kelurahan stands: that is where the team has to go.
fn place(state: &Application, definition: &ServiceDefinition) -> String {
    let fields = &definition.fields;
    let village = fields.iter().find(|f| f.kind == FieldType::Village && answered(state, f));
    let written = |f: &&FieldDef| {
        matches!(f.kind, FieldType::Text { .. } | FieldType::LongText { .. } | FieldType::Village)
    };
    let group = |f: &&FieldDef| village.is_some_and(|v| v.group == f.group);
    let object = |f: &&FieldDef| definition.object_field.as_ref() == Some(&f.id);
    let parts = fields.iter().filter(|f| object(f) || (group(f) && written(f)));
    let parts = parts.filter(|f| answered(state, f)).take(PARTS);
    let text = |f: &FieldDef| field_text(f, state.form.get(&f.id).map_or("", String::as_str));
    parts.map(text).collect::<Vec<_>>().join(", ")
}

fn answered(state: &Application, field: &FieldDef) -> bool {
    state.form.get(&field.id).is_some_and(|text| !text.trim().is_empty())
}
