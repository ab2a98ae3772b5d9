//! PAdES signatures, form fields, verifier and QR codes for documents that are already laid out. No Typst.
//!
//! The way of a permit: [`fields::prepare`] adds the form, [`sign::certify`] is the official's signature,
//! [`number::fill`] writes the number, [`seal::seal`] closes everything, [`verify::verify`] judges what comes back.
//! A scanned paper permit or a receipt takes one step: [`sign::seal_plain`].
//!
//! Invariants: bytes in, bytes out, no clock, no files, no network; each step appends and never rewrites; chance is drawn
//! in [`signer::generate_rsa_2048`] only, so the same arguments always give the same document.

pub(crate) mod algorithm;
pub mod certificate;
pub(crate) mod envelope;
pub mod error;
pub mod explain;
pub mod fields;
pub(crate) mod font;
pub(crate) mod form;
pub mod number;
pub mod path;
pub(crate) mod pdf;
pub mod qr;
pub mod rehearsal;
pub mod seal;
pub mod sign;
pub mod signer;
pub mod verify;

pub use error::{DocumentError, SignError};
pub use explain::explain_id;
pub use fields::{FieldPlace, FieldPlan, NUMBER_FIELD, NumberPlan, OFFICIAL_FIELD, SEAL_FIELD};
pub use sign::{DocMdp, SigningFacts};
pub use signer::{LocalSigner, Signer};
pub use verify::{Expectation, Report, Trust, Verdict};
