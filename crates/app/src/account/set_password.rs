//! A password of one's own, with the code of the first sign-in or of a forgotten password (MJK18-9.1).

use super::access::newcomer;
use super::code::{self, Contact};
use super::failures::{Door, check_door, count};
use super::personal::read_personal;
use super::session::{Device, SignedIn, open_session};
use super::sign_in::account_named;
use crate::act::{Subject, record_act, record_refusal};
use crate::crypt::hash_password;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::{CodeUse, check_password};
use domain::process::Refusal;

/// One sentence for an unknown account, a wrong code and an old one: it must not tell which.
fn no_match() -> Refusal {
    Refusal::Invalid {
        field: "kode".into(),
        message: "Akun dan kode tidak cocok, atau kode sudah lewat waktunya. Periksa, atau minta kode baru."
            .into(),
    }
}

/// Sets the password and signs in. Other sessions end: whoever had them must know the new password.
///
/// # Errors
/// A weak password, a wrong or old code, too many failures; recorded.
pub fn set_password(
    region: &Region,
    account: &str,
    digits: &str,
    password: [&str; 2],
    device: &str,
    address: &str,
) -> Result<SignedIn, AppError> {
    let (name, address) = (device.to_owned(), address.to_owned());
    set_password_on(region, account, digits, password, &Device { name, address, ..Device::default() })
}

/// The same on a device that may be a public one.
///
/// # Errors
/// As [`set_password`].
pub fn set_password_on(
    region: &Region,
    account: &str,
    digits: &str,
    password: [&str; 2],
    device: &Device,
) -> Result<SignedIn, AppError> {
    let address = device.address.as_str();
    let act = "set_password";
    check_door(region, Door::Forgotten, address, act)?;
    let found = account_named(region, account)?.filter(|row| row.closed_at.is_none());
    let name = found.as_ref().map_or("", |row| row.name.as_str());
    if let Err(refusal) = check_password(password[0], password[1], &[account, name]) {
        record_refusal(region, &newcomer(), &Subject::nobody(), act, &refusal)?;
        return Err(refusal.into());
    }
    let (seed, now) = region.draw();
    let hash = hash_password(password[0], Dice::new(seed, now).salt(), region.password_cost)?;
    let hash = hash.as_str();
    let outcome = match &found {
        None => Err(no_match()),
        Some(row) => {
            let personal = read_personal(&region.keys, row)?;
            let phone = personal.phone.map(|phone| Contact::Phone(phone).index(region));
            let email = personal.email.map(|email| Contact::Email(email).index(region));
            let own = || [phone, email].into_iter().flatten();
            let mut wanted: Vec<_> = own().map(|at| (CodeUse::FirstPassword, at)).collect();
            wanted.extend(own().map(|at| (CodeUse::NewPassword, at)));
            let (id, wanted) = (row.id, &wanted);
            let failures = Door::Account.key(region, &id.to_string());
            written!(region, [region, wanted, digits, hash, device], |tx| {
                let mut dice = Dice::new(seed, now);
                dice.salt();
                if code::attempt(tx, region, *id.as_bytes(), wanted, digits, now)?.is_err() {
                    return Ok::<_, AppError>(Err(no_match()));
                }
                store::account_guard::set_password(tx, id, hash)?;
                store::account_guard::end_sessions(tx, id, [0; 32])?;
                store::account_guard::clear_failures(tx, failures)?;
                let (actor, _) = super::actor_of(region, tx, id)?;
                record_act(tx, &mut dice, region, &actor, &Subject::account(id), act, None, &[])?;
                open_session(tx, region, &mut dice, id, device).map(Ok)
            })?
        }
    };
    if let Err(refusal) = &outcome {
        count(region, Door::Forgotten, address)?;
        let about = found.as_ref().map_or_else(Subject::nobody, |row| Subject::account(row.id));
        record_refusal(region, &newcomer(), &about, act, refusal)?;
    }
    Ok(outcome?)
}
