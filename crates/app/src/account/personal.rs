//! Personal values of an account: encrypted in one text, looked up by blind indexes.

use crate::error::AppError;
use crate::keys::RegionKeys;
use crate::message::Recipient;
use domain::access::Power;
use domain::party::Account;
use domain::value::{Email, Id, Nik, Npwp, PhoneNumber};
use serde::{Deserialize, Serialize};
use store::account::AccountRow;

/// Whose account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountKind {
    /// A natural person.
    Person,
    /// A firm.
    Business,
    /// An officer.
    Staff,
}

impl AccountKind {
    /// As stored, and as conditions see it (`holder.kind`).
    pub fn as_str(self) -> &'static str {
        match self {
            AccountKind::Person => "person",
            AccountKind::Business => "business",
            AccountKind::Staff => "staff",
        }
    }
}

/// Personal values. `Debug` masks them, so they cannot reach a log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// NIK of a person.
    pub nik: Option<Nik>,
    /// NPWP of a firm.
    pub npwp: Option<Npwp>,
    /// Mobile number (MJK18-8.4.a).
    pub phone: Option<PhoneNumber>,
    /// E-mail (MJK18-8.4.b).
    pub email: Option<Email>,
    /// Street and house number.
    pub street: String,
    /// Kelurahan or desa, dotted code.
    pub village: String,
    /// Title before the name, printed only where the service says.
    pub title_before: String,
    /// Title after the name.
    pub title_after: String,
    /// *Penanggung jawab* of a firm (MJK18-8.4.a).
    #[serde(default)]
    pub responsible: String,
    /// Power of attorney of somebody who is not the head of the firm (MJK18-8.4.e).
    #[serde(default)]
    pub power: Option<Power>,
    /// Number of another holder, who has agreed: receives notices, never a code for signing in (practice: one number for a
    /// family).
    #[serde(default)]
    pub notice_phone: Option<PhoneNumber>,
}

impl Personal {
    /// Where notices about an application go. They count as told to the applicant, so a copy for the number of
    /// somebody else stands apart: [`Self::copy_to`].
    pub(crate) fn notices_to(&self) -> Recipient {
        let phone = self.phone.clone().or_else(|| self.notice_phone.clone());
        Recipient { phone, email: self.email.clone() }
    }

    /// The number of somebody else, when the applicant has an own one too.
    pub(crate) fn copy_to(&self) -> Option<Recipient> {
        let phone = self.phone.as_ref().and(self.notice_phone.clone())?;
        Some(Recipient { phone: Some(phone), email: None })
    }
}

/// Opens the personal values of an account.
///
/// # Errors
/// [`AppError::Damaged`] when the region's key does not open them.
pub fn read_personal(keys: &RegionKeys, row: &AccountRow) -> Result<Personal, AppError> {
    let plain = keys.master.derive("personal").decrypt(row.id.as_bytes(), &row.personal_enc)?;
    serde_json::from_slice(&plain).map_err(|e| AppError::Damaged(e.to_string()))
}

/// Encrypts the personal values of an account.
///
/// # Errors
/// [`AppError::Failed`] when they cannot be written as text.
pub(crate) fn seal_personal(
    keys: &RegionKeys,
    nonce: [u8; 12],
    account: Id<Account>,
    personal: &Personal,
) -> Result<Vec<u8>, AppError> {
    let plain = serde_json::to_vec(personal).map_err(|e| AppError::Failed(e.to_string()))?;
    keys.master.derive("personal").encrypt(nonce, account.as_bytes(), &plain)
}
