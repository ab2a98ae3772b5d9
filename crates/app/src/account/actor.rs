//! From an account or a session to the actor of a command.

use crate::crypt::sha256;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::{Capabilities, RoleId};
use domain::definition::AgencyId;
use domain::party::{Account, Actor};
use domain::value::Id;
use jiff::SignedDuration;
use std::collections::BTreeSet;
use store::ReadTx;
use store::account::AccountRow;

/// A session ends after this time without use.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session is written as used at most this often.
const TOUCH: SignedDuration = SignedDuration::from_mins(1);

/// The actor with the roles held now.
///
/// # Errors
/// [`AppError::NotSignedIn`] when the account is closed; [`AppError::Damaged`] when its roles cannot be read.
pub fn actor_of(region: &Region, tx: &ReadTx<'_>, id: Id<Account>) -> Result<(Actor, AccountRow), AppError> {
    let row = store::account::find(tx, id)?.ok_or(AppError::NotSignedIn)?;
    Ok((actor_from(region, &row)?, row))
}

/// The same for a row that was read already.
///
/// # Errors
/// As [`actor_of`].
pub(crate) fn actor_from(region: &Region, row: &AccountRow) -> Result<Actor, AppError> {
    if row.closed_at.is_some() {
        return Err(AppError::NotSignedIn);
    }
    let roles: Vec<String> =
        serde_json::from_str(&row.roles).map_err(|e| AppError::Damaged(e.to_string()))?;
    let roles: BTreeSet<RoleId> = roles.into_iter().map(RoleId).collect();
    let capabilities: Capabilities = roles
        .iter()
        .filter_map(|role| region.profile.roles.get(role))
        .flat_map(|def| def.capabilities.iter().copied())
        .collect();
    Ok(Actor {
        account: Some(row.id),
        name: row.name.clone(),
        roles,
        capabilities,
        agency: row.agency.clone().map(AgencyId),
    })
}

/// Who holds this cookie now.
///
/// # Errors
/// [`AppError::NotSignedIn`] when nobody does, or the session has ended.
pub fn signed_in(region: &Region, cookie: &[u8; 32]) -> Result<(Actor, AccountRow), AppError> {
    let hash = sha256(cookie);
    let now = region.now();
    let (session, found) = region.store.read(|tx| -> Result<_, AppError> {
        let session = store::account::session(tx, hash)?.ok_or(AppError::NotSignedIn)?;
        let idle_end = session.seen_at.checked_add(IDLE).unwrap_or(now);
        if now > session.expires_at || now > idle_end {
            return Err(AppError::NotSignedIn);
        }
        let found = actor_of(region, tx, session.account)?;
        Ok((session, found))
    })?;
    if now.duration_since(session.seen_at) > TOUCH {
        written!(region, [], |tx| Ok::<_, AppError>(store::account::touch_session(tx, hash, now)?))?;
    }
    Ok(found)
}

impl Region {
    /// The actor behind an account, for work that follows a stored consent.
    ///
    /// # Errors
    /// As [`actor_of`].
    pub fn actor(&self, id: Id<Account>) -> Result<Actor, AppError> {
        self.store.read(|tx| actor_of(self, tx, id)).map(|(actor, _)| actor)
    }

    /// Dice for a write that uses `seed` and `now` (see [`Region::draw`]).
    pub(crate) fn dice_of(seed: [u8; 32], now: jiff::Timestamp) -> Dice {
        Dice::new(seed, now)
    }
}
