//! Sends a complete request: from here the office has one working day (MJK18-8.5, A-74).

use super::{indexes, newcomer, not_registrable, own, subject, today};
use crate::act::{record_act, record_refusal};
use crate::error::AppError;
use crate::job::{Work, enqueue};
use crate::message::{Recipient, with_office};
use crate::{Dice, Region};
use domain::access::{check_complete, decision_due, request_number};
use domain::party::AccessRequest;
use domain::process::Refusal;
use domain::value::{Id, RegistrationNumber, date_text};
use jiff::Timestamp;
use serde_json::json;

/// The next number, drawn last in its transaction.
fn next_number(
    tx: &store::WriteTx<'_>,
    region: &Region,
    now: Timestamp,
) -> Result<RegistrationNumber, AppError> {
    let year = u16::try_from(region.office().calendar.local_date(now).year()).unwrap_or_default();
    let serial = store::counter::next(tx, &format!("access.{year}"))?;
    let serial = u32::try_from(serial).map_err(|e| AppError::Failed(e.to_string()))?;
    RegistrationNumber::new(year, serial).map_err(|e| AppError::Failed(e.to_string()))
}

/// Sends the request; answers its number. A request that was sent already answers the number it has.
///
/// # Errors
/// What is missing, a card or power that has run out, a double; all recorded. [`AppError::NotFound`].
pub fn send(
    region: &Region,
    cookie: &[u8; 32],
    id: Id<AccessRequest>,
    declared: bool,
) -> Result<String, AppError> {
    let act = "send_access_request";
    let opened = own(region, cookie, id)?;
    if let Some(number) = &opened.row.number {
        return Ok(number.clone());
    }
    let (phone, email) = opened.confirmed(region);
    let has = |paper| opened.papers.contains_key(&paper);
    let ready = check_complete(&opened.stated.claims, &has, phone, email, declared, today(region));
    let (seed, now) = region.draw();
    let due = decision_due(&region.office().calendar, now).map_err(Refusal::from);
    let sent = match ready.and(due) {
        Err(refusal) => Err(refusal.into()),
        Ok(due) => {
            let (opened, due) = (&opened, &due);
            written!(region, [region, opened, due], |tx| {
                let mut dice = Dice::new(seed, now);
                let claims = &opened.stated.claims;
                let indexes = indexes(region, claims);
                let row = store::access::lock(tx, id)?.ok_or(AppError::NotFound)?;
                if let Some(number) = row.number {
                    return Ok(number);
                }
                if store::access::taken(tx, indexes)? > 0 {
                    return Err(Refusal::NotRegistrable.into());
                }
                record_act(tx, &mut dice, region, &newcomer(), &subject(id), act, None, &[])?;
                let after = due.at.checked_add(jiff::SignedDuration::from_secs(1)).unwrap_or(due.at);
                enqueue(tx, &mut dice, Work::AccessOverdue { request: id }, after)?;
                let number = request_number(next_number(tx, region, now)?);
                store::access::receive(tx, id, &number, indexes, now)?;
                let variables = with_office(
                    region,
                    json!({
                        "name": claims.name,
                        "number": number,
                        "due_date": due.moment_id(),
                        "due_short": date_text::short_date(due.last_day),
                    }),
                );
                let to = Recipient { phone: Some(claims.phone.clone()), email: Some(claims.email.clone()) };
                crate::message::send(tx, region, &mut dice, "access_received", &to, None, &variables)?;
                Ok(number)
            })
        }
    };
    let sent = sent.map_err(not_registrable);
    if let Err(AppError::Refused(refusal)) = &sent {
        record_refusal(region, &newcomer(), &subject(id), act, refusal)?;
    }
    sent
}
