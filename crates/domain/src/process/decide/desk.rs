//! What every desk can do: take, give, put back, send back, note a contact (practice: ambil, disposisi, turun berkas).

use super::note_given;
use crate::capability::Capability;
use crate::definition::{StageDef, StageId, StageKind};
use crate::process::record::By;
use crate::process::{Application, Event, Facts, Refusal, Status, flow};
use jiff::Timestamp;

/// The present stage for somebody who works it or assigns.
fn desk<'d>(state: &Application, facts: &Facts<'d>) -> Result<&'d StageDef, Refusal> {
    if !matches!(
        state.status,
        Status::InProcess | Status::AwaitingPayment | Status::Issued | Status::Returned
    ) {
        return Err(Refusal::wrong_status(state.status));
    }
    let stage = state
        .stage
        .as_ref()
        .and_then(|id| facts.definition.stage(id))
        .ok_or_else(|| Refusal::wrong_status(state.status))?;
    let initials = stage.kind == StageKind::Decision && facts.actor.may(Capability::Initial);
    if works(stage, facts) || initials || facts.actor.may(Capability::Assign) {
        Ok(stage)
    } else {
        Err(Refusal::NotAllowed { capability: Some(stage.kind.capability()) })
    }
}

fn works(stage: &StageDef, facts: &Facts<'_>) -> bool {
    facts.actor.has_role(&stage.role) && facts.actor.may(stage.kind.capability())
}

/// Oldest first: taking a younger file, or taking one from somebody else, needs a reason and is counted.
pub(super) fn assign(
    state: &Application,
    to: &By,
    note: &str,
    overtaking: Option<&str>,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let stage = desk(state, facts)?;
    let own = to.account == facts.actor.account;
    if !own && !facts.actor.may(Capability::Assign) {
        return Err(Refusal::NotAllowed { capability: Some(Capability::Assign) });
    }
    // Nobody holds a file at a desk that is not the own: those who work there would be locked out.
    if own && !works(stage, facts) {
        return Err(Refusal::NotAllowed { capability: Some(stage.kind.capability()) });
    }
    // A file in the hands of somebody who is away would stand still.
    if to.account.is_some_and(|account| facts.officials.absent(account, facts.today)) {
        return Err(if own { Refusal::OnLeave } else { Refusal::ColleagueOnLeave { name: to.name.clone() } });
    }
    let judges = matches!(stage.kind, StageKind::AdminVerification | StageKind::AdminValidation);
    if judges && state.entered_by.as_ref().is_some_and(|by| by.account == to.account) {
        return Err(Refusal::OwnEntry);
    }
    if let Some(handler) = &state.handler {
        if own && handler.account != to.account && !facts.actor.may(Capability::Assign) {
            return Err(Refusal::TakenBy { name: handler.name.clone() });
        }
        note_given(note)?;
    }
    let reason = overtaking.map(str::trim).filter(|r| !r.is_empty());
    if facts.overtakes && reason.is_none() {
        return Err(Refusal::OvertakingReasonMissing);
    }
    Ok(vec![Event::Assigned {
        to: to.clone(),
        by: facts.by(),
        note: note.to_owned(),
        overtaking: reason.filter(|_| facts.overtakes).map(str::to_owned),
    }])
}

pub(super) fn unassign(state: &Application, note: &str, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    // The system gives back the files of somebody who is away or has left, whatever desk they lie at.
    if facts.actor.is_system() {
        return Ok(state.handler.iter().map(|_| Event::Unassigned { note: note.to_owned() }).collect());
    }
    desk(state, facts)?;
    let Some(handler) = &state.handler else { return Ok(Vec::new()) };
    if handler.account != facts.actor.account && !facts.actor.may(Capability::Assign) {
        return Err(Refusal::TakenBy { name: handler.name.clone() });
    }
    Ok(vec![Event::Unassigned { note: note.to_owned() }])
}

/// *Turun berkas*: back one or more desks; the applicant sees nothing new, the clock runs on, earlier records stay.
pub(super) fn send_back(
    state: &Application,
    to: &StageId,
    note: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let stage = desk(state, facts)?;
    may_send_back(state, stage, facts)?;
    if !matches!(
        stage.kind,
        StageKind::AdminValidation
            | StageKind::TechnicalRecommendation
            | StageKind::SiteVisit
            | StageKind::Decision
            | StageKind::Printing
    ) || state.decision.is_some()
    {
        return Err(Refusal::WrongStage { stage: stage.label.clone() });
    }
    note_given(note)?;
    let target = facts.definition.stage(to).ok_or(Refusal::NotAnEarlierStage)?;
    let earlier = facts.definition.position(to) < facts.definition.position(&stage.id);
    if !earlier || target.kind == StageKind::Registration || !state.passages.iter().any(|p| &p.stage == to) {
        return Err(Refusal::NotAnEarlierStage);
    }
    let values = facts.values(state);
    let validation = facts.definition.stages.iter().position(|s| s.kind == StageKind::AdminValidation);
    let voids_validation = validation.is_some() && facts.definition.position(to) <= validation;
    let mut events = vec![
        Event::SentBack { to: to.clone(), note: note.to_owned(), by: facts.by(), voids_validation },
        Event::StageLeft { stage: stage.id.clone(), by: facts.by() },
    ];
    events.extend(flow::enter(target, &values, facts, false)?);
    Ok(events)
}

/// Who works the desk, and has the file when somebody has; at a decision also the official whose initials are due.
fn may_send_back(state: &Application, stage: &StageDef, facts: &Facts<'_>) -> Result<(), Refusal> {
    let actor = facts.actor;
    if stage.kind == StageKind::Decision
        && actor.may(Capability::Initial)
        && let (Some(account), Some(position)) =
            (actor.account, super::drafting::awaited_initial(state, facts))
        && facts.officials.holds(account, position, facts.today)
    {
        return Ok(());
    }
    if stage.kind == StageKind::TechnicalRecommendation {
        super::at_desk(state, stage.kind, facts)?;
        let asked = actor.agency.as_ref().is_some_and(|agency| state.agencies.contains(agency));
        return if asked { Ok(()) } else { Err(Refusal::AgencyNotAsked) };
    }
    super::at_stage(state, stage.kind, facts)?;
    if actor.may(stage.kind.capability()) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed { capability: Some(stage.kind.capability()) })
    }
}

pub(super) fn note_contact(
    state: &Application,
    note: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    desk(state, facts)?;
    note_given(note)?;
    Ok(vec![Event::ContactNoted { by: facts.by(), note: note.to_owned() }])
}

/// *Kirim pesan*: who has the file at his desk writes to the applicant; the text stays in the history.
pub(super) fn tell(state: &Application, text: &str, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    desk(state, facts)?;
    note_given(text)?;
    Ok(vec![Event::ApplicantTold { by: facts.by(), text: text.trim().to_owned() }])
}

/// Says in the history why a deadline moved; the due date itself is always computed from the calendar.
pub(super) fn deadline_moved(
    state: &Application,
    clock: &str,
    old: Timestamp,
    new: Timestamp,
    why: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    super::system_only(facts)?;
    if state.status.is_terminal() || old == new {
        return Ok(Vec::new());
    }
    Ok(vec![Event::DeadlineMoved { clock: clock.to_owned(), old, new, why: why.to_owned() }])
}
