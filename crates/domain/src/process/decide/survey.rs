//! *Pengisian IKM*: reminders on days 2, 4 and 6, then the file stands still until it is filled (MJK18-17; ).

use super::{open_stage, system_only};
use crate::definition::StageKind;
use crate::process::{Application, Event, Facts, Refusal, Status, SurveyPolicy, SuspensionReason, flow};

const SUSPENDED: Status = Status::Suspended(SuspensionReason::Survey);

fn policy<'d>(facts: &Facts<'d>) -> Result<&'d SurveyPolicy, Refusal> {
    facts.policy.survey.as_ref().ok_or(Refusal::SurveyMissing)
}

/// Whether the file waits for the survey now.
fn waits(state: &Application, facts: &Facts<'_>) -> bool {
    let here = state
        .stage
        .as_ref()
        .and_then(|id| facts.definition.stage(id))
        .is_some_and(|s| s.kind == StageKind::Survey);
    here && state.survey.answered_at.is_none()
}

/// Calendar days since the survey opened; its own day is day 0.
fn days_open(state: &Application, facts: &Facts<'_>) -> i32 {
    let opened = state.survey.opened_at.map(|at| facts.calendar.local_date(at));
    opened.and_then(|day| day.until(facts.today).ok()).map_or(0, |span| span.get_days())
}

/// Never a fourth reminder, none before its day, nothing after an answer.
pub(super) fn remind(state: &Application, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    if !waits(state, facts) || state.survey.reminders >= policy(facts)?.reminder_count {
        return Ok(Vec::new());
    }
    let number = state.survey.reminders + 1;
    if days_open(state, facts) < i32::from(policy(facts)?.reminder_every_days) * i32::from(number) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::SurveyReminded { number }])
}

pub(super) fn suspend(state: &Application, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    if !waits(state, facts) || state.status == SUSPENDED {
        return Ok(Vec::new());
    }
    // The whole last day belongs to the applicant.
    if days_open(state, facts) <= i32::from(policy(facts)?.suspend_after_days) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::Suspended { reason: SuspensionReason::Survey }])
}

/// Only the owner, once per approved case; answers stay out of the file (they are stored apart, unseen by the desks).
pub(super) fn answer(state: &Application, answers: &[u8], facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    if facts.actor.account != Some(state.owner) {
        return Err(Refusal::NotYours);
    }
    if state.survey.answered_at.is_some() {
        return Err(Refusal::SurveyAnswered);
    }
    let suspended = state.status == SUSPENDED;
    if !suspended {
        open_stage(state, StageKind::Survey, facts)?;
    }
    let stage = state.stage.clone().ok_or_else(|| Refusal::wrong_status(state.status))?;
    if answers.len() != crate::survey::ELEMENTS.len() || answers.iter().any(|a| !(1..=4).contains(a)) {
        return Err(Refusal::SurveyIncomplete);
    }
    let mut events = Vec::new();
    if suspended {
        events.push(Event::Resumed { reason: SuspensionReason::Survey });
    }
    events.push(Event::SurveyAnswered);
    events.extend(flow::advance(state, &stage, &facts.values(state), facts, false)?);
    Ok(events)
}
