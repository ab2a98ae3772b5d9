//! What a service issues.

use super::Basis;
use crate::formula::Formula;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The final product (MJK18-1.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// *Izin*.
    Permit,
    /// *Tanda daftar*.
    RegistrationCertificate,
    /// *Persetujuan*.
    Approval,
    /// *Dokumen yang dipersamakan*.
    Equivalent,
}

/// How the product is signed (MJK18-13.5, 16.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningMode {
    /// Certified PDF, PIN by SMS.
    Electronic,
    /// Ink on special paper, then a sealed scan.
    Wet,
    /// No signature; verification rests on code and ledger digest.
    None,
}

/// *Kertas khusus* (MJK18-16.1), declared in the region's list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PaperKind(pub String);

/// How long the product is valid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// Without end.
    Unlimited,
    /// Whole years from the signature.
    Years(u8),
    /// Until the date in a form field; whole years from the signature when that is empty.
    UntilField {
        /// Field id.
        field: String,
        /// Years when the field is empty ("STR seumur hidup").
        years_otherwise: u8,
    },
}

impl Validity {
    /// Last day on which a document is in force that was signed on `signed`; `form` holds the answers by field id. `None`
    /// for a document without end.
    pub fn last_day(&self, form: &BTreeMap<String, String>, signed: Date) -> Option<Date> {
        let years = |n: u8| signed.checked_add(i32::from(n).years()).ok()?.yesterday().ok();
        match self {
            Validity::Unlimited => None,
            Validity::Years(n) => years(*n),
            Validity::UntilField { field, years_otherwise } => form
                .get(field)
                .and_then(|typed| typed.trim().parse().ok())
                .or_else(|| years(*years_otherwise)),
        }
    }
}

/// One line of the permit's table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueRow {
    /// What stands left.
    pub label: String,
    /// Dotted name of the value that stands right.
    pub value: String,
}

/// Letter templates, file names inside the profile's `letters/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterSet {
    /// The permit.
    pub permit: String,
    /// The refusal letter.
    pub refusal: String,
    /// The technical recommendation.
    pub technical_recommendation: String,
}

/// What is issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProductDef {
    /// Kind.
    pub kind: ProductKind,
    /// Heading of the document.
    pub title: String,
    /// How it is signed.
    pub signing: SigningMode,
    /// Paper it is printed on.
    pub paper: PaperKind,
    /// How long it is valid.
    pub validity: Validity,
    /// Why that long.
    pub validity_basis: Basis,
    /// First sentence of the document with `{registration}` and `{submitted}`; a plain one when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<String>,
    /// Heading over the holder's lines; "Pemegang izin" when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder_heading: Option<String>,
    /// Lines of the table.
    pub rows: Vec<ValueRow>,
    /// Conditions printed under the table.
    pub conditions: Vec<String>,
    /// Ordinal inside the number, computed from the register (SIPD-1, -2, -3).
    pub ordinal: Option<Formula>,
    /// A refusal is signed as the document itself would be, before the applicant is told (BTG68-11.3, 14).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refusal_signed: bool,
    /// Templates.
    pub letters: LetterSet,
}
