//! What was typed into a form that arrived at a locked session. It goes back to the browser sealed, so that nobody who looks at
//! the page's source on a shared PC reads it, and nothing of it lies in the database (practice: personal accounts in two
//! seconds, nothing typed is lost).

use crate::Region;
use crate::error::AppError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const PURPOSE: &str = "kept-form";

/// Seals fields for one session.
///
/// # Errors
/// Encryption.
pub fn seal_form(
    region: &Region,
    cookie: &[u8; 32],
    fields: &[(String, String)],
) -> Result<String, AppError> {
    let plain = serde_json::to_vec(fields).map_err(|e| AppError::Failed(e.to_string()))?;
    let nonce = region.dice().nonce();
    let sealed = region.keys.master.derive(PURPOSE).encrypt(nonce, cookie, &plain)?;
    Ok(URL_SAFE_NO_PAD.encode(sealed))
}

/// Opens what [`seal_form`] sealed for the same session.
///
/// # Errors
/// [`AppError::Damaged`] when it was changed, or sealed for another session.
pub fn open_form(
    region: &Region,
    cookie: &[u8; 32],
    sealed: &str,
) -> Result<Vec<(String, String)>, AppError> {
    let damaged = |why: String| AppError::Damaged(format!("a kept form: {why}"));
    let sealed = URL_SAFE_NO_PAD.decode(sealed).map_err(|e| damaged(e.to_string()))?;
    let plain = region.keys.master.derive(PURPOSE).decrypt(cookie, &sealed)?;
    serde_json::from_slice(&plain).map_err(|e| damaged(e.to_string()))
}
