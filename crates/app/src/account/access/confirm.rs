//! Confirms number and mailbox of a draft, each by a code that only its owner can read (MJK18-8.4.a, 8.4.b).

use super::{newcomer, own_draft, subject};
use crate::account::code::{self, Contact};
use crate::account::limits::{Limited, use_once};
use crate::act::{record_act, record_refusal};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::party::AccessRequest;
use domain::value::Id;

fn contact(draft: &super::Opened, email: bool) -> Contact {
    let claims = &draft.stated.claims;
    if email { Contact::Email(claims.email.clone()) } else { Contact::Phone(claims.phone.clone()) }
}

/// Sends a code to the number, or to the mailbox when `email` is set.
///
/// # Errors
/// [`domain::process::Refusal::CodeTooSoon`] and [`domain::process::Refusal::TooOften`], recorded; [`AppError::NotFound`].
pub fn send_code(
    region: &Region,
    cookie: &[u8; 32],
    address: &str,
    id: Id<AccessRequest>,
    email: bool,
) -> Result<(), AppError> {
    let act = "send_access_code";
    let draft = own_draft(region, cookie, id)?;
    use_once(region, Limited::Codes, address, act)?;
    let to = &contact(&draft, email);
    let purpose = if email { "mendaftarkan surel ini" } else { "mendaftarkan nomor ini" };
    let (seed, now) = region.draw();
    let sent = written!(region, [region, to, purpose], |tx| {
        let mut dice = Dice::new(seed, now);
        code::send(tx, region, &mut dice, *id.as_bytes(), CodeUse::Confirm, to, purpose)?;
        record_act(tx, &mut dice, region, &newcomer(), &subject(id), act, None, &[])?;
        Ok(())
    });
    if let Err(AppError::Refused(refusal)) = &sent {
        record_refusal(region, &newcomer(), &subject(id), act, refusal)?;
    }
    sent
}

/// Takes the code as typed.
///
/// # Errors
/// A wrong, old or used-up code, counted and recorded; [`AppError::NotFound`].
pub fn confirm(
    region: &Region,
    cookie: &[u8; 32],
    id: Id<AccessRequest>,
    email: bool,
    typed: &str,
) -> Result<(), AppError> {
    let act = "confirm_contact";
    let draft = own_draft(region, cookie, id)?;
    let to = &contact(&draft, email);
    let (seed, now) = region.draw();
    let outcome = written!(region, [region, to, typed], |tx| {
        let mut dice = Dice::new(seed, now);
        let index = to.index(region);
        // A wrong try is kept: the answer comes out of the transaction instead of rolling it back.
        let tried = code::attempt(tx, region, *id.as_bytes(), &[(CodeUse::Confirm, index)], typed, now)?;
        if tried.is_ok() {
            store::access::confirm(tx, id, email, index)?;
            record_act(tx, &mut dice, region, &newcomer(), &subject(id), act, None, &[])?;
        }
        Ok::<_, AppError>(tried)
    })?;
    if let Err(refusal) = &outcome {
        record_refusal(region, &newcomer(), &subject(id), act, refusal)?;
    }
    Ok(outcome?)
}
