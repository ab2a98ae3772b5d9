//! What follows an act, written in its transaction: messages, jobs, register rows.

use super::Request;
use super::permit_row::permit_row;
use super::placement::worked;
use super::record::Subject;
use crate::account::{actor_of, read_personal};
use crate::error::AppError;
use crate::job::{Work, enqueue, plan_paper_ends};
use crate::message::{Recipient, send};
use crate::{Dice, Office, Region};
use domain::calendar::RunningClock;
use domain::definition::{RequestKind, ServiceDefinition, SigningMode, StageKind};
use domain::party::Actor;
use domain::process::{Application, Command, Event, Refusal};
use domain::value::{Id, date_text};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde_json::{Value, json};
use store::WriteTx;
use store::desk::RefundRow;

#[allow(clippy::too_many_arguments)]
pub(super) fn follow_up(
    region: &Region,
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    office: &Office,
    definition: &ServiceDefinition,
    state: &Application,
    events: &[Event],
    request: &Request,
) -> Result<(), AppError> {
    let mut after = FollowUp { region, tx, dice, office, definition, state };
    for event in events {
        after.event(event, request)?;
    }
    Ok(())
}

struct FollowUp<'a, 'c> {
    region: &'a Region,
    tx: &'a WriteTx<'c>,
    dice: &'a mut Dice,
    office: &'a Office,
    definition: &'a ServiceDefinition,
    state: &'a Application,
}

impl FollowUp<'_, '_> {
    fn now(&self) -> Timestamp {
        self.dice.now()
    }

    fn job(&mut self, work: Work, at: Timestamp) -> Result<(), AppError> {
        enqueue(self.tx, self.dice, work, at)
    }

    fn soon(&mut self, work: Work) -> Result<(), AppError> {
        let now = self.now();
        self.job(work, now)
    }

    /// A message that nobody can receive is refused, not lost: the officer calls instead.
    fn write_to_applicant(&mut self, text: &str) -> Result<(), AppError> {
        if self.tell_counted("office_message", json!({ "text": text }))? > 0 {
            return Ok(());
        }
        let message = "Pemohon tidak punya nomor ponsel atau surel. Hubungi dengan cara lain.";
        Err(Refusal::Invalid { field: "kalimat".into(), message: message.into() }.into())
    }

    /// Tells the owner; `more` joins the variables that every message may use.
    fn tell(&mut self, event: &str, more: Value) -> Result<(), AppError> {
        self.tell_counted(event, more).map(|_| ())
    }

    /// The same; answers how many messages were written.
    fn tell_counted(&mut self, event: &str, more: Value) -> Result<usize, AppError> {
        let (_, owner) = actor_of(self.region, self.tx, self.state.owner)?;
        let personal = read_personal(&self.region.keys, &owner)?;
        let variables = variables(self.region, self.office, self.definition, self.state, self.now(), more);
        let told = personal.notices_to();
        let written = send(self.tx, self.region, self.dice, event, &told, Some(self.state.id), &variables)?;
        if let Some(copy) = personal.copy_to() {
            send(self.tx, self.region, self.dice, event, &copy, None, &variables)?;
        }
        Ok(written)
    }

    /// Who holds the permit that somebody wants to take over hears of it, and may object at the counter.
    fn tell_old_holder(&mut self) -> Result<(), AppError> {
        let Some(earlier) = &self.state.earlier else { return Ok(()) };
        let Some(permit) = store::permit::of_application(self.tx, earlier.application)? else {
            return Ok(());
        };
        let (_, holder) = actor_of(self.region, self.tx, permit.holder)?;
        let personal = read_personal(&self.region.keys, &holder)?;
        let to = Recipient { phone: personal.phone, email: personal.email };
        let more = json!({ "name": permit.holder_name, "permit_number": permit.number });
        let variables = variables(self.region, self.office, self.definition, self.state, self.now(), more);
        send(self.tx, self.region, self.dice, "transfer_asked", &to, Some(earlier.application), &variables)
            .map(|_| ())
    }

    fn event(&mut self, event: &Event, request: &Request) -> Result<(), AppError> {
        let application = self.state.id;
        let zone = self.office.calendar.time_zone().clone();
        match event {
            Event::Submitted { .. } => {
                self.soon(Work::Receipt { application })?;
                self.tell("submitted", json!({}))?;
                plan_paper_ends(self.region, self.tx, self.dice, self.office, self.state)?;
                if self.state.kind == RequestKind::Transfer {
                    self.tell_old_holder()?;
                }
            }
            Event::StageEntered { entry, agencies } => {
                let due = self.agency_clock().and_then(|c| c.due(&self.office.calendar).ok().flatten());
                for agency in agencies {
                    let (now, due) = (self.now(), due.as_ref().map(|d| d.at));
                    store::application::ask_agency(self.tx, application, agency, now, due)?;
                }
                let kind = self.definition.stage(&entry.stage).map(|s| s.kind);
                match kind {
                    Some(StageKind::Decision) => self.soon(Work::ComposeDraft { application })?,
                    Some(StageKind::Printing | StageKind::Signing) if self.state.frozen.is_none() => {
                        self.soon(Work::FreezePage { application })?;
                    }
                    Some(StageKind::Notice) => self.soon(Work::ConfirmNotice { application })?,
                    Some(StageKind::Delivery) => self.soon(Work::ConfirmDelivery { application })?,
                    Some(StageKind::Handover) => {
                        self.tell("ready_for_pickup", json!({}))?;
                        let days = i64::from(self.region.profile.policy.pickup_remind_days);
                        let wait = SignedDuration::from_hours(24 * days);
                        let at = self.now().checked_add(wait).unwrap_or(self.now());
                        self.job(Work::RemindPickup { application }, at)?;
                    }
                    _ => {}
                }
            }
            Event::CorrectionRequested { round } => {
                let due = round.clock.due(&self.office.calendar).ok().flatten();
                let more = due_text(due.as_ref(), round.items.len());
                self.tell("correction_requested", more)?;
                if let Some(due) = due {
                    let at = due.at.checked_sub(SignedDuration::from_hours(3 * 24)).unwrap_or(due.at);
                    self.job(Work::RemindCorrection { application, round: round.round }, at.max(self.now()))?;
                }
            }
            // The corrected paper may be another one, with another last day.
            Event::CorrectionAnswered { .. } => {
                plan_paper_ends(self.region, self.tx, self.dice, self.office, self.state)?;
            }
            Event::HandedBack { .. } => {
                let reason = self.state.hand_back.as_ref().map_or_else(String::new, |p| p.reason.clone());
                self.tell("handed_back", json!({ "reason": reason }))?;
                self.soon(Work::Letter { application, letter: "hand_back".into() })?;
            }
            Event::VisitPlanned { agency, plan } => {
                let more = json!({
                    "agency": self.region.profile.agency_name(agency),
                    "visit_date": date_text::weekday_date(plan.day),
                    "visit_short": plan.day.strftime("%d-%m-%Y").to_string(),
                });
                self.tell("visit_planned", more)?;
            }
            // The invitation to a visit that is a stage of its own (BTG68-9.3).
            Event::SiteVisitPlanned { planned } => {
                let stage = self.definition.stage_of_kind(StageKind::SiteVisit);
                let role = stage.and_then(|s| self.region.profile.roles.get(&s.role));
                let day = planned.planned.to_zoned(zone.clone()).date();
                let more = json!({
                    "agency": role.map_or("Tim teknis", |r| r.label.as_str()),
                    "visit_date": date_text::weekday_date(day),
                    "visit_short": day.strftime("%d-%m-%Y").to_string(),
                    "visit_time": date_text::time_at(planned.planned, &zone),
                    "visit_place": planned.place,
                });
                self.tell("site_visit_planned", more)?;
            }
            Event::Recommended { agency, .. } => {
                let (now, calendar) = (self.now(), &self.office.calendar);
                let clock = self.agency_clock();
                let due = clock.and_then(|c| c.due(calendar).ok().flatten()).map(|d| d.at);
                let used = clock.and_then(|c| worked(c, calendar, now));
                store::application::agency_answered(self.tx, application, agency, now, due, used)?;
                self.soon(Work::Recommendation { application, agency: agency.clone() })?;
            }
            Event::Approved { .. } => self.tell("approved", json!({}))?,
            Event::Refused { .. } => {
                self.tell("refused", json!({}))?;
                // A signed refusal is its own letter.
                if self.state.letter.is_none() {
                    self.soon(Work::Letter { application, letter: "refusal".into() })?;
                }
            }
            Event::SkrdIssued { .. } => {
                self.tell("payment_notice", json!({}))?;
                self.soon(Work::Skrd { application })?;
            }
            Event::PaymentNoticeReceived { .. } => self.payment_times()?,
            Event::PaymentRejected { .. } => {
                // Its reference may come again with the right file.
                if let Some(reference) = self.rejected_reference()? {
                    store::desk::free_bank_reference(self.tx, &reference, application)?;
                }
            }
            Event::PaymentConfirmed { .. } => self.soon(Work::Skrd { application })?,
            Event::ExpiredUnpaid => self.tell("expired_unpaid", json!({}))?,
            Event::SheetSpoiled { serial, .. } => {
                store::desk::spoil_sheet(self.tx, serial, self.now())?;
                // Who signs may have changed since the page was laid out; the next sheet bears the present name.
                if self.definition.product.signing == SigningMode::Wet {
                    self.soon(Work::FreezePage { application })?;
                }
            }
            Event::SignatureGiven { signature } if signature.mode == SigningMode::Electronic => {
                self.soon(Work::SignDocument { application })?;
            }
            Event::Numbered { .. }
                if self.definition.product.signing == SigningMode::Electronic
                    && !self.definition.numbered_before_signing() =>
            {
                self.soon(Work::SealDocument { application })?;
            }
            // Without a signature the numbered page is the document (PWK63-6.2.f).
            Event::IssueReleased { .. } | Event::Numbered { .. }
                if self.definition.product.signing == SigningMode::None && self.state.number.is_some() =>
            {
                self.soon(Work::IssueDocument { application })?;
            }
            Event::ScanCompared { .. } => self.soon(Work::SealScan { application })?,
            Event::DocumentSealed { document } => {
                self.enter_register(*document.digest.as_bytes())?;
                // A certified copy leaves the permit as it is.
                let earlier = self.state.earlier.as_ref().filter(|_| self.state.kind.succeeds());
                if let (Some(earlier), Some(number)) = (earlier, &self.state.number) {
                    let (application, number) = (earlier.application, number.number.clone());
                    self.soon(Work::ReplaceEarlier { application, number })?;
                }
                self.tell("permit_issued", json!({}))?;
            }
            Event::SurveyOpened => {
                self.tell("survey_opened", json!({}))?;
                self.survey_times(&zone)?;
            }
            Event::SurveyReminded { number } => self.tell("survey_reminder", json!({ "count": number }))?,
            Event::SurveyAnswered => self.keep_answers(request, &zone)?,
            Event::Suspended { .. } => self.tell("survey_suspended", json!({}))?,
            Event::Resumed { .. } => self.tell("survey_resumed", json!({}))?,
            Event::ApplicantTold { text, .. } => self.write_to_applicant(text)?,
            Event::Shipped { courier, waybill, .. } => {
                self.tell("shipped", json!({ "courier": courier, "waybill": waybill }))?;
            }
            Event::ShipmentReturned { reason, .. } => {
                self.tell("delivery_failed", json!({ "reason": reason }))?;
            }
            Event::HandedOver { .. } => self.tell("handed_over", json!({}))?,
            Event::Cancelled { .. } => {
                self.tell("cancelled", json!({}))?;
                self.soon(Work::Letter { application, letter: "cancellation".into() })?;
            }
            Event::Revoked { .. } => {
                store::permit::set_state(self.tx, application, "revoked")?;
                self.tell("revoked", json!({}))?;
                self.soon(Work::Letter { application, letter: "cancellation".into() })?;
            }
            Event::Replaced { .. } => store::permit::set_state(self.tx, application, "replaced")?,
            Event::CancellationDeclined { note, .. } => {
                self.tell("cancellation_declined", json!({ "reason": note }))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The time that was agreed with the agencies for the last recommendation stage (MJK18-20.b).
    fn agency_clock(&self) -> Option<&RunningClock> {
        let asks = |stage| {
            self.definition.stage(stage).is_some_and(|s| s.kind == StageKind::TechnicalRecommendation)
        };
        self.state.passages.iter().rev().find(|p| asks(&p.stage))?.clock.as_ref()
    }

    /// A reminder three days before the last day, and the lapse after the grace (MJK18-14.3, 14.4; A-57).
    fn payment_times(&mut self) -> Result<(), AppError> {
        let application = self.state.id;
        let Some(policy) = &self.region.profile.policy.payment else { return Ok(()) };
        let grace = policy.settlement_grace;
        let due = self
            .state
            .skrd
            .as_ref()
            .and_then(|s| s.clock.as_ref()?.due(&self.office.calendar).ok().flatten());
        let Some(due) = due else { return Ok(()) };
        let remind =
            due.at.checked_sub(SignedDuration::from_hours(6 * 24 + 15)).unwrap_or(due.at).max(self.now());
        self.job(Work::RemindPayment { application }, remind)?;
        let last =
            domain::calendar::RunningClock::start(due.at, grace).due(&self.office.calendar).ok().flatten();
        if let Some(last) = last {
            let after = last.at.checked_add(SignedDuration::from_secs(2)).unwrap_or(last.at);
            self.job(Work::ExpirePayment { application }, after)?;
        }
        Ok(())
    }

    /// Reminders at eight in the morning of days 2, 4 and 6, standing still after the end of day 6 (MJK18-17.3, 17.4).
    fn survey_times(&mut self, zone: &jiff::tz::TimeZone) -> Result<(), AppError> {
        let application = self.state.id;
        let Some(policy) = self.region.profile.policy.survey.clone() else { return Ok(()) };
        let opened = self.now().to_zoned(zone.clone()).date();
        let at = |day: u16, hour: i8| -> Option<Timestamp> {
            let date = opened.checked_add(i32::from(day).days()).ok()?;
            date.at(hour, 0, 0, 0).to_zoned(zone.clone()).ok().map(|z| z.timestamp())
        };
        for n in 1..=policy.reminder_count {
            if let Some(at) = at(policy.reminder_every_days * u16::from(n), 8) {
                self.job(Work::RemindSurvey { application, number: n }, at)?;
            }
        }
        if let Some(at) = at(policy.suspend_after_days + 1, 0) {
            self.job(Work::SuspendSurvey { application }, at)?;
        }
        Ok(())
    }

    /// Answers without a link to the file; very fast ones can be counted apart.
    fn keep_answers(&mut self, request: &Request, zone: &jiff::tz::TimeZone) -> Result<(), AppError> {
        if let Command::AnswerSurvey { answers } = &request.command {
            let digits: String = answers.iter().map(ToString::to_string).collect();
            let month = self.now().to_zoned(zone.clone()).strftime("%Y-%m").to_string();
            let seconds = request.seconds.map_or(0, i64::from);
            let id = self.dice.secret();
            let mut short = [0; 16];
            short.copy_from_slice(&id[..16]);
            let (service, device) = (&self.definition.id.0, request.staff_device);
            store::desk::add_survey_answer(self.tx, short, service, &month, &digits, seconds, device)?;
        }
        Ok(())
    }

    fn rejected_reference(&self) -> Result<Option<String>, AppError> {
        let events = store::application::events(self.tx, self.state.id)?;
        for stored in events.iter().rev() {
            if let Event::PaymentRecorded { payment } = stored.event()? {
                return Ok(Some(payment.bank_reference));
            }
        }
        Ok(None)
    }

    fn enter_register(&mut self, digest: [u8; 32]) -> Result<(), AppError> {
        let now = self.now();
        let row = permit_row(self.office, self.definition, self.state, self.dice.id(), digest, now)
            .ok_or_else(|| AppError::Damaged("a sealed document without number or code".into()))?;
        store::permit::insert(self.tx, &row)?;
        Ok(())
    }
}

/// Number of things to correct, and the last day, for messages about a correction.
pub(crate) fn due_text(due: Option<&domain::calendar::Due>, count: usize) -> Value {
    json!({
        "count": count,
        "due_date": due.map_or_else(String::new, |d| date_text::weekday_date(d.last_day)),
        "due_short": due.map_or_else(String::new, |d| d.last_day.strftime("%d-%m-%Y").to_string()),
    })
}

/// Everything about a file that a message may name; `more` overrides.
pub(crate) fn variables(
    region: &Region,
    office: &Office,
    definition: &ServiceDefinition,
    state: &Application,
    now: Timestamp,
    more: Value,
) -> Value {
    let calendar = &office.calendar;
    let policy = region.profile.policy.payment.as_ref();
    let skrd = state.skrd.as_ref();
    // Until the notice is delivered, the last day is told as if it were delivered now.
    let due = match (skrd, policy) {
        (Some(skrd), Some(policy)) => match &skrd.clock {
            Some(clock) => clock.due(calendar).ok().flatten(),
            None => calendar.due(now, policy.pay_within).ok(),
        },
        _ => state.clock.as_ref().and_then(|c| c.due(calendar).ok().flatten()),
    };
    let short = |d: jiff::civil::Date| d.strftime("%d-%m-%Y").to_string();
    let days = due.as_ref().map_or(0, |d| (d.last_day - calendar.local_date(now)).get_days());
    let mut all = json!({
        "service_short": definition.short_name,
        "service_name": definition.name,
        "title": definition.product.title,
        "name": state.holder_name,
        "number": state.registration.map_or_else(String::new, |r| r.to_string()),
        "permit_number": state.number.as_ref().map_or("", |n| n.number.as_str()),
        "amount": skrd.map_or_else(String::new, |s| s.amount.to_string()),
        "payment_code": skrd.map_or("", |s| s.payment_code.as_str()),
        "account": policy.map_or("", |p| p.account.as_str()),
        "bank": policy.map_or("", |p| p.bank.as_str()),
        "due_date": due.as_ref().map_or_else(String::new, |d| date_text::weekday_date(d.last_day)),
        "due_short": due.as_ref().map_or_else(String::new, |d| short(d.last_day)),
        "days": days,
        "count": 0,
        "reason": "",
    });
    if let (Some(all), Value::Object(more)) = (all.as_object_mut(), more) {
        all.extend(more);
    }
    crate::message::with_office(region, all)
}

/// A payment that came too late is refused, and listed to be paid back (MJK18-14.4).
pub(super) fn list_refund(
    region: &Region,
    actor: &Actor,
    request: &Request,
    now: Timestamp,
) -> Result<(), AppError> {
    let Command::RecordPayment { bank_reference, amount, paid_at, .. } = &request.command else {
        return Ok(());
    };
    let (seed, _) = region.draw();
    let (amount, paid_at, application) = (amount.amount(), *paid_at, request.application);
    let reference = bank_reference.trim();
    written!(region, [region, actor, reference], |tx| {
        let mut dice = Dice::new(seed, now);
        let id: Id<Subject> = dice.id();
        let row = RefundRow {
            id: *id.as_bytes(),
            application,
            bank_reference: reference.to_owned(),
            amount,
            paid_at,
            recorded_at: now,
            recorded_by: actor.name.clone(),
        };
        if store::desk::add_refund(tx, &row)? {
            let subject = Subject::application(application);
            super::record_act(tx, &mut dice, region, actor, &subject, "list_refund", None, &[])?;
        }
        Ok(())
    })
}
