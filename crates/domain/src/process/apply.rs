//! `apply`: the state after an event. Pure, total for every event that `decide` can emit.

use super::application::Application;
use super::event::Event;
use super::record::*;
use super::status::{Status, SuspensionReason};
use super::transition;
use crate::calendar::{ClockError, RunningClock, SuspensionReason as ClockReason};
use crate::definition::SigningMode;
use jiff::Timestamp;
use std::collections::BTreeMap;
use thiserror::Error;

/// Why an event cannot follow this state. It means a broken record, not a refused wish.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ApplyError {
    /// The first event must start a draft, and only the first.
    #[error("event `{0}` cannot come first or again")]
    Order(&'static str),
    /// The move is not in the transition table.
    #[error("event `{event}` cannot move {from} to {to}")]
    Transition {
        /// Event.
        event: &'static str,
        /// Before.
        from: &'static str,
        /// After.
        to: &'static str,
    },
    /// A clock was stopped twice or started while running.
    #[error("clock: {0}")]
    Clock(#[from] ClockError),
    /// The event needs something that the state does not have.
    #[error("event `{0}` has nothing to act on")]
    Nothing(&'static str),
}

/// Rebuilds a state from its events in order.
pub fn replay<'e>(
    events: impl IntoIterator<Item = (&'e Event, Timestamp)>,
) -> Result<Option<Application>, ApplyError> {
    let mut state = None;
    for (event, at) in events {
        state = Some(apply(state, event, at)?);
    }
    Ok(state)
}

/// The state after `event`, which happened `at`.
pub fn apply(state: Option<Application>, event: &Event, at: Timestamp) -> Result<Application, ApplyError> {
    let mut next = match (state, event) {
        (None, Event::DraftStarted { new }) => return Ok(started(new)),
        (None, other) => return Err(ApplyError::Order(other.name())),
        (Some(_), Event::DraftStarted { .. }) => return Err(ApplyError::Order("draft_started")),
        (Some(state), _) => state,
    };
    let before = next.status;
    change(&mut next, event, at)?;
    next.version += 1;
    if !transition::is_legal(before, event, next.status) {
        return Err(ApplyError::Transition {
            event: event.name(),
            from: before.name(),
            to: next.status.name(),
        });
    }
    if next.status.is_terminal() && !before.is_terminal() {
        close(&mut next, at);
    }
    Ok(next)
}

fn started(new: &super::NewApplication) -> Application {
    Application {
        id: new.id,
        version: 1,
        service: new.service.clone(),
        definition: new.definition,
        owner: new.owner,
        holder_name: new.holder_name.clone(),
        entered_by: new.entered_by.clone(),
        power: new.power,
        delivery_failed: false,
        kind: new.kind,
        earlier: new.earlier.clone(),
        representative: None,
        created_at: new.at,
        status: Status::Draft,
        stage: None,
        passages: Vec::new(),
        handler: None,
        form: Default::default(),
        items: Vec::new(),
        documents: Default::default(),
        declaration: None,
        registration: None,
        submitted_at: None,
        clock: None,
        service_done_at: None,
        site_visit: None,
        notices: Vec::new(),
        issue: None,
        archive: None,
        checks: Default::default(),
        verified_by: None,
        validated_by: None,
        corrections: Vec::new(),
        agencies: Vec::new(),
        planned_visits: Default::default(),
        visits: Default::default(),
        recommendations: Default::default(),
        draft: None,
        decision: None,
        skrd: None,
        payment: None,
        sheets: Vec::new(),
        frozen: None,
        signature: None,
        number: None,
        scan: None,
        issued: None,
        survey: SurveyRecord::default(),
        shipment: None,
        letter: None,
        handover: None,
        hand_back: None,
        cancellation: None,
        verification_code: None,
        closed_at: None,
    }
}

fn close(next: &mut Application, at: Timestamp) {
    next.closed_at = Some(at);
    next.handler = None;
    if next.service_done_at.is_none() {
        next.service_done_at = Some(at);
    }
    if let Some(passage) = next.passages.last_mut().filter(|p| p.left_at.is_none()) {
        passage.left_at = Some(at);
    }
    next.stage = None;
}

fn stop(clock: &mut Option<RunningClock>, at: Timestamp, reason: ClockReason) -> Result<(), ApplyError> {
    if let Some(clock) = clock.as_mut().filter(|c| c.suspended().is_none()) {
        clock.suspend(at, reason)?;
    }
    Ok(())
}

fn run(clock: &mut Option<RunningClock>, at: Timestamp) -> Result<(), ApplyError> {
    if let Some(clock) = clock.as_mut().filter(|c| c.suspended().is_some()) {
        clock.resume(at)?;
    }
    Ok(())
}

fn change(next: &mut Application, event: &Event, at: Timestamp) -> Result<(), ApplyError> {
    match event {
        Event::DraftStarted { .. } => return Err(ApplyError::Order("draft_started")),
        Event::FormSaved { form } => {
            if form.iter().any(|(id, typed)| next.form.get(id) != Some(typed)) {
                next.documents.remove(SIGNED_DECLARATION);
            }
            next.form.extend(form.clone());
        }
        Event::ItemsSaved { items } => {
            if next.items != *items {
                next.documents.remove(SIGNED_DECLARATION);
            }
            next.items = items.clone();
        }
        Event::DocumentAttached { document, file } => {
            // A signature stands for what the form said then (MJK18-12.3): what changes afterwards is signed anew.
            next.documents.remove(SIGNED_DECLARATION);
            next.documents.insert(document.clone(), file.clone());
        }
        Event::DraftDiscarded => {
            next.form.clear();
            next.items.clear();
            next.documents.clear();
            next.closed_at = Some(at);
        }
        Event::Submitted { registration, declaration, budget, verification_code, representative } => {
            next.representative.clone_from(representative);
            next.registration = Some(*registration);
            next.declaration = Some(declaration.clone());
            next.verification_code = Some(verification_code.clone());
            next.submitted_at = Some(at);
            next.clock = Some(RunningClock::start(at, *budget));
            next.status = Status::Submitted;
        }
        Event::StageEntered { entry, agencies } => enter(next, entry, agencies, at)?,
        Event::StageLeft { stage, by } => {
            if let Some(passage) =
                next.passages.iter_mut().rev().find(|p| &p.stage == stage && p.left_at.is_none())
            {
                passage.left_at = Some(at);
                passage.by = Some(by.clone());
            }
            next.stage = None;
            next.handler = None;
        }
        Event::Assigned { to, .. } => next.handler = Some(to.clone()),
        Event::Unassigned { .. } => next.handler = None,
        Event::ItemChecked { item, check } => {
            next.checks.insert(item.clone(), check.clone());
        }
        Event::VerificationPassed { by } => {
            next.verified_by = Some(by.clone());
            // A file that was verified anew is validated anew, and a proposal to hand it back is settled by that.
            next.validated_by = None;
            next.hand_back = None;
        }
        Event::Validated { by } => next.validated_by = Some(by.clone()),
        Event::CorrectionRequested { round } => {
            next.corrections.push(round.clone());
            stop(&mut next.clock, at, ClockReason::Correction)?;
            stop_passage(next, at, ClockReason::Correction)?;
            next.status = Status::Returned;
        }
        Event::CorrectionAnswered { form, documents, declaration } => {
            let round = next.corrections.last_mut().ok_or(ApplyError::Nothing("correction_answered"))?;
            round.answered_at = Some(at);
            let items: Vec<String> = round.items.iter().map(|i| i.item.clone()).collect();
            // What was corrected is judged again; a corrected field opens the verdict on the whole form too.
            let form_touched = !form.is_empty();
            let again = |item: &String| items.contains(item) || (form_touched && item == "form");
            next.checks.retain(|item, _| !again(item));
            correct_form(next, form);
            next.documents.extend(documents.clone());
            next.hand_back = None;
            if let Some(declaration) = declaration {
                next.declaration = Some(declaration.clone());
            }
            run(&mut next.clock, at)?;
            run_passage(next, at)?;
            next.status = Status::InProcess;
        }
        Event::SentBack { voids_validation, .. } => {
            if *voids_validation {
                next.validated_by = None;
            }
            // The draft may say what the earlier desks are about to change, so its initials cannot stand.
            next.draft = None;
        }
        Event::HandBackProposed { proposal } => next.hand_back = Some(proposal.clone()),
        Event::HandBackDeclined { .. } => next.hand_back = None,
        Event::HandedBack { .. } => next.status = Status::HandedBack,
        Event::VisitPlanned { agency, plan } => {
            next.planned_visits.insert(agency.clone(), plan.clone());
        }
        Event::VisitRecorded { agency, visit } => {
            next.visits.insert(agency.clone(), visit.clone());
        }
        Event::Recommended { agency, recommendation } => {
            next.recommendations.insert(agency.clone(), recommendation.clone());
        }
        Event::DraftComposed { draft, .. } => next.draft = Some(draft.clone()),
        Event::Initialled { mark } => {
            next.draft.as_mut().ok_or(ApplyError::Nothing("initialled"))?.initials.push(mark.clone());
        }
        Event::Approved { decision } | Event::RefusalDecided { decision } => {
            next.decision = Some(decision.clone());
        }
        Event::Refused { decision } => {
            next.decision = Some(decision.clone());
            next.status = Status::Refused;
        }
        Event::LetterIssued { letter } => next.letter = Some(letter.clone()),
        Event::SkrdIssued { skrd } => {
            next.skrd = Some(skrd.clone());
            next.status = Status::AwaitingPayment;
        }
        Event::PaymentNoticeReceived { at: received, pay_within } => {
            let skrd = next.skrd.as_mut().ok_or(ApplyError::Nothing("payment_notice_received"))?;
            skrd.notice_received_at = Some(*received);
            skrd.clock = Some(RunningClock::start(*received, *pay_within));
        }
        Event::PaymentRecorded { payment } => next.payment = Some(payment.clone()),
        Event::PaymentConfirmed { by } => {
            next.payment.as_mut().ok_or(ApplyError::Nothing("payment_confirmed"))?.confirmed_by =
                Some(by.clone());
            next.status = Status::InProcess;
        }
        Event::PaymentRejected { .. } => next.payment = None,
        Event::ExpiredUnpaid => next.status = Status::ExpiredUnpaid,
        Event::PageFrozen { page } => next.frozen = Some(page.clone()),
        Event::Printed { sheet } => next.sheets.push(sheet.clone()),
        Event::SheetSpoiled { serial, reason } => {
            let sheet = next.sheets.iter_mut().find(|s| &s.serial == serial);
            sheet.ok_or(ApplyError::Nothing("sheet_spoiled"))?.spoiled = Some(reason.clone());
            // Ink goes with its sheet, and so does the picture of it. The number stays and is written again.
            if next.issued.is_none() && next.signature.as_ref().is_some_and(|s| s.mode == SigningMode::Wet) {
                next.signature = None;
                next.scan = None;
            }
        }
        Event::SignatureGiven { signature } => next.signature = Some(signature.clone()),
        Event::DocumentSigned { signed } => {
            next.signature.as_mut().ok_or(ApplyError::Nothing("document_signed"))?.signed =
                Some(signed.clone());
        }
        Event::Numbered { number } => next.number = Some(number.clone()),
        Event::Scanned { scan } => next.scan = Some(scan.clone()),
        Event::ScanCompared { by } => {
            next.scan.as_mut().ok_or(ApplyError::Nothing("scan_compared"))?.compared_by = Some(by.clone());
        }
        Event::ScanRejected { .. } => next.scan = None,
        Event::DocumentSealed { document } => {
            next.issued = Some(document.clone());
            next.service_done_at = Some(at);
            next.status = Status::Issued;
        }
        Event::SurveyOpened => next.survey.opened_at = Some(at),
        Event::SurveyReminded { number } => next.survey.reminders = *number,
        Event::SurveyAnswered => next.survey.answered_at = Some(at),
        Event::Suspended { reason } => next.status = Status::Suspended(*reason),
        Event::Resumed { reason: SuspensionReason::Survey | SuspensionReason::ForceMajeure } => {
            next.status = if next.issued.is_some() { Status::Issued } else { Status::InProcess };
        }
        Event::Shipped { courier, waybill, .. } => next.shipment = Some((courier.clone(), waybill.clone())),
        Event::ShipmentReturned { .. } => {
            next.shipment = None;
            next.delivery_failed = true;
        }
        Event::HandedOver { handover } => {
            next.handover = Some(handover.clone());
            next.status = Status::HandedOver;
        }
        Event::CancellationRequested { request } => next.cancellation = Some(request.clone()),
        Event::CancellationChecked { by, digest, .. } => {
            let request = next.cancellation.as_mut().ok_or(ApplyError::Nothing("cancellation_checked"))?;
            request.checked_by = Some(by.clone());
            request.digest = *digest;
        }
        Event::Cancelled { .. } => next.status = Status::Cancelled,
        Event::Revoked { .. } => next.status = Status::Revoked,
        Event::Replaced { .. } => next.status = Status::Replaced,
        Event::CancellationDeclined { .. } => next.cancellation = None,
        Event::SiteVisitOpened => {
            if let Some(visit) = next.site_visit.as_mut() {
                visit.signed_off.clear();
            }
        }
        Event::SiteVisitPlanned { planned } => next.site_visit = Some(planned.clone()),
        Event::SiteVisitRecorded { visit, documents } => {
            let record = next.site_visit.as_mut().ok_or(ApplyError::Nothing("site_visit_recorded"))?;
            record.visit = Some(visit.clone());
            record.documents.clone_from(documents);
            record.signed_off.clear();
        }
        Event::SiteVisitSignedOff { by } => {
            let record = next.site_visit.as_mut().ok_or(ApplyError::Nothing("site_visit_signed_off"))?;
            record.signed_off.push(by.clone());
        }
        Event::NoticeSent { notice } => next.notices.push(notice.clone()),
        Event::IssueReleased { issue } => next.issue = Some(issue.clone()),
        Event::Delivered { handover } => next.handover = Some(handover.clone()),
        Event::Archived { archive } => next.archive = Some(archive.clone()),
        Event::ContactNoted { .. } | Event::ApplicantTold { .. } | Event::DeadlineMoved { .. } => {}
    }
    Ok(())
}

fn enter(
    next: &mut Application,
    entry: &StageEntry,
    agencies: &[crate::definition::AgencyId],
    at: Timestamp,
) -> Result<(), ApplyError> {
    next.stage = Some(entry.stage.clone());
    next.status = entry.status;
    next.handler = None;
    if !agencies.is_empty() {
        next.agencies = agencies.to_vec();
        // Asked anew, as after a send-back: every agency speaks again. Visits stay.
        next.recommendations.clear();
    }
    if entry.clock_runs {
        run(&mut next.clock, at)?;
    } else if next.service_done_at.is_none() {
        stop(&mut next.clock, at, entry.waits_for.unwrap_or(ClockReason::Applicant))?;
    }
    next.passages.push(StagePassage {
        stage: entry.stage.clone(),
        entered_at: at,
        clock: entry.budget.map(|b| RunningClock::start(at, b)),
        left_at: None,
        by: None,
    });
    Ok(())
}

/// Puts corrected values in: `<field>`, or `item.<n>.<field>` for one of several items.
pub(super) fn correct_form(next: &mut Application, form: &BTreeMap<String, String>) {
    for (name, typed) in form {
        match item_place(name) {
            Some((index, field)) => {
                if let Some(item) = next.items.get_mut(index) {
                    item.insert(field.to_owned(), typed.clone());
                }
            }
            None => {
                next.form.insert(name.clone(), typed.clone());
            }
        }
    }
}

/// Reads `item.<n>.<field>`, counted from 1, into index and field.
pub(super) fn item_place(name: &str) -> Option<(usize, &str)> {
    let (number, field) = name.strip_prefix("item.")?.split_once('.')?;
    Some((number.parse::<usize>().ok()?.checked_sub(1)?, field))
}

fn stop_passage(next: &mut Application, at: Timestamp, reason: ClockReason) -> Result<(), ApplyError> {
    match next.passages.last_mut() {
        Some(passage) => stop(&mut passage.clock, at, reason),
        None => Ok(()),
    }
}

fn run_passage(next: &mut Application, at: Timestamp) -> Result<(), ApplyError> {
    match next.passages.last_mut() {
        Some(passage) => run(&mut passage.clock, at),
        None => Ok(()),
    }
}
