//! A code with which staff choose a password of their own: nobody but the person ever knows it (MJK18-9.1).

use super::code::{self, Contact};
use super::personal::read_personal;
use crate::crypt::hash_password;
use crate::error::AppError;
use crate::message::{Recipient, send, with_office};
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::process::Refusal;
use serde_json::json;
use store::WriteTx;
use store::account::AccountRow;

/// The hash of a password that nobody knows: signing in with it takes as long as with any other. Slow.
///
/// # Errors
/// As [`hash_password`].
pub(crate) fn unknown_password(region: &Region, dice: &mut Dice) -> Result<String, AppError> {
    let password = hex::encode(dice.secret());
    hash_password(&password, dice.salt(), region.password_cost)
}

/// Sends a code for the first sign-in (`/masuk/pertama`) to the person's registered number and address; earlier codes end.
///
/// # Errors
/// [`Refusal::NoRegisteredPhone`] when there is nowhere to send it; database.
pub(crate) fn fresh_code(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    region: &Region,
    row: &AccountRow,
) -> Result<(), AppError> {
    let personal = read_personal(&region.keys, row)?;
    let phone = personal.phone.clone().ok_or(Refusal::NoRegisteredPhone)?;
    let purpose = CodeUse::FirstPassword;
    let digits = code::keep(tx, region, dice, *row.id.as_bytes(), purpose, &Contact::Phone(phone))?;
    let to = Recipient { phone: personal.phone, email: personal.email };
    let days = purpose.life().as_hours() / 24;
    let variables = with_office(region, json!({ "code": digits, "name": row.name, "days": days }));
    match send(tx, region, dice, "sign_in_code", &to, None, &variables)? {
        0 => Err(Refusal::NoRegisteredPhone.into()),
        _ => Ok(()),
    }
}
