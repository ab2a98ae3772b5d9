//! Changes one's password (MJK18-9.1).

use crate::act::{Subject, record_act, record_refusal};
use crate::crypt::{hash_password, password_matches, sha256};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::check_password;
use domain::party::Actor;
use domain::process::Refusal;

/// Changes the password; other sessions than the one with `cookie` end.
///
/// # Errors
/// A wrong old password or a weak new one; recorded.
pub fn change_password(
    region: &Region,
    actor: &Actor,
    cookie: &[u8; 32],
    old: &str,
    new: [&str; 2],
) -> Result<(), AppError> {
    let act = "change_password";
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let row = region.store.read(|tx| store::account::find(tx, account))?.ok_or(AppError::NotSignedIn)?;
    let checked = if password_matches(old, &row.password_hash) {
        check_password(new[0], new[1], &[&row.login, &row.name])
    } else {
        let message = "Kata sandi lama tidak cocok. Ketik lagi.".to_owned();
        Err(Refusal::Invalid { field: "sandi_lama".into(), message })
    };
    if let Err(refusal) = checked {
        record_refusal(region, actor, &Subject::account(account), act, &refusal)?;
        return Err(refusal.into());
    }
    let (seed, now) = region.draw();
    let hash = hash_password(new[0], Dice::new(seed, now).salt(), region.password_cost)?;
    let (hash, keep) = (hash.as_str(), sha256(cookie));
    written!(region, [region, actor, hash], |tx| {
        let mut dice = Dice::new(seed, now);
        dice.salt();
        store::account_guard::set_password(tx, account, hash)?;
        store::account_guard::end_sessions(tx, account, keep)?;
        record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &[])?;
        Ok(())
    })
}
