//! A forgotten password: a code to the confirmed number or mailbox (MJK18-9.1). The answer is always the same.

use super::access::newcomer;
use super::code::{self, Contact};
use super::failures::{Door, check_door, count};
use super::limits::{Limited, use_once};
use super::personal::read_personal;
use super::sign_in::account_named;
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::process::Refusal;

/// Asks for a code; answers nothing, so that nobody learns whether the account exists.
///
/// # Errors
/// [`Refusal::TooManyAttempts`] and [`Refusal::TooOften`] for an address that asks again and again; recorded.
pub fn ask_new_password(region: &Region, account: &str, email: bool, address: &str) -> Result<(), AppError> {
    let act = "ask_new_password";
    check_door(region, Door::Forgotten, address, act)?;
    use_once(region, Limited::Codes, address, act)?;
    count(region, Door::Forgotten, address)?;
    let found = account_named(region, account)?.filter(|row| row.closed_at.is_none());
    let to = match &found {
        Some(row) => {
            let personal = read_personal(&region.keys, row)?;
            match email {
                true => personal.email.map(Contact::Email),
                false => personal.phone.map(Contact::Phone),
            }
        }
        None => None,
    };
    let id = found.map(|row| row.id);
    let (seed, now) = region.draw();
    let (to, id) = (&to, &id);
    // An attempt is written down whether there is an account or not: both take a transaction.
    written!(region, [region, to, id], |tx| {
        let mut dice = Dice::new(seed, now);
        let about = id.map_or_else(Subject::nobody, Subject::account);
        record_act(tx, &mut dice, region, &newcomer(), &about, act, None, &[])?;
        if let (Some(id), Some(to)) = (id, to) {
            let purpose = "membuat kata sandi baru";
            match code::send(tx, region, &mut dice, *id.as_bytes(), CodeUse::NewPassword, to, purpose) {
                Ok(()) | Err(AppError::Refused(Refusal::CodeTooSoon { .. })) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    })
}
