//! `decide`: answers a command with events or a refusal. One file per desk.

mod archive;
mod cancellation;
mod correction;
mod decision;
mod delivery;
mod desk;
mod drafting;
mod handover;
mod issue;
mod notice;
mod numbering;
mod payment;
mod printing;
mod signing;
mod site_visit;
mod submit;
mod survey;
mod technical;
mod validation;
mod verification;

use super::application::Application;
use super::command::Command;
use super::event::Event;
use super::facts::Facts;
use super::refusal::Refusal;
use super::status::Status;
use crate::capability::Capability;
use crate::definition::{StageDef, StageKind};
use jiff::Timestamp;

/// Decides a command (see the module text of [`super`]).
pub fn decide(
    state: &Application,
    command: &Command,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if let Some(capability) = needed(command, facts)
        && !facts.actor.may(capability)
    {
        return Err(Refusal::NotAllowed { capability: Some(capability) });
    }
    match command {
        Command::SaveForm { form } => submit::save_form(state, form, facts),
        Command::SaveItems { items } => submit::save_items(state, items, facts),
        Command::AttachDocument { document, file } => submit::attach(state, document, file, facts),
        Command::DiscardDraft => submit::discard(state, facts),
        Command::Submit { declared, verification_code } => {
            submit::submit(state, *declared, verification_code, facts, now)
        }
        Command::Assign { to, note, overtaking } => {
            desk::assign(state, to, note, overtaking.as_deref(), facts)
        }
        Command::Unassign { note } => desk::unassign(state, note, facts),
        Command::SendBack { to, note } => desk::send_back(state, to, note, facts),
        Command::TellApplicant { text } => desk::tell(state, text, facts),
        Command::NoteContact { note } => desk::note_contact(state, note, facts),
        Command::NoteDeadlineMoved { clock, old, new, why } => {
            desk::deadline_moved(state, clock, *old, *new, why, facts)
        }
        Command::CheckItem { item, ok, note } => verification::check_item(state, item, *ok, note, facts, now),
        Command::PassVerification => verification::pass(state, facts),
        Command::ProposeHandBack { reason } => verification::propose_hand_back(state, reason, facts, now),
        Command::RequestCorrection { items } => correction::request(state, items, facts, now),
        Command::AnswerCorrection { form, documents, declared } => {
            correction::answer(state, form, documents, *declared, facts, now)
        }
        Command::Validate => validation::validate(state, facts),
        Command::SettleHandBack { confirm, note } => {
            validation::settle_hand_back(state, *confirm, note, facts)
        }
        Command::PlanVisit { agency, plan } => technical::plan_visit(state, agency, plan, facts),
        Command::RecordVisit { agency, visit } => technical::record_visit(state, agency, visit, facts, now),
        Command::Recommend { agency, outcome, values, note } => {
            technical::recommend(state, agency, *outcome, values, note, facts, now)
        }
        Command::ComposeDraft { kind, digest, file } => {
            drafting::compose(state, kind, digest, *file, facts, now)
        }
        Command::Initial { digest } => drafting::initial(state, digest, facts, now),
        Command::Decide { digest } => decision::decide(state, digest, facts, now),
        Command::FileLetter { letter } => decision::file_letter(state, letter, facts),
        Command::IssueSkrd { number, payment_code } => {
            payment::issue_skrd(state, number, payment_code, facts, now)
        }
        Command::ConfirmNoticeReceived { at } => payment::notice_received(state, *at, facts),
        Command::RecordPayment { bank_reference, amount, paid_at, proof } => {
            payment::record(state, bank_reference, *amount, *paid_at, proof.as_ref(), facts, now)
        }
        Command::SettlePayment { confirm, note } => payment::settle(state, *confirm, note, facts),
        Command::Expire => payment::expire(state, facts, now),
        Command::FreezePage { page } => printing::freeze(state, page, facts),
        Command::Print { paper, serial } => printing::print(state, paper, serial, facts, now),
        Command::SpoilSheet { serial, reason } => printing::spoil(state, serial, reason, facts),
        Command::Sign { digest } => signing::sign(state, digest, facts, now),
        Command::SignInInk { digest } => signing::sign_in_ink(state, digest, facts, now),
        Command::FileSigned { signed } => signing::file_signed(state, signed, facts),
        Command::AssignNumber { number } => numbering::assign(state, number, facts, now),
        Command::Scan { file } => numbering::scan(state, file, facts, now),
        Command::SettleScan { matches, note } => numbering::settle_scan(state, *matches, note, facts),
        Command::FileSealed { document } => numbering::file_sealed(state, document, facts),
        Command::RemindSurvey => survey::remind(state, facts),
        Command::SuspendForSurvey => survey::suspend(state, facts),
        Command::AnswerSurvey { answers } => survey::answer(state, answers, facts),
        Command::Ship { courier, waybill } => handover::ship(state, courier, waybill, facts),
        Command::ReturnShipment { reason } => handover::return_shipment(state, reason, facts),
        Command::HandOver { recipient, with_skrd } => {
            handover::hand_over(state, recipient, *with_skrd, facts, now)
        }
        Command::RequestCancellation { reason } => cancellation::request(state, reason, facts, now),
        Command::CheckCancellation { proper, note, digest } => {
            cancellation::check(state, *proper, note, digest, facts)
        }
        Command::DecideCancellation { approve, note, digest } => {
            cancellation::decide(state, *approve, note, digest, facts)
        }
        Command::PlanSiteVisit { at, place, assignment, team } => {
            site_visit::plan(state, *at, place, assignment, team, facts, now)
        }
        Command::RecordSiteVisit { visit, documents } => {
            site_visit::record(state, visit, documents, facts, now)
        }
        Command::SignOffSiteVisit => site_visit::sign_off(state, facts),
        Command::ConfirmNoticeSent { channel, at } => notice::sent(state, channel, *at, facts),
        Command::ReleaseIssue { number } => issue::release(state, number, facts, now),
        Command::ConfirmDelivered { channel, address, at } => {
            delivery::by_message(state, channel, address, *at, facts)
        }
        Command::MarkReplaced { number } => handover::mark_replaced(state, number, facts),
        Command::Archive { location } => archive::archive(state, location, facts, now),
    }
}

/// What the actor must be able to do. Where nobody validates, a second verifier answers for handing a file back.
fn needed(command: &Command, facts: &Facts<'_>) -> Option<Capability> {
    let validated = facts.definition.stage_of_kind(StageKind::AdminValidation).is_some();
    match command {
        Command::SettleHandBack { .. } if !validated => Some(Capability::VerifyAdministration),
        other => other.capability(),
    }
}

/// The present stage, when it is of `kind`, the file is moving, and the actor works this desk.
fn at_stage<'d>(state: &Application, kind: StageKind, facts: &Facts<'d>) -> Result<&'d StageDef, Refusal> {
    let stage = at_desk(state, kind, facts)?;
    if let Some(handler) = &state.handler
        && handler.account != facts.actor.account
    {
        return Err(Refusal::TakenBy { name: handler.name.clone() });
    }
    Ok(stage)
}

/// The present stage, when it is of `kind` and the actor works this desk, beside whoever has taken the file there.
fn at_desk<'d>(state: &Application, kind: StageKind, facts: &Facts<'d>) -> Result<&'d StageDef, Refusal> {
    let stage = open_stage(state, kind, facts)?;
    if !facts.actor.has_role(&stage.role) {
        return Err(Refusal::NotAllowed { capability: Some(kind.capability()) });
    }
    Ok(stage)
}

/// The present stage, when it is of `kind` and the file is moving; whoever acts.
fn open_stage<'d>(state: &Application, kind: StageKind, facts: &Facts<'d>) -> Result<&'d StageDef, Refusal> {
    if !matches!(
        state.status,
        Status::Submitted | Status::InProcess | Status::AwaitingPayment | Status::Issued
    ) {
        return Err(Refusal::wrong_status(state.status));
    }
    let stage = state
        .stage
        .as_ref()
        .and_then(|id| facts.definition.stage(id))
        .ok_or_else(|| Refusal::wrong_status(state.status))?;
    if stage.kind != kind {
        return Err(Refusal::WrongStage { stage: stage.label.clone() });
    }
    Ok(stage)
}

/// Nobody judges a file that he entered for somebody (MJK18-12.6, 11.3.c).
fn not_own_entry(state: &Application, facts: &Facts<'_>) -> Result<(), Refusal> {
    let own = facts.actor.account.is_some()
        && state.entered_by.as_ref().is_some_and(|by| by.account == facts.actor.account);
    if own { Err(Refusal::OwnEntry) } else { Ok(()) }
}

/// Only the owner's own account, the assisting officer until the receipt, or whoever holds the owner's power of attorney
/// (MJK18-12.6).
fn owner_acts(state: &Application, facts: &Facts<'_>) -> Result<(), Refusal> {
    let own = facts.actor.account == Some(state.owner);
    let assisting = state.submitted_at.is_none()
        && facts.actor.may_assist()
        && state.entered_by.as_ref().is_some_and(|by| by.account == facts.actor.account);
    if own || assisting || under_power(state, facts) { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Whether the actor holds a power of attorney of the owner for this service today.
fn under_power(state: &Application, facts: &Facts<'_>) -> bool {
    let power = facts.attorney.as_ref();
    power.is_some_and(|p| p.covers(state.owner, facts.actor.account, &state.service, facts.today))
}

/// The system's own work: results of rendering, signing and timers.
fn system_only(facts: &Facts<'_>) -> Result<(), Refusal> {
    if facts.actor.is_system() { Ok(()) } else { Err(Refusal::NotAllowed { capability: None }) }
}

/// A note that must say something.
fn note_given(note: &str) -> Result<(), Refusal> {
    if note.trim().is_empty() { Err(Refusal::NoteMissing) } else { Ok(()) }
}
