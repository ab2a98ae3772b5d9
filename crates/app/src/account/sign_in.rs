//! Sign-in and sign-out. The answer never tells whether an account exists.

use crate::act::{Subject, record_act, record_refusal};
use crate::crypt::{password_matches, sha256};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use jiff::SignedDuration;

const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// A started session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Whose.
    pub account: Id<Account>,
    /// The cookie's bytes; only their hash is kept.
    pub cookie: [u8; 32],
}

/// Signs in with login and password.
///
/// # Errors
/// One and the same refusal for an unknown login, a wrong password and a closed account; recorded.
pub fn sign_in(region: &Region, login: &str, password: &str, device: &str) -> Result<SignedIn, AppError> {
    let login = login.trim().to_lowercase();
    let row = region.store.read(|tx| store::account::by_login(tx, &login))?;
    // A stored hash of nobody's password keeps the time of an unknown login like that of a wrong password.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2F0dXBpbnR1LW5vYm9keQ$\
                          7HDPHGY5jX8NqUEB9VsVXrD3r6VbUQUKvTiUGVqzW5s";
    let stored = row.as_ref().map_or(NOBODY, |r| r.password_hash.as_str());
    let right = password_matches(password, stored);
    let (seed, now) = region.draw();
    let Some(row) = row.filter(|r| right && r.closed_at.is_none()) else {
        let refusal = Refusal::Invalid {
            field: "password".into(),
            message: "Nama akun atau kata sandi tidak cocok. Periksa lalu coba lagi.".into(),
        };
        let stranger = Actor { name: "Tidak dikenal".into(), ..Actor::system() };
        record_refusal(region, &stranger, &Subject::nobody(), "sign_in", &refusal)?;
        return Err(refusal.into());
    };
    written!(region, [region, device], |tx| {
        let mut dice = Dice::new(seed, now);
        let cookie = dice.secret();
        let expires = now.checked_add(LONGEST).unwrap_or(now);
        store::account::open_session(tx, sha256(&cookie), row.id, now, expires, device)?;
        let (actor, _) = super::actor_of(region, tx, row.id)?;
        record_act(tx, &mut dice, region, &actor, &Subject::account(row.id), "sign_in", None, &[])?;
        Ok(SignedIn { account: row.id, cookie })
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
