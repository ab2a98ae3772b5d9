//! What can go wrong while a document is prepared or signed. The verifier never returns these; it reports.

use thiserror::Error;

/// A key refused to sign.
#[derive(Debug, Error)]
pub enum SignError {
    /// The private key cannot be read, or it is not RSA.
    #[error("the private key is not a readable RSA key: {0}")]
    Key(String),
    /// The key is there, but the operation failed (token removed, session ended, remote service down).
    #[error("the key could not sign: {0}")]
    Operation(String),
    /// The chain handed over with the key is empty or does not begin with the certificate of this key.
    #[error("the certificate chain does not belong to the key: {0}")]
    Chain(String),
}

/// A document could not be prepared, filled or signed. Nothing was changed.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// The file is not a PDF that this crate reads: classic cross-reference table, plain objects.
    #[error("unreadable PDF at byte {at}: {what}")]
    Unreadable {
        /// Offset in bytes from the start of the file.
        at: usize,
        /// What was expected there.
        what: &'static str,
    },
    /// The file uses a feature that this crate leaves alone (cross-reference streams, encryption).
    #[error("unsupported PDF feature: {0}")]
    Unsupported(&'static str),
    /// The file has a form already; fields are added once, to a freshly laid-out document.
    #[error("the document already has form fields")]
    HasForm,
    /// A field of this name is not in the document.
    #[error("the document has no field {0:?}")]
    NoSuchField(String),
    /// The field holds a value already; nothing is ever overwritten.
    #[error("the field {0:?} is filled already")]
    FieldFilled(String),
    /// The plan names a page the document does not have.
    #[error("the document has no page {0} (counted from 0)")]
    NoSuchPage(usize),
    /// The plan itself is wrong: no field at all, a name twice, a rectangle outside reason.
    #[error("the field plan is wrong: {0}")]
    Plan(&'static str),
    /// The text does not fit the number field: a character outside printable ASCII, empty, or too long.
    #[error("the number cannot be written: {0}")]
    Number(&'static str),
    /// The order certify, number, seal was broken.
    #[error("wrong order: {0}")]
    Order(&'static str),
    /// The font for the number field cannot be embedded.
    #[error("the font cannot be embedded: {0}")]
    Font(&'static str),
    /// The certificate or the CMS envelope could not be built.
    #[error("the certificate or envelope could not be encoded: {0}")]
    Encoding(#[from] der::Error),
    /// The key refused.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The signer's certificate is not valid at the time of signing; an expired certificate blocks (BTG50-39.4).
    #[error("the signer's certificate is not valid at the time of signing")]
    CertificateNotValid,
    /// A web address too long for a QR code.
    #[error("the address does not fit into a QR code")]
    Qr,
}

/// The result of every function that makes or changes a document.
pub type Result<T, E = DocumentError> = std::result::Result<T, E>;
