//! What the verifier tells.

use jiff::Timestamp;
use serde::Serialize;

use crate::path::PathProblem;
use crate::sign::DocMdp;

/// The judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[serde(tag = "verdict", content = "reasons", rename_all = "snake_case")]
pub enum Verdict {
    /// Certainly unaltered, complete and signed by somebody we trust.
    Valid,
    /// Anything else, with every reason found.
    Invalid(Vec<Problem>),
    /// A readable PDF that was never signed.
    #[default]
    NotSigned,
}

/// Why a document is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// The file cannot be read as the strict PDF that we write.
    Unreadable {
        /// For the developer, in English.
        detail: String,
    },
    /// Something stands behind the last `%%EOF`.
    BytesAppended {
        /// How many bytes.
        bytes: usize,
    },
    /// Traces of a signature are left, the signature is gone.
    SignatureRemoved,
    /// The file holds more or fewer signatures than its fields name.
    HiddenSignature,
    /// The envelope of this field's signature is not in its one permitted form.
    EnvelopeMalformed {
        /// Name of the signature field.
        field: String,
    },
    /// The signature does not cover its revision from the first to the last byte.
    NotWholeRevision {
        /// Name of the signature field.
        field: String,
    },
    /// Something was added after the last signature.
    NotWholeFile,
    /// The digest differs: the document was altered.
    DocumentAltered {
        /// Name of the signature field.
        field: String,
    },
    /// The signature value does not fit the certificate.
    SignatureForged {
        /// Name of the signature field.
        field: String,
    },
    /// No valid path from the certificate to a root we trust.
    Untrusted {
        /// Name of the signature field.
        field: String,
        /// What is wrong with the path.
        why: PathProblem,
    },
    /// The first signature is not the document's certification, or there are two.
    NotCertified,
    /// A later signature does not lock all fields.
    SealDoesNotLock {
        /// Name of the signature field.
        field: String,
    },
    /// A revision after the certification did what it does not permit.
    ForbiddenChange {
        /// What it did.
        changes: Vec<Change>,
    },
    /// Incomplete: the number field is empty or missing.
    NumberMissing,
    /// Incomplete: seal missing.
    SealMissing,
}

/// The whole result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Report {
    /// The judgement.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The signatures, oldest first.
    pub signatures: Vec<SignatureReport>,
    /// The revisions after the first signature, oldest first.
    pub revisions: Vec<RevisionReport>,
    /// What stands in the number field.
    pub number: Option<String>,
}

impl Report {
    /// Whether the document is valid.
    pub fn is_valid(&self) -> bool {
        self.verdict == Verdict::Valid
    }

    /// The reasons against it; empty when valid or not signed.
    pub fn problems(&self) -> &[Problem] {
        match &self.verdict {
            Verdict::Invalid(problems) => problems,
            _ => &[],
        }
    }
}

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureKind {
    /// The first signature, which says what may change afterwards.
    Certification(DocMdp),
    /// A later signature: the seal.
    Approval,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureReport {
    /// Name of the signature field.
    pub field: String,
    /// Certification or approval.
    pub kind: SignatureKind,
    /// Common name of the certificate's subject; empty when the envelope is unreadable.
    pub subject: String,
    /// Organisation of the subject.
    pub organization: Option<String>,
    /// Common name of the issuer.
    pub issuer: String,
    /// The certificate in DER, hexadecimal; the public key in it verifies the signature (MJK18-13.2).
    pub certificate: String,
    /// The time the signature states (`/M`).
    pub signed_at: Option<Timestamp>,
    /// The reason it states.
    pub reason: Option<String>,
    /// The place it states.
    pub location: Option<String>,
    /// Covers its revision from the first byte to the last.
    pub covers_whole_revision: bool,
    /// Covers the file as it is now.
    pub covers_whole_file: bool,
    /// The digest fits the bytes.
    pub digest_ok: bool,
    /// The signature value fits the certificate.
    pub signature_ok: bool,
    /// A path to a trusted root exists, all of it valid when signed.
    pub chain_ok: bool,
}

/// A revision saved after the first signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RevisionReport {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset behind its last byte.
    pub end: usize,
    /// What it did, object by object.
    pub changes: Vec<Change>,
    /// Whether the certification permits all of it.
    pub permitted: bool,
}

/// One changed object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Object number.
    pub object: u32,
    /// What happened to it.
    pub kind: ChangeKind,
}

/// What happened to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The number field received its number, with the appearance that belongs to it.
    NumberFilled,
    /// The number field was changed in another way: filled twice, or drawn differently from its value.
    NumberChanged,
    /// The seal field received the seal.
    SealFilled,
    /// A form field came, or the form itself changed.
    FormFieldAdded,
    /// A page or something it shows changed.
    PageChanged,
    /// An annotation came or changed.
    AnnotationAdded,
    /// Anything else.
    Other,
}
