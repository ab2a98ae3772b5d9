//! What the desks of printing, signing and numbering have recorded.

use super::record::{AttachedDocument, By};
use crate::definition::SigningMode;
use crate::official::SigningRight;
use crate::party::{Account, StoredFile};
use crate::value::{Digest, Id};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A sheet of special paper (MJK18-16.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedSheet {
    /// Kind of paper.
    pub paper: String,
    /// Serial on the sheet.
    pub serial: String,
    /// Who printed or reserved.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Set when the sheet was spoiled: why.
    pub spoiled: Option<String>,
}

/// A document that is kept: digest and file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledDocument {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// Stored file.
    pub file: Id<StoredFile>,
}

/// The page frozen for signing: bytes with fields, before any signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPage {
    /// Digest of the bytes to be signed.
    pub digest: Digest,
    /// Stored file.
    pub file: Id<StoredFile>,
    /// Whose signature block stands on it.
    pub signer: Id<Account>,
    /// Date printed on it; `None` in wet mode, where it is written by hand. The date of a permit is that of its signature.
    pub date: Option<Date>,
}

/// *Pengesahan/penandatanganan* (MJK18-11.3.h).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureRecord {
    /// Electronic or in ink.
    pub mode: SigningMode,
    /// The right under which it was signed.
    pub right: SigningRight,
    /// Who.
    pub by: By,
    /// When consent was given; the date of the permit.
    pub at: Timestamp,
    /// Digest of what was consented to.
    pub consented: Digest,
    /// The certified document, once the signature is made.
    pub signed: Option<FiledDocument>,
}

/// *Penomoran* (MJK18-11.3.i).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRecord {
    /// For example `500.16.7.2/0147/SIPD-2/417.999/IV/2026`.
    pub number: String,
    /// Who asked for it.
    pub by: By,
    /// When; year and month of the number are those of this moment.
    pub at: Timestamp,
}

/// The numbered sheet as scanned (wet mode).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanRecord {
    /// The picture.
    pub file: AttachedDocument,
    /// Who scanned.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// The second person who compared sheet and data.
    pub compared_by: Option<By>,
}

/// The finished document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedDocument {
    /// SHA-256 of the final bytes; the verification page and the verifier ask for it.
    pub digest: Digest,
    /// Stored file.
    pub file: Id<StoredFile>,
    /// When sealed.
    pub at: Timestamp,
}
