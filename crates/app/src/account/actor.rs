//! From an account to the actor of a command.

use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::{Capabilities, RoleId};
use domain::definition::AgencyId;
use domain::party::{Account, Actor};
use domain::value::Id;
use std::collections::BTreeSet;
use store::ReadTx;
use store::account::AccountRow;

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
