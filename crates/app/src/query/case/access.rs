//! Who may open a file (MJK18-10.3, 20.c): who works or worked a stage of it, who assigns, the agency that was asked.

use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use domain::capability::Capability;
use domain::definition::{AgencyId, ServiceDefinition, StageKind};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Refusal};
use domain::value::Id;

/// Every capability that brings somebody to a desk.
const DESKS: [Capability; 13] = [
    Capability::VerifyAdministration,
    Capability::ValidateAdministration,
    Capability::VisitSite,
    Capability::RecommendTechnically,
    Capability::Decide,
    Capability::Initial,
    Capability::Sign,
    Capability::IssueSkrd,
    Capability::ConfirmPayment,
    Capability::Print,
    Capability::AssignNumber,
    Capability::HandOver,
    Capability::Assign,
];

/// Whether a person has a desk at all.
pub fn has_desk(actor: &Actor) -> bool {
    DESKS.iter().any(|c| actor.may(*c)) || actor.may(Capability::ProcessIssue)
}

/// Refuses somebody without a desk; the attempt is recorded.
///
/// # Errors
/// [`Refusal::NotAllowed`]; database.
pub fn require_desk(region: &Region, actor: &Actor, act: &str) -> Result<(), AppError> {
    if has_desk(actor) {
        return Ok(());
    }
    let refusal = Refusal::NotAllowed { capability: None };
    record_refusal(region, actor, &subject_of(actor), act, &refusal)?;
    Err(refusal.into())
}

/// Refuses somebody without a capability; the attempt is recorded.
///
/// # Errors
/// [`Refusal::NotAllowed`]; database.
pub fn require(region: &Region, actor: &Actor, any_of: &[Capability], act: &str) -> Result<(), AppError> {
    if any_of.iter().any(|c| actor.may(*c)) {
        return Ok(());
    }
    let refusal = Refusal::NotAllowed { capability: any_of.first().copied() };
    record_refusal(region, actor, &subject_of(actor), act, &refusal)?;
    Err(refusal.into())
}

fn subject_of(actor: &Actor) -> Subject {
    actor.account.map_or_else(Subject::nobody, Subject::account)
}

/// Whether the rules let `actor` open the file. A stranger's file is not found, a desk that never had it is not allowed.
pub(crate) fn may_open(
    actor: &Actor,
    definition: &ServiceDefinition,
    state: &Application,
) -> Result<(), AppError> {
    if state.submitted_at.is_none() {
        return Err(AppError::NotFound);
    }
    if let Some(agency) = &actor.agency {
        // An agency knows only the files on which it was asked.
        let asked = state.agencies.contains(agency) && actor.may(Capability::RecommendTechnically);
        let known = asked || visits(actor, agency, definition, state);
        return if known { Ok(()) } else { Err(AppError::NotFound) };
    }
    if actor.may(Capability::Assign) {
        return Ok(());
    }
    let works = |kind: StageKind| !matches!(kind, StageKind::Registration | StageKind::Survey);
    let worked = state
        .passages
        .iter()
        .filter_map(|p| definition.stage(&p.stage))
        .any(|s| works(s.kind) && actor.has_role(&s.role) && actor.may(s.kind.capability()));
    let cancels = state.cancellation.is_some()
        && (actor.may(Capability::VerifyAdministration) || actor.may(Capability::Decide));
    // The validator confirms a hand-back before the file ever reaches his own desk.
    let hands_back = state.hand_back.is_some() && actor.may(Capability::ValidateAdministration);
    if worked || cancels || hands_back {
        return Ok(());
    }
    let capability = state.stage.as_ref().and_then(|id| definition.stage(id)).map(|s| s.kind.capability());
    Err(Refusal::NotAllowed { capability }.into())
}

/// Whether somebody of an agency knows a file through its site visit (BTG68-10.2): before the team is named everybody of an
/// agency that the service asks, who plans it; from then on the team too, whatever its agencies.
fn visits(actor: &Actor, agency: &AgencyId, definition: &ServiceDefinition, state: &Application) -> bool {
    let came =
        state.passages.iter().filter_map(|p| definition.stage(&p.stage)).any(|s| {
            s.kind == StageKind::SiteVisit && actor.has_role(&s.role) && actor.may(s.kind.capability())
        });
    let asks = definition.stages.iter().flat_map(|s| &s.agencies).any(|a| &a.agency == agency);
    let team = state.site_visit.iter().flat_map(|r| &r.team);
    came && (asks || team.into_iter().any(|m| m.account == actor.account))
}

/// As [`may_open`]; a refused attempt is recorded.
pub(crate) fn check_open(
    region: &Region,
    actor: &Actor,
    definition: &ServiceDefinition,
    state: &Application,
    act: &str,
) -> Result<(), AppError> {
    let result = may_open(actor, definition, state);
    if let Err(error) = &result {
        let refusal = error.refusal().cloned().unwrap_or(Refusal::NotYours);
        record_refusal(region, actor, &Subject::application(state.id), act, &refusal)?;
    }
    result
}

/// A file that does not exist: recorded like a stranger's, so that the two cannot be told apart.
pub(crate) fn unknown(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
    act: &str,
) -> Result<(), AppError> {
    record_refusal(region, actor, &Subject::application(id), act, &Refusal::NotYours)
}
