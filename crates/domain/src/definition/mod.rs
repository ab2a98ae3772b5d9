//! The *service definition*: everything a running file keeps when the profile changes later (fields, documents, stages,
//! deadlines, fee, declaration, number template). It is profile data; its hash is stored in every application.

mod binding;
mod field;
mod product;
mod request_kind;
mod stage;
mod standard;

pub use binding::BindingProblem;
pub use field::{ChoiceOption, DocumentDef, FieldDef, FieldProblem, FieldType, ItemsDef};
pub use product::{LetterSet, PaperKind, ProductDef, ProductKind, SigningMode, Validity, ValueRow};
pub use request_kind::RequestKind;
pub use stage::{AgencyDef, AgencyId, StageDef, StageId, StageKind, VisitPolicy};
pub use standard::{ServiceStandard, StandardPart, StandardRequirement, StandardStage};

use crate::calendar::Budget;
use crate::formula::{Condition, Fee, Tables};
use crate::value::Digest;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A service's name inside its region, for example `sip-dokter`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceId(pub String);

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// *Perizinan* or *nonperizinan* with its kinds (MJK18-1.14, 1.15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// A permit.
    Permit,
    /// Ease of service.
    ServiceEase,
    /// Fiscal facility.
    FiscalFacility,
    /// Information.
    Information,
}

/// Routing class (MJK18-1.16, 1.17, 24.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectorClass {
    /// *Perizinan usaha*.
    Business,
    /// *Perizinan non usaha*.
    NonBusiness,
    /// *Perizinan tertentu dan umum*.
    SpecificGeneral,
}

/// Who may apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// A natural person with a NIK.
    Person,
    /// A business with an NPWP.
    Business,
    /// Either.
    Both,
}

/// Where a value comes from: an article, or the office's own decision ("ketentuan kantor").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A row ID or a citation of a law.
    Law(String),
    /// A product default, shown as "ketentuan kantor".
    OfficePolicy,
}

impl Basis {
    /// How people see it.
    pub fn label(&self) -> &str {
        match self {
            Basis::Law(text) => text,
            Basis::OfficePolicy => "ketentuan kantor",
        }
    }
}

/// *Pernyataan kebenaran* (MJK18-12.3): the text that the applicant ticks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationText {
    /// Version, for example `2026-01`.
    pub version: String,
    /// The sentence.
    pub text: String,
}

/// What a service is (see the module text).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ServiceDefinition {
    /// Name inside the region.
    pub id: ServiceId,
    /// What people read.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Short name used in SMS, for example `SIP Dokter`.
    pub short_name: String,
    /// One sentence: what it is for.
    pub summary: String,
    /// Permit or non-permit.
    pub kind: ServiceKind,
    /// Routing class.
    pub sector_class: SectorClass,
    /// Who may apply.
    pub applicant: ApplicantKind,
    /// Kinds of application that it offers, the usual one first.
    #[serde(default = "only_new", skip_serializing_if = "is_only_new")]
    pub kinds: Vec<RequestKind>,
    /// An earlier permit may have been issued on paper, before this register began.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub earlier_on_paper: bool,
    /// Fields of the form, in order.
    pub fields: Vec<FieldDef>,
    /// Several items in one application (vehicles), when the service knows them.
    pub items: Option<ItemsDef>,
    /// Documents asked for.
    pub documents: Vec<DocumentDef>,
    /// Stages, in order; the first is of kind `registration`.
    pub stages: Vec<StageDef>,
    /// Published time from the receipt (MJK18-19).
    pub service_time: Budget,
    /// The word of the source, when it says less than "hari kerja".
    pub service_time_source: Option<String>,
    /// Legal basis of the service time.
    pub service_time_basis: Basis,
    /// Retribution; `None` = free of charge (MJK18-15), unless the tariff is unset.
    pub fee: Option<Fee>,
    /// The service is liable, but neither tariff nor decree has been entered: what the source says, for example "sesuai
    /// Perda". Nothing can be charged until both are (BTG68-3.2.c).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff_unset: Option<String>,
    /// Tariff tables that the fee names; a running file keeps its tariff.
    pub tables: Tables,
    /// What is issued.
    pub product: ProductDef,
    /// The declaration text.
    pub declaration: DeclarationText,
    /// Which number template gives the permit's number.
    pub number_template: String,
    /// Code inside numbers and the SKRD, for example `SIPD`.
    pub code: String,
    /// Ordered positions that initial the draft (paraf, A-48).
    pub paraf: Vec<String>,
    /// Laws printed on the permit and shown on the page.
    pub legal_basis: Vec<String>,
    /// Field whose value names the object that can exist once (plot, vehicle, place of practice).
    pub object_field: Option<String>,
    /// Condition on register and form that must hold at submit, with the sentence shown when it does not.
    pub admission: Vec<Admission>,
}

fn only_new() -> Vec<RequestKind> {
    vec![RequestKind::New]
}

fn is_only_new(kinds: &[RequestKind]) -> bool {
    kinds == [RequestKind::New]
}

/// A condition that must hold when an application is submitted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Admission {
    /// Must be true.
    pub condition: Condition,
    /// Shown otherwise.
    pub message: String,
    /// Why.
    pub basis: Basis,
}

impl ServiceDefinition {
    /// The stage with this id.
    pub fn stage(&self, id: &StageId) -> Option<&StageDef> {
        self.stages.iter().find(|s| &s.id == id)
    }

    /// Position of a stage in the order.
    pub fn position(&self, id: &StageId) -> Option<usize> {
        self.stages.iter().position(|s| &s.id == id)
    }

    /// The first stage of a kind.
    pub fn stage_of_kind(&self, kind: StageKind) -> Option<&StageDef> {
        self.stages.iter().find(|s| s.kind == kind)
    }

    /// Whether it describes certified copies of the service's permits, not the permits themselves.
    pub fn makes_copies(&self) -> bool {
        self.kinds == [RequestKind::CertifiedCopy]
    }

    /// Whether the permit's number stands in the bytes that are signed or is given afterwards.
    pub fn numbered_before_signing(&self) -> bool {
        let at = |kind| self.stages.iter().position(|s| s.kind == kind);
        match (at(StageKind::Numbering), at(StageKind::Signing)) {
            (Some(number), Some(sign)) => number < sign,
            _ => true,
        }
    }
}

/// A definition with the hash under which it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct HashedDefinition {
    /// SHA-256 of the canonical JSON.
    pub hash: Digest,
    /// The definition.
    pub definition: ServiceDefinition,
}
