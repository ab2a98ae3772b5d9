//! *Pembayaran retribusi*: SKRD, notice, ten working days, proof, confirmation, lapse (MJK18-14, 15; ).

use super::{at_stage, note_given, open_stage, system_only};
use crate::definition::StageKind;
use crate::process::record::{AttachedDocument, Payment, Skrd};
use crate::process::{Application, Event, Facts, PaymentPolicy, Refusal, Status, flow};
use crate::value::Rupiah;
use jiff::Timestamp;

fn policy<'d>(facts: &Facts<'d>) -> Result<&'d PaymentPolicy, Refusal> {
    facts.policy.payment.as_ref().ok_or(Refusal::NoRetribution)
}

/// Issues the one SKRD of a file (MJK18-1.21, 14.6). The fee is computed from the values fixed in the recommendation; the
/// applicant's own figure stays beside it.
pub(super) fn issue_skrd(
    state: &Application,
    number: &str,
    payment_code: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let fee = facts.definition.fee.as_ref().ok_or(Refusal::NoRetribution)?;
    if state.skrd.is_some() {
        return Err(Refusal::SkrdExists);
    }
    at_stage(state, StageKind::Payment, facts)?;
    let policy = policy(facts)?;
    let values = facts.values(state);
    let computed = fee.compute(&values).map_err(|e| Refusal::FeeNotComputable { why: e.message_id() })?;
    // What the form's own figures would give: form values stand in for the measured ones of the same name.
    let mut own = values.clone();
    for field in &facts.definition.fields {
        if let Some(value) = values.get(&format!("form.{}", field.id)).cloned() {
            own.set(&format!("rec.{}", field.id), value);
        }
    }
    let own_amount = fee.compute(&own).ok().map(|c| c.amount);
    let skrd = Skrd {
        number: number.to_owned(),
        amount: Rupiah::new(computed.amount),
        lines: computed.lines,
        applicant_amount: own_amount.filter(|a| *a != computed.amount).map(Rupiah::new),
        payment_code: payment_code.to_owned(),
        revenue_account: policy.revenue_account.clone(),
        by: facts.by(),
        issued_at: now,
        notice_received_at: None,
        clock: None,
    };
    Ok(vec![Event::SkrdIssued { skrd }])
}

/// Starts the ten working days at the delivery of the notice (MJK18-14.3, A-56).
pub(super) fn notice_received(
    state: &Application,
    at: Timestamp,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    let skrd = state.skrd.as_ref().ok_or(Refusal::SkrdMissing)?;
    if skrd.notice_received_at.is_some() || state.status != Status::AwaitingPayment {
        return Ok(Vec::new());
    }
    // No report is older than what it reports.
    let at = at.max(skrd.issued_at);
    Ok(vec![Event::PaymentNoticeReceived { at, pay_within: policy(facts)?.pay_within }])
}

/// Whether the bank's time lies within the ten working days; the bank's time decides, not the report's.
fn in_time(state: &Application, paid_at: Timestamp, facts: &Facts<'_>) -> Result<bool, Refusal> {
    let Some(clock) = state.skrd.as_ref().and_then(|s| s.clock.as_ref()) else { return Ok(true) };
    Ok(clock.due(facts.calendar)?.is_none_or(|due| !due.passed(paid_at)))
}

pub(super) fn record(
    state: &Application,
    bank_reference: &str,
    amount: Rupiah,
    paid_at: Timestamp,
    proof: Option<&AttachedDocument>,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let skrd = state.skrd.as_ref().ok_or(Refusal::SkrdMissing)?;
    if bank_reference.trim().is_empty() {
        let message = "Isi nomor bukti dari bank.".to_owned();
        return Err(Refusal::Invalid { field: "bank_reference".into(), message });
    }
    if facts.bank_reference_used {
        return Err(Refusal::BankReferenceUsed);
    }
    if paid_at > now || paid_at < skrd.issued_at {
        return Err(Refusal::PaidInFuture);
    }
    // After the grace the file is void for good, also for money that reached the bank in time: it is paid back.
    if state.status == Status::ExpiredUnpaid || !in_time(state, paid_at, facts)? {
        return Err(Refusal::PaidTooLate);
    }
    at_stage(state, StageKind::Payment, facts)?;
    if state.payment.is_some() {
        return Err(Refusal::PaymentExists);
    }
    if amount != skrd.amount {
        return Err(Refusal::WrongAmount { expected: skrd.amount });
    }
    let payment = Payment {
        bank_reference: bank_reference.trim().to_owned(),
        amount,
        paid_at,
        proof: proof.cloned(),
        recorded_by: facts.by(),
        recorded_at: now,
        confirmed_by: None,
    };
    let mut events = vec![Event::PaymentRecorded { payment }];
    if !facts.policy.second_payment_confirmation {
        events.extend(confirmed(state, facts)?);
    }
    Ok(events)
}

fn confirmed(state: &Application, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let stage = open_stage(state, StageKind::Payment, facts)?;
    let mut events = vec![Event::PaymentConfirmed { by: facts.by() }];
    events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    Ok(events)
}

/// A second person confirms the recorded payment, or takes it out again.
pub(super) fn settle(
    state: &Application,
    confirm: bool,
    note: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    open_stage(state, StageKind::Payment, facts)?;
    let payment = state.payment.as_ref().ok_or(Refusal::PaymentMissing)?;
    if payment.recorded_by.account == facts.actor.account {
        return Err(Refusal::OwnProposal);
    }
    if confirm {
        return confirmed(state, facts);
    }
    note_given(note)?;
    Ok(vec![Event::PaymentRejected { by: facts.by(), note: note.to_owned() }])
}

/// Deadline and settlement grace are over and nothing was paid in time: the receivable is void (MJK18-14.4).
pub(super) fn expire(state: &Application, facts: &Facts<'_>, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    if state.status != Status::AwaitingPayment {
        return Ok(Vec::new());
    }
    // A recorded payment waits for its second person; the timer looks again later, in case it is taken out.
    if state.payment.is_some() {
        return Err(Refusal::NotYetExpired);
    }
    let clock = state.skrd.as_ref().and_then(|s| s.clock.as_ref()).ok_or(Refusal::NotYetExpired)?;
    let due = clock.due(facts.calendar)?.ok_or(Refusal::NotYetExpired)?;
    let grace = crate::calendar::RunningClock::start(due.at, policy(facts)?.settlement_grace);
    let last = grace.due(facts.calendar)?.ok_or(Refusal::NotYetExpired)?;
    if !last.passed(now) {
        return Err(Refusal::NotYetExpired);
    }
    Ok(vec![Event::ExpiredUnpaid])
}
