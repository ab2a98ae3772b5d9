//! Which stage comes next: the profile's order, without the stages whose condition does not hold.

use super::application::Application;
use super::event::Event;
use super::facts::Facts;
use super::record::{By, StageEntry};
use super::refusal::Refusal;
use super::status::Status;
use crate::calendar::SuspensionReason as ClockReason;
use crate::definition::{AgencyId, StageDef, StageId, StageKind};
use crate::formula::Values;

/// Agencies asked in a recommendation stage, in the profile's order.
pub fn agencies_asked(
    stage: &StageDef,
    values: &Values,
    facts: &Facts<'_>,
) -> Result<Vec<AgencyId>, Refusal> {
    let mut asked = Vec::new();
    for agency in &stage.agencies {
        let wanted = match &agency.when {
            Some(condition) => holds(condition, values, facts)?,
            None => true,
        };
        if wanted {
            asked.push(agency.agency.clone());
        }
    }
    Ok(asked)
}

fn holds(condition: &crate::formula::Condition, values: &Values, facts: &Facts<'_>) -> Result<bool, Refusal> {
    condition
        .evaluate(values, &facts.definition.tables)
        .map_err(|e| Refusal::Invalid { field: "condition".to_owned(), message: e.message_id() })
}

/// Whether a stage is entered at all for these values (A-48: payment is conditional, a recommendation may be switched off).
pub fn is_entered(stage: &StageDef, values: &Values, facts: &Facts<'_>) -> Result<bool, Refusal> {
    if let Some(condition) = &stage.when
        && !holds(condition, values, facts)?
    {
        return Ok(false);
    }
    Ok(match stage.kind {
        StageKind::Payment => is_paid_for(values, facts),
        StageKind::TechnicalRecommendation => !agencies_asked(stage, values, facts)?.is_empty(),
        _ => true,
    })
}

/// Only permits that carry retribution are paid for (MJK18-15), and only where the tariff leaves something to pay: nobody is
/// asked for Rp0. A fee that cannot be computed yet is expected.
fn is_paid_for(values: &Values, facts: &Facts<'_>) -> bool {
    facts.definition.fee.as_ref().is_some_and(|fee| fee.compute(values).map_or(true, |sum| sum.amount != 0))
}

/// Whether a file that comes by again, because its sheet was spoiled, has this stage behind it for good: a survey is
/// answered once (MJK18-17.2), and a number that stands in the signed bytes is given once (MJK18-11.3.i).
fn is_behind(stage: &StageDef, state: &Application, facts: &Facts<'_>) -> bool {
    match stage.kind {
        StageKind::Survey => state.survey.answered_at.is_some(),
        StageKind::Numbering => state.number.is_some() && facts.definition.numbered_before_signing(),
        _ => false,
    }
}

/// What the service clock waits for in a stage in which it does not run.
fn waits_for(kind: StageKind) -> Option<ClockReason> {
    match kind {
        StageKind::Payment => Some(ClockReason::Payment),
        StageKind::Survey => Some(ClockReason::Survey),
        kind if kind.office_clock_runs() => None,
        _ => Some(ClockReason::Applicant),
    }
}

/// Events that enter a stage.
pub fn enter(
    stage: &StageDef,
    values: &Values,
    facts: &Facts<'_>,
    issued: bool,
) -> Result<Vec<Event>, Refusal> {
    let agencies = match stage.kind {
        StageKind::TechnicalRecommendation => agencies_asked(stage, values, facts)?,
        _ => Vec::new(),
    };
    let entry = StageEntry {
        stage: stage.id.clone(),
        budget: stage.budget,
        clock_runs: stage.kind.office_clock_runs(),
        status: if issued { Status::Issued } else { Status::InProcess },
        waits_for: waits_for(stage.kind),
    };
    let mut events = vec![Event::StageEntered { entry, agencies }];
    match stage.kind {
        StageKind::Survey => events.push(Event::SurveyOpened),
        StageKind::SiteVisit => events.push(Event::SiteVisitOpened),
        _ => {}
    }
    Ok(events)
}

/// The stage that follows `from` for these values.
pub fn following<'d>(
    state: &Application,
    from: &StageId,
    values: &Values,
    facts: &Facts<'d>,
) -> Result<Option<&'d StageDef>, Refusal> {
    let start = facts.definition.position(from).map_or(0, |i| i + 1);
    for stage in facts.definition.stages.iter().skip(start) {
        if is_entered(stage, values, facts)? && !is_behind(stage, state, facts) {
            return Ok(Some(stage));
        }
    }
    Ok(None)
}

/// Events that leave the present stage and enter the next one.
pub fn advance(
    state: &Application,
    from: &StageId,
    values: &Values,
    facts: &Facts<'_>,
    issued: bool,
) -> Result<Vec<Event>, Refusal> {
    let by: By = facts.by();
    let mut events = vec![Event::StageLeft { stage: from.clone(), by }];
    if let Some(stage) = following(state, from, values, facts)? {
        events.extend(enter(stage, values, facts, issued || state.issued.is_some())?);
    }
    Ok(events)
}

/// The stages that a file with these values passes through, in order; for the status page and the profile's checks.
pub fn path<'d>(values: &Values, facts: &Facts<'d>) -> Result<Vec<&'d StageDef>, Refusal> {
    let mut stages = Vec::new();
    for stage in &facts.definition.stages {
        if is_entered(stage, values, facts)? {
            stages.push(stage);
        }
    }
    Ok(stages)
}
