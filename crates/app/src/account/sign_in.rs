//! Sign-in and sign-out. The answer never tells whether an account exists.

use super::failures::{Door, check_door, count};
use super::session::{Device, SignedIn, open_session};
use crate::act::{Subject, record_act, record_refusal};
use crate::crypt::{password_matches, sha256};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::Actor;
use domain::process::Refusal;
use domain::value::{Email, Nik, Npwp, PhoneNumber};
use store::account::AccountRow;

/// A stored hash of nobody's password keeps the time of an unknown login like that of a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2F0dXBpbnR1LW5vYm9keQ$\
                      7HDPHGY5jX8NqUEB9VsVXrD3r6VbUQUKvTiUGVqzW5s";

/// The account behind what was typed: its name, or NIK, NPWP, telephone or e-mail, found by their blind indexes.
pub(crate) fn account_named(region: &Region, typed: &str) -> Result<Option<AccountRow>, AppError> {
    let login = typed.trim().to_lowercase();
    let keys = &region.keys;
    let nik = typed.trim().parse::<Nik>().ok().map(|n| n.to_string());
    let npwp = typed.trim().parse::<Npwp>().ok().map(|n| n.to_string());
    let identity = nik.or(npwp).map(|number| keys.blind("identity", &number));
    let phone = typed.parse::<PhoneNumber>().ok().map(|phone| keys.blind("phone", phone.as_str()));
    let email = typed.trim().parse::<Email>().ok().map(|email| keys.blind("email", &email.lookup_key()));
    // Both look-ups always: which one finds somebody must not show in the time.
    let (by_login, by_contact) = region.store.read(|tx| -> Result<_, AppError> {
        let by_login = store::account::by_login(tx, &login)?;
        Ok((by_login, store::account::by_contact(tx, [identity, phone, email])?))
    })?;
    Ok(by_login.or(by_contact))
}

/// Signs in with account name (or NIK, NPWP, telephone, e-mail) and password from a device and a network address.
///
/// # Errors
/// One and the same refusal for an unknown login, a wrong password and a closed account; after repeated failures
/// [`Refusal::TooManyAttempts`] for a growing pause, whether the account exists or not. Recorded.
pub fn sign_in(
    region: &Region,
    login: &str,
    password: &str,
    device: &str,
    address: &str,
) -> Result<SignedIn, AppError> {
    let (name, address) = (device.to_owned(), address.to_owned());
    sign_in_on(region, login, password, &Device { name, address, ..Device::default() })
}

/// The same on a device that may be a public one.
///
/// # Errors
/// As [`sign_in`].
pub fn sign_in_on(
    region: &Region,
    login: &str,
    password: &str,
    device: &Device,
) -> Result<SignedIn, AppError> {
    let address = device.address.as_str();
    let name = login.trim().to_lowercase();
    let found = account_named(region, login)?;
    // One count for one account, however it is called.
    let counted = found.as_ref().map_or_else(|| name.clone(), |row| row.id.to_string());
    check_door(region, Door::Address, address, "sign_in")?;
    check_door(region, Door::Account, &counted, "sign_in")?;
    let stored = found.as_ref().map(|r| r.password_hash.as_str()).filter(|hash| !hash.is_empty());
    let right = password_matches(password, stored.unwrap_or(NOBODY)) && stored.is_some();
    let (seed, now) = region.draw();
    let Some(row) = found.filter(|r| right && r.closed_at.is_none()) else {
        let refusal = Refusal::Invalid {
            field: "password".into(),
            message: "Nama akun atau kata sandi tidak cocok. Periksa lalu coba lagi.".into(),
        };
        count(region, Door::Account, &counted)?;
        count(region, Door::Address, address)?;
        let stranger = Actor { name: "Tidak dikenal".into(), ..Actor::system() };
        record_refusal(region, &stranger, &Subject::nobody(), "sign_in", &refusal)?;
        return Err(refusal.into());
    };
    let key = Door::Account.key(region, &counted);
    written!(region, [region, device], |tx| {
        let mut dice = Dice::new(seed, now);
        store::account_guard::clear_failures(tx, key)?;
        open_session(tx, region, &mut dice, row.id, device)
    })
}

/// Ends the session of a cookie.
///
/// # Errors
/// Database only; an unknown cookie is no error.
pub fn sign_out(region: &Region, actor: &Actor, cookie: &[u8; 32]) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    written!(region, [region, actor, cookie], |tx| {
        let mut dice = Dice::new(seed, now);
        store::account::end_session(tx, sha256(cookie))?;
        if let Some(account) = actor.account {
            record_act(tx, &mut dice, region, actor, &Subject::account(account), "sign_out", None, &[])?;
        }
        Ok(())
    })
}
