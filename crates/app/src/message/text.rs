//! The text and address of a stored message, opened for sending and for the demo's outbox.

use crate::Region;
use crate::error::AppError;
use serde::{Deserialize, Serialize};
use store::outbox::MessageRow;

/// Subject and text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageText {
    /// Of an e-mail.
    pub subject: Option<String>,
    /// Plain text.
    pub text: String,
}

/// Opens the text; `None` when a secret one was erased.
///
/// # Errors
/// [`AppError::Damaged`] when the region's key does not open it.
pub fn open_text(region: &Region, row: &MessageRow) -> Result<Option<MessageText>, AppError> {
    if row.body_enc.is_empty() {
        return Ok(None);
    }
    let plain = region.keys.master.derive("message").decrypt(row.id.as_bytes(), &row.body_enc)?;
    serde_json::from_slice(&plain).map(Some).map_err(|e| AppError::Damaged(e.to_string()))
}

/// Opens the address.
///
/// # Errors
/// As [`open_text`].
pub fn open_recipient(region: &Region, row: &MessageRow) -> Result<String, AppError> {
    let plain = region.keys.master.derive("message").decrypt(row.id.as_bytes(), &row.recipient_enc)?;
    String::from_utf8(plain).map_err(|e| AppError::Damaged(e.to_string()))
}
