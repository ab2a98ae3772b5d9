//! Ends sessions of one's own: a forgotten browser, a lost telephone (MJK18-9.1).

use crate::act::{Subject, record_act};
use crate::crypt::sha256;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::Actor;

/// Ends one session, named by the hash of its cookie in hex.
///
/// # Errors
/// [`AppError::NotFound`] when the person has no such session.
pub fn end_own_session(region: &Region, actor: &Actor, token_hash: &str) -> Result<(), AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let hash: [u8; 32] =
        hex::decode(token_hash).ok().and_then(|h| h.try_into().ok()).ok_or(AppError::NotFound)?;
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        if store::account::session(tx, hash)?.is_none_or(|session| session.account != account) {
            return Err(AppError::NotFound);
        }
        store::account::end_session(tx, hash)?;
        record_act(tx, &mut dice, region, actor, &Subject::account(account), "end_sessions", None, &[])?;
        Ok(())
    })
}

/// Ends every session but the one with this cookie.
///
/// # Errors
/// Database.
pub fn end_other_sessions(region: &Region, actor: &Actor, cookie: &[u8; 32]) -> Result<(), AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let keep = sha256(cookie);
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        store::account_guard::end_sessions(tx, account, keep)?;
        record_act(tx, &mut dice, region, actor, &Subject::account(account), "end_sessions", None, &[])?;
        Ok(())
    })
}
