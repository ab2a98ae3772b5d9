//! Roles of an account as they are stored.

use crate::error::AppError;
use domain::capability::RoleId;

/// Roles as stored, in order.
///
/// # Errors
/// [`AppError::Damaged`].
pub(super) fn roles_of(text: &str) -> Result<Vec<RoleId>, AppError> {
    let mut roles: Vec<RoleId> = serde_json::from_str(text).map_err(|e| AppError::Damaged(e.to_string()))?;
    roles.sort();
    Ok(roles)
}
